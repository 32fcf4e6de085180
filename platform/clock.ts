/** Where time comes from. Injected everywhere, so that tests own it. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00Z. */
  now(): number
}

export const systemClock: Clock = { now: () => Date.now() }

/** The hub counts days where its agencies work; China has one civil time. */
const OFFSET_MINUTES = 8 * 60

/** Whether what was noted at `since` is less than `ms` old. What was noted later than now is not: the clock was set back since, so nobody knows how old it is. */
export function isYounger(ms: number, since: number, now: number): boolean {
  return since <= now && now - since < ms
}

/** The calendar date at the hub's place, `YYYY-MM-DD`. */
export function today(clock: Clock): string {
  return new Date(clock.now() + OFFSET_MINUTES * 60_000).toISOString().slice(0, 10)
}

/** An instant as `2026-03-01T09:30:00.000+08:00` (ISO 8601); `null` stays `null`. */
export function instant(at: Date): string
export function instant(at: Date | null): string | null
export function instant(at: Date | null): string | null {
  return at === null ? null : `${new Date(at.getTime() + OFFSET_MINUTES * 60_000).toISOString().slice(0, -1)}+08:00`
}
