import { parse, print } from 'graphql'
import { describe, expect, it } from 'vitest'
import { oneByOne } from './one-by-one.ts'

const told = (text: string) => oneByOne(parse(text)).map((each) => print(each).replace(/\s+/g, ' '))

describe('an operation is run in parts', () => {
  it('never where it is a question', () => {
    const document = parse('{ a b }')
    expect(oneByOne(document)).toEqual([document])
  })

  it('root field by root field where it changes something, each with its own variables and fragments', () => {
    expect(told('mutation M($x: ID!, $y: ID!) { a(x: $x) { ...F } ... { b: a(x: $y) { id } } c } fragment F on A { id }')).toEqual([
      'mutation M($x: ID!) { a(x: $x) { ...F } } fragment F on A { id }',
      'mutation M($y: ID!) { b: a(x: $y) { id } }',
      'mutation M { c }',
    ])
  })

  it('with what stands under one name together, in the order of the first', () => {
    expect(told('mutation { a { id } b ...R } fragment R on Mutation { a { name } }')).toEqual(['mutation { a { id } a { name } }', 'mutation { b }'])
  })
})
