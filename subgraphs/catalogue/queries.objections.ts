import { asc, desc, eq, getTableColumns, sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import { today } from '#platform/clock'
import { type Cursors, page, pageSize, positionAfter } from '#platform/connection'
import { type Database, planned, type PlannedRow, read, whole } from '#platform/db'
import { refuseUngranted } from '#platform/filters'
import { parseCreditCode } from '#platform/identifiers'
import { timeLeft } from './domain/application-clock.ts'
import { isLate } from './domain/objection-clock.ts'
import type { ObjectionOutcome, ObjectionState } from './domain/objection-states.ts'
import type { Limits } from './domain/sla.ts'
import { calendarOf } from './domain/working-days.ts'
import { objection, type ObjectionRow, objectionVersion } from './tables.objections.ts'
import { type calendarDay, event } from './tables.ts'

const LIST = 'Query.objections'

/** What the list of objections is asked for. */
export interface ObjectionListing {
  readonly filter?: { readonly state?: string | null; readonly side?: 'RAISER' | 'PROVIDER' | null } | null
  readonly first?: number | null
  readonly after?: string | null
}

const { placeholder } = sql
const keys = sql`any(${placeholder('keys')}::text[])`
const wanted = sql`(${placeholder('state')}::text is null or ${objection.state} = ${placeholder('state')})
  and (${placeholder('after')}::text is null or ${objection.id} < ${placeholder('after')})`
const ofCaller = sql`((${objection.inPerson} and ${objection.raiser} = ${placeholder('person')})
  or (not ${objection.inPerson} and ${objection.raiser} = ${placeholder('agency')}) or ${objection.provider} = ${placeholder('provider')})`

/** The reading SQL of objections: one prepared statement per access path. */
export function objectionQueries({ db, cursors, limits }: { db: Database; cursors: Cursors; limits: Limits }) {
  const { raisedBy: _raisedBy, answeredBy: _answeredBy, consumer: _consumer, agency: _agency, version: _version, ...columns } = getTableColumns(objection)
  const plan = {
    type: 'Objection',
    columns,
    // The two sides say who sees it; the clock is drawn from state and last day.
    always: ['id', 'state', 'subjectKey', 'raiser', 'inPerson', 'provider', 'dueOn', 'answeredAt'],
    needs: { subjectId: ['subjectKey'], organisation: ['subjectKey'], clock: ['state', 'dueOn'], late: ['state', 'dueOn', 'answeredAt'], advice: ['state'] },
  } as const
  const one = planned(db, 'catalogue_objection', { ...plan, select: (selected) => db.orm.select(selected).from(objection).where(sql`${objection.id} = ${keys}`) })
  const listOf = (name: string, whose: typeof wanted) => planned(db, name, {
    ...plan,
    select: (selected) => db.orm.select(selected).from(objection).where(whose).orderBy(desc(objection.id)).limit(placeholder('limit')),
  })
  const listOwn = listOf('catalogue_objections_of_caller', sql`${ofCaller} and ${wanted}`)
  const listAll = listOf('catalogue_objections', wanted)
  const events = whole(db, 'catalogue_objection_events', db.orm
    .select(getTableColumns(event))
    .from(event)
    .where(sql`${eq(event.kind, sql`'OBJECTION'`)} and ${event.subject} = ${keys}`)
    .orderBy(asc(event.id)))

  return {
    /** Objections by id; whose they are, the row rule looks at. */
    async objections(access: Access, ids: readonly string[]) {
      return (await read(one(access), { keys: ids })).map((row) => shown(access, row))
    },

    /** A page of objections, the newest first. */
    async objectionList(access: Access, listing: ObjectionListing) {
      const { state = null, side = null } = listing.filter ?? {}
      refuseUngranted(access, { 'Objection.state': state })
      const size = pageSize(listing.first)
      const after = positionAfter(cursors, LIST, listing.after)?.[0] ?? null
      const { agency: own, personas, actor: { represented } } = access.plan
      const all = side === null && personas.includes('sharing-authority')
      if (!all && own === '' && represented === null) return page([], size, () => '')
      const agency = own === '' ? null : own
      const sides = all ? {} : { person: side === 'PROVIDER' ? null : represented, agency: side === 'PROVIDER' ? null : agency, provider: side === 'RAISER' ? null : agency }
      const rows = await read((all ? listAll : listOwn)(access), { state, after, limit: size + 1, ...sides })
      return page(rows.map((row) => shown(access, row)), size, ({ id }) => cursors.encode(LIST, [id]))
    },

    /** What was noted of objections, the oldest first. */
    objectionEvents: (ids: readonly string[]) => read(events(), { keys: ids }),

    /** How the time of an objection stands today; `null` where it is over. */
    objectionClock: (access: Access, { state, dueOn }: Pick<ObjectionRow, 'state' | 'dueOn'>, calendar: readonly (typeof calendarDay.$inferSelect)[]) =>
      state === 'OPEN' ? timeLeft(dueOn, calendarOf(calendar), access.plan.today, limits['request.warning']) : null,
  }
}

type Always = 'id' | 'state' | 'subjectKey' | 'raiser' | 'inPerson' | 'provider' | 'dueOn' | 'answeredAt'
type Shown = Omit<ObjectionRow, 'raisedBy' | 'answeredBy' | 'consumer' | 'agency' | 'version'>

function shown(access: Access, row: PlannedRow<Shown, Always>) {
  const { subjectKey, raiser, inPerson, provider, state, dueOn, answeredAt } = row
  const organisation = parseCreditCode(subjectKey).ok
  return access.disclose('Objection', {
    ...row,
    agencies: inPerson ? [provider] : [raiser, provider],
    subjects: inPerson ? [raiser] : [],
    // What clock and advice are drawn from is no item's to take away.
    stands: { state, dueOn },
    raiser: inPerson ? null : raiser,
    subjectId: organisation ? null : access.personId(subjectKey),
    organisation: organisation ? subjectKey : null,
    late: state === 'WITHDRAWN' ? null : isLate(dueOn, answeredAt === null ? null : today({ now: () => answeredAt.getTime() }), access.plan.today),
  })
}

/** An objection as those are told of it who read the item; how often it may be told is theirs to look at. */
export interface ObjectionTold {
  readonly id: string
  readonly item: string
  readonly subject: string
  readonly state: ObjectionState
  readonly raisedAt: Date
  readonly dueOn: string | null
  readonly outcome: ObjectionOutcome | null
  readonly answer: string | null
  readonly toldUntil: string | null
}

/** What the router reads of objections. Read `version` first: what is read after it is at least as new. */
export function objectionFacts(db: Database) {
  const told = whole(db, 'catalogue_facts_objections', db.orm
    .select({
      id: objection.id, item: objection.item, subject: objection.subjectKey, state: objection.state, raisedAt: objection.raisedAt, dueOn: objection.dueOn,
      outcome: objection.outcome, answer: objection.answer, toldUntil: objection.toldUntil,
    })
    .from(objection)
    .where(sql`${objection.state} = 'OPEN' or (${objection.state} = 'ANSWERED' and ${objection.toldUntil} >= ${placeholder('today')})`)
    .orderBy(asc(objection.id)))
  const versions = whole(db, 'catalogue_objection_versions', db.orm
    .select({ version: sql<number>`/* by itself */ ${objectionVersion.version}`.mapWith(Number) })
    .from(objectionVersion)
    .orderBy(desc(objectionVersion.version)))
  return {
    /** Everything that is open, and what was answered and is still told. */
    told: (day: string): Promise<ObjectionTold[]> => read(told(), { today: day }),

    /** How often objections have changed. */
    version: async (signal?: AbortSignal): Promise<number> => (await read(versions(signal), {}))[0]?.version ?? 0,
  }
}

export type ObjectionFacts = ReturnType<typeof objectionFacts>
