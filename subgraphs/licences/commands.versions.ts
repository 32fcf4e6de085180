import { randomBytes } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import type { AccessPlan } from '#platform/access'
import type { Orm } from '#platform/db'
import { seal } from '#platform/envelope'
import { actError } from '#platform/errors'
import type { Face } from './domain/face.ts'
import type { HolderFiled } from './domain/given.ts'
import { type Operation, supersededState } from './domain/operations.ts'
import { canonicalText, FACE_SALT } from './domain/signature.ts'
import { inserted } from './commands.rows.ts'
import type { IssuerKeyHandle, IssuerKeys } from './signing/issuer-keys.ts'
import { licence, licenceHolder, type LicenceRow } from './tables.ts'
import { licenceEvent } from './tables.issuing.ts'

// Every column, since rows of one statement state the same ones.
type Row = Omit<LicenceRow, 'sealedFace' | 'sealSigner' | 'sealName' | 'sealTime' | 'signature' | 'signerKey'>

/** A version that is to be made, with what it takes the place of. */
export interface Draft {
  /** Place among the entries of the mutation. */
  readonly place: number
  readonly operation: Operation
  readonly row: Row & { readonly issuer: string }
  readonly face: Face | null
  readonly holders: readonly HolderFiled[]
  /** The version before, with its state as it was stored and as it is today. */
  readonly before: { readonly identifier: string; readonly stored: string; readonly state: string } | null
  readonly reason: string | null
  readonly transferTo: string | null
}

/** A version that bears its issuer's signature, its face sealed. */
interface Signed extends Draft {
  readonly made: typeof licence.$inferInsert
}

/** So many faces are sealed at a time: while versions are being signed elsewhere, and questions are answered in between. */
const PART = 100

/**
 * Seals and signs versions, off the event loop where the keys are kept.
 *
 * @throws LIBRARY_UNAVAILABLE where a key is gone; nothing of them is written then
 */
export async function signed(drafts: readonly Draft[], keys: IssuerKeys, { keyId, sealSigner, sealName, issuer }: IssuerKeyHandle, faceKey: Buffer, at: Date): Promise<Signed[]> {
  const salted = drafts.map((draft) => ({
    ...draft, face: draft.face && { ...draft.face, [FACE_SALT]: randomBytes(16).toString('base64url') }, made: { ...draft.row, sealSigner, sealName, sealTime: at, signerKey: keyId },
  }))
  const texts = salted.map(({ made, holders, face }) => Buffer.from(canonicalText({ ...made, holders }, face), 'utf8'))
  const [signatures, faces] = await Promise.all([keys.sign({ keyId, sealSigner, sealName, issuer }, texts), sealed(salted, faceKey)])
  return salted.map((each, place) => ({
    ...each, made: { ...each.made, sealedFace: faces[place] ?? null, signature: signatures[place]?.toString('base64') ?? null },
  }))
}

async function sealed(drafts: readonly Draft[], faceKey: Buffer): Promise<(string | null)[]> {
  const found: (string | null)[] = []
  for (const { face, row } of drafts) {
    found.push(face && seal(faceKey, JSON.stringify(face), row.identifier).toString('base64'))
    if (found.length % PART === 0) await setImmediate()
  }
  return found
}

/** Versions that were not written since something came in between: whose licence was changed, or whose number was taken. */
export interface Stored {
  readonly changed: ReadonlySet<number>
  readonly taken: ReadonlySet<number>
}

/**
 * Writes versions with their holders and events, and lets them take the place of the versions before. Runs in the transaction of the
 * caller. Everything goes by identifier, so that two batches never wait for each other crosswise.
 */
export async function stored(orm: Orm, all: readonly Signed[], { agency, actor }: AccessPlan, caseNo: string | null, at: Date): Promise<Stored> {
  const ordered = [...all].sort((one, other) => (one.row.identifier < other.row.identifier ? -1 : 1))
  const unchanged = await heldUnchanged(orm, ordered)
  const changed = new Set(ordered.filter((each) => !unchanged.has(each)).map(({ place }) => place))
  const written = await inserted(orm, licence, [...unchanged].map(({ made }) => made), licence.identifier)
  const kept = [...unchanged].filter(({ row }) => written.has(row.identifier))
  const taken = new Set([...unchanged].filter(({ row }) => !written.has(row.identifier)).map(({ place }) => place))
  await supersede(orm, kept, at)
  await inserted(orm, licenceHolder, kept.flatMap(holderRows), licenceHolder.identifier)
  await tell(orm, kept.map(({ row, operation, before, reason, transferTo }) => ({
    identifier: row.identifier, slice: row.slice, version: row.version, operation, before: before?.state ?? null, after: row.state, reason, transferTo, caseNo,
    agency, consumer: actor.consumer, operator: actor.operator, at,
  })))
  return { changed, taken }
}

/** Holds the versions before, and gives those drafts whose licence is as it was when they were made. */
async function heldUnchanged(orm: Orm, drafts: readonly Signed[]): Promise<ReadonlySet<Signed>> {
  const identifiers = drafts.flatMap(({ before }) => before?.identifier ?? [])
  if (identifiers.length === 0) return new Set(drafts)
  const { identifier, state, current } = licence
  const held = await orm.select({ identifier, state, current }).from(licence).where(sql`${identifier} = any(${sql.param(identifiers)}::text[])`).orderBy(identifier).for('update')
  const states = new Map(held.filter((each) => each.current).map((each) => [each.identifier, each.state]))
  return new Set(drafts.filter(({ before }) => before === null || states.get(before.identifier) === before.stored))
}

async function supersede(orm: Orm, drafts: readonly Signed[], at: Date): Promise<void> {
  const superseded = drafts.flatMap(({ operation, before, row }) =>
    before === null ? [] : [{ identifier: before.identifier, state: supersededState(operation, before.stored), since: row.stateSince ?? null }])
  if (superseded.length === 0) return
  await orm.execute(sql`update ${licence} as old
    set current = false, state_code = given.state, state_since = coalesce(given.since, old.state_since), updated_at = ${at.toISOString()}::timestamptz,
      record_version = old.record_version + 1
    from json_to_recordset(${JSON.stringify(superseded)}::text::json) as given(identifier text, state text, since date)
    where old.identifier = given.identifier`)
}

const holderRows = ({ holders, row: { identifier, division, slice } }: Draft) => holders.map((holder, place) => ({ ...holder, identifier, division, slice, place }))

/**
 * Tells what was done. Positions are given while nobody else gives any, until the transaction has ended: whoever has read up to one
 * will find nothing below it later.
 */
export async function tell(orm: Orm, events: readonly Omit<typeof licenceEvent.$inferInsert, 'position'>[]): Promise<void> {
  if (events.length === 0) return
  await orm.execute(sql`select pg_advisory_xact_lock(hashtextextended('licence events', 0))`)
  await inserted(orm, licenceEvent, events, licenceEvent.position)
}

/** @throws CONFLICT where an issuer has no key that counts today: what nobody can sign is not issued */
export async function keyOf(keys: IssuerKeys, issuer: string, day: string): Promise<IssuerKeyHandle> {
  const handle = await keys.find(issuer, day)
  if (handle === undefined) throw actError('CONFLICT', 'the issuer has no signing key that counts today, so nothing can be issued', '本机构没有当前有效的签章密钥，不能签发证照')
  return handle
}
