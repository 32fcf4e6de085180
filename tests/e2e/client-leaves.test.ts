import { connect, type Socket } from 'node:net'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ContractItems, readContract } from '#platform/contract'
import { silentLog } from '#platform/log'
import type { AskedLibrary } from '#platform/subgraph'
import { formatPurpose } from '../../router/purpose.ts'
import { examples } from '../../seeds/examples.ts'
import { openTestHub, type Question, type TestHub } from '../harness/hub.ts'

let hub: TestHub
let socket: Socket
const told: string[] = []
const given: AbortSignal[] = []

/** A library that answers only when nobody waits for it any more, and has its client leave as soon as it is asked. */
const slow: AskedLibrary = {
  name: 'credit', contract: readContract('credit'), items: new ContractItems(readContract('credit')),
  open: (_plan, signal) => () =>
    new Promise((_resolve, reject) => {
      if (signal !== undefined) given.push(signal)
      signal?.addEventListener('abort', () => reject(signal.reason as Error))
      socket.destroy()
    }),
}

beforeAll(async () => {
  const log = { ...silentLog, fault: () => void told.push('fault'), hop: () => void told.push('hop'), request: () => void told.push('request') }
  hub = await openTestHub({ libraries: 'here', elsewhere: new Map([['credit', slow]]), log })
})
afterAll(() => hub.close())

async function records(): Promise<{ outcome: string; released: string[] }[]> {
  const rows = await hub.db.orm.execute(sql`select outcome, released from audit.access_entry order by stream, seq`)
  return ((rows as { rows?: unknown[] }).rows ?? rows) as { outcome: string; released: string[] }[]
}

/** Resolves once a client that left has been counted. */
async function counted(): Promise<string> {
  for (;;) {
    const text = await (await fetch(`${hub.url}/metrics`)).text()
    const line = /govshare_requests_total\{.*499.*/.exec(text)?.[0]
    if (line !== undefined) return line
  }
}

it('A client that leaves while a library is asked gives the question up there, is on record with what it was about to get, and is no fault', async () => {
  const [example] = examples()
  if (example === undefined) throw new Error('there is no example')
  const { matter, case: caseNo, reason }: NonNullable<Question['purpose']> = example.purpose
  const body = JSON.stringify({ query: example.query, variables: example.variables })
  const token = await hub.token(example.persona)
  const purpose = formatPurpose({ matter, caseNo: caseNo ?? null, reason: reason ?? null })
  socket = connect(Number(new URL(hub.url).port), '127.0.0.1')
  socket.write(
    `POST /graphql HTTP/1.1\r\nHost: hub\r\nContent-Type: application/json\r\nAuthorization: Bearer ${token}\r\n` +
      `Sharing-Purpose: ${purpose}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
  expect(await counted()).toBe('govshare_requests_total{method="POST",status="499"} 1')
  expect(given.length).toBeGreaterThan(0)
  expect(given.every(({ aborted }) => aborted)).toBe(true)
  expect(told).toEqual(['request'])
  const [record, ...others] = await records()
  expect([record?.outcome, others]).toEqual(['PARTIAL', []])
  expect(record?.released).toContain('Person.name=CLEAR')
})
