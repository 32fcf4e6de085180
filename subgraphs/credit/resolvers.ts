import { allNamed, named } from '#platform/codes'
import type { StatisticsAsked } from '#platform/db/statistics'
import { legalPersonReference, personReference } from '#platform/references'
import type { LibraryContext, Resolvers } from '#platform/subgraph'
import * as codes from './domain/codes.ts'
import type { Loaders } from './loaders.ts'
import type { Queries, Side } from './queries.ts'

type Context = LibraryContext<Loaders>
type Credit = NonNullable<ReturnType<Queries['credit']>>

/** Any property of a disclosed row may be `null`. */
type Shown<Key extends string> = Readonly<Record<Key, string | null>>

const edgeTo = <Key extends string>(field: Key) => (row: Shown<Key>) => legalPersonReference(row[field])

const creditOf = (side: Side): Resolvers[string] => ({
  name: async ({ name }: Credit, _args, { loaders }: Context) => name && ((await loaders[side].subject.load(name))?.name ?? null),
  kind: async ({ kind }: Credit, _args, { loaders }: Context) =>
    kind && named(codes.subjectKinds, (await loaders[side].subject.load(kind))?.kind),
  listFlags: async ({ listFlags }: Credit, _args, { loaders }: Context) =>
    listFlags && allNamed(codes.listKinds, (await loaders[side].flags.load(listFlags))?.listFlags ?? null),
  listings: ({ listings }: Credit, _args, { loaders }: Context) => listings && loaders[side].listings.load(listings),
  seriouslyDishonest: async ({ seriouslyDishonest }: Credit, _args, { loaders }: Context) =>
    seriouslyDishonest && ((await loaders[side].flags.load(seriouslyDishonest))?.seriouslyDishonest ?? null),
  permits: ({ permits }: Credit, _args, { loaders }: Context) => permits && loaders[side].permits.load(permits),
  penalties: ({ penalties }: Credit, _args, { loaders }: Context) => penalties && loaders[side].penalties.load(penalties),
  commitments: ({ commitments }: Credit, _args, { loaders }: Context) => commitments && loaders[side].commitments.load(commitments),
  repairs: ({ repairs }: Credit, _args, { loaders }: Context) => repairs && loaders[side].repairs.load(repairs),
  provenance: async ({ provenance }: Credit, _args, { loaders }: Context) =>
    provenance && ((await loaders[side].subject.load(provenance))?.provenance ?? null),
})

const listing: Resolvers[string] = {
  kind: ({ kind }: Shown<'kind'>) => named(codes.listKinds, kind),
  category: ({ category }: Shown<'category'>) => named(codes.informationCategories, category),
  authority: edgeTo('authority'),
  repairState: ({ repairState }: Shown<'repairState'>) => named(codes.repairStates, repairState),
}

const ofDecision: Resolvers[string] = {
  subjectKind: ({ subjectKind }: Shown<'subjectKind'>) => named(codes.subjectKinds, subjectKind),
  authority: edgeTo('authority'),
  dataSource: edgeTo('dataSource'),
  state: ({ state }: Shown<'state'>) => named(codes.recordStates, state),
  effect: ({ effect }: Shown<'effect'>) => named(codes.recordEffects, effect),
}

const ofOrganisation: Resolvers[string] = {
  legalRep: ({ legalRep }: Shown<'legalRep'>) => personReference(legalRep),
}

const ofPerson: Resolvers[string] = {
  documentType: ({ documentType }: Shown<'documentType'>) => named(codes.documentTypes, documentType),
}

const permit: Resolvers[string] = {
  ...ofDecision,
  kind: ({ kind }: Shown<'kind'>) => named(codes.permitKinds, kind),
}

const penalty: Resolvers[string] = {
  ...ofDecision,
  kind: ({ kind }: Shown<'kind'>) => named(codes.penaltyKinds, kind),
  repairState: ({ repairState }: Shown<'repairState'>) => named(codes.repairStates, repairState),
}

const commitment: Resolvers[string] = {
  kind: ({ kind }: Shown<'kind'>) => named(codes.commitmentKinds, kind),
  case: (row: Shown<'case'>) => (row.case === null ? null : { caseNo: row.case }),
  acceptedBy: edgeTo('acceptedBy'),
  state: ({ state }: Shown<'state'>) => named(codes.commitmentStates, state),
}

const repair: Resolvers[string] = {
  kind: ({ kind }: Shown<'kind'>) => named(codes.repairKinds, kind),
  targetKind: ({ targetKind }: Shown<'targetKind'>) => named(codes.repairTargets, targetKind),
  acceptedBy: edgeTo('acceptedBy'),
  result: ({ result }: Shown<'result'>) => named(codes.repairResults, result),
}

/** Row → type. */
export const resolvers: Resolvers = {
  Query: { _statistics: (_root, asked: StatisticsAsked, { loaders }: Context) => loaders.statistics(asked) },
  Person: {
    __resolveReference: ({ key, responsibleForRevocation }: { key: string; responsibleForRevocation?: unknown }) => ({
      ...personReference(key),
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
  PersonPermit: { ...permit, ...ofPerson },
  PersonPenalty: { ...penalty, ...ofPerson },
  PersonCommitment: commitment,
  PersonCreditRepair: repair,
  LegalPerson: {
    __resolveReference: ({ creditCode }: { creditCode: string }) => legalPersonReference(creditCode),
    credit: ({ subject }: { subject: string }, _args, { loaders }: Context) => loaders.organisation.credit(subject),
  },
  LegalPersonCredit: {
    ...creditOf('organisation'),
    registrationState: async ({ registrationState }: Credit, _args, { loaders }: Context) =>
      registrationState && named(codes.registrationStates, (await loaders.organisation.subject.load(registrationState))?.registrationState),
    evaluation: ({ evaluation }: Credit, _args, { loaders }: Context) => evaluation && loaders.evaluation.load(evaluation),
  },
  Listing: listing,
  AdministrativePermit: { ...permit, ...ofOrganisation },
  AdministrativePenalty: { ...penalty, ...ofOrganisation },
  CreditEvaluation: {
    evaluator: edgeTo('evaluator'),
    grade: ({ grade }: Shown<'grade'>) => named(codes.evaluationGrades, grade),
  },
  CreditCommitment: commitment,
  CreditRepair: repair,
}
