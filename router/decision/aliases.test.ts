import { describe, expect, it } from 'vitest'
import { aliasesOf } from './subjects.ts'
import { AGENCY, decideOn, factsOf, grantOf, refusalsOf, shapeOf } from './testing.ts'

const GRANTS = [grantOf({ 'Person.citizenId': 'VERIFY', 'Person.name': 'CLEAR', 'Document.docNo': 'VERIFY' })]
const ALIASES = new Map([['old-number', 'applicant'], ['strangers-old-number', 'stranger'], ['witness-old-number', 'witness']])
const facts = factsOf({ grants: GRANTS, aliases: ALIASES })
const told = (text: string, given = facts) => {
  const decision = decideOn(text, given)
  return [shapeOf(decision.kept), ...refusalsOf(decision)]
}
const person = (number: string) => `{ person(citizenId: "${number}") { name } }`
const byDocument = (type: string, number: string) => `{ personByDocument(document: { type: "${type}", number: "${number}" }) { name } }`

describe('another key of somebody tells nothing', () => {
  it('of a stranger: a corrected number, one that nobody bears and one of a sealed person read alike, alone and in a list', () => {
    const sealed = factsOf({ grants: GRANTS, aliases: ALIASES, protected: [{ subject: 'witness', grade: 'SEALED' }] })
    const strangers = ['nobody', 'stranger', 'strangers-old-number', 'witness', 'witness-old-number']
    expect(new Set(strangers.map((each) => JSON.stringify(told(person(each), sealed))))).toEqual(new Set([JSON.stringify(['', 'person: SUBJECT_NOT_PARTY'])]))
    const list = (each: string) => told(`{ persons(citizenIds: ["applicant", "${each}"]) { name } }`, sealed)
    expect(new Set(strangers.map((each) => JSON.stringify(list(each))))).toEqual(new Set([JSON.stringify(['persons{name}', 'persons.1: SUBJECT_NOT_PARTY'])]))
    const document = (each: string) => told(byDocument('414', each), sealed)
    expect(new Set(strangers.map((each) => JSON.stringify(document(each)))).size).toBe(1)
  })

  it('of a sealed party of the very case: it is a stranger, like a number that nobody bears', () => {
    const parties = [{ subject: 'witness', role: 'APPLICANT' }]
    const sealed = factsOf({ grants: GRANTS, aliases: ALIASES, caseFacts: { parties }, protected: [{ subject: 'witness', grade: 'SEALED' }] })
    expect(told(person('witness-old-number'), sealed)).toEqual(told(person('nobody'), sealed))
    expect([...decideOn(person('witness-old-number'), sealed).plan.aliases.keys()]).toEqual(['old-number', 'strangers-old-number'])
  })

  it('to anybody but the agencies that know a sealed person, and to themselves', () => {
    const witness = { subject: 'witness', grade: 'SEALED', agencies: [AGENCY] }
    expect(aliasesOf(factsOf({ aliases: ALIASES, protected: [witness] })).has('witness-old-number')).toBe(true)
    expect(aliasesOf(factsOf({ aliases: ALIASES, protected: [{ ...witness, agencies: [] }] })).has('witness-old-number')).toBe(false)
    const represented = { subject: 'witness', mandateMatters: null }
    const inPerson = factsOf({ aliases: ALIASES, protected: [{ ...witness, agencies: [] }], caller: { represented } })
    expect(aliasesOf(inPerson).has('witness-old-number')).toBe(true)
  })
})

describe('another key of somebody stands for them', () => {
  it('where a party is asked for by a number that was corrected', () => {
    expect(told(person('old-number'))).toEqual(['person{name}'])
    expect(told('{ persons(citizenIds: ["nobody", "old-number", "applicant"]) { name } }')).toEqual(['persons{name}', 'persons.0: SUBJECT_NOT_PARTY'])
    expect(told('{ verifyPerson(claim: { citizenId: "old-number", name: "a" }) { name } }')).toEqual(['verifyPerson{name}'])
  })

  it('under the rights of their own and no others, and libraries are told', () => {
    const { plan } = decideOn(person('old-number'), facts)
    expect([...plan.subjects.keys()]).toEqual(['applicant', 'agent'])
    expect(plan.aliases).toEqual(ALIASES)
  })

  it('where the operator is close to them, whatever number is asked for', () => {
    const close = factsOf({ grants: GRANTS, aliases: ALIASES, caller: { operatorKey: 'applicant' } })
    expect(told(person('old-number'), close)).toEqual(told(person('applicant'), close))
  })
})

describe('a search by a document', () => {
  const only = (items: Parameters<typeof grantOf>[0]) => factsOf({ grants: [grantOf(items)], aliases: ALIASES })

  it('needs a right to the number of the document, and of the citizen number where it bears one', () => {
    const byNumber = { 'Person.citizenId': 'VERIFY', 'Person.name': 'CLEAR' } as const
    const byDocNo = { 'Document.docNo': 'VERIFY', 'Person.name': 'CLEAR' } as const
    expect(told(byDocument('414', 'old-number'), only(byNumber))).toEqual(['', 'personByDocument: NO_GRANT'])
    expect(told(byDocument('414', 'old-number'), only(byDocNo))).toEqual(['personByDocument{name}'])
    expect(told(byDocument('111', 'old-number'), only(byDocNo))).toEqual(['', 'personByDocument: NO_GRANT'])
    expect(told(byDocument('111', 'old-number'), only(byNumber))).toEqual(['personByDocument{name}'])
  })

  it('is recorded as the item that it searches by', () => {
    expect([...decideOn(byDocument('414', 'old-number'), facts).searched]).toEqual(['Document.docNo'])
    expect([...decideOn(byDocument('551', 'old-number'), facts).searched]).toEqual(['Person.citizenId'])
  })

  it('of a stranger is refused from the arguments alone', () => {
    expect(told(byDocument('414', 'nobody'))).toEqual(['', 'personByDocument: SUBJECT_NOT_PARTY'])
  })
})
