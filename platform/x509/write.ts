import { createPublicKey } from 'node:crypto'
import { sm2Sign } from '../sm2.ts'
import { ATTRIBUTES, EXTENSIONS, type Name, SM2_WITH_SM3, USAGE } from './certificate.ts'
import { der, derBits, derInteger, derOid, TAG } from './der.ts'

/** What a new certificate says. */
export interface CertificateContent {
  readonly subject: Name
  readonly issuer: Name
  /** The subject's key, PEM of SubjectPublicKeyInfo. */
  readonly publicKey: string
  /** At most 20 bytes, the first bit not set. */
  readonly serial: Buffer
  readonly validFrom: Date
  readonly validTo: Date
  /** Whether its key issues certificates, and how many authorities may stand below; a signer's own where it is left out. */
  readonly authority?: { readonly pathLength?: number }
}

/** Signs with the issuer's key: SM2 over SM3 with the default signer id. */
export type SignCertificate = (signed: Buffer) => Buffer

/**
 * Makes a certificate of an SM2 key, X.509 version 3, in DER.
 *
 * @param issuerKey PEM of the issuer's private key, or what signs with it
 */
export function writeCertificate(content: CertificateContent, issuerKey: string | SignCertificate): Buffer {
  const sign = typeof issuerKey === 'string' ? (signed: Buffer) => sm2Sign(issuerKey, signed) : issuerKey
  const signed = contentOf(content)
  return der(TAG.SEQUENCE, signed, ALGORITHM, derBits(sign(signed)))
}

const VERSION_3 = der(0xa0, derInteger(Buffer.from([2])))
const ALGORITHM = der(TAG.SEQUENCE, derOid(SM2_WITH_SM3))
const TRUE = der(TAG.BOOLEAN, Buffer.from([0xff]))

function contentOf({ subject, issuer, publicKey, serial, validFrom, validTo, authority }: CertificateContent): Buffer {
  return der(
    TAG.SEQUENCE, VERSION_3, derInteger(serial), ALGORITHM, nameOf(issuer), der(TAG.SEQUENCE, timeOf(validFrom), timeOf(validTo)), nameOf(subject),
    createPublicKey(publicKey).export({ format: 'der', type: 'spki' }), der(0xa3, der(TAG.SEQUENCE, constraintsOf(authority), usageOf(authority !== undefined))),
  )
}

function nameOf(name: Name): Buffer {
  const members = (Object.keys(ATTRIBUTES) as (keyof Name)[]).filter((each) => name[each] !== '')
  return der(TAG.SEQUENCE, ...members.map((each) =>
    der(TAG.SET, der(TAG.SEQUENCE, derOid(ATTRIBUTES[each]), der(TAG.UTF8_STRING, Buffer.from(name[each], 'utf8'))))))
}

const GENERALIZED_FROM = 2050

/** A second in UTC; RFC 5280 clause 4.1.2.5 writes years until 2049 with two digits. */
function timeOf(time: Date): Buffer {
  const text = `${time.toISOString().slice(0, 19).replace(/[-T:]/gu, '')}Z`
  return time.getUTCFullYear() < GENERALIZED_FROM ? der(TAG.UTC_TIME, Buffer.from(text.slice(2))) : der(TAG.GENERALIZED_TIME, Buffer.from(text))
}

const extension = (id: string, value: Buffer) => der(TAG.SEQUENCE, derOid(id), TRUE, der(TAG.OCTET_STRING, value))

function constraintsOf(authority: CertificateContent['authority']): Buffer {
  const length = authority?.pathLength
  const members = authority === undefined ? [] : [TRUE, ...(length === undefined ? [] : [derInteger(Buffer.from([length]))])]
  return extension(EXTENSIONS.basicConstraints, der(TAG.SEQUENCE, ...members))
}

function usageOf(authority: boolean): Buffer {
  const bits = authority ? USAGE.keyCertSign | USAGE.cRLSign : USAGE.digitalSignature | USAGE.nonRepudiation
  return extension(EXTENSIONS.keyUsage, derBits(Buffer.from([bits]), authority ? 1 : 6))
}
