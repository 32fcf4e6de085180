import { asc, desc, eq, getTableColumns, type SQLWrapper, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Access } from '#platform/access'
import { type Database, read } from '#platform/db'
import { nearestFound, nearestParameters } from '#platform/db/nearest'
import { type SearchAsked, searchFound, searchParameters } from '#platform/db/text-search'
import { provenanceOf } from '#platform/provenance'
import type { Point } from './domain/points.ts'
import { standsOn } from './domain/restrictions.ts'
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

// Option 0 leaves out the name of the reference system, which RFC 7946 no longer knows.
const pointOf = (geometry: SQLWrapper) =>
  sql<PointGeometry | null>`ST_AsGeoJSON(${geometry}, 9, 0)::json`
const boundaryOf = (geometry: SQLWrapper) =>
  sql<MultiPolygonGeometry | null>`ST_AsGeoJSON(${geometry}, 9, 0)::json`

// What a division is today is what last happened to it, so that the two cannot disagree.
const lastChange = (column: 'kind_code' | 'replaced_by') => sql<string | null>`(
  select change.${sql.identifier(column)} from ${divisionChange} as change
  where change.code = ${division}.code order by change.changed_on desc limit 1)`

const divisionColumns = {
  ...getTableColumns(division),
  center: pointOf(division.center),
  boundary: boundaryOf(division.boundary),
  changeKind: lastChange('kind_code'),
  replacedBy: lastChange('replaced_by'),
}

const { comparableText, place, ...addressShown } = getTableColumns(address)
const addressColumns = { ...addressShown, location: pointOf(address.location) }
const searched = {
  table: address,
  key: address.code,
  text: comparableText,
  division: place,
  scatter: address.scatter,
  tokens: addressTokens(comparableText, place),
}

const hallColumns = { ...getTableColumns(serviceHall), location: pointOf(serviceHall.location) }

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

  const divisions = db.orm
    .select(divisionColumns)
    .from(division)
    .where(sql`${division.code} = ${keys}`)
    .prepare('geo_divisions')

  const children = db.orm
    .select(divisionColumns)
    .from(division)
    .where(sql`${division.parent} = ${keys} and (${existing})`)
    .orderBy(asc(division.parent), asc(division.code))
    .prepare('geo_division_children')

  // The boundary decides and the deepest level wins, since a village lies in its town and its county as well.
  const divisionsAt = db.orm
    .select({ place: sql<number>`asked.place::int`, ...divisionColumns })
    .from(
      sql`unnest(${sql.placeholder('lon')}::float8[], ${sql.placeholder('lat')}::float8[]) with ordinality as asked(lon, lat, place)
      cross join lateral (
        select ${division.code} as code from ${division}
        where ST_Covers(${division.boundary}, ST_SetSRID(ST_MakePoint(asked.lon, asked.lat), 4490)) and (${existing})
        order by ${division.level} desc, ${division.code} limit 1
      ) as found`,
    )
    .innerJoin(division, sql`${division.code} = found.code`)
    .prepare('geo_divisions_at')

  // A change stands in the history of the division that it happened to, and of the one that took its place.
  const changes = db.orm
    .select({ ...getTableColumns(divisionChange), about: sql<string>`asked.code` })
    .from(sql`unnest(${sql.placeholder('keys')}::text[]) as asked(code)`)
    .innerJoin(divisionChange, sql`${divisionChange.code} = asked.code or ${divisionChange.replacedBy} = asked.code`)
    .orderBy(sql`asked.code`, asc(divisionChange.changedOn), asc(divisionChange.code))
    .prepare('geo_division_changes')

  const addresses = db.orm
    .select(addressColumns)
    .from(address)
    .where(sql`${address.code} = ${keys}`)
    .prepare('geo_addresses')

  const addressesFound = db.orm
    .select({ rank: sql<number>`found.rank`, ...addressColumns })
    .from(searchFound(searched))
    .innerJoin(address, sql`${address.code} = found.key`)
    .orderBy(sql`found.rank, found.scatter, found.key`)
    .prepare('geo_addresses_found')

  const serviceHalls = db.orm
    .select(hallColumns)
    .from(serviceHall)
    .where(sql`${serviceHall.division} = ${keys}`)
    .orderBy(asc(serviceHall.division), asc(serviceHall.poiCode))
    .prepare('geo_service_halls')

  const nearestHalls = db.orm
    .select({ place: sql<number>`found.place::int`, ...hallColumns })
    .from(nearestFound(halls))
    .innerJoin(serviceHall, sql`${serviceHall.poiCode} = found.key`)
    .orderBy(sql`found.place, found.metres, found.key`)
    .prepare('geo_nearest_halls')

  const unitColumns = {
    ...getTableColumns(realEstateUnit),
    boundary: boundaryOf(realEstateUnit.boundary),
    subjects: holdersOf(db, realEstateUnit.unitCode),
  }

  const units = db.orm
    .select(unitColumns)
    .from(realEstateUnit)
    .where(sql`${realEstateUnit.unitCode} = ${keys}`)
    .prepare('geo_units')

  const unitsAt = db.orm
    .select(unitColumns)
    .from(realEstateUnit)
    .where(sql`${realEstateUnit.address} = ${keys}`)
    .orderBy(asc(realEstateUnit.address), asc(realEstateUnit.unitCode))
    .prepare('geo_units_at')

  const unitsHeldBy = db.orm
    .select({ ...unitColumns, holder: rightHolder.subject })
    .from(rightHolder)
    .innerJoin(realEstateUnit, eq(realEstateUnit.unitCode, rightHolder.unitCode))
    .where(sql`${rightHolder.subject} = ${keys}`)
    .orderBy(asc(rightHolder.subject), asc(realEstateUnit.unitCode))
    .prepare('geo_units_held_by')

  const holders = db.orm
    .select()
    .from(rightHolder)
    .where(sql`${rightHolder.unitCode} = ${keys}`)
    .orderBy(asc(rightHolder.unitCode), asc(rightHolder.place), asc(rightHolder.subject))
    .prepare('geo_holders')

  const restrictions = db.orm
    .select({ ...getTableColumns(unitRestriction), subjects: holdersOf(db, unitRestriction.unitCode) })
    .from(unitRestriction)
    .where(sql`${unitRestriction.unitCode} = ${keys}`)
    .orderBy(asc(unitRestriction.unitCode), desc(unitRestriction.registeredOn), asc(unitRestriction.registrationNo))
    .prepare('geo_restrictions')

  return {
    divisions, children, divisionsAt, changes, addresses, addressesFound, serviceHalls, nearestHalls, units, unitsAt, unitsHeldBy, holders, restrictions,
  }
}

const aboutNobody = { subject: null }

// An edge is a property with the key to follow, so that disclosure closes it like any other item.
function discloseDivision<Row extends DivisionRow>(access: Access, row: Row) {
  const edges = { children: row.code, serviceHalls: row.code, history: row.code }
  return access.disclose('Division', { ...row, ...aboutNobody, ...edges, below: row.parent, provenance: provenanceOf(row) })
}

function discloseHall<Row extends ServiceHallRow>(access: Access, row: Row) {
  return access.disclose('ServiceHall', { ...row, ...aboutNobody, within: row.division, provenance: provenanceOf(row) })
}

function discloseAddress<Row extends Omit<AddressRow, 'comparableText' | 'place' | 'scatter'>>(access: Access, row: Row) {
  return access.disclose('Address', { ...row, ...aboutNobody, realEstateUnits: row.code, provenance: provenanceOf(row) })
}

function discloseUnit<Row extends RealEstateUnitRow & { subjects: string[] }>(access: Access, row: Row) {
  const edges = { holders: row.unitCode, restrictions: row.unitCode }
  return access.disclose('RealEstateUnit', { ...row, ...edges, at: row.address, provenance: provenanceOf(row) })
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
    /** Divisions by code. */
    async divisions(access: Access, codes: Keys) {
      const rows = await read(prepared.divisions, { keys: codes })
      return rows.map((row) => discloseDivision(access, row))
    },

    /** Divisions right below each division, by code. */
    async children(access: Access, parents: Keys) {
      const rows = await read(prepared.children, { keys: parents, today: access.plan.today })
      return rows.map((row) => discloseDivision(access, row))
    },

    /** The smallest division at each point; `null` where there is none. */
    async divisionsAt(access: Access, points: readonly Point[]) {
      const at = { lon: points.map(({ lon }) => lon), lat: points.map(({ lat }) => lat) }
      const rows = await read(prepared.divisionsAt, { ...at, today: access.plan.today })
      return byQuestion(points.length, rows).map(([row]) => (row === undefined ? null : discloseDivision(access, row)))
    },

    /** What happened to each division and to those that it took the place of, oldest first. */
    async changes(access: Access, codes: Keys) {
      const rows = await read(prepared.changes, { keys: codes })
      return rows.map((row) =>
        access.disclose('DivisionChange', { ...row, ...aboutNobody, division: row.code, provenance: provenanceOf(row) }))
    },

    /** Service halls of each division, by code. */
    async serviceHalls(access: Access, codes: Keys) {
      const rows = await read(prepared.serviceHalls, { keys: codes })
      return rows.map((row) => discloseHall(access, row))
    },

    /** The service halls nearest to each point, nearest first. */
    async nearestHalls(access: Access, asks: readonly HallsAsked[]) {
      const questions = asks.map(({ point: { lon, lat }, matter, first }) => ({ lon, lat, mark: matter, first }))
      const rows = await read(prepared.nearestHalls, nearestParameters(questions))
      return byQuestion(asks.length, rows).map((found) => found.map((row) => discloseHall(access, row)))
    },

    /** Addresses by code. */
    async addresses(access: Access, codes: Keys) {
      const rows = await read(prepared.addresses, { keys: codes })
      return rows.map((row) => discloseAddress(access, row))
    },

    /** Addresses that a text finds, one more than the page holds, each with its sort key. */
    async addressesFound(access: Access, asked: SearchAsked) {
      const rows = await read(prepared.addressesFound, searchParameters(asked))
      return rows.map(({ rank, scatter, ...row }) => ({ sortKey: [String(rank), scatter, row.code], row: discloseAddress(access, row) }))
    },

    /** Units by code; whom they are about is known only now, so row rules refuse the others. */
    async units(access: Access, unitCodes: Keys) {
      const rows = await read(prepared.units, { keys: unitCodes })
      return rows.map((row) => discloseUnit(access, row))
    },

    /** Units at each address, by code. */
    async unitsAt(access: Access, addressCodes: Keys) {
      const rows = await read(prepared.unitsAt, { keys: addressCodes })
      return rows.map((row) => discloseUnit(access, row))
    },

    /** A person as a holder; no row of this library. */
    person(access: Access, subject: string) {
      return access.disclose('Person', { subject, key: subject, realEstate: subject })
    },

    /** Units of each subject, by code. */
    async unitsHeldBy(access: Access, subjects: Keys) {
      const rows = await read(prepared.unitsHeldBy, { keys: subjects })
      return rows.map((row) => discloseUnit(access, row))
    },

    /** Holders of each unit, in the order of the register. */
    async holders(access: Access, unitCodes: Keys) {
      const rows = await read(prepared.holders, { keys: unitCodes })
      return rows.map((row) => access.disclose('RightHolder', { ...row, provenance: provenanceOf(row) }))
    },

    /** Restrictions of each unit, newest first. */
    async restrictions(access: Access, unitCodes: Keys) {
      const rows = await read(prepared.restrictions, { keys: unitCodes })
      const { today } = access.plan
      return rows.map((row) => {
        const told = { active: standsOn(row, today), provenance: provenanceOf(row) }
        return access.disclose('UnitRestriction', { ...row, ...told })
      })
    },
  }
}

export type Queries = ReturnType<typeof queries>
