import { boolean, index, integer, pgSchema, primaryKey, text } from 'drizzle-orm/pg-core'
import type { DayUnit, Grade, HandleScope, PartyRole } from './domain/codes.ts'

/** Tables of the matters library. Everything in them is public; they are about nobody. */
export const matters = pgSchema('matters')

/** One row per implementation of a service item. Its parts lie in the other tables, all under its code. */
export const matter = matters.table(
  'matter',
  {
    code: text('code').primaryKey(),
    division: text('division').notNull(),
    name: text('name').notNull(),
    basicCode: text('basic_code').notNull(),
    localBasicCode: text('local_basic_code'),
    localImplCode: text('local_impl_code'),
    kind: text('kind_code').notNull(),
    level: text('level_code').notNull(),
    agency: text('agency').notNull(),
    state: text('state_code').notNull(),
    version: integer('version').notNull(),
    serviceObjects: text('service_objects').array().notNull(),
    handleKind: text('handle_kind_code').notNull(),
    statutoryDays: integer('statutory_days'),
    statutoryUnit: text('statutory_unit').$type<DayUnit>(),
    promisedDays: integer('promised_days'),
    promisedUnit: text('promised_unit').$type<DayUnit>(),
    acceptCondition: text('accept_condition'),
    process: text('process'),
    feeKind: text('fee_kind_code'),
    handleScope: text('handle_scope').$type<HandleScope>(),
    afterDecisionDays: integer('after_decision_days').notNull(),
    legalBasis: text('legal_basis'),
    resources: text('resources').array().notNull(),
  },
  (table) => [index('matter_agency_idx').on(table.agency, table.code)],
)

export const matterSituation = matters.table(
  'matter_situation',
  {
    matterCode: text('matter_code').notNull(),
    ordinal: integer('ordinal').notNull(),
    code: text('code').notNull(),
    title: text('title').notNull(),
  },
  (table) => [primaryKey({ columns: [table.matterCode, table.code] })],
)

/** A material is satisfied by any one of its alternatives. */
export const matterMaterial = matters.table(
  'matter_material',
  {
    matterCode: text('matter_code').notNull(),
    ordinal: integer('ordinal').notNull(),
    code: text('code').notNull(),
    name: text('name').notNull(),
    required: boolean('required').notNull(),
    form: text('form_code').notNull(),
    situation: text('situation_code'),
  },
  (table) => [primaryKey({ columns: [table.matterCode, table.code] })],
)

/** An alternative is satisfied by all of its evidences. */
export const materialAlternative = matters.table(
  'material_alternative',
  {
    matterCode: text('matter_code').notNull(),
    materialCode: text('material_code').notNull(),
    ordinal: integer('ordinal').notNull(),
    title: text('title'),
  },
  (table) => [primaryKey({ columns: [table.matterCode, table.materialCode, table.ordinal] })],
)

/** `ordinal` is the place of the evidence within its alternative. */
export const materialEvidence = matters.table(
  'material_evidence',
  {
    matterCode: text('matter_code').notNull(),
    materialCode: text('material_code').notNull(),
    alternative: integer('alternative').notNull(),
    ordinal: integer('ordinal').notNull(),
    parties: text('parties').array().$type<PartyRole[]>().notNull(),
    licenceType: text('licence_type'),
    items: text('items').array().notNull(),
    grades: text('grades').array().$type<Grade[]>().notNull(),
    submit: boolean('submit').notNull(),
  },
  (table) => [primaryKey({ columns: [table.matterCode, table.materialCode, table.alternative, table.ordinal] })],
)

export const matterResult = matters.table(
  'matter_result',
  {
    matterCode: text('matter_code').notNull(),
    ordinal: integer('ordinal').notNull(),
    name: text('name').notNull(),
    licenceType: text('licence_type'),
  },
  (table) => [primaryKey({ columns: [table.matterCode, table.ordinal] })],
)

export type MatterRow = typeof matter.$inferSelect
export type MatterMaterialRow = typeof matterMaterial.$inferSelect
export type MaterialAlternativeRow = typeof materialAlternative.$inferSelect
export type MaterialEvidenceRow = typeof materialEvidence.$inferSelect
export type MatterResultRow = typeof matterResult.$inferSelect
