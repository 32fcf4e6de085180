import type { Clock } from '#platform/clock'
import type { Database } from '#platform/db'
import type { Log } from '#platform/log'
import { assessmentCommands, usageCommands } from '../../subgraphs/audit/index.ts'
import { type CatalogueFacts, catalogueAssessment, type Limits } from '../../subgraphs/catalogue/index.ts'
import { contractItems } from '../libraries.ts'
import { shippedLimits } from '../sla.ts'
import { UsageCounting } from './counting.ts'
import { usageItems } from './items.ts'

interface UsageOptions {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly limits?: Limits | undefined
}

/** What counts the record of a hub, by its own login, since the record's may do nothing but add. */
export function openUsage({ db, clock, log, limits = shippedLimits() }: UsageOptions, catalogue: Pick<CatalogueFacts, 'items'>): UsageCounting {
  return new UsageCounting({
    usage: usageCommands(db), assessment: assessmentCommands(db), catalogue: catalogueAssessment(db, limits),
    items: async () => usageItems(contractItems(), await catalogue.items()), clock, log,
  })
}
