import { UPLOADED } from './grades.ts'

/** What the validity of a licence depends on. Days are `YYYY-MM-DD`, both ends of a period included. */
export interface Validity {
  /** Code of the stored state, see `licenceStates`. */
  readonly state: string
  /** Since when that state holds; `null` where it is not known. */
  readonly stateSince: string | null
  readonly validFrom: string | null
  /** `null` where the licence is valid without end. */
  readonly validTo: string | null
}

const IN_FORCE = '01'
/** 证照状态 失效. */
export const EXPIRED = '05'
const USABLE = '0'
const RESTRICTED = '23'

/** The state on a day: a licence in force past its end is 失效, whether or not its issuer has said so. */
export function stateOn({ state, validTo }: Pick<Validity, 'state' | 'validTo'>, today: string): string {
  return state === IN_FORCE && validTo !== null && validTo < today ? EXPIRED : state
}

/**
 * Whether the licence was, is or will be valid on a day, as far as is known today. Before the day on which it lost
 * force it counts as valid; where that day is not known, `null` unless its period already excludes the day.
 */
export function validOn({ state, stateSince, validFrom, validTo }: Validity, day: string): boolean | null {
  if (validFrom !== null && day < validFrom) return false
  if (validTo !== null && day > validTo) return false
  if (state === IN_FORCE) return true
  if (stateSince !== null) return day < stateSince
  return state === EXPIRED && validTo !== null ? true : null
}

// Transfer away counts as cancelled here, as in the list of operations. What only a note explains may be used by nobody unread.
const OUTCOMES: Readonly<Record<string, string>> = {
  '01': USABLE, '02': RESTRICTED, '03': '21', '04': '21', [EXPIRED]: '22', '06': '21', '07': '21', '98': RESTRICTED, '99': RESTRICTED,
}

/** What decides whether a licence may be used. */
export interface Usable extends Omit<Validity, 'stateSince'> {
  readonly trustGrade: string | null
}

/**
 * What using the licence today comes to, a code of `outcomes`; restricted for a state that the list does not know, before the first
 * day of validity, and for what was uploaded until a window has seen the original.
 */
export function outcomeOn(licence: Usable, today: string): string {
  const state = stateOn(licence, today)
  const outcome = (Object.hasOwn(OUTCOMES, state) ? OUTCOMES[state] : undefined) ?? RESTRICTED
  const early = licence.validFrom !== null && licence.validFrom > today
  return outcome === USABLE && (early || licence.trustGrade === UPLOADED) ? RESTRICTED : outcome
}
