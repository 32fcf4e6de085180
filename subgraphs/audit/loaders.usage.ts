import type { Access } from '#platform/access'
import type { AssessmentQueries } from './queries.assessment.ts'
import type { UsageQueries } from './queries.usage.ts'

/** Access paths to what is counted of the record. */
export const usageLoaders = (queries: UsageQueries & AssessmentQueries, access: Access) => ({
  usage: queries.usage.bind(null, access),
  bulletin: queries.bulletin.bind(null, access),
  scores: queries.scores.bind(null, access),
})
