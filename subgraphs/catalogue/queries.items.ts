import { asc, sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import { type Database, read, whole } from '#platform/db'
import { hubError } from '#platform/errors'
import { itemName } from './domain/application-input.ts'
import { resource, resourceItem } from './tables.ts'

const NAMES_MAX = 300

const { placeholder } = sql

/** The reading SQL of items by the names that grants and applications give them. */
export function itemQueries({ db }: { db: Database }) {
  // What is in force says how an item is called, and what was withdrawn says it where nothing else does.
  const named = whole(db, 'catalogue_items_by_name', db.orm
    .selectDistinctOn([sql`asked.name`], { name: sql<string>`asked.name`, title: resourceItem.title, dataClass: resourceItem.dataClass, mask: resourceItem.mask })
    .from(sql`unnest(${placeholder('names')}::text[], ${placeholder('items')}::text[], ${placeholder('slices')}::text[], ${placeholder('resources')}::text[]) as asked(name, item, slice, resource)`)
    .innerJoin(resourceItem, sql`${resourceItem.item} = asked.item and (asked.resource = '' or ${resourceItem.resource} = asked.resource)`)
    .innerJoin(resource, sql`${resource.code} = ${resourceItem.resource} and case when asked.resource = '' then ${resource.kind} = 'ITEMS' and coalesce(${resource.slice}, '') = asked.slice else ${resource.kind} <> 'ITEMS' end
      and (${resource.state} in ('PUBLISHED', 'CHANGING') or (${resource.state} = 'WITHDRAWN' and ${resource.publishedOn} is not null))`)
    .orderBy(asc(sql`asked.name`), sql`${resource.state} = 'WITHDRAWN'`, asc(resource.code)))

  const titles = (names: readonly string[]) => {
    const parts = names.flatMap((name) => {
      const found = itemName(name)
      if (found === null) return []
      return 'resource' in found ? [{ name, item: found.item, slice: '', resource: found.resource }] : [{ name, item: found.coordinate, slice: found.slice, resource: '' }]
    })
    const column = (of: 'name' | 'item' | 'slice' | 'resource') => parts.map((part) => part[of])
    return read(named(), { names: column('name'), items: column('item'), slices: column('slice'), resources: column('resource') })
  }

  return {
    /** Titles of items that somebody may see the names of. */
    itemTitles: titles,

    /** Items by name, in the order asked. */
    async itemsByName(access: Access, names: readonly string[]) {
      if (names.length === 0 || names.length > NAMES_MAX) throw hubError('BAD_USER_INPUT', `names: from 1 to ${NAMES_MAX}`, { argument: 'names' })
      const found = new Map((await titles(names)).map((row) => [row.name, row]))
      return [...new Set(names)].flatMap((name) => found.get(name) ?? []).map((row) => access.disclose('NamedItem', row))
    },
  }
}
