import type { Access } from '#platform/access'
import type { Queries } from './queries.ts'

/** One loader per access path, made anew for every request. */
export const loaders = (queries: Queries) => (access: Access) => ({
  list: queries.list.bind(null, access),
  record: queries.record.bind(null, access),
  myUses: queries.myUses.bind(null, access),
  withheldCategories: queries.withheldCategories.bind(null, access),
  alerts: queries.alerts.bind(null, access),
})

export type Loaders = ReturnType<ReturnType<typeof loaders>>
