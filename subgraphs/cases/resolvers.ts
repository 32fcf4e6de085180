import { instant } from '#platform/clock'
import { named } from '#platform/codes'
import { type Cursors, page, pageSize, positionAfter } from '#platform/connection'
import type { StatisticsAsked } from '#platform/db/statistics'
import { type LibraryContext, type Resolvers, subjectReference } from '#platform/subgraph'
import * as codes from './domain/codes.ts'
import type { Loaders } from './loaders.ts'
import { handlingResolvers } from './resolvers.handling.ts'
import type {
  CasesAsked, CaseShown, ContactShown, EvaluationShown, MaterialShown, PartyShown, ResultShown, SpecialShown, StepShown,
} from './queries.ts'

type Context = LibraryContext<Loaders>
type PurposeAsked = { caseNo: string; agency: string; named?: readonly string[] | null }
type PageArguments = { first?: number | null; after?: string | null }

const at = (date: Date | null) => (date === null ? null : instant({ now: () => date.getTime() }))
const divisionOf = (code: string | null) => (code === null ? null : { code })
const matterOf = (code: string | null) => (code === null ? null : { code })
const licenceOf = (identifier: string | null) => (identifier === null ? null : { identifier })
const agencyOf = (creditCode: string | null) => (creditCode === null ? null : subjectReference('creditCode', creditCode))
const personOf = (key: string | null) => (key === null ? null : subjectReference('key', key))

// Follows an edge; a refused or empty one is null.
function follow<Value>(key: string | null, load: (key: string) => Value): Value | null {
  return key === null ? null : load(key)
}

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
      matter: ({ matter }: CaseShown) => matterOf(matter),
      handleKind: ({ handleKind }: CaseShown) => named(codes.handleKinds, handleKind),
      state: ({ state }: CaseShown) => named(codes.states, state),
      handlingDivision: ({ handlingDivision }: CaseShown) => divisionOf(handlingDivision),
      appliedAt: ({ appliedAt }: CaseShown) => at(appliedAt),
      acceptedAt: ({ acceptedAt }: CaseShown) => at(acceptedAt),
      promisedBy: ({ promisedBy }: CaseShown) => at(promisedBy),
      dueOn: async ({ dueOn }: CaseShown, _args, { loaders }: Context) =>
        (await follow(dueOn, (caseNo) => loaders.clock.load(caseNo)))?.dueOn ?? null,
      overdue: async ({ overdue }: CaseShown, _args, { loaders }: Context) =>
        (await follow(overdue, (caseNo) => loaders.clock.load(caseNo)))?.overdue ?? null,
      timeState: async ({ timeState }: CaseShown, _args, { loaders }: Context) =>
        named(codes.timeStates, (await follow(timeState, (caseNo) => loaders.clock.load(caseNo)))?.timeState),
      decidedAt: ({ decidedAt }: CaseShown) => at(decidedAt),
      closedAt: ({ closedAt }: CaseShown) => at(closedAt),
      channel: ({ channel }: CaseShown) => named(codes.channels, channel),
      agencies: ({ agencies, caseNo }: CaseShown, _args, { loaders }: Context) =>
        agencies === null ? null : loaders.agencies.load(caseNo),
      parties: ({ parties }: CaseShown, _args, { loaders }: Context) =>
        follow(parties, (caseNo) => loaders.parties.load(caseNo)),
      contact: ({ contact }: CaseShown, _args, { loaders }: Context) =>
        follow(contact, (caseNo) => loaders.contact.load(caseNo)),
      materials: ({ materials }: CaseShown, _args, { loaders }: Context) =>
        follow(materials, (caseNo) => loaders.materials.load(caseNo)),
      process: ({ process }: CaseShown, _args, { loaders }: Context) =>
        follow(process, (caseNo) => loaders.process.load(caseNo)),
      specialProcedures: ({ specialProcedures }: CaseShown, _args, { loaders }: Context) =>
        follow(specialProcedures, (caseNo) => loaders.specials.load(caseNo)),
      result: ({ result }: CaseShown, _args, { loaders }: Context) =>
        follow(result, (caseNo) => loaders.result.load(caseNo)),
      evaluations: ({ evaluations }: CaseShown, _args, { loaders }: Context) =>
        follow(evaluations, (caseNo) => loaders.evaluations.load(caseNo)),
      parent: ({ parent }: CaseShown, _args, { loaders }: Context) =>
        follow(parent, (caseNo) => loaders.case.load(caseNo)),
      children: async ({ children }: CaseShown, { first }: PageArguments, { loaders }: Context) => {
        const size = pageSize(first)
        return children === null ? null : (await loaders.children.load(children)).slice(0, size)
      },
    },
    CaseAgency: {
      agency: ({ agency }: { agency: string | null }) => agencyOf(agency),
      role: ({ role }: { role: string | null }) => named(codes.agencyRoles, role),
    },
    CaseParty: {
      role: ({ role }: PartyShown) => named(codes.partyRoles, role),
      kind: ({ kind }: PartyShown) => named(codes.applicantKinds, kind),
      documentType: ({ documentType }: PartyShown) => named(codes.documentTypes, documentType),
      person: ({ subjectKind, subject }: PartyShown) => (subjectKind === 'PERSON' ? personOf(subject) : null),
      legalPerson: ({ subjectKind, subject }: PartyShown) => (subjectKind === 'ORGANISATION' ? agencyOf(subject) : null),
    },
    CaseContact: {
      documentType: ({ documentType }: ContactShown) => named(codes.documentTypes, documentType),
      person: ({ person }: ContactShown) => personOf(person),
    },
    CaseMaterial: {
      sourceKind: ({ sourceKind }: MaterialShown) => named(codes.materialSources, sourceKind),
      licence: ({ licence }: MaterialShown) => licenceOf(licence),
      receivedAt: ({ receivedAt }: MaterialShown) => at(receivedAt),
    },
    CaseProcess: {
      startedAt: ({ startedAt }: StepShown) => at(startedAt),
      endedAt: ({ endedAt }: StepShown) => at(endedAt),
      agency: ({ agency }: StepShown) => agencyOf(agency),
      state: ({ state }: StepShown) => named(codes.stepStates, state),
    },
    CaseSpecial: {
      kind: ({ kind }: SpecialShown) => named(codes.specialKinds, kind),
      startedAt: ({ startedAt }: SpecialShown) => at(startedAt),
      endedAt: ({ endedAt }: SpecialShown) => at(endedAt),
      agency: ({ agency }: SpecialShown) => agencyOf(agency),
    },
    CaseResult: {
      resultType: ({ resultType }: ResultShown) => named(codes.resultTypes, resultType),
      resultAt: ({ resultAt }: ResultShown) => at(resultAt),
      licence: ({ licence }: ResultShown) => licenceOf(licence),
      agency: ({ agency }: ResultShown) => agencyOf(agency),
      division: ({ division }: ResultShown) => divisionOf(division),
    },
    CaseEvaluation: {
      channel: ({ channel }: EvaluationShown) => named(codes.evaluationChannels, channel),
      evaluatedAt: ({ evaluatedAt }: EvaluationShown) => at(evaluatedAt),
      satisfaction: ({ satisfaction }: EvaluationShown) => named(codes.satisfactions, satisfaction),
      division: ({ division }: EvaluationShown) => divisionOf(division),
      verifiedAt: ({ verifiedAt }: EvaluationShown) => at(verifiedAt),
      verification: ({ verification }: EvaluationShown) => named(codes.verifications, verification),
      rectifiedAt: ({ rectifiedAt }: EvaluationShown) => at(rectifiedAt),
      followedUpAt: ({ followedUpAt }: EvaluationShown) => at(followedUpAt),
      followUp: ({ followUp }: EvaluationShown) => named(codes.satisfactions, followUp),
    },
    Person: {
      __resolveReference: ({ key }: { key: string }) => subjectReference('key', key),
      id: ({ subject }: { subject: string }, _args, { access }: Context) => access.personId(subject),
      cases: casesOf('Person.cases'),
    },
    LegalPerson: {
      __resolveReference: ({ creditCode }: { creditCode: string }) => subjectReference('creditCode', creditCode),
      cases: casesOf('LegalPerson.cases'),
    },
    CasePurpose: {
      decidedAt: ({ decidedAt }: { decidedAt: Date | null }) => at(decidedAt),
      expiresAt: ({ expiresAt }: { expiresAt: Date | null }) => at(expiresAt),
      dueOn: ({ caseNo }: { caseNo: string }, _args, { loaders }: Context) => loaders.dueOn(caseNo),
    },
    CasePurposeParty: {
      addedAt: ({ addedAt }: { addedAt: Date | null }) => at(addedAt),
    },
  }
}
