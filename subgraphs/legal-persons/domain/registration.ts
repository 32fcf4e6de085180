import { maskText } from '#platform/masks'

/** Kind of body in a credit code, its positions 1 and 2. */
export function entityKindOf(creditCode: string): string {
  return creditCode.slice(0, 2)
}

/** Organisation code inside a credit code, its positions 9 to 17. */
export function orgCodeOf(creditCode: string): string {
  return creditCode.slice(8, 17)
}

/** States in which a licence was revoked (吊销), deregistered since or not. */
const REVOKED: ReadonlySet<string> = new Set(['2', '3'])

/** Years for which whoever represented a revoked firm may represent no other; 市场主体登记管理条例 article 12. */
const BARRED_YEARS = 3

/** Whether the licence of a firm was revoked no more than three years before a day, the anniversary included. */
export function revokedWithinBar(firm: { status: string; revokedOn: string | null }, day: string): boolean {
  if (!REVOKED.has(firm.status) || firm.revokedOn === null) return false
  const lastYear = String(Number(firm.revokedOn.slice(0, 4)) + BARRED_YEARS).padStart(4, '0')
  return day <= lastYear + firm.revokedOn.slice(4)
}

/** States that give a name back. */
const NAME_RELEASED: ReadonlySet<string> = new Set(['3', '4', '5'])

/** Whether a firm in this state still holds its name. */
export function holdsName(status: string): boolean {
  return !NAME_RELEASED.has(status)
}

/** A name as it is compared: compatibility forms, spaces and letter case make no difference. */
export function comparableName(name: string): string {
  return name.normalize('NFKC').replaceAll(/\s/gu, '').toUpperCase()
}

const DAY = '(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])'
const CITIZEN_NUMBER = new RegExp(`(?<!\\d)(?:\\d{6}(?:18|19|20)\\d{2}${DAY}\\d{3}[\\dXx]|\\d{8}${DAY}\\d{3})(?!\\d)`, 'gu')

/**
 * A text of the register with every citizen number in it, of 18 or 15 characters, masked. The check character is not
 * tested: a mistyped number is still somebody's.
 */
export function withoutCitizenNumbers(text: string): string {
  return text.replaceAll(CITIZEN_NUMBER, (number) => maskText('ID', number) ?? '')
}
