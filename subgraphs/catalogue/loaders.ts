import type { Access } from '#platform/access'
import { onePerKey } from '#platform/batch'
import type { Commands } from './commands.ts'
import { inputError } from '#platform/errors'
import type { Explained, Explaining, Simulated } from './domain/explanation.ts'
import type { MaterialsAsked, MaterialsTold } from './domain/materials.ts'
import { simulatedFaults } from './domain/simulated-input.ts'
import { applicationLoaders } from './loaders.applications.ts'
import { consumerLoaders } from './loaders.consumers.ts'
import type { DraftCommands } from './commands.drafts.ts'
import { draftLoaders } from './loaders.drafts.ts'
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
import type { DraftQueries } from './queries.drafts.ts'
import type { grantedQueries } from './queries.granted.ts'
import type { ItemQueries } from './queries.items.ts'
import { type matrixQueries, providerSeen } from './queries.matrix.ts'
import type { Queries } from './queries.ts'

/** What the router alone can tell, since it decides. */
interface ByRouter extends Explaining {
  readonly materials: MaterialsTold
}

type AllQueries = Queries & DraftQueries & ReturnType<typeof grantedQueries> & ReturnType<typeof matrixQueries> & ItemQueries & ApplicationQueries & NoticeQueries & ObjectionQueries & AssessmentQueries & ReturnType<typeof overrideQueries>
type AllCommands = Commands & DraftCommands & NoticeCommands & ObjectionCommands & ReturnType<typeof overrideCommands>

/** One loader per access path, made anew for every request. */
export const loaders = (queries: AllQueries, commands: AllCommands, { explain, simulate, materials }: ByRouter) => (access: Access) => ({
  ...applicationLoaders(queries, commands)(access),
  ...objectionLoaders(queries, commands)(access),
  ...resourceLoaders(queries, commands)(access),
  ...grantLoaders(queries, commands, access),
  ...consumerLoaders(queries, commands, access),
  ...noticeLoaders(queries, commands, access),
  materials: (asked: MaterialsAsked) => materials.needs(access.plan, asked),
  caseOfPurpose: (caseNo: string) => materials.caseOf(access.plan, caseNo),
  ...draftLoaders(queries, commands, access),
  matrix: queries.matrix.bind(null, access),
  itemTitle: onePerKey(queries.itemTitles, ({ name }) => name),
  itemsByName: queries.itemsByName.bind(null, access),
  explain: (explained: Explained) => explain(access.plan, explained),
  simulate: async (simulated: Simulated) => {
    const provider = providerSeen(access)
    const faults = simulatedFaults(simulated.as)
    if (faults.length > 0) throw inputError(faults)
    return simulate(access.plan, simulated, provider)
  },
  assessment: queries.assessment.bind(null, access),
  provinces: queries.provinces.bind(null, access),
  overrideRegion: async (input: OverrideInput) => queries.override(access, await commands.overrideRegion(access, input)),
})

export type Loaders = ReturnType<ReturnType<typeof loaders>>
