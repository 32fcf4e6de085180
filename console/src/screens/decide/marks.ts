import type { ApplicationPageQuery, ItemMarksQuery } from '../../generated/operations.ts'
import type { MessageKey } from '../../messages/zh.ts'

export type Application = NonNullable<ApplicationPageQuery['application']>
export type Marked = NonNullable<ItemMarksQuery['itemsByName']>[number]

/** What should be looked at twice before an application is approved. */
export function risksOf(application: Application, known: ReadonlyMap<string, Marked>): readonly MessageKey[] {
  const items = application.items ?? []
  const years = (Date.parse(application.validTo ?? '') - Date.parse(application.validFrom ?? '')) / (365 * 86_400_000)
  const found: readonly (readonly [boolean, MessageKey])[] = [
    [items.some(({ item }) => known.get(item)?.dataClass === 'SENSITIVE'), 'riskSensitive'],
    [items.some(({ item, disclosure }) => disclosure === 'CLEAR' && (known.get(item)?.mask ?? 'NONE') !== 'NONE'), 'riskClear'],
    [application.binding?.includes('ANY') ?? false, 'riskAny'],
    [application.binding?.includes('KIN') ?? false, 'riskKin'],
    [application.quotaPerDay === null, 'riskNoQuota'],
    [years > 2, 'riskLong'],
    [application.regions?.some(({ code }) => /^\d{2}(\d{2})?0+$/.test(code)) ?? false, 'riskWide'],
    [application.twoPersons === true, 'riskTwo'],
  ]
  return found.filter(([there]) => there).map(([, key]) => key)
}

/** Those items of an application that stand in another list too. */
export function shared(application: Application, others: readonly { readonly item: string }[] | null) {
  const listed = new Set((others ?? []).map(({ item }) => item))
  return (application.items ?? []).filter(({ item }) => listed.has(item))
}
