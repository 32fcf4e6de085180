import { asc, desc, eq, getTableColumns, sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import { instant, today } from '#platform/clock'
import { type Cursors, page, pageSize, positionAfter } from '#platform/connection'
import type { ContractItem } from '#platform/contract'
import { type Database, planned, type PlannedRow, read, whole } from '#platform/db'
import { checkFilterText, refuseUngranted } from '#platform/filters'
import { grouped } from '#platform/grouped'
import { provenanceOf } from '#platform/provenance'
import { writeWorkbook } from '#platform/spreadsheet'
import { SHEET, sheetOf } from './domain/catalogue-sheet.ts'
import { driftOf } from './domain/drift.ts'
import { freshnessOf } from './domain/assessment.ts'
import { entryOf } from './domain/entries.ts'
import { differences } from './domain/entry-differences.ts'
import { itemsOfResource } from './domain/resource-items.ts'
import { byDay, byId, byText, eachOrder, placeIn } from './queries.orders.ts'
import { agency, event, publishedDay, resource, resourceItem, type ResourceItemRow, type ResourceRow, resourceVersion, type ResourceVersionRow } from './tables.ts'

const LIST = 'Query.resources'

/** 政务数据共享条例 article 3 keeps state secrets out of what a hub shares, so no resource can hold any. */
const NOT_SECRET = '0'

/** What the list of resources is asked for. */
export interface ResourceListing {
  readonly filter?: { readonly state?: string | null; readonly provider?: string | null; readonly text?: string | null } | null
  readonly orderBy?: keyof typeof ORDERS | null
  readonly first?: number | null
  readonly after?: string | null
}

/** As the contract names them. */
const ORDERS = {
  CODE: byId(resource.code), CODE_BACKWARDS: byId(resource.code, 'backwards'),
  NAME: byText(resource.name, resource.code), NAME_BACKWARDS: byText(resource.name, resource.code, 'backwards'),
  PUBLISHED_FIRST: byDay(publishedDay(resource.publishedOn), resource.code), PUBLISHED_LAST: byDay(publishedDay(resource.publishedOn), resource.code, 'backwards'),
} as const

const { placeholder } = sql
const keys = sql`any(${placeholder('keys')}::text[])`

/**
 * What is in force or was is everybody's to see; drafts are for the stewards of their provider, and the sharing authority. What was
 * withdrawn without having been published never was.
 */
const visible = sql`(${resource.state} in ('PUBLISHED', 'CHANGING') or (${resource.state} = 'WITHDRAWN' and ${resource.publishedOn} is not null)
  or ${placeholder('all')}::boolean or ${resource.provider} = nullif(${placeholder('steward')}::text, ''))`

/** Who sees drafts: the agency whose steward asks, or `all` for the sharing authority. */
function viewerOf({ plan }: Access): { readonly steward: string; readonly all: boolean } {
  const acting = plan.actor.consumer !== ''
  return { steward: acting && plan.personas.includes('steward') ? plan.agency : '', all: acting && plan.personas.includes('sharing-authority') }
}

function freshnessIn({ kind, updateCycle, updatedAt }: PlannedRow<ResourceRow, 'code'>, { plan }: Access) {
  if (kind === null || updateCycle === null || updatedAt === null) return null
  return freshnessOf({ kind, updateCycle, updatedOn: today({ now: () => updatedAt.getTime() }) }, plan.today)
}

function resourceStatements(db: Database) {
  const plan = { type: 'Resource', columns: getTableColumns(resource), always: ['code'], needs: { freshness: ['kind', 'updateCycle', 'updatedAt'] } } as const
  const text = sql`${placeholder('text')}::text`
  // Class and items are as public as the name, and an argument can be decided by one item alone. Items are looked at resource by
  // resource until the page is full; as `exists`, a plan may read all of them first.
  const found = sql`(position(lower(${text}) in lower(${resource.name})) > 0 or left(${resource.classCode}, length(${text})) = ${text}
    or (select bool_or(position(lower(${text}) in lower(${resourceItem.title})) > 0 or position(lower(${text}) in lower(${resourceItem.item})) > 0)
      from ${resourceItem} where ${resourceItem.resource} = ${resource.code}))`
  return {
    byCode: planned(db, 'catalogue_resources', {
      ...plan,
      select: (columns) => db.orm.select(columns).from(resource).where(sql`${resource.code} = ${keys} and ${visible}`),
    }),
    lists: eachOrder(ORDERS, ({ after, by, key }, name) => planned(db, `catalogue_resource_list_${name}`, {
      ...plan,
      select: (columns) =>
        db.orm
          .select({ ...columns, sortKey: key })
          .from(resource)
          .where(
            sql`${visible} and (${placeholder('state')}::text is null or ${resource.state} = ${placeholder('state')})
              and (${placeholder('provider')}::text is null or ${resource.provider} = ${placeholder('provider')})
              and (${text} is null or ${found})
              and ${after}`,
          )
          .orderBy(...by)
          .limit(placeholder('limit')),
    })),
  }
}

/** Whose an entry is, beside what is read of it. */
const provider = sql<string>`${resource.provider}`.as('provider')

const sheetColumns = {
  ...getTableColumns(resource),
  providerName: agency.name,
  decided: sql<number>`(select max(${resourceVersion.version}) from ${resourceVersion}
    where ${resourceVersion.resource} = ${resource.code} and ${resourceVersion.state} not in ('DRAFT', 'IN_REVIEW'))`.as('decided'),
}

function entryStatements(db: Database) {
  const entered = { ...getTableColumns(resourceItem), code: resource.code, slice: resource.slice, provider }
  return {
    items: whole(db, 'catalogue_items', db.orm.select({ ...getTableColumns(resourceItem), kind: resource.kind, slice: resource.slice })
      .from(resourceItem).innerJoin(resource, eq(resource.code, resourceItem.resource)).where(sql`${resourceItem.resource} = ${keys}`).orderBy(asc(resourceItem.resource), asc(resourceItem.ordinal))),
    versions: whole(db, 'catalogue_resource_versions', db.orm
      .select({ ...getTableColumns(resourceVersion), provider })
      .from(resourceVersion).innerJoin(resource, eq(resource.code, resourceVersion.resource))
      .where(sql`${resourceVersion.resource} = ${keys}`).orderBy(asc(resourceVersion.resource), desc(resourceVersion.version))),
    events: whole(db, 'catalogue_resource_events', db.orm
      .select({ ...getTableColumns(event), provider })
      .from(event).innerJoin(resource, eq(resource.code, event.subject))
      .where(sql`${event.kind} = 'RESOURCE' and ${event.subject} = ${keys}`).orderBy(asc(event.subject), desc(event.id))),
    inForce: whole(db, 'catalogue_sheet', db.orm.select(sheetColumns).from(resource).leftJoin(agency, eq(agency.creditCode, resource.provider))
      .where(sql`${resource.state} in ('PUBLISHED', 'CHANGING') and (${placeholder('provider')}::text is null or ${resource.provider} = ${placeholder('provider')})`)
      .orderBy(asc(resource.code))),
    entered: whole(db, 'catalogue_entered_items', db.orm
      .select(entered)
      .from(resource).innerJoin(resourceItem, eq(resourceItem.resource, resource.code))
      .where(sql`${resource.kind} = 'ITEMS' and ${resource.state} <> 'WITHDRAWN'
        and (${placeholder('all')}::boolean or ${resource.provider} = nullif(${placeholder('steward')}::text, ''))`)
      .orderBy(asc(resource.code), asc(resourceItem.ordinal))),
  }
}

/** The reading SQL of resources: one prepared statement per access path. */
export function resourceQueries({ db, cursors, items }: { db: Database; cursors: Cursors; items: () => readonly ContractItem[] }) {
  const { byCode, lists } = resourceStatements(db)
  const { items: itemsBy, versions, events, entered, inForce } = entryStatements(db)

  const shown = (access: Access, row: PlannedRow<ResourceRow, 'code'>) =>
    access.disclose('Resource', { ...row, secrecy: NOT_SECRET, provenance: provenanceOf(row), freshness: freshnessIn(row, access) })

  return {
    /** Resources by code. */
    async resources(access: Access, codes: readonly string[]) {
      return (await read(byCode(access), { keys: codes, ...viewerOf(access) })).map((row) => shown(access, row))
    },

    /** A page of resources. */
    async resourceList(access: Access, listing: ResourceListing) {
      const filter = listing.filter ?? {}
      const order = listing.orderBy ?? 'CODE'
      refuseUngranted(access, {
        'Resource.state': filter.state, 'Resource.provider': filter.provider, 'Resource.name': filter.text ?? order.startsWith('NAME'),
        'Resource.publishedOn': order.startsWith('PUBLISHED'),
      })
      checkFilterText(filter.text)
      const size = pageSize(listing.first)
      const name = `${LIST} ${order}`
      const place = placeIn(ORDERS[order], positionAfter(cursors, name, listing.after))
      const { state = null, provider = null, text = null } = filter
      const rows = await read(lists[order](access), { state, provider, text, ...place, limit: size + 1, ...viewerOf(access) })
      const sortKeys = new Map(rows.map(({ code, sortKey }) => [code, sortKey]))
      return page(rows.map((row) => shown(access, row)), size, ({ code }) => cursors.encode(name, [sortKeys.get(code) ?? '', code]))
    },

    /** Items of resources, in the order of their entries. */
    async itemsOf(access: Access, codes: readonly string[]) {
      if (!access.granted('Resource.items')) return []
      return (await read(itemsBy(access.signal), { keys: codes })).map(itemShown)
    },

    /** Versions of entries, the latest first; those that were not approved only for whoever sees drafts. */
    async versionsOf(access: Access, codes: readonly string[]) {
      if (!access.granted('Resource.versions')) return []
      const { steward, all } = viewerOf(access)
      const rows = await read(versions(access.signal), { keys: codes })
      return [...grouped(rows, (row) => row.resource).values()].flatMap((ofOne) =>
        ofOne.filter((row) => row.state === 'PUBLISHED' || all || row.provider === steward).map((row) => versionShown(row, ofOne)))
    },

    /** What was done to resources, the latest first. */
    async eventsOf(access: Access, codes: readonly string[]) {
      if (!access.granted('Resource.events')) return []
      return (await read(events(access.signal), { keys: codes })).map((row) =>
        ({ ...row, agencies: [row.provider], at: instant(row.at) }))
    },

    /** What is in force, of one agency or of all, as a spreadsheet. */
    async sheet(access: Access, provider: string | null) {
      refuseUngranted(access, { 'Resource.provider': provider })
      const rows = await read(inForce(access.signal), { provider })
      const items = grouped(await read(itemsBy(access.signal), { keys: rows.map(({ code }) => code) }), (item) => item.resource)
      const entries = rows.map((row) => ({ ...row, version: row.decided ?? row.version, entry: entryOf(row, items.get(row.code) ?? []) }))
      const table = sheetOf(entries)
      return { content: access.granted('CatalogueSheet.content') ? writeWorkbook(SHEET, table).toString('base64') : null, rows: table.length - 1 }
    },

    /** Where the entries of an agency, or for the sharing authority of all, differ from the contracts. */
    async drift(access: Access) {
      const viewer = viewerOf(access)
      if (viewer.steward === '' && !viewer.all) return []
      const rows = await read(entered(access.signal), viewer)
      return [...grouped(rows, ({ code }) => code)].flatMap(([code, ofOne]) => {
        const [{ slice, provider: whose }] = ofOne as [(typeof ofOne)[number]]
        return driftOf(itemsOfResource({ code, slice }, items()), ofOne)
          .map((drift) => access.disclose('CatalogueDrift', { ...drift, of: code, resourceCode: code, agencies: [whose] }))
      })
    },
  }
}

function itemShown({ resource: code, kind, slice, item, title, dataType, description, share, withheldBasis, dataClass, mask, open }: ResourceItemRow & Pick<ResourceRow, 'kind' | 'slice'>) {
  const coordinate = /^[A-Z]\w*\.\w+$/.test(item) ? item : null
  const grantName = kind === 'ITEMS' ? `${item}${slice === null ? '' : `@${slice}`}` : `${code}#${item}`
  return { code, name: item, grantName, coordinate, title, fieldName: item.slice(item.indexOf('.') + 1), dataType, description, shareClass: share, withheldBasis, dataClass, mask, open }
}

/** A version beside the approved one before it, from which it differs. */
function versionShown(row: ResourceVersionRow & { readonly provider: string }, ofOne: readonly ResourceVersionRow[]) {
  const before = ofOne.find(({ version, state }) => version < row.version && state === 'PUBLISHED')
  return {
    ...row,
    agencies: [row.provider],
    editedBy: row.editedBy === '' ? null : row.editedBy,
    editedAt: instant(row.editedAt),
    submittedAt: instant(row.submittedAt),
    reviewedAt: instant(row.reviewedAt),
    differences: before === undefined ? [] : differences(before.entry, row.entry),
  }
}
