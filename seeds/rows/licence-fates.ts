import { addDays, addYears, REFERENCE_DAY } from '../calendar.ts'
import type { Random } from '../random.ts'
import { type LicenceFacts, licenceRow, type LicenceRow } from './licences.ts'

/** What has become of a licence: codes of 证照状态 and since when. */
type Fate = Pick<LicenceFacts, 'state' | 'stateSince' | 'stateNote' | 'cancellationReason'>

// One licence in ten is not in force, and how often each fate befalls one is invented: few enough not to tire, and enough
// that a world of a thousand people has one of each.
const FATED = 0.1
const FATES: readonly Fate[] = [
  { state: '02' }, { state: '02' }, { state: '03' }, { state: '04', cancellationReason: '1' }, { state: '04', cancellationReason: '2' },
  { state: '06' }, { state: '07' }, { state: '98' }, { state: '99', stateNote: '证照信息核查中' },
]

/** What befalls a licence that was issued on a day; mostly nothing. One past its end is 失效 by itself. */
export function fateOf(random: Random, issuedOn: string): Fate {
  const days = Math.floor((Date.parse(REFERENCE_DAY) - Date.parse(issuedOn)) / 86_400_000)
  if (!random.chance(FATED) || days < 2) return {}
  return { ...random.pick(FATES), stateSince: addDays(REFERENCE_DAY, -random.int(1, Math.min(days - 1, 900))) }
}

/** Operations (操作类型) that bring about a state. */
const BROUGHT_ABOUT_BY: Readonly<Record<string, string>> = { '02': '03', '03': '05', '04': '05', '06': '05', '07': '05', '98': '07', '99': '07' }

/** The licence in one version, with what has become of it. */
export function issuedOnce(facts: LicenceFacts, fate: Fate = {}): LicenceRow[] {
  const operation = facts.operation ?? BROUGHT_ABOUT_BY[fate.state ?? '']
  return [licenceRow({ ...facts, ...fate, ...(operation === undefined ? {} : { operation }) })]
}

/**
 * The licence in two versions: the first ended where the second began.
 *
 * @param earlier what differed in the first; its day of issue lies before that of the second
 * @param operation code of 操作类型 that made the second: 02 延续 or 09 变更
 */
export function issuedTwice(
  facts: LicenceFacts, earlier: Pick<LicenceFacts, 'issuedOn'> & Partial<LicenceFacts>, operation: '02' | '09', fate: Fate = {},
): LicenceRow[] {
  const first = licenceRow({
    ...facts, ...earlier, version: 1, operation: '01', outdated: true, state: '05', stateSince: facts.issuedOn, validTo: addDays(facts.issuedOn, -1),
  })
  return [first, ...issuedOnce({ ...facts, version: 2, operation, supersedes: first.identifier }, fate)]
}

/** Whether a licence of so many years can have been renewed by a day: it must have run out once before. */
export const ranOut = (issuedOn: string, years: number) => addYears(issuedOn, years) <= REFERENCE_DAY
