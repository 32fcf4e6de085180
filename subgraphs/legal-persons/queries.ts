import { asc, desc, getTableColumns, lte, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Access } from '#platform/access'
import { type Database, planned, type PlannedRow, read, whole } from '#platform/db'
import { type SearchAsked, searchFound, searchParameters } from '#platform/db/text-search'
import { refuseUngranted } from '#platform/filters'
import { provenanceOf } from '#platform/provenance'
import * as registration from './domain/registration.ts'
import { withoutNumbers } from './domain/texts.ts'
import { CLAIMED, claimedValue, type ClaimedField, type Comparable, type LegalPersonClaim, verdictOn } from './domain/verification.ts'
import { statisticsQueries } from './queries.statistics.ts'
import {
  abnormalListing, legalPerson, legalPersonChange, type LegalPersonRow, legalPersonStaff, publicInstitution, shareholder,
  socialOrganisation,
} from './tables.ts'

type Keys = readonly string[]

/** Organisations of one address or of one representative that an answer can hold. */
const LIST_MAX = 100

const { comparableName: _comparableName, scatter: _scatter, revokedOn: _revokedOn, ...legalPersonColumns } = getTableColumns(legalPerson)

const legalPersonPlan = {
  type: 'LegalPerson',
  columns: legalPersonColumns,
  always: ['subject'],
  needs: {
    entityType: ['entityTypeCode', 'entityTypeName'],
    industryClass: ['industryClassCode', 'industryClassName'],
    legalRepName: ['legalRepName', 'legalRepresentative'],
  },
} as const

/** The reading SQL of the legal-persons library: one prepared statement per access path. */
export function queries(db: Database) {
  const keys = sql`any(${sql.placeholder('keys')}::text[])`

  const byCode = planned(db, 'legal_persons_by_code', {
    ...legalPersonPlan,
    select: (columns) => db.orm.select(columns).from(legalPerson).where(sql`${legalPerson.subject} = ${keys}`),
  })

  // Thousands of organisations may share an address, so the limit of a list is set where they are read.
  const legalPersonsBy = (column: PgColumn, name: string) =>
    planned(db, name, {
      ...legalPersonPlan,
      select: (columns) => {
        const place = sql<number>`row_number() over (partition by ${column} order by ${legalPerson.subject})`.as('place')
        const ranked = db.orm
          .select({ ...columns, foundBy: sql<string>`${column}`.as('found_by'), place })
          .from(legalPerson)
          .where(sql`${column} = ${keys}`)
          .as('ranked')
        return db.orm.select().from(ranked).where(lte(ranked.place, LIST_MAX)).orderBy(asc(ranked.subject))
      },
    })
  const legalPersonsByRepresentative = legalPersonsBy(legalPerson.legalRepresentative, 'legal_persons_by_representative')
  const legalPersonsByAddress = legalPersonsBy(legalPerson.address, 'legal_persons_by_address')

  const revocations = whole(db, 'legal_persons_revocations', db.orm
    .select({ person: legalPerson.legalRepresentative, status: legalPerson.status, revokedOn: legalPerson.revokedOn })
    .from(legalPerson)
    .where(sql`${legalPerson.legalRepresentative} = ${keys} and ${legalPerson.revokedOn} is not null`))

  const found = sql`found.key`
  const search = planned(db, 'legal_persons_search', {
    ...legalPersonPlan,
    select: (columns) =>
      db.orm
        .select({ ...columns, rank: sql<number>`found.rank`, scatter: legalPerson.scatter })
        .from(
          searchFound({
            table: legalPerson, key: legalPerson.subject, text: legalPerson.comparableName, division: legalPerson.division,
            scatter: legalPerson.scatter, tokens: sql`legal_persons.search_tokens(${legalPerson.comparableName}, ${legalPerson.division})`,
          }),
        )
        .innerJoin(legalPerson, sql`${legalPerson.subject} = ${found}`)
        .orderBy(sql`found.rank`, sql`found.scatter`, found),
  })

  // The table is named in full: a bare column would mean that of the inner table.
  const keysIn = (table: typeof legalPersonStaff | typeof shareholder) =>
    sql<string[]>`(select coalesce(json_agg(distinct part.person_key), '[]') from ${table} as part
      where part.subject_key = ${legalPerson}.subject_key and part.person_key is not null)`
  const comparable = whole(db, 'legal_persons_comparable', db.orm
    .select({
      name: legalPerson.name,
      legalRepName: legalPerson.legalRepName,
      legalRepresentative: legalPerson.legalRepresentative,
      staff: keysIn(legalPersonStaff),
      shareholders: keysIn(shareholder),
    })
    .from(legalPerson)
    .where(sql`${legalPerson.subject} = ${keys}`))

  const names = whole(db, 'legal_persons_names', db.orm
    .select({ name: legalPerson.comparableName, status: legalPerson.status })
    .from(legalPerson)
    .where(sql`${legalPerson.comparableName} = ${keys}`))

  const staff = planned(db, 'legal_persons_staff', {
    type: 'LegalPersonStaff',
    columns: getTableColumns(legalPersonStaff),
    always: ['subject', 'person'],
    select: (columns) =>
      db.orm
        .select(columns)
        .from(legalPersonStaff)
        .where(sql`${legalPersonStaff.subject} = ${keys}`)
        .orderBy(asc(legalPersonStaff.subject), asc(legalPersonStaff.place)),
  })

  const shareholders = planned(db, 'legal_persons_shareholders', {
    type: 'Shareholder',
    columns: getTableColumns(shareholder),
    always: ['subject', 'person'],
    select: (columns) =>
      db.orm
        .select(columns)
        .from(shareholder)
        .where(sql`${shareholder.subject} = ${keys}`)
        .orderBy(asc(shareholder.subject), asc(shareholder.place)),
  })

  const changes = planned(db, 'legal_persons_changes', {
    type: 'LegalPersonChange',
    columns: getTableColumns(legalPersonChange),
    always: ['subject', 'persons'],
    select: (columns) =>
      db.orm
        .select(columns)
        .from(legalPersonChange)
        .where(sql`${legalPersonChange.subject} = ${keys}`)
        .orderBy(desc(legalPersonChange.changedOn), asc(legalPersonChange.place)),
  })

  const abnormalListings = planned(db, 'legal_persons_abnormal_listings', {
    type: 'AbnormalListing',
    columns: getTableColumns(abnormalListing),
    always: ['subject'],
    select: (columns) =>
      db.orm
        .select(columns)
        .from(abnormalListing)
        .where(sql`${abnormalListing.subject} = ${keys}`)
        .orderBy(desc(abnormalListing.includedOn), asc(abnormalListing.place)),
  })

  const publicInstitutions = planned(db, 'legal_persons_public_institutions', {
    type: 'PublicInstitution',
    columns: getTableColumns(publicInstitution),
    always: ['subject'],
    select: (columns) =>
      db.orm
        .select(columns)
        .from(publicInstitution)
        .where(sql`${publicInstitution.subject} = ${keys}`),
  })

  const socialOrganisations = planned(db, 'legal_persons_social_organisations', {
    type: 'SocialOrganisation',
    columns: getTableColumns(socialOrganisation),
    always: ['subject'],
    select: (columns) =>
      db.orm
        .select(columns)
        .from(socialOrganisation)
        .where(sql`${socialOrganisation.subject} = ${keys}`),
  })

  return {
    ...statisticsQueries(db),
    /** Organisations by credit code. */
    async legalPersons(access: Access, codes: Keys) {
      return (await read(byCode(access), { keys: codes })).map((row) => shown(access, row))
    },

    /** Organisations that each person represents; `foundBy` is the person asked about. */
    async legalPersonsByRepresentative(access: Access, persons: Keys) {
      const rows = await read(legalPersonsByRepresentative(access), { keys: persons })
      return rows.map(({ foundBy, place: _place, ...row }) => ({ ...shown(access, row), foundBy }))
    },

    /** Organisations with their domicile at each address; `foundBy` is the address asked about. */
    async legalPersonsByAddress(access: Access, addresses: Keys) {
      const rows = await read(legalPersonsByAddress(access), { keys: addresses })
      return rows.map(({ foundBy, place: _place, ...row }) => ({ ...shown(access, row), foundBy }))
    },

    /** Organisations whose name holds every word asked, each with its sort key, and one more than the page holds. */
    async search(access: Access, asked: SearchAsked) {
      refuseUngranted(access, { 'LegalPerson.name': true, 'LegalPerson.division': asked.division })
      const rows = await read(search(access), searchParameters(asked))
      return rows.map(({ rank, scatter, ...row }) => ({ sortKey: [String(rank), scatter, row.subject], row: shown(access, row) }))
    },

    /**
     * Verdicts on a claim, none about a person whom the purpose does not concern. A sealed person is held by no organisation,
     * so claims about them read as those about any other party.
     */
    async verify(access: Access, claim: LegalPersonClaim) {
      const row = (await read(comparable(access.signal), { keys: [claim.creditCode] }))[0]
      const held = row === undefined ? null : comparableTo(access, row)
      const verdict = (field: ClaimedField) => {
        const stated = claimedValue(claim, field)
        if (stated === null || !access.verifiable(CLAIMED[field], claim.creditCode)) return null
        if (!PERSONS.has(field)) return verdictOn(field, stated, held)
        const person = access.subjectOf(stated)
        return access.namesSubject(person) ? verdictOn(field, person, held) : null
      }
      return {
        name: verdict('name'),
        legalRepName: verdict('legalRepName'),
        legalRepresentative: verdict('legalRepresentative'),
        staff: verdict('staff'),
        shareholder: verdict('shareholder'),
      }
    },

    /** For each person asked about, whether a revoked organisation of theirs bars them today; which one stays here. */
    async responsibilities(access: Access, persons: Keys) {
      const rows = await read(revocations(access.signal), { keys: persons })
      const barred = new Set(
        rows.filter((row) => registration.revokedWithinBar(row, access.plan.today)).map((row) => row.person),
      )
      return persons.map((subject) => ({ subject, responsible: barred.has(subject) }))
    },

    /** For each comparable name asked about, whether nobody holds it; the holders stay here. */
    async nameChecks(access: Access, comparableNames: Keys) {
      const rows = await read(names(access.signal), { keys: comparableNames })
      const held = new Set(rows.filter((row) => registration.holdsName(row.status)).map((row) => row.name))
      return comparableNames.map((name) =>
        access.disclose('NameCheck', { subject: null, comparableName: name, isFree: !held.has(name) }),
      )
    },

    /** Staff of each organisation, in the order of the register. */
    async staff(access: Access, codes: Keys) {
      const rows = await read(staff(access), { keys: codes })
      return rows.map((row) =>
        access.disclose('LegalPersonStaff', { ...sourced(row), subjects: among(row.subject, row.person) }),
      )
    },

    /** Shareholders of each organisation, in the order of the register. */
    async shareholders(access: Access, codes: Keys) {
      const rows = await read(shareholders(access), { keys: codes })
      return rows.map((row) => access.disclose('Shareholder', { ...sourced(row), subjects: among(row.subject, row.person) }))
    },

    /** Changes of each organisation, newest first. */
    async changes(access: Access, codes: Keys) {
      const rows = await read(changes(access), { keys: codes })
      return rows.map((row) =>
        access.disclose('LegalPersonChange', {
          ...sourced(row),
          before: row.before === null ? null : withoutNumbers(row.before),
          after: row.after === null ? null : withoutNumbers(row.after),
          subjects: among(row.subject, ...row.persons),
        }),
      )
    },

    /** Abnormal listings of each organisation, newest first. */
    async abnormalListings(access: Access, codes: Keys) {
      const rows = await read(abnormalListings(access), { keys: codes })
      return rows.map((row) => access.disclose('AbnormalListing', sourced(row)))
    },

    /** What public institutions have beside their registration. */
    async publicInstitutions(access: Access, codes: Keys) {
      const rows = await read(publicInstitutions(access), { keys: codes })
      return rows.map((row) => access.disclose('PublicInstitution', sourced(row)))
    },

    /** What social organisations have beside their registration. */
    async socialOrganisations(access: Access, codes: Keys) {
      const rows = await read(socialOrganisations(access), { keys: codes })
      return rows.map((row) => access.disclose('SocialOrganisation', sourced(row)))
    },

    /** A person as this library knows them: a key, and the edges that their rights open. */
    person: (access: Access, key: string) =>
      access.disclose('Person', { key, subject: key, legalRepresentativeOf: edge(key) }),

    /** An address as this library knows it: a code, and the edge that its rights open. */
    address: (access: Access, code: string) =>
      access.disclose('Address', { subject: null, code, legalPersons: edge(code) }),
  }
}

/** What a claim states by the key of a person. */
const PERSONS: ReadonlySet<ClaimedField> = new Set(['legalRepresentative', 'staff', 'shareholder'])

// An edge is held as the key that its rows are loaded by, so that disclosure can take it away like any value.
const edge = (key: string): string | null => key

const among = (...subjects: (string | null)[]) => subjects.filter((subject) => subject !== null)

const sourced = <Row extends Parameters<typeof provenanceOf>[0]>(row: Row) => ({ ...row, provenance: provenanceOf(row) })

const namedCode = (code: string | null, name: string | null) => (code === null ? null : { code, name: name ?? code })

type LegalPersonRead = PlannedRow<Omit<LegalPersonRow, 'comparableName' | 'scatter' | 'revokedOn'>, 'subject'>

function shown(access: Access, row: LegalPersonRead) {
  const { entityTypeCode, entityTypeName, industryClassCode, industryClassName, ...rest } = sourced(row)
  const unknown = row.legalRepresentative !== null && access.plan.sealed(row.legalRepresentative)
  return access.disclose('LegalPerson', {
    ...rest,
    orgCode: registration.orgCodeOf(row.subject),
    entityKind: registration.entityKindOf(row.subject),
    category: registration.categoryOf(row.subject),
    entityType: namedCode(entityTypeCode, entityTypeName),
    industryClass: namedCode(industryClassCode, industryClassName),
    legalRepName: unknown ? null : row.legalRepName,
    legalRepresentative: unknown ? null : row.legalRepresentative,
    staff: edge(row.subject),
    shareholders: edge(row.subject),
    changes: edge(row.subject),
    abnormalListings: edge(row.subject),
    publicInstitution: edge(row.subject),
    socialOrganisation: edge(row.subject),
  })
}

// Whoever is sealed must not be told apart from somebody who has nothing to do with the organisation.
function comparableTo(access: Access, row: Comparable): Comparable {
  const known = (person: string) => !access.plan.sealed(person)
  const hidden = row.legalRepresentative !== null && !known(row.legalRepresentative)
  return {
    ...row,
    ...(hidden ? { legalRepName: null, legalRepresentative: null } : {}),
    staff: row.staff.filter(known),
    shareholders: row.shareholders.filter(known),
  }
}

export type Queries = ReturnType<typeof queries>

/** Rows as the rights show them; an item that they refuse is `null`. */
export type LegalPersonShown = ReturnType<typeof shown>
export type PersonShown = ReturnType<Queries['person']>
export type AddressShown = ReturnType<Queries['address']>
export type StaffShown = Awaited<ReturnType<Queries['staff']>>[number]
export type ShareholderShown = Awaited<ReturnType<Queries['shareholders']>>[number]
export type ChangeShown = Awaited<ReturnType<Queries['changes']>>[number]
export type AbnormalListingShown = Awaited<ReturnType<Queries['abnormalListings']>>[number]
export type PublicInstitutionShown = Awaited<ReturnType<Queries['publicInstitutions']>>[number]
export type SocialOrganisationShown = Awaited<ReturnType<Queries['socialOrganisations']>>[number]
