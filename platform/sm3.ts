import { createHash } from 'node:crypto'

/** SM3 (GB/T 32905-2016) of a text in UTF-8, as base64url. */
export function sm3(text: string): string {
  return createHash('sm3').update(text, 'utf8').digest('base64url')
}
