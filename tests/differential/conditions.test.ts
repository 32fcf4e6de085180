import { describe } from 'vitest'
import { tell } from './rows.ts'
import { circle } from './worlds/circle/world.ts'

describe('a condition', () => {
  tell(circle, [
    { says: 'that leaves nothing leaves an empty answer', query: 'query ($no: Boolean!) { me @include(if: $no) { id } }', variables: { no: false }, data: {} },
    { says: 'that leaves nothing of an object leaves an empty object', query: '{ me { id @skip(if: true) } }', data: { me: {} } },
    { says: 'that is false spares the hop', query: 'query ($no: Boolean!) { me { name pinned @include(if: $no) { text } } }', variables: { no: false }, data: { me: { name: 'Uma' } }, hops: ['users'] },
    {
      says: 'on a fragment holds for all in it, and not for the same field outside',
      query: 'query ($no: Boolean = false) { me { ...F @include(if: $no) id ... @skip(if: $no) { name } } } fragment F on User { id name boss { id } }',
      data: { me: { id: 'u1', name: 'Uma' } },
    },
    {
      says: 'of both kinds needs both',
      query: '{ a: me @skip(if: false) @include(if: true) { id } b: me @skip(if: true) @include(if: true) { id } c: me @skip(if: false) @include(if: false) { id } }',
      data: { a: { id: 'u1' } },
    },
    {
      says: 'by a variable that is not given and has no default is refused',
      query: 'query ($yes: Boolean!) { me @include(if: $yes) { id } }',
      errors: [' | $yes: the required check failed | BAD_USER_INPUT'],
      apart: 'graphql-js has no codes',
    },
  ])
})
