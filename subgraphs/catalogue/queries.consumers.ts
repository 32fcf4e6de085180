import { asc, getTableColumns, sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import { type Cursors, page, pageSize, positionAfter } from '#platform/connection'
import { type Database, planned, type PlannedRow, read } from '#platform/db'
import { consumer, type ConsumerRow, event, registration } from './tables.ts'

const CONSUMERS = 'Query.consumers'
const { placeholder } = sql

/** What the list of systems is asked for. */
export interface ConsumerListing {
  readonly first?: number | null
  readonly after?: string | null
}

/** The reading SQL of systems. The sharing authority is shown all of them, an agency those that serve it, and each what concerns it. */
export function consumerQueries({ db, cursors }: { db: Database; cursors: Cursors }) {
  const plan = { type: 'Consumer', columns: getTableColumns(consumer), always: ['id'], needs: { roles: ['personas'] } } as const
  const served = sql`(${placeholder('agency')}::text is null
    or exists (select from ${registration} where ${registration.consumer} = ${consumer.id} and ${registration.agency} = ${placeholder('agency')}))`
  const list = planned(db, 'catalogue_consumer_list', {
    ...plan,
    select: (columns) =>
      db.orm
        .select(columns)
        .from(consumer)
        .where(sql`${served} and (${placeholder('after')}::text is null or ${consumer.id} > ${placeholder('after')})`)
        .orderBy(asc(consumer.id))
        .limit(placeholder('limit')),
  })
  const byId = planned(db, 'catalogue_consumer', {
    ...plan, select: (columns) => db.orm.select(columns).from(consumer).where(sql`${served} and ${consumer.id} = ${placeholder('id')}`),
  })

  const concerning = sql`(${placeholder('agency')}::text is null or ${registration.agency} = ${placeholder('agency')})`
  const registrations = planned(db, 'catalogue_registrations', {
    type: 'Registration',
    columns: getTableColumns(registration),
    always: ['consumer', 'agency', 'state'],
    select: (columns) =>
      db.orm
        .select(columns)
        .from(registration)
        .where(sql`${registration.consumer} = any(${placeholder('keys')}::text[]) and ${concerning}`)
        .orderBy(asc(registration.consumer), asc(registration.agency)),
  })

  // What concerns a system and an agency stands under both: `system@agency`.
  const ofConsumer = sql<string>`split_part(${event.subject}, '@', 1)`
  const events = planned(db, 'catalogue_consumer_events', {
    type: 'ConsumerEvent',
    columns: getTableColumns(event),
    always: ['id', 'kind', 'subject', 'version', 'at', 'action', 'agency', 'consumer', 'operator', 'fromState', 'toState', 'note'],
    select: (columns) =>
      db.orm
        .select({ ...columns, ofConsumer: ofConsumer.as('of_consumer') })
        .from(event)
        .where(
          sql`${event.kind} = 'CONSUMER' and ${ofConsumer} = any(${placeholder('keys')}::text[])
            and (${placeholder('agency')}::text is null or split_part(${event.subject}, '@', 2) in ('', ${placeholder('agency')}))`,
        )
        .orderBy(asc(event.id)),
  })

  const shown = (access: Access, row: PlannedRow<ConsumerRow, 'id'>) =>
    access.disclose('Consumer', { ...row, roles: row.personas, agencies: [access.plan.agency] })

  return {
    /** A page of systems in the order of their ids. */
    async consumers(access: Access, listing: ConsumerListing) {
      const size = pageSize(listing.first)
      const after = positionAfter(cursors, CONSUMERS, listing.after)?.[0] ?? null
      const rows = access.plan.agency === '' ? [] : await read(list(access), { agency: onlyOf(access), after, limit: size + 1 })
      return page(rows.map((row) => shown(access, row)), size, ({ id }) => cursors.encode(CONSUMERS, [id]))
    },

    /** One system, `null` where there is none that the caller may see. */
    async consumer(access: Access, id: string) {
      const [row] = await read(byId(access), { agency: onlyOf(access), id })
      return row === undefined ? null : shown(access, row)
    },

    /** Which agencies some systems are registered for, as far as the caller may see. */
    registrations: (access: Access, ids: readonly string[]) => read(registrations(access), { keys: ids, agency: onlyOf(access) }),

    /** What was done to some systems and their registrations, in the order of time. */
    consumerEvents: (access: Access, ids: readonly string[]) => read(events(access), { keys: ids, agency: onlyOf(access) }),
  }
}

/** The agency that a caller's view is limited to; `null` for the sharing authority. */
function onlyOf({ plan }: Access): string | null {
  return plan.personas.includes('sharing-authority') ? null : plan.agency
}
