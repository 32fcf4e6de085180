import { eq, sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import { write } from '#platform/db'
import type { CopyServices } from './commands.making.ts'
import { hashOf } from './domain/copy-codes.ts'
import { digestOf, openFile } from './domain/copy-file.ts'
import { statusOf } from './domain/copy-licences.ts'
import type { CopyState } from './domain/copy-state.ts'
import type { CopyQueries } from './queries.copies.ts'
import type { ReadPrintable } from './queries.printable.ts'
import { licenceCopy, licenceCopyHolder, licencePreview } from './tables.copies.ts'

/** A file that somebody fetches, with all that the router needs to decide whether it may leave. */
export interface TakenFile {
  readonly file: string | null
  readonly state: CopyState
  readonly number: string | null
  readonly byGrant: boolean
  readonly types: readonly string[]
  readonly subjects: readonly string[]
  readonly holders: readonly string[]
  readonly matter: string
  readonly caseNo: string
  readonly session: string | null
}

interface Kept {
  readonly sealedFile: Buffer | null
  readonly fileSm3: string
  readonly matter: string
  readonly caseNo: string
  readonly session: string | null
}

/** Fetching files by their addresses, once each. */
export function fetchingCommands({ db, clock, faceKey }: CopyServices, told: CopyQueries, printable: ReadPrintable) {
  const opened = ({ sealedFile, fileSm3 }: Kept, belongsTo: string): string | null => {
    if (sealedFile === null) return null
    const file = openFile(faceKey, sealedFile, belongsTo)
    return digestOf(Buffer.from(file, 'base64')) === fileSm3 ? file : null
  }

  const named = async (access: Access, identifiers: readonly string[]) => {
    const licences = await printable(access, identifiers)
    return { licences, types: [...new Set(licences.map(({ slice }) => slice))], holders: [...new Set(licences.flatMap(({ subjects }) => subjects))] }
  }

  const takeCopy = async (access: Access, hash: string, at: string): Promise<TakenFile | null> => {
    const [row] = await write(db.orm.update(licenceCopy).set({ address: null })
      .where(sql`${licenceCopy.address} = ${hash} and ${licenceCopy.addressUntil} > ${at}::timestamptz`).returning())
    if (row === undefined) return null
    const { number, basis, matter, caseNo, session } = row
    const held = await write(db.orm.select().from(licenceCopyHolder).where(eq(licenceCopyHolder.number, number)))
    const { types, holders } = await named(access, [...new Set(held.map(({ identifier }) => identifier))])
    const state = await told.copyState(access, number)
    const file = state === 'GENUINE' ? opened(row, `copy ${number}`) : null
    if (state === null || (state === 'GENUINE' && file === null)) return null
    return {
      file, state, number, byGrant: basis === 'DUTY' || basis === 'HOLDER',
      types, subjects: [...new Set(held.map(({ subject }) => subject))], holders, matter, caseNo, session,
    }
  }

  // Nothing is kept of a preview once it was looked at.
  const takePreview = async (access: Access, hash: string, at: string): Promise<TakenFile | null> => {
    const row = await write(db.orm.transaction(async (orm) => {
      const [found] = await orm.select().from(licencePreview).where(sql`${licencePreview.address} = ${hash} and ${licencePreview.addressUntil} > ${at}::timestamptz`).for('update')
      if (found !== undefined) await orm.update(licencePreview).set({ sealedFile: null, address: null, session: null }).where(eq(licencePreview.subject, found.subject))
      return found
    }))
    if (row === undefined) return null
    const { subject, identifiers, matter, caseNo, session } = row
    const { licences, types, holders } = await named(access, identifiers)
    const counts = licences.length === identifiers.length && licences.every((licence) => statusOf(licence, access.plan.today) === null)
    const file = counts ? opened(row, `preview ${subject}`) : null
    if (counts && file === null) return null
    return {
      file, state: counts ? 'GENUINE' : 'LICENCE_ENDED', number: null, byGrant: true,
      types, subjects: [subject], holders, matter, caseNo, session,
    }
  }

  return {
    /** Takes the file behind an address. The address leads nowhere from then on, whatever becomes of the file. */
    async takeCopyFile(access: Access, token: string): Promise<TakenFile | null> {
      const at = new Date(clock.now()).toISOString()
      return (await takeCopy(access, hashOf(token), at)) ?? (await takePreview(access, hashOf(token), at))
    },
  }
}
