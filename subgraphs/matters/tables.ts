import { sql } from 'drizzle-orm'
import { boolean, date, index, integer, pgSchema, primaryKey, text } from 'drizzle-orm/pg-core'
import { provenanceColumns } from '#platform/provenance'
import type { DayUnit, Grade, HandleScope, PartyRole } from './domain/codes.ts'

/** Tables of the matters library. Everything in them is public; they are about nobody. */
export const matters = pgSchema('matters')

const texts = (name: string) => text(name).array().notNull().default(sql`'{}'`)

/** One row per entry of the basic catalogue (基本目录). */
export const basicMatter = matters.table('basic_matter', {
  code: text('code').primaryKey(),
  localCode: text('local_code'),
  name: text('name').notNull(),
  kind: text('kind_code').notNull(),
  legalBasis: text('legal_basis'),
  levels: texts('level_codes'),
  state: text('state_code').notNull(),
  catalogueVersion: integer('catalogue_version').notNull().default(1),
  effectiveOn: date('effective_on'),
  cancelledOn: date('cancelled_on'),
  ...provenanceColumns(),
})

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
    taskVersion: integer('task_version').notNull().default(1),
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
    handleItemCode: text('handle_item_code'),
    agencyKind: text('agency_kind_code'),
    powerSource: text('power_source_code'),
    entrustedBy: text('entrusted_by'),
    jointAgencies: texts('joint_agencies'),
    entrustedAgencies: texts('entrusted_agencies'),
    statutoryExplain: text('statutory_explain'),
    promisedExplain: text('promised_explain'),
    specialProcedures: texts('special_procedures'),
    handleForms: texts('handle_form_codes'),
    visits: integer('visits'),
    quantityLimit: text('quantity_limit'),
    feeBasis: text('fee_basis'),
    address: text('address'),
    hours: text('hours'),
    consultation: text('consultation'),
    complaints: text('complaints'),
    link: text('link'),
    mobileLink: text('mobile_link'),
    online: boolean('online'),
    onlineDepth: text('online_depth_code'),
    express: boolean('express'),
    appointments: boolean('appointments'),
    onlinePayment: boolean('online_payment'),
    terminals: boolean('terminals'),
    inServiceCentre: boolean('in_service_centre'),
    personTopics: texts('person_topic_codes'),
    organisationTopics: texts('organisation_topic_codes'),
    towns: texts('town_codes'),
    villages: texts('village_codes'),
    punishment: text('punishment'),
    ...provenanceColumns(),
  },
  (table) => [
    index('matter_agency_idx').on(table.agency, table.code),
    index('matter_basic_idx').on(table.basicCode, table.code),
    index('matter_joint_idx').using('gin', table.jointAgencies),
    index('matter_entrusted_idx').using('gin', table.entrustedAgencies),
  ],
)

export const matterSituation = matters.table(
  'matter_situation',
  {
    matterCode: text('matter_code').notNull(),
    ordinal: integer('ordinal').notNull(),
    code: text('code').notNull(),
    title: text('title').notNull(),
    ...provenanceColumns(),
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
    kind: text('kind_code'),
    sourceKind: text('source_kind_code'),
    sourceExplain: text('source_explain'),
    legalBasis: text('legal_basis'),
    acceptStandard: text('accept_standard'),
    fillGuide: text('fill_guide'),
    copies: integer('copies'),
    pageFormat: text('page_format'),
    exampleRef: text('example_ref'),
    formRef: text('form_ref'),
    ...provenanceColumns(),
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
    resources: texts('resources'),
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
    kind: text('kind_code'),
    ...provenanceColumns(),
  },
  (table) => [primaryKey({ columns: [table.matterCode, table.ordinal] })],
)

export const matterFee = matters.table(
  'matter_fee',
  {
    matterCode: text('matter_code').notNull(),
    ordinal: integer('ordinal').notNull(),
    name: text('name').notNull(),
    standard: text('standard'),
    legalBasis: text('legal_basis'),
    reducible: boolean('reducible').notNull(),
    reduction: text('reduction'),
    ...provenanceColumns(),
  },
  (table) => [primaryKey({ columns: [table.matterCode, table.ordinal] })],
)

export const matterFaq = matters.table(
  'matter_faq',
  {
    matterCode: text('matter_code').notNull(),
    ordinal: integer('ordinal').notNull(),
    question: text('question').notNull(),
    answer: text('answer').notNull(),
    ...provenanceColumns(),
  },
  (table) => [primaryKey({ columns: [table.matterCode, table.ordinal] })],
)

export type MatterRow = typeof matter.$inferSelect
export type BasicMatterRow = typeof basicMatter.$inferSelect
export type MatterMaterialRow = typeof matterMaterial.$inferSelect
export type MaterialAlternativeRow = typeof materialAlternative.$inferSelect
export type MaterialEvidenceRow = typeof materialEvidence.$inferSelect
export type MatterResultRow = typeof matterResult.$inferSelect
