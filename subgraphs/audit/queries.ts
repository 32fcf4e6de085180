import { desc, getTableColumns, sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import { type Cursors, page, pageSize, positionAfter } from '#platform/connection'
import { type Database, planned, read } from '#platform/db'
import { accessRecord } from './tables.ts'

const LIST = 'Query.accessRecords'

/** What the list of records is asked for. */
export interface RecordListing {
  readonly first?: number | null
  readonly after?: string | null
}

/** The reading SQL of the record: one prepared statement per access path. */
export function queries({ db, cursors }: { db: Database; cursors: Cursors }) {
  const { placeholder } = sql
  // The agency is tested here too and not by the row rule alone, or a page would come out short.
  const list = planned(db, 'audit_record_list', {
    type: 'AccessRecord',
    columns: getTableColumns(accessRecord),
    // Whose a record is, and where a page ends.
    always: ['id', 'at', 'agency'],
    select: (columns) =>
      db.orm
        .select(columns)
        .from(accessRecord)
        .where(
          sql`(${placeholder('all')}::boolean or ${accessRecord.agency} = ${placeholder('agency')})
            and (${placeholder('at')}::timestamptz is null
              or (${accessRecord.at}, ${accessRecord.id}) < (${placeholder('at')}::timestamptz, ${placeholder('id')}::bigint))`,
        )
        .orderBy(desc(accessRecord.at), desc(accessRecord.id))
        .limit(placeholder('limit')),
  })

  return {
    /** A page of records, newest first: every agency's for an auditor, else those of the calling agency. */
    async list(access: Access, { first, after }: RecordListing) {
      const { agency, personas } = access.plan
      const all = personas.includes('auditor')
      const size = pageSize(first)
      const [at = null, id = null] = positionAfter(cursors, LIST, after) ?? []
      const rows = all || agency !== '' ? await read(list(access), { all, agency, at, id, limit: size + 1 }) : []
      const shown = rows.map((row) =>
        access.disclose('AccessRecord', {
          ...row,
          agencies: [row.agency],
          cursor: cursors.encode(LIST, [row.at.toISOString(), String(row.id)]),
        }),
      )
      return page(shown, size, (row) => row.cursor)
    },
  }
}

export type Queries = ReturnType<typeof queries>
