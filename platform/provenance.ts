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

/** Names of those columns; a planned statement selects them for the item `provenance`. */
export const PROVENANCE_COLUMNS: ReadonlySet<string> = new Set(Object.keys(provenanceColumns()))

type Selected<Row> = { readonly [Name in keyof Row]: Row[Name] | null }

interface ProvenanceRow extends Selected<{ recordedAt: Date; updatedAt: Date; version: number; qualityFlags: string[] }> {
  readonly sourceAgency: string | null
  readonly sourceSystem: string | null
  readonly sourceRecordId: string | null
}

/**
 * What `Provenance` of `schema/sharing.graphql` tells of a row, `null` where the plan did not select its columns. Add it before
 * `access.disclose`, which withholds it.
 */
export function provenanceOf(row: ProvenanceRow) {
  const { sourceAgency, sourceSystem, sourceRecordId, recordedAt, updatedAt, version, qualityFlags } = row
  if (recordedAt === null || updatedAt === null) return null
  return {
    sourceAgency, sourceSystem, sourceRecordId, version, qualityFlags,
    recordedAt: instant(recordedAt),
    updatedAt: instant(updatedAt),
  }
}
