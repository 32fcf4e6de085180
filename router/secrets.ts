import { createHmac } from 'node:crypto'
import { sm2KeyPair } from '#platform/sm2'

/** The hub's secrets. Each has one use and goes only to whoever has that use. */
export interface Secrets {
  /** Makes subject keys out of document numbers: router and population only. */
  readonly subjects: Buffer
  /** Encrypts licence faces: licences only. */
  readonly licenceFaces: Buffer
  /** Encrypts cursors, which hold sort keys. */
  readonly cursors: Buffer
  /** Seals the secrets with which notices to webhooks are signed: catalogue and the sending router only. */
  readonly webhooks: Buffer
  /** Seals the sessions of the console: router only. */
  readonly consoleSessions: Buffer
  /** Seals who asked for the address of a copy's file: router only. */
  readonly copySessions: Buffer
}

export const MASTER_MIN_BYTES = 32

/**
 * Derives the secrets from one master secret of 32 bytes or more, so that an administrator keeps one thing safe.
 */
export function deriveSecrets(master: Buffer): Secrets {
  const derive = (label: string) => createHmac('sm3', master).update(`govshare\u0000${label}`).digest()
  return {
    subjects: derive('subjects'), licenceFaces: derive('licence-faces'), cursors: derive('cursors'), webhooks: derive('webhooks'),
    consoleSessions: derive('console-sessions'), copySessions: derive('copy-sessions'),
  }
}

/**
 * The private key that signs checkpoints of the record, PEM, for a hub that was given none of its own. No library is given it.
 */
export function deriveSigningKey(master: Buffer, attempt = 0): string {
  try {
    return sm2KeyPair(createHmac('sm3', master).update(`govshare\u0000audit-signing\u0000${attempt}`).digest()).privateKey
  } catch (error) {
    // One number in four thousand million is no key of the curve.
    if (attempt >= 8) throw error
    return deriveSigningKey(master, attempt + 1)
  }
}

/**
 * The master secret of embedded mode. It is published, so it protects nothing; the hub refuses it on a server.
 */
export const EMBEDDED_MASTER = Buffer.from('govshare embedded mode only: this secret is published', 'utf8')
