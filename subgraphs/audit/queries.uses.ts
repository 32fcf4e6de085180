import { and, asc, eq, isNotNull, isNull, or, sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import { type Cursors, page, pageSize } from '#platform/connection'
import type { ContractItem } from '#platform/contract'
import { type Database, planned, type PlannedRow, read, whole } from '#platform/db'
import { usedItems } from './domain/used-items.ts'
import { afterPlace, type Listing, newestFirst, placeAfter } from './queries.records.ts'
import { accessEntry, accessRecordConcern, confidentialCategory } from './tables.ts'

const LIST = 'Query.myDataUsage'

const { id, at, agency, channel, matter, caseNo, represented, asked, verdicts } = accessEntry
const { role, stream, seq } = accessRecordConcern
const COLUMNS = { id, at, agency, channel, matter, caseNo, represented, asked, verdicts, role, stream, seq }

/** A use as the subject is told of it. */
export type MyUse = Pick<PlannedRow<{ at: Date; agency: string; channel: string; matter: string | null }, never>, 'at' | 'agency' | 'channel' | 'matter'>

/** The reading SQL of whoever asks for what became of their own data: one prepared statement per access path. */
export function myDataQueries({ db, cursors, items }: { readonly db: Database; readonly cursors: Cursors; readonly items: () => readonly ContractItem[] }) {
  const { placeholder } = sql
  const concern = accessRecordConcern
  const category = confidentialCategory
  const uses = planned(db, 'audit_uses_of_subject', {
    type: 'DataUse',
    columns: COLUMNS,
    always: ['id', 'stream', 'seq', 'at', 'role'],
    needs: { attempt: ['role'], onBehalf: ['represented'], items: ['asked', 'verdicts'] },
    select: (columns) =>
      db.orm.select(columns).from(concern)
        .innerJoin(accessEntry, and(eq(accessEntry.stream, concern.stream), eq(accessEntry.seq, concern.seq), eq(accessEntry.at, concern.at)))
        .leftJoin(category, eq(category.category, accessEntry.category))
        .where(and(
          eq(concern.key, placeholder('subject')), sql`${concern.role} in ('S', 'A')`, afterPlace(concern),
          or(isNull(accessEntry.category), and(isNotNull(category.months), sql`(${concern.at} + make_interval(months => ${category.months})) <= ${placeholder('today')}::date`)),
        ))
        .orderBy(...newestFirst(concern)).limit(placeholder('limit')),
  })
  const categories = whole(db, 'audit_confidential_categories', db.orm.select().from(category).orderBy(asc(category.category)))
  let known: ReadonlyMap<string, ContractItem> | undefined
  const itemOf = (coordinate: string) => (known ??= new Map(items().map((item) => [item.coordinate, item]))).get(coordinate)

  return {
    /** A page of uses of the data of whoever acts in person, newest first. */
    async myUses(access: Access, { first, after }: Listing) {
      const subject = access.plan.actor.inPerson ? access.plan.actor.represented : null
      const limit = pageSize(first) + 1
      const rows = subject === null ? [] : await read(uses(access), { subject, today: access.plan.today, limit, ...placeAfter(cursors, LIST, after) })
      const shown = rows.map((row) => {
        const attempt = row.role === 'A'
        const use = access.disclose('DataUse', {
          ...row, attempt, onBehalf: row.represented === subject,
          // An attempt may have stated the case of somebody else.
          caseNo: attempt ? null : row.caseNo,
          items: usedItems({ attempt, asked: row.asked ?? [], verdicts: row.verdicts ?? [] }, itemOf),
          cursor: cursors.encode(LIST, [row.at.toISOString(), String(row.stream), String(row.seq)]),
        })
        // Looking at the list is no use of the data in it, so the row is said to be about its subject after it was disclosed.
        return { ...use, subject }
      })
      return page(shown, limit - 1, (row) => row.cursor)
    },

    /** Categories whose uses are kept from subjects, the same for everybody. */
    withheldCategories: ({ signal }: Access) => read(categories(signal), {}),
  }
}
