import type { Access } from '#platform/access'
import type { Commands } from './commands.ts'
import type { Explain, Explained } from './domain/explanation.ts'
import { applicationLoaders } from './loaders.applications.ts'
import { consumerLoaders } from './loaders.consumers.ts'
import { grantLoaders } from './loaders.grants.ts'
import { resourceLoaders } from './loaders.resources.ts'
import type { ApplicationQueries } from './queries.applications.ts'
import type { Queries } from './queries.ts'

/** One loader per access path, made anew for every request. */
export const loaders = (queries: Queries & ApplicationQueries, commands: Commands, explain: Explain) => (access: Access) => ({
  ...applicationLoaders(queries, commands)(access),
  ...resourceLoaders(queries, commands)(access),
  ...grantLoaders(queries, commands, access),
  ...consumerLoaders(queries, commands, access),
  explain: (explained: Explained) => explain(access.plan, explained),
})

export type Loaders = ReturnType<ReturnType<typeof loaders>>
