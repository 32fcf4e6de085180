import { describe, expect, it } from 'vitest'
import type { Facts } from '../decision/facts.ts'
import { factsOf, grantOf, MATTER_FACTS, tools, usesIn } from '../decision/testing.ts'
import { decidedWith } from './decided.ts'
import { entriesOf, itemAccesses } from './item-access.ts'

const accessesOf = (text: string, facts: Facts) => {
  const decided = decidedWith(usesIn(text), facts, tools)
  return itemAccesses(entriesOf(decided), decided)
}

/** What is said of each item, as `Person.mobile READ person.mobile: MASKED`. */
const said = (text: string, facts: Facts) =>
  accessesOf(text, facts).map(({ coordinate, use, paths, answered, behind, disclosure, refusal }) =>
    `${coordinate} ${use} ${paths.join(',')}: ${disclosure ?? refusal?.reason}${behind === null ? '' : ` behind ${behind}`}${answered ? '' : ' –'}`)

const MOBILE = '{ person(citizenId: "applicant") { mobile } }'
const searchable = grantOf({ 'Person.citizenId': 'VERIFY' })

describe('an explanation does not tell', () => {
  it('that a party is under a protection order, where the question itself would not come to that', () => {
    const of = (grade: string | null) => factsOf({ protected: grade === null ? [] : [{ subject: 'applicant', grade }] })
    expect(said(MOBILE, of('RESTRICTED'))).toEqual(said(MOBILE, of(null)))
    expect(said(MOBILE, of('RESTRICTED'))).toEqual([
      'Person.citizenId SEARCH person: NO_GRANT –', 'Person.mobile READ person.mobile: NO_GRANT behind person –',
    ])
  })

  it('what the answer would tell otherwise: where it comes to that, the item is withheld', () => {
    const facts = factsOf({ grants: [searchable, grantOf({ 'Person.mobile': 'CLEAR' })], protected: [{ subject: 'applicant', grade: 'RESTRICTED' }] })
    expect(said(MOBILE, facts)[1]).toBe('Person.mobile READ person.mobile: WITHHELD –')
  })

  it('a sealed party from one that is not', () => {
    const grants = [searchable, grantOf({ 'Person.mobile': 'CLEAR' })]
    expect(said(MOBILE, factsOf({ grants, protected: [{ subject: 'applicant', grade: 'SEALED' }] }))).toEqual(said(MOBILE, factsOf({ grants })))
  })

  it('anything about a case in which the agency has no part: who its parties are, or that there is one', () => {
    const grants = [searchable, grantOf({ 'Person.mobile': 'CLEAR' })]
    const theirs = factsOf({ grants, caseFacts: { agencyRoles: [] }, protected: [{ subject: 'agent', grade: 'RESTRICTED' }] })
    for (const subject of ['applicant', 'agent', 'stranger']) {
      const text = MOBILE.replace('applicant', subject)
      expect(accessesOf(text, theirs)).toEqual(accessesOf(text, factsOf({ grants, caseFacts: null })))
      expect(accessesOf(text, theirs).map(({ refusal, byStanding }) => [refusal?.reason, byStanding])).toEqual([['CASE_NOT_YOURS', []], ['CASE_NOT_YOURS', []]])
    }
  })

  it('that the only party of such a case is under a protection order, whatever people are looked up by', () => {
    const theirs = (grade: string) => factsOf({ caseFacts: { agencyRoles: [], parties: [{ subject: 'agent', role: 'AGENT' }] }, protected: [{ subject: 'agent', grade }] })
    const text = '{ byMobile(mobile: "1") { name } }'
    expect(said(text, theirs('RESTRICTED'))).toEqual(said(text, theirs('FACT')))
    expect(said(text, theirs('RESTRICTED'))[0]).toBe('Person.mobile SEARCH byMobile: CASE_NOT_YOURS –')
  })

  it('whether a party is married: kin are told by grants, whoever there is', () => {
    const grants = [searchable, grantOf({ 'Person.mobile': 'CLEAR' }, { binding: { kind: 'KIN', of: 'APPLICANT', kin: 'spouse' } })]
    const kin = [{ subject: 'applicant', related: 'wife', kind: 'spouse' }]
    const single = accessesOf(MOBILE, factsOf({ grants }))
    expect(single).toEqual(accessesOf(MOBILE, factsOf({ grants, kin })))
    expect(single[1]?.byStanding.map(({ standing, disclosure }) => `${standing} ${disclosure}`)).toEqual([
      'PARTY:AGENT null', 'PARTY:APPLICANT null', 'KIN:APPLICANT:spouse CLEAR',
    ])
  })

  it('or by grants to a class of agencies, where those reach the caller', () => {
    const { basicCode } = MATTER_FACTS
    const ofClass = (region: string) => [
      grantOf({ 'Person.mobile': 'CLEAR' }, { matters: [basicCode], consumerClass: { basicCode, region }, binding: { kind: 'KIN', of: 'APPLICANT', kin: 'spouse' } }),
    ]
    const standings = (region: string) =>
      accessesOf(MOBILE, factsOf({ grants: [searchable], classGrants: ofClass(region) }))[1]?.byStanding.map(({ standing, disclosure }) => `${standing} ${disclosure}`)
    expect(standings('990100000000')).toEqual(['PARTY:AGENT null', 'PARTY:APPLICANT null', 'KIN:APPLICANT:spouse CLEAR'])
    expect(standings('990200000000')).toEqual([])
  })

  it('of a stranger more than that they are one: what is said of items is said of whoever is a party', () => {
    const grants = [searchable, grantOf({ 'Person.mobile': 'CLEAR' })]
    const text = MOBILE.replace('applicant', 'stranger')
    expect(said(text, factsOf({ grants }))).toEqual([
      'Person.citizenId SEARCH person: VERIFY behind person –', 'Person.mobile READ person.mobile: CLEAR behind person –',
    ])
  })
})

describe('an explanation tells', () => {
  it('of every item in the order of the question, what is searched by first, and below what is refused too', () => {
    const text = '{ person(citizenId: "applicant") { name relations { relation { code } person { mobile } } } verifyPerson(claim: { citizenId: "applicant", name: "a" }) { name } }'
    expect(said(text, factsOf({ grants: [grantOf({ 'Person.citizenId': 'VERIFY', 'Person.name': 'CLEAR', 'Person.mobile': 'MASKED' })] }))).toEqual([
      'Person.citizenId SEARCH person,verifyPerson: VERIFY',
      'Person.name READ person.name: CLEAR',
      'Person.relations READ person.relations: NO_GRANT –',
      'Relation.relation READ person.relations.relation: NO_GRANT behind person.relations –',
      'Person.mobile READ person.relations.person.mobile: MASKED behind person.relations –',
      'Person.name SEARCH verifyPerson: CLEAR',
      'Person.name VERIFY verifyPerson.name: CLEAR',
    ])
  })

  it('by which rule and under which grant, once for all places where it comes to the same', () => {
    const grant = grantOf({ 'LegalPerson.phone': 'CLEAR' }, { id: 'G', version: 3, binding: { kind: 'ANY' } })
    const text = '{ a: legalPerson(creditCode: "F") { name phone } b: legalPerson(creditCode: "G") { phone } division(code: "1") { name } }'
    expect(accessesOf(text, factsOf({ grants: [grant] })).map(({ coordinate, paths, basis, grants }) => [coordinate, paths, basis, grants])).toEqual([
      ['LegalPerson.name', ['a.name'], 'UNCONDITIONAL', []],
      ['LegalPerson.phone', ['a.phone', 'b.phone'], 'GRANT', ['G@3']],
      ['Division.name', ['division.name'], 'OPEN', []],
    ])
  })

  it('what it comes to for each role in the case, where that differs', () => {
    const grants = [searchable, grantOf({ 'Person.mobile': 'CLEAR' }), grantOf({ 'Person.citizenId': 'VERIFY' }, { binding: { kind: 'ANY' } })]
    const [citizenId, mobile] = accessesOf(MOBILE, factsOf({ grants }))
    expect(citizenId?.byStanding).toEqual([])
    expect(mobile?.byStanding).toMatchObject([
      { standing: 'PARTY:AGENT', disclosure: null, refusal: { reason: 'PARTY_ROLE_NOT_COVERED', remedy: 'ASK_HOLDER', messageZh: '授权不包含该当事人角色' } },
      { standing: 'PARTY:APPLICANT', disclosure: 'CLEAR', refusal: null },
    ])
  })

  it('of a person whom an edge leads to what it comes to for any party, as the answer does', () => {
    const parties = [{ subject: 'F', role: 'APPLICANT' }, { subject: 'agent', role: 'AGENT' }]
    const grants = [grantOf({ 'LegalPerson.representative': 'CLEAR' }), grantOf({ 'Person.name': 'CLEAR' }, { binding: { kind: 'CASE_PARTY', roles: ['AGENT'] } })]
    expect(said('{ legalPerson(creditCode: "F") { representative { name } } }', factsOf({ grants, caseFacts: { parties } }))).toEqual([
      'LegalPerson.representative READ legalPerson.representative: CLEAR', 'Person.name READ legalPerson.representative.name: CLEAR',
    ])
  })

  it('one derived item asked in two ways apart', () => {
    const grants = [searchable, grantOf([{ item: 'Person.ageAtLeast', disclosure: 'CLEAR', arguments: { years: [80] } }])]
    const text = '{ person(citizenId: "applicant") { old: ageAtLeast(years: 80) older: ageAtLeast(years: 81) } }'
    expect(said(text, factsOf({ grants })).slice(1)).toEqual([
      'Person.ageAtLeast READ person.old: CLEAR', 'Person.ageAtLeast READ person.older: NO_GRANT –',
    ])
  })

  it('which slices are granted, and that one which the question names is not', () => {
    const entry = (slice: string, provider: string) => ({ resource: `105001/00000${slice}`, slice, provider, share: 'CONDITIONAL' as const })
    const published = { entries: () => [entry('A', 'police'), entry('B', 'education'), entry('C', 'health')] }
    const grants = [grantOf({ 'Licence.number@A': 'MASKED' })]
    const [number] = accessesOf('{ licence(identifier: "B") { number } }', factsOf({ grants, published }))
    expect(number).toMatchObject({
      disclosure: 'MASKED', masked: true, shareClass: null, providers: ['police', 'education'],
      slices: [{ item: 'Licence.number@A', slice: 'A', disclosure: 'MASKED' }, { item: 'Licence.number@B', slice: 'B', disclosure: null }],
    })
  })

  it('that an edge is granted of which nothing below is, and is therefore not answered', () => {
    const grants = [searchable, grantOf({ 'Person.firm': 'CLEAR' })]
    expect(said('{ person(citizenId: "applicant") { firm { phone } } }', factsOf({ grants })).slice(1)).toEqual([
      'Person.firm READ person.firm: CLEAR –', 'LegalPerson.phone READ person.firm.phone: NO_GRANT –',
    ])
  })
})
