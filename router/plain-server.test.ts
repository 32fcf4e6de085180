import { createServer, type Server } from 'node:http'
import { composeServices } from '@theguild/federation-composition'
import { buildSchema, execute, parse } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { StartFault } from '#platform/errors'
import { testClock } from '../tests/harness/library.ts'
import { type PlainServer, servePlain } from './plain-server.ts'

const CONTRACT = 'type Query { good: Good broken: Good } type Good { name: String }'

let library: Server
let router: PlainServer

/** A library behind HTTP, as anybody's would be: it knows no access plans. */
async function serveLibrary(): Promise<string> {
  const schema = buildSchema(CONTRACT)
  const rootValue = { good: { name: '示例' }, broken: () => { throw new Error('of the library') } }
  library = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk: Buffer) => (text += chunk.toString()))
    request.on('end', () => {
      const { query } = JSON.parse(text) as { query: string }
      void Promise.resolve(execute({ schema, document: parse(query), rootValue })).then((result) => response.end(JSON.stringify(result)))
    })
  })
  await new Promise<void>((resolve) => library.listen(0, '127.0.0.1', resolve))
  const address = library.address()
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/`
}

beforeAll(async () => {
  const url = await serveLibrary()
  const composed = composeServices([
    { name: 'goods', url, typeDefs: parse(CONTRACT) }, { name: 'away', url: 'http://127.0.0.1:1/', typeDefs: parse('type Query { away: String }') },
  ])
  router = await servePlain((composed as { supergraphSdl: string }).supergraphSdl, 0, testClock)
})
afterAll(async () => {
  await router.stop()
  library.close()
})

const ask = async (query: string, headers: Record<string, string> = {}) => {
  const response = await fetch(router.url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ query }) })
  return { status: response.status, ...((await response.json()) as { data?: unknown; errors?: { message: string; path?: unknown; extensions?: { code?: string } }[] }) }
}

describe('a router without decisions refuses', () => {
  it('what is no supergraph, and says so at start', async () => {
    await expect(servePlain('{ no schema }', 0, testClock)).rejects.toBeInstanceOf(StartFault)
    await expect(servePlain('type Query { a: Int }', 0, testClock)).rejects.toBeInstanceOf(StartFault)
  })

  it('a question that is not valid, by the status that its answer type has for that', async () => {
    expect(await ask('{ nothing }')).toMatchObject({ status: 200, errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] })
    expect((await ask('{ nothing }', { accept: 'application/graphql-response+json' })).status).toBe(400)
    expect((await fetch(`${router.url}?query={good{name}}`)).status).toBe(400)
  })

  it('nothing of a library that cannot be reached but its own fields', async () => {
    expect(await ask('{ away good { name } }')).toEqual({
      status: 200, data: { away: null, good: { name: '示例' } },
      errors: [{ message: 'the library away cannot be asked', path: ['away'], extensions: { code: 'LIBRARY_UNAVAILABLE' } }],
    })
  })
})

describe('a router without decisions answers', () => {
  it('from libraries over HTTP, their errors as they are', async () => {
    expect(await ask('{ good { name } }')).toEqual({ status: 200, data: { good: { name: '示例' } } })
    expect(await ask('{ broken { name } }')).toMatchObject({ data: { broken: null }, errors: [{ message: 'of the library', path: ['broken'] }] })
  })

  it('to whoever asks whether it is there', async () => {
    expect((await fetch(new URL('/health', router.url))).status).toBe(200)
    expect((await fetch(new URL('/metrics', router.url))).status).toBe(404)
  })
})
