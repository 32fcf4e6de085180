import DataLoader from 'dataloader'
import type { Access } from '#platform/access'
import { coveredOnly, manyPerKey, onePerKey } from '#platform/batch'
import type { Point } from './domain/points.ts'
import type { HallsAsked, Queries } from './queries.ts'

/** Questions by value, so that the same question is asked once. */
const byValue = { cacheKeyFn: (asked: object) => JSON.stringify(asked), maxBatchSize: 1_000 }

/** One loader per access path, made anew for every request. */
export const loaders = (queries: Queries) => (access: Access) => ({
  division: onePerKey((codes) => queries.divisions(access, codes), (row) => row.code),
  divisionsFound: queries.divisionsFound.bind(null, access),
  children: manyPerKey((codes) => queries.children(access, codes), (row) => row.below),
  divisionAt: new DataLoader((points: readonly Point[]) => queries.divisionsAt(access, points), byValue),
  changes: manyPerKey((codes) => queries.changes(access, codes), (row) => row.about),
  serviceHalls: manyPerKey((codes) => queries.serviceHalls(access, codes), (row) => row.within),
  nearestHalls: new DataLoader((asks: readonly HallsAsked[]) => queries.nearestHalls(access, asks), byValue),
  address: onePerKey((codes) => queries.addresses(access, codes), (row) => row.code),
  addressesFound: queries.addressesFound.bind(null, access),
  unit: onePerKey((unitCodes) => queries.units(access, unitCodes), (row) => row.unitCode),
  unitsAt: manyPerKey((codes) => queries.unitsAt(access, codes), (row) => row.at),
  person: queries.person.bind(null, access),
  unitsHeldBy: manyPerKey(
    coveredOnly(access, (keys) => queries.unitsHeldBy(access, keys)),
    (row) => row.holder,
  ),
  holders: manyPerKey((unitCodes) => queries.holders(access, unitCodes), (row) => row.unitCode),
  restrictions: manyPerKey((unitCodes) => queries.restrictions(access, unitCodes), (row) => row.unitCode),
  statistics: queries.statistics.bind(null, access),
})

export type Loaders = ReturnType<ReturnType<typeof loaders>>
