import { authorisationCommands } from './commands.authorisations.ts'
import { copyCommands, type CopyServices } from './commands.copies.ts'
import { fetchingCommands } from './commands.fetching.ts'
import type { CopyQueries } from './queries.copies.ts'

/** What callers and the router may do about copies. */
export function copying(services: CopyServices, told: CopyQueries) {
  return { ...copyCommands(services, told), ...authorisationCommands(services, told), ...fetchingCommands(services, told) }
}

export type CopyCommands = ReturnType<typeof copying>
