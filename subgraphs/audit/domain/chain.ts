import { type AccessEntry, bodyOf, type Place } from './entry.ts'
import { sm3After, sm3Bytes } from './sm3.ts'

/** A stream of entries as it was opened. */
export interface Opening {
  readonly stream: number
  /** Random, of the process that writes it. */
  readonly writer: string
  readonly openedAt: Date
}

/** The last entry of a stream. */
export interface Head extends Place {
  /** 32 bytes. */
  readonly hash: Buffer
}

/** An entry with its bytes, and what they come to after the one before it. */
export interface Chained extends Head {
  readonly entry: AccessEntry
  readonly body: string
}

/** Where a stream begins: before its first entry stands the hash of how it was opened (SM3, GB/T 32905). */
export function headOf({ stream, writer, openedAt }: Opening): Head {
  const opening = `govshare stream ${stream} of ${writer} at ${openedAt.toISOString()}`
  return { stream, seq: 0, hash: sm3Bytes(opening) }
}

/** The hash of an entry: SM3 of the hash of the one before it and of its own bytes. */
export function hashAfter(before: Buffer, body: string): Buffer {
  return sm3After(before, body)
}

/** Entries in the order in which they follow the head of a stream. */
export function chained(head: Head, entries: readonly AccessEntry[]): Chained[] {
  let { seq, hash } = head
  return entries.map((entry) => {
    seq += 1
    const place = { stream: head.stream, seq }
    const body = bodyOf(entry, place)
    hash = hashAfter(hash, body)
    return { ...place, entry, body, hash }
  })
}
