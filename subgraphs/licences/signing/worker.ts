import { createPrivateKey, createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parentPort } from 'node:worker_threads'
import { sm2Signer } from '#platform/sm2'

/** What a worker is asked: to sign with the key of a file, which must belong to a public key. */
export interface SigningTask {
  readonly id: number
  readonly file: string
  /** PEM of SubjectPublicKeyInfo, as the key's certificate states it. */
  readonly publicKey: string
  readonly messages: readonly Uint8Array[]
}

/** Why a key file cannot sign; never what it holds. */
export type KeyCheck = 'KEY_MISSING' | 'KEY_BROKEN' | 'KEY_MISMATCH'

export type SigningResult = { readonly id: number } & ({ readonly signatures: readonly Uint8Array[] } | { readonly check: KeyCheck })

type Signer = (message: Buffer) => Buffer

// A key is read once and stays in this thread, opened.
const signers = new Map<string, Signer>()

parentPort?.on('message', (task: SigningTask) => parentPort?.postMessage({ id: task.id, ...done(task) }))

function done({ file, publicKey, messages }: SigningTask): { signatures: readonly Uint8Array[] } | { check: KeyCheck } {
  const signer = signers.get(file) ?? opened(file, publicKey)
  if (typeof signer === 'string') return { check: signer }
  signers.set(file, signer)
  try {
    return { signatures: messages.map((message) => signer(Buffer.from(message))) }
  } catch {
    return { check: 'KEY_BROKEN' }
  }
}

function opened(file: string, publicKey: string): Signer | KeyCheck {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return 'KEY_MISSING'
  }
  try {
    const own = createPublicKey(createPrivateKey(text)).export({ format: 'pem', type: 'spki' })
    return own === publicKey ? sm2Signer(text) : 'KEY_MISMATCH'
  } catch {
    return 'KEY_BROKEN'
  }
}
