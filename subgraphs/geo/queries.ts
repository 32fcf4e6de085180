import { asc, desc, eq, getTableColumns, type SQLWrapper, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Access } from '#platform/access'
import { type Database, read } from '#platform/db'
import { standsOn } from './domain/restrictions.ts'
import {
  address,
  division,
  type MultiPolygonGeometry,
  type PointGeometry,
  realEstateUnit,
  rightHolder,
  serviceHall,
  unitRestriction,
} from './tables.ts'

type Keys = readonly string[]

// Option 0 leaves out the name of the reference system, which RFC 7946 no longer knows.
const pointOf = (geometry: SQLWrapper) =>
  sql<PointGeometry | null>`ST_AsGeoJSON(${geometry}, 9, 0)::json`
const boundaryOf = (geometry: SQLWrapper) =>
  sql<MultiPolygonGeometry | null>`ST_AsGeoJSON(${geometry}, 9, 0)::json`

const divisionColumns = {
  ...getTableColumns(division),
  center: pointOf(division.center),
  boundary: boundaryOf(division.boundary),
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

  const divisions = db.orm
    .select(divisionColumns)
    .from(division)
    .where(sql`${division.code} = ${keys}`)
    .prepare('geo_divisions')

  const children = db.orm
    .select(divisionColumns)
    .from(division)
    .where(sql`${division.parent} = ${keys}`)
    .orderBy(asc(division.parent), asc(division.code))
    .prepare('geo_division_children')

  const addresses = db.orm
    .select({ ...getTableColumns(address), location: pointOf(address.location) })
    .from(address)
    .where(sql`${address.code} = ${keys}`)
    .prepare('geo_addresses')

  const serviceHalls = db.orm
    .select({ ...getTableColumns(serviceHall), location: pointOf(serviceHall.location) })
    .from(serviceHall)
    .where(sql`${serviceHall.division} = ${keys}`)
    .orderBy(asc(serviceHall.division), asc(serviceHall.poiCode))
    .prepare('geo_service_halls')

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

  return { divisions, children, addresses, serviceHalls, units, unitsAt, unitsHeldBy, holders, restrictions }
}

const aboutNobody = { subject: null }

// An edge is a property with the key to follow, so that disclosure closes it like any other item.
function discloseDivision<Row extends { code: string; parent: string | null }>(access: Access, row: Row) {
  const edges = { children: row.code, serviceHalls: row.code }
  return access.disclose('Division', { ...row, ...aboutNobody, ...edges, below: row.parent })
}

function discloseUnit<Row extends { unitCode: string; address: string | null; subjects: string[] }>(
  access: Access,
  row: Row,
) {
  const edges = { holders: row.unitCode, restrictions: row.unitCode }
  return access.disclose('RealEstateUnit', { ...row, ...edges, at: row.address })
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
      const rows = await read(prepared.children, { keys: parents })
      return rows.map((row) => discloseDivision(access, row))
    },

    /** Service halls of each division, by code. */
    async serviceHalls(access: Access, codes: Keys) {
      const rows = await read(prepared.serviceHalls, { keys: codes })
      return rows.map((row) => access.disclose('ServiceHall', { ...row, ...aboutNobody }))
    },

    /** Addresses by code. */
    async addresses(access: Access, codes: Keys) {
      const rows = await read(prepared.addresses, { keys: codes })
      return rows.map((row) => access.disclose('Address', { ...row, ...aboutNobody, realEstateUnits: row.code }))
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
      return rows.map((row) => access.disclose('RightHolder', row))
    },

    /** Restrictions of each unit, newest first. */
    async restrictions(access: Access, unitCodes: Keys) {
      const rows = await read(prepared.restrictions, { keys: unitCodes })
      const { today } = access.plan
      return rows.map((row) => access.disclose('UnitRestriction', { ...row, active: standsOn(row, today) }))
    },
  }
}

export type Queries = ReturnType<typeof queries>
