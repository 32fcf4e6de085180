import { faceFieldOf, namesIn, PAGES, type Part, type Place, SOURCES, type Template } from './template.ts'

/** What is wrong with a template; the message names the place in it. */
export class TemplateFault extends Error {
  override name = 'TemplateFault'
}

const PARTS_MOST = 100
const ROWS_MOST = 40
const TEXT_MOST = 500
const SIZES = [5, 60] as const
const POINTS_A_MILLIMETRE = 72 / 25.4

/**
 * Reads a template out of what its file holds.
 *
 * @throws TemplateFault naming the first place that is not as `template.ts` says, or where it could never be laid out: beyond the page, or without
 *   room for one line
 */
export function templateFrom(given: unknown): Template {
  const { page, ink, parts } = membersOf(given, 'template', ['page', 'ink', 'parts'], [])
  if (page !== 'PORTRAIT' && page !== 'LANDSCAPE') throw new TemplateFault('page')
  if (typeof ink !== 'string' || !/^#[0-9a-f]{6}$/.test(ink)) throw new TemplateFault('ink')
  const listed = listOf(parts, 'parts', PARTS_MOST)
  listed.forEach((part, at) => checkPart(part, `parts[${at}]`, PAGES[page].body))
  const template: Template = { page, ink, parts: listed as Part[] }
  const names = namesIn(template)
  const unknown = names.find((name) => !(SOURCES as readonly string[]).includes(name) && faceFieldOf(name) === null)
  if (unknown !== undefined) throw new TemplateFault(`parts: {${unknown.slice(0, 40)}}`)
  if (names.length === 0) throw new TemplateFault('parts: nothing of a licence')
  return template
}

function checkPart(given: unknown, where: string, body: Place): void {
  switch ((given as { draw?: unknown } | null)?.draw) {
    case 'box': {
      const { at, line, round, inner } = membersOf(given, where, ['draw', 'at', 'line'], ['round', 'inner'])
      placeOf(at, where, body)
      numberIn(line, `${where}.line`, 0.1, 5)
      numberIn(round ?? 0, `${where}.round`, 0, 20)
      numberIn(inner ?? 0, `${where}.inner`, 0, 10)
      return
    }
    case 'text': {
      const { at, text, size, align, bold, inked, spaced } = membersOf(given, where, ['draw', 'at', 'text', 'size'], ['align', 'bold', 'inked', 'spaced'])
      textOf(text, `${where}.text`)
      hasRoom(placeOf(at, where, body)[3], numberIn(size, `${where}.size`, ...SIZES), where)
      if (!['left', 'center', 'right', undefined].includes(align as string)) throw new TemplateFault(`${where}.align`)
      flagOf(bold, `${where}.bold`)
      flagOf(inked, `${where}.inked`)
      numberIn(spaced ?? 0, `${where}.spaced`, 0, 2)
      return
    }
    case 'rows': {
      checkRows(given, where, body)
      return
    }
    case 'seal': {
      const [, , width, height] = placeOf(membersOf(given, where, ['draw', 'at'], [])['at'], where, body)
      if (width !== height || width < 20) throw new TemplateFault(`${where}.at`)
      return
    }
    default:
      throw new TemplateFault(`${where}.draw`)
  }
}

function checkRows(given: unknown, where: string, body: Place): void {
  const { at, labels, size, ruled, rows } = membersOf(given, where, ['draw', 'at', 'labels', 'size', 'rows'], ['ruled'])
  const [, , width, height] = placeOf(at, where, body)
  numberIn(labels, `${where}.labels`, 5, width - 10)
  flagOf(ruled, `${where}.ruled`)
  const shares = listOf(rows, `${where}.rows`, ROWS_MOST).map((row, place) => {
    const { label, text, share } = membersOf(row, `${where}.rows[${place}]`, ['label', 'text'], ['share'])
    textOf(label, `${where}.rows[${place}].label`)
    textOf(text, `${where}.rows[${place}].text`)
    return numberIn(share ?? 1, `${where}.rows[${place}].share`, 0.2, 20)
  })
  const lowest = (height * Math.min(...shares)) / shares.reduce((sum, share) => sum + share, 0)
  hasRoom(lowest, numberIn(size, `${where}.size`, ...SIZES), where)
}

function membersOf(given: unknown, where: string, wanted: readonly string[], allowed: readonly string[]): Readonly<Record<string, unknown>> {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw new TemplateFault(where)
  const missing = wanted.find((name) => !Object.hasOwn(given, name))
  if (missing !== undefined) throw new TemplateFault(`${where}.${missing}`)
  const unknown = Object.keys(given).find((name) => !wanted.includes(name) && !allowed.includes(name))
  if (unknown !== undefined) throw new TemplateFault(`${where}.${unknown.slice(0, 40)}`)
  return given as Record<string, unknown>
}

function listOf(given: unknown, where: string, most: number): unknown[] {
  if (!Array.isArray(given) || given.length === 0 || given.length > most) throw new TemplateFault(where)
  return given
}

function numberIn(given: unknown, where: string, least: number, most: number): number {
  if (typeof given !== 'number' || !(given >= least && given <= most)) throw new TemplateFault(where)
  return given
}

function flagOf(given: unknown, where: string): void {
  if (given !== undefined && typeof given !== 'boolean') throw new TemplateFault(where)
}

function textOf(given: unknown, where: string): void {
  if (typeof given !== 'string' || given === '' || given.length > TEXT_MOST) throw new TemplateFault(where)
}

function placeOf(given: unknown, where: string, [left, top, width, height]: Place): Place {
  const place = Array.isArray(given) && given.length === 4 && given.every((each) => Number.isFinite(each)) ? (given as unknown as Place) : null
  if (place === null || place[2] <= 0 || place[3] < 0) throw new TemplateFault(`${where}.at`)
  const within = place[0] >= left && place[1] >= top && place[0] + place[2] <= left + width && place[1] + place[3] <= top + height
  if (!within) throw new TemplateFault(`${where}.at`)
  return place
}

function hasRoom(height: number, size: number, where: string): void {
  if (height * POINTS_A_MILLIMETRE < size) throw new TemplateFault(`${where}.size`)
}
