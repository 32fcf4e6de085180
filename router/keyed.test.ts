import { buildSchema, parse, print, validate } from 'graphql'
import { describe, expect, it } from 'vitest'
import { readContract } from '#platform/contract'
import { keyedFor } from './keyed.ts'

const NUMBER = '990101194001010016'
const keyOf = (citizenId: string) => `key of ${citizenId.slice(0, 2)}`

const schema = buildSchema(`
  scalar CitizenId
  input Claim { type: ID! holder: CitizenId others: [CitizenId!] inner: Claim }
  type Verdicts { number: String }
  type Query { verify(claim: Claim!, one: CitizenId, name: String): Verdicts }
`)
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
