import { Writable } from 'node:stream'
import { GraphQLError } from 'graphql'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ContractItems, readContract } from '#platform/contract'
import { openLog } from '#platform/log'
import type { AskedLibrary, Hop } from '#platform/subgraph'
import { type Answer, openTestHub, type TestHub } from '../harness/hub.ts'
import { hops, numberOf, refusals, under } from './story.ts'

/** Stands for what a library must not tell, in whatever shape it comes. */
const SECRET = 'S3CRET-OF-THE-LIBRARY'
// Far above what the first hop of a cold library takes on a busy machine; one of the fakes waits for it once.
const PATIENCE_MS = 3_000

type Behaviour = (hop: Hop) => unknown

let hub: TestHub
let logged = ''
let credit: Behaviour
let cases: Behaviour | null = null

/** A library that does as a test says; it has the contract of a real one, as the router reads it. */
function fake(name: 'credit' | 'cases', behaviour: () => Behaviour): AskedLibrary {
  const contract = readContract(name)
  return {
    name, contract, items: new ContractItems(contract),
    open: () => async (hop) => (await behaviour()(hop)) as never,
  }
}

const isAboutPurpose = ({ document }: Hop) => JSON.stringify(document).includes('_casePurpose')

/** The case of the story, as the real library would tell it. */
const CASE = {
  kind: 'APPLICATION', state: '30', open: true, agencyRoles: ['DECIDING'], step: null, handlingDivision: '990101000000', region: null, category: null,
  decidedAt: null, expiresAt: null, proven: true,
}

beforeAll(async () => {
  const destination = new Writable({ write: (chunk: Buffer, _encoding, done) => ((logged += chunk.toString()), done()) })
  hub = await openTestHub({
    log: openLog({ level: 'trace', destination }), patienceMs: PATIENCE_MS,
    elsewhere: new Map([['credit', fake('credit', () => credit)], ['cases', fake('cases', () => cases ?? wellBehavedCases)]]),
  })
})
afterAll(() => hub.close())
beforeEach(() => {
  logged = ''
  cases = null
})

const purpose = under('old-age-allowance', 'allowance')

const wellBehavedCases: Behaviour = async (hop) => {
  if (!isAboutPurpose(hop)) throw new Error('not asked here')
  const { keyOf } = await import('./story.ts')
  const subject = keyOf(numberOf('old-man'))
  return { data: { _casePurpose: { ...CASE, matterCode: purpose.matter, parties: [{ subject, role: 'APPLICANT', addedAt: null }] } } }
}

const QUERY = `query ($id: CitizenId!) {
  person(citizenId: $id) { name isAlive credit { seriouslyDishonest } licences { name } }
}`
const ask = (query = QUERY): Promise<Answer> => hub.ask({ persona: 'civil-affairs', purpose, query, variables: { id: numberOf('old-man') } })

/** The answer to a lookup of one person: whatever stands for the entity, and for its members. */
const entity = (value: unknown) => ({ data: { _entities: [value] } })
const entityOf = (value: unknown): Behaviour => () => entity(value)
const parsed = (text: string) => JSON.parse(text) as unknown
const right = { credit: { seriouslyDishonest: false } }
const failed = (error: unknown): Behaviour => () => ({ data: null, errors: [error] })

const NONSENSE: [string, Behaviour][] = [
  ['nothing', () => undefined],
  ['null', () => null],
  ['a text', () => SECRET],
  ['a number', () => 1],
  ['a list', () => [entity(right)]],
  ['neither data nor errors', () => ({})],
  ['data that is a text', () => ({ data: SECRET })],
  ['data that is a list', () => ({ data: [SECRET] })],
  ['data of another question', () => ({ data: { person: { name: SECRET } } })],
  ['more than was asked', () => ({ data: { _entities: [right], other: SECRET } })],
  ['fewer entities than were asked', () => ({ data: { _entities: [] } })],
  ['more entities than were asked', () => ({ data: { _entities: [right, right] } })],
  ['a hundred thousand entities', () => ({ data: { _entities: Array(100_000).fill(right) } })],
  ['an entity that is a text', entityOf(SECRET)],
  ['an entity that is a list', entityOf([right])],
  ['an entity of another type', entityOf({ ...right, __typename: 'LegalPerson' })],
  ['an entity with a member that nobody asked for', entityOf({ ...right, name: SECRET })],
  ['an entity without its members', entityOf({})],
  ['text in place of truth', entityOf({ ...right, credit: { seriouslyDishonest: SECRET } })],
  ['a tree in place of truth', entityOf({ ...right, credit: { seriouslyDishonest: { [SECRET]: SECRET } } })],
  ['a list in place of an object', entityOf({ ...right, credit: [{ seriouslyDishonest: false }] })],
  ['a member called __proto__', entityOf(parsed(`{ "credit": { "seriouslyDishonest": false }, "__proto__": { "polluted": "${SECRET}" } }`))],
  ['__proto__ in place of what was asked', entityOf(parsed(`{ "__proto__": { "credit": { "seriouslyDishonest": false } } }`))],
  ['__proto__ far inside', entityOf(parsed(`{ "credit": { "seriouslyDishonest": false, "__proto__": { "polluted": "${SECRET}" } } }`))],
  ['constructor as a member', entityOf(parsed(`{ "credit": { "seriouslyDishonest": false, "constructor": { "prototype": { "polluted": "${SECRET}" } } } }`))],
  ['__proto__ at the root', () => ({ data: parsed(`{ "_entities": [], "__proto__": { "polluted": "${SECRET}" } }`) })],
  ['members that throw when they are read', () => ({ data: { get _entities(): unknown { throw new Error(SECRET) } } })],
  ['a promise of data', () => ({ data: Promise.resolve({ _entities: [right] }) })],
  ['itself inside itself', () => { const own: Record<string, unknown> = { ...right }; own['credit'] = own; return entity(own) }],
  ['errors that are a text', () => ({ data: null, errors: SECRET })],
  ['errors that are texts', failed(SECRET)],
  ['an error without a code', failed({ message: SECRET, path: ['_entities', 0] })],
  ['an error that speaks for the hub', failed({ message: SECRET, path: ['_entities'], extensions: { code: 'AUDIT_UNAVAILABLE' } })],
  ['an error of a status', failed({ message: SECRET, extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } } })],
  ['an error at a place that is not there', failed({ message: SECRET, path: ['nowhere', SECRET], extensions: { code: 'BAD_USER_INPUT' } })],
  ['an error at a place that is no place', failed({ message: SECRET, path: SECRET, extensions: { code: 'BAD_USER_INPUT' } })],
  ['an error at __proto__', failed({ message: SECRET, path: ['_entities', 0, '__proto__'], extensions: { code: 'BAD_USER_INPUT' } })],
  ['an error of graphql-js at a place that is not there', failed(new GraphQLError(SECRET, { path: ['nowhere'] }))],
  ['an error of a thousand words', failed({ message: `${SECRET} `.repeat(1_000), extensions: { code: 'BAD_USER_INPUT' } })],
  ['a hundred thousand errors', () => ({ data: null, errors: Array(100_000).fill({ message: SECRET, extensions: { code: 'BAD_USER_INPUT' } }) })],
  ['a throw', () => { throw new Error(SECRET) }],
  ['a throw of a text', () => { throw SECRET as unknown as Error }],
  ['a throw of an error with a code', () => { throw new GraphQLError(SECRET, { extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } } }) }],
  ['silence', () => new Promise(() => {})],
]

describe('A library that answers with', () => {
  it.each(NONSENSE)('%s is unavailable at its own places, named in the log, and leaks nothing; the others answer', async (_what, behaviour) => {
    credit = behaviour
    const members = Object.getOwnPropertyNames(Object.prototype)
    const answer = await ask()
    expect(answer.status).toBe(200)
    expect(answer.data).toEqual({ person: {
      name: '张大山', isAlive: true, credit: null, licences: ['社会保障卡', '居民身份证', '居民户口簿'].map((name) => ({ name })),
    } })
    expect(refusals(answer)).toEqual(['person.credit: LIBRARY_UNAVAILABLE'])
    expect([...hops(answer)].sort()).toEqual(['credit', 'licences', 'population'])
    const told = logged.split('\n').filter((line) => line.includes('"event":"hop"')).map((line) => JSON.parse(line) as { library: string; failure: string })
    expect(told.map(({ library }) => library)).toEqual(['credit'])
    expect(['wrong answer', 'thrown', 'timeout']).toContain(told[0]?.failure)
    for (const text of [answer.text, logged]) expect(text).not.toContain(SECRET)
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(members)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  it('what was asked is believed, so that the others fail for their fault alone', async () => {
    credit = entityOf(right)
    const answer = await ask()
    expect(answer.refused).toEqual([])
    expect(answer.data.person.credit).toEqual({ seriouslyDishonest: false })
    expect(logged).not.toContain('"event":"hop"')
  })

  it('an error at its own place is told as it is, without what it carries beside its code', async () => {
    credit = failed({ message: 'first must be from 1 to 100', path: ['_entities', 0, 'credit'], extensions: { code: 'BAD_USER_INPUT', argument: SECRET, stacktrace: [SECRET] } })
    const answer = await ask()
    expect(answer.refused).toEqual([{ code: 'BAD_USER_INPUT', path: ['person', 'credit'] }])
    expect(answer.text).not.toContain(SECRET)
  })

  it('nonsense at once and an answer later is asked again', async () => {
    credit = () => SECRET
    await ask()
    credit = entityOf(right)
    expect((await ask()).refused).toEqual([])
  })
})

describe('A library whose word the decision needs', () => {
  const open = { data: { _casePurpose: { ...CASE, matterCode: 'x', parties: [] } } }
  it.each<[string, Behaviour]>([
    ['throws', () => { throw new Error(SECRET) }],
    ['says nothing', () => new Promise(() => {})],
    ['says something else', () => ({ data: { _casePurpose: SECRET } })],
    ['says less', () => ({ data: { _casePurpose: { kind: 'APPLICATION' } } })],
    ['says more', () => ({ data: { _casePurpose: { ...open.data._casePurpose, admin: true } } })],
    ['says yes in place of a list', () => ({ data: { _casePurpose: { ...open.data._casePurpose, agencyRoles: true } } })],
  ])('and that %s lets nothing be decided, and nothing personal out', async (_what, behaviour) => {
    credit = entityOf(right)
    cases = behaviour
    const answer = await ask()
    expect([answer.status, answer.data]).toEqual([503, null])
    expect(answer.refused).toEqual([expect.objectContaining({ code: 'LIBRARY_UNAVAILABLE' })])
    expect(logged).toContain('"library":"cases"')
    for (const text of [answer.text, logged]) expect(text).not.toContain(SECRET)
    expect(answer.text).not.toContain('张大山')
  })
})
