import { request as httpRequest } from 'node:http'
import { connect, type Socket } from 'node:net'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { silentLog } from '#platform/log'
import { testClock } from '../tests/harness/library.ts'
import { type Asked, asking, type Told } from './ask.ts'
import { Attempts } from './attempts.ts'
import { PACKED_FROM_BYTES } from './encoding.ts'
import { listen, type Listening } from './http.ts'
import type { Hub } from './hub.ts'
import { openMetrics } from './metrics.ts'
import type { Answer } from './questions.ts'

const TYPE = { 'content-type': 'application/json; charset=utf-8' }
const BODY = '{"query":"{ __typename }"}'
const ANSWER = '{"data":null}\n'
const metrics = openMetrics()
const faults: unknown[] = []
let http: Listening
let ask: (asked: Asked) => Promise<Told>
let handled = 0

const hub = { ask: (asked: Asked) => ask(asked), handle: () => (handled++, Promise.resolve(toldOf(ANSWER))), faults: () => Promise.resolve([]) } as unknown as Hub
const toldOf = (body: string, headers: Record<string, string> = {}): Told => ({ status: 200, headers: { ...TYPE, ...headers }, body })

beforeAll(async () => {
  const log = { ...silentLog, fault: (_trace: string, error: unknown) => void faults.push(error) }
  http = await listen({ hub, metrics, clock: testClock, log, host: '127.0.0.1', port: 0, attempts: new Attempts(1_000, testClock), proxies: null })
})
beforeEach(() => {
  metrics.registry.resetMetrics()
  faults.length = 0
  ask = () => Promise.resolve(toldOf(ANSWER))
})
afterAll(() => http.stop(0))

const HEAD = `POST /graphql HTTP/1.1\r\nHost: hub\r\nContent-Type: application/json\r\nContent-Length: ${BODY.length}\r\n\r\n`

function open(): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(http.port, '127.0.0.1', () => resolve(socket)).on('error', reject)
  })
}

const counted = async () => [...(await metrics.text()).matchAll(/govshare_requests_total\{method="(\w+)",status="(\d+)"\} (\d+)/g)].map(([, ...rest]) => rest.join(' '))

/** Resolves once as many requests have been counted. */
async function countedTimes(times: number): Promise<string[]> {
  for (;;) {
    const now = await counted()
    if (now.reduce((sum, line) => sum + Number(line.split(' ')[2]), 0) >= times) return now
    await new Promise((resolve) => setImmediate(resolve))
  }
}

interface Got {
  readonly status: number | undefined
  readonly headers: Readonly<Record<string, unknown>>
  readonly bytes: Buffer
}

function post(headers: Record<string, string> = {}, body = BODY): Promise<Got> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest({ port: http.port, host: '127.0.0.1', path: '/graphql', method: 'POST', headers: { 'content-type': 'application/json', ...headers } }, (incoming) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('end', () => resolve({ status: incoming.statusCode, headers: incoming.headers, bytes: Buffer.concat(chunks) }))
    })
    outgoing.on('error', reject).end(body)
  })
}

describe('A client that leaves', () => {
  it('while it is being answered has its question given up, is sent nothing and is no fault', async () => {
    const socket = await open()
    const answer = ({ signal }: Asked) =>
      new Promise<Answer>((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error))
        socket.destroy()
      })
    ask = asking((asked) => Promise.resolve(asked), answer, (_trace, error) => void faults.push(error))
    socket.write(HEAD + BODY)
    expect(await countedTimes(1)).toEqual(['POST 499 1'])
    expect(faults).toEqual([])
  })

  it('is counted apart even where its question was answered in spite of that', async () => {
    const socket = await open()
    ask = ({ signal }) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve(toldOf('x'.repeat(10_000))))
        socket.destroy()
      })
    socket.write(HEAD + BODY)
    expect(await countedTimes(1)).toEqual(['POST 499 1'])
  })

  it('before it has asked is not answered, and nobody is asked', async () => {
    let asked = 0
    ask = () => (asked++, Promise.resolve(toldOf(ANSWER)))
    const socket = await open()
    socket.write(HEAD + BODY.slice(0, 5), () => socket.destroy())
    expect(await countedTimes(1)).toEqual(['POST 499 1'])
    expect([asked, faults]).toEqual([0, []])
  })

  it('after it was answered aborts nothing, however often it has asked on one connection', async () => {
    const signals: AbortSignal[] = []
    ask = ({ signal }) => (signals.push(signal), Promise.resolve(toldOf(ANSWER)))
    const socket = await open()
    for (const at of [1, 2, 3]) {
      socket.write(HEAD + BODY)
      await new Promise((resolve) => socket.once('data', resolve))
      expect(await countedTimes(at)).toEqual([`POST 200 ${at}`])
    }
    const closed = new Promise((resolve) => socket.once('close', resolve))
    socket.destroy()
    await closed
    await post()
    expect(signals.map(({ aborted }) => aborted)).toEqual([false, false, false, false])
  })
})

describe('A question that has to be preflighted', () => {
  it('is the only kind that gets here without Apollo Server', async () => {
    let asked = 0
    handled = 0
    ask = () => (asked++, Promise.resolve(toldOf(ANSWER)))
    // What a page may send unasked is one of three types, and none of them is JSON.
    for (const type of ['text/plain', 'text/plain; a=application/json', 'application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain, application/json', '', '*/*']) {
      expect((await post({ 'content-type': type })).status).toBe(415)
    }
    expect([asked, handled]).toEqual([0, 0])
    for (const type of ['application/json', 'APPLICATION/JSON;charset=UTF-8', ' application/json ; x=text/plain']) expect((await post({ 'content-type': type })).status).toBe(200)
    expect([asked, handled]).toEqual([3, 0])
    for (const body of ['[]', '{"query":1}', '{"query":"{ a }","variables":"x"}']) await post({}, body)
    expect([asked, handled]).toEqual([3, 3])
  })
})

describe('A body', () => {
  const texts: string[] = []
  const toTell = () => {
    texts.length = 0
    ask = ({ query }) => (texts.push(query), Promise.resolve(toldOf(ANSWER)))
  }

  it('comes in as many parts as it likes, split anywhere', async () => {
    toTell()
    const body = Buffer.from('{"query":"高龄津贴 𠀀"}')
    const socket = await open()
    socket.setNoDelay(true).write(HEAD.replace(String(BODY.length), String(body.length)))
    for (const byte of body) await new Promise((resolve) => void socket.write(Buffer.of(byte), resolve))
    await countedTimes(1)
    socket.destroy()
    expect(texts).toEqual(['高龄津贴 𠀀'])
  })

  it('of exactly a megabyte is read, and of one byte more is not', async () => {
    toTell()
    const sized = (bytes: number) => `{"query":"${'x'.repeat(bytes - '{"query":""}'.length)}"}`
    const statuses = []
    for (const size of [1_000_000, 1_000_001]) {
      for (const length of [{ 'content-length': String(size) }, { 'transfer-encoding': 'chunked' }]) statuses.push((await post(length as Record<string, string>, sized(size))).status)
    }
    expect(statuses).toEqual([200, 200, 413, 413])
    expect(texts).toHaveLength(2)
  })

  it('may begin with a byte-order mark, and holds no bytes that are no text', async () => {
    toTell()
    expect((await post({}, `\uFEFF${BODY}`)).status).toBe(200)
    const socket = await open()
    const first = new Promise<string>((resolve) => socket.setEncoding('utf8').once('data', resolve))
    socket.write(Buffer.concat([Buffer.from(HEAD), Buffer.from(BODY.replace('__typename', 'x'.repeat(9))), Buffer.of(0xff)].map((each, at) => (at === 1 ? each.subarray(0, BODY.length - 1) : each))))
    expect(await first).toContain('HTTP/1.1 400')
    socket.destroy()
  })
})

describe('An answer', () => {
  const large = JSON.stringify({ data: '津贴 '.repeat(PACKED_FROM_BYTES) })
  const said = (body: string, headers?: Record<string, string>) => (ask = () => Promise.resolve(toldOf(body, headers)))

  it('that is small is sent as it is, whatever the client takes', async () => {
    said('x'.repeat(PACKED_FROM_BYTES - 1))
    const { headers, bytes } = await post({ 'accept-encoding': 'gzip, br' })
    expect([headers['content-encoding'], headers['vary'], headers['content-length'], bytes.length]).toEqual([undefined, undefined, String(bytes.length), PACKED_FROM_BYTES - 1])
  })

  it('that is large is sent as it is to who asks for nothing else, and says that it could have come otherwise', async () => {
    said(large)
    const { headers, bytes } = await post()
    expect([headers['content-encoding'], headers['vary'], bytes.toString()]).toEqual([undefined, 'accept-encoding', large])
    expect(headers['content-length']).toBe(String(Buffer.byteLength(large)))
  })

  it.each([['gzip', gunzipSync], ['br', brotliDecompressSync]] as const)('that is large is packed by %s for who takes it, with its length', async (coding, unpacked) => {
    said(large)
    const { headers, bytes } = await post({ 'accept-encoding': coding })
    expect([headers['content-encoding'], headers['vary'], headers['content-length']]).toEqual([coding, 'accept-encoding', String(bytes.length)])
    expect(unpacked(bytes).toString()).toBe(large)
    expect(bytes.length).toBeLessThan(large.length / 2)
  })

  it('that is packed already is not packed again', async () => {
    said(large, { 'content-encoding': 'x-own' })
    const { headers, bytes } = await post({ 'accept-encoding': 'br' })
    expect([headers['content-encoding'], bytes.toString()]).toEqual(['x-own', large])
  })

  it('that must not come as it is, is packed however small, or refused before anybody is asked', async () => {
    let asked = 0
    ask = () => (asked++, Promise.resolve(toldOf(ANSWER)))
    const { headers, bytes } = await post({ 'accept-encoding': 'gzip, identity;q=0' })
    expect([headers['content-encoding'], gunzipSync(bytes).toString()]).toEqual(['gzip', ANSWER])
    expect([(await post({ 'accept-encoding': 'identity;q=0' })).status, asked]).toEqual([406, 1])
  })

  it('to a client that leaves while it is being packed goes nowhere', async () => {
    const socket = await open()
    ask = () => {
      setImmediate(() => socket.destroy())
      return Promise.resolve(toldOf('x'.repeat(20_000_000)))
    }
    socket.write(HEAD.replace('\r\n\r\n', '\r\nAccept-Encoding: gzip\r\n\r\n') + BODY)
    expect(await countedTimes(1)).toEqual(['POST 499 1'])
    expect(faults).toEqual([])
  })
})
