import { boolean, index, integer, pgSchema, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import type { AgencyRole, CaseKind, Evidence, PartyRole, SubjectKind } from './domain/codes.ts'

/** Tables of the cases library. A row never holds another library's row, only its key. */
export const cases = pgSchema('cases')

// A cursor carries milliseconds, so no instant may be finer than that.
const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 })

/** One row per case. `subject` is its principal party; `null` where the case is about nobody in particular. */
export const caseRecord = cases.table('case', {
  caseNo: text('case_no').primaryKey(),
  subject: text('subject_key'),
  division: text('division').notNull(),
  slice: text('matter_code').notNull(),
  basicCode: text('basic_code').notNull(),
  kind: text('kind').$type<CaseKind>().notNull(),
  summary: text('summary'),
  state: text('state_code').notNull(),
  handlingDivision: text('handling_division').notNull(),
  appliedAt: instant('applied_at').notNull(),
  acceptedAt: instant('accepted_at'),
  promisedBy: instant('promised_by'),
  decidedAt: instant('decided_at'),
  closedAt: instant('closed_at'),
  channel: text('channel_code'),
  evidence: text('evidence').$type<Evidence>().notNull(),
  rosterDigest: text('roster_digest'),
  parent: text('parent_case_no'),
  handedOverBy: text('handed_over_by'),
})

/** Which agency has which role in which case. */
export const caseAgency = cases.table(
  'case_agency',
  {
    caseNo: text('case_no').notNull(),
    agency: text('agency').notNull(),
    role: text('role').$type<AgencyRole>().notNull(),
    step: text('step'),
  },
  (table) => [primaryKey({ columns: [table.caseNo, table.agency, table.role] })],
)

/**
 * Parties of cases. `slice` and `appliedAt` repeat the case's own, which never change, so that the cases of a subject
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
  },
  (table) => [
    primaryKey({ columns: [table.caseNo, table.ordinal] }),
    index('case_party_subject_idx').on(table.subject, table.appliedAt, table.caseNo),
  ],
)

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
  },
  (table) => [primaryKey({ columns: [table.caseNo, table.ordinal] })],
)

export const caseResult = cases.table('case_result', {
  caseNo: text('case_no').primaryKey(),
  resultType: text('result_type').notNull(),
  resultAt: instant('result_at').notNull(),
  licence: text('licence_identifier'),
  explain: text('explain'),
})

export type CaseRow = typeof caseRecord.$inferSelect
export type CasePartyRow = typeof caseParty.$inferSelect
export type CaseMaterialRow = typeof caseMaterial.$inferSelect
export type CaseProcessRow = typeof caseProcess.$inferSelect
export type CaseResultRow = typeof caseResult.$inferSelect
