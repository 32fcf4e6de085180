import type { Access } from './access.ts'
import { hubError } from './errors.ts'

const TEXT_MAX = 50

/**
 * Refuses a list that is searched or sorted by what the caller may not read.
 *
 * @param searched what the list is searched by, by the coordinate of the item that tells it; `null`, `undefined` or `false` where it is not
 * @throws FORBIDDEN naming the first such item that is not granted
 */
export function refuseUngranted(access: Access, searched: Readonly<Record<string, unknown>>): void {
  for (const [coordinate, by] of Object.entries(searched)) {
    if (by === null || by === undefined || by === false || access.granted(coordinate)) continue
    throw hubError('FORBIDDEN', `${coordinate}: not granted`, { coordinate })
  }
}

/** @throws BAD_USER_INPUT where the text that a list is filtered by has more than 50 characters */
export function checkFilterText(text: string | null | undefined): void {
  const argument = 'filter.text'
  if ([...(text ?? '')].length > TEXT_MAX) throw hubError('BAD_USER_INPUT', `${argument}: longer than ${TEXT_MAX} characters`, { argument })
}
