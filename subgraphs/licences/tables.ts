import { type SQL, sql, type SQLWrapper } from 'drizzle-orm'
import { boolean, date, index, integer, jsonb, pgSchema, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import { provenanceColumns } from '#platform/provenance'
import type { FaceFieldType } from './domain/face.ts'

/** Tables of the licences library. A row never holds another library's row, only its key. */
export const licences = pgSchema('licences')

/** One row per licence type, 21 characters: credit code of who defined it and three digits. */
export const licenceType = licences.table('licence_type', {
  code: text('code').primaryKey(),
  name: text('name').notNull(),
  definer: text('definer_code'),
  definerName: text('definer_name'),
  holderKind: text('holder_kind_code'),
  validityRule: text('validity_rule'),
  faceSchema: jsonb('face_schema').$type<readonly FaceFieldType[]>().notNull(),
  matters: text('matter_codes').array().notNull(),
  templateVersion: text('template_version'),
  status: text('status_code').notNull(),
  /** Trust grades in which holders may upload licences of the type, C and D; empty where they may not. */
  uploadGrades: text('upload_grades').array().notNull().default(sql`'{}'`),
  ...provenanceColumns(),
})

/** Certificates of issuers that signatures of licences are verified with; a key that is not here verifies nothing. */
export const issuerKey = licences.table('issuer_key', {
  /** The first 16 bytes of SM3 over the public key, 32 hexadecimal digits. */
  keyId: text('key_id').primaryKey(),
  /** Credit code of the only issuer whose licences it verifies. */
  issuer: text('issuer_code').notNull(),
  /** The signer's certificate and those of the authorities above it, PEM in its strict form. */
  certificates: text('certificates').notNull(),
  /** From this day on nothing that it signed counts, whenever that was. */
  revokedOn: date('revoked_on'),
})

// `version` is the licence's own, so the version of the record stands under another name.
const { version: _version, ...provenance } = provenanceColumns()

/** One row per version of a licence; the identifier states the version. `slice` is the licence type. */
export const licence = licences.table(
  'licence',
  {
    identifier: text('identifier').primaryKey(),
    slice: text('type_code').notNull().references(() => licenceType.code),
    division: text('division').notNull(),
    name: text('name').notNull(),
    number: text('number'),
    issuer: text('issuer_code'),
    issuerName: text('issuer_name'),
    issuerLevel: text('issuer_level_code'),
    issuedOn: date('issued_on'),
    validFrom: date('valid_from'),
    validTo: date('valid_to'),
    version: integer('version').notNull(),
    operation: text('operation_code'),
    relatedMatters: text('related_matter_codes').array().notNull().default(sql`'{}'`),
    relatedMatterNames: text('related_matter_names').array().notNull().default(sql`'{}'`),
    state: text('state_code').notNull(),
    /** What the state is in words, where its code is 99. */
    stateNote: text('state_note'),
    stateSince: date('state_since'),
    cancellationReason: text('cancellation_reason_code'),
    trustGrade: text('trust_grade'),
    /** Version of the commitment (告知承诺) by which its holder answers for it; `null` but for grade D. */
    commitment: text('commitment_version'),
    supersedes: text('supersedes'),
    /** Whether this is the newest version. */
    current: boolean('current').notNull(),
    /** The face as JSON, sealed for this identifier, base64; `null` where the licence has none. */
    sealedFace: text('sealed_face'),
    sealSigner: text('seal_signer'),
    sealName: text('seal_name'),
    sealTime: timestamp('seal_time', { withTimezone: true, precision: 3 }),
    fileRef: text('file_ref'),
    fileFormat: text('file_format'),
    /** SM3 of the file, 64 hexadecimal digits. */
    fileSm3: text('file_sm3'),
    /** The issuer's SM2 signature over what `domain/signature.ts` says, DER in base64; `null` where there is none. */
    signature: text('signature'),
    signerKey: text('signer_key_id'),
    recordVersion: integer('record_version').notNull().default(1),
    ...provenance,
  },
  (table) => [
    // All versions of a licence share type, issuer and serial number: parts 6 to 8 of the identifier.
    index('licence_series_idx').on(seriesOf(table.identifier)),
    index('licence_number_idx').on(table.slice, table.number),
  ],
)

/** What the identifiers of all versions of one licence have in common, as the index on it says. */
export function seriesOf(identifier: SQLWrapper): SQL<string> {
  return sql<string>`(split_part(${identifier}, '.', 6) || '.' || split_part(${identifier}, '.', 7) || '.' || split_part(${identifier}, '.', 8))`
}

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
