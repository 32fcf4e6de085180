import type { Access } from '#platform/access'
import type { Commands } from './commands.ts'
import type { Explain, Explained } from './domain/explanation.ts'
import { applicationLoaders } from './loaders.applications.ts'
import { consumerLoaders } from './loaders.consumers.ts'
import { grantLoaders } from './loaders.grants.ts'
import { resourceLoaders } from './loaders.resources.ts'
import type { ApplicationQueries } from './queries.applications.ts'
import type { AssessmentQueries } from './queries.assessment.ts'
import type { overrideCommands } from './commands.overrides.ts'
import type { OverrideInput } from './domain/override-input.ts'
import type { overrideQueries } from './queries.overrides.ts'
import type { Queries } from './queries.ts'

type OverrideQueries = ReturnType<typeof overrideQueries>
type OverrideCommands = ReturnType<typeof overrideCommands>

/** One loader per access path, made anew for every request. */
export const loaders = (queries: Queries & ApplicationQueries & OverrideQueries & AssessmentQueries, commands: Commands & OverrideCommands, explain: Explain) => (access: Access) => ({
  ...applicationLoaders(queries, commands)(access),
  ...resourceLoaders(queries, commands)(access),
  ...grantLoaders(queries, commands, access),
  ...consumerLoaders(queries, commands, access),
  assessment: queries.assessment.bind(null, access),
  provinces: queries.provinces.bind(null, access),
  explain: (explained: Explained) => explain(access.plan, explained),
  overrideRegion: async (input: OverrideInput) => queries.override(access, await commands.overrideRegion(access, input)),
})

export type Loaders = ReturnType<ReturnType<typeof loaders>>
