import type { Cursors } from '#platform/connection'
import { readContract } from '#platform/contract'
import { type LibraryServices, subgraph } from '#platform/subgraph'
import { loaders } from './loaders.ts'
import { queries } from './queries.ts'
import { resolvers } from './resolvers.ts'
import { shield } from './shield.ts'

export { canRecord, record, type Recorded } from './commands.ts'
export { assessmentCommands, type IndicatorValue } from './commands.assessment.ts'
export { usageCommands, type UsageItem } from './commands.usage.ts'
export { MonthKeeper } from './commands.months.ts'
export { recordedDecisions } from './queries.replay.ts'
export { RECORD_TABLES } from './tables.ts'
export type { IndicatorCode } from './domain/score.ts'
export { type AccessEntry, type RaisedAlert, recordedDecision, type RecordedDecision } from './domain/entry.ts'

/** The record (共享使用日志). The router writes it by `record`; this reads it. */
export const audit = (services: LibraryServices & { cursors: Cursors }) =>
  subgraph(
    { name: 'audit', contract: readContract('audit'), resolvers, shield, loaders: loaders(queries(services)) },
    services.clock,
  )
