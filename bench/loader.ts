import { load, post } from './load.ts'
import { quantile } from './statistics.ts'

/** What a loader is told to do: so many connections for so long, over requests that follow each other in turn. */
export interface LoadOrder {
  readonly port: number
  readonly connections: number
  readonly ms?: number
  /** Ends after so many answers instead. */
  readonly answers?: number
  readonly requests: readonly AskedRequest[]
}

export interface AskedRequest { readonly path: string; readonly headers?: Readonly<Record<string, string>>; readonly body: unknown }

/** Answers in all, the wall clock they took, and how long one waited, in milliseconds. */
export interface Loaded { readonly answers: number; readonly ms: number; readonly p50: number; readonly p99: number }

/** The process that makes the load, so that it may stay on another core than the server. */
async function loaded({ port, connections, ms = Number.POSITIVE_INFINITY, answers = Number.POSITIVE_INFINITY, requests }: LoadOrder): Promise<Loaded> {
  const ready = requests.map(({ path, headers, body }) => post(path, headers ?? {}, body))
  const { latencies, ...result } = await load({
    port, connections, request: (number) => ready[number % ready.length] as Buffer, more: (number, elapsed) => number < answers && elapsed < ms,
  })
  return { answers: result.answers, ms: result.ms, p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99) }
}

process.on('message', (order: LoadOrder) => {
  void loaded(order).then((value) => process.send?.({ value }), (error: unknown) => process.send?.({ error: String(error) }))
})
process.send?.({ value: 'ready' })
