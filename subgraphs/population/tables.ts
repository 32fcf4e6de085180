import { boolean, date, index, integer, pgSchema, primaryKey, text } from 'drizzle-orm/pg-core'
import { provenanceColumns } from '#platform/provenance'

/** Tables of the population library. A row never holds another library's row, only its key. */
export const population = pgSchema('population')

/**
 * One row per person. `subject` is the key that every library shares, made of the first document that the person was known
 * by; a corrected number and further documents are aliases of it.
 */
export const person = population.table('person', {
  subject: text('subject_key').primaryKey(),
  division: text('division').notNull(),
  citizenId: text('citizen_id').unique(),
  name: text('name'),
  formerName: text('former_name'),
  sex: text('sex_code'),
  nation: text('nation_code'),
  birthDate: date('birth_date').notNull(),
  nativeDivision: text('native_division'),
  birthDivision: text('birth_division'),
  marital: text('marital_code'),
  education: text('education_code'),
  status: text('status_code').notNull(),
  mobile: text('mobile'),
  registeredAddress: text('registered_address'),
  registeredDivision: text('registered_division'),
  residenceAddress: text('residence_address'),
  residence: text('residence_address_code'),
  residenceDivision: text('residence_division'),
  residenceRegisteredOn: date('residence_registered_on'),
  idCardValidFrom: date('id_card_valid_from'),
  idCardValidTo: date('id_card_valid_to'),
  idCardLongTerm: boolean('id_card_long_term'),
  idCardIssuer: text('id_card_issuer'),
  ...provenanceColumns(),
})

export const household = population.table('household', {
  householdNo: text('household_no').primaryKey(),
  division: text('division').notNull(),
  registerNo: text('register_no'),
  householdType: text('household_type'),
  address: text('address'),
  street: text('street'),
  doorNo: text('door_no'),
  policeStation: text('police_station'),
  village: text('village_code'),
  head: text('head_key'),
  ...provenanceColumns(),
})

/** Who belongs to which household, and as what. */
export const householdMember = population.table(
  'household_member',
  {
    subject: text('subject_key').primaryKey(),
    householdNo: text('household_no').notNull(),
    relation: text('relation_code'),
    place: integer('place').notNull(),
  },
  (table) => [index('household_member_household_idx').on(table.householdNo)],
)

/** One row per direction: what `related` is to `subject`. */
export const personRelation = population.table(
  'person_relation',
  {
    subject: text('subject_key').notNull(),
    related: text('related_key').notNull(),
    relation: text('relation_code').notNull(),
    guardian: boolean('guardian').notNull(),
    guardianship: text('guardianship_code'),
  },
  (table) => [primaryKey({ columns: [table.subject, table.related] })],
)

export const vitalEvent = population.table(
  'vital_event',
  {
    subject: text('subject_key').notNull(),
    kind: text('kind_code').notNull(),
    occurredOn: date('occurred_on').notNull(),
    registrationNo: text('registration_no').primaryKey(),
    registrar: text('registrar'),
    declarant: text('declarant'),
    /** Who the declarant is, where the library knows them: a sealed one is not named. */
    declarantKey: text('declarant_key'),
    deathCancellation: text('death_cancellation_code'),
    deathCertificateNo: text('death_certificate_no'),
    husband: text('husband_key'),
    wife: text('wife_key'),
    marriageCertificateNo: text('marriage_certificate_no'),
    ...provenanceColumns(),
  },
  (table) => [index('vital_event_subject_idx').on(table.subject, table.occurredOn)],
)

/** Documents other than the identity card. */
export const otherDocument = population.table(
  'other_document',
  {
    subject: text('subject_key').notNull(),
    division: text('division').notNull(),
    docType: text('doc_type_code').notNull(),
    docNo: text('doc_no').notNull(),
    issuer: text('issuer'),
    issuedOn: date('issued_on'),
    validTo: date('valid_to'),
    ...provenanceColumns(),
  },
  (table) => [primaryKey({ columns: [table.docType, table.docNo] }), index('other_document_subject_idx').on(table.subject)],
)

/** Further keys of a person: of a number that was corrected, and of other documents. An alias is nobody's `subject`. */
export const keyAlias = population.table('key_alias', {
  alias: text('alias_key').primaryKey(),
  subject: text('subject_key').notNull(),
})

/** Protected persons. Few, and read whole by the router. */
export const protectedPerson = population.table('protected_person', {
  subject: text('subject_key').primaryKey(),
  grade: text('grade').notNull(),
  agencies: text('agencies').array().notNull(),
  items: text('items').array().notNull(),
})

export type PersonRow = typeof person.$inferSelect
export type HouseholdRow = typeof household.$inferSelect
export type HouseholdMemberRow = typeof householdMember.$inferSelect
export type PersonRelationRow = typeof personRelation.$inferSelect
export type VitalEventRow = typeof vitalEvent.$inferSelect
export type OtherDocumentRow = typeof otherDocument.$inferSelect
export type ProtectedPersonRow = typeof protectedPerson.$inferSelect
