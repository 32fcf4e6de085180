import { type Audit, auditServer, serverAudits } from 'graphql-http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Hub } from '../../router/hub.ts'
import { openTestHub, type TestHub } from '../harness/hub.ts'

let hub: TestHub
let token: string
/** Which way the questions took, straight or through Apollo Server. */
const took = { ask: 0, handle: 0 }

beforeAll(async () => {
  const counting = (opened: Hub): Hub => ({
    ...opened,
    ask: (asked) => (took.ask++, opened.ask(asked)),
    handle: (...request) => (took.handle++, opened.handle(...request)),
  })
  hub = await openTestHub({ behind: counting })
  token = await hub.token('outsider')
})
afterAll(() => hub.close())

// Some audits ask the contract, which the hub tells to registered consumers alone.
const fetchFn = (address: string, init: RequestInit = {}) =>
  fetch(address, { ...init, headers: { authorization: `Bearer ${token}`, ...(init.headers as Record<string, string> | undefined) } })

const AUDITS = serverAudits({ url: () => `${hub.url}/graphql`, fetchFn })

describe('GraphQL over HTTP, by the audits of graphql-http', () => {
  it('are 61', () => {
    expect(new Set(AUDITS.map(({ id }) => id)).size).toBe(61)
  })

  it.each(AUDITS.map((audit): [string, string, Audit] => [audit.id, audit.name, audit]))('%s %s', async (_id, _name, { fn }) => {
    const result = await fn()
    expect(result).toEqual({ id: result.id, name: result.name, status: 'ok' })
  })

  it('hold with all of them at once, and name no error and no warning', async () => {
    const results = await auditServer({ url: `${hub.url}/graphql`, fetchFn })
    expect(results.filter(({ status }) => status !== 'ok')).toEqual([])
  })

  it('are asked without Apollo Server wherever a question is well made and comes by POST', () => {
    expect(took.ask).toBeGreaterThan(40)
    expect(took.handle).toBeGreaterThan(0)
  })
})
