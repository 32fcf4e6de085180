import { sql } from 'drizzle-orm'
import { bigint, boolean, date, index, integer, jsonb, pgSchema, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import type { Disclosure } from '#platform/access'
import type { ShareClass } from '#platform/contract'
import { provenanceColumns } from '#platform/provenance'
import type { Binding } from './domain/binding.ts'

/** Tables of the catalogue: who shares what, who asks, and what was granted. */
export const catalogue = pgSchema('catalogue')

/** Agencies that provide or use data, with the divisions (12 digits) that each administers. */
export const agency = catalogue.table('agency', {
  creditCode: text('credit_code').primaryKey(),
  name: text('name').notNull(),
  division: text('division').notNull(),
  regions: text('regions').array().notNull(),
})

/** Systems that ask. `personas` are roles of the system: steward, approver, auditor and the like. */
export const consumer = catalogue.table('consumer', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  state: text('state', { enum: ['ACTIVE', 'SUSPENDED'] }).notNull(),
  personas: text('personas').array().notNull(),
})

/** Which agencies a consumer may act for. */
export const registration = catalogue.table(
  'registration',
  {
    consumer: text('consumer_id').notNull(),
    agency: text('agency_credit_code').notNull(),
    state: text('state', { enum: ['ACTIVE', 'SUSPENDED'] }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.consumer, table.agency] })],
)

/** One row per resource and slice. `slice` is a licence type or a matter, `null` where the resource has no slices. */
export const resource = catalogue.table(
  'resource',
  {
    code: text('code').primaryKey(),
    classCode: text('class_code').notNull(),
    slice: text('slice'),
    name: text('name').notNull(),
    provider: text('provider_credit_code').notNull(),
    summary: text('summary'),
    format: text('format_code').notNull(),
    shareClass: text('share_class').$type<ShareClass>().notNull(),
    shareCondition: text('share_condition'),
    withheldBasis: text('withheld_basis'),
    updateCycle: text('update_cycle_code').notNull(),
    open: boolean('is_open').notNull(),
    state: text('state', { enum: ['DRAFT', 'IN_REVIEW', 'PUBLISHED', 'CHANGING', 'WITHDRAWN'] }).notNull(),
    publishedOn: date('published_on'),
    shareMethods: text('share_method_codes').array().notNull().default(sql`'{3}'`),
    openCondition: text('open_condition'),
    related: text('related_codes').array().notNull().default(sql`'{}'`),
    grade: text('grade_code').notNull().default('1'),
    system: text('system'),
    office: text('office'),
    matters: text('matter_codes').array().notNull().default(sql`'{}'`),
    ...provenanceColumns(),
  },
  (table) => [index('resource_provider_idx').on(table.provider, table.code)],
)

/** What a provider gave to an agency. Empty `matters` name none; empty `regions` mean everywhere. */
export const accessGrant = catalogue.table(
  'access_grant',
  {
    id: text('id').primaryKey(),
    version: integer('version').notNull(),
    consumer: text('consumer_credit_code').notNull(),
    provider: text('provider_credit_code').notNull(),
    matters: text('matters').array().notNull(),
    agencyRoles: text('agency_roles').array().notNull(),
    binding: jsonb('binding').$type<Binding>().notNull(),
    regions: text('regions').array().notNull(),
    validFrom: date('valid_from').notNull(),
    validTo: date('valid_to').notNull(),
    revokedAt: timestamp('revoked_at', { withTimezone: true, precision: 3 }),
    legalBasis: text('legal_basis').notNull(),
    approvedBy: text('approved_by').notNull(),
    approvedOn: date('approved_on').notNull(),
  },
  (table) => [
    index('access_grant_consumer_idx').on(table.consumer, table.id),
    index('access_grant_provider_idx').on(table.provider, table.id),
  ],
)

/** Items of a grant, by item name. `arguments` lists the values that a derived item may be asked with. */
export const accessGrantItem = catalogue.table(
  'access_grant_item',
  {
    grantId: text('grant_id').notNull(),
    item: text('item').notNull(),
    disclosure: text('disclosure').$type<Disclosure>().notNull(),
    arguments: jsonb('arguments').$type<Readonly<Record<string, readonly unknown[]>>>(),
  },
  (table) => [primaryKey({ columns: [table.grantId, table.item] })],
)

/** One row: how often the catalogue has changed. */
export const catalogueVersion = catalogue.table('catalogue_version', {
  only: boolean('only').primaryKey().default(true),
  version: bigint('version', { mode: 'number' }).notNull(),
})

export type ConsumerRow = typeof consumer.$inferSelect
export type ResourceRow = typeof resource.$inferSelect
export type AccessGrantRow = typeof accessGrant.$inferSelect
export type AccessGrantItemRow = typeof accessGrantItem.$inferSelect
