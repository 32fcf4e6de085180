import { coordinateOf, sliceOf } from '#platform/access'
import { type ContractItem, ContractItems, readContract } from '#platform/contract'
import { LIBRARY_NAMES } from '../schema/libraries.ts'
import { LICENCE_TYPES } from './licence-types.ts'
import { MATTERS } from './matters.ts'
import { CASE_SLICES, FIRST_SLICE, LICENCE_SLICES, RESOURCES, type SeedResource } from './resources.ts'

/** What the contracts say of items, as far as the seeds must know it. */
export interface Contracts {
  readonly all: readonly ContractItem[]
  /** The catalogue entry of an item's coordinate; `undefined` where no contract has it. */
  entry(coordinate: string): ContractItem | undefined
  /** Code of the resource that an item (with its slice) belongs to. Throws RangeError on an item that no contract has. */
  resourceOf(item: string): string
  /** Slug of the agency that answers for an item. Throws RangeError like {@link Contracts.resourceOf}. */
  providerOf(item: string): string
}

/** The resource of each slice (a licence type, a matter) with its provider. */
export const SLICES: ReadonlyMap<string, SeedResource> = new Map<string, SeedResource>([
  ...LICENCE_TYPES.map(({ code, name, provider }, at) =>
    [code, { code: `${LICENCE_SLICES}/${FIRST_SLICE + at}`, name: `${name}证照信息`, provider }] as const),
  ...MATTERS.map(({ code, name, agency }, at) =>
    [code, { code: `${CASE_SLICES}/${FIRST_SLICE + at}`, name: `${name}办件信息`, provider: agency }] as const),
])

/** Reads the contracts of every library. */
export function readContracts(): Contracts {
  const all = LIBRARY_NAMES.flatMap((library) => new ContractItems(readContract(library)).all())
  const byCoordinate = new Map(all.map((item) => [item.coordinate, item]))
  const providers = new Map(RESOURCES.map(({ code, provider }) => [code, provider]))
  const required = (item: string) => {
    const found = byCoordinate.get(coordinateOf(item))
    if (found === undefined) throw new RangeError(`no contract has the item ${item}`)
    return found
  }
  const sliceFor = (item: string) => {
    const found = SLICES.get(sliceOf(item))
    if (found === undefined) throw new RangeError(`the item ${item} names no slice of the seeds`)
    return found
  }
  return {
    all,
    entry: (coordinate) => byCoordinate.get(coordinate),
    resourceOf: (item) => {
      const { sliced, resource } = required(item)
      return sliced ? sliceFor(item).code : resource
    },
    providerOf: (item) => {
      const { sliced, resource } = required(item)
      const provider = sliced ? sliceFor(item).provider : providers.get(resource)
      if (provider === undefined) throw new RangeError(`nobody provides the resource ${resource}`)
      return provider
    },
  }
}
