import { and, eq, gte, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import type { AccessPlan } from '#platform/access'
import type { Orm } from '#platform/db'
import type { Held } from './commands.entries.ts'
import { notify } from './commands.notify.ts'
import type { NewNotice, NoticeKind } from './domain/notices.ts'
import type { ResourceAction } from './domain/resource-states.ts'
import { accessGrant, accessGrantItem, application, registration } from './tables.ts'

type Who = Pick<AccessPlan, 'agency' | 'today'>

/**
 * Tells both sides of a grant, besides the one that acts. Of one to a class of agencies the applicant is told: which others implement
 * the matter the catalogue does not know.
 */
export async function tellOfGrant(orm: Orm, who: Who, grant: { readonly id: string; readonly provider: string; readonly consumer: string; readonly applicationId: string | null }, kind: NoticeKind, at: Date): Promise<void> {
  const asked = grant.consumer !== '' || grant.applicationId === null ? [] : await orm.select({ agency: application.applicant }).from(application).where(eq(application.id, grant.applicationId))
  await notify(orm, toEach([grant.consumer, grant.provider, ...asked.map(({ agency }) => agency)].filter((agency) => agency !== who.agency), { kind, id: grant.id, at }))
}

/** Tells the agencies that a system serves of what was done to it. */
export async function tellOfConsumer(orm: Orm, consumer: string, kind: NoticeKind, at: Date): Promise<void> {
  const served = await orm.select({ agency: registration.agency }).from(registration).where(eq(registration.consumer, consumer)).orderBy(registration.agency)
  await tellAgencies(orm, served.map(({ agency }) => agency), kind, consumer, at)
}

/** Tells some agencies the same. */
export async function tellAgencies(orm: Orm, agencies: readonly string[], kind: NoticeKind, id: string, at: Date): Promise<void> {
  await notify(orm, toEach(agencies, { kind, id, at }))
}

/** Tells of a resource that was moved from the state in which it is held: the sharing authority, its provider, and whoever holds a grant of it. */
export async function tellOfResource(orm: Orm, who: Who, held: Held, action: ResourceAction, at: Date): Promise<void> {
  const { code, provider } = held.row
  const kind = kindOf(action, held)
  if (kind === null) return
  if (kind === 'RESOURCE_TO_REVIEW') return notify(orm, [{ kind, agency: null, id: code, at }])
  const holders = kind === 'RESOURCE_CHANGED' || kind === 'RESOURCE_WITHDRAWN' ? await holdersOf(orm, held, who.today) : []
  await notify(orm, toEach([...(provider === who.agency ? [] : [provider]), ...holders], { kind, id: code, at }))
}

function kindOf(action: ResourceAction, { row }: Held): NoticeKind | null {
  if (action === 'SUBMIT' || action === 'PROPOSE_WITHDRAWAL') return 'RESOURCE_TO_REVIEW'
  if (action === 'APPROVE') return row.state === 'CHANGING' ? 'RESOURCE_CHANGED' : 'RESOURCE_PUBLISHED'
  if (action === 'REFUSE') return 'RESOURCE_REFUSED'
  if (action === 'ASSIGN') return 'RESOURCE_ASSIGNED'
  return action === 'WITHDRAW' || action === 'APPROVE_WITHDRAWAL' ? 'RESOURCE_WITHDRAWN' : null
}

/** Agencies with a grant that has not ended and names an item of the resource, as it is or as it was proposed to be. */
async function holdersOf(orm: Orm, held: Held, today: string): Promise<string[]> {
  const rows = await orm
    .selectDistinct({ consumer: accessGrant.consumer, applicant: application.applicant })
    .from(accessGrant)
    .innerJoin(accessGrantItem, and(eq(accessGrantItem.grantId, accessGrant.id), eq(accessGrantItem.version, accessGrant.version)))
    .leftJoin(application, eq(application.id, accessGrant.applicationId))
    .where(and(eq(accessGrant.superseded, false), isNull(accessGrant.revokedAt), gte(accessGrant.validTo, today), namesItemOf(held)))
  return rows.map(({ consumer, applicant }) => (consumer === '' ? (applicant ?? '') : consumer)).sort()
}

function namesItemOf({ row, entry, latest }: Held): SQL | undefined {
  const { item } = accessGrantItem
  if (row.kind !== 'ITEMS') return eq(sql`split_part(${item}, '#', 1)`, row.code)
  const coordinates = [...new Set([...entry.items, ...latest.entry.items].map((each) => each.item))]
  const slice = row.slice === null ? undefined : eq(sql`split_part(split_part(${item}, '@', 2), '.', 1)`, row.slice)
  return coordinates.length === 0 ? sql`false` : and(inArray(sql`split_part(${item}, '@', 1)`, coordinates), slice)
}

// A draft that was compiled from a contract is nobody's.
function toEach(agencies: readonly string[], notice: Omit<NewNotice, 'agency'>): NewNotice[] {
  return [...new Set(agencies)].filter((agency) => agency !== '').map((agency) => ({ ...notice, agency }))
}
