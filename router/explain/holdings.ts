import { bestDisclosure, coordinateOf, type Disclosure, sliceOf } from '#platform/access'
import type { ContractItems } from '#platform/contract'
import type { ItemAccess } from '../../subgraphs/catalogue/index.ts'
import type { Holdings } from '../decision/holdings.ts'
import type { Facts } from '../decision/facts.ts'

/** Items by which licences are looked for beside a question about materials, as an explanation tells of them. */
export function holdingAccesses({ released, used, common, classes }: Holdings, paths: readonly string[], { published }: Facts, items: ContractItems): ItemAccess[] {
  const grantsOf = new Map(used.map(({ coordinate, grants }) => [coordinate, grants]))
  return [...released].flatMap(([coordinate, disclosure]): ItemAccess[] => {
    const item = items.get(coordinate)
    if (item === undefined) return []
    const slices = item.sliced ? slicesOf(coordinate, [common, ...classes]) : []
    const named = new Set(slices.map(({ slice }) => slice))
    const providers = published.entries(coordinate).flatMap(({ slice, provider }) => (slice === null || named.has(slice) ? [provider] : []))
    const { title, resource, personal } = item
    return [{
      coordinate, title, resource, personal, paths, disclosure, slices, providers: [...new Set(providers)],
      shareClass: item.sliced ? null : (published.of(item)?.share ?? null), use: 'READ', answered: true, behind: null, masked: disclosure === 'MASKED', partly: false, basis: 'GRANT',
      grants: (grantsOf.get(coordinate) ?? []).map(({ id, version }) => `${id}@${version}`), refusal: null, byStanding: [],
    }]
  })
}

function slicesOf(coordinate: string, rights: readonly ReadonlyMap<string, Disclosure>[]): ItemAccess['slices'] {
  const best = new Map<string, Disclosure>()
  for (const each of rights) for (const [item, given] of each) if (coordinateOf(item) === coordinate) best.set(item, bestDisclosure(best.get(item), given) as Disclosure)
  return [...best].map(([item, disclosure]) => ({ item, slice: sliceOf(item), disclosure })).sort((one, other) => (one.item < other.item ? -1 : 1))
}
