import type { ServerResponse } from 'node:http'
import type { Told } from './ask.ts'
import { packed, PACKED_FROM_BYTES, type TakenEncoding } from './encoding.ts'

const ALWAYS = { 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' }

/**
 * Sends an answer, packed where it is large and the client likes that. An answer that says it is packed is left as it is.
 * Nothing is sent to a client that has left.
 */
export async function reply(response: ServerResponse, { status, headers, body }: Told, { coding, identity }: TakenEncoding): Promise<void> {
  const bytes = Buffer.byteLength(body)
  const large = bytes >= PACKED_FROM_BYTES
  const vary = large ? { vary: 'accept-encoding' } : {}
  if (coding === null || !(large || !identity) || bytes === 0 || headers['content-encoding'] !== undefined) {
    response.writeHead(status, { ...headers, ...vary, ...ALWAYS, ...(status === 204 ? {} : { 'content-length': bytes }) })
    return void response.end(body)
  }
  const small = await packed(body, coding)
  if (response.destroyed) return
  response.writeHead(status, { ...headers, ...ALWAYS, vary: 'accept-encoding', 'content-encoding': coding, 'content-length': small.length })
  response.end(small)
}
