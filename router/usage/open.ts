import { assessmentCommands, usageCommands } from '../../subgraphs/audit/index.ts'
import { type CatalogueFacts, catalogueAssessment } from '../../subgraphs/catalogue/index.ts'
import type { HubOptions } from '../hub.ts'
import { contractItems } from '../libraries.ts'
import { shippedLimits } from '../sla.ts'
import { UsageCounting } from './counting.ts'
import { usageItems } from './items.ts'

/** What counts the record of a hub, by its own login, since the record's may do nothing but add. */
export function openUsage({ db, clock, log, limits = shippedLimits() }: Pick<HubOptions, 'db' | 'clock' | 'log' | 'limits'>, catalogue: Pick<CatalogueFacts, 'items'>): UsageCounting {
  return new UsageCounting({
    usage: usageCommands(db), assessment: assessmentCommands(db), catalogue: catalogueAssessment(db, limits),
    items: async () => usageItems(contractItems(), await catalogue.items()), clock, log,
  })
}
