import { and, desc, eq, getViewSelectedFields, type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import type { Access } from '#platform/access'
import { type Cursors, page, pageSize, positionAfter } from '#platform/connection'
import { type Database, planned, read } from '#platform/db'
import { hubError, inputError } from '#platform/errors'
import { placeOf } from './domain/entry.ts'
import { filterFaults, type RecordFilter } from './domain/listing.ts'
import { shownToProvider } from './domain/provider-view.ts'
import { accessEntry } from './tables.ts'

const LIST = 'Query.accessRecords'

/** What a list is asked for. */
export interface Listing {
  readonly first?: number | null
  readonly after?: string | null
}

/** What a list of the record is asked for. */
export interface RecordListing extends Listing {
  readonly filter?: RecordFilter | null
}

const { placeholder } = sql

/** What the list of entries shows, and where it finds them. */
const { subjects: _s, represented: _r, basis: _b, circumstances: _c, named: _n, decision: _d, caseHash: _h, ...ENTRY } = getViewSelectedFields(accessEntry)

// Whose an entry is and where a page ends; what a provider is shown is cut by its places among all that was released and refused.
const ALWAYS = ['id', 'stream', 'seq', 'at', 'agency', 'providers', 'provided', 'category', 'released', 'refused'] as const

/** The columns by which a list is in order. */
type Ordered = Readonly<Record<'at' | 'stream' | 'seq', AnyPgColumn>>

/** What comes after a place, newest first; the first page comes after the end of time, so that an index is always entered at a place. */
export const afterPlace = ({ at, stream, seq }: Ordered) =>
  sql`${at} <= ${placeholder('at')}::timestamptz and (${at}, ${stream}, ${seq}) < (${placeholder('at')}::timestamptz, ${placeholder('stream')}::integer, ${placeholder('seq')}::bigint)`

const within = (ordered: Ordered) => sql`${ordered.at} >= ${placeholder('from')}::timestamptz and ${afterPlace(ordered)}`

export const newestFirst = ({ at, stream, seq }: Ordered) => [desc(at), desc(stream), desc(seq)]

/** The instant and place after which a list begins. */
export interface PlaceAfter {
  readonly at: string
  readonly stream: number
  readonly seq: number
}

/** Where a page begins: after a cursor, or after all that was taken in before an instant. */
export function placeAfter(cursors: Cursors, list: string, after: string | null | undefined, to: string | null = null): PlaceAfter {
  const [at = to ?? 'infinity', stream = '0', seq = '0'] = positionAfter(cursors, list, after) ?? []
  return { at, stream: Number(stream), seq: Number(seq) }
}

function statements(db: Database) {
  // Matter and outcome stand in the body alone.
  const said = () => sql`(${placeholder('matter')}::text is null or ${accessEntry.matter} = ${placeholder('matter')})
    and (${placeholder('outcome')}::text is null or ${accessEntry.outcome} = ${placeholder('outcome')})`
  const entries = (name: string, where: SQL) => planned(db, name, {
    type: 'AccessRecord', columns: ENTRY, always: ALWAYS, needs: { grantUses: ['grants'] },
    select: (columns) => db.orm.select(columns).from(accessEntry).where(and(where, within(accessEntry), said())).orderBy(...newestFirst(accessEntry)).limit(placeholder('limit')),
  })
  return {
    all: entries('audit_record_list', sql`true`),
    consumer: entries('audit_record_list_of_consumer', eq(accessEntry.agency, placeholder('agency'))),
    // That a case is confidential would be told by finding anything under its number.
    case: entries('audit_record_list_of_case', sql`${accessEntry.caseHash} = hashtextextended(${placeholder('caseNo')}, 0) and ${accessEntry.caseNo} = ${placeholder('caseNo')} and (${placeholder('agency')}::text is null
      or case when ${placeholder('provider')}::boolean then ${placeholder('agency')} = any(${accessEntry.providers}) and ${accessEntry.category} is null else ${accessEntry.agency} = ${placeholder('agency')} end)`),
    provider: entries('audit_record_list_of_provider', sql`${accessEntry.providers} @> array[${placeholder('agency')}::text]`),
    byId: planned(db, 'audit_record_by_id', {
      type: 'AccessRecord', columns: ENTRY, always: ALWAYS, needs: { grantUses: ['grants'] },
      select: (columns) => db.orm.select(columns).from(accessEntry).where(and(eq(accessEntry.stream, placeholder('stream')), eq(accessEntry.seq, placeholder('seq')))),
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

  return {
    /** A page of entries, newest first: of one side of the calling agency; of any agency, or all, for an auditor. */
    async list(access: Access, { filter, first, after }: RecordListing) {
      const { from = null, to = null, role = null, caseNo = null, matter = null, outcome = null, agency: named = null } = filter ?? {}
      const faults = filterFaults(filter ?? {})
      if (faults.length > 0) throw inputError(faults)
      const { agency: own } = access.plan
      if (!seesAll(access) && named !== null && named !== own) throw hubError('FORBIDDEN', 'the record of another agency is for an auditor alone', { messageZh: '其他机构的使用日志仅限审计员查询' })
      const agency = seesAll(access) ? named : own
      const provider = role === 'PROVIDER'
      const limit = pageSize(first) + 1
      const given = { agency, caseNo, matter, outcome, provider, from: from ?? '-infinity', ...placeAfter(cursors, LIST, after, to), limit }
      if (named !== null && named !== own) access.plan.read.add(named)
      const path = caseNo !== null ? by.case : agency === null ? by.all : provider ? by.provider : by.consumer
      // Whoever acts for no agency asked for nothing and provides nothing.
      const rows = agency === '' ? [] : await read(path(access), given)
      const entries = rows.map((row) => {
        const cursor = cursors.encode(LIST, [row.at.toISOString(), String(row.stream), String(row.seq)])
        return access.disclose('AccessRecord', { ...shown(access, row), agencies: [row.agency, ...row.providers], cursor })
      })
      return page(entries, limit - 1, (row) => row.cursor)
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
