import type { Cursors } from '#platform/connection'
import { type ContractItem, readContract } from '#platform/contract'
import { type LibraryServices, subgraph } from '#platform/subgraph'
import { alertCommands } from './commands.acts.ts'
import { exportCommands } from './commands.exports.ts'
import { verificationCommands } from './commands.verifications.ts'
import { loaders } from './loaders.ts'
import { queries } from './queries.ts'
import { resolvers } from './resolvers.ts'
import { shield } from './shield.ts'

export { canRecord, record, type Recorded } from './commands.ts'
export { alertStore, type UntoldAlert } from './commands.alerts.ts'
export { assessmentCommands, type IndicatorValue } from './commands.assessment.ts'
export { keepCounterSignature, type Made, makeCheckpoint } from './commands.checkpoints.ts'
export { MonthKeeper } from './commands.months.ts'
export { retireMonths } from './commands.retirement.ts'
export { type CountedRow, statisticsStore } from './commands.statistics.ts'
export { usageCommands } from './commands.usage.ts'
export { verificationDesk } from './commands.verifications.ts'
export { type Verified, verifyRecord } from './commands.verify.ts'
export type { NamedDay } from './domain/alert-rules.ts'
export { type AccessEntry, type RaisedAlert, recordedDecision, type RecordedDecision } from './domain/entry.ts'
export { counterSigned, exportedText, type ReadHead, readExported } from './domain/exported.ts'
export { type Proof, provesReceipt, readProof } from './domain/receipt.ts'
export type { IndicatorCode } from './domain/score.ts'
export { keyIdOf, keysIn, type Signer, signerOf, type TrustedKeys } from './domain/signing.ts'
export { COUNTINGS, type LibraryCounting } from './domain/statistics.ts'
export type { UsageItem } from './domain/usage-item.ts'
export { anchoredOf, checkpointNumbered, counterSignaturesOf, newestCheckpoint } from './queries.checkpoints.ts'
export { recordedDecisions } from './queries.replay.ts'
export { RECORD_TABLES } from './tables.ts'

interface AuditServices extends LibraryServices {
  readonly cursors: Cursors
  /** The items of every library's contract, by which a use is told in words. */
  readonly items: () => readonly ContractItem[]
}

/** The record (共享使用日志). The router writes it by `record`; this reads it. */
export function audit(services: AuditServices) {
  const reading = queries(services)
  const acting = { ...alertCommands(services), ...exportCommands(services, reading), ...verificationCommands(services) }
  return subgraph({ name: 'audit', contract: readContract('audit'), resolvers, shield, loaders: loaders(reading, acting) }, services.clock)
}
