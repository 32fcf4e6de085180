import { Writable } from 'node:stream'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openLog } from '#platform/log'
import { type Answer, openTestHub, type Question, type TestHub } from '../harness/hub.ts'
import { SERVER } from '../harness/server.ts'
import { mismatch } from '../../subgraphs/catalogue/tables.ts'
import { everyPlace, type Place } from './naughty-questions.ts'
import { type Naughty, STORABLE, UNSTORABLE } from './naughty-strings.ts'
import { caseNo, numberOf, under } from './story.ts'

let hub: TestHub
let logged = ''

beforeAll(async () => {
  const destination = new Writable({ write: (chunk: Buffer, _encoding, done) => ((logged += chunk.toString()), done()) })
  hub = await openTestHub({ log: openLog({ level: 'trace', destination }) })
})
afterAll(() => hub.close())

const PLACES = everyPlace()
const IS_TEXT = new Set(['String', 'ID'])
const IS_NUMBER = new Set(['Int', 'Float'])
const TEXTS = PLACES.filter(({ scalar }) => !IS_NUMBER.has(scalar) && scalar !== 'Boolean')
const NUMBERS = PLACES.filter(({ scalar }) => IS_NUMBER.has(scalar))

/**
 * What a wrong value may end in. Anything else means that it got where it should not. Too many wrong claims are cut short, and an
 * operation to be explained may be no operation.
 */
const EXPECTED = new Set(['BAD_USER_INPUT', 'FORBIDDEN', 'RATE_LIMITED', 'GRAPHQL_PARSE_FAILED'])

/** In every text of the last round, so that it is found wherever one of them leaks. */
const MARK = 'L3AK-M4RK'

const CALLERS: readonly Partial<Question>[] = [
  { persona: 'civil-affairs', purpose: under('old-age-allowance', 'allowance') },
  { persona: 'auditor' },
]

const BATCH = 20
const batches = <T>(all: readonly T[]): T[][] => Array.from({ length: Math.ceil(all.length / BATCH) }, (_each, at) => all.slice(at * BATCH, (at + 1) * BATCH))

/** One question that puts each value into a place, under a name of its own. */
function questionOf(place: Place, values: readonly unknown[]): Pick<Question, 'query' | 'variables'> {
  const query = `query (${values.map((_value, at) => `$v${at}: ${place.type}`).join(', ')}) { ${values.map((_value, at) => place.asked(`a${at}`, `v${at}`)).join(' ')} }`
  return { query, variables: Object.fromEntries(values.map((value, at) => [`v${at}`, place.around(value)])) }
}

const codesIn = ({ refused }: Answer) => [...new Set(refused.map(({ code }) => code))].filter((code) => !EXPECTED.has(code))
const errorsIn = ({ text }: Answer) => JSON.stringify((JSON.parse(text) as { errors?: unknown }).errors ?? [])

/** Asks and looks at what must hold whatever is asked. */
async function askSafely(question: Question): Promise<Answer> {
  // Wrong claims are counted by operator and case, and these are not the ones to be counted.
  await hub.db.orm.delete(mismatch)
  const answer = await hub.ask(question)
  expect([200, 400, 429], answer.text.slice(0, 300)).toContain(answer.status)
  expect(codesIn(answer), errorsIn(answer).slice(0, 300)).toEqual([])
  return answer
}

const isRoot = ({ name }: Place) => name.startsWith('Query.')

/** All of them where a root may take them to a statement of a server; elsewhere, and on PGlite, which takes thrice as long, one of each kind or so. */
const textsFor = (place: Place, caller: Partial<Question>): readonly Naughty[] =>
  SERVER !== undefined && isRoot(place) && IS_TEXT.has(place.scalar) && caller === CALLERS[0] ? STORABLE : STORABLE.filter((_each, at) => at % 5 === 0)
const unstorableFor = (place: Place) => (isRoot(place) ? UNSTORABLE : UNSTORABLE.filter((_each, at) => at % 3 === 0))

describe('Texts that have broken software before', () => {
  const reached = new Map<string, string[]>()

  it('are put into every argument of every root field, and into those below it', () => {
    expect(TEXTS.length).toBeGreaterThan(20)
    expect(STORABLE.length).toBeGreaterThan(120)
    const roots = TEXTS.map(({ name }) => name)
    for (const name of ['Query.person(citizenId)', 'Query.persons(citizenIds)', 'Query.resources(filter.text)', 'Query.verifyPerson(claim.name)', 'Query.accessRecords(after)']) {
      expect(roots).toContain(name)
    }
  })

  it.each(TEXTS.map((place) => [place.name, place] as const))('through %s end in an answer or in BAD_USER_INPUT', async (name, place) => {
    for (const caller of CALLERS) {
      for (const batch of batches(textsFor(place, caller))) {
        const answer = await askSafely({ ...caller, ...questionOf(place, batch.map(({ text }) => text)) })
        const hops = (answer.extensions['hops'] ?? []) as string[]
        if (hops.length > 0) reached.set(name, hops)
        const told = errorsIn(answer)
        for (const { text } of batch) if (text.length >= 12) expect(told).not.toContain(JSON.stringify(text).slice(1, -1))
      }
    }
  })

  it('really reach the libraries that look records up by them', () => {
    const looked = ['Query.checkName(name)', 'Query.matter(code)', 'Query.licenceType(code)', 'Query.resources(filter.text)', 'Query.verifyPerson(claim.name)']
    expect(looked.filter((name) => !reached.has(name))).toEqual([])
  })

  it.each(TEXTS.map((place) => [place.name, place] as const))('through %s that no database keeps are refused by place and check, before any library is asked', async (_name, place) => {
    for (const { text } of unstorableFor(place)) {
      const answer = await askSafely({ ...CALLERS[0], ...questionOf(place, [text]) })
      expect(answer.data).toBeNull()
      const [refused] = answer.refused as unknown as { code: string; faults: { argument: string; check: string }[] }[]
      expect(refused?.code).toBe('BAD_USER_INPUT')
      if (IS_TEXT.has(place.scalar)) expect(refused?.faults.map(({ check }) => check)).toEqual(['characters'])
      expect(refused?.faults[0]?.argument).toMatch(/^\$v0(?:\.\w+)*$/)
    }
  })

  it.each(TEXTS.map((place) => [place.name, place] as const))('through %s are nowhere repeated', async (_name, place) => {
    const some = STORABLE.filter(({ text }) => text.length < 5_000).filter((_each, at) => at % 9 === 0).slice(0, BATCH)
    for (const caller of CALLERS) {
      const answer = await askSafely({ ...caller, ...questionOf(place, some.map(({ text }) => `${text}${MARK}`)) })
      expect(answer.text).not.toContain(MARK)
    }
  })

  it('inline are read like those in variables', async () => {
    for (const { text } of STORABLE) {
      const inline = JSON.stringify(text)
      const answer = await askSafely({ persona: 'outsider', query: `{ checkName(name: ${inline}) { isFree } resources(filter: { text: ${inline} }) { edges { node { name } } } }` })
      const variable = await askSafely({
        persona: 'outsider', variables: { text },
        query: 'query ($text: String!) { checkName(name: $text) { isFree } resources(filter: { text: $text }) { edges { node { name } } } }',
      })
      expect([answer.data, answer.refused.map(({ code }) => code)]).toEqual([variable.data, variable.refused.map(({ code }) => code)])
    }
  })

  it('inline that no database keeps are refused too', async () => {
    for (const { text } of UNSTORABLE) {
      const answer = await hub.ask({ persona: 'outsider', query: `{ checkName(name: ${JSON.stringify(text)}) { isFree } }` })
      expect(['BAD_USER_INPUT', 'GRAPHQL_PARSE_FAILED']).toContain(answer.refused[0]?.code)
      expect(answer.data).toBeNull()
    }
  })
})

describe('Numbers that have broken software before', () => {
  const RAW = ['-0', '0', '-1', '1e309', '-1e309', '1e308', '2147483647', '2147483648', '-2147483649', '1.5', '1e-400', '9007199254740993', '123456789012345678901234567890', '"5"', '"NaN"', 'true', 'null', '[1]', '{}']

  it.each(NUMBERS.map((place) => [place.name, place] as const))('through %s end in an answer or in BAD_USER_INPUT', async (_name, place) => {
    for (const raw of RAW) {
      for (const caller of CALLERS) {
        const { query, variables } = questionOf(place, ['@@'])
        const response = await fetch(`${hub.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${await hub.token(caller.persona ?? '')}` },
          body: JSON.stringify({ query, variables }).replace('"@@"', raw),
        })
        const text = await response.text()
        expect([200, 400], text.slice(0, 300)).toContain(response.status)
        const codes = ((JSON.parse(text) as { errors?: { extensions: { code: string } }[] }).errors ?? []).map(({ extensions }) => extensions.code)
        expect(codes.filter((code) => !EXPECTED.has(code)), text.slice(0, 300)).toEqual([])
      }
    }
  })
})

describe('The same texts elsewhere in a request', () => {
  const CALLER = { persona: 'civil-affairs', query: '{ division(code: "990101") { name } }' }
  const post = async (body: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`${hub.url}/graphql`, {
      method: 'POST', body, headers: { 'content-type': 'application/json', authorization: `Bearer ${await hub.token('outsider')}`, ...headers },
    })
    return { status: response.status, text: await response.text() }
  }
  const encoded = (text: string) => [...Buffer.from(text, 'utf8')].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')

  it('as reason of the purpose are kept as they are, or refused', async () => {
    const { matter } = under('old-age-allowance')
    let kept = 0
    for (const { text } of STORABLE.filter(({ text }) => text !== '' && text.length < 1_000)) {
      const answer = await askSafely({ ...CALLER, headers: { 'sharing-purpose': `matter="${matter}", reason=%"${encoded(text)}"` } })
      if (answer.status === 400) {
        expect(answer.text).toMatch(/Sharing-Purpose: reason (?:is longer|holds)/)
        continue
      }
      kept++
      const records = await hub.ask({ persona: 'auditor', query: '{ accessRecords(first: 1) { edges { node { reason } } } }' })
      expect(records.data.accessRecords.edges[0].node.reason).toBe(text)
    }
    expect(kept).toBeGreaterThan(80)
    for (const bytes of ['%00', '%ed%a0%80', '%ff', '%c0%80', '%f4%90%80%80']) {
      expect((await hub.ask({ ...CALLER, headers: { 'sharing-purpose': `matter="${matter}", reason=%"${bytes}"` } })).status).toBe(400)
    }
  })

  it('as matter and case of the purpose are refused', async () => {
    const own = under('old-age-allowance', 'allowance')
    for (const { text } of STORABLE.filter(({ text }) => /^[ -!#-[\]-~]+$/.test(text))) {
      for (const header of [`matter="${text}"`, `matter="${own.matter}", case="${text}"`, text]) {
        const answer = await hub.ask({ ...CALLER, headers: { 'sharing-purpose': header } })
        expect([200, 400]).toContain(answer.status)
        if (answer.status === 400) expect(answer.refused.map(({ code }) => code)).toEqual(['BAD_USER_INPUT'])
        if (text.length >= 12) expect(errorsIn(answer)).not.toContain(JSON.stringify(text).slice(1, -1))
      }
    }
  })

  it('as name of the operation are refused and not repeated', async () => {
    for (const { text } of [...STORABLE, ...UNSTORABLE]) {
      const { status, text: told } = await post(JSON.stringify({ query: 'query A { __typename }', operationName: `${text}${MARK}` }))
      expect(status).toBe(200)
      expect(told).toContain('BAD_USER_INPUT')
      expect(told).not.toContain(MARK)
    }
  })

  it('as the question itself are refused and not repeated', async () => {
    for (const { text } of [...STORABLE, ...UNSTORABLE]) {
      const { status, text: told } = await post(JSON.stringify({ query: `${text} "${MARK}"` }))
      expect([200, 400], told).toContain(status)
      expect(told).not.toContain(MARK)
    }
  })

  it('as token are refused like any other', async () => {
    for (const { text } of STORABLE.filter(({ text }) => /^[ -~]+$/.test(text))) {
      const { status } = await post(JSON.stringify({ query: '{ __typename }' }), { authorization: `Bearer ${text}` })
      expect([401, 431]).toContain(status)
    }
  })

  it('as names of members and of variables are members and variables, and nothing else', async () => {
    const prototype = Object.getOwnPropertyNames(Object.prototype)
    for (const { text } of [...STORABLE, ...UNSTORABLE]) {
      const own = JSON.stringify(text)
      const { status, text: told } = await post(`{ ${own}: { "polluted": 1 }, "query": "{ __typename }", "variables": { ${own}: { ${own}: ["${MARK}"] } }, "extensions": { ${own}: 1 } }`)
      if (!['query', 'variables', 'extensions'].includes(text)) expect([status, told]).toEqual([200, expect.stringContaining('{"__typename":"Query"}')])
      expect(told).not.toContain(MARK)
    }
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(prototype)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  it('of members that come twice, the last counts, for permission as for the answer', async () => {
    const [mine, other] = [numberOf('old-man'), numberOf('old-wife')]
    const query = 'query ($id: CitizenId!) { person(citizenId: $id) { name } }'
    const headers = {
      authorization: `Bearer ${await hub.token('civil-affairs')}`,
      'sharing-purpose': `matter="${under('old-age-allowance').matter}", case="${caseNo('allowance')}"`,
    }
    const twice = (first: string, second: string) =>
      post(`{ "query": "{ nothing }", "query": ${JSON.stringify(query)}, "variables": { "id": "${other}" }, "variables": { "id": "${first}", "id": "${second}" } }`, headers)
    expect((await twice(other, mine)).text).toContain('张大山')
    const stranger = await twice(mine, other)
    expect(stranger.text).toContain('SUBJECT_NOT_PARTY')
    expect(stranger.text).not.toContain('李玉珍')
  })
})

describe('Afterwards', () => {
  it('none of it stands in the log, in a metric or on record', async () => {
    const metrics = await (await fetch(`${hub.url}/metrics`)).text()
    const result: unknown = await hub.db.orm.execute(sql`select row_to_json(kept)::text as row from audit.access_entry as kept`)
    const rows = (Array.isArray(result) ? result : (result as { rows: unknown }).rows) as { row: string }[]
    expect(rows.length).toBeGreaterThan(500)
    for (const text of [logged, metrics, rows.map(({ row }) => row).join('\n')]) expect(text).not.toContain(MARK)
    expect(logged).not.toContain('"event":"fault"')
    expect(logged).not.toContain('"event":"hop"')
    for (const { text } of STORABLE) if (text.length >= 12) expect(logged).not.toContain(JSON.stringify(text).slice(1, -1))
  })
})
