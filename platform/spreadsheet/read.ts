import { type Archive, openArchive } from './archive.ts'
import { SpreadsheetFault } from './fault.ts'
import { readXml, textOfCell } from './xml.ts'

/** A cell that holds a formula. What it came to when the file was saved is not believed. */
export const FORMULA = Symbol('formula')

/** A cell: its text, a formula, or `null` where it is empty. */
export type Cell = string | null | typeof FORMULA

/** A row that holds something, with the line on which it stands, from 1. */
export interface SheetRow {
  readonly line: number
  readonly cells: readonly Cell[]
}

/** Bounds of what is read. */
export interface SheetBounds {
  /** Bytes that the parts may unpack to, together. */
  readonly bytes: number
  readonly rows: number
  /** Cells to the right of this column are not looked at. */
  readonly columns: number
}

/**
 * Reads one sheet of a workbook (.xlsx, ECMA-376). Numbers come as they are written, truth values as `1` and `0`.
 *
 * @param sheet name of the sheet; a workbook of a single sheet may call it otherwise
 * @throws SpreadsheetFault `NOT_A_WORKBOOK`, `TOO_LARGE`, `TOO_MANY_ROWS` or `NO_SUCH_SHEET`
 */
export function readWorkbook(bytes: Buffer, sheet: string, bounds: SheetBounds): SheetRow[] {
  const archive = openArchive(bytes, bounds.bytes)
  const root = targetsOf(archive, '_rels/.rels', '')
  const workbook = [...root.values()].find(({ type }) => type.endsWith('/officeDocument'))?.target ?? ''
  const folder = workbook.slice(0, workbook.lastIndexOf('/') + 1)
  const targets = targetsOf(archive, `${folder}_rels/${workbook.slice(folder.length)}.rels`, folder)
  const place = targets.get(relationOf(archive.text(workbook), sheet))?.target
  if (place === undefined) throw new SpreadsheetFault('NOT_A_WORKBOOK')
  const shared = [...targets.values()].find(({ type }) => type.endsWith('/sharedStrings'))?.target
  return rowsOf(archive.text(place), shared === undefined ? [] : sharedIn(archive.text(shared)), bounds)
}

interface Target {
  readonly type: string
  readonly target: string
}

function targetsOf(archive: Archive, name: string, folder: string): ReadonlyMap<string, Target> {
  const found = new Map<string, Target>()
  readXml(archive.text(name), {
    open: (tag, attributes) => {
      if (tag !== 'Relationship') return
      const { Id = '', Type = '', Target = '' } = attributes()
      found.set(Id, { type: Type, target: Target.startsWith('/') ? Target.slice(1) : folder + Target })
    },
  })
  return found
}

/** Id of the relation that leads from a workbook to a sheet. */
function relationOf(xml: string, name: string): string {
  const sheets: { name: string; relation: string }[] = []
  readXml(xml, {
    open: (tag, attributes) => {
      if (tag !== 'sheet') return
      const given = attributes()
      const relation = Object.entries(given).find(([attribute]) => attribute.endsWith(':id'))?.[1] ?? ''
      sheets.push({ name: given['name'] ?? '', relation })
    },
  })
  const found = sheets.find((each) => each.name === name) ?? (sheets.length === 1 ? sheets[0] : undefined)
  if (found === undefined) throw new SpreadsheetFault('NO_SUCH_SHEET')
  return found.relation
}

/** Hears the text of `t` elements, without the readings (`rPh`) that stand beside Japanese names. */
function textReader() {
  let text = ''
  let hearing = false
  let reading = false
  return {
    open(tag: string) {
      if (tag === 'rPh') reading = true
      if (tag === 't') hearing = !reading
    },
    close(tag: string) {
      if (tag === 'rPh') reading = false
      if (tag === 't') hearing = false
    },
    text(part: string) {
      if (hearing) text += part
    },
    take() {
      const taken = textOfCell(text)
      text = ''
      return taken
    },
  }
}

function sharedIn(xml: string): string[] {
  const found: string[] = []
  const reader = textReader()
  readXml(xml, {
    ...reader,
    close(tag) {
      reader.close(tag)
      if (tag === 'si') found.push(reader.take())
    },
  })
  return found
}

function rowsOf(xml: string, shared: readonly string[], { rows: most, columns }: SheetBounds): SheetRow[] {
  const rows: SheetRow[] = []
  const reader = textReader()
  let line = 0
  let cells: Cell[] = []
  let cell = { column: -1, type: '', value: '', formula: false }
  let inValue = false
  const put = () => {
    const value = valueOf(cell, reader.take(), shared)
    if (value !== null && cell.column < columns) cells[cell.column] = value
  }
  readXml(xml, {
    open(tag, attributes) {
      reader.open(tag)
      if (tag === 'row') {
        line = placeOf(attributes()['r'], line + 1)
        cells = []
        cell.column = -1
      } else if (tag === 'c') {
        const { r, t } = attributes()
        cell = { column: columnOf(r) ?? cell.column + 1, type: t ?? 'n', value: '', formula: false }
      } else if (tag === 'f') cell.formula = true
      else if (tag === 'v') inValue = true
    },
    text(part) {
      reader.text(part)
      if (inValue) cell.value += part
    },
    close(tag) {
      reader.close(tag)
      if (tag === 'v') inValue = false
      else if (tag === 'c') put()
      else if (tag === 'row' && cells.length > 0) {
        if (rows.length >= most) throw new SpreadsheetFault('TOO_MANY_ROWS')
        rows.push({ line, cells: Array.from(cells, (each) => each ?? null) })
      }
    },
  })
  return rows
}

function valueOf({ type, value, formula }: { type: string; value: string; formula: boolean }, inline: string, shared: readonly string[]): Cell {
  if (formula) return FORMULA
  const text = type === 's' ? shared[Number(value)] : type === 'inlineStr' ? inline : type === 'str' ? textOfCell(value) : value
  return text === undefined || text.trim() === '' ? null : text
}

function placeOf(given: string | undefined, next: number): number {
  const place = Number(given)
  return Number.isInteger(place) && place > 0 ? place : next
}

const LETTERS_MAX = 3

/** Column of a cell such as `AB12`, from 0. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^[A-Z]+/.exec(reference ?? '')?.[0]
  if (letters === undefined || letters.length > LETTERS_MAX) return undefined
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}
