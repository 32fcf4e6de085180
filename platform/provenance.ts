import { sql } from 'drizzle-orm'
import { integer, text, timestamp } from 'drizzle-orm/pg-core'
import { instant } from './clock.ts'

/**
 * Columns that say where a row comes from, the same in every table that holds records: 数源部门 (`sourceAgency`, a credit
 * code), its system and the record's identifier there, when the row was recorded and last changed here, its version from
 * 1, and findings about its quality.
 */
export const provenanceColumns = () => ({
  sourceAgency: text('source_agency'),
  sourceSystem: text('source_system'),
  sourceRecordId: text('source_record_id'),
  recordedAt: timestamp('recorded_at', { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  updatedAt: timestamp('updated_at', { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  version: integer('version').notNull().default(1),
  qualityFlags: text('quality_flags').array().notNull().default(sql`'{}'`),
})

interface ProvenanceRow {
  readonly sourceAgency: string | null
  readonly sourceSystem: string | null
  readonly sourceRecordId: string | null
  readonly recordedAt: Date
  readonly updatedAt: Date
  readonly version: number
  readonly qualityFlags: string[]
}

/** What `Provenance` of `schema/sharing.graphql` tells of a row. Add it before `access.disclose`, which withholds it. */
export function provenanceOf(row: ProvenanceRow) {
  const { sourceAgency, sourceSystem, sourceRecordId, version, qualityFlags } = row
  return {
    sourceAgency, sourceSystem, sourceRecordId, version, qualityFlags,
    recordedAt: instant({ now: () => row.recordedAt.getTime() }),
    updatedAt: instant({ now: () => row.updatedAt.getTime() }),
  }
}
