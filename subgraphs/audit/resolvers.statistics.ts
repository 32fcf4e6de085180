import { instant } from '#platform/clock'
import { UNKNOWN } from '#platform/codes'
import { legalPersonReference } from '#platform/references'
import type { LibraryContext, Resolvers } from '#platform/subgraph'
import { type IndicatorDimension, implementingAgency } from './domain/indicators.ts'
import type { Loaders } from './loaders.ts'
import type { IndicatorsAsk, StatisticsAsk } from './queries.statistics.ts'

type Context = LibraryContext<Loaders>

interface Group<Dimension extends string> {
  readonly by: Dimension
  readonly code: string
}

interface NamedGroup extends Group<StatisticsAsk['by']> {
  readonly name: string
}

const asOf = ({ asOf: at }: { readonly asOf: Date }) => instant(at)

/** Row → type, of what libraries counted. */
export const statisticsQuery: Resolvers[string] = {
  statistics: (_root, asked: StatisticsAsk, { loaders }: Context) => loaders.statistics(asked),
  caseIndicators: (_root, asked: IndicatorsAsk, { loaders }: Context) => loaders.caseIndicators(asked),
}

export const statisticsTypes: Resolvers = {
  Statistics: { asOf },
  StatisticsGroup: {
    code: ({ code, name }: NamedGroup) => ({ code, name }),
    division: ({ by, code }: NamedGroup) => (by === 'DIVISION' && code !== UNKNOWN ? { code } : null),
    agency: ({ by, code }: NamedGroup) => (by === 'AGENCY' ? legalPersonReference(code) : null),
  },
  CaseIndicators: { asOf },
  CaseIndicatorGroup: {
    matter: ({ by, code }: Group<IndicatorDimension>) => (by === 'MATTER' ? { code } : null),
    agency: ({ by, code }: Group<IndicatorDimension>) => (by === 'MONTH' ? null : legalPersonReference(implementingAgency(code))),
    month: ({ by, code }: Group<IndicatorDimension>) => (by === 'MONTH' ? code : null),
    decided: ({ count }: { readonly count: number }) => count,
  },
}
