import type { Access } from '#platform/access'
import { manyPerKey, onePerKey } from '#platform/batch'
import type { ObjectionCommands } from './commands.objections.ts'
import type { ApplicationQueries } from './queries.applications.ts'
import type { ObjectionQueries } from './queries.objections.ts'

/** One loader per access path to objections, made anew for every request. */
export const objectionLoaders = (queries: ObjectionQueries & Pick<ApplicationQueries, 'calendarDays'>, commands: ObjectionCommands) => (access: Access) => {
  let calendar: ReturnType<ApplicationQueries['calendarDays']> | undefined
  const days = () => (calendar ??= queries.calendarDays())
  return {
    objection: onePerKey((ids) => queries.objections(access, ids), ({ id }) => id),
    objections: queries.objectionList.bind(null, access),
    eventsOfObjection: manyPerKey(queries.objectionEvents, ({ subject }) => subject),
    objectionClock: async (stands: Parameters<ObjectionQueries['objectionClock']>[1]) => queries.objectionClock(access, stands, await days()),
    async changeObjection(change: keyof ObjectionCommands, input: never) {
      const id = await (commands[change] as (access: Access, input: never) => Promise<string>)(access, input)
      return (await queries.objections(access, [id]))[0] ?? null
    },
  }
}

export type ObjectionLoaders = ReturnType<ReturnType<typeof objectionLoaders>>
