import { setMaxListeners } from 'node:events'
import { AskerLeft, hubError } from '../errors.ts'
import type { Gate } from './gate.ts'

/** Whether anybody still waits for a statement, told to whoever runs it. */
export interface Interest {
  gone: boolean
  /** Is called when nobody waits any more. */
  whenGone: () => void
}

const DEADLINE_MS = 10_000

/**
 * Runs a task with a slot of the gate. Whoever asked is told at once that they have left, or after ten seconds that it takes
 * too long; the slot is given back when the task ends, or after those ten seconds.
 *
 * @param signal aborted when whoever asked has left
 * @throws LIBRARY_UNAVAILABLE when there is no slot in time or no answer, AskerLeft when nobody waits any more
 */
export async function withSlot<T>(gate: Gate, task: (interest: Interest) => Promise<T>, signal?: AbortSignal): Promise<T> {
  // Every statement of a question listens to the same signal, and Node warns of more than ten.
  if (signal !== undefined) setMaxListeners(0, signal)
  await gate.enter(signal)
  const interest: Interest = { gone: false, whenGone: () => {} }
  return new Promise<T>((resolve, reject) => {
    const giveUp = (error: Error) => {
      if (interest.gone) return
      interest.gone = true
      reject(error)
      interest.whenGone()
    }
    const left = () => giveUp(new AskerLeft())
    let held = true
    const leave = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', left)
      if (held) gate.leave()
      held = false
    }
    const timer = setTimeout(() => {
      leave()
      giveUp(hubError('LIBRARY_UNAVAILABLE', 'the database did not answer in time'))
    }, DEADLINE_MS)
    signal?.addEventListener('abort', left)
    task(interest).finally(leave).then(resolve, reject)
  })
}
