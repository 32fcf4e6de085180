import { canonical } from '#platform/plan/canonical'
import { idOf, type Place } from './entry.ts'
import { leafHash } from './merkle.ts'

/** A checkpoint has at most so many entries, so that the way of one of them to its root is found at once. */
export const ENTRIES_MAX = 10_000

/** What a checkpoint adds of one stream. */
export interface StreamRange {
  readonly stream: number
  /** First and last of the entries, both included. */
  readonly from: number
  readonly to: number
  /** Hash of the last one, base64url, which covers all before it in the stream. */
  readonly hash: string
  /** How the stream was opened, where its first entry is among them. */
  readonly opening?: { readonly writer: string; readonly openedAt: string }
}

/** What is signed: the state of the record at a moment, and what came to it since the checkpoint before. */
export interface CheckpointHead {
  readonly type: 'checkpoint'
  /** From 1 on, without gap. */
  readonly number: number
  /** Instant, UTC. */
  readonly at: string
  /** SM3 of the text of the head before, base64url; `null` before the first. */
  readonly previous: string | null
  /** Root of the Merkle tree over the entries, base64url. */
  readonly root: string
  /** How many entries. */
  readonly entries: number
  /** In the order of their numbers. */
  readonly streams: readonly StreamRange[]
}

/** What of an entry goes under a root. */
export interface Anchored extends Place {
  /** Hash of the entry, base64url. */
  readonly hash: string
  /** Digest of the answer that it is about. */
  readonly answer: string
}

/**
 * The leaf of an entry. It tells the digest of the answer besides the hash of the entry, so that a receipt can be proved to
 * whoever may not see what else the entry holds.
 */
export function leafOf({ hash, answer, ...place }: Anchored): Buffer {
  return leafHash(`${idOf(place)} ${hash} ${answer}`)
}

/** The text of a head, as it is signed and kept. */
export const headText = (head: CheckpointHead): string => canonical(head)

/** Reads the text of a head; `null` for anything that is none, or that is not written as a head is. */
export function readHead(text: string): CheckpointHead | null {
  const head = parsed(text) as Partial<CheckpointHead> | null
  if (head?.type !== 'checkpoint' || !isCount(head.number) || !isCount(head.entries)) return null
  if (typeof head.at !== 'string' || !isDigest(head.root) || !(head.previous === null || isDigest(head.previous))) return null
  if (!Array.isArray(head.streams) || !head.streams.every(isRange) || canonical(head) !== text) return null
  const { streams } = head as CheckpointHead
  const ordered = streams.every(({ stream }, index) => index === 0 || stream > (streams[index - 1] as StreamRange).stream)
  const counted = streams.reduce((sum, { from, to }) => sum + to - from + 1, 0)
  return ordered && counted === head.entries ? (head as CheckpointHead) : null
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0
const isDigest = (value: unknown): value is string => typeof value === 'string' && /^[\w-]{43}$/.test(value)

function isRange(value: unknown): value is StreamRange {
  const { stream, from, to, hash, opening } = (value ?? {}) as Partial<StreamRange>
  const opened = from === 1 ? typeof opening?.writer === 'string' && typeof opening.openedAt === 'string' : opening === undefined
  return isCount(stream) && isCount(from) && isCount(to) && from <= to && isDigest(hash) && opened
}
