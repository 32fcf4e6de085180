import { parse } from 'graphql'
import type { AccessPlan } from '#platform/access'
import type { Desk } from '../questions.ts'
import type { Facts } from '../decision/facts.ts'

/** What a draft says of the matter that the data is for. */
export interface MatterText {
  readonly name: string | null
  /** The law that the matter rests on. */
  readonly legalBasis: string | null
  /** Codes of resources, and of licence types, that a case of the matter may need. */
  readonly resources: readonly string[]
  readonly licenceTypes: readonly string[]
}

const ITEMS = [
  'Matter.name', 'Matter.legalBasis', 'Matter.resources', 'Matter.materials', 'MatterMaterial.alternatives', 'MaterialAlternative.evidences', 'Evidence.licenceType',
]
const TEXT = parse(`query ($code: ID!) { matter(code: $code) {
  name legalBasis resources { code } materials { alternatives { evidences { licenceType { code } } } } } }`)

interface Told {
  readonly name: string | null
  readonly legalBasis: string | null
  readonly resources: readonly { readonly code: string }[] | null
  readonly materials: readonly {
    readonly alternatives: readonly { readonly evidences: readonly { readonly licenceType: { readonly code: string } | null }[] | null }[] | null
  }[] | null
}

const UNKNOWN: MatterText = { name: null, legalBasis: null, resources: [], licenceTypes: [] }

/** What the matters library says of a matter to everybody; nothing where it cannot be asked, since a draft can do without. */
export async function matterText(code: string, { published }: Facts, plan: AccessPlan, { libraries, items }: Desk): Promise<MatterText> {
  const common = new Map(ITEMS.flatMap((coordinate) => {
    const item = items.get(coordinate)
    return item !== undefined && published.of(item)?.open ? [[coordinate, 'CLEAR'] as const] : []
  }))
  const library = libraries.get('matters')
  if (library === undefined || common.size < ITEMS.length) return UNKNOWN
  const { data } = await library.open({ ...plan, common, classes: [], subjects: new Map(), matters: new Map() })({ document: TEXT, variables: { code } })
  const told = data?.['matter'] as Told | null | undefined
  if (told === null || told === undefined) return UNKNOWN
  const evidences = (told.materials ?? []).flatMap(({ alternatives }) => alternatives ?? []).flatMap((each) => each.evidences ?? [])
  return {
    name: told.name,
    legalBasis: told.legalBasis,
    resources: (told.resources ?? []).map((resource) => resource.code),
    licenceTypes: [...new Set(evidences.flatMap(({ licenceType }) => licenceType?.code ?? []))],
  }
}
