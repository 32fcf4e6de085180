import { describe, expect, it } from 'vitest'
import { wordsOf } from '#platform/errors'
import { type WatermarkFacts, watermarkOf } from './watermark.ts'

const FACTS: WatermarkFacts = {
  trustGrade: 'A', provider: '示例区民政局', agency: '示例市医疗保障局', matter: '高龄津贴发放', reason: null,
  madeOn: '2026-11-26', validUntil: '2026-12-05', number: 'FB0001',
}

function faultsOf(changes: Partial<WatermarkFacts>): string[] {
  try {
    watermarkOf({ ...FACTS, ...changes })
    return []
  } catch (error) {
    return (wordsOf(error).faults ?? []).map(({ argument, check }) => `${argument} ${check}`)
  }
}

describe('refused', () => {
  it.each<[string, Partial<WatermarkFacts>, string]>([
    ['a grade that is not used before a window has checked the original', { trustGrade: 'C' }, 'trustGrade GRADE_WRONG'],
    ['an empty matter', { matter: ' ' }, 'matter TEXT_MISSING'],
    ['a matter of 101 characters', { matter: '事'.repeat(101) }, 'matter TEXT_TOO_LONG'],
    ['a reason of 201 characters', { reason: '由'.repeat(201) }, 'reason TEXT_TOO_LONG'],
    ['an agency of 61 characters', { agency: '局'.repeat(61) }, 'agency TEXT_TOO_LONG'],
    ['a right-to-left override', { reason: '核对\u202e资格' }, 'reason TEXT_WRONG'],
    ['a control character', { matter: '津贴\u0007' }, 'matter TEXT_WRONG'],
    ['half a character', { reason: '核对\ud840' }, 'reason TEXT_WRONG'],
    ['markup', { reason: '<b>核对</b>' }, 'reason TEXT_WRONG'],
    ['an entity', { provider: '民政局&#x202e;' }, 'provider TEXT_WRONG'],
    ['what a template would read as a name', { reason: '{face.name}' }, 'reason TEXT_WRONG'],
    ['a citizen number', { reason: '核对 110101199003070011' }, 'reason TEXT_WRONG'],
    ['a day that is none', { validUntil: '明天' }, 'validUntil DAY_WRONG'],
  ])('%s', (_what, changes, fault) => expect(faultsOf(changes)).toEqual([fault]))

  it('all faults at once, and none of the values', () => {
    expect(faultsOf({ matter: '', reason: '\u202e' })).toEqual(['matter TEXT_MISSING', 'reason TEXT_WRONG'])
    expect(() => watermarkOf({ ...FACTS, reason: '秘密\u202e' })).toThrow(/^(?!.*秘密)/)
  })
})

describe('a watermark', () => {
  it('says who provides what the issuer made, for what, until when, and the number', () => {
    expect(watermarkOf(FACTS)).toEqual([
      '此件由示例区民政局提供，仅供办理政务服务事项时使用，有效期至2026年12月5日。',
      '用于示例市医疗保障局办理「高龄津贴发放」，2026年11月26日制作，副本编号FB0001。',
    ])
  })
  it('says of what was compared with its original that it was, and names no window, which is not known', () => {
    expect(watermarkOf({ ...FACTS, trustGrade: 'B' })[0])
      .toBe('此件经与原件核对无误，由示例区民政局提供，仅供办理政务服务事项时使用，有效期至2026年12月5日。')
  })
  it('says of what a person made that the person made it', () => {
    expect(watermarkOf({ ...FACTS, trustGrade: 'D' })[0]).toMatch(/^此件由持证主体自行提供并承诺真实，/)
  })
  it('says why, where that is known', () => expect(watermarkOf({ ...FACTS, reason: '核对年龄' })[2]).toBe('事由：核对年龄。'))
  it('of a preview has no number', () => expect(watermarkOf({ ...FACTS, number: null })[1]).toMatch(/26日制作。$/))
})
