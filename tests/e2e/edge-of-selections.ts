import { describe, expect, it } from 'vitest'
import type { Answer, Question, TestHub } from '../harness/hub.ts'
import { numberOf, refusals, under } from './story.ts'

const purpose = under('old-age-allowance', 'allowance')

/** Every shape that a selection can take, against an open hub: permission holds, and granted siblings answer. */
export function selections(hub: () => TestHub): void {
  const asked = (query: string, variables: Record<string, unknown> = {}, more: Partial<Question> = {}): Promise<Answer> =>
    hub().ask({ persona: 'civil-affairs', purpose, query, variables: { id: numberOf('old-man'), ...variables }, ...more })
  const asking = (selection: string, more = '', declared = '') => asked(`query ($id: CitizenId!${declared}) { person(citizenId: $id) { ${selection} } } ${more}`)

  const NAME = '张大山'
  /** A granted item beside one that is refused. */
  const BOTH = { name: NAME, household: null }
  const REFUSED = ['person.household: Person.household NO_GRANT']

  describe('What is refused stays refused, and what is granted is answered,', () => {
    it.each([
      ['side by side', 'name household { householdNo }', ''],
      ['in a fragment', '...F', 'fragment F on Person { name household { householdNo } }'],
      ['in a fragment inside another', '...F', 'fragment F on Person { name ...G } fragment G on Person { household { ...H } } fragment H on Household { householdNo }'],
      ['in a fragment without a name', '... on Person { name } ... { household { householdNo } }', ''],
      ['in fragments that hold each other’s fields', '...F ...G', 'fragment F on Person { name household { householdNo } } fragment G on Person { household { address } name }'],
      ['twice over', 'name name household { householdNo } household { householdNo address }', ''],
      ['included and not skipped', 'name @include(if: true) @skip(if: false) household @include(if: true) { householdNo }', ''],
      ['in a fragment that is included', 'name ...F @include(if: true)', 'fragment F on Person { household { householdNo } }'],
    ])('%s', async (_how, selection, more) => {
      const answer = await asking(selection, more)
      expect(answer.data).toEqual({ person: BOTH })
      expect(refusals(answer)).toEqual(REFUSED)
    })

    it.each([
      ['skipped', 'name household @skip(if: true) { householdNo }'],
      ['not included', 'name ... @include(if: false) { household { householdNo } }'],
      ['skipped although it is included', 'name household @include(if: true) @skip(if: true) { householdNo }'],
    ])('and what is %s is neither', async (_how, selection) => {
      const answer = await asking(selection)
      expect([answer.data, answer.refused]).toEqual([{ person: { name: NAME } }, []])
    })

    it('and a condition in a variable is worked out before anything is decided', async () => {
      const query = 'query ($id: CitizenId!, $with: Boolean!) { person(citizenId: $id) { name household @include(if: $with) { householdNo } isAlive @skip(if: $with) } }'
      const [on, off] = [await asked(query, { with: true }), await asked(query, { with: false })]
      expect([on.data, refusals(on)]).toEqual([{ person: BOTH }, REFUSED])
      expect([off.data, off.refused]).toEqual([{ person: { name: NAME, isAlive: true } }, []])
    })

    it('under a name that the other has in another place', async () => {
      const answer = await asking('household: name name: household { name: householdNo }')
      expect(answer.data).toEqual({ person: { household: NAME, name: null } })
      expect(refusals(answer)).toEqual(['person.name: Person.household NO_GRANT'])
    })
  })

  describe('__typename', () => {
    it('is told at every level where something is granted, and nowhere else', async () => {
      const answer = await asking(`__typename name registeredDivision { __typename name parent { __typename } }
        household { __typename } licences { kind: __typename state { __typename name } }`)
      expect(answer.data.person).toMatchObject({
        __typename: 'Person', name: NAME, registeredDivision: { __typename: 'Division', parent: null }, household: null,
      })
      expect(answer.data.person.licences[0]).toEqual({ kind: 'Licence', state: { __typename: 'Code', name: '有效' } })
      expect(refusals(answer)).toContain('person.household: Person.household NO_GRANT')
    })

    it('alone tells not even that there is somebody', async () => {
      const [someone, nobody] = [await asking('__typename'), await asked('query ($id: CitizenId!) { person(citizenId: $id) { __typename } }', { id: '990101194405170017' })]
      expect(someone.data).toEqual({ person: null })
      expect(nobody.data).toBeNull()
      expect((await asked('{ __typename kind: __typename }', {}, { query: 'query ($id: CitizenId) { __typename kind: __typename a: __typename @skip(if: true) ...F } fragment F on Query { person(citizenId: "990101194203010017") @skip(if: true) { name } }' })).status).toBe(200)
    })
  })

  describe('Selections that contradict each other', () => {
    it.each([
      ['two fields under one name', 'name: isAlive name'],
      ['one field with two arguments', 'ageAtLeast(years: 80) ageAtLeast(years: 18)'],
      ['two shapes under one name', 'x: household { a: householdNo } x: household { a: address }'],
      ['a fragment and its surroundings', 'name ...F'],
      ['what is refused and what is granted', 'a: name a: household { householdNo }'],
      ['a type that is none of its own', '... on LegalPerson { name }'],
    ])('are refused whole, before anything is decided: %s', async (_how, selection) => {
      const answer = await asking(selection, selection.includes('...F') ? 'fragment F on Person { name: isAlive }' : '')
      expect(answer.data).toBeNull()
      expect(new Set(answer.refused.map(({ code }) => code))).toEqual(new Set(['GRAPHQL_VALIDATION_FAILED']))
      expect(answer.text).not.toContain(NAME)
    })
  })

  describe('Names that could reach a prototype', () => {
    const NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', 'then', 'toJSON', '__defineGetter__']
    const polluted = () => Object.keys(Object.prototype).length > 0 || ({} as Record<string, unknown>)['polluted'] !== undefined

    it.each(NAMES)('%s is a variable like any other', async (name) => {
      const { data, refused } = await asked(
        `query ($${name}: CitizenId!, $n: Int!) { person(citizenId: $${name}) { name ageAtLeast(years: $n) } }`,
        JSON.parse(`{ "${name}": "${numberOf('old-man')}", "n": 80 }`) as Record<string, unknown>,
      )
      expect([data, refused]).toEqual([{ person: { name: NAME, ageAtLeast: true } }, []])
    })

    it.each(NAMES)('%s is a variable without which nothing is asked', async (name) => {
      const { data, refused } = await hub().ask({ persona: 'civil-affairs', purpose, query: `query ($${name}: CitizenId!) { person(citizenId: $${name}) { name } }` })
      expect([data, refused]).toEqual([null, [{ code: 'BAD_USER_INPUT', faults: [{ argument: `$${name}`, check: 'required' }] }]])
    })

    it.each(NAMES)('%s is no member of an input object, inline or in a variable', async (name) => {
      const claim = `{ "citizenId": "${numberOf('old-man')}", "name": "${NAME}", "${name}": { "polluted": true } }`
      const variable = await asked('query ($claim: PersonClaim!) { verifyPerson(claim: $claim) { name } }', JSON.parse(`{ "claim": ${claim} }`) as Record<string, unknown>)
      const inline = await asked(`query ($id: CitizenId!) { verifyPerson(claim: { citizenId: $id, ${name}: { polluted: true } }) { name } }`)
      expect(variable.refused).toEqual([{ code: 'BAD_USER_INPUT', faults: [{ argument: '$claim', check: 'type' }] }])
      expect(inline.refused).toEqual([{ code: 'BAD_USER_INPUT', faults: [{ argument: 'claim', check: 'type' }] }])
      expect(polluted()).toBe(false)
    })

    it.each(NAMES)('%s is an alias at every level, of what is granted and of what is not', async (name) => {
      const answer = await asked(`query ($id: CitizenId!) { ${name}: person(citizenId: $id) { ${name}: name other: household { ${name}: householdNo } more: registeredDivision { ${name}: name } } }`)
      const person = Object.entries(answer.data as Record<string, Record<string, unknown>>)[0]
      expect(person?.[0]).toBe(name)
      expect(Object.entries(person?.[1] ?? {})[0]).toEqual([name, NAME])
      expect(person?.[1]['other']).toBeNull()
      expect(JSON.stringify(person?.[1]['more'])).toBe(`{"${name}":"示例社区居委会"}`)
      expect(refusals(answer)).toEqual([`${name}.other: Person.household NO_GRANT`])
      expect(polluted()).toBe(false)
    })

    it.each(NAMES)('%s is the name of an operation and of a fragment', async (name) => {
      const answer = await asked(`query ${name}($id: CitizenId!) { person(citizenId: $id) { ...${name} } } fragment ${name} on Person { name household { householdNo } }`)
      expect([answer.data, refusals(answer)]).toEqual([{ person: BOTH }, REFUSED])
    })
  })
}
