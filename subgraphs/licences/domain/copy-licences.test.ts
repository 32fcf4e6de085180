import { parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { Access } from '#platform/access'
import { ContractItems } from '#platform/contract'
import { planOf } from '../../../tests/harness/library.ts'
import { chosen, type Copied, statusOf } from './copy-licences.ts'

const TODAY = '2026-03-02'
const status = (given: Partial<Parameters<typeof statusOf>[0]>) =>
  statusOf({ state: '01', validFrom: null, validTo: null, trustGrade: 'A', current: true, ...given }, TODAY)

describe('a copy is not made of a licence', () => {
  it('that was revoked, cancelled or replaced', () => {
    expect([status({ state: '03' }), status({ state: '04' }), status({ current: false })]).toEqual(['21', '21', '21'])
  })

  it('whose last day is over', () => {
    expect(status({ validTo: '2026-03-01' })).toBe('22')
  })

  it('that is suspended or restricted, is not valid yet, or whose original nobody has seen', () => {
    expect([status({ state: '02' }), status({ state: '98' }), status({ validFrom: '2026-03-03' }), status({ trustGrade: 'C' })]).toEqual(['23', '23', '23', '23'])
  })
})

describe('a copy is made of a licence', () => {
  it('in force, on its first day and on its last', () => {
    expect([status({}), status({ validFrom: TODAY }), status({ validTo: TODAY })]).toEqual([null, null, null])
  })
})

describe('of licences that are named', () => {
  const item = 'Licence.copyable@card'
  const items = new ContractItems(parse('type Licence { copyable: Boolean @item(resource: "r", title: "t", share: CONDITIONAL, class: PERSONAL, sliced: true) }'))
  const licence = (identifier: string, ...subjects: string[]): Copied =>
    ({ identifier, slice: 'card', subjects, state: '01', validFrom: null, validTo: null, trustGrade: 'A', current: true, typeStatus: '1' })
  const plan = { classes: [{ [item]: 'CLEAR' as const }, {}], subjects: { seller: 0, spouse: 0, agent: 1 } }
  const asked = (row: Copied, more: Parameters<typeof planOf>[0] = {}, byGrant = true, holder: string | null = null) => () =>
    chosen(new Access(planOf({ ...plan, ...more }), items), [row], { identifiers: [row.identifier], byGrant, holder }).persons
  const NOBODYS = expect.objectContaining({ extensions: expect.objectContaining({ code: 'NOT_FOUND', status: '10' }) as object }) as Error

  it.each([
    ['one of strangers', licence('one', 'stranger'), {}, true, null],
    ['one of a party of whom nothing may be copied', licence('one', 'agent'), {}, true, null],
    ['one with a sealed holder beside a party, since its face may name both', licence('one', 'seller', 'witness'), { sealed: ['witness'] }, true, null],
    ['one of another party than the holder who gave leave', licence('one', 'spouse'), {}, false, 'seller'],
  ])('%s reads like none', (_which, row, more, byGrant, holder) => {
    expect(asked(row, more, byGrant, holder)).toThrow(NOBODYS)
  })

  it('one of a party is copied, about whoever of its holders the case concerns', () => {
    expect(asked(licence('one', 'seller', 'stranger'))()).toEqual(['seller'])
    expect(asked(licence('one', 'agent'), {}, false, 'agent')()).toEqual(['agent'])
  })
})
