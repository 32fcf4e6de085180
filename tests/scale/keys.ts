import { sql } from 'drizzle-orm'
import type { Database } from '#platform/db'
import type { Kind } from '../../bench/parameters.ts'

/** Where keys of some kind are found: column and table. */
const WHERE: Readonly<Record<Kind, readonly [column: string, table: string]>> = {
  person: ['subject_key', 'population.person'],
  household: ['household_no', 'population.household'],
  alias: ['alias_key', 'population.key_alias'],
  firm: ['subject_key', 'legal_persons.legal_person'],
  firmName: ['comparable_name', 'legal_persons.legal_person'],
  division: ['code', 'geo.division'],
  address: ['code', 'geo.address'],
  unit: ['unit_code', 'geo.real_estate_unit'],
  licenceType: ['code', 'licences.licence_type'],
  licence: ['identifier', 'licences.licence'],
  licenceNumber: ['number', 'licences.licence'],
  case: ['case_no', 'cases."case"'],
  matter: ['code', 'matters.matter'],
  basicMatter: ['basic_code', 'matters.matter'],
  agency: ['agency', 'matters.matter'],
  inspection: ['inspection_no', 'supervision.inspection'],
  plan: ['plan_no', 'supervision.inspection_plan'],
}

/** Keys of a database by kind, up to a hundred of each, from all over the table. */
export async function sampleKeys({ orm }: Database): Promise<Record<Kind, string[]>> {
  const found = {} as Record<Kind, string[]>
  for (const [kind, [column, table]] of Object.entries(WHERE) as [Kind, readonly [string, string]][]) {
    // eslint-disable-next-line no-restricted-syntax -- fixed names from the list above
    const [key, from] = [sql.raw(column), sql.raw(table)]
    const rows = await orm.select({ key: sql<string>`key` }).from(sql`(select distinct ${key} as key from ${from} where ${key} is not null) as keys`).orderBy(sql`md5(key)`).limit(100)
    found[kind] = rows.map((row) => row.key)
  }
  return found
}
