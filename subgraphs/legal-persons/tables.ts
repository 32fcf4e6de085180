import { sql } from 'drizzle-orm'
import { boolean, check, date, index, integer, numeric, pgSchema, primaryKey, text } from 'drizzle-orm/pg-core'
import { provenanceColumns } from '#platform/provenance'

/** Tables of the legal-persons library. `subject` is a credit code; natural persons appear by key alone. */
export const legalPersons = pgSchema('legal_persons')

/**
 * One row per organisation. A revoked one must say when, since what follows from it ends after some years. `comparableName`
 * is what `comparableText` makes of the name; `scatter` and the function `search_tokens` of the migration serve the search
 * by it (docs/decisions/0012-chinese-text-search.md).
 */
export const legalPerson = legalPersons.table(
  'legal_person',
  {
    subject: text('subject_key').primaryKey(),
    division: text('division').notNull(),
    name: text('name').notNull(),
    comparableName: text('comparable_name').notNull(),
    entityTypeCode: text('entity_type_code'),
    entityTypeName: text('entity_type_name'),
    status: text('status_code').notNull(),
    revokedOn: date('revoked_on'),
    legalRepresentative: text('legal_representative_key'),
    legalRepName: text('legal_rep_name'),
    domicile: text('domicile'),
    address: text('address_code'),
    registrar: text('registrar'),
    registrarName: text('registrar_name'),
    regNo: text('reg_no'),
    establishedOn: date('established_on'),
    approvedOn: date('approved_on'),
    scope: text('scope'),
    capital: numeric('capital'),
    currency: text('currency'),
    termFrom: date('term_from'),
    termTo: date('term_to'),
    industry: text('industry_code'),
    industryClassCode: text('industry_class_code'),
    industryClassName: text('industry_class_name'),
    phone: text('phone'),
    scatter: text('scatter').notNull().generatedAlwaysAs(sql`left(md5(subject_key), 8)`),
    ...provenanceColumns(),
  },
  (table) => [
    index('legal_person_representative_idx').on(table.legalRepresentative),
    index('legal_person_address_idx').on(table.address),
    index('legal_person_comparable_name_idx').on(table.comparableName, table.scatter, table.subject),
    // The two texts come after the order, so that the rows that a search tries are read from the index alone.
    index('legal_person_scatter_idx').on(table.scatter, table.subject, table.comparableName, table.division),
    index('legal_person_search_idx')
      .using('gin', sql`legal_persons.search_tokens(${table.comparableName}, ${table.division})`)
      .with({ fastupdate: false }),
    check('legal_person_revoked_on', sql`${table.status} not in ('2', '3') or ${table.revokedOn} is not null`),
  ],
)

/** Who holds which position, in the order of the register. */
export const legalPersonStaff = legalPersons.table(
  'legal_person_staff',
  {
    subject: text('subject_key').notNull(),
    place: integer('place').notNull(),
    division: text('division').notNull(),
    name: text('name'),
    position: text('position'),
    person: text('person_key'),
    ...provenanceColumns(),
  },
  (table) => [primaryKey({ columns: [table.subject, table.place] })],
)

/** Who holds which share; at most one of `person` and `legalPerson`. */
export const shareholder = legalPersons.table(
  'shareholder',
  {
    subject: text('subject_key').notNull(),
    place: integer('place').notNull(),
    division: text('division').notNull(),
    name: text('name'),
    person: text('person_key'),
    legalPerson: text('legal_person'),
    contribution: numeric('contribution'),
    ratio: numeric('ratio'),
    ...provenanceColumns(),
  },
  (table) => [primaryKey({ columns: [table.subject, table.place] })],
)

/** One row per changed item. `persons` are the natural persons whom the texts name. */
export const legalPersonChange = legalPersons.table(
  'legal_person_change',
  {
    subject: text('subject_key').notNull(),
    place: integer('place').notNull(),
    division: text('division').notNull(),
    changeItem: text('change_item'),
    before: text('before'),
    after: text('after'),
    changedOn: date('changed_on').notNull(),
    authority: text('authority'),
    persons: text('person_keys').array().notNull().default([]),
    ...provenanceColumns(),
  },
  (table) => [primaryKey({ columns: [table.subject, table.place] })],
)

export const abnormalListing = legalPersons.table(
  'abnormal_listing',
  {
    subject: text('subject_key').notNull(),
    includedOn: date('included_on').notNull(),
    place: integer('place').notNull(),
    division: text('division').notNull(),
    reason: text('reason'),
    authority: text('authority'),
    removedOn: date('removed_on'),
    removalReason: text('removal_reason'),
    removalAuthority: text('removal_authority'),
    ...provenanceColumns(),
  },
  (table) => [primaryKey({ columns: [table.subject, table.place] })],
)

/** What a public institution (事业单位) has beside its row above. */
export const publicInstitution = legalPersons.table('public_institution', {
  subject: text('subject_key').primaryKey(),
  division: text('division').notNull(),
  organizer: text('organizer'),
  organizerName: text('organizer_name'),
  fundSource: text('fund_source_code'),
  startupFund: numeric('startup_fund'),
  purpose: text('purpose'),
  certificateFrom: date('certificate_from'),
  certificateTo: date('certificate_to'),
  ...provenanceColumns(),
})

/** What a social organisation (社会组织) has beside its row above. */
export const socialOrganisation = legalPersons.table('social_organisation', {
  subject: text('subject_key').primaryKey(),
  division: text('division').notNull(),
  supervisor: text('supervisor'),
  supervisorName: text('supervisor_name'),
  activityArea: text('activity_area'),
  kind: text('kind_code'),
  isCharity: boolean('is_charity'),
  foundationKind: text('foundation_kind_code'),
  certificateFrom: date('certificate_from'),
  certificateTo: date('certificate_to'),
  ...provenanceColumns(),
})

export type LegalPersonRow = typeof legalPerson.$inferSelect
