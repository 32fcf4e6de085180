import { bigint, index, integer, pgSchema, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'

/** Tables of the record. Rows are added and never changed. */
export const audit = pgSchema('audit')

/** One row per request. */
export const accessRecord = audit.table(
  'access_record',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    at: timestamp('at', { withTimezone: true, precision: 3 }).notNull(),
    traceId: text('trace_id').notNull(),
    consumer: text('consumer_id').notNull(),
    agency: text('agency_credit_code').notNull(),
    agencyRoles: text('agency_roles').array().notNull(),
    operator: text('operator').notNull(),
    represented: text('represented_key'),
    zone: text('zone').notNull(),
    operationName: text('operation_name'),
    operationHash: text('operation_hash').notNull(),
    matter: text('matter_code'),
    caseNo: text('case_no'),
    reason: text('reason'),
    grants: text('grants').array().notNull(),
    released: text('released').array().notNull(),
    refused: text('refused').array().notNull(),
    searched: text('searched').array().notNull(),
    rows: integer('rows').notNull(),
    outcome: text('outcome', { enum: ['ANSWERED', 'PARTIAL', 'REFUSED', 'FAILED'] }).notNull(),
    durationMs: integer('duration_ms').notNull(),
    policyVersion: text('policy_version').notNull(),
  },
  (table) => [
    index('access_record_agency_idx').on(table.agency, table.at, table.id),
    index('access_record_at_idx').on(table.at, table.id),
    index('access_record_case_idx').on(table.caseNo),
  ],
)

/** Whose data a request read, by key. */
export const accessRecordSubject = audit.table(
  'access_record_subject',
  {
    recordId: bigint('record_id', { mode: 'number' }).notNull(),
    subject: text('subject_key').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.recordId, table.subject] }),
    index('access_record_subject_idx').on(table.subject, table.recordId),
  ],
)

/** What should be looked at: raised by the router with the record of the request that caused it. */
export const alert = audit.table(
  'alert',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    at: timestamp('at', { withTimezone: true, precision: 3 }).notNull(),
    kind: text('kind').notNull(),
    traceId: text('trace_id').notNull(),
    agency: text('agency_credit_code').notNull(),
    operator: text('operator').notNull(),
    caseNo: text('case_no'),
    subject: text('subject_key'),
  },
  (table) => [index('alert_at_idx').on(table.at, table.id), index('alert_agency_idx').on(table.agency, table.at, table.id)],
)

export type AlertRow = typeof alert.$inferSelect
export type AccessRecordRow = typeof accessRecord.$inferSelect
