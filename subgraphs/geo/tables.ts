import { sql, type SQLWrapper } from 'drizzle-orm'
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
import { provenanceColumns } from '#platform/provenance'

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
    shortName: text('short_name'),
    pinyin: text('pinyin'),
    level: integer('level').notNull(),
    parent: text('parent_code'),
    center: point('center'),
    boundary: multiPolygon('boundary'),
    validFrom: date('valid_from'),
    validTo: date('valid_to'),
    ...provenanceColumns(),
  },
  (table) => [
    index('division_parent_idx').on(table.parent, table.code),
    index('division_name_idx').on(sql`${table.name} collate "C"`, table.code),
    index('division_boundary_idx').using('gist', table.boundary),
  ],
)

/** What happened to a division: one row per code and day. A code that was withdrawn names the one that took its place. */
export const divisionChange = geo.table(
  'division_change',
  {
    code: text('code').notNull(),
    changedOn: date('changed_on').notNull(),
    kind: text('kind_code').notNull(),
    formerName: text('former_name'),
    replacedBy: text('replaced_by'),
    ...provenanceColumns(),
  },
  (table) => [
    primaryKey({ columns: [table.code, table.changedOn] }),
    index('division_change_replaced_by_idx').on(table.replacedBy, table.changedOn),
  ],
)

/** What the index of addresses holds of each: the grams of its text, and every division that it lies in. */
export const addressTokens = (text: SQLWrapper, place: SQLWrapper) => sql`geo.search_tokens(${text}, ${place})`

/**
 * One row per standard address. `fullText` ends at the door number: what lies behind a door is shared apart. `place` is the
 * village that the code begins with, or the division above it where the village is not known.
 */
export const address = geo.table(
  'address',
  {
    code: text('code').primaryKey(),
    fullText: text('full_text').notNull(),
    comparableText: text('comparable_text').notNull(),
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
    precision: text('precision_code'),
    status: text('status_code'),
    validFrom: date('valid_from'),
    place: text('place').notNull().generatedAlwaysAs(sql`left(code, 12)`),
    scatter: text('scatter').notNull().generatedAlwaysAs(sql`left(md5(code), 8)`),
    ...provenanceColumns(),
  },
  (table) => [
    index('address_location_idx').using('gist', table.location),
    index('address_text_idx').on(table.comparableText, table.scatter, table.code),
    index('address_scatter_idx').on(table.scatter, table.code, table.comparableText, table.place),
    index('address_tokens_idx').using('gin', addressTokens(table.comparableText, table.place)).with({ fastupdate: false }),
  ],
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
    standardAddress: text('address_code'),
    location: point('location'),
    openHours: text('open_hours'),
    phone: text('phone'),
    matters: text('matter_codes').array().notNull(),
    windows: integer('windows'),
    booking: boolean('booking'),
    accessible: boolean('accessible'),
    status: text('status_code'),
    ...provenanceColumns(),
  },
  (table) => [
    index('service_hall_division_idx').on(table.division, table.poiCode),
    // Degrees are no distance: the nearest hall is found on the earth.
    index('service_hall_place_idx').using('gist', sql`(${table.location}::geography)`),
    index('service_hall_matters_idx').using('gin', table.matters),
  ],
)

/** One row per unit. Whom it is about is told by its right holders alone, so that the two cannot disagree. */
export const realEstateUnit = geo.table(
  'real_estate_unit',
  {
    unitCode: text('unit_code').primaryKey(),
    division: text('division').notNull(),
    parcelCode: text('parcel_code'),
    parcelFeature: text('parcel_feature_code'),
    location: text('location'),
    parcelArea: numeric('parcel_area'),
    parcelAreaUnit: text('parcel_area_unit_code'),
    area: numeric('area'),
    landUse: text('land_use_code'),
    buildingUse: text('building_use_code'),
    grade: text('grade_code'),
    rightType: text('right_type_code'),
    rightNature: text('right_nature_code'),
    certificateNo: text('certificate_no'),
    termFrom: date('term_from'),
    termTo: date('term_to'),
    plotRatio: numeric('plot_ratio'),
    buildingDensity: numeric('building_density'),
    mapSheetNo: text('map_sheet_no'),
    address: text('address_code'),
    boundary: multiPolygon('boundary'),
    status: text('status_code'),
    ...provenanceColumns(),
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
    ...provenanceColumns(),
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
    ...provenanceColumns(),
  },
  (table) => [index('unit_restriction_unit_idx').on(table.unitCode, table.registeredOn)],
)

export type DivisionRow = typeof division.$inferSelect
export type DivisionChangeRow = typeof divisionChange.$inferSelect
export type AddressRow = typeof address.$inferSelect
export type ServiceHallRow = typeof serviceHall.$inferSelect
export type RealEstateUnitRow = typeof realEstateUnit.$inferSelect
export type RightHolderRow = typeof rightHolder.$inferSelect
export type UnitRestrictionRow = typeof unitRestriction.$inferSelect
