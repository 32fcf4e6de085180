import { parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import type { NamedMatter } from '#platform/access'
import { ContractItems } from '#platform/contract'
import { applicationFaults, type ApplicationFacts, handlingOf } from './application-check.ts'
import type { ApplicationInput } from './application-input.ts'
import type { CatalogueItem } from './application-items.ts'

const US = 'us'
const CONTRACT = new ContractItems(parse(`
  type Person {
    name: String @item(resource: "1/1", title: "姓名", share: CONDITIONAL, class: PERSONAL, mask: NAME)
    nation: String @item(resource: "1/1", title: "民族", share: CONDITIONAL, class: PERSONAL, mask: DROP)
    birthDate: Date @item(resource: "1/1", title: "出生日期", share: CONDITIONAL, class: PERSONAL)
    sex: String @item(resource: "1/1", title: "性别", share: UNCONDITIONAL, class: PERSONAL)
    faith: String @item(resource: "1/1", title: "信仰", share: CONDITIONAL, class: SENSITIVE)
    grade: String @item(resource: "1/1", title: "等级", share: WITHHELD, class: PERSONAL, basis: "法第一条")
    ageAtLeast(years: Int!): Boolean @item(resource: "1/1", title: "年龄", share: CONDITIONAL, class: PERSONAL, derived: true)
    marriedOn(date: Date!): Boolean @item(resource: "1/1", title: "婚姻", share: CONDITIONAL, class: PERSONAL, derived: true)
    isAlive: Boolean @item(resource: "1/1", title: "健在", share: CONDITIONAL, class: PERSONAL, derived: true)
    uncatalogued: String @item(resource: "1/9", title: "未编目", share: CONDITIONAL, class: PERSONAL)
  }
  type Licence {
    state: String @item(resource: "2/*", title: "状态", share: CONDITIONAL, class: PERSONAL, sliced: true)
    face: String @item(resource: "2/*", title: "照面", share: CONDITIONAL, class: PERSONAL, sliced: true)
  }
  type Firm { capital: String @item(resource: "3/1", title: "资本", share: CONDITIONAL, class: BUSINESS) }
`))

const entry = (item: string, more: Partial<CatalogueItem> = {}): CatalogueItem => {
  const stated = CONTRACT.get(item)
  return {
    resource: '1/1', kind: 'ITEMS', slice: null, state: 'PUBLISHED', provider: 'police', item,
    share: stated?.share ?? 'CONDITIONAL', dataClass: stated?.class ?? 'INTERNAL', mask: stated?.mask ?? 'NONE', ...more,
  }
}

const CATALOGUED: readonly CatalogueItem[] = [
  ...['name', 'nation', 'birthDate', 'sex', 'faith', 'grade', 'ageAtLeast', 'marriedOn', 'isAlive'].map((field) => entry(`Person.${field}`)),
  entry('Licence.state', { resource: '2/100001', slice: 'TYPE1' }), entry('Licence.face', { resource: '2/100001', slice: 'TYPE1' }),
  entry('Licence.state', { resource: '2/100002', slice: 'TYPE2', state: 'WITHDRAWN' }),
  entry('Firm.capital', { resource: '3/1', provider: 'market' }),
  entry('plate', { resource: '4/1', kind: 'TABLE', provider: 'police', dataClass: 'INTERNAL' }),
]

const matter = (code: string, more: Partial<NamedMatter> = {}): NamedMatter => ({
  code, basicCode: '990511001001', name: '示例事项', agency: US, jointAgencies: [], entrustedAgencies: [], division: '990101000000', handleScope: null, afterDecisionDays: 0, inUse: true, ...more,
})

const FACTS: ApplicationFacts = {
  agency: US, regions: ['990101000000'], today: '2026-03-02', catalogued: CATALOGUED, contract: new Map(CONTRACT.all().map((item) => [item.coordinate, item])),
  matters: new Map([
    matter('ours'), matter('retired', { inUse: false }), matter('theirs', { agency: 'them' }),
    matter('entrusted', { agency: 'them', entrustedAgencies: [US] }), matter('joint', { agency: 'them', jointAgencies: [US] }),
  ].map((each) => [each.code, each])),
}

const INPUT: ApplicationInput = {
  items: [{ item: 'Person.name', disclosure: 'CLEAR' }], matters: ['ours'], agencyRoles: ['DECIDING'], binding: { kind: 'CASE_PARTY', roles: ['APPLICANT'] },
  regions: ['990101000000'], validFrom: '2026-03-02', validTo: '2029-03-02', legalBasis: '示例法第一条', scenario: '核对年龄',
}

const faults = (input: Partial<ApplicationInput>, facts: Partial<ApplicationFacts> = {}) =>
  applicationFaults({ ...INPUT, ...input }, { ...FACTS, ...facts }).map(({ argument, check }) => `${argument.replace('input.', '')} ${check}`)
const asked = (item: string, disclosure: 'CLEAR' | 'MASKED' | 'VERIFY' = 'CLEAR', given: string | null = null) =>
  faults({ items: [{ item, disclosure, arguments: given }] })

describe('an application has no fault', () => {
  it.each([
    ['of its own', {}],
    ['for a masked name', { items: [{ item: 'Person.name', disclosure: 'MASKED' }] }],
    ['for a slice and a field of a face', { items: [{ item: 'Licence.state@TYPE1', disclosure: 'CLEAR' }, { item: 'Licence.face@TYPE1.bank', disclosure: 'CLEAR' }] }],
    ['for a table without coordinates', { items: [{ item: '4/1#plate', disclosure: 'CLEAR' }], regions: [] }],
    ['for a derived item with a list, and one that takes nothing', {
      items: [{ item: 'Person.ageAtLeast', disclosure: 'CLEAR', arguments: '{"years":[80,90]}' }, { item: 'Person.isAlive', disclosure: 'CLEAR' }],
    }],
    ['for verdicts on anybody', { items: [{ item: 'Person.name', disclosure: 'VERIFY' }], binding: { kind: 'ANY' } }],
    ['for a withheld item of the subject itself', { items: [{ item: 'Person.grade', disclosure: 'CLEAR' }], binding: { kind: 'SELF' } }],
    ['for kin one step away', { binding: { kind: 'KIN', of: 'APPLICANT', kin: 'spouse' } }],
    ['for a matter that it was entrusted to receive', { matters: ['entrusted'], agencyRoles: ['RECEIVING'] }],
    ['for a matter that it takes a part of', { matters: ['joint'], agencyRoles: ['JOINT'] }],
    ['with an id that looks like a number', { clientMutationId: '130503670401001' }],
    ['for a town of its county', { regions: ['990101001000'] }],
    ['for a class', { matters: ['990511001001'], consumerClass: { basicCode: '990511001001', region: '990101000000' } }],
  ] as [string, Partial<ApplicationInput>][])('%s', (_what, input) => {
    expect(faults(input)).toEqual([])
  })
})

describe('an application is refused for items', () => {
  it.each([
    ['Person.shoe', 'UNKNOWN_ITEM'], ['nothing', 'UNKNOWN_ITEM'], ['Person.name@TYPE1', 'UNKNOWN_ITEM'], ['Licence.face@TYPE1', 'UNKNOWN_ITEM'], ['Licence.state@TYPE1.bank', 'UNKNOWN_ITEM'],
    ['4/1#other', 'UNKNOWN_ITEM'], ['1/1#Person.name', 'UNKNOWN_ITEM'], ['Licence.state', 'UNKNOWN_SLICE'], ['Licence.state@TYPE9', 'UNKNOWN_SLICE'],
    ['Licence.state@TYPE2', 'NOT_PUBLISHED'], ['Person.uncatalogued', 'NOT_PUBLISHED'], ['Person.grade', 'WITHHELD'],
  ])('%s: %s', (item, check) => {
    expect(asked(item)).toEqual([`items[0].item ${check}`])
  })

  it.each(['Person.nation', 'Person.birthDate'])('whose %s has no masked form', (item) => {
    expect(asked(item, 'MASKED')).toEqual(['items[0].disclosure NO_MASKED_FORM'])
  })

  it('that are withheld by the catalogue alone, whoever asks', () => {
    const withheld = CATALOGUED.map((each) => (each.item === 'Person.name' ? { ...each, share: 'WITHHELD' as const } : each))
    expect(faults({ binding: { kind: 'SELF' } }, { catalogued: withheld })).toEqual(['items[0].item WITHHELD'])
  })

  it('of several providers, twice, none and too many', () => {
    const name = INPUT.items[0] as ApplicationInput['items'][number]
    expect(faults({ items: [name, { item: 'Firm.capital', disclosure: 'CLEAR' }] })).toEqual(['items SEVERAL_PROVIDERS'])
    expect(faults({ items: [name, name] })).toEqual(['items[1] DUPLICATE'])
    expect(faults({ items: [] })).toEqual(['items EMPTY'])
    expect(faults({ items: Array.from({ length: 301 }, () => name) })).toEqual(['items TOO_MANY'])
  })

  it.each([
    [null, 'ARGUMENTS_NEEDED'], ['{"years":[]}', 'ARGUMENTS_NEEDED'], ['{}', 'ARGUMENTS_NEEDED'], ['years', 'ARGUMENTS_WRONG'], ['[80]', 'ARGUMENTS_WRONG'], ['{"years":80}', 'ARGUMENTS_WRONG'],
    ['{"years":["80"]}', 'ARGUMENTS_WRONG'], ['{"years":[80],"months":[1]}', 'ARGUMENTS_WRONG'], ['{"years":[80,"*"]}', 'ARGUMENTS_WRONG'],
  ])('that are derived, with the arguments %s: %s', (given, check) => {
    expect(asked('Person.ageAtLeast', 'CLEAR', given)).toEqual([`items[0].arguments ${check}`])
  })

  it('that take no arguments and are given some', () => {
    expect(asked('Person.name', 'CLEAR', '{"years":[80]}')).toEqual(['items[0].arguments ARGUMENTS_WRONG'])
    expect(asked('Person.isAlive', 'CLEAR', '{"years":[80]}')).toEqual(['items[0].arguments ARGUMENTS_WRONG'])
  })
})

describe('an application is refused for its terms', () => {
  it.each([
    ['personal items of anybody', { binding: { kind: 'ANY' } }, ['items[0].item BINDING_TOO_WIDE']],
    ['a matter of another agency', { matters: ['theirs'] }, ['matters[0] MATTER_NOT_YOURS']],
    ['a matter that nobody knows', { matters: ['unknown'] }, ['matters[0] MATTER_NOT_YOURS']],
    ['a role beyond what it was entrusted with', { matters: ['entrusted'], agencyRoles: ['RECEIVING', 'DECIDING'] }, ['matters[0] MATTER_NOT_YOURS']],
    ['a role beyond its part', { matters: ['joint'], agencyRoles: ['DECIDING'] }, ['matters[0] MATTER_NOT_YOURS']],
    ['a matter that is not in use', { matters: ['retired'] }, ['matters[0] MATTER_NOT_IN_USE']],
    ['no matter, no role, no region', { matters: [], agencyRoles: [], regions: [] }, ['matters EMPTY', 'agencyRoles EMPTY', 'regions EMPTY']],
    ['a role that is none', { agencyRoles: ['OWNER'] }, ['agencyRoles[0] ROLE_UNKNOWN']],
    ['a binding without roles', { binding: { kind: 'CASE_PARTY', roles: [] } }, ['binding BINDING_WRONG']],
    ['a binding with a role that is none', { binding: { kind: 'CASE_PARTY', roles: ['FRIEND'] } }, ['binding BINDING_WRONG']],
    ['kin of an unknown kind', { binding: { kind: 'KIN', of: 'APPLICANT', kin: 'cousin' } }, ['binding BINDING_WRONG']],
    ['kin with roles besides', { binding: { kind: 'KIN', of: 'APPLICANT', kin: 'spouse', roles: ['AGENT'] } }, ['binding BINDING_WRONG']],
    ['a binding that is none', { binding: { kind: 'EVERYBODY' } }, ['binding BINDING_WRONG']],
    ['another county', { regions: ['990102000000'] }, ['regions[0] REGION_NOT_YOURS']],
    ['the province', { regions: ['990000000000'] }, ['regions[0] REGION_NOT_YOURS']],
    ['a quota of none', { quotaPerDay: 0 }, ['quotaPerDay QUOTA_WRONG']],
    ['a term in the past', { validFrom: '2026-03-01', validTo: '2026-03-01' }, ['validFrom TERM_PAST', 'validTo TERM_PAST']],
    ['a term that ends before it begins', { validFrom: '2026-05-01', validTo: '2026-04-30' }, ['validTo TERM_REVERSED']],
    ['more than three years', { validTo: '2029-03-03' }, ['validTo TERM_TOO_LONG']],
    ['texts that are empty or hold a number', { legalBasis: ' ', scenario: '找990101194203010018核对' }, ['legalBasis EMPTY', 'scenario TEXT_WRONG']],
    ['texts that hide something or are long', { legalBasis: '法\u202E', scenario: '长'.repeat(1_001) }, ['legalBasis TEXT_WRONG', 'scenario TEXT_WRONG']],
    ['an empty id of the sender', { clientMutationId: '' }, ['clientMutationId TEXT_WRONG']],
    ['a class in another region, and matters that are no basic codes', { consumerClass: { basicCode: '990511001001', region: '990000000000' } }, [
      'matters[0] NO_BASIC_CODE', 'consumerClass.basicCode NO_BASIC_CODE', 'consumerClass.region REGION_NOT_YOURS',
    ]],
  ] as [string, Partial<ApplicationInput>, string[]][])('%s', (_what, input, expected) => {
    expect(faults(input)).toEqual(expected)
  })

  it('by an agency that the catalogue does not know', () => {
    expect(faults({}, { regions: null })).toEqual(['input AGENCY_UNKNOWN', 'regions[0] REGION_NOT_YOURS'])
  })
})

describe('an application is handled', () => {
  const handling = (...items: ApplicationInput['items'][number][]) => handlingOf({ ...INPUT, items }, FACTS)

  it('by two people where an item is sensitive, or a derived one may be asked with any value', () => {
    expect(handling({ item: 'Person.name', disclosure: 'CLEAR' })).toEqual({ provider: 'police', standing: false, twoPersons: false })
    expect(handling({ item: 'Person.faith', disclosure: 'VERIFY' })).toMatchObject({ twoPersons: true })
    expect(handling({ item: 'Person.marriedOn', disclosure: 'CLEAR', arguments: '{"date":["*"]}' })).toMatchObject({ twoPersons: true })
  })

  it('without the provider where all of it is shared unconditionally', () => {
    expect(handling({ item: 'Person.sex', disclosure: 'CLEAR' })).toMatchObject({ standing: true, twoPersons: false })
    expect(handling({ item: 'Person.sex', disclosure: 'CLEAR' }, { item: 'Person.name', disclosure: 'CLEAR' })).toMatchObject({ standing: false })
  })
})
