import { desc, eq, sql } from 'drizzle-orm'
import type { AccessPlan } from '#platform/access'
import type { Orm } from '#platform/db'
import { grouped } from '#platform/grouped'
import { entryOf, type EntryItem, type ResourceEntry } from './domain/entries.ts'
import type { ResourceAction, States } from './domain/resource-states.ts'
import * as tables from './tables.ts'

const { resource, resourceItem, resourceVersion, event } = tables

/** A resource with its items and the latest version of its entry, held until the transaction ends. */
export interface Held {
  readonly row: tables.ResourceRow
  readonly entry: ResourceEntry
  readonly latest: tables.ResourceVersionRow
  readonly states: States
}

/** Who writes: a person of an agency, by the system that the token named. */
export type Writer = Pick<AccessPlan, 'agency' | 'actor'>

/** Reads a resource for a change, so that whoever changes it too waits; `null` where the catalogue does not know the code. */
export async function hold(orm: Orm, code: string): Promise<Held | null> {
  const [row] = await orm.select().from(resource).where(eq(resource.code, code)).for('update')
  if (row === undefined) return null
  const items = await orm.select().from(resourceItem).where(eq(resourceItem.resource, code)).orderBy(resourceItem.ordinal)
  const [latest] = await orm.select().from(resourceVersion).where(eq(resourceVersion.resource, code)).orderBy(desc(resourceVersion.version)).limit(1)
  if (latest === undefined) throw new Error('a resource has no version of its entry')
  return { row, entry: entryOf(row, items), latest, states: { resource: row.state, version: latest.state } }
}

/** Writes an entry as it is in force, or as the draft of a resource that is not, with all its items. */
export async function putEntry(orm: Orm, code: string, entry: ResourceEntry, more: Partial<tables.ResourceRow>): Promise<void> {
  await orm.update(resource).set({ ...columnsOf(entry), ...more }).where(eq(resource.code, code))
  await orm.delete(resourceItem).where(eq(resourceItem.resource, code))
  await putItems(orm, code, entry.items)
}

/** The columns of `resource` that an entry states. */
export function columnsOf({ items: _items, withdrawn: _withdrawn, ...entry }: ResourceEntry) {
  return { ...entry, shareMethods: [...entry.shareMethods], related: [...entry.related], matters: [...entry.matters] }
}

/** Adds items to a resource that has none. */
export async function putItems(orm: Orm, code: string, items: readonly EntryItem[]): Promise<void> {
  if (items.length > 0) await orm.insert(resourceItem).values(items.map((item, at) => ({ resource: code, ordinal: at + 1, ...item })))
}

/** Notes who moved a resource from which state to which. */
export async function noteMove(
  orm: Orm, { agency, actor }: Writer, at: Date,
  moved: { readonly code: string; readonly version: number; readonly action: ResourceAction; readonly from: string | null; readonly to: string; readonly note: string | null },
): Promise<void> {
  const { code, version, action, from, to, note } = moved
  await orm.insert(event).values({
    kind: 'RESOURCE', subject: code, version, at, action, agency, consumer: actor.consumer, operator: actor.operator, fromState: from, toState: to, note,
  })
}

/** The versions of entries that were written without one, as loads and earlier releases wrote them, are their first. */
export async function noteFirstVersions(orm: Orm): Promise<void> {
  const lacking = sql`not exists (select 1 from ${resourceVersion} where ${resourceVersion.resource} = ${resource.code})`
  const rows = await orm.select().from(resource).where(lacking)
  if (rows.length === 0) return
  const items = await orm.select().from(resourceItem).where(sql`${resourceItem.resource} in (select ${resource.code} from ${resource} where ${lacking})`).orderBy(resourceItem.ordinal)
  const byCode = grouped(items, (item) => item.resource)
  await orm.insert(resourceVersion).values(rows.map((row) => ({
    resource: row.code,
    version: row.version,
    state: row.state === 'DRAFT' || row.state === 'IN_REVIEW' ? row.state : ('PUBLISHED' as const),
    entry: entryOf(row, byCode.get(row.code) ?? []),
    editedBy: '',
    editedAt: row.recordedAt,
  })))
}
