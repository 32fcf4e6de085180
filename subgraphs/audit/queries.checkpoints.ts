import { asc, desc, eq, sql } from 'drizzle-orm'
import { type Database, write } from '#platform/db'
import type { Anchored } from './domain/checkpoint.ts'
import { accessRecord, stream } from './tables.ts'
import { checkpoint, checkpointRange, counterSignature } from './tables.checkpoints.ts'

/** A checkpoint as it is kept. */
export type CheckpointRow = typeof checkpoint.$inferSelect

/** A signature of somebody else under a checkpoint, as it is kept. */
export type CounterSignatureRow = typeof counterSignature.$inferSelect

// What follows reads where the record is written, and never from a copy that may lag behind.

/** The newest checkpoint; `null` before the first. */
export async function newestCheckpoint(db: Database): Promise<CheckpointRow | null> {
  const [newest] = await write(db.orm.select().from(checkpoint).orderBy(desc(checkpoint.number)).limit(1))
  return newest ?? null
}

/** A checkpoint; `null` where none has that number. */
export async function checkpointNumbered(db: Database, number: number): Promise<CheckpointRow | null> {
  const [found] = await write(db.orm.select().from(checkpoint).where(eq(checkpoint.number, number)))
  return found ?? null
}

/** Signatures of others under a checkpoint. */
export async function counterSignaturesOf(db: Database, number: number): Promise<CounterSignatureRow[]> {
  return write(db.orm.select().from(counterSignature).where(eq(counterSignature.checkpoint, number)).orderBy(asc(counterSignature.signer)))
}

/** An entry that stands under no checkpoint yet. */
export interface FreshEntry extends Anchored {
  /** The last entry of its stream that stands under one; 0 where none does. */
  readonly anchored: number
  /** How its stream was opened. */
  readonly writer: string
  readonly openedAt: Date
}

/**
 * Entries that stand under no checkpoint yet, by stream and place.
 *
 * @param since entries before it are not looked for, so that the months before are left alone
 */
export async function freshEntries(db: Database, since: Date, most: number): Promise<FreshEntry[]> {
  const anchored = sql`coalesce((select ${checkpointRange.last} from ${checkpointRange} where ${checkpointRange.stream} = ${stream.id}
    order by ${checkpointRange.last} desc limit 1), 0)`
  const found = sql`(select ${stream.id} as stream, ${stream.writer} as writer, ${stream.openedAt} as opened_at, ${anchored} as anchored from ${stream}) as known
    cross join lateral (select seq, hash, body from ${accessRecord}
      where ${accessRecord.stream} = known.stream and ${accessRecord.seq} > known.anchored and ${accessRecord.at} >= ${since.toISOString()}::timestamptz
      order by ${accessRecord.seq} limit ${most}) as entry`
  return write(db.orm
    .select({
      stream: sql<number>`known.stream`,
      seq: sql<number>`entry.seq`.mapWith(Number),
      hash: sql<string>`translate(encode(entry.hash, 'base64'), '+/=', '-_')`,
      answer: sql<string>`coalesce(entry.body::jsonb ->> 'answer', '')`,
      anchored: sql<number>`known.anchored`.mapWith(Number),
      writer: sql<string>`known.writer`,
      openedAt: sql<Date>`known.opened_at`.mapWith(stream.openedAt),
    })
    .from(found)
    .orderBy(sql`known.stream, entry.seq`)
    .limit(most))
}

/** The last entry of each of some streams that stands under a checkpoint, by stream. */
export async function anchoredOf(db: Database, streams: readonly number[]): Promise<ReadonlyMap<number, number>> {
  const rows = await write(db.orm
    .select({ stream: checkpointRange.stream, last: sql<number>`max(${checkpointRange.last})`.mapWith(Number) })
    .from(checkpointRange)
    .where(sql`${checkpointRange.stream} = any(${sql.param([...streams])}::integer[])`)
    .groupBy(checkpointRange.stream))
  return new Map(rows.map(({ stream: of, last }) => [of, last]))
}
