import { parseCitizenId } from './citizen-id.ts'
import { accepted, refused } from './parsed.ts'
import type { Parsed } from './parsed.ts'

/** A document of a person as keys are made of it. */
export interface PersonDocument {
  /** GA/T 2000.156; `111` for every document that bears a citizen number. */
  readonly type: string
  /** In capitals, and without what changes when the document is renewed. */
  readonly number: string
}

/** How the number of one kind of document is written. */
export interface DocumentForm {
  readonly pattern: RegExp
  /** How many characters stay the same for life; what follows counts renewals. All of them where it is not said. */
  readonly lasting?: number
}

/** GA/T 2000.156 code of the resident identity card, under which all citizen numbers are keyed. */
export const RESIDENT_IDENTITY_CARD = '111'

/**
 * Documents whose number is a citizen number, or has been since their latest form: identity cards, permanent (111) and
 * temporary (112), residence permits of Hong Kong and Macao (551) and Taiwan residents (552), permanent residence cards (553).
 */
const BEARING_CITIZEN_NUMBERS: ReadonlySet<string> = new Set([RESIDENT_IDENTITY_CARD, '112', '551', '552', '553'])

/** Passports of every country, after ICAO Doc 9303: up to nine letters and digits, at least one digit. */
const PASSPORT: DocumentForm = { pattern: /^(?=.*\d)[A-Z\d]{5,9}$/ }

/**
 * Forms of the other documents by type (GA/T 2000.156). All are known from practice and none from a standard's text, so they
 * are data: a deployment passes its own. Well attested: 516, and 553 before 2023. Recalled: passports, 511, 513, 517.
 * Doubtful: 554. None has a check character that is published, so a wrong digit is not noticed.
 */
export const DOCUMENT_FORMS: Readonly<Record<string, DocumentForm>> = {
  '411': PASSPORT,
  '412': PASSPORT,
  '413': PASSPORT,
  '414': PASSPORT,
  // 台湾居民来往大陆通行证: eight digits, ten on old booklets.
  '511': { pattern: /^\d{8}(?:\d{2})?$/ },
  // 往来港澳通行证.
  '513': { pattern: /^[CW][A-Z\d]\d{7}$/ },
  // 港澳居民来往内地通行证: a letter and eight digits for life, then two that count renewals.
  '516': { pattern: /^[HM]\d{8}(?:\d{2})?$/, lasting: 9 },
  // 往来台湾通行证.
  '517': { pattern: /^[LT]\d{8}$/ },
  // 外国人永久居留证 before 2023: nationality (ISO 3166-1 alpha-3) and twelve digits.
  '553': { pattern: /^[A-Z]{3}\d{12}$/ },
  // 外国人居留证.
  '554': { pattern: /^(?=.*\d)[A-Z\d]{6,15}$/ },
}

const CITIZEN_NUMBER = /^\d{17}[\dX]$/

/** Whether a document bears a citizen number, so that whoever searches by it searches by `citizenId`. */
export function bearsCitizenNumber(type: string, number: string): boolean {
  if (!BEARING_CITIZEN_NUMBERS.has(type)) return false
  return DOCUMENT_FORMS[type] === undefined || CITIZEN_NUMBER.test(number.toUpperCase())
}

/**
 * The type and number that a document is keyed by, without a check: two ways of writing one document give the same.
 * Citizen numbers are one space, so that a permit and the same number asked as a citizen number find one person.
 */
export function keyedDocument(type: string, number: string, forms = DOCUMENT_FORMS): PersonDocument {
  const capitals = number.toUpperCase()
  if (bearsCitizenNumber(type, capitals)) return { type: RESIDENT_IDENTITY_CARD, number: capitals }
  const form = Object.hasOwn(forms, type) ? forms[type] : undefined
  return { type, number: form === undefined ? capitals : capitals.slice(0, form.lasting) }
}

/**
 * Reads the number of a person's document. Checks, in order: `category` (a type that no key is made of), then those of a
 * citizen number where the document bears one, else `format`. Whether a citizen number fits the type is not compared:
 * many systems call every document of 18 characters an identity card.
 *
 * @param type GA/T 2000.156, three digits
 * @param today the current day, `YYYY-MM-DD`
 */
export function parsePersonDocument(type: string, text: string, today: string, forms = DOCUMENT_FORMS): Parsed<PersonDocument> {
  if (bearsCitizenNumber(type, text)) {
    const parsed = parseCitizenId(text, today)
    return parsed.ok ? accepted({ type: RESIDENT_IDENTITY_CARD, number: parsed.value.number }) : parsed
  }
  const form = Object.hasOwn(forms, type) ? forms[type] : undefined
  if (form === undefined) return refused('category')
  const document = keyedDocument(type, text, forms)
  return form.pattern.test(text.toUpperCase()) ? accepted(document) : refused('format')
}
