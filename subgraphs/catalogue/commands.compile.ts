import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Clock } from '#platform/clock'
import type { ContractItem } from '#platform/contract'
import { type Database, type Orm, write } from '#platform/db'
import { sqlState } from '#platform/db/sql-state'
import { StartFault } from '#platform/errors'
import { grouped } from '#platform/grouped'
import { columnsOf, noteFirstVersions, putItems } from './commands.entries.ts'
import { proposedEntry } from './domain/proposed.ts'
import { entryItemOf } from './domain/entries.ts'
import { itemsOfResource } from './domain/resource-items.ts'
import * as tables from './tables.ts'

const { resource, resourceItem, resourceVersion, catalogueVersion } = tables

/** Where entries come from that nobody has written yet. */
const CONTRACT = '接口契约'

/**
 * Brings what the contracts state into the catalogue as far as no row knows it: a resource without a row becomes a draft that is
 * nobody's, and one without items gets them as in force. What the catalogue says otherwise than the contracts stays as it is. Of
 * processes that do it together, one does it.
 *
 * @param items items of every contract
 * @throws StartFault with the SQLSTATE where the database refuses
 */
export async function compileCatalogue(db: Database, items: readonly ContractItem[], clock: Clock): Promise<void> {
  try {
    await db.exclusively('govshare.migrate', (orm) => compile(orm, items, new Date(clock.now())))
  } catch (error) {
    throw new StartFault(`the catalogue cannot be compiled: SQLSTATE ${sqlState(error)}`)
  }
}

async function compile(orm: Orm, items: readonly ContractItem[], at: Date): Promise<void> {
  const known = await knownResources(orm)
  const drafts = draftsOf(items, known)
  const bare = known.filter(({ kind, items: count }) => kind === 'ITEMS' && count === 0)
    .map((each) => ({ ...each, stated: itemsOfResource(each, items).map(entryItemOf) })).filter(({ stated }) => stated.length > 0)
  if (drafts.length + bare.length === 0 && known.every(({ versions }) => versions > 0)) return
  await orm.transaction(async (transaction) => {
    for (const { code, stated } of bare) await putItems(transaction, code, stated)
    for (const [code, stated] of drafts) await putDraft(transaction, code, stated, at)
    await noteFirstVersions(transaction)
    // Of an empty catalogue nothing is in force, and its first version is for its load to make.
    if (bare.length > 0) await transaction.update(catalogueVersion).set({ version: sql`${catalogueVersion.version} + 1` })
  })
}

async function knownResources(orm: Orm) {
  return orm
    .select({
      code: resource.code, slice: resource.slice, kind: resource.kind,
      items: sql<number>`(select count(*)::int from ${resourceItem} where ${resourceItem.resource} = ${resource.code})`,
      versions: sql<number>`(select count(*)::int from ${resourceVersion} where ${resourceVersion.resource} = ${resource.code})`,
    })
    .from(resource)
}

/** What contracts state of resources that have no row; slices begin with a row, so those of every slice make none. */
function draftsOf(items: readonly ContractItem[], known: readonly { readonly code: string }[]): [code: string, items: ContractItem[]][] {
  const codes = new Set(known.map(({ code }) => code))
  const stated = grouped(items.filter(({ resource: code }) => !code.endsWith('/*') && !codes.has(code)), (item) => item.resource)
  return [...stated]
}

async function putDraft(orm: Orm, code: string, items: readonly ContractItem[], at: Date): Promise<void> {
  const entry = proposedEntry(items)
  const made = await orm.insert(resource).values({
    ...columnsOf(entry), code, classCode: code.slice(0, code.indexOf('/')), state: 'DRAFT', sourceSystem: CONTRACT, recordedAt: at, updatedAt: at,
  }).onConflictDoNothing().returning({ code: resource.code })
  if (made.length > 0) await putItems(orm, code, entry.items)
}

/** Takes drafts out again that compiling has made and nobody has touched. Those of other codes stay. */
export async function removeCompiled(orm: Orm, codes?: readonly string[]): Promise<void> {
  const untouched = and(
    eq(resource.provider, ''), eq(resource.state, 'DRAFT'), eq(resource.sourceSystem, CONTRACT),
    sql`not exists (select 1 from ${resourceVersion} where ${resourceVersion.resource} = ${resource.code} and ${resourceVersion.editedBy} <> '')`,
    ...(codes === undefined ? [] : [inArray(resource.code, [...codes])]),
  )
  const gone = (await orm.delete(resource).where(untouched).returning({ code: resource.code })).map(({ code }) => code)
  if (gone.length === 0) return
  await orm.delete(resourceItem).where(inArray(resourceItem.resource, gone))
  await orm.delete(resourceVersion).where(inArray(resourceVersion.resource, gone))
}

/** The same for a database that is to be loaded, which must be empty. */
export function forgetCompiled(db: Database): Promise<void> {
  return write(db.orm.transaction((orm) => removeCompiled(orm)))
}
