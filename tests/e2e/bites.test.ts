import { eq, sql } from 'drizzle-orm'
import { formatCaseNumber } from '#platform/identifiers'
import { openDatabase } from '#platform/db'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeOf } from '../../seeds/agencies.ts'
import { matterCode, matterOf } from '../../seeds/matters.ts'
import { DISTRICT } from '../../seeds/places.ts'
import { load as loadCases } from '../../subgraphs/cases/commands.ts'
import { changing } from '../../subgraphs/catalogue/commands.ts'
import { issueGrant } from '../../subgraphs/catalogue/commands.grants.ts'
import type { GrantTerms } from '../../subgraphs/catalogue/domain/grant-terms.ts'
import { accessGrant, resource } from '../../subgraphs/catalogue/tables.ts'
import { caseRecord } from '../../subgraphs/cases/tables.ts'
import { matter } from '../../subgraphs/matters/tables.ts'
import { type Answer, openTestHub, type TestHub } from '../harness/hub.ts'
import { testClock } from '../harness/library.ts'
import { SERVER } from '../harness/server.ts'
import { until } from '../harness/until.ts'
import { keyOf, numberOf, oneMoreCase } from './story.ts'

const ALLOWANCE = 'old-age-allowance'
const GRANT = 'B1-listing'
const LISTED = '201001/000001'
const numbered = (sequence: number) => formatCaseNumber({ implementationCode: matterCode(ALLOWANCE), date: '2026-02-25', sequence })
const [CASE, OTHER_CASE] = [numbered(930), numbered(931)]
const onServer = SERVER !== undefined

const TERMS: GrantTerms = {
  id: GRANT, version: 1, consumer: codeOf('civil-affairs'), consumerClass: null, provider: codeOf('data-administration'), matters: [matterCode(ALLOWANCE)],
  agencyRoles: ['DECIDING'], binding: { kind: 'CASE_PARTY', roles: ['APPLICANT'] }, regions: [], quotaPerDay: null, validFrom: '2026-01-01', validTo: '2035-12-31',
  legalBasis: '示例', approvedBy: 'op', approvedOn: '2025-12-20', applicationId: null, items: [{ item: 'Person.cases', disclosure: 'CLEAR', arguments: null }],
}

let now = testClock.now()
const clock = { now: () => now }
/** Where things are changed. */
let here: TestHub
/** Where questions are asked: another router of the same database. */
let there: TestHub

beforeAll(async () => {
  here = await openTestHub({ clock })
  there = await openTestHub({ clock, beside: here, apart: true })
  if (!onServer) process.stdout.write('bites: PGlite has one connection, so both routers share it and hear of changes in their process; with DATABASE_URL they hear by LISTEN\n')
  const about = { slug: ALLOWANCE, agency: codeOf('civil-affairs') }
  const himself = [{ subject: keyOf(numberOf('old-man')), role: 'APPLICANT' as const, name: '张大山' }]
  for (const caseNo of [CASE, OTHER_CASE]) await loadCases(here.db, oneMoreCase({ ...about, caseNo }, himself))
  await changing(here.db, (orm) => issueGrant(orm, TERMS))
})
afterAll(async () => {
  await there?.close()
  await here?.close()
})

const LIST = `query ($id: CitizenId!, $after: String) { person(citizenId: $id) {
  cases(first: 1, after: $after) { edges { node { state { name } } } pageInfo { hasNextPage endCursor } } } }`
const list = (after: string | null = null) =>
  there.ask({ persona: 'civil-affairs', purpose: { matter: matterCode(ALLOWANCE), case: CASE }, query: LIST, variables: { id: numberOf('old-man'), after } })
const edges = ({ data }: Answer) => (data?.person?.cases?.edges as unknown[] | undefined)?.length ?? 0
const reasons = ({ refused }: Answer) => refused.map(({ reason }) => reason)

async function act(persona: string, name: string, input: object): Promise<void> {
  const query = `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { id } }`
  const { refused } = await here.ask({ persona, query, variables: { input } })
  expect(refused).toEqual([])
}
const approver = (name: string) => act('approver-data-administration', name, { id: GRANT, reason: '示例' })
const authority = (name: string, input: object) => act('sharing-authority', name, { ...input, reason: '示例' })
const ofCivilAffairs = { consumer: 'sys-civil-affairs', agency: codeOf('civil-affairs') }
const put = (table: typeof accessGrant | typeof resource, values: object, id: string) =>
  changing(here.db, (orm) => orm.update(table).set(values).where(eq(table === accessGrant ? accessGrant.id : resource.code, id)))
const stateOfCase = (state: string) => here.db.orm.update(caseRecord).set({ state }).where(eq(caseRecord.caseNo, CASE))
const stateOfMatter = (state: string) => here.db.orm.update(matter).set({ state }).where(eq(matter.code, matterCode(ALLOWANCE)))

describe('what opens a list is taken back on another router, and its next page is refused', () => {
  it.each<[string, string, () => PromiseLike<unknown>, () => PromiseLike<unknown>]>([
    ['the grant is suspended', 'GRANT_REVOKED', () => approver('suspendGrant'), () => approver('resumeGrant')],
    ['the grant is revoked', 'GRANT_REVOKED', () => approver('revokeGrant'), () => put(accessGrant, { revokedAt: null }, GRANT)],
    ['the grant expires', 'GRANT_EXPIRED', async () => (now = Date.parse('2036-01-01T00:00:00+08:00')), async () => (now = testClock.now() + 10_000)],
    ['the case is closed', 'CASE_CLOSED', () => stateOfCase('50'), () => stateOfCase('30')],
    ['the matter is retired', 'MATTER_NOT_COVERED', () => stateOfMatter('3'), () => stateOfMatter('1')],
    ['the resource is withdrawn', 'NOT_PUBLISHED', () => put(resource, { state: 'WITHDRAWN' }, LISTED), () => put(resource, { state: 'PUBLISHED' }, LISTED)],
    ['the system is suspended', 'CONSUMER_SUSPENDED', () => authority('suspendConsumer', { id: 'sys-civil-affairs' }), () => authority('resumeConsumer', { id: 'sys-civil-affairs' })],
    ['its registration for the agency is suspended', 'AGENCY_NOT_SERVED', () => authority('suspendRegistration', ofCivilAffairs), () => authority('resumeRegistration', ofCivilAffairs)],
  ])('where %s: %s', async (_case, reason, takeBack, giveBack) => {
    const first = await list()
    const { hasNextPage, endCursor } = first.data.person.cases.pageInfo as { hasNextPage: boolean; endCursor: string }
    expect([edges(first), hasNextPage, edges(await list(endCursor))]).toEqual([1, true, 1])
    await takeBack()
    let last: Answer | undefined
    await until(async () => edges((last = await list(endCursor))) === 0)
    expect(reasons(last as Answer)).toContain(reason)
    await giveBack()
    await until(async () => edges(await list(endCursor)) === 1)
  })
})

describe('a change bites', () => {
  it('in the question after it, on the router that made it', async () => {
    const own = () => here.ask({ persona: 'civil-affairs', purpose: { matter: matterCode(ALLOWANCE), case: CASE }, query: LIST, variables: { id: numberOf('old-man') } })
    for (let time = 0; time < 5; time += 1) {
      await approver('suspendGrant')
      expect(edges(await own())).toBe(0)
      await approver('resumeGrant')
      expect(edges(await own())).toBe(1)
    }
  })

  it('by the version that is read, though nobody heard of it', async () => {
    const silently = (values: object) =>
      here.db.orm.transaction(async (orm) => {
        await orm.update(accessGrant).set(values).where(eq(accessGrant.id, GRANT))
        await orm.execute(sql`update catalogue.catalogue_version set version = version + 1`)
      })
    await silently({ suspendedAt: new Date(0) })
    await until(async () => edges(await list()) === 0)
    await silently({ suspendedAt: null })
    await until(async () => edges(await list()) === 1)
  })

  it.skipIf(!onServer)('though the connection on which changes are heard is killed, which is made anew and counted', async () => {
    const killed = () => here.db.orm.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like 'listen %'`)
    const before = there.hub.catalogue.reconnects()
    await killed()
    await approver('suspendGrant')
    await until(async () => edges(await list()) === 0)
    await until(async () => there.hub.catalogue.reconnects() > before)
    await approver('resumeGrant')
    await until(async () => edges(await list()) === 1)
    expect(await (await fetch(`${there.url}/metrics`)).text()).toMatch(/govshare_catalogue_reconnects_total [1-9]/)
  })
})

describe('a question of a known system', () => {
  it('asks the catalogue nothing, as long as nothing changes', async () => {
    await list()
    const texts: string[] = []
    here.db.statements.texts = texts
    there.db.statements.texts = texts
    try {
      expect(edges(await list())).toBe(1)
    } finally {
      here.db.statements.texts = null
      there.db.statements.texts = null
    }
    expect(texts.length).toBeGreaterThan(3)
    // A poll may come late on a busy machine, and then the version alone is read.
    expect(texts.filter((text) => text.includes('"catalogue".') && !text.includes('"catalogue_version"'))).toEqual([])
  })
})

describe('a grant to a class of agencies', () => {
  const CLASS: GrantTerms = {
    ...TERMS, id: 'B2-class', consumer: '', consumerClass: { basicCode: matterOf(ALLOWANCE).basicCode, region: DISTRICT.code }, matters: [matterOf(ALLOWANCE).basicCode],
    items: [{ item: 'Person.nation', disclosure: 'CLEAR', arguments: null }], provider: codeOf('public-security'),
  }
  const nation = () => there.ask({
    persona: 'civil-affairs', purpose: { matter: matterCode(ALLOWANCE), case: CASE }, query: 'query ($id: CitizenId!) { person(citizenId: $id) { nation { name } } }', variables: { id: numberOf('old-man') },
  })
  const listed = async (persona: string) =>
    ((await there.ask({ persona, query: '{ grants(forMe: true) { id state { code } quotaLeft } }' })).data.grants as { id: string }[]).map(({ id }) => id)

  it('opens to an agency that implements the matter, is listed for it and for no other, and bites when it is taken back', async () => {
    expect(reasons(await nation())).toEqual(['NO_GRANT'])
    await changing(here.db, (orm) => issueGrant(orm, CLASS))
    await until(async () => (await nation()).refused.length === 0)
    expect([(await listed('civil-affairs')).includes(CLASS.id), (await listed('tax')).includes(CLASS.id)]).toEqual([true, false])
    await act('approver-public-security', 'revokeGrant', { id: CLASS.id, reason: '示例' })
    await until(async () => reasons(await nation())[0] === 'GRANT_REVOKED')
  })
})

describe('what is read under a grant', () => {
  it('is noted after the answer, and is then no unused item of its provider any more', async () => {
    await changing(here.db, (orm) => issueGrant(orm, { ...TERMS, id: 'B3-old', approvedOn: '2025-01-01', validFrom: '2025-01-01', items: [{ item: 'Person.cases', disclosure: 'CLEAR', arguments: null }] }))
    const unused = async () =>
      ((await here.ask({ persona: 'steward-data-administration', query: '{ unusedItems(first: 100) { edges { node { grantId item lastReadOn } } } }' })).data.unusedItems.edges as { node: { grantId: string } }[])
        .map(({ node }) => node.grantId)
    expect(await unused()).toContain('B3-old')
    await until(async () => edges(await list()) === 1)
    await until(async () => !(await unused()).includes('B3-old'))
  })
})

// It leaves connections behind that are gone, so it comes last.
describe('nothing is decided', () => {
  it.skipIf(!onServer)('on a guess: with the database out of reach everything is refused, as what cannot be put on record', async () => {
    const admin = await openDatabase({ url: SERVER ?? '', connections: 1 })
    const name = new URL(here.db.url ?? '').pathname.slice(1)
    const open = (allowed: boolean) => admin.orm.execute(sql`update pg_database set datallowconn = ${allowed} where datname = ${name}`)
    try {
      await open(false)
      await admin.orm.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`)
      const { data, refused } = await list()
      expect([data, refused.map(({ code }) => code)]).toEqual([null, ['AUDIT_UNAVAILABLE']])
    } finally {
      await open(true)
      await admin.close()
    }
    await until(async () => edges(await list()) === 1)
  })
})
