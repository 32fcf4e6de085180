import { desc, getTableColumns, getViewSelectedFields, sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import { type Cursors, page, pageSize, positionAfter } from '#platform/connection'
import { type Database, planned, read } from '#platform/db'
import { assessmentQueries } from './queries.assessment.ts'
import { usageQueries } from './queries.usage.ts'
import { accessEntry, alert } from './tables.ts'

const LIST = 'Query.accessRecords'
const ALERTS = 'Query.alerts'

/** What a list of the record is asked for. */
export interface RecordListing {
  readonly first?: number | null
  readonly after?: string | null
}

/** What the list of entries shows, and where it finds them. */
const { subjects: _s, providers: _p, represented: _r, decision: _d, basis: _b, circumstances: _c, ...ENTRY } = getViewSelectedFields(accessEntry)

/** Entries of an agency, or of all, that come after a place in the order of the list. */
function entriesAfter() {
  const { placeholder } = sql
  const { agency, at, stream, seq } = accessEntry
  return sql`(${placeholder('all')}::boolean or ${agency} = ${placeholder('agency')})
    and (${placeholder('at')}::timestamptz is null
      or (${at}, ${stream}, ${seq}) < (${placeholder('at')}::timestamptz, ${placeholder('stream')}::integer, ${placeholder('seq')}::bigint))`
}

/** Alerts of an agency, or of all, that come after a place in the order of the list. */
function alertsAfter() {
  const { placeholder } = sql
  const { agency, at, id } = alert
  return sql`(${placeholder('all')}::boolean or ${agency} = ${placeholder('agency')})
    and (${placeholder('at')}::timestamptz is null or (${at}, ${id}) < (${placeholder('at')}::timestamptz, ${placeholder('id')}::bigint))`
}

/** The reading SQL of the record: one prepared statement per access path. */
export function queries({ db, cursors }: { db: Database; cursors: Cursors }) {
  const { placeholder } = sql
  // The agency is tested here too and not by the row rule alone, or a page would come out short.
  const list = planned(db, 'audit_record_list', {
    type: 'AccessRecord',
    columns: ENTRY,
    // Whose an entry is, and where a page ends.
    always: ['id', 'stream', 'seq', 'at', 'agency'],
    select: (columns) =>
      db.orm
        .select(columns)
        .from(accessEntry)
        .where(entriesAfter())
        .orderBy(desc(accessEntry.at), desc(accessEntry.stream), desc(accessEntry.seq))
        .limit(placeholder('limit')),
  })
  const alerts = planned(db, 'audit_alert_list', {
    type: 'Alert',
    columns: getTableColumns(alert),
    always: ['id', 'at', 'agency'],
    select: (columns) =>
      db.orm.select(columns).from(alert).where(alertsAfter()).orderBy(desc(alert.at), desc(alert.id)).limit(placeholder('limit')),
  })

  /** Whose rows a list shows: every agency's to a system with one of some roles, else the calling agency's own. */
  const whose = ({ plan: { agency, personas: own } }: Access, personas: readonly string[]) => ({ all: personas.some((each) => own.includes(each)), agency })

  return {
    ...usageQueries({ db, cursors }),
    ...assessmentQueries({ db, cursors }),

    /** A page of records, newest first: every agency's for an auditor, else those of the calling agency. */
    async list(access: Access, { first, after }: RecordListing) {
      const [at = null, stream = null, seq = null] = positionAfter(cursors, LIST, after) ?? []
      const given = { ...whose(access, ['auditor']), at, stream, seq, limit: pageSize(first) + 1 }
      const rows = given.all || given.agency !== '' ? await read(list(access), given) : []
      const shown = rows.map((row) => {
        const cursor = cursors.encode(LIST, [row.at.toISOString(), String(row.stream), String(row.seq)])
        return access.disclose('AccessRecord', { ...row, agencies: [row.agency], cursor })
      })
      return page(shown, given.limit - 1, (row) => row.cursor)
    },

    /** A page of alerts, newest first: every agency's for an auditor or the sharing authority, else those of the calling agency. */
    async alerts(access: Access, { first, after }: RecordListing) {
      const [at = null, id = null] = positionAfter(cursors, ALERTS, after) ?? []
      const given = { ...whose(access, ['auditor', 'sharing-authority']), at, id, limit: pageSize(first) + 1 }
      const rows = given.all || given.agency !== '' ? await read(alerts(access), given) : []
      const shown = rows.map((row) =>
        access.disclose('Alert', { ...row, agencies: [row.agency], cursor: cursors.encode(ALERTS, [row.at.toISOString(), String(row.id)]) }),
      )
      return page(shown, given.limit - 1, (row) => row.cursor)
    },
  }
}

export type Queries = ReturnType<typeof queries>
