import { parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { ContractItems, objectTypes, readContract } from './contract.ts'

const items = (sdl: string) => new ContractItems(parse(sdl))

const NAME = '@item(resource: "101001/000001", title: "姓名", share: CONDITIONAL, class: PERSONAL, mask: NAME)'

describe('a contract is refused', () => {
  it.each(['resource', 'title', 'share', 'class'])('where an item has no %s, naming the item', (missing) => {
    const given = { resource: '"101001/000001"', title: '"姓名"', share: 'CONDITIONAL', class: 'PERSONAL' }
    const left = Object.entries(given).filter(([name]) => name !== missing).map(([name, value]) => `${name}: ${value}`)
    expect(() => items(`type Person { name: String @item(${left.join(', ')}) }`)).toThrow(/^Person\.name: @item needs/)
  })

  it('where a withheld item names no legal basis', () => {
    expect(() => items('type Person { protection: Code @item(resource: "r", title: "t", share: WITHHELD, class: SENSITIVE) }'))
      .toThrow(/^Person\.protection: .*legal basis/)
  })
})

describe('a contract tells', () => {
  const contract = items(`
    type Query { person(citizenId: ID @item(of: "Person.citizenId"), first: Int @plumbing): Person @plumbing }
    type Person { key: ID @plumbing "As on the card." name: String ${NAME} }
    extend type Person { mobile: String @item(resource: "101001/000001", title: "联系电话", share: WITHHELD, class: SENSITIVE, basis: "法", restricted: true) }
    type Firm { name: String @item(resource: "102001/000001", title: "名称", share: UNCONDITIONAL, class: PUBLIC, open: true, derived: true, sliced: true) }
    type Verdict { name: Verdict @item(of: "Person.name") }
    input Claim { name: String @item(of: "Person.name") }
    enum Order { KEY NAME @item(of: "Person.name") }`)

  it('what an item is, with the careful answer where it says nothing', () => {
    expect(contract.get('Person.name')).toEqual({
      coordinate: 'Person.name', type: 'Person', field: 'name', dataType: 'String', description: 'As on the card.', resource: '101001/000001', title: '姓名', share: 'CONDITIONAL',
      class: 'PERSONAL', personal: true, mask: 'NAME', open: false, restricted: false, sliced: false, derived: false, basis: null, arguments: [],
    })
    expect(contract.get('Firm.name')).toMatchObject({ personal: false, mask: 'NONE', open: true, derived: true, sliced: true })
    expect(contract.get('Person.mobile')).toMatchObject({ personal: true, share: 'WITHHELD', restricted: true })
  })

  it('the items of a type, those of its extensions too, and plumbing never', () => {
    expect(contract.ofType('Person').map(({ field }) => field)).toEqual(['name', 'mobile'])
    expect(contract.ofType('Nobody')).toEqual([])
    expect(contract.get('Person.key')).toBeUndefined()
    expect(contract.all()).toHaveLength(3)
  })

  it('which item an argument, an input field or an order searches by', () => {
    expect(contract.searchedBy('Query.person(citizenId:)')).toBe('Person.citizenId')
    expect(contract.searchedBy('Claim.name')).toBe('Person.name')
    expect(contract.searchedBy('Order.NAME')).toBe('Person.name')
    expect(contract.searchedBy('Query.person(first:)')).toBeUndefined()
    expect(contract.searchedBy('Order.KEY')).toBeUndefined()
  })

  it('whose verdict a field is, and does not take it for an item of its own', () => {
    expect(contract.verdictOf('Verdict.name')).toBe('Person.name')
    expect(contract.get('Verdict.name')).toBeUndefined()
  })
})

describe('a contract tells by which field others point to a record', () => {
  const name = (more = '') => `name: String @item(resource: "102001/000001", title: "名称", share: UNCONDITIONAL, class: PUBLIC${more})`
  const contract = items(`
    type Firm @key(fields: "creditCode") { creditCode: ID @plumbing ${name()} }
    type Place @join__type(graph: GEO, key: "code") @join__type(graph: CASES, key: "code", resolvable: false) { code: ID @plumbing ${name()} }
    type Plain @join__type(graph: GEO) { code: ID @plumbing }
    type Licence @key(fields: "identifier") { identifier: ID @plumbing ${name(', sliced: true')} }`)

  it('and never of a type with slices, which it would tell, nor of any other field', () => {
    expect(['Licence.identifier', 'Firm.name', 'Plain.code', 'Nobody.code'].filter((each) => contract.isKey(each))).toEqual([])
  })

  it('in one library as in the composed contract of all', () => {
    expect([contract.isKey('Firm.creditCode'), contract.isKey('Place.code')]).toEqual([true, true])
  })
})

describe('the contracts of the libraries', () => {
  it('are read together with the shared directives', () => {
    const document = readContract('population')
    const types = objectTypes(document).map(({ name }) => name.value)
    expect(types).toEqual(expect.arrayContaining(['Query', 'Person', 'Code']))
    expect(new ContractItems(document).get('Person.citizenId')).toMatchObject({ class: 'PERSONAL', mask: 'ID' })
  })
})
