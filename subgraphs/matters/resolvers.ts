import { type CodeList, named } from '#platform/codes'
import { type LibraryContext, type Resolvers, subjectReference } from '#platform/subgraph'
import * as codes from './domain/codes.ts'
import type { Loaders } from './loaders.ts'
import type { MaterialAlternativeRow, MaterialEvidenceRow, MatterMaterialRow, MatterResultRow, MatterRow } from './tables.ts'

type Context = LibraryContext<Loaders>

/** A row as its rights show it: any item of it may have been withheld. */
type Shown<Row> = { readonly [Field in keyof Row]: Row[Field] | null }

const reference = (code: string | null) => (code === null ? null : { code })
const allNamed = (list: CodeList, all: readonly string[] | null) => all?.map((code) => named(list, code)) ?? null

/** Row → type. */
export const resolvers: Resolvers = {
  Query: {
    matter: (_root, { code }: { code: string }, { loaders }: Context) => loaders.matter.load(code),
    _matter: (_root, { code }: { code: string }, { loaders }: Context) => loaders.facts(code),
  },
  Matter: {
    __resolveReference: ({ code }: { code: string }, _args, { loaders }: Context) => loaders.matter.load(code),
    kind: ({ kind }: Shown<MatterRow>) => named(codes.kinds, kind),
    level: ({ level }: Shown<MatterRow>) => named(codes.levels, level),
    agency: ({ agency }: Shown<MatterRow>) => (agency === null ? null : subjectReference('creditCode', agency)),
    division: ({ division }: Shown<MatterRow>) => reference(division),
    state: ({ state }: Shown<MatterRow>) => named(codes.states, state),
    serviceObjects: ({ serviceObjects }: Shown<MatterRow>) => allNamed(codes.serviceObjects, serviceObjects),
    handleKind: ({ handleKind }: Shown<MatterRow>) => named(codes.handleKinds, handleKind),
    statutoryUnit: ({ statutoryUnit }: Shown<MatterRow>) => named(codes.dayUnits, statutoryUnit),
    promisedUnit: ({ promisedUnit }: Shown<MatterRow>) => named(codes.dayUnits, promisedUnit),
    feeKind: ({ feeKind }: Shown<MatterRow>) => named(codes.feeKinds, feeKind),
    handleScope: ({ handleScope }: Shown<MatterRow>) => named(codes.handleScopes, handleScope),
    situations: ({ code }: MatterRow, _args, { loaders }: Context) => loaders.situations.load(code),
    materials: ({ code }: MatterRow, _args, { loaders }: Context) => loaders.materials.load(code),
    results: ({ code }: MatterRow, _args, { loaders }: Context) => loaders.results.load(code),
    resources: ({ resources }: Shown<MatterRow>) => resources?.map((code) => ({ code })) ?? null,
  },
  MatterMaterial: {
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
    licenceType: ({ licenceType }: Shown<MaterialEvidenceRow>) => reference(licenceType),
  },
  MatterResult: {
    licenceType: ({ licenceType }: Shown<MatterResultRow>) => reference(licenceType),
  },
  LegalPerson: {
    __resolveReference: ({ creditCode }: { creditCode: string }) => subjectReference('creditCode', creditCode),
    matters: ({ creditCode }: { creditCode: string }, _args, { loaders }: Context) => loaders.mattersOf.load(creditCode),
  },
}
