import { Kind, type OperationDefinitionNode, parse, print } from 'graphql'
import { describe, expect, it } from 'vitest'
import { innerKey, innerVariables, outerKey } from '../names.ts'
import { documentOf } from './emit.ts'
import { shapeOf, usesIn } from './testing.ts'
import { everyUse, type Use } from './uses.ts'

const only = (text: string, variables?: Record<string, unknown>): Use => usesIn(text, variables)[0] as Use

describe('an operation does not ask', () => {
  it.each([
    ['{ person(citizenId: "a") { name mobile @skip(if: true) } }', {}],
    ['{ person(citizenId: "a") { name mobile @include(if: false) } }', {}],
    ['query ($no: Boolean!) { person(citizenId: "a") { name ... @include(if: $no) { mobile } } }', { no: false }],
    ['query ($no: Boolean!) { person(citizenId: "a") { name ...M @skip(if: $no) } } fragment M on Person { mobile }', { no: true }],
    ['query ($a: Boolean!, $b: Boolean!) { person(citizenId: "a") { name mobile @skip(if: $a) @include(if: $b) } }', { a: false, b: false }],
    ['{ person(citizenId: "a") { name ... on LegalPerson { mobile } } }', {}],
    ['{ person(citizenId: "a") { name ...Unknown } }', {}],
  ])('what its conditions leave out: %s', (text, variables) => {
    expect(shapeOf(usesIn(text, variables))).toBe('person{name}')
  })
})

describe('an operation asks', () => {
  it('what stands in fragments, however deep, once and in the order of its answer', () => {
    const text = `{ ...R division(code: "1") { name } } fragment R on Query { person(citizenId: "a") { ...P ... on Person { mobile name } ... { sex { code } } } }
      fragment P on Person { name }`
    expect(shapeOf(usesIn(text))).toBe('person{name mobile sex{code}} division{name}')
  })

  it('what is asked in several places under one name together', () => {
    const text = '{ person(citizenId: "a") { sex { code } } ... { person(citizenId: "a") { sex { name } mobile } } }'
    expect(shapeOf(usesIn(text))).toBe('person{sex{code name} mobile}')
  })

  it('the same item under several aliases apart, each by its coordinate and not by its alias', () => {
    const [name, mobile] = only('{ person(citizenId: "a") { name: mobile mobile: name } }').children
    expect([name?.key, name?.coordinate, name?.item?.coordinate]).toEqual(['name', 'Person.mobile', 'Person.mobile'])
    expect([mobile?.key, mobile?.coordinate]).toEqual(['mobile', 'Person.name'])
  })

  it('with its arguments from literals, variables and defaults', () => {
    expect(only('query ($years: Int!) { person(citizenId: "a") { ageAtLeast(years: $years) } }', { years: 80 }).children[0]?.args).toEqual({ years: 80 })
    expect(only('{ persons(citizenIds: ["a", "b"]) { name } }').args).toEqual({ citizenIds: ['a', 'b'] })
  })

  it('items, verdicts on items, lists, and objects that hold items however far below', () => {
    const told = (text: string) => {
      const { item, verdictOf, list, holdsItems, returns } = only(text)
      return { item: item?.coordinate, verdictOf: verdictOf?.coordinate, list, holdsItems, returns }
    }
    expect(told('{ persons(citizenIds: []) { name } }')).toEqual({ item: undefined, verdictOf: undefined, list: true, holdsItems: true, returns: 'Person' })
    const person = only('{ person(citizenId: "a") { sex { code } licences { pageInfo { hasNextPage } edges { node { identifier } } } relations { person { id } } } }')
    const [sex, licences, relations] = person.children
    expect([sex?.item?.coordinate, sex?.holdsItems]).toEqual(['Person.sex', false])
    expect([licences?.item, licences?.holdsItems, licences?.children[0]?.holdsItems]).toEqual([undefined, true, false])
    expect([relations?.list, relations?.children[0]?.holdsItems]).toEqual([true, true])
    const claim = only('{ verifyPerson(claim: { citizenId: "a" }) { name } }')
    expect([claim.holdsItems, claim.children[0]?.item, claim.children[0]?.verdictOf?.coordinate]).toEqual([true, undefined, 'Person.name'])
  })

  it('names of types as mere plumbing', () => {
    const [typename] = only('{ person(citizenId: "a") { __typename } }').children
    expect(typename).toMatchObject({ key: '__typename', item: undefined, holdsItems: false, children: [] })
  })

  it('every use, each before those below it', () => {
    expect([...everyUse(usesIn('{ person(citizenId: "a") { sex { code } name } division(code: "1") { name } }'))].map(({ coordinate }) => coordinate))
      .toEqual(['Query.person', 'Person.sex', 'Code.code', 'Person.name', 'Query.division', 'Division.name'])
  })
})

describe('what is left of an operation', () => {
  const leftOf = (text: string, variables: Record<string, unknown>, keep: (use: Use) => boolean): string => {
    const operation = parse(text).definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION) as OperationDefinitionNode
    const kept = (uses: readonly Use[]): Use[] => uses.filter(keep).map((use) => ({ ...use, children: kept(use.children) }))
    return print(documentOf(kept(usesIn(text, variables)), operation)).replace(/\s+/g, ' ')
  }

  it('asks for its variables under names that reach no prototype', () => {
    const text = 'query ($__proto__: CitizenId!) { person(citizenId: $__proto__) { name } }'
    expect(leftOf(text, JSON.parse('{ "__proto__": "a" }') as Record<string, unknown>, ({ name }) => name !== 'x'))
      .toBe('query ($a___proto__: CitizenId!) { person(citizenId: $a___proto__) { name } }')
    const variables = innerVariables(JSON.parse('{ "__proto__": { "id": "b" }, "id": "a" }') as Record<string, unknown>)
    expect(JSON.stringify(variables)).toBe('{"a___proto__":{"id":"b"},"a_id":"a"}')
    expect(Object.getPrototypeOf(variables)).toBe(Object.prototype)
  })

  it('names neither what was refused nor the variables that only that needed', () => {
    const text = 'query Q($id: CitizenId!, $years: Int!, $yes: Boolean!) { person(citizenId: $id) { ...F ageAtLeast(years: $years) @include(if: $yes) } } fragment F on Person { name }'
    expect(leftOf(text, { id: 'a', years: 80, yes: true }, ({ name }) => name !== 'ageAtLeast')).toBe('query Q($a_id: CitizenId!) { person(citizenId: $a_id) { name } }')
  })

  it.each(['__proto__', 'key', '__typename', 'constructor'])('keeps the name %s that a caller chose apart from names of fields', (chosen) => {
    expect(leftOf(`{ person(citizenId: "a") { ${chosen}: name } }`, {}, () => true)).toBe(`{ person(citizenId: "a") { a_${chosen}: name } }`)
    expect(outerKey(innerKey({ key: chosen, name: 'name' }))).toBe(chosen)
  })

  it('keeps fields, and places in lists, under their own names', () => {
    expect([innerKey({ key: 'name', name: 'name' }), outerKey('name'), outerKey(3)]).toEqual(['name', 'name', 3])
  })
})
