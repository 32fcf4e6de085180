import { sql } from 'drizzle-orm'
import { boolean, date, index, integer, numeric, pgSchema, primaryKey, text } from 'drizzle-orm/pg-core'
import { provenanceColumns } from '#platform/provenance'

/** Tables of the supervision library. `subject` is the credit code or person key that a row is about. */
export const supervision = pgSchema('supervision')

/** One row per plan of random inspections; about nobody in particular. `ratio` in percent. */
export const inspectionPlan = supervision.table('inspection_plan', {
  planNo: text('plan_no').primaryKey(),
  name: text('name').notNull(),
  year: integer('year').notNull(),
  kind: text('kind_code').notNull(),
  authority: text('authority').notNull(),
  jointAgencies: text('joint_agencies').array().notNull().default(sql`'{}'`),
  scope: text('scope'),
  ratio: numeric('ratio', { precision: 5, scale: 2 }),
  startsOn: date('starts_on'),
  endsOn: date('ends_on'),
  ...provenanceColumns(),
})

/** One row per inspection of one organisation; `inspectedOn` is empty while it is still to come. */
export const inspection = supervision.table(
  'inspection',
  {
    inspectionNo: text('inspection_no').primaryKey(),
    subject: text('subject_key').notNull(),
    division: text('division').notNull(),
    kind: text('kind_code').notNull(),
    matter: text('matter_code'),
    authority: text('authority').notNull(),
    plannedOn: date('planned_on').notNull(),
    inspectedOn: date('inspected_on'),
    result: text('result_code'),
    publicityEndsOn: date('publicity_ends_on'),
    note: text('note'),
    plan: text('plan_no'),
    method: text('method_code'),
    drawnOn: date('drawn_on'),
    documentNo: text('document_no'),
    publishedOn: date('published_on'),
    ...provenanceColumns(),
  },
  (table) => [index('inspection_subject_idx').on(table.subject, table.plannedOn)],
)

const ofInspection = () => ({
  inspectionNo: text('inspection_no').notNull(),
  ordinal: integer('ordinal').notNull(),
  subject: text('subject_key').notNull(),
  division: text('division').notNull(),
})

export const inspectionItem = supervision.table(
  'inspection_item',
  {
    ...ofInspection(),
    name: text('name').notNull(),
    legalBasis: text('legal_basis'),
    result: text('result_code'),
    ...provenanceColumns(),
  },
  (table) => [primaryKey({ columns: [table.inspectionNo, table.ordinal] })],
)

/** `subject` is the organisation inspected; inspectors are known by name and certificate only. */
export const inspector = supervision.table(
  'inspector',
  {
    ...ofInspection(),
    name: text('name').notNull(),
    certificateNo: text('certificate_no'),
    agency: text('agency'),
    drawn: boolean('drawn').notNull(),
    ...provenanceColumns(),
  },
  (table) => [primaryKey({ columns: [table.inspectionNo, table.ordinal] })],
)

export const finding = supervision.table(
  'finding',
  {
    ...ofInspection(),
    description: text('description'),
    severity: text('severity_code'),
    published: boolean('published').notNull(),
    legalBasis: text('legal_basis'),
    ...provenanceColumns(),
  },
  (table) => [primaryKey({ columns: [table.inspectionNo, table.ordinal] })],
)

/** What the organisation was told to put right; at most one row per inspection. */
export const rectification = supervision.table('rectification', {
  inspectionNo: text('inspection_no').primaryKey(),
  subject: text('subject_key').notNull(),
  division: text('division').notNull(),
  dueOn: date('due_on'),
  finishedOn: date('finished_on'),
  state: text('state_code').notNull(),
  note: text('note'),
  requirement: text('requirement'),
  verifiedOn: date('verified_on'),
  verification: text('verification_code'),
  ...provenanceColumns(),
})

/** What a labour inspection counted; at most one row per inspection. Wages in yuan. */
export const labourCheck = supervision.table('labour_check', {
  inspectionNo: text('inspection_no').primaryKey(),
  subject: text('subject_key').notNull(),
  division: text('division').notNull(),
  employees: integer('employees'),
  contracts: integer('contracts'),
  insured: integer('insured'),
  unpaidWorkers: integer('unpaid_workers'),
  unpaidWages: numeric('unpaid_wages', { precision: 16, scale: 2 }),
  paidOn: date('paid_on'),
  ...provenanceColumns(),
})

const ban = () => ({
  decisionNo: text('decision_no').notNull(),
  subject: text('subject_key').notNull(),
  division: text('division').notNull(),
  kind: text('kind_code').notNull(),
  from: date('banned_from').notNull(),
  to: date('banned_to'),
  authority: text('authority'),
  reason: text('reason'),
  ...provenanceColumns(),
})

/** Bans of organisations: one decision may ban several. */
export const legalPersonBan = supervision.table('legal_person_ban', ban(), (table) => [
  primaryKey({ columns: [table.subject, table.decisionNo] }),
])

/** Bans of natural persons; apart from those of organisations, since other classes apply to them. */
export const personBan = supervision.table('person_ban', ban(), (table) => [
  primaryKey({ columns: [table.subject, table.decisionNo] }),
])

export type InspectionRow = typeof inspection.$inferSelect
