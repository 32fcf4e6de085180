import { named } from '#platform/codes'
import { type LibraryContext, type Resolvers, subjectReference } from '#platform/subgraph'
import * as codes from './domain/codes.ts'
import type { Loaders } from './loaders.ts'
import type { Queries, Side } from './queries.ts'

type Context = LibraryContext<Loaders>
type Credit = NonNullable<ReturnType<Queries['credit']>>

/** Any property of a disclosed row may be `null`. */
type Shown<Key extends string> = Readonly<Record<Key, string | null>>

const legalPersonOf = (code: string | null) => (code === null ? null : subjectReference('creditCode', code))
const edgeTo = <Key extends string>(field: Key) => (row: Shown<Key>) => legalPersonOf(row[field])

const creditOf = (side: Side): Resolvers[string] => ({
  listings: ({ listings }: Credit, _args, { loaders }: Context) => listings && loaders[side].listings.load(listings),
  seriouslyDishonest: async ({ seriouslyDishonest }: Credit, _args, { loaders }: Context) =>
    seriouslyDishonest && ((await loaders[side].dishonesty.load(seriouslyDishonest))?.seriouslyDishonest ?? null),
  penalties: ({ penalties }: Credit, _args, { loaders }: Context) => penalties && loaders[side].penalties.load(penalties),
  commitments: ({ commitments }: Credit, _args, { loaders }: Context) => commitments && loaders[side].commitments.load(commitments),
})

const listing: Resolvers[string] = {
  kind: ({ kind }: Shown<'kind'>) => named(codes.listKinds, kind),
  authority: edgeTo('authority'),
  repairState: ({ repairState }: Shown<'repairState'>) => named(codes.repairStates, repairState),
}

const penalty: Resolvers[string] = {
  kind: ({ kind }: Shown<'kind'>) => named(codes.penaltyKinds, kind),
  authority: edgeTo('authority'),
  dataSource: edgeTo('dataSource'),
  state: ({ state }: Shown<'state'>) => named(codes.recordStates, state),
  repairState: ({ repairState }: Shown<'repairState'>) => named(codes.repairStates, repairState),
}

const commitment: Resolvers[string] = {
  kind: ({ kind }: Shown<'kind'>) => named(codes.commitmentKinds, kind),
  case: (row: Shown<'case'>) => (row.case === null ? null : { caseNo: row.case }),
  acceptedBy: edgeTo('acceptedBy'),
  state: ({ state }: Shown<'state'>) => named(codes.commitmentStates, state),
}

/** Row → type. */
export const resolvers: Resolvers = {
  Person: {
    __resolveReference: ({ key, responsibleForRevocation }: { key: string; responsibleForRevocation?: unknown }) => ({
      ...subjectReference('key', key),
      responsibleForRevocation,
    }),
    id: ({ subject }: { subject: string }, _args, { access }: Context) => access.personId(subject),
    credit: ({ subject }: { subject: string }, _args, { loaders }: Context) => loaders.person.credit(subject),
    mayBeLegalRep: async (
      { subject, responsibleForRevocation }: { subject: string; responsibleForRevocation: unknown },
      _args,
      { loaders }: Context,
    ) => (await loaders.standing.load(subject))?.mayBeLegalRep?.(responsibleForRevocation) ?? null,
  },
  PersonCredit: creditOf('person'),
  PersonListing: listing,
  PersonPenalty: penalty,
  PersonCommitment: commitment,
  LegalPerson: {
    __resolveReference: ({ creditCode }: { creditCode: string }) => legalPersonOf(creditCode),
    credit: ({ subject }: { subject: string }, _args, { loaders }: Context) => loaders.organisation.credit(subject),
  },
  LegalPersonCredit: {
    ...creditOf('organisation'),
    permits: ({ permits }: Credit, _args, { loaders }: Context) => permits && loaders.permits.load(permits),
    evaluation: ({ evaluation }: Credit, _args, { loaders }: Context) => evaluation && loaders.evaluation.load(evaluation),
  },
  Listing: listing,
  AdministrativePermit: {
    kind: ({ kind }: Shown<'kind'>) => named(codes.permitKinds, kind),
    authority: edgeTo('authority'),
    dataSource: edgeTo('dataSource'),
    state: ({ state }: Shown<'state'>) => named(codes.recordStates, state),
  },
  AdministrativePenalty: penalty,
  CreditEvaluation: {
    evaluator: edgeTo('evaluator'),
    grade: ({ grade }: Shown<'grade'>) => named(codes.evaluationGrades, grade),
  },
  CreditCommitment: commitment,
}
