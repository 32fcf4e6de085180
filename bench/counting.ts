import { systemClock } from '#platform/clock'
import { migrate, openDatabase } from '#platform/db'
import { usageCommands } from '../subgraphs/audit/index.ts'
import { databaseOn, databaseTools } from './databases.ts'
import { digits, figure, grid, type Report } from './report.ts'
import { type Middle, middle } from './statistics.ts'

/** Entries that are on record at a time, as many as a busy hub counts in one transaction; those counted are taken away. */
const SLICE = 100_000

/** Entries that should be counted in a second. */
const WANTED = 20_000

/** The database that holds the counts of so many entries. */
export const countedDatabase = (entries: number): string => `bench_usage_${entries}`

/**
 * Counts generated entries as the hub counts its own, and leaves the counts in a database of their own for `usage` to ask about. The
 * time that making entries takes is left out.
 */
export async function measureCounting(server: string, entries: number): Promise<Report> {
  const { rate, megabytes } = await counted(server, entries)
  const size = sizeName(entries)
  return {
    rows: [{ what: `entries counted in a second, ${size}`, measured: figure(rate), wanted: `≥ ${digits(WANTED)}`, reached: rate.value >= WANTED }],
    how: `Entries of one year are generated on the server and counted by the hub's own command, ${digits(SLICE)} in a transaction; those counted are taken away. The rate is the median of the transactions.`,
    details: grid(['', size], [['counts, with their index, MB', digits(megabytes)]]),
  }
}

/** How a number of entries is called in a table. */
export const sizeName = (entries: number): string => `${entries.toLocaleString('en')} entries`

async function counted(server: string, entries: number): Promise<{ readonly rate: Middle; readonly megabytes: number }> {
  const tools = await databaseTools()
  const name = countedDatabase(entries)
  await tools.copyDatabase(server, 'template0', name)
  const url = databaseOn(server, name)
  const db = await openDatabase({ url, connections: 4 })
  try {
    await migrate(db, ['audit'])
    await tools.prepareEntries(url)
    const usage = usageCommands(db)
    const rates: number[] = []
    for (let at = 0; at < entries; at += SLICE) {
      const count = Math.min(SLICE, entries - at)
      await tools.generateEntries(url, { from: at, count, whole: entries })
      await tools.analyse(url, 'audit.access_record')
      const started = performance.now()
      while (await usage.rollUp(new Date(systemClock.now()))) continue
      rates.push((count / (performance.now() - started)) * 1_000)
      await tools.emptyRecord(url)
    }
    await tools.analyse(url, 'audit.usage_count')
    return { rate: middle(rates), megabytes: (await tools.sizeOf(url, 'audit.usage_count')) / 1_048_576 }
  } finally {
    await db.close()
  }
}
