import { instant } from '#platform/clock'
import { named } from '#platform/codes'
import { type Cursors, page, pageSize, positionAfter } from '#platform/connection'
import { type LibraryContext, type Resolvers, subjectReference } from '#platform/subgraph'
import * as codes from './domain/codes.ts'
import type { Loaders } from './loaders.ts'
import type { CasesAsked } from './queries.ts'
import type { CaseMaterialRow, CasePartyRow, CaseProcessRow, CaseResultRow, CaseRow } from './tables.ts'

type Context = LibraryContext<Loaders>
type PageArguments = { first?: number | null; after?: string | null }

/** A row as its rights show it: any item of it may have been withheld. */
type Shown<Row> = { readonly [Field in keyof Row]: Row[Field] | null }
/** An edge that is shown holds the number of the case that it leads from. */
type Edges = Record<'parties' | 'materials' | 'process' | 'result', string>
type CaseShown = Shown<CaseRow & Edges & { matter: string; agencies: unknown }>

const at = (date: Date | null) => (date === null ? null : instant({ now: () => date.getTime() }))
const divisionOf = (code: string | null) => (code === null ? null : { code })
const matterOf = (code: string | null) => (code === null ? null : { code })
const licenceOf = (identifier: string | null) => (identifier === null ? null : { identifier })
const agencyOf = (creditCode: string | null) => (creditCode === null ? null : subjectReference('creditCode', creditCode))

/** Row → type. `cursors` seals where a page ends. */
export const resolvers = (cursors: Cursors): Resolvers => {
  const casesOf =
    (edge: CasesAsked['edge']) =>
    async ({ subject }: { subject: string }, { first, after }: PageArguments, { loaders }: Context) => {
      const asked = { edge, subject, first: pageSize(first), after: positionAfter(cursors, edge, after) }
      const found = await loaders.casesOf.load(asked)
      if (found === null) return null
      const { edges, pageInfo } = page(found, asked.first, ({ sortKey }) => cursors.encode(edge, sortKey))
      const known = edges.flatMap(({ cursor, node }) => (node.row === null ? [] : [{ cursor, node: node.row }]))
      return { edges: known, pageInfo }
    }

  return {
    Query: {
      case: (_root, { caseNo }: { caseNo: string }, { loaders }: Context) => loaders.case.load(caseNo),
      _casePurpose: (_root, { caseNo, agency }: { caseNo: string; agency: string }, { loaders }: Context) =>
        loaders.purpose(caseNo, agency),
    },
    Case: {
      __resolveReference: ({ caseNo }: { caseNo: string }, _args, { loaders }: Context) => loaders.case.load(caseNo),
      kind: ({ kind }: CaseShown) => named(codes.kinds, kind),
      matter: ({ matter }: CaseShown) => matterOf(matter),
      state: ({ state }: CaseShown) => named(codes.states, state),
      handlingDivision: ({ handlingDivision }: CaseShown) => divisionOf(handlingDivision),
      appliedAt: ({ appliedAt }: CaseShown) => at(appliedAt),
      acceptedAt: ({ acceptedAt }: CaseShown) => at(acceptedAt),
      promisedBy: ({ promisedBy }: CaseShown) => at(promisedBy),
      decidedAt: ({ decidedAt }: CaseShown) => at(decidedAt),
      closedAt: ({ closedAt }: CaseShown) => at(closedAt),
      channel: ({ channel }: CaseShown) => named(codes.channels, channel),
      agencies: ({ agencies, caseNo }: CaseShown, _args, { loaders }: Context) =>
        agencies === null || caseNo === null ? null : loaders.agencies.load(caseNo),
      parties: ({ parties }: CaseShown, _args, { loaders }: Context) =>
        parties === null ? null : loaders.parties.load(parties),
      materials: ({ materials }: CaseShown, _args, { loaders }: Context) =>
        materials === null ? null : loaders.materials.load(materials),
      process: ({ process }: CaseShown, _args, { loaders }: Context) =>
        process === null ? null : loaders.process.load(process),
      result: ({ result }: CaseShown, _args, { loaders }: Context) =>
        result === null ? null : loaders.result.load(result),
      parent: ({ parent }: CaseShown, _args, { loaders }: Context) =>
        parent === null ? null : loaders.case.load(parent),
    },
    CaseAgency: {
      agency: ({ agency }: { agency: string | null }) => agencyOf(agency),
      role: ({ role }: { role: string | null }) => named(codes.agencyRoles, role),
    },
    CaseParty: {
      role: ({ role }: Shown<CasePartyRow>) => named(codes.partyRoles, role),
      person: ({ subjectKind, subject }: CasePartyRow) =>
        subjectKind === 'PERSON' ? subjectReference('key', subject) : null,
      legalPerson: ({ subjectKind, subject }: CasePartyRow) =>
        subjectKind === 'ORGANISATION' ? subjectReference('creditCode', subject) : null,
    },
    CaseMaterial: {
      sourceKind: ({ sourceKind }: Shown<CaseMaterialRow>) => named(codes.materialSources, sourceKind),
      licence: ({ licence }: Shown<CaseMaterialRow>) => licenceOf(licence),
      receivedAt: ({ receivedAt }: Shown<CaseMaterialRow>) => at(receivedAt),
    },
    CaseProcess: {
      startedAt: ({ startedAt }: Shown<CaseProcessRow>) => at(startedAt),
      endedAt: ({ endedAt }: Shown<CaseProcessRow>) => at(endedAt),
      agency: ({ agency }: Shown<CaseProcessRow>) => agencyOf(agency),
      state: ({ state }: Shown<CaseProcessRow>) => named(codes.stepStates, state),
    },
    CaseResult: {
      resultType: ({ resultType }: Shown<CaseResultRow>) => named(codes.resultTypes, resultType),
      resultAt: ({ resultAt }: Shown<CaseResultRow>) => at(resultAt),
      licence: ({ licence }: Shown<CaseResultRow>) => licenceOf(licence),
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
    },
  }
}
