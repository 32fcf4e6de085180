import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seal, unseal } from './envelope.ts'
import { PROPERTY_SEED } from './identifiers/testing.ts'

const KEY = Buffer.alloc(32, 1)
const REFUSED = 'the envelope cannot be opened'
const anyText = fc.string({ unit: 'binary', maxLength: 60 })
const anyKey = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes))
const check = <T>(property: fc.IProperty<T>) => fc.assert(property, { seed: PROPERTY_SEED, numRuns: 60 })

describe('an envelope is not opened', () => {
  it('when any single byte of it was changed', () => {
    const box = seal(KEY, '示例证照 1', 'row-1')
    for (let at = 0; at < box.length; at++) {
      for (let difference = 1; difference < 256; difference++) {
        const changed = Buffer.from(box)
        changed[at] = (box[at] ?? 0) ^ difference
        expect(() => unseal(KEY, changed, 'row-1')).toThrow(REFUSED)
      }
    }
  })

  it('when it was shortened or lengthened', () => {
    const box = seal(KEY, '示例证照', 'row-1')
    for (let length = 0; length < box.length; length++) {
      expect(() => unseal(KEY, box.subarray(0, length), 'row-1')).toThrow(REFUSED)
    }
    expect(() => unseal(KEY, Buffer.concat([box, Buffer.of(0)]), 'row-1')).toThrow(REFUSED)
  })

  it('for another row than the one it was sealed for', () => {
    check(
      fc.property(anyText, anyText, anyText, (text, one, other) => {
        fc.pre(one !== other)
        expect(() => unseal(KEY, seal(KEY, text, one), other)).toThrow(REFUSED)
      }),
    )
  })

  it('with another key', () => {
    check(
      fc.property(anyKey, anyKey, (one, other) => {
        fc.pre(!one.equals(other))
        expect(() => unseal(other, seal(one, 'text', ''), '')).toThrow(REFUSED)
      }),
    )
  })

  it('when bytes of the text are passed off as part of the row', () => {
    // The first byte of a ciphertext must be ASCII to be moved into a text.
    let box = seal(KEY, 'a', 'row')
    while ((box[17] ?? 0) > 0x7f) box = seal(KEY, 'a', 'row')
    const moved = Buffer.concat([box.subarray(0, 17), box.subarray(18)])
    expect(() => unseal(KEY, moved, `row${String.fromCharCode(box[17] ?? 0)}`)).toThrow(REFUSED)
  })

  it.each([0, 16, 31, 33])('or made with a key of %i bytes', (bytes) => {
    expect(() => seal(Buffer.alloc(bytes), 'text', '')).toThrow(RangeError)
    expect(() => unseal(Buffer.alloc(bytes), seal(KEY, 'text', ''), '')).toThrow(RangeError)
  })
})

describe('an envelope', () => {
  it('gives back the text that was sealed', () => {
    check(
      fc.property(anyKey, anyText, anyText, (key, text, associated) => {
        expect(unseal(key, seal(key, text, associated), associated)).toBe(text)
      }),
    )
  })

  it('opens what another implementation of the same format sealed', () => {
    // Computed with openssl enc -sm4-ctr and openssl dgst -sm3 -mac HMAC.
    const box = Buffer.from(
      '01000102030405060708090a0b0c0d0e0fabfe9926f5831812112f2f59' +
        '40e4f24808bbb16a254806ab623b1c01c173ccb75bb28118b6e72c0fe4124ea4',
      'hex',
    )
    expect(unseal(KEY, box, 'row-1')).toBe('示例证照')
  })

  it('is another one each time, and holds nothing of the text', () => {
    const [one, two] = [seal(KEY, 'AAAAAAAAAAAAAAAA', ''), seal(KEY, 'AAAAAAAAAAAAAAAA', '')]
    expect(one.equals(two)).toBe(false)
    expect(one.toString('latin1')).not.toContain('AAAA')
  })
})
