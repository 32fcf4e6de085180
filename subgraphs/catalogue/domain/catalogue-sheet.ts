import type { CodeList } from '#platform/codes'
import * as codes from './codes.ts'
import type { EntryItem, ResourceEntry } from './entries.ts'

/** Name of the sheet that holds a catalogue. */
export const SHEET = '政务信息资源目录'

/** Stands between the values of one cell. */
const BETWEEN = '、'

/** An entry as it is in force, with what the catalogue knows beside it. */
export interface SheetEntry {
  readonly code: string
  readonly classCode: string
  /** The latest version that was decided on. */
  readonly version: number
  readonly state: string
  readonly publishedOn: string | null
  readonly providerName: string | null
  readonly entry: ResourceEntry
}

/** How a cell is read: as it stands, by a list of codes, as 是 or 否, or as several values; `told` is written and not read. */
export type Reading = 'text' | 'told' | 'flag' | 'texts' | CodeList | { readonly several: CodeList }

/** A column, and the member of an entry or of its items that it states. */
export interface Column {
  readonly title: string
  readonly member: string
  readonly reads: Reading
  /** Whether a sheet without it cannot be read. */
  readonly needed?: true
}

const column = (title: string, member: string, reads: Reading = 'text'): Column => ({ title, member, reads })
const needed = (title: string, member: string): Column => ({ ...column(title, member), needed: true })

/** Columns of the resource, the same in every row of it: 发改高技术〔2017〕1272号, and behind them what this hub adds. */
export const RESOURCE_COLUMNS: readonly Column[] = [
  needed('信息资源分类', 'classCode'), needed('信息资源名称', 'name'), needed('信息资源代码', 'code'),
  column('信息资源提供方', 'providerName', 'told'), column('信息资源提供方代码', 'provider'), column('信息资源摘要', 'summary'),
  column('信息资源格式', 'format', codes.formats), column('共享类型', 'shareClass', codes.shareClasses), column('共享条件', 'shareCondition'),
  column('不予共享依据', 'withheldBasis'), column('共享方式', 'shareMethods', { several: codes.shareMethods }),
  column('是否向社会开放', 'open', 'flag'), column('开放条件', 'openCondition'), column('更新周期', 'updateCycle', codes.updateCycles),
  column('发布日期', 'publishedOn', 'told'), column('关联资源代码', 'related', 'texts'),
  column('资源类别', 'kind', codes.resourceKinds), column('提供方内设处室', 'office'), column('所属系统', 'system'),
  column('数据分级', 'grade', codes.grades), column('数源事项', 'matters', 'texts'), column('状态', 'state', 'told'), column('版本', 'version'),
]

/** Columns of the item that a row is about. */
export const ITEM_COLUMNS: readonly Column[] = [
  needed('信息项名称', 'title'), needed('信息项英文名', 'item'), column('信息项数据类型', 'dataType'),
  column('信息项共享类型', 'share', codes.shareClasses), column('信息项不予共享依据', 'withheldBasis'),
  column('信息项敏感级别', 'dataClass', codes.dataClasses), column('信息项掩码规则', 'mask', codes.masks),
  column('信息项是否开放', 'open', 'flag'), column('信息项说明', 'description'),
]

export const COLUMNS: readonly Column[] = [...RESOURCE_COLUMNS, ...ITEM_COLUMNS]

/** A catalogue as rows of texts under a heading: one row per item, with the columns of its resource repeated. */
export function sheetOf(entries: readonly SheetEntry[]): (string | null)[][] {
  const rows = entries.flatMap(({ entry, ...beside }) => {
    const resource = { ...entry, ...beside, version: String(beside.version), state: codes.resourceStates[beside.state as keyof typeof codes.resourceStates] ?? beside.state }
    return entry.items.map((item) => [...cellsOf(resource, RESOURCE_COLUMNS), ...cellsOf(told(entry, item), ITEM_COLUMNS)])
  })
  return [COLUMNS.map(({ title }) => title), ...rows]
}

const told = ({ kind }: ResourceEntry, item: EntryItem) =>
  ({ ...item, dataType: kind === 'ITEMS' ? item.dataType : (codes.dataTypes[item.dataType] ?? item.dataType) })

function cellsOf(values: object, columns: readonly Column[]): (string | null)[] {
  return columns.map(({ member, reads }) => {
    const value = (values as Record<string, unknown>)[member]
    if (value === null || value === undefined) return null
    if (Array.isArray(value)) return value.map((each: string) => nameIn(reads, each)).join(BETWEEN)
    return typeof value === 'boolean' ? (value ? '是' : '否') : nameIn(reads, value as string)
  })
}

function nameIn(reads: Reading, value: string): string {
  const list = typeof reads === 'string' ? undefined : ((reads as { several?: CodeList }).several ?? (reads as CodeList))
  return list?.[value] ?? value
}
