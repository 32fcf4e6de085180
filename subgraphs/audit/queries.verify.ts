import { asc, sql } from 'drizzle-orm'
import { type Database, read, whole } from '#platform/db'
import { decisionHash } from './domain/entry.ts'
import type { Span } from './domain/held-rows.ts'
import type { StoredConcerns, StoredDecision, StoredEntry } from './domain/stored.ts'
import { checkpoint, checkpointRange, counterSignature, retirement } from './tables.checkpoints.ts'
import { accessRecord, accessRecordConcern, decision, stream } from './tables.ts'

/** So many checkpoints are read at once. */
const CHECKPOINTS = 200

const { placeholder } = sql

/** Rows that say whom an entry concerns. */
export interface ConcernRow extends StoredConcerns {
  readonly stream: number
  readonly seq: number
}

const milliseconds = (column: unknown) => sql<number>`(extract(epoch from ${column}) * 1000)::float8`.mapWith(Number)

function pagesOf(db: Database) {
  const spans = sql`unnest(${placeholder('streams')}::integer[], ${placeholder('firsts')}::bigint[], ${placeholder('lasts')}::bigint[]) as span(stream, first, last)`
  const entries = whole(db, 'audit_verify_entries', db.orm
    .select({
      stream: sql<number>`entry.stream`,
      seq: sql<number>`entry.seq::float8`,
      at: milliseconds(sql`entry.at`),
      agency: sql<string>`entry.agency_credit_code`,
      caseHash: sql<string | null>`entry.case_hash::text`,
      decision: sql<number>`entry.decision`,
      body: sql<string>`entry.body`,
      hash: sql<Buffer>`entry.hash`.mapWith(accessRecord.hash),
    })
    .from(sql`${spans} cross join lateral (select * from ${accessRecord}
      where ${accessRecord.stream} = span.stream and ${accessRecord.seq} between span.first and span.last order by ${accessRecord.seq}) as entry`))
  const concerns = whole(db, 'audit_verify_concerns', db.orm
    .select({
      stream: accessRecordConcern.stream,
      seq: sql<number>`${accessRecordConcern.seq}::float8`,
      at: milliseconds(accessRecordConcern.at),
      concerns: sql<string>`string_agg(${accessRecordConcern.role} || ${accessRecordConcern.key}, chr(10))`,
      rows: sql<number>`count(*)::integer`,
    })
    .from(accessRecordConcern)
    .where(sql`${accessRecordConcern.at} between to_timestamp(${placeholder('from')}::float8 / 1000) and to_timestamp(${placeholder('to')}::float8 / 1000)
      and ${accessRecordConcern.stream} = any(${placeholder('streams')}::integer[])`)
    .groupBy(accessRecordConcern.stream, accessRecordConcern.seq, accessRecordConcern.at))
  const decisions = whole(db, 'audit_verify_decisions', db.orm.select().from(decision).where(sql`${decision.id} = any(${placeholder('ids')}::integer[])`))
  const wrongCase = whole(db, 'audit_verify_cases', db.orm
    .select({ index: sql<number>`(min(given.ordinal) - 1)::integer` })
    .from(sql`unnest(${placeholder('cases')}::text[], ${placeholder('hashes')}::bigint[]) with ordinality as given(no, hash, ordinal)`)
    .where(sql`hashtextextended(given.no, 0) <> given.hash`))
  return { entries, concerns, decisions, wrongCase }
}

function checkpointsOf(db: Database) {
  const from = sql`${placeholder('from')}::integer`
  const page = whole(db, 'audit_verify_checkpoints', db.orm.select().from(checkpoint).where(sql`${checkpoint.number} >= ${from}`).orderBy(asc(checkpoint.number)).limit(CHECKPOINTS))
  const within = sql`between ${from} and ${placeholder('to')}::integer`
  const ranges = whole(db, 'audit_verify_ranges', db.orm.select().from(checkpointRange).where(sql`${checkpointRange.checkpoint} ${within}`).orderBy(asc(checkpointRange.checkpoint), asc(checkpointRange.stream)))
  const counter = whole(db, 'audit_verify_counter_signatures', db.orm.select().from(counterSignature).where(sql`${counterSignature.checkpoint} ${within}`))
  const reaching = whole(db, 'audit_verify_reaching', db.orm
    .select({ number: checkpoint.number, at: checkpoint.at, head: checkpoint.head, signature: checkpoint.signature, key: checkpoint.key })
    .from(checkpoint)
    .where(sql`${checkpoint.number} = (select ${checkpointRange.checkpoint} from ${checkpointRange}
      where ${checkpointRange.stream} = ${placeholder('stream')} and ${checkpointRange.last} = ${placeholder('last')}::bigint)`))
  const firstSince = whole(db, 'audit_verify_first', db.orm
    .select({ number: sql<number>`min(${checkpoint.number})` })
    .from(checkpoint)
    .where(sql`${checkpoint.at} >= ${placeholder('since')}::timestamptz`))
  return { page, ranges, counter, reaching, firstSince }
}

/** The reading SQL of whoever verifies the record: large pages by stream and place, each by one prepared statement. */
export function verifyQueries(db: Database) {
  const pages = pagesOf(db)
  const checkpoints = checkpointsOf(db)
  return {
    /** Entries of some spans. Sorting them all would cost the database more than reading them. */
    entries: (spans: readonly Span[]): Promise<StoredEntry[]> =>
      read(pages.entries(), { streams: spans.map(({ stream: of }) => of), firsts: spans.map(({ first }) => first), lasts: spans.map(({ last }) => last) }),

    /** Whom entries of some streams concern, of a while. */
    concerns: (streams: readonly number[], from: number, to: number): Promise<ConcernRow[]> => read(pages.concerns(), { streams, from, to }),

    /** Decisions by their ids, each with the hash that its content has. */
    decisions: async (ids: readonly number[]): Promise<StoredDecision[]> =>
      (await read(pages.decisions(), { ids })).map(({ id, hash, ...content }) => ({ id, hash, held: decisionHash(content) })),
    /** The first of some numbers of cases that does not have the hash beside it. */
    wrongCase: async (cases: readonly string[], hashes: readonly string[]) => (await read(pages.wrongCase(), { cases, hashes }))[0]?.index ?? null,

    /** Some checkpoints from a number on. */
    checkpoints: (from: number) => read(checkpoints.page(), { from }),
    ranges: (from: number, to: number) => read(checkpoints.ranges(), { from, to }),
    counterSignatures: (from: number, to: number) => read(checkpoints.counter(), { from, to }),
    /** The checkpoint whose last entry of a stream is this one. */
    reaching: async (of: number, last: number) => (await read(checkpoints.reaching(), { stream: of, last }))[0],
    /** The first checkpoint that was made at an instant or later. */
    firstSince: async (since: Date) => (await read(checkpoints.firstSince(), { since: since.toISOString() }))[0]?.number ?? null,

    openings: async () => new Map((await db.orm.select().from(stream)).map((row) => [row.id, { stream: row.id, writer: row.writer, openedAt: row.openedAt }])),
    retirements: () => db.orm.select().from(retirement).orderBy(asc(retirement.number)),
    tops: () => topsOf(db),
    strayConcern: (tops: readonly Span[], matched: number) => strayConcern(db, tops, matched),
  }
}

/** Streams that have entries, each with its first and last: from one to the next by the index. */
async function topsOf(db: Database): Promise<Span[]> {
  return db.orm
    .select({ stream: sql<number>`held.stream`, first: sql<number>`held.first`.mapWith(Number), last: sql<number>`held.last`.mapWith(Number) })
    .from(sql`(
      with recursive each(stream) as (
        select min(${accessRecord.stream}) from ${accessRecord}
        union all
        select (select min(${accessRecord.stream}) from ${accessRecord} where ${accessRecord.stream} > each.stream) from each where each.stream is not null
      )
      select each.stream, (select min(${accessRecord.seq}) from ${accessRecord} where ${accessRecord.stream} = each.stream) as first,
        (select max(${accessRecord.seq}) from ${accessRecord} where ${accessRecord.stream} = each.stream) as last
      from each where each.stream is not null) as held`)
    .orderBy(sql`held.stream`)
}

/**
 * A row that says whom an entry concerns that is not there; `null` where there is none.
 *
 * @param tops the streams as far as they were verified
 * @param matched how many such rows belong to what was verified
 */
async function strayConcern(db: Database, tops: readonly Span[], matched: number): Promise<{ stream: number; seq: number } | null> {
  const concern = sql`${accessRecordConcern} as concern left join unnest(${sql.param(tops.map(({ stream: of }) => of))}::integer[], ${sql.param(tops.map(({ last }) => last))}::bigint[])
    as top(stream, last) on top.stream = concern.stream`
  const known = sql`top.stream is not null and concern.seq <= top.last`
  const lost = sql`top.stream is null and not exists (select from ${stream} where ${stream.id} = concern.stream)`
  const [counted] = await db.orm
    .select({ known: sql<number>`count(*) filter (where ${known})`.mapWith(Number), lost: sql<number>`count(*) filter (where ${lost})`.mapWith(Number) })
    .from(concern)
  if (counted?.known === matched && counted.lost === 0) return null
  const [stray] = await db.orm
    .select({ stream: sql<number>`concern.stream`, seq: sql<number>`concern.seq`.mapWith(Number) })
    .from(concern)
    .where(sql`(${lost}) or (${known} and not exists (select from ${accessRecord} as entry
      where entry.stream = concern.stream and entry.seq = concern.seq and entry.at = concern.at))`)
    .orderBy(sql`concern.stream, concern.seq`)
    .limit(1)
  return stray ?? null
}
