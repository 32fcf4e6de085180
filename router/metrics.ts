import cluster from 'node:cluster'
import { collectDefaultMetrics, Counter, Gauge, Histogram, type Metric, Registry } from 'prom-client'
import type { HopFailure } from '#platform/log'
import type { RecentlyUsed } from '#platform/lru'
import type { AttemptReason } from './attempts.ts'
import type { BreakerState } from './remote/breaker.ts'
import type { WatchUse } from './catalogue-watch.ts'
import type { DeliveryUse } from './webhooks/deliverer.ts'
import type { CheckpointUse } from './checkpoints.ts'
import { numbersOfAll } from './worker-metrics.ts'

/** The hub's numbers for Prometheus. Labels are few and fixed; nothing of a caller or a person is one. */
export interface Metrics {
  readonly registry: Registry
  /** The numbers as Prometheus reads them; where several workers share the port, of all of them. */
  text(): Promise<string>
  request(method: string, status: number, seconds: number): void
  /** A request without a valid token. Who sent it is nobody's label. */
  attempt(reason: AttemptReason): void
  /** A library on another host that did not answer as its contract says. */
  hopFailed(library: string, failure: HopFailure): void
  /** The breaker of a library on another host, looked at whenever the numbers are asked for. */
  breaker(library: string, state: () => BreakerState): void
  /** What is kept of questions: read operations, or programs. Looked at whenever the numbers are asked for. */
  kept(what: string, use: KeptUse): void
  /** How well the version of the catalogue is known, looked at whenever the numbers are asked for. */
  catalogue(watch: WatchUse): void
  /** How sending notices to webhooks goes, looked at whenever the numbers are asked for. Whose they are is nobody's label. */
  deliveries(use: DeliveryUse): void
  /** How well the record is anchored, looked at whenever the numbers are asked for. */
  checkpoints(use: CheckpointUse): void
  /** A copy that somebody had checked or fetched. Whose it is is nobody's label. */
  copy(what: CopyAsked, result: string): void
  ready(value: boolean): void
}

/** What is asked of a copy: whether its number or its file counts, or the file itself. */
export type CopyAsked = 'number' | 'file' | 'fetch'

/** How something that is kept is used: entries there, and how often one was asked for that was there or was not. */
export type KeptUse = Pick<RecentlyUsed<unknown>, 'size' | 'hits' | 'misses'>

const BREAKER_VALUES: Readonly<Record<BreakerState, number>> = { closed: 0, 'half-open': 1, open: 2 }

let watched: Registry | undefined

/** Numbers of the process itself, which is watched once however many hubs it holds: the library never ends such a watch, nor lets go of its registry. */
function numbersOfProcess(): Registry {
  if (watched === undefined) collectDefaultMetrics({ register: (watched = new Registry()) })
  return watched
}

export function openMetrics(): Metrics {
  const registry = new Registry()
  for (const { name } of numbersOfProcess().getMetricsAsArray()) registry.registerMetric(numbersOfProcess().getSingleMetric(name) as Metric)
  const registers = [registry]
  const requests = new Counter({ name: 'govshare_requests_total', help: 'GraphQL requests by HTTP status.', labelNames: ['method', 'status'], registers })
  const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]
  const seconds = new Histogram({ name: 'govshare_request_duration_seconds', help: 'Time from socket to answer.', buckets, registers })
  const attempts = new Counter({ name: 'govshare_attempts_total', help: 'Requests without a valid token.', labelNames: ['reason'], registers })
  const hopFailures = new Counter({ name: 'govshare_hop_failures_total', help: 'Hops to libraries on other hosts that failed.', labelNames: ['library', 'failure'], registers })
  const breakers = new Map<string, () => BreakerState>()
  new Gauge({
    name: 'govshare_library_breaker', help: 'Whether a library on another host is asked: 0 closed, 1 half-open, 2 open.', labelNames: ['library'], aggregator: 'max', registers,
    collect() {
      for (const [library, state] of breakers) this.set({ library }, BREAKER_VALUES[state()])
    },
  })
  const kept = keptNumbers(registers)
  const copies = new Counter({ name: 'govshare_copies_asked_total', help: 'Copies of licences that somebody had checked or fetched.', labelNames: ['what', 'result'], registers })
  const ready = new Gauge({ name: 'govshare_ready', help: '1 while the hub can answer.', aggregator: 'min', registers })
  return {
    registry,
    text: cluster.isWorker ? numbersOfAll(registry) : () => registry.metrics(),
    request(method, status, duration) {
      requests.inc({ method, status: String(status) })
      seconds.observe(duration)
    },
    attempt: (reason) => attempts.inc({ reason }),
    hopFailed: (library, failure) => hopFailures.inc({ library, failure }),
    breaker: (library, state) => void breakers.set(library, state),
    kept: (what, use) => void kept.set(what, use),
    catalogue: (watch) => catalogueNumbers(watch, registers),
    deliveries: (use) => deliveryNumbers(use, registers),
    checkpoints: (use) => checkpointNumbers(use, registers),
    copy: (what, result) => copies.inc({ what, result }),
    ready: (value) => ready.set(value ? 1 : 0),
  }
}

function checkpointNumbers(use: CheckpointUse, registers: Registry[]): void {
  new Gauge({
    name: 'govshare_checkpoint_age_seconds', help: 'How long ago the newest checkpoint of the record was made.', aggregator: 'min', registers,
    collect() {
      this.set(use.ageMs() / 1_000)
    },
  })
  new Gauge({
    name: 'govshare_entries_not_anchored', help: 'Entries of the record that stand under no checkpoint yet.', aggregator: 'sum', registers,
    collect() {
      this.set(use.waiting())
    },
  })
}

function keptNumbers(registers: Registry[]): Map<string, KeptUse> {
  const kept = new Map<string, KeptUse>()
  new Gauge({
    name: 'govshare_kept_entries', help: 'Read operations, decisions and programs that are kept.', labelNames: ['what'], registers,
    collect() {
      for (const [what, { size }] of kept) this.set({ what }, size)
    },
  })
  new Counter({
    name: 'govshare_kept_lookups_total', help: 'Operations, decisions and programs asked for that were kept (hit) or made anew (miss).', labelNames: ['what', 'found'], registers,
    collect() {
      this.reset()
      for (const [what, { hits, misses }] of kept) {
        this.inc({ what, found: 'hit' }, hits)
        this.inc({ what, found: 'miss' }, misses)
      }
    },
  })
  return kept
}

function catalogueNumbers(watch: WatchUse, registers: Registry[]): void {
  new Gauge({
    name: 'govshare_catalogue_version_age_seconds', help: 'How long ago the version of the catalogue was last confirmed.', aggregator: 'max', registers,
    collect() {
      this.set(watch.ageMs() / 1_000)
    },
  })
  new Counter({
    name: 'govshare_catalogue_reconnects_total', help: 'How often the connection on which changes of the catalogue are heard was made anew.', registers,
    collect() {
      this.reset()
      this.inc(watch.reconnects())
    },
  })
}

function deliveryNumbers(use: DeliveryUse, registers: Registry[]): void {
  new Counter({
    name: 'govshare_webhook_deliveries_total', help: 'Sendings of notices to webhooks, by what came of them.', labelNames: ['outcome'], registers,
    collect() {
      this.reset()
      for (const [outcome, times] of use.outcomes) this.inc({ outcome }, times)
    },
  })
  new Gauge({
    // All processes of a database see the same ones.
    name: 'govshare_webhook_notices_waiting', help: 'Notices that wait to be delivered to a webhook.', aggregator: 'max', registers,
    async collect() {
      this.set(await use.waiting().catch(() => Number.NaN))
    },
  })
}
