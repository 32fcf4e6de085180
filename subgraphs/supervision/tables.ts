import { boolean, date, index, integer, pgSchema, primaryKey, text } from 'drizzle-orm/pg-core'

/** Tables of the supervision library. `subject` is the credit code or person key that a row is about. */
export const supervision = pgSchema('supervision')

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
  },
  (table) => [index('inspection_subject_idx').on(table.subject, table.plannedOn)],
)

export const finding = supervision.table(
  'finding',
  {
    inspectionNo: text('inspection_no').notNull(),
    ordinal: integer('ordinal').notNull(),
    subject: text('subject_key').notNull(),
    division: text('division').notNull(),
    description: text('description'),
    severity: text('severity_code'),
    published: boolean('published').notNull(),
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
})

const ban = () => ({
  decisionNo: text('decision_no').notNull(),
  subject: text('subject_key').notNull(),
  division: text('division').notNull(),
  kind: text('kind_code').notNull(),
  from: date('banned_from').notNull(),
  to: date('banned_to'),
  authority: text('authority'),
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
