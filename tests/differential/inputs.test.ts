import { describe } from 'vitest'
import { tell } from './rows.ts'
import { inputs } from './worlds/inputs/world.ts'

describe('an argument', () => {
  tell(inputs, [
    {
      says: 'goes through as it was given, null and absence apart',
      query: 'query ($absent: String, $none: Boolean) { echo(text: $absent, list: [[1, null], null], deep: { n: 2 }, flag: $none) }',
      variables: { none: null },
      data: { echo: '{"deep":{"n":2},"flag":null,"list":[[1,null],null]}' },
    },
    {
      says: 'takes the default of the operation before that of the contract',
      query: 'query ($flag: Boolean = false, $n: Int! = 4) { echo(flag: $flag, deep: { n: $n, again: {} }) }',
      data: { echo: '{"deep":{"again":{"n":1},"n":4},"flag":false}' },
    },
    {
      says: 'of an entity field goes through, with what a variable says inside of an object',
      query: 'query ($k: Kind, $again: Deep) { search(limit: 1) { told(filter: { kind: $k, deep: { list: [1], again: $again } }, day: { a: [1, "b", null] }) } }',
      variables: { k: 'NEW', again: { n: 3 } },
      data: { search: [{ told: '1 {"day":{"a":[1,"b",null]},"filter":{"deep":{"again":{"n":3},"list":[1],"n":1},"kind":"NEW","text":"x"},"state":"SHUT","times":2}' }] },
    },
    {
      says: 'of characters of every kind is not changed on the way',
      query: 'query ($t: String) { echo(text: $t) other: echo(text: "\\u00e9 \\"漢\\" \\n") block: echo(text: """ a "b" \\n c """) }',
      variables: { t: '\u{1f600} \\ " \u2028' },
      data: {
        echo: JSON.stringify({ flag: true, text: '\u{1f600} \\ " \u2028' }), other: JSON.stringify({ flag: true, text: 'é "漢" \n' }),
        block: JSON.stringify({ flag: true, text: ' a "b" \\n c ' }),
      },
    },
  ])
})

describe('an enum of which each library knows a part', () => {
  tell(inputs, [
    { says: 'may be answered by any of its values', query: '{ search(limit: 2) { kind mood } }', data: { search: [{ kind: 'GOOD', mood: 'UGLY' }, { kind: 'BAD', mood: 'GOOD' }] } },
    {
      says: 'may be asked by the values that all know, and by no other',
      query: '{ search(kinds: [ODD]) { id } }',
      errors: [' | kinds: the type check failed | BAD_USER_INPUT'],
      apart: 'graphql-js has no codes',
    },
  ])
})

describe('an input of which each library knows a part', () => {
  tell(inputs, [
    {
      says: 'takes the fields that all know, and no other',
      query: '{ facts(filter: { unlike: 1 }) }',
      errors: [' | filter: the type check failed | BAD_USER_INPUT'],
      apart: 'graphql-js has no codes',
    },
    { says: 'takes a field of all', query: '{ facts(filter: { kind: OLD }) }', data: { facts: ['{"filter":{"kind":"OLD","text":"x"}}', null] } },
  ])
})
