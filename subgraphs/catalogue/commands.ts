import { eq, sql } from 'drizzle-orm'
import { type Database, insertAll } from '#platform/db'
import { hubError } from '#platform/errors'
import { applicationCommands } from './commands.applications.ts'
import { calendarCommands } from './commands.calendar.ts'
import { changing } from './commands.changing.ts'
import { removeCompiled } from './commands.compile.ts'
import { consumerCommands } from './commands.consumers.ts'
import { decisionCommands } from './commands.decisions.ts'
import { draftCommands } from './commands.drafts.ts'
import { noteFirstVersions } from './commands.entries.ts'
import { grantCommands } from './commands.grants.ts'
import { importCommands } from './commands.import.ts'
import { noticeCommands, type WebhookServices } from './commands.notices.ts'
import { objectionCommands, type ObjectionServices } from './commands.objections.ts'
import { overrideCommands } from './commands.overrides.ts'
import { resourceCommands } from './commands.resources.ts'
import * as tables from './tables.ts'

export { changing } from './commands.changing.ts'

/** Rows of every table of the library, as the seeds and loads give them. */
export interface CatalogueRows {
  readonly agencies: readonly (typeof tables.agency.$inferInsert)[]
  readonly consumers: readonly (typeof tables.consumer.$inferInsert)[]
  readonly registrations: readonly (typeof tables.registration.$inferInsert)[]
  readonly resources: readonly (typeof tables.resource.$inferInsert)[]
  readonly resourceItems: readonly (typeof tables.resourceItem.$inferInsert)[]
  readonly calendar?: readonly (typeof tables.calendarDay.$inferInsert)[]
  readonly grants: readonly (typeof tables.accessGrant.$inferInsert)[]
  readonly grantItems: readonly (typeof tables.accessGrantItem.$inferInsert)[]
}

/** Writes a whole load. Fails as a whole where a key exists already, so that a load is never half done. */
export function load(db: Database, rows: CatalogueRows): Promise<void> {
  return changing(db, async (orm) => {
    await removeCompiled(orm, rows.resources.map(({ code }) => code))
    await insertAll({ ...db, orm }, [
      [tables.agency, rows.agencies],
      [tables.consumer, rows.consumers],
      [tables.registration, rows.registrations],
      [tables.resource, rows.resources],
      [tables.resourceItem, rows.resourceItems],
      [tables.calendarDay, rows.calendar ?? []],
      [tables.accessGrant, rows.grants],
      [tables.accessGrantItem, rows.grantItems],
    ])
    await noteFirstVersions(orm)
  })
}

/**
 * Suspends a consumer, or lets it ask again.
 *
 * @throws NOT_FOUND where no consumer has this id
 */
export function setConsumerState(db: Database, id: string, state: tables.ConsumerRow['state']): Promise<void> {
  const { consumer } = tables
  return changing(db, async (orm) => {
    const changed = await orm.update(consumer).set({ state }).where(eq(consumer.id, id)).returning({ id: consumer.id })
    if (changed.length === 0) throw hubError('NOT_FOUND', 'no such consumer')
  })
}

/**
 * Ends a grant at once and for good. A second revocation leaves the instant of the first.
 *
 * @param at when the provider revoked it
 * @throws NOT_FOUND where no grant has this id
 */
export function revokeGrant(db: Database, id: string, at: Date): Promise<void> {
  const { accessGrant } = tables
  const revokedAt = sql`coalesce(${accessGrant.revokedAt}, ${at.toISOString()}::timestamptz)`
  return changing(db, async (orm) => {
    const changed = await orm.update(accessGrant).set({ revokedAt }).where(eq(accessGrant.id, id)).returning({ id: accessGrant.id })
    if (changed.length === 0) throw hubError('NOT_FOUND', 'no such grant')
  })
}

/** What changing takes: the router too, which tells what may be doubted, and webhooks where there are any. */
interface Services extends ObjectionServices {
  readonly webhooks?: WebhookServices | undefined
}

/** What callers may change, each as the agency for which it acts. */
export const commands = (services: Services) => ({
  ...resourceCommands(services),
  ...importCommands(services),
  ...applicationCommands(services),
  ...decisionCommands(services),
  ...draftCommands(services),
  ...calendarCommands(services),
  ...grantCommands(services),
  ...overrideCommands(services),
  ...consumerCommands(services),
  ...noticeCommands(services),
  ...objectionCommands(services),
})

export type Commands = ReturnType<typeof commands>
