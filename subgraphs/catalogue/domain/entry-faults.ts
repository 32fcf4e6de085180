import type { ContractItem, DataClass, ShareClass } from '#platform/contract'
import type { InputFault } from '#platform/errors'
import type { Mask } from '#platform/masks'
import * as codes from './codes.ts'
import type { EntryItem, ResourceEntry } from './entries.ts'

const TEXT_MAX = 2_000
const NAME_MAX = 200
const LIST_MAX = 100
const ITEMS_MAX = 1_000

/** Where a part of an entry stands in what was sent, and one thing that is wrong with it. */
export type Place = keyof ResourceEntry | `items[${number}]` | `items[${number}].${keyof EntryItem}`

export interface EntryFault extends Omit<InputFault, 'argument'> {
  readonly place: Place
}

const fault = (place: Place, check: string, en: string, zh: string): EntryFault => ({ place, check, en, zh })

/**
 * Everything that is wrong with an entry, all at once.
 *
 * @param contract items that the contract proposes for the resource; empty where its items are columns elsewhere
 */
export function entryFaults(entry: ResourceEntry, contract: readonly ContractItem[]): EntryFault[] {
  return [...textFaults(entry), ...codeFaults(entry), ...sharingFaults(entry), ...itemsFaults(entry, contract)]
}

function textFaults(entry: ResourceEntry): EntryFault[] {
  const bounds = { name: NAME_MAX, summary: TEXT_MAX, shareCondition: TEXT_MAX, withheldBasis: TEXT_MAX, openCondition: TEXT_MAX, system: NAME_MAX, office: NAME_MAX } as const
  const long = (Object.keys(bounds) as (keyof typeof bounds)[]).filter((member) => [...(entry[member] ?? '')].length > bounds[member])
  return [
    ...(entry.name.trim() === '' ? [fault('name', 'NAME_MISSING', 'a resource needs a name', '信息资源名称必填')] : []),
    ...long.map((member) => fault(member, 'TOO_LONG', `longer than ${bounds[member]} characters`, `超过 ${bounds[member]} 个字符`)),
    ...(['shareMethods', 'related', 'matters'] as const).filter((member) => entry[member].length > LIST_MAX)
      .map((member) => fault(member, 'TOO_MANY', `more than ${LIST_MAX} values`, `超过 ${LIST_MAX} 个`)),
  ]
}

function codeFaults(entry: ResourceEntry): EntryFault[] {
  const unknown = (place: Place, known: boolean) => (known ? [] : [fault(place, 'UNKNOWN_CODE', 'not in the list of codes', '代码不在代码表中')])
  const methods = new Set(entry.shareMethods)
  return [
    ...unknown('format', Object.hasOwn(codes.formats, entry.format)),
    ...unknown('updateCycle', Object.hasOwn(codes.updateCycles, entry.updateCycle)),
    ...unknown('grade', Object.hasOwn(codes.grades, entry.grade)),
    ...unknown('shareMethods', methods.size > 0 && methods.size === entry.shareMethods.length && [...methods].every((each) => Object.hasOwn(codes.shareMethods, each))),
  ]
}

function sharingFaults({ shareClass, shareCondition, withheldBasis, open, openCondition, items }: ResourceEntry): EntryFault[] {
  return [
    ...(shareClass === 'CONDITIONAL' && blank(shareCondition)
      ? [fault('shareCondition', 'CONDITION_MISSING', 'a conditional resource needs its condition', '有条件共享须列明共享条件')] : []),
    ...(shareClass === 'WITHHELD' ? basisFaults('withheldBasis', withheldBasis) : []),
    ...(open && shareClass !== 'UNCONDITIONAL' ? [fault('open', 'OPEN_BUT_CONDITIONAL', 'only what is shared unconditionally can be open', '向社会开放的须为无条件共享')] : []),
    ...(open && !items.some((item) => item.open) ? [fault('open', 'NO_OPEN_ITEM', 'no item of it is open', '没有向社会开放的信息项')] : []),
    ...(!open && !blank(openCondition) ? [fault('openCondition', 'NOT_OPEN', 'only an open resource has a condition of openness', '未向社会开放的不填开放条件')] : []),
  ]
}

const blank = (text: string | null) => text === null || text.trim() === ''

/** 政务数据共享条例 lets only a law (法律), an administrative regulation (行政法规) or a decision of the State Council keep data from being shared. */
const LEGAL_BASIS = /(?:(?<!办)法|条例)(?=第|和|及|\P{Script=Han}|$)|国务院.*(?:决定|令)|国[发令]〔/u

function basisFaults(place: Place, basis: string | null): EntryFault[] {
  if (blank(basis)) return [fault(place, 'BASIS_MISSING', 'what is withheld needs its legal basis', '不予共享须列明依据')]
  if (LEGAL_BASIS.test(basis ?? '')) return []
  return [fault(place, 'BASIS_NOT_LAW', 'the basis must be a law, an administrative regulation or a decision of the State Council', '依据须为法律、行政法规或者国务院决定')]
}

const OPENNESS: readonly ShareClass[] = ['UNCONDITIONAL', 'CONDITIONAL', 'WITHHELD']
const SENSITIVITY = Object.keys(codes.dataClasses) as DataClass[]

function itemsFaults(entry: ResourceEntry, contract: readonly ContractItem[]): EntryFault[] {
  if (entry.items.length === 0) return [fault('items', 'NO_ITEMS', 'a resource needs at least one item', '至少须有一个信息项')]
  if (entry.items.length > ITEMS_MAX) return [fault('items', 'TOO_MANY', `more than ${ITEMS_MAX} items`, `信息项超过 ${ITEMS_MAX} 个`)]
  const known = new Map(contract.map((item) => [item.coordinate, item]))
  const seen = new Set<string>()
  return entry.items.flatMap((item, at) => {
    const twice = seen.has(item.item)
    seen.add(item.item)
    const faults = [...(twice ? [fault(`items[${at}].item`, 'TWICE', 'the item stands here twice', '信息项重复')] : []), ...itemFaults(entry, item, at)]
    if (entry.kind !== 'ITEMS') return [...faults, ...columnFaults(item, at)]
    const stated = known.get(item.item)
    if (stated === undefined) return [...faults, fault(`items[${at}].item`, 'UNKNOWN_ITEM', 'the contract has no such item in this resource', '接口契约中该资源没有此信息项')]
    return [...faults, ...weakened(item, stated, at)]
  })
}

function itemFaults(entry: ResourceEntry, item: EntryItem, at: number): EntryFault[] {
  const freer = OPENNESS.indexOf(item.share) < OPENNESS.indexOf(entry.shareClass)
  const long = [item.title, item.item].some((text) => [...text].length > NAME_MAX) || [...(item.description ?? '')].length > TEXT_MAX
  return [
    ...(blank(item.title) || blank(item.item) ? [fault(`items[${at}].title`, 'NAME_MISSING', 'an item needs its names', '信息项名称必填')] : []),
    ...(long ? [fault(`items[${at}]`, 'TOO_LONG', 'a text of the item is too long', '信息项文字过长')] : []),
    ...(freer ? [fault(`items[${at}].share`, 'FREER_THAN_RESOURCE', 'an item cannot be shared more freely than its resource', '信息项的共享类型不得宽于所属资源')] : []),
    ...(item.share === 'WITHHELD' ? basisFaults(`items[${at}].withheldBasis`, item.withheldBasis) : []),
    ...(item.open && (item.dataClass !== 'PUBLIC' || item.share !== 'UNCONDITIONAL')
      ? [fault(`items[${at}].open`, 'OPEN_BUT_CLOSED', 'only a public item that is shared unconditionally can be open', '向社会开放的信息项须为公开级别、无条件共享')] : []),
  ]
}

// What stands elsewhere is described by its provider alone, in the types that the guide knows. Named like a coordinate it could
// be taken for one in a grant.
function columnFaults(item: EntryItem, at: number): EntryFault[] {
  return [
    ...(Object.hasOwn(codes.dataTypes, item.dataType) ? [] : [fault(`items[${at}].dataType`, 'UNKNOWN_CODE', 'not in the list of codes', '代码不在代码表中')]),
    ...(/[.@]/.test(item.item) ? [fault(`items[${at}].item`, 'NAME_RESERVED', 'a point or an at sign stands in names of the hub alone', '名称不得含有“.”或“@”')] : []),
  ]
}

function weakened(item: EntryItem, stated: ContractItem, at: number): EntryFault[] {
  const less = SENSITIVITY.indexOf(item.dataClass) < SENSITIVITY.indexOf(stated.class)
  return [
    ...(less ? [fault(`items[${at}].dataClass`, 'CLASS_WEAKER', 'the contract classes the item as more sensitive', '敏感级别低于接口契约')] : []),
    ...(isWeaker(item.mask, stated.mask) ? [fault(`items[${at}].mask`, 'MASK_WEAKER', 'the mask shows what that of the contract hides', '掩码规则弱于接口契约')] : []),
    ...(item.open && !stated.open ? [fault(`items[${at}].open`, 'NOT_OPEN_IN_CONTRACT', 'the contract does not open the item', '接口契约未将该信息项列为开放')] : []),
  ]
}

/** Only no masked form at all is stricter than the contract's own. */
function isWeaker(mask: Mask, stated: Mask): boolean {
  return mask !== stated && mask !== 'NONE' && mask !== 'DROP'
}
