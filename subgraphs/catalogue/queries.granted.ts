import { asc, eq, type SQL, sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import { type Cursors, page, pageSize, positionAfter } from '#platform/connection'
import { type Database, read, whole } from '#platform/db'
import { checkFilterText, refuseUngranted } from '#platform/filters'
import { divisionParent, parseDivisionCode } from '#platform/identifiers'
import { accessGrant, accessGrantItem, grantItemUse } from './tables.ts'
import { grantUse } from './tables.drafts.ts'
import { grantQueries, implementedBy, itemsOfVersion } from './queries.grants.ts'
import { byDay, byId, eachOrder, type Order, placeIn } from './queries.orders.ts'

const DAYS = 90
const DAY_MS = 86_400_000

/** What the list of grants is asked for. */
export interface GrantListing {
  readonly filter?: { readonly side?: 'HELD' | 'GIVEN' | null; readonly state?: string | null; readonly agency?: string | null; readonly text?: string | null } | null
  readonly orderBy?: keyof typeof ORDERS | null
  readonly first?: number | null
  readonly after?: string | null
}

/** As the contract names them. */
const ORDERS = { ID: byId(accessGrant.id), ENDS_FIRST: byDay(accessGrant.validTo, accessGrant.id), ENDS_LAST: byDay(accessGrant.validTo, accessGrant.id, 'backwards') } as const

const { placeholder } = sql
const keys = sql`any(${placeholder('keys')}::text[])`

/** As `grantStateOf` says it. */
const state = sql`case when ${accessGrant.revokedAt} is not null then 'REVOKED' when ${accessGrant.validTo} < ${placeholder('today')}::date then 'EXPIRED'
  when ${accessGrant.suspendedAt} is not null then 'SUSPENDED' when ${accessGrant.validFrom} > ${placeholder('today')}::date then 'NOT_YET' else 'ACTIVE' end`

const own = sql`${placeholder('own')}::text`
const given = sql`${accessGrant.provider} = ${own}`
const heldByName = sql`${accessGrant.consumer} = ${own} and ${accessGrant.classBasicCode} is null`
const heldByClass = sql`${accessGrant.classBasicCode} = any(${placeholder('basicCodes')}::text[]) and ${accessGrant.classBasicCode} || ' ' || ${accessGrant.classRegion} = any(${placeholder('classes')}::text[])`
const ofOther = (other: SQL) => sql`(${placeholder('agency')}::text is null or ${other} = ${placeholder('agency')})`

const withText = sql`(${placeholder('text')}::text is null or starts_with(${accessGrant.id}, ${placeholder('text')}) or starts_with(coalesce(${accessGrant.applicationId}, ''), ${placeholder('text')})
  or exists (select 1 from unnest(${accessGrant.matters}) as matter where starts_with(matter, ${placeholder('text')}))
  or (select bool_or(position(lower(${placeholder('text')}) in lower(${accessGrantItem.item})) > 0) from ${accessGrantItem} where ${itemsOfVersion}))`

/** Ids of a page of those that are whose; each kind of whose is entered by its own index. */
const idsOf = (whose: SQL, { by, after }: Order) => sql`(select ${accessGrant.id} from ${accessGrant}
  where ${whose} and not ${accessGrant.superseded} and (${placeholder('state')}::text is null or ${state} = ${placeholder('state')}) and ${withText} and ${after}
  order by ${sql.join([...by], sql`, `)} limit cast(${placeholder('limit')} as int))`

/** The reading SQL of grants as lists, and of how they are used. */
export function grantedQueries({ db, cursors }: { db: Database; cursors: Cursors }) {
  const grants = grantQueries(db)
  const listOf = (name: string, { by, key }: Order, ids: SQL) => whole(db, name, db.orm
    .select({ id: accessGrant.id, sortKey: key })
    .from(accessGrant)
    .where(sql`not ${accessGrant.superseded} and ${accessGrant.id} in (${ids})`)
    .orderBy(...by)
    .limit(placeholder('limit')))
  const lists = {
    GIVEN: eachOrder(ORDERS, (order, name) => listOf(`catalogue_grant_list_given_${name}`, order, idsOf(sql`${given} and ${ofOther(sql`${accessGrant.consumer}`)}`, order))),
    HELD: eachOrder(ORDERS, (order, name) => listOf(`catalogue_grant_list_held_${name}`, order,
      sql.join([heldByName, heldByClass].map((whose) => idsOf(sql`${whose} and ${ofOther(sql`${accessGrant.provider}`)}`, order)), sql` union `))),
  }

  const used = whole(db, 'catalogue_grant_use', db.orm
    .select({ grantId: grantUse.grantId, day: grantUse.day, requests: grantUse.requests })
    .from(grantUse)
    .where(sql`${grantUse.grantId} = ${keys} and ${grantUse.day} > ${placeholder('since')}::date`)
    .orderBy(asc(grantUse.grantId), asc(grantUse.day)))

  const firstApproved = sql`(select min(earlier.approved_on) from ${accessGrant} as earlier where earlier.id = ${accessGrant.id})`
  const unused = whole(db, 'catalogue_unused_of_grants', db.orm
    .select({ grantId: accessGrant.id, item: accessGrantItem.item, lastReadOn: grantItemUse.lastReadOn, provider: accessGrant.provider, consumer: accessGrant.consumer })
    .from(accessGrant)
    .innerJoin(accessGrantItem, itemsOfVersion)
    .leftJoin(grantItemUse, sql`${eq(grantItemUse.grantId, accessGrant.id)} and ${eq(grantItemUse.item, accessGrantItem.item)}`)
    .where(sql`${accessGrant.id} = ${keys} and not ${accessGrant.superseded} and ${accessGrant.revokedAt} is null and ${accessGrant.validTo} >= ${placeholder('today')}::date
      and ${accessGrant.validFrom} <= ${placeholder('since')}::date and ${firstApproved} <= ${placeholder('since')}::date
      and (${grantItemUse.lastReadOn} is null or ${grantItemUse.lastReadOn} <= ${placeholder('since')}::date)`)
    .orderBy(asc(accessGrant.id), asc(accessGrantItem.item)))

  return {
    /** A page of grants that the calling agency holds or gave. */
    async grantList(access: Access, listing: GrantListing) {
      const { side: asked, state: wanted = null, agency = null, text = null } = listing.filter ?? {}
      const order = listing.orderBy ?? 'ID'
      refuseUngranted(access, { 'Grant.state': wanted, 'Grant.items': text, 'Grant.validTo': order.startsWith('ENDS') })
      checkFilterText(text)
      const side = asked ?? 'HELD'
      const name = `Query.grantList ${order} ${JSON.stringify([side, wanted, agency, text])}`
      const size = pageSize(listing.first)
      const place = placeIn(ORDERS[order], positionAfter(cursors, name, listing.after))
      const { agency: own, today } = access.plan
      if (own === '') return page([], size, () => '')
      const held = side === 'GIVEN' ? { basicCodes: [], classes: [] } : classesOf(access)
      const rows = await read(lists[side][order](), { own, ...held, state: wanted, agency, text, today, ...place, limit: size + 1 })
      const found = new Map((await grants.grantsById(access, rows.map(({ id }) => id))).map((grant) => [grant.id, grant]))
      const sortKeys = new Map(rows.map(({ id, sortKey }) => [id, sortKey]))
      return page(rows.flatMap(({ id }) => found.get(id) ?? []), size, ({ id }) => cursors.encode(name, [sortKeys.get(id) ?? '', id]))
    },

    /** How often some grants were used, day by day. */
    grantUse: ({ plan: { today } }: Access, ids: readonly string[]) => read(used(), { keys: ids, since: daysBefore(today) }),

    /** Items of some grants that nobody reads; both sides are shown them. */
    async unusedOfGrants(access: Access, ids: readonly string[]) {
      const { today } = access.plan
      const rows = await read(unused(), { keys: ids, today, since: daysBefore(today) })
      const agencies = new Map((await grants.grantsById(access, [...new Set(rows.map(({ grantId }) => grantId))])).map((grant) => [grant.id, grant.agencies]))
      return rows.map(({ provider, consumer, ...row }) => access.disclose('UnusedItem', { ...row, agencies: agencies.get(row.grantId) ?? [provider, consumer] }))
    },
  }
}

const daysBefore = (today: string) => new Date(Date.parse(today) - DAYS * DAY_MS).toISOString().slice(0, 10)

/** Classes of agencies that the calling one is in: each basic code that it implements, with every region that its division lies in. */
function classesOf(access: Access): { readonly basicCodes: readonly string[]; readonly classes: readonly string[] } {
  const implemented = implementedBy(access)
  return {
    basicCodes: [...new Set(implemented.map(({ basicCode }) => basicCode))],
    classes: implemented.flatMap(({ basicCode, division }) => upwards(division).map((region) => `${basicCode} ${region}`)),
  }
}

function upwards(division: string): string[] {
  const parsed = parseDivisionCode(division)
  const found: string[] = []
  for (let each = parsed.ok ? parsed.value.code : null; each !== null; each = divisionParent(each)) found.push(each)
  return found
}
