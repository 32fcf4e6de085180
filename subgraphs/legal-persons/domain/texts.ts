import { type Mask, maskText } from '#platform/masks'

const DAY = '(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])'
const LONG = `\\d{6}[ -]?(?:18|19|20)\\d{2}${DAY}[ -]?\\d{3}[\\dX]`
const SHORT = `\\d{8}${DAY}\\d{3}`

/** What a text of the register may show of a person, in the order in which it is looked for. */
const PATTERNS: readonly (readonly [Mask, RegExp])[] = [
  // A number may run into another without a mark between them, so the whole run is masked with it.
  ['ID', new RegExp(`\\d*(?:${LONG})[\\dX]*`, 'giu')],
  ['ID', new RegExp(`(?<!\\d)${SHORT}(?!\\d)`, 'gu')],
  ['ID', /(?<![\dA-Z])[A-Z]{1,2}\d{7,9}(?![\dA-Z])/giu],
  ['PHONE', /(?<!\d)1[3-9]\d{9}(?!\d)/gu],
]

/**
 * A text of the register with every citizen number (of 18 or 15 characters), passport or permit and mobile number in it
 * masked, in digits of any width. Check characters are not tested: a mistyped number is still somebody's.
 */
export function withoutNumbers(text: string): string {
  return PATTERNS.reduce((shown, [mask, pattern]) => masked(shown, mask, pattern), text)
}

// Full-width digits and letters are as long as plain ones, so what is found in the plain text stands there in the other.
function masked(text: string, mask: Mask, pattern: RegExp): string {
  const plain = text.replaceAll(/[０-９Ａ-Ｚａ-ｚ]/gu, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
  let shown = ''
  let from = 0
  for (const { 0: number, index } of plain.matchAll(pattern)) {
    shown += text.slice(from, index) + (maskText(mask, number) ?? '')
    from = index + number.length
  }
  return shown + text.slice(from)
}
