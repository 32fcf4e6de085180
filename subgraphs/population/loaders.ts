import type { Access } from '#platform/access'
import { coveredOnly, manyPerKey, onePerKey } from '#platform/batch'
import type { Queries } from './queries.ts'

/** One loader per access path, made anew for every request. */
export const loaders = (queries: Queries) => (access: Access) => ({
  person: onePerKey(coveredOnly(access, (keys) => queries.persons(access, keys)), (row) => row.subject),
  household: onePerKey(coveredOnly(access, (keys) => queries.households(access, keys)), (row) => row.subject),
  members: manyPerKey((keys) => queries.members(access, keys), (row) => row.householdNo),
  relations: manyPerKey(coveredOnly(access, (keys) => queries.relations(access, keys)), (row) => row.subject),
  vitalEvents: manyPerKey(coveredOnly(access, (keys) => queries.vitalEvents(access, keys)), (row) => row.subject),
  otherDocuments: manyPerKey(coveredOnly(access, (keys) => queries.otherDocuments(access, keys)), (row) => row.subject),
  marriage: onePerKey(coveredOnly(access, (keys) => queries.marriages(access, keys)), (row) => row.subject),
  verify: queries.verify.bind(null, access),
  kin: queries.kin.bind(null, access),
  aliases: queries.aliases.bind(null, access),
  protectedPersons: queries.protectedPersons.bind(null, access),
  statistics: queries.statistics.bind(null, access),
})

export type Loaders = ReturnType<ReturnType<typeof loaders>>
