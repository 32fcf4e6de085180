import { sql } from 'drizzle-orm'
import type { Database } from '../db.ts'
import { StartFault } from '../errors.ts'
import { defer, restore } from './deferred.ts'
import { beginJournal, type Journal, noteEnd, notePart, readJournal, strangeTables } from './load-journal.ts'
import { sqlState } from './sql-state.ts'

/** A load too long for one transaction, in parts that can be written in any order. */
export interface PartedLoad {
  /** Schemas that it fills. They are empty before it, and only it writes into them. */
  readonly schemas: readonly string[]
  /** All that the rows depend on, as one text; a load is continued by the same one alone, and a refusal prints it. */
  readonly parameters: string
  /** Parts are numbered from 0 up to, not including, this. */
  readonly parts: number
  /** Writes one part through `insertAll`, the same rows whenever it is called. */
  writePart(db: Database, part: number): Promise<void>
  /** Writes what tells others that the load is whole; one transaction with its end. */
  writeEnd(db: Database): Promise<void>
}

/** Is told how far a load is. */
export interface LoadWatcher {
  /** After every part: how many are there, and how many there will be. */
  part(done: number, of: number): void
  /** Before everything that comes after the parts. */
  step(name: string, done: number, of: number): void
}

/** One part is made while the server writes another. */
const LANES = 2

/**
 * Writes a long load into empty schemas, each part whole or not at all. One that was cut off is continued by the next
 * call with the same parameters. Indexes and foreign keys are away until all parts are there.
 *
 * @throws StartFault, and changes nothing, where the schemas hold rows that are not of this very load, or all of it
 * @throws StartFault with the SQLSTATE where the database refuses a part; the parts before it stay
 */
export async function loadInParts(db: Database, load: PartedLoad, watcher: LoadWatcher): Promise<void> {
  try {
    await db.exclusively('govshare.load', async () => {
      const done = await begun(db, load)
      await writeParts(db, load, done, watcher)
      await restore(db, (name, at, of) => watcher.step(name, at, of))
      watcher.step('statistics', 0, 1)
      await db.orm.execute(sql`analyze`)
      await db.orm.transaction(async (orm) => {
        await load.writeEnd({ ...db, orm })
        await noteEnd(orm)
      })
    })
  } catch (error) {
    const state = stateOf(error)
    if (error instanceof StartFault || state === 'unknown') throw error
    throw new StartFault(`the load stopped with SQLSTATE ${state}; the same command goes on from there`)
  }
}

// A library's load replaces the driver's error, and keeps its state.
function stateOf(error: unknown): string {
  const { extensions } = error as { extensions?: { sqlState?: string } }
  return extensions?.sqlState ?? sqlState(error)
}

/** The parts that are there already, of a load begun now or before. */
async function begun(db: Database, { schemas, parameters }: PartedLoad): Promise<ReadonlySet<number>> {
  const journal = await readJournal(db)
  refuseOther(journal, parameters)
  const strange = await strangeTables(db, schemas, journal?.rows ?? new Map())
  if (strange.length > 0) throw new StartFault(`the database holds rows that are not of this load (${strange.join(', ')}); it must be empty`)
  if (journal !== null) return journal.parts
  await db.orm.transaction(async (orm) => {
    await beginJournal(orm, parameters)
    await defer(orm, schemas)
  })
  return new Set()
}

function refuseOther(journal: Journal | null, parameters: string): void {
  if (journal?.finished === true) throw new StartFault(`the database holds a whole load already (${journal.parameters})`)
  if (journal === null || journal.parameters === parameters) return
  throw new StartFault(`the database holds the beginning of another load (${journal.parameters}); only that one can go on, or empty the database`)
}

async function writeParts(db: Database, load: PartedLoad, done: ReadonlySet<number>, watcher: LoadWatcher): Promise<void> {
  const waiting = Array.from({ length: load.parts }, (_each, number) => number).filter((number) => !done.has(number))
  let there = done.size
  const lane = async () => {
    for (let number = waiting.shift(); number !== undefined; number = waiting.shift()) {
      await writeOne(db, load, number)
      there += 1
      watcher.part(there, load.parts)
    }
  }
  const lanes = Array.from({ length: LANES }, () => lane().catch((error: unknown) => {
    waiting.length = 0
    throw error
  }))
  await Promise.allSettled(lanes)
  await Promise.all(lanes)
}

async function writeOne(db: Database, load: PartedLoad, number: number): Promise<void> {
  await db.orm.transaction(async (orm) => {
    // A server that falls may forget the last parts, together with their notes in the journal.
    await orm.execute(sql`set local synchronous_commit = off`)
    const rows = new Map<string, number>()
    const told = (table: string, count: number) => void rows.set(table, (rows.get(table) ?? 0) + count)
    await load.writePart({ ...db, orm, told }, number)
    await notePart(orm, number, rows)
  })
}
