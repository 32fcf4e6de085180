import { describe } from 'vitest'
import { tell } from './rows.ts'
import { circle } from './worlds/circle/world.ts'
import { kinds } from './worlds/kinds/world.ts'
import { objects } from './worlds/objects/world.ts'

describe('an interface or union', () => {
  tell(kinds, [
    {
      says: 'goes on in other libraries by the type of each of its objects',
      query: '{ media { __typename title ... on Book { stars } ... on Film { licence { __typename until } } } }',
      data: {
        media: [
          { __typename: 'Book', title: 'Alpha', stars: 5 }, { __typename: 'Film', title: 'Beta', licence: { __typename: 'Closed', until: '2030' } },
          { __typename: 'Paper', title: null }, { __typename: 'Film', title: 'Gone', licence: null },
        ],
      },
    },
    {
      says: 'asks nothing of a library about a type that does not fit',
      query: '{ reviewed { id ... on Media { author { name } } } }',
      data: { reviewed: [{ id: '1', author: { name: 'Ann' } }, { id: 's' }, null, { id: '2', author: { name: null } }] },
    },
    {
      says: 'may use one alias for fields of different types, of different libraries and arguments',
      query: '{ things { ... on Book { x: title(upper: true) n: pages } ... on Film { x: title n: stars } ... on Shelf { n: rank } } }',
      data: { things: [{ n: 2 }, { x: 'ALPHA', n: 9 }, { x: 'Beta', n: null }, { x: 'Gone', n: null }] },
    },
    {
      says: 'may ask one name of types that the library of both knows with different types',
      query: '{ things { ... on Book { weight } ... on Film { weight } } }',
      data: { things: [{}, { weight: 3 }, { weight: null }, { weight: null }] },
    },
    {
      says: 'has members that only one library knows',
      query: '{ best { ... on Shop { id } ... on Film { minutes } } reviewed { ... on Shop { owner { name } } } }',
      data: { best: { minutes: 90 }, reviewed: [{}, { owner: { name: null } }, null, {}] },
    },
    {
      says: 'may be narrowed by another one that shares some members',
      query: '{ find(text: "b") { ... on Media { ... on Printed { pages ... on Licensed { licence { until } } } } __typename } }',
      data: { find: { pages: null, licence: null, __typename: 'Paper' } },
    },
    { says: 'leads nowhere by a fragment on a type that is never there', query: '{ top { ... on Book { isbn } } }', data: { top: {} } },
  ])
})

describe('an interface known as an object', () => {
  tell(objects, [
    {
      says: 'gets fields from libraries that do not know its kinds',
      query: '{ animals { __typename vet { name } home { street } } }',
      data: {
        animals: [
          { __typename: 'Dog', vet: { name: 'Vic' }, home: { street: 'Oak' } }, { __typename: 'Cat', vet: null, home: { street: 'Oak' } },
          { __typename: 'Cat', vet: null, home: null }, null,
        ],
      },
    },
    {
      says: 'gets its kind from the library that knows it',
      query: '{ patients { __typename id name } }',
      data: { patients: [{ __typename: 'Cat', id: '2', name: null }, null, { __typename: 'Dog', id: '1', name: 'Rex' }] },
    },
    {
      says: 'gets fields that are derived from fields of another library',
      query: '{ animals { id label } dog { label(prefix: "the ") tricks } }',
      data: {
        animals: [{ id: '1', label: 'an Rex' }, { id: '2', label: 'an null' }, { id: '3', label: null }, null], dog: { label: 'the Rex', tricks: ['sit', 'roll'] },
      },
    },
  ])
})

describe('__typename', () => {
  tell(circle, [
    {
      says: 'is told at every level, by any alias, and of the roots',
      query: '{ __typename t: __typename me { __typename u: __typename pinned { p: __typename likedBy { __typename } } } node(id: "u1") { __typename } }',
      data: { __typename: 'Query', t: 'Query', me: { __typename: 'User', u: 'User', pinned: { p: 'Post', likedBy: [] } }, node: { __typename: 'User' } },
    },
    { says: 'alone of the root asks little', query: '{ __typename }', data: { __typename: 'Query' } },
    { says: 'alone of an entity asks no other library', query: '{ me { __typename } }', data: { me: { __typename: 'User' } }, hops: ['users'] },
  ])
})
