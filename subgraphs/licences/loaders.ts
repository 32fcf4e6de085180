import type { Access } from '#platform/access'
import { coveredOnly, manyPerKey, onePerKey } from '#platform/batch'
import type { CopyCommands } from './commands.copying.ts'
import { copyLoaders } from './loaders.copies.ts'
import { type Issuing, issuingLoaders } from './loaders.issuing.ts'
import type { CopyQueries } from './queries.copies.ts'
import type { LicenceShown, Queries } from './queries.ts'

type Edge = 'Person.licences' | 'LegalPerson.licences'

/** One loader per access path, made anew for every request. */
export const loaders = (queries: Queries, { issuing, copies }: { issuing: Issuing; copies: CopyQueries & CopyCommands }) => (access: Access) => {
  const held = manyPerKey(coveredOnly(access, (keys) => queries.licencesOf(access, keys)), (row) => row.holder)
  return {
    licenceType: onePerKey((keys) => queries.licenceTypes(access, keys), (row) => row.code),
    licence: onePerKey((keys) => queries.licences(access, keys), (row) => row.identifier),
    versions: manyPerKey((keys) => queries.versions(access, keys), (row) => row.of),
    history: manyPerKey((keys) => queries.history(access, keys), (row) => row.of),
    holders: manyPerKey((keys) => queries.holders(access, keys), (row) => row.identifier),
    verification: onePerKey((keys) => queries.verifications(access, keys), (row) => row.identifier),
    verify: queries.verify.bind(null, access),
    statistics: queries.statistics.bind(null, access),
    holding: queries.holding.bind(null, access),
    ...issuingLoaders(access, issuing),
    ...copyLoaders(access, copies),
    /** `null` where the edge is refused for this very subject, since an empty list would say that they hold nothing. */
    async licencesOf(edge: Edge, subject: string): Promise<LicenceShown[] | null> {
      const readable = access.coversSubject(subject) && access.disclosure(edge, { subject }) === 'CLEAR'
      return readable ? held.load(subject) : null
    },
  }
}

export type Loaders = ReturnType<ReturnType<typeof loaders>>
