import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Answer, Question, TestHub } from '../harness/hub.ts'
import { caseNo, keyOf, numberOf, under, withoutTrace } from './story.ts'

const purpose = under('old-age-allowance', 'allowance')

/** What is kept of every request, against an open hub. */
export function theRecord(hub: () => TestHub): void {
  const ask = (question: Question): Promise<Answer> => hub().ask(question)
  const asked = (query: string, variables: Record<string, unknown> = {}, more: Partial<Question> = {}) =>
    ask({ persona: 'civil-affairs', purpose, query, variables, ...more })
  const oldMan = () => ({ id: numberOf('old-man') })

  describe('The record', () => {
    interface Kept {
      readonly id: string
      readonly consumer: string
      readonly operator: string
      readonly operationName: string | null
      readonly agency: { name: string } | null
      readonly matter: { name: string } | null
      readonly caseNo: string | null
      readonly reason: string | null
      readonly released: string[]
      readonly refused: string[]
      readonly outcome: { code: string }
    }
    const RECORDS = `{ accessRecords(first: 100) { edges { node {
      id consumer operator operationName agency { name } matter { name } caseNo reason released refused
      outcome { code }
    } } } }`
    const records = async (persona: string): Promise<Kept[]> => {
      const answer = await ask({ persona, query: RECORDS })
      expect(answer.refused).toEqual([])
      return (answer.data.accessRecords.edges as { node: Kept }[]).map(({ node }) => node)
    }
    const last = async () => (await records('auditor'))[0]

    it('holds who asked why and what was released, by item and never by value', async () => {
      await asked(
        `query ForTheAllowance($id: CitizenId!) {
          person(citizenId: $id) { name mobile isAlive household { address } licences { name } }
        }`,
        oldMan(),
      )
      expect(await last()).toEqual({
        id: expect.any(String) as string, consumer: 'sys-civil-affairs', operator: 'op-civil-affairs',
        operationName: 'ForTheAllowance',
        agency: { name: '示例区民政局' }, matter: { name: '高龄津贴发放' }, caseNo: caseNo('allowance'), reason: '办理',
        released: [
          'Person.citizenId=VERIFY', 'Person.name=CLEAR', 'Person.mobile=MASKED', 'Person.isAlive=CLEAR',
          'Person.licences=CLEAR', 'Licence.name=CLEAR',
        ],
        refused: ['Person.household=NO_GRANT'], outcome: { code: 'PARTIAL' },
      })
    })

    it.each([
      [
        'an answer', () => asked(`query ($id: CitizenId!) { person(citizenId: $id) { name } }`, oldMan()),
        'ANSWERED', ['Person.citizenId=VERIFY', 'Person.name=CLEAR'], [],
      ],
      [
        'a refusal of everything',
        () => asked(
          `query ($id: CitizenId!) { person(citizenId: $id) { household { address } } }`, oldMan(),
        ),
        'REFUSED', [], ['Person.household=NO_GRANT'],
      ],
      [
        'a stranger asked for',
        () => asked(`query ($id: CitizenId!) { person(citizenId: $id) { name mobile } }`, {
          id: numberOf('old-wife'),
        }),
        'REFUSED', [], ['Query.person=SUBJECT_NOT_PARTY'],
      ],
      [
        'a case that is not theirs',
        () => asked(
          `query ($id: CitizenId!) { person(citizenId: $id) { name } }`, oldMan(), { persona: 'outsider' },
        ),
        'REFUSED', [], ['Person.citizenId=CASE_NOT_YOURS'],
      ],
      [
        'a rejected part',
        () => asked(
          `query ($id: CitizenId!) { person(citizenId: $id) { name citizenId } }`, oldMan(),
          { headers: { 'sharing-denial': 'reject' } },
        ),
        'REFUSED', [], ['Person.citizenId=VERIFY_ONLY'],
      ],
      [
        'a verdict',
        () => asked(
          `query ($id: CitizenId!) {
            verifyPerson(claim: { citizenId: $id, registeredAddress: "示例路" }) { registeredAddress }
          }`,
          oldMan(),
        ),
        'ANSWERED', ['Person.citizenId=VERIFY', 'Person.registeredAddress=VERIFY'], [],
      ],
      [
        'an anonymous question', () => ask({ query: `{ division(code: "990101") { name } }` }), 'ANSWERED',
        ['Division.name=CLEAR'], [],
      ],
    ])('holds %s', async (_what, question, outcome, released, refused) => {
      const answer = await question()
      const kept = await last()
      expect(kept?.outcome).toEqual({ code: outcome })
      expect(kept?.released).toEqual(released)
      expect(kept?.refused).toEqual(refused.length === 0 ? [] : expect.arrayContaining(refused))
      expect(answer.status).toBe(200)
    })

    it('shows an agency its own requests, an auditor everybody’s', async () => {
      await asked(`query ($id: CitizenId!) { person(citizenId: $id) { name } }`, oldMan(), {
        persona: 'outsider',
      })
      const all = await records('auditor')
      expect(new Set(all.map(({ agency }) => agency?.name)).size).toBeGreaterThan(2)
      const own = await records('outsider')
      expect(own.length).toBeGreaterThan(0)
      expect(new Set(own.map(({ agency }) => agency?.name))).toEqual(new Set(['示例区气象局']))
      const portal = await ask({ persona: 'portal', query: RECORDS })
      expect(portal.data).toEqual({ accessRecords: null })
      const nobody = await ask({ query: RECORDS })
      expect(nobody.status).toBe(401)
    })

    it('holds no number, name, telephone or address of anybody, in no column', async () => {
      await asked(
        `query Everything($id: CitizenId!) {
          person(citizenId: $id) {
            name mobile residenceAddress registeredDivision { name } licences { number face { value } }
          }
          verifyPerson(claim: { citizenId: $id, registeredAddress: "示例省示例市示例区" }) {
            citizenId registeredAddress
          }
        }`,
        oldMan(),
      )
      await asked(`{ person(citizenId: "${numberOf('old-man')}") { name } }`)
      // The two drivers hand over rows in two shapes.
      const result: unknown = await hub().db.orm.execute(sql`select row_to_json(kept)::text as row from audit.access_entry as kept`)
      const rows = (Array.isArray(result) ? result : (result as { rows: unknown }).rows) as { row: string }[]
      expect(rows.length).toBeGreaterThan(10)
      const text = rows.map(({ row }) => row).join('\n')
      const values = hub().world.population.persons.flatMap(({ citizenId, name, mobile, registeredAddress, residenceAddress }) =>
        [citizenId, name, mobile, registeredAddress, residenceAddress].flatMap((value) => value ?? []))
      expect(values.length).toBeGreaterThan(500)
      expect(values.filter((value) => text.includes(value))).toEqual([])
      expect(text).not.toContain('SB990101000101')
    })

    it('differs for two people only in what it must: their keys', async () => {
      const one = await asked(`query ($id: CitizenId!) { person(citizenId: $id) { id name } }`, oldMan())
      const other = await ask({
        persona: 'street-office', purpose, query: `query ($id: CitizenId!) {
          verifyPerson(claim: { citizenId: $id }) { citizenId }
        }`, variables: oldMan(),
      })
      expect(one.data.person.id).toMatch(/^[\w-]{22}$/)
      expect(other.text).not.toContain(one.data.person.id)
      expect(withoutTrace(one)).not.toContain(keyOf(numberOf('old-man')))
    })
  })
}
