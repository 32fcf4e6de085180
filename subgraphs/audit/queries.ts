import { desc, getTableColumns, sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import { type Cursors, page, pageSize, positionAfter } from '#platform/connection'
import { type Database, planned, read } from '#platform/db'
import { accessRecord, alert } from './tables.ts'

const LIST = 'Query.accessRecords'
const ALERTS = 'Query.alerts'

/** What the list of records is asked for. */
export interface RecordListing {
  readonly first?: number | null
  readonly after?: string | null
}

/** Rows of an agency, or of all, that come after a place in the order of the list. */
function pageOf({ agency, at, id }: Pick<typeof accessRecord, 'agency' | 'at' | 'id'> | Pick<typeof alert, 'agency' | 'at' | 'id'>) {
  const { placeholder } = sql
  return sql`(${placeholder('all')}::boolean or ${agency} = ${placeholder('agency')})
    and (${placeholder('at')}::timestamptz is null
      or (${at}, ${id}) < (${placeholder('at')}::timestamptz, ${placeholder('id')}::bigint))`
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
        .where(pageOf(accessRecord))
        .orderBy(desc(accessRecord.at), desc(accessRecord.id))
        .limit(placeholder('limit')),
  })
  const alerts = planned(db, 'audit_alert_list', {
    type: 'Alert',
    columns: getTableColumns(alert),
    always: ['id', 'at', 'agency'],
    select: (columns) =>
      db.orm.select(columns).from(alert).where(pageOf(alert)).orderBy(desc(alert.at), desc(alert.id)).limit(placeholder('limit')),
  })

  /** Parameters of a page of a list: every agency's rows for a system with one of some roles, else the calling agency's own. */
  const asked = (access: Access, list: string, { first, after }: RecordListing, personas: readonly string[]) => {
    const { agency, personas: own } = access.plan
    const [at = null, id = null] = positionAfter(cursors, list, after) ?? []
    return { all: personas.some((each) => own.includes(each)), agency, at, id, limit: pageSize(first) + 1 }
  }

  return {
    /** A page of records, newest first: every agency's for an auditor, else those of the calling agency. */
    async list(access: Access, listing: RecordListing) {
      const given = asked(access, LIST, listing, ['auditor'])
      const rows = given.all || given.agency !== '' ? await read(list(access), given) : []
      const shown = rows.map((row) =>
        access.disclose('AccessRecord', {
          ...row,
          agencies: [row.agency],
          cursor: cursors.encode(LIST, [row.at.toISOString(), String(row.id)]),
        }),
      )
      return page(shown, given.limit - 1, (row) => row.cursor)
    },

    /** A page of alerts, newest first: every agency's for an auditor or the sharing authority, else those of the calling agency. */
    async alerts(access: Access, listing: RecordListing) {
      const given = asked(access, ALERTS, listing, ['auditor', 'sharing-authority'])
      const rows = given.all || given.agency !== '' ? await read(alerts(access), given) : []
      const shown = rows.map((row) =>
        access.disclose('Alert', { ...row, agencies: [row.agency], cursor: cursors.encode(ALERTS, [row.at.toISOString(), String(row.id)]) }),
      )
      return page(shown, given.limit - 1, (row) => row.cursor)
    },
  }
}

export type Queries = ReturnType<typeof queries>
