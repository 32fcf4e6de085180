import type { ContractItem } from '#platform/contract'
import type { UsageItem } from '../../subgraphs/audit/index.ts'
import type { CataloguedItem } from '../../subgraphs/catalogue/index.ts'

/**
 * By what resource and provider the use of each item is counted. An item that falls into slices is counted under all of them, since the
 * record of a request names its items and not whose rows they were of.
 */
export function usageItems(items: readonly ContractItem[], catalogued: readonly CataloguedItem[]): UsageItem[] {
  const providers = new Map(catalogued.flatMap(({ slice, item, provider }) => (slice === null ? [[item, provider] as const] : [])))
  return items.map(({ coordinate, resource }) => ({ coordinate, resource, provider: providers.get(coordinate) ?? null }))
}
