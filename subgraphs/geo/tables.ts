import { sql } from 'drizzle-orm'
import {
  boolean,
  customType,
  date,
  index,
  integer,
  numeric,
  pgSchema,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core'

/** Longitude, then latitude, in degrees. */
export type Position = readonly [longitude: number, latitude: number]

/** A GeoJSON point (RFC 7946), EPSG:4490. */
export interface PointGeometry {
  readonly type: 'Point'
  readonly coordinates: Position
}

/** A GeoJSON multipolygon (RFC 7946), EPSG:4490: polygons, each of an outer ring and holes. */
export interface MultiPolygonGeometry {
  readonly type: 'MultiPolygon'
  readonly coordinates: readonly (readonly (readonly Position[])[])[]
}

// PostGIS takes GeoJSON for WGS 84, so the reference system is said anew on the way in.
const toDriver = (value: object) => sql`ST_SetSRID(ST_GeomFromGeoJSON(${JSON.stringify(value)}), 4490)`

const point = customType<{ data: PointGeometry }>({ dataType: () => 'geometry(Point,4490)', toDriver })
const multiPolygon = customType<{ data: MultiPolygonGeometry }>({
  dataType: () => 'geometry(MultiPolygon,4490)',
  toDriver,
})

/** Tables of the geo library. A row never holds another library's row, only its key. */
export const geo = pgSchema('geo')

export const division = geo.table(
  'division',
  {
    code: text('code').primaryKey(),
    name: text('name').notNull(),
    fullName: text('full_name').notNull(),
    level: integer('level').notNull(),
    parent: text('parent_code'),
    center: point('center'),
    boundary: multiPolygon('boundary'),
    validFrom: date('valid_from'),
    validTo: date('valid_to'),
  },
  (table) => [
    index('division_parent_idx').on(table.parent, table.code),
    index('division_boundary_idx').using('gist', table.boundary),
  ],
)

/** One row per standard address. `fullText` ends at the door number: what lies behind a door is shared apart. */
export const address = geo.table(
  'address',
  {
    code: text('code').primaryKey(),
    fullText: text('full_text').notNull(),
    division: text('division').notNull(),
    town: text('town_code'),
    village: text('village_code'),
    street: text('street'),
    doorNo: text('door_no'),
    estate: text('estate'),
    building: text('building'),
    unit: text('unit'),
    room: text('room'),
    addressType: text('address_type_code'),
    location: point('location'),
  },
  (table) => [index('address_location_idx').using('gist', table.location)],
)

export const serviceHall = geo.table(
  'service_hall',
  {
    poiCode: text('poi_code').primaryKey(),
    division: text('division').notNull(),
    name: text('name').notNull(),
    kind: text('kind_code'),
    level: text('level_code'),
    agency: text('agency_credit_code'),
    address: text('address'),
    location: point('location'),
    openHours: text('open_hours'),
    phone: text('phone'),
    matters: text('matter_codes').array().notNull(),
    windows: integer('windows'),
    status: text('status_code'),
  },
  (table) => [
    index('service_hall_division_idx').on(table.division, table.poiCode),
    index('service_hall_location_idx').using('gist', table.location),
  ],
)

/** One row per unit. Whom it is about is told by its right holders alone, so that the two cannot disagree. */
export const realEstateUnit = geo.table(
  'real_estate_unit',
  {
    unitCode: text('unit_code').primaryKey(),
    division: text('division').notNull(),
    parcelCode: text('parcel_code'),
    location: text('location'),
    area: numeric('area'),
    landUse: text('land_use_code'),
    buildingUse: text('building_use_code'),
    rightType: text('right_type_code'),
    rightNature: text('right_nature_code'),
    certificateNo: text('certificate_no'),
    termFrom: date('term_from'),
    termTo: date('term_to'),
    address: text('address_code'),
    boundary: multiPolygon('boundary'),
    status: text('status_code'),
  },
  (table) => [
    index('real_estate_unit_address_idx').on(table.address, table.unitCode),
    index('real_estate_unit_boundary_idx').using('gist', table.boundary),
  ],
)

/** Who holds which unit. `subject` is a person key, or a credit code where `organisation` says so. */
export const rightHolder = geo.table(
  'right_holder',
  {
    unitCode: text('unit_code').notNull(),
    subject: text('subject_key').notNull(),
    organisation: boolean('organisation').notNull(),
    division: text('division').notNull(),
    name: text('name'),
    share: text('share'),
    place: integer('place').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.unitCode, table.subject] }),
    index('right_holder_subject_idx').on(table.subject, table.unitCode),
  ],
)

/** What is registered against a unit. */
export const unitRestriction = geo.table(
  'unit_restriction',
  {
    registrationNo: text('registration_no').primaryKey(),
    unitCode: text('unit_code').notNull(),
    division: text('division').notNull(),
    kind: text('kind_code').notNull(),
    registeredOn: date('registered_on').notNull(),
    releasedOn: date('released_on'),
    authority: text('authority'),
  },
  (table) => [index('unit_restriction_unit_idx').on(table.unitCode, table.registeredOn)],
)

export type DivisionRow = typeof division.$inferSelect
export type AddressRow = typeof address.$inferSelect
export type ServiceHallRow = typeof serviceHall.$inferSelect
export type RealEstateUnitRow = typeof realEstateUnit.$inferSelect
export type RightHolderRow = typeof rightHolder.$inferSelect
export type UnitRestrictionRow = typeof unitRestriction.$inferSelect
