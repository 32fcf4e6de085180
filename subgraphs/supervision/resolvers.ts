import { named } from '#platform/codes'
import { pageSize } from '#platform/connection'
import type { StatisticsAsked } from '#platform/db/statistics'
import type { LibraryContext, Resolvers } from '#platform/subgraph'
import * as codes from './domain/codes.ts'
import type { Loaders } from './loaders.ts'
import type {
  BanShown, FindingShown, InspectionShown, InspectorShown, ItemShown, LegalPersonShown, PersonShown, PlanShown, RectificationShown,
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
    _statistics: (_root, asked: StatisticsAsked, { loaders }: Context) => loaders.statistics(asked),
  },
  Inspection: {
    __resolveReference: ({ inspectionNo }: { inspectionNo: string }, _args, { loaders }: Context) =>
      loaders.inspection.load(inspectionNo),
    kind: ({ kind }: InspectionShown) => named(codes.inspectionKinds, kind),
    matter: ({ matter }: InspectionShown) => codeOf(matter),
    authority: ({ authority }: InspectionShown, _args, context: Context) => firmOf(authority, context),
    legalPerson: ({ legalPerson }: InspectionShown, _args, context: Context) => firmOf(legalPerson, context),
    plan: ({ plan }: InspectionShown, _args, { loaders }: Context) => follow(plan, (planNo) => loaders.plan.load(planNo)),
    method: ({ method }: InspectionShown) => named(codes.inspectionMethods, method),
    items: ({ items }: InspectionShown, _args, { loaders }: Context) => follow(items, (number) => loaders.items.load(number)),
    inspectors: ({ inspectors }: InspectionShown, _args, { loaders }: Context) =>
      follow(inspectors, (number) => loaders.inspectors.load(number)),
    labour: ({ labour }: InspectionShown, _args, { loaders }: Context) =>
      follow(labour, (number) => loaders.labourCheck.load(number)),
    division: ({ division }: InspectionShown) => codeOf(division),
    result: ({ result }: InspectionShown) => named(codes.inspectionResults, result),
    findings: ({ findings }: InspectionShown, _args, { loaders }: Context) =>
      follow(findings, (number) => loaders.findings.load(number)),
    unpublishedFindings: ({ unpublishedFindings }: InspectionShown, _args, { loaders }: Context) =>
      follow(unpublishedFindings, (number) => loaders.unpublishedFindings.load(number)),
    rectification: ({ rectification }: InspectionShown, _args, { loaders }: Context) =>
      follow(rectification, (number) => loaders.rectification.load(number)),
  },
  InspectionPlan: {
    __resolveReference: ({ planNo }: { planNo: string }, _args, { loaders }: Context) => loaders.plan.load(planNo),
    kind: ({ kind }: PlanShown) => named(codes.planKinds, kind),
    authority: ({ authority }: PlanShown, _args, context: Context) => firmOf(authority, context),
    jointAgencies: ({ jointAgencies }: PlanShown, _args, context: Context) =>
      jointAgencies?.map((creditCode) => firmOf(creditCode, context)) ?? null,
  },
  InspectionItem: {
    result: ({ result }: ItemShown) => named(codes.itemResults, result),
  },
  Inspector: {
    agency: ({ agency }: InspectorShown, _args, context: Context) => firmOf(agency, context),
  },
  Finding: finding,
  UnpublishedFinding: finding,
  Rectification: {
    verification: ({ verification }: RectificationShown) => named(codes.verifications, verification),
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
