import { Worker } from 'node:worker_threads'
import { hubError } from '#platform/errors'
import { projectFile } from '#platform/files'
import type { PrintCheck } from './faults.ts'
import type { CopyToPrint, Printer } from './printer.ts'
import { readTemplates } from './templates.ts'
import { told } from './told.ts'

export interface ThreadSettings {
  /** Folder of the hub's own templates; those that come with it where it is left out. */
  readonly templates?: string
}

/** What a thread answers. */
export type Printed =
  | { readonly pdf: Uint8Array }
  | { readonly check: PrintCheck; readonly where: string; readonly licence: number | null }
  | { readonly failed: true }

export interface PrinterOptions extends ThreadSettings {
  /** Threads at most; each is started when it is first needed, and holds the font: about 60 MB. */
  readonly threads?: number
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

/**
 * Opens a printer whose threads print copies, one each at a time. A thread that dies or takes too long fails its copy alone, and the next copy
 * starts another.
 *
 * @throws StartFault where the list of the hub's own templates cannot be read
 */
export function openPrinter(options: PrinterOptions = {}): Printer {
  if (options.templates !== undefined) readTemplates(options.templates)
  return new Pool(options)
}

class Pool implements Printer {
  readonly #options: Required<Omit<PrinterOptions, 'templates'>> & ThreadSettings
  readonly #idle: Worker[] = []
  readonly #busy = new Map<Worker, Job>()
  readonly #waiting: Job[] = []
  #closed: (() => void) | undefined
  #closing = false

  constructor({ threads = 2, queue = 200, deadlineMs = 10_000, program, ...settings }: PrinterOptions) {
    this.#options = { threads, queue, deadlineMs, program: program ?? projectFile('dist', 'subgraphs', 'licences', 'printing', 'thread.js'), ...settings }
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
    await Promise.all(this.#idle.splice(0).map((thread) => thread.terminate()))
  }

  #next(): void {
    if (this.#busy.size + this.#waiting.length === 0) this.#closed?.()
    if (this.#waiting.length === 0 || this.#busy.size >= this.#options.threads) return
    const job = this.#waiting.shift() as Job
    const thread = this.#idle.pop() ?? this.#started()
    clearTimeout(job.late)
    job.late = setTimeout(() => this.#lost(thread, 'the copy took too long to print'), this.#options.deadlineMs)
    this.#busy.set(thread, job)
    thread.ref()
    thread.postMessage(job.copy)
  }

  #started(): Worker {
    const { program, templates } = this.#options
    const workerData: ThreadSettings = templates === undefined ? {} : { templates }
    // It needs nothing of how this process was started, and no secret of its environment.
    const thread = new Worker(program, { workerData, execArgv: [], env: {}, resourceLimits: { maxOldGenerationSizeMb: MEMORY_MOST_MB } })
    thread.on('message', (answer: Printed) => this.#answered(thread, answer))
    // What a thread dies of may quote a value.
    thread.on('error', () => this.#lost(thread, 'the copy could not be printed'))
    thread.on('exit', () => this.#lost(thread, 'the copy could not be printed'))
    return thread
  }

  #answered(thread: Worker, answer: Printed): void {
    const job = this.#busy.get(thread)
    if (job === undefined) return
    this.#busy.delete(thread)
    this.#idle.push(thread)
    // A thread that has nothing to do keeps no process alive.
    thread.unref()
    clearTimeout(job.late)
    if ('pdf' in answer) job.resolve(answer.pdf)
    else job.reject('failed' in answer ? unavailable('the copy could not be printed') : told(answer, job.copy))
    this.#next()
  }

  #lost(thread: Worker, why: string): void {
    const job = this.#busy.get(thread)
    this.#busy.delete(thread)
    if (this.#idle.includes(thread)) this.#idle.splice(this.#idle.indexOf(thread), 1)
    void thread.terminate()
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
