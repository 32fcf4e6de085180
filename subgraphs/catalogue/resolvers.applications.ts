import { allNamed, named } from '#platform/codes'
import { codeReferences, legalPersonReference } from '#platform/references'
import type { LibraryContext, Resolvers } from '#platform/subgraph'
import { applicationStates } from './domain/application-states.ts'
import * as codes from './domain/codes.ts'
import type { ApplicationChange } from './loaders.applications.ts'
import type { Loaders } from './loaders.ts'
import type { ApplicationListing } from './queries.applications.ts'

type Context = LibraryContext<Loaders>

const changes = (name: ApplicationChange) => (_root: unknown, { input }: { input: never }, { loaders }: Context) => loaders.changeApplication(name, input)
const stateOf = (state: string | null) => named(applicationStates, state)

/** Row → type, of applications and the calendar. */
export const applicationResolvers = {
  Query: {
    application: (_root, { id }: { id: string }, { loaders }: Context) => loaders.application.load(id),
    applications: (_root, listing: ApplicationListing, { loaders }: Context) => loaders.applications(listing),
    workingYear: (_root, { year }: { year: number }, { loaders }: Context) => loaders.workingYear(year),
  },
  Mutation: {
    submitApplication: changes('submitApplication'),
    reviewApplication: changes('reviewApplication'),
    cancelApplication: changes('cancelApplication'),
    decideApplication: changes('decideApplication'),
    confirmApplication: changes('confirmApplication'),
    requestSupplement: changes('requestSupplement'),
    supplementApplication: changes('supplementApplication'),
    extendApplication: changes('extendApplication'),
    disputeApplication: changes('disputeApplication'),
    arbitrateApplication: changes('arbitrateApplication'),
    loadCalendar: (_root, { input }: { input: Parameters<Loaders['loadCalendar']>[0] }, { loaders }: Context) => loaders.loadCalendar(input),
  },
  Application: {
    state: ({ state }: { state: string | null }) => stateOf(state),
    applicant: ({ applicant }: { applicant: string | null }) => legalPersonReference(applicant),
    provider: ({ provider }: { provider: string | null }) => legalPersonReference(provider),
    matters: ({ matters }: { matters: readonly string[] | null }) => codeReferences(matters),
    agencyRoles: ({ agencyRoles }: { agencyRoles: readonly string[] | null }) => allNamed(codes.agencyRoles, agencyRoles),
    regions: ({ regions }: { regions: readonly string[] | null }) => codeReferences(regions),
    clock: ({ stands }: { stands: Parameters<Loaders['clock']>[0] }, _args, { loaders }: Context) => loaders.clock(stands),
    items: ({ id }: { id: string }, _args, { loaders }: Context) => loaders.itemsOfApplication.load(id),
    events: ({ id }: { id: string }, _args, { loaders }: Context) => loaders.eventsOfApplication.load(id),
  },
  ApplicationEvent: {
    from: ({ fromState }: { fromState: string | null }) => stateOf(fromState),
    to: ({ toState }: { toState: string }) => stateOf(toState),
  },
} satisfies Resolvers
