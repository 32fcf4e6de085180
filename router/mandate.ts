import { bearsCitizenNumber, isCalendarDate, parseCitizenId } from '#platform/identifiers'

/**
 * By what right somebody acts for a subject: by a mandate of the subject (委托), as legal representative or handler of an
 * organisation (法定代表人、经办人), or as the guardian of a child (监护).
 */
const KINDS = ['AGENT', 'LEGAL_REP', 'OPERATOR', 'GUARDIAN'] as const
type MandateKind = (typeof KINDS)[number]

/** A document as a token names it. */
interface NamedDocument {
  readonly type: string
  readonly number: string
}

/** The type under which a token names an organisation by its credit code. */
const CREDIT_CODE = '001'

const ADULT_AGE = 18

/**
 * The matters that a mandate covers today; a token that does not say its kind means a mandate of the subject.
 *
 * @param today `YYYY-MM-DD` at the hub's place
 * @returns `null` where the mandate is none, has ended, or does not fit the subject: organisations have representatives and
 *   handlers, and a guardianship ends with the day before the eighteenth birthday, which the child's number tells
 */
export function mandateMatters(given: unknown, subject: NamedDocument, today: string): readonly string[] | null {
  const { kind = 'AGENT', matters, until } = given as { kind?: unknown; matters?: unknown; until?: unknown }
  if (!isKind(kind) || !Array.isArray(matters) || typeof until !== 'string' || !isCalendarDate(until) || until < today) return null
  if ((kind === 'LEGAL_REP' || kind === 'OPERATOR') && subject.type !== CREDIT_CODE) return null
  if (kind === 'GUARDIAN' && !endsInChildhood(until, subject, today)) return null
  return matters.map((matter) => (typeof matter === 'string' ? matter : ''))
}

function isKind(kind: unknown): kind is MandateKind {
  return KINDS.some((each) => each === kind)
}

// A child without a citizen number has nothing in the token that tells when it grows up, so its guardian comes to a window.
function endsInChildhood(until: string, { type, number }: NamedDocument, today: string): boolean {
  if (!bearsCitizenNumber(type, number.toUpperCase())) return false
  const parsed = parseCitizenId(number, today)
  if (!parsed.ok) return false
  const birthday = `${Number(parsed.value.birthDate.slice(0, 4)) + ADULT_AGE}${parsed.value.birthDate.slice(4)}`
  return until <= birthday && today < birthday
}
