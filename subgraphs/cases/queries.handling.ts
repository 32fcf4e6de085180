import { and, desc, eq, lt, sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import { read, whole } from '#platform/db'
import type { LibraryServices } from '#platform/subgraph'
import type { AgencyRole, PartyRole, SubjectKind } from './domain/codes.ts'
import { isOpen, needsTwo } from './domain/open.ts'
import { caseAgency, caseParty, caseRecord, rosterLine } from './tables.ts'

interface PartyOnFile {
  readonly ordinal: number
  readonly role: PartyRole
  readonly kind: SubjectKind
  readonly addedAt: string | null
  readonly removedAt: string | null
}

/** One page of the cases of an agency, by number backwards. */
export interface HandledAsked {
  readonly first: number
  /** Number of the last case of the page before. */
  readonly after: string | null
}

function columns() {
  const { caseNo, kind, slice, state, handlingDivision, appliedAt, decidedAt, closedAt, expiresAt, documentNo, category, evidence, handedOverBy, confirmedBy, rosterDigest } = caseRecord
  const own = sql`${caseRecord}.case_no`
  return {
    caseNo, kind, slice, state, handlingDivision, appliedAt, decidedAt, closedAt, expiresAt, documentNo, category, evidence, handedOverBy, confirmedBy, rosterDigest,
    agencies: sql<{ agency: string; role: AgencyRole; step: string | null }[]>`(
      select coalesce(json_agg(json_build_object('agency', part.agency, 'role', part.role, 'step', part.step) order by part.agency, part.role), '[]')
      from ${caseAgency} as part where part.case_no = ${own})`,
    parties: sql<PartyOnFile[]>`(
      select coalesce(json_agg(json_build_object('ordinal', party.ordinal, 'role', party.role, 'kind', party.subject_kind,
        'addedAt', party.added_at, 'removedAt', party.removed_at) order by party.ordinal), '[]')
      from ${caseParty} as party where party.case_no = ${own})`,
    applicants: sql<string[]>`(
      select coalesce(json_agg(distinct party.subject_key), '[]') from ${caseParty} as party
      where party.case_no = ${own} and party.role = 'APPLICANT' and party.removed_at is null)`,
    lines: sql<{ total: number; accepted: number; bad: number }>`(
      select json_build_object('total', count(*), 'accepted', count(line.subject_key), 'bad', count(line.failed_check))
      from ${rosterLine} as line where ${caseRecord.kind} = 'ROSTER' and line.case_no = ${own})`,
  }
}

/** What agencies and applicants read of the cases on their own file: they stated it themselves. */
export function handledQueries({ db, clock }: LibraryServices) {
  const one = whole(db, 'cases_handled', db.orm.select(columns()).from(caseRecord).where(sql`${caseRecord.caseNo} = ${sql.placeholder('caseNo')}`))

  // An agency may have two roles in one case.
  const page = db.orm
    .selectDistinct({ caseNo: caseAgency.caseNo })
    .from(caseAgency)
    .where(and(eq(caseAgency.agency, sql.placeholder('agency')), sql`(${sql.placeholder('after')}::text is null or ${lt(caseAgency.caseNo, sql.placeholder('after'))})`))
    .orderBy(desc(caseAgency.caseNo))
    .limit(sql.placeholder('limit'))
    .as('page')
  const list = whole(db, 'cases_handled_list', db.orm.select(columns()).from(caseRecord).innerJoin(page, eq(page.caseNo, caseRecord.caseNo)).orderBy(desc(caseRecord.caseNo)))

  type Found = Awaited<ReturnType<ReturnType<typeof one>['run']>>[number]
  const disclosed = (access: Access, found: Found) => {
    const { agencies, applicants, lines, evidence, kind, rosterDigest, state } = found
    const open = isOpen(found, access.plan.agency, clock.now())
    return access.disclose('HandledCase', {
      ...found,
      // What is being prepared is nobody's business but the applicant's.
      agencies: kind === 'DRAFT' ? [] : agencies.map(({ agency }) => agency),
      subjects: applicants,
      matter: found.slice,
      underWay: open,
      open,
      proven: evidence !== 'NONE',
      confirmed: needsTwo(kind) ? found.confirmedBy !== null : null,
      handledBy: agencies,
      roster: kind === 'ROSTER' ? { ...lines, sealed: state !== '10', digest: rosterDigest } : null,
    })
  }

  return {
    /** A case on file; whose it is, the rule on its type looks at. */
    async handled(access: Access, caseNo: string) {
      const [found] = await read(one(access.signal), { caseNo })
      return found === undefined ? null : disclosed(access, found)
    },

    /** Cases of the calling agency and one more than the page holds; none where nobody acts for an agency. */
    async handledList(access: Access, { first, after }: HandledAsked) {
      const { agency } = access.plan
      const rows = agency === '' ? [] : await read(list(access.signal), { agency, after, limit: first + 1 })
      return rows.map((row) => disclosed(access, row))
    },
  }
}

export type HandledQueries = ReturnType<typeof handledQueries>
export type HandledShown = NonNullable<Awaited<ReturnType<HandledQueries['handled']>>>
