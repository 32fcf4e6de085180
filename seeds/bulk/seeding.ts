import { createHash } from 'node:crypto'
import type { Database, PartedLoad } from '#platform/db'
import { LIBRARY_NAMES } from '../../schema/libraries.ts'
import { loadRows } from '../load.ts'
import type { KeyOf } from '../people.ts'
import { DEFAULT_PERSONS, DEFAULT_SEED, makeWorld } from '../world.ts'
import { type BlockMakers, makeBlock } from './block.ts'
import { BLOCK_PERSONS } from './ranges.ts'

export interface SeedingOptions {
  /** How many people there will be; the ranges of `ranges.ts` bound it. */
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
    parameters: `persons ${persons}, seed ${seed}, rows ${sampleOf(makers)}`,
    parts: 1 + Math.ceil(more / BLOCK_PERSONS),
    writePart: (db: Database, part: number) => {
      const block = part - 1
      const rows = part === 0 ? world : makeBlock(block, Math.min(BLOCK_PERSONS, more - block * BLOCK_PERSONS), makers)
      return loadRows(db, rows, { faceKey })
    },
    writeEnd: (db: Database) => loadRows(db, { catalogue }, { faceKey }),
  }
}

const SAMPLE_PERSONS = 50

/** Differs where another secret makes other keys, or another version of the makers other rows: halves that would not meet. */
function sampleOf(makers: BlockMakers): string {
  const sample = { blocks: BLOCK_PERSONS, rows: makeBlock(0, SAMPLE_PERSONS, makers) }
  return createHash('sm3').update(JSON.stringify(sample)).digest('hex').slice(0, 8)
}
