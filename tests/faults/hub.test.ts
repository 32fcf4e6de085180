import { Writable } from 'node:stream'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { subjectKey } from '#platform/keys'
import { openLog } from '#platform/log'
import { deriveSecrets, EMBEDDED_MASTER } from '../../router/secrets.ts'
import { examples, refusals } from '../../seeds/examples.ts'
import { makeWorld } from '../../seeds/world.ts'
import { accessEntry } from '../../subgraphs/audit/tables.ts'
import { until } from '../harness/until.ts'
import { type Answer, openTestHub, type Question, type TestHub } from '../harness/hub.ts'

let hub: TestHub
let logged = ''
const tokens: string[] = []

beforeAll(async () => {
  const destination = new Writable({ write: (chunk: Buffer, _encoding, done) => ((logged += chunk.toString()), done()) })
  hub = await openTestHub({ log: openLog({ level: 'trace', destination }) })
})

afterAll(() => hub.close())

type Told = ReturnType<typeof examples>[number]

function questionOf({ persona, subject, purpose, query, variables }: Told): Question {
  return { persona, purpose, query, variables, ...(subject === undefined ? {} : { subject }) }
}

/** Runs a task while a library's tables are out of reach, as after a failed disk or a lost server. */
async function withoutSchema(schema: string, task: () => Promise<void>): Promise<void> {
  const gone = `${schema}_out_of_reach`
  await hub.db.orm.execute(sql`alter schema ${sql.identifier(schema)} rename to ${sql.identifier(gone)}`)
  try {
    await task()
  } finally {
    await hub.db.orm.execute(sql`alter schema ${sql.identifier(gone)} rename to ${sql.identifier(schema)}`)
  }
}

const first = () => questionOf(examples()[0] as Told)
const codes = ({ refused }: Answer) => [...new Set(refused.map(({ code }) => code))]
const ready = async () => (await fetch(`${hub.url}/readyz`)).status

describe('every example that the hub offers', () => {
  it.each(examples().map((example) => [example.name, example] as const))('%s is answered in full', async (_name, example) => {
    const answer = await hub.ask(questionOf(example))
    expect(answer.refused).toEqual([])
    expect(answer.data).not.toBeNull()
  })

  it.each(refusals().map((example) => [example.name, example] as const))('%s is refused for the reasons it names', async (_name, example) => {
    const { data, refused } = await hub.ask(questionOf(example))
    const told = new Set(refused.map(({ coordinate, reason }) => `${coordinate} ${reason}`))
    expect(told).toEqual(new Set(example.expected.map(({ coordinate, reason }) => `${coordinate} ${reason}`)))
    for (const root of example.silent ?? []) expect(data[root]).toBeNull()
  })
})

describe('when a part fails', () => {
  it('a library that is down leaves its fields null, says so, and the others answer; then it is there again', async () => {
    await withoutSchema('credit', async () => {
      const answer = await hub.ask(first())
      expect(answer.status).toBe(200)
      expect(codes(answer)).toEqual(['LIBRARY_UNAVAILABLE'])
      expect(answer.data.person.credit.seriouslyDishonest).toBeNull()
      expect(answer.data.legalPerson.credit.seriouslyDishonest).toBeNull()
      expect(answer.data.person.name).not.toBeNull()
      expect(answer.data.person.licences).not.toHaveLength(0)
    })
    expect((await hub.ask(first())).refused).toEqual([])
  })

  it('nothing is answered about a person while the case cannot be looked up, and that it failed is on record', async () => {
    await withoutSchema('cases', async () => {
      const answer = await hub.ask(first())
      expect([answer.status, codes(answer)]).toEqual([503, ['LIBRARY_UNAVAILABLE']])
      expect(answer.data).toBeNull()
    })
    const entries = await hub.db.orm.select().from(accessEntry).where(eq(accessEntry.outcome, 'FAILED'))
    expect(entries).toMatchObject([{ operator: 'op-civil-affairs', caseNo: first().purpose?.case, released: [], refused: [], grants: [], subjects: [], providers: [], basis: null, catalogueVersion: 0 }])
    expect(entries[0]?.asked).toContain('Person.name')
  })

  it('nothing is answered at all while the record cannot be written, and the hub says that it is not ready', async () => {
    await withoutSchema('audit', async () => {
      const answer = await hub.ask(first())
      expect(answer.status).toBe(503)
      expect(codes(answer)).toEqual(['AUDIT_UNAVAILABLE'])
      expect(answer.data).toBeNull()
      expect(await ready()).toBe(503)
    })
    expect(await ready()).toBe(200)
    expect((await hub.ask(first())).refused).toEqual([])
  })

  it('grants and consumers are not guessed for longer than a second while the catalogue cannot be read', async () => {
    await withoutSchema('catalogue', async () => {
      expect(await ready()).toBe(503)
      await until(async () => codes(await hub.ask(first()))[0] === 'LIBRARY_UNAVAILABLE')
      const answer = await hub.ask(first())
      expect(codes(answer)).toEqual(['LIBRARY_UNAVAILABLE'])
      expect(answer.data).toBeNull()
    })
    expect((await hub.ask(first())).refused).toEqual([])
  })
})

describe('the log', () => {
  it('holds no number, name, telephone, address or token of anybody, whatever went through the hub', async () => {
    await hub.ask({ ...first(), variables: { ...first().variables, applicant: '990101194203018017' } })
    await hub.ask({ ...first(), headers: { authorization: 'Bearer aaaa.bbbb.cccc' } })
    await hub.ask({ persona: 'outsider', query: '{ legalPerson(creditCode: "高明渊13800138000") { name } }' })
    tokens.push(await hub.token('civil-affairs'), await hub.token('portal', 'old-man'))
    const { subjects } = deriveSecrets(EMBEDDED_MASTER)
    const { population } = makeWorld({ persons: 200, keyOf: (type, number) => subjectKey(subjects, type, number) })
    const values = population.persons.flatMap(({ citizenId, name, mobile, registeredAddress, residenceAddress }) => [citizenId, name, mobile, registeredAddress, residenceAddress])
    const metrics = await (await fetch(`${hub.url}/metrics`)).text()
    expect(logged).toContain('"event":"request"')
    for (const value of [...new Set([...values, ...tokens, '990101194203018017', '13800138000', 'aaaa.bbbb.cccc'])]) {
      if (!value) continue
      expect(logged.includes(value)).toBe(false)
      expect(metrics.includes(value)).toBe(false)
    }
  })
})
