import { type ExecutionResult, GraphQLError, print } from 'graphql'
import { describe, expect, it } from 'vitest'
import type { ContractItem } from '#platform/contract'
import { hubError } from '#platform/errors'
import { silentLog } from '#platform/log'
import { testClock } from '../tests/harness/library.ts'
import { AskedAbout } from './asked-about.ts'
import { ANONYMOUS } from './authenticate.ts'
import type { Facts } from './decision/facts.ts'
import { factsOf, grantOf, tools } from './decision/testing.ts'
import { asker } from './decision/asked.ts'
import { openDecider } from './decision/known.ts'
import type { Joined } from './execute/places.ts'
import { readOperation } from './operation.ts'
import { QuotaCounter } from './quota.ts'
import { openShelf } from './shelf.ts'
import type { AccessEntry } from '../subgraphs/audit/index.ts'
import { answer, type Desk, type Question } from './questions.ts'

const GRANTED = factsOf({ grants: [grantOf({ 'Person.citizenId': 'VERIFY', 'Person.name': 'CLEAR' })] })
const NAME = '{ person(citizenId: "applicant") { name } }'

/** Counts that are always had. */
const openUse = {
  takeQuota: async (asked: readonly { grant: string }[]) => new Set(asked.map(({ grant }) => grant)),
  giveBackQuota: async () => {},
  beginClaim: async () => 1,
  settleClaim: async () => ({ within: true, reached: false }),
}

interface Asking {
  readonly text: string
  readonly facts?: Facts
  /** What the libraries give and fail with, in the form in which they are joined. */
  readonly run?: { readonly data?: Joined; readonly errors?: readonly GraphQLError[] }
  readonly allOrNothing?: boolean
  readonly signal?: AbortSignal
  readonly record?: Desk['record']
  /** What finding the facts fails with. */
  readonly failing?: Error
  /** Milliseconds ago. */
  readonly begun?: number
}

/** Asks a question of a hub whose libraries answer what they are told to; `ran` is what they were asked. */
async function asking({ text, facts = GRANTED, run = {}, allOrNothing = false, signal, record, failing, begun = 0 }: Asking) {
  const operation = readOperation(tools.schema, text, {}, undefined)
  if ('errors' in operation) throw new Error('the operation of the test is not valid')
  const ran: string[] = []
  const steps: string[] = []
  const named: string[] = []
  const records: (AccessEntry & Record<'asked' | 'released' | 'refused' | 'searched' | 'grants', readonly string[]>)[] = []
  const faults: unknown[] = []
  const desk = {
    ...tools, libraries: new Map(), subjectSecret: Buffer.alloc(32), clock: testClock, log: { ...silentLog, fault: (_traceId: string, fault: unknown) => void faults.push(fault) },
    facts: {
      about: async (_identity: unknown, _purpose: unknown, asked: { named: readonly string[] }) => {
        named.push(...asked.named)
        if (failing !== undefined) throw failing
        return { ...facts, version: 1 }
      },
    },
    asked: asker(tools.schema, tools.items),
    decider: openDecider(),
    programs: openShelf({
      publicSchema: () => tools.schema,
      hops: () => [],
      plan: (document) => (given) => {
        if (document === null) return
        steps.push('run')
        ran.push(print(document).replace(/\s+/g, ' '))
        Object.assign(given.data, run.data)
        given.errors.push(...(run.errors ?? []))
      },
    }, tools.schema),
    grantCounts: { note: () => undefined },
    grantUse: { note: (releases: unknown[]) => void steps.push(...(releases.length > 0 ? ['note'] : [])) },
    askedAbout: new AskedAbout(),
    use: openUse,
    objections: { told: () => new Map() },
    quota: new QuotaCounter(openUse, () => testClock.now()),
    policyVersion: 'test',
    record: async (entry: Parameters<Desk['record']>[0]) => {
      steps.push('record')
      records.push({ ...entry, asked: [], released: [], refused: [], searched: [], grants: [], ...(JSON.parse(entry.decision.said) as object) })
      await record?.(entry)
      return { entry: '1-1' }
    },
  } as unknown as Desk
  const { caller, purpose } = facts
  const identity = caller.consumer === '' ? ANONYMOUS : { ...caller, channel: 'WINDOW' as const }
  const question: Question = { operation, purpose, identity, traceId: 'trace', startedAt: testClock.now() - begun, allOrNothing, client: '192.0.2.1', ...(signal === undefined ? {} : { signal }) }
  const { data, errors, extensions } = await answer(question, desk).then(
    ({ body }) => JSON.parse(body) as ExecutionResult,
    (error: unknown): ExecutionResult => ({ errors: [error instanceof GraphQLError ? error : new GraphQLError('unexpected')], extensions: {} }),
  )
  const codes = errors?.map((error) => error.extensions['code'])
  const told = errors?.map(({ message, extensions: { faults } }) => ({ message, faults }))
  return { data: (data ?? null) as unknown, codes, told, named, ran, steps, records, extensions, faults }
}

describe('a question is refused', () => {
  const anonymous = factsOf({ caller: { consumer: '' }, purpose: null, caseFacts: null })

  it.each([
    ['anything that is not open', '{ division(code: "1") { name } legalPerson(creditCode: "F") { name } }'],
    ['a verdict', '{ verifyPerson(claim: { citizenId: "applicant", name: "a" }) { name } }'],
    ['a key of a firm and nothing open of it', '{ legalPerson(creditCode: "F") { creditCode } }'],
    ['the schema', '{ __schema { queryType { name } } }'],
  ])('whole, where nobody in particular asks for %s, and no library is asked', async (_case, text) => {
    const { data, codes, steps } = await asking({ text, facts: anonymous })
    expect([data, codes, steps]).toEqual([null, ['UNAUTHENTICATED'], []])
  })

  it('whole, where nobody in particular asks for what the catalogue has closed, though the contract opens it', async () => {
    const facts = { ...anonymous, published: { ...anonymous.published, of: (item: ContractItem) => ({ ...item, open: false }) } }
    const { data, codes, steps } = await asking({ text: '{ division(code: "1") { name } }', facts })
    expect([data, codes, steps]).toEqual([null, ['UNAUTHENTICATED'], []])
  })

  it.each([
    ['a type that there is not', '{ type: "113", number: "990100001" }', 'document.type', 'category'],
    ['a number that no such document bears', '{ type: "516", number: "S3CRET" }', 'document.number', 'format'],
    ['a citizen number with a wrong check', '{ type: "551", number: "99010119900101001X" }', 'document.number', 'checksum'],
  ])('whole, where it names a document by %s, told by argument and check; nobody is asked and no value repeated', async (_case, document, argument, check) => {
    const text = `{ division(code: "1") { name } p: personByDocument(document: ${document}) { name } }`
    const { data, codes, steps, told } = await asking({ text })
    expect([data, codes, steps]).toEqual([null, ['BAD_USER_INPUT'], []])
    expect(told).toEqual([{ message: `${argument}: the ${check} check failed`, faults: [{ argument, check }] }])
  })

  it('without a library being asked, where nothing of it is granted, and that is on record', async () => {
    const { data, codes, steps, records } = await asking({ text: NAME, facts: factsOf() })
    expect([data, codes, steps]).toEqual([{ person: null }, ['FORBIDDEN'], ['record']])
    expect(records[0]).toMatchObject({ outcome: 'REFUSED', refused: ['Person.citizenId=NO_GRANT'], released: [], subjects: [] })
  })

  it('whole, where it wants all or nothing and something is refused', async () => {
    const text = '{ person(citizenId: "applicant") { name mobile } }'
    const { data, codes, steps, records } = await asking({ text, allOrNothing: true })
    expect([data, codes, steps]).toEqual([null, ['FORBIDDEN'], ['record']])
    expect(records[0]).toMatchObject({ outcome: 'REFUSED', released: [] })
  })

  it('when it cannot be put on record, though a library has answered', async () => {
    const { data, codes, steps } = await asking({
      text: NAME, run: { data: { person: { name: '张三' } } }, record: async () => { throw hubError('AUDIT_UNAVAILABLE', 'x') },
    })
    expect([data, codes, steps]).toEqual([null, ['AUDIT_UNAVAILABLE'], ['run', 'record']])
  })

  it.each([
    ['a fact that decides cannot be had', hubError('LIBRARY_UNAVAILABLE', 'x'), 'LIBRARY_UNAVAILABLE'], ['something breaks on the way', new TypeError('x'), undefined],
  ])('whole, where %s, after that is on record: who asked for what and why, and nothing that was told', async (_case, failing, code) => {
    const { data, codes, steps, records } = await asking({ text: NAME, failing, begun: 20 })
    expect([data, codes, steps]).toEqual([null, [code], ['record']])
    const { caller: { consumer, agency, operator }, purpose } = GRANTED
    expect(records).toMatchObject([{
      outcome: 'FAILED', consumer, agency, operator, matter: purpose?.matter, caseNo: purpose?.caseNo, asked: expect.arrayContaining(['Person.name']) as unknown, released: [], refused: [],
      grants: [], subjects: [], named: [], rows: 0, durationMs: 20,
    }])
  })

  it('as not recorded, where that it failed cannot be put on record either', async () => {
    const record = async () => { throw hubError('AUDIT_UNAVAILABLE', 'x') }
    const { data, codes, steps } = await asking({ text: NAME, failing: hubError('LIBRARY_UNAVAILABLE', 'x'), record })
    expect([data, codes, steps]).toEqual([null, ['AUDIT_UNAVAILABLE'], ['record']])
  })

  it('without a record, where it names too many people: what is wrong with a question itself tells of nobody', async () => {
    const { codes, steps } = await asking({ text: NAME, failing: hubError('OPERATION_TOO_COMPLEX', 'x') })
    expect([codes, steps]).toEqual([['OPERATION_TOO_COMPLEX'], []])
  })
})

describe('a question is answered', () => {
  it('with what is left of it, after it is on record', async () => {
    const { data, codes, ran, steps, records, extensions } = await asking({
      text: '{ p: person(citizenId: "applicant") { n: name mobile } }', run: { data: { a_p: { a_n: '张三', mobile: 'leaked' } } },
    })
    expect([data, codes, steps]).toEqual([{ p: { n: '张三', mobile: null } }, ['FORBIDDEN'], ['run', 'record', 'note']])
    expect(ran).toEqual(['{ a_p: person(citizenId: "applicant") { a_n: name } }'])
    expect(records[0]).toMatchObject({ outcome: 'PARTIAL', released: ['Person.citizenId=VERIFY', 'Person.name=CLEAR'], searched: ['Person.citizenId'] })
    expect(extensions).toEqual({ traceId: 'trace', hops: [], receipt: { entry: '1-1', digest: records[0]?.answer } })
  })

  it('about whoever is named by a document or a corrected number, and their keys alone are looked up', async () => {
    const facts = { ...GRANTED, aliases: new Map([['X99000001', 'applicant']]) }
    const documents = { ...facts, grants: [grantOf({ 'Document.docNo': 'VERIFY', 'Person.name': 'CLEAR' })] }
    const text = '{ personByDocument(document: { type: "414", number: "X99000001" }) { name } division(code: "1") { name } }'
    const { data, named } = await asking({ text, facts: documents, run: { data: { personByDocument: { name: '张三' }, division: { name: '示例区' } } } })
    expect(data).toEqual({ personByDocument: { name: '张三' }, division: { name: '示例区' } })
    expect(named).toEqual(['X99000001'])
  })

  it('with open items to anybody', async () => {
    const facts = factsOf({ caller: { consumer: '', zone: 'INTERNET' }, purpose: null, caseFacts: null })
    const { data, codes } = await asking({ text: '{ division(code: "1") { name } }', facts, run: { data: { division: { name: '示例区' } } } })
    expect([data, codes]).toEqual([{ division: { name: '示例区' } }, undefined])
  })

  it('without a word in the log about what was given up since its client left, and on record all the same', async () => {
    const givenUp = Object.assign(new Error('given up'), { name: 'AbortError' })
    const errors = [new GraphQLError('given up', { path: ['person'], originalError: givenUp })]
    const left = await asking({ text: NAME, run: { errors }, signal: AbortSignal.abort() })
    expect([left.faults, left.steps]).toEqual([[], ['run', 'record', 'note']])
    expect((await asking({ text: NAME, run: { errors } })).faults).toHaveLength(1)
    const broken = [new GraphQLError('x', { path: ['person'], originalError: new TypeError('x') })]
    expect((await asking({ text: NAME, run: { errors: broken }, signal: AbortSignal.abort() })).faults).toHaveLength(1)
  })

  it('with one error where a library fails for many rows', async () => {
    const errors = [0, 1, 2].map((row) => new GraphQLError('x', { path: ['persons', row, 'name'], extensions: { code: 'LIBRARY_UNAVAILABLE' } }))
    const { codes } = await asking({ text: '{ persons(citizenIds: ["applicant"]) { name } }', run: { data: { persons: [null] }, errors } })
    expect(codes).toEqual(['LIBRARY_UNAVAILABLE'])
  })

  it('which type the root is, without a library being asked', async () => {
    const { data, steps, ran } = await asking({ text: '{ t: __typename person(citizenId: "applicant") { mobile } }' })
    expect([data, steps]).toEqual([{ t: 'Query', person: null }, ['record']])
    expect(ran).toEqual([])
  })

  it('in no time at the least, where the clock was set back meanwhile', async () => {
    expect((await asking({ text: NAME, begun: 20 })).records).toMatchObject([{ durationMs: 20 }])
    expect((await asking({ text: NAME, begun: -3_600_000 })).records).toMatchObject([{ durationMs: 0 }])
  })

  it('about the schema alone, which is on record as answered', async () => {
    const { data, records } = await asking({ text: '{ __schema { queryType { name } } }' })
    expect(data).toEqual({ __schema: { queryType: { name: 'Query' } } })
    expect(records[0]).toMatchObject({ outcome: 'ANSWERED', released: [], refused: [] })
  })

  it('about the schema and about data at once, wherever either stands', async () => {
    const text = '{ ...F ... { s: __schema { queryType { name } } } __type(name: "Code") { name } } fragment F on Query { division(code: "1") { name } }'
    const { data } = await asking({ text, run: { data: { division: { name: '示例区' } } } })
    expect(data).toEqual({ division: { name: '示例区' }, s: { queryType: { name: 'Query' } }, __type: { name: 'Code' } })
  })
})
