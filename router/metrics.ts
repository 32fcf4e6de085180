import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { HopFailure } from '#platform/log'
import type { AttemptReason } from './attempts.ts'

/** The hub's numbers for Prometheus. Labels are few and fixed; nothing of a caller or a person is one. */
export interface Metrics {
  readonly registry: Registry
  request(method: string, status: number, seconds: number): void
  /** A request without a valid token. Who sent it is nobody's label. */
  attempt(reason: AttemptReason): void
  /** A library on another host that did not answer as its contract says. */
  hopFailed(library: string, failure: HopFailure): void
  ready(value: boolean): void
}

export function openMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const requests = new Counter({ name: 'govshare_requests_total', help: 'GraphQL requests by HTTP status.', labelNames: ['method', 'status'], registers })
  const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]
  const seconds = new Histogram({ name: 'govshare_request_duration_seconds', help: 'Time from socket to answer.', buckets, registers })
  const attempts = new Counter({ name: 'govshare_attempts_total', help: 'Requests without a valid token.', labelNames: ['reason'], registers })
  const hopFailures = new Counter({ name: 'govshare_hop_failures_total', help: 'Hops to libraries on other hosts that failed.', labelNames: ['library', 'failure'], registers })
  const ready = new Gauge({ name: 'govshare_ready', help: '1 while the hub can answer.', registers })
  return {
    registry,
    request(method, status, duration) {
      requests.inc({ method, status: String(status) })
      seconds.observe(duration)
    },
    attempt: (reason) => attempts.inc({ reason }),
    hopFailed: (library, failure) => hopFailures.inc({ library, failure }),
    ready: (value) => ready.set(value ? 1 : 0),
  }
}
