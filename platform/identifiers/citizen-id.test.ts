import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { citizenIdCheck, parseCitizenId, upgradeCitizenId15 } from './citizen-id.ts'
import { PROPERTY_SEED, substitutions, transpositions } from './testing.ts'

const TODAY = '2026-01-15'
const DAY = 86_400_000

const digits = (length: number) =>
  fc.integer({ min: 0, max: 10 ** length - 1 }).map(n => String(n).padStart(length, '0'))
const birthDates = fc
  .integer({ min: Date.UTC(1800, 0, 1) / DAY, max: Date.parse(TODAY) / DAY })
  .map(day => new Date(day * DAY).toISOString().slice(0, 10))
// Prefix 99 is assigned to no division, so no generated number can be a real person's.
const numbers = fc.tuple(digits(4), birthDates, digits(3)).map(([tail, birthDate, sequence]) => {
  const division6 = `99${tail}`
  const first17 = division6 + birthDate.replaceAll('-', '') + sequence
  return { number: first17 + citizenIdCheck(first17), division6, birthDate, sequence }
})

function read(number: string) {
  const parsed = parseCitizenId(number, TODAY)
  if (!parsed.ok) throw new Error(parsed.check)
  return parsed.value
}

// Birth dates of the 1800s: no permit or card of these kinds was ever issued to anybody so old.
const permits = fc
  .tuple(
    fc.constantFrom('810000', '820000', '830000', '911156', '931840', '965392'),
    fc.integer({ min: Date.UTC(1800, 0, 1) / DAY, max: Date.UTC(1899, 11, 31) / DAY }),
    digits(3),
  )
  .map(([head, day, sequence]) => {
    const first17 = head + new Date(day * DAY).toISOString().slice(0, 10).replaceAll('-', '') + sequence
    return first17 + citizenIdCheck(first17)
  })

describe('a citizen number is refused', () => {
  it.each([
    ['empty', ''],
    ['of 15 digits', '110105491231002'],
    ['of 17 characters', '11010519491231002'],
    ['of 19 characters', '11010519491231002X0'],
    ['with a letter inside', '1101051949123100XX'],
    ['with another letter at its end', '11010519491231002A'],
    ['with a blank around it', ' 11010519491231002X'],
    ['with a line feed after it', '11010519491231002X\n'],
    ['in full-width digits', '１１０１０５１９４９１２３１００２Ｘ'],
    ['with a hyphen', '110105-9491231002X'],
  ])('by format when %s', (_, text) => {
    expect(parseCitizenId(text, TODAY)).toEqual({ ok: false, check: 'format' })
  })

  it.each([
    ['30 February, though its checksum is right', '110101199002300014'],
    ['29 February of a common year', '99010119230229001X'],
    ['month 13', '990101199013010010'],
    ['year 0000', '990101000001010010'],
  ])('by date on %s', (_, text) => {
    expect(parseCitizenId(text, TODAY)).toEqual({ ok: false, check: 'date' })
  })

  it('by future the day before the birth, and no more on the day itself', () => {
    expect(parseCitizenId('990101201506011084', '2015-05-31')).toEqual({ ok: false, check: 'future' })
    expect(parseCitizenId('990101201506011084', '2015-06-01').ok).toBe(true)
  })

  it('by future before its checksum is looked at', () => {
    expect(parseCitizenId('990101201506011080', '2015-05-31')).toEqual({ ok: false, check: 'future' })
  })

  it.each(['110105194912310021', '99010119900101001X'])('by checksum: %s', text => {
    expect(parseCitizenId(text, TODAY)).toEqual({ ok: false, check: 'checksum' })
  })

  it.each(['', '2026', '2026-02-30', '20260115'])('loudly when today is %j', today => {
    expect(() => parseCitizenId('11010519491231002X', today)).toThrow(RangeError)
  })
})

describe('a citizen number is read', () => {
  it.each([
    ['11010519491231002X', '110105', '1949-12-31', '2'],
    ['440524188001010014', '440524', '1880-01-01', '1'],
    ['990101199001010019', '990101', '1990-01-01', '1'],
    ['990101199001010027', '990101', '1990-01-01', '2'],
    ['990101198512311230', '990101', '1985-12-31', '1'],
    ['990102200002290456', '990102', '2000-02-29', '1'],
    ['990101201506011084', '990101', '2015-06-01', '2'],
    ['999900189912317771', '999900', '1899-12-31', '1'],
  ])('%s', (number, division6, birthDate, sex) => {
    expect(parseCitizenId(number, TODAY)).toEqual({ ok: true, value: { number, division6, birthDate, sex, kind: 'RESIDENT' } })
  })

  it('with its x made a capital', () => {
    const value = { number: '11010519491231002X' }
    expect(parseCitizenId('11010519491231002x', TODAY)).toMatchObject({ ok: true, value })
  })

  it.each([
    ['a resident of Hong Kong', '810000180001010019', { kind: 'HONG_KONG' }],
    ['a resident of Macao', '820000180001010029', { kind: 'MACAO' }],
    ['a resident of Taiwan', '830000180001010039', { kind: 'TAIWAN' }],
    ['a foreigner with permanent residence', '931840180001010011', { kind: 'FOREIGNER', residence: { province: '31', nationality: '840' } }],
    ['nobody, since no province begins with 9', '998840180001010019', { kind: 'RESIDENT' }],
    ['a resident of a division that begins like theirs', '810001180001010015', { kind: 'RESIDENT' }],
  ])('as that of %s', (_, number, document) => {
    const { kind, residence } = read(number)
    expect({ kind, ...(residence === undefined ? {} : { residence }) }).toEqual(document)
  })

  it('for every division, day and sequence', () => {
    const property = fc.property(numbers, ({ number, division6, birthDate, sequence }) => {
      const sex = Number(sequence) % 2 === 1 ? '1' : '2'
      expect(parseCitizenId(number, TODAY)).toEqual({ ok: true, value: { number, division6, birthDate, sex, kind: 'RESIDENT' } })
    })
    fc.assert(property, { seed: PROPERTY_SEED, numRuns: 500 })
  })

  it('and no longer after any single substitution or swap of neighbours', () => {
    const property = fc.property(numbers, ({ number }) => {
      for (const wrong of substitutions(number, '0123456789X')) {
        expect(parseCitizenId(wrong.text, TODAY).ok).toBe(false)
      }
      for (const wrong of transpositions(number)) expect(parseCitizenId(wrong, TODAY).ok).toBe(false)
    })
    fc.assert(property, { seed: PROPERTY_SEED, numRuns: 50 })
  })
})

describe('the number of a permit or a permanent residence card', () => {
  it('is read as what it is, and no longer after any single substitution or swap of neighbours', () => {
    const property = fc.property(permits, (number) => {
      expect(read(number).kind).not.toBe('RESIDENT')
      for (const wrong of substitutions(number, '0123456789X')) expect(parseCitizenId(wrong.text, TODAY).ok).toBe(false)
      for (const wrong of transpositions(number)) expect(parseCitizenId(wrong, TODAY).ok).toBe(false)
    })
    fc.assert(property, { seed: PROPERTY_SEED, numRuns: 50 })
  })
})

describe('the check of a citizen number', () => {
  it('does not tell two digits apart that are swapped over ten places, since weights repeat after ten', () => {
    const swapped = (text: string, at: number) =>
      text.slice(0, at) + text.charAt(at + 10) + text.slice(at + 1, at + 10) + text.charAt(at) + text.slice(at + 11)
    const property = fc.property(digits(8), digits(9), fc.integer({ min: 0, max: 6 }), (head, tail, at) => {
      const first17 = head + tail
      expect(citizenIdCheck(swapped(first17, at))).toBe(citizenIdCheck(first17))
    })
    fc.assert(property, { seed: PROPERTY_SEED })
  })

  it('tells any other two digits apart that are swapped', () => {
    const property = fc.property(digits(8), digits(9), fc.nat(16), fc.nat(16), (head, tail, one, other) => {
      const first17 = [...(head + tail)]
      const [a, b] = [first17[one], first17[other]] as [string, string]
      fc.pre(a !== b && Math.abs(one - other) !== 10)
      const check = citizenIdCheck(first17.join(''))
      first17[one] = b
      first17[other] = a
      expect(citizenIdCheck(first17.join(''))).not.toBe(check)
    })
    fc.assert(property, { seed: PROPERTY_SEED, numRuns: 300 })
  })

  it.each(['', '1101051949123100', '110105194912310020', '1101051949123100X'])('refuses %j', text => {
    expect(() => citizenIdCheck(text)).toThrow(RangeError)
  })

  it('agrees with the weights and the table of the standard', () => {
    const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    const property = fc.property(digits(8), digits(9), (head, tail) => {
      const sum = weights.reduce((total, weight, i) => total + weight * Number((head + tail).charAt(i)), 0)
      expect(citizenIdCheck(head + tail)).toBe('10X98765432'.charAt(sum % 11))
    })
    fc.assert(property, { seed: PROPERTY_SEED })
  })
})

describe('a number of 15 digits', () => {
  it.each([
    ['14 digits', '11010549123100', 'format'],
    ['16 digits', '1101054912310020', 'format'],
    ['an X', '11010549123100X', 'format'],
    ['18 characters', '11010519491231002X', 'format'],
    ['30 February', '110101900230001', 'date'],
    ['29 February 1900', '110101000229001', 'date'],
  ])('is refused with %s', (_, text, check) => {
    expect(upgradeCitizenId15(text, TODAY)).toEqual({ ok: false, check })
  })

  it.each([
    ['110105491231002', '11010519491231002X'],
    ['990101850101123', '990101198501011232'],
  ])('%s becomes %s', (text, number) => {
    expect(upgradeCitizenId15(text, TODAY)).toEqual(parseCitizenId(number, TODAY))
    expect(upgradeCitizenId15(text, TODAY)).toMatchObject({ ok: true, value: { number } })
  })

  it.each([
    ['995', '1998-01-01'],
    ['996', '1898-01-01'],
    ['999', '1898-01-01'],
  ])('with sequence %s is of %s', (sequence, birthDate) => {
    const upgraded = upgradeCitizenId15(`990101980101${sequence}`, TODAY)
    expect(upgraded).toMatchObject({ ok: true, value: { birthDate } })
  })

  it('follows the sequences of the 1800s that a deployment passes', () => {
    const upgraded = upgradeCitizenId15('990101980101999', TODAY, [])
    expect(upgraded).toMatchObject({ ok: true, value: { birthDate: '1998-01-01' } })
  })
})
