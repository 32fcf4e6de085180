import { sql } from 'drizzle-orm'
import { bigint, boolean, date, index, integer, pgSchema, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import { provenanceColumns } from '#platform/provenance'
import type { AgencyRole, CaseKind, DayUnit, Evidence, PartyRole, SubjectKind } from './domain/codes.ts'

/** Tables of the cases library. A row never holds another library's row, only its key. */
export const cases = pgSchema('cases')

// A cursor carries milliseconds, so no instant may be finer than that.
const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 })

/** One row per case. `subject` is its principal party; `null` where the case is about nobody in particular. */
export const caseRecord = cases.table(
  'case',
  {
    caseNo: text('case_no').primaryKey(),
    subject: text('subject_key'),
    division: text('division').notNull(),
    slice: text('matter_code').notNull(),
    basicCode: text('basic_code').notNull(),
    handleItemCode: text('handle_item_code'),
    matterName: text('matter_name'),
    matterVersion: integer('matter_version'),
    handleKind: text('handle_kind_code'),
    kind: text('kind').$type<CaseKind>().notNull(),
    summary: text('summary'),
    state: text('state_code').notNull(),
    handlingDivision: text('handling_division').notNull(),
    appliedAt: instant('applied_at').notNull(),
    acceptedAt: instant('accepted_at'),
    promisedBy: instant('promised_by'),
    promiseUnit: text('promise_unit').$type<DayUnit>().notNull().default('WORKING_DAY'),
    decidedAt: instant('decided_at'),
    closedAt: instant('closed_at'),
    channel: text('channel_code'),
    acceptor: text('acceptor_name'),
    acceptDocNo: text('accept_doc_no'),
    investProjectNo: text('invest_project_no'),
    evidence: text('evidence').$type<Evidence>().notNull(),
    rosterDigest: text('roster_digest'),
    /** What the people of a roster are in it; `MEMBER` where it is `null`. */
    rosterRole: text('roster_role').$type<PartyRole>(),
    /** Pseudonyms of the operators who opened it, and of the second where its kind needs two; `null` where it came in a load. */
    openedBy: text('opened_by'),
    confirmedBy: text('confirmed_by'),
    /** From when on it is closed whatever its state: a draft, an emergency. */
    expiresAt: instant('expires_at'),
    /** Number of the document that an instrument rests on, and its confidential category. */
    documentNo: text('document_no'),
    category: text('category'),
    parent: text('parent_case_no'),
    handedOverBy: text('handed_over_by'),
    ...provenanceColumns(),
  },
  (table) => [index('case_parent_idx').on(table.parent, table.caseNo).where(sql`${table.parent} is not null`)],
)

/** Which agency has which role in which case. */
export const caseAgency = cases.table(
  'case_agency',
  {
    caseNo: text('case_no').notNull(),
    agency: text('agency').notNull(),
    role: text('role').$type<AgencyRole>().notNull(),
    step: text('step'),
  },
  (table) => [primaryKey({ columns: [table.caseNo, table.agency, table.role] }), index('case_agency_agency_idx').on(table.agency, table.caseNo)],
)

/**
 * Parties of cases. `slice` and `appliedAt` repeat the case's own, which change for both where a draft is filed, so that the cases of a subject
 * are read from one index; read backwards, it gives the newest first.
 */
export const caseParty = cases.table(
  'case_party',
  {
    caseNo: text('case_no').notNull(),
    ordinal: integer('ordinal').notNull(),
    subject: text('subject_key').notNull(),
    subjectKind: text('subject_kind').$type<SubjectKind>().notNull(),
    division: text('division').notNull(),
    slice: text('matter_code').notNull(),
    appliedAt: instant('applied_at').notNull(),
    role: text('role').$type<PartyRole>().notNull(),
    name: text('name'),
    kind: text('kind_code'),
    documentType: text('document_type'),
    address: text('address'),
    zipCode: text('zip_code'),
    /** When the party was added through the hub; `null` for one that came in a load. */
    addedAt: instant('added_at'),
    /** Until when the party counts; `null` while it does. A party taken out stays on file. */
    removedAt: instant('removed_at'),
    ...provenanceColumns(),
  },
  (table) => [
    primaryKey({ columns: [table.caseNo, table.ordinal] }),
    index('case_party_subject_idx').on(table.subject, table.appliedAt, table.caseNo),
  ],
)

/** Whom to call about a case; at most one row per case. `subject` is that person, who need not be a party. */
export const caseContact = cases.table('case_contact', {
  caseNo: text('case_no').primaryKey(),
  subject: text('subject_key').notNull(),
  name: text('name').notNull(),
  documentType: text('document_type'),
  mobile: text('mobile'),
  ...provenanceColumns(),
})

export const caseMaterial = cases.table(
  'case_material',
  {
    caseNo: text('case_no').notNull(),
    ordinal: integer('ordinal').notNull(),
    name: text('name').notNull(),
    materialCode: text('material_code'),
    sourceKind: text('source_kind').notNull(),
    licence: text('licence_identifier'),
    received: boolean('received').notNull(),
    receivedAt: instant('received_at'),
    getType: text('get_type'),
    count: integer('received_count'),
    attachmentName: text('attachment_name'),
    attachmentRef: text('attachment_ref'),
    ...provenanceColumns(),
  },
  (table) => [primaryKey({ columns: [table.caseNo, table.ordinal] })],
)

export const caseProcess = cases.table(
  'case_process',
  {
    caseNo: text('case_no').notNull(),
    ordinal: integer('ordinal').notNull(),
    step: text('step').notNull(),
    event: text('event'),
    handler: text('handler'),
    startedAt: instant('started_at').notNull(),
    endedAt: instant('ended_at'),
    agency: text('agency'),
    state: text('state_code').notNull(),
    opinion: text('opinion'),
    opinionPublished: boolean('opinion_published').notNull().default(false),
    ...provenanceColumns(),
  },
  (table) => [primaryKey({ columns: [table.caseNo, table.ordinal] })],
)

/** 特别程序. `extendsDays` is what an extension (kind 1) adds; the others stop the clock from `startedAt` to `endedAt`. */
export const caseSpecial = cases.table(
  'case_special',
  {
    caseNo: text('case_no').notNull(),
    ordinal: integer('ordinal').notNull(),
    kind: text('kind_code').notNull(),
    name: text('name').notNull(),
    startedAt: instant('started_at').notNull(),
    reason: text('reason'),
    applicant: text('applicant_name'),
    endedAt: instant('ended_at'),
    extendsDays: integer('extends_days').notNull().default(0),
    result: text('result'),
    opinion: text('opinion'),
    opinionPublished: boolean('opinion_published').notNull().default(false),
    agency: text('agency'),
    handler: text('handler'),
    ...provenanceColumns(),
  },
  (table) => [primaryKey({ columns: [table.caseNo, table.ordinal] })],
)

export const caseResult = cases.table('case_result', {
  caseNo: text('case_no').primaryKey(),
  resultType: text('result_type').notNull(),
  resultAt: instant('result_at').notNull(),
  licence: text('licence_identifier'),
  explain: text('explain'),
  certificateName: text('certificate_name'),
  certificateNo: text('certificate_no'),
  validFrom: date('valid_from'),
  validTo: date('valid_to'),
  agency: text('agency'),
  handler: text('handler'),
  express: boolean('express'),
  charged: boolean('charged'),
  division: text('division'),
  ...provenanceColumns(),
})

/** 评价. `subject` is whoever gave it; `null` for one without a name, which is then about the parties of the case. */
export const caseEvaluation = cases.table(
  'case_evaluation',
  {
    caseNo: text('case_no').notNull(),
    ordinal: integer('ordinal').notNull(),
    subject: text('subject_key'),
    evaluator: text('evaluator_name'),
    channel: text('channel_code'),
    evaluatedAt: instant('evaluated_at').notNull(),
    times: integer('times').notNull().default(1),
    satisfaction: text('satisfaction_code').notNull(),
    text: text('text'),
    reviewed: boolean('reviewed').notNull().default(false),
    division: text('division'),
    verifiedAt: instant('verified_at'),
    verification: text('verification_code'),
    rectifiedAt: instant('rectified_at'),
    rectification: text('rectification'),
    followedUpAt: instant('followed_up_at'),
    followUp: text('follow_up_code'),
    ...provenanceColumns(),
  },
  (table) => [primaryKey({ columns: [table.caseNo, table.ordinal] })],
)

/** Lines of the list of a roster. A line that failed a check has no subject. */
export const rosterLine = cases.table(
  'roster_line',
  {
    caseNo: text('case_no').notNull(),
    line: integer('line').notNull(),
    subject: text('subject_key'),
    failed: text('failed_check'),
  },
  (table) => [primaryKey({ columns: [table.caseNo, table.line] }), index('roster_line_subject_idx').on(table.caseNo, table.subject)],
)

/** Who moved a case from which state to which, or changed its parties or its evidence, and when. Rows are added and never changed. */
export const caseEvent = cases.table(
  'case_event',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    caseNo: text('case_no').notNull(),
    at: instant('at').notNull(),
    action: text('action').notNull(),
    agency: text('agency').notNull(),
    consumer: text('consumer_id').notNull(),
    operator: text('operator').notNull(),
    fromState: text('from_state'),
    toState: text('to_state').notNull(),
    note: text('note'),
  },
  (table) => [index('case_event_case_idx').on(table.caseNo, table.id)],
)

/** What a mutation with a `clientMutationId` came to, so that it has one effect however often it is sent. */
export const clientMutation = cases.table(
  'client_mutation',
  {
    agency: text('agency').notNull(),
    consumer: text('consumer_id').notNull(),
    operation: text('operation').notNull(),
    id: text('client_mutation_id').notNull(),
    digest: text('input_digest').notNull(),
    result: text('result_id'),
  },
  (table) => [primaryKey({ name: 'client_mutation_pk', columns: [table.agency, table.consumer, table.operation, table.id] })],
)

export type CaseRow = typeof caseRecord.$inferSelect
