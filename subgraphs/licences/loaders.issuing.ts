import type { Access } from '#platform/access'
import { type Connection, type Cursors, page, pageSize, positionAfter } from '#platform/connection'
import type { changing, ChangeInput } from './commands.changing.ts'
import type { checking, CheckInput } from './commands.checking.ts'
import type { issuing, IssueInput } from './commands.issuing.ts'
import type { revoking, WithdrawUploadInput } from './commands.revoking.ts'
import type { uploading, UploadInput } from './commands.uploading.ts'
import type { EventQueries, EventShown } from './queries.events.ts'

/** What issuers may change, what is told of it, and how a page of that ends. */
export type Issuing = ReturnType<typeof issuing> & ReturnType<typeof changing> & ReturnType<typeof checking> & ReturnType<typeof uploading> & ReturnType<typeof revoking> & EventQueries & { readonly cursors: Cursors }

/** One page of events, as a caller asks for it. */
export interface EventsAsked {
  readonly first?: number | null
  readonly after?: string | null
}

const LIST = 'Query.licenceEvents'

export const issuingLoaders = (access: Access, issuing: Issuing) => ({
  events: (asked: EventsAsked) => pageOf(access, issuing, asked),
  acts: {
    issueLicences: (input: IssueInput) => issuing.issueLicences(access, input),
    changeLicences: (input: ChangeInput) => issuing.changeLicences(access, input),
    checkLicenceOriginal: (input: CheckInput) => issuing.checkLicenceOriginal(access, input),
    uploadLicence: (input: UploadInput) => issuing.uploadLicence(access, input),
    withdrawLicenceUpload: (input: WithdrawUploadInput) => issuing.withdrawLicenceUpload(access, input),
  },
})

async function pageOf(access: Access, issuing: Issuing, { first, after }: EventsAsked): Promise<Connection<EventShown>> {
  const size = pageSize(first)
  const { cursors } = issuing
  const rows = await issuing.events(access, { first: size, after: Number(positionAfter(cursors, LIST, after)?.[0] ?? 0) })
  return page(rows, size, ({ position }) => cursors.encode(LIST, [String(position)]))
}
