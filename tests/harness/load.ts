import { Agent } from 'node:http'
import { setTimeout as rest } from 'node:timers/promises'
import { expect } from 'vitest'
import { openDatabase } from '#platform/db'
import { matterCode } from '../../seeds/matters.ts'
import { person } from '../permissions/ask.ts'
import { caseNo } from '../permissions/cases.ts'
import type { Question } from './hub.ts'
import { type Recorded, recorded } from './record.ts'
import { ask, type Deployment, type Served } from './served.ts'

/** What a question names its person by, which it is told by being answered. */
const NAMED_BY = 'Person.citizenId'
const GRANTED = ['name', 'isAlive', 'mobile', 'residenceAddress', 'ageAtLeast(years: 80)']
const REFUSED = ['registeredAddress', 'birthDate']

/** A question, signed once. */
export interface Prepared {
  readonly question: Question
  readonly headers: Readonly<Record<string, string>>
  /** The items that it is told. */
  readonly items: readonly string[]
}

/** What a client was told. */
export interface Told {
  /** Items that the question is told. */
  readonly items: readonly string[]
  /** Items of which the answer tells a value. */
  readonly values: readonly string[]
}

/** Has many clients ask whoever is alive, until it is stopped. */
export function asking(count: number, questions: readonly Prepared[], alive: ReadonlySet<Pick<Served, 'url'>>, told: Map<string, Told>): () => Promise<void> {
  const agent = new Agent({ keepAlive: true })
  let over = false
  const client = async (number: number) => {
    for (let turn = number; !over; turn += 1) {
      const hub = [...alive][turn % Math.max(1, alive.size)]
      const { question, headers, items } = questions[turn % questions.length] as Prepared
      const got = hub === undefined ? null : await ask(hub.url, headers, question, agent)
      if (got === null) await rest(20)
      else if (got.data !== null) told.set(got.traceId, { items, values: valuesIn(got.data) })
    }
  }
  const clients = Array.from({ length: count }, (_each, number) => client(number))
  return async () => {
    over = true
    await Promise.all(clients)
    agent.destroy()
  }
}

/** Questions that tell other items each and are refused others. */
export async function questionsOf(of: Deployment): Promise<Prepared[]> {
  const purpose = { matter: matterCode('old-age-allowance'), case: caseNo('allowance') }
  return Promise.all(GRANTED.map(async (_each, at) => {
    const granted = GRANTED.slice(0, at + 1)
    const question: Question = { persona: 'civil-affairs', purpose, ...person('old-man', [...granted, ...REFUSED.slice(0, at % 3)].join(' ')) }
    return { question, headers: await of.headersOf(question), items: granted.map((field) => `Person.${field.split('(')[0]}`) }
  }))
}

/** The items of a person of which an answer tells a value. */
export function valuesIn({ person: shown }: Record<string, unknown>): string[] {
  return Object.entries(shown ?? {}).flatMap(([name, value]) => (value === null ? [] : [`Person.${name}`]))
}

/** That each answer has an entry, which tells of all that the answer tells and of nothing else, and that no entry is lost between two. */
export async function expectRecorded(url: string, told: ReadonlyMap<string, Told>): Promise<void> {
  const db = await openDatabase({ url, connections: 2 })
  const entries = await recorded(db).finally(() => db.close())
  expect([...told.keys()].filter((traceId) => !entries.has(traceId))).toEqual([])
  for (const [traceId, { items, values }] of told) {
    const released = entries.get(traceId)?.released.map((item) => item.split('=')[0] ?? '') ?? []
    expect(values.filter((item) => !released.includes(item))).toEqual([])
    expect(released.filter((item) => item !== NAMED_BY && !items.includes(item))).toEqual([])
  }
  expect(gapsIn([...entries.values()])).toEqual([])
}

function gapsIn(entries: readonly Recorded[]): string[] {
  const last = new Map<number, number>()
  return entries.flatMap(({ stream, seq }) => {
    const before = last.get(stream) ?? 0
    last.set(stream, seq)
    return seq === before + 1 ? [] : [`${stream}: ${before} to ${seq}`]
  })
}
