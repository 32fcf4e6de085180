/** A text as it is set: the size of its letters in points, and its lines. */
export interface Fitted {
  readonly size: number
  readonly lines: readonly string[]
}

interface Room {
  /** In points. */
  readonly width: number
  readonly height: number
  /** Size wanted, in points. */
  readonly size: number
}

/** From the top of one line to that of the next, in sizes. */
export const LINE = 1.35

const STEP = 0.5
/** On one line letters shrink so far, and so far where they wrap; smaller ones nobody reads. */
const ONE_LINE_LEAST = 0.9
const WRAPPED_LEAST = 0.55
const LEAST_POINTS = 5.5

// A word of letters or digits stays whole where it can, and no line begins with what closes or ends with what opens.
const WORDS = /[“‘（《〈「『【(]*(?:[\p{Script=Latin}\p{Nd}@._:/%-]+|.)[，。、；：？！”’）》〉」』】)…%]*/gsu

/**
 * Sets a text into a room: on one line, the letters a little smaller if need be; else on several.
 *
 * @param widthOf width of a text at size 1
 * @returns `null` where the smallest letters that can be read do not fit either
 */
export function fit(text: string, { width, height, size }: Room, widthOf: (text: string) => number): Fitted | null {
  const onOneLine = Math.min(size, width / Math.max(widthOf(text), Number.MIN_VALUE), height)
  if (onOneLine >= size * ONE_LINE_LEAST && onOneLine >= Math.min(LEAST_POINTS, size)) return { size: onOneLine, lines: [text] }
  const least = Math.max(size * WRAPPED_LEAST, Math.min(LEAST_POINTS, size))
  for (let tried = size; tried >= least; tried -= STEP) {
    const most = Math.floor((height / tried - 1) / LINE) + 1
    const lines = wrap(text, width / tried, most, widthOf)
    if (lines !== null) return { size: tried, lines }
  }
  return null
}

/** @param width in sizes */
function wrap(text: string, width: number, most: number, widthOf: (text: string) => number): string[] | null {
  const lines: string[] = []
  let line = ''
  let used = 0
  for (const word of piecesOf(text, width, widthOf)) {
    const wide = widthOf(word)
    if (line !== '' && used + wide > width) {
      lines.push(line.trimEnd())
      if (lines.length >= most) return null
      line = ''
      used = 0
    }
    if (line === '' && word.trim() === '') continue
    line += word
    used += wide
  }
  return most < 1 || used > width ? null : [...lines, line.trimEnd()]
}

/** Words, and letters of those that are wider than a line. */
function piecesOf(text: string, width: number, widthOf: (text: string) => number): string[] {
  return (text.match(WORDS) ?? []).flatMap((word) => (widthOf(word) > width ? [...word] : [word]))
}
