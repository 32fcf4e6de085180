import type { Access } from '#platform/access'
import { usageLoaders } from './loaders.usage.ts'
import type { Queries } from './queries.ts'

/** One loader per access path, made anew for every request. */
export const loaders = (queries: Queries) => (access: Access) => ({
  list: queries.list.bind(null, access),
  alerts: queries.alerts.bind(null, access),
  ...usageLoaders(queries, access),
})

export type Loaders = ReturnType<ReturnType<typeof loaders>>
