import { readFileSync } from 'node:fs'
import { buildASTSchema, type GraphQLError, type GraphQLScalarType, isScalarType, parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { projectFile } from '#platform/files'
import { scalars } from '#platform/scalars'
import { testClock } from '../tests/harness/library.ts'
import { type Invalid, type Operation, readOperation } from './operation.ts'

const NUMBER = '990101194001010016'

const schema = buildASTSchema(parse(`
  ${readFileSync(projectFile('schema/sharing.graphql'), 'utf8').match(/^scalar \w+$/gm)?.join('\n') ?? ''}
  type Query {
    person(citizenId: CitizenId!): Person
    persons(citizenIds: [CitizenId!]!): [Person]
    find(code: CreditCode, division: DivisionCode, licence: LicenceIdentifier, on: Date, at: DateTime, sum: Decimal,
      text: String, count: Int, size: Float, flag: Boolean, id: ID, order: Order, claim: Claim, claims: [Claim!]): Person
  }
  type Person { name: String spouse: Person old(years: Int!): Boolean }
  enum Order { UP DOWN }
  input Claim { citizenId: CitizenId! name: String children: [Claim!] }`))

const own = scalars(testClock) as Record<string, GraphQLScalarType>
for (const type of Object.values(schema.getTypeMap())) if (isScalarType(type)) Object.assign(type, own[type.name])

const isValid = (read: Operation | Invalid): read is Operation => !('errors' in read)

/** The operation of a text that is valid. */
function operationOf(text: string, variables: Record<string, unknown> = {}, name?: string): Operation {
  const read = readOperation(schema, text, variables, name)
  if (!isValid(read)) throw new Error('the document of the test is not valid')
  return read
}

const reading = (text: string, variables: Record<string, unknown> = {}, name?: string) => () => readOperation(schema, text, variables, name)

function faultOf(action: () => unknown): GraphQLError {
  try {
    action()
  } catch (error) {
    return error as GraphQLError
  }
  throw new Error('it was not refused')
}

/** Everything that an error could tell whoever prints or sends it. */
const everythingIn = (error: GraphQLError): string =>
  JSON.stringify([error, error.message, error.stack, error.extensions, error.nodes, error.originalError?.message])

/** [type, a wrong value that must not be repeated, the check that it fails] */
const WRONG: readonly (readonly [string, string, string])[] = [
  ['CitizenId', '99010119400101001', 'format'],
  ['CitizenId', '990101194002300016', 'date'],
  ['CitizenId', '990101204001010010', 'future'],
  ['CitizenId', '990101194001010017', 'checksum'],
  ['CreditCode', '11990000000000019', 'format'],
  ['CreditCode', '119900000000000199', 'checksum'],
  ['DivisionCode', '99010119400', 'format'],
  ['LicenceIdentifier', '1.2.156.3005.2.990101194001010016', 'format'],
  ['Date', '1940-02-30', 'date'],
  ['Date', '19400230', 'format'],
  ['DateTime', '1940-01-01 09:00', 'format'],
  ['Decimal', '990101194001010016,5', 'format'],
]

const ARGUMENT: Readonly<Record<string, string>> = {
  CitizenId: 'citizenId', CreditCode: 'code', DivisionCode: 'division', LicenceIdentifier: 'licence', Date: 'on', DateTime: 'at', Decimal: 'sum',
}
const rootOf = (type: string) => (type === 'CitizenId' ? 'person' : 'find')

describe('a wrong identifier is refused by argument and check, and never repeated', () => {
  it.each(WRONG)('inline: %s %s fails %s', (type, value, check) => {
    const argument = ARGUMENT[type] ?? ''
    const fault = faultOf(reading(`{ ${rootOf(type)}(${argument}: "${value}") { name } }`))
    expect(fault.extensions).toEqual({ code: 'BAD_USER_INPUT', faults: [{ argument, check }] })
    expect(fault.message).toBe(`${argument}: the ${check} check failed`)
    expect(everythingIn(fault)).not.toContain(value)
  })

  it.each(WRONG)('in a variable: %s %s fails %s', (type, value, check) => {
    const text = `query ($given: ${type}!) { ${rootOf(type)}(${ARGUMENT[type]}: $given) { name } }`
    const fault = faultOf(reading(text, { given: value }))
    expect(fault.extensions).toMatchObject({ code: 'BAD_USER_INPUT', faults: [{ argument: '$given', check }] })
    expect(everythingIn(fault)).not.toContain(value)
  })

  it.each([
    ['Int', 'count', `"${NUMBER}"`],
    ['Int', 'count', NUMBER],
    ['String', 'text', NUMBER],
    ['String', 'text', `{ name: "${NUMBER}" }`],
    ['Boolean', 'flag', `"${NUMBER}"`],
    ['ID', 'id', `["${NUMBER}", "x"]`],
    ['Order', 'order', `N${NUMBER}`],
    ['Order', 'order', `"${NUMBER}"`],
    ['CitizenId', 'citizenId', NUMBER],
  ])('inline, where %s (%s) is given %s', (type, argument, literal) => {
    const fault = faultOf(reading(`{ ${rootOf(type)}(${argument}: ${literal}) { name } }`))
    expect(fault.extensions['code']).toBe('BAD_USER_INPUT')
    expect(fault.extensions['faults']).toEqual([{ argument, check: type === 'CitizenId' ? 'format' : 'type' }])
    expect(everythingIn(fault)).not.toContain(NUMBER)
  })

  it.each([
    ['Int', 'count', NUMBER],
    ['Int', 'count', Number(NUMBER)],
    ['String', 'text', Number(NUMBER)],
    ['String', 'text', { name: NUMBER }],
    ['Order', 'order', NUMBER],
    ['Boolean', 'flag', [NUMBER]],
    ['Claim', 'claim', NUMBER],
  ])('in a variable, where %s (%s) is given %o', (type, argument, value) => {
    const fault = faultOf(reading(`query ($given: ${type}) { find(${argument}: $given) { name } }`, { given: value }))
    expect(fault.extensions['faults']).toEqual([{ argument: '$given', check: 'type' }])
    expect(everythingIn(fault)).not.toContain(NUMBER.slice(0, 12))
  })

  it('inside input objects and lists, by the way to it', () => {
    const claims = [{ citizenId: NUMBER }, { citizenId: '990101194001010017', name: 7, children: [{}], [`x${NUMBER}`]: 1 }]
    const fault = faultOf(reading('query ($claims: [Claim!]) { find(claims: $claims) { name } }', { claims }))
    expect(fault.extensions['faults']).toEqual([
      { argument: '$claims.1.citizenId', check: 'checksum' },
      { argument: '$claims.1.name', check: 'type' },
      { argument: '$claims.1.children.0', check: 'type' },
      { argument: '$claims.1', check: 'type' },
    ])
    expect(everythingIn(fault)).not.toContain(NUMBER)
  })

  it('inside inline input objects and lists', () => {
    const inList = faultOf(reading(`{ persons(citizenIds: ["${NUMBER}", "990101194001010017"]) { name } }`))
    expect(inList.extensions['faults']).toEqual([{ argument: 'citizenIds', check: 'checksum' }])
    const inObject = faultOf(reading(`{ find(claim: { citizenId: "${NUMBER}9", x${NUMBER}: 1, name: $n }) { name } }`))
    expect(inObject.extensions['faults']).toEqual([
      { argument: 'claim', check: 'format' }, { argument: 'claim', check: 'type' },
    ])
    for (const fault of [inList, inObject]) expect(everythingIn(fault)).not.toMatch(/99010119400101001/)
  })

  it('below fragments, and in defaults of variables', () => {
    const nested = faultOf(reading(`{ person(citizenId: "${NUMBER}") { ...F } } fragment F on Person { old(years: "${NUMBER}") }`))
    expect(nested.extensions['faults']).toEqual([{ argument: 'years', check: 'type' }])
    const fallback = faultOf(reading(`query ($given: CitizenId = "990101194001010017") { find(claim: { citizenId: $given }) { name } }`))
    expect(fallback.extensions['faults']).toEqual([{ argument: '$given', check: 'checksum' }])
    for (const fault of [nested, fallback]) expect(everythingIn(fault)).not.toMatch(/99010119400101001/)
  })

  it('with all faults at once, but no more of them than a person would read', () => {
    const two = faultOf(reading(`{ find(on: "x", count: "y") { name } }`))
    expect(two.extensions['faults']).toEqual([{ argument: 'on', check: 'format' }, { argument: 'count', check: 'type' }])
    const citizenIds = Array.from({ length: 1_000 }, () => 'x')
    const many = faultOf(reading('query ($citizenIds: [CitizenId!]!) { persons(citizenIds: $citizenIds) { name } }', { citizenIds }))
    expect(many.extensions['faults']).toHaveLength(100)
  })
})

describe('an operation is refused', () => {
  it.each([`{ person(citizenId: "${NUMBER}" `, `{ person(citizenId: ${NUMBER}x) { name } }`, `{ "${NUMBER}`, `${NUMBER}`, ''])('that cannot be read, quoting nothing: %s', (text) => {
    const fault = faultOf(reading(text))
    expect(fault.extensions).toEqual({ code: 'GRAPHQL_PARSE_FAILED' })
    expect(fault.message).toMatch(/^the operation cannot be read( at line \d+, column \d+)?$/)
    expect(everythingIn(fault)).not.toContain(NUMBER)
  })

  it.each(['1e309', '-1e309', '0.1e400', '9'.repeat(400)])('with a number that is none, %.10s, which no hop could carry', (literal) => {
    const fault = faultOf(reading(`{ find(size: ${literal}) { name } }`))
    expect(fault.extensions).toEqual({ code: 'BAD_USER_INPUT', faults: [{ argument: 'size', check: 'finite' }] })
  })

  it.each([
    ['inline', `{ find(text: "a\\u0000b") { name } }`, {}, 'text'],
    ['inline, in a text of several lines', '{ find(text: \"\"\"a\"\"\", id: "\\u0000") { name } }', {}, 'id'],
    ['inline, in a list inside an input object', `{ find(claims: [{ citizenId: "${NUMBER}", name: "\\u0000" }]) { name } }`, {}, 'claims'],
    ['in the default of a variable', `query ($given: String = "\\u0000") { find(text: $given) { name } }`, {}, '$given'],
    ['in a variable', `query ($given: String) { find(text: $given) { name } }`, { given: 'a\0b' }, '$given'],
    ['in a variable that is an ID', `query ($given: ID) { find(id: $given) { name } }`, { given: '\0' }, '$given'],
    ['in a list inside an input object', `query ($given: Claim) { find(claim: $given) { name } }`, { given: { citizenId: NUMBER, children: [{ citizenId: NUMBER, name: '\0' }] } }, '$given.children.0.name'],
    ['as half of a surrogate pair', `query ($given: String) { find(text: $given) { name } }`, { given: 'a\ud83db' }, '$given'],
    ['as the other half', `query ($given: ID) { find(id: $given) { name } }`, { given: '\udc00\ud800' }, '$given'],
  ])('with a character that no text can keep, %s', (_where, text, variables, argument) => {
    const fault = faultOf(reading(text, variables))
    expect(fault.extensions).toEqual({ code: 'BAD_USER_INPUT', faults: [{ argument, check: 'characters' }] })
    expect(everythingIn(fault)).not.toContain(NUMBER)
  })

  it.each(['mutation { __typename }', 'subscription { __typename }'])('of a kind that the contract does not have: %s', (text) => {
    expect(readOperation(schema, text, {}, undefined)).toEqual({ errors: [expect.objectContaining({ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } })] })
  })

  it.each([
    ['query A { __typename } query B { __typename }', undefined],
    ['fragment F on Person { name }', undefined],
    ['query A { __typename }', NUMBER],
    ['query A { __typename }', ''],
  ])('that cannot be told from others, without repeating the name: %s', (text, name) => {
    const fault = faultOf(reading(text.startsWith('fragment') ? `${text} query A { ...G } fragment G on Query { person(citizenId: "${NUMBER}") { ...F } } query B { ...G }` : text, {}, name))
    expect(fault.extensions).toEqual({ code: 'BAD_USER_INPUT' })
    expect(fault.message).toMatch(/^operationName: /)
    expect(everythingIn(fault)).not.toContain(NUMBER)
  })

  it('without a required variable, or with null for one', () => {
    const text = 'query ($id: CitizenId!, $n: Int) { person(citizenId: $id) { name } find(count: $n) { name } }'
    expect(faultOf(reading(text)).extensions['faults']).toEqual([{ argument: '$id', check: 'required' }])
    expect(faultOf(reading(text, { id: null })).extensions['faults']).toEqual([{ argument: '$id', check: 'type' }])
    expect(faultOf(reading(text, Object.create({ id: NUMBER }) as Record<string, unknown>)).extensions['faults']).toHaveLength(1)
  })

  it.each([
    ['that decides what is asked', 'query ($v: Boolean = true) { __typename @include(if: $v) }'],
    ['below a fragment', 'query ($v: Boolean = true) { ...F } fragment F on Query { ... @skip(if: $v) { __typename } }'],
    ['of an argument that must be given', `query ($v: CitizenId = "${NUMBER}") { person(citizenId: $v) { name } }`],
  ])('with null for a variable with a default, in a place that must not be null: one %s', (_which, text) => {
    expect(faultOf(reading(text, { v: null })).extensions['faults']).toEqual([{ argument: '$v', check: 'required' }])
    expect(() => operationOf(text)).not.toThrow()
  })

  it.each([
    ['a field that does not exist', '{ person(citizenId: "990101194001010016") { salary } }'],
    ['a variable that is not declared', '{ person(citizenId: $id) { name } }'],
    ['a fragment that holds itself', '{ ...F } fragment F on Query { ...F }'],
    ['a fragment that nothing uses', '{ __typename } fragment F on Person { name }'],
    ['a field of one letter less', '{ person(citizenId: "990101194001010016") { nam } }'],
    ['fields that cannot be told apart', '{ person(citizenId: "990101194001010016") { name name: spouse { name } } }'],
  ])('with the places in it that the contract does not allow, where it has %s', (_case, text) => {
    const read = readOperation(schema, text, {}, undefined)
    if (isValid(read)) throw new Error('it was allowed')
    expect(read.errors.length).toBeGreaterThan(0)
    for (const error of read.errors) {
      expect(error.extensions).toEqual({ code: 'GRAPHQL_VALIDATION_FAILED' })
      expect(error.locations?.length).toBeGreaterThan(0)
      expect(error.message).not.toMatch(/did you mean|990101194001010016/i)
    }
  })
})

describe('an operation is read', () => {
  it('with identifiers in the form of their type, and what was not declared left out', () => {
    const text = 'query ($id: CitizenId!, $division: DivisionCode, $n: Int) { person(citizenId: $id) { name } find(division: $division, count: $n) { name } }'
    const operation = operationOf(text, { id: '99010119400101018x', division: '990101', other: NUMBER })
    expect({ ...operation.variables }).toEqual({ id: '99010119400101018X', division: '990101000000' })
  })

  it('with the defaults of variables that were not given, and null where null was given', () => {
    const text = 'query ($n: Int = 3, $order: Order = UP, $t: String = "x") { find(count: $n, order: $order, text: $t) { name } }'
    expect({ ...operationOf(text, { t: null }).variables }).toEqual({ n: 3, order: 'UP', t: null })
  })

  it('by the name that is asked for, with its fragments', () => {
    const text = 'query A { __typename } query B { ...F } fragment F on Query { __typename }'
    const operation = operationOf(text, {}, 'B')
    expect(operation.definition.name?.value).toBe('B')
    expect([...(operation.fragments.keys() ?? [])]).toEqual(['F'])
  })

  it.each(['__proto__', 'constructor', 'hasOwnProperty', 'toString'])('with %s as alias, variable and key as mere names', (name) => {
    const variables = JSON.parse(`{ "${name}": "text", "claim": { "citizenId": "${NUMBER}", "name": "x" } }`) as Record<string, unknown>
    const text = `query ($${name}: String, $claim: Claim) { ${name}: find(text: $${name}, claim: $claim) { name } }`
    const operation = operationOf(text, variables)
    expect(Object.entries(operation.variables ?? {})).toEqual([[name, 'text'], ['claim', expect.objectContaining({ name: 'x' })]])
    expect(({} as Record<string, unknown>)['name']).toBeUndefined()
    const polluting = JSON.parse(`{ "claim": { "citizenId": "${NUMBER}", "${name}": { "polluted": true } } }`) as Record<string, unknown>
    expect(faultOf(reading('query ($claim: Claim) { find(claim: $claim) { name } }', polluting)).extensions['code']).toBe('BAD_USER_INPUT')
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
    expect(operationOf(`query ($${name}: String) { find(text: $${name}) { name } }`).variables).toEqual({})
  })
})
