import type { CaseState } from '../../subgraphs/cases/domain/codes.ts'
import { wayTo } from '../../subgraphs/cases/domain/moves.ts'
import { addWorkingDays } from '../../subgraphs/cases/domain/working-days.ts'
import { addDays, at as instantOf, REFERENCE_DAY } from '../calendar.ts'
import type { Random } from '../random.ts'

/** When a case came into a state. */
export interface Moment {
  readonly state: CaseState
  readonly at: Date
  /** The day of it at the hub's place. */
  readonly day: string
}

/** How often a case stands in a state on the reference day; out of 100. */
const STATES: readonly (readonly [CaseState, number])[] = [
  ['51', 58], ['50', 16], ['41', 1], ['40', 1], ['21', 4], ['90', 5], ['92', 1], ['91', 1], ['10', 2], ['11', 2], ['20', 1], ['30', 6], ['31', 2],
]
const OPEN: ReadonlySet<CaseState> = new Set(['10', '11', '20', '30', '31', '40', '41'])

/** A state out of all that the cases library knows. */
export function stateFor(random: Random): CaseState {
  let left = random.int(1, 100)
  for (const [state, share] of STATES) {
    left -= share
    if (left <= 0) return state
  }
  return '51'
}

/** Whether a case in this state is still being handled. */
export const isUnderWay = (state: CaseState) => OPEN.has(state)

/** Working days that a case waits before it comes into a state. */
function waitFor(state: CaseState, promisedDays: number, random: Random): number {
  if (state === '20' || state === '50') return random.int(0, 2)
  if (state === '30') return 0
  // One decision in twenty comes too late.
  if (state === '40' || state === '41') return random.chance(0.05) ? promisedDays + random.int(1, 5) : random.int(1, promisedDays)
  return random.int(1, state === '11' || state === '31' || state === '51' ? 3 : 5)
}

const MINUTES_BETWEEN = 25

/**
 * The moments of a case up to the state in which it stands on the reference day: those of the shortest way there, each on
 * a working day, none of them later than that day.
 *
 * @param promisedDays working days that the agency takes for a decision
 */
export function timeline(state: CaseState, promisedDays: number, random: Random): Moment[] {
  // Nothing but the correction of a record leads to 91.
  const way = wayTo(state) ?? [...(wayTo('50') ?? []), state]
  const daysAgo = isUnderWay(state) ? random.int(1, 2 + Math.ceil(promisedDays / 2)) : random.int(90, 500)
  let day = addWorkingDays(addDays(REFERENCE_DAY, -daysAgo), 0)
  return way.map((each, place) => {
    if (place > 0) day = addWorkingDays(day, waitFor(each, promisedDays, random))
    if (day > REFERENCE_DAY) day = REFERENCE_DAY
    const minutes = 9 * 60 + 5 + place * MINUTES_BETWEEN
    const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}:00`
    return { state: each, day, at: new Date(instantOf(day, time)) }
  })
}
