import { eq } from 'drizzle-orm'
import type { Access, AccessPlan, LiveCase } from '#platform/access'
import { write } from '#platform/db'
import { actError, codeOf, wordsOf } from '#platform/errors'
import type { LibraryServices } from '#platform/subgraph'
import { ADDRESS_MS, hashOf, newToken } from './domain/copy-codes.ts'
import { printedOf } from './domain/copy-file.ts'
import { assertTypesGranted, chosen, type Entitled } from './domain/copy-licences.ts'
import { type Worded, wordsOfCopy } from './domain/copy-words.ts'
import type { StatusCode } from './domain/statuses.ts'
import type { Printer } from './printing/printer.ts'
import { watermarkOf } from './printing/watermark.ts'
import type { Address, CopyQueries, CopyShown } from './queries.copies.ts'
import type { Printable, ReadPrintable } from './queries.printable.ts'
import { licenceCopy } from './tables.copies.ts'

/** What making copies needs besides. */
export interface CopyServices extends LibraryServices {
  readonly faceKey: Buffer
  readonly printer: Printer
  /** Where the hub is reached by anybody, without a slash at the end. */
  readonly publicUrl: string
}

/** What is kept of an address. */
interface Kept {
  readonly address: string
  readonly addressUntil: Date
  readonly session: string | null
}

/** What making a copy and showing what it will look like have in common. */
export function copyMaking(services: CopyServices, told: CopyQueries, printable: ReadPrintable) {
  const { db, clock, faceKey, printer, publicUrl } = services

  const addressed = async ({ plan: { actor } }: Access, set: (values: Kept) => Promise<unknown>): Promise<Address> => {
    const token = newToken()
    const until = new Date(clock.now() + ADDRESS_MS)
    await set({ address: hashOf(token), addressUntil: until, session: actor.session ?? null })
    return { address: `${publicUrl}/licences/copies/${token}`, addressExpiresAt: until }
  }

  return {
    addressed,

    /** The licences that may be copied, and the holders whom the copy is about. */
    selected: async (access: Access, way: Entitled) => {
      if (way.byGrant) assertTypesGranted(access, way.identifiers)
      return chosen(access, await printable(access, way.identifiers), way)
    },

    /** Prints a copy, or a preview where it has no number. */
    print: async (rows: readonly Printable[], words: Omit<Worded, 'licences'>): Promise<{ readonly file: Uint8Array; readonly watermark: string[] }> => {
      const { number } = words
      const facts = wordsOfCopy({ ...words, licences: rows })
      const watermark = watermarkOf(facts)
      const licences = rows.map((row) => printedOf(row, faceKey))
      try {
        const checkAt = number === null ? '' : `${publicUrl}/v/${number}`
        const file = await printer.print({ number: number ?? '', madeOn: facts.madeOn, watermark, licences, checkAt, preview: number === null })
        return { file, watermark }
      } catch (error) {
        throw asTold(error)
      }
    },

    /** A copy with an address where its file can be fetched, while it counts. */
    withAddress: async (access: Access, number: string): Promise<CopyShown | null> => {
      const living = (await told.onFile(access, number))?.state === 'GENUINE'
      const address = living ? await addressed(access, (values) => write(db.orm.update(licenceCopy).set(values).where(eq(licenceCopy.number, number)))) : null
      return told.copy(access, number, address)
    },
  }
}

export type CopyMaking = ReturnType<typeof copyMaking>

/** The status of a type without a template that can be laid out, see `domain/statuses.ts`. */
const TEMPLATE: StatusCode = '107'

function asTold(error: unknown): unknown {
  const { messageZh, faults } = wordsOf(error)
  if (codeOf(error) !== 'CONFLICT' || messageZh === undefined) return error
  return actError('CONFLICT', (error as Error).message, messageZh, { status: TEMPLATE, ...(faults === undefined ? {} : { faults }) })
}

/** @throws FORBIDDEN where the purpose has no case that may be acted under */
export function assertLive({ liveCase }: AccessPlan): LiveCase {
  if (liveCase !== null) return liveCase
  throw actError('FORBIDDEN', 'the purpose names no open case of this agency or person in this matter', '使用目的中没有本机构或本人在该事项下的在办办件')
}

/** Who makes it, and for which case. */
export function madeBy({ actor }: AccessPlan, { agency, matter, caseNo }: LiveCase) {
  return { consumer: actor.consumer, agency: agency.code, operator: actor.operator, represented: actor.represented, matter: matter.code, caseNo }
}

/** Grants that open copies of these licences. */
export function grantsOf({ grants }: AccessPlan, licences: readonly Printable[]): string[] {
  const items = new Set(licences.map(({ slice }) => `Licence.copyable@${slice}`))
  return [...new Set(grants.flatMap(([item, grant]) => (items.has(item) ? [grant] : [])))]
}
