import { and, eq, gt, ne, sql } from 'drizzle-orm'
import type { Clock } from '#platform/clock'
import { type Database, type Orm, write } from '#platform/db'
import { DAY_MS, type OtherMisses, settledMisses, VERDICTS_MAX } from './domain/misses.ts'
import { mismatch, quotaUse } from './tables.ts'

/** Stands for the verdicts of a claim that is being compared; it stays where a router goes down, and counts as one. */
const PENDING = -1

/** So many subjects, to be counted under a grant on a day. */
export interface QuotaNeed {
  readonly grant: string
  /** `YYYY-MM-DD` at the hub's place. */
  readonly day: string
  readonly subjects: number
}

/** The same with what the grant allows in a day. */
export interface QuotaAsked extends QuotaNeed {
  readonly quotaPerDay: number
}

/** Who compares claims under which case. */
export interface Claimant {
  readonly operator: string
  readonly caseNo: string
}

/** What of the catalogue is counted while questions are answered; every router counts in the same rows. */
export function catalogueUse(db: Database, clock: Clock) {
  const since = () => new Date(clock.now() - DAY_MS)

  return {
    /**
     * Counts subjects under grants, each grant whole or not at all. One statement, in which a row is looked at and raised at once.
     *
     * @param asked at most one of each grant and day
     * @returns ids of the grants whose quota was enough
     */
    async takeQuota(asked: readonly QuotaAsked[]): Promise<ReadonlySet<string>> {
      const { grantId, day, used } = quotaUse
      const given = await write(db.orm
        .insert(quotaUse)
        .select(sql`select "grant", "day", "subjects" from ${recordset(asked)} where "subjects" <= "quotaPerDay" order by "grant", "day"`)
        .onConflictDoUpdate({
          target: [grantId, day],
          set: { used: sql`${used} + excluded.used` },
          setWhere: sql`${used} + excluded.used <= (select "quotaPerDay" from ${recordset(asked)} where "grant" = excluded.grant_id)`,
        })
        .returning({ grantId }))
      return new Set(given.map((row) => row.grantId))
    },

    /** Takes back what was counted and not released. */
    async giveBackQuota(needs: readonly QuotaNeed[]): Promise<void> {
      const { grantId, day, used } = quotaUse
      await write(db.orm
        .update(quotaUse)
        .set({ used: sql`greatest(0, ${used} - "subjects")` })
        .from(recordset(needs))
        .where(and(eq(grantId, sql`"grant"`), eq(day, sql`each."day"`))))
    },

    /**
     * Counts one verdict that may turn out to be no `MATCH`, before anything is compared.
     *
     * @returns what to settle it by; `null` where the limit is reached
     */
    beginClaim: (claimant: Claimant): Promise<number | null> =>
      alone(db, claimant, async (orm) => {
        const { told, pending } = await missesOf(orm, claimant, since())
        if (told + pending >= VERDICTS_MAX) return null
        const { operator, caseNo } = claimant
        const [noted] = await orm.insert(mismatch).values({ operator, caseNo, at: new Date(clock.now()), verdicts: PENDING }).returning({ id: mismatch.id })
        return noted?.id ?? null
      }),

    /**
     * Counts what the verdicts of a claim came to, before they are told.
     *
     * @returns whether they may be told, and whether the limit is reached with them
     */
    settleClaim: (claimant: Claimant, id: number, misses: number): Promise<{ readonly within: boolean; readonly reached: boolean }> =>
      alone(db, claimant, async (orm) => {
        const others = await missesOf(orm, claimant, since(), id)
        const { counted, ...settled } = settledMisses(others, misses)
        await orm.update(mismatch).set({ verdicts: counted }).where(eq(mismatch.id, id))
        return settled
      }),
  }
}

export type CatalogueUse = ReturnType<typeof catalogueUse>

const recordset = (rows: readonly object[]) =>
  sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as each("grant" text, "day" date, "subjects" bigint, "quotaPerDay" bigint)`

// Two questions of one operator in one case must not look at the same count.
function alone<T>(db: Database, { operator, caseNo }: Claimant, work: (orm: Orm) => Promise<T>): Promise<T> {
  return write(
    db.orm.transaction(async (orm) => {
      await orm.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${operator} ${caseNo}`}, 0))`)
      return work(orm)
    }),
  )
}

async function missesOf(orm: Orm, { operator, caseNo }: Claimant, since: Date, but = 0): Promise<OtherMisses> {
  const { verdicts } = mismatch
  const [found] = await orm
    .select({
      told: sql<number>`coalesce(sum(${verdicts}) filter (where ${verdicts} > 0), 0)::integer`,
      pending: sql<number>`count(*) filter (where ${verdicts} = ${PENDING})::integer`,
    })
    .from(mismatch)
    .where(and(eq(mismatch.operator, operator), eq(mismatch.caseNo, caseNo), gt(mismatch.at, since), ne(mismatch.id, but)))
  return found ?? { told: 0, pending: 0 }
}
