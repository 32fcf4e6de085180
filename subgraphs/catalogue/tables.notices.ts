import { sql } from 'drizzle-orm'
import { bigint, boolean, index, integer, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { DeliveryFault, DeliveryState } from './domain/deliveries.ts'
import type { AboutKind, NoticeKind } from './domain/notices.ts'
import { catalogue, instant } from './tables.ts'

/**
 * What an agency is told, written in the transaction of what it tells of. No words are kept: they follow from kind and id, so that
 * nothing a person wrote reaches a notice.
 */
export const notice = catalogue.table(
  'notice',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    at: instant('at').notNull(),
    kind: text('kind').$type<NoticeKind>().notNull(),
    /** Whom it tells; empty is the sharing authority, whichever agency that is. */
    agency: text('agency_credit_code').notNull(),
    /** The one system of the agency that is told, besides its stewards; `null` where every system is. */
    consumer: text('consumer_id'),
    aboutKind: text('about_kind').$type<AboutKind>().notNull(),
    aboutId: text('about_id').notNull(),
    /** What caused it, where the same may be told again and is to have one effect. */
    cause: text('cause'),
    readAt: instant('read_at'),
  },
  (table) => [
    index('notice_agency_idx').on(table.agency, table.id),
    index('notice_unread_idx').on(table.agency, table.id).where(sql`${table.readAt} is null`),
    uniqueIndex('notice_cause_idx').on(table.cause),
  ],
)

/** Where an agency wants to be told as well. One that was removed is told nothing more. */
export const webhook = catalogue.table(
  'webhook',
  {
    id: text('id').primaryKey(),
    agency: text('agency_credit_code').notNull(),
    /** Whether it is told what the sharing authority is told. */
    authority: boolean('authority').notNull(),
    url: text('url').notNull(),
    /** Which notices; all where empty. */
    kinds: text('kinds').array().$type<NoticeKind[]>().notNull(),
    /** The key of its signatures, in a sealed envelope. */
    secret: text('sealed_secret').notNull(),
    createdAt: instant('created_at').notNull(),
    removedAt: instant('removed_at'),
    /** Failures in a row. */
    failures: integer('failures').notNull().default(0),
    /** Nothing is sent to it before then: it failed just now, or a router is sending. */
    restUntil: instant('rest_until').notNull(),
  },
  (table) => [index('webhook_agency_idx').on(table.agency, table.id)],
)

/** A notice on its way to a webhook. */
export const webhookDelivery = catalogue.table(
  'webhook_delivery',
  {
    notice: bigint('notice_id', { mode: 'number' }).notNull(),
    webhook: text('webhook_id').notNull(),
    state: text('state').$type<DeliveryState>().notNull(),
    attempts: integer('attempts').notNull(),
    dueAt: instant('due_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.notice, table.webhook] }),
    index('webhook_delivery_waiting_idx').on(table.webhook, table.dueAt).where(sql`${table.state} = 'WAITING'`),
  ],
)

/** Each time that something was sent. Rows are added and never changed. */
export const webhookAttempt = catalogue.table(
  'webhook_attempt',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    webhook: text('webhook_id').notNull(),
    notice: bigint('notice_id', { mode: 'number' }).notNull(),
    attempt: integer('attempt').notNull(),
    at: instant('at').notNull(),
    /** HTTP status that came; `null` where none did. */
    status: integer('status'),
    /** Why it does not count as delivered; `null` where it does. */
    fault: text('fault').$type<DeliveryFault>(),
    durationMs: integer('duration_ms').notNull(),
  },
  (table) => [index('webhook_attempt_webhook_idx').on(table.webhook, table.id)],
)

export type NoticeRow = typeof notice.$inferSelect
export type WebhookRow = typeof webhook.$inferSelect
