import { sql } from 'drizzle-orm'
import { boolean, check, date, index, numeric, pgSchema, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { provenanceColumns } from '#platform/provenance'

/** Tables of the credit library. A row never holds another library's row, only its key. */
export const credit = pgSchema('credit')

// Whose record it is: `subject` is a person's key or a credit code, and `naturalPerson` says which, since the records
// of persons and of organisations are shared under different classes.
const about = () => ({
  recordId: text('record_id').primaryKey(),
  subject: text('subject_key').notNull(),
  naturalPerson: boolean('natural_person').notNull(),
  division: text('division').notNull(),
  ...provenanceColumns(),
})

// 行政相对人: how a published decision names its subject. The numbers of a natural person are keys and stand nowhere else.
const subjectBlock = () => ({
  subjectName: text('subject_name'),
  subjectKind: text('subject_kind_code'),
  registrationNo: text('registration_no'),
  orgCode: text('org_code'),
  taxNo: text('tax_no'),
  institutionNo: text('institution_no'),
  socialOrganisationNo: text('social_organisation_no'),
  legalRepName: text('legal_rep_name'),
  legalRep: text('legal_rep_key'),
  documentType: text('document_type_code'),
})

/** 信用主体, once for each person or organisation that the library keeps anything about. */
export const creditSubject = credit.table(
  'credit_subject',
  {
    ...about(),
    name: text('name').notNull(),
    kind: text('kind_code').notNull(),
    registrationState: text('registration_state_code'),
  },
  (table) => [uniqueIndex('credit_subject_subject_idx').on(table.subject)],
)

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
    removalReason: text('removal_reason'),
    category: text('category_code'),
    repairState: text('repair_state_code').notNull(),
  },
  (table) => [index('listing_subject_idx').on(table.subject, table.includedOn)],
)

/** 行政处罚. Amounts in 万元. */
export const penalty = credit.table(
  'penalty',
  {
    ...about(),
    ...subjectBlock(),
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
    /** Day from which a changed or revoked decision is published no longer, 行政处罚法 article 48. */
    withdrawnOn: date('withdrawn_on'),
    authority: text('authority_code'),
    authorityName: text('authority_name'),
    dataSource: text('data_source_code'),
    dataSourceName: text('data_source_name'),
    state: text('state_code').notNull(),
    repairState: text('repair_state_code').notNull(),
    remarks: text('remarks'),
  },
  (table) => [index('penalty_subject_idx').on(table.subject, table.decidedOn)],
)

/** 行政许可. */
export const permit = credit.table(
  'permit',
  {
    ...about(),
    ...subjectBlock(),
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
    /** Day from which a changed or revoked decision is published no longer, 行政处罚法 article 48. */
    withdrawnOn: date('withdrawn_on'),
    authority: text('authority_code'),
    authorityName: text('authority_name'),
    dataSource: text('data_source_code'),
    dataSourceName: text('data_source_name'),
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

/** 信用评价. Of organisations only: the table itself takes no person. */
export const evaluation = credit.table(
  'evaluation',
  {
    ...about(),
    name: text('name').notNull(),
    evaluator: text('evaluator_code'),
    grade: text('grade_code').notNull(),
    sectorGrade: text('sector_grade'),
    score: numeric('score'),
    evaluatedOn: date('evaluated_on').notNull(),
    validUntil: date('valid_until'),
    modelVersion: text('model_version'),
  },
  (table) => [
    index('evaluation_subject_idx').on(table.subject, table.evaluatedOn),
    check('evaluation_of_organisations', sql`not ${table.naturalPerson} and char_length(${table.subject}) = 18`),
  ],
)

/** 信用修复与异议. `target` is the record that it is about, in the table that `targetKind` says. */
export const repair = credit.table(
  'repair',
  {
    ...about(),
    kind: text('kind_code').notNull(),
    targetKind: text('target_kind_code').notNull(),
    target: text('target_id').notNull(),
    applicantName: text('applicant_name'),
    reason: text('reason'),
    materials: text('materials').array().notNull().default(sql`'{}'`),
    acceptedBy: text('accepted_by_code'),
    acceptedOn: date('accepted_on').notNull(),
    closedOn: date('closed_on'),
    result: text('result_code'),
  },
  (table) => [index('repair_subject_idx').on(table.subject, table.acceptedOn)],
)

export type CreditSubjectRow = typeof creditSubject.$inferSelect
export type ListingRow = typeof listing.$inferSelect
export type PenaltyRow = typeof penalty.$inferSelect
export type PermitRow = typeof permit.$inferSelect
export type CommitmentRow = typeof commitment.$inferSelect
export type EvaluationRow = typeof evaluation.$inferSelect
export type RepairRow = typeof repair.$inferSelect
