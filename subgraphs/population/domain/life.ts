/** Whole years between a birth date and a day, both `YYYY-MM-DD`. A 29 February birthday counts from 1 March. */
export function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years
}

/** Code of 死亡注销 in the list of registration states. */
const DECEASED = '3'

export function isAlive(status: string): boolean {
  return status !== DECEASED
}

const MARRIED = '5'
const DIVORCED = '6'

/** Whether the last marriage or divorce up to a day was a marriage. */
export function marriedOn(events: readonly { kind: string; occurredOn: string }[], day: string): boolean {
  const last = events
    .filter((event) => (event.kind === MARRIED || event.kind === DIVORCED) && event.occurredOn <= day)
    .sort((a, b) => a.occurredOn.localeCompare(b.occurredOn))
    .at(-1)
  return last?.kind === MARRIED
}

/** Below this age a child is under guardianship and counts as a minor child. */
export const ADULT_AGE = 18

export type Verdict = 'MATCH' | 'MISMATCH' | 'UNKNOWN'

/** Compares a claimed value with the one held; `null` where nothing was claimed. */
export function verdict(held: string | null | undefined, claimed: string | null | undefined): Verdict | null {
  if (claimed === null || claimed === undefined) return null
  if (held === null || held === undefined) return 'UNKNOWN'
  return held.normalize('NFC') === claimed.trim().normalize('NFC') ? 'MATCH' : 'MISMATCH'
}
