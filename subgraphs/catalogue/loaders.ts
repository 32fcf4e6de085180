import type { Access } from '#platform/access'
import { onePerKey } from '#platform/batch'
import { inputError } from '#platform/errors'
import type { Commands } from './commands.ts'
import type { Explained, Explaining, Simulated } from './domain/explanation.ts'
import type { MaterialsAsked, MaterialsTold } from './domain/materials.ts'
import type { OverrideInput } from './domain/override-input.ts'
import { simulatedFaults } from './domain/simulated-input.ts'
import { applicationLoaders } from './loaders.applications.ts'
import { consumerLoaders } from './loaders.consumers.ts'
import { draftLoaders } from './loaders.drafts.ts'
import { grantLoaders } from './loaders.grants.ts'
import { noticeLoaders } from './loaders.notices.ts'
import { objectionLoaders } from './loaders.objections.ts'
import { resourceLoaders } from './loaders.resources.ts'
import { providerSeen } from './queries.matrix.ts'
import type { Queries } from './queries.ts'

/** What the router alone can tell, since it decides. */
interface ByRouter extends Explaining {
  readonly materials: MaterialsTold
}

/** One loader per access path, made anew for every request. */
export const loaders = (queries: Queries, commands: Commands, { explain, simulate, materials }: ByRouter) => (access: Access) => ({
  ...resourceLoaders(queries, commands, access),
  itemTitle: onePerKey(queries.itemTitles, ({ name }) => name),
  itemsByName: queries.itemsByName.bind(null, access),
  ...applicationLoaders(queries, commands, access),
  ...draftLoaders(queries, commands, access),
  ...grantLoaders(queries, commands, access),
  overrideRegion: async (input: OverrideInput) => queries.override(access, await commands.overrideRegion(access, input)),
  matrix: queries.matrix.bind(null, access),
  ...consumerLoaders(queries, commands, access),
  ...noticeLoaders(queries, commands, access),
  ...objectionLoaders(queries, commands, access),
  assessment: queries.assessment.bind(null, access),
  provinces: queries.provinces.bind(null, access),
  materials: (asked: MaterialsAsked) => materials.needs(access.plan, asked),
  caseOfPurpose: (caseNo: string) => materials.caseOf(access.plan, caseNo),
  explain: (explained: Explained) => explain(access.plan, explained),
  simulate: async (simulated: Simulated) => {
    const provider = providerSeen(access)
    const faults = simulatedFaults(simulated.as)
    if (faults.length > 0) throw inputError(faults)
    return simulate(access.plan, simulated, provider)
  },
})

export type Loaders = ReturnType<ReturnType<typeof loaders>>
