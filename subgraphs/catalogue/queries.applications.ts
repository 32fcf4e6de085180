import { asc, eq, getTableColumns, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Access } from '#platform/access'
import { type Cursors, page, pageSize, positionAfter } from '#platform/connection'
import { type Database, planned, type PlannedRow, read, whole } from '#platform/db'
import { refuseUngranted } from '#platform/filters'
import { clockOf } from './domain/application-clock.ts'
import { agenciesOf } from './domain/application-moves.ts'
import { bindingText } from './domain/binding.ts'
import type { Limits } from './domain/sla.ts'
import { calendarOf } from './domain/working-days.ts'
import { byDay, byId, eachOrder, type Order, placeIn } from './queries.orders.ts'
import { application, applicationItem, type ApplicationRow, calendarDay, dueDay, event } from './tables.ts'

const LIST = 'Query.applications'

/** What the list of applications is asked for. */
export interface ApplicationListing {
  readonly filter?: { readonly state?: string | null; readonly side?: 'APPLICANT' | 'PROVIDER' | null } | null
  readonly orderBy?: keyof typeof ORDERS | null
  readonly first?: number | null
  readonly after?: string | null
}

/** As the contract names them. Later applications have greater ids. */
const ORDERS = {
  NEWEST: byId(application.id, 'backwards'), OLDEST: byId(application.id),
  DUE_FIRST: byDay(dueDay(application.dueOn), application.id), DUE_LAST: byDay(dueDay(application.dueOn), application.id, 'backwards'),
} as const

const { placeholder } = sql
const keys = sql`any(${placeholder('keys')}::text[])`

/** As `wasSent` says it. */
const sent = sql`${application.state} <> 'INTERNAL_REVIEW' and not (${application.version} = 2 and ${application.state} in ('REJECTED', 'CANCELLED'))`
const inState = sql`(${placeholder('state')}::text is null or ${application.state} = ${placeholder('state')})`

/** Ids of a page of one side, so that each side is entered by its own index. */
const ofSide = (side: PgColumn, given: string, more: SQL, { by, after }: Order) => sql`(select ${application.id} from ${application}
  where ${side} = ${placeholder(given)}::text and ${more} and ${inState} and ${after} order by ${sql.join([...by], sql`, `)} limit cast(${placeholder('limit')} as int))`

/** The reading SQL of applications and of the calendar: one prepared statement per access path. */
export function applicationQueries({ db, cursors, limits }: { db: Database; cursors: Cursors; limits: Limits }) {
  const plan = {
    type: 'Application',
    columns: getTableColumns(application),
    // The two sides, and whether it was sent, say who sees it; the clock is drawn from state and last day.
    always: ['id', 'version', 'state', 'applicant', 'provider', 'dueOn'],
    needs: { consumerClass: ['classBasicCode', 'classRegion'], matters: ['matters', 'classBasicCode'], matterCodes: ['matters'] },
  } as const
  const one = planned(db, 'catalogue_application', {
    ...plan, select: (columns) => db.orm.select(columns).from(application).where(sql`${application.id} = ${keys}`),
  })
  const listOf = (name: string, { by, key }: Order, whose: SQL) => planned(db, name, {
    ...plan,
    select: (columns) => db.orm.select({ ...columns, sortKey: key }).from(application).where(whose).orderBy(...by).limit(placeholder('limit')),
  })
  const listsOwn = eachOrder(ORDERS, (order, name) => listOf(`catalogue_applications_of_agency_${name}`, order,
    sql`${application.id} in (${ofSide(application.applicant, 'applicant', sql`true`, order)} union ${ofSide(application.provider, 'provider', sent, order)})`))
  const listsAll = eachOrder(ORDERS, (order, name) => listOf(`catalogue_applications_${name}`, order, sql`${inState} and ${order.after}`))

  const items = whole(db, 'catalogue_application_items', db.orm
    .select()
    .from(applicationItem)
    .where(sql`${applicationItem.applicationId} = ${keys}`)
    .orderBy(asc(applicationItem.applicationId), asc(applicationItem.item)))
  const events = whole(db, 'catalogue_application_events', db.orm
    .select(getTableColumns(event))
    .from(event)
    .where(sql`${eq(event.kind, sql`'APPLICATION'`)} and ${event.subject} = ${keys}`)
    .orderBy(asc(event.id)))
  const days = whole(db, 'catalogue_calendar', db.orm.select().from(calendarDay).orderBy(asc(calendarDay.day)))

  return {
    /** Applications by id; whose they are, the row rule looks at. */
    async applications(access: Access, ids: readonly string[]) {
      return (await read(one(access), { keys: ids })).map((row) => shown(access, row))
    },

    /** A page of applications. */
    async applicationList(access: Access, listing: ApplicationListing) {
      const { state = null, side = null } = listing.filter ?? {}
      const order = listing.orderBy ?? 'NEWEST'
      refuseUngranted(access, { 'Application.state': state, 'Application.clock': order.startsWith('DUE') })
      const size = pageSize(listing.first)
      const name = `${LIST} ${order}`
      const place = placeIn(ORDERS[order], positionAfter(cursors, name, listing.after))
      const { agency, personas } = access.plan
      const all = side === null && personas.includes('sharing-authority')
      if (!all && agency === '') return page([], size, () => '')
      const sides = all ? {} : { applicant: side === 'PROVIDER' ? null : agency, provider: side === 'APPLICANT' ? null : agency }
      const rows = await read((all ? listsAll : listsOwn)[order](access), { state, ...place, limit: size + 1, ...sides })
      const sortKeys = new Map(rows.map(({ id, sortKey }) => [id, sortKey]))
      return page(rows.map((row) => shown(access, row)), size, ({ id }) => cursors.encode(name, [sortKeys.get(id) ?? '', id]))
    },

    /** Items of applications, with what was decided. */
    async applicationItems(ids: readonly string[]) {
      const rows = await read(items(), { keys: ids })
      return rows.map((row) => ({ ...row, arguments: row.arguments === null ? null : JSON.stringify(row.arguments) }))
    },

    /** What was noted of applications, the oldest first. */
    applicationEvents: (ids: readonly string[]) => read(events(), { keys: ids }),

    /** The days of every year that is loaded. */
    calendarDays: () => read(days()),

    /** How the time of an application stands today. */
    clock: (access: Access, row: Pick<ApplicationRow, 'state' | 'dueOn'>, calendar: Awaited<ReturnType<typeof read<CalendarRow>>>) =>
      clockOf(row, calendarOf(calendar), access.plan.today, limits['request.warning']),
  }
}

type CalendarRow = typeof calendarDay.$inferSelect
type Always = 'id' | 'version' | 'state' | 'applicant' | 'provider' | 'dueOn'

function shown(access: Access, row: PlannedRow<ApplicationRow, Always>) {
  const { classBasicCode, classRegion, binding } = row
  return access.disclose('Application', {
    ...row,
    agencies: agenciesOf(row),
    // What the row rule and the clock need is no item's to take away.
    stands: { state: row.state, dueOn: row.dueOn },
    matterCodes: row.matters,
    matters: classBasicCode === null ? row.matters : [],
    consumerClass: classBasicCode === null || classRegion === null ? null : { basicCode: classBasicCode, region: classRegion },
    binding: binding === null ? null : bindingText(binding),
  })
}
