import { createHash, X509Certificate } from 'node:crypto'
import { bitsOf, derOid, type DerValue, membersOf, readDer, TAG } from './der.ts'

/** Algorithm identifier of SM2 over SM3, GM/T 0006 and GB/T 33560. */
export const SM2_WITH_SM3 = '1.2.156.10197.1.501'

/** Attributes of a name, X.520: the organisation, its unified social credit code, and what the seal or the authority is called. */
export interface Name {
  readonly organization: string
  readonly organizationIdentifier: string
  readonly commonName: string
}

export const ATTRIBUTES: Readonly<Record<keyof Name, string>> = {
  organization: '2.5.4.10', organizationIdentifier: '2.5.4.97', commonName: '2.5.4.3',
}

export const EXTENSIONS = { basicConstraints: '2.5.29.19', keyUsage: '2.5.29.15' } as const

/** First byte of the key usage bits, RFC 5280 clause 4.2.1.3. */
export const USAGE = { digitalSignature: 0x80, nonRepudiation: 0x40, keyCertSign: 0x04, cRLSign: 0x02 } as const

/** A certificate of an SM2 key that is signed with SM2, as far as trust in it depends on it. */
export interface Certificate {
  readonly der: Buffer
  /** What is signed. */
  readonly signed: Buffer
  /** DER of r and s. */
  readonly signature: Buffer
  /** Names as they stand, to be compared byte by byte. */
  readonly issuerName: Buffer
  readonly subjectName: Buffer
  /** What the name says; empty where it does not. */
  readonly subject: Name
  readonly validFrom: Date
  readonly validTo: Date
  /** PEM of SubjectPublicKeyInfo. */
  readonly publicKey: string
  /** Names the key: the first 16 bytes of SM3 over SubjectPublicKeyInfo, 32 hexadecimal digits. */
  readonly keyId: string
  readonly ca: boolean
  /** How many authorities may stand below this one; `null` where that is not said. */
  readonly pathLength: number | null
  /** Bits of {@link USAGE}; `null` where the certificate does not say them. */
  readonly usage: number | null
}

/**
 * Reads a certificate. This never throws.
 *
 * @returns `null` for what is no certificate, is signed by another algorithm or demands what is not understood here
 */
export function readCertificate(bytes: Buffer): Certificate | null {
  try {
    return certificateFrom(bytes)
  } catch {
    return null
  }
}

/** Names a public key: the first 16 bytes of SM3 over SubjectPublicKeyInfo in DER, as 32 hexadecimal digits. */
function keyIdOf(publicKey: Buffer): string {
  return createHash('sm3').update(publicKey).digest('hex').slice(0, 32)
}

function certificateFrom(bytes: Buffer): Certificate {
  const [signed, algorithm, bits, none] = membersOf(readDer(bytes))
  if (signed === undefined || algorithm === undefined || bits === undefined || none !== undefined) throw new RangeError('no certificate')
  const [, , inner, issuerName, , subjectName, key, extensions] = membersOf(signed)
  if (issuerName === undefined || subjectName === undefined || key === undefined) throw new RangeError('no certificate')
  if (!isSm2(algorithm) || inner?.whole.equals(algorithm.whole) !== true) throw new RangeError('another algorithm')
  // OpenSSL refuses whatever else is not well formed.
  const opened = new X509Certificate(bytes)
  const publicKey = opened.publicKey.export({ format: 'der', type: 'spki' })
  if (!publicKey.equals(key.whole)) throw new RangeError('a key in another form')
  return {
    der: bytes,
    signed: signed.whole,
    signature: bitsOf(bits),
    issuerName: issuerName.whole,
    subjectName: subjectName.whole,
    subject: nameFrom(subjectName),
    validFrom: new Date(opened.validFrom),
    validTo: new Date(opened.validTo),
    publicKey: opened.publicKey.export({ format: 'pem', type: 'spki' }).toString(),
    keyId: keyIdOf(publicKey),
    ...constraintsFrom(extensions),
  }
}

const oidOf = (value: DerValue | undefined) => value?.whole ?? Buffer.alloc(0)

// The parameters are left out or NULL, depending on who issues.
const isSm2 = (algorithm: DerValue) => oidOf(membersOf(algorithm)[0]).equals(derOid(SM2_WITH_SM3))

function nameFrom(value: DerValue): Name {
  const attributes = membersOf(value).flatMap(membersOf).map(membersOf)
  const text = (oid: string) => attributes.find(([type]) => oidOf(type).equals(derOid(oid)))?.[1]?.content.toString('utf8') ?? ''
  return {
    organization: text(ATTRIBUTES.organization), organizationIdentifier: text(ATTRIBUTES.organizationIdentifier), commonName: text(ATTRIBUTES.commonName),
  }
}

function constraintsFrom(extensions: DerValue | undefined): Pick<Certificate, 'ca' | 'pathLength' | 'usage'> {
  let found: Pick<Certificate, 'ca' | 'pathLength' | 'usage'> = { ca: false, pathLength: null, usage: null }
  for (const extension of extensions === undefined ? [] : membersOf(readDer(extensions.content))) {
    const [id, ...rest] = membersOf(extension)
    const critical = rest[0]?.tag === TAG.BOOLEAN
    const content = rest.at(-1)?.content ?? Buffer.alloc(0)
    if (oidOf(id).equals(derOid(EXTENSIONS.basicConstraints))) found = { ...found, ...basicConstraints(readDer(content)) }
    else if (oidOf(id).equals(derOid(EXTENSIONS.keyUsage))) found = { ...found, usage: bitsOf(readDer(content), true)[0] ?? 0 }
    else if (critical) throw new RangeError('a critical extension that is not understood')
  }
  return found
}

function basicConstraints(value: DerValue): Pick<Certificate, 'ca' | 'pathLength'> {
  const members = membersOf(value)
  const length = members.find(({ tag }) => tag === TAG.INTEGER)
  return { ca: members[0]?.tag === TAG.BOOLEAN && members[0].content[0] === 0xff, pathLength: length === undefined ? null : length.content.readUIntBE(0, length.content.length) }
}
