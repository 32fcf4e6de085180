import type { Access } from '#platform/access'
import { manyPerKey } from '#platform/batch'
import type { Commands } from './commands.ts'
import type { Queries } from './queries.ts'

/** Loaders of systems, and the acts on them, each of which gives the system as it is then. */
export function consumerLoaders(queries: Queries, commands: Commands, access: Access) {
  const registrations = manyPerKey((ids) => queries.registrations(access, ids), (row) => row.consumer)
  const consumerEvents = manyPerKey((ids) => queries.consumerEvents(access, ids), (row) => row.ofConsumer)
  const after = <Input>(act: (access: Access, input: Input) => Promise<string>) => async (input: Input) => {
    const id = await act(access, input)
    // One request may act on a system twice.
    for (const loader of [registrations, consumerEvents]) loader.clear(id)
    return queries.consumer(access, id)
  }
  return {
    consumer: queries.consumer.bind(null, access),
    consumers: queries.consumers.bind(null, access),
    registrations,
    consumerEvents,
    registerConsumer: after(commands.registerConsumer),
    suspendConsumer: after(commands.suspendConsumer),
    resumeConsumer: after(commands.resumeConsumer),
    registerAgency: after(commands.registerAgency),
    suspendRegistration: after(commands.suspendRegistration),
    resumeRegistration: after(commands.resumeRegistration),
  }
}
