import { GraphQLError } from 'graphql'
import { describe } from 'vitest'
import { tell } from './rows.ts'
import { wounds } from './worlds/wounds/world.ts'

const down = () => ({ data: null, errors: [new GraphQLError('down', { extensions: { code: 'DOWN' } })] })

describe('an error', () => {
  tell(wounds, [
    {
      says: 'of an entity in a list stands at its own place, and again wherever the same entity stands',
      query: '{ ward(id: "w1") { beds { id width } } }',
      data: { ward: { beds: [{ id: 'b1', width: 90 }, { id: 'b2', width: null }, { id: 'b1', width: 90 }] } },
      errors: ['ward.beds.1.width | no tape | -'],
    },
    {
      says: 'keeps the code of its library and stands inside the entity',
      query: '{ nurse(id: "n1") { shift { with { phone } } } }',
      data: { nurse: { shift: { with: { phone: null } } } },
      errors: ['nurse.shift.with.phone | no phones | NOT_FOUND'],
    },
    {
      says: 'stands at an element of a list of leaves',
      query: '{ ward(id: "w1") { codes } }',
      data: { ward: { codes: ['a', null, null] } },
      errors: ['ward.codes.1 | worn | WORN'],
    },
    {
      says: 'about an entity as a whole stands at each field that was asked of it',
      query: '{ ward(id: "w2") { name motto more: motto } }',
      data: { ward: { name: 'West', motto: null, more: null } },
      errors: ['ward.motto | staff is away | -', 'ward.more | staff is away | -'],
    },
    {
      says: 'of a whole library stands at every field that was to come from it',
      query: '{ ward(id: "w1") { name motto } other: ward(id: "w3") { id motto } }',
      instead: { staff: down },
      data: { ward: { name: 'East', motto: null }, other: { id: 'w3', motto: null } },
      errors: ['ward.motto | down | DOWN', 'other.motto | down | DOWN'],
      apart: 'a library that is down',
    },
    {
      says: 'of a whole library at the root stands at every root field of it and leaves the others alone',
      query: '{ ward(id: "w1") { name } nurse(id: "n1") { name } again: nurse(id: "n2") { phone } }',
      instead: { staff: down },
      data: { ward: { name: 'East' }, nurse: null, again: null },
      errors: ['nurse | down | DOWN', 'again | down | DOWN'],
      apart: 'a library that is down',
    },
  ])
})

describe('null where it may not stand', () => {
  tell(wounds, [
    {
      says: 'in a library nulls the entity, and the field of the other library that leads to it',
      query: '{ nurse(id: "n1") { name ward { deputy { name } } } }',
      data: { nurse: { name: 'Nan', ward: { deputy: null } } },
      errors: ['nurse.ward.deputy.name | Cannot return null for non-nullable field *.name. | -'],
    },
    {
      says: 'climbs over two libraries through a list to the first place that may be null',
      query: '{ ward(id: "w1") { name beds { id patient { age } } } }',
      data: { ward: null },
      errors: ['ward.beds.1.patient.age | age is sealed | FORBIDDEN'],
    },
    {
      says: 'climbs up to the root where nothing on the way may be null',
      query: '{ strict { beds { patient { age } } } }',
      data: null,
      errors: ['strict.beds.1.patient.age | age is sealed | FORBIDDEN'],
    },
    {
      says: 'stops at a nullable entity of a list and leaves its neighbours',
      query: '{ ward(id: "w1") { rooms { reserve { no } } beds { reserve { age } id } } }',
      data: { ward: { rooms: [[{ reserve: { no: '2' } }], [{ reserve: null }]], beds: [{ reserve: null, id: 'b1' }, { reserve: null, id: 'b2' }, { reserve: null, id: 'b1' }] } },
      errors: [
        'ward.beds.0.reserve.age | Cannot return null for non-nullable field *.age. | -', 'ward.beds.2.reserve.age | Cannot return null for non-nullable field *.age. | -',
      ],
    },
    {
      says: 'is told where an entity is unknown to the library of a field that may not be null',
      query: '{ ward(id: "w2") { id beds { id patient { no } } } }',
      data: { ward: null },
      errors: ['ward.beds.0.patient | Cannot return null for non-nullable field *.patient. | -', 'ward.beds.1.patient | the ledger is wet | -'],
    },
    {
      says: 'in an element that may not be null nulls its list',
      query: '{ ward(id: "w2") { notes } other: ward(id: "w4") { name notes } }',
      data: { ward: { notes: null }, other: { name: 'North', notes: null } },
      errors: ['ward.notes.1 | Cannot return null for non-nullable field *.notes. | -', 'other.notes.0 | torn | -'],
    },
    {
      says: 'in an object that took its entity with it is told there, and not at the fields that went with it',
      query: '{ ward(id: "w2") { deputy { name phone a: shift { start } } } }',
      data: { ward: { deputy: null } },
      errors: ['ward.deputy.a.start | Cannot return null for non-nullable field *.start. | -', 'ward.deputy.phone | no phones | NOT_FOUND'],
    },
    {
      says: 'of a library that is down climbs likewise',
      query: '{ strict { name head { name } } }',
      instead: { staff: down },
      data: null,
      errors: ['strict.head.name | down | DOWN'],
      apart: 'a library that is down',
    },
    {
      says: 'in a branch that was skipped nulls nothing',
      query: 'query ($skip: Boolean!) { strict { name beds @skip(if: $skip) { patient { age } } } }',
      variables: { skip: true },
      data: { strict: { name: 'East' } },
    },
  ])
})
