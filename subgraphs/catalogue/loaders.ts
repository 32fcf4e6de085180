import type { Access } from '#platform/access'
import { onePerKey } from '#platform/batch'
import type { Queries } from './queries.ts'

/** One loader per access path, made anew for every request. */
export const loaders = (queries: Queries) => (access: Access) => ({
  resource: onePerKey((codes) => queries.resources(access, codes), (row) => row.code),
  list: queries.list.bind(null, access),
  grants: queries.grants.bind(null, access),
})

export type Loaders = ReturnType<ReturnType<typeof loaders>>
