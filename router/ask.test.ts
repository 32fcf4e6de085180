import { GraphQLError } from 'graphql'
import { describe, expect, it } from 'vitest'
import { hubError } from '#platform/errors'
import { type Asked, askedIn, asking } from './ask.ts'

const QUERY = '{ __typename }'

describe('A body is left to Apollo Server', () => {
  it.each([
    [[]], ['text'], [1], [true], [{}], [{ query: 1 }], [{ query: null }], [[{ query: QUERY }]], [{ query: { kind: 'Document' } }], [{ query: QUERY, variables: [] }],
    [{ query: QUERY, variables: '{}' }], [{ query: QUERY, variables: 0 }], [{ query: QUERY, operationName: 1 }], [{ query: QUERY, operationName: {} }],
    [{ query: QUERY, extensions: [] }], [{ query: QUERY, extensions: 'x' }], [{ query: QUERY, extensions: { persistedQuery: {} } }],
  ])('%j', (body) => {
    expect(askedIn(body)).toBeNull()
  })
})

describe('A body is a question', () => {
  it.each([
    [{ query: QUERY }], [{ query: '', variables: null, operationName: null, extensions: null }], [{ query: QUERY, variables: { a: [1] }, operationName: 'A', extensions: { x: 1 }, other: 1 }],
  ])('%j', (body) => {
    const { query, variables, operationName } = body as Partial<Asked>
    expect(askedIn(body)).toEqual({ query, variables: variables ?? {}, operationName: operationName ?? undefined })
  })
})

describe('What fails', () => {
  const faults: [string, unknown][] = []
  const askedOf = (given: Partial<Asked> = {}) =>
    ({ query: QUERY, variables: {}, operationName: undefined, headers: {}, type: 'application/json', signal: new AbortController().signal, client: '192.0.2.1', ...given }) satisfies Asked
  const failing = (error: unknown) => asking(() => Promise.reject(error as Error), () => Promise.reject(new Error('never')), (...fault) => void faults.push(fault))

  it('for no reason of the hub’s own is told by a trace id, which the log has too, and by nothing else', async () => {
    for (const error of [new Error('9901…'), new GraphQLError('9901…', { extensions: { code: 'OTHER' } }), hubError('INTERNAL_SERVER_ERROR', '9901…'), '9901…', null]) {
      faults.length = 0
      const { status, body } = await failing(error)(askedOf())
      expect(status).toBe(500)
      expect(JSON.parse(body)).toEqual({ errors: [{ message: 'the hub failed; quote the trace id', extensions: { code: 'INTERNAL_SERVER_ERROR', traceId: faults[0]?.[0] } }] })
      expect(faults).toEqual([[expect.any(String), error]])
    }
  })

  it.each([
    ['UNAUTHENTICATED', 401, 401], ['AUDIT_UNAVAILABLE', 503, 503], ['LIBRARY_UNAVAILABLE', 503, 503], ['BAD_USER_INPUT', 200, 400], ['GRAPHQL_PARSE_FAILED', 200, 400],
    ['OPERATION_TOO_COMPLEX', 200, 400], ['GRAPHQL_VALIDATION_FAILED', 200, 400], ['FORBIDDEN', 500, 500],
  ] as const)('as %s has the status %i, and %i in the type that was made for it', async (code, plain, strict) => {
    const ask = failing(hubError(code, 'why'))
    expect(await ask(askedOf())).toEqual({
      status: plain, headers: { 'content-type': 'application/json; charset=utf-8' }, body: `${JSON.stringify({ errors: [{ message: 'why', extensions: { code } }] })}\n`,
    })
    expect((await ask(askedOf({ type: 'application/graphql-response+json' }))).status).toBe(strict)
  })

  it('with a status and headers of its own has these', async () => {
    const http = { status: 405, headers: new Map([['allow', 'POST']]) }
    const { status, headers, body } = await failing(hubError('BAD_USER_INPUT', 'why', { http }))(askedOf())
    expect([status, headers['allow'], body.includes('405')]).toEqual([405, 'POST', false])
  })

  it('because the client has left is no fault of the hub', async () => {
    faults.length = 0
    const left = AbortSignal.abort()
    await failing(left.reason)(askedOf({ signal: left }))
    expect(faults).toEqual([])
    await failing(new Error('another'))(askedOf({ signal: left }))
    await failing(left.reason)(askedOf())
    expect(faults).toHaveLength(2)
  })
})
