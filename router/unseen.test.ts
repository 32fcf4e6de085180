import { parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { ContractItems } from '#platform/contract'
import { Unseen } from './unseen.ts'

const ITEM = (more: string) => `@item(resource: "105001/*", title: "t", share: CONDITIONAL, class: PERSONAL${more})`
const ITEMS = new ContractItems(parse(`type Licence { name: String ${ITEM(', sliced: true')} } type Person { name: String ${ITEM('')} }`))

const SHOWN = [{ name: 'identifier', from: 'identifier' }, { name: 'name', from: 'a_title' }]

const LOOKUP = parse('query ($r: [_Any!]!) { _entities(representations: $r) { ... on Licence { name } } }')
const BATCH = parse('query ($a: [_Any!]!, $b: [_Any!]!) { e0: _entities(representations: $a) { __typename } e1: _entities(representations: $b) { __typename } }')
const licence = (identifier: string) => ({ __typename: 'Licence', identifier })

describe('an entity that its own library did not give', () => {
  it('goes wherever it shows its key, under whatever name', () => {
    const unseen = new Unseen(ITEMS)
    unseen.note({ document: LOOKUP, variables: { r: [licence('L1')] } }, { data: { _entities: [null] } })
    expect(unseen.has('Licence', [{ name: 'identifier', from: 'a_key' }], { a_key: 'L1' })).toBe(true)
  })

  it('goes where nobody asked for its key too, or what is shown of it would hang on that', () => {
    const unseen = new Unseen(ITEMS)
    unseen.note({ document: LOOKUP, variables: { r: [licence('L1')] } }, { data: { _entities: [null] } })
    expect(unseen.has('Licence', [{ name: 'name', from: 'name' }], { identifier: 'L1', name: null })).toBe(true)
    expect(unseen.has('Licence', [{ name: 'name', from: 'name' }], { identifier: 'L2', name: null })).toBe(false)
    expect(unseen.has('Case', [{ name: 'name', from: 'name' }], { identifier: 'L1', name: null })).toBe(false)
  })

  it('goes with the key that another library knows of it', () => {
    const unseen = new Unseen(ITEMS)
    unseen.note({ document: LOOKUP, variables: { r: [licence('L1'), licence('L2')] } }, { data: { _entities: [null, { name: '身份证' }] } })
    expect(unseen.has('Licence', SHOWN, { identifier: 'L1', a_title: null })).toBe(true)
    expect(unseen.has('Licence', SHOWN, { identifier: 'L2', a_title: '身份证' })).toBe(false)
  })

  it('goes too where several lookups were made in one hop', () => {
    const unseen = new Unseen(ITEMS)
    unseen.note({ document: BATCH, variables: { a: [licence('L1')], b: [licence('L2')] } }, { data: { e0: [{}], e1: [null] } })
    expect([unseen.has('Licence', SHOWN, { identifier: 'L1' }), unseen.has('Licence', SHOWN, { identifier: 'L2' })]).toEqual([false, true])
  })

  it('stays where its library was down, since that is told by an error', () => {
    const unseen = new Unseen(ITEMS)
    unseen.note({ document: LOOKUP, variables: { r: [licence('L1')] } }, { data: null, errors: [] })
    expect(unseen.has('Licence', SHOWN, { identifier: 'L1' })).toBe(false)
  })

  it('stays where several libraries have a part of it, since one does not speak for the others', () => {
    const unseen = new Unseen(ITEMS)
    unseen.note({ document: LOOKUP, variables: { r: [{ __typename: 'Person', key: 'p' }] } }, { data: { _entities: [null] } })
    expect(unseen.has('Person', [{ name: 'key', from: 'key' }], { key: 'p' })).toBe(false)
  })
})
