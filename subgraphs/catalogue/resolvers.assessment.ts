import { codeReference, legalPersonReference } from '#platform/references'
import type { LibraryContext, Resolvers } from '#platform/subgraph'
import type { Loaders } from './loaders.ts'
import type { AssessmentAsk } from './queries.assessment.ts'

type Context = LibraryContext<Loaders>

/** Row → type, for what agencies are assessed by. */
export const assessmentResolvers = {
  Query: {
    assessment: (_root, asked: AssessmentAsk, { loaders }: Context) => loaders.assessment(asked),
    connectedProvinces: (_root, { first }: { first?: number | null }, { loaders }: Context) => loaders.provinces(first),
  },
  Assessment: { agency: ({ agency }: { agency: string | null }) => legalPersonReference(agency) },
  ConnectedProvince: { division: ({ division }: { division: string | null }) => codeReference(division) },
} satisfies Resolvers
