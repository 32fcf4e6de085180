import type { Access } from '#platform/access'
import { coveredOnly, manyPerKey, onePerKey } from '#platform/batch'
import type { Queries } from './queries.ts'

/** One loader per access path, made anew for every request. */
export const loaders = (queries: Queries) => (access: Access) => ({
  division: onePerKey((codes) => queries.divisions(access, codes), (row) => row.code),
  children: manyPerKey((codes) => queries.children(access, codes), (row) => row.below ?? ''),
  serviceHalls: manyPerKey((codes) => queries.serviceHalls(access, codes), (row) => row.division),
  address: onePerKey((codes) => queries.addresses(access, codes), (row) => row.code),
  unit: onePerKey((unitCodes) => queries.units(access, unitCodes), (row) => row.unitCode),
  unitsAt: manyPerKey((codes) => queries.unitsAt(access, codes), (row) => row.at ?? ''),
  person: queries.person.bind(null, access),
  unitsHeldBy: manyPerKey(
    coveredOnly(access, (keys) => queries.unitsHeldBy(access, keys)),
    (row) => row.holder,
  ),
  holders: manyPerKey((unitCodes) => queries.holders(access, unitCodes), (row) => row.unitCode),
  restrictions: manyPerKey((unitCodes) => queries.restrictions(access, unitCodes), (row) => row.unitCode),
})

export type Loaders = ReturnType<ReturnType<typeof loaders>>
