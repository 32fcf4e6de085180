import { sm3 } from '#platform/sm3'
import { type CheckpointHead, readHead, type StreamRange } from './checkpoint.ts'
import { type CounterSigned, isCounterSigned } from './exported.ts'
import { isSigned, type TrustedKeys } from './signing.ts'
import { RecordFault } from './stored.ts'

/** A checkpoint as the database gives it. */
export interface StoredCheckpoint {
  readonly number: number
  readonly at: Date
  readonly head: string
  readonly signature: string
  readonly key: string
}

const fault = (number: number, what: string) => new RecordFault('CHECKPOINT', String(number), `checkpoint ${number}: ${what}`)

/**
 * Holds a checkpoint against its signature and its own text.
 *
 * @throws RecordFault where it is not what was signed
 */
export function heldCheckpoint(keys: TrustedKeys, stored: StoredCheckpoint): CheckpointHead {
  const { number, head: text, signature, key } = stored
  if (!isSigned(keys, { text, signature, key })) throw fault(number, 'it is not signed with a key that is trusted')
  const head = readHead(text)
  if (head === null || head.number !== number || Date.parse(head.at) !== stored.at.getTime()) throw fault(number, 'it is not what was signed')
  return head
}

/** @throws RecordFault where a checkpoint does not follow the one before, of which the text is given */
export function holdOrder({ number, previous }: CheckpointHead, expected: number, before: string | null): void {
  if (number !== expected) throw fault(expected, 'it is missing')
  if (previous !== (before === null ? null : sm3(before))) throw fault(number, 'it does not follow the checkpoint before it')
}

/** Rows by which the checkpoint of an entry is found. */
export interface StoredRange {
  readonly stream: number
  readonly first: number
  readonly last: number
}

/** @throws RecordFault where those rows say something else than the head */
export function holdRanges({ number, streams }: CheckpointHead, stored: readonly StoredRange[]): void {
  const same = stored.length === streams.length && streams.every(({ stream, from, to }: StreamRange, index) => {
    const row = stored[index]
    return row?.stream === stream && row.first === from && row.last === to
  })
  if (!same) throw fault(number, 'the rows of its ranges were changed')
}

/** @throws RecordFault where a signature of somebody else does not hold */
export function holdCounterSignatures(number: number, head: string, counters: readonly CounterSigned[]): void {
  const wrong = counters.find((each) => !isCounterSigned(each, head))
  if (wrong !== undefined) throw new RecordFault('COUNTER_SIGNATURE', String(number), `checkpoint ${number}: the counter-signature of ${wrong.signer} does not hold`)
}
