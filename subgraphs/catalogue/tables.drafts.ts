import { date, index, integer, jsonb, primaryKey, text } from 'drizzle-orm/pg-core'
import { catalogue, instant } from './tables.ts'

/** Applications that agencies have begun to write. One that was thrown away or sent has ended, and is listed no longer. */
export const applicationDraft = catalogue.table(
  'application_draft',
  {
    id: text('id').primaryKey(),
    version: integer('version').notNull(),
    agency: text('agency_credit_code').notNull(),
    title: text('title').notNull(),
    content: jsonb('content').$type<Readonly<Record<string, unknown>>>().notNull(),
    keptBy: text('kept_by').notNull(),
    keptAt: instant('kept_at').notNull(),
    discardedAt: instant('discarded_at'),
  },
  (table) => [index('application_draft_agency_idx').on(table.agency, table.keptAt, table.id)],
)

/** How many requests were answered under a grant on a day, all routers together. */
export const grantUse = catalogue.table(
  'grant_use',
  { grantId: text('grant_id').notNull(), day: date('day').notNull(), requests: integer('requests').notNull() },
  (table) => [primaryKey({ columns: [table.grantId, table.day] })],
)

export type ApplicationDraftRow = typeof applicationDraft.$inferSelect
