import type { Clock } from '#platform/clock'
import type { Log } from '#platform/log'
import type { NamedDay, UntoldAlert } from '../subgraphs/audit/index.ts'
import type { CalendarDay, NewNotice } from '../subgraphs/catalogue/index.ts'

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
export class AlertWatch {
  readonly #desk: AlertDesk
  readonly #clock: Clock
  readonly #log: Log
  #timer: NodeJS.Timeout | undefined
  #stopping = false
  #running: Promise<void> | undefined

  constructor(desk: AlertDesk, clock: Clock, log: Log) {
    this.#desk = desk
    this.#clock = clock
    this.#log = log
  }

  /** Looks every few seconds from now on. */
  start(everyMs: number = EVERY_MS): void {
    this.#timer = setInterval(() => void this.run(), everyMs)
    this.#timer.unref()
  }

  /** Looks at all that nobody has looked at yet; where that is under way already, waits for it. What fails is logged and tried again. */
  run(): Promise<void> {
    this.#running ??= this.#look()
      .catch((error: unknown) => this.#log.fault('alerts', error))
      .finally(() => (this.#running = undefined))
    return this.#running
  }

  /** Ends after the part that is under way; the rest is for another process or the next start. */
  async stop(): Promise<void> {
    this.#stopping = true
    clearInterval(this.#timer)
    await this.#running
  }

  async #look(): Promise<void> {
    const days = (await this.#desk.calendar()).map(dayOf)
    while (!this.#stopping && (await this.#desk.raise(days)));
    while (!this.#stopping) {
      const alerts = await this.#desk.untold()
      if (alerts.length === 0) return
      // What it shows may be days old; a notice is as old as the alert is known, or nobody would send it twice.
      const at = new Date(this.#clock.now())
      await this.#desk.send(alerts.flatMap((alert) => noticesOf(alert, at)))
      await this.#desk.noteTold(alerts.map(({ id }) => id))
    }
  }
}

const dayOf = ({ day, worked }: CalendarDay): NamedDay => ({ day, kind: worked ? 'WORKDAY' : 'HOLIDAY' })

function noticesOf({ id, agency }: UntoldAlert, at: Date): NewNotice[] {
  const addressees = agency === '' ? [null] : [agency, null]
  return addressees.map((addressee) => ({ kind: 'ALERT_RAISED', agency: addressee, id, at, cause: `ALERT_RAISED ${id} ${addressee ?? ''}` }))
}
