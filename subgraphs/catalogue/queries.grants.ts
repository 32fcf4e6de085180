import { and, asc, eq, getTableColumns, type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import type { Access } from '#platform/access'
import { type Database, planned, type PlannedRow, read, whole } from '#platform/db'
import { divisionCovers } from '#platform/identifiers'
import { type Binding, bindingText } from './domain/binding.ts'
import { grantStateOf } from './domain/grant-state.ts'
import { isIntact, termsOf } from './domain/grant-terms.ts'
import { accessGrant, accessGrantItem, type AccessGrantItemRow, type AccessGrantRow, event, quotaUse } from './tables.ts'

type ItemOfGrant = Omit<AccessGrantItemRow, 'grantId' | 'version'>

/** A grant as the router decides by it, whether or not it is in force. */
export interface GrantRow {
  readonly id: string
  readonly version: number
  /** Every agency that implements this basic code in a region; `null` where it is for one agency. */
  readonly consumerClass: { readonly basicCode: string; readonly region: string } | null
  /** Codes of matters; basic codes where it is for a class. */
  readonly matters: readonly string[]
  readonly agencyRoles: readonly string[]
  readonly binding: Binding
  readonly regions: readonly string[]
  readonly quotaPerDay: number | null
  readonly validFrom: string
  readonly validTo: string
  /** Whether it opens nothing since it was revoked, or suspended for now. */
  readonly revoked: boolean
  readonly items: readonly ItemOfGrant[]
}

const keys = sql`any(${sql.placeholder('keys')}::text[])`
const { placeholder } = sql

const grantColumns = {
  ...getTableColumns(accessGrant),
  item: accessGrantItem.item,
  disclosure: accessGrantItem.disclosure,
  arguments: accessGrantItem.arguments,
}

/** What a decision needs of a grant: ten thousand of them are kept, so nothing else. */
const factColumns = {
  id: accessGrant.id, version: accessGrant.version, classBasicCode: accessGrant.classBasicCode, classRegion: accessGrant.classRegion,
  matters: accessGrant.matters, agencyRoles: accessGrant.agencyRoles, binding: accessGrant.binding, regions: accessGrant.regions,
  quotaPerDay: accessGrant.quotaPerDay, validFrom: accessGrant.validFrom, validTo: accessGrant.validTo,
  suspendedAt: accessGrant.suspendedAt, revokedAt: accessGrant.revokedAt,
  item: accessGrantItem.item, disclosure: accessGrantItem.disclosure, arguments: accessGrantItem.arguments,
}

/** The items of the version that a row is. */
export const itemsOfVersion = and(eq(accessGrantItem.grantId, accessGrant.id), eq(accessGrantItem.version, accessGrant.version))

const grantsBy = (db: Database, side: AnyPgColumn, columns: typeof grantColumns) =>
  db.orm
    .select(columns)
    .from(accessGrant)
    .leftJoin(accessGrantItem, itemsOfVersion)
    .where(sql`${side} = ${keys} and not ${accessGrant.superseded}`)
    .orderBy(asc(accessGrant.id), asc(accessGrantItem.item))

/** Grants out of rows of one item each. */
function withItems<Row extends { readonly id: string } & PlannedRow<ItemOfGrant, never>>(rows: readonly Row[]) {
  const found = new Map<string, Omit<Row, keyof ItemOfGrant> & { items: ItemOfGrant[] }>()
  for (const { item: name, disclosure: given, arguments: allowed, ...grant } of rows) {
    const known = found.get(grant.id) ?? { ...grant, items: [] }
    found.set(grant.id, known)
    if (name !== null && given !== null) known.items.push({ item: name, disclosure: given, arguments: allowed })
  }
  return [...found.values()]
}

/** The reading SQL of grants: one prepared statement per access path. */
export function grantQueries(db: Database) {
  const grantPlan = {
    type: 'Grant',
    columns: grantColumns,
    // The two sides, one of which may be a class, say whose a grant is.
    always: ['id', 'consumer', 'provider', 'classBasicCode', 'classRegion'],
    needs: {
      items: ['item', 'disclosure', 'arguments'], revoked: ['revokedAt'], state: ['validFrom', 'validTo', 'suspendedAt', 'revokedAt'],
      matters: ['matters'], matterCodes: ['matters'], consumerClass: ['classBasicCode', 'classRegion'], quotaLeft: ['quotaPerDay'], application: ['applicationId'],
      intact: Object.keys(grantColumns) as (keyof typeof grantColumns)[],
    },
  } as const
  const held = planned(db, 'catalogue_grants_of_consumer', { ...grantPlan, select: (columns) => grantsBy(db, accessGrant.consumer, columns) })
  const given = planned(db, 'catalogue_grants_of_provider', { ...grantPlan, select: (columns) => grantsBy(db, accessGrant.provider, columns) })
  const ofClass = planned(db, 'catalogue_grants_of_class', { ...grantPlan, select: (columns) => grantsBy(db, accessGrant.classBasicCode, columns) })
  const byId = planned(db, 'catalogue_grants', { ...grantPlan, select: (columns) => grantsBy(db, accessGrant.id, columns) })

  const versions = planned(db, 'catalogue_grant_versions', {
    type: 'GrantVersion',
    columns: {
      id: accessGrant.id, version: accessGrant.version, canonical: accessGrant.canonical, hash: accessGrant.hash, approvedOn: accessGrant.approvedOn,
      superseded: accessGrant.superseded,
    },
    always: ['id', 'version', 'canonical', 'hash', 'approvedOn', 'superseded'],
    select: (columns) => db.orm.select(columns).from(accessGrant).where(sql`${accessGrant.id} = ${keys}`).orderBy(asc(accessGrant.id), asc(accessGrant.version)),
  })

  const events = planned(db, 'catalogue_grant_events', {
    type: 'GrantEvent',
    columns: getTableColumns(event),
    always: ['id', 'kind', 'subject', 'version', 'at', 'action', 'agency', 'consumer', 'operator', 'fromState', 'toState', 'note'],
    select: (columns) => db.orm.select(columns).from(event).where(sql`${event.kind} = 'GRANT' and ${event.subject} = ${keys}`).orderBy(asc(event.id)),
  })

  const quotas = planned(db, 'catalogue_quota_used', {
    type: 'QuotaUse',
    columns: getTableColumns(quotaUse),
    always: ['grantId', 'day', 'used'],
    select: (columns) => db.orm.select(columns).from(quotaUse).where(sql`${quotaUse.grantId} = ${keys} and ${quotaUse.day} = ${placeholder('day')}`),
  })

  return {
    /** Grants of the calling agency: those it holds, by its name or by its class, or those it gave. */
    async grants(access: Access, forMe: boolean) {
      const { agency } = access.plan
      if (agency === '') return []
      if (!forMe) return withItems(await read(given(access), { keys: [agency] })).map((grant) => grantShown(access, grant))
      const classes = [...new Set(implementedBy(access).map(({ basicCode }) => basicCode))]
      const [own, shared] = await Promise.all([
        read(held(access), { keys: [agency] }), classes.length === 0 ? [] : read(ofClass(access), { keys: classes }),
      ])
      return [...withItems(own), ...withItems(shared).filter((grant) => reaches(access, grant))].map((grant) => grantShown(access, grant))
    },

    /** Grants by id; whose they are, the row rule looks at. */
    async grantsById(access: Access, ids: readonly string[]) {
      return withItems(await read(byId(access), { keys: ids })).map((grant) => grantShown(access, grant))
    },

    /** Every version of some grants, the first one first. */
    grantVersions: (access: Access, ids: readonly string[]) => read(versions(access), { keys: ids }),

    /** What was done to some grants, in the order of time. */
    grantEvents: (access: Access, ids: readonly string[]) => read(events(access), { keys: ids }),

    /** How many subjects were released today under some grants; those under which none were are left out. */
    quotasUsed: (access: Access, ids: readonly string[]) => read(quotas(access), { keys: ids, day: access.plan.today }),
  }
}

type GrantPlanned = ReturnType<typeof withItems<PlannedRow<AccessGrantRow & ItemOfGrant, 'id' | 'consumer' | 'provider' | 'classBasicCode' | 'classRegion'>>>[number]

/** Matters that the calling agency implements, as far as the router has told them. */
export function implementedBy({ plan }: Access) {
  return [...plan.matters.values()].filter(({ agency, inUse }) => inUse && agency === plan.agency)
}

/** Whether a grant for a class of agencies is for the calling agency too. */
function reaches(access: Access, { classBasicCode: code, classRegion: region }: Pick<GrantPlanned, 'classBasicCode' | 'classRegion'>): boolean {
  return code !== null && implementedBy(access).some(({ basicCode, division }) => basicCode === code && divisionCovers(region ?? '', division))
}

function grantShown(access: Access, grant: GrantPlanned) {
  const { validFrom: from, validTo: to } = grant
  return access.disclose('Grant', {
    ...grant,
    agencies: [...(grant.consumer === '' ? [] : [grant.consumer]), grant.provider, ...(reaches(access, grant) ? [access.plan.agency] : [])],
    binding: grant.binding === null ? null : bindingText(grant.binding),
    revoked: grant.revokedAt !== null,
    state: from === null || to === null ? null : grantStateOf({ ...grant, validFrom: from, validTo: to }, access.plan.today),
    consumerClass: grant.classBasicCode === null ? null : { basicCode: grant.classBasicCode, region: grant.classRegion ?? '' },
    matterCodes: grant.matters,
    matters: grant.classBasicCode === null ? grant.matters : [],
    application: grant.applicationId,
    quotaLeft: grant.quotaPerDay,
    intact: grant.canonical === null ? null : isIntact(termsOf(grant as AccessGrantRow, grant.items), { canonical: grant.canonical, hash: grant.hash ?? '' }),
    items: grant.items.map((each) => ({ ...each, arguments: each.arguments === null ? null : JSON.stringify(each.arguments) })),
  })
}

/** The grants that the router takes its decisions by. */
export function grantFacts(db: Database) {
  const grantsWhere = (condition: SQL) =>
    db.orm
      .select(factColumns)
      .from(accessGrant)
      .leftJoin(accessGrantItem, itemsOfVersion)
      .where(sql`${condition} and not ${accessGrant.superseded}`)
      .orderBy(asc(accessGrant.id), asc(accessGrantItem.item))
  const own = whole(db, 'catalogue_facts_grants', grantsWhere(sql`${accessGrant.consumer} = ${keys} and ${accessGrant.classBasicCode} is null`))
  const ofClasses = whole(db, 'catalogue_facts_class_grants', grantsWhere(sql`${accessGrant.classBasicCode} is not null`))

  return {
    /** Every grant to an agency by name, expired, suspended and revoked ones too, since a refusal says why. */
    grantsOf: async (creditCode: string): Promise<GrantRow[]> => withItems(await read(own(), { keys: [creditCode] })).map(factOf),

    /** Every grant to a class of agencies. */
    classGrants: async (): Promise<GrantRow[]> => withItems(await read(ofClasses())).map(factOf),
  }
}

type FactRow = ReturnType<typeof withItems<Pick<AccessGrantRow, keyof AccessGrantRow & keyof typeof factColumns> & PlannedRow<ItemOfGrant, never>>>[number]

function factOf({ classBasicCode: basicCode, classRegion: region, suspendedAt: suspended, revokedAt: revoked, ...grant }: FactRow): GrantRow {
  return { ...grant, consumerClass: basicCode === null ? null : { basicCode, region: region ?? '' }, revoked: revoked !== null || suspended !== null }
}
