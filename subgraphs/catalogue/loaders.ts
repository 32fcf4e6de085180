import type { Access } from '#platform/access'
import type { Commands } from './commands.ts'
import type { Explain, Explained } from './domain/explanation.ts'
import type { MaterialsAsked, MaterialsTold } from './domain/materials.ts'
import { applicationLoaders } from './loaders.applications.ts'
import { consumerLoaders } from './loaders.consumers.ts'
import { grantLoaders } from './loaders.grants.ts'
import { noticeLoaders } from './loaders.notices.ts'
import { objectionLoaders } from './loaders.objections.ts'
import type { AssessmentQueries } from './queries.assessment.ts'
import { resourceLoaders } from './loaders.resources.ts'
import type { ObjectionCommands } from './commands.objections.ts'
import type { ApplicationQueries } from './queries.applications.ts'
import type { NoticeCommands } from './commands.notices.ts'
import type { ObjectionQueries } from './queries.objections.ts'
import type { overrideCommands } from './commands.overrides.ts'
import type { OverrideInput } from './domain/override-input.ts'
import type { NoticeQueries } from './queries.notices.ts'
import type { overrideQueries } from './queries.overrides.ts'
import type { Queries } from './queries.ts'

/** What the router alone can tell, since it decides. */
interface ByRouter {
  readonly explain: Explain
  readonly materials: MaterialsTold
}

type AllQueries = Queries & ApplicationQueries & NoticeQueries & ObjectionQueries & AssessmentQueries & ReturnType<typeof overrideQueries>
type AllCommands = Commands & NoticeCommands & ObjectionCommands & ReturnType<typeof overrideCommands>

/** One loader per access path, made anew for every request. */
export const loaders = (queries: AllQueries, commands: AllCommands, router: ByRouter) => (access: Access) => ({
  ...applicationLoaders(queries, commands)(access),
  ...objectionLoaders(queries, commands)(access),
  ...resourceLoaders(queries, commands)(access),
  ...grantLoaders(queries, commands, access),
  ...consumerLoaders(queries, commands, access),
  ...noticeLoaders(queries, commands, access),
  explain: (explained: Explained) => router.explain(access.plan, explained),
  materials: (asked: MaterialsAsked) => router.materials.needs(access.plan, asked),
  caseOfPurpose: (caseNo: string) => router.materials.caseOf(access.plan, caseNo),
  assessment: queries.assessment.bind(null, access),
  provinces: queries.provinces.bind(null, access),
  overrideRegion: async (input: OverrideInput) => queries.override(access, await commands.overrideRegion(access, input)),
})

export type Loaders = ReturnType<ReturnType<typeof loaders>>
