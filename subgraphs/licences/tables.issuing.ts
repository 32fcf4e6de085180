import { bigint, index, integer, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import { licence, licences, licenceType } from './tables.ts'

/** Who issues licences of a type, and what of an issuer its licences say. */
export const licenceIssuer = licences.table(
  'licence_issuer',
  {
    type: text('type_code').notNull().references(() => licenceType.code),
    /** Credit code of the agency. */
    issuer: text('issuer_code').notNull(),
    name: text('issuer_name').notNull(),
    level: text('issuer_level_code').notNull(),
    division: text('division').notNull(),
  },
  (table) => [primaryKey({ name: 'licence_issuer_pk', columns: [table.type, table.issuer] })],
)

/**
 * What was done to licences: the history of each, and what others are told of. Written in the transaction of what it tells of;
 * positions are given under a lock that is held to its end, so that none becomes visible after a later one.
 */
export const licenceEvent = licences.table(
  'licence_event',
  {
    position: bigint('position', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** The version that it brought about; the one that was checked, where none was made. */
    identifier: text('identifier').notNull().references(() => licence.identifier),
    slice: text('type_code').notNull(),
    version: integer('version').notNull(),
    operation: text('operation').notNull(),
    before: text('state_before'),
    after: text('state_after').notNull(),
    reason: text('reason'),
    /** Credit code of who takes the licence over, where it is transferred. */
    transferTo: text('transfer_to_code'),
    caseNo: text('case_no'),
    agency: text('agency').notNull(),
    consumer: text('consumer_id').notNull(),
    operator: text('operator').notNull(),
    at: timestamp('at', { withTimezone: true, precision: 3 }).notNull(),
  },
  (table) => [index('licence_event_type_idx').on(table.slice, table.position), index('licence_event_identifier_idx').on(table.identifier)],
)

/** What a mutation with a `clientMutationId` came to, so that it has one effect however often it is sent. */
export const issuingMutation = licences.table(
  'issuing_mutation',
  {
    agency: text('agency').notNull(),
    consumer: text('consumer_id').notNull(),
    operation: text('operation').notNull(),
    id: text('client_mutation_id').notNull(),
    digest: text('input_digest').notNull(),
    /** JSON of what came of each entry. */
    result: text('result'),
  },
  (table) => [primaryKey({ name: 'issuing_mutation_pk', columns: [table.agency, table.consumer, table.operation, table.id] })],
)
