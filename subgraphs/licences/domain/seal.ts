import type { Certificate } from '#platform/x509/certificate'
import type { TrustedChain } from '#platform/x509/chain'
import { findingsOn, partsOf } from './identifier.ts'
import type { Face } from './face.ts'
import { type SignedLicence, signatureHolds } from './signature.ts'
import { outcomeOn, stateOn, type Validity } from './validity.ts'

/** The key that a licence names, as the library keeps it, its certificates opened. */
export interface SealKey {
  readonly keyId: string
  readonly issuer: string
  readonly revokedOn: string | null
  /** The signer's own certificate; `null` where what is kept is none. */
  readonly certificate: Certificate | null
  /** `null` where its chain leads to no configured root. */
  readonly chain: TrustedChain | null
}

/** All that a verification looks at. */
export interface SealedLicence extends SignedLicence, Omit<Validity, 'stateSince'> {
  readonly signature: string | null
  /** Id of the key that the licence says it was signed with. */
  readonly signerKey: string | null
}

/** A check of a verification, in the order in which they are made; see `sealChecks`. */
export type SealCheck = 'DIGEST' | 'SIGNATURE' | 'SEAL' | 'CHAIN' | 'VALIDITY' | 'REVOCATION' | 'METADATA' | 'IDENTIFIER' | 'STATE' | 'EXPIRY'

/** Checks of the signature itself, as against what the licence says. */
const OF_THE_SIGNATURE: readonly (SealCheck | null)[] = ['DIGEST', 'SIGNATURE', 'SEAL', 'CHAIN', 'VALIDITY', 'REVOCATION']

/** Whether a verification that ended at this check found the signature itself in order. */
export const signatureInOrder = (check: SealCheck | null): boolean => !OF_THE_SIGNATURE.includes(check)

/**
 * The first check that a licence fails on a day; `null` where it passes all. The order is that of verifying a sealed file (GB/T 38540): what
 * is signed, the signature, whose seal it is, who certified that and when, and then what the licence itself says.
 *
 * @param face opened, with its salt; `null` where the licence has none, `undefined` where it cannot be opened
 * @param key the key that the licence names; `null` where the library does not have it
 */
export function firstFailing(licence: SealedLicence, face: Face | null | undefined, key: SealKey | null, today: string): SealCheck | null {
  if (face === undefined || !digestsHold(licence)) return 'DIGEST'
  const { signature } = licence
  if (signature === null || key === null || key.certificate === null) return 'SIGNATURE'
  if (!signatureHolds(licence, face, signature, key.certificate.publicKey)) return 'SIGNATURE'
  if (!sealFits(licence, key, key.certificate)) return 'SEAL'
  if (key.chain === null) return 'CHAIN'
  if (licence.sealTime === null || licence.sealTime < key.chain.validFrom || licence.sealTime > key.chain.validTo) return 'VALIDITY'
  if (key.revokedOn !== null && key.revokedOn <= today) return 'REVOCATION'
  return firstUntrue(licence, today)
}

// A licence has a file and its digest, or neither.
function digestsHold({ fileRef, fileSm3 }: SealedLicence): boolean {
  return fileSm3 === null ? fileRef === null : /^[0-9a-f]{64}$/u.test(fileSm3)
}

function sealFits(licence: SealedLicence, { keyId, issuer }: SealKey, { keyId: certified, subject }: Certificate): boolean {
  return keyId === licence.signerKey && keyId === certified && issuer === licence.issuer && issuer === subject.organizationIdentifier
    && licence.sealSigner === subject.organization && licence.sealName === subject.commonName
}

function firstUntrue(licence: SealedLicence, today: string): SealCheck | null {
  const parts = partsOf(licence.identifier)
  if (parts === null || parts.type !== licence.slice || parts.issuer !== licence.issuer || parts.version !== licence.version) return 'METADATA'
  if (findingsOn(licence.identifier).length > 0) return 'IDENTIFIER'
  const outcome = outcomeOn(licence, today)
  if (outcome === '0') return null
  return licence.state === '01' && stateOn(licence, today) !== licence.state ? 'EXPIRY' : 'STATE'
}
