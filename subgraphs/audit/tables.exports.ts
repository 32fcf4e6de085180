import { index, integer, jsonb, text } from 'drizzle-orm/pg-core'
import type { RecordFilter } from './domain/listing.ts'
import { audit, instant } from './tables.ts'

/** Who takes which part of the record away, and why; added to and never changed. What is taken is read from the record itself. */
export const recordExport = audit.table(
  'record_export',
  {
    id: text('id').primaryKey(),
    openedAt: instant('opened_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    agency: text('agency_credit_code').notNull(),
    consumer: text('consumer_id').notNull(),
    operator: text('operator').notNull(),
    reason: text('reason').notNull(),
    /** As it was stated, with the instant of the opening where it ended nowhere or later. */
    filter: jsonb('filter').$type<ExportFilter>().notNull(),
    entries: integer('entries').notNull(),
  },
  (table) => [index('record_export_agency_idx').on(table.agency, table.openedAt, table.id), index('record_export_opened_idx').on(table.openedAt, table.id)],
)

/** Which entries an export holds. */
export interface ExportFilter extends RecordFilter {
  readonly to: string
}
