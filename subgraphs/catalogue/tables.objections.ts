import { sql } from 'drizzle-orm'
import { bigint, boolean, date, index, integer, jsonb, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { ObjectionOutcome, ObjectionState } from './domain/objection-states.ts'
import { catalogue, instant } from './tables.ts'

/** One piece of evidence: the file stays with whoever raised the objection, and its digest shows that it is the same. */
export interface EvidenceNoted {
  readonly kind: string
  /** SM3 of the file, 64 hexadecimal digits. */
  readonly digest: string
  readonly name: string
}

/**
 * Doubts about one item of one subject (疑义校核). `raiser` is the credit code of the agency, or where `inPerson` the key of the
 * subject itself. The subject is kept by its key alone. A late answer shows by `dueOn` and `answeredAt`.
 */
export const objection = catalogue.table(
  'objection',
  {
    id: text('id').primaryKey(),
    version: integer('version').notNull(),
    state: text('state').$type<ObjectionState>().notNull(),
    /** Item name: coordinate, with its slice and face field. */
    item: text('item').notNull(),
    subjectKey: text('subject_key').notNull(),
    provider: text('provider_credit_code').notNull(),
    raiser: text('raiser').notNull(),
    inPerson: boolean('in_person').notNull(),
    caseNo: text('case_no'),
    statement: text('statement').notNull(),
    evidence: jsonb('evidence').$type<readonly EvidenceNoted[]>().notNull(),
    /** The system that raised it, the agency that it acted for, and its operator: of a portal those that are told of the answer. */
    consumer: text('consumer_id').notNull(),
    agency: text('agency').notNull(),
    raisedBy: text('raised_by').notNull(),
    raisedAt: instant('raised_at').notNull(),
    dueOn: date('due_on'),
    outcome: text('outcome').$type<ObjectionOutcome>(),
    answer: text('answer'),
    answeredBy: text('answered_by'),
    answeredAt: instant('answered_at'),
    /** Last day on which readers of the item are told of the answer. */
    toldUntil: date('told_until'),
  },
  (table) => [
    // One raiser doubts one item of one subject once at a time.
    uniqueIndex('objection_open_idx').on(table.subjectKey, table.item, table.raiser).where(sql`${table.state} = 'OPEN'`),
    index('objection_told_idx').on(table.toldUntil).where(sql`${table.state} = 'ANSWERED'`),
    index('objection_raiser_idx').on(table.raiser, table.id),
    index('objection_provider_idx').on(table.provider, table.id),
    index('objection_due_idx').on(table.state, table.dueOn),
  ],
)

/** One row: how often objections have changed. They decide nothing, so what is decided need not be forgotten for them. */
export const objectionVersion = catalogue.table('objection_version', {
  only: boolean('only').primaryKey().default(true),
  version: bigint('version', { mode: 'number' }).notNull(),
})

export type ObjectionRow = typeof objection.$inferSelect
