import { asc, sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import { type Database, read } from '#platform/db'
import { materialAlternative, materialEvidence, matter, matterMaterial, matterResult, matterSituation } from './tables.ts'

type Keys = readonly string[]

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

  const situations = db.orm
    .select()
    .from(matterSituation)
    .where(sql`${matterSituation.matterCode} = ${keys}`)
    .orderBy(asc(matterSituation.matterCode), asc(matterSituation.ordinal))
    .prepare('matters_situations')

  const materials = db.orm
    .select()
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
      return rows.map((row) => access.disclose('Matter', row))
    },

    /** Matters of implementing agencies, by code. */
    async mattersOf(access: Access, agencies: Keys) {
      const rows = await read(byAgency, { keys: agencies })
      return rows.map((row) => access.disclose('Matter', { ...row, implementedBy: row.agency }))
    },

    /** Situations of matters, in the order of the list. */
    async situations(access: Access, matterCodes: Keys) {
      const rows = await read(situations, { keys: matterCodes })
      return rows.map((row) => access.disclose('Situation', row))
    },

    /** Materials of matters, in the order of the list. */
    async materials(access: Access, matterCodes: Keys) {
      const rows = await read(materials, { keys: matterCodes })
      return rows.map((row) => access.disclose('MatterMaterial', { ...row, materialCode: row.code }))
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
      return rows.map((row) => access.disclose('MatterResult', row))
    },

    /** What the router's decision needs of a matter; `null` where there is none. */
    async facts(code: string) {
      return (await read(facts, { code }))[0] ?? null
    },
  }
}

export type Queries = ReturnType<typeof queries>
