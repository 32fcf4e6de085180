import { named } from '#platform/codes'
import { pageSize } from '#platform/connection'
import type { StatisticsAsked } from '#platform/db/statistics'
import { codeReference } from '#platform/references'
import type { LibraryContext, Resolvers } from '#platform/subgraph'
import * as codes from './domain/codes.ts'
import type { Loaders } from './loaders.ts'
import type {
  BanShown, FindingShown, InspectionShown, InspectorShown, ItemShown, LegalPersonShown, PersonShown, PlanShown, RectificationShown,
} from './queries.ts'

type Context = LibraryContext<Loaders>

const legalPersonOf = (code: string | null, { loaders }: Context) => code && loaders.legalPerson(code)

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
  authority: ({ authority }: BanShown, _args: unknown, context: Context) => legalPersonOf(authority, context),
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
    matter: ({ matter }: InspectionShown) => codeReference(matter),
    authority: ({ authority }: InspectionShown, _args, context: Context) => legalPersonOf(authority, context),
    legalPerson: ({ legalPerson }: InspectionShown, _args, context: Context) => legalPersonOf(legalPerson, context),
    plan: ({ plan }: InspectionShown, _args, { loaders }: Context) => plan && loaders.plan.load(plan),
    method: ({ method }: InspectionShown) => named(codes.inspectionMethods, method),
    items: ({ items }: InspectionShown, _args, { loaders }: Context) => items && loaders.items.load(items),
    inspectors: ({ inspectors }: InspectionShown, _args, { loaders }: Context) => inspectors && loaders.inspectors.load(inspectors),
    labour: ({ labour }: InspectionShown, _args, { loaders }: Context) => labour && loaders.labourCheck.load(labour),
    division: ({ division }: InspectionShown) => codeReference(division),
    result: ({ result }: InspectionShown) => named(codes.inspectionResults, result),
    findings: ({ findings }: InspectionShown, _args, { loaders }: Context) => findings && loaders.findings.load(findings),
    unpublishedFindings: ({ unpublishedFindings }: InspectionShown, _args, { loaders }: Context) => unpublishedFindings && loaders.unpublishedFindings.load(unpublishedFindings),
    rectification: ({ rectification }: InspectionShown, _args, { loaders }: Context) => rectification && loaders.rectification.load(rectification),
  },
  InspectionPlan: {
    __resolveReference: ({ planNo }: { planNo: string }, _args, { loaders }: Context) => loaders.plan.load(planNo),
    kind: ({ kind }: PlanShown) => named(codes.planKinds, kind),
    authority: ({ authority }: PlanShown, _args, context: Context) => legalPersonOf(authority, context),
    jointAgencies: ({ jointAgencies }: PlanShown, _args, context: Context) =>
      jointAgencies?.map((creditCode) => legalPersonOf(creditCode, context)) ?? null,
  },
  InspectionItem: {
    result: ({ result }: ItemShown) => named(codes.itemResults, result),
  },
  Inspector: {
    agency: ({ agency }: InspectorShown, _args, context: Context) => legalPersonOf(agency, context),
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
    __resolveReference: ({ creditCode }: { creditCode: string }, _args, context: Context) => legalPersonOf(creditCode, context),
    inspections: ({ inspections }: LegalPersonShown, wanted: Wanted, context: Context) => inspections && inspectionsOf(inspections, wanted, context),
    bans: ({ bans }: LegalPersonShown, _args, { loaders }: Context) => bans && loaders.legalPersonBans.load(bans),
  },
  Person: {
    __resolveReference: ({ key }: { key: string }, _args, { loaders }: Context) => loaders.person(key),
    id: ({ key }: PersonShown, _args, { access }: Context) => access.personId(key),
    industryBans: ({ industryBans }: PersonShown, _args, { loaders }: Context) => industryBans && loaders.personBans.load(industryBans),
  },
}
