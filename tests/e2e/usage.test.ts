import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeOf } from '../../seeds/agencies.ts'
import { matterCode } from '../../seeds/matters.ts'
import { application } from '../../subgraphs/catalogue/tables.ts'
import { accessEntry } from '../../subgraphs/audit/tables.ts'
import { indicatorValue, usageCount, usageItem } from '../../subgraphs/audit/tables.usage.ts'
import { countedPlainly } from '../harness/counted-plainly.ts'
import { openTestHub, type Question, type TestHub } from '../harness/hub.ts'
import { person, verify } from '../permissions/ask.ts'
import { caseNo } from '../permissions/cases.ts'

const HOUR_MS = 3_600_000
const START = Date.parse('2026-03-02T09:00:00+08:00')
const GRANT = 'G1-01-civil-affairs-public-security'
const MARCH = { from: '2026-03-01', to: '2026-03-31' }

let now = START
const clock = { now: () => now }
let one: TestHub
/** Another router of the same database. */
let other: TestHub
beforeAll(async () => {
  one = await openTestHub({ clock })
  other = await openTestHub({ clock, beside: one, apart: true })
  await one.hub.background.usage.gather()
})
afterAll(async () => {
  await other?.close()
  await one?.close()
})

const allowance = { matter: matterCode('old-age-allowance'), case: caseNo('allowance') }

/** What several agencies ask: with a purpose and without, what they may read and what not, of what is open and of the hub itself. */
const QUESTIONS: readonly Question[] = [
  { persona: 'civil-affairs', purpose: allowance, ...person('old-man', 'name birthDate address { text }') },
  { persona: 'civil-affairs', purpose: allowance, ...person('old-man', 'name mobile') },
  { persona: 'tax', ...person('old-man', 'name') },
  { persona: 'outsider', query: '{ grants { hash } }' },
  { persona: 'outsider', ...person('old-man', 'name sex') },
  { persona: 'civil-affairs', purpose: allowance, ...verify('old-man', { name: '张大山' }, 'name') },
  { persona: 'tax', query: '{ matter(code: "none") { name } }' },
  { query: `{ matter(code: "${matterCode('old-age-allowance')}") { name } }` },
  { persona: 'portal', subject: 'old-man', purpose: { matter: matterCode('old-age-allowance') }, ...person('old-man', 'name') },
  { persona: 'neighbour-service-centre', query: '{ consumers { edges { node { name } } } }' },
]

async function askAll(times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    for (const [at, question] of QUESTIONS.entries()) await ((time + at) % 2 === 0 ? one : other).ask(question)
  }
}

const known = async () => new Map((await one.db.orm.select().from(usageItem)).map((each) => [each.coordinate, each]))
const plainly = async () => countedPlainly(await one.db.orm.select().from(accessEntry), await known())
const sorted = (counts: ReadonlyMap<string, string>) => Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)))

async function counted(): Promise<Map<string, string>> {
  const rows = await one.db.orm.select().from(usageCount)
  return new Map(rows.map(({ side, agency, dimension, span, at, key, ...of }) => [
    [side, agency, dimension, span, at, key].join('|'), [of.entries, of.refused, of.failed, of.released, of.withheld, of.rows, of.subjects].join(' ')]))
}

const NUMBERS = 'entries refused failed released withheld rows subjectsRead'
const usage = (by: string, { from, to } = MARCH, more = '') =>
  `{ usage(by: ${by}, from: "${from}", to: "${to}", first: 100${more}) { asOf total suppressed groups { edges { node { code { code } ${NUMBERS} } } } } }`
interface Told { readonly code: { readonly code: string }; readonly entries: number }
const groups = (data: { usage: { groups: { edges: { node: Told }[] } } }) => data.usage.groups.edges.map(({ node }) => node)
const shown = (nodes: readonly Told[]) => new Map(nodes.map(({ code, ...numbers }) => [code.code, Object.values(numbers).join(' ')]))

/** What was counted plainly of one dimension, on one side, in March. */
const ofDimension = (counts: ReadonlyMap<string, string>, side: string, agency: string, dimension: string, span = 'MONTH') =>
  new Map([...counts].flatMap(([name, numbers]) => {
    const [each, of, by, in_, at = '', key = ''] = name.split('|')
    return each === side && of === agency && by === dimension && in_ === span && at >= MARCH.from && at <= MARCH.to ? [[span === 'DAY' ? at : key, numbers] as const] : []
  }))

describe('counts of use are refused', () => {
  it('of every agency to one that may ask about its own, and about half a month where small ones are kept back', async () => {
    const all = await one.ask({ persona: 'outsider', query: usage('AGENCY', MARCH, ', side: ALL') })
    expect([all.data, all.refused.map(({ code }) => code)]).toEqual([{ usage: null }, ['FORBIDDEN']])
    const half = await one.ask({ persona: 'assessor', query: usage('AGENCY', { from: '2026-03-01', to: '2026-03-15' }) })
    expect(half.refused.map(({ code }) => code)).toEqual(['BAD_USER_INPUT'])
    const counties = await one.ask({ persona: 'outsider', query: usage('REGION') })
    expect(counties.refused.map(({ code }) => code)).toEqual(['BAD_USER_INPUT'])
    const back = await one.ask({ persona: 'auditor', query: usage('AGENCY', { from: '2026-03-02', to: '2026-03-01' }) })
    expect(back.refused.map(({ code }) => code)).toEqual(['BAD_USER_INPUT'])
  })

  it('before anything was counted', async () => {
    expect((await one.ask({ persona: 'auditor', query: usage('AGENCY') })).data).toEqual({ usage: null })
  })
})

describe('what is counted', () => {
  it('is what is on record, entry by entry, by everything', async () => {
    await askAll(20)
    now += 30 * HOUR_MS
    await askAll(10)
    await one.hub.background.usage.count()
    const plain = await plainly()
    expect(await one.db.orm.$count(accessEntry)).toBeGreaterThan(240)
    expect([...plain.keys()]).toContain('ALL||AGENCY|MONTH|2026-03-01|')
    expect(sorted(await counted())).toEqual(sorted(plain))
  })

  it('is counted once, by however many routers', async () => {
    await askAll(3)
    await Promise.all([one.hub.background.usage.count(), other.hub.background.usage.count(), one.hub.background.usage.count()])
    const once = await counted()
    await other.hub.background.usage.count()
    expect(sorted(await counted())).toEqual(sorted(once))
    expect(sorted(once)).toEqual(sorted(await plainly()))
  })

  it.each(['RESOURCE', 'AGENCY', 'MATTER', 'REGION', 'PROVINCE', 'CHANNEL', 'OUTCOME', 'REASON'])('is told the auditor by %s as it is', async (by) => {
    await one.hub.background.usage.count()
    const plain = await plainly()
    const { data } = await one.ask({ persona: 'auditor', query: usage(by) })
    expect(shown(groups(data))).toEqual(ofDimension(plain, 'ALL', '', by))
    expect(data.usage.total).toBe(groups(data).reduce((sum, { entries }) => sum + entries, 0))
  })

  it('is told by day in their order, and of days that are no month', async () => {
    await one.hub.background.usage.count()
    const plain = await plainly()
    const days = await one.ask({ persona: 'auditor', query: usage('DAY') })
    expect([...shown(groups(days.data))]).toEqual([...ofDimension(plain, 'ALL', '', 'TOTAL', 'DAY')].sort())
    const first = await one.ask({ persona: 'auditor', query: usage('CHANNEL', { from: '2026-03-02', to: '2026-03-02' }) })
    expect(first.data.usage.total).toBe(groups(days.data)[0]?.entries)
  })

  it('is told an agency of its own requests and of those for what it provides', async () => {
    await one.hub.background.usage.count()
    const [plain, taxes, police] = [await plainly(), codeOf('tax'), codeOf('public-security')]
    const own = await one.ask({ persona: 'tax', query: usage('REASON') })
    expect(shown(groups(own.data))).toEqual(ofDimension(plain, 'CONSUMER', taxes, 'REASON'))
    const provided = await one.ask({ persona: 'public-security', query: usage('RESOURCE', MARCH, ', side: PROVIDER') })
    const all = ofDimension(plain, 'PROVIDER', police, 'RESOURCE')
    expect(groups(provided.data).length).toBeGreaterThan(0)
    for (const { code, entries } of groups(provided.data)) expect(all.get(code.code)?.split(' ')[0]).toBe(String(entries))
  })
})

describe('an assessor', () => {
  it('is told counts, none of them small, and people never', async () => {
    await one.ask({ persona: 'market-regulation', query: '{ grants { hash } }' })
    await one.hub.background.usage.count()
    const told = (await one.ask({ persona: 'assessor', query: usage('AGENCY') })).data
    const exact = (await one.ask({ persona: 'auditor', query: usage('AGENCY') })).data
    expect(groups(exact).map(({ entries }) => entries)).toContain(1)
    for (const node of groups(told)) expect(node.entries).toBeGreaterThanOrEqual(10)
    expect(told.usage.suppressed).toBeGreaterThan(1)
    // What is left of the total is more than one group, and might be that of a large one.
    const left = told.usage.total - groups(told).reduce((sum, { entries }) => sum + entries, 0)
    expect(left).toBeGreaterThanOrEqual(10 + told.usage.suppressed - 1)
    expect((await one.ask({ persona: 'assessor', ...person('old-man', 'name') })).refused.map(({ code }) => code)).toEqual(['FORBIDDEN'])
  })

  it('reads which provinces are connected', async () => {
    const { data } = await one.ask({ persona: 'assessor', query: '{ connectedProvinces { division { code name } agencyCount consumerCount } }' })
    expect(data.connectedProvinces).toHaveLength(1)
    expect(data.connectedProvinces[0]).toMatchObject({ division: { code: '990000000000', name: '示例省' } })
  })
})

const BULLETIN = '{ bulletin(day: "2026-03-02") { day figures { code { code name } value } refusals { reason { code } requests } text } }'
const bulletin = async (persona = 'assessor') => (await one.ask({ persona, query: BULLETIN })).data.bulletin as { figures: { code: { code: string }; value: number | null }[]; text: string } | null

describe('the bulletin of a day', () => {
  it('is nobody\'s who may not read of all, and nothing before it is gathered', async () => {
    expect(await bulletin('tax')).toBeNull()
    expect(await bulletin()).toBeNull()
  })

  it('is told once the day is over and counted to its end', async () => {
    await one.hub.background.usage.gather()
    const told = await bulletin('auditor')
    const plain = ofDimension(await plainly(), 'ALL', '', 'TOTAL', 'DAY').get('2026-03-02')?.split(' ').map(Number) ?? []
    const values = new Map(told?.figures.map(({ code, value }) => [code.code, value]))
    expect([values.get('REQUESTS'), values.get('REFUSED'), values.get('ITEMS_RELEASED')]).toEqual([plain[0], plain[1], plain[3]])
    expect(told?.text).toContain(`2026年3月2日，共享平台受理请求${plain[0]}次`)
  })

  it('is the same for ever, whatever happens on later days', async () => {
    const before = await bulletin()
    now += 24 * HOUR_MS
    const revoked = await one.ask({ persona: 'civil-affairs', query: `mutation { revokeGrant(input: { id: "${GRANT}", reason: "示例" }) { revoked } }` })
    expect(revoked.refused).toEqual([])
    await askAll(2)
    await one.hub.background.usage.count()
    await one.hub.background.usage.gather()
    expect(before).not.toBeNull()
    expect(await bulletin()).toEqual(before)
  })

  it('of a day that is not over is not told', async () => {
    const { data } = await one.ask({ persona: 'auditor', query: `{ bulletin(day: "2026-03-04") { text } }` })
    expect(data).toEqual({ bulletin: null })
  })
})

const SCORES = '{ scores(month: "2026-03-01") { edges { node { agency { name } score formula parts { indicator { code name } value basis target worst weight points } } } } }'

describe('a score', () => {
  it('says how it is made, from the application to the first answer under its grant', async () => {
    await one.db.orm.insert(application).values({
      id: 'A-usage', version: 5, state: 'APPROVED', applicant: codeOf('civil-affairs'), provider: codeOf('public-security'), matters: [], agencyRoles: [], binding: { kind: 'ANY' },
      regions: [], validFrom: '2026-01-01', validTo: '2026-12-31', legalBasis: '示例', scenario: '示例', standing: false, twoPersons: false, submittedBy: 'op',
      submittedAt: new Date(START - 20 * 24 * HOUR_MS), dueOn: '2026-03-02', decidedAt: new Date(START - 24 * HOUR_MS), grantId: GRANT,
    })
    await one.hub.background.usage.gather()
    const { data } = await one.ask({ persona: 'assessor', query: SCORES })
    const police = (data.scores.edges as { node: { agency: { name: string }; score: number; parts: { indicator: { code: string }; value: number; basis: number; points: number; weight: number }[] } }[])
      .map(({ node }) => node).find(({ agency }) => agency.name === '示例市公安局示例区分局')
    const part = (code: string) => police?.parts.find(({ indicator }) => indicator.code === code)
    expect(part('DAYS_TO_FIRST_USE')).toMatchObject({ value: 20, basis: 1, target: 10, worst: 60, weight: 20, points: 16 })
    expect(part('ANSWERED_ON_TIME')).toMatchObject({ value: 1, basis: 1, points: 30 })
    const [points, weights] = [police?.parts.reduce((sum, each) => sum + each.points, 0) ?? 0, police?.parts.reduce((sum, each) => sum + each.weight, 0) ?? 1]
    expect(police?.score).toBe(Math.round((points / weights) * 10_000) / 100)
  })

  it('is an agency\'s own, and of all to the assessor', async () => {
    const own = await one.ask({ persona: 'public-security', query: SCORES })
    expect(own.data.scores.edges.map(({ node }: { node: { agency: { name: string } } }) => node.agency.name)).toEqual(['示例市公安局示例区分局'])
    const agencies = new Set((await one.db.orm.select().from(indicatorValue)).map(({ agency }) => agency))
    expect((await one.ask({ persona: 'assessor', query: SCORES.replace('"2026-03-01"', '"2026-03-01", first: 100') })).data.scores.edges).toHaveLength(agencies.size)
  })

  it('rests on what the catalogue tells of the agency', async () => {
    const query = `{ assessment(from: "2026-02-01", to: "2026-03-31") { received answered due warned late averageAnswerDays } }`
    expect((await one.ask({ persona: 'public-security', query })).data.assessment).toEqual({ received: 1, answered: 1, due: 1, warned: 1, late: 0, averageAnswerDays: 19 })
  })
})
