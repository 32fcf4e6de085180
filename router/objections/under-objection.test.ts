import { describe, expect, it } from 'vitest'
import type { ObjectionTold } from '../../subgraphs/catalogue/index.ts'
import type { Facts } from '../decision/facts.ts'
import { decideOn, factsOf, grantOf, tools } from '../decision/testing.ts'
import { among } from './under-objection.ts'

const TODAY = '2026-03-02'
const told = (more: Partial<ObjectionTold> = {}): ObjectionTold => ({
  id: 'Y1', subject: 'applicant', item: 'Person.name', state: 'OPEN', raisedAt: new Date('2026-03-01T01:00:00Z'), dueOn: '2026-03-13', outcome: null, answer: null, toldUntil: null, ...more,
})
const READS = [grantOf({ 'Person.name': 'CLEAR', 'Person.mobile': 'MASKED', 'Person.citizenId': 'VERIFY', 'Licence.number@A': 'CLEAR' })]

/** What an answer to a question says of an objection, the rows of these subjects having been read. */
function said(objection: ObjectionTold, query = '{ p: person(citizenId: "applicant") { called: name mobile } }', read: readonly string[] = ['applicant'], facts: Facts = factsOf({ grants: READS })) {
  const decision = decideOn(query, facts)
  for (const subject of read) decision.plan.read.add(subject)
  return among(new Map([[objection.subject, [objection]]]), decision, TODAY, tools)
}

describe('nothing is said of an objection', () => {
  it.each<[string, ReturnType<typeof said>]>([
    ['about somebody of whom nothing was read', said(told(), undefined, [])],
    ['about somebody else than whose rows were read', said(told({ subject: 'agent' }))],
    ['about an item that was not asked', said(told({ item: 'Person.sex' }))],
    ['about an item that was asked and refused', said(told({ item: 'Person.sex' }), '{ person(citizenId: "applicant") { name sex } }')],
    ['about an item that was only compared', said(told({ item: 'Person.citizenId' }))],
    ['about an item that may not be read of this subject, whoever else it was read of', said(told({ subject: 'agent' }), '{ persons(citizenIds: ["applicant", "agent"]) { name } }', ['applicant', 'agent'])],
    ['about another slice than may be read', said(told({ item: 'Licence.number@B' }), '{ licence(identifier: "x") { number } }')],
    ['whose answer is not told any more', said(told({ state: 'ANSWERED', toldUntil: '2026-03-01' }))],
  ])('%s', (_what, found) => {
    expect(found).toEqual([])
  })

  it('about somebody who must not exist for the caller', () => {
    const facts = factsOf({ grants: READS, protected: [{ subject: 'applicant', grade: 'SEALED' }] })
    expect(said(told(), undefined, ['applicant'], facts)).toEqual([])
  })
})

describe('of an objection is said', () => {
  it('where the item stands, since when, until when, and how to go on; the subject as the agency knows it', () => {
    const [found, ...more] = said(told())
    expect(more).toEqual([])
    expect(found).toMatchObject({ item: 'Person.name', coordinate: 'Person.name', paths: ['p.called'], objection: 'Y1', state: 'OPEN', since: '2026-03-01T09:00:00.000+08:00', due: '2026-03-13', outcome: null, answer: null })
    expect([found?.advice, found?.adviceZh]).toEqual([expect.any(String), expect.any(String)])
    expect(found?.subject).toMatch(/^[\w-]{22}$/)
  })

  it('the answer as long as it is told, to whoever reads the item masked too', () => {
    expect(said(told({ item: 'Person.mobile', state: 'ANSWERED', outcome: 'CORRECTED', answer: '已更正', toldUntil: TODAY }))).toMatchObject([{ paths: ['p.mobile'], state: 'ANSWERED', outcome: 'CORRECTED', answer: '已更正' }])
  })

  it('every place where the item stands, once', () => {
    expect(said(told(), '{ a: person(citizenId: "applicant") { name } b: person(citizenId: "applicant") { x: name y: name } }')[0]?.paths).toEqual(['a.name', 'b.x', 'b.y'])
  })

  it('the slice that may be read', () => {
    expect(said(told({ item: 'Licence.number@A' }), '{ licence(identifier: "x") { number } }')).toMatchObject([{ item: 'Licence.number@A', coordinate: 'Licence.number', paths: ['licence.number'] }])
  })

  it('an organisation that is named by its code, of which everybody reads the item', () => {
    const code = '91990101MA0010010A'
    const found = said(told({ subject: code, item: 'LegalPerson.name' }), `{ legalPerson(creditCode: "${code}") { name } }`, [], factsOf({ caseFacts: null, purpose: null }))
    expect(found).toMatchObject([{ item: 'LegalPerson.name', paths: ['legalPerson.name'] }])
  })
})
