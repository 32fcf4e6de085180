import type { Access } from '#platform/access'
import type { changing, ChangeInput } from './commands.changing.ts'
import type { issuing, IssueInput } from './commands.issuing.ts'
import type { EventQueries, EventsAsked } from './queries.events.ts'

/** What issuers may change, and what is told of it. */
export type Issuing = ReturnType<typeof issuing> & ReturnType<typeof changing> & EventQueries

export const issuingLoaders = (access: Access, issuing: Issuing) => ({
  events: (asked: EventsAsked) => issuing.events(access, asked),
  acts: {
    issueLicences: (input: IssueInput) => issuing.issueLicences(access, input),
    changeLicences: (input: ChangeInput) => issuing.changeLicences(access, input),
  },
})
