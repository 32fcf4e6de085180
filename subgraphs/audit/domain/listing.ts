import type { InputFault } from '#platform/errors'
import { outcomes } from './codes.ts'

/** Which part of the record is asked for. */
export interface RecordFilter {
  readonly from?: string | null
  readonly to?: string | null
  readonly role?: 'CONSUMER' | 'PROVIDER' | null
  readonly agency?: string | null
  readonly caseNo?: string | null
  readonly matter?: string | null
  readonly outcome?: string | null
}

/** How long a period may be that is gone through entry by entry. */
const LOOKED_THROUGH_DAYS = 31

const DAY_MS = 86_400_000

const given = (value: string | null | undefined): value is string => value !== undefined && value !== null

/**
 * What is wrong with a filter. Matters, and that a request was answered in full, stand in no index, so matters and outcomes are looked for within a case or a short period.
 *
 * @param end where what is looked for ends in any case
 */
export function filterFaults({ from, to, caseNo, matter, outcome }: RecordFilter, end = to): InputFault[] {
  const faults: InputFault[] = []
  if (given(outcome) && !Object.hasOwn(outcomes, outcome)) {
    faults.push({ argument: 'filter.outcome', check: 'CODE', en: `must be one of ${Object.keys(outcomes).join(', ')}`, zh: `须为 ${Object.keys(outcomes).join('、')} 之一` })
  }
  if (given(from) && given(end) && Date.parse(from) > Date.parse(end)) faults.push({ argument: 'filter.from', check: 'ORDER', en: 'must not be after the end', zh: '不得晚于结束时间' })
  const short = given(from) && given(to) && Date.parse(to) - Date.parse(from) <= LOOKED_THROUGH_DAYS * DAY_MS
  if (short || given(caseNo) || !(given(matter) || given(outcome))) return faults
  const argument = given(matter) ? 'filter.matter' : 'filter.outcome'
  return [...faults, {
    argument, check: 'PERIOD', en: `needs caseNo, or from and to at most ${LOOKED_THROUGH_DAYS} days apart`, zh: `须同时给出办件编号，或者间隔不超过${LOOKED_THROUGH_DAYS}天的起止时间`,
  }]
}
