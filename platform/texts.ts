// A text is read by many; a number or a telephone in it would travel into records and onto watermarks.
// People write both in groups, telephones with the country in front.
const PERSONAL = [
  /\d{6}[\s-]?\d{8}[\s-]?\d{3}[\dX]/i,
  /(?<!\d)\d{15}(?!\d)/,
  /(?<!\d)(?:86[\s-]?)?1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(?!\d)/,
]

/** Whether a text holds what looks like a citizen number or a telephone; full-width digits are digits. */
export function holdsPersonalNumber(text: string): boolean {
  const plain = text.normalize('NFKC')
  return PERSONAL.some((pattern) => pattern.test(plain))
}

/** Whether a text holds markup, or an entity of it; a sign that stands alone, as in 甲&乙, is none. */
export const holdsMarkup = (text: string): boolean => /[<>{}]|&#?\w+;/.test(text)

// What Unicode sets aside for letters that are written from right to left (UAX #9), with which the words beside them change places.
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

/** Whether a text holds letters that are written from right to left. */
export const holdsRightToLeft = (text: string): boolean => RIGHT_TO_LEFT.test(text)

/** Whether a text holds control or direction characters, which hide or turn around what stands in it. */
export const holdsControls = (text: string): boolean => /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text)
