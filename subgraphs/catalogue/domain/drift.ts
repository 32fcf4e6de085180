import type { ContractItem } from '#platform/contract'
import { type EntryItem, entryItemOf } from './entries.ts'

/** A difference between what a contract says of an item and what the catalogue has in its entry. */
export interface Drift {
  readonly item: string
  /** `MISSING`: the contract has it alone; `LOST`: the entry has it alone; otherwise the member that differs. */
  readonly kind: 'MISSING' | 'LOST' | 'TITLE' | 'DATA_TYPE' | 'MASK' | 'CLASS'
  readonly contract: string | null
  readonly entry: string | null
}

const MEMBERS = [['TITLE', 'title'], ['DATA_TYPE', 'dataType'], ['MASK', 'mask'], ['CLASS', 'dataClass']] as const

/** Kinds of drift (差异类型); the hub's own list. */
export const driftKinds = {
  MISSING: '目录缺少', LOST: '契约已无', TITLE: '名称不同', DATA_TYPE: '数据类型不同', MASK: '掩码规则不同', CLASS: '敏感级别不同',
} as const satisfies Record<Drift['kind'], string>

/** Everything in which an entry's items differ from the contract, in the order of the contract, what it lost at the end. */
export function driftOf(contract: readonly ContractItem[], items: readonly Pick<EntryItem, 'item' | 'title' | 'dataType' | 'mask' | 'dataClass'>[]): Drift[] {
  const entered = new Map(items.map((item) => [item.item, item]))
  const stated = new Set(contract.map(({ coordinate }) => coordinate))
  const differing = contract.map(entryItemOf).flatMap((proposed): Drift[] => {
    const entry = entered.get(proposed.item)
    if (entry === undefined) return [{ item: proposed.item, kind: 'MISSING', contract: proposed.title, entry: null }]
    return MEMBERS.filter(([, member]) => proposed[member] !== entry[member])
      .map(([kind, member]) => ({ item: proposed.item, kind, contract: proposed[member], entry: entry[member] }))
  })
  const lost = items.filter(({ item }) => !stated.has(item)).map(({ item, title }): Drift => ({ item, kind: 'LOST', contract: null, entry: title }))
  return [...differing, ...lost]
}
