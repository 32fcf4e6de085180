import { setMaxListeners } from 'node:events'
import { type DocumentNode, type ExecutionResult, print } from 'graphql'
import type { AccessPlan } from '#platform/access'
import type { Clock } from '#platform/clock'
import { ContractItems, readContract } from '#platform/contract'
import type { HopFailure, Log } from '#platform/log'
import type { PlanSigner } from '#platform/plan/token'
import { type Chance, systemChance } from '#platform/random'
import { type AskedLibrary, contractSchema, type Hop } from '#platform/subgraph'
import { readAnswer } from './remote/answer.ts'
import { Breaker, type BreakerState, type HopEnd } from './remote/breaker.ts'
import { WrongAnswer } from './remote/data.ts'
import { everywhere } from './remote/errors.ts'
import { type Asked, askedBy } from './remote/fields.ts'
import { HopFailed, openPool } from './remote/pool.ts'
import { Semaphore } from './remote/semaphore.ts'

/** Bounds of asking one library. */
export interface HopBounds {
  /** How long one hop may take, waiting for a connection included, in milliseconds. */
  readonly timeoutMs: number
  /** How many hops are under way at a time, each on a connection of its own. */
  readonly connections: number
  /** After so many failures in a row the library is left alone for a while. */
  readonly breakerFailures: number
}

export const HOP_BOUNDS: HopBounds = { timeoutMs: 5_000, connections: 32, breakerFailures: 5 }

/** What asking a library on another host needs. */
export interface RemoteOptions extends Partial<HopBounds> {
  readonly name: string
  /** Where it answers, with its path. */
  readonly url: string
  readonly signer: PlanSigner
  readonly clock: Clock
  readonly log: Log
  /** Parts the probes of several routers. */
  readonly chance?: Chance
  /** Told of every hop that failed, to be counted. */
  readonly failed?: (library: string, failure: HopFailure) => void
  /** A longer answer is refused, in bytes. */
  readonly answerMaxBytes?: number
}

/** A library on another host as the router asks it. */
export interface RemoteLibrary extends AskedLibrary {
  readonly breaker: { readonly state: BreakerState }
  /** Ends its connections; a hop under way ends without a word in the log. */
  stop(): Promise<void>
}

/** A hundred boundaries of counties fit. */
const ANSWER_MAX_BYTES = 16_000_000

/** Whoever would wait longer for a connection is told so at once, since then more is asked of the library than it can answer. */
const WAIT_MS = 1_000
const WAITING_MAX = 1_000

/** Even the longest is short: a library that is back must be noticed, and a probe costs one hop. */
const COOL_DOWN_MS = 2_000
const COOL_DOWN_MAX_MS = 10_000

/**
 * A library on another host. Whatever goes wrong with it, and whatever it answers besides what its contract promises,
 * comes to the same: `LIBRARY_UNAVAILABLE` for what was asked of it, and a line in the log. A hop is sent once and never
 * again, since its plan is good for one time.
 */
export function remoteLibrary(options: RemoteOptions): RemoteLibrary {
  const { name, url, signer, clock, log, failed = () => {}, chance = systemChance, answerMaxBytes = ANSWER_MAX_BYTES } = options
  const { timeoutMs, connections, breakerFailures } = { ...HOP_BOUNDS, ...options }
  const contract = readContract(name)
  const schema = contractSchema(contract)
  const textOf = textsOfDocuments()
  const pool = openPool({ url, connections, timeoutMs, answerMaxBytes })
  const semaphore = new Semaphore({ places: connections, waiting: WAITING_MAX, waitMs: WAIT_MS })
  const changed = (state: 'open' | 'closed') => log.breaker({ library: name, state })
  const breaker = new Breaker({ failures: breakerFailures, coolDownMs: COOL_DOWN_MS, coolDownMaxMs: COOL_DOWN_MAX_MS, clock, chance, changed })
  let stopped = false

  /** Sends a hop; `null` where it has no answer, which is told to log and metrics unless nobody waits for it. */
  async function send(hop: Hop, asked: Asked, plan: AccessPlan, gone: AbortSignal | undefined): Promise<ExecutionResult | null> {
    const tell = breaker.admit()
    if (tell === null) {
      failed(name, 'breaker open')
      return null
    }
    const startedAt = clock.now()
    const deadline = deadlineOf(timeoutMs, gone)
    let end: HopEnd = 'cancelled'
    let id: string | undefined
    try {
      const answer = await semaphore.within(deadline.signal, async () => {
        // Signed when its turn has come, since a plan lives for seconds.
        const body = await signer.sign(name, { query: textOf(hop.document), variables: hop.variables ?? {} }, plan)
        id = body.id
        return readAnswer(await pool.post(body.text, deadline.signal), asked, plan)
      })
      end = 'answered'
      return answer
    } catch (error) {
      if (gone?.aborted === true || stopped) return null
      const failure = failureOf(error)
      end = failure.end
      log.hop({ library: name, failure: failure.failure, ...(id === undefined ? {} : { hop: id }), durationMs: clock.now() - startedAt })
      failed(name, failure.failure)
      return null
    } finally {
      deadline.clear()
      tell(end)
    }
  }

  return {
    name,
    contract,
    items: new ContractItems(contract),
    breaker,
    open: (plan, gone) => async (hop) => {
      const asked = askedBy(hop, schema)
      const answer = gone?.aborted === true ? null : await send(hop, asked, plan, gone)
      return answer ?? { data: null, errors: everywhere(asked, 'LIBRARY_UNAVAILABLE', 'the library cannot be asked at the moment') }
    },
    stop() {
      stopped = true
      return pool.stop()
    },
  }
}

/** Writes documents as text, each once. */
function textsOfDocuments(): (document: DocumentNode) => string {
  const texts = new WeakMap<DocumentNode, string>()
  return (document) => {
    const text = texts.get(document) ?? print(document)
    texts.set(document, text)
    return text
  }
}

/** Aborted when the time is up or whoever asked has left. `AbortSignal.any` would do, but costs more and keeps its sources. */
function deadlineOf(ms: number, gone: AbortSignal | undefined): { readonly signal: AbortSignal; clear(): void } {
  const controller = new AbortController()
  const end = () => controller.abort()
  const timer = setTimeout(end, ms)
  // Every hop of a question listens to the same signal, and Node warns of more than ten.
  if (gone !== undefined) setMaxListeners(0, gone)
  gone?.addEventListener('abort', end, { once: true })
  return {
    signal: controller.signal,
    clear() {
      clearTimeout(timer)
      gone?.removeEventListener('abort', end)
    },
  }
}

/** @throws what is no failure of the library but of this process */
function failureOf(error: unknown): HopFailed {
  if (error instanceof HopFailed) return error
  if (error instanceof WrongAnswer || error instanceof RangeError) return new HopFailed('wrong answer')
  throw error
}
