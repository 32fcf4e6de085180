import { nearestParameters } from '#platform/db/nearest'
import { searchParameters } from '#platform/db/text-search'
import { searchWords } from '#platform/text-search'

/** What keys there are of. */
export const KINDS = [
  'person', 'household', 'alias', 'firm', 'firmName', 'division', 'address', 'unit', 'licenceType', 'licence', 'licenceNumber',
  'case', 'matter', 'basicMatter', 'agency', 'inspection', 'plan',
] as const

export type Kind = (typeof KINDS)[number]

const TODAY = '2026-03-02'

/** Parameters of a text search of everywhere. */
export const searchFor = (text: string) => searchParameters({ words: searchWords(text, 'text'), division: null, first: 20, after: null })

/** Statements that want nothing but keys, by the kind of these. */
const BY_KEYS: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  person: [
    'population_persons', 'population_claimed', 'population_marriages', 'population_households', 'population_relations', 'population_vital_events', 'population_kin',
    'population_housemates', 'population_other_documents', 'legal_persons_by_representative', 'legal_persons_revocations',
    'geo_units_held_by', 'supervision_person_bans',
  ],
  household: ['population_members'],
  alias: ['population_aliases'],
  firm: [
    'legal_persons_by_code', 'legal_persons_comparable', 'legal_persons_staff', 'legal_persons_shareholders', 'legal_persons_changes',
    'legal_persons_abnormal_listings', 'legal_persons_public_institutions', 'legal_persons_social_organisations',
    'supervision_legal_person_bans',
  ],
  firmName: ['legal_persons_names'],
  division: ['geo_division_changes', 'geo_service_halls'],
  address: ['legal_persons_by_address', 'geo_addresses', 'geo_units_at'],
  unit: ['geo_units', 'geo_holders', 'geo_restrictions'],
  licenceType: ['licences_types'],
  licence: ['licences_holders', 'licences_verifications', 'licences_to_change', 'licences_printable'],
  case: [
    'cases_agencies', 'cases_parties', 'cases_contacts', 'cases_materials', 'cases_process',
    'cases_specials', 'cases_evaluations', 'cases_clocks', 'cases_results',
  ],
  matter: [
    'matters_by_code', 'matters_situations', 'matters_materials', 'matters_alternatives', 'matters_evidences', 'matters_results',
    'matters_fees', 'matters_faqs',
  ],
  basicMatter: ['matters_basic', 'matters_by_basic'],
  agency: ['matters_by_agency', 'matters_implemented'],
  inspection: ['supervision_inspections', 'supervision_rectifications', 'supervision_items', 'supervision_inspectors', 'supervision_labour_checks'],
  plan: ['supervision_plans'],
}

/** Statements about the credit of organisations. */
const CREDIT = ['listings', 'flags', 'subjects', 'penalties', 'permits', 'commitments', 'evaluations', 'repairs'].map((path) => `credit_${path}`)

/** Parameters of every prepared statement of the libraries, by its name, for so many keys. */
export function parametersOf(keys: Readonly<Record<Kind, readonly string[]>>, count: number): Record<string, Record<string, unknown>> {
  const by = (kind: Kind) => ({ keys: keys[kind].slice(0, count) })
  const simple = Object.entries(BY_KEYS).flatMap(([kind, names]) => names.map((name) => [name, by(kind as Kind)] as const))
  const types = keys.licenceType
  const places = Array.from({ length: count }, (_each, at) => ({ lon: 100 + at / 10, lat: 30 + at / 20 }))
  const asked = by('person').keys.map((subject, place) => ({ place, subject, slices: keys.matter, size: 20, instant: null, number: null }))
  const ofHolder = { subject: keys.person[0], at: null, key: null }
  const asking = { agency: keys.agency[0], inPerson: false }
  return {
    ...Object.fromEntries([...simple, ...CREDIT.map((name) => [name, { ...by('firm'), naturalPerson: false, today: TODAY }] as const)]),
    population_protected: {},
    legal_persons_search: searchFor('恒泰科技'),
    geo_divisions_found: { text: '和平', after: '', limit: 21, today: TODAY },
    geo_divisions: { ...by('division'), today: TODAY },
    geo_division_children: { ...by('division'), today: TODAY },
    geo_divisions_at: { lon: places.map(({ lon }) => lon), lat: places.map(({ lat }) => lat), today: TODAY },
    geo_addresses_found: searchFor('春晖路12号'),
    geo_nearest_halls: nearestParameters(places.map((place) => ({ ...place, mark: keys.matter[0] ?? null, first: 10 }))),
    licences_by_identifier: { ...by('licence'), types },
    licences_by_holder: { ...by('person'), types },
    licences_holding: { ...by('person'), types },
    licences_types_to_issue: { keys: types, issuer: keys.agency[0] },
    licences_series_taken: { keys: by('licence').keys.map((identifier) => identifier.split('.').slice(5, 8).join('.')) },
    licences_mutation: { agency: keys.agency[0], consumer: 'sys', operation: 'issueLicences', id: 'one' },
    licences_events: { types, after: 0, limit: 21, sealed: [] },
    licences_copy: { number: 'none' },
    licences_copy_of_file: { sm3: 'none' },
    licences_copies_of_holder: { ...ofHolder, limit: 21 },
    licences_authorisations: { ...ofHolder, limit: 21 },
    licences_authorisation: { id: 'none' },
    licences_versions: { keys: by('licence').keys.map((identifier) => identifier.split('.').slice(5, 8).join('.')), types },
    licences_history: { keys: by('licence').keys.map((identifier) => identifier.split('.').slice(5, 8).join('.')) },
    licences_claimed_by_identifier: { ...by('licence'), types },
    licences_claimed_by_number: { ...by('licenceNumber'), types },
    cases_by_number: { ...by('case'), ...asking },
    cases_by_parent: { ...by('case'), ...asking },
    cases_by_subject: { asked: JSON.stringify(asked), sealed: [], ...asking },
    cases_purpose: { caseNo: keys.case[0], agency: keys.agency[0], named: by('person').keys },
    cases_handled: { caseNo: keys.case[0] },
    cases_handled_list: { agency: keys.agency[0], after: null, limit: 21 },
    matters_facts: by('matter'),
    matters_of_agency: { agency: keys.agency[0], text: '登记', after: '', limit: 21 },
    matters_needed: { code: keys.matter[0] },
    supervision_inspections_of: { ...by('firm'), planned: true },
    supervision_findings: { ...by('inspection'), published: true },
  }
}
