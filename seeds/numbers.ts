import { citizenIdCheck, creditCodeCheck, organisationCodeCheck } from '#platform/identifiers'
import type { Random } from './random.ts'

/**
 * A citizen number of the unassigned region 99, GB 11643.
 *
 * @param division6 six digits beginning with 99
 * @param birthDate `YYYY-MM-DD`
 * @param sequence 1 to 999; odd for men, even for women
 */
export function citizenNumber(division6: string, birthDate: string, sequence: number): string {
  const first17 = `${division6}${birthDate.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`
  return first17 + citizenIdCheck(first17)
}

/** Which citizen numbers are free for some people: days of birth, and pairs of sequence numbers, odd and even. */
export interface Births {
  /** Days before a birthday, 1 to 364, moved to where a day is free. */
  daysBefore(birthday: string, days: number): number
  /** A pair, 0 to 398; those from 400 on belong to the scenarios' people. */
  pair(random: Random): number
}

export const ALL_BIRTHS: Births = { daysBefore: (_birthday, days) => days, pair: (random) => random.int(0, 398) }

/**
 * A unified social credit code with both of its checks, GB 32100 and GB 11714.
 *
 * @param kind positions 1 and 2, such as `11` a state organ, `91` an enterprise
 * @param division6 division of the registrar, beginning with 99 here
 * @param body8 eight characters of the codes' alphabet, unique among the seeds
 */
export function creditCode(kind: string, division6: string, body8: string): string {
  const first17 = `${kind}${division6}${body8}${organisationCodeCheck(body8)}`
  return first17 + creditCodeCheck(first17)
}

/** A mobile number out of a range that the seeds alone use; `sequence` from 0 to 9 999 999. */
export function mobileNumber(sequence: number): string {
  return `1990${String(sequence).padStart(7, '0')}`
}
