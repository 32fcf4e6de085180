import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseCreditCode } from '#platform/identifiers'
import { type Certificate, readCertificate } from '#platform/x509/certificate'
import { trustedChain } from '#platform/x509/chain'
import { certificatesIn, pemOf } from '#platform/x509/pem'

/** A key of an issuer in a folder: two files of one name, `<name>.key` and `<name>.pem`. */
export interface KeyFile {
  /** The private key, PKCS #8 in PEM; read by the signing threads alone. */
  readonly file: string
  /** The signer's own certificate, and its chain in strict PEM, the signer's first. */
  readonly certificate: Certificate
  readonly certificates: string
  /** Credit code of the issuer, as its certificate states it. */
  readonly issuer: string
  readonly validFrom: Date
  readonly validTo: Date
}

/** Something wrong with a file of the folder: whose, and which check. */
export interface KeyFileFault {
  /** Credit code of the issuer where the certificate tells it, else the name of the files. */
  readonly issuer: string
  readonly check: string
}

export interface ReadFolder {
  readonly keys: readonly KeyFile[]
  readonly faults: readonly KeyFileFault[]
}

/** Any right of the group or of others. */
const NOT_THE_OWNER = 0o077

/**
 * Reads what is public of the keys in a folder, and who else may read the private ones.
 *
 * @param roots those that the chains must lead to
 */
export function readKeyFolder(folder: string, roots: readonly Certificate[]): ReadFolder {
  let names: string[]
  try {
    names = readdirSync(folder).toSorted()
  } catch {
    return { keys: [], faults: [{ issuer: '*', check: 'FOLDER_UNREADABLE' }] }
  }
  const bases = [...new Set(names.filter((name) => /\.(key|pem)$/u.test(name)).map((name) => name.slice(0, -4)))]
  const read = bases.map((base) => keyFile(folder, base, roots))
  return {
    keys: read.flatMap((each) => ('check' in each ? [] : [each])),
    faults: read.flatMap((each) => ('check' in each ? [each] : [])),
  }
}

function keyFile(folder: string, base: string, roots: readonly Certificate[]): KeyFile | KeyFileFault {
  const file = join(folder, `${base}.key`)
  const chain = chainIn(join(folder, `${base}.pem`))
  const [certificate] = chain ?? []
  if (chain === null || certificate === undefined) return { issuer: base, check: 'CERTIFICATE_BROKEN' }
  const issuer = certificate.subject.organizationIdentifier
  if (!parseCreditCode(issuer).ok) return { issuer: base, check: 'CERTIFICATE_WITHOUT_CREDIT_CODE' }
  const mode = modeOf(file)
  if (mode === null) return { issuer, check: 'KEY_MISSING' }
  if ((mode & NOT_THE_OWNER) !== 0) return { issuer, check: 'KEY_READABLE_BY_OTHERS' }
  const trusted = trustedChain(chain, roots)
  if (trusted === null) return { issuer, check: 'CHAIN_UNTRUSTED' }
  return { file, certificate, issuer, certificates: chain.map((each) => pemOf(each.der)).join(''), ...trusted }
}

function chainIn(path: string): Certificate[] | null {
  try {
    const chain = certificatesIn(readFileSync(path, 'utf8')).map(readCertificate)
    return chain.every((each) => each !== null) ? (chain as Certificate[]) : null
  } catch {
    return null
  }
}

function modeOf(path: string): number | null {
  try {
    const found = statSync(path)
    return found.isFile() ? found.mode : null
  } catch {
    return null
  }
}
