import type { Access } from '#platform/access'
import { coveredOnly, manyPerKey, onePerKey } from '#platform/batch'
import type { Queries } from './queries.ts'

/** One loader per access path, made anew for every request. */
export const loaders = (queries: Queries) => (access: Access) => ({
  legalPerson: onePerKey(reachedOnly(access, (codes) => queries.legalPersons(access, codes)), (row) => row.subject),
  representedBy: manyPerKey(
    coveredOnly(access, (keys) => queries.legalPersonsByRepresentative(access, keys)),
    (row) => row.foundBy,
  ),
  registeredAt: manyPerKey((codes) => queries.legalPersonsByAddress(access, codes), (row) => row.foundBy),
  responsibility: onePerKey(
    coveredOnly(access, (keys) => queries.responsibilities(access, keys)),
    (row) => row.subject,
  ),
  nameCheck: onePerKey((names) => queries.nameChecks(access, names), (row) => row.comparableName),
  staff: manyPerKey((codes) => queries.staff(access, codes), (row) => row.subject),
  shareholders: manyPerKey((codes) => queries.shareholders(access, codes), (row) => row.subject),
  changes: manyPerKey((codes) => queries.changes(access, codes), (row) => row.subject),
  abnormalListings: manyPerKey((codes) => queries.abnormalListings(access, codes), (row) => row.subject),
  publicInstitution: onePerKey((codes) => queries.publicInstitutions(access, codes), (row) => row.subject),
  socialOrganisation: onePerKey((codes) => queries.socialOrganisations(access, codes), (row) => row.subject),
  search: queries.search.bind(null, access),
  verify: queries.verify.bind(null, access),
  person: queries.person.bind(null, access),
  address: queries.address.bind(null, access),
  statistics: queries.statistics.bind(null, access),
})

// Organisations are open to everyone whose plan holds an open item of them, so coverage alone would hide too many.
function reachedOnly<Row>(access: Access, read: (codes: readonly string[]) => Promise<Row[]>) {
  return async (codes: readonly string[]): Promise<Row[]> => {
    const reached = codes.filter((subject) => access.covers('LegalPerson', { subject }))
    return reached.length === 0 ? [] : read(reached)
  }
}

export type Loaders = ReturnType<ReturnType<typeof loaders>>
