import { named } from '#platform/codes'
import { pageSize } from '#platform/connection'
import type { LibraryContext, Resolvers } from '#platform/subgraph'
import * as codes from './domain/codes.ts'
import type { Loaders } from './loaders.ts'
import type {
  BanShown, FindingShown, InspectionShown, LegalPersonShown, PersonShown, RectificationShown,
} from './queries.ts'

type Context = LibraryContext<Loaders>

const codeOf = (code: string | null) => (code === null ? null : { code })

// Follows an edge; a refused or empty one is null.
function follow<Value>(key: string | null, load: (key: string) => Value): Value | null {
  return key === null ? null : load(key)
}

const firmOf = (code: string | null, { loaders }: Context) => follow(code, loaders.legalPerson)

interface Wanted {
  readonly kind?: string | null
  readonly first?: number | null
}

async function inspectionsOf(creditCode: string, wanted: Wanted, { loaders }: Context) {
  const first = pageSize(wanted.first)
  const rows = await loaders.inspectionsOf.load(creditCode)
  const kind = wanted.kind ?? null
  return rows.filter((row) => kind === null || row.kind === kind).slice(0, first)
}

const ban = {
  kind: ({ kind }: BanShown) => named(codes.banKinds, kind),
  authority: ({ authority }: BanShown, _args: unknown, context: Context) => firmOf(authority, context),
}

const finding = {
  severity: ({ severity }: FindingShown) => named(codes.severities, severity),
}

/** Row → type. */
export const resolvers: Resolvers = {
  Query: {
    inspection: (_root, { inspectionNo }: { inspectionNo: string }, { loaders }: Context) =>
      loaders.inspection.load(inspectionNo),
  },
  Inspection: {
    __resolveReference: ({ inspectionNo }: { inspectionNo: string }, _args, { loaders }: Context) =>
      loaders.inspection.load(inspectionNo),
    kind: ({ kind }: InspectionShown) => named(codes.inspectionKinds, kind),
    matter: ({ matter }: InspectionShown) => codeOf(matter),
    authority: ({ authority }: InspectionShown, _args, context: Context) => firmOf(authority, context),
    legalPerson: ({ legalPerson }: InspectionShown, _args, context: Context) => firmOf(legalPerson, context),
    division: ({ division }: InspectionShown) => codeOf(division),
    result: ({ result }: InspectionShown) => named(codes.inspectionResults, result),
    findings: ({ findings }: InspectionShown, _args, { loaders }: Context) =>
      follow(findings, (number) => loaders.findings.load(number)),
    unpublishedFindings: ({ unpublishedFindings }: InspectionShown, _args, { loaders }: Context) =>
      follow(unpublishedFindings, (number) => loaders.unpublishedFindings.load(number)),
    rectification: ({ rectification }: InspectionShown, _args, { loaders }: Context) =>
      follow(rectification, (number) => loaders.rectification.load(number)),
  },
  Finding: finding,
  UnpublishedFinding: finding,
  Rectification: {
    state: ({ state }: RectificationShown) => named(codes.rectificationStates, state),
  },
  LegalPersonBan: ban,
  PersonBan: ban,
  LegalPerson: {
    __resolveReference: ({ creditCode }: { creditCode: string }, _args, context: Context) => firmOf(creditCode, context),
    inspections: ({ inspections }: LegalPersonShown, wanted: Wanted, context: Context) =>
      follow(inspections, (code) => inspectionsOf(code, wanted, context)),
    bans: ({ bans }: LegalPersonShown, _args, { loaders }: Context) =>
      follow(bans, (code) => loaders.legalPersonBans.load(code)),
  },
  Person: {
    __resolveReference: ({ key }: { key: string }, _args, { loaders }: Context) => loaders.person(key),
    id: ({ key }: PersonShown, _args, { access }: Context) => access.personId(key),
    industryBans: ({ industryBans }: PersonShown, _args, { loaders }: Context) =>
      follow(industryBans, (key) => loaders.personBans.load(key)),
  },
}
