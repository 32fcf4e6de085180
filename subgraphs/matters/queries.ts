import { asc, getTableColumns, lte, sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import { type Database, read } from '#platform/db'
import { provenanceOf } from '#platform/provenance'
import {
  basicMatter, materialAlternative, materialEvidence, matter, matterFaq, matterFee, matterMaterial, matterResult, type MatterRow,
  matterSituation,
} from './tables.ts'

type Keys = readonly string[]

/** Implementations of one basic matter that an answer can hold. */
const LIST_MAX = 100

/** The reading SQL of the matters library: one prepared statement per access path, each by matter or by agency. */
export function queries(db: Database) {
  const keys = sql`any(${sql.placeholder('keys')}::text[])`

  const byCode = db.orm.select().from(matter).where(sql`${matter.code} = ${keys}`).prepare('matters_by_code')

  const byAgency = db.orm
    .select()
    .from(matter)
    .where(sql`${matter.agency} = ${keys}`)
    .orderBy(asc(matter.agency), asc(matter.code))
    .prepare('matters_by_agency')

  const basics = db.orm.select().from(basicMatter).where(sql`${basicMatter.code} = ${keys}`).prepare('matters_basic')

  // Limited per basic matter, so that one statement serves many.
  const place = sql<number>`row_number() over (partition by ${matter.basicCode} order by ${matter.code})`.as('place')
  const ranked = db.orm
    .select({ ...getTableColumns(matter), place })
    .from(matter)
    .where(sql`${matter.basicCode} = ${keys}`)
    .as('ranked')
  const byBasic = db.orm
    .select()
    .from(ranked)
    .where(lte(ranked.place, LIST_MAX))
    .orderBy(asc(ranked.basicCode), asc(ranked.code))
    .prepare('matters_by_basic')

  const situations = db.orm
    .select()
    .from(matterSituation)
    .where(sql`${matterSituation.matterCode} = ${keys}`)
    .orderBy(asc(matterSituation.matterCode), asc(matterSituation.ordinal))
    .prepare('matters_situations')

  // Some alternative has evidences, and none of them is a paper to submit.
  const waivable = sql<boolean>`exists (
    select from ${materialEvidence} as piece
    where piece.matter_code = ${matterMaterial}.matter_code and piece.material_code = ${matterMaterial}.code
    group by piece.alternative having not bool_or(piece.submit))`
  const materials = db.orm
    .select({ ...getTableColumns(matterMaterial), waivable })
    .from(matterMaterial)
    .where(sql`${matterMaterial.matterCode} = ${keys}`)
    .orderBy(asc(matterMaterial.matterCode), asc(matterMaterial.ordinal))
    .prepare('matters_materials')

  const alternatives = db.orm
    .select()
    .from(materialAlternative)
    .where(sql`${materialAlternative.matterCode} = ${keys}`)
    .orderBy(asc(materialAlternative.matterCode), asc(materialAlternative.materialCode), asc(materialAlternative.ordinal))
    .prepare('matters_alternatives')

  const evidences = db.orm
    .select()
    .from(materialEvidence)
    .where(sql`${materialEvidence.matterCode} = ${keys}`)
    .orderBy(
      asc(materialEvidence.matterCode),
      asc(materialEvidence.materialCode),
      asc(materialEvidence.alternative),
      asc(materialEvidence.ordinal),
    )
    .prepare('matters_evidences')

  const results = db.orm
    .select()
    .from(matterResult)
    .where(sql`${matterResult.matterCode} = ${keys}`)
    .orderBy(asc(matterResult.matterCode), asc(matterResult.ordinal))
    .prepare('matters_results')

  const fees = db.orm
    .select()
    .from(matterFee)
    .where(sql`${matterFee.matterCode} = ${keys}`)
    .orderBy(asc(matterFee.matterCode), asc(matterFee.ordinal))
    .prepare('matters_fees')

  const faqs = db.orm
    .select()
    .from(matterFaq)
    .where(sql`${matterFaq.matterCode} = ${keys}`)
    .orderBy(asc(matterFaq.matterCode), asc(matterFaq.ordinal))
    .prepare('matters_faqs')

  const facts = db.orm
    .select({
      code: matter.code,
      basicCode: matter.basicCode,
      agency: matter.agency,
      handleScope: matter.handleScope,
      afterDecisionDays: matter.afterDecisionDays,
      state: matter.state,
    })
    .from(matter)
    .where(sql`${matter.code} = ${sql.placeholder('code')}`)
    .prepare('matters_facts')

  return {
    /** Matters by implementation code. */
    async matters(access: Access, codes: Keys) {
      const rows = await read(byCode, { keys: codes })
      return rows.map((row) => shown(access, row))
    },

    /** Matters of implementing agencies, by code. */
    async mattersOf(access: Access, agencies: Keys) {
      const rows = await read(byAgency, { keys: agencies })
      return rows.map((row) => ({ ...shown(access, row), implementedBy: row.agency }))
    },

    /** Implementations of basic matters, by code. */
    async mattersUnder(access: Access, basicCodes: Keys) {
      const rows = await read(byBasic, { keys: basicCodes })
      return rows.map((row) => ({ ...shown(access, row), under: row.basicCode }))
    },

    /** Entries of the basic catalogue by basic code. */
    async basics(access: Access, codes: Keys) {
      const rows = await read(basics, { keys: codes })
      return rows.map((row) =>
        access.disclose('BasicMatter', {
          ...row, version: row.catalogueVersion, implementations: row.code, provenance: provenanceOf(row),
        }),
      )
    },

    /** Situations of matters, in the order of the list. */
    async situations(access: Access, matterCodes: Keys) {
      const rows = await read(situations, { keys: matterCodes })
      return rows.map((row) => access.disclose('Situation', { ...row, provenance: provenanceOf(row) }))
    },

    /** Materials of matters, in the order of the list. */
    async materials(access: Access, matterCodes: Keys) {
      const rows = await read(materials, { keys: matterCodes })
      return rows.map((row) =>
        access.disclose('MatterMaterial', { ...row, materialCode: row.code, provenance: provenanceOf(row) }),
      )
    },

    /** Alternatives of every material of some matters, the handiest first. */
    async alternatives(access: Access, matterCodes: Keys) {
      const rows = await read(alternatives, { keys: matterCodes })
      return rows.map((row) => access.disclose('MaterialAlternative', row))
    },

    /** Evidences of every alternative of some matters. */
    async evidences(access: Access, matterCodes: Keys) {
      const rows = await read(evidences, { keys: matterCodes })
      return rows.map((row) => access.disclose('Evidence', row))
    },

    /** Results of matters. */
    async results(access: Access, matterCodes: Keys) {
      const rows = await read(results, { keys: matterCodes })
      return rows.map((row) => access.disclose('MatterResult', { ...row, provenance: provenanceOf(row) }))
    },

    /** Fees of matters, in the order of the list. */
    async fees(access: Access, matterCodes: Keys) {
      const rows = await read(fees, { keys: matterCodes })
      return rows.map((row) => access.disclose('MatterFee', { ...row, provenance: provenanceOf(row) }))
    },

    /** Frequent questions about matters, in the order of the list. */
    async faqs(access: Access, matterCodes: Keys) {
      const rows = await read(faqs, { keys: matterCodes })
      return rows.map((row) => access.disclose('MatterFaq', { ...row, provenance: provenanceOf(row) }))
    },

    /** What the router's decision needs of a matter; `null` where there is none. */
    async facts(code: string) {
      return (await read(facts, { code }))[0] ?? null
    },
  }
}

// A matter has a version of its own, beside that of its record.
function shown(access: Access, row: MatterRow) {
  return access.disclose('Matter', {
    ...row, version: row.taskVersion, basic: row.basicCode, provenance: provenanceOf(row),
  })
}

export type Queries = ReturnType<typeof queries>
