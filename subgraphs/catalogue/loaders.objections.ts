import type { Access } from '#platform/access'
import { manyPerKey, onePerKey } from '#platform/batch'
import type { ObjectionCommands } from './commands.objections.ts'
import type { Commands } from './commands.ts'
import type { Queries } from './queries.ts'

/** Loaders of objections, and the acts on them, each of which gives the objection as it is then. */
export function objectionLoaders(queries: Queries, commands: Commands, access: Access) {
  let calendar: ReturnType<Queries['calendarDays']> | undefined
  const days = () => (calendar ??= queries.calendarDays())
  return {
    objection: onePerKey((ids) => queries.objections(access, ids), ({ id }) => id),
    objections: queries.objectionList.bind(null, access),
    eventsOfObjection: manyPerKey(queries.objectionEvents, ({ subject }) => subject),
    objectionClock: async (stands: Parameters<Queries['objectionClock']>[1]) => queries.objectionClock(access, stands, await days()),
    async changeObjection(change: keyof ObjectionCommands, input: never) {
      const id = await (commands[change] as (access: Access, input: never) => Promise<string>)(access, input)
      return (await queries.objections(access, [id]))[0] ?? null
    },
  }
}
