import { sql } from 'drizzle-orm'
import { type Database, write } from '#platform/db'
import { grantUse } from './tables.drafts.ts'
import { grantItemUse } from './tables.ts'

/** An item that was read under a grant, and the day, `YYYY-MM-DD`. */
export interface ItemUse {
  readonly grantId: string
  readonly item: string
  readonly day: string
}

/**
 * Notes the last day on which items were read under grants, all in one statement. Earlier days than those noted change nothing.
 *
 * @param uses each pair of grant and item once
 */
export async function noteItemUse(db: Database, uses: readonly ItemUse[]): Promise<void> {
  await write(db.orm.execute(sql`/* by itself */
    insert into ${grantItemUse} as known (grant_id, item, last_read_on)
    select "grantId", "item", "day" from jsonb_to_recordset(${JSON.stringify(uses)}::jsonb) as each("grantId" text, "item" text, "day" date)
    on conflict (grant_id, item) do update set last_read_on = excluded.last_read_on where known.last_read_on < excluded.last_read_on`))
}

/** How many requests were answered under a grant on a day, `YYYY-MM-DD`, since it was written last. */
export interface GrantUseCount {
  readonly grantId: string
  readonly day: string
  readonly requests: number
}

/**
 * Adds to how often grants were used, all in one statement.
 *
 * @param counts each pair of grant and day once
 */
export async function countGrantUse(db: Database, counts: readonly GrantUseCount[]): Promise<void> {
  await write(db.orm.execute(sql`/* by itself */
    insert into ${grantUse} as known (grant_id, day, requests)
    select "grantId", "day", "requests" from jsonb_to_recordset(${JSON.stringify(counts)}::jsonb) as each("grantId" text, "day" date, "requests" integer)
    order by "grantId", "day"
    on conflict (grant_id, day) do update set requests = known.requests + excluded.requests`))
}
