import type { ContractItem, DataClass, ShareClass } from '#platform/contract'
import type { Mask } from '#platform/masks'
import { type EntryItem, entryItemOf, entryOf, type ResourceEntry } from './entries.ts'

type Given<Value> = Value | null | undefined

/** Members of an entry as an edit gives them: left as they are where left out, and emptied by an empty text. */
export interface EntryEdit {
  readonly name?: Given<string>
  readonly summary?: Given<string>
  readonly format?: Given<string>
  readonly shareClass?: Given<ShareClass>
  readonly shareCondition?: Given<string>
  readonly withheldBasis?: Given<string>
  readonly updateCycle?: Given<string>
  readonly open?: Given<boolean>
  readonly openCondition?: Given<string>
  readonly shareMethods?: Given<readonly string[]>
  readonly related?: Given<readonly string[]>
  readonly grade?: Given<string>
  readonly system?: Given<string>
  readonly office?: Given<string>
  readonly matters?: Given<readonly string[]>
  /** All items of the entry in their order. */
  readonly items?: Given<readonly ItemEdit[]>
}

/** An item as an edit gives it: a coordinate of the contract or the name of a column, and what is to differ from what is known of it. */
export interface ItemEdit {
  readonly name: string
  readonly title?: Given<string>
  /** Of columns elsewhere; of an item of a contract the contract says it. */
  readonly dataType?: Given<string>
  readonly description?: Given<string>
  readonly shareClass?: Given<ShareClass>
  readonly withheldBasis?: Given<string>
  readonly dataClass?: Given<DataClass>
  readonly mask?: Given<Mask>
  readonly open?: Given<boolean>
}

/** The entry after an edit. What is wrong with it, `entryFaults` tells. */
export function edited(entry: ResourceEntry, edit: EntryEdit, contract: readonly ContractItem[]): ResourceEntry {
  const { items, ...members } = edit
  const changes = Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null && value !== undefined))
  const next = { ...entry, ...changes } as ResourceEntry
  const emptied = Object.fromEntries(OPTIONAL.map((member) => [member, next[member] === '' ? null : next[member]])) as Pick<ResourceEntry, (typeof OPTIONAL)[number]>
  const known = new Map([...contract.map(entryItemOf), ...entry.items].map((item) => [item.item, item]))
  const stated = new Map(contract.map((item) => [item.coordinate, entryItemOf(item)]))
  // The whole of it is written anew, so that an entry that was proposed for withdrawal is none when it is edited.
  return entryOf({ ...next, ...emptied }, (items ?? entry.items.map(asEdit)).map((item) => editedItem(known.get(item.name), item, stated.get(item.name))))
}

const OPTIONAL = ['summary', 'shareCondition', 'withheldBasis', 'openCondition', 'system', 'office'] as const

const asEdit = ({ item }: EntryItem): ItemEdit => ({ name: item })

const CLOSED = { share: 'CONDITIONAL', withheldBasis: null, dataClass: 'INTERNAL', mask: 'NONE', open: false } as const

function editedItem(known: EntryItem | undefined, edit: ItemEdit, stated: EntryItem | undefined): EntryItem {
  const before: EntryItem = known ?? { item: edit.name, title: '', dataType: '', description: null, ...CLOSED }
  const share = edit.shareClass ?? before.share
  const basis = edit.withheldBasis === '' ? null : (edit.withheldBasis ?? before.withheldBasis)
  const described = edit.description === '' ? null : (edit.description ?? before.description)
  return {
    item: edit.name,
    title: edit.title ?? before.title,
    dataType: stated?.dataType ?? edit.dataType ?? before.dataType,
    description: stated === undefined ? described : stated.description,
    share,
    withheldBasis: share === 'WITHHELD' ? basis : null,
    dataClass: edit.dataClass ?? before.dataClass,
    mask: edit.mask ?? before.mask,
    open: edit.open ?? before.open,
  }
}
