import { seal, unseal } from '#platform/envelope'
import type { Identity } from '../authenticate.ts'
import type { Use } from '../decision/uses.ts'

/** What gives an address, at which a file is fetched without a token. */
const GIVING: ReadonlySet<string> = new Set(['Mutation.createLicenceCopy', 'Mutation.previewLicenceCopy', 'Mutation.addressLicenceCopy'])

/** What the box belongs to; another form of {@link Identity} takes another number. */
const FORM = 'session of a copy 1'

/** Whether anything asked gives an address. */
export function givesAddress(uses: readonly Use[]): boolean {
  return uses.some(({ coordinate }) => GIVING.has(coordinate))
}

/** Who asks for an address, as the library keeps it: it can neither read nor change it. */
export function sealSession(key: Buffer, identity: Identity): string {
  return seal(key, JSON.stringify(identity), FORM).toString('base64')
}

/** Who asked for an address; `null` where that is not known, so that nobody's rights are guessed. */
export function openSession(key: Buffer, sealed: string | null): Identity | null {
  if (sealed === null) return null
  try {
    return JSON.parse(unseal(key, Buffer.from(sealed, 'base64'), FORM)) as Identity
  } catch {
    return null
  }
}
