import { sql } from 'drizzle-orm'
import { type Database, write } from '#platform/db'
import { sm3 } from '#platform/sm3'
import { type CheckpointHead, ENTRIES_MAX, headText, leafOf, type StreamRange } from './domain/checkpoint.ts'
import type { CounterSigned } from './domain/exported.ts'
import { rootOf } from './domain/merkle.ts'
import type { Signer } from './domain/signing.ts'
import { type FreshEntry, freshEntries, newestCheckpoint } from './queries.checkpoints.ts'
import { checkpoint, checkpointRange, counterSignature } from './tables.checkpoints.ts'

/** Entries are looked for so long before the last checkpoint: longer than a write takes, and than most clocks are wrong. */
const LOOK_BACK_MS = 35 * 86_400_000

/** A checkpoint that was made. */
export interface Made {
  readonly number: number
  readonly entries: number
}

/**
 * Puts entries that stand under no checkpoint yet under one, at most {@link ENTRIES_MAX}.
 *
 * @param db where the writer of the record has logged in
 * @param everywhere whether to look for entries in all months, and not in the last one alone
 * @returns `null` where there was no such entry, or another router has made the same checkpoint meanwhile
 */
export async function makeCheckpoint(db: Database, signer: Signer, at: Date, everywhere = false): Promise<Made | null> {
  const before = await newestCheckpoint(db)
  const since = before === null || everywhere ? 0 : Math.min(before.at.getTime(), at.getTime()) - LOOK_BACK_MS
  const entries = await looked(db, new Date(since))
  if (entries.length === 0) return null
  const head: CheckpointHead = {
    type: 'checkpoint', number: (before?.number ?? 0) + 1, at: at.toISOString(), previous: before === null ? null : sm3(before.head),
    root: rootOf(entries.map(leafOf)).toString('base64url'), entries: entries.length, streams: rangesOf(entries),
  }
  return (await kept(db, head, signer, at)) ? { number: head.number, entries: head.entries } : null
}

/** Entries that follow what is anchored without a gap. Only somebody who changed the record, or a clock that was far off, can cause one. */
async function looked(db: Database, since: Date): Promise<FreshEntry[]> {
  const found = await freshEntries(db, since, ENTRIES_MAX)
  const following = withoutGaps(found)
  return following.length === found.length || since.getTime() === 0 ? following : looked(db, new Date(0))
}

function withoutGaps(entries: readonly FreshEntry[]): FreshEntry[] {
  let expected = { stream: 0, seq: 0 }
  return entries.filter(({ stream, seq, anchored }) => {
    if (stream !== expected.stream) expected = { stream, seq: anchored + 1 }
    if (seq !== expected.seq) return false
    expected = { stream, seq: seq + 1 }
    return true
  })
}

function rangesOf(entries: readonly FreshEntry[]): StreamRange[] {
  const ranges = new Map<number, StreamRange>()
  for (const { stream, seq, hash, writer, openedAt } of entries) {
    const opening = { opening: { writer, openedAt: openedAt.toISOString() } }
    ranges.set(stream, { ...(ranges.get(stream) ?? { stream, from: seq, ...(seq === 1 ? opening : {}) }), to: seq, hash })
  }
  return [...ranges.values()]
}

/** Writes a checkpoint with its ranges; `false` where another has its number. */
async function kept(db: Database, head: CheckpointHead, signer: Signer, at: Date): Promise<boolean> {
  const text = headText(head)
  const ranges = JSON.stringify(head.streams.map(({ stream, from, to }) => ({ stream, from, to })))
  const written = await write(db.orm.transaction(async (orm) => {
    const made = await orm
      .insert(checkpoint)
      .values({ number: head.number, at, head: text, signature: signer.sign(text), key: signer.id })
      .onConflictDoNothing()
      .returning({ number: checkpoint.number })
    if (made.length > 0) await orm.execute(sql`
      insert into ${checkpointRange} (stream, first, last, checkpoint)
      select "stream", "from", "to", ${head.number}::integer from jsonb_to_recordset(${ranges}::jsonb) as each("stream" integer, "from" bigint, "to" bigint)`)
    return made
  }))
  return written.length > 0
}

/** Keeps a signature of somebody else under a checkpoint, once for each who signed. */
export async function keepCounterSignature(db: Database, number: number, { signer, text, signature, publicKey }: CounterSigned): Promise<void> {
  await write(db.orm.insert(counterSignature).values({ checkpoint: number, signer, text, signature, publicKey }).onConflictDoNothing())
}
