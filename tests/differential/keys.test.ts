import { describe } from 'vitest'
import { tell } from './rows.ts'
import { keys } from './worlds/keys/world.ts'

describe('an entity', () => {
  tell(keys, [
    {
      says: 'with a key that is null is null where another library is asked for it, without an error',
      query: '{ member(id: 2) { name email badge { code } } }',
      data: { member: { name: 'Bob', email: null, badge: null } },
    },
    {
      says: 'with a compound key of which a part is null is null likewise',
      query: '{ desk(id: "d2") { floor number cleaned } }',
      data: { desk: { floor: null, number: 7, cleaned: null } },
    },
    {
      says: 'with a key that is an object that is null is null likewise',
      query: '{ badge(code: "b2") { code opens { number } } }',
      data: { badge: { code: 'b2', opens: null } },
    },
    {
      says: 'that its library does not know is null without an error',
      query: '{ member(id: 3) { name badge { code } greeting } }',
      data: { member: { name: 'Cyd', badge: null, greeting: null } },
    },
    {
      says: 'that its library fails on is told at each of its fields by the name that the caller gave it',
      query: '{ member(id: 4) { name one: badge { code } two: greeting } }',
      data: { member: { name: 'Dee', one: null, two: null } },
      errors: ['member.one | no badges today | -', 'member.two | no badges today | -'],
    },
    {
      says: 'that nobody knows is not asked for',
      query: '{ member(id: "none") { badge { code } } }',
      data: { member: null },
      hops: ['people'],
    },
    {
      says: 'in a list is told by its own place, however many of the list were asked for',
      query: '{ members(ids: ["4", "none", "1", "4"]) { badge { code } } }',
      data: { members: [{ badge: null }, null, { badge: { code: 'b1' } }, { badge: null }] },
      errors: ['members.0.badge | no badges today | -', 'members.3.badge | no badges today | -'],
    },
    {
      says: 'in a list of lists is told by both of its places',
      query: '{ teams { id badge { code } } }',
      data: {
        teams: [
          [{ id: '1', badge: { code: 'b1' } }, null, { id: '4', badge: null }], [],
          [{ id: '3', badge: null }, { id: '1', badge: { code: 'b1' } }, { id: '2', badge: null }],
        ],
      },
      errors: ['teams.0.2.badge | no badges today | -'],
    },
    {
      says: 'in lists of lists leads on to other entities',
      query: '{ teams { badge { opens { steps } } } }',
      data: {
        teams: [
          [{ badge: { opens: [{ steps: 12 }, null, { steps: null }, { steps: 12 }] } }, null, { badge: null }], [],
          [{ badge: null }, { badge: { opens: [{ steps: 12 }, null, { steps: null }, { steps: 12 }] } }, { badge: null }],
        ],
      },
      errors: [
        'teams.0.0.badge.opens.2.steps | nobody counted the steps | -', 'teams.0.2.badge | no badges today | -',
        'teams.2.1.badge.opens.2.steps | nobody counted the steps | -',
      ],
    },
    {
      says: 'is found by a key that holds objects, and again by its plain key',
      query: '{ badge(code: "b3") { opens { building { id } number alarm { code door { steps } } } holder { name id } } }',
      data: { badge: { opens: [{ building: { id: 'h1' }, number: 2, alarm: null }], holder: { name: 'Eve', id: '5' } } },
    },
    {
      says: 'leads through four libraries and back',
      query: '{ desk(id: "d1") { guests { name badge { opens { alarm { door { number steps } } } } } } }',
      data: {
        desk: {
          guests: [0, 1, 2].map((at) => (at === 1 ? null : {
            name: 'Ada',
            badge: { opens: [{ alarm: { door: { number: 1, steps: 12 } } }, null, { alarm: { door: { number: 1, steps: null } } }, { alarm: { door: { number: 1, steps: 12 } } }] },
          })),
        },
      },
      errors: [
        'desk.guests.0.badge.opens.2.alarm.door.steps | nobody counted the steps | -', 'desk.guests.2.badge.opens.2.alarm.door.steps | nobody counted the steps | -',
      ],
    },
    {
      says: 'that stands in two places may be asked differently in each, by one name',
      query: '{ one: member(id: 1) { badge { holder { x: name } } } other: member(id: 1) { badge { holder { x: id } } } }',
      data: { one: { badge: { holder: { x: 'Ada' } } }, other: { badge: { holder: { x: '1' } } } },
    },
    {
      says: 'that stands in two places may lead on by one name to different things',
      query: '{ one: member(id: 1) { badge { x: opens { n: number } } } other: member(id: 1) { badge { x: opens { n: steps } } } }',
      data: { one: { badge: { x: [{ n: 1 }, null, { n: 1 }, { n: 1 }] } }, other: { badge: { x: [{ n: 12 }, null, { n: null }, { n: 12 }] } } },
      errors: ['other.badge.x.2.n | nobody counted the steps | -'],
    },
    {
      says: 'whose library answers no list of entities is null, with an error that says so nowhere else',
      query: '{ member(id: 1) { name badge { code } } }',
      instead: { badges: () => ({ data: { _entities: null }, errors: [] }) },
      data: { member: { name: 'Ada', badge: null } },
      apart: 'libraries of graphql-js answer what they are asked',
    },
  ])
})
