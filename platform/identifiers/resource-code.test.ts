import { describe, expect, it } from 'vitest'
import { parseResourceCode } from './resource-code.ts'

describe('a resource code', () => {
  it.each([
    '', '101001', '101001/', '/000001', '001001/000001', '10100/000001', '1010010000001', '101001/00/01',
    '101001-000001', '101001/00000a', '10A001/000001', '101001 /000001', '101001/000001\n',
    `101001${'1'.repeat(33)}/1`, `101001/${'1'.repeat(33)}`,
  ])('is refused by format: %j', text => {
    expect(parseResourceCode(text)).toEqual({ ok: false, check: 'format' })
  })

  it('is read in its parts', () => {
    expect(parseResourceCode('101001/000001')).toEqual({
      ok: true,
      value: {
        code: '101001/000001',
        classDigit: '1',
        groupCode: '01',
        topicCode: '001',
        detailCode: '',
        sequence: '000001',
      },
    })
  })

  it('is read with a detail of letters and digits', () => {
    const value = { classDigit: '3', groupCode: '12', topicCode: '345', detailCode: '6A', sequence: 'B7' }
    expect(parseResourceCode('3123456A/B7')).toMatchObject({ ok: true, value })
  })
})
