/** Kind of body in a credit code, its positions 1 and 2. */
export function entityKindOf(creditCode: string): string {
  return creditCode.slice(0, 2)
}

/** What an organisation counts as: a code of `categories`. A sole trader is no legal person and counts as another. */
export function categoryOf(creditCode: string): string {
  const kind = entityKindOf(creditCode)
  if (kind === '91' || kind === '93') return '1'
  if (kind.startsWith('5')) return '2'
  return { '12': '3', '11': '4' }[kind] ?? '9'
}

/** Organisation code inside a credit code, its positions 9 to 17. */
export function orgCodeOf(creditCode: string): string {
  return creditCode.slice(8, 17)
}

/** States in which a licence was revoked (吊销), deregistered since or not. */
const REVOKED: ReadonlySet<string> = new Set(['2', '3'])

/** Years for which whoever represented a revoked organisation may represent no other; 市场主体登记管理条例 article 12. */
const BARRED_YEARS = 3

/** Whether the licence of an organisation was revoked no more than three years before a day, the anniversary included. */
export function revokedWithinBar(organisation: { status: string; revokedOn: string | null }, day: string): boolean {
  if (!REVOKED.has(organisation.status) || organisation.revokedOn === null) return false
  const lastYear = String(Number(organisation.revokedOn.slice(0, 4)) + BARRED_YEARS).padStart(4, '0')
  return day <= lastYear + organisation.revokedOn.slice(4)
}

/** States that give a name back. */
const NAME_RELEASED: ReadonlySet<string> = new Set(['3', '4', '5'])

/** Whether an organisation in this state still holds its name. */
export function holdsName(status: string): boolean {
  return !NAME_RELEASED.has(status)
}
