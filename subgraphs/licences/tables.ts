import { boolean, date, index, integer, jsonb, pgSchema, primaryKey, text } from 'drizzle-orm/pg-core'
import type { FaceFieldType } from './domain/face.ts'

/** Tables of the licences library. A row never holds another library's row, only its key. */
export const licences = pgSchema('licences')

/** One row per licence type, 21 characters: credit code of who defined it and three digits. */
export const licenceType = licences.table('licence_type', {
  code: text('code').primaryKey(),
  name: text('name').notNull(),
  definer: text('definer_code'),
  holderKind: text('holder_kind_code'),
  validityRule: text('validity_rule'),
  faceSchema: jsonb('face_schema').$type<readonly FaceFieldType[]>().notNull(),
  matters: text('matter_codes').array().notNull(),
  status: text('status_code').notNull(),
})

/** One row per version of a licence; the identifier states the version. `slice` is the licence type. */
export const licence = licences.table('licence', {
  identifier: text('identifier').primaryKey(),
  slice: text('type_code').notNull().references(() => licenceType.code),
  division: text('division').notNull(),
  name: text('name').notNull(),
  number: text('number'),
  issuer: text('issuer_code'),
  issuerName: text('issuer_name'),
  issuedOn: date('issued_on'),
  validFrom: date('valid_from'),
  validTo: date('valid_to'),
  version: integer('version').notNull(),
  state: text('state_code').notNull(),
  stateSince: date('state_since'),
  trustGrade: text('trust_grade'),
  supersedes: text('supersedes'),
  /** Whether this is the newest version. */
  current: boolean('current').notNull(),
  /** The face as JSON, sealed for this identifier, base64; `null` where the licence has none. */
  sealedFace: text('sealed_face'),
})

/** Who holds a licence, in the order in which it names them. */
export const licenceHolder = licences.table(
  'licence_holder',
  {
    identifier: text('identifier').notNull().references(() => licence.identifier),
    place: integer('place').notNull(),
    subject: text('subject_key').notNull(),
    division: text('division').notNull(),
    slice: text('type_code').notNull(),
    name: text('name').notNull(),
    documentType: text('document_type_code').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.identifier, table.subject] }),
    index('licence_holder_subject_idx').on(table.subject, table.slice),
  ],
)

export type LicenceTypeRow = typeof licenceType.$inferSelect
export type LicenceRow = typeof licence.$inferSelect
export type LicenceHolderRow = typeof licenceHolder.$inferSelect
