import { join } from 'node:path'
import type { Settings } from '#platform/config'
import type { Database } from '#platform/db'
import { type Certificate, readCertificate } from '#platform/x509/certificate'
import { isRoot } from '#platform/x509/chain'
import { certificatesIn } from '#platform/x509/pem'
import { publishedRoot, writePublishedKeys } from '../seeds/issuer-keys.ts'
import { type FileIssuerKeys, openFileKeys, registerIssuerCertificates } from '../subgraphs/licences/index.ts'
import type { Sealing } from './libraries.ts'

/** By what licences are signed and verified, as it is configured. */
export interface SealingConfig {
  readonly roots: readonly Certificate[]
  /** Folder of issuers' keys; `undefined` where nobody signs here. */
  readonly issuerKeys: string | undefined
  /** Whether the folder is filled with the published keys of the seeds. */
  readonly published: boolean
}

const ROOTS = 'LICENCES_ROOT_CERTIFICATES'
const KEYS = 'LICENCES_ISSUER_KEYS'

/** Reads the settings. Without a server the seeds' root counts, and the seeds' keys sign where no others are given. */
export function sealingFrom(settings: Settings, mode: 'embedded' | 'server', dataDir: string): SealingConfig {
  const given = rootsFrom(settings)
  const seeds = certificatesIn(publishedRoot()).flatMap((each) => readCertificate(each) ?? [])
  const folder = settings.text('LICENCES_ISSUER_KEYS')
  if (mode === 'embedded') return { roots: [...seeds, ...given], issuerKeys: folder ?? join(dataDir, 'issuer-keys'), published: folder === undefined }
  if (given.some(({ der }) => seeds.some((seed) => seed.der.equals(der)))) settings.fault(ROOTS, 'a file without the published root of the seeds')
  if (folder !== undefined && given.length === 0) settings.fault(ROOTS, `a file of root certificates, since ${KEYS} is set`)
  return { roots: given, issuerKeys: folder, published: false }
}

function rootsFrom(settings: Settings): Certificate[] {
  const text = settings.file('LICENCES_ROOT_CERTIFICATES')
  if (text === undefined) return []
  const read = certificatesIn(text).map(readCertificate)
  const roots = read.flatMap((each) => each ?? [])
  if (roots.length === 0 || roots.length < read.length || !roots.every(isRoot)) settings.fault(ROOTS, 'a file of self-signed SM2 certificates of authorities, PEM')
  return roots
}

/** {@link Sealing} that is open, its keys in files. */
export interface OpenSealing extends Sealing {
  readonly issuerKeys: FileIssuerKeys | undefined
}

/**
 * Opens the issuers' keys.
 *
 * @throws StartFault with exit code 78 naming every key that fails a check
 */
export async function openSealing({ roots, issuerKeys, published }: SealingConfig): Promise<OpenSealing> {
  if (issuerKeys === undefined) return { roots, issuerKeys: undefined }
  if (published) writePublishedKeys(issuerKeys)
  return { roots, issuerKeys: await openFileKeys(issuerKeys, roots) }
}

/** Notes in the library, which must have been migrated, the certificates of the keys that sign here. */
export async function registerSealing(db: Database, { issuerKeys }: OpenSealing): Promise<void> {
  if (issuerKeys !== undefined) await registerIssuerCertificates(db, issuerKeys.certificates)
}
