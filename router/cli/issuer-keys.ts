import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Clock, today } from '#platform/clock'
import { StartFault } from '#platform/errors'
import { parseCreditCode } from '#platform/identifiers'
import { type Certificate, type Name, readCertificate } from '#platform/x509/certificate'
import { isRoot } from '#platform/x509/chain'
import { certificatesIn, pemOf } from '#platform/x509/pem'
import { writeCertificate } from '#platform/x509/write'

const BAD_USAGE = 64
const AUTHORITY_YEARS = 20
const ISSUER_YEARS = 3
const SERIAL_BYTES = 15

/** A file to be written: its name, its text, and whether only its owner may read it. */
export interface KeyFileText {
  readonly name: string
  readonly text: string
  readonly secret: boolean
}

const OPTIONS = { name: { type: 'string' }, 'credit-code': { type: 'string' }, seal: { type: 'string' }, authority: { type: 'string' } } as const

/** `hub keys authority|issuer`: for trying, or where no certificate authority is at hand, an SM2 root and keys of issuers that it certifies. */
export function issuerKeyFiles(what: 'authority' | 'issuer', args: readonly string[], clock: Clock): { readonly folder: string; readonly files: readonly KeyFileText[] } {
  const { values, positionals: [folder, ...more] } = parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS })
  if (folder === undefined || more.length > 0 || values.name === undefined) throw new StartFault('say the folder to write to, and --name, whose keys they are', BAD_USAGE)
  if (what === 'authority') return { folder, files: authority({ organization: values.name, organizationIdentifier: '', commonName: `${values.name}根证书` }, clock) }
  const code = values['credit-code'] ?? ''
  if (!parseCreditCode(code).ok) throw new StartFault('--credit-code must be the unified social credit code of the issuer', BAD_USAGE)
  if (values.authority === undefined) throw new StartFault('--authority must be the folder that hub keys authority wrote', BAD_USAGE)
  const subject = { organization: values.name, organizationIdentifier: code, commonName: values.seal ?? `${values.name}电子证照专用章` }
  return { folder, files: issuer(subject, values.authority, clock) }
}

function authority(name: Name, clock: Clock): KeyFileText[] {
  const pair = keyPair()
  const period = periodFrom(clock, AUTHORITY_YEARS)
  const content = { subject: name, issuer: name, publicKey: pair.publicKey, serial: serial(), ...period, authority: { pathLength: 0 } }
  return filesOf('root', pair.privateKey, writeCertificate(content, pair.privateKey))
}

function issuer(subject: Name, folder: string, clock: Clock): KeyFileText[] {
  const root = rootIn(folder)
  const pair = keyPair()
  const content = { subject, issuer: root.certificate.subject, publicKey: pair.publicKey, serial: serial(), ...periodFrom(clock, ISSUER_YEARS) }
  const bytes = writeCertificate(content, root.key)
  const made = readCertificate(bytes)
  if (made === null || !made.issuerName.equals(root.certificate.subjectName)) throw new StartFault('the authority has a name that is written in another way; its own tools must certify')
  return filesOf(`${subject.organizationIdentifier}-${made.keyId.slice(0, 8)}`, pair.privateKey, bytes)
}

function rootIn(folder: string): { readonly certificate: Certificate; readonly key: string } {
  try {
    const [certificate] = certificatesIn(readFileSync(join(folder, 'root.pem'), 'utf8')).map(readCertificate)
    if (certificate !== null && certificate !== undefined && isRoot(certificate)) return { certificate, key: readFileSync(join(folder, 'root.key'), 'utf8') }
  } catch {
    // Told below like a folder that holds something else.
  }
  throw new StartFault('--authority must be the folder that hub keys authority wrote', BAD_USAGE)
}

// A key that OpenSSL generated signs with SM2 only once it was written down and read again, so it goes on as text.
function keyPair() {
  return generateKeyPairSync('ec', { namedCurve: 'SM2', privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } })
}

const serial = () => Buffer.concat([Buffer.from([1]), randomBytes(SERIAL_BYTES)])

/** Whole days at the hub's place, from today. */
function periodFrom(clock: Clock, years: number) {
  const day = today(clock)
  const until = `${Number(day.slice(0, 4)) + years}-12-31`
  return { validFrom: new Date(`${day}T00:00:00+08:00`), validTo: new Date(`${until}T23:59:59+08:00`) }
}

function filesOf(name: string, privateKey: string, certificate: Buffer): KeyFileText[] {
  return [{ name: `${name}.key`, text: privateKey, secret: true }, { name: `${name}.pem`, text: pemOf(certificate), secret: false }]
}
