import { type ExecutionResult, GraphQLError } from 'graphql'
import type { Clock } from '#platform/clock'
import type { HopFailure, Log } from '#platform/log'
import { type AskedLibrary, contractSchema } from '#platform/subgraph'
import { membersOf, readData, WrongAnswer } from './remote/data.ts'
import { everywhere, readErrors } from './remote/errors.ts'
import { type Asked, askedBy } from './remote/fields.ts'

/** What checking a library needs. */
export interface CheckedOptions {
  readonly clock: Clock
  readonly log: Log
  /** How long the library may take over one hop, in milliseconds. */
  readonly patienceMs?: number
}

/** Longer than the ten seconds after which a database is given up, and than a library on another host is waited for. */
const PATIENCE_MS = 15_000

class TooLate extends Error {
  override name = 'TooLate'
}

/**
 * A library whose every answer is measured by what was asked of it and made anew from that, so that nothing else of it gets
 * any further: no wrong type, no other place, no longer list, no member that nobody asked for. What does not fit, what is
 * thrown and what comes too late is `LIBRARY_UNAVAILABLE` for what was asked, and a line in the log; the others answer.
 * What ends because whoever asked has left is no failure.
 */
export function checked(library: AskedLibrary, { clock, log, patienceMs = PATIENCE_MS }: CheckedOptions): AskedLibrary {
  const schema = contractSchema(library.contract)
  const tell = (error: unknown, durationMs: number) => {
    const failure = failureOf(error)
    log.hop({ library: library.name, failure, durationMs })
    if (failure === 'thrown') log.fault('hop', error)
  }
  return {
    ...library,
    open(plan, signal) {
      let session: ReturnType<AskedLibrary['open']> | undefined
      return async (hop) => {
        const startedAt = clock.now()
        const asked = askedBy(hop, schema)
        try {
          session ??= library.open(plan, signal)
          return read(asked, await within(patienceMs, session(hop)))
        } catch (error) {
          if (signal?.aborted !== true) tell(error, clock.now() - startedAt)
          return { data: null, errors: everywhere(asked, 'LIBRARY_UNAVAILABLE', 'the library cannot be asked at the moment') }
        }
      }
    },
  }
}

function failureOf(error: unknown): HopFailure {
  if (error instanceof TooLate) return 'timeout'
  // Whoever answers with a tree too deep to be walked answers wrongly too.
  return error instanceof WrongAnswer || error instanceof RangeError ? 'wrong answer' : 'thrown'
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new TooLate()), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

function read(asked: Asked, given: unknown): ExecutionResult {
  const { data, errors } = membersOf(given)
  const found = errorsOf(asked, errors)
  const result = data === null || data === undefined ? null : readData(asked, data)
  if (result === null && found.length === 0) throw new WrongAnswer()
  return { data: result, ...(found.length === 0 ? {} : { errors: found }) }
}

// An error of graphql-js in this process keeps its cause, which the log tells by its place in the code.
function errorsOf(asked: Asked, given: unknown): GraphQLError[] {
  if (!Array.isArray(given)) return readErrors(asked, given)
  const own = given.map((each: unknown) => (each instanceof GraphQLError ? each : null))
  const found = readErrors(asked, given.map((each: unknown, at) => (own[at] ? placeOf(own[at]) : each)))
  return found.map((error, at) => own[at] ?? error)
}

function placeOf({ path }: GraphQLError) {
  return { message: '', ...(path === undefined ? {} : { path }), extensions: { code: 'INTERNAL_SERVER_ERROR' } }
}
