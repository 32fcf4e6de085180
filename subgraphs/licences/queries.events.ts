import { asc, sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import { type Database, planned, read } from '#platform/db'
import { grantedSlices } from './domain/slices.ts'
import { licenceHolder } from './tables.ts'
import { licenceEvent } from './tables.issuing.ts'

/** One page of events, from a position on. */
export interface EventsAsked {
  readonly first: number
  /** Position of the last event of the page before. */
  readonly after: number
}

/** What was done to licences of the types that the plan names, oldest first. */
export function eventQueries(db: Database) {
  const { position, identifier, slice, version, operation, before, after, at } = licenceEvent
  // The table is named, since drizzle prints a bare column where nothing is joined, and that would be the holder's own.
  const subjects = sql<string[]>`array(select each.subject_key from ${licenceHolder} as each where each.identifier = ${licenceEvent}.identifier order by each.place)`
  const events = planned(db, 'licences_events', {
    type: 'LicenceEvent',
    columns: { position, slice, subjects, identifier, version, operation, before, after, at },
    always: ['position', 'slice', 'subjects', 'identifier'],
    needs: { stateBefore: ['before'], stateAfter: ['after'] },
    select: (columns) =>
      db.orm
        .select(columns)
        .from(licenceEvent)
        .where(sql`${slice} = any(${sql.placeholder('types')}::text[]) and ${position} > ${sql.placeholder('after')}
          and not exists (select from ${licenceHolder} as each where each.identifier = ${licenceEvent}.identifier and each.subject_key = any(${sql.placeholder('sealed')}::text[]))`)
        .orderBy(asc(position))
        .limit(sql.placeholder('limit')),
  })

  return {
    /** One event more than the page holds. Those of sealed persons are left out before it is counted, or a short page would tell of them. */
    async events(access: Access, { first, after: last }: EventsAsked) {
      const types = grantedSlices(access, 'LicenceEvent')
      if (types.length === 0) return []
      const rows = await read(events(access), { types, after: last, limit: first + 1, sealed: access.plan.sealedSubjects() })
      return rows.map((row) => {
        const { before: stateBefore, after: stateAfter, ...stored } = row
        return access.disclose('LicenceEvent', { ...stored, type: row.slice as string | null, stateBefore, stateAfter })
      })
    },
  }
}

export type EventQueries = ReturnType<typeof eventQueries>
export type EventShown = Awaited<ReturnType<EventQueries['events']>>[number]
