import { and, asc, count, desc, eq, getViewSelectedFields, type SQL, sql, type Subquery } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import type { Access } from '#platform/access'
import { type Cursors, page, pageSize, positionAfter } from '#platform/connection'
import { type Database, planned, read, whole } from '#platform/db'
import { hubError, inputError } from '#platform/errors'
import { placeOf } from './domain/entry.ts'
import { filterFaults, type RecordFilter } from './domain/listing.ts'
import { shownToProvider } from './domain/provider-view.ts'
import { accessEntry, accessRecord, decision } from './tables.ts'

/** What a list is asked for. */
export interface Listing {
  readonly first?: number | null
  readonly after?: string | null
}

/** What a list of the record is asked for. */
export interface RecordListing extends Listing {
  readonly filter?: RecordFilter | null
  readonly orderBy?: RecordOrder | null
}

type RecordOrder = 'NEWEST_FIRST' | 'OLDEST_FIRST'

const { placeholder } = sql

/** What the list of entries shows, and where it finds them. */
const { subjects: _s, represented: _r, basis: _b, circumstances: _c, named: _n, decision: _d, caseHash: _h, ended: _e, ...ENTRY } = getViewSelectedFields(accessEntry)

// Whose an entry is and where a page ends; what a provider is shown is cut by its places among all that was released and refused.
const ALWAYS = ['id', 'stream', 'seq', 'at', 'agency', 'providers', 'provided', 'category', 'released', 'refused'] as const

/** The columns by which a list is in order. */
type Ordered = Readonly<Record<'at' | 'stream' | 'seq', AnyPgColumn>>

/** What comes after a place, newest first; the first page comes after the end of time, so that an index is always entered at a place. */
export const afterPlace = ({ at, stream, seq }: Ordered) =>
  sql`${at} <= ${placeholder('at')}::timestamptz and (${at}, ${stream}, ${seq}) < (${placeholder('at')}::timestamptz, ${placeholder('stream')}::integer, ${placeholder('seq')}::bigint)`

const afterPlaceOldestFirst = ({ at, stream, seq }: Ordered) =>
  sql`${at} >= ${placeholder('at')}::timestamptz and (${at}, ${stream}, ${seq}) > (${placeholder('at')}::timestamptz, ${placeholder('stream')}::integer, ${placeholder('seq')}::bigint)`

// A page begins after a place at one end of the period; the other end bounds it.
const fromOn = ({ at }: Ordered) => sql`${at} >= ${placeholder('from')}::timestamptz`
const before = ({ at }: Ordered) => sql`${at} < ${placeholder('to')}::timestamptz`

const oldestFirst = ({ at, stream, seq }: Ordered) => [asc(at), asc(stream), asc(seq)]

export const newestFirst = ({ at, stream, seq }: Ordered) => [desc(at), desc(stream), desc(seq)]

/** The instant and place after which a list begins. */
export interface PlaceAfter {
  readonly at: string
  readonly stream: number
  readonly seq: number
}

/** Where a page begins: after a cursor, or at an instant, where nothing stands in stream 0. */
export function placeAfter(cursors: Cursors, list: string, after: string | null | undefined, begin = 'infinity'): PlaceAfter {
  const [at = begin, stream = '0', seq = '0'] = positionAfter(cursors, list, after) ?? []
  return { at, stream: Number(stream), seq: Number(seq) }
}

/** The same within a period that begins at an instant: a cursor of a list without it would lead to what lies before. */
function placeWithin(place: PlaceAfter, begin: string, order: RecordOrder): PlaceAfter {
  const ahead = Date.parse(place.at) - Date.parse(begin)
  return (order === 'NEWEST_FIRST' ? ahead > 0 : ahead < 0) ? { at: begin, stream: 0, seq: 0 } : place
}

/** What stands in the body alone. */
interface Said { readonly matter: AnyPgColumn | SQL; readonly outcome: AnyPgColumn | SQL }

const said = ({ matter, outcome }: Said) => sql`(${placeholder('matter')}::text is null or ${matter} = ${placeholder('matter')})
  and (${placeholder('outcome')}::text is null or ${outcome} = ${placeholder('outcome')})`

/** The same as the view reads it, of an entry that is not opened. */
const IN_BODY: Said = {
  matter: sql`coalesce(${accessRecord.body}::jsonb ->> 'matter', split_part(${accessRecord.body}::jsonb ->> 'caseNo', '-', 1))`,
  outcome: sql`coalesce(${accessRecord.body}::jsonb ->> 'outcome', 'ANSWERED')`,
}

/** From which end a page begins, and how far the list goes. */
const ORDERS = {
  NEWEST_FIRST: { ending: '', within: (ordered: Ordered) => sql`${fromOn(ordered)} and ${afterPlace(ordered)}`, order: newestFirst },
  OLDEST_FIRST: { ending: '_oldest_first', within: (ordered: Ordered) => sql`${before(ordered)} and ${afterPlaceOldestFirst(ordered)}`, order: oldestFirst },
} as const

const PLAN = { type: 'AccessRecord', columns: ENTRY, always: ALWAYS, needs: { grantUses: ['grants'] } } as const

/**
 * One way to entries: a page of them in either order, and how many there are up to a limit.
 *
 * @param unopened the condition on entries that need not be opened to be counted, where there is one
 */
function wayTo(db: Database, name: string, where: SQL, unopened?: SQL) {
  const list = ({ ending, within, order }: (typeof ORDERS)[RecordOrder]) => planned(db, `audit_record_list${name}${ending}`, {
    ...PLAN, select: (columns) => db.orm.select(columns).from(accessEntry).where(and(where, within(accessEntry), said(accessEntry))).orderBy(...order(accessEntry)).limit(placeholder('limit')),
  })
  const found = unopened === undefined
    ? db.orm.select({ seq: accessEntry.seq }).from(accessEntry).where(and(where, fromOn(accessEntry), before(accessEntry), said(accessEntry))).limit(placeholder('limit')).as('found')
    : db.orm.select({ seq: accessRecord.seq }).from(accessRecord).where(and(unopened, fromOn(accessRecord), before(accessRecord), said(IN_BODY))).limit(placeholder('limit')).as('found')
  return { NEWEST_FIRST: list(ORDERS.NEWEST_FIRST), OLDEST_FIRST: list(ORDERS.OLDEST_FIRST), count: counted(db, name, found) }
}

/** The same by what a provider provides: entries of many decisions, of which those on the page alone are opened. */
function wayToProvided(db: Database) {
  const name = '_of_provider'
  const provided = sql`${decision.providers} @> array[${placeholder('agency')}::text]`
  const places = (within: SQL) => db.orm.select({ stream: accessRecord.stream, seq: accessRecord.seq, at: accessRecord.at })
    .from(accessRecord).innerJoin(decision, eq(decision.id, accessRecord.decision)).where(and(provided, within, said(IN_BODY)))
  const list = ({ ending, within, order }: (typeof ORDERS)[RecordOrder]) => {
    const found = places(within(accessRecord)).orderBy(...order(accessRecord)).limit(placeholder('limit')).as('found')
    return planned(db, `audit_record_list${name}${ending}`, {
      ...PLAN, select: (columns) => db.orm.select(columns).from(found)
        .innerJoin(accessEntry, and(eq(accessEntry.stream, found.stream), eq(accessEntry.seq, found.seq), eq(accessEntry.at, found.at))).orderBy(...order(accessEntry)),
    })
  }
  const found = places(sql`${fromOn(accessRecord)} and ${before(accessRecord)}`).limit(placeholder('limit')).as('found')
  return { NEWEST_FIRST: list(ORDERS.NEWEST_FIRST), OLDEST_FIRST: list(ORDERS.OLDEST_FIRST), count: counted(db, name, found) }
}

const counted = (db: Database, name: string, found: Subquery) => whole(db, `audit_record_count${name}`, db.orm.select({ entries: count() }).from(found))

function statements(db: Database) {
  return {
    all: wayTo(db, '', sql`true`, sql`true`),
    consumer: wayTo(db, '_of_consumer', eq(accessEntry.agency, placeholder('agency')), eq(accessRecord.agency, placeholder('agency'))),
    // Most requests are answered in full, and the others are found by how they ended.
    ended: wayTo(db, '_that_ended', sql`${accessEntry.ended} = ${placeholder('outcome')} and (${placeholder('agency')}::text is null
      or case when ${placeholder('provider')}::boolean then ${placeholder('agency')} = any(${accessEntry.providers}) else ${accessEntry.agency} = ${placeholder('agency')} end)`),
    // That a case is confidential would be told by finding anything under its number.
    case: wayTo(db, '_of_case', sql`${accessEntry.caseHash} = hashtextextended(${placeholder('caseNo')}, 0) and ${accessEntry.caseNo} = ${placeholder('caseNo')} and (${placeholder('agency')}::text is null
      or case when ${placeholder('provider')}::boolean then ${placeholder('agency')} = any(${accessEntry.providers}) and ${accessEntry.category} is null else ${accessEntry.agency} = ${placeholder('agency')} end)`),
    provider: wayToProvided(db),
    byId: planned(db, 'audit_record_by_id', {
      ...PLAN, select: (columns) => db.orm.select(columns).from(accessEntry).where(and(eq(accessEntry.stream, placeholder('stream')), eq(accessEntry.seq, placeholder('seq')))),
    }),
  }
}

/** A grant with its version, `G-17@2`; leave to go beyond regions is none. */
function grantUseIn(text: string): { grant: { id: string }; version: number }[] {
  const [, id, version] = /^(.+)@(\d+)$/.exec(text) ?? []
  return id === undefined ? [] : [{ grant: { id }, version: Number(version) }]
}

const seesAll = ({ plan }: Access) => plan.personas.includes('auditor')

/** The reading SQL of entries: one prepared statement per access path. */
export function recordQueries({ db, cursors }: { readonly db: Database; readonly cursors: Cursors }) {
  const by = statements(db)

  // Whose entries are read is on record with the entry of the reading.
  const shown = <Row extends { readonly agency: string; readonly providers: readonly string[]; readonly grants: readonly string[] | null } & Parameters<typeof shownToProvider>[0]>(access: Access, row: Row) => {
    const { agency } = access.plan
    if (row.agency !== agency && row.agency !== '') access.plan.read.add(row.agency)
    const entry = { ...row, grantUses: row.grants && row.grants.flatMap(grantUseIn) }
    return row.agency === agency || seesAll(access) ? entry : shownToProvider(entry, agency)
  }

  // What a filter finds for whoever asks, and the way to it; `null` where there can be nothing.
  const sought = (access: Access, filter: RecordFilter) => {
    const faults = filterFaults(filter)
    if (faults.length > 0) throw inputError(faults)
    const { from, to, role = null, caseNo = null, matter = null, outcome = null, agency: named = null } = filter
    const { agency: own } = access.plan
    if (!seesAll(access) && named !== null && named !== own) throw hubError('FORBIDDEN', 'the record of another agency is for an auditor alone', { messageZh: '其他机构的使用日志仅限审计员查询' })
    const agency = seesAll(access) ? named : own
    const provider = role === 'PROVIDER'
    if (named !== null && named !== own) access.plan.read.add(named)
    const ended = outcome !== null && outcome !== 'ANSWERED'
    const way = caseNo !== null ? by.case : ended ? by.ended : provider && agency !== null ? by.provider : agency === null ? by.all : by.consumer
    // Whoever acts for no agency asked for nothing and provides nothing.
    return agency === '' ? null : { way, given: { agency, caseNo, matter, outcome, provider, from: from ?? '-infinity', to: to ?? 'infinity' } }
  }

  /** A page of what a filter finds; `list` names it, so that its cursors are good for it alone. */
  const pageOf = async (access: Access, list: string, { filter, orderBy, first, after }: RecordListing) => {
    const order = orderBy ?? 'NEWEST_FIRST'
    const found = sought(access, filter ?? {})
    const limit = pageSize(first) + 1
    const begin = (order === 'NEWEST_FIRST' ? found?.given.to : found?.given.from) ?? ''
    const place = placeWithin(placeAfter(cursors, list, after, begin), begin, order)
    const rows = found === null ? [] : await read(found.way[order](access), { ...found.given, ...place, limit })
    const entries = rows.map((row) => {
      const cursor = cursors.encode(list, [row.at.toISOString(), String(row.stream), String(row.seq)])
      return access.disclose('AccessRecord', { ...shown(access, row), agencies: [row.agency, ...row.providers], cursor })
    })
    return page(entries, limit - 1, (row) => row.cursor)
  }

  return {
    pageOf,

    /** A page of entries: of one side of the calling agency; of any agency, or all, for an auditor. */
    list: (access: Access, listing: RecordListing) => pageOf(access, `Query.accessRecords ${listing.orderBy ?? 'NEWEST_FIRST'}`, listing),

    /** How many entries a filter finds, counted up to `most`. */
    async countUpTo(access: Access, filter: RecordFilter, most: number): Promise<number> {
      const found = sought(access, filter)
      const [row] = found === null ? [] : await read(found.way.count(access.signal), { ...found.given, limit: most })
      return row?.entries ?? 0
    },

    /** One entry by its id; `null` where there is none, or none that the caller may see. */
    async record(access: Access, id: string) {
      const place = placeOf(id)
      const [row] = place === null ? [] : await read(by.byId(access), { ...place })
      const { agency } = access.plan
      if (row === undefined || !(seesAll(access) || (agency !== '' && [row.agency, ...row.providers].includes(agency)))) return null
      return access.disclose('AccessRecord', { ...shown(access, row), agencies: [row.agency, ...row.providers] })
    },
  }
}
