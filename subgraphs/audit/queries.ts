import { desc, getTableColumns, sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import type { ContractItem } from '#platform/contract'
import { type Cursors, page, pageSize, positionAfter } from '#platform/connection'
import { assessmentQueries } from './queries.assessment.ts'
import { usageQueries } from './queries.usage.ts'
import { type Database, planned, read } from '#platform/db'
import { statisticsQueries } from './queries.statistics.ts'
import { myDataQueries } from './queries.uses.ts'
import { type Listing, recordQueries } from './queries.records.ts'
import { alert } from './tables.ts'

const ALERTS = 'Query.alerts'

/** Alerts of an agency, or of all, that come after a place in the order of the list. */
function alertsAfter() {
  const { placeholder } = sql
  const { agency, at, id } = alert
  return sql`(${placeholder('all')}::boolean or ${agency} = ${placeholder('agency')})
    and (${placeholder('at')}::timestamptz is null or (${at}, ${id}) < (${placeholder('at')}::timestamptz, ${placeholder('id')}::bigint))`
}

interface Services {
  readonly db: Database
  readonly cursors: Cursors
  readonly items: () => readonly ContractItem[]
}

/** The reading SQL of the record: one prepared statement per access path. */
export function queries(services: Services) {
  const { db, cursors } = services
  const { placeholder } = sql
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
    ...statisticsQueries(db),

    ...recordQueries(services),
    ...myDataQueries(services),
    ...usageQueries({ db, cursors }),
    ...assessmentQueries({ db, cursors }),

    /** A page of alerts, newest first: every agency's for an auditor or the sharing authority, else those of the calling agency. */
    async alerts(access: Access, { first, after }: Listing) {
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
