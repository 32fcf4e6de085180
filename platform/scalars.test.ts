import { GraphQLError, type GraphQLScalarType, Kind, parseValue } from 'graphql'
import { describe, expect, it } from 'vitest'
import { testClock } from '../tests/harness/library.ts'
import { scalars } from './scalars.ts'

const all = scalars(testClock) as Record<string, GraphQLScalarType>
const scalar = (name: string) => all[name] as GraphQLScalarType

function checkFailed(action: () => unknown): unknown {
  try {
    action()
  } catch (error) {
    if (error instanceof GraphQLError) return error.extensions['check']
  }
  throw new Error('it was not refused')
}

describe('a scalar refuses by the check that fails, in words and in literals alike', () => {
  it.each([
    ['Date', '2026-02-30', 'date'],
    ['Date', '0000-01-01', 'date'],
    ['Date', '2026-2-3', 'format'],
    ['Date', '2026-02-03T00:00:00Z', 'format'],
    ['DateTime', '2026-02-30T09:00:00+08:00', 'date'],
    ['DateTime', '2026-02-03T25:00:00+08:00', 'date'],
    ['DateTime', '0000-01-01T00:00:00Z', 'date'],
    ['DateTime', '0001-01-01T00:00:00+08:00', 'date'],
    ['DateTime', '9999-12-31T23:59:59-08:00', 'date'],
    ['DateTime', '2026-02-03T09:00:00+16:00', 'date'],
    ['DateTime', '2026-02-03T09:00:00-23:59', 'date'],
    ['DateTime', '2026-02-03T09:00:00', 'format'],
    ['Decimal', '1e3', 'format'],
    ['Decimal', '1,5', 'format'],
    ['Decimal', '', 'format'],
    ['CitizenId', '990101202603030019', 'future'],
    ['CreditCode', '1199000000000001', 'format'],
    ['DivisionCode', '990001', 'format'],
    ['LicenceIdentifier', 'x', 'format'],
  ])('%s "%s": %s', (name, value, check) => {
    expect(checkFailed(() => scalar(name).parseValue(value))).toBe(check)
    expect(checkFailed(() => scalar(name).parseLiteral({ kind: Kind.STRING, value }))).toBe(check)
  })

  it.each(['Date', 'DateTime', 'Decimal', 'CitizenId', 'CreditCode', 'DivisionCode', 'LicenceIdentifier'])('%s: what is no text', (name) => {
    for (const value of [20260302, null, ['2026-03-02'], { toString: () => '2026-03-02' }]) {
      expect(checkFailed(() => scalar(name).parseValue(value))).toBe('format')
    }
    expect(checkFailed(() => scalar(name).parseLiteral({ kind: Kind.INT, value: '20260302' }))).toBe('format')
  })
})

describe('a scalar reads', () => {
  it.each([
    ['Date', '2024-02-29', '2024-02-29'],
    ['DateTime', '2026-03-02T09:00:00.5+08:00', '2026-03-02T09:00:00.5+08:00'],
    ['DateTime', '2026-03-02T09:00:00-15:59', '2026-03-02T09:00:00-15:59'],
    ['Decimal', '-12345678901234567890.5', '-12345678901234567890.5'],
    ['CitizenId', '99010119400101018x', '99010119400101018X'],
    ['CreditCode', '11990000000000019A', '11990000000000019A'],
    ['DivisionCode', '990101', '990101000000'],
  ])('%s %s in its normal form', (name, value, normal) => {
    expect(scalar(name).parseValue(value)).toBe(normal)
    expect(scalar(name).parseValue(normal)).toBe(normal)
  })
})

describe('JSON', () => {
  const json = scalar('JSON')
  const literal = (text: string) => json.parseLiteral(parseValue(text))

  it('is any value, as it is, in words and in literals alike', () => {
    const value = { a: [1, 'x', null, { b: true }], 'c d': {} }
    expect(json.parseValue(value)).toEqual(value)
    expect([literal('{ a: [1, "x", null, { b: true }] }'), literal('1.5'), json.serialize(value)]).toEqual([{ a: [1, 'x', null, { b: true }] }, 1.5, value])
  })

  it('is refused where no database keeps a text of it, or a name, and where a literal holds a variable', () => {
    for (const value of ['\0', ['\ud800'], { a: { b: '\0' } }, { '\0': 1 }]) expect(checkFailed(() => json.parseValue(value))).toBe('characters')
    expect(checkFailed(() => literal('{ a: ["\\u0000"] }'))).toBe('characters')
    expect(checkFailed(() => literal('{ a: [$x] }'))).toBe('variable')
  })
})

describe('the citizen number of a library that holds none', () => {
  const keyed = scalars(testClock, true).CitizenId

  it('is refused where it comes as the number itself, or as no key', () => {
    for (const value of ['990101194001010016', '99010119400101018x', '', 'two words', 'k'.repeat(65)]) {
      expect(checkFailed(() => keyed.parseValue(value))).toBe('format')
    }
  })

  it('is the key that the router made of it', () => {
    expect(keyed.parseValue('q1B2c3D4-_q1B2c3D4e5F6')).toBe('q1B2c3D4-_q1B2c3D4e5F6')
  })
})
