import type { Access } from '#platform/access'
import { manyPerKey, onePerKey } from '#platform/batch'
import type { ImportCatalogue, ImportCommands } from './commands.import.ts'
import type { AssignResource, EditResource, RegisterResource, ResourceCommands, ReviewResource, VersionInput } from './commands.resources.ts'
import type { ResourceQueries } from './queries.resources.ts'

/** Loaders of resources, made anew for every request. */
export const resourceLoaders = (queries: ResourceQueries, commands: ResourceCommands & ImportCommands) => (access: Access) => {
  const changed = async (code: Promise<string>) => (await queries.resources(access, [await code]))[0] ?? null
  return {
    resource: onePerKey((codes) => queries.resources(access, codes), (row) => row.code),
    list: queries.list.bind(null, access),
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

export type ResourceLoaders = ReturnType<ReturnType<typeof resourceLoaders>>
