import { sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import { type Database, type Orm, write } from '#platform/db'
import { catalogueVersion, event, type EventRow } from './tables.ts'

// A change and its version are one, or a decision could be kept that the change has made wrong.
export function changing<T>(db: Database, change: (orm: Orm) => Promise<T>): Promise<T> {
  return write(
    db.orm.transaction(async (orm) => {
      const changed = await change(orm)
      await orm
        .insert(catalogueVersion)
        .values({ version: 1 })
        .onConflictDoUpdate({ target: catalogueVersion.only, set: { version: sql`${catalogueVersion.version} + 1` } })
      return changed
    }),
  )
}

/** Notes who moved something from which state to which, in the transaction that moves it. */
export function noteEvent(orm: Orm, { plan }: Access, moved: Pick<EventRow, 'kind' | 'subject' | 'version' | 'at' | 'action' | 'fromState' | 'toState' | 'note'>) {
  return orm.insert(event).values({ ...moved, agency: plan.agency, consumer: plan.actor.consumer, operator: plan.actor.operator })
}
