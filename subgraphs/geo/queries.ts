import { asc, desc, eq, getTableColumns, type SQLWrapper, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Access } from '#platform/access'
import { type Database, planned, type PlannedRow, read } from '#platform/db'
import { nearestFound, nearestParameters } from '#platform/db/nearest'
import { type SearchAsked, searchFound, searchParameters } from '#platform/db/text-search'
import { checkFilterText, refuseUngranted } from '#platform/filters'
import { provenanceOf } from '#platform/provenance'
import type { Point } from './domain/points.ts'
import { standsOn } from './domain/restrictions.ts'
import { statisticsQueries } from './queries.statistics.ts'
import {
  address,
  type AddressRow,
  addressTokens,
  division,
  divisionChange,
  type DivisionRow,
  type MultiPolygonGeometry,
  type PointGeometry,
  realEstateUnit,
  type RealEstateUnitRow,
  rightHolder,
  serviceHall,
  type ServiceHallRow,
  unitRestriction,
} from './tables.ts'

type Keys = readonly string[]

/** The service halls nearest to a point. */
export interface HallsAsked {
  readonly point: Point
  /** Code of the matter that they must handle; `null` for any. */
  readonly matter: string | null
  readonly first: number
}

/** Divisions that begin with a text. */
export interface DivisionsAsked {
  readonly text: string
  readonly after: string
  readonly limit: number
}

const LAST_CHARACTER = '\u{10FFFF}'

// Option 0 leaves out the name of the reference system, which RFC 7946 no longer knows.
const pointOf = (geometry: SQLWrapper) =>
  sql<PointGeometry | null>`ST_AsGeoJSON(${geometry}, 9, 0)::json`
const boundaryOf = (geometry: SQLWrapper) =>
  sql<MultiPolygonGeometry | null>`ST_AsGeoJSON(${geometry}, 9, 0)::json`

// What a division is today is what last happened to it, so that the two cannot disagree.
const lastChange = (column: 'kind_code' | 'replaced_by') => sql<string | null>`(
  select change.${sql.identifier(column)} from ${divisionChange} as change
  where change.code = ${division}.code order by change.changed_on desc limit 1)`

const divisionPlan = {
  type: 'Division',
  columns: {
    ...getTableColumns(division),
    center: pointOf(division.center),
    boundary: boundaryOf(division.boundary),
    changeKind: lastChange('kind_code'),
    replacedBy: lastChange('replaced_by'),
  },
  always: ['code'],
} as const

const { comparableText, place, scatter, ...addressShown } = getTableColumns(address)
const addressPlan = {
  type: 'Address',
  columns: { ...addressShown, location: pointOf(address.location) },
  always: ['code'],
} as const
const searched = {
  table: address,
  key: address.code,
  text: comparableText,
  division: place,
  scatter,
  tokens: addressTokens(comparableText, place),
}

const hallPlan = {
  type: 'ServiceHall',
  columns: { ...getTableColumns(serviceHall), location: pointOf(serviceHall.location) },
  always: ['poiCode'],
} as const

const halls = {
  table: serviceHall,
  key: serviceHall.poiCode,
  location: serviceHall.location,
  marks: serviceHall.matters,
  // '3' was closed for good.
  shown: sql`${serviceHall.location} is not null and ${serviceHall.status} is distinct from '3'`,
}

// Every row about a unit carries all holders of the unit, since row rules decide on them.
function holdersOf(db: Database, unitCode: typeof realEstateUnit.unitCode | typeof unitRestriction.unitCode) {
  const each = alias(rightHolder, 'each_holder')
  const subjects = db.orm
    .select({ subject: each.subject })
    .from(each)
    .where(eq(each.unitCode, unitCode))
    .orderBy(asc(each.place), asc(each.subject))
  return sql<string[]>`array${subjects}`
}

/** One prepared statement per access path. */
function statements(db: Database) {
  const keys = sql`any(${sql.placeholder('keys')}::text[])`
  const existing = sql`${division.validTo} is null or ${division.validTo} > cast(${sql.placeholder('today')} as date)`

  const divisions = planned(db, 'geo_divisions', {
    ...divisionPlan,
    select: (columns) => db.orm.select(columns).from(division).where(sql`${division.code} = ${keys}`),
  })

  const children = planned(db, 'geo_division_children', {
    ...divisionPlan,
    select: (columns) =>
      db.orm
        .select({ ...columns, below: sql<string>`${division.parent}` })
        .from(division)
        .where(sql`${division.parent} = ${keys} and (${existing})`)
        .orderBy(asc(division.parent), asc(division.code)),
  })

  // All names that begin alike stand together where they are sorted as their characters are numbered.
  const text = sql`${sql.placeholder('text')}::text`
  const next = sql`${division.code} > ${sql.placeholder('after')}::text and (${existing})`
  const divisionsFound = planned(db, 'geo_divisions_found', {
    ...divisionPlan,
    select: (columns) =>
      db.orm
        .select(columns)
        .from(division)
        .where(sql`${division.code} in (
          (select ${division.code} from ${division} where ${division.code} >= ${text} and ${division.code} <= ${text} || 'z' and ${next} order by ${division.code} limit cast(${sql.placeholder('limit')} as int))
          union (select ${division.code} from ${division} where ${text} <> '' and ${division.name} collate "C" >= ${text} and ${division.name} collate "C" <= ${text} || ${LAST_CHARACTER}::text and ${next}))`)
        .orderBy(asc(division.code))
        .limit(sql.placeholder('limit')),
  })

  // The boundary decides and the deepest level wins, since a village lies in its town and its county as well.
  const divisionsAt = planned(db, 'geo_divisions_at', {
    ...divisionPlan,
    select: (columns) =>
      db.orm
        .select({ place: sql<number>`asked.place::int`, ...columns })
        .from(
          sql`unnest(${sql.placeholder('lon')}::float8[], ${sql.placeholder('lat')}::float8[]) with ordinality as asked(lon, lat, place)
          cross join lateral (
            select ${division.code} as code from ${division}
            where ST_Covers(${division.boundary}, ST_SetSRID(ST_MakePoint(asked.lon, asked.lat), 4490)) and (${existing})
            order by ${division.level} desc, ${division.code} limit 1
          ) as found`,
        )
        .innerJoin(division, sql`${division.code} = found.code`),
  })

  // A change stands in the history of the division that it happened to, and of the one that took its place.
  const changes = planned(db, 'geo_division_changes', {
    type: 'DivisionChange',
    columns: getTableColumns(divisionChange),
    always: ['code'],
    select: (columns) =>
      db.orm
        .select({ ...columns, about: sql<string>`asked.code` })
        .from(sql`unnest(${sql.placeholder('keys')}::text[]) as asked(code)`)
        .innerJoin(divisionChange, sql`${divisionChange.code} = asked.code or ${divisionChange.replacedBy} = asked.code`)
        .orderBy(sql`asked.code`, asc(divisionChange.changedOn), asc(divisionChange.code)),
  })

  const addresses = planned(db, 'geo_addresses', {
    ...addressPlan,
    select: (columns) => db.orm.select(columns).from(address).where(sql`${address.code} = ${keys}`),
  })

  const addressesFound = planned(db, 'geo_addresses_found', {
    ...addressPlan,
    select: (columns) =>
      db.orm
        .select({ rank: sql<number>`found.rank`, scatter, ...columns })
        .from(searchFound(searched))
        .innerJoin(address, sql`${address.code} = found.key`)
        .orderBy(sql`found.rank, found.scatter, found.key`),
  })

  const serviceHalls = planned(db, 'geo_service_halls', {
    ...hallPlan,
    select: (columns) =>
      db.orm
        .select({ ...columns, within: serviceHall.division })
        .from(serviceHall)
        .where(sql`${serviceHall.division} = ${keys}`)
        .orderBy(asc(serviceHall.division), asc(serviceHall.poiCode)),
  })

  const nearestHalls = planned(db, 'geo_nearest_halls', {
    ...hallPlan,
    select: (columns) =>
      db.orm
        .select({ place: sql<number>`found.place::int`, ...columns })
        .from(nearestFound(halls))
        .innerJoin(serviceHall, sql`${serviceHall.poiCode} = found.key`)
        .orderBy(sql`found.place, found.metres, found.key`),
  })

  const unitPlan = {
    type: 'RealEstateUnit',
    columns: {
      ...getTableColumns(realEstateUnit),
      boundary: boundaryOf(realEstateUnit.boundary),
      subjects: holdersOf(db, realEstateUnit.unitCode),
    },
    always: ['unitCode', 'subjects'],
  } as const

  const units = planned(db, 'geo_units', {
    ...unitPlan,
    select: (columns) => db.orm.select(columns).from(realEstateUnit).where(sql`${realEstateUnit.unitCode} = ${keys}`),
  })

  const unitsAt = planned(db, 'geo_units_at', {
    ...unitPlan,
    select: (columns) =>
      db.orm
        .select({ ...columns, at: sql<string>`${realEstateUnit.address}` })
        .from(realEstateUnit)
        .where(sql`${realEstateUnit.address} = ${keys}`)
        .orderBy(asc(realEstateUnit.address), asc(realEstateUnit.unitCode)),
  })

  const unitsHeldBy = planned(db, 'geo_units_held_by', {
    ...unitPlan,
    select: (columns) =>
      db.orm
        .select({ ...columns, holder: rightHolder.subject })
        .from(rightHolder)
        .innerJoin(realEstateUnit, eq(realEstateUnit.unitCode, rightHolder.unitCode))
        .where(sql`${rightHolder.subject} = ${keys}`)
        .orderBy(asc(rightHolder.subject), asc(realEstateUnit.unitCode)),
  })

  const holders = planned(db, 'geo_holders', {
    type: 'RightHolder',
    columns: getTableColumns(rightHolder),
    always: ['unitCode', 'subject', 'organisation'],
    select: (columns) =>
      db.orm
        .select(columns)
        .from(rightHolder)
        .where(sql`${rightHolder.unitCode} = ${keys}`)
        .orderBy(asc(rightHolder.unitCode), asc(rightHolder.place), asc(rightHolder.subject)),
  })

  const restrictions = planned(db, 'geo_restrictions', {
    type: 'UnitRestriction',
    columns: { ...getTableColumns(unitRestriction), subjects: holdersOf(db, unitRestriction.unitCode) },
    always: ['unitCode', 'subjects'],
    needs: { active: ['registeredOn', 'releasedOn'] },
    select: (columns) =>
      db.orm
        .select(columns)
        .from(unitRestriction)
        .where(sql`${unitRestriction.unitCode} = ${keys}`)
        .orderBy(asc(unitRestriction.unitCode), desc(unitRestriction.registeredOn), asc(unitRestriction.registrationNo)),
  })

  return {
    divisions, children, divisionsFound, divisionsAt, changes, addresses, addressesFound, serviceHalls, nearestHalls, units, unitsAt, unitsHeldBy, holders, restrictions,
  }
}

const aboutNobody = { subject: null }

// An edge is a property with the key to follow, so that disclosure closes it like any other item.
function discloseDivision<Row extends PlannedRow<DivisionRow, 'code'>>(access: Access, row: Row) {
  const edges = { children: row.code, serviceHalls: row.code, history: row.code }
  return access.disclose('Division', { ...row, ...aboutNobody, ...edges, provenance: provenanceOf(row) })
}

function discloseHall<Row extends PlannedRow<ServiceHallRow, 'poiCode'>>(access: Access, row: Row) {
  return access.disclose('ServiceHall', { ...row, ...aboutNobody, provenance: provenanceOf(row) })
}

function discloseAddress<Row extends PlannedRow<Omit<AddressRow, 'comparableText' | 'place' | 'scatter'>, 'code'>>(access: Access, row: Row) {
  return access.disclose('Address', { ...row, ...aboutNobody, realEstateUnits: row.code, provenance: provenanceOf(row) })
}

function discloseUnit<Row extends PlannedRow<RealEstateUnitRow, 'unitCode'> & { subjects: string[] }>(access: Access, row: Row) {
  const edges = { holders: row.unitCode, restrictions: row.unitCode }
  return access.disclose('RealEstateUnit', { ...row, ...edges, provenance: provenanceOf(row) })
}

/** Rows that say which question they answer, the first being 1, by question. */
function byQuestion<Row extends { readonly place: number }>(count: number, rows: readonly Row[]): Row[][] {
  const answers = Array.from({ length: count }, (): Row[] => [])
  for (const row of rows) answers[row.place - 1]?.push(row)
  return answers
}

/** The reading SQL of the geo library. */
export function queries(db: Database) {
  const prepared = statements(db)
  return {
    ...statisticsQueries(db),
    /** Divisions by code. */
    async divisions(access: Access, codes: Keys) {
      const rows = await read(prepared.divisions(access), { keys: codes })
      return rows.map((row) => discloseDivision(access, row))
    },

    /** Divisions right below each division, by code. */
    async children(access: Access, parents: Keys) {
      const rows = await read(prepared.children(access), { keys: parents, today: access.plan.today })
      return rows.map((row) => discloseDivision(access, row))
    },

    /** Divisions whose name or code begins with a text, by code, from the one after `after` on. */
    async divisionsFound(access: Access, { text, after, limit }: DivisionsAsked) {
      refuseUngranted(access, { 'Division.name': text !== '' })
      checkFilterText(text)
      const rows = await read(prepared.divisionsFound(access), { text, after, limit, today: access.plan.today })
      return rows.map((row) => discloseDivision(access, row))
    },

    /** The smallest division at each point; `null` where there is none. */
    async divisionsAt(access: Access, points: readonly Point[]) {
      const at = { lon: points.map(({ lon }) => lon), lat: points.map(({ lat }) => lat) }
      const rows = await read(prepared.divisionsAt(access), { ...at, today: access.plan.today })
      return byQuestion(points.length, rows).map(([row]) => (row === undefined ? null : discloseDivision(access, row)))
    },

    /** What happened to each division and to those that it took the place of, oldest first. */
    async changes(access: Access, codes: Keys) {
      const rows = await read(prepared.changes(access), { keys: codes })
      return rows.map((row) =>
        access.disclose('DivisionChange', { ...row, ...aboutNobody, division: row.code, provenance: provenanceOf(row) }))
    },

    /** Service halls of each division, by code. */
    async serviceHalls(access: Access, codes: Keys) {
      const rows = await read(prepared.serviceHalls(access), { keys: codes })
      return rows.map((row) => discloseHall(access, row))
    },

    /** The service halls nearest to each point, nearest first. */
    async nearestHalls(access: Access, asks: readonly HallsAsked[]) {
      const questions = asks.map(({ point: { lon, lat }, matter, first }) => ({ lon, lat, mark: matter, first }))
      const rows = await read(prepared.nearestHalls(access), nearestParameters(questions))
      return byQuestion(asks.length, rows).map((found) => found.map((row) => discloseHall(access, row)))
    },

    /** Addresses by code. */
    async addresses(access: Access, codes: Keys) {
      const rows = await read(prepared.addresses(access), { keys: codes })
      return rows.map((row) => discloseAddress(access, row))
    },

    /** Addresses that a text finds, one more than the page holds, each with its sort key. */
    async addressesFound(access: Access, asked: SearchAsked) {
      const rows = await read(prepared.addressesFound(access), searchParameters(asked))
      return rows.map(({ rank, scatter, ...row }) => ({ sortKey: [String(rank), scatter, row.code], row: discloseAddress(access, row) }))
    },

    /** Units by code; whom they are about is known only now, so row rules refuse the others. */
    async units(access: Access, unitCodes: Keys) {
      const rows = await read(prepared.units(access), { keys: unitCodes })
      return rows.map((row) => discloseUnit(access, row))
    },

    /** Units at each address, by code. */
    async unitsAt(access: Access, addressCodes: Keys) {
      const rows = await read(prepared.unitsAt(access), { keys: addressCodes })
      return rows.map((row) => discloseUnit(access, row))
    },

    /** A person as a holder; no row of this library. */
    person(access: Access, subject: string) {
      return access.disclose('Person', { subject, key: subject, realEstate: subject })
    },

    /** Units of each subject, by code. */
    async unitsHeldBy(access: Access, subjects: Keys) {
      const rows = await read(prepared.unitsHeldBy(access), { keys: subjects })
      return rows.map((row) => discloseUnit(access, row))
    },

    /** Holders of each unit, in the order of the register. */
    async holders(access: Access, unitCodes: Keys) {
      const rows = await read(prepared.holders(access), { keys: unitCodes })
      return rows.map((row) => access.disclose('RightHolder', { ...row, provenance: provenanceOf(row) }))
    },

    /** Restrictions of each unit, newest first. */
    async restrictions(access: Access, unitCodes: Keys) {
      const rows = await read(prepared.restrictions(access), { keys: unitCodes })
      const { today } = access.plan
      return rows.map((row) => {
        const { registeredOn } = row
        const told = { active: registeredOn === null ? null : standsOn({ ...row, registeredOn }, today), provenance: provenanceOf(row) }
        return access.disclose('UnitRestriction', { ...row, ...told })
      })
    },
  }
}

export type Queries = ReturnType<typeof queries>
