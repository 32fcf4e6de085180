import { desc, getTableColumns, sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import { type Database, planned, read, whole } from '#platform/db'
import { regionOverride } from './tables.ts'

/** Leave to go beyond regions, as a decision looks at it. */
export interface OverrideFacts {
  readonly id: string
  readonly caseNo: string
  readonly validFrom: Date
  readonly validUntil: Date
}

/** None lasts longer than three days, and nobody has so many at a time. */
const READ_MAX = 1_000

const keys = sql`any(${sql.placeholder('keys')}::text[])`

/** Reads leave to go beyond regions, for the contract and for the router. */
export function overrideQueries(db: Database) {
  const one = planned(db, 'catalogue_region_override', {
    type: 'RegionOverride',
    columns: getTableColumns(regionOverride),
    // Whose it is.
    always: ['id', 'consumerAgency', 'agency'],
    select: (columns) => db.orm.select(columns).from(regionOverride).where(sql`${regionOverride.id} = ${keys}`),
  })
  return {
    /** One by its id, `null` where there is none; whose it is, the row rule looks at. */
    async override(access: Access, id: string) {
      const [row] = await read(one(access), { keys: [id] })
      return row === undefined ? null : access.disclose('RegionOverride', { ...row, agencies: [row.consumerAgency, row.agency] })
    },
  }
}

/** What the router reads of it. */
export function overrideFacts(db: Database) {
  const ofAgency = whole(db, 'catalogue_facts_overrides', db.orm
    .select({ id: regionOverride.id, caseNo: regionOverride.caseNo, validFrom: regionOverride.validFrom, validUntil: regionOverride.validUntil })
    .from(regionOverride)
    .where(sql`${regionOverride.consumerAgency} = ${keys}`)
    .orderBy(desc(regionOverride.validUntil))
    .limit(READ_MAX))
  return {
    /** Leave of an agency, over or not, that which lasts longest first. */
    overridesOf: (agency: string): Promise<OverrideFacts[]> => read(ofAgency(), { keys: [agency] }),
  }
}
