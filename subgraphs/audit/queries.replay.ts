import { and, eq, sql } from 'drizzle-orm'
import { type Database, read, whole } from '#platform/db'
import { placeOf } from './domain/entry.ts'
import { accessEntry } from './tables.ts'

/** Reads entries with what their decisions were taken by, to take them again. */
export function recordedDecisions(db: Database) {
  const { placeholder } = sql
  const { stream, seq, at, consumer, agency, agencyRoles, operator, represented, zone, matter, caseNo, released, refused, searched, grants, policyVersion, circumstances, basis } = accessEntry
  const byId = whole(db, 'audit_entry_decision', db.orm
    .select({ at, consumer, agency, agencyRoles, operator, represented, zone, matter, caseNo, released, refused, searched, grants, policyVersion, circumstances, basis })
    .from(accessEntry)
    .where(and(eq(stream, placeholder('stream')), eq(seq, placeholder('seq')))))
  return {
    /** One entry by its id; `undefined` where there is none. */
    async of(id: string) {
      const place = placeOf(id)
      return place === null ? undefined : (await read(byId(), { ...place }))[0]
    },
  }
}
