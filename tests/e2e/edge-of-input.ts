import { describe, expect, it } from 'vitest'
import { formatPurpose } from '../../router/purpose.ts'
import { matterCode } from '../../seeds/matters.ts'
import type { Answer, Question, TestHub } from '../harness/hub.ts'
import { numberOf, refusals, under } from './story.ts'

const ALLOWANCE = 'old-age-allowance'
const purpose = under(ALLOWANCE, 'allowance')

/** Values that are wrong and names that look dangerous, against an open hub. */
export function wrongInput(hub: () => TestHub): void {
  const ask = (question: Question): Promise<Answer> => hub().ask(question)
  const asked = (query: string, variables: Record<string, unknown> = {}, more: Partial<Question> = {}) =>
    ask({ persona: 'civil-affairs', purpose, query, variables, ...more })
  const oldMan = () => ({ id: numberOf('old-man') })

  describe('A wrong value', () => {
    const right = numberOf('old-man')
    const wrongLast = right.slice(0, -1) + (right.endsWith('1') ? '2' : '1')
    const WRONG: [fault: string, value: string, check: string][] = [
      ['a wrong check character', wrongLast, 'checksum'],
      ['too few characters', right.slice(0, 17), 'format'],
      ['a day that there is not', `${right.slice(0, 6)}19420230${right.slice(14)}`, 'date'],
      ['a day to come', `${right.slice(0, 6)}20420301${right.slice(14)}`, 'future'],
    ]

    it.each(WRONG)('with %s is refused inline and as a variable by argument and check, and never repeated', async (_fault, value, check) => {
      const inline = await asked(`{ person(citizenId: "${value}") { name } }`)
      const variable = await asked(
        `query ($id: CitizenId!) { person(citizenId: $id) { name } }`, { id: value },
      )
      const inAClaim = await asked(
        `query ($claim: PersonClaim!) { verifyPerson(claim: $claim) { citizenId } }`,
        { claim: { citizenId: value } },
      )
      const inAList = await asked(
        `query ($ids: [CitizenId!]!) { persons(citizenIds: $ids) { name } }`, { ids: [right, value] },
      )
      const faults = [
        [inline, 'citizenId'], [variable, '$id'], [inAClaim, '$claim.citizenId'], [inAList, '$ids.1'],
      ] as const
      for (const [answer, argument] of faults) {
        expect(answer.status).toBe(200)
        expect(answer.data).toBeNull()
        expect(answer.refused).toEqual([{ code: 'BAD_USER_INPUT', faults: [{ argument, check }] }])
        expect(answer.text).toContain(`${argument}: the ${check} check failed`)
        expect(answer.text).not.toContain(value)
        expect(answer.text).not.toContain(value.slice(6, 14))
      }
    })

    it('of any kind is told without being repeated, and so is everything else of the operation', async () => {
      const secret = 'S3CRET-VALUE'
      for (const query of [
        `{ legalPerson(creditCode: "${secret}") { name } }`,
        `{ licence(identifier: "${secret}") { name } }`,
        `{ division(code: "${secret}") { name } }`,
        `{ verifyPerson(claim: { citizenId: "${secret}", name: "${secret}" }) { name } }`,
        `{ person(citizenId: "${right}") { ageAtLeast(years: "${secret}") } }`,
        `{ person(citizenId: "${right}") { nothing } note: person(citizenId: "${secret}") { name } }`,
        `{ person(citizenId: "${right}" { name } }`,
        `query ($id: CitizenId!) { person(citizenId: $id) { name } } # ${secret}`,
      ]) {
        const answer = await asked(query)
        expect(answer.status).toBe(200)
        expect(answer.data).toBeNull()
        expect(answer.text).not.toContain(secret)
        expect(answer.text).not.toContain(right)
      }
    })

    it('in the purpose is told by its part alone', async () => {
      const value = '张大山'
      for (const [header, part] of [
        ['matter="nonsense"', 'matter is no matter code'],
        [`matter="${matterCode(ALLOWANCE)}", case="?"`, 'case is no case number'],
        [
          `matter="${matterCode(ALLOWANCE)}", reason="${right}"`,
          'reason holds a citizen number or a telephone',
        ],
        [
          `matter="${matterCode(ALLOWANCE)}", why="because"`,
          'it has a member other than matter, case and reason',
        ],
        ['matter', 'matter is no string'],
      ] as const) {
        const answer = await ask({
          persona: 'civil-affairs', query: `{ __typename }`, headers: { 'sharing-purpose': header },
        })
        expect(answer.status).toBe(400)
        expect(answer.text).toContain(`Sharing-Purpose: ${part}`)
        expect(answer.text).not.toContain(right)
        expect(answer.text).not.toContain(value)
      }
    })

    it('never travels in an address: a question that names a person is sent by POST', async () => {
      const get = async (query: string, variables: Record<string, unknown>) => {
        const search = new URLSearchParams({ query, variables: JSON.stringify(variables) })
        return fetch(`${hub().url}/graphql?${search.toString()}`, {
          headers: {
            authorization: `Bearer ${await hub().token('civil-affairs')}`, 'apollo-require-preflight': '1',
            'sharing-purpose': formatPurpose({
              matter: purpose.matter, caseNo: purpose.case ?? null, reason: null,
            }),
          },
        })
      }
      const personal = await get(`query ($id: CitizenId!) { person(citizenId: $id) { name } }`, oldMan())
      expect(personal.status).toBe(405)
      expect(await personal.text()).not.toContain('张大山')
      const open = await get(
        `query ($code: DivisionCode!) { division(code: $code) { name } }`, { code: '990101' },
      )
      expect(open.status).toBe(200)
      expect(await open.json()).toMatchObject({ data: { division: { name: '示例区' } } })
    })
  })

  describe('Names that a caller chooses', () => {
    it('are members of the answer and nothing else, however they look', async () => {
      const members = Object.getOwnPropertyNames(Object.prototype)
      const answer = await asked(
        `query ($id: CitizenId!) {
          __proto__: person(citizenId: $id) {
            __proto__: registeredDivision { __proto__: name constructor: parent { prototype: name } }
            constructor: name toString: isAlive hasOwnProperty: mobile then: household { householdNo }
            valueOf: licences { __proto__: name constructor: state { __proto__: name } }
          }
          constructor: __typename
        }`,
        oldMan(),
      )
      expect(JSON.stringify(answer.data)).toBe(JSON.stringify(JSON.parse(`{
        "__proto__": {
          "__proto__": { "__proto__": "示例社区居委会", "constructor": { "prototype": "示例街道" } },
          "constructor": "张大山", "toString": true, "hasOwnProperty": "199****0001", "then": null,
          "valueOf": [
            { "__proto__": "社会保障卡", "constructor": { "__proto__": "有效" } },
            { "__proto__": "居民身份证", "constructor": { "__proto__": "有效" } },
            { "__proto__": "居民户口簿", "constructor": { "__proto__": "有效" } }
          ]
        },
        "constructor": "Query"
      }`)))
      expect(refusals(answer)).toEqual(['__proto__.then: Person.household NO_GRANT'])
      expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(members)
      expect(({} as Record<string, unknown>)['name']).toBeUndefined()
    })

    it('do not stand in for the keys that libraries are joined by', async () => {
      const answer = await asked(
        `query ($id: CitizenId!) { person(citizenId: $id) {
          key: name __typename: isAlive id: mobile code: registeredDivision { code: name name: code }
          licences { identifier: name subject: state { code: name } } credit { seriouslyDishonest }
        } }`,
        oldMan(),
      )
      expect(answer.data).toEqual({
        person: {
          key: '张大山', __typename: true, id: '199****0001', code: { code: '示例社区居委会', name: '990101001001' },
          licences: ['社会保障卡', '居民身份证', '居民户口簿'].map((name) => ({ identifier: name, subject: { code: '有效' } })),
          credit: { seriouslyDishonest: false },
        },
      })
    })

    it('tell one question from another: the same field twice, once granted and once not', async () => {
      const answer = await asked(
        `query ($id: CitizenId!, $on: Boolean!) {
          person(citizenId: $id) { name ...More @include(if: $on) household { householdNo } @skip(if: $on) }
          } fragment More on Person { citizenId: isAlive
        }`
          .replace('household { householdNo } @skip(if: $on)', 'household @skip(if: $on) { householdNo }'),
        { ...oldMan(), on: true },
      )
      expect(answer.data).toEqual({ person: { name: '张大山', citizenId: true } })
      expect(answer.refused).toEqual([])
    })
  })
}
