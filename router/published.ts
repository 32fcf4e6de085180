import { coordinateOf, sliceOf } from '#platform/access'
import type { ContractItem } from '#platform/contract'
import type { CataloguedItem } from '../subgraphs/catalogue/index.ts'
import type { Published } from './decision/facts.ts'

/** What may be read today, out of the items of published resources. */
export function publishedFrom(items: readonly CataloguedItem[]): Published {
  const byName = new Map(items.map((each) => [each.slice === null ? each.item : `${each.item}@${each.slice}`, each]))
  const byCoordinate = new Map<string, CataloguedItem[]>()
  for (const each of items) {
    const known = byCoordinate.get(each.item)
    if (known === undefined) byCoordinate.set(each.item, [each])
    else known.push(each)
  }
  const ruled = new Map<ContractItem, ContractItem>()
  return {
    of(item) {
      if (item.sliced) return item
      const known = ruled.get(item)
      if (known !== undefined) return known
      const entry = byName.get(item.coordinate)
      if (entry === undefined) return null
      // What the contract does not open stays closed, whatever an entry says: nobody reviewed it as open.
      const made = { ...item, share: entry.share, open: item.open && entry.open }
      ruled.set(item, made)
      return made
    },
    inSlice: (item) => byName.get(`${coordinateOf(item)}@${sliceOf(item)}`)?.share ?? null,
    entries: (coordinate) => byCoordinate.get(coordinate) ?? [],
  }
}
