import type { Access } from '#platform/access'
import { manyPerKey, onePerKey } from '#platform/batch'
import type { ApplicationCommands } from './commands.applications.ts'
import type { DecisionCommands } from './commands.decisions.ts'
import type { Commands } from './commands.ts'
import type { Queries } from './queries.ts'

/** A change of an application, told by what it has become. */
export type ApplicationChange = keyof ApplicationCommands | keyof DecisionCommands

/** Loaders of applications and the calendar, and the acts on them, each of which gives what it has become. */
export function applicationLoaders(queries: Queries, commands: Commands, access: Access) {
  let calendar: ReturnType<Queries['calendarDays']> | undefined
  const days = () => (calendar ??= queries.calendarDays())
  const yearOf = async (year: number) => {
    const found = (await days()).filter(({ day }) => day.startsWith(`${year}-`))
    return found.some(({ day }) => day === `${year}-01-01`) ? { year, days: found } : null
  }
  return {
    application: onePerKey((ids) => queries.applications(access, ids), ({ id }) => id),
    applications: queries.applicationList.bind(null, access),
    itemsOfApplication: manyPerKey((ids) => queries.applicationItems(ids), ({ applicationId }) => applicationId),
    eventsOfApplication: manyPerKey(queries.applicationEvents, ({ subject }) => subject),
    clock: async (stands: Parameters<Queries['clock']>[1]) => queries.clock(access, stands, await days()),
    workingYear: yearOf,
    async changeApplication(change: ApplicationChange, input: never) {
      const id = await (commands[change] as (access: Access, input: never) => Promise<string>)(access, input)
      return (await queries.applications(access, [id]))[0] ?? null
    },
    loadCalendar: async (input: Parameters<Commands['loadCalendar']>[1]) => yearOf(await commands.loadCalendar(access, input)),
  }
}
