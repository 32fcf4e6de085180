import type { ContractItem } from '#platform/contract'

interface Sliceable {
  readonly code: string
  readonly slice: string | null
}

/** The items of a resource: those that name its code, and for a slice those that name its front part with `/*`. */
export function itemsOfResource({ code, slice }: Sliceable, items: readonly ContractItem[]): ContractItem[] {
  const everySlice = slice === null ? null : `${code.slice(0, code.indexOf('/'))}/*`
  return items.filter(({ resource }) => resource === code || resource === everySlice)
}
