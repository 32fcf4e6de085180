import { formatCaseNumber } from '#platform/identifiers'
import { beforeAll, describe, expect, it } from 'vitest'
import { signToken } from '../../router/embedded-issuer.ts'
import { codeOf } from '../../seeds/agencies.ts'
import { matterCode } from '../../seeds/matters.ts'
import { personaOf } from '../../seeds/personas.ts'
import { citizenNumber } from '../../seeds/numbers.ts'
import { residencePermit } from '../../seeds/scenarios/5-residence-permit.ts'
import { formerNumberOf, named } from '../../seeds/scenarios/cast.ts'
import { load as loadCases } from '../../subgraphs/cases/commands.ts'
import type { Answer, Question, TestHub } from '../harness/hub.ts'
import { testClock } from '../harness/library.ts'
import { hops, numberOf, oneMoreCase, refusals, under, withoutTrace } from './story.ts'

const PERMIT = 'residence-permit'
const PASSPORT = { type: '414', number: 'X97000001' }
const FORMER = formerNumberOf(named(residencePermit.people, 'newcomer')) ?? ''
const CASE_OF_GUEST = formatCaseNumber({ implementationCode: matterCode(PERMIT), date: '2026-02-25', sequence: 920 })

const BY_NUMBER = 'query ($id: CitizenId!) { person(citizenId: $id) { id name residenceRegisteredOn } }'
const BY_DOCUMENT = 'query ($document: DocumentInput!) { personByDocument(document: $document) { id name residenceRegisteredOn } }'

/** What scenario 5 tells of people who are known by more than one number, or by none, against an open hub. */
export function otherKeys(hub: () => TestHub): void {
  const ask = (question: Partial<Question> & { query: string }): Promise<Answer> =>
    hub().ask({ persona: 'public-security', purpose: under(PERMIT, 'permit'), ...question })
  const byNumber = (id: string) => ask({ query: BY_NUMBER, variables: { id } })
  const byDocument = (document: object, more: Partial<Question> = {}) => ask({ query: BY_DOCUMENT, variables: { document }, ...more })
  const guest = () => {
    const { persons, otherDocuments } = hub().world.population
    const found = persons.find(({ citizenId }) => citizenId == null)
    const document = otherDocuments.find(({ subject }) => subject === found?.subject)
    if (found === undefined || document === undefined) throw new Error('nobody is without a citizen number')
    return { ...found, document: { type: document.docType, number: document.docNo } }
  }

  beforeAll(async () => {
    const { subject, name } = guest()
    const theirs = { caseNo: CASE_OF_GUEST, slug: PERMIT, agency: codeOf('public-security') }
    await loadCases(hub().db, oneMoreCase(theirs, [{ subject, role: 'APPLICANT', name: name ?? '' }]))
  })

  describe('A document that is none of the case', () => {
    it('reads the same whether nobody bears it, somebody else does, or the number was corrected', async () => {
      const { otherDocuments } = hub().world.population
      const others = otherDocuments.find(({ docType, docNo }) => docType === PASSPORT.type && docNo !== PASSPORT.number)
      const answers = await Promise.all([
        byDocument({ type: '414', number: 'X97999999' }), byDocument({ type: '414', number: others?.docNo }), byDocument(guest().document),
        byDocument({ type: '111', number: numberOf('sealed-witness') }), byDocument({ type: '111', number: citizenNumber('990101', '1943-04-16', 777) }),
      ])
      expect(new Set(answers.map(withoutTrace)).size).toBe(1)
      expect(refusals(answers[0] as Answer)).toEqual(['personByDocument: Query.personByDocument SUBJECT_NOT_PARTY'])
      expect(hops(answers[0] as Answer)).toEqual([])
    })

    it('is not looked for where it is written wrongly, and its number is not repeated', async () => {
      for (const [document, argument, check] of [
        [{ type: '414', number: 'X97-SECRET' }, '$document.number', 'format'], [{ type: '000', number: 'X97000001' }, '$document.type', 'category'],
        [{ type: '551', number: '990101199001010018' }, '$document.number', 'checksum'],
      ] as const) {
        const answer = await byDocument(document)
        expect(answer.refused).toEqual([{ code: 'BAD_USER_INPUT', faults: [{ argument, check }] }])
        expect(answer.text).not.toContain(document.number)
      }
    })
  })

  describe('The applicant for a residence permit', () => {
    it('is found by a passport and by a number that was corrected, as the same person', async () => {
      const answers = await Promise.all([byNumber(numberOf('newcomer')), byNumber(FORMER), byDocument(PASSPORT), byDocument({ type: '111', number: FORMER })])
      const told = answers.map(({ data }) => data.person ?? data.personByDocument)
      expect(told[0]).toMatchObject({ name: '马一鸣', residenceRegisteredOn: '2025-06-15' })
      expect(new Set(told.map((each) => JSON.stringify(each))).size).toBe(1)
      expect(answers.flatMap(({ refused }) => refused)).toEqual([])
    })

    it('is told apart from the number that was corrected when it is claimed', async () => {
      const verify = 'query ($id: CitizenId!) { verifyPerson(claim: { citizenId: $id }) { citizenId } }'
      const verdicts = await Promise.all([numberOf('newcomer'), FORMER].map((id) => ask({ query: verify, variables: { id } })))
      expect(verdicts.map(({ data }) => data.verifyPerson)).toEqual([{ citizenId: 'MATCH' }, { citizenId: 'MISMATCH' }])
    })

    it('reads their own record when they come to the portal with the passport, and is recorded as who they are', async () => {
      const persona = personaOf('portal')
      const token = await signToken(hub().key, {
        client_id: persona?.consumer, agency: persona?.agency, zone: persona?.zone, assurance: persona?.assurance, subject: PASSPORT,
      }, testClock)
      const { persona: _none, ...asked } = {
        persona: undefined, purpose: under(PERMIT, 'permit'), headers: { authorization: `Bearer ${token}` }, variables: { id: numberOf('newcomer') },
        query: 'query ($id: CitizenId!) { person(citizenId: $id) { name otherDocuments { docType { name } docNo validTo } } }',
      }
      const answer = await hub().ask(asked)
      expect(answer.refused).toEqual([])
      expect(answer.data.person).toEqual({ name: '马一鸣', otherDocuments: [{ docType: { name: '普通护照' }, docNo: PASSPORT.number, validTo: '2033-04-11' }] })
    })
  })

  describe('Somebody who bears no citizen number', () => {
    it('is read by their own document under a case of theirs', async () => {
      const { name, document } = guest()
      const answer = await byDocument(document, { purpose: { ...under(PERMIT), case: CASE_OF_GUEST } })
      expect(answer.refused).toEqual([])
      expect(answer.data.personByDocument.name).toBe(name)
    })
  })
}
