import type { Access } from '#platform/access'
import { manyPerKey, onePerKey } from '#platform/batch'
import type { Commands } from './commands.ts'
import type { ApplicationQueries } from './queries.applications.ts'

const CHANGES = [
  'submitApplication', 'reviewApplication', 'cancelApplication', 'decideApplication', 'confirmApplication', 'requestSupplement',
  'supplementApplication', 'extendApplication', 'disputeApplication', 'arbitrateApplication',
] as const

/** A change of an application, told by what it has become. */
export type ApplicationChange = (typeof CHANGES)[number]

/** One loader per access path to applications and the calendar, made anew for every request. */
export const applicationLoaders = (queries: ApplicationQueries, commands: Commands) => (access: Access) => {
  let calendar: ReturnType<ApplicationQueries['calendarDays']> | undefined
  const days = () => (calendar ??= queries.calendarDays())
  const yearOf = async (year: number) => {
    const found = (await days()).filter(({ day }) => day.startsWith(`${year}-`))
    return found.some(({ day }) => day === `${year}-01-01`) ? { year, days: found } : null
  }
  return {
    application: onePerKey((ids) => queries.applications(access, ids), ({ id }) => id),
    applications: queries.applicationList.bind(null, access),
    itemsOfApplication: manyPerKey(queries.applicationItems, ({ applicationId }) => applicationId),
    eventsOfApplication: manyPerKey(queries.applicationEvents, ({ subject }) => subject),
    clock: async (stands: Parameters<ApplicationQueries['clock']>[1]) => queries.clock(access, stands, await days()),
    workingYear: yearOf,
    async changeApplication(change: ApplicationChange, input: never) {
      const id = await (commands[change] as (access: Access, input: never) => Promise<string>)(access, input)
      return (await queries.applications(access, [id]))[0] ?? null
    },
    loadCalendar: async (input: Parameters<Commands['loadCalendar']>[1]) => yearOf(await commands.loadCalendar(access, input)),
  }
}

export type ApplicationLoaders = ReturnType<ReturnType<typeof applicationLoaders>>
