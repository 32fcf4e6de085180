import { canonical } from '#platform/plan/canonical'
import { sm3 } from '#platform/sm3'
import { type CheckpointHead, readHead } from './checkpoint.ts'
import { signatureHolds, type Signer } from './signing.ts'

/** A checkpoint as it leaves the hub: to be kept elsewhere, or signed by somebody else. */
export interface ExportedHead {
  readonly head: string
  readonly signature: string
  /** PEM. Whoever reads it holds it against the key that they know. */
  readonly publicKey: string
  readonly counterSignatures: readonly CounterSigned[]
}

/** The same, with the head that its text says. */
export interface ReadHead extends ExportedHead {
  readonly read: CheckpointHead
}

/** The signature of somebody else under a head. */
export interface CounterSigned {
  readonly signer: string
  /** What was signed: `{type, head, number, signer, at}`, the head by the SM3 of its text. */
  readonly text: string
  readonly signature: string
  readonly publicKey: string
}

/** An exported head as a file: JSON on a line. */
export const exportedText = (exported: ExportedHead): string => `${JSON.stringify(exported)}\n`

/**
 * Reads an exported head.
 *
 * @returns the head with what it came in; `null` for a file that is none, or whose signatures do not hold under its own keys
 */
export function readExported(text: string): ReadHead | null {
  const { head, signature, publicKey, counterSignatures = [] } = (parsed(text) ?? {}) as Partial<ExportedHead>
  if (![head, signature, publicKey].every((each) => typeof each === 'string') || !Array.isArray(counterSignatures)) return null
  const exported = { head, signature, publicKey, counterSignatures } as ExportedHead
  const read = readHead(exported.head)
  if (read === null || !signatureHolds(exported.publicKey, exported.head, exported.signature)) return null
  return exported.counterSignatures.every((each) => isCounterSigned(each, exported.head)) ? { ...exported, read } : null
}

/** Signs a head in addition to the hub. */
export function counterSigned(exported: ExportedHead, read: CheckpointHead, signer: string, key: Signer, at: Date): CounterSigned {
  const text = canonical({ type: 'counter-signature', head: sm3(exported.head), number: read.number, signer, at: at.toISOString() })
  return { signer, text, signature: key.sign(text), publicKey: key.publicKey }
}

/** Whether somebody has signed this head, under the key that stands beside the signature. */
export function isCounterSigned(counter: CounterSigned, head: string): boolean {
  const { text, signature, publicKey, signer } = counter
  if (![text, signature, publicKey, signer].every((each) => typeof each === 'string')) return false
  const said = parsed(text) as { type?: unknown; head?: unknown; signer?: unknown } | null
  return said?.type === 'counter-signature' && said.head === sm3(head) && said.signer === signer && signatureHolds(publicKey, text, signature)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
