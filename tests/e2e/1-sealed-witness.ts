import { formatCaseNumber } from '#platform/identifiers'
import { beforeAll, describe, expect, it } from 'vitest'
import { codeOf } from '../../seeds/agencies.ts'
import { matterCode } from '../../seeds/matters.ts'
import { citizenNumber } from '../../seeds/numbers.ts'
import { load as loadCases } from '../../subgraphs/cases/commands.ts'
import type { Answer, Question, TestHub } from '../harness/hub.ts'
import { caseNo, keyOf, numberOf, oneMoreCase, under, withoutTrace } from './story.ts'

const ALLOWANCE = 'old-age-allowance'

/** A number that is valid and that nobody bears, and a case that names it as its applicant all the same. */
const NOBODY = citizenNumber('990101', '1943-04-16', 777)
const CASE_OF_NOBODY = formatCaseNumber({
  implementationCode: matterCode(ALLOWANCE), date: '2026-02-25', sequence: 900,
})
const ABOUT = `query About($id: CitizenId!) {
  person(citizenId: $id) {
    name isAlive ageAtLeast(years: 80) mobile registeredDivision { name } registeredAddress residenceAddress
    household { householdNo address members { person { name } } }
    relations { relation { name } person { name } }
    credit { seriouslyDishonest }
    licences { name number state { name } face { title value } }
  }
}`

/** What scenario 1 tells of a witness under protection, against an open hub. */
export function sealedWitness(hub: () => TestHub): void {
  const ask = (question: Question): Promise<Answer> => hub().ask(question)
  const purpose = under(ALLOWANCE, 'allowance')

  beforeAll(async () => {
    const theirs = { caseNo: CASE_OF_NOBODY, slug: ALLOWANCE, agency: codeOf('civil-affairs') }
    await loadCases(hub().db, oneMoreCase(theirs, [
      { subject: keyOf(NOBODY), role: 'APPLICANT', name: '高明渊' },
      { subject: keyOf(numberOf('sister-agent')), role: 'AGENT', name: '何春生' },
    ]))
  })

  describe('A sealed witness who applies for the allowance', () => {
    it('is known no more than a number that nobody bears, by not one byte', async () => {
      const questions: [query: string, more?: Record<string, unknown>][] = [
        [ABOUT],
        [`query ($id: CitizenId!) { person(citizenId: $id) { id name } }`],
        [
          `query ($id: CitizenId!, $agent: CitizenId!) {
            persons(citizenIds: [$id, $agent, $id]) { name licences { name } credit { seriouslyDishonest } }
          }`,
          { agent: numberOf('sister-agent') },
        ],
        [`query ($id: CitizenId!) {
          verifyPerson(claim: { citizenId: $id, registeredAddress: "示例路" }) { citizenId registeredAddress }
        }`],
        [`query ($id: CitizenId!) {
          person(citizenId: $id) { cases { edges { node { summary } } } realEstate { area } }
        }`],
      ]
      for (const [query, more] of questions) {
        const asked = (id: string, number: string) => ask({
          persona: 'civil-affairs', purpose: { ...under(ALLOWANCE), case: number }, query,
          variables: { id, ...more },
        })
        const sealed = await asked(numberOf('sealed-witness'), caseNo('allowance-sealed'))
        const unknown = await asked(NOBODY, CASE_OF_NOBODY)
        expect(withoutTrace(sealed)).toBe(withoutTrace(unknown))
        expect(sealed.status).toBe(unknown.status)
        expect(sealed.text).not.toContain('高明渊')
      }
      const alone = await ask({
        persona: 'civil-affairs', purpose: under(ALLOWANCE, 'allowance-sealed'), query: ABOUT,
        variables: { id: numberOf('sealed-witness') },
      })
      expect(alone.data).toEqual({ person: null })
      expect(alone.refused.filter(({ coordinate }) => coordinate === 'Query.person')).toEqual([])
    })

    it('has a case that is known no more than one that does not exist', async () => {
      const read = (number: string) => ask({
        persona: 'civil-affairs', purpose: under(ALLOWANCE, 'allowance-sealed'), variables: { caseNo: number },
        query: `query ($caseNo: ID!) {
          case(caseNo: $caseNo) { summary parties { name person { name } } materials { name } }
        }`,
      })
      const sealed = await read(caseNo('allowance-sealed'))
      expect(sealed.data).toEqual({ case: null })
      expect(withoutTrace(sealed)).toBe(withoutTrace(await read('99999999-unknown')))
    })

    it('is refused as a stranger like one who is not sealed and a number that nobody bears alike', async () => {
      const numbers = [numberOf('founder'), numberOf('sealed-witness'), NOBODY]
      const [ordinary, sealed, unknown] = await Promise.all(numbers.map((id) =>
        ask({ persona: 'civil-affairs', purpose, query: ABOUT, variables: { id } })))
      expect(withoutTrace(sealed as Answer)).toBe(withoutTrace(ordinary as Answer))
      expect(withoutTrace(unknown as Answer)).toBe(withoutTrace(ordinary as Answer))
    })
  })
}
