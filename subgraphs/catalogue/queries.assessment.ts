import { type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Access } from '#platform/access'
import { type Database, read, whole } from '#platform/db'
import { actError } from '#platform/errors'
import { grouped } from '#platform/grouped'
import { type AnsweredApplication, answersIn, type AssessedPeriod, freshnessOf } from './domain/assessment.ts'
import type { Limits } from './domain/sla.ts'
import { calendarOf } from './domain/working-days.ts'
import { accessGrant, accessGrantItem, agency, application, calendarDay, consumer, event, grantItemUse, registration, resource } from './tables.ts'

/** Items that nobody has read for so many days are not used. */
const UNUSED_DAYS = 90
const DAYS_MOST = 3_660
const DAY_MS = 86_400_000

/** What an assessment is asked for. */
export interface AssessmentAsk extends AssessedPeriod {
  readonly agency?: string | null
}

const { placeholder } = sql
const dayOf = (column: PgColumn | SQL) => sql<string | null>`(${column} at time zone 'Asia/Shanghai')::date::text`
const within = (day: SQL) => sql`${day} between ${placeholder('from')} and ${placeholder('to')}`
const ofAgency = (column: PgColumn) => sql`(${placeholder('agency')}::text is null or ${column} = ${placeholder('agency')})`

/** Applications that were sent, asked for or answered in a period, of one provider or of all; what was taken back waits for nobody. */
const answersOf = (db: Database) => whole(db, 'catalogue_answers', db.orm
  .select({ provider: application.provider, submittedOn: sql<string>`${dayOf(application.submittedAt)}`, dueOn: application.dueOn, decidedOn: dayOf(application.decidedAt) })
  .from(application)
  .where(sql`${ofAgency(application.provider)} and ${application.state} not in ('INTERNAL_REVIEW', 'REJECTED', 'CANCELLED')
    and (${within(dayOf(application.submittedAt))} or ${within(dayOf(application.decidedAt))} or ${within(sql`${application.dueOn}::text`)})`))

/** Items in force that agencies were granted by name long enough ago to have been read, and those that were. */
const itemsUsed = (db: Database) => whole(db, 'catalogue_items_used', db.orm
  .select({
    agency: accessGrant.consumer,
    granted: sql<number>`count(*)`.mapWith(Number),
    used: sql<number>`count(*) filter (where ${grantItemUse.lastReadOn} > ${placeholder('since')}::date)`.mapWith(Number),
  })
  .from(accessGrant)
  .innerJoin(accessGrantItem, sql`${accessGrantItem.grantId} = ${accessGrant.id} and ${accessGrantItem.version} = ${accessGrant.version}`)
  .leftJoin(grantItemUse, sql`${grantItemUse.grantId} = ${accessGrant.id} and ${grantItemUse.item} = ${accessGrantItem.item}`)
  .where(sql`${ofAgency(accessGrant.consumer)} and ${accessGrant.consumer} <> '' and not ${accessGrant.superseded} and ${accessGrant.revokedAt} is null
    and ${accessGrant.validTo} >= ${placeholder('today')}::date and ${accessGrant.validFrom} <= ${placeholder('since')}::date
    and (select min(earlier.approved_on) from ${accessGrant} as earlier where earlier.id = ${accessGrant.id}) <= ${placeholder('since')}::date`)
  .groupBy(accessGrant.consumer))

const resourcesOf = (db: Database) => whole(db, 'catalogue_fresh_resources', db.orm
  .select({ agency: resource.provider, kind: resource.kind, updateCycle: resource.updateCycle, updatedOn: sql<string>`${dayOf(resource.updatedAt)}` })
  .from(resource)
  .where(sql`${ofAgency(resource.provider)} and ${resource.state} in ('PUBLISHED', 'CHANGING')`))

/** What the catalogue says of agencies in a period, one of them or all. */
export interface AgencyFigures extends ReturnType<typeof answersIn> {
  readonly agency: string
  readonly grantedItems: number
  readonly usedItems: number
  readonly resources: number
  readonly freshResources: number
}

const NOBODYS: readonly AnsweredApplication[] = []

function figuresBy(db: Database, limits: Limits) {
  const answers = answersOf(db)
  const used = itemsUsed(db)
  const resources = resourcesOf(db)
  const calendar = whole(db, 'catalogue_assessed_calendar', db.orm.select({ day: calendarDay.day, worked: calendarDay.worked }).from(calendarDay))
  return async (agencyCode: string | null, period: AssessedPeriod, today: string, signal?: AbortSignal): Promise<AgencyFigures[]> => {
    const since = new Date(Date.parse(today) - UNUSED_DAYS * DAY_MS).toISOString().slice(0, 10)
    const asked = { agency: agencyCode, ...period, today, since }
    const [applications, items, provided, days] = await Promise.all([
      read(answers(signal), asked), read(used(signal), asked), read(resources(signal), asked), read(calendar(signal)),
    ])
    const [byProvider, byOwner, byUser] = [grouped(applications, ({ provider }) => provider), grouped(provided, (each) => each.agency), new Map(items.map((each) => [each.agency, each]))]
    const agencies = agencyCode === null ? [...new Set([...byProvider.keys(), ...byOwner.keys(), ...byUser.keys()])].filter((code) => code !== '') : [agencyCode]
    return agencies.map((code) => {
      const judged = (byOwner.get(code) ?? []).map((each) => freshnessOf(each, today)).filter((freshness) => freshness !== 'NOT_JUDGED')
      return {
        agency: code, ...answersIn(byProvider.get(code) ?? NOBODYS, period, today, calendarOf(days), limits['request.warning']),
        grantedItems: byUser.get(code)?.granted ?? 0, usedItems: byUser.get(code)?.used ?? 0,
        resources: judged.length, freshResources: judged.filter((freshness) => freshness !== 'OVERDUE').length,
      }
    })
  }
}

/** Provinces by how many agencies have a system that may ask for them, the most first. */
const provincesOf = (db: Database) => whole(db, 'catalogue_provinces', db.orm
  .select({
    province: sql<string>`left(${agency.division}, 2)`.as('province'),
    agencyCount: sql<number>`count(distinct ${agency.creditCode})`.mapWith(Number).as('agency_count'),
    consumerCount: sql<number>`count(distinct ${consumer.id})`.mapWith(Number).as('consumer_count'),
  })
  .from(registration)
  .innerJoin(consumer, sql`${consumer.id} = ${registration.consumer} and ${consumer.state} = 'ACTIVE'`)
  .innerJoin(agency, sql`${agency.creditCode} = ${registration.agency}`)
  .where(sql`${registration.state} = 'ACTIVE'`)
  .groupBy(sql`province`)
  .orderBy(sql`agency_count desc, province`)
  .limit(placeholder('first')))

const PROVINCES_MOST = 34

/** The reading SQL of assessment, and of who is connected. */
export function assessmentQueries({ db, limits }: { readonly db: Database; readonly limits: Limits }) {
  const figures = figuresBy(db, limits)
  const provinces = provincesOf(db)
  return {
    /** What the catalogue says of an agency in a period; the calling agency where none is named. */
    async assessment(access: Access, { agency: asked, from, to }: AssessmentAsk) {
      if (from > to || (Date.parse(to) - Date.parse(from)) / DAY_MS >= DAYS_MOST) {
        throw actError('BAD_USER_INPUT', 'from, to: must go on and be at most ten years apart', '起止日期须先后有序，且不超过十年')
      }
      const code = asked ?? access.plan.agency
      const [row] = code === '' ? [] : await figures(code, { from, to }, access.plan.today, access.signal)
      return row === undefined ? null : access.disclose('Assessment', { ...row, from, to, unusedItems: row.grantedItems - row.usedItems, agencies: [code] })
    },

    /** Provinces that are connected, those with most agencies first. */
    async provinces(access: Access, first: number | null | undefined) {
      const size = first ?? 10
      if (!Number.isInteger(size) || size < 1 || size > PROVINCES_MOST) throw actError('BAD_USER_INPUT', `first: must be from 1 to ${PROVINCES_MOST}`, `first 须为 1 至 ${PROVINCES_MOST}`)
      const rows = await read(provinces(access.signal), { first: size })
      return rows.map((row) => access.disclose('ConnectedProvince', { ...row, division: `${row.province}0000000000` }))
    },
  }
}

const countWhere = (condition: SQL) => sql<number>`count(*) filter (where ${condition})`.mapWith(Number)

/** What the router gathers for bulletins and scores. */
export function catalogueAssessment(db: Database, limits: Limits) {
  const figures = figuresBy(db, limits)
  const isDay = (column: PgColumn) => sql`${dayOf(column)} = ${placeholder('day')}`
  const day = whole(db, 'catalogue_day_applications', db.orm
    .select({
      submitted: countWhere(isDay(application.submittedAt)),
      decided: countWhere(isDay(application.decidedAt)),
      late: countWhere(sql`${application.dueOn} < ${placeholder('day')}::date and (${application.decidedAt} is null or ${dayOf(application.decidedAt)} > ${placeholder('day')})
        and ${application.state} not in ('INTERNAL_REVIEW', 'REJECTED', 'CANCELLED')`),
    })
    .from(application))
  const acts = whole(db, 'catalogue_day_grants', db.orm
    .select({ given: countWhere(sql`${event.action} = 'ISSUE'`), revoked: countWhere(sql`${event.action} = 'REVOKE'`) })
    .from(event).where(sql`${event.kind} = 'GRANT' and ${isDay(event.at)}`))
  const applied = whole(db, 'catalogue_grants_applied', db.orm
    .select({ grantId: sql<string>`${application.grantId}`, provider: application.provider, submittedAt: application.submittedAt })
    .from(application).where(sql`${application.grantId} = any(${placeholder('keys')}::text[])`))
  return {
    /** What was done on a day, and what was late at its end, by the figures of a bulletin. */
    async figuresOf(of: string): Promise<Readonly<Record<string, number>>> {
      const [[applications], [grants]] = await Promise.all([read(day(), { day: of }), read(acts(), { day: of })])
      return {
        APPLICATIONS_SUBMITTED: applications?.submitted ?? 0, APPLICATIONS_DECIDED: applications?.decided ?? 0, APPLICATIONS_LATE: applications?.late ?? 0,
        GRANTS_GIVEN: grants?.given ?? 0, GRANTS_REVOKED: grants?.revoked ?? 0,
      }
    },

    /** What every agency did in a period. */
    agencies: (period: AssessedPeriod, today: string): Promise<AgencyFigures[]> => figures(null, period, today),

    /** The applications that grants came of; others have none. */
    appliedFor: (grantIds: readonly string[]) => read(applied(), { keys: grantIds }),
  }
}
