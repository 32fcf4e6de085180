import { asc, eq, sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import { type Cursors, page, pageSize, positionAfter } from '#platform/connection'
import { type Database, read, whole } from '#platform/db'
import { actError } from '#platform/errors'
import { checkFilterText } from '#platform/filters'
import { grouped } from '#platform/grouped'
import { itemsOfVersion } from './queries.grants.ts'
import { accessGrant, accessGrantItem, resource, resourceItem } from './tables.ts'

/** An item shows so many of its grants. */
const CELLS_MAX = 100

/** What the matrix is asked for. */
export interface MatrixListing {
  readonly filter?: {
    readonly provider?: string | null; readonly text?: string | null; readonly consumer?: string | null; readonly matter?: string | null; readonly granted?: boolean | null
  } | null
  readonly first?: number | null
  readonly after?: string | null
}

const { placeholder } = sql

/** Name of an item as grants write it; of what is granted of a face the item that it is of. */
const itemName = sql<string>`${resourceItem.item} || coalesce('@' || ${resource.slice}, '')`
const grantedName = sql<string>`regexp_replace(${accessGrantItem.item}, '(@[0-9A-Z]+)[.].*$', '\\1')`

const holds = sql`not ${accessGrant.superseded} and ${accessGrant.revokedAt} is null and ${accessGrant.suspendedAt} is null
  and ${accessGrant.validFrom} <= ${placeholder('today')}::date and ${accessGrant.validTo} >= ${placeholder('today')}::date
  and (${placeholder('consumer')}::text is null or ${accessGrant.consumer} = ${placeholder('consumer')})
  and (${placeholder('matter')}::text is null or ${placeholder('matter')} = any(${accessGrant.matters}))
  and (${placeholder('provider')}::text is null or ${accessGrant.provider} = ${placeholder('provider')})`

/** Of whose items the caller may see the grants: one provider's, or `null` for everybody's. */
export function providerSeen({ plan }: Access): string | null {
  const has = (role: string) => plan.personas.includes(role)
  if (plan.actor.consumer !== '' && has('sharing-authority')) return null
  if (plan.actor.consumer !== '' && plan.agency !== '' && (has('steward') || has('approver'))) return plan.agency
  throw actError('FORBIDDEN', 'only a steward or an approver of a provider may, or the sharing authority', '仅限提供方的目录管理员、审批人员或者数据主管部门')
}

/** The reading SQL of who may read which item. */
export function matrixQueries({ db, cursors }: { db: Database; cursors: Cursors }) {
  const granted = db.orm.select({ name: grantedName }).from(accessGrant).innerJoin(accessGrantItem, itemsOfVersion).where(holds)
  const list = whole(db, 'catalogue_matrix', db.orm
    .select({ item: itemName, title: resourceItem.title, resource: resource.code, provider: resource.provider, shareClass: resourceItem.share, dataClass: resourceItem.dataClass })
    .from(resource)
    .innerJoin(resourceItem, eq(resourceItem.resource, resource.code))
    .where(sql`${resource.kind} = 'ITEMS' and ${resource.state} in ('PUBLISHED', 'CHANGING')
      and (${placeholder('provider')}::text is null or ${resource.provider} = ${placeholder('provider')})
      and (${placeholder('text')}::text is null or position(lower(${placeholder('text')}) in lower(${itemName} || ' ' || ${resourceItem.title})) > 0)
      and (not ${placeholder('granted')}::boolean or ${itemName} in (${granted}))
      and (${placeholder('after')}::text is null or ${itemName} > ${placeholder('after')})`)
    .orderBy(asc(itemName))
    .limit(placeholder('limit')))

  const ranked = db.orm
    .select({
      of: grantedName.as('of'), grantId: sql<string>`${accessGrant.id}`.as('grant_id'), item: sql<string>`${accessGrantItem.item}`.as('item'), disclosure: sql<'CLEAR' | 'MASKED' | 'VERIFY'>`${accessGrantItem.disclosure}`.as('disclosure'),
      count: sql<number>`count(*) over (partition by ${grantedName})`.mapWith(Number).as('grants'),
      rank: sql<number>`row_number() over (partition by ${grantedName} order by ${accessGrant.id}, ${accessGrantItem.item})`.mapWith(Number).as('rank'),
    })
    .from(accessGrant)
    .innerJoin(accessGrantItem, itemsOfVersion)
    .where(sql`${holds} and ${grantedName} = any(${placeholder('keys')}::text[])`)
    .as('ranked')
  const cells = whole(db, 'catalogue_matrix_cells', db.orm
    .select({ of: ranked.of, grantId: ranked.grantId, item: ranked.item, disclosure: ranked.disclosure, count: ranked.count })
    .from(ranked)
    .where(sql`${ranked.rank} <= ${CELLS_MAX}`)
    .orderBy(asc(ranked.of), asc(ranked.rank)))

  return {
    /** A page of published items with the grants that hold today. */
    async matrix(access: Access, listing: MatrixListing) {
      const own = providerSeen(access)
      const { provider: asked = null, text = null, consumer = null, matter = null, granted: only } = listing.filter ?? {}
      checkFilterText(text)
      const filter = { provider: own ?? asked, text, consumer, matter, granted: only === true || consumer !== null || matter !== null, today: access.plan.today }
      const name = `Query.accessMatrix ${JSON.stringify(filter)}`
      const size = pageSize(listing.first)
      const after = positionAfter(cursors, name, listing.after)?.[0] ?? null
      const rows = await read(list(), { ...filter, after, limit: size + 1 })
      const found = access.granted('MatrixRow.cells') || access.granted('MatrixRow.grantCount')
        ? grouped(await read(cells(), { ...filter, keys: rows.slice(0, size).map(({ item }) => item) }), ({ of }) => of)
        : new Map<string, never[]>()
      const shown = rows.map(({ provider, ...row }) => access.disclose('MatrixRow', {
        ...row, agencies: [provider], grantCount: found.get(row.item)?.[0]?.count ?? 0, cells: (found.get(row.item) ?? []).map((cell) => access.disclose('MatrixCell', { ...cell, agencies: [provider] })),
      }))
      return page(shown, size, ({ item }) => cursors.encode(name, [item]))
    },
  }
}
