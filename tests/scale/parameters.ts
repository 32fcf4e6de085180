import { sql } from 'drizzle-orm'
import type { Database } from '#platform/db'
import { nearestParameters } from '#platform/db/nearest'
import { searchParameters } from '#platform/db/text-search'
import { searchWords } from '#platform/text-search'

/** Where keys of some kind are found: column and table. */
const KINDS = {
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
} as const

export type Kind = keyof typeof KINDS

/** Keys of a database by kind, up to a hundred of each, from all over the table. */
export async function sampleKeys({ orm }: Database): Promise<Record<Kind, string[]>> {
  const found = {} as Record<Kind, string[]>
  for (const [kind, [column, table]] of Object.entries(KINDS) as [Kind, readonly [string, string]][]) {
    // eslint-disable-next-line no-restricted-syntax -- fixed names from the list above
    const [key, from] = [sql.raw(column), sql.raw(table)]
    const rows = await orm.select({ key: sql<string>`key` }).from(sql`(select distinct ${key} as key from ${from} where ${key} is not null) as keys`).orderBy(sql`md5(key)`).limit(100)
    found[kind] = rows.map((row) => row.key)
  }
  return found
}

const TODAY = '2026-03-02'

/** Parameters of every prepared statement of the eight libraries, by its name, for so many keys. */
export function parametersOf(keys: Record<Kind, readonly string[]>, count: number): Record<string, Record<string, unknown>> {
  const by = (kind: Kind) => ({ keys: keys[kind].slice(0, count) })
  const types = keys.licenceType
  const firms = { ...by('firm'), naturalPerson: false, today: TODAY }
  const places = Array.from({ length: count }, (_each, at) => ({ lon: 100 + at / 10, lat: 30 + at / 20 }))
  const search = (text: string) => searchParameters({ words: searchWords(text, 'text'), division: null, first: 20, after: null })
  return {
    population_persons: by('person'),
    population_households: by('person'),
    population_members: by('household'),
    population_relations: by('person'),
    population_vital_events: by('person'),
    population_kin: by('person'),
    population_housemates: by('person'),
    population_other_documents: by('person'),
    population_aliases: by('alias'),
    population_protected: {},
    legal_persons_firms: by('firm'),
    legal_persons_by_representative: by('person'),
    legal_persons_by_address: by('address'),
    legal_persons_revocations: by('person'),
    legal_persons_search: search('恒泰科技'),
    legal_persons_comparable: by('firm'),
    legal_persons_names: by('firmName'),
    legal_persons_staff: by('firm'),
    legal_persons_shareholders: by('firm'),
    legal_persons_changes: by('firm'),
    legal_persons_abnormal_listings: by('firm'),
    legal_persons_public_institutions: by('firm'),
    legal_persons_social_organisations: by('firm'),
    geo_divisions: { ...by('division'), today: TODAY },
    geo_division_children: { ...by('division'), today: TODAY },
    geo_divisions_at: { lon: places.map(({ lon }) => lon), lat: places.map(({ lat }) => lat), today: TODAY },
    geo_division_changes: by('division'),
    geo_addresses: by('address'),
    geo_addresses_found: search('春晖路12号'),
    geo_service_halls: by('division'),
    geo_nearest_halls: nearestParameters(places.map((place) => ({ ...place, mark: keys.matter[0] ?? null, first: 10 }))),
    geo_units: by('unit'),
    geo_units_at: by('address'),
    geo_units_held_by: by('person'),
    geo_holders: by('unit'),
    geo_restrictions: by('unit'),
    licences_types: by('licenceType'),
    licences_by_identifier: { ...by('licence'), types },
    licences_by_holder: { ...by('person'), types },
    licences_versions: { keys: by('licence').keys.map((identifier) => identifier.split('.').slice(5, 8).join('.')), types },
    licences_holders: by('licence'),
    licences_signatures: by('licence'),
    licences_claimed_by_identifier: { ...by('licence'), types },
    licences_claimed_by_number: { ...by('licenceNumber'), types },
    credit_listings: firms,
    credit_flags: firms,
    credit_subjects: firms,
    credit_penalties: firms,
    credit_permits: firms,
    credit_commitments: firms,
    credit_evaluations: firms,
    credit_repairs: firms,
    cases_by_number: by('case'),
    cases_by_subject: {
      asked: JSON.stringify(by('person').keys.map((subject, place) => ({ place, subject, slices: keys.matter, size: 20, instant: null, number: null }))),
    },
    cases_by_parent: by('case'),
    cases_agencies: by('case'),
    cases_parties: by('case'),
    cases_contacts: by('case'),
    cases_materials: by('case'),
    cases_process: by('case'),
    cases_specials: by('case'),
    cases_evaluations: by('case'),
    cases_clocks: by('case'),
    cases_results: by('case'),
    cases_purpose: { caseNo: keys.case[0], agency: keys.agency[0] },
    matters_by_code: by('matter'),
    matters_by_agency: by('agency'),
    matters_basic: by('basicMatter'),
    matters_by_basic: by('basicMatter'),
    matters_situations: by('matter'),
    matters_materials: by('matter'),
    matters_alternatives: by('matter'),
    matters_evidences: by('matter'),
    matters_results: by('matter'),
    matters_fees: by('matter'),
    matters_faqs: by('matter'),
    matters_facts: { code: keys.matter[0] },
    supervision_inspections: by('inspection'),
    supervision_inspections_of: { ...by('firm'), planned: true },
    supervision_findings: { ...by('inspection'), published: true },
    supervision_rectifications: by('inspection'),
    supervision_plans: by('plan'),
    supervision_items: by('inspection'),
    supervision_inspectors: by('inspection'),
    supervision_labour_checks: by('inspection'),
    supervision_legal_person_bans: by('firm'),
    supervision_person_bans: by('person'),
  }
}
