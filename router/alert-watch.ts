import type { Clock } from '#platform/clock'
import type { Log } from '#platform/log'
import type { NamedDay, UntoldAlert } from '../subgraphs/audit/index.ts'
import type { CalendarDay, NewNotice } from '../subgraphs/catalogue/index.ts'
import { Rounds } from './rounds.ts'

const EVERY_MS = 5_000

/** How alerts are raised out of the record, and passed on. */
export interface AlertDesk {
  /** Holidays and worked weekends, as the catalogue keeps them. */
  readonly calendar: () => Promise<readonly CalendarDay[]>
  /** Looks at some entries, by what kind of day it was for offices; whether some may be left. */
  readonly raise: (days: readonly NamedDay[]) => Promise<boolean>
  /** Some alerts that were not passed on yet. */
  readonly untold: () => Promise<readonly UntoldAlert[]>
  readonly noteTold: (ids: readonly string[]) => Promise<void>
  readonly send: (notices: readonly NewNotice[]) => Promise<void>
}

/**
 * Raises alerts out of the record behind all answers, and tells of each, whoever raised it, the agency concerned and the sharing
 * authority. Where a process goes down between telling and noting, the alert is told again, to no effect: its notices have a cause.
 */
export const alertWatch = (desk: AlertDesk, clock: Clock, log: Log): Rounds =>
  new Rounds({ name: 'alerts', everyMs: EVERY_MS, log }, async (ending) => {
    const days = (await desk.calendar()).map(dayOf)
    while (!ending.aborted && (await desk.raise(days)));
    while (!ending.aborted) {
      const alerts = await desk.untold()
      if (alerts.length === 0) return
      // What it shows may be days old; a notice is as old as the alert is known, or nobody would send it twice.
      const at = new Date(clock.now())
      await desk.send(alerts.flatMap((alert) => noticesOf(alert, at)))
      await desk.noteTold(alerts.map(({ id }) => id))
    }
  })

const dayOf = ({ day, worked }: CalendarDay): NamedDay => ({ day, kind: worked ? 'WORKDAY' : 'HOLIDAY' })

function noticesOf({ id, agency }: UntoldAlert, at: Date): NewNotice[] {
  const addressees = agency === '' ? [null] : [agency, null]
  return addressees.map((addressee) => ({ kind: 'ALERT_RAISED', agency: addressee, id, at, cause: `ALERT_RAISED ${id} ${addressee ?? ''}` }))
}
