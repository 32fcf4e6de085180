import { type SQL, sql } from 'drizzle-orm'
import { type Database, rowsOf, write } from '#platform/db'
import { notice, webhookAttempt, webhookDelivery } from './tables.notices.ts'

/** So many rows are looked at in one transaction. */
const TOGETHER = 1_000

/** Nobody waits for it. */
const DEADLINE_MS = 60_000

/**
 * Deletes some rows that are older than a time, in the order of their ids.
 *
 * @param after id of the last row that was looked at, 0 before the first
 * @returns the same of this time; `null` where what comes next is younger
 */
export type ForgetSome = (before: Date, after: number) => Promise<number | null>

// Ids grow with time, so a page with a young row in it is the last. What stays among the old is passed over.
const pageOf = (table: typeof notice | typeof webhookAttempt, after: number, together: number): SQL =>
  sql`select * from ${table} where id > ${after}::bigint order by id limit ${together}::integer`

const reached = (before: string): SQL =>
  sql`select case when bool_or(at >= ${before}::timestamptz) then null else max(id) end::double precision as reached from page`

/** Whether something of a row of the page still waits to be delivered. */
const waits = (ofRow: SQL): SQL => sql`exists (select from ${webhookDelivery} as delivery where ${ofRow} and delivery.state = 'WAITING')`

const attempts = (before: string, after: number, together: number): SQL => sql`
  with page as materialized (${pageOf(webhookAttempt, after, together)}),
  deleted as (
    delete from ${webhookAttempt} as attempt using page
    where attempt.id = page.id and page.at < ${before}::timestamptz and not ${waits(sql`delivery.notice_id = page.notice_id and delivery.webhook_id = page.webhook_id`)}
  )
  ${reached(before)}`

const notices = (before: string, after: number, together: number): SQL => sql`
  with page as materialized (${pageOf(notice, after, together)}),
  deleted as (
    delete from ${notice} as old using page
    where old.id = page.id and page.at < ${before}::timestamptz and not ${waits(sql`delivery.notice_id = page.id`)}
    returning old.id
  ), settled as (
    delete from ${webhookDelivery} as delivery using deleted where delivery.notice_id = deleted.id
  )
  ${reached(before)}`

/** Deletes notices, and what was sent of them, when their time is over. What still waits to be delivered stays, with what was sent of it. */
export function noticeRetention(db: Database, together: number = TOGETHER): { readonly attempts: ForgetSome; readonly notices: ForgetSome } {
  const forget = (statement: typeof notices): ForgetSome => (before, after) => write(db.orm.transaction(async (orm) => {
    // Of several routers one does so at a time.
    await orm.execute(sql`select pg_advisory_xact_lock(hashtextextended('govshare.notices', 0))`)
    const [page] = await rowsOf<{ reached: number | null }>(orm, statement(before.toISOString(), after, together))
    return page?.reached ?? null
  }), DEADLINE_MS)
  return { attempts: forget(attempts), notices: forget(notices) }
}
