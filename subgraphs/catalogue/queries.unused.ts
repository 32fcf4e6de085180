import { and, asc, eq, sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import { type Cursors, page, pageSize, positionAfter } from '#platform/connection'
import { type Database, planned, read } from '#platform/db'
import { hubError } from '#platform/errors'
import { itemsOfVersion } from './queries.grants.ts'
import { accessGrant, accessGrantItem, grantItemUse } from './tables.ts'

const UNUSED = 'Query.unusedItems'
const DAYS_MAX = 3_650
const DAY_MS = 86_400_000

/** What the list of unused items is asked for. */
export interface UnusedListing {
  readonly days?: number | null
  readonly first?: number | null
  readonly after?: string | null
}

const { placeholder } = sql

/** The reading SQL of items that were granted and that nobody reads. */
export function unusedQueries({ db, cursors }: { db: Database; cursors: Cursors }) {
  const firstApproved = sql`(select min(earlier.approved_on) from ${accessGrant} as earlier where earlier.id = ${accessGrant.id})`
  const unused = planned(db, 'catalogue_unused_items', {
    type: 'UnusedItem',
    columns: { grantId: accessGrant.id, item: accessGrantItem.item, lastReadOn: grantItemUse.lastReadOn },
    always: ['grantId', 'item'],
    select: (columns) =>
      db.orm
        .select(columns)
        .from(accessGrant)
        .innerJoin(accessGrantItem, itemsOfVersion)
        .leftJoin(grantItemUse, and(eq(grantItemUse.grantId, accessGrant.id), eq(grantItemUse.item, accessGrantItem.item)))
        .where(
          sql`${accessGrant.provider} = ${placeholder('provider')} and not ${accessGrant.superseded} and ${accessGrant.revokedAt} is null
            and ${accessGrant.validTo} >= ${placeholder('today')}::date and ${accessGrant.validFrom} <= ${placeholder('since')}::date
            and ${firstApproved} <= ${placeholder('since')}::date
            and (${grantItemUse.lastReadOn} is null or ${grantItemUse.lastReadOn} <= ${placeholder('since')}::date)
            and (${placeholder('afterGrant')}::text is null or (${accessGrant.id}, ${accessGrantItem.item}) > (${placeholder('afterGrant')}, ${placeholder('afterItem')}))`,
        )
        .orderBy(asc(accessGrant.id), asc(accessGrantItem.item))
        .limit(placeholder('limit')),
  })

  return {
    /** A page of items that the calling agency granted and that nobody has read for so many days, by grant and item. */
    async unusedItems(access: Access, listing: UnusedListing) {
      const days = listing.days ?? 90
      if (!Number.isInteger(days) || days < 1 || days > DAYS_MAX) throw hubError('BAD_USER_INPUT', `days must be from 1 to ${DAYS_MAX}`, { argument: 'days' })
      const size = pageSize(listing.first)
      const [afterGrant = null, afterItem = null] = positionAfter(cursors, UNUSED, listing.after) ?? []
      const { agency: provider, today } = access.plan
      const since = new Date(Date.parse(today) - days * DAY_MS).toISOString().slice(0, 10)
      const rows = provider === '' ? [] : await read(unused(access), { provider, today, since, afterGrant, afterItem, limit: size + 1 })
      const shown = rows.map((row) => access.disclose('UnusedItem', { ...row, agencies: [provider] }))
      return page(shown, size, (row) => cursors.encode(UNUSED, [row.grantId, row.item]))
    },
  }
}
