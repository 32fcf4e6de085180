import type { Access } from '#platform/access'
import type { DraftCommands } from './commands.drafts.ts'
import type { DraftQueries } from './queries.drafts.ts'

/** Drafts, and the acts on them, each of which gives the draft as it is then. */
export function draftLoaders(queries: DraftQueries, commands: DraftCommands, access: Access) {
  return {
    drafts: queries.drafts.bind(null, access),
    keepDraft: async (input: Parameters<DraftCommands['keepDraft']>[1]) => queries.draft(access, await commands.keepDraft(access, input)),
    discardDraft: async (input: Parameters<DraftCommands['discardDraft']>[1]) => queries.draft(access, await commands.discardDraft(access, input)),
  }
}
