import type { InputFault } from '#platform/errors'
import { fault, listFaults, textFaults } from './application-faults.ts'
import type { CalendarDay } from './working-days.ts'

/** A year of the calendar, as the contract takes it. */
export interface YearInput {
  readonly year: number
  readonly days: readonly (CalendarDay & { readonly name: string })[]
}

const DAYS_MAX = 366
const NAME_MAX = 50

/** Every fault of a year: its first day must be among the days, since that tells that the year is loaded. */
export function calendarFaults({ year, days }: YearInput): InputFault[] {
  const named = days.map(({ day }) => day)
  return [
    ...(year >= 2000 && year <= 2099 ? [] : [fault('input.year', 'YEAR_WRONG')]),
    ...listFaults('input.days', named, DAYS_MAX),
    ...(named.includes(`${year}-01-01`) ? [] : [fault('input.days', 'EMPTY')]),
    ...(days.length > DAYS_MAX ? [] : days.flatMap(({ day, name }, at) => [
      ...(day.startsWith(`${year}-`) ? [] : [fault(`input.days[${at}].day`, 'DAY_WRONG')]),
      ...textFaults(`input.days[${at}].name`, name, NAME_MAX),
    ])),
  ]
}
