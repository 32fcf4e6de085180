import type { Access } from '#platform/access'
import type { Commands } from './commands.ts'
import type { Queries } from './queries.ts'

/** Loaders of drafts, and the acts on them, each of which gives the draft as it is then. */
export function draftLoaders(queries: Queries, commands: Commands, access: Access) {
  return {
    drafts: queries.drafts.bind(null, access),
    keepDraft: async (input: Parameters<Commands['keepDraft']>[1]) => queries.draft(access, await commands.keepDraft(access, input)),
    discardDraft: async (input: Parameters<Commands['discardDraft']>[1]) => queries.draft(access, await commands.discardDraft(access, input)),
  }
}
