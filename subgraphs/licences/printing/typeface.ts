import { readFileSync } from 'node:fs'
import { create, type Font } from 'fontkit'
import { projectFile } from '#platform/files'
import { holdsControls } from '#platform/texts'
import { PrintFault } from './faults.ts'

/** The font that copies are set in, opened once. */
export interface Typeface {
  readonly font: Font
  /** Width of a text at size 1. */
  widthOf(text: string): number
}

const HALF = /\p{Cs}/u

/** The font of the repository; `font/NOTICE` says where it comes from and what it covers. */
export function openTypeface(): Typeface {
  const font = create(readFileSync(projectFile('subgraphs', 'licences', 'printing', 'font', 'licences.ttf')))
  if (!('layout' in font)) throw new TypeError('the font of copies holds several fonts')
  const widths = new Map<number, number>()
  const widthOf = (point: number): number => {
    const known = widths.get(point)
    if (known !== undefined) return known
    const width = font.glyphForCodePoint(point).advanceWidth / font.unitsPerEm
    widths.set(point, width)
    return width
  }
  return { font, widthOf: (text) => [...text].reduce((sum, letter) => sum + widthOf(letter.codePointAt(0) ?? 0), 0) }
}

/**
 * Lets a text through that can be printed as it reads.
 *
 * @throws PrintFault `TEXT_WRONG` where it holds what hides or turns around other characters or is half a character, `GLYPH_MISSING` where the
 *   font does not have one
 */
export function printable(text: string, where: string, { font }: Typeface): string {
  if (holdsControls(text) || HALF.test(text)) throw new PrintFault('TEXT_WRONG', where)
  for (const letter of text) {
    if (!font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0)) throw new PrintFault('GLYPH_MISSING', where)
  }
  return text
}
