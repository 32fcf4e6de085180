import { instant } from '#platform/clock'
import { type CodeList, named } from '#platform/codes'
import { legalPersonReference } from '#platform/references'
import type { LibraryContext, Resolvers } from '#platform/subgraph'
import { bulletinFigures } from './domain/bulletin.ts'
import * as codes from './domain/codes.ts'
import type { UsageDimension } from './domain/usage.ts'
import type { Loaders } from './loaders.ts'
import type { ScoreListing } from './queries.assessment.ts'
import type { UsageListing } from './queries.usage.ts'

type Context = LibraryContext<Loaders>
type Group = { readonly by: UsageDimension; readonly key: string }

const NAMES: Partial<Record<UsageDimension, CodeList>> = {
  CHANNEL: codes.channels, OUTCOME: codes.outcomes, AGENCY: { '': '匿名' }, REGION: { '': '匿名' }, PROVINCE: { '': '匿名' }, MATTER: { '': '未说明事项' }, RESOURCE: { '': '目录以外' },
}

/** A resource whose items fall into slices stands for all of them, and is none of the catalogue. */
const isOfSlices = (code: string) => code.endsWith('/*')

const DIVISION_DIGITS = 12

/** Row → type, of what is counted of the record. */
export const usageQuery: Resolvers[string] = {
  usage: (_root, listing: UsageListing, { loaders }: Context) => loaders.usage(listing),
  bulletin: (_root, { day }: { day: string }, { loaders }: Context) => loaders.bulletin(day),
  scores: (_root, listing: ScoreListing, { loaders }: Context) => loaders.scores(listing),
}

export const usageTypes: Resolvers = {
  Usage: { asOf: ({ asOf }: { asOf: Date | null }) => instant(asOf) },
  UsageGroup: {
    code: ({ by, key }: Group) => named(NAMES[by] ?? {}, key),
    agency: ({ by, key }: Group) => (by === 'AGENCY' && key !== '' ? legalPersonReference(key) : null),
    matter: ({ by, key }: Group) => (by === 'MATTER' && key !== '' ? { code: key } : null),
    resource: ({ by, key }: Group) => (by === 'RESOURCE' && key !== '' && !isOfSlices(key) ? { code: key } : null),
    division: ({ by, key }: Group) => ((by === 'REGION' || by === 'PROVINCE') && key !== '' ? { code: key.padEnd(DIVISION_DIGITS, '0') } : null),
  },
  BulletinFigure: { code: ({ code }: { code: string }) => named(bulletinFigures, code) },
  BulletinRefusal: { reason: ({ reason }: { reason: string }) => named({}, reason) },
  AgencyScore: { agency: ({ agency }: { agency: string | null }) => legalPersonReference(agency) },
  ScorePart: { indicator: ({ code, title }: { code: string; title: string }) => ({ code, name: title }) },
}
