import type { AccessExplanation } from '../../subgraphs/catalogue/index.ts'
import type { Operation } from '../operation.ts'
import type { Desk } from '../questions.ts'
import type { Decided } from './decided.ts'
import { type Entry, itemAccesses, reasonTold } from './item-access.ts'

/** What a decision comes to, in words. */
export function toldOf(decided: Decided, entries: readonly Entry[], operation: Operation, { programs }: Pick<Desk, 'programs'>): Pick<AccessExplanation, 'outcome' | 'items' | 'refusals' | 'plan'> {
  const { facts, decision: { kept, refusals } } = decided
  return {
    outcome: refusals.length === 0 ? 'ANSWERED' : kept.length === 0 ? 'REFUSED' : 'PARTIAL',
    items: itemAccesses(entries, decided),
    refusals: refusals.map(({ path, coordinate, reason }) => ({ path: path.join('.'), coordinate, refusal: reasonTold(reason, coordinate, facts) })),
    plan: programs.hops(kept, operation),
  }
}
