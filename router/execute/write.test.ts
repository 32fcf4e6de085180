import { buildSchema, GraphQLError, isObjectType } from 'graphql'
import { describe, expect, it } from 'vitest'
import type { Joined } from './places.ts'
import type { Shown } from './shape.ts'
import { writerOf, type Writing } from './write.ts'

const schema = buildSchema(`
  type Query { person: Person persons: [Person] must: Person! all: [Person!] tags: [String!]! pet: Pet alive: Boolean count: Int text: String point: Point sort: Sort }
  type Person { name: String mobile: String id: ID! kind: String! mother: Person father: Person! }
  union Pet = Cat | Dog
  type Cat { name: String } type Dog { name: String bark: Int }
  enum Sort { A B } scalar Point`)

/** A field of a type, by its name there, `<key>:<name>` where the caller chose another; what is below it by type. */
function field(parent: string, name: string, below: Record<string, readonly Shown[]> | null = null, more: Partial<Shown> = {}): Shown {
  const type = schema.getType(parent)
  const found = isObjectType(type) ? type.getFields()[name] : undefined
  if (found === undefined) throw new Error(`${parent}.${name}`)
  return { key: name, from: name, parent, name, type: found.type, refused: false, below: below && ((each) => below[each] ?? []), ...more }
}

const person = (name: string, ...fields: Shown[]) => field('Query', name, { Person: fields })
const NAME = field('Person', 'name')
const ID = field('Person', 'id')

function written(fields: readonly Shown[], data: Joined, more: Partial<Writing> = {}) {
  const writing: Writing = { data, errors: [], rows: 0, ...more }
  const text = writerOf('Query', () => fields)(writing)
  return { text, rows: writing.rows, errors: writing.errors.map(({ message, path }) => `${path?.join('.')}: ${message}`) }
}

const textOf = (fields: readonly Shown[], data: Joined) => written(fields, data).text

describe('an answer leaves out', () => {
  it('what was refused, though a library told it', () => {
    expect(textOf([person('person', NAME, field('Person', 'mobile', null, { refused: true }))], { person: { name: '张三', mobile: '1' } }))
      .toBe('{"person":{"name":"张三","mobile":null}}')
    expect(written([{ ...person('must', NAME), refused: true }], { must: { name: 'a' } })).toEqual({ text: '{"must":null}', rows: 0, errors: [] })
  })

  it('what nobody asked, such as the keys of joins', () => {
    expect(textOf([person('person', NAME)], { person: { __typename: 'Person', key: 'k', name: 'a' }, other: 1 })).toBe('{"person":{"name":"a"}}')
  })

  it.each(['constructor', 'toString', 'hasOwnProperty'])('what every object knows as %s, where the library did not say it', (from) => {
    expect(textOf([field('Query', 'text', null, { key: from, from })], {})).toBe(`{"${from}":null}`)
  })

  it('an object that must not be seen, and its place in a list of those that must not be null', () => {
    const unseen = { unseen: (_type: string, _shown: readonly Shown[], { name }: Joined) => name === 'b' }
    const [a, b] = [{ name: 'a' }, { name: 'b' }]
    expect(written([person('person', NAME), person('persons', NAME), person('all', NAME)], { person: b, persons: [a, b], all: [b, a] }, unseen).text)
      .toBe('{"person":null,"persons":[{"name":"a"},null],"all":[{"name":"a"}]}')
  })
})

describe('where a value must not be null', () => {
  it('what is around it becomes null as far as it must, and it is told once', () => {
    expect(written([person('person', NAME, ID)], { person: { name: 'a' } })).toMatchObject({
      text: '{"person":null}', errors: ['person.id: Cannot return null for non-nullable field Person.id.'],
    })
    const deep = person('person', field('Person', 'mother', { Person: [field('Person', 'father', { Person: [ID] })] }), NAME)
    expect(written([deep], { person: { name: 'a', mother: { father: { id: null } } } })).toMatchObject({
      text: '{"person":{"mother":null,"name":"a"}}', errors: ['person.mother.father.id: Cannot return null for non-nullable field Person.id.'],
    })
    expect(written([person('must', NAME)], {})).toMatchObject({ text: 'null', errors: ['must: Cannot return null for non-nullable field Query.must.'] })
  })

  it('it takes its place in a list, or the list', () => {
    const data = { persons: [{ id: '1' }, {}], all: [{ id: '1' }, {}], tags: [null] }
    expect(written([person('persons', ID), person('all', ID)], data)).toMatchObject({
      text: '{"persons":[{"id":"1"},null],"all":null}',
      errors: ['persons.1.id: Cannot return null for non-nullable field Person.id.', 'all.1.id: Cannot return null for non-nullable field Person.id.'],
    })
    expect(written([field('Query', 'tags')], data)).toMatchObject({ text: 'null', errors: ['tags.0: Cannot return null for non-nullable field Query.tags.'] })
  })

  it('an object that a library took back for an error in it needs no other reason', () => {
    const errors = [new GraphQLError('x', { path: ['persons', 1, 'mother', 'name'] })]
    expect(written([person('persons', ID, NAME)], { persons: [{ id: '1' }, {}] }, { errors })).toMatchObject({
      text: '{"persons":[{"id":"1","name":null},null]}', errors: ['persons.1.mother.name: x'],
    })
  })

  it('a library that has said why is not said again', () => {
    const errors = [new GraphQLError('x', { path: ['persons', 1, 'id'] })]
    expect(written([person('persons', ID)], { persons: [{}, {}] }, { errors })).toMatchObject({
      text: '{"persons":[null,null]}', errors: ['persons.1.id: x', 'persons.0.id: Cannot return null for non-nullable field Person.id.'],
    })
  })
})

describe('a value that is none of its type becomes null, and is told without being repeated', () => {
  it.each([
    ['an enum', field('Query', 'sort'), { sort: 'SECRET' }, 'Sort cannot represent a value that its library gave.'],
    ['a number', field('Query', 'count'), { count: Number.NaN }, 'Int cannot represent a value that its library gave.'],
    ['a list', person('persons', NAME), { persons: 'SECRET' }, 'Expected Iterable, but did not find one for field "Query.persons".'],
    ['an object', person('person', NAME), { person: 'SECRET' }, 'Expected an object for field "Query.person".'],
  ])('%s', (_case, shown, data, message) => {
    expect(written([shown], data)).toMatchObject({ text: `{"${shown.key}":null}`, errors: [`${shown.key}: ${message}`] })
  })
})

describe('an answer', () => {
  it('comes in the order of the question, and counts its objects', () => {
    const { text, rows } = written([field('Query', 'text'), person('persons', ID, NAME)], { persons: [{ name: 'a', id: '1' }, null, { id: '2', name: 'b' }], text: 't' })
    expect(text).toBe('{"text":"t","persons":[{"id":"1","name":"a"},null,{"id":"2","name":"b"}]}')
    expect(rows).toBe(2)
  })

  it('keeps what has no fields below as it stands, false and nothing included', () => {
    expect(textOf(['alive', 'count', 'text', 'point', 'sort'].map((name) => field('Query', name)), { alive: false, count: 0, text: '', point: { type: 'Point', coordinates: [1, 2] }, sort: 'A' }))
      .toBe('{"alive":false,"count":0,"text":"","point":{"type":"Point","coordinates":[1,2]},"sort":"A"}')
  })

  it.each(['"', '\\', '\u0000', '\u001f', '\u2028', '𠄀', '\ud800', 'ſ', '\u007f'])('writes the text %j as JSON.stringify does', (text) => {
    for (const value of [`a${text}b`, `${'长'.repeat(30)}${text}`]) expect(textOf([field('Query', 'text')], { text: value })).toBe(JSON.stringify({ text: value }))
  })

  it('has __proto__ as a mere name', () => {
    expect(textOf([field('Query', 'text', null, { key: '__proto__', from: 'a___proto__' })], { a___proto__: 'told' })).toBe('{"__proto__":"told"}')
  })

  it('shows of an interface or a union what its type shows, and nothing of a type that it does not know', () => {
    const type = field('Person', 'name', null, { name: '__typename', parent: 'Dog', key: 't', from: 't' })
    const pet = field('Query', 'pet', { Cat: [field('Cat', 'name')], Dog: [type, field('Dog', 'bark')] })
    expect(textOf([pet], { pet: { __typename: 'Dog', name: 'a', bark: 1 } })).toBe('{"pet":{"t":"Dog","bark":1}}')
    expect(textOf([pet], { pet: { __typename: 'Cat', name: 'a' } })).toBe('{"pet":{"name":"a"}}')
    expect(written([pet], { pet: { name: 'a' } })).toMatchObject({ text: '{"pet":null}', errors: ['pet: Expected an object of a type that is known for field "Query.pet".'] })
  })
})
