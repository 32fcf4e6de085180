import { asc, desc, eq, getTableColumns, lte, sql } from 'drizzle-orm'
import { type Access, sliceOf } from '#platform/access'
import { planned, type PlannedRow, read, whole } from '#platform/db'
import { provenanceOf } from '#platform/provenance'
import type { LibraryServices } from '#platform/subgraph'
import { readClock, type StoredProcedure, timedOf } from './domain/clock.ts'
import { isOpen } from './domain/open.ts'
import { opinionsOf } from './domain/opinions.ts'
import { isBad } from './domain/sources.ts'
import { purposeQueries } from './queries.purpose.ts'
import { statisticsQueries } from './queries.statistics.ts'
import {
  caseAgency, caseContact, caseEvaluation, caseMaterial, caseParty, caseProcess, caseRecord, caseResult, type CaseRow, caseSpecial,
} from './tables.ts'

type Keys = readonly string[]
type CaseRead = PlannedRow<Omit<CaseRow, 'evidence' | 'rosterDigest' | 'rosterRole' | 'promiseUnit' | 'openedBy' | 'documentNo' | 'category'>, 'caseNo' | 'subject' | 'slice' | 'appliedAt'> & { subjects: string[]; hidden: boolean }

/** Parts of one case that an answer can hold, as its children. */
const LIST_MAX = 100

/** One page of the cases of one subject, newest first. */
export interface CasesAsked {
  /** The edge that leads to them, an item of its own. */
  readonly edge: 'Person.cases' | 'LegalPerson.cases'
  readonly subject: string
  readonly first: number
  /** Instant of application and number of the last case of the page before. */
  readonly after: readonly string[] | null
}

/** The reading SQL of the cases library: one prepared statement per access path. */
export function queries({ db, clock }: LibraryServices) {
  const keys = sql`any(${sql.placeholder('keys')}::text[])`

  // The table is named in full: a bare column would mean that of the inner table.
  const subjects = sql<string[]>`(select coalesce(json_agg(distinct party.subject_key), '[]') from ${caseParty} as party
    where party.case_no = ${caseRecord}.case_no and party.removed_at is null)`
  const agencies = sql<string[]>`(select coalesce(json_agg(distinct part.agency), '[]') from ${caseAgency} as part
    where part.case_no = ${caseRecord}.case_no)`
  // Drafts are their applicant's business, and instruments that of whoever handles them: not even their subject reads of one.
  const hidden = sql<boolean>`case ${caseRecord.kind} when 'DRAFT' then not ${sql.placeholder('inPerson')}::boolean
    when 'INSTRUMENT' then not exists (select from ${caseAgency} as part
      where part.case_no = ${caseRecord}.case_no and part.agency = ${sql.placeholder('agency')}) else false end`
  const { evidence, rosterDigest, rosterRole, promiseUnit, openedBy, documentNo, category, ...shown } = getTableColumns(caseRecord)
  const ofCase = { subjects, slice: caseRecord.slice }
  const casePlan = {
    type: 'Case',
    columns: { ...shown, subjects, agencies, hidden },
    // The day of application is where a page ends.
    always: ['caseNo', 'subject', 'subjects', 'slice', 'appliedAt', 'hidden'],
    needs: { open: ['kind', 'state', 'handedOverBy', 'confirmedBy', 'expiresAt'] },
  } as const

  const byNumber = planned(db, 'cases_by_number', {
    ...casePlan,
    select: (columns) => db.orm.select(columns).from(caseRecord).where(sql`${caseRecord.caseNo} = ${keys}`),
  })

  // A party may stand twice in a case, as applicant and as legal representative; the case is listed once. One that must not be known
  // is left out before the page is counted, or a short page would tell of it.
  const bySubject = planned(db, 'cases_by_subject', {
    ...casePlan,
    select: (columns) =>
      db.orm
        .select({ place: sql<number>`asked.place`, ...columns })
        .from(
          sql`jsonb_to_recordset(cast(${sql.placeholder('asked')} as text)::jsonb)
            as asked(place int, subject text, slices text[], size int, instant timestamptz, number text)
          join lateral (
            select distinct party.applied_at, party.case_no from ${caseParty} as party
            join ${caseRecord} on ${caseRecord.caseNo} = party.case_no
            where party.subject_key = asked.subject and party.matter_code = any(asked.slices) and party.removed_at is null
              and not ${hidden} and (${caseRecord.subject} is null or ${caseRecord.subject} <> all(${sql.placeholder('sealed')}::text[]))
              and (asked.instant is null or (party.applied_at, party.case_no) < (asked.instant, asked.number))
            order by party.applied_at desc, party.case_no desc limit asked.size
          ) as found on true`,
        )
        .innerJoin(caseRecord, sql`${caseRecord.caseNo} = found.case_no`)
        .orderBy(sql`asked.place`, desc(caseRecord.appliedAt), desc(caseRecord.caseNo)),
  })

  // Limited per parent, so that one statement serves many.
  const ranked = db.orm
    .select({
      caseNo: caseRecord.caseNo,
      place: sql<number>`row_number() over (partition by ${caseRecord.parent} order by ${caseRecord.caseNo})`.as('place'),
    })
    .from(caseRecord)
    .where(sql`${caseRecord.parent} = ${keys}`)
    .as('ranked')
  const byParent = planned(db, 'cases_by_parent', {
    ...casePlan,
    select: (columns) =>
      db.orm
        .select({ ...columns, partOf: sql<string>`${caseRecord.parent}` })
        .from(caseRecord)
        .innerJoin(ranked, eq(ranked.caseNo, caseRecord.caseNo))
        .where(lte(ranked.place, LIST_MAX))
        .orderBy(asc(caseRecord.parent), asc(caseRecord.caseNo)),
  })

  const agenciesOf = planned(db, 'cases_agencies', {
    type: 'CaseAgency',
    columns: { ...getTableColumns(caseAgency), ...ofCase },
    always: ['caseNo', 'subjects', 'slice'],
    select: (columns) =>
      db.orm
        .select(columns)
        .from(caseAgency)
        .innerJoin(caseRecord, eq(caseRecord.caseNo, caseAgency.caseNo))
        .where(sql`${caseAgency.caseNo} = ${keys}`)
        .orderBy(asc(caseAgency.caseNo), asc(caseAgency.agency), asc(caseAgency.role)),
  })

  const partiesOf = planned(db, 'cases_parties', {
    type: 'CaseParty',
    columns: getTableColumns(caseParty),
    always: ['caseNo', 'subject', 'subjectKind', 'slice'],
    select: (columns) =>
      db.orm
        .select(columns)
        .from(caseParty)
        .where(sql`${caseParty.caseNo} = ${keys} and ${caseParty.removedAt} is null`)
        .orderBy(asc(caseParty.caseNo), asc(caseParty.ordinal)),
  })

  const contactOf = planned(db, 'cases_contacts', {
    type: 'CaseContact',
    columns: { ...getTableColumns(caseContact), slice: caseRecord.slice },
    always: ['caseNo', 'subject', 'slice'],
    select: (columns) =>
      db.orm
        .select(columns)
        .from(caseContact)
        .innerJoin(caseRecord, eq(caseRecord.caseNo, caseContact.caseNo))
        .where(sql`${caseContact.caseNo} = ${keys}`),
  })

  const materialsOf = planned(db, 'cases_materials', {
    type: 'CaseMaterial',
    columns: { ...getTableColumns(caseMaterial), ...ofCase },
    always: ['caseNo', 'subjects', 'slice'],
    select: (columns) =>
      db.orm
        .select(columns)
        .from(caseMaterial)
        .innerJoin(caseRecord, eq(caseRecord.caseNo, caseMaterial.caseNo))
        .where(sql`${caseMaterial.caseNo} = ${keys}`)
        .orderBy(asc(caseMaterial.caseNo), asc(caseMaterial.ordinal)),
  })

  const processOf = planned(db, 'cases_process', {
    type: 'CaseProcess',
    columns: { ...getTableColumns(caseProcess), ...ofCase },
    always: ['caseNo', 'subjects', 'slice'],
    needs: { opinion: ['opinion', 'opinionPublished'], unpublishedOpinion: ['opinion', 'opinionPublished'] },
    select: (columns) =>
      db.orm
        .select(columns)
        .from(caseProcess)
        .innerJoin(caseRecord, eq(caseRecord.caseNo, caseProcess.caseNo))
        .where(sql`${caseProcess.caseNo} = ${keys}`)
        .orderBy(asc(caseProcess.caseNo), asc(caseProcess.ordinal)),
  })

  const specialsOf = planned(db, 'cases_specials', {
    type: 'CaseSpecial',
    columns: { ...getTableColumns(caseSpecial), ...ofCase },
    always: ['caseNo', 'subjects', 'slice'],
    needs: { opinion: ['opinion', 'opinionPublished'], unpublishedOpinion: ['opinion', 'opinionPublished'] },
    select: (columns) =>
      db.orm
        .select(columns)
        .from(caseSpecial)
        .innerJoin(caseRecord, eq(caseRecord.caseNo, caseSpecial.caseNo))
        .where(sql`${caseSpecial.caseNo} = ${keys}`)
        .orderBy(asc(caseSpecial.caseNo), asc(caseSpecial.ordinal)),
  })

  const evaluationsOf = planned(db, 'cases_evaluations', {
    type: 'CaseEvaluation',
    columns: { ...getTableColumns(caseEvaluation), ...ofCase },
    always: ['caseNo', 'subject', 'subjects', 'slice'],
    needs: { bad: ['satisfaction'], text: ['text', 'reviewed'] },
    select: (columns) =>
      db.orm
        .select(columns)
        .from(caseEvaluation)
        .innerJoin(caseRecord, eq(caseRecord.caseNo, caseEvaluation.caseNo))
        .where(sql`${caseEvaluation.caseNo} = ${keys}`)
        .orderBy(asc(caseEvaluation.caseNo), asc(caseEvaluation.ordinal)),
  })

  const clockOf = whole(db, 'cases_clocks', db.orm
    .select({
      caseNo: caseRecord.caseNo,
      acceptedAt: caseRecord.acceptedAt,
      promisedBy: caseRecord.promisedBy,
      unit: promiseUnit,
      endedAt: sql<Date | null>`coalesce(${caseRecord.decidedAt}, ${caseRecord.closedAt})`.mapWith(caseRecord.closedAt),
      procedures: sql<StoredProcedure[]>`(
        select coalesce(json_agg(json_build_object('kind', held.kind_code, 'startedAt', held.started_at,
          'endedAt', held.ended_at, 'extendsDays', held.extends_days) order by held.ordinal), '[]')
        from ${caseSpecial} as held where held.case_no = ${caseRecord}.case_no)`,
      ...ofCase,
    })
    .from(caseRecord)
    .where(sql`${caseRecord.caseNo} = ${keys}`))

  const resultOf = planned(db, 'cases_results', {
    type: 'CaseResult',
    columns: { ...getTableColumns(caseResult), ...ofCase },
    always: ['caseNo', 'subjects', 'slice'],
    select: (columns) =>
      db.orm
        .select(columns)
        .from(caseResult)
        .innerJoin(caseRecord, eq(caseRecord.caseNo, caseResult.caseNo))
        .where(sql`${caseResult.caseNo} = ${keys}`),
  })

  const asking = ({ plan }: Access) => ({ agency: plan.agency, inPerson: plan.actor.represented !== null })
  // Whoever is sealed must not be found by the part that others have in their case.
  const isUnknown = (access: Access, row: { subject: string | null; hidden: boolean }) => row.hidden || (row.subject !== null && access.plan.sealed(row.subject))

  // An edge is an item like any other: its property tells where it leads, and is withheld with it.
  const disclosed = <Row extends CaseRead>(access: Access, row: Row) => {
    const { handedOverBy, confirmedBy, expiresAt, hidden: _hidden, ...held } = row
    const { kind, state } = held
    return access.disclose('Case', {
      ...held,
      matter: held.slice,
      provenance: provenanceOf(held),
      open: kind === null || state === null ? null : isOpen({ kind, state, handedOverBy, confirmedBy, expiresAt }, access.plan.agency, clock.now()),
      dueOn: held.caseNo,
      overdue: held.caseNo,
      timeState: held.caseNo,
      parties: held.caseNo,
      contact: held.caseNo,
      materials: held.caseNo,
      process: held.caseNo,
      specialProcedures: held.caseNo,
      result: held.caseNo,
      evaluations: held.caseNo,
      children: held.caseNo,
    })
  }

  return {
    ...purposeQueries({ db, clock }),
    ...statisticsQueries(db),

    /** Cases by number. */
    async cases(access: Access, caseNos: Keys) {
      const rows = await read(byNumber(access), { keys: caseNos, ...asking(access) })
      return rows.filter((row) => !isUnknown(access, row)).map((row) => disclosed(access, row))
    },

    /** Cases of subjects, newest first, each with its sort key and one more than the page holds; `null` where the edge is not granted for the subject. */
    async casesOf(access: Access, asks: readonly CasesAsked[]) {
      const open = asks.map(
        ({ edge, subject }) => access.coversSubject(subject) && access.disclosure(edge, { subject }) === 'CLEAR',
      )
      const asked = asks.flatMap(({ subject, first, after }, place) => {
        const slices = open[place] === true ? slicesOf(access, subject) : []
        if (slices.length === 0) return []
        return [{ place, subject, slices, size: first + 1, instant: after?.[0], number: after?.[1] }]
      })
      const rows = asked.length === 0 ? [] : await read(bySubject(access), { asked: JSON.stringify(asked), sealed: access.plan.sealedSubjects(), ...asking(access) })
      const pages: (typeof rows)[] = asks.map(() => [])
      for (const row of rows) pages[row.place]?.push(row)
      return pages.map((page, place) =>
        open[place] !== true
          ? null
          : page.map((row) => ({ sortKey: [row.appliedAt.toISOString(), row.caseNo], row: disclosed(access, row) })),
      )
    },

    /** Cases that are part of each case, by number, each with the number of the case that it was asked by. */
    async children(access: Access, caseNos: Keys) {
      const rows = await read(byParent(access), { keys: caseNos, ...asking(access) })
      return rows.filter((row) => !isUnknown(access, row)).map((row) => disclosed(access, row))
    },

    /** What the clock of each case says today; a conclusion that is refused is `null`. */
    async clocks(access: Access, caseNos: Keys) {
      const rows = await read(clockOf(access.signal), { keys: caseNos })
      return rows.map(({ caseNo, subjects: parties, slice, ...row }) => {
        const reading = readClock(timedOf(row), access.plan.today)
        return access.disclose('Case', { caseNo, subjects: parties, slice, ...reading })
      })
    },

    /** Last day for the decision of a case, for the router alone; `null` where nothing was promised. */
    async dueOn(access: Access, caseNo: string): Promise<string | null> {
      const [row] = await read(clockOf(access.signal), { keys: [caseNo] })
      return row === undefined ? null : readClock(timedOf(row), access.plan.today).dueOn
    },

    /** Agencies of cases. */
    async agencies(access: Access, caseNos: Keys) {
      const rows = await read(agenciesOf(access), { keys: caseNos })
      return rows.map((row) => access.disclose('CaseAgency', row))
    },

    /** Parties of cases, in the order of the file. */
    async parties(access: Access, caseNos: Keys) {
      const rows = await read(partiesOf(access), { keys: caseNos })
      return rows.map((row) => access.disclose('CaseParty', { ...row, provenance: provenanceOf(row) }))
    },

    /** Contacts of cases, each under the rights over the person to be called. */
    async contacts(access: Access, caseNos: Keys) {
      const rows = await read(contactOf(access), { keys: caseNos })
      return rows.map((row) =>
        access.disclose('CaseContact', { ...row, person: row.subject, provenance: provenanceOf(row) }),
      )
    },

    /** Materials of cases, in the order of the file. */
    async materials(access: Access, caseNos: Keys) {
      const rows = await read(materialsOf(access), { keys: caseNos })
      return rows.map((row) => access.disclose('CaseMaterial', { ...row, provenance: provenanceOf(row) }))
    },

    /** Steps of cases, oldest first. */
    async process(access: Access, caseNos: Keys) {
      const rows = await read(processOf(access), { keys: caseNos })
      return rows.map((row) =>
        access.disclose('CaseProcess', { ...row, ...opinionsOf(row), provenance: provenanceOf(row) }),
      )
    },

    /** Special procedures of cases, oldest first. */
    async specials(access: Access, caseNos: Keys) {
      const rows = await read(specialsOf(access), { keys: caseNos })
      return rows.map((row) =>
        access.disclose('CaseSpecial', { ...row, ...opinionsOf(row), provenance: provenanceOf(row) }),
      )
    },

    /** Evaluations of cases, oldest first. One with a name is about whoever gave it, and about no other party. */
    async evaluations(access: Access, caseNos: Keys) {
      const rows = await read(evaluationsOf(access), { keys: caseNos })
      return rows.map((row) =>
        access.disclose('CaseEvaluation', {
          ...row,
          subjects: row.subject === null ? row.subjects : [row.subject],
          evaluator: row.subject === null ? null : row.evaluator,
          bad: row.satisfaction === null ? null : isBad(row.satisfaction),
          text: row.reviewed ? row.text : null,
          provenance: provenanceOf(row),
        }),
      )
    },

    /** Results of cases. */
    async results(access: Access, caseNos: Keys) {
      const rows = await read(resultOf(access), { keys: caseNos })
      return rows.map((row) => access.disclose('CaseResult', { ...row, provenance: provenanceOf(row) }))
    },

  }
}

// Slices are part of the question, so that a page is as long as asked and what was not granted is never fetched.
function slicesOf(access: Access, subject: string): string[] {
  const { common, classes, subjects } = access.plan
  const own = classes[subjects.get(subject) ?? -1]
  const items = [...common.keys(), ...(own?.keys() ?? [])].filter((item) => item.startsWith('Case.'))
  return [...new Set(items.map(sliceOf))].filter((slice) => slice !== '')
}

export type Queries = ReturnType<typeof queries>

/** Rows as the rights show them; an item that they refuse is `null`. */
type RowOf<Name extends keyof Queries> = Queries[Name] extends (...input: never[]) => Promise<(infer Row)[]> ? Row : never
export type CaseShown = RowOf<'cases'>
export type PartyShown = RowOf<'parties'>
export type ContactShown = RowOf<'contacts'>
export type MaterialShown = RowOf<'materials'>
export type StepShown = RowOf<'process'>
export type SpecialShown = RowOf<'specials'>
export type ResultShown = RowOf<'results'>
export type EvaluationShown = RowOf<'evaluations'>
