import { sql } from 'drizzle-orm'
import { boolean, customType, index, integer, primaryKey, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core'
import { licence, licences } from './tables.ts'

const bytea = customType<{ data: Buffer; driverData: Buffer | Uint8Array | string }>({
  dataType: () => 'bytea',
  // One driver gives bytes, the other, read as text, hexadecimal digits after `\x`.
  fromDriver: (value) => (typeof value === 'string' ? Buffer.from(value.slice(2), 'hex') : Buffer.from(value)),
})

/** An instant to the millisecond. */
const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 })

/** One row per purpose-bound copy (加注件). The row stays; its file goes a while after the copy has run out. */
export const licenceCopy = licences.table(
  'licence_copy',
  {
    number: text('number').primaryKey(),
    consumer: text('consumer_id').notNull(),
    /** Credit code of the agency that the system acted for; of the one that implements the matter where somebody acted through a portal. */
    agency: text('agency').notNull(),
    operator: text('operator').notNull(),
    /** Key of whoever made it through a portal. */
    represented: text('represented_key'),
    matter: text('matter_code').notNull(),
    caseNo: text('case_no').notNull(),
    /** Whether its case is confidential, so that the holder is not told of it. */
    confidential: boolean('confidential').notNull(),
    basis: text('basis').notNull(),
    /** The leave that it was made by. */
    authorisation: text('authorisation_id'),
    /** `<id>@<version>` of the grants that it was made under. */
    grants: text('grants').array().notNull(),
    reason: text('reason').notNull(),
    watermark: text('watermark').array().notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    withdrawnAt: instant('withdrawn_at'),
    withdrawalReason: text('withdrawal_reason'),
    /** SM3 of the file, 64 hexadecimal digits. */
    fileSm3: text('file_sm3').notNull(),
    /** The file, sealed for this number; `null` once it is not kept any more. */
    sealedFile: bytea('sealed_file'),
    keptUntil: instant('kept_until').notNull(),
    /** SM3 of what the address ends with; `null` once it was fetched. */
    address: text('address_hash'),
    addressUntil: instant('address_until'),
    /** Who asked for the address, sealed by the router, which decides anew when it is fetched. */
    session: text('session'),
  },
  (table) => [
    uniqueIndex('licence_copy_file_idx').on(table.fileSm3),
    uniqueIndex('licence_copy_address_idx').on(table.address),
    index('licence_copy_authorisation_idx').on(table.authorisation),
    index('licence_copy_kept_idx').on(table.keptUntil).where(sql`sealed_file is not null`),
  ],
)

/** Which licences stand on a copy, one row for each holder whom the case concerns. */
export const licenceCopyHolder = licences.table(
  'licence_copy_holder',
  {
    number: text('number').notNull().references(() => licenceCopy.number),
    identifier: text('identifier').notNull().references(() => licence.identifier),
    subject: text('subject_key').notNull(),
    division: text('division').notNull(),
    slice: text('type_code').notNull(),
    issuer: text('issuer_code'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.number, table.identifier, table.subject] }),
    index('licence_copy_holder_subject_idx').on(table.subject, table.createdAt, table.number),
  ],
)

/** The last preview of whoever acts for itself; the next one takes its place. */
export const licencePreview = licences.table(
  'licence_preview',
  {
    subject: text('subject_key').primaryKey(),
    division: text('division').notNull(),
    slices: text('type_codes').array().notNull(),
    identifiers: text('identifiers').array().notNull(),
    matter: text('matter_code').notNull(),
    caseNo: text('case_no').notNull(),
    fileSm3: text('file_sm3').notNull(),
    sealedFile: bytea('sealed_file'),
    address: text('address_hash'),
    addressUntil: instant('address_until').notNull(),
    /** As of a copy. */
    session: text('session'),
  },
  (table) => [uniqueIndex('licence_preview_address_idx').on(table.address)],
)

/** Leave of a holder to use licences (用证授权). */
export const licenceAuthorisation = licences.table(
  'licence_authorisation',
  {
    id: text('id').primaryKey(),
    /** SM3 of the code; the code itself is kept nowhere. */
    code: text('code_hash').notNull(),
    subject: text('subject_key').notNull(),
    division: text('division').notNull(),
    identifiers: text('identifiers').array().notNull(),
    agency: text('agency').notNull(),
    matter: text('matter_code').notNull(),
    times: integer('times').notNull(),
    used: integer('used').notNull().default(0),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    withdrawnAt: instant('withdrawn_at'),
  },
  (table) => [
    uniqueIndex('licence_authorisation_code_idx').on(table.code),
    index('licence_authorisation_subject_idx').on(table.subject, table.createdAt, table.id),
  ],
)

/** What a holder shows, the last time; the next takes its place, so that one code is good at a time. */
export const licenceShowing = licences.table(
  'licence_showing',
  {
    subject: text('subject_key').primaryKey(),
    division: text('division').notNull(),
    identifiers: text('identifiers').array().notNull(),
    /** SM3 of the text; `null` once it was used. */
    code: text('code_hash'),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [uniqueIndex('licence_showing_code_idx').on(table.code)],
)

/** Codes that a system stated and that were none, in the hour that began with the first of them. */
export const wrongCode = licences.table('wrong_code', {
  consumer: text('consumer_id').primaryKey(),
  since: instant('since').notNull(),
  times: integer('times').notNull(),
})

/** What a mutation about copies with a `clientMutationId` came to, so that it has one effect however often it is sent. */
export const copyMutation = licences.table(
  'copy_mutation',
  {
    agency: text('agency').notNull(),
    consumer: text('consumer_id').notNull(),
    operation: text('operation').notNull(),
    id: text('client_mutation_id').notNull(),
    digest: text('input_digest').notNull(),
    result: text('result_id'),
  },
  (table) => [primaryKey({ name: 'copy_mutation_pk', columns: [table.agency, table.consumer, table.operation, table.id] })],
)
