import { type DocumentNode, type ExecutionResult, print } from 'graphql'
import type { AccessPlan } from '#platform/access'
import type { Clock } from '#platform/clock'
import { ContractItems, readContract } from '#platform/contract'
import type { HopFailure, Log } from '#platform/log'
import type { PlanSigner } from '#platform/plan/token'
import { type AskedLibrary, contractSchema } from '#platform/subgraph'
import { membersOf, readData, WrongAnswer } from './remote/data.ts'
import { everywhere, readErrors } from './remote/errors.ts'
import { type Asked, askedBy } from './remote/fields.ts'

/** What asking a library on another host needs. */
export interface RemoteOptions {
  readonly name: string
  /** Where it answers, with its path. */
  readonly url: string
  readonly signer: PlanSigner
  readonly clock: Clock
  readonly log: Log
  /** How long one hop may take, in milliseconds. */
  readonly timeoutMs: number
  /** Told of every hop that failed, to be counted. */
  readonly failed?: (library: string, failure: HopFailure) => void
  /** A longer answer is refused, in bytes. */
  readonly answerMaxBytes?: number
}

/** A hundred boundaries of counties fit. */
const ANSWER_MAX_BYTES = 16_000_000

/** A hop that failed, by kind; what was received is not kept. */
class HopFailed extends Error {
  override name = 'HopFailed'
  readonly failure: HopFailure
  constructor(failure: HopFailure) {
    super(failure)
    this.failure = failure
  }
}

/**
 * A library on another host. Whatever goes wrong with it, and whatever it answers besides what its contract promises,
 * comes to the same: `LIBRARY_UNAVAILABLE` for what was asked of it, and a line in the log.
 */
export function remoteLibrary(options: RemoteOptions): AskedLibrary {
  const { name, clock, log } = options
  const contract = readContract(name)
  const schema = contractSchema(contract)
  const texts = new WeakMap<DocumentNode, string>()
  const textOf = (document: DocumentNode) => {
    const text = texts.get(document) ?? print(document)
    texts.set(document, text)
    return text
  }
  return {
    name,
    contract,
    items: new ContractItems(contract),
    open: (plan) => async (hop) => {
      const startedAt = clock.now()
      const asked = askedBy(hop, schema)
      const body = await options.signer.sign(name, { query: textOf(hop.document), variables: hop.variables ?? {} }, plan)
      try {
        return read(await post(body.text, options), asked, plan)
      } catch (error) {
        const failure = failureOf(error)
        log.hop({ library: name, failure, hop: body.id, durationMs: clock.now() - startedAt })
        options.failed?.(name, failure)
        return { data: null, errors: everywhere(asked, 'LIBRARY_UNAVAILABLE', 'the library cannot be asked at the moment') }
      }
    },
  }
}

function failureOf(error: unknown): HopFailure {
  if (error instanceof HopFailed) return error.failure
  if (error instanceof WrongAnswer || error instanceof RangeError) return 'wrong answer'
  return error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'unreachable'
}

async function post(body: string, { url, timeoutMs, answerMaxBytes = ANSWER_MAX_BYTES }: RemoteOptions): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', 'accept-encoding': 'identity' },
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  })
  if (response.status !== 200) {
    await response.body?.cancel()
    throw new HopFailed(response.status === 401 ? 'plan refused' : 'status')
  }
  return parsed(await textOf(response, answerMaxBytes))
}

async function textOf(response: Response, most: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length
    // Leaving the loop cancels the rest.
    if (size > most) throw new HopFailed('too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new HopFailed('no JSON')
  }
}

/** The answer as a library in this process would have given it. */
function read(given: unknown, asked: Asked, plan: AccessPlan): ExecutionResult {
  const { data, errors, extensions, ...others } = membersOf(given)
  if (Object.keys(others).length > 0) throw new WrongAnswer()
  const found = readErrors(asked, errors)
  const subjects = subjectsRead(extensions, plan)
  const result = data === null || data === undefined ? null : readData(asked, data)
  if (result === null && found.length === 0) throw new WrongAnswer()
  for (const subject of subjects) plan.read.add(subject)
  return { data: result, ...(found.length === 0 ? {} : { errors: found }) }
}

// The record names whose rows were read. A library cannot put anybody there whom the plan does not name.
function subjectsRead(extensions: unknown, plan: AccessPlan): string[] {
  const { read } = membersOf(extensions)
  if (!Array.isArray(read)) throw new WrongAnswer()
  if (!read.every((subject) => typeof subject === 'string' && plan.subjects.has(subject))) throw new WrongAnswer()
  return read as string[]
}
