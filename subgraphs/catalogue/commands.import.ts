import { asc, eq, inArray, sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import type { ContractItem } from '#platform/contract'
import { type Orm, write } from '#platform/db'
import { once } from '#platform/db/once'
import { codeOf, type InputFault, inputError } from '#platform/errors'
import { grouped } from '#platform/grouped'
import { readWorkbook, SpreadsheetFault, type SheetRow } from '#platform/spreadsheet'
import { hold } from './commands.entries.ts'
import { type Act, putDraft, putRegistered, referenceFaults, registered, type RegisterResource, type ResourceServices, sendingOf, takeCode } from './commands.resources.ts'
import { COLUMNS, SHEET } from './domain/catalogue-sheet.ts'
import { entryOf, type ResourceEntry } from './domain/entries.ts'
import { differences } from './domain/entry-differences.ts'
import { edited } from './domain/entry-edits.ts'
import { entryFaults, type Place } from './domain/entry-faults.ts'
import { moved } from './domain/resource-states.ts'
import { itemsOfResource } from './domain/resource-items.ts'
import { type LineFault, placeInSheet, readSheet, type SheetResource } from './domain/sheet-reading.ts'
import * as tables from './tables.ts'

const { resource, resourceItem, resourceVersion } = tables

/** Bounds of a sheet: what it may unpack to, its rows, and its columns. */
const BOUNDS = { bytes: 64_000_000, rows: 20_001, columns: COLUMNS.length * 2 }
const CHANGES_MAX = 500
const FAULTS_TOLD = 500

/** A catalogue as a spreadsheet. */
export interface ImportCatalogue {
  /** The file in base64, in pieces. */
  readonly content: readonly string[]
  readonly clientMutationId?: string | null
}

/** What an import came to. */
export interface Imported {
  /** Resources that have a new draft. */
  readonly codes: readonly string[]
  readonly unchanged: number
  readonly faults: readonly LineFault[]
  readonly faultsLeftOut: number
}

/** What callers may do to many entries at once. */
export function importCommands({ db, clock, items }: ResourceServices) {
  return {
    /**
     * Makes drafts of entries of the own agency as a sheet states them. Resources with a fault are left as they are, and their
     * faults come back by line; the others go on.
     *
     * @throws BAD_USER_INPUT where the file cannot be read as a catalogue
     */
    importCatalogue: async ({ plan }: Access, input: ImportCatalogue): Promise<Imported> => {
      const rows = rowsIn(input.content)
      const reading = readSheet(rows)
      if ('missing' in reading) {
        throw refused('COLUMN_MISSING', `columns are missing: ${reading.missing.join(', ')}`, `缺少列：${reading.missing.join('、')}`)
      }
      const act = { plan, at: new Date(clock.now()), note: '导入' }
      const told = await write(db.orm.transaction((orm) => once(orm, tables.clientMutation, sendingOf(plan, 'importCatalogue', input), async () =>
        JSON.stringify(await bring(orm, reading.resources, reading.faults, act, items())))))
      return JSON.parse(told) as Imported
    },
  }
}

const refused = (check: string, en: string, zh: string) => inputError([{ argument: 'input.content', check, en, zh }])

const SENTENCES: Readonly<Record<SpreadsheetFault['check'], readonly [en: string, zh: string]>> = {
  NOT_A_WORKBOOK: ['no workbook (.xlsx) that can be read', '不是可读取的 xlsx 文件'],
  TOO_LARGE: [`unpacks to more than ${BOUNDS.bytes} bytes`, `解压后超过 ${BOUNDS.bytes} 字节`],
  TOO_MANY_ROWS: [`more than ${BOUNDS.rows - 1} rows`, `超过 ${BOUNDS.rows - 1} 行`],
  NO_SUCH_SHEET: [`no sheet named ${SHEET}`, `没有名为“${SHEET}”的工作表`],
}

function rowsIn(content: readonly string[]): SheetRow[] {
  const text = content.join('')
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text)) throw refused('BASE64', 'not base64', '不是 base64 编码')
  try {
    return readWorkbook(Buffer.from(text, 'base64'), SHEET, BOUNDS)
  } catch (error) {
    if (!(error instanceof SpreadsheetFault)) throw error
    throw refused(error.check, ...SENTENCES[error.check])
  }
}

/** What the catalogue knows of a resource of the own agency. */
interface Known {
  readonly row: tables.ResourceRow
  readonly entry: ResourceEntry
  readonly latest: number
}

async function bring(orm: Orm, sheet: readonly SheetResource[], before: readonly LineFault[], act: Act, items: readonly ContractItem[]): Promise<Imported> {
  const known = await knownOf(orm, act.plan.agency)
  const codes: string[] = []
  const faults = [...before]
  let unchanged = 0
  for (const each of sheet) {
    const found = each.code === null ? undefined : known.get(each.code)
    const came = found === undefined ? await enter(orm, each, act, items) : await change(orm, each, found, act, items)
    if (came === 'unchanged') unchanged++
    else if (typeof came === 'string') codes.push(came)
    else faults.push(...came)
    if (codes.length > CHANGES_MAX) throw refused('TOO_MANY_CHANGES', `more than ${CHANGES_MAX} resources would change; send them in parts`, `变更的信息资源超过 ${CHANGES_MAX} 个，请分批导入`)
  }
  const told = faults.sort((one, other) => one.line - other.line).slice(0, FAULTS_TOLD)
  return { codes, unchanged, faults: told, faultsLeftOut: faults.length - told.length }
}

async function knownOf(orm: Orm, agency: string): Promise<ReadonlyMap<string, Known>> {
  if (agency === '') return new Map()
  const rows = await orm.select().from(resource).where(eq(resource.provider, agency))
  const codes = rows.map(({ code }) => code)
  const items = grouped(await orm.select().from(resourceItem).where(inArray(resourceItem.resource, codes)).orderBy(asc(resourceItem.ordinal)), (item) => item.resource)
  const latest = await orm.select({ code: resourceVersion.resource, version: sql<number>`max(${resourceVersion.version})` }).from(resourceVersion)
    .where(inArray(resourceVersion.resource, codes)).groupBy(resourceVersion.resource)
  const versions = new Map(latest.map(({ code, version }) => [code, version]))
  return new Map(rows.map((row) => [row.code, { row, entry: entryOf(row, items.get(row.code) ?? []), latest: versions.get(row.code) ?? 0 }]))
}

/** The code of the resource whose draft was made, that nothing was different, or what is wrong. */
type Came = string | readonly LineFault[]

async function change(orm: Orm, sheet: SheetResource, { row, entry, latest }: Known, act: Act, items: readonly ContractItem[]): Promise<Came> {
  const contract = itemsOfResource({ code: row.code, slice: row.slice }, items)
  const fixed = fixedFaults(sheet, row, entry)
  if (fixed.length > 0) return fixed
  const next = edited(entry, sheet.edit, contract)
  if (differences(entry, next).length === 0) return 'unchanged'
  if (sheet.version !== latest) return [at(sheet, '版本', 'CONFLICT', `the latest version is ${latest}`, `最新版本为 ${latest}`)]
  const faults = [...entryFaults(next, contract).map((fault) => placed(sheet, fault)), ...(await referencesIn(orm, sheet, entry, next, act))]
  if (faults.length > 0) return faults
  const held = await hold(orm, row.code)
  try {
    if (held === null || held.latest.version !== latest) return [at(sheet, '版本', 'CONFLICT', 'the resource has just been changed', '该资源刚被修改')]
    moved(held.states, 'EDIT')
  } catch (error) {
    if (codeOf(error) !== 'CONFLICT') throw error
    return [at(sheet, '状态', 'CONFLICT', (error as Error).message, (error as { extensions: { messageZh: string } }).extensions.messageZh)]
  }
  await putDraft(orm, held, next, act)
  return row.code
}

async function enter(orm: Orm, sheet: SheetResource, act: Act, items: readonly ContractItem[]): Promise<Came> {
  const { code, classCode, kind, provider } = sheet
  if (provider !== null && provider !== act.plan.agency) return [at(sheet, '信息资源提供方代码', 'NOT_YOURS', 'another agency’s', '不是本机构的信息资源')]
  if (!isRegistered(kind)) return [at(sheet, code === null ? '资源类别' : '信息资源代码', 'NOT_FOUND', 'no such resource of this agency, and only tables, files and interfaces can be entered', '本机构没有该信息资源；可登记的类别为库表、文件、外部接口')]
  const { empty, entry } = registered(kind, sheet.edit, act.plan)
  const faults = [...entryFaults(entry, []).map((fault) => placed(sheet, fault)), ...(await referencesIn(orm, sheet, empty, entry, act))]
  if (faults.length > 0) return faults
  const taken = await takeCode(orm, classCode, code, entry, act, items)
  if (taken.faults.length > 0) return taken.faults.map(({ argument, check, en, zh }) => at(sheet, argument === 'input.classCode' ? '信息资源分类' : '信息资源代码', check, en, zh))
  await putRegistered(orm, taken.code, entry, act)
  return taken.code
}

const isRegistered = (kind: string | null): kind is RegisterResource['kind'] => kind === 'TABLE' || kind === 'FILE' || kind === 'INTERFACE'

const at = (sheet: SheetResource, column: string, check: string, en: string, zh: string): LineFault => ({ line: sheet.lines[0] ?? 0, column, check, en, zh })

const placed = (sheet: SheetResource, { place, check, en, zh }: { readonly place: Place } & Omit<InputFault, 'argument'>): LineFault =>
  ({ ...placeInSheet(place, sheet), check, en, zh })

/** What a sheet states otherwise than is known and an import cannot change. */
function fixedFaults(sheet: SheetResource, row: tables.ResourceRow, entry: ResourceEntry): LineFault[] {
  const fixed = (column: string) => at(sheet, column, 'FIXED', 'cannot be changed here', '不能在此修改')
  const types = new Map(entry.items.map(({ item, dataType }) => [item, dataType]))
  const retyped = entry.kind === 'ITEMS' ? (sheet.edit.items ?? []).flatMap(({ name, dataType }, index) =>
    (dataType && types.has(name) && types.get(name) !== dataType ? [{ ...fixed('信息项数据类型'), line: sheet.lines[index] ?? 0 }] : [])) : []
  return [
    ...(sheet.classCode !== row.classCode ? [fixed('信息资源分类')] : []),
    ...(sheet.kind !== null && sheet.kind !== row.kind ? [fixed('资源类别')] : []),
    ...(sheet.provider !== null && sheet.provider !== row.provider ? [fixed('信息资源提供方代码')] : []),
    ...retyped,
  ]
}

// The matters that a sheet names are not among the facts of its request, so new ones cannot be told from invented ones.
async function referencesIn(orm: Orm, sheet: SheetResource, before: ResourceEntry, next: ResourceEntry, { plan }: Act): Promise<LineFault[]> {
  return (await referenceFaults(orm, before, next, plan)).map(({ argument, check, en, zh }) =>
    (argument === 'input.matters' ? at(sheet, '数源事项', 'MATTERS_BY_EDIT', 'new matters are named by editResource', '新增数源事项请用 editResource 办理') : at(sheet, '关联资源代码', check, en, zh)))
}
