import { Kind, type TypeNode } from 'graphql'
import { describe, expect, it } from 'vitest'
import { parseResourceCode } from '#platform/identifiers'
import { hasMaskedForm, type Mask } from '#platform/masks'
import { allElements, argumentsOf, directive, type Element } from './libraries.ts'

const elements = allElements()
const marked = elements.map((element) => ({ ...element, item: argumentsOf(directive(element.node, 'item')) }))
const items = marked.filter(({ node, item }) => directive(node, 'item') !== undefined && item['of'] === undefined)
const dependents = marked.filter(({ item }) => item['of'] !== undefined)

const told = (faulty: readonly Element[]) => faulty.map(({ library, coordinate }) => `${library}: ${coordinate}`)

const isResourceCode = (code: string) => parseResourceCode(code).ok
const TEXTS = new Set(['String', 'ID', 'CitizenId', 'CreditCode', 'LicenceIdentifier'])
const nameOf = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type))

describe('every element of a contract', () => {
  it('is either an information item or plumbing, and says which', () => {
    expect(elements.length).toBeGreaterThan(400)
    const faulty = elements.filter(({ node }) => (directive(node, 'item') === undefined) === (directive(node, 'plumbing') === undefined))
    expect(told(faulty)).toEqual([])
  })
})

describe('every information item', () => {
  it('belongs to a resource with a well-formed code, and to one of several only where its rows fall into slices', () => {
    expect(items.length).toBeGreaterThan(200)
    const faulty = items.filter(({ item }) => {
      const code = String(item['resource'])
      return item['sliced'] === true ? !code.endsWith('/*') || !isResourceCode(code.replace('*', '1')) : !isResourceCode(code)
    })
    expect(told(faulty)).toEqual([])
  })

  it('is a field, with a title in Chinese, a sharing class and a data class', () => {
    const faulty = items.filter(
      ({ kind, item }) =>
        kind !== 'field' || !/\p{Script=Han}/u.test(String(item['title'])) || item['share'] === undefined || item['class'] === undefined,
    )
    expect(told(faulty)).toEqual([])
  })

  it('states the legal basis where it is withheld', () => {
    const withheld = items.filter(({ item }) => item['share'] === 'WITHHELD')
    expect(withheld.length).toBeGreaterThan(0)
    expect(told(withheld.filter(({ item }) => !/第.+条/u.test(String(item['basis']))))).toEqual([])
  })

  it('is nullable, since it may be refused', () => {
    expect(told(items.filter(({ node }) => node.type.kind === Kind.NON_NULL_TYPE))).toEqual([])
  })

  it('is open only where it is neither personal nor shared on conditions', () => {
    const open = items.filter(({ item }) => item['open'] === true)
    expect(open.length).toBeGreaterThan(0)
    expect(told(open.filter(({ item }) => item['class'] !== 'PUBLIC' || item['share'] !== 'UNCONDITIONAL'))).toEqual([])
  })

  it('has a masked form only where it is a text', () => {
    const masked = items.filter(({ item }) => hasMaskedForm((item['mask'] ?? 'NONE') as Mask))
    expect(masked.length).toBeGreaterThan(10)
    expect(told(masked.filter(({ node }) => node.type.kind !== Kind.NAMED_TYPE || !TEXTS.has(nameOf(node.type))))).toEqual([])
  })

  it('is stated by one library alone, so that it has one provider', () => {
    const owners = new Map<string, string[]>()
    for (const { coordinate, library } of items) owners.set(coordinate, [...(owners.get(coordinate) ?? []), library])
    expect([...owners].filter(([, libraries]) => libraries.length > 1)).toEqual([])
  })
})

describe('every search and every verdict', () => {
  it('names an item that exists, and says nothing else', () => {
    expect(dependents.length).toBeGreaterThan(10)
    const known = new Set(items.map(({ coordinate }) => coordinate))
    expect(told(dependents.filter(({ item }) => !known.has(String(item['of'])) || Object.keys(item).length !== 1))).toEqual([])
  })
})

describe('every root field', () => {
  const roots = elements.filter(({ coordinate, kind }) => kind === 'field' && /^(Query|Mutation)\./.test(coordinate))

  it('is nullable, so that a refusal does not take the rest of the answer with it', () => {
    expect(roots.length).toBeGreaterThan(10)
    expect(told(roots.filter(({ node }) => node.type.kind === Kind.NON_NULL_TYPE))).toEqual([])
  })

  it('is closed to callers exactly where its name begins with an underscore', () => {
    expect(told(roots.filter(({ node, inaccessible }) => node.name.value.startsWith('_') !== inaccessible))).toEqual([])
  })
})

describe('a key of a person', () => {
  it('is seen by nobody outside the hub', () => {
    const keys = elements.filter(({ coordinate }) => coordinate === 'Person.key')
    expect(keys.length).toBeGreaterThan(1)
    expect(told(keys.filter(({ inaccessible }) => !inaccessible))).toEqual([])
  })

  it('is named `subject` only where callers cannot see it', () => {
    const subjects = elements.filter(({ node, kind }) => kind === 'field' && /^(subject|subjects|subjectKey)$/.test(node.name.value))
    expect(subjects.length).toBeGreaterThan(0)
    expect(told(subjects.filter(({ inaccessible }) => !inaccessible))).toEqual([])
  })
})
