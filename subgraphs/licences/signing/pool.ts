import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { projectFile } from '#platform/files'
import type { KeyCheck, SigningResult, SigningTask } from './worker.ts'

/** Messages in one task at most, so that a batch keeps nobody waiting for long. */
const TASK_MAX = 64

interface Waiting {
  readonly resolve: (result: SigningResult) => void
  readonly reject: (error: Error) => void
}

interface Slot {
  readonly worker: Worker
  readonly waiting: Map<number, Waiting>
}

/** A key file cannot sign. Says which check failed and nothing of what the file holds. */
export class KeyFault extends Error {
  override name = 'KeyFault'
  readonly check: KeyCheck
  constructor(check: KeyCheck) {
    super(`an issuer’s key cannot sign: ${check}`)
    this.check = check
  }
}

/** Threads that sign, as many as there are cores; each is started when it is first needed and again after it died. */
export class SigningPool {
  readonly #slots: (Slot | undefined)[]
  #count = 0

  constructor(threads = availableParallelism()) {
    this.#slots = new Array<Slot | undefined>(threads).fill(undefined)
  }

  /**
   * Signs with the key of a file, which is read in the threads alone.
   *
   * @param publicKey the key's other half, PEM; a file with any other key is not used
   * @throws KeyFault where the file has no such key, Error where a thread died; nothing is signed then
   */
  async sign(file: string, publicKey: string, messages: readonly Buffer[]): Promise<Buffer[]> {
    const size = Math.max(1, Math.min(TASK_MAX, Math.ceil(messages.length / this.#slots.length)))
    const parts = Array.from({ length: Math.max(1, Math.ceil(messages.length / size)) }, (_, at) => messages.slice(at * size, (at + 1) * size))
    const results = await Promise.all(parts.map((part) => this.#run({ file, publicKey, messages: part })))
    return results.flatMap((result) => {
      if ('check' in result) throw new KeyFault(result.check)
      return result.signatures.map((signature) => Buffer.from(signature))
    })
  }

  async close(): Promise<void> {
    await Promise.all(this.#slots.flatMap((slot) => (slot === undefined ? [] : [slot.worker.terminate()])))
  }

  #run(task: Omit<SigningTask, 'id'>): Promise<SigningResult> {
    const { worker, waiting } = this.#leastBusy()
    const id = this.#count++
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject })
      worker.ref()
      worker.postMessage({ ...task, id })
    })
  }

  #leastBusy(): Slot {
    const busy = this.#slots.map((slot) => slot?.waiting.size ?? 0)
    const at = busy.indexOf(Math.min(...busy))
    return this.#slots[at] ?? this.#started(at)
  }

  #started(at: number): Slot {
    // Its own options, since those of this process are not for it.
    const slot: Slot = { worker: new Worker(workerFile(), { execArgv: [], env: {} }), waiting: new Map() }
    this.#slots[at] = slot
    const { worker, waiting } = slot
    worker.unref()
    worker.on('message', (result: SigningResult) => {
      waiting.get(result.id)?.resolve(result)
      waiting.delete(result.id)
      if (waiting.size === 0) worker.unref()
    })
    const ended = () => {
      if (this.#slots[at] === slot) this.#slots[at] = undefined
      for (const { reject } of waiting.values()) reject(new Error('a signing thread has ended'))
      waiting.clear()
    }
    worker.on('error', ended).on('exit', ended)
    return slot
  }
}

/** What a thread runs is compiled; under a test, which reads the sources, it is what was built beforehand. */
function workerFile(): URL {
  return import.meta.url.endsWith('.ts') ? projectFile('dist', 'subgraphs', 'licences', 'signing', 'worker.js') : new URL('./worker.js', import.meta.url)
}
