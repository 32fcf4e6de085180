import { request as httpRequest } from 'node:http'
import { Writable } from 'node:stream'
import { getIntrospectionQuery } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openLog } from '#platform/log'
import { LIMITS } from '../../router/limits.ts'
import { setConsumerState } from '../../subgraphs/catalogue/commands.ts'
import { openTestHub, type TestHub } from '../harness/hub.ts'
import { testClock } from '../harness/library.ts'
import { numberOf, refusals, under } from './story.ts'

const ATTEMPTS = 20
const RESPONSE_TYPE = 'application/graphql-response+json'
const purpose = under('old-age-allowance', 'allowance')

let hub: TestHub
let token: string
let logged = ''
let passed = 0

beforeAll(async () => {
  const destination = new Writable({ write: (chunk: Buffer, _encoding, done) => ((logged += chunk.toString()), done()) })
  const clock = { now: () => testClock.now() + passed }
  hub = await openTestHub({ log: openLog({ level: 'trace', destination }), clock, attemptsPerMinute: ATTEMPTS })
  token = await hub.token('outsider')
})
afterAll(() => hub.close())

interface Told {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly text: string
  // The shape is what each test asserts.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any
}

type Sent = { method?: string; path?: string; headers?: Record<string, string>; body?: string | Buffer }

/** A request as it is, without what a client library adds. */
function send({ method = 'POST', path = '/graphql', headers = {}, body }: Sent): Promise<Told> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(`${hub.url}${path}`, { method, headers }, (incoming) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8')
        const body: unknown = text !== '' && /json/.test(String(incoming.headers['content-type'])) ? JSON.parse(text) : text
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text, body })
      })
    })
    outgoing.on('error', reject).end(body)
  })
}

const question = (query: string, more: object = {}) => JSON.stringify({ query, ...more })
const asked = (body: string | Buffer, headers: Record<string, string> = {}) =>
  send({ body, headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers } })
const codeIn = ({ body }: Told): unknown => body.errors?.[0]?.extensions?.code
const TYPENAME = question('{ __typename }')

describe('A request that is not made well is refused', () => {
  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/json; charset=gbk', 'application/xml', ''])(
    'where its body is %j, which a page of another site could send',
    async (type) => {
      const answer = await asked(TYPENAME, { 'content-type': type, 'apollo-require-preflight': '1' })
      expect([answer.status, codeIn(answer)]).toEqual([415, 'BAD_USER_INPUT'])
    },
  )

  it('where its body is packed', async () => {
    expect((await asked(TYPENAME, { 'content-encoding': 'gzip' })).status).toBe(415)
  })

  it.each(['PUT', 'DELETE', 'PATCH', 'PROPFIND'])('where it is a %s, which is told what it may be', async (method) => {
    const answer = await send({ method, headers: { authorization: `Bearer ${token}` } })
    expect([answer.status, answer.headers['allow'], codeIn(answer)]).toEqual([405, 'GET, POST, OPTIONS', 'BAD_USER_INPUT'])
    const page = await send({ method, path: '/livez' })
    expect([page.status, page.headers['allow']]).toEqual([405, 'GET, HEAD, OPTIONS'])
  })

  it('as a HEAD of the endpoint, since nothing is asked without being recorded', async () => {
    expect((await send({ method: 'HEAD' })).status).toBe(405)
    expect((await send({ method: 'HEAD', path: '/livez' })).status).toBe(200)
  })

  it('as an OPTIONS only with what may be sent: no page of another site is let in', async () => {
    const answer = await send({ method: 'OPTIONS', headers: { origin: 'https://elsewhere.example', 'access-control-request-method': 'POST' } })
    expect([answer.status, answer.headers['allow']]).toEqual([204, 'GET, POST, OPTIONS'])
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([])
  })

  it('as a GET that a page of another site could send', async () => {
    const path = `/graphql?${new URLSearchParams({ query: '{ __typename }' }).toString()}`
    const forged = await send({ method: 'GET', path })
    expect([forged.status, codeIn(forged)]).toEqual([400, 'BAD_USER_INPUT'])
    for (const name of ['apollo-require-preflight', 'authorization']) {
      const own = await send({ method: 'GET', path, headers: { [name]: name === 'authorization' ? `Bearer ${token}` : '1' } })
      expect([own.status, own.body.data]).toEqual([200, { __typename: 'Query' }])
    }
  })

  it('where it takes no answer that there is, before anything is put on record', async () => {
    const answer = await asked(TYPENAME, { accept: 'text/html' })
    expect([answer.status, codeIn(answer)]).toEqual([406, 'BAD_USER_INPUT'])
  })

  it.each([
    ['no JSON', '{'], ['a list', `[${TYPENAME}]`], ['a text', '"{ __typename }"'], ['a number', '1e309'], ['nothing', ''], ['null', 'null'],
    ['an object of nothing', '{}'], ['two texts', `${TYPENAME}${TYPENAME}`],
    ['JSON in another encoding', Buffer.from(TYPENAME, 'utf16le')], ['bytes that are no text', Buffer.from([0x7b, 0xff, 0xfe, 0x7d])],
    ['a query that is no text', '{"query":{}}'], ['variables that are no object', question('{ __typename }', { variables: [] })],
    ['a hash in place of a query', '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"00"}}}'],
  ])('where its body is %s', async (_what, body) => {
    const answer = await asked(body)
    expect(answer.status).toBeGreaterThanOrEqual(body.toString().includes('persisted') ? 200 : 400)
    expect(answer.status).toBeLessThan(500)
    expect(codeIn(answer)).toBe('BAD_USER_INPUT')
    expect(answer.body.data).toBeUndefined()
  })

  it('where its body is larger than a megabyte, however it comes', async () => {
    for (const size of [LIMITS.body + 1, 20_000_000]) {
      const answer = await asked(question(`{ __typename } # ${'x'.repeat(size)}`))
      expect(answer.status).toBe(413)
      expect(answer.body.errors[0].extensions).toEqual({ code: 'OPERATION_TOO_COMPLEX', limit: 'body', max: 1_000_000 })
    }
    const streamed = await fetch(`${hub.url}/graphql`, {
      method: 'POST', headers: { 'content-type': 'application/json' }, duplex: 'half', body: new Blob(['x'.repeat(3_000_000)]).stream(),
    } as RequestInit)
    expect(streamed.status).toBe(413)
    await streamed.text()
  })
})

describe('A question beyond a limit is refused by limit and value', () => {
  const TOO_MUCH: [string, string, object?][] = [
    ['tokens', `{ ${'__typename '.repeat(LIMITS.tokens)} }`],
    ['characters', `{ __typename } # ${'x'.repeat(LIMITS.characters)}`],
    ['depth', `{ division(code: "990101") { ${'parent { '.repeat(20)} name ${' }'.repeat(20)} } }`],
    ['aliases', `{ division(code: "990101") { ${Array.from({ length: 101 }, (_each, at) => `a${at}: name`).join(' ')} } }`],
    ['rootFields', `{ ${Array.from({ length: 21 }, (_each, at) => `a${at}: __typename`).join(' ')} }`],
    ['directives', `{ __typename ${'@skip(if: false) '.repeat(51)} }`],
    ['list', `{ legalPersons(creditCodes: [${'"x" '.repeat(1_001)}]) { name } }`],
    ['list', 'query ($codes: [CreditCode!]!) { legalPersons(creditCodes: $codes) { name } }', { variables: { codes: Array(1_001).fill('x') } }],
    ['list', '{ __typename }', { variables: { undeclared: { deep: [Array(1_001).fill(1)] } } }],
  ]

  it.each(TOO_MUCH)('%s (%#)', async (limit, query, more = {}) => {
    const [plain, strict] = [await asked(question(query, more)), await asked(question(query, more), { accept: RESPONSE_TYPE })]
    for (const answer of [plain, strict]) {
      const max = LIMITS[limit as keyof typeof LIMITS]
      expect(answer.body.errors[0].extensions).toEqual({ code: 'OPERATION_TOO_COMPLEX', limit, max })
      expect(answer.body.errors[0].message).toContain(String(max))
      expect(answer.body.data).toBeUndefined()
    }
    expect([plain.status, strict.status]).toEqual([200, 400])
  })

  it('however deep its JSON, and whatever else it holds', async () => {
    const deep = `{"query":"{ __typename }","variables":{"a":${'['.repeat(490_000)}${']'.repeat(490_000)}}}`
    expect((await asked(deep)).body.errors[0].extensions.limit).toBe('valueDepth')
    const others = [`{"query":"{ __typename }","other":${'{"a":'.repeat(150_000)}1${'}'.repeat(150_000)}}`, question('{ __typename }', { extensions: { a: 1e308 } })]
    for (const other of others) expect((await asked(other)).body.data).toEqual({ __typename: 'Query' })
  })
})

describe('A fault of the operation', () => {
  const FAULTS: [string, string, object?][] = [
    ['GRAPHQL_PARSE_FAILED', '{'], ['GRAPHQL_VALIDATION_FAILED', '{ nothing }'], ['GRAPHQL_VALIDATION_FAILED', 'subscription { __typename }'],
    ['BAD_USER_INPUT', '{ division(code: "x") { name } }'], ['BAD_USER_INPUT', 'query A { __typename }', { operationName: 'B' }],
    ['BAD_USER_INPUT', 'query ($code: DivisionCode!) { division(code: $code) { name } }'],
  ]

  it.each(FAULTS)('%s is told under 200 in application/json, and under 400 in the type that was made for it: %s', async (code, query, more = {}) => {
    const [plain, strict] = [await asked(question(query, more)), await asked(question(query, more), { accept: RESPONSE_TYPE })]
    expect([plain.status, plain.headers['content-type'], codeIn(plain)]).toEqual([200, 'application/json; charset=utf-8', code])
    expect([strict.status, strict.headers['content-type'], codeIn(strict)]).toEqual([400, `${RESPONSE_TYPE}; charset=utf-8`, code])
    for (const { body } of [plain, strict]) expect(body.data).toBeUndefined()
  })

  it('of a header is a fault of the request, under 400 in either', async () => {
    for (const accept of ['application/json', RESPONSE_TYPE]) {
      expect((await asked(TYPENAME, { accept, 'sharing-purpose': 'nonsense' })).status).toBe(400)
    }
  })

  it('never suggests a name, to anybody', async () => {
    for (const authorization of [{}, { authorization: `Bearer ${token}` }]) {
      for (const query of ['{ persom(citizenId: "x") { name } }', '{ division(cod: "990101") { nam } }', '{ division(code: "990101") }', '{ __typename @skp(if: true) }', 'query ($a: Strin) { __typename }', '{ __typ(name: "Person") { name } }']) {
        const answer = await send({ body: question(query), headers: { 'content-type': 'application/json', ...authorization } })
        expect(answer.body.errors.length).toBeGreaterThan(0)
        expect(answer.text).not.toMatch(/did you mean/i)
      }
    }
  })
})

describe('The contract itself', () => {
  const CONTRACT = '{ __schema { queryType { name } } division(code: "990101") { name } __type(name: "Person") { name } }'
  const introspect = (persona: string | undefined, headers: Record<string, string> = {}) =>
    hub.ask({ ...(persona === undefined ? {} : { persona }), query: CONTRACT, headers })

  it('is told to no stranger', async () => {
    const answer = await introspect(undefined)
    expect([answer.status, answer.data, answer.refused]).toEqual([401, null, [{ code: 'UNAUTHENTICATED' }]])
  })

  it('is told to no consumer that was suspended, with the reason', async () => {
    await setConsumerState(hub.db, 'sys-tax', 'SUSPENDED')
    const answer = await introspect('tax')
    expect(answer.data).toEqual({ __schema: null, division: null, __type: null })
    expect(refusals(answer)).toEqual([
      'division.name: Division.name CONSUMER_SUSPENDED', '__schema: Query.__schema CONSUMER_SUSPENDED', '__type: Query.__type CONSUMER_SUSPENDED',
    ])
    const all = await introspect('tax', { 'sharing-denial': 'reject' })
    expect([all.data, refusals(all)]).toEqual([null, refusals(answer)])
    await setConsumerState(hub.db, 'sys-tax', 'ACTIVE')
    expect((await introspect('tax')).refused).toEqual([])
  })

  it('is told to any other consumer, in the order of the question', async () => {
    const answer = await introspect('outsider')
    expect(JSON.stringify(answer.data)).toBe('{"__schema":{"queryType":{"name":"Query"}},"division":{"name":"示例区"},"__type":{"name":"Person"}}')
  })

  it('is told to GraphiQL whole, without what is hidden', async () => {
    const query = getIntrospectionQuery({ specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true, inputValueDeprecation: true, oneOf: true })
    const answer = await hub.ask({ persona: 'outsider', query })
    expect(answer.refused).toEqual([])
    const types = answer.data.__schema.types as { name: string; fields: { name: string }[] | null }[]
    const coordinates = types.flatMap(({ name, fields }) => (fields ?? []).map((field) => `${name}.${field.name}`))
    expect(coordinates.length).toBeGreaterThan(300)
    expect(coordinates).toContain('Person.mobile')
    const hidden = coordinates.filter((each) => /\._/.test(each) || each === 'Person.key' || /^_[^_]/.test(each))
    expect(hidden).toEqual([])
    expect(types.filter(({ name }) => /^_[A-Z]|^join__|^link__/.test(name))).toEqual([])
  })

  it.each([
    '{ _entities(representations: []) { __typename } }', '{ _service { sdl } }', '{ _protectedPersons { subject } }', '{ _kin(subjects: []) { related } }',
    `{ _casePurpose(caseNo: "x", agency: "x") { kind } }`, '{ _matters(codes: ["x"]) { handleScope } }',
  ])('knows nothing of %s', async (query) => {
    for (const persona of [undefined, 'auditor']) {
      const answer = await hub.ask({ ...(persona === undefined ? {} : { persona }), query })
      expect(answer.refused.map(({ code }) => code)).toContain('GRAPHQL_VALIDATION_FAILED')
      expect(answer.data).toBeNull()
    }
  })

  it('knows nothing of the keys by which libraries are joined', async () => {
    const answer = await hub.ask({
      persona: 'civil-affairs', purpose, query: 'query ($id: CitizenId!) { person(citizenId: $id) { key } }', variables: { id: numberOf('old-man') },
    })
    expect(answer.refused).toEqual([{ code: 'GRAPHQL_VALIDATION_FAILED' }])
  })
})

describe('Sharing-Denial', () => {
  const QUERY = 'query ($id: CitizenId!) { person(citizenId: $id) { name household { householdNo } } }'
  const ask = (denial: string) =>
    hub.ask({ persona: 'civil-affairs', purpose, query: QUERY, variables: { id: numberOf('old-man') }, headers: { 'sharing-denial': denial } })

  it.each(['partial', 'Reject', 'REJECT', 'reject, reject', 'rej', 'reject;q=1', 'true', ''])('of %j is refused: nobody gets a part by a slip of the pen', async (denial) => {
    const answer = await ask(denial)
    expect([answer.status, answer.data]).toEqual([400, null])
    expect(answer.refused).toEqual([{ code: 'BAD_USER_INPUT', argument: 'Sharing-Denial' }])
    if (denial.length > 3) expect(answer.text).not.toContain(denial)
  })

  it('of reject gives all or nothing', async () => {
    const answer = await ask('reject')
    expect([answer.status, answer.data, refusals(answer)]).toEqual([200, null, ['person.household: Person.household NO_GRANT']])
  })
})

describe('Requests without a valid token', () => {
  const BAD = 'Bearer aaaa.bbbb.cccc'
  const from = (client: string, headers: Record<string, string> = {}, query = '{ division(code: "990101") { name } }') =>
    send({ body: question(query), headers: { 'content-type': 'application/json', 'x-forwarded-for': client, ...headers } })
  const CLOSED = `{ legalPerson(creditCode: "91110000802100433B") { name } }`
  const counted = async (reason: string) => {
    const metrics = await (await fetch(`${hub.url}/metrics`)).text()
    return Number(new RegExp(`govshare_attempts_total\\{reason="${reason}"\\} (\\d+)`).exec(metrics)?.[1] ?? 0)
  }

  it('are too many after as many as are allowed in a minute, and the next ones are told when to come back', async () => {
    const before = { refused: await counted('refused'), limited: await counted('limited') }
    for (let at = 0; at < ATTEMPTS; at++) expect((await from('192.0.2.1', { authorization: BAD })).status).toBe(401)
    const answer = await from('192.0.2.1', { authorization: BAD })
    expect([answer.status, codeIn(answer), answer.headers['retry-after']]).toEqual([429, 'RATE_LIMITED', '60'])
    expect(await counted('refused') - before.refused).toBe(ATTEMPTS)
    expect(await counted('limited') - before.limited).toBe(1)
  })

  it('count also where no token came and one was needed', async () => {
    const before = await counted('missing')
    for (let at = 0; at < ATTEMPTS; at++) expect((await from('192.0.2.2', {}, CLOSED)).status).toBe(401)
    expect((await from('192.0.2.2', {}, CLOSED)).status).toBe(429)
    expect(await counted('missing') - before).toBe(ATTEMPTS)
  })

  it('shut out neither other clients nor open data', async () => {
    expect((await from('192.0.2.3', { authorization: BAD })).status).toBe(401)
    const open = await from('192.0.2.1')
    expect([open.status, open.body.data]).toEqual([200, { division: { name: '示例区' } }])
  })

  it('shut out a token that was never accepted, and let one work on that was', async () => {
    const fresh = await hub.token('portal', 'old-man')
    expect((await from('192.0.2.1', { authorization: `Bearer ${fresh}` })).status).toBe(429)
    expect((await from('192.0.2.4', { authorization: `Bearer ${fresh}` })).status).toBe(200)
    expect((await from('192.0.2.1', { authorization: `Bearer ${fresh}` })).status).toBe(200)
  })

  it('are forgotten when the minute is over', async () => {
    passed += 60_000
    expect((await from('192.0.2.1', { authorization: BAD })).status).toBe(401)
    expect((await from('192.0.2.2', {}, CLOSED)).status).toBe(401)
  })

  it('are not counted where a question is open and came without one', async () => {
    for (let at = 0; at < 2 * ATTEMPTS; at++) expect((await from('192.0.2.5')).status).toBe(200)
  })

  it('leave no address and no token in the log or in a metric', async () => {
    const metrics = await (await fetch(`${hub.url}/metrics`)).text()
    for (const text of [logged, metrics]) {
      expect(text).not.toContain('192.0.2.')
      expect(text).not.toContain('127.0.0.1')
      expect(text).not.toContain('aaaa.bbbb')
    }
    expect(logged).toContain('"event":"request"')
  })
})
