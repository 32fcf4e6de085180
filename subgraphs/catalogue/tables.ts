import { sql, type SQLWrapper } from 'drizzle-orm'
import { bigint, boolean, date, index, integer, jsonb, pgSchema, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import type { Disclosure } from '#platform/access'
import type { DataClass, ShareClass } from '#platform/contract'
import type { Mask } from '#platform/masks'
import { provenanceColumns } from '#platform/provenance'
import type { ApplicationState } from './domain/application-states.ts'
import type { Binding } from './domain/binding.ts'
import type { ResourceEntry } from './domain/entries.ts'
import type { VersionState } from './domain/resource-states.ts'

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

/** An instant to the millisecond. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 })

/** Who did something: agency, consumer, operator, as the token said. */
const actorColumns = () => ({
  agency: text('agency').notNull(),
  consumer: text('consumer_id').notNull(),
  operator: text('operator').notNull(),
})

/** When a resource was published, as lists sort by it: what never was comes after all that was. */
export const publishedDay = (publishedOn: SQLWrapper) => sql`coalesce(${publishedOn}, 'infinity')`

/** The last day of an application, as lists sort by it: where no time is counted it comes after all others. */
export const dueDay = (dueOn: SQLWrapper) => sql`coalesce(${dueOn}, 'infinity')`

/**
 * One row per resource and slice, as it is in force, or as a draft where it never was. `slice` is a licence type or a matter,
 * `null` where the resource has no slices. `kind` tells a resource whose items are coordinates of the hub from one that can
 * only be registered, found and applied for.
 */
export const resource = catalogue.table(
  'resource',
  {
    code: text('code').primaryKey(),
    classCode: text('class_code').notNull(),
    slice: text('slice'),
    kind: text('kind', { enum: ['ITEMS', 'TABLE', 'FILE', 'INTERFACE'] }).notNull().default('ITEMS'),
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
  (table) => [
    index('resource_provider_idx').on(table.provider, table.code),
    index('resource_name_idx').on(sql`${table.name} collate "C"`, table.code),
    index('resource_published_idx').on(publishedDay(table.publishedOn), table.code),
  ],
)

/** Items of resources as they are in force. `item` is a coordinate of a contract, or the name of a column, file part or field elsewhere. */
export const resourceItem = catalogue.table(
  'resource_item',
  {
    resource: text('resource_code').notNull(),
    item: text('item').notNull(),
    ordinal: integer('ordinal').notNull(),
    title: text('title').notNull(),
    dataType: text('data_type').notNull(),
    description: text('description'),
    share: text('share_class').$type<ShareClass>().notNull(),
    withheldBasis: text('withheld_basis'),
    dataClass: text('data_class').$type<DataClass>().notNull(),
    mask: text('mask').$type<Mask>().notNull(),
    open: boolean('is_open').notNull(),
  },
  (table) => [primaryKey({ columns: [table.resource, table.item] }), index('resource_item_item_idx').on(table.item, table.resource)],
)

/** What an entry was, is, or is proposed to be, version by version. Rows in force and past are never changed. */
export const resourceVersion = catalogue.table(
  'resource_version',
  {
    resource: text('resource_code').notNull(),
    version: integer('version').notNull(),
    state: text('state').$type<VersionState>().notNull(),
    entry: jsonb('entry').$type<ResourceEntry>().notNull(),
    editedBy: text('edited_by').notNull(),
    editedAt: instant('edited_at').notNull(),
    submittedBy: text('submitted_by'),
    submittedAt: instant('submitted_at'),
    reviewDueOn: date('review_due_on'),
    reviewedBy: text('reviewed_by'),
    reviewedAt: instant('reviewed_at'),
    note: text('note'),
  },
  (table) => [primaryKey({ columns: [table.resource, table.version] })],
)

/** Who moved a resource, an application, a grant or an objection from which state to which, and when. Rows are added and never changed. */
export const event = catalogue.table(
  'event',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    kind: text('kind', { enum: ['RESOURCE', 'APPLICATION', 'GRANT', 'CONSUMER', 'CALENDAR', 'OVERRIDE', 'OBJECTION'] }).notNull(),
    subject: text('subject_id').notNull(),
    version: integer('version').notNull(),
    at: instant('at').notNull(),
    action: text('action').notNull(),
    ...actorColumns(),
    fromState: text('from_state'),
    toState: text('to_state').notNull(),
    note: text('note'),
  },
  (table) => [index('event_subject_idx').on(table.kind, table.subject, table.id)],
)

/**
 * What an agency, or every implementing agency of a basic code in a region (`classBasicCode`, `classRegion`), asks of one
 * provider. Empty `regions` mean everywhere.
 */
export const application = catalogue.table(
  'application',
  {
    id: text('id').primaryKey(),
    version: integer('version').notNull(),
    state: text('state').$type<ApplicationState>().notNull(),
    applicant: text('applicant_credit_code').notNull(),
    classBasicCode: text('class_basic_code'),
    classRegion: text('class_region'),
    provider: text('provider_credit_code').notNull(),
    matters: text('matters').array().notNull(),
    agencyRoles: text('agency_roles').array().notNull(),
    binding: jsonb('binding').$type<Binding>().notNull(),
    regions: text('regions').array().notNull(),
    quotaPerDay: integer('quota_per_day'),
    validFrom: date('valid_from').notNull(),
    validTo: date('valid_to').notNull(),
    legalBasis: text('legal_basis').notNull(),
    scenario: text('scenario').notNull(),
    /** Whether every item is shared unconditionally, so that the provider has no discretion. */
    standing: boolean('standing').notNull(),
    /** Whether an item is sensitive, so that two people of the provider decide. */
    twoPersons: boolean('two_persons').notNull(),
    submittedBy: text('submitted_by').notNull(),
    submittedAt: instant('submitted_at').notNull(),
    dueOn: date('due_on'),
    extended: boolean('extended').notNull().default(false),
    supplementAsked: text('supplement_asked'),
    supplement: text('supplement'),
    firstApprover: text('first_approver'),
    decidedBy: text('decided_by'),
    decidedAt: instant('decided_at'),
    decision: text('decision'),
    dispute: text('dispute'),
    grantId: text('grant_id'),
  },
  (table) => [
    index('application_applicant_idx').on(table.applicant, table.id),
    index('application_provider_idx').on(table.provider, table.id),
    index('application_state_idx').on(table.state, table.dueOn),
    index('application_due_idx').on(dueDay(table.dueOn), table.id),
    index('application_applicant_due_idx').on(table.applicant, dueDay(table.dueOn), table.id),
    index('application_provider_due_idx').on(table.provider, dueDay(table.dueOn), table.id),
  ],
)

/** Items of an application by item name, each with what the provider decided; `null` until then. */
export const applicationItem = catalogue.table(
  'application_item',
  {
    applicationId: text('application_id').notNull(),
    item: text('item').notNull(),
    disclosure: text('disclosure').$type<Disclosure>().notNull(),
    arguments: jsonb('arguments').$type<Readonly<Record<string, readonly unknown[]>>>(),
    approved: boolean('approved'),
    /** What the provider gives instead, where it gives less. */
    given: text('given').$type<Disclosure>(),
    reason: text('reason'),
  },
  (table) => [primaryKey({ columns: [table.applicationId, table.item] })],
)

/**
 * What a provider gave to an agency, or to every implementing agency of a basic code in a region: version by version. Terms are
 * never changed: `canonical` is the text that `hash` (SM3) is of. `superseded` tells a version that another has replaced.
 * Empty `matters` name none; empty `regions` mean everywhere.
 */
export const accessGrant = catalogue.table(
  'access_grant',
  {
    id: text('id').notNull(),
    version: integer('version').notNull(),
    consumer: text('consumer_credit_code').notNull(),
    classBasicCode: text('class_basic_code'),
    classRegion: text('class_region'),
    provider: text('provider_credit_code').notNull(),
    matters: text('matters').array().notNull(),
    agencyRoles: text('agency_roles').array().notNull(),
    binding: jsonb('binding').$type<Binding>().notNull(),
    regions: text('regions').array().notNull(),
    quotaPerDay: integer('quota_per_day'),
    validFrom: date('valid_from').notNull(),
    validTo: date('valid_to').notNull(),
    legalBasis: text('legal_basis').notNull(),
    approvedBy: text('approved_by').notNull(),
    approvedOn: date('approved_on').notNull(),
    applicationId: text('application_id'),
    canonical: text('canonical').notNull().default(''),
    hash: text('hash').notNull().default(''),
    superseded: boolean('superseded').notNull().default(false),
    suspendedAt: instant('suspended_at'),
    revokedAt: instant('revoked_at'),
    ended: text('ended_why'),
  },
  (table) => [
    primaryKey({ columns: [table.id, table.version] }),
    index('access_grant_consumer_idx').on(table.consumer, table.id),
    index('access_grant_provider_idx').on(table.provider, table.id),
    index('access_grant_consumer_end_idx').on(table.consumer, table.validTo, table.id),
    index('access_grant_provider_end_idx').on(table.provider, table.validTo, table.id),
    index('access_grant_class_idx').on(table.classBasicCode, table.id).where(sql`${table.classBasicCode} is not null`),
  ],
)

/** Items of a grant's version, by item name. `arguments` lists the values that a derived item may be asked with. */
export const accessGrantItem = catalogue.table(
  'access_grant_item',
  {
    grantId: text('grant_id').notNull(),
    version: integer('version').notNull().default(1),
    item: text('item').notNull(),
    disclosure: text('disclosure').$type<Disclosure>().notNull(),
    arguments: jsonb('arguments').$type<Readonly<Record<string, readonly unknown[]>>>(),
  },
  (table) => [primaryKey({ columns: [table.grantId, table.version, table.item] })],
)

/** How many subjects were released under a grant on a day, all routers together. */
export const quotaUse = catalogue.table(
  'quota_use',
  { grantId: text('grant_id').notNull(), day: date('day').notNull(), used: bigint('used', { mode: 'number' }).notNull() },
  (table) => [primaryKey({ columns: [table.grantId, table.day] })],
)

/** The last day on which an item was read under a grant. */
export const grantItemUse = catalogue.table(
  'grant_item_use',
  { grantId: text('grant_id').notNull(), item: text('item').notNull(), lastReadOn: date('last_read_on').notNull() },
  (table) => [primaryKey({ columns: [table.grantId, table.item] })],
)

/** How often verdicts other than MATCH were given to an operator in a case, claim by claim, -1 while one is being compared; counted over 24 hours. */
export const mismatch = catalogue.table(
  'mismatch',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    caseNo: text('case_no').notNull(),
    operator: text('operator').notNull(),
    at: instant('at').notNull(),
    verdicts: integer('verdicts').notNull(),
  },
  (table) => [index('mismatch_operator_idx').on(table.operator, table.caseNo, table.at)],
)

/** Leave to go beyond the region of a grant, for one agency and case, with a reason and for hours. */
export const regionOverride = catalogue.table(
  'region_override',
  {
    id: text('id').primaryKey(),
    consumerAgency: text('consumer_agency').notNull(),
    caseNo: text('case_no').notNull(),
    reason: text('reason').notNull(),
    validFrom: instant('valid_from').notNull(),
    validUntil: instant('valid_until').notNull(),
    ...actorColumns(),
  },
  (table) => [index('region_override_agency_idx').on(table.consumerAgency, table.caseNo)],
)

/** Days that differ from what the day of the week says: holidays, and weekends that are worked (调休). Years that are loaded have a row `YYYY-01-01`. */
export const calendarDay = catalogue.table('calendar_day', {
  day: date('day').primaryKey(),
  worked: boolean('worked').notNull(),
  name: text('name').notNull(),
})

/** What a mutation with a `clientMutationId` came to, so that it has one effect however often it is sent. */
export const clientMutation = catalogue.table(
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

/** One row: how often the catalogue has changed. */
export const catalogueVersion = catalogue.table('catalogue_version', {
  only: boolean('only').primaryKey().default(true),
  version: bigint('version', { mode: 'number' }).notNull(),
})

export type ConsumerRow = typeof consumer.$inferSelect
export type ResourceRow = typeof resource.$inferSelect
export type ResourceItemRow = typeof resourceItem.$inferSelect
export type ResourceVersionRow = typeof resourceVersion.$inferSelect
export type EventRow = typeof event.$inferSelect
export type ApplicationRow = typeof application.$inferSelect
export type ApplicationItemRow = typeof applicationItem.$inferSelect
export type AccessGrantRow = typeof accessGrant.$inferSelect
export type AccessGrantItemRow = typeof accessGrantItem.$inferSelect
