import { createHash, createHmac, randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Sm2KeyPair, sm2KeyPair, sm2Sign, sm2Supported } from '#platform/sm2'
import { type Name, readCertificate } from '#platform/x509/certificate'
import { pemOf } from '#platform/x509/pem'
import { writeCertificate } from '#platform/x509/write'
import type { LicencesRows } from '../subgraphs/licences/commands.ts'
import { canonicalText, FACE_SALT, type SignedLicence } from '../subgraphs/licences/domain/signature.ts'
import { AGENCIES, codeOf } from './agencies.ts'
import { at } from './calendar.ts'
import { fixedSignature } from './fixed-signature.ts'
import { LICENCE_TYPES } from './licence-types.ts'

/**
 * Keys with which the invented agencies sign, and the root that certifies them. They are published: whoever reads this file can sign as
 * any of them, so they exist for codes of the unassigned region 99 alone, and a hub on a server refuses the root.
 */
const PUBLISHED = 'govshare seeds: a published signing key of an agency that does not exist'
const INVENTED = /^\d{2}99/

interface SeedKey extends Sm2KeyPair {
  readonly keyId: string
  /** PEM. */
  readonly certificate: string
}

const ROOT_NAME: Name = { organization: '示例省电子证照根证书机构', organizationIdentifier: '', commonName: '示例省电子证照根证书（公开，仅供演示）' }
const FROM = new Date(at('2022-01-01', '00:00:00'))
const TO = new Date(at('2036-12-31', '23:59:59'))

const made = new Map<string, SeedKey>()
let root: { readonly pair: Sm2KeyPair; readonly certificate: string } | undefined

/** The published root certificate, PEM; the same always. */
export function publishedRoot(): string {
  return rootKey().certificate
}

function rootKey() {
  if (root !== undefined) return root
  const pair = pairOf('root')
  const content = { subject: ROOT_NAME, issuer: ROOT_NAME, publicKey: pair.publicKey, serial: Buffer.from([1]), validFrom: FROM, validTo: TO, authority: { pathLength: 1 } }
  root = { pair, certificate: pemOf(writeCertificate(content, (signed) => fixedSignature(pair.privateKey, scalarOf('root'), signed))) }
  return root
}

/**
 * The key of an invented agency by its credit code; the same always, its certificate too.
 *
 * @throws RangeError for a code of any other region than 99
 */
export function issuerKeyOf(issuer: string): SeedKey {
  if (!INVENTED.test(issuer)) throw new RangeError('only an invented agency has a published key')
  const known = made.get(issuer)
  if (known !== undefined) return known
  const pair = pairOf(issuer)
  const name = AGENCIES.find(({ creditCode }) => creditCode === issuer)?.name ?? issuer
  const { pair: rootPair } = rootKey()
  const content = {
    subject: { organization: name, organizationIdentifier: issuer, commonName: sealNameOf(name) }, issuer: ROOT_NAME, publicKey: pair.publicKey,
    serial: Buffer.concat([Buffer.from([1]), createHash('sm3').update(issuer).digest().subarray(0, 8)]), validFrom: FROM, validTo: TO,
  }
  const bytes = writeCertificate(content, (signed) => fixedSignature(rootPair.privateKey, scalarOf('root'), signed))
  const key = { ...pair, keyId: readCertificate(bytes)?.keyId ?? '', certificate: pemOf(bytes) }
  made.set(issuer, key)
  return key
}

/** What the seal of an agency for its licences is called. */
export const sealNameOf = (agency: string) => `${agency}电子证照专用章`

const scalarOf = (whose: string) => createHmac('sm3', PUBLISHED).update(whose).digest()
const pairOf = (whose: string) => sm2KeyPair(scalarOf(whose))

/** Credit codes of every agency that issues licences. */
const issuers = () => [...new Set(LICENCE_TYPES.map(({ provider }) => codeOf(provider)))]

/** Certificates of every agency that issues licences; none where this OpenSSL cannot sign, and nothing is signed then. */
export function issuerKeyRows(): NonNullable<LicencesRows['issuerKeys']> {
  if (!sm2Supported()) return []
  return issuers().map((issuer) => {
    const { keyId, certificate } = issuerKeyOf(issuer)
    return { keyId, issuer, certificates: certificate }
  })
}

const OWN = 0o600

/** Writes the published keys into a folder, as a hub reads issuers' keys; what is there already stays. */
export function writePublishedKeys(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const issuer of sm2Supported() ? issuers() : []) {
    const { privateKey, certificate } = issuerKeyOf(issuer)
    for (const [name, text] of [[`${issuer}.key`, privateKey], [`${issuer}.pem`, certificate]] as const) {
      writeFileSync(join(folder, name), text, { mode: OWN })
    }
  }
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
