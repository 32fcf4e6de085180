import type { CaseState } from './codes.ts'

/**
 * Which state may follow which. 11 → 90 is also the end of a case whose missing papers never came. What ended before it
 * was accepted, and 作废 91, has no move that leads on; 91 is reached by correcting a record, not by handling a case.
 */
const MOVES: Readonly<Partial<Record<CaseState, readonly CaseState[]>>> = {
  '10': ['11', '20', '21', '90'],
  '11': ['10', '20', '90'],
  '20': ['30'],
  '30': ['31', '40', '41', '92'],
  '31': ['30'],
  '40': ['50'],
  '41': ['50'],
  '50': ['51'],
}

/** Whether a case may go from one state to another. Staying where it is is no move. */
export function mayMove(from: string, to: string): boolean {
  return movesFrom(from).some((state) => state === to)
}

/** States that may follow a state, none for an end or a state that the list does not know. */
export function movesFrom(state: string): readonly CaseState[] {
  return Object.hasOwn(MOVES, state) ? (MOVES[state as CaseState] ?? []) : []
}

/**
 * States that a case has been in when it is in `state`, from 10 on, on the shortest way; `null` where no way leads
 * there, as to 91.
 */
export function wayTo(state: CaseState): readonly CaseState[] | null {
  const ways: CaseState[][] = [['10']]
  const seen = new Set<CaseState>(['10'])
  for (const way of ways) {
    const last = way.at(-1) as CaseState
    if (last === state) return way
    for (const next of movesFrom(last)) {
      if (seen.has(next)) continue
      seen.add(next)
      ways.push([...way, next])
    }
  }
  return null
}
