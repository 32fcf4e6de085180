import { asc, desc, getTableColumns, lte, sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import { type Database, planned, type PlannedRow, read } from '#platform/db'
import { provenanceOf } from '#platform/provenance'
import { isOverdue, laboursInOrder } from './domain/conclusions.ts'
import { statisticsQueries } from './queries.statistics.ts'
import {
  finding, inspection, inspectionItem, inspectionPlan, type InspectionRow, inspector, labourCheck, legalPersonBan, personBan, rectification,
} from './tables.ts'

type Keys = readonly string[]

/** Inspections of one organisation and kind that an answer can hold. */
const LIST_MAX = 100

const inspectionPlanned = {
  type: 'Inspection',
  columns: getTableColumns(inspection),
  // The days say whether an inspection may be known, and in which order.
  always: ['inspectionNo', 'subject', 'plannedOn', 'inspectedOn'],
} as const

/** The reading SQL of the supervision library: one prepared statement per access path. */
export function queries(db: Database) {
  const keys = sql`any(${sql.placeholder('keys')}::text[])`

  const inspections = planned(db, 'supervision_inspections', {
    ...inspectionPlanned,
    select: (columns) => db.orm.select(columns).from(inspection).where(sql`${inspection.inspectionNo} = ${keys}`),
  })

  // Limited per kind, so that one statement serves a list of all kinds and a list of each.
  const place = sql<number>`row_number() over (
    partition by ${inspection.subject}, ${inspection.kind}
    order by ${inspection.plannedOn} desc, ${inspection.inspectionNo})`.as('place')
  const isAsked = sql`${sql.placeholder('planned')}::boolean`
  const inspectionsOf = planned(db, 'supervision_inspections_of', {
    ...inspectionPlanned,
    select: (columns) => {
      const ranked = db.orm
        .select({ ...columns, place })
        .from(inspection)
        .where(sql`${inspection.subject} = ${keys} and (${inspection.inspectedOn} is not null or ${isAsked})`)
        .as('ranked')
      return db.orm.select().from(ranked).where(lte(ranked.place, LIST_MAX)).orderBy(desc(ranked.plannedOn), asc(ranked.inspectionNo))
    },
  })

  const findings = planned(db, 'supervision_findings', {
    type: 'Finding',
    columns: getTableColumns(finding),
    always: ['inspectionNo', 'subject'],
    select: (columns) =>
      db.orm
        .select(columns)
        .from(finding)
        .where(sql`${finding.inspectionNo} = ${keys} and ${finding.published} = ${sql.placeholder('published')}`)
        .orderBy(asc(finding.inspectionNo), asc(finding.ordinal)),
  })

  const rectifications = planned(db, 'supervision_rectifications', {
    type: 'Rectification',
    columns: getTableColumns(rectification),
    always: ['inspectionNo', 'subject'],
    needs: { overdue: ['dueOn', 'finishedOn'] },
    select: (columns) =>
      db.orm
        .select(columns)
        .from(rectification)
        .where(sql`${rectification.inspectionNo} = ${keys}`),
  })

  const plans = planned(db, 'supervision_plans', {
    type: 'InspectionPlan',
    columns: getTableColumns(inspectionPlan),
    always: ['planNo'],
    select: (columns) =>
      db.orm
        .select(columns)
        .from(inspectionPlan)
        .where(sql`${inspectionPlan.planNo} = ${keys}`),
  })

  const items = planned(db, 'supervision_items', {
    type: 'InspectionItem',
    columns: getTableColumns(inspectionItem),
    always: ['inspectionNo', 'subject'],
    select: (columns) =>
      db.orm
        .select(columns)
        .from(inspectionItem)
        .where(sql`${inspectionItem.inspectionNo} = ${keys}`)
        .orderBy(asc(inspectionItem.inspectionNo), asc(inspectionItem.ordinal)),
  })

  const inspectors = planned(db, 'supervision_inspectors', {
    type: 'Inspector',
    columns: getTableColumns(inspector),
    always: ['inspectionNo', 'subject'],
    select: (columns) =>
      db.orm
        .select(columns)
        .from(inspector)
        .where(sql`${inspector.inspectionNo} = ${keys}`)
        .orderBy(asc(inspector.inspectionNo), asc(inspector.ordinal)),
  })

  const labourChecks = planned(db, 'supervision_labour_checks', {
    type: 'LabourCheck',
    columns: getTableColumns(labourCheck),
    always: ['inspectionNo', 'subject'],
    needs: { inOrder: ['employees', 'contracts', 'insured', 'unpaidWorkers', 'paidOn'] },
    select: (columns) =>
      db.orm
        .select(columns)
        .from(labourCheck)
        .where(sql`${labourCheck.inspectionNo} = ${keys}`),
  })

  const legalPersonBans = planned(db, 'supervision_legal_person_bans', {
    type: 'LegalPersonBan',
    columns: getTableColumns(legalPersonBan),
    always: ['subject'],
    select: (columns) =>
      db.orm
        .select(columns)
        .from(legalPersonBan)
        .where(sql`${legalPersonBan.subject} = ${keys}`)
        .orderBy(desc(legalPersonBan.from), asc(legalPersonBan.decisionNo)),
  })

  const personBans = planned(db, 'supervision_person_bans', {
    type: 'PersonBan',
    columns: getTableColumns(personBan),
    always: ['subject'],
    select: (columns) =>
      db.orm
        .select(columns)
        .from(personBan)
        .where(sql`${personBan.subject} = ${keys}`)
        .orderBy(desc(personBan.from), asc(personBan.decisionNo)),
  })

  return {
    ...statisticsQueries(db),
    /** Inspections by number. One still to come is unknown to whoever may not read its day. */
    async inspections(access: Access, inspectionNos: Keys) {
      const rows = await read(inspections(access), { keys: inspectionNos })
      return rows.filter((row) => isTold(access, row)).map((row) => shown(access, row))
    },

    /** Inspections of each organisation, newest first. Those still to come are left out in the same way. */
    async inspectionsOf(access: Access, codes: Keys) {
      const isPlanned = codes.some((code) => readsPlans(access, code))
      const rows = await read(inspectionsOf(access), { keys: codes, planned: isPlanned })
      return rows.filter((row) => isTold(access, row)).map((row) => shown(access, row))
    },

    /** Published findings of each inspection, in the order of its report. */
    async findings(access: Access, inspectionNos: Keys) {
      const rows = await read(findings(access), { keys: inspectionNos, published: true })
      return rows.map((row) => access.disclose('Finding', { ...row, provenance: provenanceOf(row) }))
    },

    /** Findings not published yet, in the order of the report. */
    async unpublishedFindings(access: Access, inspectionNos: Keys) {
      const rows = await read(findings(access, 'UnpublishedFinding'), { keys: inspectionNos, published: false })
      return rows.map((row) => access.disclose('UnpublishedFinding', { ...row, provenance: provenanceOf(row) }))
    },

    /** What each inspection told the organisation to put right. */
    async rectifications(access: Access, inspectionNos: Keys) {
      const rows = await read(rectifications(access), { keys: inspectionNos })
      return rows.map((row) =>
        access.disclose('Rectification', {
          ...row, overdue: isOverdue(row, access.plan.today), provenance: provenanceOf(row),
        }),
      )
    },

    /** Plans of random inspections by number. */
    async plans(access: Access, planNos: Keys) {
      const rows = await read(plans(access), { keys: planNos })
      return rows.map((row) => access.disclose('InspectionPlan', { ...row, provenance: provenanceOf(row) }))
    },

    /** What each inspection looked at, in the order of its report. */
    async items(access: Access, inspectionNos: Keys) {
      const rows = await read(items(access), { keys: inspectionNos })
      return rows.map((row) => access.disclose('InspectionItem', { ...row, provenance: provenanceOf(row) }))
    },

    /** Who inspected, in the order of the report. */
    async inspectors(access: Access, inspectionNos: Keys) {
      const rows = await read(inspectors(access), { keys: inspectionNos })
      return rows.map((row) => access.disclose('Inspector', { ...row, provenance: provenanceOf(row) }))
    },

    /** What each labour inspection counted. */
    async labourChecks(access: Access, inspectionNos: Keys) {
      const rows = await read(labourChecks(access), { keys: inspectionNos })
      return rows.map((row) =>
        access.disclose('LabourCheck', { ...row, inOrder: laboursInOrder(row), provenance: provenanceOf(row) }),
      )
    },

    /** Bans of each organisation, newest first. */
    async legalPersonBans(access: Access, codes: Keys) {
      const rows = await read(legalPersonBans(access), { keys: codes })
      return rows.map((row) => access.disclose('LegalPersonBan', { ...row, provenance: provenanceOf(row) }))
    },

    /** Bans of each person, newest first. */
    async personBans(access: Access, subjects: Keys) {
      const rows = await read(personBans(access), { keys: subjects })
      return rows.map((row) => access.disclose('PersonBan', { ...row, provenance: provenanceOf(row) }))
    },

    /** An organisation as this library knows it: a credit code, and the edges that its rights open. */
    legalPerson: (access: Access, creditCode: string) =>
      access.disclose('LegalPerson', {
        creditCode,
        subject: creditCode,
        inspections: edge(creditCode),
        bans: edge(creditCode),
      }),

    /** A person as this library knows them: a key, and the edge that their rights open. */
    person: (access: Access, key: string) =>
      access.disclose('Person', { key, subject: key, industryBans: edge(key) }),
  }
}

// An edge is held as the key that its rows are loaded by, so that disclosure can take it away like any value.
const edge = (key: string): string | null => key

function readsPlans(access: Access, subject: string): boolean {
  return access.disclosure('Inspection.plannedOn', { subject }) === 'CLEAR'
}

type Inspected = PlannedRow<InspectionRow, (typeof inspectionPlanned.always)[number]>

// Whoever hears of an inspection before it is done can prepare for it.
function isTold(access: Access, row: Inspected): boolean {
  return row.inspectedOn !== null || readsPlans(access, row.subject)
}

function shown(access: Access, row: Inspected) {
  return access.disclose('Inspection', {
    ...row,
    legalPerson: edge(row.subject),
    findings: edge(row.inspectionNo),
    unpublishedFindings: edge(row.inspectionNo),
    rectification: edge(row.inspectionNo),
    items: edge(row.inspectionNo),
    inspectors: edge(row.inspectionNo),
    labour: edge(row.inspectionNo),
    provenance: provenanceOf(row),
  })
}

export type Queries = ReturnType<typeof queries>

/** Rows as the rights show them; an item that they refuse is `null`. */
export type InspectionShown = ReturnType<typeof shown>
export type LegalPersonShown = ReturnType<Queries['legalPerson']>
export type PersonShown = ReturnType<Queries['person']>
export type FindingShown = Awaited<ReturnType<Queries['findings']>>[number]
export type RectificationShown = Awaited<ReturnType<Queries['rectifications']>>[number]
export type BanShown = Awaited<ReturnType<Queries['legalPersonBans']>>[number]
export type PlanShown = Awaited<ReturnType<Queries['plans']>>[number]
export type ItemShown = Awaited<ReturnType<Queries['items']>>[number]
export type InspectorShown = Awaited<ReturnType<Queries['inspectors']>>[number]
