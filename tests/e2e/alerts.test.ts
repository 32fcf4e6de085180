import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { codeOf } from '../../seeds/agencies.ts'
import { documentOf } from '../../seeds/documents.ts'
import { accessRecord } from '../../subgraphs/audit/tables.ts'
import { openTestHub, type TestHub } from '../harness/hub.ts'
import { person } from '../permissions/ask.ts'
import { under } from './story.ts'

// The story of an operator at a window who reads one person after another: what the record shows of it is looked at, explained and confirmed.

const [CIVIL_AFFAIRS, POLICE] = [codeOf('civil-affairs'), codeOf('public-security')]
const EVERYTHING = 'id kind { code } agency { creditCode name } operator caseNo evidence counted expected provider { creditCode name } state { code } explanation history { operator from { code } to { code } explanation }'
const ALERTS = `query ($filter: AlertFilter) { alerts(first: 100, filter: $filter) { edges { node { ${EVERYTHING} } } } }`
const READERS = { 'old-man': 'allowance', 'sister-applicant': 'allowance-sister' } as const

/** The day after the hub was seeded, in the morning. */
let now = Date.parse('2026-03-03T10:00:00+08:00')
let hub: TestHub
beforeAll(async () => {
  hub = await openTestHub({ clock: { now: () => now } })
})
afterAll(() => hub?.close())

interface Told {
  readonly id: string
  readonly evidence: readonly string[]
}

async function alerts(persona: string, filter: object = {}): Promise<Told[]> {
  const { data, refused } = await hub.ask({ persona, query: ALERTS, variables: { filter } })
  expect(refused).toEqual([])
  return (data.alerts.edges as { node: Told }[]).map(({ node }) => node)
}

const change = (persona: string, name: string, type: string, input: object, fields = EVERYTHING) =>
  hub.ask({ persona, query: `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} } }`, variables: { input } })

async function noticesOf(persona: string): Promise<{ id: string; kind: string; at: string }[]> {
  const { data } = await hub.ask({ persona, query: '{ notices(first: 100) { edges { node { at kind { code } about { kind { code } id } zh } } } }' })
  return (data.notices.edges as { node: { at: string; kind: { code: string }; about: { id: string } } }[]).map(({ node }) => ({ id: node.about.id, kind: node.kind.code, at: node.at }))
}

const told: string[] = []
let many: Told

it('Nobody but the sharing authority says how many are too many; it says: one', async () => {
  const input = { code: 'MANY_SUBJECTS', parameters: [{ name: 'operator', value: 1 }] }
  for (const persona of ['civil-affairs', 'auditor']) {
    expect((await change(persona, 'changeAlertRule', 'ChangeAlertRuleInput', input, 'enabled')).refused).toMatchObject([{ code: 'FORBIDDEN', messageZh: 'Mutation.changeAlertRule：仅限角色为 sharing-authority 的系统办理' }])
  }
  const { data, refused } = await change('sharing-authority', 'changeAlertRule', 'ChangeAlertRuleInput', input, 'code { name } parameters { name value }')
  expect(refused).toEqual([])
  expect(data.changeAlertRule).toEqual({ code: { name: '一小时内查询主体过多' }, parameters: [{ name: 'operator', value: 1 }, { name: 'unattended', value: 5_000 }] })
  expect((await hub.ask({ persona: 'tax', query: '{ alertRules { enabled } }' })).data).toEqual({ alertRules: [] })
})

it('An operator of civil affairs reads one applicant after another; whoever looks at the record raises one alert, however often', async () => {
  const entries: string[] = []
  for (const [who, which] of Object.entries(READERS)) {
    const answer = await hub.ask({ persona: 'civil-affairs', purpose: under('old-age-allowance', which), ...person(who, 'name') })
    expect(answer.data.person.name).toMatch(/^\p{Script=Han}{2,4}$/u)
    told.push(answer.data.person.name as string)
    entries.push((answer.extensions['receipt'] as { entry: string }).entry)
    await hub.hub.background.alerts.run()
  }
  await hub.hub.background.alerts.run()
  const [alert, ...more] = await alerts('sharing-authority', { kind: 'MANY_SUBJECTS' })
  expect(more).toEqual([])
  expect(alert).toMatchObject({ kind: { code: 'MANY_SUBJECTS' }, agency: { creditCode: CIVIL_AFFAIRS }, operator: 'op-civil-affairs', counted: 2, expected: 1, state: { code: 'OPEN' }, explanation: null, history: [] })
  many = alert as Told
  expect([...many.evidence].sort()).toEqual(entries.sort())
})

it('It is shown to civil affairs and to auditors, and to no other agency', async () => {
  for (const persona of ['civil-affairs', 'auditor']) expect((await alerts(persona, { kind: 'MANY_SUBJECTS' })).map(({ id }) => id)).toEqual([many.id])
  for (const persona of ['tax', 'public-security', 'outsider']) expect(await alerts(persona)).toEqual([])
  expect((await hub.ask({ persona: 'auditor', query: `{ accessRecord(id: "${many.evidence[0] as string}") { operator } }` })).data).toEqual({ accessRecord: { operator: 'op-civil-affairs' } })
})

it('Both are told of it in their inboxes, once', async () => {
  for (const persona of ['civil-affairs', 'sharing-authority']) {
    expect((await noticesOf(persona)).filter(({ id, kind }) => kind === 'ALERT_RAISED' && id === many.id)).toHaveLength(1)
  }
  expect((await noticesOf('tax')).filter(({ kind }) => kind === 'ALERT_RAISED')).toEqual([])
})

it('Nobody else explains it, and nobody by a citizen number', async () => {
  const explained = (persona: string, explanation: string) => change(persona, 'explainAlert', 'ExplainAlertInput', { id: many.id, explanation })
  expect((await explained('tax', '说明')).refused).toMatchObject([{ code: 'NOT_FOUND' }])
  expect((await explained('sharing-authority', '说明')).refused).toMatchObject([{ code: 'FORBIDDEN' }])
  const faulty = await explained('civil-affairs', `为 ${documentOf('old-man').number} 办理`)
  expect(faulty.refused).toMatchObject([{ code: 'BAD_USER_INPUT', faults: [{ argument: 'input.explanation', check: 'PERSONAL' }] }])
  expect(faulty.text).not.toContain(documentOf('old-man').number)
})

it('Civil affairs explains it, the sharing authority confirms it, and then it is over', async () => {
  const explained = await change('civil-affairs', 'explainAlert', 'ExplainAlertInput', { id: many.id, explanation: '集中办理高龄津贴' })
  expect(explained.data.explainAlert).toMatchObject({ state: { code: 'EXPLAINED' }, explanation: '集中办理高龄津贴' })
  const confirm = () => change('sharing-authority', 'confirmAlert', 'ConfirmAlertInput', { id: many.id, note: '办件不足以说明' })
  expect((await confirm()).data.confirmAlert).toMatchObject({ state: { code: 'CONFIRMED' }, history: [{ operator: 'op-civil-affairs', from: { code: 'OPEN' }, to: { code: 'EXPLAINED' } }, { to: { code: 'CONFIRMED' } }] })
  expect((await confirm()).refused).toMatchObject([{ code: 'CONFLICT', messageZh: '预警处于“已确认”；该操作仅适用于“待说明”、“已说明”' }])
  expect((await alerts('sharing-authority', { state: 'CONFIRMED' })).map(({ id }) => id)).toEqual([many.id])
})

it('Civil affairs has counted more than the record holds; the next day both are told', async () => {
  const day = '2026-03-03'
  const { refused } = await change('civil-affairs', 'reportUse', 'ReportUseInput', { day, provider: POLICE, entries: 50, clientMutationId: 'counted' }, 'id day entries')
  expect(refused).toEqual([])
  await hub.hub.background.alerts.run()
  expect(await alerts('sharing-authority', { kind: 'COUNTS_DIFFER' })).toEqual([])
  now += 86_400_000
  await hub.hub.background.alerts.run()
  const [differ, ...more] = await alerts('civil-affairs', { kind: 'COUNTS_DIFFER' })
  expect([differ, more]).toMatchObject([{ counted: 2, expected: 50, provider: { creditCode: POLICE }, evidence: [] }, []])
  // The notice is of now and not of the day that was counted, since a webhook is sent it again for a day.
  expect((await noticesOf('civil-affairs')).filter(({ id }) => id === differ?.id)).toMatchObject([{ kind: 'ALERT_RAISED', at: '2026-03-04T10:00:00.000+08:00' }])
})

it('On National Day (国庆) nobody reads at a window unseen; on the Saturday that is worked for it (调休) they may, as on any working day', async () => {
  const readAt = async (time: string) => {
    now = Date.parse(`${time}+08:00`)
    const { data } = await hub.ask({ persona: 'civil-affairs', purpose: under('old-age-allowance', 'allowance'), ...person('old-man', 'name') })
    expect(data.person.name).not.toBeNull()
    await hub.hub.background.alerts.run()
    return (await alerts('sharing-authority', { kind: 'AFTER_HOURS' })).length
  }
  expect(await readAt('2026-09-30T10:00:00')).toBe(0)
  expect(await readAt('2026-10-01T10:00:00')).toBe(1)
  expect(await readAt('2026-10-10T10:00:00')).toBe(1)
  expect(await readAt('2026-10-10T21:00:00')).toBe(2)
  expect(await readAt('2026-10-17T10:00:00')).toBe(3)
})

it('Nowhere in all of this is a number, a key or a name of those who were read', async () => {
  const rows = await hub.db.orm.select({ body: accessRecord.body }).from(accessRecord).where(eq(accessRecord.agency, CIVIL_AFFAIRS))
  const keys = rows.flatMap(({ body }) => (JSON.parse(body) as { subjects?: string[] }).subjects ?? [])
  expect(keys.length).toBeGreaterThan(0)
  const shown = JSON.stringify([await alerts('sharing-authority'), await alerts('civil-affairs'), await alerts('auditor'), await noticesOf('sharing-authority'), await noticesOf('civil-affairs')])
  for (const hidden of [...keys, ...told, ...Object.keys(READERS).map((who) => documentOf(who).number)]) expect(shown).not.toContain(hidden)
})
