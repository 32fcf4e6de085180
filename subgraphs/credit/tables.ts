import { boolean, date, index, numeric, pgSchema, text } from 'drizzle-orm/pg-core'

/** Tables of the credit library. A row never holds another library's row, only its key. */
export const credit = pgSchema('credit')

// Whose record it is: `subject` is a person's key or a credit code, and `naturalPerson` says which, since the records
// of persons and of organisations are shared under different classes.
const about = () => ({
  recordId: text('record_id').primaryKey(),
  subject: text('subject_key').notNull(),
  naturalPerson: boolean('natural_person').notNull(),
  division: text('division').notNull(),
})

/** 名单. */
export const listing = credit.table(
  'listing',
  {
    ...about(),
    kind: text('kind_code').notNull(),
    listName: text('list_name').notNull(),
    reason: text('reason'),
    basisDocNo: text('basis_doc_no'),
    authority: text('authority_code'),
    includedOn: date('included_on').notNull(),
    validUntil: date('valid_until'),
    removedOn: date('removed_on'),
    repairState: text('repair_state_code').notNull(),
  },
  (table) => [index('listing_subject_idx').on(table.subject, table.includedOn)],
)

/** 行政处罚. Amounts in 万元. */
export const penalty = credit.table(
  'penalty',
  {
    ...about(),
    docNo: text('doc_no').notNull(),
    violation: text('violation'),
    facts: text('facts'),
    basis: text('basis'),
    kind: text('kind_code').notNull(),
    content: text('content'),
    fineAmount: numeric('fine_amount'),
    confiscatedAmount: numeric('confiscated_amount'),
    suspendedLicence: text('suspended_licence'),
    decidedOn: date('decided_on').notNull(),
    validUntil: date('valid_until'),
    publicityEndsOn: date('publicity_ends_on'),
    authority: text('authority_code'),
    dataSource: text('data_source_code'),
    state: text('state_code').notNull(),
    repairState: text('repair_state_code').notNull(),
    remarks: text('remarks'),
  },
  (table) => [index('penalty_subject_idx').on(table.subject, table.decidedOn)],
)

/** 行政许可; of organisations only. */
export const permit = credit.table(
  'permit',
  {
    ...about(),
    docName: text('doc_name'),
    docNo: text('doc_no').notNull(),
    kind: text('kind_code').notNull(),
    certName: text('cert_name'),
    certNo: text('cert_no'),
    content: text('content'),
    decidedOn: date('decided_on').notNull(),
    validFrom: date('valid_from'),
    validTo: date('valid_to'),
    publicityEndsOn: date('publicity_ends_on'),
    authority: text('authority_code'),
    dataSource: text('data_source_code'),
    state: text('state_code').notNull(),
    remarks: text('remarks'),
  },
  (table) => [index('permit_subject_idx').on(table.subject, table.decidedOn)],
)

/** 信用承诺. */
export const commitment = credit.table(
  'commitment',
  {
    ...about(),
    kind: text('kind_code').notNull(),
    content: text('content'),
    case: text('case_no'),
    acceptedBy: text('accepted_by_code'),
    committedOn: date('committed_on').notNull(),
    state: text('state_code').notNull(),
  },
  (table) => [index('commitment_subject_idx').on(table.subject, table.committedOn)],
)

/** 信用评价; of organisations only. */
export const evaluation = credit.table(
  'evaluation',
  {
    ...about(),
    name: text('name').notNull(),
    evaluator: text('evaluator_code'),
    grade: text('grade_code').notNull(),
    score: numeric('score'),
    evaluatedOn: date('evaluated_on').notNull(),
    validUntil: date('valid_until'),
    modelVersion: text('model_version'),
  },
  (table) => [index('evaluation_subject_idx').on(table.subject, table.evaluatedOn)],
)

export type ListingRow = typeof listing.$inferSelect
export type PenaltyRow = typeof penalty.$inferSelect
export type PermitRow = typeof permit.$inferSelect
export type CommitmentRow = typeof commitment.$inferSelect
export type EvaluationRow = typeof evaluation.$inferSelect
