import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Access, AccessPlan } from '#platform/access'
import { type Clock, today } from '#platform/clock'
import type { ContractItem } from '#platform/contract'
import { type Database, type Orm, write } from '#platform/db'
import { once } from '#platform/db/once'
import { actError, type InputFault, inputError } from '#platform/errors'
import { dueOnIn } from './commands.calendar.ts'
import { changing } from './commands.changing.ts'
import { columnsOf, type Held, hold, noteMove, putEntry, putItems } from './commands.entries.ts'
import { tellOfResource } from './commands.telling.ts'
import { chooseCode } from './commands.codes.ts'
import { differences } from './domain/entry-differences.ts'
import { edited, type EntryEdit } from './domain/entry-edits.ts'
import { type EntryFault, entryFaults } from './domain/entry-faults.ts'
import { entryOf, type ResourceEntry } from './domain/entries.ts'
import type { Limits } from './domain/sla.ts'
import { moved, type ResourceAction, type States } from './domain/resource-states.ts'
import { itemsOfResource } from './domain/resource-items.ts'
import * as tables from './tables.ts'

const { agency, resource, resourceVersion } = tables

const NOTE_MAX = 500

/** What commands over resources need. */
export interface ResourceServices {
  readonly db: Database
  readonly clock: Clock
  /** Items of every library's contract. */
  readonly items: () => readonly ContractItem[]
  /** How many working days a review may take. */
  readonly limits: Limits
}

/** Which version of a resource is meant; whoever saw an older one has not seen what it is about. */
export interface VersionInput {
  readonly code: string
  readonly version: number
  readonly note?: string | null
}

export interface EditResource extends EntryEdit, VersionInput {
  readonly clientMutationId?: string | null
}

export interface RegisterResource extends EntryEdit {
  readonly classCode: string
  readonly code?: string | null
  readonly kind: 'TABLE' | 'FILE' | 'INTERFACE'
  readonly note?: string | null
  readonly clientMutationId?: string | null
}

export interface ReviewResource extends VersionInput {
  readonly approve: boolean
}

export interface AssignResource extends VersionInput {
  readonly provider: string
}

/** What callers may do to entries of the catalogue. Each gives the code of the resource. */
export function resourceCommands({ db, clock, items, limits }: ResourceServices) {
  const contractOf = ({ code, slice }: tables.ResourceRow) => itemsOfResource({ code, slice }, items())
  const now = () => new Date(clock.now())
  const drafting = (work: (orm: Orm) => Promise<string>) => write(db.orm.transaction(work))

  return {
    /** Makes a draft of the next version of an entry of the own agency. */
    editResource: ({ plan }: Access, input: EditResource): Promise<string> =>
      drafting((orm) => once(orm, tables.clientMutation, sendingOf(plan, 'editResource', input), async () => {
        const held = own(await hold(orm, input.code), plan)
        expectVersion(held, input)
        await draftNext(orm, held, nextEntry(held, input, contractOf(held.row)), contractOf(held.row), { plan, at: now(), note: input.note })
        return input.code
      })),

    /** Enters a resource whose items are no coordinates of the hub: it can be found and applied for, and not queried. */
    registerResource: ({ plan }: Access, input: RegisterResource): Promise<string> =>
      drafting((orm) => once(orm, tables.clientMutation, sendingOf(plan, 'registerResource', input), () =>
        register(orm, input, { plan, at: now(), note: input.note }, items()))),

    /** Hands the latest draft to the sharing authority. */
    submitResource: ({ plan }: Access, input: VersionInput): Promise<string> =>
      drafting(async (orm) => {
        const held = own(await hold(orm, input.code), plan)
        expectVersion(held, input)
        const to = moved(held.states, 'SUBMIT')
        refuseFaults(entryFaults(held.latest.entry, contractOf(held.row)), 'input', noteFaults(input.note, false))
        const at = now()
        await setVersion(orm, held, { state: to.version, submittedBy: plan.actor.operator, submittedAt: at, reviewDueOn: await reviewDueOn(orm, limits, plan) })
        await setState(orm, held, to, 'SUBMIT', { plan, at, note: input.note })
        return input.code
      }),

    /** Takes the latest version back, before or after it was submitted. */
    withdrawChange: ({ plan }: Access, input: VersionInput): Promise<string> =>
      drafting(async (orm) => {
        const held = own(await hold(orm, input.code), plan)
        expectVersion(held, input)
        const to = moved(held.states, 'TAKE_BACK')
        refuseFaults([], 'input', noteFaults(input.note, false))
        await setVersion(orm, held, { state: to.version })
        if (to.resource === 'WITHDRAWN') await putLastApproved(orm, held)
        await setState(orm, held, to, 'TAKE_BACK', { plan, at: now(), note: input.note })
        return input.code
      }),

    /** Decides on the version that was submitted. */
    reviewResource: ({ plan }: Access, input: ReviewResource): Promise<string> =>
      changing(db, async (orm) => {
        const held = known(await hold(orm, input.code))
        expectVersion(held, input)
        await review(orm, held, input, contractOf(held.row), { plan, at: now(), note: input.note }, today(clock))
        return input.code
      }),

    /** Proposes to take a resource out of use, or does it at once where the sharing authority asks. */
    withdrawResource: ({ plan }: Access, input: VersionInput): Promise<string> =>
      changing(db, async (orm) => {
        const authority = plan.personas.includes('sharing-authority')
        const held = authority ? known(await hold(orm, input.code)) : own(await hold(orm, input.code), plan)
        expectVersion(held, input)
        if (authority) refuseUnattended(plan)
        refuseFaults([], 'input', noteFaults(input.note, true))
        const act = { plan, at: now(), note: input.note }
        await (authority ? withdraw(orm, held, act) : proposeWithdrawal(orm, held, act, limits))
        return input.code
      }),

    /** Says which agency answers for a draft that is nobody's yet, or is the wrong one's. */
    assignResource: ({ plan }: Access, input: AssignResource): Promise<string> =>
      drafting(async (orm) => {
        const held = known(await hold(orm, input.code))
        expectVersion(held, input)
        const to = moved(held.states, 'ASSIGN')
        refuseFaults([], 'input', noteFaults(input.note, false))
        const found = await orm.select({ code: agency.creditCode }).from(agency).where(eq(agency.creditCode, input.provider))
        if (found.length === 0) throw inputError([{ argument: 'input.provider', check: 'UNKNOWN_AGENCY', en: 'no such agency in the catalogue', zh: '目录中没有该机构' }])
        await orm.update(resource).set({ provider: input.provider }).where(eq(resource.code, input.code))
        await setVersion(orm, held, { entry: { ...held.latest.entry, provider: input.provider } })
        await setState(orm, { ...held, row: { ...held.row, provider: input.provider } }, to, 'ASSIGN', { plan, at: now(), note: input.note })
        return input.code
      }),
  }
}

const reviewDueOn = (orm: Orm, limits: Limits, { today: day }: AccessPlan) => dueOnIn(orm, limits, 'catalog.review', day)

/** By whom, when and with which words something is done. */
export interface Act {
  readonly plan: AccessPlan
  readonly at: Date
  readonly note: string | null | undefined
}

export const sendingOf = ({ agency, actor }: AccessPlan, operation: string, input: { readonly clientMutationId?: string | null }) =>
  ({ agency, consumer: actor.consumer, operation, id: input.clientMutationId, input })

function known(held: Held | null): Held {
  if (held === null) throw actError('NOT_FOUND', 'code: no such resource', 'code：没有该信息资源')
  return held
}

/** A resource of the agency that acts; what is another's reads like what nobody has. */
function own(held: Held | null, { agency }: AccessPlan): Held {
  if (held !== null && agency !== '' && held.row.provider === agency) return held
  throw actError('NOT_FOUND', 'code: no such resource of this agency', 'code：本机构没有该信息资源')
}

function expectVersion({ latest }: Held, { version }: VersionInput): void {
  if (latest.version === version) return
  throw actError('CONFLICT', `version: the latest version is ${latest.version}`, `version：最新版本为 ${latest.version}`)
}

/** The entry that an edit makes: of the draft, of what was sent back, or else of what is in force. */
function nextEntry(held: Held, { code: _code, version: _version, note: _note, clientMutationId: _id, ...edit }: EditResource, contract: readonly ContractItem[]): ResourceEntry {
  return edited(baseOf(held), edit, contract)
}

const baseOf = ({ latest, entry }: Held) => (latest.state === 'DRAFT' || latest.state === 'REFUSED' ? latest.entry : entry)

/** Writes the next version of an entry as a draft, or tells everything that is wrong with it. */
async function draftNext(orm: Orm, held: Held, next: ResourceEntry, contract: readonly ContractItem[], act: Act): Promise<void> {
  moved(held.states, 'EDIT')
  // What was given up or withdrawn may come back as it was.
  const again = held.states.resource === 'WITHDRAWN' || (held.states.resource === 'DRAFT' && held.latest.state === 'DROPPED')
  const nothing = !again && differences(baseOf(held), next).length === 0 ? [{ argument: 'input', check: 'NOTHING_CHANGED', en: 'nothing would be different', zh: '没有任何变化' }] : []
  refuseFaults(entryFaults(next, contract), 'input', [...nothing, ...noteFaults(act.note, false), ...(await referenceFaults(orm, held.entry, next, act.plan))])
  await putDraft(orm, held, next, act)
}

/** Writes the next version of an entry, which has no faults, as a draft. */
export async function putDraft(orm: Orm, held: Held, next: ResourceEntry, act: Act): Promise<void> {
  const to = moved(held.states, 'EDIT')
  const code = held.row.code
  const version = held.latest.version + 1
  if (to.version !== held.states.version) await setVersion(orm, held, { state: to.version })
  await addVersion(orm, code, version, next, act)
  // What is not in force shows its draft; what is, goes on as it was.
  if (to.resource === 'DRAFT') await putEntry(orm, code, next, { version, state: 'DRAFT', updatedAt: act.at })
  await setState(orm, { ...held, latest: { ...held.latest, version } }, to, 'EDIT', act)
}

async function addVersion(orm: Orm, code: string, version: number, entry: ResourceEntry, { plan, at, note }: Act, more: Partial<tables.ResourceVersionRow> = {}): Promise<void> {
  await orm.insert(resourceVersion).values({ resource: code, version, state: 'DRAFT', entry, editedBy: plan.actor.operator, editedAt: at, note: note ?? null, ...more })
}

async function setVersion(orm: Orm, { row, latest }: Held, change: Partial<tables.ResourceVersionRow>): Promise<void> {
  await orm.update(resourceVersion).set(change).where(and(eq(resourceVersion.resource, row.code), eq(resourceVersion.version, latest.version)))
}

async function setState(orm: Orm, held: Held, { resource: state }: States, action: ResourceAction, { plan, at, note }: Act): Promise<void> {
  const { row, latest } = held
  await orm.update(resource).set({ state, updatedAt: at }).where(eq(resource.code, row.code))
  await noteMove(orm, plan, at, { code: row.code, version: latest.version, action, from: row.state, to: state, note: note ?? null })
  await tellOfResource(orm, plan, held, action, at)
}

async function register(orm: Orm, input: RegisterResource, act: Act, items: readonly ContractItem[]): Promise<string> {
  const { classCode, code: given = null, kind, note, clientMutationId: _id, ...edit } = input
  const { empty, entry } = registered(kind, edit, act.plan)
  const { code, faults } = await takeCode(orm, classCode, given, entry, act, items)
  refuseFaults(entryFaults(entry, []), 'input', [...faults, ...noteFaults(note, false), ...(await referenceFaults(orm, empty, entry, act.plan))])
  await putRegistered(orm, code, entry, act)
  return code
}

/** The entry of a resource that is kept elsewhere, and the one that it begins from. */
export function registered(kind: RegisterResource['kind'], edit: EntryEdit, { agency }: AccessPlan): { readonly empty: ResourceEntry; readonly entry: ResourceEntry } {
  const empty = entryOf({ kind, name: '', provider: agency, format: '3', shareClass: 'CONDITIONAL', updateCycle: '9', open: false }, [])
  return { empty, entry: edited(empty, edit, []) }
}

/** Takes a code for a resource by its row. */
export function takeCode(orm: Orm, classCode: string, given: string | null, entry: ResourceEntry, { plan, at }: Act, items: readonly ContractItem[]) {
  return chooseCode(orm, classCode, given, items, (code) =>
    ({ ...columnsOf(entry), code, classCode, state: 'DRAFT' as const, sourceAgency: plan.agency, recordedAt: at, updatedAt: at }))
}

/** Writes all that belongs to the row of a resource that was registered. */
export async function putRegistered(orm: Orm, code: string, entry: ResourceEntry, act: Act): Promise<void> {
  await putItems(orm, code, entry.items)
  await addVersion(orm, code, 1, entry, act)
  await noteMove(orm, act.plan, act.at, { code, version: 1, action: 'REGISTER', from: null, to: 'DRAFT', note: act.note ?? null })
}

async function review(orm: Orm, held: Held, input: ReviewResource, contract: readonly ContractItem[], act: Act, day: string): Promise<void> {
  const { approve, note } = input
  const { row, latest } = held
  const action = !approve ? 'REFUSE' : latest.entry.withdrawn ? 'APPROVE_WITHDRAWAL' : 'APPROVE'
  const to = moved(held.states, action)
  refuseReviewer(act.plan, latest)
  refuseFaults([], 'input', noteFaults(note, !approve))
  await setVersion(orm, held, { state: to.version, reviewedBy: act.plan.actor.operator, reviewedAt: act.at, ...(note ? { note } : {}) })
  if (action === 'APPROVE') {
    refuseFaults(entryFaults(latest.entry, contract), 'version')
    await putEntry(orm, row.code, latest.entry, { version: latest.version, publishedOn: day })
  }
  if (action === 'APPROVE_WITHDRAWAL') await orm.update(resource).set({ version: latest.version }).where(eq(resource.code, row.code))
  await setState(orm, held, to, action, act)
}

/** Two people see every entry: whoever wrote or submitted it cannot be the one who reviews it, and a system by itself is nobody. */
function refuseReviewer({ actor }: AccessPlan, { editedBy, submittedBy }: tables.ResourceVersionRow): void {
  refuseUnattended({ actor })
  if (![editedBy, submittedBy].includes(actor.operator)) return
  throw actError('FORBIDDEN', 'whoever wrote or submitted the version may not review it', '编制或提交该版本的人员不得审核')
}

function refuseUnattended({ actor }: Pick<AccessPlan, 'actor'>): void {
  if (actor.operator === 'UNATTENDED') throw actError('FORBIDDEN', 'only a person may do this', '须由人员办理')
}

async function proposeWithdrawal(orm: Orm, held: Held, act: Act, limits: Limits): Promise<void> {
  const to = moved(held.states, 'PROPOSE_WITHDRAWAL')
  const version = held.latest.version + 1
  if (to.version !== held.states.version) await setVersion(orm, held, { state: to.version })
  await addVersion(orm, held.row.code, version, { ...held.entry, withdrawn: true }, act, {
    state: 'IN_REVIEW', submittedBy: act.plan.actor.operator, submittedAt: act.at, reviewDueOn: await reviewDueOn(orm, limits, act.plan),
  })
  await setState(orm, { ...held, latest: { ...held.latest, version } }, to, 'PROPOSE_WITHDRAWAL', act)
}

async function withdraw(orm: Orm, held: Held, act: Act): Promise<void> {
  const to = moved(held.states, 'WITHDRAW')
  const version = held.latest.version + 1
  if (to.version !== held.states.version) await setVersion(orm, held, { state: to.version })
  await addVersion(orm, held.row.code, version, { ...held.entry, withdrawn: true }, act, { state: 'PUBLISHED', reviewedBy: act.plan.actor.operator, reviewedAt: act.at })
  await orm.update(resource).set({ version }).where(eq(resource.code, held.row.code))
  await setState(orm, { ...held, latest: { ...held.latest, version } }, to, 'WITHDRAW', act)
}

/** Where a draft was to bring back what had been withdrawn, its last approved entry is what remains. */
async function putLastApproved(orm: Orm, { row }: Held): Promise<void> {
  const approved = await orm.select().from(resourceVersion)
    .where(and(eq(resourceVersion.resource, row.code), eq(resourceVersion.state, 'PUBLISHED'))).orderBy(sql`${resourceVersion.version} desc`).limit(1)
  if (approved[0] !== undefined) await putEntry(orm, row.code, approved[0].entry, { version: approved[0].version })
}

function noteFaults(note: string | null | undefined, needed: boolean): InputFault[] {
  const length = [...(note ?? '').trim()].length
  return [
    ...(needed && length === 0 ? [{ argument: 'input.note', check: 'NOTE_MISSING', en: 'say why', zh: '须说明理由' }] : []),
    ...(length > NOTE_MAX ? [{ argument: 'input.note', check: 'TOO_LONG', en: `longer than ${NOTE_MAX} characters`, zh: `超过 ${NOTE_MAX} 个字符` }] : []),
  ]
}

/** Names that an entry gives of edits as they stand in the input. */
const INPUT_NAMES: Readonly<Record<string, string>> = { share: 'shareClass', item: 'name' }

function refuseFaults(faults: readonly EntryFault[], prefix: string, more: readonly InputFault[] = []): void {
  const placed = faults.map(({ place, ...fault }) => ({ argument: `${prefix}.${place.replace(/\.(share|item)$/, (_all, name: string) => `.${INPUT_NAMES[name]}`)}`, ...fault }))
  if (placed.length + more.length > 0) throw inputError([...more, ...placed])
}

/** References that an entry did not have before and that lead nowhere. */
export async function referenceFaults(orm: Orm, before: ResourceEntry, next: ResourceEntry, { matters }: Pick<AccessPlan, 'matters'>): Promise<InputFault[]> {
  const added = next.related.filter((code) => !before.related.includes(code))
  const found = added.length === 0 ? [] : await orm.select({ code: resource.code }).from(resource).where(inArray(resource.code, added))
  const resources = new Set(found.map(({ code }) => code))
  return [
    ...(added.some((code) => !resources.has(code)) ? [{ argument: 'input.related', check: 'UNKNOWN_RESOURCE', en: 'the catalogue does not know a resource', zh: '有目录中没有的信息资源' }] : []),
    ...(next.matters.some((code) => !before.matters.includes(code) && !matters.has(code))
      ? [{ argument: 'input.matters', check: 'UNKNOWN_MATTER', en: 'nobody knows a matter', zh: '有不存在的事项' }] : []),
  ]
}
