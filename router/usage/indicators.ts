import type { IndicatorCode, IndicatorValue } from '../../subgraphs/audit/index.ts'
import type { AgencyFigures } from '../../subgraphs/catalogue/index.ts'

/** What is known of one month, by the catalogue and by the record. */
export interface MonthKnown {
  readonly figures: readonly AgencyFigures[]
  /** Grants on which an answer first rested in the month. */
  readonly firstUses: readonly { readonly grantId: string; readonly at: Date }[]
  /** Applications that those came of. */
  readonly applied: readonly { readonly grantId: string; readonly provider: string; readonly submittedAt: Date }[]
  readonly requests: readonly { readonly agency: string; readonly entries: number; readonly refused: number }[]
}

const DAY_MS = 86_400_000

/** What agencies are assessed by in that month; whoever has nothing of a kind has no value of it. */
export function indicatorsOf({ figures, firstUses, applied, requests }: MonthKnown): IndicatorValue[] {
  return [
    ...figures.flatMap(({ agency, due, late, resources, freshResources, grantedItems, usedItems }) => [
      ...share(agency, 'ANSWERED_ON_TIME', due - late, due),
      ...share(agency, 'FRESH_RESOURCES', freshResources, resources),
      ...share(agency, 'GRANTED_ITEMS_USED', usedItems, grantedItems),
    ]),
    ...daysToFirstUse(firstUses, applied),
    ...requests.flatMap(({ agency, entries, refused }) => share(agency, 'REQUESTS_GRANTED', entries - refused, entries)),
  ]
}

function share(agency: string, code: IndicatorCode, part: number, basis: number): IndicatorValue[] {
  return basis === 0 ? [] : [{ agency, code, value: rounded(part / basis), basis }]
}

function daysToFirstUse(firstUses: MonthKnown['firstUses'], applied: MonthKnown['applied']): IndicatorValue[] {
  const firsts = new Map(firstUses.map(({ grantId, at }) => [grantId, at.getTime()]))
  const days = new Map<string, number[]>()
  for (const { grantId, provider, submittedAt } of applied) {
    const at = firsts.get(grantId)
    if (at !== undefined) days.set(provider, [...(days.get(provider) ?? []), (at - submittedAt.getTime()) / DAY_MS])
  }
  return [...days].map(([agency, each]) => ({
    agency, code: 'DAYS_TO_FIRST_USE' satisfies IndicatorCode, value: rounded(each.reduce((sum, day) => sum + day, 0) / each.length), basis: each.length,
  }))
}

/** To two digits, so that a share tells no single request of many. */
const rounded = (value: number): number => Math.round(value * 100) / 100
