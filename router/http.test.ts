import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { silentLog } from '#platform/log'
import { testClock } from '../tests/harness/library.ts'
import { Attempts } from './attempts.ts'
import { listen, type Listening } from './http.ts'
import type { Hub } from './hub.ts'
import { openMetrics } from './metrics.ts'

let http: Listening
let url: string
let port: number
let faults: string[] = []

const hub = { handle: () => Promise.reject(new Error('not asked here')), faults: () => Promise.resolve(faults) } as unknown as Hub

beforeAll(async () => {
  http = await listen({ hub, metrics: openMetrics(), clock: testClock, log: silentLog, host: '127.0.0.1', port: 0, attempts: new Attempts(1_000, testClock), proxies: null })
  port = http.port
  url = `http://127.0.0.1:${port}`
})

afterAll(() => http.stop(0))

/** A request as no client library would send it. */
function raw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.end(text))
    let answer = ''
    socket.setEncoding('utf8').on('data', (part: string) => (answer += part))
    socket.on('end', () => resolve(answer.split('\r\n')[0] ?? '')).on('error', reject)
  })
}

describe('the HTTP edge refuses', () => {
  it.each(['//x:y', '//[', '/page/../../package.json', '/%2e%2e/package.json', 'http://elsewhere.example/'])(
    'the target %s, and goes on',
    async (target) => {
      expect(await raw(`GET ${target} HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n\r\n`)).toBe('HTTP/1.1 404 Not Found')
      expect((await fetch(`${url}/livez`)).status).toBe(200)
    },
  )

  it('a body of more than a megabyte', async () => {
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: 'x'.repeat(1_000_001) })
    expect(response.status).toBe(413)
  })

  it.each(['{', 'null'])('the body %j, as no JSON object', async (body) => {
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] })
  })

  it('a write to anything but the endpoint', async () => {
    expect((await fetch(`${url}/metrics`, { method: 'POST', body: 'x' })).status).toBe(405)
  })

  it('to call itself ready while something is missing', async () => {
    faults = ['the record cannot be written']
    const response = await fetch(`${url}/readyz`)
    expect(response.status).toBe(503)
    expect(await response.json()).toEqual({ ready: false, faults })
    faults = []
    expect((await fetch(`${url}/readyz`)).status).toBe(200)
  })
})

describe('the HTTP edge answers', () => {
  it('the page with its policy, and 304 to who has it already', async () => {
    const page = await fetch(url)
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    const again = await fetch(url, { headers: { 'if-none-match': page.headers.get('etag') ?? '' } })
    expect(again.status).toBe(304)
  })

  it('metrics without a label of a caller', async () => {
    const text = await (await fetch(`${url}/metrics`)).text()
    expect(text).toContain('govshare_ready 1')
    expect(text).not.toMatch(/consumer|agency/)
  })
})
