import { instant } from '#platform/clock'
import { named } from '#platform/codes'
import { legalPersonReference } from '#platform/references'
import type { LibraryContext, Resolvers } from '#platform/subgraph'
import { adviceFor } from './domain/objection-advice.ts'
import { objectionOutcomes, type ObjectionState, objectionStates } from './domain/objection-states.ts'
import type { Loaders } from './loaders.ts'
import type { ObjectionListing } from './queries.objections.ts'

type Context = LibraryContext<Loaders>

const changes = (name: Parameters<Loaders['changeObjection']>[0]) => (_root: unknown, { input }: { input: never }, { loaders }: Context) =>
  loaders.changeObjection(name, input)

/** Row → type, of objections. */
export const objectionResolvers = {
  Query: {
    objection: (_root, { id }: { id: string }, { loaders }: Context) => loaders.objection.load(id),
    objections: (_root, listing: ObjectionListing, { loaders }: Context) => loaders.objections(listing),
  },
  Mutation: {
    raiseObjection: changes('raiseObjection'), answerObjection: changes('answerObjection'), withdrawObjection: changes('withdrawObjection'),
  },
  Objection: {
    state: ({ state }: { state: string | null }) => named(objectionStates, state),
    provider: ({ provider }: { provider: string | null }) => legalPersonReference(provider),
    raiser: ({ raiser }: { raiser: string | null }) => legalPersonReference(raiser),
    organisation: ({ organisation }: { organisation: string | null }) => legalPersonReference(organisation),
    raisedAt: ({ raisedAt }: { raisedAt: Date | null }) => instant(raisedAt),
    clock: ({ stands }: { stands: Parameters<Loaders['objectionClock']>[0] }, _args, { loaders }: Context) => loaders.objectionClock(stands),
    outcome: ({ outcome }: { outcome: string | null }) => named(objectionOutcomes, outcome),
    answeredAt: ({ answeredAt }: { answeredAt: Date | null }) => instant(answeredAt),
    advice: ({ stands: { state } }: { stands: { state: ObjectionState } }) => adviceFor(state),
    events: ({ id }: { id: string }, _args, { loaders }: Context) => loaders.eventsOfObjection.load(id),
  },
  ObjectionEvent: {
    // Whoever acts in person acts for no agency.
    agency: ({ agency }: { agency: string }) => (agency === '' ? null : agency),
    from: ({ fromState }: { fromState: string | null }) => named(objectionStates, fromState),
    to: ({ toState }: { toState: string }) => named(objectionStates, toState),
  },
} satisfies Resolvers
