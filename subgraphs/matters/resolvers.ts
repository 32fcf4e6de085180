import { allNamed, named } from '#platform/codes'
import { pageSize } from '#platform/connection'
import type { StatisticsAsked } from '#platform/db/statistics'
import { hubError } from '#platform/errors'
import { codeReference, codeReferences, legalPersonReference } from '#platform/references'
import type { LibraryContext, Resolvers } from '#platform/subgraph'
import * as codes from './domain/codes.ts'
import * as topics from './domain/topics.ts'
import type { Loaders } from './loaders.ts'
import type {
  BasicMatterRow, MaterialAlternativeRow, MaterialEvidenceRow, MatterMaterialRow, MatterResultRow, MatterRow,
} from './tables.ts'

type Context = LibraryContext<Loaders>

/** A row as its rights show it: any item of it may have been withheld. */
type Shown<Row> = { readonly [Field in keyof Row]: Row[Field] | null }

const CODES_MAX = 100

interface AgencyArguments {
  readonly agency: string
  readonly filter?: { readonly text?: string | null } | null
  readonly first?: number | null
  readonly after?: string | null
}

/** Row → type. */
export const resolvers: Resolvers = {
  Query: {
    matter: (_root, { code }: { code: string }, { loaders }: Context) => loaders.matter.load(code),
    mattersByCode: async (_root, { codes: asked }: { codes: readonly string[] }, { loaders }: Context) => {
      if (asked.length === 0 || asked.length > CODES_MAX) throw hubError('BAD_USER_INPUT', `codes: from 1 to ${CODES_MAX}`, { argument: 'codes' })
      return (await loaders.matter.loadMany([...new Set(asked)])).filter((each) => each !== null)
    },
    mattersOfAgency: (_root, { agency, filter, first, after }: AgencyArguments, { loaders }: Context) =>
      loaders.mattersListed({ agency, text: filter?.text ?? null, after: after ?? '', limit: pageSize(first) }),
    basicMatter: (_root, { code }: { code: string }, { loaders }: Context) => loaders.basic.load(code),
    _matters: (_root, { codes }: { codes: readonly string[] }, { loaders }: Context) => loaders.facts(codes),
    _implemented: (_root, { agency }: { agency: string }, { loaders }: Context) => loaders.implemented(agency),
    _materialsNeeded: (_root, { matter }: { matter: string }, { loaders }: Context) => loaders.needed(matter),
    _statistics: (_root, asked: StatisticsAsked, { loaders }: Context) => loaders.statistics(asked),
  },
  BasicMatter: {
    __resolveReference: ({ code }: { code: string }, _args, { loaders }: Context) => loaders.basic.load(code),
    kind: ({ kind }: Shown<BasicMatterRow>) => named(codes.kinds, kind),
    levels: ({ levels }: Shown<BasicMatterRow>) => allNamed(codes.levels, levels),
    state: ({ state }: Shown<BasicMatterRow>) => named(codes.states, state),
    implementations: async (
      { implementations }: { implementations: string | null }, { first }: { first?: number | null }, { loaders }: Context,
    ) => {
      const size = pageSize(first)
      return implementations === null ? null : (await loaders.mattersUnder.load(implementations)).slice(0, size)
    },
  },
  Matter: {
    __resolveReference: ({ code }: { code: string }, _args, { loaders }: Context) => loaders.matter.load(code),
    kind: ({ kind }: Shown<MatterRow>) => named(codes.kinds, kind),
    level: ({ level }: Shown<MatterRow>) => named(codes.levels, level),
    basic: ({ basic }: { basic: string | null }, _args, { loaders }: Context) => basic && loaders.basic.load(basic),
    agency: ({ agency }: Shown<MatterRow>) => legalPersonReference(agency),
    agencyKind: ({ agencyKind }: Shown<MatterRow>) => named(codes.agencyKinds, agencyKind),
    powerSource: ({ powerSource }: Shown<MatterRow>) => named(codes.powerSources, powerSource),
    jointAgencies: ({ jointAgencies }: Shown<MatterRow>) => jointAgencies?.map(legalPersonReference) ?? null,
    entrustedAgencies: ({ entrustedAgencies }: Shown<MatterRow>) => entrustedAgencies?.map(legalPersonReference) ?? null,
    division: ({ division }: Shown<MatterRow>) => codeReference(division),
    state: ({ state }: Shown<MatterRow>) => named(codes.states, state),
    serviceObjects: ({ serviceObjects }: Shown<MatterRow>) => allNamed(codes.serviceObjects, serviceObjects),
    handleKind: ({ handleKind }: Shown<MatterRow>) => named(codes.handleKinds, handleKind),
    statutoryUnit: ({ statutoryUnit }: Shown<MatterRow>) => named(codes.dayUnits, statutoryUnit),
    promisedUnit: ({ promisedUnit }: Shown<MatterRow>) => named(codes.dayUnits, promisedUnit),
    feeKind: ({ feeKind }: Shown<MatterRow>) => named(codes.feeKinds, feeKind),
    handleForms: ({ handleForms }: Shown<MatterRow>) => allNamed(codes.handleForms, handleForms),
    onlineDepth: ({ onlineDepth }: Shown<MatterRow>) => named(codes.onlineDepths, onlineDepth),
    personTopics: ({ personTopics }: Shown<MatterRow>) => allNamed(topics.personTopics, personTopics),
    organisationTopics: ({ organisationTopics }: Shown<MatterRow>) => allNamed(topics.organisationTopics, organisationTopics),
    towns: ({ towns }: Shown<MatterRow>) => codeReferences(towns),
    villages: ({ villages }: Shown<MatterRow>) => codeReferences(villages),
    handleScope: ({ handleScope }: Shown<MatterRow>) => named(codes.handleScopes, handleScope),
    situations: ({ code }: MatterRow, _args, { loaders }: Context) => loaders.situations.load(code),
    materials: ({ code }: MatterRow, _args, { loaders }: Context) => loaders.materials.load(code),
    results: ({ code }: MatterRow, _args, { loaders }: Context) => loaders.results.load(code),
    fees: ({ code }: MatterRow, _args, { loaders }: Context) => loaders.fees.load(code),
    faqs: ({ code }: MatterRow, _args, { loaders }: Context) => loaders.faqs.load(code),
    resources: ({ resources }: Shown<MatterRow>) => codeReferences(resources),
  },
  MatterMaterial: {
    kind: ({ kind }: Shown<MatterMaterialRow>) => named(codes.materialKinds, kind),
    sourceKind: ({ sourceKind }: Shown<MatterMaterialRow>) => named(codes.materialSources, sourceKind),
    form: ({ form }: Shown<MatterMaterialRow>) => named(codes.materialForms, form),
    alternatives: async ({ matterCode, materialCode }: MaterialAlternativeRow, _args, { loaders }: Context) =>
      (await loaders.alternatives.load(matterCode)).filter((each) => each.materialCode === materialCode),
  },
  MaterialAlternative: {
    evidences: async ({ matterCode, materialCode, ordinal }: MaterialAlternativeRow, _args, { loaders }: Context) =>
      (await loaders.evidences.load(matterCode)).filter(
        (each) => each.materialCode === materialCode && each.alternative === ordinal,
      ),
  },
  Evidence: {
    parties: ({ parties }: Shown<MaterialEvidenceRow>) => allNamed(codes.partyRoles, parties),
    licenceType: ({ licenceType }: Shown<MaterialEvidenceRow>) => codeReference(licenceType),
    resources: ({ resources }: Shown<MaterialEvidenceRow>) => codeReferences(resources),
  },
  MatterResult: {
    kind: ({ kind }: Shown<MatterResultRow>) => named(codes.resultKinds, kind),
    licenceType: ({ licenceType }: Shown<MatterResultRow>) => codeReference(licenceType),
  },
  LegalPerson: {
    __resolveReference: ({ creditCode }: { creditCode: string }) => legalPersonReference(creditCode),
    matters: ({ creditCode }: { creditCode: string }, _args, { loaders }: Context) => loaders.mattersOf.load(creditCode),
  },
}
