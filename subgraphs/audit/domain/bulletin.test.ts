import { describe, expect, it } from 'vitest'
import { type DayCount, figuresOf, reasonsOf, textOf } from './bulletin.ts'

const count = (dimension: string, key: string, entries: number, more: Partial<DayCount> = {}): DayCount =>
  ({ dimension, key, entries, refused: 0, failed: 0, released: 0, withheld: 0, subjects: 0, ...more })

const DAY = [
  count('TOTAL', '', 200, { refused: 60, failed: 40, released: 900, withheld: 8, subjects: 120 }),
  count('AGENCY', 'A', 190), count('AGENCY', '', 10), count('REASON', 'NO_GRANT', 50), count('REASON', 'CASE_CLOSED', 3), count('REASON', 'VERIFY_ONLY', 14),
]
const ACTS = new Map([['GRANTS_GIVEN', 2]])
const values = (exact: boolean, counts = DAY) => Object.fromEntries(figuresOf(counts, ACTS, exact).map(({ code, value }) => [code, value]))

describe('a bulletin', () => {
  it('keeps small counts back, and with them what would give them away', () => {
    expect(values(false)).toMatchObject({ REQUESTS: 200, REFUSED: 60, ITEMS_WITHHELD: null, SUBJECTS_READ: 120 })
    expect(values(false, [count('TOTAL', '', 200, { refused: 3, failed: 40 })])).toMatchObject({ REQUESTS: 200, REFUSED: null, FAILED: null, ANSWERED: 157, AVAILABILITY: null })
    expect(values(false, [count('TOTAL', '', 3)])).toMatchObject({ REQUESTS: null, ANSWERED: null })
    expect(reasonsOf(DAY, false)).toEqual([{ reason: 'NO_GRANT', requests: 50 }])
  })

  it('tells whoever reads the entries all of it', () => {
    expect(values(true)).toMatchObject({ REQUESTS: 200, ANSWERED: 100, REFUSED: 60, FAILED: 40, AVAILABILITY: 71.43, AGENCIES: 1, ITEMS_WITHHELD: 8, GRANTS_GIVEN: 2, GRANTS_REVOKED: 0 })
    expect(reasonsOf(DAY, true).map(({ reason }) => reason)).toEqual(['NO_GRANT', 'VERIFY_ONLY', 'CASE_CLOSED'])
  })

  it('tells of a day on which nothing happened that it was so', () => {
    expect(values(false, [])).toMatchObject({ REQUESTS: 0, AVAILABILITY: null, AGENCIES: 0 })
  })

  it('says in words what its figures say', () => {
    const text = textOf('2026-03-02', figuresOf(DAY, ACTS, false), reasonsOf(DAY, false))
    expect(text).toContain('2026年3月2日，共享平台受理请求200次，来自1个单位；')
    expect(text).toContain('可用率71.43%。')
    expect(text).toContain('拒绝信息项（不足以公布），主要原因：NO_GRANT 50次。')
    expect(text).toContain('新增共享授权2件，撤销0件。')
  })
})
