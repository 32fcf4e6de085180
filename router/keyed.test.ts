import { buildSchema, type GraphQLScalarType, parse, print, validate } from 'graphql'
import { describe, expect, it } from 'vitest'
import { readContract } from '#platform/contract'
import { scalars } from '#platform/scalars'
import { testClock } from '../tests/harness/library.ts'
import { keyedFor } from './keyed.ts'

const NUMBER = '990101194001010016'
const keyOf = (type: string, number: string) => `key of ${type === '111' ? '' : `${type} `}${number.slice(0, 2)}`
const own = scalars(testClock) as Record<string, GraphQLScalarType>

const schema = buildSchema(`
  scalar CitizenId
  input Claim { type: ID! holder: CitizenId others: [CitizenId!] inner: Claim }
  type Verdicts { number: String }
  scalar RosterNumber
  input DocumentInput { type: String! number: String! }
  input Party { person: CitizenId document: DocumentInput }
  input Line { line: Int! number: RosterNumber! }
  input Opening { parties: [Party!] lines: [Line!] note: String }
  type Query { verify(claim: Claim!, one: CitizenId, name: String): Verdicts }
  type Mutation { open(input: Opening!): Verdicts }
`)
// As the hub does: numbers of lists are checked where they are read.
Object.assign(schema.getType('RosterNumber') as GraphQLScalarType, { parseValue: own['RosterNumber']?.parseValue, parseLiteral: own['RosterNumber']?.parseLiteral })
const licences = { contract: readContract('licences') }
const population = { contract: readContract('population') }

const hop = (text: string, variables: Record<string, unknown> = {}) => ({ document: parse(text), variables })

describe('a hop never carries a citizen number to a library that shows none', () => {
  it('written into the question', () => {
    const { document, variables } = keyedFor(licences, hop(`{ verify(claim: { type: "x", holder: "${NUMBER}", others: ["${NUMBER}"] }, one: "${NUMBER}") { number } }`), schema, keyOf)
    expect(print(document)).not.toContain(NUMBER)
    expect(Object.values(variables ?? {})).toEqual(['key of 99', 'key of 99', 'key of 99'])
    expect(validate(schema, document)).toEqual([])
  })

  it('in a document that serves every caller, whose numbers have keys of their own', () => {
    const asked = hop(`{ verify(claim: { type: "x", holder: "${NUMBER}" }) { number } }`)
    const [one, other] = ['a', 'b'].map((each) => keyedFor(licences, asked, schema, () => each))
    expect(one?.document).toBe(other?.document)
    expect([one?.variables, other?.variables]).toEqual([{ l_0: 'a' }, { l_0: 'b' }])
  })

  it('in a variable, alone, in lists and inside other values', () => {
    const { variables } = keyedFor(
      licences, hop('query ($claim: Claim!, $one: CitizenId) { verify(claim: $claim, one: $one) { number } }', {
        claim: { type: NUMBER.slice(0, 3), holder: NUMBER, others: [NUMBER], inner: { type: 'x', holder: NUMBER } }, one: NUMBER,
      }), schema, keyOf,
    )
    expect(variables).toEqual({
      claim: { type: '990', holder: 'key of 99', others: ['key of 99'], inner: { type: 'x', holder: 'key of 99' } }, one: 'key of 99',
    })
  })
})

describe('a change never carries a number to a library that shows none', () => {
  const cases = { contract: readContract('cases') }
  const PASSPORT = 'E12345678'
  const parties = [{ person: NUMBER }, { document: { type: '414', number: PASSPORT } }]
  const keys = [{ person: 'key of 99' }, { document: { type: '414', number: 'key of 414 E1' } }]

  it('in a variable, in lists of inputs, be it of a citizen or of another document', () => {
    const { variables } = keyedFor(cases, hop('mutation ($input: Opening!) { open(input: $input) { number } }', { input: { parties, note: NUMBER.slice(0, 4) } }), schema, keyOf)
    expect(variables).toEqual({ input: { parties: keys, note: '9901' } })
  })

  it('written into it, with variables inside of which nothing else is sent', () => {
    const text = `mutation ($n: String!, $note: String) { open(input: { note: $note, parties: [{ person: "${NUMBER}" }, { document: { type: "414", number: $n } }] }) { number } }`
    const { document, variables } = keyedFor(cases, hop(text, { n: PASSPORT, note: 'x' }), schema, keyOf)
    expect(print(document)).not.toContain(NUMBER)
    expect(variables).toEqual({ note: 'x', l_0: 'key of 99', l_1: { type: '414', number: 'key of 414 E1' } })
    expect(validate(schema, document)).toEqual([])
  })

  it('of a single one where a list may stand', () => {
    const { document, variables } = keyedFor(licences, hop(`{ verify(claim: { type: "x", others: "${NUMBER}" }) { number } }`), schema, keyOf)
    expect(variables).toEqual({ l_0: ['key of 99'] })
    expect(validate(schema, document)).toEqual([])
  })

  it('of the lines of a list, nor what is wrong with one but the check that failed', () => {
    const wrong = `${NUMBER.slice(0, 17)}0`
    const written = [NUMBER, wrong, '130404'].map((number, line) => `{ line: ${line}, number: "${number}" }`).join()
    const { document, variables } = keyedFor(cases, hop(`mutation { open(input: { lines: [${written}] }) { number } }`), schema, keyOf)
    expect(print(document)).not.toMatch(/\d{6}/)
    expect(variables).toEqual({ l_0: 'key of 99', l_1: '!checksum', l_2: '!format' })
    const lines = [{ line: 1, number: NUMBER }, { line: 2, number: '!checksum' }]
    const sent = keyedFor(cases, hop('mutation ($input: Opening!) { open(input: $input) { number } }', { input: { lines } }), schema, keyOf)
    expect(sent.variables).toEqual({ input: { lines: [{ line: 1, number: 'key of 99' }, { line: 2, number: '!checksum' }] } })
  })
})

describe('a hop is left as it is', () => {
  it('for the library that holds the numbers', () => {
    const asked = hop('query ($one: CitizenId) { verify(claim: { type: "x" }, one: $one) { number } }', { one: NUMBER })
    expect(keyedFor(population, asked, schema, keyOf)).toBe(asked)
  })

  it('where it names no person', () => {
    const asked = hop('query ($name: String) { verify(claim: { type: "x" }, name: $name) { number } }', { name: NUMBER })
    expect(keyedFor(licences, asked, schema, keyOf)).toBe(asked)
  })

  it('where a person may be named and is not', () => {
    const asked = hop('query ($one: CitizenId, $claim: Claim!) { verify(claim: $claim, one: $one) { number } }', { claim: { type: 'x', holder: null } })
    expect(keyedFor(licences, asked, schema, keyOf).variables).toEqual(asked.variables)
  })
})
