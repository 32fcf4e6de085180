import { sql } from 'drizzle-orm'
import { type Database, type Orm, write } from '#platform/db'
import { aboutOf, type NewNotice } from './domain/notices.ts'
import { notice, webhook, webhookDelivery } from './tables.notices.ts'

/**
 * Tells agencies of something, in the transaction that does it: what is rolled back was never told. With each notice goes what is to be
 * sent to webhooks. A notice whose cause was told before is left out.
 */
export async function notify(orm: Orm, notices: readonly NewNotice[]): Promise<void> {
  if (notices.length === 0) return
  const given = JSON.stringify(notices.map((each) => ({ ...each, about: aboutOf(each.kind) })))
  // That webhooks fail is told in the inbox alone, or it would be sent to those that fail.
  await orm.execute(sql`
    with told as (
      insert into ${notice} (at, kind, agency_credit_code, consumer_id, about_kind, about_id, cause)
      select "at", "kind", coalesce("agency", ''), "consumer", "about", "id", "cause" from jsonb_to_recordset(${given}::jsonb)
        as each("at" timestamptz, "kind" text, "agency" text, "consumer" text, "about" text, "id" text, "cause" text)
      on conflict (cause) do nothing
      returning id, at, kind, agency_credit_code as agency
    )
    insert into ${webhookDelivery} (notice_id, webhook_id, state, attempts, due_at)
    select told.id, hook.id, 'WAITING', 0, told.at
    from told join ${webhook} as hook
      on hook.removed_at is null and (hook.kinds = '{}' or told.kind = any(hook.kinds))
      and (hook.agency_credit_code = told.agency or (told.agency = '' and hook.authority))
    where told.kind <> 'WEBHOOK_FAILING'`)
}

/** Tells agencies of something that has happened elsewhere. Where each has a cause it may be sent again, to one effect. */
export function sendNotices(db: Database, notices: readonly NewNotice[]): Promise<void> {
  return write(db.orm.transaction((orm) => notify(orm, notices)))
}
