import { asc, desc, eq, getTableColumns, sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import { type Cursors, page, pageSize, positionAfter } from '#platform/connection'
import type { ContractItem, ShareClass } from '#platform/contract'
import { type Database, planned, type PlannedRow, read, whole } from '#platform/db'
import { hubError } from '#platform/errors'
import { provenanceOf } from '#platform/provenance'
import { itemsOfResource } from './domain/resource-items.ts'
import { consumerQueries } from './queries.consumers.ts'
import { grantFacts, grantQueries } from './queries.grants.ts'
import { overrideFacts } from './queries.overrides.ts'
import { agency, catalogueVersion, consumer, registration, resource, type ResourceRow, resourceItem } from './tables.ts'

const LIST = 'Query.resources'
const TEXT_MAX = 50

/** 政务数据共享条例 article 3 keeps state secrets out of what a hub shares, so no resource can hold any. */
const NOT_SECRET = '0'

/** What the list of resources is asked for. */
export interface ResourceListing {
  readonly filter?: { readonly state?: string | null; readonly provider?: string | null; readonly text?: string | null } | null
  readonly first?: number | null
  readonly after?: string | null
}

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

// Whoever may not read an item may not search by it either.
function refuseUngranted(access: Access, filter: NonNullable<ResourceListing['filter']>): void {
  const searched = { state: 'Resource.state', provider: 'Resource.provider', text: 'Resource.name' } as const
  for (const [member, coordinate] of Object.entries(searched)) {
    const given = filter[member as keyof typeof searched]
    if (given === null || given === undefined || access.granted(coordinate)) continue
    throw hubError('FORBIDDEN', `${coordinate}: not granted`, { coordinate })
  }
  if ([...(filter.text ?? '')].length > TEXT_MAX) throw hubError('BAD_USER_INPUT', `text: longer than ${TEXT_MAX} characters`)
}

/** The reading SQL of the contract: one prepared statement per access path. */
export function queries({ db, cursors, items }: { db: Database; cursors: Cursors; items: () => readonly ContractItem[] }) {
  const resourcePlan = {
    type: 'Resource',
    columns: getTableColumns(resource),
    // The slice decides which items a resource has.
    always: ['code', 'slice'],
  } as const
  const resources = planned(db, 'catalogue_resources', {
    ...resourcePlan,
    select: (columns) => db.orm.select(columns).from(resource).where(sql`${resource.code} = ${keys}`),
  })

  const { placeholder } = sql
  const list = planned(db, 'catalogue_resource_list', {
    ...resourcePlan,
    select: (columns) =>
      db.orm
        .select(columns)
        .from(resource)
        .where(
          sql`(${placeholder('state')}::text is null or ${resource.state} = ${placeholder('state')})
            and (${placeholder('provider')}::text is null or ${resource.provider} = ${placeholder('provider')})
            and (${placeholder('text')}::text is null or position(lower(${placeholder('text')}) in lower(${resource.name})) > 0)
            and (${placeholder('after')}::text is null or ${resource.code} > ${placeholder('after')})`,
        )
        .orderBy(asc(resource.code))
        .limit(placeholder('limit')),
  })

  const shown = (access: Access, row: PlannedRow<ResourceRow, 'code' | 'slice'>) =>
    access.disclose('Resource', {
      ...row, secrecy: NOT_SECRET, provenance: provenanceOf(row), items: () => itemsOfResource(row, items()).map(itemOf),
    })

  return {
    /** Resources by code. */
    async resources(access: Access, codes: readonly string[]) {
      return (await read(resources(access), { keys: codes })).map((row) => shown(access, row))
    },

    /** A page of resources in the order of their codes. */
    async list(access: Access, listing: ResourceListing) {
      const filter = listing.filter ?? {}
      refuseUngranted(access, filter)
      const size = pageSize(listing.first)
      const after = positionAfter(cursors, LIST, listing.after)?.[0] ?? null
      const { state = null, provider = null, text = null } = filter
      const rows = await read(list(access), { state, provider, text, after, limit: size + 1 })
      return page(rows.map((row) => shown(access, row)), size, ({ code }) => cursors.encode(LIST, [code]))
    },

    ...grantQueries({ db, cursors }),
    ...consumerQueries({ db, cursors }),
  }
}

const itemOf = ({ coordinate, field, title, dataType, description, share, class: dataClass, mask, open }: ContractItem) =>
  ({ coordinate, title, fieldName: field, dataType, description, shareClass: share, dataClass, mask, open })

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
    .where(sql`${resource.state} in ('PUBLISHED', 'CHANGING')`)
    .orderBy(asc(resource.code), asc(resourceItem.ordinal)))

  // Every router asks for it several times a second, whether or not anybody asks it.
  const versions = whole(db, 'catalogue_versions', db.orm
    .select({ version: sql<number>`/* by itself */ ${catalogueVersion.version}`.mapWith(Number) })
    .from(catalogueVersion)
    .orderBy(desc(catalogueVersion.version)))

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

    /** How often the catalogue has changed; 0 while it is empty. */
    version: async () => (await read(versions()))[0]?.version ?? 0,
  }
}

export type Queries = ReturnType<typeof queries>
export type CatalogueFacts = ReturnType<typeof catalogueFacts>
