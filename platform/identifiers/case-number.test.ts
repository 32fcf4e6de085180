import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatCaseNumber, parseCaseNumber } from './case-number.ts'
import { PROPERTY_SEED, substitutions } from './testing.ts'

const PARTS = { implementationCode: '1199010000000022XR3990112003001', date: '2026-01-15', sequence: 7 }

describe('a case number', () => {
  it.each(['', '1234567', '1'.repeat(51), '2026_000001', '2026 000001', '2026000001\n', '受理2026000001'])(
    'is refused by format: %j',
    text => {
      expect(parseCaseNumber(text)).toEqual({ ok: false, check: 'format' })
    },
  )

  it.each(['12345678', '1'.repeat(50), 'abc-2026-000001'])('of any source is read: %s', text => {
    expect(parseCaseNumber(text)).toEqual({ ok: true, value: text })
  })

  it.each([
    ['a basic code', { implementationCode: '990112003001' }],
    ['a handling item', { implementationCode: '1199010000000022XR399011200300101' }],
    ['a first-generation code', { implementationCode: 'XK0001200399010000000022' }],
    ['a wrong implementation code', { implementationCode: '1199010000000022XA3990112003001' }],
    ['no date', { date: '20260115' }],
    ['30 February', { date: '2026-02-30' }],
    ['a sequence below zero', { sequence: -1 }],
    ['a sequence of seven digits', { sequence: 1_000_000 }],
    ['half a sequence', { sequence: 0.5 }],
  ])('is not written with %s', (_, fault) => {
    expect(() => formatCaseNumber({ ...PARTS, ...fault })).toThrow(RangeError)
  })

  it('is written in 47 characters that read back', () => {
    const text = formatCaseNumber(PARTS)
    expect(text).toBe('1199010000000022XR3990112003001-20260115-000007')
    expect(text).toHaveLength(47)
    expect(parseCaseNumber(text).ok).toBe(true)
  })
})

describe('case numbers in general', () => {
  const days = fc.date({ min: new Date('2000-01-01'), max: new Date('2049-12-31'), noInvalidDate: true }).map((day) => day.toISOString().slice(0, 10))
  const sequences = fc.integer({ min: 0, max: 999_999 })

  it('are written in 47 characters that read back, whatever the day and the sequence', () => {
    const property = fc.property(days, sequences, (date, sequence) => {
      const text = formatCaseNumber({ ...PARTS, date, sequence })
      expect(text).toBe(`${PARTS.implementationCode}-${date.replaceAll('-', '')}-${String(sequence).padStart(6, '0')}`)
      expect(parseCaseNumber(text)).toEqual({ ok: true, value: text })
    })
    fc.assert(property, { seed: PROPERTY_SEED, numRuns: 300 })
  })

  it('of any source are read when they are 8 to 50 digits, letters and hyphens', () => {
    const property = fc.property(fc.stringMatching(/^[0-9A-Za-z-]{8,50}$/), (text) => {
      expect(parseCaseNumber(text)).toEqual({ ok: true, value: text })
    })
    fc.assert(property, { seed: PROPERTY_SEED, numRuns: 300 })
  })

  // The exception: no check character is in force, so a wrong digit makes another number. A wrong character is caught.
  it('catch a character that no number has, and no wrong digit', () => {
    const property = fc.property(days, sequences, (date, sequence) => {
      const text = formatCaseNumber({ ...PARTS, date, sequence })
      for (const wrong of substitutions(text, '_ /号')) expect(parseCaseNumber(wrong.text)).toEqual({ ok: false, check: 'format' })
      for (const wrong of substitutions(text, '0123456789')) expect(parseCaseNumber(wrong.text).ok).toBe(true)
    })
    fc.assert(property, { seed: PROPERTY_SEED, numRuns: 30 })
  })
})
