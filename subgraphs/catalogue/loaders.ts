import type { Access } from '#platform/access'
import { onePerKey } from '#platform/batch'
import type { Commands, RevokeGrant } from './commands.ts'
import type { Explain, Explained } from './domain/explanation.ts'
import { applicationLoaders } from './loaders.applications.ts'
import type { ApplicationQueries } from './queries.applications.ts'
import type { Queries } from './queries.ts'

/** One loader per access path, made anew for every request. */
export const loaders = (queries: Queries & ApplicationQueries, commands: Commands, explain: Explain) => (access: Access) => ({
  ...applicationLoaders(queries, commands)(access),
  resource: onePerKey((codes) => queries.resources(access, codes), (row) => row.code),
  list: queries.list.bind(null, access),
  grants: queries.grants.bind(null, access),
  explain: (explained: Explained) => explain(access.plan, explained),
  revokeGrant: async (input: RevokeGrant) => queries.grant(access, await commands.revokeGrant(access, input)),
})

export type Loaders = ReturnType<ReturnType<typeof loaders>>
