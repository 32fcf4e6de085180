import { createHash, createHmac, randomBytes } from 'node:crypto'
import { type Sm2KeyPair, sm2KeyPair, sm2Sign, sm2Supported } from '#platform/sm2'
import type { LicencesRows } from '../subgraphs/licences/commands.ts'
import { canonicalText, FACE_SALT, type SignedLicence } from '../subgraphs/licences/domain/signature.ts'
import { LICENCE_TYPES } from './licence-types.ts'
import { codeOf } from './agencies.ts'

/**
 * Keys with which the invented agencies sign. They are published: whoever reads this file can sign as any of them, so they
 * exist for codes of the unassigned region 99 alone, and a library verifies with them only where the seeds were loaded.
 */
const PUBLISHED = 'govshare seeds: a published signing key of an agency that does not exist'
const INVENTED = /^\d{2}99/

interface SeedKey extends Sm2KeyPair {
  readonly keyId: string
}

const made = new Map<string, SeedKey>()

/**
 * The key of an invented agency by its credit code; the same always.
 *
 * @throws RangeError for a code of any other region than 99
 */
export function issuerKeyOf(issuer: string): SeedKey {
  if (!INVENTED.test(issuer)) throw new RangeError('only an invented agency has a published key')
  const known = made.get(issuer)
  if (known !== undefined) return known
  const pair = sm2KeyPair(createHmac('sm3', PUBLISHED).update(issuer).digest())
  const key = { ...pair, keyId: createHash('sm3').update(pair.publicKey).digest('hex').slice(0, 32) }
  made.set(issuer, key)
  return key
}

/** Public keys of every agency that issues licences; none where this OpenSSL cannot sign, and nothing is signed then. */
export function issuerKeyRows(): NonNullable<LicencesRows['issuerKeys']> {
  if (!sm2Supported()) return []
  const issuers = [...new Set(LICENCE_TYPES.map(({ provider }) => codeOf(provider)))]
  return issuers.map((issuer) => {
    const { keyId, publicKey } = issuerKeyOf(issuer)
    return { keyId, issuer, publicKey, validFrom: '2022-01-01', validTo: '2036-12-31' }
  })
}

/**
 * Signs the licences that name a key. Apart from making the world, since every signature is another and the world is not.
 */
export function signLicences(rows: LicencesRows): LicencesRows {
  const keys = new Set(rows.issuerKeys?.map(({ keyId }) => keyId) ?? [])
  return { ...rows, licences: rows.licences.map((row) => (keys.has(row.signerKey ?? '') ? signed(row) : row)) }
}

type Row = LicencesRows['licences'][number]

// Every member that is signed stands in the row of a licence that names a key.
function signed(row: Row): Row {
  const faceSalt = randomBytes(16).toString('base64url')
  const face = row.face === null ? null : { ...row.face, [FACE_SALT]: faceSalt }
  const text = canonicalText(row as unknown as SignedLicence, face)
  const { privateKey } = issuerKeyOf(row.issuer ?? '')
  return { ...row, faceSalt, signature: sm2Sign(privateKey, Buffer.from(text, 'utf8')).toString('base64') }
}
