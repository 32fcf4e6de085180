import { parse } from 'graphql'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planOf } from '../tests/harness/library.ts'
import { Access, bestDisclosure, coordinateOf, type Disclosure, sliceOf } from './access.ts'
import { ContractItems } from './contract.ts'
import { PROPERTY_SEED } from './identifiers/testing.ts'

const item = (more = '') => `@item(resource: "r", title: "t", share: CONDITIONAL, class: PERSONAL${more})`
const items = new ContractItems(parse(`
  type Person { key: ID @plumbing name: String ${item(', mask: NAME')} mobile: String ${item(', mask: PHONE')} nation: String ${item(', mask: DROP')} alive: Boolean ${item()} }
  type Licence { identifier: ID @plumbing number: String ${item(', mask: ACC, sliced: true')} }
  type Firm { creditCode: ID @plumbing name: String @item(resource: "r", title: "t", share: UNCONDITIONAL, class: PUBLIC) phone: String ${item()} }
  type Note { text: String @plumbing }`))

const accessOf = (given: Parameters<typeof planOf>[0]) => new Access(planOf(given), items)

const ROW = { subject: 'one', key: 'k', name: '张小河', mobile: '13800001234', nation: '汉族', alive: true }

describe('a row is disclosed without', () => {
  it('anything that no right names, its plumbing aside', () => {
    expect(accessOf({}).disclose('Person', ROW)).toEqual({ subject: 'one', key: 'k', name: null, mobile: null, nation: null, alive: null })
  })

  it('what may only be verified', () => {
    const access = accessOf({ classes: [{ 'Person.name': 'VERIFY' }], subjects: { one: 0 } })
    expect(access.disclose('Person', ROW).name).toBeNull()
  })

  it('what is masked and has no masked form, be it text or not', () => {
    const access = accessOf({ classes: [{ 'Person.nation': 'MASKED', 'Person.alive': 'MASKED' }], subjects: { one: 0 } })
    expect(access.disclose('Person', { ...ROW, alive: () => true })).toMatchObject({ nation: null, alive: null })
  })

  it("what another subject's class would show", () => {
    const access = accessOf({ classes: [{ 'Person.name': 'CLEAR' }, { 'Person.mobile': 'CLEAR' }], subjects: { one: 0, two: 1 } })
    expect(access.disclose('Person', ROW)).toMatchObject({ name: '张小河', mobile: null })
    expect(access.disclose('Person', { ...ROW, subject: 'two' })).toMatchObject({ name: null, mobile: '13800001234' })
  })

  it('everything where its subject is sealed, covered or not', () => {
    const access = accessOf({ classes: [{ 'Person.name': 'CLEAR' }], subjects: { one: 0 }, sealed: ['one'] })
    expect(access.disclose('Person', ROW).name).toBeNull()
  })

  it('what another slice of the same type would show', () => {
    const access = accessOf({ classes: [{ 'Licence.number@DRIVING': 'CLEAR', 'Licence.number': 'CLEAR' }], subjects: { one: 0 } })
    const licence = { subject: 'one', number: '6222000000001234' }
    expect(access.disclose('Licence', { ...licence, slice: 'DISABILITY' }).number).toBeNull()
    expect(access.disclose('Licence', licence).number).toBeNull()
    expect(access.disclose('Licence', { ...licence, slice: 'DRIVING' }).number).toBe('6222000000001234')
  })

  it('touching the row that was read', () => {
    const row = { ...ROW }
    accessOf({}).disclose('Person', row)
    expect(row).toEqual(ROW)
  })
})

describe('a row is disclosed with', () => {
  it('clear values as they are and masked ones in the form of their item', () => {
    const access = accessOf({ classes: [{ 'Person.name': 'MASKED', 'Person.mobile': 'MASKED', 'Person.alive': 'CLEAR' }], subjects: { one: 0 } })
    expect(access.disclose('Person', ROW)).toMatchObject({ name: '张**', mobile: '138****1234', alive: true })
  })

  it('the best that the rights of its several subjects give', () => {
    const access = accessOf({ classes: [{ 'Person.name': 'MASKED' }, { 'Person.name': 'CLEAR' }], subjects: { one: 0, two: 1 } })
    expect(access.disclose('Person', { ...ROW, subjects: ['one', 'two', 'stranger'] }).name).toBe('张小河')
    expect(access.disclose('Person', { ...ROW, subjects: ['one', 'stranger'] }).name).toBe('张**')
  })

  it('what is common to all rows, whoever they are about', () => {
    const access = accessOf({ common: { 'Firm.name': 'CLEAR' } })
    expect(access.disclose('Firm', { subject: 'anyone', name: '示例公司', phone: 'x' })).toEqual({ subject: 'anyone', name: '示例公司', phone: null })
  })

  it('a note of each subject whose rights were used, and of nobody else', () => {
    const plan = planOf({ classes: [{ 'Person.name': 'CLEAR' }], subjects: { one: 0, two: 0, witness: 0 }, sealed: ['witness'] })
    const access = new Access(plan, items)
    access.disclose('Person', { ...ROW, subjects: ['one', 'stranger', 'witness'] })
    expect([...plan.read]).toEqual(['one'])
  })

  it('no note of a subject whose row falls into a slice of which nothing is granted, since it is not shown', () => {
    const plan = planOf({ classes: [{ 'Licence.number@DRIVING': 'CLEAR' }], subjects: { one: 0 } })
    const access = new Access(plan, items)
    access.disclose('Licence', { subject: 'one', slice: 'DISABILITY', number: '1' })
    expect([...plan.read]).toEqual([])
    access.disclose('Licence', { subject: 'one', slice: 'DRIVING', number: '1' })
    expect([...plan.read]).toEqual(['one'])
  })
})

describe('a row enters', () => {
  const access = accessOf({
    common: { 'Firm.name': 'CLEAR', 'Person.mobile': 'VERIFY' },
    classes: [{ 'Person.name': 'CLEAR' }, {}],
    subjects: { one: 0, known: 1, witness: 0 },
    sealed: ['witness'],
  })

  it('never where its subject has no right to any item of its type, since its mere presence would tell', () => {
    expect(access.covers('Person', { subject: 'known' })).toBe(false)
    expect(access.covers('Licence', { subject: 'one', slice: 'DRIVING' })).toBe(false)
  })

  it('never on the strength of a common right to verify alone', () => {
    expect(access.covers('Person', { subject: 'stranger' })).toBe(false)
  })

  it('never where all its subjects are sealed, even into a public register', () => {
    expect(access.covers('Firm', { subject: 'witness' })).toBe(false)
    expect(access.covers('Person', { subjects: ['witness'] })).toBe(false)
    expect(access.coversSubject('witness')).toBe(false)
  })

  it('where its subject has a right to some item of its type, or one of several has', () => {
    expect(access.covers('Person', { subject: 'one' })).toBe(true)
    expect(access.covers('Person', { subjects: ['stranger', 'one'] })).toBe(true)
  })

  it('into a register that everybody may read, and where its type has no items', () => {
    expect(access.covers('Firm', { subject: 'stranger' })).toBe(true)
    expect(access.covers('Note', { subject: 'known' })).toBe(true)
  })

  it('by its slice where any right names the slice', () => {
    const sliced = accessOf({ classes: [{ 'Licence.number@DRIVING': 'VERIFY' }], subjects: { one: 0 } })
    expect(sliced.sliceGranted('Licence', { subject: 'one', slice: 'DRIVING' })).toBe(true)
    expect(sliced.sliceGranted('Licence', { subject: 'one', slice: 'DRIV' })).toBe(false)
    expect(sliced.sliceGranted('Person', { subject: 'one', slice: 'DRIVING' })).toBe(false)
  })
})

describe('names of items', () => {
  it.each([
    ['Person.name', 'Person.name', ''],
    ['Licence.name@T1', 'Licence.name', 'T1'],
    ['Licence.face@T1.卡号', 'Licence.face', 'T1'],
  ])('%s has coordinate %s and slice "%s"', (name, coordinate, slice) => {
    expect([coordinateOf(name), sliceOf(name)]).toEqual([coordinate, slice])
  })
})

describe('the better of two disclosures', () => {
  it('is a better one whichever comes first, and none only where both are none', () => {
    const some = fc.constantFrom<(Disclosure | undefined)[]>(undefined, 'VERIFY', 'MASKED', 'CLEAR')
    const order = [undefined, 'VERIFY', 'MASKED', 'CLEAR']
    fc.assert(
      fc.property(some, some, (a, b) => {
        expect(bestDisclosure(a, b)).toBe(order[Math.max(order.indexOf(a), order.indexOf(b))])
      }),
      { seed: PROPERTY_SEED, numRuns: 50 },
    )
  })
})

describe('the id of a person', () => {
  it('is the same within an agency and another in every other', () => {
    const other = new Access({ ...planOf({}), idKey: Buffer.alloc(32, 8) }, items)
    expect(accessOf({}).personId('one')).toBe(accessOf({ sealed: ['two'] }).personId('one'))
    expect(other.personId('one')).not.toBe(accessOf({}).personId('one'))
  })
})
