import type { ContractItem, DataClass, ShareClass } from '#platform/contract'
import type { Mask } from '#platform/masks'

/** One item of an entry (信息项). */
export interface EntryItem {
  readonly item: string
  readonly title: string
  readonly dataType: string
  readonly description: string | null
  readonly share: ShareClass
  readonly withheldBasis: string | null
  readonly dataClass: DataClass
  readonly mask: Mask
  readonly open: boolean
}

/** An entry of the catalogue as a version of it states it, in the columns of 编制指南 (发改高技术〔2017〕1272号). */
export interface ResourceEntry {
  readonly kind: 'ITEMS' | 'TABLE' | 'FILE' | 'INTERFACE'
  readonly name: string
  readonly provider: string
  readonly summary: string | null
  readonly format: string
  readonly shareClass: ShareClass
  readonly shareCondition: string | null
  readonly withheldBasis: string | null
  readonly updateCycle: string
  readonly open: boolean
  readonly openCondition: string | null
  readonly shareMethods: readonly string[]
  readonly related: readonly string[]
  readonly grade: string
  readonly system: string | null
  readonly office: string | null
  readonly matters: readonly string[]
  readonly items: readonly EntryItem[]
}

/** An item as its contract proposes it to the catalogue. */
export function entryItemOf({ coordinate, title, dataType, description, share, basis, class: dataClass, mask, open }: ContractItem): EntryItem {
  return { item: coordinate, title, dataType, description, share, withheldBasis: basis, dataClass, mask, open }
}
