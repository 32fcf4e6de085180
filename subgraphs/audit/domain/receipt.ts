import { sm3 } from '#platform/sm3'
import { leafOf, readHead } from './checkpoint.ts'
import { placeOf } from './entry.ts'
import { leadsTo } from './merkle.ts'
import { isSigned, type TrustedKeys } from './signing.ts'

/** What proves a receipt without the database: the answer of `verifyReceipt`, once the entry stands under a checkpoint. */
export interface Proof {
  /** Hash of the entry, base64url. */
  readonly hash: string
  readonly checkpoint: {
    readonly head: string
    readonly signature: string
    readonly key: string
    /** Place of the entry among those of the checkpoint, from 0 on. */
    readonly index: number
    readonly path: readonly string[]
  }
}

/** Why a receipt is not proved. */
export type ReceiptFault = 'NO_RECEIPT' | 'ANSWER_CHANGED' | 'HEAD_NOT_SIGNED' | 'NOT_UNDER_HEAD'

/** A response as it was received, read for its receipt. */
interface Received {
  readonly entry: string
  readonly digest: string
  /** SM3 of the text of `data` and `errors` as they stand in it, base64url. */
  readonly answer: string
}

/**
 * Reads the receipt of a response as it was received, byte for byte.
 *
 * @returns `null` where it has none
 */
function receivedIn(response: string): Received | null {
  const place = response.lastIndexOf(',"extensions":{')
  const rest = place === -1 ? null : (parsed(`{${response.slice(place + 1)}`) as { extensions?: { receipt?: { entry?: unknown; digest?: unknown } } } | null)
  // No digest is over what stands behind, and of two members of one name readers of JSON take the last.
  if (rest === null || Object.keys(rest).join() !== 'extensions') return null
  const { receipt } = rest.extensions ?? {}
  if (typeof receipt?.entry !== 'string' || typeof receipt.digest !== 'string') return null
  return { entry: receipt.entry, digest: receipt.digest, answer: sm3(`${response.slice(0, place)}}`) }
}

/** Reads the saved answer of `verifyReceipt`; `null` where it proves nothing yet. */
export function readProof(text: string): Proof | null {
  const { verifyReceipt } = (parsed(text) as { data?: { verifyReceipt?: Partial<Proof> | null } } | null)?.data ?? {}
  const { head, signature, key, index, path } = verifyReceipt?.checkpoint ?? {}
  const texts = [verifyReceipt?.hash, head, signature, key].every((each) => typeof each === 'string')
  return texts && Number.isInteger(index) && Array.isArray(path) && path.every((each) => typeof each === 'string') ? (verifyReceipt as Proof) : null
}

/** Whether the answer of a response is the recorded one, and its entry stands under a head that a trusted key has signed; `null` if so. */
export function provesReceipt(response: string, { hash, checkpoint }: Proof, keys: TrustedKeys): ReceiptFault | null {
  const received = receivedIn(response)
  const place = received === null ? null : placeOf(received.entry)
  if (received === null || place === null) return 'NO_RECEIPT'
  if (received.answer !== received.digest) return 'ANSWER_CHANGED'
  const head = readHead(checkpoint.head)
  if (head === null || !isSigned(keys, { text: checkpoint.head, signature: checkpoint.signature, key: checkpoint.key })) return 'HEAD_NOT_SIGNED'
  const leaf = leafOf({ ...place, hash, answer: received.answer })
  const path = checkpoint.path.map((each) => Buffer.from(each, 'base64url'))
  return leadsTo(Buffer.from(head.root, 'base64url'), path, leaf, checkpoint.index, head.entries) ? null : 'NOT_UNDER_HEAD'
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
