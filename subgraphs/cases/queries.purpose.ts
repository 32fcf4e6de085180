import { sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import { read, whole } from '#platform/db'
import type { LibraryServices } from '#platform/subgraph'
import { isOpen } from './domain/open.ts'
import { caseAgency, caseParty, caseRecord, rosterLine } from './tables.ts'

/** What the router asks of a case to take its decision. */
export function purposeQueries({ db, clock }: LibraryServices) {
  const purpose = whole(db, 'cases_purpose', db.orm
    .select({
      caseNo: caseRecord.caseNo,
      kind: caseRecord.kind,
      state: caseRecord.state,
      matterCode: caseRecord.slice,
      basicCode: caseRecord.basicCode,
      handlingDivision: caseRecord.handlingDivision,
      handedOverBy: caseRecord.handedOverBy,
      confirmedBy: caseRecord.confirmedBy,
      expiresAt: caseRecord.expiresAt,
      decidedAt: caseRecord.decidedAt,
      category: caseRecord.category,
      evidence: caseRecord.evidence,
      rosterDigest: caseRecord.rosterDigest,
      rosterRole: caseRecord.rosterRole,
      agencyRoles: sql<string[]>`(select coalesce(json_agg(distinct part.role), '[]') from ${caseAgency} as part
        where part.case_no = ${caseRecord}.case_no and part.agency = ${sql.placeholder('agency')})`,
      step: sql<string | null>`(select min(part.step) from ${caseAgency} as part
        where part.case_no = ${caseRecord}.case_no and part.agency = ${sql.placeholder('agency')} and part.role = 'JOINT')`,
      parties: sql<{ subject: string; role: string; addedAt: string | null }[]>`(
        select coalesce(json_agg(json_build_object('subject', party.subject_key, 'role', party.role, 'addedAt', party.added_at)
          order by party.ordinal), '[]')
        from ${caseParty} as party where party.case_no = ${caseRecord}.case_no and party.removed_at is null)`,
      listed: sql<string[]>`(
        select coalesce(json_agg(distinct line.subject_key), '[]') from ${rosterLine} as line
        where ${caseRecord.kind} = 'ROSTER' and line.case_no = ${caseRecord}.case_no
          and line.subject_key = any(${sql.placeholder('named')}::text[]))`,
    })
    .from(caseRecord)
    .where(sql`${caseRecord.caseNo} = ${sql.placeholder('caseNo')}`))

  return {
    /** What a case is to an agency, for the router's decision. Never cached: a case may close at any moment. */
    async purpose(access: Access, caseNo: string, agency: string, named: readonly string[]) {
      const found = (await read(purpose(access.signal), { caseNo, agency, named }))[0]
      if (found === undefined) return null
      const parties = found.parties.map(({ addedAt, ...party }) => ({ ...party, addedAt: addedAt === null ? null : new Date(addedAt) }))
      return {
        ...found,
        open: isOpen(found, agency, clock.now()),
        proven: found.evidence !== 'NONE',
        region: found.kind === 'EMERGENCY' ? found.handlingDivision : null,
        parties: [...parties, ...found.listed.map((subject) => ({ subject, role: found.rosterRole ?? 'MEMBER', addedAt: null }))],
      }
    },
  }
}
