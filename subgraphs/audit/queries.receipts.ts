import { and, eq, sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import { type Database, planned, read, whole } from '#platform/db'
import { leafOf, readHead } from './domain/checkpoint.ts'
import { type Place, placeOf } from './domain/entry.ts'
import { pathOf } from './domain/merkle.ts'
import { checkpoint, checkpointRange } from './tables.checkpoints.ts'
import { accessRecord } from './tables.ts'

/** A receipt as it is looked up. */
export interface Receipt {
  readonly entry: string
  readonly digest: string
}

const { placeholder } = sql

const hashText = sql<string>`translate(encode(${accessRecord.hash}, 'base64'), '+/=', '-_')`
const answerText = sql<string>`coalesce(${accessRecord.body}::jsonb ->> 'answer', '')`

/** The reading SQL of receipts. */
export function receiptQueries({ db }: { db: Database }) {
  const one = planned(db, 'audit_receipt', {
    type: 'ReceiptVerification',
    columns: { answer: answerText.as('answer'), hash: hashText.as('hash'), number: checkpoint.number, head: checkpoint.head, signature: checkpoint.signature, key: checkpoint.key },
    always: [],
    needs: { verdict: ['answer'], checkpoint: ['hash', 'number', 'head', 'signature', 'key'] },
    select: (columns) =>
      db.orm
        .select({ ...columns, agency: accessRecord.agency })
        .from(accessRecord)
        .leftJoin(checkpoint, sql`${checkpoint.number} = (select ${checkpointRange.checkpoint} from ${checkpointRange}
          where ${checkpointRange.stream} = ${accessRecord.stream} and ${checkpointRange.last} >= ${accessRecord.seq} order by ${checkpointRange.last} limit 1)`)
        .where(sql`${accessRecord.stream} = ${placeholder('stream')}::integer and ${accessRecord.seq} = ${placeholder('seq')}::bigint
          and (${placeholder('all')}::boolean or ${accessRecord.agency} = ${placeholder('agency')})`),
  })
  const leaves = whole(db, 'audit_receipt_leaves', db.orm
    .select({ stream: accessRecord.stream, seq: accessRecord.seq, hash: hashText, answer: answerText })
    .from(checkpointRange)
    .innerJoin(accessRecord, and(eq(accessRecord.stream, checkpointRange.stream), sql`${accessRecord.seq} between ${checkpointRange.first} and ${checkpointRange.last}`))
    .where(sql`${checkpointRange.checkpoint} = ${placeholder('number')}::integer`)
    .orderBy(accessRecord.stream, accessRecord.seq))

  /** What leads from an entry to the root of its checkpoint; `null` where not all entries beside it are there any more. */
  async function proofOf(place: Place, signed: { readonly number: number; readonly head: string; readonly signature: string; readonly key: string }) {
    const all = await read(leaves(), { number: signed.number })
    const index = all.findIndex(({ stream, seq }) => stream === place.stream && seq === place.seq)
    if (index === -1 || all.length !== readHead(signed.head)?.entries) return null
    return { ...signed, index, path: pathOf(all.map(leafOf), index).map((hash) => hash.toString('base64url')) }
  }

  return {
    /** What becomes of a receipt. Whoever may not know of an entry is told what they are told of none. */
    async receipt(access: Access, { entry, digest }: Receipt) {
      const { agency, personas } = access.plan
      // Whoever acts for nobody has no entries, though some tell nobody.
      const place = agency === '' ? null : placeOf(entry)
      const [row] = place === null ? [] : await read(one(access), { ...place, agency, all: personas.includes('auditor') })
      if (place === null || row === undefined) return access.disclose('ReceiptVerification', { agencies: [agency], verdict: 'UNKNOWN', hash: null, checkpoint: null })
      const { number, head, signature, key, hash } = row
      const proof = number === null || head === null || signature === null || key === null ? null : await proofOf(place, { number, head, signature, key })
      return access.disclose('ReceiptVerification', { agencies: [row.agency], verdict: row.answer === digest ? 'RECORDED' : 'MISMATCH', hash, checkpoint: proof })
    },
  }
}
