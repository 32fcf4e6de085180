import { type Database, type PartedLoad } from '#platform/db'
import { LIBRARY_NAMES } from '../../schema/libraries.ts'
import { loadRows } from '../load.ts'
import type { KeyOf } from '../people.ts'
import { DEFAULT_PERSONS, DEFAULT_SEED, makeWorld } from '../world.ts'
import { makeBlock } from './block.ts'
import { BLOCK_PERSONS, MAX_BLOCKS } from './ranges.ts'

/** More people have no numbers of their own. */
export const MAX_PERSONS = DEFAULT_PERSONS + MAX_BLOCKS * BLOCK_PERSONS

export interface SeedingOptions {
  /** How many people there will be, at most {@link MAX_PERSONS}. */
  readonly persons: number
  readonly seed?: number
  readonly keyOf: KeyOf
  /** Key under which the licences library seals faces, 32 bytes. */
  readonly faceKey: Buffer
}

/** The record of what was answered is not the seeds' to fill, and may have begun. */
const SCHEMAS = LIBRARY_NAMES.filter((name) => name !== 'audit').map((name) => name.replaceAll('-', '_'))

/**
 * The seeds as a load in parts: first the world of the scenarios with a thousand people, then blocks of more people; at the
 * end the catalogue, without which the hub answers nobody. The first thousand are the same however many follow.
 */
export function seedingOf({ persons, seed = DEFAULT_SEED, keyOf, faceKey }: SeedingOptions): PartedLoad {
  const { catalogue, ...world } = makeWorld({ persons: Math.min(persons, DEFAULT_PERSONS), seed, keyOf })
  const before = world.population.persons
  const makers = { seed, keyOf, peopleBefore: before.length, numbersBefore: before.flatMap(({ citizenId }) => citizenId ?? []) }
  const more = Math.max(0, persons - before.length)
  return {
    schemas: SCHEMAS,
    // Other secrets make other keys, which would not meet.
    parameters: `persons ${persons}, seed ${seed}, keys ${keyOf('000', 'seeding').slice(0, 6)}`,
    parts: 1 + Math.ceil(more / BLOCK_PERSONS),
    writePart: (db: Database, part: number) => {
      const block = part - 1
      const rows = part === 0 ? world : makeBlock(block, Math.min(BLOCK_PERSONS, more - block * BLOCK_PERSONS), makers)
      return loadRows(db, rows, { faceKey })
    },
    writeEnd: (db: Database) => loadRows(db, { catalogue }, { faceKey }),
  }
}
