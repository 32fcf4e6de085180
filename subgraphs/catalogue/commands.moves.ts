import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Access } from '#platform/access'
import type { Clock } from '#platform/clock'
import type { ContractItem } from '#platform/contract'
import { type Database, type Orm, write } from '#platform/db'
import { actError, inputError } from '#platform/errors'
import { changing, noteEvent } from './commands.changing.ts'
import { issueGrant } from './commands.grants.ts'
import { notify } from './commands.notify.ts'
import { tellOfGrant } from './commands.telling.ts'
import { textFaults } from './domain/application-faults.ts'
import { itemName } from './domain/application-input.ts'
import type { CatalogueItem } from './domain/application-items.ts'
import { noticesOfMove } from './domain/application-notices.ts'
import { type MoveName, MOVES, moveFault, NOT_YOURS } from './domain/application-moves.ts'
import type { ApplicationState } from './domain/application-states.ts'
import { type DecidedItem, REASON_MAX } from './domain/item-decisions.ts'
import type { Limits } from './domain/sla.ts'
import * as tables from './tables.ts'

/** What applications need of whoever starts the library. */
export interface ApplicationServices {
  readonly db: Database
  readonly clock: Clock
  readonly items: () => readonly ContractItem[]
  readonly limits: Limits
}

/** Which application, and a text about it. */
export interface ReasonInput {
  readonly id: string
  readonly reason: string
}

/** One application on its way from one state to another, its row locked. */
export interface Step {
  readonly orm: Orm
  readonly access: Access
  readonly at: Date
  readonly name: MoveName
  readonly application: tables.ApplicationRow
}

type Change = Partial<tables.ApplicationRow>

/**
 * Takes a step of an application: locks its row, so that of two that come at once the second finds the state that the first has left.
 *
 * @throws NOT_FOUND, FORBIDDEN or CONFLICT, as `moveFault` says
 */
export function stepping({ db, clock }: ApplicationServices, access: Access, name: MoveName, id: string, take: (step: Step) => Promise<void>): Promise<string> {
  // Decisions depend on grants, and on nothing else of an application.
  const states: readonly ApplicationState[] = MOVES[name].to
  const transaction = states.includes('APPROVED') ? changing : plainly
  return transaction(db, async (orm) => {
    const { plan } = access
    const [application] = await orm.select().from(tables.application).where(eq(tables.application.id, id)).for('update')
    const mover = { agency: plan.agency, personas: plan.personas, operator: plan.actor.operator }
    const fault = application === undefined ? NOT_YOURS : moveFault(name, application, mover)
    if (application === undefined || fault !== null) throw actError(fault?.code ?? 'NOT_FOUND', fault?.en ?? '', fault?.zh ?? '')
    await take({ orm, access, at: new Date(clock.now()), name, application })
    return id
  })
}

const plainly = <T>(db: Database, work: (orm: Orm) => Promise<T>): Promise<T> => write(db.orm.transaction(work))

/** Writes the state that a step leads to, and who took it, and tells whom it concerns. */
export async function moveTo({ orm, access, at, name, application }: Step, state: ApplicationState, note: string | null | undefined, change: Change = {}): Promise<void> {
  const allowed: readonly ApplicationState[] = MOVES[name].to
  if (!allowed.includes(state)) throw new Error(`${name} does not lead to ${state}`)
  const version = application.version + 1
  await orm.update(tables.application).set({ ...change, state, version }).where(eq(tables.application.id, application.id))
  await noteEvent(orm, access, {
    kind: 'APPLICATION', subject: application.id, version, at, action: MOVES[name].action, fromState: application.state, toState: state, note: note ?? null,
  })
  await notify(orm, noticesOfMove(name, application, state, at))
}

/** Issues the grant of an application in the transaction that approves it. */
export async function grantTo(step: Step, state: 'APPROVED' | 'PARTLY_APPROVED', items: readonly DecidedItem[], reason: string | null | undefined): Promise<void> {
  const { orm, access, at, application } = step
  const { plan } = access
  if (application.validTo < plan.today) throw actError('CONFLICT', 'the term that was applied for is over', '申请的期限已过')
  const { classBasicCode: basicCode, classRegion: region, applicant, provider, matters, agencyRoles, binding, regions, quotaPerDay, validFrom, validTo, legalBasis } = application
  const id = `G${application.id}`
  const asked = await itemsAsked(orm, application.id)
  await issueGrant(orm, {
    id, version: 1, consumer: basicCode === null ? applicant : '', consumerClass: basicCode === null || region === null ? null : { basicCode, region },
    provider, matters, agencyRoles, binding, regions, quotaPerDay, validFrom, validTo, legalBasis, approvedBy: plan.actor.operator, approvedOn: plan.today,
    applicationId: application.id,
    items: items.flatMap(({ item, given }) => (given === null ? [] : [{ item, disclosure: given, arguments: asked.find((each) => each.item === item)?.arguments ?? null }])),
  })
  await noteEvent(orm, access, { kind: 'GRANT', subject: id, version: 1, at, action: 'ISSUE', fromState: null, toState: 'ACTIVE', note: null })
  await tellOfGrant(orm, plan, { id, provider, consumer: basicCode === null ? applicant : '', applicationId: application.id }, 'GRANT_ISSUED', at)
  await writeItems(orm, application.id, items)
  await moveTo(step, state, reason, { grantId: id, decidedBy: plan.actor.operator, decidedAt: at, decision: reason ?? null })
}

/** The items of an application, in the order of their names. */
export function itemsAsked(orm: Orm, id: string): Promise<tables.ApplicationItemRow[]> {
  const { applicationItem } = tables
  return orm.select().from(applicationItem).where(eq(applicationItem.applicationId, id)).orderBy(asc(applicationItem.item))
}

/** Writes what was decided item by item. */
export async function writeItems(orm: Orm, applicationId: string, items: readonly (Omit<DecidedItem, 'approved'> & { readonly approved: boolean | null })[]): Promise<void> {
  const { applicationItem } = tables
  for (const { item, ...decision } of items) {
    await orm.update(applicationItem).set(decision).where(and(eq(applicationItem.applicationId, applicationId), eq(applicationItem.item, item)))
  }
}

/** What the catalogue says of items that are named, published or not. */
export async function catalogued(orm: Orm, names: readonly string[]): Promise<CatalogueItem[]> {
  const { resource, resourceItem } = tables
  const wanted = names.flatMap((name) => {
    const parts = itemName(name)
    return parts === null ? [] : ['resource' in parts ? parts.item : parts.coordinate]
  })
  if (wanted.length === 0) return []
  return orm
    .select({
      resource: resource.code, kind: resource.kind, slice: resource.slice, state: resource.state, provider: resource.provider, item: resourceItem.item,
      share: resourceItem.share, dataClass: resourceItem.dataClass, mask: resourceItem.mask,
    })
    .from(resource)
    .innerJoin(resourceItem, eq(resourceItem.resource, resource.code))
    .where(inArray(resourceItem.item, [...new Set(wanted)]))
}

/** @throws BAD_USER_INPUT where a reason is missing that is required, or is too long */
export function requireReason(reason: string | null | undefined, required: boolean): void {
  const faults = reason === null || reason === undefined ? (required ? textFaults('input.reason', '', REASON_MAX) : []) : textFaults('input.reason', reason, REASON_MAX)
  if (faults.length > 0) throw inputError(faults)
}
