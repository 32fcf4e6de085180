import { desc, getTableColumns, sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import { type Cursors, page, pageSize, positionAfter } from '#platform/connection'
import { type Database, planned, read, whole } from '#platform/db'
import { alertNumber } from './domain/alert-moves.ts'
import type { Listing } from './queries.records.ts'
import { alert, alertEvent, alertRule, useReport } from './tables.alerts.ts'

const ALERTS = 'Query.alerts'
const { placeholder } = sql

/** What the list of alerts is asked for. */
export interface AlertListing extends Listing {
  readonly filter?: { readonly state?: string | null; readonly kind?: string | null; readonly agency?: string | null } | null
}

/** What is shown of an alert; never whom it is about. */
const { subject: _subject, cause: _cause, toldAt: _told, ...SHOWN } = getTableColumns(alert)

const ALWAYS = ['id', 'at', 'agency'] as const

/** An agency's alerts, or all of them. */
const told = () => sql`(${placeholder('all')}::boolean or ${alert.agency} = ${placeholder('agency')})`

const filtered = () => sql`(${placeholder('state')}::text is null or ${alert.state} = ${placeholder('state')})
  and (${placeholder('kind')}::text is null or ${alert.kind} = ${placeholder('kind')})
  and (${placeholder('of')}::text is null or ${alert.agency} = ${placeholder('of')})`

const afterPlace = () =>
  sql`(${placeholder('at')}::timestamptz is null or (${alert.at}, ${alert.id}) < (${placeholder('at')}::timestamptz, ${placeholder('id')}::bigint))`

/** Every agency's to the auditor and the sharing authority, else the calling agency's own. */
const whose = ({ plan: { agency, personas } }: Access) => ({ all: personas.includes('auditor') || personas.includes('sharing-authority'), agency })

/** The reading SQL of alerts, one prepared statement per access path. */
export function alertQueries({ db, cursors }: { readonly db: Database; readonly cursors: Cursors }) {
  const list = planned(db, 'audit_alert_list', {
    type: 'Alert', columns: SHOWN, always: ALWAYS,
    select: (columns) => db.orm.select(columns).from(alert).where(sql`${told()} and ${filtered()} and ${afterPlace()}`).orderBy(desc(alert.at), desc(alert.id)).limit(placeholder('limit')),
  })
  const byId = planned(db, 'audit_alert_by_id', {
    type: 'Alert', columns: SHOWN, always: ALWAYS,
    select: (columns) => db.orm.select(columns).from(alert).where(sql`${alert.id} = ${placeholder('id')}::bigint and ${told()}`),
  })
  const events = whole(db, 'audit_alert_events', db.orm.select().from(alertEvent).where(sql`${alertEvent.alert} = any(${placeholder('ids')}::bigint[])`).orderBy(alertEvent.id))
  const rules = whole(db, 'audit_alert_rules', db.orm.select().from(alertRule).where(sql`${placeholder('code')}::text is null or ${alertRule.code} = ${placeholder('code')}`).orderBy(alertRule.code))
  const reports = whole(db, 'audit_use_report', db.orm.select().from(useReport).where(sql`${useReport.id} = ${placeholder('id')}`))

  return {
    /** A page of alerts, newest first. */
    async alerts(access: Access, { first, after, filter }: AlertListing) {
      const [at = null, id = null] = positionAfter(cursors, ALERTS, after) ?? []
      const { state = null, kind = null, agency: of = null } = filter ?? {}
      const given = { ...whose(access), state, kind, of, at, id, limit: pageSize(first) + 1 }
      const rows = given.all || given.agency !== '' ? await read(list(access), given) : []
      const shown = rows.map((row) =>
        access.disclose('Alert', { ...row, agencies: [row.agency], cursor: cursors.encode(ALERTS, [row.at.toISOString(), String(row.id)]) }),
      )
      return page(shown, given.limit - 1, (row) => row.cursor)
    },

    /** One alert, where the caller is shown it. */
    async alert(access: Access, id: string) {
      const [row] = await read(byId(access), { ...whose(access), id: alertNumber(id) })
      return row === undefined ? null : access.disclose('Alert', { ...row, agencies: [row.agency] })
    },

    /** What became of some alerts, the oldest step first. */
    alertEvents: (ids: readonly string[]) => read(events(), { ids }),

    /** The rules, or one of them; for the auditor and the sharing authority. */
    alertRules: async (access: Access, code: string | null) =>
      (whose(access).all ? await read(rules(access.signal), { code }) : []).map((row) => access.disclose('AlertRule', { ...row, agencies: [] })),

    async useReport(access: Access, id: string) {
      const [row] = await read(reports(access.signal), { id })
      return row === undefined ? null : access.disclose('UseReport', { ...row, agencies: [row.agency] })
    },
  }
}
