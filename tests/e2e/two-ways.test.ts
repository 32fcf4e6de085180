import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Clock } from '#platform/clock'
import { silentLog } from '#platform/log'
import { Attempts } from '../../router/attempts.ts'
import { listen, type Listening } from '../../router/http.ts'
import type { Hub } from '../../router/hub.ts'
import { openMetrics } from '../../router/metrics.ts'
import { formatPurpose } from '../../router/purpose.ts'
import { openTestHub, type TestHub } from '../harness/hub.ts'
import { testClock } from '../harness/library.ts'
import { numberOf, under } from './story.ts'

/** One hub behind an edge that counts which way a question took. */
let hub: TestHub
let http: Listening
const took: ('straight' | 'through Apollo Server')[] = []
let token: string
let outsider: string

/** How often the hub's clock may be looked at until it fails. */
let looks = Infinity
const SECRET = '990101194203018016'
const clock: Clock = {
  now: () => {
    if ((looks -= 1) === 0) throw new Error(SECRET)
    return testClock.now()
  },
}
const faults: string[] = []

beforeAll(async () => {
  hub = await openTestHub({ clock, log: { ...silentLog, fault: (_trace, error) => void faults.push((error as Error).message) } })
  const counting: Hub = {
    ...hub.hub,
    ask: (asked) => (took.push('straight'), hub.hub.ask(asked)),
    handle: (...request) => (took.push('through Apollo Server'), hub.hub.handle(...request)),
  }
  http = await listen({ hub: counting, metrics: openMetrics(), clock: testClock, log: silentLog, host: '127.0.0.1', port: 0, attempts: new Attempts(1_000, testClock), proxies: null })
  token = await hub.token('civil-affairs')
  outsider = await hub.token('outsider')
})
afterAll(async () => {
  await http.stop(0)
  await hub.close()
})

interface Sent {
  readonly query: string
  readonly variables?: object | null
  readonly operationName?: string | null
  readonly headers?: Record<string, string>
  readonly anonymous?: boolean
}

/** What came back, without what differs from one answer to the next. */
async function send({ headers = {}, anonymous = false, ...question }: Sent, extensions: object) {
  const response = await fetch(`http://127.0.0.1:${http.port}/graphql`, {
    method: 'POST', body: JSON.stringify({ ...question, ...extensions }),
    headers: {
      'content-type': 'application/json', 'accept-encoding': 'identity', 'sharing-purpose': purpose,
      ...(anonymous ? {} : { authorization: `Bearer ${token}` }), ...headers,
    },
  })
  const { date: _date, 'content-length': length, ...rest } = Object.fromEntries(response.headers)
  const sent = await response.text()
  expect(Number(length)).toBe(Buffer.byteLength(sent))
  const text = sent.replace(/"traceId":"[0-9a-f-]{36}"/g, '"traceId":"…"').replace(/"receipt":\{[^}]*\}/, '"receipt":"…"')
  return { status: response.status, headers: rest, text }
}

const { matter, case: caseNo, reason } = under('old-age-allowance', 'allowance')
const purpose = formatPurpose({ matter, caseNo: caseNo ?? null, reason: reason ?? null })
const variables = { id: numberOf('old-man') }
const asOutsider = () => ({ authorization: `Bearer ${outsider}` })
const ofPerson = (fields: string) => ({ query: `query ($id: CitizenId!) { person(citizenId: $id) { ${fields} } }`, variables })

/** What nobody keeps from working is turned off and on again. */
async function withoutCases<T>(task: () => Promise<T>): Promise<T> {
  await hub.db.orm.execute(sql`alter schema cases rename to out_of_reach`)
  try {
    return await task()
  } finally {
    await hub.db.orm.execute(sql`alter schema out_of_reach rename to cases`)
  }
}

const QUESTIONS: readonly [what: string, status: number, says: string, question: Sent][] = [
  ['answered', 200, '"name":', ofPerson('name isAlive mobile')],
  ['answered, without variables', 200, '{"data":{"division":{"name":"示例区"}}', { query: '{ division(code: "990101") { name } }', variables: null, operationName: null }],
  ['answered by name', 200, '"示例区"', { query: 'query A { __typename } query B { division(code: "990101") { name } }', operationName: 'B' }],
  ['answered in part', 200, 'NO_GRANT', ofPerson('name birthDate')],
  ['refused', 200, 'NO_GRANT', ofPerson('birthDate')],
  ['refused whole', 200, '"data":null', { ...ofPerson('name birthDate'), headers: { 'sharing-denial': 'reject' } }],
  ['about the contract', 200, '"__schema"', { query: '{ __schema { queryType { name } types { name fields { name description } } } __type(name: "Person") { name } }' }],
  ['not valid', 200, 'GRAPHQL_VALIDATION_FAILED', { query: '{ division(code: "990101") { nothing } nor { this } }' }],
  ['a subscription', 200, 'GRAPHQL_VALIDATION_FAILED', { query: 'subscription { __typename }' }],
  ['a subscription', 200, 'GRAPHQL_VALIDATION_FAILED', { query: 'subscription { __typename }' }],
  ['not to be parsed', 200, 'GRAPHQL_PARSE_FAILED', { query: '{ person(' }],
  ['empty', 200, 'GRAPHQL_PARSE_FAILED', { query: '' }],
  ['too complex', 200, 'OPERATION_TOO_COMPLEX', { query: `{ ${'__typename '.repeat(1_001)} }` }],
  ['a wrong value', 200, 'BAD_USER_INPUT', { query: '{ division(code: "x") { name } }' }],
  ['a missing variable', 200, 'BAD_USER_INPUT', { ...ofPerson('name'), variables: {} }],
  ['a name of no operation', 200, 'BAD_USER_INPUT', { query: 'query A { __typename }', operationName: 'B' }],
  ['from a bad token', 401, 'UNAUTHENTICATED', { query: '{ __typename }', headers: { authorization: 'Bearer aaaa.bbbb.cccc' } }],
  ['with a bad purpose', 400, 'Sharing-Purpose', { query: '{ __typename }', headers: { 'sharing-purpose': 'nonsense' } }],
  ['with a bad denial', 400, 'Sharing-Denial', { query: '{ __typename }', headers: { 'sharing-denial': 'perhaps' } }],
  ['without a purpose', 200, 'PURPOSE_REQUIRED', { ...ofPerson('name'), headers: { 'sharing-purpose': '' } }],
]

describe('A question by POST takes the straight way, and is answered as by Apollo Server to the last byte', () => {
  describe.each(['application/json', 'application/graphql-response+json'])('in %s', (accept) => {
    it.each(QUESTIONS)('where it is %s', async (_what, status, says, question) => {
      took.length = 0
      const given = { ...question, headers: { accept, ...question.headers } }
      // A hash that is null is none, and Apollo Server’s to look at.
      const [straight, through] = [await send(given, {}), await send(given, { extensions: { persistedQuery: null } })]
      expect(took).toEqual(['straight', 'through Apollo Server'])
      expect(straight).toEqual(through)
      expect(straight.text).toContain(says)
      const ofTheOperation = /^\{"errors":.*(FAILED|TOO_COMPLEX|BAD_USER_INPUT)/.test(straight.text) && status === 200
      expect(straight.status).toBe(ofTheOperation && accept !== 'application/json' ? 400 : status)
    })

    it('where a fact is missing that it needs', async () => {
      const given = { ...ofPerson('name'), headers: { accept } }
      const [straight, through] = await withoutCases(async () => [await send(given, {}), await send(given, { extensions: { persistedQuery: null } })] as const)
      expect(straight).toEqual(through)
      expect([straight.status, straight.text]).toEqual([503, expect.stringContaining('LIBRARY_UNAVAILABLE')])
    })
  })

  it('where it comes from nobody in particular and is not open', async () => {
    const given = { ...ofPerson('name'), anonymous: true }
    const [straight, through] = [await send(given, {}), await send(given, { extensions: { persistedQuery: null } })]
    expect(straight).toEqual(through)
    expect(straight.status).toBe(401)
  })

  it('where it is asked by a system without a grant', async () => {
    const given = { ...ofPerson('name'), headers: asOutsider() }
    expect(await send(given, {})).toEqual(await send(given, { extensions: { persistedQuery: null } }))
  })

  it('but for what Apollo Server has to say of its body', async () => {
    took.length = 0
    for (const extensions of [{ extensions: [] }, { variables: 'x' }, { operationName: 7 }, { query: 7 }]) {
      expect((await send({ query: '{ __typename }' }, extensions)).status).toBe(400)
    }
    expect((await send({ query: '{ __typename }' }, { extensions: { persistedQuery: { version: 1, sha256Hash: '0' } } })).text).toContain('BAD_USER_INPUT')
    expect(new Set(took)).toEqual(new Set(['through Apollo Server']))
  })
})

describe('What fails unexpectedly', () => {
  it.each(['read', 'answered'])('while it is being %s is told by a trace id alone, and is one line in the log', async (when) => {
    const given = { query: '{ division(code: "990101") { name } }', anonymous: true }
    const told = []
    for (const extensions of [{}, { extensions: { persistedQuery: null } }]) {
      faults.length = 0
      // The clock is first asked when a question is read, and then again.
      looks = when === 'read' ? 1 : 2
      told.push(await send(given, extensions))
      looks = Infinity
      expect(faults).toEqual([SECRET])
    }
    expect(told[0]).toEqual(told[1])
    const extensions = { code: 'INTERNAL_SERVER_ERROR', traceId: '…' }
    expect([told[0]?.status, told[0]?.text]).toEqual([500, `${JSON.stringify({ errors: [{ message: 'the hub failed; quote the trace id', extensions }] })}\n`])
  })
})
