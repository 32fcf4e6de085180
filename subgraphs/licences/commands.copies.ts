import { eq, sql } from 'drizzle-orm'
import type { Access, AccessPlan, LiveCase } from '#platform/access'
import { type Orm, write } from '#platform/db'
import { once, type Sending } from '#platform/db/once'
import { actError, codeOf, inputError, wordsOf } from '#platform/errors'
import type { LibraryServices } from '#platform/subgraph'
import { type Opened, openedByLeave, openedByShowing } from './commands.codes.ts'
import { ADDRESS_MS, hashOf, newToken } from './domain/copy-codes.ts'
import { digestOf, printedOf, sealFile } from './domain/copy-file.ts'
import { type CopyTerms, licencesFaults, reasonFaults, termsFaults } from './domain/copy-input.ts'
import { assertTypesGranted, chosen, type Entitled } from './domain/copy-licences.ts'
import { newCopyNumber } from './domain/copy-number.ts'
import { type CopyBasis, copyStates } from './domain/copy-state.ts'
import { watermarkOf } from './domain/copy-words.ts'
import type { Printer } from './printing/printer.ts'
import type { CopyQueries, CopyShown } from './queries.copies.ts'
import { type Printable, printableQueries } from './queries.printable.ts'
import { copyMutation, licenceCopy, licenceCopyHolder, licencePreview } from './tables.copies.ts'

/** What making copies needs besides. */
export interface CopyServices extends LibraryServices {
  readonly faceKey: Buffer
  readonly printer: Printer
  /** Where the hub is reached by anybody, without a slash at the end. */
  readonly publicUrl: string
}

/** What a copy is asked for with. */
export interface CreateCopy extends CopyTerms {
  readonly clientMutationId?: string | null
  readonly authorisation?: string | null
  readonly shown?: string | null
}

/** Where a file can be fetched, and until when. */
export interface Address {
  readonly address: string
  readonly addressExpiresAt: Date
}

/** A file is kept so long after its copy has run out, so that what was fetched late can still be told apart. */
const KEPT_MS = 30 * 86_400_000

/** So many files are let go with each copy that is made, so that they never pile up. */
const SWEPT_MOST = 50

interface Way extends Entitled {
  readonly basis: CopyBasis
  readonly opened: Opened | null
}

/** Making, fetching and withdrawing purpose-bound copies. */
export function copyCommands(services: CopyServices, told: CopyQueries) {
  const { db, clock, faceKey, printer, publicUrl } = services
  const { printable } = printableQueries(db)

  const wayOf = async ({ plan }: Access, { authorisation, shown, licences }: CreateCopy, liveCase: LiveCase): Promise<Way> => {
    assertOneWay([authorisation, shown, licences], licences)
    const codes = { db, faceKey, now: clock.now() }
    const opened = authorisation != null ? await openedByLeave(authorisation, plan, liveCase.matter.code, codes)
      : shown != null ? await openedByShowing(shown, plan, codes) : null
    if (opened !== null) {
      return { basis: opened.authorisation === null ? 'SHOWN' : 'AUTHORISATION', identifiers: opened.identifiers, byGrant: false, holder: opened.holder, opened }
    }
    return { basis: plan.actor.represented === null ? 'DUTY' : 'HOLDER', identifiers: licences ?? [], byGrant: true, holder: null, opened: null }
  }

  const selected = async (access: Access, way: Entitled) => {
    if (way.byGrant) assertTypesGranted(access, way.identifiers)
    return chosen(access, await printable(access, way.identifiers), way)
  }

  const print = async (rows: readonly Printable[], number: string, watermark: readonly string[]): Promise<Uint8Array> => {
    const licences = rows.map((row) => printedOf(row, faceKey))
    try {
      return await printer.print({ number, watermark, licences, checkAt: number === '' ? '' : `${publicUrl}/v/${number}`, preview: number === '' })
    } catch (error) {
      throw asTold(error)
    }
  }

  const addressed = async (set: (values: { address: string; addressUntil: Date }) => Promise<unknown>): Promise<Address> => {
    const token = newToken()
    const until = new Date(clock.now() + ADDRESS_MS)
    await set({ address: hashOf(token), addressUntil: until })
    return { address: `${publicUrl}/licences/copies/${token}`, addressExpiresAt: until }
  }

  const withAddress = async (access: Access, number: string): Promise<CopyShown | null> => {
    const copy = await told.copy(access, number)
    if (copy?.state !== 'GENUINE') return copy
    return { ...copy, ...(await addressed((values) => write(db.orm.update(licenceCopy).set(values).where(eq(licenceCopy.number, number))))) }
  }

  const make = async (access: Access, input: CreateCopy, sending: Sending): Promise<string> => {
    const liveCase = assertLive(access.plan)
    const terms = termsFaults(input, liveCase, clock.now())
    if (terms.length > 0) throw inputError(terms)
    const way = await wayOf(access, input, liveCase)
    const { licences, persons } = await selected(access, way)
    const number = newCopyNumber()
    const at = new Date(clock.now())
    const watermark = watermarkOf({ licences, liveCase, number, reason: input.reason, expiresAt: input.expiresAt, at: at.getTime() })
    const file = await print(licences, number, watermark)
    const expiresAt = new Date(input.expiresAt)
    const made = await write(db.orm.transaction((orm) => once(orm, copyMutation, sending, async () => {
      await way.opened?.take(orm)
      await sweep(orm, at)
      await orm.insert(licenceCopy).values({
        ...madeBy(access.plan, liveCase), number, basis: way.basis, authorisation: way.opened?.authorisation ?? null, reason: input.reason, watermark: [...watermark],
        grants: way.byGrant ? [...access.plan.grants] : [], confidential: liveCase.kind === 'INSTRUMENT', createdAt: at, expiresAt, fileSm3: digestOf(file),
        sealedFile: sealFile(faceKey, file, `copy ${number}`), keptUntil: new Date(expiresAt.getTime() + KEPT_MS),
      })
      await orm.insert(licenceCopyHolder).values(licences.flatMap((row) => persons.map((subject) => ({
        number, identifier: row.identifier, subject, division: row.division, slice: row.slice, issuer: row.issuer, createdAt: at,
      }))))
      return number
    })))
    for (const subject of persons) access.plan.read.add(subject)
    return made
  }

  return {
    /** Makes a copy, or tells of the one that the same sending made before. */
    async createLicenceCopy(access: Access, input: CreateCopy): Promise<CopyShown | null> {
      const sending = sendingOf(access.plan, 'createLicenceCopy', input)
      const before = await resultOf(services, sending)
      const number = before ? await write(db.orm.transaction((orm) => once(orm, copyMutation, sending, () => Promise.reject(gone())))) : await make(access, input, sending)
      return withAddress(access, number)
    },

    /** Prints what a copy would be, for whoever acts for itself. */
    async previewLicenceCopy(access: Access, input: CopyTerms & { readonly licences: readonly string[] }) {
      const { represented } = access.plan.actor
      if (represented === null) throw actError('FORBIDDEN', 'a preview is for the holder who is about to make the copy', '预览仅供持证人本人或其代理人制作前查看')
      const liveCase = assertLive(access.plan)
      const faults = [...termsFaults(input, liveCase, clock.now()), ...licencesFaults(input.licences)]
      if (faults.length > 0) throw inputError(faults)
      const { licences } = await selected(access, { identifiers: input.licences, byGrant: true, holder: null })
      const watermark = watermarkOf({ licences, liveCase, number: null, reason: input.reason, expiresAt: input.expiresAt, at: clock.now() })
      const file = await print(licences, '', watermark)
      const { consumer, agency, operator, matter, caseNo } = madeBy(access.plan, liveCase)
      const shown = {
        division: licences[0]?.division ?? '', slices: [...new Set(licences.map(({ slice }) => slice))], consumer, agency, operator, matter, caseNo,
        grants: [...access.plan.grants], fileSm3: digestOf(file), sealedFile: sealFile(faceKey, file, `preview ${represented}`),
      }
      const address = await addressed((values) => write(db.orm.insert(licencePreview).values({ subject: represented, ...shown, ...values })
        .onConflictDoUpdate({ target: licencePreview.subject, set: { ...shown, ...values } })))
      access.plan.read.add(represented)
      return { ...address, watermark, subjects: [represented], agencies: [] }
    },

    /** Gives a living copy another address, for whoever made it. */
    async addressLicenceCopy(access: Access, { number }: { number: string }): Promise<CopyShown | null> {
      const copy = await told.copy(access, number)
      if (copy === null || !isMaker(access.plan, copy)) throw nobodys()
      if (copy.state !== 'GENUINE') {
        const zh = copyStates[copy.state as keyof typeof copyStates]
        throw actError('CONFLICT', `the copy counts no longer: ${copy.state ?? ''}`, `该加注件已不可用：${zh}`)
      }
      return withAddress(access, number)
    },

    /** Withdraws a copy, for whoever made it, the issuers of its licences, and the holder where it had a say. */
    async withdrawLicenceCopy(access: Access, { number, reason }: { number: string; reason: string }): Promise<CopyShown | null> {
      const faults = reasonFaults(reason)
      if (faults.length > 0) throw inputError(faults)
      const copy = await told.copy(access, number)
      const { represented } = access.plan.actor
      const ours = represented === null ? (copy?.agencies ?? []).includes(access.plan.agency) : (copy?.subjects ?? []).includes(represented)
      if (copy === null || !ours) throw nobodys()
      if (represented !== null && copy.basis === 'DUTY') throw actError('FORBIDDEN', 'what an agency copied by duty is not for the holder to withdraw', '机构依职权制作的加注件不由持证人撤回')
      await write(db.orm.update(licenceCopy).set({ withdrawnAt: new Date(clock.now()), withdrawalReason: reason, address: null })
        .where(sql`${licenceCopy.number} = ${number} and ${licenceCopy.withdrawnAt} is null`))
      return told.copy(access, number)
    },
  }
}

/** The code of the sharing services for a template that cannot be used. */
const TEMPLATE = '106'

function asTold(error: unknown): unknown {
  const { messageZh, faults } = wordsOf(error)
  if (codeOf(error) !== 'CONFLICT' || messageZh === undefined) return error
  return actError('CONFLICT', (error as Error).message, messageZh, { status: TEMPLATE, ...(faults === undefined ? {} : { faults }) })
}

function assertOneWay(ways: readonly unknown[], licences: CreateCopy['licences']): void {
  if (ways.filter((each) => each != null).length !== 1) {
    throw actError('BAD_USER_INPUT', 'input: one of licences, authorisation and shown', 'input：licences、authorisation、shown 须且仅须填写一项')
  }
  const faults = licences == null ? [] : licencesFaults(licences)
  if (faults.length > 0) throw inputError(faults)
}

/** @throws FORBIDDEN where the purpose has no case that may be acted under */
function assertLive({ liveCase }: AccessPlan): LiveCase {
  if (liveCase !== null) return liveCase
  throw actError('FORBIDDEN', 'the purpose names no open case of this agency or person in this matter', '使用目的中没有本机构或本人在该事项下的在办办件')
}

function madeBy({ actor }: AccessPlan, { agency, matter, caseNo }: LiveCase) {
  return { consumer: actor.consumer, agency: agency.code, operator: actor.operator, represented: actor.represented, matter: matter.code, caseNo }
}

function isMaker({ agency, actor }: AccessPlan, copy: CopyShown): boolean {
  return actor.represented === null ? copy.represented === null && copy.agency === agency : copy.represented === actor.represented
}

/** One sending of a mutation of an agency's system, or of whoever acts for itself. */
export function sendingOf({ agency, actor }: AccessPlan, operation: string, input: { readonly clientMutationId?: string | null }): Sending {
  return { agency: actor.represented ?? agency, consumer: actor.consumer, operation, id: input.clientMutationId, input }
}

/** Whether a sending has come before and was answered: nothing has to be printed for it then. */
export async function resultOf({ db }: Pick<CopyServices, 'db'>, { agency, consumer, operation, id }: Sending): Promise<boolean> {
  if (id == null) return false
  const same = sql`${copyMutation.agency} = ${agency} and ${copyMutation.consumer} = ${consumer} and ${copyMutation.operation} = ${operation} and ${copyMutation.id} = ${id}`
  const found = await write(db.orm.select({ result: copyMutation.result }).from(copyMutation).where(same))
  return found.length > 0
}

async function sweep(orm: Orm, at: Date): Promise<void> {
  await orm.update(licenceCopy).set({ sealedFile: null }).where(sql`${licenceCopy.number} in (
    select old.number from ${licenceCopy} as old where old.kept_until < ${at.toISOString()}::timestamptz and old.sealed_file is not null limit ${SWEPT_MOST})`)
  await orm.update(licencePreview).set({ address: null, sealedFile: null }).where(sql`${licencePreview.addressUntil} < ${at.toISOString()}::timestamptz and ${licencePreview.sealedFile} is not null`)
}

function nobodys() {
  return actError('NOT_FOUND', 'number: no such copy of this agency or person', 'number：没有本机构或本人的该加注件')
}

function gone() {
  return actError('CONFLICT', 'the copy is being made; ask again', '加注件正在制作，请稍后重试')
}
