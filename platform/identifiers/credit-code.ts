import { weightedSum } from './check-arithmetic.ts'
import { CREDIT_CODE_AUTHORITIES } from './credit-code-categories.ts'
import type { BilingualName } from './credit-code-categories.ts'
import { organisationCodeCheck } from './organisation-code.ts'
import { accepted, refused } from './parsed.ts'
import type { Parsed } from './parsed.ts'

/** A unified social credit code and its parts, GB 32100-2015. */
export interface CreditCode {
  /** 18 characters. */
  readonly code: string
  /** Position 1, the registration authority; a key of `CREDIT_CODE_AUTHORITIES`. */
  readonly authority: string
  /** Position 2, the kind of body within that authority. */
  readonly category: string
  readonly categoryName: BilingualName
  /** Positions 3–8: division of the registrar at registration, `100000` for a national one. Not looked up. */
  readonly division6: string
  /** Positions 9–17: the organisation code of GB 11714, its own check included. */
  readonly organisationCode: string
}

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const FORMAT = /^[1-9ANY][1-59]\d{6}[0-9A-HJ-NP-RTUW-Y]{10}$/

/**
 * Reads a unified social credit code, GB 32100-2015. Lower case is refused.
 *
 * Checks, in order: `format`, `category` (position 2 unknown to position 1), `organisationCode` (the inner
 * check of GB 11714), `checksum`. Divisions are codes at registration and never a reason to refuse.
 */
export function parseCreditCode(text: string): Parsed<CreditCode> {
  if (!FORMAT.test(text)) return refused('format')
  const authority = text.charAt(0)
  const category = text.charAt(1)
  const categoryName = CREDIT_CODE_AUTHORITIES[authority]?.categories[category]
  if (categoryName === undefined) return refused('category')
  const organisationCode = text.slice(8, 17)
  if (organisationCodeCheck(organisationCode.slice(0, 8)) !== organisationCode.charAt(8)) {
    return refused('organisationCode')
  }
  if (creditCodeCheck(text.slice(0, 17)) !== text.charAt(17)) return refused('checksum')
  const division6 = text.slice(2, 8)
  return accepted({ code: text, authority, category, categoryName, division6, organisationCode })
}

/**
 * Check character of the first 17, GB 32100-2015: 31 less the weighted sum modulo 31, where 31 wraps to 0.
 * 31 is prime and no weight is a multiple of it, so every single substitution is caught.
 *
 * @throws RangeError on anything but 17 characters of the code's alphabet (no I, O, S, V, Z)
 */
export function creditCodeCheck(first17: string): string {
  return ALPHABET.charAt((31 - (weightedSum(ALPHABET, WEIGHTS, first17) % 31)) % 31)
}
