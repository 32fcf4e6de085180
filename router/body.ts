import type { IncomingMessage } from 'node:http'
import { LIMITS } from './limits.ts'

/** What a request carries: JSON, or what is wrong with it. */
export type Body = { readonly json: unknown } | { readonly fault: 'too large' | 'no JSON' | 'left' }

/**
 * Reads a body of at most 1 MB as JSON in UTF-8; none is `{}`, and `null` is no JSON here. A body that is too large is
 * not read to its end. `left` is a client that went before it had sent all.
 */
export async function readBody(request: IncomingMessage): Promise<Body> {
  if (Number(request.headers['content-length'] ?? 0) > LIMITS.body) return { fault: 'too large' }
  const bytes = await bytesOf(request)
  return typeof bytes === 'string' ? { fault: bytes } : jsonIn(bytes)
}

/** Reads a body of at most so many bytes, by default 1 MB. */
export function bytesOf(request: IncomingMessage, most: number = LIMITS.body): Promise<Buffer | 'too large' | 'left'> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let size = 0
    const take = (chunk: Buffer) => {
      size += chunk.length
      chunks.push(chunk)
      if (size <= most) return
      // The socket stays open, since the refusal has yet to go out on it.
      request.off('data', take)
      resolve('too large')
    }
    request.on('data', take)
    request.once('end', () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, size)))
    request.once('error', () => resolve('left'))
    request.once('close', () => resolve('left'))
  })
}

const UTF8 = new TextDecoder('utf-8', { fatal: true })

function jsonIn(bytes: Buffer): Body {
  if (bytes.length === 0) return { json: {} }
  try {
    const json: unknown = JSON.parse(UTF8.decode(bytes))
    return json === null ? { fault: 'no JSON' } : { json }
  } catch {
    return { fault: 'no JSON' }
  }
}
