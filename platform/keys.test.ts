import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { agencyIdKey, personIdFrom, RESIDENT_IDENTITY_CARD, subjectKey } from './keys.ts'

const SECRET = Buffer.alloc(32, 1)
const NUMBER = '99010119400101002X'
const KEY = subjectKey(SECRET, RESIDENT_IDENTITY_CARD, NUMBER)
const ONE_AGENCY = agencyIdKey(SECRET, '11990000000000019A')
const ANOTHER_AGENCY = agencyIdKey(SECRET, '11990000000000027R')

describe('a key tells nothing', () => {
  it('of the number that it is made of', () => {
    expect(KEY).not.toContain(NUMBER.slice(0, 6))
    expect(Buffer.from(KEY, 'base64url').toString('latin1')).not.toContain(NUMBER.slice(0, 6))
  })

  it('to whoever holds another secret', () => {
    expect(subjectKey(Buffer.alloc(32, 2), RESIDENT_IDENTITY_CARD, NUMBER)).not.toBe(KEY)
  })

  it('of the same digits in another kind of document, wherever type and number are cut', () => {
    expect(subjectKey(SECRET, '414', NUMBER)).not.toBe(KEY)
    expect(subjectKey(SECRET, '11', `1${NUMBER}`)).not.toBe(KEY)
  })

  it('to two agencies that put their copies side by side', () => {
    expect(personIdFrom(ONE_AGENCY, KEY)).not.toBe(personIdFrom(ANOTHER_AGENCY, KEY))
    expect(personIdFrom(ONE_AGENCY, KEY)).not.toBe(KEY)
  })

  it('of a neighbour', () => {
    expect(subjectKey(SECRET, RESIDENT_IDENTITY_CARD, '990101194001010038')).not.toBe(KEY)
  })
})

describe('a key', () => {
  it('is the first 16 bytes of HMAC-SM3 over document type and number, so that every library makes the same', () => {
    const digest = createHmac('sm3', SECRET).update(`111\0${NUMBER}`).digest()
    expect(KEY).toBe(digest.subarray(0, 16).toString('base64url'))
  })

  it('is the same from release to release', () => {
    expect(KEY).toBe('idnG1pC_oEy0qhZXmBnxgQ')
    expect(personIdFrom(ONE_AGENCY, KEY)).toBe('W2EhVIRzmuXHTV8pMYhlJg')
  })

  it('does not depend on the case of the check character', () => {
    expect(subjectKey(SECRET, RESIDENT_IDENTITY_CARD, NUMBER.toLowerCase())).toBe(KEY)
  })

  it('is one for every document that bears the same citizen number, and for a permit before and after it was renewed', () => {
    for (const type of ['112', '551', '552', '553']) expect(subjectKey(SECRET, type, NUMBER)).toBe(KEY)
    expect(subjectKey(SECRET, '516', 'h9900000102')).toBe(subjectKey(SECRET, '516', 'H99000001'))
    expect(subjectKey(SECRET, '516', 'H99000002')).not.toBe(subjectKey(SECRET, '516', 'H99000001'))
  })

  it('goes into an address as it stands', () => {
    expect(KEY).toMatch(/^[\w-]{22}$/)
    expect(personIdFrom(ONE_AGENCY, KEY)).toMatch(/^[\w-]{22}$/)
  })
})
