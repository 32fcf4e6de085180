import { formatCaseNumber } from '#platform/identifiers'
import { beforeAll, describe, expect, it } from 'vitest'
import { codeOf } from '../../seeds/agencies.ts'
import { matterCode } from '../../seeds/matters.ts'
import { load as loadCases } from '../../subgraphs/cases/commands.ts'
import type { Answer, Question, TestHub } from '../harness/hub.ts'
import { hops, keyOf, numberOf, oneMoreCase, refusals, under } from './story.ts'

const ALLOWANCE = 'old-age-allowance'

/** A roster whose people stand in it as applicants, of whom much more is granted elsewhere. */
const ROSTER_OF_APPLICANTS = formatCaseNumber({
  implementationCode: matterCode(ALLOWANCE), date: '2026-02-25', sequence: 901,
})

/** Scenario 1b, told against an open hub. */
export function aliveCheck(hub: () => TestHub): void {
  const ask = (question: Question): Promise<Answer> => hub().ask(question)

  beforeAll(async () => {
    const roster = { caseNo: ROSTER_OF_APPLICANTS, slug: ALLOWANCE, agency: codeOf('civil-affairs'), kind: 'ROSTER' } as const
    await loadCases(hub().db, oneMoreCase(roster, [
      { subject: keyOf(numberOf('old-man')), role: 'APPLICANT', name: '张大山' },
    ]))
  })

  describe('Scenario 1b: the yearly check that the holders of the allowance are alive', () => {
    const purpose = under(ALLOWANCE, 'alive-check')
    const list = (...examples: string[]) => ({
      persona: 'civil-affairs', purpose, variables: { ids: examples.map(numberOf) },
      query: `query ($ids: [CitizenId!]!) { persons(citizenIds: $ids) { isAlive ageAtLeast(years: 80) } }`,
    })

    it('tells of everybody on the roster whether they live, in the order asked', async () => {
      const answer = await ask(list('dead-holder', 'old-man', 'holder', 'holder-wife'))
      expect(answer.data).toEqual({
        persons: [
          { isAlive: false, ageAtLeast: true }, { isAlive: true, ageAtLeast: true },
          { isAlive: true, ageAtLeast: true }, { isAlive: true, ageAtLeast: true },
        ],
      })
      expect(answer.refused).toEqual([])
      expect(hops(answer)).toEqual(['population'])
    })

    it('refuses whoever is not on the roster at their own place in the list', async () => {
      const answer = await ask(list('old-man', 'old-wife', 'holder', 'sealed-witness'))
      expect(answer.data).toEqual({ persons: [
        { isAlive: true, ageAtLeast: true }, null, { isAlive: true, ageAtLeast: true }, null,
      ] })
      expect(refusals(answer)).toEqual([
        'persons.1: Query.persons SUBJECT_NOT_PARTY', 'persons.3: Query.persons SUBJECT_NOT_PARTY',
      ])
    })

    it('gives derived items and verdicts, and no value however well it is granted elsewhere', async () => {
      const answer = await ask({
        persona: 'civil-affairs',
        purpose: { ...purpose, case: ROSTER_OF_APPLICANTS },
        query: `query ($id: CitizenId!) {
          person(citizenId: $id) {
            isAlive ageAtLeast(years: 80) name mobile residenceAddress licences { name }
            credit { seriouslyDishonest }
          }
          verifyPerson(claim: { citizenId: $id, registeredAddress: "示例路" }) { citizenId registeredAddress }
        }`,
        variables: { id: numberOf('old-man') },
      })
      expect(answer.data).toEqual({
        person: {
          isAlive: true, ageAtLeast: true, name: null, mobile: null, residenceAddress: null, licences: null,
          credit: null,
        },
        verifyPerson: { citizenId: 'MATCH', registeredAddress: 'MISMATCH' },
      })
      expect(refusals(answer)).toEqual([
        'person.name: Person.name VERIFY_ONLY',
        'person.mobile: Person.mobile VERIFY_ONLY',
        'person.residenceAddress: Person.residenceAddress VERIFY_ONLY',
        'person.licences: Person.licences VERIFY_ONLY',
        'person.credit: Person.credit VERIFY_ONLY',
      ])
    })

    it('is no roster of the street office', async () => {
      const answer = await ask({ ...list('holder'), persona: 'street-office' })
      expect(answer.data).toEqual({ persons: null })
      expect(refusals(answer)).toEqual(['persons: Person.citizenId CASE_NOT_YOURS'])
    })
  })
}
