import { sql } from 'drizzle-orm'
import { bigint, boolean, date, index, integer, jsonb, primaryKey, text } from 'drizzle-orm/pg-core'
import type { AlertState } from './domain/alert-moves.ts'
import { audit, instant } from './tables.ts'

/** What should be looked at: raised by the router with the record of the request that caused it, or by a rule over what is on record. */
export const alert = audit.table(
  'alert',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    at: instant('at').notNull(),
    kind: text('kind').notNull(),
    /** Ids of the entries that show it, at most 100. */
    evidence: text('evidence').array().notNull().default([]),
    agency: text('agency_credit_code').notNull(),
    operator: text('operator').notNull(),
    caseNo: text('case_no'),
    subject: text('subject_key'),
    state: text('state').$type<AlertState>().notNull().default('OPEN'),
    explanation: text('explanation'),
    /** What was counted, and what may be or was reported; `null` where the rule does not count. */
    counted: integer('counted'),
    expected: integer('expected'),
    provider: text('provider_credit_code'),
    /** What a rule raises once; `null` where the router raised it with its entry. */
    cause: text('cause').unique(),
    /** When it was passed on to the notices. */
    toldAt: instant('told_at'),
  },
  (table) => [
    index('alert_at_idx').on(table.at, table.id),
    index('alert_agency_idx').on(table.agency, table.at, table.id),
    index('alert_untold_idx').on(table.id).where(sql`told_at is null`),
  ],
)

/** What became of alerts, step by step. */
export const alertEvent = audit.table(
  'alert_event',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    alert: bigint('alert_id', { mode: 'number' }).notNull(),
    at: instant('at').notNull(),
    agency: text('agency_credit_code').notNull(),
    operator: text('operator').notNull(),
    fromState: text('from_state').$type<AlertState>().notNull(),
    toState: text('to_state').$type<AlertState>().notNull(),
    explanation: text('explanation').notNull(),
  },
  (table) => [index('alert_event_alert_idx').on(table.alert, table.id)],
)

/** By what alerts are raised. The migration writes the rules as they are shipped. */
export const alertRule = audit.table('alert_rule', {
  code: text('code').primaryKey(),
  enabled: boolean('enabled').notNull(),
  parameters: jsonb('parameters').$type<Readonly<Record<string, number>>>().notNull(),
})

/** How far the rules have come in each stream of entries. */
export const alertPosition = audit.table('alert_position', { stream: integer('stream').primaryKey(), seq: bigint('seq', { mode: 'number' }).notNull() })

/** What rules count in a while: each subject, or each entry with wrong claims, once. It is kept a few days. */
export const alertTrace = audit.table(
  'alert_trace',
  {
    rule: text('rule').notNull(),
    agency: text('agency_credit_code').notNull(),
    /** The operator; of an unattended system `UNATTENDED` and its id. */
    actor: text('actor').notNull(),
    span: instant('span').notNull(),
    key: text('key').notNull(),
    entry: text('entry').notNull(),
    at: instant('at').notNull(),
    weight: integer('weight').notNull(),
  },
  (table) => [primaryKey({ name: 'alert_trace_pk', columns: [table.agency, table.actor, table.rule, table.span, table.key] }), index('alert_trace_span_idx').on(table.span)],
)

/** In the cases of which divisions an operator reads, and since when. */
export const alertDivision = audit.table(
  'alert_division',
  {
    agency: text('agency_credit_code').notNull(),
    operator: text('operator').notNull(),
    division: text('division').notNull(),
    firstAt: instant('first_at').notNull(),
    lastAt: instant('last_at').notNull(),
  },
  (table) => [primaryKey({ name: 'alert_division_pk', columns: [table.agency, table.operator, table.division] })],
)

/** How many requests for a provider's items an agency has counted on a day by itself. */
export const useReport = audit.table(
  'use_report',
  {
    id: text('id').notNull().unique(),
    agency: text('agency_credit_code').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    provider: text('provider_credit_code').notNull(),
    entries: integer('entries').notNull(),
    operator: text('operator').notNull(),
    comparedAt: instant('compared_at'),
  },
  (table) => [primaryKey({ name: 'use_report_pk', columns: [table.agency, table.day, table.provider] }), index('use_report_waiting_idx').on(table.day).where(sql`compared_at is null`)],
)

/** What a mutation with a `clientMutationId` came to, so that it has one effect however often it is sent. */
export const clientMutation = audit.table(
  'client_mutation',
  {
    agency: text('agency').notNull(),
    consumer: text('consumer_id').notNull(),
    operation: text('operation').notNull(),
    id: text('client_mutation_id').notNull(),
    digest: text('input_digest').notNull(),
    result: text('result_id'),
  },
  (table) => [primaryKey({ name: 'client_mutation_pk', columns: [table.agency, table.consumer, table.operation, table.id] })],
)

export type AlertEventRow = typeof alertEvent.$inferSelect
