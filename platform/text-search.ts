import { hubError } from './errors.ts'
import { divisionPrefix } from './identifiers.ts'

/** A searched text holds at most this many characters as the caller wrote it. */
export const SEARCH_MAX = 100

/** Characters of a gram. Two, since most Chinese words have two characters and a longer gram would miss them. */
const GRAM = 2

// A dash tells 1-23 from 12-3, so one between digits is kept; every other mark is left out.
const DASH_BETWEEN_DIGITS = /(?<=\p{Nd})\p{Pd}+(?=\p{Nd})/gu
const UNHEARD = /[\p{P}\p{Z}\p{Cc}\p{Cf}\p{Cs}\p{VS}]/gu
const KEPT_DASH = '\u{F8FF}'

/**
 * A text as it is compared and searched: compatibility forms (full-width letters, brackets), letter case, spaces,
 * punctuation, control characters and variation selectors make no difference. Idempotent.
 */
export function comparableText(text: string): string {
  const folded = text.normalize('NFKC').toUpperCase().normalize('NFKC')
  const marked = folded.replaceAll(KEPT_DASH, '').replaceAll(DASH_BETWEEN_DIGITS, KEPT_DASH)
  return marked.replaceAll(UNHEARD, '').replaceAll(KEPT_DASH, '-').normalize('NFKC')
}

/**
 * The words of a question, all of which a text must contain: parted by spaces, each comparable, each of two characters
 * at least. A word of one character belongs to the word before it, or after it where it comes first.
 *
 * @param text at most 100 characters
 * @param argument its name, for the error
 * @throws BAD_USER_INPUT naming the argument where it is longer, or comes to fewer than 2 characters
 */
export function searchWords(text: string, argument: string): string[] {
  if ([...text].length > SEARCH_MAX) throw hubError('BAD_USER_INPUT', `${argument}: longer than ${SEARCH_MAX} characters`, { argument })
  const words: string[] = []
  for (const part of text.split(/\s+/u).map(comparableText)) {
    const last = words.at(-1)
    if (last !== undefined && (lengthOf(part) < GRAM || lengthOf(last) < GRAM)) words[words.length - 1] = last + part
    else if (part !== '') words.push(part)
  }
  if (lengthOf(words[0] ?? '') < GRAM) throw hubError('BAD_USER_INPUT', `${argument}: shorter than ${GRAM} characters`, { argument })
  return words
}

/** The pairs of neighbouring characters of a comparable text, each once; by code points, so that rare characters stay whole. */
export function grams(comparable: string): string[] {
  const characters = [...comparable]
  return [...new Set(characters.slice(1).map((character, at) => `${characters[at]}${character}`))]
}

/**
 * What the index of a searched table must hold for a row to be found: the grams of every word, and the division by the
 * digits of its level behind a mark that no comparable text contains.
 *
 * @param division 12 digits; `null` or the nation for everywhere
 */
export function searchTokens(words: readonly string[], division: string | null): string[] {
  const prefix = division === null ? '' : divisionPrefix(division)
  return [...new Set(words.flatMap(grams)), ...(prefix === '' ? [] : [`#${prefix}`])]
}

function lengthOf(text: string): number {
  return [...text].length
}
