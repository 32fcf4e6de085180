import { createHash, createHmac } from 'node:crypto'

/** What a signature is of. */
export interface Signed {
  readonly method: string
  /** Path with its query, as it stands in the first line of the request. */
  readonly path: string
  /** Seconds since 1970, in digits. */
  readonly timestamp: string
  readonly nonce: string
  readonly body: string
}

/** The text that is signed: method, path, timestamp, nonce and SM3 of the body in hexadecimal, each on a line of its own. */
export function canonicalText({ method, path, timestamp, nonce, body }: Signed): string {
  return [method, path, timestamp, nonce, createHash('sm3').update(body, 'utf8').digest('hex')].join('\n')
}

/** HMAC-SM3 of the text, in hexadecimal; `docs/webhooks.md` shows receivers how to verify it. */
export function signatureOf(secret: Buffer, signed: Signed): string {
  return createHmac('sm3', secret).update(canonicalText(signed), 'utf8').digest('hex')
}
