import type { Access } from '#platform/access'
import { manyPerKey, onePerKey } from '#platform/batch'
import type { ImportCatalogue } from './commands.import.ts'
import type { AssignResource, EditResource, RegisterResource, ReviewResource, VersionInput } from './commands.resources.ts'
import type { Commands } from './commands.ts'
import type { Queries } from './queries.ts'

/** Loaders of resources, and the acts on them, each of which gives the resource as it is then. */
export function resourceLoaders(queries: Queries, commands: Commands, access: Access) {
  const changed = async (code: Promise<string>) => (await queries.resources(access, [await code]))[0] ?? null
  return {
    resource: onePerKey((codes) => queries.resources(access, codes), (row) => row.code),
    resourceList: queries.resourceList.bind(null, access),
    resourceItems: manyPerKey((codes) => queries.itemsOf(access, codes), (row) => row.code),
    resourceVersions: manyPerKey((codes) => queries.versionsOf(access, codes), (row) => row.resource),
    resourceEvents: manyPerKey((codes) => queries.eventsOf(access, codes), (row) => row.subject),
    drift: queries.drift.bind(null, access),
    sheet: queries.sheet.bind(null, access),
    importCatalogue: (input: ImportCatalogue) => commands.importCatalogue(access, input),
    editResource: (input: EditResource) => changed(commands.editResource(access, input)),
    registerResource: (input: RegisterResource) => changed(commands.registerResource(access, input)),
    submitResource: (input: VersionInput) => changed(commands.submitResource(access, input)),
    withdrawChange: (input: VersionInput) => changed(commands.withdrawChange(access, input)),
    reviewResource: (input: ReviewResource) => changed(commands.reviewResource(access, input)),
    withdrawResource: (input: VersionInput) => changed(commands.withdrawResource(access, input)),
    assignResource: (input: AssignResource) => changed(commands.assignResource(access, input)),
  }
}
