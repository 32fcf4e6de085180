import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { hubError } from '#platform/errors'
import { PROPERTY_SEED } from '../platform/identifiers/testing.ts'
import { formatPurpose, parsePurpose } from './purpose.ts'

const MATTER = 'matter="990500000100"'
const encoded = (text: string) => [...Buffer.from(text, 'utf8')].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
const withReason = (text: string) => `${MATTER}, reason=%"${encoded(text)}"`

function faultOf(header: string): ReturnType<typeof hubError> {
  try {
    parsePurpose(header)
  } catch (error) {
    return error as ReturnType<typeof hubError>
  }
  throw new Error('it was not refused')
}

describe('a purpose is refused by the part that is wrong', () => {
  it.each([
    ['is no dictionary', 'matter=', 'it is no structured-field dictionary (RFC 9651)'],
    ['is no dictionary but a sentence', '高龄津贴', 'it is no structured-field dictionary (RFC 9651)'],
    ['ends in a comma', `${MATTER},`, 'it is no structured-field dictionary (RFC 9651)'],
    ['has a member that it does not know', `${MATTER}, who="me"`, 'it has a member other than matter, case and reason'],
    ['has no matter', 'case="CASE-0001"', 'matter is missing'],
    ['has a matter that is a token', 'matter=abc', 'matter is no string'],
    ['has a matter without a value', 'matter', 'matter is no string'],
    ['has a matter that is a list', 'matter=("990500000100")', 'a member is a list'],
    ['has a matter that is no code', 'matter="allowance"', 'matter is no matter code'],
    ['has an empty matter', 'matter=""', 'matter is no matter code'],
    ['has a case that is a number', `${MATTER}, case=20260001`, 'case is no string'],
    ['has a case that is too short', `${MATTER}, case="C-1"`, 'case is no case number'],
    ['has a citizen number for a case', `${MATTER}, case="990101199001010019"`, 'case is no case number'],
    ['has a case with a character that none has', `${MATTER}, case="CASE 0001"`, 'case is no case number'],
    ['has a reason that is a list', `${MATTER}, reason=("x")`, 'reason is a list'],
    ['has a reason that is a number', `${MATTER}, reason=1`, 'reason is no string'],
    ['has a reason that is a date', `${MATTER}, reason=@1659578233`, 'reason is no string'],
  ])('where it %s', (_case, header, message) => {
    expect(faultOf(header)).toMatchObject({
      message: `Sharing-Purpose: ${message}`,
      extensions: { code: 'BAD_USER_INPUT', argument: 'Sharing-Purpose' },
    })
  })

  it.each([
    ['cut off', '%"%e9%ab"'],
    ['in capitals', '%"%E9%AB%98"'],
    ['of no text', '%"%ff%fe"'],
    ['of half a pair', '%"%ed%a0%80"'],
    ['of one digit', '%"%e"'],
    ['that is missing around Chinese', '%"高龄"'],
    ['without an end', '%"%e9%ab%98'],
  ])('where the percent-encoding of its reason is one %s', (_case, reason) => {
    expect(faultOf(`${MATTER}, reason=${reason}`).message).toBe('Sharing-Purpose: it is no structured-field dictionary (RFC 9651)')
  })
})

describe('a reason is refused', () => {
  it('over 200 characters, counted as people count them', () => {
    expect(faultOf(withReason('高'.repeat(201))).message).toBe('Sharing-Purpose: reason is longer than 200 characters')
    expect(parsePurpose(withReason('𠮷'.repeat(200)))?.reason).toHaveLength(400)
  })

  it.each([
    ['a citizen number', '990101194001010016'],
    ['a citizen number with its check character', '办理99010119400101002X津贴'],
    ['a citizen number with a small check character', '99010119400101002x'],
    ['a citizen number in full-width digits', '９９０１０１１９４００１０１００１６'],
    ['a citizen number cut by spaces', '990101 19400101 0016'],
    ['a citizen number cut by hyphens', '990101-19400101-0016'],
    ['a number of 15 digits', '核对990101400101001'],
    ['a mobile number', '电话13800001234'],
    ['a mobile number between Latin letters', 'call13800001234now'],
    ['a mobile number with the country in front', '+8613800001234'],
    ['a mobile number with the country and a space', '+86 138 0000 1234'],
    ['a mobile number cut by hyphens', '138-0000-1234'],
  ])('where it holds %s', (_case, reason) => {
    expect(faultOf(withReason(reason)).message).toBe('Sharing-Purpose: reason holds a citizen number or a telephone')
  })

  it.each([
    ['a line feed', '核对\n资格'],
    ['a null', '核对\0'],
    ['a right-to-left override', '核对\u202E资格'],
    ['an isolate', '\u2066核对\u2069'],
    ['a zero-width space inside a number', '138\u200B00001234'],
    ['a byte order mark', '核对\uFEFF'],
    ['a line separator', '核对\u2028资格'],
  ])('where it holds %s', (_case, reason) => {
    expect(faultOf(withReason(reason)).message).toBe('Sharing-Purpose: reason holds control or direction characters')
  })

  it('in words that never repeat what was given', () => {
    const secret = '990101194001010016'
    const headers = [
      `${MATTER}, reason=%"${encoded(secret)}"`, `${MATTER}, "${secret}"`, `matter="${secret}x"`, `${MATTER}, case="${secret} "`,
      `${MATTER}, k${secret}="x"`, `${MATTER}, reason=("${secret}")`, `reason="${secret}"`, secret,
    ]
    for (const header of headers) {
      const fault = faultOf(header)
      expect(JSON.stringify([fault.message, fault.extensions, fault.stack])).not.toContain(secret)
    }
  })
})

describe('a purpose is', () => {
  it.each([undefined, '', '  '])('none where the header is missing or empty: "%s"', (header) => {
    expect(parsePurpose(header)).toBeNull()
  })

  it('a matter alone, or with a case and a reason in Chinese', () => {
    expect(parsePurpose(MATTER)).toEqual({ matter: '990500000100', caseNo: null, reason: null })
    expect(parsePurpose(`${MATTER}, case="CASE-0001", reason=%"%e9%ab%98%e9%be%84"`))
      .toEqual({ matter: '990500000100', caseNo: 'CASE-0001', reason: '高龄' })
  })

  it('the same where the reason is plain text, where members carry parameters, and where one is given twice', () => {
    expect(parsePurpose(`matter="x";v=1, ${MATTER};v=2, reason="annual check"`))
      .toEqual({ matter: '990500000100', caseNo: null, reason: 'annual check' })
  })

  it.each(['2026-03-02 至 2026-04-01 年审', '电话 110', '第12345678901234号', '金额 1380000123 元'])('free to hold other numbers: %s', (reason) => {
    expect(parsePurpose(withReason(reason))?.reason).toBe(reason)
  })

  it('written and read again without a change, whatever characters its reason has', () => {
    const reason = fc.string({ unit: 'binary', maxLength: 100 }).filter((text) => !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\d]/u.test(text))
    const purpose = fc.record({
      matter: fc.constantFrom('990500000100', 'XK00123001'),
      caseNo: fc.option(fc.stringMatching(/^[0-9A-Za-z-]{8,50}$/)),
      reason: fc.option(reason),
    })
    fc.assert(
      fc.property(purpose, (given) => {
        const header = formatPurpose(given)
        expect(header).toMatch(/^[\x20-\x7E]*$/)
        expect(parsePurpose(header)).toEqual(given)
      }),
      { seed: PROPERTY_SEED, numRuns: 200, examples: [[{ matter: '990500000100', caseNo: null, reason: '高龄津贴“核对” 100% \\ ok' }]] },
    )
  })
})
