import { doublePrecision, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import { audit } from './tables.ts'

/** When the records of each library were counted last. */
export const libraryCount = audit.table('library_count', {
  library: text('library').primaryKey(),
  asOf: timestamp('as_of', { withTimezone: true, precision: 3 }).notNull(),
})

/** What was counted then: numbers by what records share, never by whose they are. All rows of a library come from one counting. */
export const libraryStatistic = audit.table(
  'library_statistic',
  {
    library: text('library').notNull(),
    of: text('counted_of').notNull(),
    by: text('counted_by').notNull(),
    key: text('key').notNull(),
    measure: text('measure').notNull(),
    name: text('name'),
    value: doublePrecision('value').notNull(),
  },
  (table) => [primaryKey({ columns: [table.library, table.of, table.by, table.key, table.measure] })],
)
