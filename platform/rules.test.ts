import { parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { planOf } from '../tests/harness/library.ts'
import { Access } from './access.ts'
import { ContractItems } from './contract.ts'
import {
  anyRow, every, granted, notSealed, ownAgency, ownAgencyOr, plumbing, routerOnly, sliceGranted, subjectCovered, verifies,
} from './rules.ts'

const ITEM = '@item(resource: "r", title: "t", share: CONDITIONAL, class: PERSONAL'
const items = new ContractItems(parse(`
  type Person { name: String ${ITEM}) mobile: String ${ITEM}) }
  type Licence { name: String ${ITEM}, sliced: true) }`))

const accessOf = (given: Parameters<typeof planOf>[0]) => new Access(planOf(given), items)
const NOBODY = accessOf({})
const ONE = accessOf({ classes: [{ 'Person.name': 'CLEAR', 'Licence.name@DRIVING': 'CLEAR' }], subjects: { one: 0, witness: 0 }, sealed: ['witness'] })
const AGENCY = planOf({}).agency

describe('an item rule refuses', () => {
  it('an item that nobody has a right to', () => {
    expect(granted.allows(NOBODY, 'Person.name')).toBe(false)
    expect(granted.allows(ONE, 'Person.mobile')).toBe(false)
  })

  it('a search by several items where one of them may not even be verified', () => {
    expect(verifies('Person.name', 'Person.mobile').allows(ONE, 'Query.person')).toBe(false)
  })

  it('the questions of the router to anybody else', () => {
    expect(routerOnly.allows(ONE, 'Query._kin')).toBe(false)
  })
})

describe('a row rule refuses', () => {
  it('a subject whom the plan does not cover, and a row about nobody', () => {
    expect(subjectCovered.covers(ONE, 'Person', { subject: 'two' })).toBe(false)
    expect(subjectCovered.covers(ONE, 'Person', { subject: null })).toBe(false)
    expect(subjectCovered.covers(ONE, 'Person', {})).toBe(false)
  })

  it('a sealed subject, even one whom the plan covers', () => {
    expect(subjectCovered.covers(ONE, 'Person', { subject: 'witness' })).toBe(false)
    expect(notSealed.covers(ONE, 'Person', { subject: 'witness' })).toBe(false)
  })

  it('a row that names a sealed person among others', () => {
    expect(notSealed.covers(ONE, 'Licence', { subjects: ['one', 'witness'] })).toBe(false)
  })

  it('a slice that is not granted, and a row without one', () => {
    expect(sliceGranted.covers(ONE, 'Licence', { subject: 'one', slice: 'DISABILITY' })).toBe(false)
    expect(sliceGranted.covers(ONE, 'Licence', { subject: 'one' })).toBe(false)
    expect(sliceGranted.covers(ONE, 'Licence', { subject: 'two', slice: 'DRIVING' })).toBe(false)
  })

  it('the rows of other agencies, and every row to somebody without an agency', () => {
    expect(ownAgency.covers(ONE, 'Grant', { agencies: ['another'] })).toBe(false)
    expect(ownAgency.covers(ONE, 'Grant', {})).toBe(false)
    const anonymous = new Access({ ...planOf({}), agency: '' }, items)
    expect(ownAgency.covers(anonymous, 'Grant', { agencies: [''] })).toBe(false)
    expect(ownAgencyOr('auditor').covers(accessOf({ personas: ['steward'] }), 'AccessRecord', { agencies: ['another'] })).toBe(false)
  })

  it('a row that only some of several rules cover', () => {
    const both = every(subjectCovered, sliceGranted)
    expect(both.covers(ONE, 'Licence', { subject: 'one', slice: 'DISABILITY' })).toBe(false)
    expect(both.covers(ONE, 'Licence', { subject: 'two', slice: 'DRIVING' })).toBe(false)
  })
})

describe('a rule allows', () => {
  it('an item that somebody has a right to, a search by it, and plumbing', () => {
    expect(granted.allows(ONE, 'Person.name')).toBe(true)
    expect(verifies('Person.name').allows(ONE, 'Query.person')).toBe(true)
    expect(plumbing.allows(NOBODY, 'Person.key')).toBe(true)
    expect(routerOnly.allows(accessOf({ router: true }), 'Query._kin')).toBe(true)
  })

  it('the rows of covered subjects, of granted slices and of nobody sealed', () => {
    const row = { subject: 'one', slice: 'DRIVING' }
    expect(every(subjectCovered, sliceGranted, notSealed).covers(ONE, 'Licence', row)).toBe(true)
    expect(anyRow.covers(NOBODY, 'Division', {})).toBe(true)
  })

  it("an agency's own rows, and all rows to a system whose role sees all", () => {
    expect(ownAgency.covers(ONE, 'Grant', { agencies: ['another', AGENCY] })).toBe(true)
    expect(ownAgencyOr('auditor').covers(ONE, 'AccessRecord', { agencies: [AGENCY] })).toBe(true)
    expect(ownAgencyOr('auditor').covers(accessOf({ personas: ['auditor'] }), 'AccessRecord', { agencies: ['another'] })).toBe(true)
  })

  it('and tells its name for the matrix of a shield', () => {
    expect([verifies('A.b', 'C.d').name, every(subjectCovered, notSealed).name, ownAgencyOr('auditor').name])
      .toEqual(['verifies(A.b, C.d)', 'subjectCovered and notSealed', 'ownAgencyOr(auditor)'])
  })
})
