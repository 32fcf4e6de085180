import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { readFileSync } from 'node:fs'
import { projectFile } from '#platform/files'

/** What a request is verified by. */
interface Sent {
  readonly method: string
  readonly url: string
  readonly headers: IncomingHttpHeaders
}

export type IsFromHub = (secret: string, sent: Sent, body: Buffer | string, now?: number) => boolean

/** The code that `docs/webhooks.md` gives to receivers, run as it stands there. */
export async function documentedReceiver(): Promise<IsFromHub> {
  const [, code = ''] = /<!-- tested: receiver -->\n```js\n([\s\S]*?)\n```/.exec(readFileSync(projectFile('docs/webhooks.md'), 'utf8')) ?? []
  const file = join(mkdtempSync(join(tmpdir(), 'govshare-receiver-')), 'receiver.mjs')
  writeFileSync(file, code)
  return ((await import(pathToFileURL(file).href)) as { isFromHub: IsFromHub }).isFromHub
}

/** A request that came. */
export interface Received extends Sent {
  readonly body: string
  /** Id of the notice. */
  readonly id: string
}

export interface Receiver {
  readonly url: string
  readonly received: Received[]
  /** Answers from now on; 204 where it is not set. */
  answer: (response: ServerResponse, received: Received) => void
  close(): Promise<void>
}

/** A receiver of webhooks on the loopback address. */
export async function openReceiver(): Promise<Receiver> {
  const received: Received[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const body = Buffer.concat(parts).toString('utf8')
      const one = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body, id: (JSON.parse(body) as { id: string }).id }
      received.push(one)
      receiver.answer(response, one)
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?of=test`,
    received,
    answer: (response) => response.writeHead(204).end(),
    close: () => {
      server.closeAllConnections()
      return new Promise((closed) => server.close(() => closed()))
    },
  }
  return receiver
}
