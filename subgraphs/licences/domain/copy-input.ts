import { type Clock, today } from '#platform/clock'
import type { InputFault } from '#platform/errors'
import { holdsControls, holdsPersonalNumber, holdsRightToLeft } from '#platform/texts'

/** What a copy is made of, as somebody states it. */
export interface CopyTerms {
  readonly case: string
  readonly licences?: readonly string[] | null
  readonly reason: string
  /** The end of the day where it is left out. */
  readonly expiresAt?: string | null
}

/** Until when a copy is to be good, as an instant. */
export const endOf = ({ expiresAt }: Pick<CopyTerms, 'expiresAt'>, clock: Clock): string => expiresAt ?? `${today(clock)}T23:59:59+08:00`

const REASON_MAX = 200
const LICENCES_MAX = 10
const DAYS_MAX = 90
const TIMES_MAX = 20
const DAY_MS = 86_400_000

function fault(argument: string, check: string, en: string, zh: string): InputFault {
  return { argument: `input.${argument}`, check, en, zh }
}

/** What is wrong with a reason, which is printed: it must not hide, turn around, mark up or give away anything. */
export function reasonFaults(reason: string): InputFault[] {
  if (reason.trim() === '') return [fault('reason', 'required', 'is needed', '必填')]
  if ([...reason].length > REASON_MAX) return [fault('reason', 'length', `at most ${REASON_MAX} characters`, `不超过${REASON_MAX}个字符`)]
  if (holdsControls(reason) || holdsRightToLeft(reason)) return [fault('reason', 'characters', 'no control characters and none from right to left', '不得含控制字符、方向字符或从右向左书写的文字')]
  if (/[<>&\\{}]/.test(reason)) return [fault('reason', 'markup', 'no markup', '不得含标记字符')]
  return holdsPersonalNumber(reason) ? [fault('reason', 'number', 'no citizen number and no telephone', '不得含公民身份号码或电话号码')] : []
}

/** What is wrong with a list of licences. */
export function licencesFaults(licences: readonly string[]): InputFault[] {
  if (licences.length < 1 || licences.length > LICENCES_MAX) return [fault('licences', 'count', `from 1 to ${LICENCES_MAX}`, `须为1至${LICENCES_MAX}个`)]
  return new Set(licences).size === licences.length ? [] : [fault('licences', 'duplicate', 'a licence stands there twice', '同一证照重复')]
}

/** What is wrong with an end, wherever there is one. */
export function expiryFaults(expiresAt: string, now: number): InputFault[] {
  const at = Date.parse(expiresAt)
  if (!(at > now)) return [fault('expiresAt', 'past', 'must lie ahead', '须晚于当前时间')]
  return at > now + DAYS_MAX * DAY_MS ? [fault('expiresAt', 'range', `at most ${DAYS_MAX} days ahead`, `不得超过${DAYS_MAX}日`)] : []
}

/**
 * Everything that is wrong with a copy as it is asked for, besides its licences.
 *
 * @param liveCase the case of the purpose; `null` where it has none that may be acted under
 */
export function termsFaults({ expiresAt, ...terms }: Omit<CopyTerms, 'expiresAt'> & { readonly expiresAt: string }, liveCase: { readonly caseNo: string; readonly endsOn: string | null } | null, now: number): InputFault[] {
  const expiry = expiryFaults(expiresAt, now)
  const day = today({ now: () => Date.parse(expiresAt) })
  const past = expiry.length === 0 && liveCase !== null && liveCase.endsOn !== null && day > liveCase.endsOn
  return [
    ...(liveCase === null || liveCase.caseNo === terms.case ? [] : [fault('case', 'purpose', 'another case than that of the purpose', '与使用目的所称办件不一致')]),
    ...reasonFaults(terms.reason),
    ...expiry,
    ...(past ? [fault('expiresAt', 'case', 'later than the last day of the case', '晚于办件的办理期限')] : []),
  ]
}

/** What is wrong with the number of copies that leave is given for. */
export function timesFaults(times: number): InputFault[] {
  return times >= 1 && times <= TIMES_MAX ? [] : [fault('times', 'range', `from 1 to ${TIMES_MAX}`, `须为1至${TIMES_MAX}次`)]
}
