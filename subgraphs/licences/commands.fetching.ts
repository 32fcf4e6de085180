import { eq, sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import { write } from '#platform/db'
import type { CopyServices } from './commands.making.ts'
import { hashOf } from './domain/copy-codes.ts'
import { digestOf, openFile } from './domain/copy-file.ts'
import type { CopyQueries } from './queries.copies.ts'
import { licenceCopy, licenceCopyHolder, licencePreview } from './tables.copies.ts'

/** A file on its way to whoever has its address. */
export interface TakenFile {
  readonly file: string
  readonly number: string | null
  readonly types: readonly string[]
  readonly subjects: readonly string[]
  readonly consumer: string
  readonly agency: string
  readonly operator: string
  readonly represented: string | null
  readonly matter: string
  readonly caseNo: string
  readonly grants: readonly string[]
}

/** Fetching files by their addresses, once each. */
export function fetchingCommands({ db, clock, faceKey }: CopyServices, told: CopyQueries) {
  const opened = (row: { readonly sealedFile: Buffer | null; readonly fileSm3: string }, belongsTo: string): string | null => {
    if (row.sealedFile === null) return null
    const file = openFile(faceKey, row.sealedFile, belongsTo)
    return digestOf(Buffer.from(file, 'base64')) === row.fileSm3 ? file : null
  }

  const takeCopy = async (access: Access, hash: string, at: string): Promise<TakenFile | null> => {
    const [row] = await write(db.orm.update(licenceCopy).set({ address: null })
      .where(sql`${licenceCopy.address} = ${hash} and ${licenceCopy.addressUntil} > ${at}::timestamptz`).returning())
    if (row === undefined || (await told.copyState(access, row.number)) !== 'GENUINE') return null
    const holders = await write(db.orm.select().from(licenceCopyHolder).where(sql`${licenceCopyHolder.number} = ${row.number}`))
    const file = opened(row, `copy ${row.number}`)
    return file === null ? null : {
      ...row, file, types: [...new Set(holders.map(({ slice }) => slice))], subjects: [...new Set(holders.map(({ subject }) => subject))],
    }
  }

  // Nothing is kept of a preview once it was looked at.
  const takePreview = async (hash: string, at: string): Promise<TakenFile | null> => {
    const row = await write(db.orm.transaction(async (orm) => {
      const [found] = await orm.select().from(licencePreview).where(sql`${licencePreview.address} = ${hash} and ${licencePreview.addressUntil} > ${at}::timestamptz`).for('update')
      if (found !== undefined) await orm.update(licencePreview).set({ address: null, sealedFile: null }).where(eq(licencePreview.subject, found.subject))
      return found
    }))
    const file = row === undefined ? null : opened(row, `preview ${row.subject}`)
    return row === undefined || file === null ? null : { ...row, file, number: null, types: row.slices, subjects: [row.subject], represented: row.subject }
  }

  return {
    /** Takes the file behind an address. The address leads nowhere from then on, whatever becomes of the file. */
    async takeCopyFile(access: Access, token: string): Promise<TakenFile | null> {
      const at = new Date(clock.now()).toISOString()
      return (await takeCopy(access, hashOf(token), at)) ?? (await takePreview(hashOf(token), at))
    },
  }
}
