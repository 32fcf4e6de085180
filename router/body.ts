import type { IncomingMessage } from 'node:http'
import { LIMITS } from './limits.ts'

/** What a request carries: JSON, or what is wrong with it. */
export type Body = { readonly json: unknown } | { readonly fault: 'too large' | 'no JSON' }

/** Reads a body of at most 1 MB as JSON in UTF-8; none is `{}`. Nothing that is no object is JSON here. */
export async function readBody(request: IncomingMessage): Promise<Body> {
  if (Number(request.headers['content-length'] ?? 0) > LIMITS.body) return { fault: 'too large' }
  const chunks: Buffer[] = []
  let size = 0
  // Ending early must not end the socket, on which the refusal has yet to go out.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > LIMITS.body) return { fault: 'too large' }
    chunks.push(chunk)
  }
  if (size === 0) return { json: {} }
  try {
    const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)))
    return json === null ? { fault: 'no JSON' } : { json }
  } catch {
    return { fault: 'no JSON' }
  }
}
