import { describe, expect, it } from 'vitest'
import { statusOf } from './copy-licences.ts'

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
