import { sm2Verify } from '../sm2.ts'
import { type Certificate, USAGE } from './certificate.ts'

/** Certificates in a chain at most, the root left out. */
export const CHAIN_MAX = 4

/** A chain whose signatures hold up to a configured root; when it counts is another question. */
export interface TrustedChain {
  readonly validFrom: Date
  readonly validTo: Date
}

/**
 * Whether a key is that of whom its certificate names: every certificate issued by the next and the last by a root, each of which may
 * issue and none beyond its path length; RFC 5280 clause 6.
 *
 * @param chain from the signer's own on; the root may stand at its end
 * @returns when all of them count, or `null` where the chain leads nowhere
 */
export function trustedChain(chain: readonly Certificate[], roots: readonly Certificate[]): TrustedChain | null {
  const last = chain.at(-1)
  const own = last !== undefined && roots.some((root) => root.der.equals(last.der)) ? chain.slice(0, -1) : chain
  const [signer, ...authorities] = own
  if (signer === undefined || own.length > CHAIN_MAX || signer.ca || !maySign(signer)) return null
  const linked = own.slice(0, -1).every((each, at) => issued(each, authorities[at], at))
  const root = linked ? roots.find((each) => issued(own.at(-1), each, own.length - 1)) : undefined
  if (root === undefined) return null
  const all = [...own, root]
  return {
    validFrom: new Date(Math.max(...all.map(({ validFrom }) => validFrom.getTime()))),
    validTo: new Date(Math.min(...all.map(({ validTo }) => validTo.getTime()))),
  }
}

/** Whether a certificate can stand at the root: it issues, and it issued itself. */
export function isRoot(certificate: Certificate): boolean {
  return issued(certificate, certificate, 0)
}

const maySign = ({ usage }: Certificate) => usage === null || (usage & (USAGE.digitalSignature | USAGE.nonRepudiation)) !== 0

/** @param below authorities that stand between the issuer and the signer */
function issued(certificate: Certificate | undefined, issuer: Certificate | undefined, below: number): boolean {
  if (certificate === undefined || issuer === undefined || !issuer.ca || !certificate.issuerName.equals(issuer.subjectName)) return false
  if (issuer.usage !== null && (issuer.usage & USAGE.keyCertSign) === 0) return false
  if (issuer.pathLength !== null && issuer.pathLength < below) return false
  return sm2Verify(issuer.publicKey, certificate.signed, certificate.signature)
}
