import { and, asc, between, eq, isNull, sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import { type Clock, today } from '#platform/clock'
import type { Database, Orm } from '#platform/db'
import { inputError } from '#platform/errors'
import { changingObjections, noteEvent } from './commands.changing.ts'
import { type Course, dueOnAfter, extensionOf } from './domain/application-clock.ts'
import { calendarFaults, type YearInput } from './domain/calendar-input.ts'
import { dueOnOf, type Limit, type Limits } from './domain/sla.ts'
import { type Calendar, calendarOf, isWeekday } from './domain/working-days.ts'
import { objection } from './tables.objections.ts'
import * as tables from './tables.ts'

/** The days of the years that are loaded. */
export async function calendarIn(orm: Orm): Promise<Calendar> {
  return calendarOf(await orm.select().from(tables.calendarDay))
}

/** The last day of a limit that begins on a day; `null` where a year on the way is not loaded. */
export async function dueOnIn(orm: Orm, limits: Limits, limit: Limit, from: string): Promise<string | null> {
  return dueOnOf(await calendarIn(orm), limits[limit], from)
}

export function calendarCommands({ db, clock, limits }: { readonly db: Database; readonly clock: Clock; readonly limits: Limits }) {
  return {
    /**
     * Loads a year in place of what was loaded for it, and counts what could not be counted without it.
     *
     * @returns the year
     * @throws BAD_USER_INPUT with all faults
     */
    loadCalendar: (access: Access, input: YearInput): Promise<number> => {
      const faults = calendarFaults(input)
      if (faults.length > 0) throw inputError(faults)
      return changingObjections(db, async (orm) => {
        await forgetYear(orm, input.year)
        await orm.insert(tables.calendarDay).values([...input.days]).onConflictDoUpdate({
          target: tables.calendarDay.day, set: { worked: sql`excluded.worked`, name: sql`excluded.name` },
        })
        const year = String(input.year)
        await noteEvent(orm, access, {
          kind: 'CALENDAR', subject: year, version: 1, at: new Date(clock.now()), action: 'LOAD', fromState: null, toState: 'LOADED', note: null,
        })
        await countAgain(orm, limits)
        return input.year
      })
    },
  }
}

// Nothing is deleted here; a day that is what its place in the week says is no exception.
async function forgetYear(orm: Orm, year: number): Promise<void> {
  const known = await orm.select({ day: tables.calendarDay.day }).from(tables.calendarDay).where(between(tables.calendarDay.day, `${year}-01-01`, `${year}-12-31`))
  for (const { day } of known) await orm.update(tables.calendarDay).set({ worked: isWeekday(day), name: '' }).where(eq(tables.calendarDay.day, day))
}

/** Days due that could not be counted when an application was sent, when it came back, or when an objection was raised. */
async function countAgain(orm: Orm, limits: Limits): Promise<void> {
  const { application } = tables
  const calendar = await calendarIn(orm)
  const open = await orm
    .select({ id: application.id })
    .from(application)
    .where(and(isNull(application.dueOn), sql`${application.state} in ('SUBMITTED', 'SECOND_APPROVAL')`))
    .for('update')
  for (const { id } of open) {
    const course = await courseOf(orm, id, limits['request.conditional'])
    const dueOn = course === null ? null : dueOnAfter(course, calendar)
    if (dueOn !== null) await orm.update(application).set({ dueOn }).where(eq(application.id, id))
  }
  await countObjectionsAgain(orm, calendar, limits)
}

async function countObjectionsAgain(orm: Orm, calendar: Calendar, limits: Limits): Promise<void> {
  const open = await orm.select({ id: objection.id, raisedAt: objection.raisedAt }).from(objection).where(and(isNull(objection.dueOn), eq(objection.state, 'OPEN'))).for('update')
  for (const { id, raisedAt } of open) {
    const dueOn = dueOnOf(calendar, limits.objection, today({ now: () => raisedAt.getTime() }))
    if (dueOn !== null) await orm.update(objection).set({ dueOn }).where(eq(objection.id, id))
  }
}

/** When an application was sent and for how long it waited, from what was noted of it. */
export async function courseOf(orm: Orm, id: string, days: number): Promise<Course | null> {
  const { event } = tables
  const noted = await orm.select().from(event).where(and(eq(event.kind, 'APPLICATION'), eq(event.subject, id))).orderBy(asc(event.id))
  const first = (action: string) => noted.find((each) => each.action === action)
  const dayOf = (action: string) => {
    const at = first(action)?.at
    return at === undefined ? null : today({ now: () => at.getTime() })
  }
  const sentOn = dayOf('REVIEW')
  return sentOn === null ? null : { sentOn, stoppedOn: dayOf('REQUEST_SUPPLEMENT'), resumedOn: dayOf('SUPPLEMENT'), days: days + extensionOf(first('EXTEND')?.note ?? null) }
}
