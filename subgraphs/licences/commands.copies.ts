import { sql } from 'drizzle-orm'
import type { Access, LiveCase } from '#platform/access'
import { type Orm, write } from '#platform/db'
import { once, type Sending } from '#platform/db/once'
import { actError, inputError } from '#platform/errors'
import { type Opened, openedByLeave, openedByShowing } from './commands.codes.ts'
import { assertLive, type CopyMaking, type CopyServices, grantsOf, madeBy } from './commands.making.ts'
import { resultOf, sendingOf } from './commands.sending.ts'
import { digestOf, sealFile } from './domain/copy-file.ts'
import { type CopyTerms, endOf, licencesFaults, termsFaults } from './domain/copy-input.ts'
import type { Entitled } from './domain/copy-licences.ts'
import { newCopyNumber } from './domain/copy-number.ts'
import type { CopyBasis } from './domain/copy-state.ts'
import type { CopyShown } from './queries.copies.ts'
import { copyMutation, licenceCopy, licenceCopyHolder, licencePreview } from './tables.copies.ts'

/** What a copy is asked for with. */
export interface CreateCopy extends CopyTerms {
  readonly clientMutationId?: string | null
  readonly authorisation?: string | null
  readonly shown?: string | null
}

/** A file is kept so long after its copy has run out, so that what was fetched late can still be told apart. */
const KEPT_MS = 30 * 86_400_000

/** So many files are let go with each copy that is made, so that they never pile up. */
const SWEPT_MOST = 50

interface Way extends Entitled {
  readonly basis: CopyBasis
  readonly opened: Opened | null
}

/** Making purpose-bound copies. */
export function copyCommands({ db, clock, faceKey }: CopyServices, { print, selected, withAddress }: CopyMaking) {
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

  const make = async (access: Access, input: CreateCopy, sending: Sending): Promise<string> => {
    const liveCase = assertLive(access.plan)
    const until = endOf(input, clock)
    const terms = termsFaults({ ...input, expiresAt: until }, liveCase, clock.now())
    if (terms.length > 0) throw inputError(terms)
    const way = await wayOf(access, input, liveCase)
    const { licences, persons } = await selected(access, way)
    const number = newCopyNumber()
    const at = new Date(clock.now())
    const { file, watermark } = await print(licences, { liveCase, number, reason: input.reason, expiresAt: until, at: at.getTime() })
    const expiresAt = new Date(until)
    const made = await write(db.orm.transaction((orm) => once(orm, copyMutation, sending, async () => {
      await way.opened?.take(orm)
      await sweep(orm, at)
      await orm.insert(licenceCopy).values({
        ...madeBy(access.plan, liveCase), number, basis: way.basis, authorisation: way.opened?.authorisation ?? null, reason: input.reason, watermark,
        grants: way.byGrant ? grantsOf(access.plan, licences) : [], confidential: liveCase.kind === 'INSTRUMENT', createdAt: at, expiresAt, fileSm3: digestOf(file),
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
      const before = await resultOf(db, sending)
      const number = before ? await write(db.orm.transaction((orm) => once(orm, copyMutation, sending, () => Promise.reject(gone())))) : await make(access, input, sending)
      return withAddress(access, number)
    },
  }
}

function assertOneWay(ways: readonly unknown[], licences: CreateCopy['licences']): void {
  if (ways.filter((each) => each != null).length !== 1) {
    throw actError('BAD_USER_INPUT', 'input: one of licences, authorisation and shown', 'input：licences、authorisation、shown 须且仅须填写一项')
  }
  const faults = licences == null ? [] : licencesFaults(licences)
  if (faults.length > 0) throw inputError(faults)
}

async function sweep(orm: Orm, at: Date): Promise<void> {
  await orm.update(licenceCopy).set({ sealedFile: null, address: null, session: null }).where(sql`${licenceCopy.number} in (
    select old.number from ${licenceCopy} as old where old.kept_until < ${at.toISOString()}::timestamptz and old.sealed_file is not null limit ${SWEPT_MOST})`)
  await orm.update(licencePreview).set({ sealedFile: null, address: null, session: null }).where(sql`${licencePreview.addressUntil} < ${at.toISOString()}::timestamptz and ${licencePreview.sealedFile} is not null`)
}

function gone() {
  return actError('CONFLICT', 'the copy is being made; ask again', '加注件正在制作，请稍后重试')
}
