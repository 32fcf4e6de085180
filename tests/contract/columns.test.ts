import { describe, expect, it, vi } from 'vitest'
import { Access } from '#platform/access'
import { ContractItems, objectTypes, readContract } from '#platform/contract'
import type * as PlatformDb from '#platform/db'
import { PROVENANCE_COLUMNS } from '#platform/provenance'
import { LIBRARY_NAMES, type LibraryName } from '../../schema/libraries.ts'
import { planOf } from '../harness/library.ts'
import { librariesWithoutRows, withoutRows } from './libraries.ts'

interface Plan {
  readonly type: string
  readonly columns: Readonly<Record<string, unknown>>
  readonly always: readonly string[]
  readonly needs?: Readonly<Record<string, readonly string[]>>
  readonly select: (columns: object) => unknown
}

interface Caught {
  readonly name: string
  readonly plan: Plan
  readonly of: (access: Access, type?: string) => { run(parameters: object): Promise<object[]> }
}

const caught = vi.hoisted(() => ({ planned: [] as Caught[], whole: [] as string[] }))

// Every statement that a library makes is caught where it is made, so that none is forgotten.
vi.mock('#platform/db', async (original) => {
  const db = await original<typeof PlatformDb>()
  const planned = (...input: Parameters<typeof db.planned>) => {
    const [, name, plan] = input
    const of = db.planned(...input)
    caught.planned.push({ name, plan, of } as unknown as Caught)
    return of
  }
  const whole = (...input: Parameters<typeof db.whole>) => {
    caught.whole.push(input[1])
    return db.whole(...input)
  }
  return { ...db, planned, whole }
})

/** Statements that show no row: for the router's decision, for verdicts, and for conclusions whose grounds stay in the library. */
const WHOLE = [
  'audit_confidential_categories',
  'population_claimed', 'population_marriages', 'population_kin', 'population_housemates', 'population_aliases', 'population_protected',
  'legal_persons_revocations', 'legal_persons_comparable', 'legal_persons_names',
  'licences_verifications', 'licences_claimed_by_identifier', 'licences_claimed_by_number',
  'licences_types_to_issue', 'licences_to_change', 'licences_series_taken', 'licences_mutation',
  // What a copy is decided on and printed by, and what whoever made copies or gave leave stated itself.
  'licences_printable', 'licences_copy', 'licences_copy_of_file', 'licences_copies_of_holder', 'licences_authorisations', 'licences_authorisation',
  'credit_flags', 'cases_clocks', 'cases_purpose', 'matters_facts', 'matters_implemented',
  // Members of an item of the application that they are read for, and days that everybody may know.
  'catalogue_application_items', 'catalogue_application_events', 'catalogue_calendar', 'catalogue_objection_events',
  // What an agency stated itself.
  'cases_handled', 'cases_handled_list',
  // Hashes of entries, of which only those beside the way to one's own are told.
  'audit_receipt_leaves',
  // Values that follow the edge of their resource, and are read where that is granted.
  'catalogue_items', 'catalogue_resource_versions', 'catalogue_resource_events', 'catalogue_sheet', 'catalogue_entered_items', 'catalogue_items_by_name',
  // Ids of grants, which are read by them; what follows the edge of a grant; and items of the catalogue with the grants that hold of them.
  'catalogue_grant_list_given_id', 'catalogue_grant_list_given_ends_first', 'catalogue_grant_list_given_ends_last',
  'catalogue_grant_list_held_id', 'catalogue_grant_list_held_ends_first', 'catalogue_grant_list_held_ends_last', 'catalogue_grant_use', 'catalogue_unused_of_grants', 'catalogue_matrix', 'catalogue_matrix_cells',
  // Numbers about many rows.
  'population_statistics_persons_division', 'population_statistics_persons_sex', 'population_statistics_persons_age',
  'legal_persons_statistics_legal_persons_kind', 'legal_persons_statistics_legal_persons_industry', 'legal_persons_statistics_legal_persons_division',
  'legal_persons_statistics_legal_persons_year', 'legal_persons_statistics_legal_persons_state',
  // What the router is told of materials.
  'matters_needed', 'licences_holding',
  'licences_statistics_licences_licence_type', 'licences_statistics_licences_year', 'licences_statistics_licences_state',
  'credit_statistics_credit_records_kind', 'credit_statistics_credit_records_year', 'geo_statistics_addresses_division', 'geo_statistics_addresses_kind',
  'matters_statistics_matters_kind', 'matters_statistics_matters_agency', 'matters_statistics_matters_limit',
  'supervision_statistics_inspections_kind', 'supervision_statistics_inspections_result', 'supervision_statistics_inspections_year',
  'cases_statistics_cases_month', 'cases_statistics_cases_day', 'cases_statistics_cases_channel', 'cases_statistics_decided_cases_matter_month',
  'audit_statistics', 'audit_case_indicators',
  // How much an export would hold.
  'audit_record_count', 'audit_record_count_of_consumer', 'audit_record_count_that_ended', 'audit_record_count_of_case', 'audit_record_count_of_provider',
  // What is counted of the record, and of what agencies did.
  'audit_alert_events', 'audit_alert_rules', 'audit_use_report',
  'audit_usage', 'audit_usage_months', 'audit_usage_state', 'audit_bulletin_acts', 'audit_bulletin_counts', 'audit_scores',
  'catalogue_answers', 'catalogue_items_used', 'catalogue_fresh_resources', 'catalogue_assessed_calendar', 'catalogue_provinces',
]

/** Values that are conclusions alone: no row is shown of their type. */
const CONCLUSIONS: readonly string[] = [
  'legal-persons NameCheck', 'licences LicenceVerification', 'licences LicenceCommitment', 'credit Person', 'catalogue AccessExplanation', 'catalogue MaterialNeed', 'catalogue CatalogueDrift', 'catalogue CatalogueSheet',
  'catalogue NamedItem',
  'audit Usage', 'audit UsageGroup', 'audit Bulletin', 'audit AgencyScore', 'catalogue Assessment', 'catalogue ConnectedProvince', 'catalogue MatrixRow', 'catalogue MatrixCell',
  'audit Statistics', 'audit StatisticsGroup', 'audit CaseIndicators', 'audit CaseIndicatorGroup',
]

/** Records of the hub's own that go to whoever stated them, and to nobody else. */
const OWN_FILES: readonly string[] = ['cases HandledCase', 'licences LicenceCopy', 'licences LicenceCopyPreview', 'licences LicenceAuthorisation', 'licences ShownLicences']

/** Types that share the statement of another type, under its items. */
const SHARED: Readonly<Record<string, readonly string[]>> = {
  Finding: ['UnpublishedFinding'], Listing: ['PersonListing'], AdministrativePermit: ['PersonPermit'], AdministrativePenalty: ['PersonPenalty'],
  CreditCommitment: ['PersonCommitment'], CreditRepair: ['PersonCreditRepair'], LegalPersonCredit: ['PersonCredit'],
}

/** Values that are told from the key alone, or by another statement of the library. */
const FROM_KEYS: Readonly<Record<string, readonly string[]>> = {
  'population Person': ['marriedOn'],
  'legal-persons LegalPerson': ['orgCode', 'entityKind', 'category'],
  'licences Licence': ['signatureValid'],
  'licences LicenceHolder': ['code'],
  'credit LegalPersonCredit': ['listFlags', 'seriouslyDishonest'],
  'credit PersonCredit': ['listFlags', 'seriouslyDishonest'],
  'cases Case': ['dueOn', 'overdue', 'timeState'],
  'catalogue Resource': ['secrecy'],
  // Of the one that was made just now.
  'catalogue Webhook': ['secret'],
}

const contracts = new Map(LIBRARY_NAMES.map((library) => [library, new ContractItems(readContract(library))]))
const libraryOf = (name: string) => LIBRARY_NAMES.find((library) => name.startsWith(`${library.replaceAll('-', '_')}_`)) ?? 'audit'
const itemsOf = (name: string, type: string) => contracts.get(libraryOf(name))?.ofType(type) ?? []

/** Items that are values; an edge is followed by the key. */
function valuesOf(library: LibraryName, type: string) {
  const edges = new Set(objectTypes(readContract(library)).map((each) => each.name.value))
  const isEdge = (dataType: string) => edges.has(dataType) && dataType !== 'Code' && dataType !== 'Provenance'
  return (contracts.get(library)?.ofType(type) ?? []).filter(({ dataType }) => !isEdge(dataType.replaceAll(/[[\]!]/g, ''))).map(({ field }) => field)
}

/** Parameters of any statement: every placeholder has a value. */
const anything = new Proxy({}, { has: () => true, get: () => '' })

/** The statement that is sent where these items are granted and no others. */
async function sent({ name, of }: Caught, type: string, items: readonly string[]): Promise<string> {
  const common = Object.fromEntries(items.map((each) => [`${type}.${each}`, 'CLEAR'] as const))
  const texts: string[] = []
  withoutRows.statements.texts = texts
  await of(new Access(planOf({ common }), contracts.get(libraryOf(name)) as ContractItems), type).run(anything)
  expect(texts).toHaveLength(1)
  return texts[0] ?? ''
}

/** Columns that an item is shown or drawn from, as the statement declares them. */
function columnsOf({ columns, needs = {} }: Plan, item: string): readonly string[] {
  const provenance = Object.keys(columns).filter((column) => PROVENANCE_COLUMNS.has(column))
  return needs[item] ?? (item === 'provenance' ? provenance : item in columns ? [item] : [])
}

/** The statement over plumbing and these columns, as its library writes it. */
function written({ columns, always, select }: Plan, wanted: readonly string[]): string {
  const selected = Object.entries(columns).filter(([column]) => always.includes(column) || wanted.includes(column))
  return (select(Object.fromEntries(selected)) as { toSQL(): { sql: string } }).toSQL().sql
}

const typesOf = ({ plan: { type } }: Caught) => [type, ...(SHARED[type] ?? [])]
librariesWithoutRows()
const statements = caught.planned.flatMap((each) => typesOf(each).map((type) => ({ ...each, type })))

describe('no library', () => {
  it('selects rows whole, but for what shows none', () => {
    expect([...new Set(caught.whole)].sort()).toEqual([...WHOLE].sort())
  })

  it.each(LIBRARY_NAMES)('shows values of a type that no planned statement reads: %s', (name) => {
    const types = new Set(contracts.get(name)?.all().map(({ type }) => type))
    const read = new Set(statements.filter((each) => libraryOf(each.name) === name).map(({ type }) => type))
    const unread = [...types].filter((type) => !read.has(type) && valuesOf(name, type).length > 0)
    expect(unread.filter((type) => ![...CONCLUSIONS, ...OWN_FILES].includes(`${name} ${type}`))).toEqual([])
  })
})

describe('a statement does not select what was not granted', () => {
  it.each(statements)('$name of $type: plumbing alone where nothing is, and for each item what that is shown or drawn from', async (statement) => {
    const { name, plan, type } = statement
    const nothing = await sent(statement, type, [])
    expect(nothing).toBe(written(plan, []))
    const items = itemsOf(name, type).map(({ field }) => field)
    for (const item of items) {
      const text = await sent(statement, type, [item])
      const wanted = columnsOf(plan, item).filter((column) => !plan.always.includes(column))
      expect(text, item).toBe(written(plan, wanted))
      expect(text === nothing, item).toBe(wanted.length === 0)
    }
    expect(await sent(statement, type, items)).toBe(written(plan, items.flatMap((item) => columnsOf(plan, item))))
  })

  it.each(statements)('$name of $type: its items are drawn from columns that it has, and are items of the contract', ({ name, plan, type }) => {
    const items = itemsOf(name, type).map(({ field }) => field)
    for (const [item, columns] of Object.entries(plan.needs ?? {})) {
      expect(Object.keys(plan.columns)).toEqual(expect.arrayContaining([...columns]))
      if (type === plan.type) expect(items).toContain(item)
    }
  })
})

describe('every value says what it is drawn from', () => {
  it.each(statements)('$name of $type, or needs no more than the key', ({ name, plan, type }) => {
    const values = valuesOf(libraryOf(name), type)
    expect(values.filter((item) => columnsOf(plan, item).length === 0)).toEqual(FROM_KEYS[`${libraryOf(name)} ${type}`] ?? [])
  })
})

describe('what costs most stays in its table', () => {
  const named = (name: string) => statements.find((each) => each.name === name) as (typeof statements)[number]

  it.each([
    ['geo_divisions', 'boundary', /ST_AsGeoJSON\("(division"\.")?boundary"/],
    ['geo_divisions', 'center', /ST_AsGeoJSON\("(division"\.")?center"/],
    ['geo_units', 'boundary', /ST_AsGeoJSON/],
    ['geo_addresses', 'location', /ST_AsGeoJSON/],
    ['licences_by_identifier', 'face', /"sealed_face".*"face_schema"/],
    ['matters_materials', 'waivable', /exists \(/],
    ['cases_by_number', 'agencies', /json_agg\(distinct part\.agency\)/],
  ])('%s: %s, unless it is granted', async (name, item, costly) => {
    const others = itemsOf(name, named(name).type).map(({ field }) => field).filter((field) => field !== item)
    expect(await sent(named(name), named(name).type, others)).not.toMatch(costly)
    expect(await sent(named(name), named(name).type, [item])).toMatch(costly)
  })
})
