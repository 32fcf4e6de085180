import { EncryptJWT, type JWTPayload, jwtDecrypt } from 'jose'
import type { Clock } from '#platform/clock'

/** What a sealed cookie is for; one is never taken for the other. */
export type SealedUse = 'session' | 'sign-in'

/** Seals what a browser keeps for the router, so that neither the browser nor anybody who finds it can read or change it. */
export interface Seal {
  /** A compact JWE (RFC 7516) that opens until `until`, milliseconds since 1970. */
  seal(use: SealedUse, content: Readonly<Record<string, unknown>>, until: number): Promise<string>
  /** What was sealed for this use; `null` where it is anything else, has been changed, or is over. */
  open(use: SealedUse, text: string | undefined): Promise<JWTPayload | null>
}

const ALGORITHM = { alg: 'dir', enc: 'A256GCM' }
const ISSUER = 'govshare-console'

/** @param secret 32 bytes, the same for every router of a hub */
export function openSeal(secret: Buffer, clock: Clock): Seal {
  return {
    seal: (use, content, until) =>
      new EncryptJWT({ ...content }).setProtectedHeader(ALGORITHM).setIssuer(ISSUER).setAudience(use).setExpirationTime(Math.floor(until / 1_000)).encrypt(secret),
    async open(use, text) {
      if (text === undefined) return null
      try {
        const { payload } = await jwtDecrypt(text, secret, {
          issuer: ISSUER, audience: use, currentDate: new Date(clock.now()), requiredClaims: ['exp'],
          keyManagementAlgorithms: [ALGORITHM.alg], contentEncryptionAlgorithms: [ALGORITHM.enc],
        })
        return payload
      } catch {
        return null
      }
    },
  }
}
