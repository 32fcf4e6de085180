import { RecentlyUsed } from '#platform/lru'
import { type Certificate, readCertificate } from '#platform/x509/certificate'
import { CHAIN_MAX, trustedChain, type TrustedChain } from '#platform/x509/chain'
import { strictCertificates } from '#platform/x509/pem'

/** What certificates come to: whose key it is, and when it counts. */
export interface Opened {
  readonly certificate: Certificate | null
  readonly chain: TrustedChain | null
}

/** Opens the certificates of a key, PEM in its strict form. */
export type Trust = (certificates: string) => Opened

const KEPT = 512
const TEXT_MAX = 64_000
const NOTHING: Opened = { certificate: null, chain: null }

/**
 * Trust in certificates that lead to configured roots. An issuer signs many licences with one key, so what its certificates came to is
 * remembered; at what time they count is looked at every time.
 */
export function trustIn(roots: readonly Certificate[]): Trust {
  const known = new RecentlyUsed<Opened>(KEPT)
  return (text) => {
    let opened = known.get(text)
    if (opened === undefined) {
      opened = open(text, roots)
      known.set(text, opened)
    }
    return opened
  }
}

function open(text: string, roots: readonly Certificate[]): Opened {
  const read = text.length > TEXT_MAX ? null : strictCertificates(text)
  if (read === null || read.length > CHAIN_MAX + 1) return NOTHING
  const chain = read.map(readCertificate)
  const [certificate] = chain
  if (certificate === null || certificate === undefined) return NOTHING
  const whole = chain.flatMap((each) => each ?? [])
  return { certificate, chain: whole.length === chain.length ? trustedChain(whole, roots) : null }
}
