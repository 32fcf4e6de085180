import { describe, expect, it } from 'vitest'
import { type Narrowable, wideningsOf } from './grant-narrowing.ts'

const OLD: Narrowable = {
  items: [
    { item: 'Person.name', disclosure: 'CLEAR', arguments: null },
    { item: 'Person.mobile', disclosure: 'MASKED', arguments: null },
    { item: 'Person.ageAtLeast', disclosure: 'CLEAR', arguments: { years: [18, 80] } },
    { item: 'Person.marriedOn', disclosure: 'CLEAR', arguments: { date: ['*'] } },
  ],
  matters: ['m1', 'm2'],
  agencyRoles: ['DECIDING', 'JOINT'],
  regions: ['990100000000'],
  quotaPerDay: 100,
  validFrom: '2026-01-01',
  validTo: '2026-12-31',
}
const item = (name: string, disclosure: 'CLEAR' | 'MASKED' | 'VERIFY', given: Record<string, unknown[]> | null = null) => ({ item: name, disclosure, arguments: given })
const faults = (asked: Partial<Narrowable>, old: Partial<Narrowable> = {}) =>
  wideningsOf({ ...OLD, ...old }, { ...OLD, ...old, ...asked }, (name) => name === 'Person.name').map(({ argument }) => argument)

describe('a change of a grant is refused', () => {
  it.each<[string, Partial<Narrowable>, string]>([
    ['an item that was not given', { items: [item('Person.sex', 'CLEAR')] }, 'input.items[0]'],
    ['more disclosure', { items: [item('Person.mobile', 'CLEAR')] }, 'input.items[0]'],
    ['a verdict instead of the masked form, which compares nothing', { items: [item('Person.mobile', 'VERIFY')] }, 'input.items[0]'],
    ['a masked form that the item does not have', { items: [item('Person.ageAtLeast', 'MASKED', { years: [18] })] }, 'input.items[0]'],
    ['an argument value that was not listed', { items: [item('Person.ageAtLeast', 'CLEAR', { years: [18, 21] })] }, 'input.items[0]'],
    ['another argument', { items: [item('Person.ageAtLeast', 'CLEAR', { days: [18] })] }, 'input.items[0]'],
    ['no list of arguments any more', { items: [item('Person.ageAtLeast', 'CLEAR')] }, 'input.items[0]'],
    ['no item at all', { items: [] }, 'input.items'],
    ['another matter', { matters: ['m1', 'm3'] }, 'input.matters'],
    ['no matter at all', { matters: [] }, 'input.matters'],
    ['another agency role', { agencyRoles: ['RECEIVING'] }, 'input.agencyRoles'],
    ['a region beside', { regions: ['990200000000'] }, 'input.regions'],
    ['a region above', { regions: ['990000000000'] }, 'input.regions'],
    ['everywhere', { regions: [] }, 'input.regions'],
    ['a higher quota', { quotaPerDay: 101 }, 'input.quotaPerDay'],
    ['no quota', { quotaPerDay: null }, 'input.quotaPerDay'],
    ['an earlier first day', { validFrom: '2025-12-31' }, 'input.validFrom'],
    ['a later last day', { validTo: '2027-01-01' }, 'input.validTo'],
  ])('where it gives %s', (_case, asked, argument) => {
    expect(faults(asked)).toEqual([argument])
  })

  it('with every fault at once, each with the advice to apply', () => {
    const found = wideningsOf(OLD, { ...OLD, matters: ['m3'], validTo: '2027-01-01' }, () => true)
    expect(found.map(({ argument, check }) => `${argument} ${check}`)).toEqual(['input.matters WIDENS', 'input.validTo WIDENS'])
    expect(found[0]).toMatchObject({ en: expect.stringContaining('submitApplication') as unknown, zh: expect.stringContaining('共享申请') as unknown })
  })
})

describe('a change of a grant is made', () => {
  it.each<[string, Partial<Narrowable>]>([
    ['fewer items', { items: [item('Person.mobile', 'MASKED')] }],
    ['the masked form of a clear item', { items: [item('Person.name', 'MASKED')] }],
    ['a verdict on a clear item', { items: [item('Person.name', 'VERIFY')] }],
    ['fewer argument values, of a list or of all', { items: [item('Person.ageAtLeast', 'CLEAR', { years: [80] }), item('Person.marriedOn', 'CLEAR', { date: ['2026-03-02'] })] }],
    ['fewer matters and roles', { matters: ['m2'], agencyRoles: ['JOINT'] }],
    ['a region within', { regions: ['990101000000', '990102000000'] }],
    ['a lower quota', { quotaPerDay: 1 }],
    ['a shorter term', { validFrom: '2026-02-01', validTo: '2026-06-30' }],
    ['the same', {}],
  ])('where it gives %s', (_case, asked) => {
    expect(faults(asked)).toEqual([])
  })

  it('where a quota or a region is set for the first time', () => {
    expect(faults({ quotaPerDay: 5, regions: ['990101000000'] }, { quotaPerDay: null, regions: [] })).toEqual([])
  })
})
