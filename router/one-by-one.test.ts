import { parse, print } from 'graphql'
import { describe, expect, it } from 'vitest'
import { isMutation, oneByOne } from './one-by-one.ts'

const told = (text: string) => oneByOne(parse(text)).map((each) => print(each).replace(/\s+/g, ' '))

describe('an operation is taken apart', () => {
  it('where it changes something', () => {
    expect(['{ a b }', 'query Q { a }', 'mutation { a }'].map((text) => isMutation(parse(text)))).toEqual([false, false, true])
  })

  it('root field by root field, each with its own variables and fragments', () => {
    expect(told('mutation M($x: ID!, $y: ID!) { a(x: $x) { ...F } ... { b: a(x: $y) { id } } c } fragment F on A { id }')).toEqual([
      'mutation M($x: ID!) { a(x: $x) { ...F } } fragment F on A { id }',
      'mutation M($y: ID!) { b: a(x: $y) { id } }',
      'mutation M { c }',
    ])
  })

  it('with what stands under one name together, in the order of the first', () => {
    expect(told('mutation { t: __typename a { id } b ...R } fragment R on Mutation { a { name } }')).toEqual(['mutation { a { id } a { name } }', 'mutation { b }'])
  })
})
