import { asc, desc, eq, isNull, sql, type SQL } from 'drizzle-orm'
import type { Access } from '#platform/access'
import { type Cursors, page, pageSize, positionAfter } from '#platform/connection'
import { type Database, planned, type PlannedRow, read } from '#platform/db'
import { refuseUngranted } from '#platform/filters'
import { addressesOf, keepsWebhooks } from './domain/addressees.ts'
import { sentencesOf } from './domain/notices.ts'
import { notice, type NoticeRow, webhook, webhookAttempt, webhookDelivery } from './tables.notices.ts'

const NOTICES = 'Query.notices'
const DELIVERIES = 'Query.webhookDeliveries'
const { placeholder } = sql

/** What the list of notices is asked for. */
export interface NoticeListing {
  readonly first?: number | null
  readonly after?: string | null
  readonly filter?: { readonly unread?: boolean | null; readonly kind?: string | null } | null
}

/** What the list of sendings is asked for. */
export interface DeliveryListing {
  readonly webhook: string
  readonly first?: number | null
  readonly after?: string | null
}

const noticeColumns = { id: notice.id, at: notice.at, kind: notice.kind, agency: notice.agency, aboutKind: notice.aboutKind, aboutId: notice.aboutId, readAt: notice.readAt }

/** Notices at one address, as far as a system of it is told. */
export const toldTo = (address: SQL, consumer: SQL, steward: SQL): SQL =>
  sql`${address} and (${notice.consumer} is null or ${notice.consumer} = ${consumer} or ${steward}::boolean)`

/** The reading SQL of notices, and of the webhooks that they are sent to. */
export function noticeQueries({ db, cursors }: { readonly db: Database; readonly cursors: Cursors }) {
  const plan = {
    type: 'Notice', columns: noticeColumns, always: ['id'], needs: { about: ['aboutKind', 'aboutId'], zh: ['kind', 'aboutId'], en: ['kind', 'aboutId'] },
  } as const
  const told = (address: SQL) => toldTo(address, sql`${placeholder('consumer')}`, sql`${placeholder('steward')}`)
  const listOf = (name: string, unread: SQL) => planned(db, name, {
    ...plan,
    select: (columns) =>
      db.orm
        .select(columns)
        .from(notice)
        .where(sql`${told(eq(notice.agency, placeholder('address')))} and ${unread}
          and (${placeholder('kind')}::text is null or ${notice.kind} = ${placeholder('kind')})
          and (${placeholder('after')}::bigint is null or ${notice.id} < ${placeholder('after')}::bigint)`)
        .orderBy(desc(notice.id))
        .limit(placeholder('limit')),
  })
  const list = listOf('catalogue_notices', sql`true`)
  const listUnread = listOf('catalogue_notices_unread', isNull(notice.readAt))
  const byId = planned(db, 'catalogue_notices_by_id', {
    ...plan,
    select: (columns) =>
      db.orm
        .select(columns)
        .from(notice)
        .where(sql`${notice.id} = any(${placeholder('ids')}::bigint[]) and ${told(sql`${notice.agency} = any(${placeholder('addresses')}::text[])`)}`)
        .orderBy(desc(notice.id)),
  })

  return {
    ...webhookQueries(db),
    ...deliveryQueries({ db, cursors }),

    /** A page of what the caller is told, the newest first. */
    async notices(access: Access, listing: NoticeListing) {
      const { kind = null, unread = null } = listing.filter ?? {}
      refuseUngranted(access, { 'Notice.kind': kind, 'Notice.readAt': unread !== null })
      const size = pageSize(listing.first)
      const after = positionAfter(cursors, NOTICES, listing.after)?.[0] ?? null
      const asked = { ...whoReads(access), kind, after, limit: size + 1 }
      const statement = unread === true ? listUnread : list
      // The sharing authority reads at two addresses, each in the order of its index.
      const rows = (await Promise.all(addressesOf(access.plan).map((address) => read(statement(access), { ...asked, address })))).flat()
      const newest = rows.toSorted((one, other) => other.id - one.id).slice(0, size + 1)
      return page(newest.map((row) => shown(access, row)), size, ({ id }) => cursors.encode(NOTICES, [id]))
    },

    /** Notices by id, those that the caller is told. */
    async noticesById(access: Access, ids: readonly number[]) {
      const rows = await read(byId(access), { ...whoReads(access), ids, addresses: addressesOf(access.plan) })
      return rows.map((row) => shown(access, row))
    },
  }
}

const whoReads = ({ plan }: Access) => ({ consumer: plan.actor.consumer, steward: keepsWebhooks(plan) })

type NoticeListed = PlannedRow<Pick<NoticeRow, keyof typeof noticeColumns>, 'id'>

function shown(access: Access, { aboutKind: kind, aboutId: id, ...row }: NoticeListed) {
  const words = row.kind === null || id === null ? { zh: null, en: null } : sentencesOf(row.kind, id)
  const about = kind === null || id === null ? null : { kind, id }
  return access.disclose('Notice', { ...row, ...words, about, id: String(row.id), agencies: [access.plan.agency] })
}

function webhookQueries(db: Database) {
  const columns = { id: webhook.id, agency: webhook.agency, url: webhook.url, kinds: webhook.kinds, createdAt: webhook.createdAt }
  const plan = { type: 'Webhook', columns, always: ['id', 'agency'] } as const
  const list = planned(db, 'catalogue_webhooks', {
    ...plan,
    select: (selected) => db.orm.select(selected).from(webhook).where(sql`${webhook.agency} = ${placeholder('agency')} and ${webhook.removedAt} is null`).orderBy(asc(webhook.createdAt), asc(webhook.id)),
  })
  const one = planned(db, 'catalogue_webhook', {
    ...plan, select: (selected) => db.orm.select(selected).from(webhook).where(sql`${webhook.agency} = ${placeholder('agency')} and ${webhook.id} = ${placeholder('id')}`),
  })

  return {
    /** The webhooks of the calling agency that were not removed. */
    async webhooks(access: Access) {
      if (!keepsWebhooks(access.plan)) return []
      return (await read(list(access), { agency: access.plan.agency })).map((row) => access.disclose('Webhook', { ...row, agencies: [row.agency], secret: null }))
    },

    /** One webhook of the calling agency, with its secret where it was made just now; `null` where there is none. */
    async webhook(access: Access, id: string, secret: string | null) {
      const [row] = await read(one(access), { agency: access.plan.agency, id })
      return row === undefined ? null : access.disclose('Webhook', { ...row, agencies: [row.agency], secret })
    },
  }
}

function deliveryQueries({ db, cursors }: { readonly db: Database; readonly cursors: Cursors }) {
  const attempts = planned(db, 'catalogue_webhook_attempts', {
    type: 'WebhookDelivery',
    columns: {
      id: webhookAttempt.id, notice: webhookAttempt.notice, at: webhookAttempt.at, attempt: webhookAttempt.attempt, status: webhookAttempt.status,
      fault: webhookAttempt.fault, durationMs: webhookAttempt.durationMs, state: webhookDelivery.state,
    },
    always: ['id', 'notice'],
    select: (columns) =>
      db.orm
        .select(columns)
        .from(webhookAttempt)
        .innerJoin(webhook, sql`${webhook.id} = ${webhookAttempt.webhook} and ${webhook.agency} = ${placeholder('agency')}`)
        .innerJoin(webhookDelivery, sql`${webhookDelivery.notice} = ${webhookAttempt.notice} and ${webhookDelivery.webhook} = ${webhookAttempt.webhook}`)
        .where(sql`${webhookAttempt.webhook} = ${placeholder('webhook')} and (${placeholder('after')}::bigint is null or ${webhookAttempt.id} < ${placeholder('after')}::bigint)`)
        .orderBy(desc(webhookAttempt.id))
        .limit(placeholder('limit')),
  })

  return {
    /** A page of what was sent to a webhook of the calling agency, the newest first. */
    async webhookDeliveries(access: Access, listing: DeliveryListing) {
      const size = pageSize(listing.first)
      const after = positionAfter(cursors, DELIVERIES, listing.after)?.[0] ?? null
      const { agency } = access.plan
      const rows = keepsWebhooks(access.plan) ? await read(attempts(access), { agency, webhook: listing.webhook, after, limit: size + 1 }) : []
      const shownRows = rows.map((row) => access.disclose('WebhookDelivery', { ...row, notice: String(row.notice), agencies: [agency] }))
      return page(shownRows, size, ({ id }) => cursors.encode(DELIVERIES, [String(id)]))
    },
  }
}
