import { Worker } from 'node:worker_threads'
import { hubError } from '#platform/errors'
import { projectFile } from '#platform/files'
import type { PrintCheck } from './faults.ts'
import type { CopyToPrint, Printer } from './printer.ts'
import { told } from './told.ts'

export interface WorkerSettings {
  /** Folder of the hub's own templates; those that come with it where it is left out. */
  readonly templates?: string
}

/** What a worker answers. */
export type Printed =
  | { readonly pdf: Uint8Array }
  | { readonly check: PrintCheck; readonly where: string; readonly licence: number | null }
  | { readonly failed: true }

export interface PrinterOptions extends WorkerSettings {
  /** Threads at most; each is started when it is first needed, and holds the font: about 60 MB. */
  readonly workers?: number
  /** Copies that may wait; the next is refused. */
  readonly queue?: number
  /** How long a copy may take, and how long it may wait, in milliseconds. */
  readonly deadlineMs?: number
  /** The thread's module; another one only in tests. */
  readonly program?: URL
}

interface Job {
  readonly copy: CopyToPrint
  readonly resolve: (pdf: Uint8Array) => void
  readonly reject: (error: Error) => void
  late: NodeJS.Timeout
}

const MEMORY_MOST_MB = 256

/** Opens a printer whose threads print copies, one each at a time. A thread that dies or takes too long fails its copy alone, and the next copy starts another. */
export function openPrinter(options: PrinterOptions = {}): Printer {
  return new Pool(options)
}

class Pool implements Printer {
  readonly #options: Required<Omit<PrinterOptions, 'templates'>> & WorkerSettings
  readonly #idle: Worker[] = []
  readonly #busy = new Map<Worker, Job>()
  readonly #waiting: Job[] = []
  #closed: (() => void) | undefined
  #closing = false

  constructor({ workers = 2, queue = 200, deadlineMs = 10_000, program, ...settings }: PrinterOptions) {
    this.#options = { workers, queue, deadlineMs, program: program ?? projectFile('dist', 'subgraphs', 'licences', 'printing', 'worker.js'), ...settings }
  }

  print(copy: CopyToPrint): Promise<Uint8Array> {
    if (this.#closing) return Promise.reject(unavailable('copies are no longer printed: the library stops'))
    if (this.#waiting.length >= this.#options.queue) return Promise.reject(hubError('RATE_LIMITED', 'too many copies are being printed; try again shortly'))
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => this.#giveUp(job), this.#options.deadlineMs)
      const job: Job = { copy, resolve, reject, late }
      this.#waiting.push(job)
      this.#next()
    })
  }

  async close(): Promise<void> {
    this.#closing = true
    if (this.#busy.size + this.#waiting.length > 0) await new Promise<void>((resolve) => (this.#closed = resolve))
    await Promise.all(this.#idle.splice(0).map((worker) => worker.terminate()))
  }

  #next(): void {
    if (this.#busy.size + this.#waiting.length === 0) this.#closed?.()
    if (this.#waiting.length === 0 || this.#busy.size >= this.#options.workers) return
    const job = this.#waiting.shift() as Job
    const worker = this.#idle.pop() ?? this.#started()
    clearTimeout(job.late)
    job.late = setTimeout(() => this.#lost(worker, 'the copy took too long to print'), this.#options.deadlineMs)
    this.#busy.set(worker, job)
    worker.ref()
    worker.postMessage(job.copy)
  }

  #started(): Worker {
    const { program, templates } = this.#options
    const workerData: WorkerSettings = templates === undefined ? {} : { templates }
    // It needs nothing of how this process was started, and no secret of its environment.
    const worker = new Worker(program, { workerData, execArgv: [], env: {}, resourceLimits: { maxOldGenerationSizeMb: MEMORY_MOST_MB } })
    worker.on('message', (answer: Printed) => this.#answered(worker, answer))
    // What a thread dies of may quote a value.
    worker.on('error', () => this.#lost(worker, 'the copy could not be printed'))
    worker.on('exit', () => this.#lost(worker, 'the copy could not be printed'))
    return worker
  }

  #answered(worker: Worker, answer: Printed): void {
    const job = this.#busy.get(worker)
    if (job === undefined) return
    this.#busy.delete(worker)
    this.#idle.push(worker)
    // A thread that has nothing to do keeps no process alive.
    worker.unref()
    clearTimeout(job.late)
    if ('pdf' in answer) job.resolve(answer.pdf)
    else job.reject('failed' in answer ? unavailable('the copy could not be printed') : told(answer, job.copy))
    this.#next()
  }

  #lost(worker: Worker, why: string): void {
    const job = this.#busy.get(worker)
    this.#busy.delete(worker)
    if (this.#idle.includes(worker)) this.#idle.splice(this.#idle.indexOf(worker), 1)
    void worker.terminate()
    if (job === undefined) return
    clearTimeout(job.late)
    job.reject(unavailable(why))
    this.#next()
  }

  #giveUp(job: Job): void {
    this.#waiting.splice(this.#waiting.indexOf(job), 1)
    job.reject(unavailable('the copy waited too long to be printed'))
    this.#next()
  }
}

const unavailable = (why: string) => hubError('LIBRARY_UNAVAILABLE', why)
