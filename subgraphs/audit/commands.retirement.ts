import { sql } from 'drizzle-orm'
import { type Clock, today } from '#platform/clock'
import type { Database } from '#platform/db'
import { type Certificate, certificateText, monthsOver } from './domain/retirement.ts'
import type { Signer } from './domain/signing.ts'
import { newestRetirement, oldestMonth, rangesOfMonth } from './queries.retirement.ts'
import { retirement } from './tables.checkpoints.ts'

/** What was taken out of the record, or why nothing was. */
export interface Retired {
  readonly months: readonly string[]
  readonly entries: number
  /** A month that has entries under no checkpoint yet, which therefore stay with all after them. */
  readonly notAnchored: string | null
}

/**
 * Takes the months out of the record whose time is over, the oldest first, each with a signed certificate in its place. Verify
 * the record before: what was changed in a month is found no more when it is gone.
 *
 * @param db where the owner of the tables has logged in
 * @param keptMonths how long entries are kept
 */
export async function retireMonths(db: Database, signer: Signer, clock: Clock, keptMonths: number): Promise<Retired> {
  const oldest = await oldestMonth(db)
  const months: string[] = []
  let entries = 0
  for (const month of oldest === null ? [] : monthsOver(oldest, today(clock), keptMonths)) {
    const retired = await retireMonth(db, signer, clock, month)
    if (retired === null) return { months, entries, notAnchored: month }
    if (retired === 0) continue
    months.push(month)
    entries += retired
  }
  return { months, entries, notAnchored: null }
}

/** How many entries were taken out; `null` where some stand under no checkpoint yet. */
async function retireMonth(db: Database, signer: Signer, clock: Clock, month: string): Promise<number | null> {
  const found = await rangesOfMonth(db, month)
  if (found.some(({ to, anchored }) => to > anchored)) return null
  if (found.length === 0) return 0
  const ranges = found.map(({ anchored: _, ...range }) => range)
  const entries = ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0)
  const certificate: Certificate = { type: 'retirement', number: (await newestRetirement(db)) + 1, at: new Date(clock.now()).toISOString(), months: [month], entries, ranges }
  const text = certificateText(certificate)
  await db.orm.transaction(async (orm) => {
    await orm.insert(retirement).values({ number: certificate.number, certificate: text, signature: signer.sign(text), key: signer.id })
    await orm.execute(sql`select audit.drop_month(${`${month}-01`}::date)`)
  })
  return entries
}
