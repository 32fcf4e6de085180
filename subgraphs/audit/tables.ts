import { sql } from 'drizzle-orm'
import { bigint, customType, index, integer, jsonb, pgSchema, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'

/** Tables of the record. Rows of the record are added and never changed: its writer may do nothing else. */
export const audit = pgSchema('audit')

/** What is added to and never changed. */
export const RECORD_TABLES = [
  'stream', 'access_record', 'access_record_concern', 'decision', 'checkpoint', 'checkpoint_range', 'counter_signature', 'retirement',
] as const

const bytea = customType<{ data: Buffer; driverData: Buffer | Uint8Array | string }>({
  dataType: () => 'bytea',
  // One driver gives bytes, the other, read as text, hexadecimal digits after `\x`.
  fromDriver: (value) => (typeof value === 'string' ? Buffer.from(value.slice(2), 'hex') : Buffer.from(value)),
})

/** An instant to the millisecond. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 })

/** One row per stream of entries: a router process opens one, and another whenever it cannot tell what became of a write. */
export const stream = audit.table('stream', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  /** Random, of whoever writes it: a stream that is put in the place of another does not open as that one did. */
  writer: text('writer').notNull(),
  openedAt: instant('opened_at').notNull(),
})

/**
 * What entries of one decision have in common, by its hash: who asks the same with the same rights shares it. It is kept once, or
 * an entry would be three times as long.
 */
export const decision = audit.table(
  'decision',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    /** SM3 of `said`, `basis` and `providers`, base64url. */
    hash: text('hash').notNull().unique(),
    /** What the entries say of it, JSON. */
    said: text('said').notNull(),
    /** What it was taken by, JSON; empty where nobody keeps it. */
    basis: text('basis').notNull(),
    /** Credit codes of the agencies that provide what was released or refused. */
    providers: text('providers').array().notNull(),
  },
  (table) => [index('decision_providers_idx').using('gin', table.providers)],
)

/**
 * One row per request, in monthly partitions. `body` holds the bytes of the entry as they were hashed; beside it stands what rows
 * are found by. What a body says is read through the view {@link accessEntry}.
 */
export const accessRecord = audit.table(
  'access_record',
  {
    stream: integer('stream').notNull(),
    decision: integer('decision').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    at: instant('at').notNull(),
    /** `hashtextextended` of the number of the case; `null` where there was none. */
    caseHash: bigint('case_hash', { mode: 'bigint' }),
    agency: text('agency_credit_code').notNull(),
    /** SM3 of the hash of the entry before, or of the opening of the stream, and the bytes of the body. */
    hash: bytea('hash').notNull(),
    body: text('body').notNull(),
  },
  (table) => [
    primaryKey({ name: 'access_record_pk', columns: [table.stream, table.seq, table.at] }),
    index('access_record_agency_idx').on(table.agency, table.at),
    index('access_record_at_idx').on(table.at),
    index('access_record_decision_idx').on(table.decision, table.at),
    index('access_record_case_idx').on(table.caseHash).where(sql`case_hash is not null`),
    // Most are answered in full, and do not say so. A text that is no JSON must be found by verifying, so it is not read as JSON here.
    index('access_record_outcome_idx').on(sql`substring(body, '"outcome":"([A-Z]+)"')`, table.at).where(sql`substring(body, '"outcome":"([A-Z]+)"') is not null`),
  ],
)

/** Whose data an entry read or was asked for, by key, in monthly partitions. */
export const accessRecordConcern = audit.table(
  'access_record_concern',
  {
    at: instant('at').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    stream: integer('stream').notNull(),
    /** `S`: a subject whose data was read; `A`: one who was asked about and not read. */
    role: text('role', { enum: ['S', 'A'] }).notNull(),
    key: text('key').notNull(),
  },
  (table) => [
    primaryKey({ name: 'access_record_concern_pk', columns: [table.key, table.at, table.stream, table.seq, table.role] }),
    // Rows come in the order of their time, so this costs nothing; by it all rows of a while are found, to be held against the entries.
    index('access_record_concern_at_idx').using('brin', table.at).with({ autosummarize: true, pages_per_range: 32 }),
  ],
)

/** How long uses under instruments of a category (监察、审计、司法文书) are kept from the subject; a category that is not here always. */
export const confidentialCategory = audit.table('confidential_category', {
  category: text('category').primaryKey(),
  /** Months after a use until the subject is told of it; `null` where it never is. */
  months: integer('months'),
})

/** What the entries say, a column for each member of their bodies. The migration makes it. */
export const accessEntry = audit
  .view('access_entry', {
    /** `<stream>-<seq>`. */
    id: text('id').notNull(),
    stream: integer('stream').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    at: instant('at').notNull(),
    agency: text('agency').notNull(),
    traceId: text('trace_id').notNull(),
    consumer: text('consumer').notNull(),
    agencyRoles: text('agency_roles').array().notNull(),
    operator: text('operator').notNull(),
    represented: text('represented'),
    zone: text('zone').notNull(),
    channel: text('channel').notNull(),
    client: text('client').notNull(),
    operationName: text('operation_name'),
    operationHash: text('operation_hash').notNull(),
    matter: text('matter'),
    caseNo: text('case_no'),
    reason: text('reason'),
    grants: text('grants').array().notNull(),
    asked: text('asked').array().notNull(),
    released: text('released').array().notNull(),
    refused: text('refused').array().notNull(),
    searched: text('searched').array().notNull(),
    verdicts: text('verdicts').array().notNull(),
    rows: integer('rows').notNull(),
    outcome: text('outcome', { enum: ['ANSWERED', 'PARTIAL', 'REFUSED', 'FAILED'] }).notNull(),
    durationMs: integer('duration_ms').notNull(),
    catalogueVersion: bigint('catalogue_version', { mode: 'number' }).notNull(),
    policyVersion: text('policy_version').notNull(),
    /** SM3 of `data` and `errors` as they were sent. */
    answer: text('answer').notNull(),
    subjects: text('subjects').array().notNull(),
    providers: text('providers').array().notNull(),
    /** Hash of the decision, and what it was taken by. */
    decision: text('decision').notNull(),
    basis: text('basis'),
    /** What of the decision is of this request alone; `decision/replay.ts` of the router reads it. */
    circumstances: jsonb('circumstances'),
    /** Confidential category of the case's instrument. */
    category: text('category'),
    /** For each provider the places of its items among those released and then those refused; `null` where the only one provides all. */
    provided: jsonb('provided').$type<readonly (readonly number[])[] | null>(),
    named: text('named').array().notNull(),
    caseHash: bigint('case_hash', { mode: 'bigint' }),
    /** How it ended as the body says it; \`null\` where it was answered in full. An index finds entries by it. */
    ended: text('ended'),
  })
  .existing()

export type AccessEntryRow = typeof accessEntry.$inferSelect
