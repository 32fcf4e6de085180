import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectFile } from '#platform/files'
import { builtConsole } from '../../router/console/assets.ts'
import { codeOf } from '../../seeds/agencies.ts'
import { openTestHub, type TestHub } from '../harness/hub.ts'
import { Browser } from '../harness/plain-browser.ts'
import { alerted, objected } from '../browser/screens.ts'

const documents = JSON.parse(readFileSync(projectFile('console', 'documents.json'), 'utf8')) as Record<string, string>
const idOf = (name: string) => Object.keys(documents).find((id) => new RegExp(`^(query|mutation) ${name}\\b`).test(documents[id] ?? '')) ?? ''
const CODE = '101001/000001'
const version = { code: CODE, version: 1 }
const GRANT = 'G1-01-civil-affairs-public-security'

/** What a page would send if somebody made it show the button: every act of every screen, by those who may not. */
const ACTS: readonly (readonly [screen: string, operation: string, input: object, personas: readonly string[]])[] = [
  ['the workbench', 'MarkNoticesRead', { ids: ['1'] }, ['auditor', 'outsider']],
  ['the catalogue', 'EditResource', { ...version, name: '他人' }, ['steward-health', 'approver-public-security', 'auditor', 'civil-affairs']],
  ['the catalogue', 'SubmitResource', version, ['steward-health', 'approver-public-security', 'auditor']],
  ['the catalogue', 'WithdrawChange', version, ['steward-health', 'approver-public-security', 'auditor']],
  ['the catalogue', 'WithdrawResource', { ...version, note: '停用' }, ['steward-health', 'approver-public-security', 'auditor']],
  ['the catalogue', 'ReviewResource', { ...version, approve: true }, ['steward-public-security', 'approver-public-security', 'auditor']],
  ['the catalogue', 'ImportCatalogue', { content: ['UEsDBA=='] }, ['approver-public-security', 'auditor', 'civil-affairs']],
  ['the records', 'ExportRecords', { filter: { agency: codeOf('tax') }, reason: '核对共享情况' }, ['civil-affairs', 'outsider', 'assessor']],
  ['the records', 'VerifyRecord', {}, ['sharing-authority', 'assessor', 'civil-affairs']],
  ['applications', 'ReviewApplication', { id: 'nobodys', decision: 'APPROVE' }, ['auditor', 'approver-health', 'civil-affairs']],
  ['applications', 'DecideApplication', { id: 'nobodys', decision: 'APPROVE' }, ['auditor', 'steward-public-security']],
  ['applications', 'ConfirmApplication', { id: 'nobodys', decision: 'CONFIRM' }, ['auditor', 'steward-public-security']],
  ['applications', 'RequestSupplement', { id: 'nobodys', reason: '补正' }, ['auditor']],
  ['applications', 'SupplementApplication', { id: 'nobodys', reason: '补充' }, ['auditor', 'approver-public-security', 'outsider']],
  ['applications', 'ExtendApplication', { id: 'nobodys', days: 5, reason: '延期' }, ['auditor', 'approver-public-security']],
  ['applications', 'ArbitrateApplication', { id: 'nobodys', decision: 'UPHOLD', reason: '维持' }, ['auditor', 'approver-public-security']],
  ['applications', 'CancelApplication', { id: 'nobodys', reason: '撤回' }, ['auditor', 'approver-public-security', 'outsider']],
  ['applications', 'DisputeApplication', { id: 'nobodys', reason: '争议' }, ['auditor', 'approver-public-security', 'outsider']],
  ['objections', 'AnswerObjection', { id: 'objected', outcome: 'CONFIRMED', answer: '经核对无误' }, ['civil-affairs', 'approver-health', 'auditor', 'sharing-authority', 'outsider']],
  ['alerts', 'ExplainAlert', { id: 'alerted', explanation: '窗口集中受理' }, ['approver-health', 'auditor', 'sharing-authority', 'outsider']],
  ['alerts', 'ConfirmAlert', { id: 'alerted', note: '情况属实' }, ['civil-affairs', 'approver-health', 'auditor', 'outsider']],
  ['grants', 'SuspendGrant', { id: GRANT, reason: '停用' }, ['civil-affairs', 'steward-public-security', 'approver-health', 'auditor']],
  ['grants', 'ResumeGrant', { id: GRANT, reason: '恢复' }, ['civil-affairs', 'steward-public-security', 'approver-health', 'auditor']],
  ['grants', 'RevokeGrant', { id: GRANT, reason: '撤销' }, ['approver-health', 'outsider', 'auditor', 'sharing-authority']],
]

describe.skipIf(builtConsole() === null)('nothing is kept from anybody by a page alone', () => {
  let hub: TestHub
  /** What acts name, by the word that stands for it. */
  const named = { nobodys: '', objected: '', alerted: '' }
  beforeAll(async () => {
    hub = await openTestHub()
    const { matterCode } = await import('../../seeds/matters.ts')
    const { DISTRICT } = await import('../../seeds/places.ts')
    const input = {
      items: [{ item: 'Person.birthDate', disclosure: 'CLEAR' }], matters: [matterCode('old-age-allowance')], agencyRoles: ['DECIDING'], binding: { kind: 'CASE_PARTY', roles: ['APPLICANT'] }, regions: [DISTRICT.code],
      validFrom: '2026-03-02', validTo: '2027-03-01', legalBasis: '老年人权益保障法', scenario: '核对年龄',
    }
    const sent = await hub.ask({ persona: 'civil-affairs', query: 'mutation ($input: ApplicationInput!) { submitApplication(input: $input) { id } }', variables: { input } })
    named.nobodys = sent.data.submitApplication.id
    named.objected = await objected(hub)
    named.alerted = await alerted(hub)
    await hub.ask({ persona: 'approver-civil-affairs', query: 'mutation ($input: ReviewApplicationInput!) { reviewApplication(input: $input) { id } }', variables: { input: { id: named.nobodys, decision: 'APPROVE' } } })
  })
  afterAll(() => hub?.close())

  async function send(persona: string, operation: string, variables: object) {
    const browser = new Browser()
    await browser.post(`${hub.url}/console/sign-in/persona`, { persona }, { origin: hub.url })
    const { csrf } = (await (await browser.get(`${hub.url}/console/session`)).json()) as { csrf: string }
    const response = await browser.post(`${hub.url}/console/graphql`, { documentId: idOf(operation), variables }, { origin: hub.url, 'x-csrf-token': csrf })
    return (await response.json()) as { data?: Record<string, unknown>; errors?: { extensions: { code: string; messageZh?: string } }[] }
  }

  const faultsOf = (errors: { extensions: object }[] | undefined) =>
    ((errors?.[0]?.extensions as { faults?: { argument: string; check: string }[] } | undefined)?.faults ?? []).map(({ argument, check }) => `${argument} ${check}`)

  it('every act of the console is among them', () => {
    const acts = Object.values(documents).flatMap((text) => /^mutation (\w+)/.exec(text)?.[1] ?? [])
    const told = new Set([...ACTS.map(([, operation]) => operation), 'SubmitApplication', 'KeepDraft', 'DiscardDraft'])
    expect(acts.filter((operation) => !told.has(operation))).toEqual([])
  })

  it.each(ACTS.flatMap(([screen, operation, input, personas]) => personas.map((persona) => ({ screen, operation, input, persona }))))('$screen: $operation by $persona', async ({ operation, input, persona }) => {
    const given = 'id' in input && Object.hasOwn(named, String(input.id)) ? { ...input, id: named[input.id as keyof typeof named] } : input
    const { data, errors } = await send(persona, operation, { input: given })
    expect(Object.values(data ?? {}).filter((value) => value !== null)).toEqual([])
    expect(['FORBIDDEN', 'NOT_FOUND']).toContain(errors?.[0]?.extensions.code)
  })

  it('an application, for matters and divisions that are not those of one’s agency: each is told at its place', async () => {
    const { matterCode } = await import('../../seeds/matters.ts')
    const input = {
      items: [{ item: 'Person.birthDate', disclosure: 'CLEAR' }], matters: [matterCode('old-age-allowance')], consumerClass: null, agencyRoles: ['DECIDING'], binding: { kind: 'CASE_PARTY', roles: ['APPLICANT'] },
      regions: ['110101000000'], quotaPerDay: null, validFrom: '2026-03-02', validTo: '2027-03-01', legalBasis: '老年人权益保障法', scenario: '核对年龄',
    }
    const { data, errors } = await send('outsider', 'SubmitApplication', { input })
    expect(data?.['submitApplication'] ?? null).toBeNull()
    expect(faultsOf(errors)).toEqual(['input.matters[0] MATTER_NOT_YOURS', 'input.regions[0] REGION_NOT_YOURS'])
    const ofClass = await send('outsider', 'SubmitApplication', { input: { ...input, consumerClass: { basicCode: '990511001001', region: '110101000000' } } })
    expect(faultsOf(ofClass.errors)).toEqual(expect.arrayContaining(['input.matters[0] NO_BASIC_CODE', 'input.consumerClass.region REGION_NOT_YOURS']))
  })

  it('a draft, to anybody but the agency that keeps it: others neither find nor replace nor discard it', async () => {
    const kept = await send('civil-affairs', 'KeepDraft', { input: { title: '年龄核对', content: { matters: ['m'] } } })
    const { id, version: kept1 } = kept.data?.['keepDraft'] as { id: string; version: number }
    for (const persona of ['approver-health', 'auditor', 'outsider']) {
      expect(JSON.stringify((await send(persona, 'KeptDrafts', { after: null })).data)).not.toContain(id)
      expect((await send(persona, 'KeepDraft', { input: { id, version: kept1, title: '改名', content: {} } })).errors?.[0]?.extensions.code).toBe('NOT_FOUND')
      expect((await send(persona, 'DiscardDraft', { input: { id } })).errors?.[0]?.extensions.code).toBe('NOT_FOUND')
    }
    expect(JSON.stringify((await send('civil-affairs', 'KeptDrafts', { after: null })).data)).toContain(id)
  })

  it('a grant and its use, to anybody who neither gave nor holds it, but for auditors and the sharing authority', async () => {
    expect((await send('approver-health', 'GrantPage', { id: GRANT })).data).toEqual({ grant: null })
    expect((await send('auditor', 'GrantPage', { id: GRANT })).data?.['grant']).toMatchObject({ id: GRANT })
    expect(JSON.stringify((await send('outsider', 'GrantList', { filter: { side: 'GIVEN' }, first: 100 })).data)).not.toContain(GRANT)
  })

  it('who may read what, and what would be decided for another, to anybody who gives nothing', async () => {
    for (const persona of ['civil-affairs', 'auditor', 'outsider']) {
      expect((await send(persona, 'AccessMatrix', { filter: {}, first: 1 })).errors?.[0]?.extensions.code).toBe('FORBIDDEN')
      const simulated = await send(persona, 'Simulate', { operation: '{ __typename }', as: { consumer: 'sys-weather', agency: codeOf('weather'), agencyRoles: [], parties: [] } })
      expect(simulated.errors?.[0]?.extensions.code).toBe('FORBIDDEN')
    }
  })

  it('the records: of another agency, to anybody but an auditor, and an entry of another, to anybody', async () => {
    const filter = { agency: codeOf('civil-affairs') }
    expect((await send('public-security', 'Records', { filter, first: 1 })).errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', messageZh: '其他机构的使用日志仅限审计员查询' })
    const { data } = await send('auditor', 'Records', { filter, first: 1 })
    const [entry] = (data?.['accessRecords'] as { edges: { node: { id: string } }[] }).edges
    expect((await send('assessor', 'RecordPage', { id: entry?.node.id })).data).toEqual({ accessRecord: null })
  })

  it('an export of the records: without a reason, of another agency, and to anybody but who opened it', async () => {
    const input = { filter: {}, reason: '年度自查使用情况' }
    expect((await send('auditor', 'ExportRecords', { input: { ...input, reason: '看看' } })).errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', messageZh: expect.stringContaining('须为 5 至 500 字') as unknown })
    expect((await send('civil-affairs', 'ExportRecords', { input: { ...input, filter: { agency: codeOf('public-security') } } })).errors?.[0]?.extensions.code).toBe('FORBIDDEN')
    const opened = (await send('civil-affairs', 'ExportRecords', { input })).data?.['exportRecords'] as { id: string }
    const taken = async (persona: string) => send(persona, 'ExportedRecords', { export: opened.id, first: 100 })
    expect((await taken('auditor')).errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', messageZh: '导出内容仅限导出人本人取回' })
    expect((await taken('approver-civil-affairs')).errors?.[0]?.extensions.code).toBe('FORBIDDEN')
    expect((await taken('public-security')).data).toEqual({ exportedRecords: null })
    expect((await taken('civil-affairs')).data).toMatchObject({ exportedRecords: { edges: expect.any(Array) as unknown } })
  })

  it('an application, to anybody who has no part in it', async () => {
    expect((await send('approver-health', 'ApplicationPage', { id: named.nobodys })).data).toEqual({ application: null })
    expect((await send('approver-public-security', 'ApplicationPage', { id: named.nobodys })).data?.['application']).toMatchObject({ id: named.nobodys })
  })

  it('the bulletin, to anybody but those who assess', async () => {
    expect((await send('civil-affairs', 'Bulletin', { day: '2026-03-01' })).data).toEqual({ bulletin: null })
  })
})
