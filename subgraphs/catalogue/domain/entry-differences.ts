import { type CodeList, named } from '#platform/codes'
import * as codes from './codes.ts'
import type { EntryItem, ResourceEntry } from './entries.ts'

const yes: CodeList = { true: '是', false: '否' }

/** Members of an entry with their names in Chinese, and the list that their codes are of. */
const MEMBERS: readonly (readonly [member: Exclude<keyof ResourceEntry, 'items' | 'withdrawn'>, title: string, list?: CodeList])[] = [
  ['kind', '资源类别', codes.resourceKinds], ['name', '信息资源名称'], ['provider', '提供方代码'], ['office', '提供方内设处室'], ['summary', '信息资源摘要'],
  ['format', '信息资源格式', codes.formats], ['shareClass', '共享类型', codes.shareClasses], ['shareCondition', '共享条件'],
  ['withheldBasis', '不予共享依据'], ['shareMethods', '共享方式', codes.shareMethods], ['open', '是否向社会开放', yes],
  ['openCondition', '开放条件'], ['updateCycle', '更新周期', codes.updateCycles], ['related', '关联资源代码'],
  ['grade', '数据分级', codes.grades], ['system', '所属系统'], ['matters', '数源事项'],
]

const ITEM_MEMBERS: readonly (readonly [member: Exclude<keyof EntryItem, 'item'>, title: string, list?: CodeList])[] = [
  ['title', '名称'], ['dataType', '数据类型'], ['share', '共享类型', codes.shareClasses], ['withheldBasis', '不予共享依据'],
  ['dataClass', '敏感级别', codes.dataClasses], ['mask', '掩码规则', codes.masks], ['open', '向社会开放', yes], ['description', '说明'],
]

/** What of an entry is different in the next version, a line each, for a person to read: `共享类型：有条件共享 → 不予共享`. */
export function differences(before: ResourceEntry, after: ResourceEntry): string[] {
  const lines = MEMBERS.flatMap(([member, title, list]) => changed(title, before[member], after[member], list))
  const was = new Map(before.items.map((item) => [item.item, item]))
  const is = new Set(after.items.map(({ item }) => item))
  const items = after.items.flatMap((item) => {
    const known = was.get(item.item)
    if (known === undefined) return [`新增信息项：${item.title}（${item.item}）`]
    return ITEM_MEMBERS.flatMap(([member, title, list]) => changed(`信息项 ${item.item} 的${title}`, known[member], item[member], list))
  })
  const gone = before.items.filter(({ item }) => !is.has(item)).map(({ title, item }) => `删除信息项：${title}（${item}）`)
  const moved = items.length + gone.length === 0 && before.items.some(({ item }, at) => after.items[at]?.item !== item) ? ['信息项顺序调整'] : []
  return [...(after.withdrawn === true && before.withdrawn !== true ? ['停用'] : []), ...lines, ...items, ...gone, ...moved]
}

type Value = string | boolean | null | readonly string[]

function changed(title: string, before: Value, after: Value, list: CodeList | undefined): string[] {
  const [was, is] = [told(before, list), told(after, list)]
  return was === is ? [] : [`${title}：${was} → ${is}`]
}

function told(value: Value, list: CodeList = {}): string {
  const values = typeof value === 'object' && value !== null ? value : [value]
  const names = values.map((each) => (each === null ? '（空）' : (named(list, String(each))?.name ?? '')))
  return names.length === 0 ? '（空）' : names.join('、')
}
