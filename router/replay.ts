import { type Clock, today } from '#platform/clock'
import type { Database } from '#platform/db'
import { recordedDecisions } from '../subgraphs/audit/index.ts'
import { openApi } from './api.ts'
import type { Basis, Circumstances } from './decision/basis.ts'
import { differences, replay } from './decision/replay.ts'

/** What came of taking a decision again. */
export interface Replayed {
  /** Versions of the hub that decided then, and that decides now. */
  readonly then: string
  readonly now: string
  readonly released: readonly string[]
  readonly refused: readonly string[]
  readonly grants: readonly string[]
  /** What differs, in words; empty where the decision is the same. */
  readonly differences: readonly string[]
}

/** Takes decisions of the record again, out of nothing but the record and the contract. `null` where there is no such entry, or it holds no decision. */
export function openReplayer(db: Database, clock: Clock): (entry: string) => Promise<Replayed | null> {
  const { schema, items, policyVersion } = openApi(clock)
  const recorded = recordedDecisions(db)
  return async (id) => {
    const entry = await recorded.of(id)
    if (entry === undefined || entry.basis === null) return null
    const circumstances = (entry.circumstances ?? {}) as Circumstances
    const decision = replay({ ...entry, day: today({ now: () => entry.at.getTime() }) }, JSON.parse(entry.basis) as Basis, circumstances, { schema, items })
    const { released, refused, grants } = entry
    return { then: entry.policyVersion, now: policyVersion, released, refused, grants, differences: differences(entry, decision, circumstances) }
  }
}
