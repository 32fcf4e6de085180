import { boolean, date, index, integer, pgSchema, primaryKey, text } from 'drizzle-orm/pg-core'

/** Tables of the population library. A row never holds another library's row, only its key. */
export const population = pgSchema('population')

/** One row per person. `subject` is the key that every library shares. */
export const person = population.table('person', {
  subject: text('subject_key').primaryKey(),
  division: text('division').notNull(),
  citizenId: text('citizen_id').notNull().unique(),
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
})

export const household = population.table('household', {
  householdNo: text('household_no').primaryKey(),
  division: text('division').notNull(),
  householdType: text('household_type'),
  address: text('address'),
  policeStation: text('police_station'),
  village: text('village_code'),
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
  },
  (table) => [index('vital_event_subject_idx').on(table.subject, table.occurredOn)],
)

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
export type ProtectedPersonRow = typeof protectedPerson.$inferSelect
