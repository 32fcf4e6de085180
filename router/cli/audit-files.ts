import { readFileSync } from 'node:fs'
import { StartFault } from '#platform/errors'
import { keysIn, type ReadHead, readExported, type TrustedKeys } from '../../subgraphs/audit/index.ts'

export const BAD_USAGE = 64
const BAD_DATA = 65

/** The record, a checkpoint or a receipt is not what was written. */
export const NOT_AS_WRITTEN = 3

export function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new StartFault(`${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`, BAD_DATA)
  }
}

/** The public keys in a file. */
export function keysOf(file: string): TrustedKeys {
  const text = textOf(file)
  try {
    const keys = keysIn(text)
    if (keys.size > 0) return keys
  } catch {
    // Said below.
  }
  throw new StartFault(`${file} holds no public key, PEM`, BAD_DATA)
}

/** The exported head in a file. */
export function headIn(file: string): ReadHead {
  const exported = readExported(textOf(file))
  if (exported === null) throw new StartFault(`${file} is no exported head, or one of its signatures does not hold`, BAD_DATA)
  return exported
}
