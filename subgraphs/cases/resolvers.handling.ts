import { instant } from '#platform/clock'
import { named } from '#platform/codes'
import { type Cursors, page, pageSize, positionAfter } from '#platform/connection'
import { codeReference, legalPersonReference } from '#platform/references'
import type { LibraryContext, Resolvers } from '#platform/subgraph'
import type { Inputs } from './commands.inputs.ts'
import * as codes from './domain/codes.ts'
import type { Loaders } from './loaders.ts'
import type { HandledShown } from './queries.handling.ts'

type Context = LibraryContext<Loaders>
type ListArguments = { first?: number | null; after?: string | null; open?: boolean | null }
type PartyShown = NonNullable<HandledShown['parties']>[number]
type AgencyShown = NonNullable<HandledShown['handledBy']>[number]

const LIST = 'Query.handledCases'

const atText = (text: string | null) => (text === null ? null : instant(new Date(text)))

/** Each change is a loader of its own name. */
function change<Name extends keyof Inputs>(name: Name) {
  return (_root: unknown, { input }: { input: Inputs[Name] }, { loaders }: Context) => (loaders.acts[name] as (given: Inputs[Name]) => Promise<unknown>)(input)
}

/** Row → type of the cases on an agency's own file. */
export const handlingResolvers = (cursors: Cursors): { readonly query: Resolvers[string]; readonly types: Resolvers } => ({
  query: {
    handledCase: (_root, { caseNo }: { caseNo: string }, { loaders }: Context) => loaders.handled(caseNo),
    handledCases: async (_root, { first, after, open }: ListArguments, { loaders }: Context) => {
      const size = pageSize(first)
      const rows = await loaders.handledList({ first: size, after: positionAfter(cursors, LIST, after)?.[0] ?? null })
      const { edges, pageInfo } = page(rows, size, ({ caseNo }) => cursors.encode(LIST, [caseNo]))
      return { pageInfo, edges: edges.filter(({ node }) => open == null || node.underWay === open) }
    },
  },
  types: {
    Mutation: {
      openCase: change('openCase'),
      changeCaseParties: change('changeCaseParties'),
      changeCaseState: change('changeCaseState'),
      closeCase: change('closeCase'),
      confirmCase: change('confirmCase'),
      proveCase: change('proveCase'),
      reconcileCase: change('reconcileCase'),
      renewCase: change('renewCase'),
      fileDraft: change('fileDraft'),
      addRosterLines: change('addRosterLines'),
      sealRoster: change('sealRoster'),
    },
    HandledCase: {
      kind: ({ kind }: HandledShown) => named(codes.kinds, kind),
      matter: ({ matter }: HandledShown) => codeReference(matter),
      state: ({ state }: HandledShown) => named(codes.states, state),
      handlingDivision: ({ handlingDivision }: HandledShown) => codeReference(handlingDivision),
      appliedAt: ({ appliedAt }: HandledShown) => instant(appliedAt),
      decidedAt: ({ decidedAt }: HandledShown) => instant(decidedAt),
      closedAt: ({ closedAt }: HandledShown) => instant(closedAt),
      expiresAt: ({ expiresAt }: HandledShown) => instant(expiresAt),
      category: ({ category }: HandledShown) => named(codes.instrumentCategories, category),
    },
    HandledAgency: {
      agency: ({ agency }: AgencyShown) => legalPersonReference(agency),
      role: ({ role }: AgencyShown) => named(codes.agencyRoles, role),
    },
    HandledParty: {
      role: ({ role }: PartyShown) => named(codes.partyRoles, role),
      addedAt: ({ addedAt }: PartyShown) => atText(addedAt),
      removedAt: ({ removedAt }: PartyShown) => atText(removedAt),
    },
  },
})
