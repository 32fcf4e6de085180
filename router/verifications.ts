import { setTimeout as wait } from 'node:timers/promises'
import type { Log } from '#platform/log'
import { Rounds } from './rounds.ts'

const EVERY_MS = 5_000

/** How verifications that auditors have asked for are taken and done. */
export interface VerificationDesk {
  /** Takes one; `null` where there is none. */
  readonly take: () => Promise<string | null>
  readonly verify: (id: string, rest: () => Promise<boolean>) => Promise<void>
}

/**
 * Verifies the record behind all answers, where an auditor has asked for it. It rests as long as it worked, since questions are answered by
 * the same process. What a process that goes down has begun, another begins anew.
 */
export const recordVerifier = ({ take, verify }: VerificationDesk, log: Log): Rounds =>
  new Rounds({ name: 'verifications', everyMs: EVERY_MS, log }, async (ending) => {
    while (!ending.aborted) {
      const id = await take()
      if (id === null) return
      let worked = performance.now()
      await verify(id, async () => {
        await wait(Math.min(performance.now() - worked, EVERY_MS))
        worked = performance.now()
        return !ending.aborted
      })
    }
  })
