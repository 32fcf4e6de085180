import { StartFault } from '#platform/errors'
import type { Certificate } from '#platform/x509/certificate'
import type { IssuerKeyHandle, IssuerKeys } from './issuer-keys.ts'
import { type KeyFile, type KeyFileFault, readKeyFolder } from './key-files.ts'
import { KeyFault, SigningPool } from './pool.ts'

/** What others need of a key to verify with it; a row of `issuer_key`. */
export interface IssuerCertificate {
  readonly keyId: string
  readonly issuer: string
  /** PEM, the signer's own first. */
  readonly certificates: string
}

/** Issuers' keys in files. */
export interface FileIssuerKeys extends IssuerKeys {
  readonly certificates: readonly IssuerCertificate[]
  close(): Promise<void>
}

const BAD_CONFIGURATION = 78

/**
 * Opens the keys of a folder, each of which is tried by the threads that will sign with it.
 *
 * @param roots configured root certificates
 * @throws StartFault with exit code 78 and a line per fault: whose key, and which check it failed
 */
export async function openFileKeys(folder: string, roots: readonly Certificate[], threads?: number): Promise<FileIssuerKeys> {
  const { keys, faults } = readKeyFolder(folder, roots)
  const pool = new SigningPool(threads)
  const failed = [...faults, ...(await Promise.all(keys.map((key) => tried(pool, key)))).flat()]
  if (failed.length > 0) {
    await pool.close()
    throw new StartFault(`the issuers’ keys have ${failed.length} fault(s):\n${failed.map(({ issuer, check }) => `- ${issuer}: ${check}`).join('\n')}`, BAD_CONFIGURATION)
  }
  const byId = new Map(keys.map((key) => [key.certificate.keyId, key]))
  return {
    certificates: keys.map(({ certificate, issuer, certificates }) => ({ keyId: certificate.keyId, issuer, certificates })),
    async find(issuer, day, revoked) {
      const own = keys.filter((key) => key.issuer === issuer && counts(key, day) && revoked?.has(key.certificate.keyId) !== true)
      const newest = own.toSorted((one, other) => other.validFrom.getTime() - one.validFrom.getTime())[0]
      return newest && handleOf(newest)
    },
    async sign({ keyId }, messages) {
      const key = byId.get(keyId)
      if (key === undefined) throw new KeyFault('KEY_MISSING')
      return messages.length === 0 ? [] : pool.sign(key.file, key.certificate.publicKey, messages)
    },
    close: () => pool.close(),
  }
}

async function tried(pool: SigningPool, { file, certificate, issuer }: KeyFile): Promise<KeyFileFault[]> {
  try {
    await pool.sign(file, certificate.publicKey, [])
    return []
  } catch (error) {
    return [{ issuer, check: error instanceof KeyFault ? error.check : 'KEY_UNTRIED' }]
  }
}

// At the hub's place, so that a licence that is sealed at any time of that day is sealed while the key counts.
const counts = ({ validFrom, validTo }: KeyFile, day: string) =>
  validFrom <= new Date(`${day}T00:00:00+08:00`) && validTo >= new Date(`${day}T23:59:59+08:00`)

function handleOf({ certificate: { keyId, subject }, issuer }: KeyFile): IssuerKeyHandle {
  return { keyId, issuer, sealSigner: subject.organization, sealName: subject.commonName }
}
