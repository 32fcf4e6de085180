import type { CodeList } from '#platform/codes'
import { grouped } from '#platform/grouped'
import { type Cell, FORMULA, type SheetRow } from '#platform/spreadsheet'
import { type Column, COLUMNS, ITEM_COLUMNS, type Reading, RESOURCE_COLUMNS } from './catalogue-sheet.ts'
import * as codes from './codes.ts'
import type { EntryEdit, ItemEdit } from './entry-edits.ts'
import type { Place } from './entry-faults.ts'

/** What is wrong with a line, for a person to read; `column` by its title. */
export interface LineFault {
  readonly line: number
  readonly column: string | null
  readonly check: string
  readonly en: string
  readonly zh: string
}

/** The rows of one resource. */
export interface SheetResource {
  /** `null` where it has none yet. */
  readonly code: string | null
  readonly classCode: string
  readonly kind: string | null
  readonly version: number | null
  readonly provider: string | null
  readonly edit: EntryEdit
  /** Lines of its items, in their order. */
  readonly lines: readonly number[]
}

/** What a sheet says, or which columns it lacks. */
export type SheetReading =
  | { readonly resources: readonly SheetResource[]; readonly faults: readonly LineFault[] }
  | { readonly missing: readonly string[] }

type Values = Readonly<Record<string, unknown>>

/** Reads the rows of a catalogue. A resource with a faulty line is left out whole; its faults say why. */
export function readSheet([heading, ...rows]: readonly SheetRow[]): SheetReading {
  const titles = heading?.cells ?? []
  const missing = COLUMNS.filter((each) => each.needed && !titles.includes(each.title)).map(({ title }) => title)
  if (missing.length > 0) return { missing }
  const places = new Map(COLUMNS.map((each) => [each, titles.indexOf(each.title)]))
  const faults: LineFault[] = []
  const read = rows.map(({ line, cells }) => {
    const values = (columns: readonly Column[]) => valuesIn(columns.filter((each) => places.get(each) !== -1), (each) => cells[places.get(each) ?? -1] ?? null, line, faults)
    return { line, resource: values(RESOURCE_COLUMNS), item: values(ITEM_COLUMNS) }
  })
  const byResource = grouped(read, ({ resource }) => (resource['code'] as string) || `${String(resource['classCode'])} ${String(resource['name'])}`)
  for (const ofOne of byResource.values()) faults.push(...differing(ofOne))
  const faulty = new Set(faults.map(({ line }) => line))
  const resources = [...byResource.values()].filter((ofOne) => !ofOne.some(({ line }) => faulty.has(line))).map(resourceFrom)
  return { resources, faults }
}

interface Line {
  readonly line: number
  readonly resource: Values
  readonly item: Values
}

function valuesIn(columns: readonly Column[], cellOf: (column: Column) => Cell, line: number, faults: LineFault[]): Values {
  return Object.fromEntries(columns.filter(({ reads }) => reads !== 'told').map((column) => {
    const cell = cellOf(column)
    if (cell === FORMULA) faults.push({ line, column: column.title, check: 'FORMULA', en: 'formulas are not read; put the value there', zh: '不读取公式，请填写值' })
    const value = typeof cell === 'symbol' ? undefined : valueOf(column.reads, cell)
    if (value === UNKNOWN) faults.push({ line, column: column.title, check: 'UNKNOWN_CODE', en: 'not in the list of codes', zh: '不在代码表中' })
    return [column.member, value]
  }))
}

const UNKNOWN = Symbol('unknown')

/** What a cell says. An empty one empties a text or a list, and leaves a code as it is. */
function valueOf(reads: Reading, cell: string | null): unknown {
  if (reads === 'text') return cell ?? ''
  if (reads === 'texts') return partsOf(cell)
  if (cell === null) return typeof reads === 'object' && 'several' in reads ? [] : undefined
  if (reads === 'flag') return codeIn(FLAGS, cell) === UNKNOWN ? UNKNOWN : codeIn(FLAGS, cell) === '1'
  if (typeof reads !== 'object') return undefined
  if (!('several' in reads)) return codeIn(reads as CodeList, cell)
  const found = partsOf(cell).map((part) => codeIn(reads.several as CodeList, part))
  return found.includes(UNKNOWN) ? UNKNOWN : found
}

const FLAGS: CodeList = { '1': '是', '0': '否' }

const partsOf = (cell: string | null) => (cell ?? '').split(/[、,，;；]/).map((part) => part.trim()).filter((part) => part !== '')

/** A code by its name or by itself. */
function codeIn(list: CodeList, text: string): string | typeof UNKNOWN {
  const given = text.trim()
  return Object.entries(list).find(([code, name]) => code === given || name === given)?.[0] ?? UNKNOWN
}

/** Columns of a resource that a later line states otherwise than its first. */
function differing([first, ...others]: readonly Line[]): LineFault[] {
  return others.flatMap(({ line, resource }) => RESOURCE_COLUMNS.flatMap(({ title, member }) =>
    (JSON.stringify(resource[member]) === JSON.stringify(first?.resource[member])
      ? [] : [{ line, column: title, check: 'DIFFERS', en: 'differs from the first line of the resource', zh: '与该资源首行不一致' }])))
}

function resourceFrom(ofOne: readonly Line[]): SheetResource {
  const [{ resource }] = ofOne as [Line]
  const { code, classCode, kind, version, provider, ...members } = resource as Record<string, string | undefined>
  const columns = Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined))
  return {
    code: code || null,
    classCode: classCode ?? '',
    kind: kind ?? null,
    version: version === undefined || !/^\d{1,9}$/.test(version) ? null : Number(version),
    provider: provider || null,
    edit: { ...columns, items: ofOne.map(({ item }) => itemFrom(item, kind)) } as EntryEdit,
    lines: ofOne.map(({ line }) => line),
  }
}

function itemFrom(values: Values, kind: string | undefined): ItemEdit {
  const { item, share, dataType, ...members } = values
  const type = kind === 'ITEMS' || typeof dataType !== 'string' ? dataType : codeIn(codes.dataTypes, dataType)
  return { ...members, name: item as string, shareClass: share, dataType: type === UNKNOWN ? dataType : type } as ItemEdit
}

/** Where a fault of an entry stands in the sheet: the line of its item and the title of the column. */
export function placeInSheet(place: Place, { lines }: SheetResource): { readonly line: number; readonly column: string | null } {
  const [, at, member] = /^items\[(\d+)\](?:\.(\w+))?$/.exec(place) ?? []
  if (at !== undefined) return { line: lines[Number(at)] ?? lines[0] ?? 0, column: ITEM_COLUMNS.find((each) => each.member === member)?.title ?? null }
  return { line: lines[0] ?? 0, column: RESOURCE_COLUMNS.find((each) => each.member === place)?.title ?? null }
}

