import type PDFDocument from 'pdfkit'
import { PrintFault } from './faults.ts'
import { fit, LINE } from './fitting.ts'
import type { Place } from './template.ts'
import { printable, type Typeface } from './typeface.ts'

export type Document = InstanceType<typeof PDFDocument>

/** How a text is set. */
export interface Style {
  /** Of the letters, in points; smaller where the text does not fit. */
  readonly size: number
  readonly align?: 'left' | 'center' | 'right'
  readonly bold?: boolean
  readonly colour?: string
  /** Room between letters, in sizes. */
  readonly spaced?: number
  readonly opacity?: number
  /** Turned around the middle of its place by so many degrees, upwards. */
  readonly turned?: number
}

const POINTS = 72 / 25.4
/** Of a size, from the top of a line to where its letters stand. */
const BASELINE = 0.88
/** Of a size, the line that makes letters bold. */
const BOLD = 0.03

const BLACK = '#1a1a1a'

/** One page that is being laid out, in millimetres. Nothing is drawn before all of it is known to fit. */
export class Sheet {
  readonly #typeface: Typeface
  readonly #marks: ((document: Document) => void)[] = []
  readonly #veil: ((document: Document) => void)[] = []
  readonly #last: ((document: Document) => void)[] = []

  constructor(typeface: Typeface) {
    this.#typeface = typeface
  }

  /**
   * Sets a text into a place, in the middle of its height.
   *
   * @param where what is told where it cannot be printed: a part of a template or a field, never a value
   * @throws PrintFault
   */
  text(text: string, place: Place, style: Style, where: string): void {
    this.#marks.push(this.#set(text, place, style, where))
  }

  /** Sets a text that lies over the others. */
  over(text: string, place: Place, style: Style, where: string): void {
    this.#veil.push(this.#set(text, place, style, where))
  }

  frame([x, y, width, height]: Place, line: number, colour: string, round = 0): void {
    this.#marks.push((document) => {
      document.lineWidth(line).strokeColor(colour)
      document.roundedRect(x * POINTS, y * POINTS, width * POINTS, height * POINTS, round * POINTS).stroke()
    })
  }

  line([fromX, fromY]: readonly [number, number], [toX, toY]: readonly [number, number], line: number, colour: string): void {
    this.#marks.push((document) => {
      document.lineWidth(line).strokeColor(colour).moveTo(fromX * POINTS, fromY * POINTS).lineTo(toX * POINTS, toY * POINTS).stroke()
    })
  }

  ring([x, y]: readonly [number, number], radius: number, line: number, colour: string): void {
    this.#marks.push((document) => {
      document.lineWidth(line).strokeColor(colour).circle(x * POINTS, y * POINTS, radius * POINTS).stroke()
    })
  }

  /** A code of dark squares, each `side` millimetres wide, on white: a machine reads it, so nothing lies over it. */
  code(dark: readonly (readonly boolean[])[], [x, y]: readonly [number, number], side: number, quiet: number): void {
    this.#last.push((document) => {
      const wide = (dark.length + 2 * quiet) * side * POINTS
      document.rect(x * POINTS, y * POINTS, wide, wide).fillColor('#ffffff').fill()
      dark.forEach((row, down) => {
        for (let start = 0; start < row.length; start += 1) {
          const end = endOfRun(row, start)
          if (end > start) document.rect((x + (start + quiet) * side) * POINTS, (y + (down + quiet) * side) * POINTS, (end - start) * side * POINTS, side * POINTS)
          start = end
        }
      })
      document.fillColor('#000000').fill()
    })
  }

  /** Draws all of it, what lies over the texts in turn with them: no part of the page's content holds it alone. */
  draw(document: Document): void {
    const every = Math.max(1, Math.floor(this.#marks.length / (this.#veil.length + 1)))
    const veil = [...this.#veil]
    this.#marks.forEach((mark, at) => {
      mark(document)
      if (at % every === every - 1) veil.shift()?.(document)
    })
    for (const each of [...veil, ...this.#last]) each(document)
  }

  #set(text: string, [x, y, width, height]: Place, style: Style, where: string): (document: Document) => void {
    const { align = 'left', bold = false, colour = BLACK, spaced = 0, opacity = 1, turned = 0 } = style
    const widthOf = (part: string) => this.#typeface.widthOf(part) + spaced * Math.max(0, [...part].length - 1)
    const fitted = fit(printable(text, where, this.#typeface), { width: width * POINTS, height: height * POINTS, size: style.size }, widthOf)
    if (fitted === null) throw new PrintFault('TEXT_TOO_LONG', where)
    const { size, lines } = fitted
    const top = y * POINTS + (height * POINTS - size * (1 + (lines.length - 1) * LINE)) / 2
    const shift = { left: 0, center: 0.5, right: 1 }[align]
    return (document) => {
      document.save()
      if (turned !== 0) document.rotate(-turned, { origin: [(x + width / 2) * POINTS, (y + height / 2) * POINTS] })
      document.fillColor(colour).strokeColor(colour).opacity(opacity).fontSize(size).lineWidth(size * BOLD)
      lines.forEach((line, down) => {
        const left = x * POINTS + (width * POINTS - widthOf(line) * size) * shift
        const baseline = top + size * (BASELINE + down * LINE)
        document.text(line, left, baseline, { lineBreak: false, baseline: 'alphabetic', fill: true, stroke: bold, characterSpacing: spaced * size })
      })
      document.restore()
    }
  }
}

function endOfRun(row: readonly boolean[], start: number): number {
  let end = start
  while (row[end] === true) end += 1
  return end
}
