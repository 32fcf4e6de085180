import { createHash } from 'node:crypto'
import type { AccessPlan } from '#platform/access'
import { type Clock, today } from '#platform/clock'
import { type Database, type Orm, write } from '#platform/db'
import { once } from '#platform/db/once'
import { actError, hubError, type InputFault, inputError } from '#platform/errors'
import { canonical } from '#platform/plan/canonical'
import { type Draft, keyOf, signed, stored } from './commands.versions.ts'
import { batchError, BATCH_MOST, type BatchMode, type EntryResult } from './domain/batches.ts'
import { fault } from './domain/given.ts'
import type { IssuingQueries } from './queries.issuing.ts'
import type { IssuerKeys } from './signing/issuer-keys.ts'
import { issuingMutation } from './tables.issuing.ts'

/** What issuing works with. */
export interface IssuingServices {
  readonly db: Database
  readonly clock: Clock
  readonly faceKey: Buffer
  readonly issuerKeys: IssuerKeys
  readonly queries: IssuingQueries
}

export interface BatchInput {
  readonly clientMutationId?: string | null
  readonly mode: BatchMode
  readonly licences: readonly unknown[]
}

/** What becomes of an entry: a version to be made, or every fault of it. */
export type Prepared = Draft | { readonly place: number; readonly faults: readonly InputFault[] }

/**
 * Carries out a batch once for each `clientMutationId` of an agency's system: what is wrong is found and everything is signed before
 * a transaction is opened, since nothing else is waited for within one.
 *
 * @param prepare reads what the entries are about
 * @throws BAD_USER_INPUT, NOT_FOUND or CONFLICT with every fault where all or nothing is wanted; CONFLICT where the issuer has no key
 */
export async function carriedOut(
  services: IssuingServices, plan: AccessPlan, operation: string, input: BatchInput, prepare: (at: Date) => Promise<readonly Prepared[]>,
): Promise<readonly EntryResult[]> {
  const { db, clock, issuerKeys, faceKey } = services
  assertAgency(plan)
  if (input.licences.length < 1 || input.licences.length > BATCH_MOST) {
    throw inputError([fault('input.licences', 'COUNT', `from 1 to ${BATCH_MOST} entries`, `每批须为1至${BATCH_MOST}项`)])
  }
  const sending = sendingOf(plan, operation, input)
  const before = await known(services, sending)
  if (before !== null) return before
  const at = new Date(clock.now())
  const prepared = await prepare(at)
  const drafts = prepared.filter((each) => 'row' in each)
  const faulty = prepared.flatMap((each) => ('faults' in each ? each.faults : []))
  if (input.mode === 'ALL' && faulty.length > 0) throw batchError(faulty)
  const versions = drafts.length === 0 ? [] : await signed(drafts, issuerKeys, await keyOf(issuerKeys, plan.agency, today(clock)), faceKey, at)
  const result = await write(db.orm.transaction((orm) => once(orm, issuingMutation, sending, async () =>
    JSON.stringify(results(prepared, await storedOrRefused(orm, versions, plan, input.mode, at))))))
  return JSON.parse(result) as EntryResult[]
}

/** @throws FORBIDDEN where nobody acts for an agency */
export function assertAgency({ agency }: AccessPlan): void {
  if (agency === '') throw actError('FORBIDDEN', 'only an agency that issues licences may do this', '仅限颁证机构办理')
}

/** Faults of entries by their places. */
type Faults = ReadonlyMap<number, InputFault>

async function storedOrRefused(orm: Orm, versions: Awaited<ReturnType<typeof signed>>, plan: AccessPlan, mode: BatchMode, at: Date): Promise<Faults> {
  const { changed, taken } = await stored(orm, versions, plan, null, at)
  const faults = new Map([
    ...[...changed].map((place) => [place, fault(`input.licences[${place}]`, 'CHANGED', 'changed by somebody else meanwhile', '证照已被其他操作变更')] as const),
    ...[...taken].map((place) => [place, takenFault(place)] as const),
  ])
  if (mode === 'ALL' && faults.size > 0) throw batchError([...faults.values()])
  return faults
}

export const takenFault = (place: number) => fault(`input.licences[${place}].serial`, 'TAKEN', 'used before by this issuer', '该流水号已被使用')

function results(prepared: readonly Prepared[], faults: Faults): EntryResult[] {
  return prepared.map((each) => {
    const { place } = each
    const came = faults.get(place)
    if ('row' in each && came === undefined) return { place, identifier: each.row.identifier, version: each.row.version, state: each.row.state, faults: [] }
    return { place, identifier: null, version: null, state: null, faults: 'faults' in each ? each.faults : came === undefined ? [] : [came] }
  })
}

// A batch is large: its digest is taken once, and stands for it from then on.
function sendingOf({ agency, actor }: AccessPlan, operation: string, { clientMutationId: id, ...input }: BatchInput) {
  return { agency, consumer: actor.consumer, operation, id, input: { digest: sm3Hex(canonical(input)) } }
}

async function known({ queries }: IssuingServices, { input, id, ...sending }: ReturnType<typeof sendingOf>): Promise<EntryResult[] | null> {
  if (id === null || id === undefined) return null
  const found = await queries.remembered({ ...sending, id })
  if (found === undefined || found.result === null) return null
  if (found.digest !== sm3Hex(canonical(input))) throw hubError('CONFLICT', 'clientMutationId: used before for another input')
  return JSON.parse(found.result) as EntryResult[]
}

const sm3Hex = (text: string) => createHash('sm3').update(text, 'utf8').digest('hex')
