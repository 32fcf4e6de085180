import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AccessPlan } from '#platform/access'
import { sealedCursors } from '#platform/connection'
import { type ContractItem, ContractItems, readContract } from '#platform/contract'
import type { Subgraph } from '#platform/subgraph'
import { shippedLimits } from '../../router/sla.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/harness/database.ts'
import { ask, planOf, testClock, TODAY } from '../../tests/harness/library.ts'
import { type CatalogueRows, load } from './commands.ts'
import type { ItemOfSubject, ObjectionLeave } from './domain/may-object.ts'
import { catalogue, objectionFacts, objectionNews } from './index.ts'

const US = '11990000000000019A'
const POLICE = '1199010000000022XR'
const TAX = '1199010000000051XQ'

const resource = { classCode: '101001', format: '7', shareClass: 'CONDITIONAL', updateCycle: '1', open: false, version: 1 } as const
const ROWS: CatalogueRows = {
  agencies: [], consumers: [], registrations: [], grants: [], grantItems: [],
  resources: [
    { ...resource, code: '101001/000001', name: '人口基本信息', provider: POLICE, state: 'PUBLISHED' },
    { ...resource, code: '101001/000002', name: '人口联系方式', provider: POLICE, state: 'WITHDRAWN' },
  ],
  resourceItems: [
    { resource: '101001/000001', item: 'Person.name', ordinal: 1, title: '姓名', dataType: 'String', share: 'CONDITIONAL', dataClass: 'PERSONAL', mask: 'NAME', open: false },
    { resource: '101001/000002', item: 'Person.mobile', ordinal: 1, title: '电话', dataType: 'String', share: 'CONDITIONAL', dataClass: 'PERSONAL', mask: 'PHONE', open: false },
  ],
}
const people = new ContractItems(readContract('population'))
const ITEMS = ['Person.name', 'Person.mobile'].map((coordinate) => people.get(coordinate) as ContractItem)

let db: TestDatabase
let library: Subgraph
let withoutRouter: Subgraph
let leave: ObjectionLeave
const asked: ItemOfSubject[] = []
beforeAll(async () => {
  db = await openTestDatabase(['catalogue'])
  const services = { db, clock: testClock, cursors: sealedCursors(Buffer.alloc(32, 5)), items: () => ITEMS, limits: shippedLimits() }
  library = catalogue({ ...services, mayObject: async (_plan, about) => (asked.push(about), leave) })
  withoutRouter = catalogue(services)
  await load(db, ROWS)
})
afterAll(() => db?.close())

const LEAVE: ObjectionLeave = { agency: US, caseNo: 'CASE-0001', refusal: null }
const plan = (agency: string, operator: string, personas: string[] = [], represented: string | null = null): AccessPlan => planOf({
  agency, personas, actor: { operator, represented }, common: Object.fromEntries(library.items.all().map(({ coordinate }) => [coordinate, 'CLEAR' as const])),
})
const window = () => plan(US, 'clerk')
const steward = () => plan(POLICE, 'steward', ['steward'])
const INPUT = { item: 'Person.name', subject: { citizenId: 'key' }, statement: '姓名有误', evidence: [{ kind: 'PHOTO', digest: 'a'.repeat(64), name: '照片.jpg' }] }
const FIELDS = 'id state { code } subjectId caseNo clock { dueOn state daysLeft } late events { action }'

async function change(by: AccessPlan, name: string, input: object, of: Subgraph = library) {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`
  const { data, errors } = await ask(of, by, `mutation ($input: ${type}!) { ${name}(input: $input) { ${FIELDS} } }`, { input })
  return { changed: data?.[name] as Record<string, unknown> | null, codes: (errors ?? []).map(({ extensions }) => extensions['code']), words: (errors ?? []).map(({ message }) => message) }
}

const raise = (input: object = {}, by = window()) => ((leave = LEAVE), change(by, 'raiseObjection', { ...INPUT, ...input }))

describe('an objection is not raised', () => {
  it('where there is no router to decide whether the item may be read', async () => {
    expect((await change(window(), 'raiseObjection', INPUT, withoutRouter)).codes).toEqual(['LIBRARY_UNAVAILABLE'])
  })

  it('where the router refuses, which is told as it says it', async () => {
    leave = { ...LEAVE, refusal: { en: 'SUBJECT_NOT_PARTY: the purpose does not concern this subject', zh: '该主体与使用目的无关' } }
    const { changed, codes, words } = await change(window(), 'raiseObjection', INPUT)
    expect([changed, codes, words]).toEqual([null, ['FORBIDDEN'], ['SUBJECT_NOT_PARTY: the purpose does not concern this subject']])
    expect(asked.at(-1)).toEqual({ item: 'Person.name', subject: 'key' })
  })

  it.each([
    ['about an item that no resource in force has', { item: 'Person.mobile' }, ['input.item: NOT_PUBLISHED: the item is not published in the catalogue']],
    ['about an item that there is not', { item: 'Person.shoeSize' }, ['input.item: UNKNOWN_ITEM: no such item']],
    ['about a slice of what has none', { item: 'Person.name@A' }, ['input.item: UNKNOWN_ITEM: no such item']],
  ])('%s', async (_what, input, words) => {
    const { codes, words: told } = await raise(input)
    expect([codes, told]).toEqual([['BAD_USER_INPUT'], words])
  })

  it('by the provider itself, which corrects the item at its source', async () => {
    expect((await raise({}, plan(POLICE, 'clerk'))).codes).toEqual(['FORBIDDEN'])
  })
})

describe('the time to answer', () => {
  it('is not guessed where the working days of a year are not loaded, and is counted once they are', async () => {
    const { changed } = await raise()
    expect(changed).toMatchObject({ caseNo: 'CASE-0001', clock: { dueOn: null, state: 'UNKNOWN', daysLeft: null }, late: null })
    const heard: (number | null)[] = []
    const news = objectionNews(db, (version) => heard.push(version))
    const days = [{ day: '2026-01-01', worked: false, name: '元旦' }]
    await ask(library, plan(US, 'officer', ['sharing-authority']), 'mutation ($input: LoadCalendarInput!) { loadCalendar(input: $input) { year } }', { input: { year: 2026, days } })
    // Those who tell readers of it are told of the last day too.
    expect(new Set(heard.filter((version) => version !== null)).size).toBe(1)
    await news.stop()
    const { data } = await ask(library, window(), `{ objection(id: "${String(changed?.['id'])}") { ${FIELDS} } }`)
    expect(data?.['objection']).toMatchObject({ clock: { dueOn: '2026-03-16', state: 'NORMAL', daysLeft: 10 }, late: false })
    expect((await objectionFacts(db).told(TODAY)).map(({ dueOn }) => dueOn)).toEqual(['2026-03-16'])
    await change(window(), 'withdrawObjection', { id: changed?.['id'] })
    expect(await objectionFacts(db).told(TODAY)).toEqual([])
  })
})

describe('an objection', () => {
  it('is one for each raiser, and may be raised again once it is over', async () => {
    const first = await raise()
    expect((await raise()).codes).toEqual(['CONFLICT'])
    const other = await raise({}, plan(TAX, 'clerk'))
    const own = await raise({}, plan('', 'UNATTENDED', [], 'key'))
    expect([other.codes, own.codes]).toEqual([[], []])
    for (const { changed } of [first, other, own]) expect((await change(steward(), 'answerObjection', { id: changed?.['id'], outcome: 'CONFIRMED', answer: '无误' })).codes).toEqual([])
    expect((await raise()).codes).toEqual([])
  })

  it('has one effect where the same is sent at once, and is another for another who acts in person', async () => {
    const input = { clientMutationId: 'same', statement: '同时' }
    const person = (key: string) => raise({ ...input, subject: null }, plan('', 'UNATTENDED', [], key))
    const [one, again] = await Promise.all([person('one'), person('one')])
    const other = await person('other')
    expect([one.codes, again.codes, other.codes]).toEqual([[], [], []])
    expect(again.changed?.['id']).toBe(one.changed?.['id'])
    expect(other.changed?.['id']).toEqual(expect.any(String))
    expect(other.changed?.['id']).not.toBe(one.changed?.['id'])
  })

  it('is answered by one of many who answer at once, and the others are told that it was', async () => {
    const { changed } = await raise({ subject: { citizenId: 'many' } })
    const answers = await Promise.all(Array.from({ length: 8 }, (_, at) => change(plan(POLICE, `steward ${at}`, ['steward']), 'answerObjection', { id: changed?.['id'], outcome: 'CORRECTED', answer: `${at}` })))
    expect(answers.flatMap(({ codes }) => codes)).toEqual(Array.from({ length: 7 }, () => 'CONFLICT'))
    const [told] = (await objectionFacts(db).told(TODAY)).filter(({ subject }) => subject === 'many')
    expect(told?.answer).toBe(String(answers.findIndex(({ codes }) => codes.length === 0)))
  })

  it('calls its subject as the agency that asks knows it', async () => {
    const { changed } = await raise({ subject: { citizenId: 'another' } })
    expect(changed?.['subjectId']).toMatch(/^[\w-]{22}$/)
    const organisation = await raise({ subject: { creditCode: US } })
    expect([organisation.codes, organisation.changed?.['subjectId']]).toEqual([[], null])
  })

  it('is listed with its events and its time in one statement each, however many there are', async () => {
    const before = db.statements.count
    const { data } = await ask(library, steward(), `{ objections(filter: { side: PROVIDER }) { edges { node { ${FIELDS} } } } }`)
    expect((data?.['objections'] as { edges: unknown[] }).edges.length).toBeGreaterThan(5)
    expect(db.statements.count - before).toBe(3)
  })

  it('is listed page by page, the newest first', async () => {
    const pages: string[] = []
    for (let after: string | null = null, more = true; more;) {
      const { data } = await ask(library, steward(), 'query ($after: String) { objections(first: 2, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } }', { after })
      const { edges, pageInfo } = data?.['objections'] as { edges: { node: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } }
      pages.push(...edges.map(({ node }) => node.id))
      after = pageInfo.endCursor
      more = pageInfo.hasNextPage
    }
    expect(new Set(pages).size).toBe(pages.length)
    expect(pages.length).toBeGreaterThan(5)
  })
})
