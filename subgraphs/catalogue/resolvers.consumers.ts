import { named } from '#platform/codes'
import { legalPersonReference } from '#platform/references'
import type { LibraryContext, Resolvers } from '#platform/subgraph'
import type { ConsumerActInput, RegisterConsumerInput, RegistrationActInput } from './commands.consumers.ts'
import { consumerStates } from './domain/codes.ts'
import type { Loaders } from './loaders.ts'
import type { ConsumerListing } from './queries.consumers.ts'
import { eventFields } from './resolvers.grants.ts'

type Context = LibraryContext<Loaders>
type Input<Members> = { readonly input: Members }

/** Systems and the agencies that they serve: row → type. */
export const consumerResolvers = {
  Query: {
    consumer: (_root, { id }: { id: string }, { loaders }: Context) => loaders.consumer(id),
    consumers: (_root, listing: ConsumerListing, { loaders }: Context) => loaders.consumers(listing),
  },
  Mutation: {
    registerConsumer: (_root, { input }: Input<RegisterConsumerInput>, { loaders }: Context) => loaders.registerConsumer(input),
    suspendConsumer: (_root, { input }: Input<ConsumerActInput>, { loaders }: Context) => loaders.suspendConsumer(input),
    resumeConsumer: (_root, { input }: Input<ConsumerActInput>, { loaders }: Context) => loaders.resumeConsumer(input),
    registerAgency: (_root, { input }: Input<RegistrationActInput>, { loaders }: Context) => loaders.registerAgency(input),
    suspendRegistration: (_root, { input }: Input<RegistrationActInput>, { loaders }: Context) => loaders.suspendRegistration(input),
    resumeRegistration: (_root, { input }: Input<RegistrationActInput>, { loaders }: Context) => loaders.resumeRegistration(input),
  },
  Consumer: {
    state: ({ state }: { state: string | null }) => named(consumerStates, state),
    registrations: ({ id }: { id: string }, _args, { loaders }: Context) => loaders.registrations.load(id),
    events: ({ id }: { id: string }, _args, { loaders }: Context) => loaders.consumerEvents.load(id),
  },
  Registration: {
    agency: ({ agency }: { agency: string }) => legalPersonReference(agency),
    state: ({ state }: { state: string }) => named(consumerStates, state),
  },
  ConsumerEvent: {
    ...eventFields,
    // It stands under both: `system@agency`.
    served: ({ subject }: { subject: string }) => {
      const agency = subject.split('@')[1]
      return agency === undefined ? null : legalPersonReference(agency)
    },
  },
} satisfies Resolvers
