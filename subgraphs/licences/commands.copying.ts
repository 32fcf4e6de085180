import { authorisationCommands } from './commands.authorisations.ts'
import { copyCommands } from './commands.copies.ts'
import { fetchingCommands } from './commands.fetching.ts'
import { copyMaking, type CopyServices } from './commands.making.ts'
import { previewCommands } from './commands.previewing.ts'
import { withdrawalCommands } from './commands.withdrawing.ts'
import type { CopyQueries } from './queries.copies.ts'
import { printableQueries } from './queries.printable.ts'

/** What callers and the router may do about copies. */
export function copying(services: CopyServices, told: CopyQueries) {
  const { printable } = printableQueries(services.db)
  const making = copyMaking(services, told, printable)
  return {
    ...copyCommands(services, making), ...previewCommands(services, making), ...withdrawalCommands(services, told, making),
    ...authorisationCommands(services, told, printable), ...fetchingCommands(services, told, printable),
  }
}

export type CopyCommands = ReturnType<typeof copying>
