import { sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import { type Database, read, whole } from '#platform/db'
import type { Grade, PartyRole } from './domain/codes.ts'
import { materialAlternative, materialEvidence, matter, matterMaterial, matterSituation } from './tables.ts'

/** One piece of evidence as the router needs it. */
interface NeededEvidence {
  readonly parties: readonly PartyRole[]
  readonly licenceType: string | null
  readonly items: readonly string[]
  readonly grades: readonly Grade[]
  readonly submit: boolean
}

/** A material as the router needs it, with its alternatives in their order. */
interface NeededMaterial {
  readonly code: string
  readonly name: string
  readonly required: boolean
  readonly situation: string | null
  readonly alternatives: readonly { readonly title: string | null; readonly evidences: readonly NeededEvidence[] }[]
}

// A matter has some ten materials, so all of them are one row: the router asks this before it decides, and waits for it.
const evidences = sql`(
  select coalesce(json_agg(json_build_object('parties', piece.parties, 'licenceType', piece.licence_type, 'items', piece.items,
    'grades', piece.grades, 'submit', piece.submit) order by piece.ordinal), '[]')
  from ${materialEvidence} as piece
  where piece.matter_code = way.matter_code and piece.material_code = way.material_code and piece.alternative = way.ordinal)`
const alternatives = sql`(
  select coalesce(json_agg(json_build_object('title', way.title, 'evidences', ${evidences}) order by way.ordinal), '[]')
  from ${materialAlternative} as way
  where way.matter_code = material.matter_code and way.material_code = material.code)`
const materials = sql<NeededMaterial[]>`(
  select coalesce(json_agg(json_build_object('code', material.code, 'name', material.name, 'required', material.required,
    'situation', material.situation_code, 'alternatives', ${alternatives}) order by material.ordinal), '[]')
  from ${matterMaterial} as material where material.matter_code = ${matter}.code)`
const situations = sql<string[]>`(
  select coalesce(json_agg(each.code order by each.ordinal), '[]') from ${matterSituation} as each where each.matter_code = ${matter}.code)`

/** What a matter asks for, told to the router alone: one statement, whatever the number of materials. */
export function materialsQueries(db: Database) {
  const needed = whole(db, 'matters_needed', db.orm
    .select({ code: matter.code, situations, materials })
    .from(matter)
    .where(sql`${matter.code} = ${sql.placeholder('code')}`))

  return {
    /** The materials of a matter, and its situations; `null` where nobody knows it. */
    needed: async (access: Access, code: string) => (await read(needed(access.signal), { code }))[0] ?? null,
  }
}
