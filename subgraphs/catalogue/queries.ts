import { asc, desc, eq, ne, sql } from 'drizzle-orm'
import type { Cursors } from '#platform/connection'
import type { ContractItem, ShareClass } from '#platform/contract'
import { type Database, read, whole } from '#platform/db'
import type { Limits } from './domain/sla.ts'
import type { CalendarDay } from './domain/working-days.ts'
import { applicationQueries } from './queries.applications.ts'
import { assessmentQueries } from './queries.assessment.ts'
import { consumerQueries } from './queries.consumers.ts'
import { draftQueries } from './queries.drafts.ts'
import { grantedQueries } from './queries.granted.ts'
import { grantFacts, grantQueries } from './queries.grants.ts'
import { itemQueries } from './queries.items.ts'
import { matrixQueries } from './queries.matrix.ts'
import { noticeQueries } from './queries.notices.ts'
import { objectionQueries } from './queries.objections.ts'
import { overrideFacts, overrideQueries } from './queries.overrides.ts'
import { resourceQueries } from './queries.resources.ts'
import { unusedQueries } from './queries.unused.ts'
import { agency, calendarDay, catalogueVersion, consumer, registration, resource, resourceItem } from './tables.ts'

/** What a consumer is, and which agencies it may act for today. */
export interface ConsumerFacts {
  readonly id: string
  readonly state: 'ACTIVE' | 'SUSPENDED'
  readonly personas: readonly string[]
  /** Credit codes; those whose registration is suspended are left out. */
  readonly agencies: readonly string[]
}

/** An item of a resource in force. `slice` is that of the resource. */
export interface CataloguedItem {
  readonly resource: string
  readonly slice: string | null
  readonly provider: string
  readonly item: string
  readonly share: ShareClass
  readonly open: boolean
}

const keys = sql`any(${sql.placeholder('keys')}::text[])`

interface QueryServices {
  readonly db: Database
  readonly cursors: Cursors
  readonly items: () => readonly ContractItem[]
  readonly limits: Limits
}

/** The reading SQL of the catalogue: one prepared statement per access path. */
export const queries = (services: QueryServices) => ({
  ...resourceQueries(services),
  ...itemQueries(services),
  ...applicationQueries(services),
  ...draftQueries(services),
  ...grantQueries(services.db),
  ...grantedQueries(services),
  ...unusedQueries(services),
  ...overrideQueries(services.db),
  ...matrixQueries(services),
  ...consumerQueries(services),
  ...noticeQueries(services),
  ...objectionQueries(services),
  ...assessmentQueries(services),
})

/** What the router reads to take a decision. Read `version` first: facts read after it are at least as new. */
export function catalogueFacts(db: Database) {
  const consumers = whole(db, 'catalogue_consumers', db.orm
    .select({ id: consumer.id, state: consumer.state, personas: consumer.personas, agency: registration.agency })
    .from(consumer)
    .leftJoin(registration, sql`${registration.consumer} = ${consumer.id} and ${registration.state} = 'ACTIVE'`)
    .where(sql`${consumer.id} = ${keys}`)
    .orderBy(asc(registration.agency)))

  const agencies = whole(db, 'catalogue_agencies', db.orm.select().from(agency).where(sql`${agency.creditCode} = ${keys}`))

  const items = whole(db, 'catalogue_items_in_force', db.orm
    .select({
      resource: resource.code, slice: resource.slice, provider: resource.provider, item: resourceItem.item, share: resourceItem.share, open: resourceItem.open,
    })
    .from(resource)
    .innerJoin(resourceItem, eq(resourceItem.resource, resource.code))
    // What stands elsewhere may be called as it likes, and is no item of the hub.
    .where(sql`${resource.state} in ('PUBLISHED', 'CHANGING') and ${resource.kind} = 'ITEMS'`)
    .orderBy(asc(resource.code), asc(resourceItem.ordinal)))

  // Every router asks for it several times a second, whether or not anybody asks it.
  const versions = whole(db, 'catalogue_versions', db.orm
    .select({ version: sql<number>`/* by itself */ ${catalogueVersion.version}`.mapWith(Number) })
    .from(catalogueVersion)
    .orderBy(desc(catalogueVersion.version)))

  // Of a year that was loaded anew, what it does not name any longer stays without a name.
  const days = whole(db, 'catalogue_calendar_days', db.orm.select({ day: calendarDay.day, worked: calendarDay.worked }).from(calendarDay).where(ne(calendarDay.name, '')))

  return {
    ...overrideFacts(db),

    /** Consumers that are registered, each with the agencies that it may serve. */
    async consumers(ids: readonly string[]): Promise<ConsumerFacts[]> {
      const rows = await read(consumers(), { keys: ids })
      const firsts = new Map(rows.toReversed().map((row) => [row.id, row]))
      return [...firsts.values()].map(({ id, state, personas }) => ({
        id, state, personas, agencies: rows.flatMap((row) => (row.id === id ? (row.agency ?? []) : [])),
      }))
    },

    /** An agency by credit code, `null` where the catalogue does not know it. */
    agency: async (creditCode: string) => (await read(agencies(), { keys: [creditCode] }))[0] ?? null,

    ...grantFacts(db),

    /** Items of every resource that may be read. */
    items: (): Promise<CataloguedItem[]> => read(items()),

    /** Public holidays, and weekends that are worked, of the years that are loaded. */
    calendarDays: (): Promise<CalendarDay[]> => read(days()),

    /** How often the catalogue has changed; 0 while it is empty. */
    version: async () => (await read(versions()))[0]?.version ?? 0,
  }
}

export type Queries = ReturnType<typeof queries>
export type CatalogueFacts = ReturnType<typeof catalogueFacts>
