import { bigint, index, integer, text } from 'drizzle-orm/pg-core'
import type { VerificationState } from './domain/codes.ts'
import { audit, instant } from './tables.ts'

/** When the whole record is verified: asked for by an auditor, done by a router, found again by whoever looks. */
export const recordVerification = audit.table(
  'record_verification',
  {
    id: text('id').primaryKey(),
    askedAt: instant('asked_at').notNull(),
    consumer: text('consumer_id').notNull(),
    operator: text('operator').notNull(),
    state: text('state').$type<VerificationState>().notNull().default('WAITING'),
    /** The process that is at it, and when it was heard of last; one that is not heard of any more has gone down. */
    worker: text('worker'),
    heardAt: instant('heard_at'),
    total: bigint('total', { mode: 'number' }),
    verified: bigint('verified', { mode: 'number' }).notNull().default(0),
    checkpoints: integer('checkpoints'),
    notAnchored: bigint('not_anchored', { mode: 'number' }),
    endedAt: instant('ended_at'),
    fault: text('fault'),
  },
  (table) => [index('record_verification_asked_idx').on(table.askedAt, table.id)],
)
