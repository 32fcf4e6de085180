import { desc, eq, getTableColumns, sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import { type Cursors, page, pageSize, positionAfter } from '#platform/connection'
import { type Database, planned, read } from '#platform/db'
import type { Listing } from './queries.records.ts'
import { recordVerification } from './tables.verifications.ts'

const LIST = 'Query.recordVerifications'
const { placeholder } = sql

const { consumer: _c, worker: _w, heardAt: _h, ...SHOWN } = getTableColumns(recordVerification)

const ALWAYS = ['id', 'askedAt'] as const

/** The reading SQL of verifications of the record, one prepared statement per access path. */
export function verificationQueries({ db, cursors }: { readonly db: Database; readonly cursors: Cursors }) {
  const { askedAt, id } = recordVerification
  const list = planned(db, 'audit_record_verifications', {
    type: 'RecordVerification', columns: SHOWN, always: ALWAYS,
    select: (columns) => db.orm.select(columns).from(recordVerification)
      .where(sql`(${askedAt}, ${id}) < (${placeholder('at')}::timestamptz, ${placeholder('id')}::text)`).orderBy(desc(askedAt), desc(id)).limit(placeholder('limit')),
  })
  const byId = planned(db, 'audit_record_verification', {
    type: 'RecordVerification', columns: SHOWN, always: ALWAYS,
    select: (columns) => db.orm.select(columns).from(recordVerification).where(eq(id, placeholder('id'))),
  })
  const told = <Row extends object>(access: Access, row: Row) => access.disclose('RecordVerification', { ...row, agencies: [] })

  return {
    /** A page of verifications, newest first; for auditors. */
    async recordVerifications(access: Access, { first, after }: Listing) {
      const [at = 'infinity', place = ''] = positionAfter(cursors, LIST, after) ?? []
      const limit = pageSize(first) + 1
      const rows = access.plan.personas.includes('auditor') ? await read(list(access), { at, id: place, limit }) : []
      return page(rows.map((row) => ({ ...told(access, row), cursor: cursors.encode(LIST, [row.askedAt.toISOString(), row.id]) })), limit - 1, ({ cursor }) => cursor)
    },

    async recordVerification(access: Access, asked: string) {
      const [row] = await read(byId(access), { id: asked })
      return row === undefined ? null : told(access, row)
    },
  }
}
