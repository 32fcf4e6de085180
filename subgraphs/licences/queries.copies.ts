import { eq, getTableColumns, type SQL, sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import { type Cursors, page, pageSize, positionAfter } from '#platform/connection'
import { read, whole } from '#platform/db'
import type { LibraryServices } from '#platform/subgraph'
import { type CopyState, stateOfAuthorisation, stateOfCopy } from './domain/copy-state.ts'
import { outcomeOn } from './domain/validity.ts'
import { licenceAuthorisation, licenceCopy, licenceCopyHolder } from './tables.copies.ts'
import { licence, seriesOf } from './tables.ts'

/** A page of a list of the holder's own. */
export interface OwnListing {
  readonly first?: number | null
  readonly after?: string | null
}

/** Where a file can be fetched, and until when. */
export interface Address {
  readonly address: string
  readonly addressExpiresAt: Date
}

interface Newest {
  /** `null` where the licence is not there any more. */
  readonly state: string | null
  readonly validFrom: string | null
  readonly validTo: string | null
  readonly trustGrade: string | null
}

interface HeldBy {
  readonly subject: string
  readonly slice: string
  readonly issuer: string | null
}

const COPIES = 'Query.myLicenceCopies'
const AUTHORISATIONS = 'Query.myLicenceAuthorisations'
const { placeholder } = sql

/** The newest version of each licence on a copy. */
const newest = sql<Newest[]>`(
  select coalesce(json_agg(json_build_object('state', now.state_code, 'validFrom', now.valid_from, 'validTo', now.valid_to, 'trustGrade', now.trust_grade)), '[]')
  from (select distinct own.identifier from ${licenceCopyHolder} as own where own.number = ${licenceCopy}.number) as had
  left join ${licence} as now on ${seriesOf(sql`now.identifier`)} = ${seriesOf(sql`had.identifier`)} and now.current)`

const heldBy = sql<HeldBy[]>`(
  select coalesce(json_agg(json_build_object('subject', own.subject_key, 'slice', own.type_code, 'issuer', own.issuer_code) order by own.identifier, own.subject_key), '[]')
  from ${licenceCopyHolder} as own where own.number = ${licenceCopy}.number)`

// The file and what leads to it stay where they are.
const { sealedFile: _file, address: _address, addressUntil: _until, session: _session, keptUntil: _kept, ...told } = getTableColumns(licenceCopy)

/** What is told of copies and of leave to make them. */
export function copyQueries({ db, clock, cursors }: LibraryServices & { readonly cursors: Cursors }) {
  const columns = { ...told, newest, heldBy }
  const one = whole(db, 'licences_copy', db.orm.select(columns).from(licenceCopy).where(eq(licenceCopy.number, placeholder('number'))))
  const ofFile = whole(db, 'licences_copy_of_file', db.orm
    .select({ expiresAt: licenceCopy.expiresAt, withdrawnAt: licenceCopy.withdrawnAt, newest }).from(licenceCopy).where(eq(licenceCopy.fileSm3, placeholder('sm3'))))
  const ofHolder = whole(db, 'licences_copies_of_holder', db.orm
    .select(columns)
    .from(licenceCopy)
    .where(sql`not ${licenceCopy.confidential} and ${licenceCopy.number} in (
      select mine.number from ${licenceCopyHolder} as mine where mine.subject_key = ${placeholder('subject')} ${after(sql`mine.created_at`, sql`mine.number`)})`)
    .orderBy(sql`${licenceCopy.createdAt} desc, ${licenceCopy.number} desc`)
    .limit(placeholder('limit')))
  const ofGiver = whole(db, 'licences_authorisations', db.orm
    .select()
    .from(licenceAuthorisation)
    .where(sql`${licenceAuthorisation.subject} = ${placeholder('subject')} ${after(sql`${licenceAuthorisation.createdAt}`, sql`${licenceAuthorisation.id}`)}`)
    .orderBy(sql`${licenceAuthorisation.createdAt} desc, ${licenceAuthorisation.id} desc`)
    .limit(placeholder('limit')))
  const leave = whole(db, 'licences_authorisation', db.orm.select().from(licenceAuthorisation).where(eq(licenceAuthorisation.id, placeholder('id'))))

  type Copy = Awaited<ReturnType<ReturnType<typeof one>['run']>>[number]
  type Leave = typeof licenceAuthorisation.$inferSelect
  const stateOf = (access: Access, row: Pick<Copy, 'expiresAt' | 'withdrawnAt' | 'newest'>): CopyState =>
    stateOfCopy(row, row.newest.map(({ state, ...rest }) => outcomeOn({ ...rest, state: state ?? '' }, access.plan.today)), clock.now())

  const filed = (access: Access, { heldBy: holders, newest: versions, ...row }: Copy) => ({
    ...row,
    place: [row.createdAt.toISOString(), row.number],
    agencies: [...new Set([...(row.represented === null ? [row.agency] : []), ...holders.flatMap(({ issuer }) => issuer ?? [])])],
    subjects: row.confidential ? [] : [...new Set(holders.map(({ subject }) => subject))],
    state: stateOf(access, { ...row, newest: versions }),
    types: [...new Set(holders.map(({ slice }) => slice))],
  })
  const shown = (access: Access, row: Copy, address: Address | null = null) => access.disclose('LicenceCopy', { ...filed(access, row), address: null, addressExpiresAt: null, ...address })

  const leaveShown = (access: Access, row: Leave, code: string | null = null) => access.disclose('LicenceAuthorisation', {
    ...row, place: [row.createdAt.toISOString(), row.id], agencies: [], subjects: [row.subject], code, state: stateOfAuthorisation(row, clock.now()),
    types: [...new Set(row.identifiers.map(typeIn))],
  })

  const subjectOf = ({ plan }: Access) => plan.actor.represented ?? ''

  return {
    /** A copy as it is on file, for whoever is to do something with it. */
    async onFile(access: Access, number: string) {
      const [row] = await read(one(access.signal), { number })
      return row === undefined ? null : filed(access, row)
    },

    /** A copy; whose it is, the rule on its type looks at. */
    async copy(access: Access, number: string, address: Address | null = null) {
      const [row] = await read(one(access.signal), { number })
      return row === undefined ? null : shown(access, row, address)
    },

    /** Copies of the licences of whoever acts for itself. */
    async myCopies(access: Access, { first, after: cursor }: OwnListing) {
      const size = pageSize(first)
      const rows = await read(ofHolder(access.signal), { subject: subjectOf(access), ...placeIn(positionAfter(cursors, COPIES, cursor)), limit: size + 1 })
      return page(rows.map((row) => shown(access, row)), size, ({ place }) => cursors.encode(COPIES, place))
    },

    /** Leave that whoever acts for itself has given. */
    async myAuthorisations(access: Access, { first, after: cursor }: OwnListing) {
      const size = pageSize(first)
      const rows = await read(ofGiver(access.signal), { subject: subjectOf(access), ...placeIn(positionAfter(cursors, AUTHORISATIONS, cursor)), limit: size + 1 })
      return page(rows.map((row) => leaveShown(access, row)), size, ({ place }) => cursors.encode(AUTHORISATIONS, place))
    },

    /** Leave by its id; the code with it where it has just been made. */
    async authorisation(access: Access, id: string, code: string | null) {
      const [row] = await read(leave(access.signal), { id })
      return row === undefined ? null : leaveShown(access, row, code)
    },

    /** Whether a copy counts, for whoever is shown it. */
    async copyState(access: Access, number: string): Promise<CopyState | null> {
      const [row] = await read(one(access.signal), { number })
      return row === undefined ? null : stateOf(access, row)
    },

    /** Whether the copy whose file this is counts. */
    async copyStateOfFile(access: Access, sm3: string): Promise<CopyState | null> {
      const [row] = await read(ofFile(access.signal), { sm3 })
      return row === undefined ? null : stateOf(access, row)
    },
  }
}

// A row's place is its instant to the millisecond and its key.
function after(at: SQL, key: SQL): SQL {
  return sql`and (${placeholder('at')}::timestamptz is null or (${at}, ${key}) < (${placeholder('at')}::timestamptz, ${placeholder('key')}::text))`
}

const placeIn = (position: readonly string[] | null) => ({ at: position?.[0] ?? null, key: position?.[1] ?? null })

const typeIn = (identifier: string) => identifier.split('.')[5] ?? ''

export type CopyQueries = ReturnType<typeof copyQueries>
export type CopyOnFile = NonNullable<Awaited<ReturnType<CopyQueries['onFile']>>>
export type CopyShown = NonNullable<Awaited<ReturnType<CopyQueries['copy']>>>
export type AuthorisationShown = NonNullable<Awaited<ReturnType<CopyQueries['authorisation']>>>
