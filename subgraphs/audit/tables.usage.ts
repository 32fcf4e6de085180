import { bigint, boolean, date, doublePrecision, integer, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import { audit } from './tables.ts'

const count = (name: string) => bigint(name, { mode: 'number' }).notNull()

/**
 * Requests on record counted by one thing, by day, by ten days and by month: of the whole hub (`ALL`, no agency), of each agency
 * that asked (`CONSUMER`) and of each that provides what was asked for (`PROVIDER`). Made of the record and of nothing else. In
 * partitions by side and span, which the migration makes.
 */
export const usageCount = audit.table(
  'usage_count',
  {
    side: text('side', { enum: ['ALL', 'CONSUMER', 'PROVIDER'] }).notNull(),
    agency: text('agency_credit_code').notNull(),
    dimension: text('dimension').notNull(),
    span: text('span', { enum: ['DAY', 'TEN_DAYS', 'MONTH'] }).notNull(),
    /** The day in Beijing, or the first of the ten days (旬) or of the month. */
    at: date('at').notNull(),
    key: text('key').notNull(),
    entries: count('entries'),
    refused: count('refused'),
    failed: count('failed'),
    released: count('released'),
    withheld: count('withheld'),
    rows: count('rows'),
    subjects: count('subjects'),
  },
  (table) => [primaryKey({ name: 'usage_count_pk', columns: [table.side, table.agency, table.dimension, table.span, table.at, table.key] })],
)

/** How far each stream of the record is counted. */
export const usagePosition = audit.table('usage_position', {
  stream: integer('stream').primaryKey(),
  seq: bigint('seq', { mode: 'number' }).notNull(),
})

/** One row: until when everything on record is counted. */
export const usageState = audit.table('usage_state', {
  only: boolean('only').primaryKey().default(true),
  countedAt: timestamp('counted_at', { withTimezone: true, precision: 3 }).notNull(),
})

/** The resource of each item, and its provider where it has one for all slices; the router says it, since the catalogue knows it. */
export const usageItem = audit.table('usage_item', {
  coordinate: text('coordinate').primaryKey(),
  resource: text('resource').notNull(),
  provider: text('provider_credit_code'),
})

/** When an answer first rested on a grant. */
export const grantFirstUse = audit.table('grant_first_use', {
  grantId: text('grant_id').primaryKey(),
  at: timestamp('at', { withTimezone: true, precision: 3 }).notNull(),
})

/** What the catalogue says of a day that is over (每日运行通报); written once and never changed. */
export const dayFigure = audit.table(
  'day_figure',
  { day: date('day').notNull(), code: text('code').notNull(), value: bigint('value', { mode: 'number' }).notNull() },
  (table) => [primaryKey({ columns: [table.day, table.code] })],
)

/** What an agency is assessed by (考核指标), in one calendar month: the newest values, until the month is over and they stay. */
export const indicatorValue = audit.table(
  'indicator_value',
  {
    /** First day of the month. */
    month: date('month').notNull(),
    agency: text('agency_credit_code').notNull(),
    code: text('code').notNull(),
    value: doublePrecision('value').notNull(),
    /** How many cases it is the share or the mean of. */
    basis: integer('basis').notNull(),
  },
  (table) => [primaryKey({ columns: [table.month, table.agency, table.code] })],
)

/** How points are given for an indicator (考核评分规则): all of its `weight` at `target`, none at `worst`, in between in proportion. */
export const scoreRule = audit.table('score_rule', {
  code: text('code').primaryKey(),
  title: text('title').notNull(),
  weight: doublePrecision('weight').notNull(),
  target: doublePrecision('target').notNull(),
  worst: doublePrecision('worst').notNull(),
  unit: text('unit').notNull(),
  ordinal: integer('ordinal').notNull(),
})
