import { connect, type Socket } from 'node:net'
import { performance } from 'node:perf_hooks'

/** One HTTP request, ready to be written to a socket. */
export type Request = Buffer

/** What a load saw. Latencies are in milliseconds, one per answer. */
export interface Load { readonly answers: number; readonly ms: number; readonly latencies: readonly number[] }

interface LoadOptions {
  readonly port: number
  readonly connections: number
  /** The request of a running number, counted from 0. */
  readonly request: (number: number) => Request
  /** Whether another request is still to be sent. */
  readonly more: (number: number, elapsedMs: number) => boolean
  /** Throws where an answer is not as it must be. */
  readonly check?: (body: string, number: number) => void
}

/** The bytes of a POST of JSON. */
export function post(path: string, headers: Readonly<Record<string, string>>, body: unknown): Request {
  const content = Buffer.from(JSON.stringify(body))
  const all = { host: '127.0.0.1', accept: 'application/json', 'content-type': 'application/json', ...headers, 'content-length': String(content.length) }
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`).join('')
  return Buffer.concat([Buffer.from(`POST ${path} HTTP/1.1\r\n${head}\r\n`), content])
}

/**
 * Asks over so many connections, one request after the other on each, and counts the answers. It reads just enough of HTTP/1.1
 * to be cheaper than every server that it measures.
 *
 * @throws where an answer has another status than 200
 */
export async function load({ port, connections, request, more, check }: LoadOptions): Promise<Load> {
  const latencies: number[] = []
  let next = 0
  const started = performance.now()
  const worker = async () => {
    const connection = await open(port)
    try {
      while (more(next, performance.now() - started)) {
        const number = next++
        const sent = performance.now()
        const body = await connection.ask(request(number), check !== undefined)
        latencies.push(performance.now() - sent)
        check?.(body, number)
      }
    } finally {
      connection.socket.destroy()
    }
  }
  await Promise.all(Array.from({ length: connections }, worker))
  return { answers: latencies.length, ms: performance.now() - started, latencies }
}

async function open(port: number) {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject))
  return { socket, ask: asker(socket) }
}

/** Asks on one socket, one request at a time; the body is read as text only where it is wanted. */
function asker(socket: Socket): (request: Request, wanted: boolean) => Promise<string> {
  let parts: Buffer[] = []
  let pending: { wanted: boolean; resolve: (body: string) => void; reject: (error: Error) => void } | null = null
  const failed = (error: Error) => pending?.reject(error)
  socket.on('error', failed)
  socket.on('close', () => failed(new Error('the server closed the connection')))
  socket.on('data', (part) => {
    parts.push(part)
    const all = parts.length === 1 ? part : Buffer.concat(parts)
    parts = [all]
    const answer = answerIn(all)
    if (answer === null || pending === null) return
    parts = []
    const { wanted, resolve, reject } = pending
    pending = null
    if (answer.status === '200') resolve(wanted ? bodyOf(all, answer) : '')
    else reject(new Error(`an answer with status ${answer.status}: ${bodyOf(all, answer).slice(0, 300)}`))
  })
  return (request, wanted) => new Promise((resolve, reject) => {
    pending = { wanted, resolve, reject }
    socket.write(request)
  })
}

interface Answer { readonly status: string; readonly start: number; readonly chunked: boolean }

/** Where the body of a whole answer starts; `null` where a part is still to come. */
function answerIn(bytes: Buffer): Answer | null {
  const end = bytes.indexOf('\r\n\r\n')
  if (end < 0) return null
  const head = bytes.toString('latin1', 0, end).toLowerCase()
  const start = end + 4
  const length = /\r\ncontent-length: *(\d+)/.exec(head)?.[1]
  const complete = length === undefined ? bytes.subarray(-7).equals(LAST_CHUNK) : bytes.length >= start + Number(length)
  return complete ? { status: head.slice(9, 12), start, chunked: length === undefined } : null
}

const LAST_CHUNK = Buffer.from('\r\n0\r\n\r\n')

function bodyOf(bytes: Buffer, { start, chunked }: Answer): string {
  if (!chunked) return bytes.toString('utf8', start)
  const chunks: Buffer[] = []
  for (let at = start; at < bytes.length;) {
    const line = bytes.indexOf('\r\n', at)
    const size = Number.parseInt(bytes.toString('latin1', at, line), 16)
    chunks.push(bytes.subarray(line + 2, line + 2 + size))
    at = line + 4 + size
  }
  return Buffer.concat(chunks).toString('utf8')
}
