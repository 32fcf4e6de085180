import { and, desc, eq, getTableColumns, type SQL, sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import type { Clock } from '#platform/clock'
import { type Cursors, page, pageSize, positionAfter } from '#platform/connection'
import { type Database, planned, read } from '#platform/db'
import { actError } from '#platform/errors'
import type { Listing, recordQueries } from './queries.records.ts'
import { recordExport } from './tables.exports.ts'

const EXPORTS = 'Query.recordExports'
const { placeholder } = sql

const COLUMNS = getTableColumns(recordExport)

// Whose an export is, whether it may be taken, and what it holds.
const ALWAYS = ['id', 'openedAt', 'expiresAt', 'agency', 'consumer', 'operator', 'filter'] as const

const afterPlace = sql`(${recordExport.openedAt}, ${recordExport.id}) < (${placeholder('at')}::timestamptz, ${placeholder('id')}::text)`

interface Whose {
  readonly agency: string
  readonly consumer: string
  readonly operator: string
}

const isOpeners = ({ plan: { agency, actor } }: Access, row: Whose) => row.agency === agency && row.consumer === actor.consumer && row.operator === actor.operator

const seesAll = ({ plan }: Access) => plan.personas.includes('auditor')

interface Services {
  readonly db: Database
  readonly cursors: Cursors
  readonly clock: Clock
}

/** The reading SQL of exports, one prepared statement per access path; what they hold is read as any part of the record is. */
export function exportQueries({ db, cursors, clock }: Services, { pageOf }: Pick<ReturnType<typeof recordQueries>, 'pageOf'>) {
  const list = (name: string, where: SQL) => planned(db, name, {
    type: 'RecordExport', columns: COLUMNS, always: ALWAYS, needs: { takeable: ALWAYS },
    select: (columns) => db.orm.select(columns).from(recordExport).where(and(where, afterPlace)).orderBy(desc(recordExport.openedAt), desc(recordExport.id)).limit(placeholder('limit')),
  })
  const all = list('audit_record_exports', sql`true`)
  const ofAgency = list('audit_record_exports_of_agency', eq(recordExport.agency, placeholder('agency')))
  const byId = planned(db, 'audit_record_export', {
    type: 'RecordExport', columns: COLUMNS, always: ALWAYS, needs: { takeable: ALWAYS },
    select: (columns) => db.orm.select(columns).from(recordExport).where(eq(recordExport.id, placeholder('id'))),
  })

  const isOpen = ({ expiresAt }: { readonly expiresAt: Date }) => clock.now() < expiresAt.getTime()

  /** One export; `null` where there is none, or none that the caller may see. */
  const found = async (access: Access, id: string) => {
    const [row] = await read(byId(access), { id })
    return row !== undefined && (seesAll(access) || (row.agency !== '' && row.agency === access.plan.agency)) ? row : null
  }
  const told = <Row extends Whose & { readonly expiresAt: Date }>(access: Access, row: Row) => {
    if (row.agency !== access.plan.agency) access.plan.read.add(row.agency)
    return access.disclose('RecordExport', { ...row, takeable: isOpeners(access, row) && isOpen(row), agencies: [row.agency] })
  }

  return {
    /** A page of exports, newest first: the calling agency's own; every agency's for an auditor. */
    async recordExports(access: Access, { first, after }: Listing) {
      const [at = 'infinity', id = ''] = positionAfter(cursors, EXPORTS, after) ?? []
      const { agency } = access.plan
      const limit = pageSize(first) + 1
      const way = seesAll(access) ? all : ofAgency
      const rows = agency === '' && !seesAll(access) ? [] : await read(way(access), { agency, at, id, limit })
      return page(rows.map((row) => ({ ...told(access, row), cursor: cursors.encode(EXPORTS, [row.openedAt.toISOString(), row.id]) })), limit - 1, ({ cursor }) => cursor)
    },

    async recordExport(access: Access, id: string) {
      const row = await found(access, id)
      return row && told(access, row)
    },

    /**
     * A page of what an export holds, as its opener may see the record today.
     *
     * @throws FORBIDDEN to whoever did not open it, and after its time
     */
    async exportedRecords(access: Access, { export: id, ...paging }: Listing & { readonly export: string }) {
      const row = await found(access, id)
      if (row === null) return null
      if (!isOpeners(access, row)) throw actError('FORBIDDEN', 'an export is given to the person who opened it alone', '导出内容仅限导出人本人取回')
      if (!isOpen(row)) throw actError('FORBIDDEN', 'the export has expired; open another, with its reason', '导出已过期，请说明事由后重新导出')
      return pageOf(access, `Query.exportedRecords ${row.id}`, { filter: row.filter, ...paging })
    },
  }
}
