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
  /** Whether the version takes the resource out of use. */
  readonly withdrawn?: true
}

/** An entry without its items, as far as a row of the table `resource` states it; what is left out has the default of its column. */
export type EntryRow = Pick<ResourceEntry, 'name' | 'provider' | 'format' | 'shareClass' | 'updateCycle' | 'open'> & {
  readonly [Name in Exclude<keyof ResourceEntry, 'items' | 'withdrawn'>]?: ResourceEntry[Name] | undefined
}

/** An item as a row of the table `resource_item` states it. */
export type EntryItemRow = Pick<EntryItem, 'item' | 'title' | 'dataType' | 'share' | 'dataClass' | 'mask' | 'open'> & {
  readonly description?: string | null | undefined
  readonly withheldBasis?: string | null | undefined
}

/** The entry that rows state. Its members stand in one order, so that equal entries are equal texts. */
export function entryOf(row: EntryRow, items: readonly EntryItemRow[]): ResourceEntry {
  return {
    kind: row.kind ?? 'ITEMS',
    name: row.name,
    provider: row.provider,
    summary: row.summary ?? null,
    format: row.format,
    shareClass: row.shareClass,
    shareCondition: row.shareCondition ?? null,
    withheldBasis: row.withheldBasis ?? null,
    updateCycle: row.updateCycle,
    open: row.open,
    openCondition: row.openCondition ?? null,
    shareMethods: row.shareMethods ?? ['3'],
    related: row.related ?? [],
    grade: row.grade ?? '1',
    system: row.system ?? null,
    office: row.office ?? null,
    matters: row.matters ?? [],
    items: items.map(({ item, title, dataType, description = null, share, withheldBasis = null, dataClass, mask, open }) =>
      ({ item, title, dataType, description, share, withheldBasis, dataClass, mask, open })),
  }
}

/** An item as its contract proposes it to the catalogue. */
export function entryItemOf({ coordinate, title, dataType, description, share, basis, class: dataClass, mask, open }: ContractItem): EntryItem {
  return { item: coordinate, title, dataType, description, share, withheldBasis: basis, dataClass, mask, open }
}
