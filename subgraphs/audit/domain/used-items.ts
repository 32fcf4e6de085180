import type { ContractItem } from '#platform/contract'

/** An item as somebody is told that it was used. */
export interface UsedItem {
  readonly coordinate: string
  readonly title: string
  /** `CLEAR`, `MASKED`, `VERIFY` or `REFUSED`. */
  readonly disclosure: string
}

/** A request as the record keeps it of one subject. */
interface RecordedUse {
  /** Whether nothing of the subject was read. */
  readonly attempt: boolean
  /** Everything that was asked for, each with what became of it. */
  readonly asked: readonly string[]
  /** Verdicts that were told. */
  readonly verdicts: readonly string[]
}

/**
 * What a request did with items, in words. What everybody may read is left out. Of somebody who was not read an item was at most
 * compared, whatever was released of others; which verdict was told stays with the agency.
 */
export function usedItems({ attempt, asked, verdicts }: RecordedUse, itemOf: (coordinate: string) => ContractItem | undefined): UsedItem[] {
  const compared = new Set(verdicts.map((each) => each.replace(/=\w+$/, '')))
  const found = new Map<string, UsedItem>()
  for (const each of asked) {
    const [, coordinate = each, given = ''] = /^(.*)=(CLEAR|MASKED|VERIFY)$/.exec(each) ?? [undefined, each.replace(/=\w+$/, '')]
    const item = itemOf(coordinate)
    if (item === undefined || item.open || found.has(coordinate)) continue
    const disclosure = compared.has(coordinate) && (attempt || given === '') ? 'VERIFY' : attempt || given === '' ? 'REFUSED' : given
    found.set(coordinate, { coordinate, title: item.title, disclosure })
  }
  return [...found.values()]
}
