import type { Clock } from '#platform/clock'
import type { Log } from '#platform/log'
import type { ForgetSome } from '../subgraphs/catalogue/index.ts'
import { Rounds } from './rounds.ts'

const EVERY_MS = 6 * 3_600_000
const DAY_MS = 86_400_000

/** What keeping notices for a time takes. */
export interface NoticeDesk {
  /** How many days a notice is kept. */
  readonly keptDays: number
  /** Deletes old sendings to webhooks. */
  readonly attempts: ForgetSome
  /** Deletes old notices. */
  readonly notices: ForgetSome
}

/** Deletes notices whose time is over, and what was sent of them, behind all answers. */
export const noticeKeeper = ({ keptDays, attempts, notices }: NoticeDesk, clock: Clock, log: Log): Rounds =>
  new Rounds({ name: 'notices', everyMs: EVERY_MS, log }, async (ending) => {
    const before = new Date(clock.now() - keptDays * DAY_MS)
    for (const forget of [attempts, notices]) {
      for (let after: number | null = 0; after !== null && !ending.aborted;) after = await forget(before, after)
    }
  })
