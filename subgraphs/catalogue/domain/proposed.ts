import type { ContractItem } from '#platform/contract'
import { entryItemOf, entryOf, type ResourceEntry } from './entries.ts'

const TITLES_SHOWN = 3

/** Sharing classes from the freest; a resource has that of its freest item. */
const FREEST = ['UNCONDITIONAL', 'CONDITIONAL', 'WITHHELD'] as const

/** The entry that a contract proposes for a resource which no agency has entered: nobody's, and lacking what only an agency knows. */
export function proposedEntry(items: readonly ContractItem[]): ResourceEntry {
  const shareClass = FREEST.find((share) => items.some((item) => item.share === share)) ?? 'CONDITIONAL'
  return entryOf({
    name: `${items.slice(0, TITLES_SHOWN).map(({ title }) => title).join('、')}等信息`,
    provider: '',
    format: '7',
    shareClass,
    withheldBasis: shareClass === 'WITHHELD' ? (items.find(({ basis }) => basis !== null)?.basis ?? null) : null,
    updateCycle: '9',
    open: false,
    grade: items.some(({ personal }) => personal) ? '2' : '1',
  }, items.map(entryItemOf))
}
