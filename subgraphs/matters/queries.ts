import { asc, getTableColumns, lte, sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import { type Database, planned, type PlannedRow, read, whole } from '#platform/db'
import { checkFilterText, refuseUngranted } from '#platform/filters'
import { provenanceOf } from '#platform/provenance'
import { materialsQueries } from './queries.materials.ts'
import { statisticsQueries } from './queries.statistics.ts'
import {
  basicMatter, materialAlternative, materialEvidence, matter, matterFaq, matterFee, matterMaterial, matterResult, type MatterRow,
  matterSituation,
} from './tables.ts'

type Keys = readonly string[]

/** 事项状态 在用. */
const IN_USE = '1'

/** Implementations of one basic matter that an answer can hold. */
const LIST_MAX = 100

/** Matters of one agency that the router is told of. */
const IMPLEMENTED_MAX = 1_000

/** What the list of an agency's matters is asked for. */
export interface MattersListed {
  readonly agency: string
  readonly text: string | null
  readonly after: string
  readonly limit: number
}

const matterPlan = {
  type: 'Matter',
  columns: getTableColumns(matter),
  always: ['code'],
  needs: { basic: ['basicCode'], version: ['taskVersion'] },
} as const

/** The reading SQL of the matters library: one prepared statement per access path, each by matter or by agency. */
export function queries(db: Database) {
  const keys = sql`any(${sql.placeholder('keys')}::text[])`

  const byCode = planned(db, 'matters_by_code', {
    ...matterPlan,
    select: (columns) => db.orm.select(columns).from(matter).where(sql`${matter.code} = ${keys}`),
  })

  const byAgency = planned(db, 'matters_by_agency', {
    ...matterPlan,
    select: (columns) =>
      db.orm
        .select({ ...columns, implementedBy: matter.agency })
        .from(matter)
        .where(sql`${matter.agency} = ${keys}`)
        .orderBy(asc(matter.agency), asc(matter.code)),
  })

  // What it implements may be much, and is read in order; the little that it takes a part of is found by what each of the lists holds.
  const agency = sql`${sql.placeholder('agency')}::text`
  const text = sql`${sql.placeholder('text')}::text`
  const wanted = sql`${matter.code} > ${sql.placeholder('after')}::text and (${text} is null or starts_with(${matter.code}, ${text}) or position(lower(${text}) in lower(${matter.name})) > 0)`
  const listed = planned(db, 'matters_of_agency', {
    ...matterPlan,
    select: (columns) =>
      db.orm
        .select(columns)
        .from(matter)
        .where(sql`${matter.code} in (
          (select ${matter.code} from ${matter} where ${matter.agency} = ${agency} and ${wanted} order by ${matter.code} limit cast(${sql.placeholder('limit')} as int))
          union (select ${matter.code} from ${matter} where (${matter.jointAgencies} @> array[${agency}] or ${matter.entrustedAgencies} @> array[${agency}]) and ${wanted}))`)
        .orderBy(asc(matter.code))
        .limit(sql.placeholder('limit')),
  })

  const basics = planned(db, 'matters_basic', {
    type: 'BasicMatter',
    columns: getTableColumns(basicMatter),
    always: ['code'],
    needs: { version: ['catalogueVersion'] },
    select: (columns) => db.orm.select(columns).from(basicMatter).where(sql`${basicMatter.code} = ${keys}`),
  })

  // Limited per basic matter, so that one statement serves many.
  const place = sql<number>`row_number() over (partition by ${matter.basicCode} order by ${matter.code})`.as('place')
  const byBasic = planned(db, 'matters_by_basic', {
    ...matterPlan,
    select: (columns) => {
      const ranked = db.orm
        .select({ ...columns, under: sql<string>`${matter.basicCode}`.as('under'), place })
        .from(matter)
        .where(sql`${matter.basicCode} = ${keys}`)
        .as('ranked')
      return db.orm.select().from(ranked).where(lte(ranked.place, LIST_MAX)).orderBy(asc(ranked.under), asc(ranked.code))
    },
  })

  const situations = planned(db, 'matters_situations', {
    type: 'Situation',
    columns: getTableColumns(matterSituation),
    always: ['matterCode'],
    select: (columns) =>
      db.orm
        .select(columns)
        .from(matterSituation)
        .where(sql`${matterSituation.matterCode} = ${keys}`)
        .orderBy(asc(matterSituation.matterCode), asc(matterSituation.ordinal)),
  })

  // Some alternative has evidences, and none of them is a paper to submit.
  const waivable = sql<boolean>`exists (
    select from ${materialEvidence} as piece
    where piece.matter_code = ${matterMaterial}.matter_code and piece.material_code = ${matterMaterial}.code
    group by piece.alternative having not bool_or(piece.submit))`
  const materials = planned(db, 'matters_materials', {
    type: 'MatterMaterial',
    columns: { ...getTableColumns(matterMaterial), waivable },
    always: ['matterCode', 'code'],
    select: (columns) =>
      db.orm
        .select(columns)
        .from(matterMaterial)
        .where(sql`${matterMaterial.matterCode} = ${keys}`)
        .orderBy(asc(matterMaterial.matterCode), asc(matterMaterial.ordinal)),
  })

  const alternatives = planned(db, 'matters_alternatives', {
    type: 'MaterialAlternative',
    columns: getTableColumns(materialAlternative),
    always: ['matterCode', 'materialCode', 'ordinal'],
    select: (columns) =>
      db.orm
        .select(columns)
        .from(materialAlternative)
        .where(sql`${materialAlternative.matterCode} = ${keys}`)
        .orderBy(asc(materialAlternative.matterCode), asc(materialAlternative.materialCode), asc(materialAlternative.ordinal)),
  })

  const evidences = planned(db, 'matters_evidences', {
    type: 'Evidence',
    columns: getTableColumns(materialEvidence),
    always: ['matterCode', 'materialCode', 'alternative'],
    select: (columns) =>
      db.orm
        .select(columns)
        .from(materialEvidence)
        .where(sql`${materialEvidence.matterCode} = ${keys}`)
        .orderBy(
          asc(materialEvidence.matterCode),
          asc(materialEvidence.materialCode),
          asc(materialEvidence.alternative),
          asc(materialEvidence.ordinal),
        ),
  })

  const results = planned(db, 'matters_results', {
    type: 'MatterResult',
    columns: getTableColumns(matterResult),
    always: ['matterCode'],
    select: (columns) =>
      db.orm
        .select(columns)
        .from(matterResult)
        .where(sql`${matterResult.matterCode} = ${keys}`)
        .orderBy(asc(matterResult.matterCode), asc(matterResult.ordinal)),
  })

  const fees = planned(db, 'matters_fees', {
    type: 'MatterFee',
    columns: getTableColumns(matterFee),
    always: ['matterCode'],
    select: (columns) =>
      db.orm
        .select(columns)
        .from(matterFee)
        .where(sql`${matterFee.matterCode} = ${keys}`)
        .orderBy(asc(matterFee.matterCode), asc(matterFee.ordinal)),
  })

  const faqs = planned(db, 'matters_faqs', {
    type: 'MatterFaq',
    columns: getTableColumns(matterFaq),
    always: ['matterCode'],
    select: (columns) =>
      db.orm
        .select(columns)
        .from(matterFaq)
        .where(sql`${matterFaq.matterCode} = ${keys}`)
        .orderBy(asc(matterFaq.matterCode), asc(matterFaq.ordinal)),
  })

  const factColumns = {
    code: matter.code,
    basicCode: matter.basicCode,
    name: matter.name,
    agency: matter.agency,
    handleScope: matter.handleScope,
    afterDecisionDays: matter.afterDecisionDays,
    jointAgencies: matter.jointAgencies,
    entrustedAgencies: matter.entrustedAgencies,
    division: matter.division,
    state: matter.state,
  }
  const facts = whole(db, 'matters_facts', db.orm.select(factColumns).from(matter).where(sql`${matter.code} = ${keys}`))
  const implemented = whole(db, 'matters_implemented', db.orm
    .select(factColumns)
    .from(matter)
    .where(sql`${matter.agency} = ${keys}`)
    .orderBy(asc(matter.code))
    .limit(IMPLEMENTED_MAX))

  return {
    ...statisticsQueries(db),
    ...materialsQueries(db),
    /** Matters by implementation code. */
    async matters(access: Access, codes: Keys) {
      const rows = await read(byCode(access), { keys: codes })
      return rows.map((row) => shown(access, row))
    },

    /** Matters of implementing agencies, by code. */
    async mattersOf(access: Access, agencies: Keys) {
      const rows = await read(byAgency(access), { keys: agencies })
      return rows.map((row) => shown(access, row))
    },

    /** Matters that an agency has something to do with, by code, from the one after `after` on. */
    async mattersListed(access: Access, { agency, text, after, limit }: MattersListed) {
      refuseUngranted(access, { 'Matter.name': text })
      checkFilterText(text)
      return (await read(listed(access), { agency, text, after, limit })).map((row) => shown(access, row))
    },

    /** Implementations of basic matters, by code. */
    async mattersUnder(access: Access, basicCodes: Keys) {
      const rows = await read(byBasic(access), { keys: basicCodes })
      return rows.map((row) => shown(access, row))
    },

    /** Entries of the basic catalogue by basic code. */
    async basics(access: Access, codes: Keys) {
      const rows = await read(basics(access), { keys: codes })
      return rows.map((row) =>
        access.disclose('BasicMatter', {
          ...row, version: row.catalogueVersion, implementations: row.code, provenance: provenanceOf(row),
        }),
      )
    },

    /** Situations of matters, in the order of the list. */
    async situations(access: Access, matterCodes: Keys) {
      const rows = await read(situations(access), { keys: matterCodes })
      return rows.map((row) => access.disclose('Situation', { ...row, provenance: provenanceOf(row) }))
    },

    /** Materials of matters, in the order of the list. */
    async materials(access: Access, matterCodes: Keys) {
      const rows = await read(materials(access), { keys: matterCodes })
      return rows.map((row) =>
        access.disclose('MatterMaterial', { ...row, materialCode: row.code, provenance: provenanceOf(row) }),
      )
    },

    /** Alternatives of every material of some matters, the handiest first. */
    async alternatives(access: Access, matterCodes: Keys) {
      const rows = await read(alternatives(access), { keys: matterCodes })
      return rows.map((row) => access.disclose('MaterialAlternative', row))
    },

    /** Evidences of every alternative of some matters. */
    async evidences(access: Access, matterCodes: Keys) {
      const rows = await read(evidences(access), { keys: matterCodes })
      return rows.map((row) => access.disclose('Evidence', row))
    },

    /** Results of matters. */
    async results(access: Access, matterCodes: Keys) {
      const rows = await read(results(access), { keys: matterCodes })
      return rows.map((row) => access.disclose('MatterResult', { ...row, provenance: provenanceOf(row) }))
    },

    /** Fees of matters, in the order of the list. */
    async fees(access: Access, matterCodes: Keys) {
      const rows = await read(fees(access), { keys: matterCodes })
      return rows.map((row) => access.disclose('MatterFee', { ...row, provenance: provenanceOf(row) }))
    },

    /** Frequent questions about matters, in the order of the list. */
    async faqs(access: Access, matterCodes: Keys) {
      const rows = await read(faqs(access), { keys: matterCodes })
      return rows.map((row) => access.disclose('MatterFaq', { ...row, provenance: provenanceOf(row) }))
    },

    /** What the router's decision needs of matters. */
    async facts(access: Access, codes: Keys) {
      return (await read(facts(access.signal), { keys: codes })).map(factOf)
    },

    /** The same of the matters that an agency implements. */
    implemented: async (access: Access, agency: string) => (await read(implemented(access.signal), { keys: [agency] })).map(factOf),
  }
}

function factOf<Row extends { readonly state: string }>({ state, ...facts }: Row) {
  return { ...facts, inUse: state === IN_USE }
}

// A matter has a version of its own, beside that of its record.
function shown<Row extends PlannedRow<MatterRow, 'code'>>(access: Access, row: Row) {
  return access.disclose('Matter', {
    ...row, version: row.taskVersion, basic: row.basicCode, provenance: provenanceOf(row),
  })
}

export type Queries = ReturnType<typeof queries>
