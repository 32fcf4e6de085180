import { instant } from '#platform/clock'
import { named } from '#platform/codes'
import { type Cursors, pageSize, positionAfter } from '#platform/connection'
import type { InputFault } from '#platform/errors'
import type { LibraryContext, Resolvers } from '#platform/subgraph'
import type { ChangeInput } from './commands.changing.ts'
import type { IssueInput } from './commands.issuing.ts'
import type { EntryResult } from './domain/batches.ts'
import * as codes from './domain/codes.ts'
import { operationNames } from './domain/operations.ts'
import type { Loaders } from './loaders.ts'
import type { EventShown } from './queries.events.ts'

type Context = LibraryContext<Loaders>
type Page = { first?: number | null; after?: string | null }

const LIST = 'Query.licenceEvents'

/** Issuing, and what it tells others. */
export const issuingResolvers = (cursors: Cursors): { readonly query: Resolvers[string]; readonly mutation: Resolvers[string]; readonly types: Resolvers } => ({
  query: {
    licenceEvents: async (_root, { first, after }: Page, { loaders }: Context) => {
      const size = pageSize(first)
      const rows = await loaders.events({ first: size, after: Number(positionAfter(cursors, LIST, after)?.[0] ?? 0) })
      const read = rows.slice(0, size)
      const edges = read.flatMap(({ position, shown }) => (shown === null ? [] : [{ cursor: cursors.encode(LIST, [String(position)]), node: shown }]))
      // A page may end with what is not shown, and whoever goes on from its end must not read that again and again.
      const last = read.at(-1)
      return { edges, pageInfo: { hasNextPage: rows.length > size, endCursor: last === undefined ? null : cursors.encode(LIST, [String(last.position)]) } }
    },
  },
  mutation: {
    issueLicences: async (_root, { input }: { input: IssueInput }, { loaders }: Context) => ({ results: await loaders.acts.issueLicences(input) }),
    changeLicences: async (_root, { input }: { input: ChangeInput }, { loaders }: Context) => ({ results: await loaders.acts.changeLicences(input) }),
  },
  types: {
    LicenceBatchResult: { state: ({ state }: EntryResult) => named(codes.licenceStates, state) },
    LicenceFault: { message: ({ en }: InputFault) => en, messageZh: ({ zh }: InputFault) => zh },
    LicenceEvent: {
      type: ({ type }: EventShown, _args, { loaders }: Context) => type && loaders.licenceType.load(type),
      operation: ({ operation }: EventShown) => named(operationNames, operation),
      stateBefore: ({ stateBefore }: EventShown) => named(codes.licenceStates, stateBefore),
      stateAfter: ({ stateAfter }: EventShown) => named(codes.licenceStates, stateAfter),
      at: ({ at }: EventShown) => (at === null ? null : instant({ now: () => at.getTime() })),
    },
  },
})
