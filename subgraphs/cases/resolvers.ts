import { instant } from '#platform/clock'
import { named } from '#platform/codes'
import { type Cursors, page, pageSize, positionAfter } from '#platform/connection'
import type { StatisticsAsked } from '#platform/db/statistics'
import { codeReference, legalPersonReference, personReference } from '#platform/references'
import type { LibraryContext, Resolvers } from '#platform/subgraph'
import * as codes from './domain/codes.ts'
import type { Loaders } from './loaders.ts'
import { handlingResolvers } from './resolvers.handling.ts'
import type {
  CasesAsked, CaseShown, ContactShown, EvaluationShown, MaterialShown, PartyShown, ResultShown, SpecialShown, StepShown,
} from './queries.ts'

type Context = LibraryContext<Loaders>
type PurposeAsked = { caseNo: string; agency: string; named?: readonly string[] | null }
type PageArguments = { first?: number | null; after?: string | null }

const licenceOf = (identifier: string | null) => (identifier === null ? null : { identifier })

/** Row → type. `cursors` seals where a page ends. */
export const resolvers = (cursors: Cursors): Resolvers => {
  const casesOf =
    (edge: CasesAsked['edge']) =>
    async ({ subject }: { subject: string }, { first, after }: PageArguments, { loaders }: Context) => {
      const asked = { edge, subject, first: pageSize(first), after: positionAfter(cursors, edge, after) }
      const found = await loaders.casesOf.load(asked)
      if (found === null) return null
      const { edges, pageInfo } = page(found, asked.first, ({ sortKey }) => cursors.encode(edge, sortKey))
      return { edges: edges.map(({ cursor, node }) => ({ cursor, node: node.row })), pageInfo }
    }

  const { query, types } = handlingResolvers(cursors)
  return {
    ...types,
    Query: {
      ...query,
      case: (_root, { caseNo }: { caseNo: string }, { loaders }: Context) => loaders.case.load(caseNo),
      _casePurpose: (_root, { caseNo, agency, named }: PurposeAsked, { loaders }: Context) => loaders.purpose(caseNo, agency, named ?? []),
      _statistics: (_root, asked: StatisticsAsked, { loaders }: Context) => loaders.statistics(asked),
    },
    Case: {
      __resolveReference: ({ caseNo }: { caseNo: string }, _args, { loaders }: Context) => loaders.case.load(caseNo),
      kind: ({ kind }: CaseShown) => named(codes.kinds, kind),
      matter: ({ matter }: CaseShown) => codeReference(matter),
      handleKind: ({ handleKind }: CaseShown) => named(codes.handleKinds, handleKind),
      state: ({ state }: CaseShown) => named(codes.states, state),
      handlingDivision: ({ handlingDivision }: CaseShown) => codeReference(handlingDivision),
      appliedAt: ({ appliedAt }: CaseShown) => instant(appliedAt),
      acceptedAt: ({ acceptedAt }: CaseShown) => instant(acceptedAt),
      promisedBy: ({ promisedBy }: CaseShown) => instant(promisedBy),
      dueOn: async ({ dueOn }: CaseShown, _args, { loaders }: Context) =>
        dueOn && ((await loaders.clock.load(dueOn))?.dueOn ?? null),
      overdue: async ({ overdue }: CaseShown, _args, { loaders }: Context) =>
        overdue && ((await loaders.clock.load(overdue))?.overdue ?? null),
      timeState: async ({ timeState }: CaseShown, _args, { loaders }: Context) =>
        named(codes.timeStates, timeState && (await loaders.clock.load(timeState))?.timeState),
      decidedAt: ({ decidedAt }: CaseShown) => instant(decidedAt),
      closedAt: ({ closedAt }: CaseShown) => instant(closedAt),
      channel: ({ channel }: CaseShown) => named(codes.channels, channel),
      agencies: ({ agencies, caseNo }: CaseShown, _args, { loaders }: Context) =>
        agencies === null ? null : loaders.agencies.load(caseNo),
      parties: ({ parties }: CaseShown, _args, { loaders }: Context) => parties && loaders.parties.load(parties),
      contact: ({ contact }: CaseShown, _args, { loaders }: Context) => contact && loaders.contact.load(contact),
      materials: ({ materials }: CaseShown, _args, { loaders }: Context) => materials && loaders.materials.load(materials),
      process: ({ process }: CaseShown, _args, { loaders }: Context) => process && loaders.process.load(process),
      specialProcedures: ({ specialProcedures }: CaseShown, _args, { loaders }: Context) => specialProcedures && loaders.specials.load(specialProcedures),
      result: ({ result }: CaseShown, _args, { loaders }: Context) => result && loaders.result.load(result),
      evaluations: ({ evaluations }: CaseShown, _args, { loaders }: Context) => evaluations && loaders.evaluations.load(evaluations),
      parent: ({ parent }: CaseShown, _args, { loaders }: Context) => parent && loaders.case.load(parent),
      children: async ({ children }: CaseShown, { first }: PageArguments, { loaders }: Context) => {
        const size = pageSize(first)
        return children === null ? null : (await loaders.children.load(children)).slice(0, size)
      },
    },
    CaseAgency: {
      agency: ({ agency }: { agency: string | null }) => legalPersonReference(agency),
      role: ({ role }: { role: string | null }) => named(codes.agencyRoles, role),
    },
    CaseParty: {
      role: ({ role }: PartyShown) => named(codes.partyRoles, role),
      kind: ({ kind }: PartyShown) => named(codes.applicantKinds, kind),
      documentType: ({ documentType }: PartyShown) => named(codes.documentTypes, documentType),
      person: ({ subjectKind, subject }: PartyShown) => (subjectKind === 'PERSON' ? personReference(subject) : null),
      legalPerson: ({ subjectKind, subject }: PartyShown) => (subjectKind === 'ORGANISATION' ? legalPersonReference(subject) : null),
    },
    CaseContact: {
      documentType: ({ documentType }: ContactShown) => named(codes.documentTypes, documentType),
      person: ({ person }: ContactShown) => personReference(person),
    },
    CaseMaterial: {
      sourceKind: ({ sourceKind }: MaterialShown) => named(codes.materialSources, sourceKind),
      licence: ({ licence }: MaterialShown) => licenceOf(licence),
      receivedAt: ({ receivedAt }: MaterialShown) => instant(receivedAt),
    },
    CaseProcess: {
      startedAt: ({ startedAt }: StepShown) => instant(startedAt),
      endedAt: ({ endedAt }: StepShown) => instant(endedAt),
      agency: ({ agency }: StepShown) => legalPersonReference(agency),
      state: ({ state }: StepShown) => named(codes.stepStates, state),
    },
    CaseSpecial: {
      kind: ({ kind }: SpecialShown) => named(codes.specialKinds, kind),
      startedAt: ({ startedAt }: SpecialShown) => instant(startedAt),
      endedAt: ({ endedAt }: SpecialShown) => instant(endedAt),
      agency: ({ agency }: SpecialShown) => legalPersonReference(agency),
    },
    CaseResult: {
      resultType: ({ resultType }: ResultShown) => named(codes.resultTypes, resultType),
      resultAt: ({ resultAt }: ResultShown) => instant(resultAt),
      licence: ({ licence }: ResultShown) => licenceOf(licence),
      agency: ({ agency }: ResultShown) => legalPersonReference(agency),
      division: ({ division }: ResultShown) => codeReference(division),
    },
    CaseEvaluation: {
      channel: ({ channel }: EvaluationShown) => named(codes.evaluationChannels, channel),
      evaluatedAt: ({ evaluatedAt }: EvaluationShown) => instant(evaluatedAt),
      satisfaction: ({ satisfaction }: EvaluationShown) => named(codes.satisfactions, satisfaction),
      division: ({ division }: EvaluationShown) => codeReference(division),
      verifiedAt: ({ verifiedAt }: EvaluationShown) => instant(verifiedAt),
      verification: ({ verification }: EvaluationShown) => named(codes.verifications, verification),
      rectifiedAt: ({ rectifiedAt }: EvaluationShown) => instant(rectifiedAt),
      followedUpAt: ({ followedUpAt }: EvaluationShown) => instant(followedUpAt),
      followUp: ({ followUp }: EvaluationShown) => named(codes.satisfactions, followUp),
    },
    Person: {
      __resolveReference: ({ key }: { key: string }) => personReference(key),
      id: ({ subject }: { subject: string }, _args, { access }: Context) => access.personId(subject),
      cases: casesOf('Person.cases'),
    },
    LegalPerson: {
      __resolveReference: ({ creditCode }: { creditCode: string }) => legalPersonReference(creditCode),
      cases: casesOf('LegalPerson.cases'),
    },
    CasePurpose: {
      decidedAt: ({ decidedAt }: { decidedAt: Date | null }) => instant(decidedAt),
      expiresAt: ({ expiresAt }: { expiresAt: Date | null }) => instant(expiresAt),
      dueOn: ({ caseNo }: { caseNo: string }, _args, { loaders }: Context) => loaders.dueOn(caseNo),
    },
    CasePurposeParty: {
      addedAt: ({ addedAt }: { addedAt: Date | null }) => instant(addedAt),
    },
  }
}
