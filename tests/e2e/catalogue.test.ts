import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeOf } from '../../seeds/agencies.ts'
import { matterCode } from '../../seeds/matters.ts'
import { type Answer, openTestHub, type TestHub } from '../harness/hub.ts'
import { person } from '../permissions/ask.ts'
import { caseNo } from '../permissions/cases.ts'

const STEWARD = 'steward-civil-affairs'
const STRANGER = 'steward-health'
const AUTHORITY = 'sharing-authority'
const MARRIAGES = '101001/000011'
const BASICS = '101001/000001'

let hub: TestHub
beforeAll(async () => {
  hub = await openTestHub()
})
afterAll(() => hub?.close())

const INPUTS: Record<string, string> = {
  editResource: 'EditResourceInput', registerResource: 'RegisterResourceInput', submitResource: 'ResourceVersionInput', withdrawChange: 'ResourceVersionInput',
  reviewResource: 'ReviewResourceInput', withdrawResource: 'ResourceVersionInput', assignResource: 'AssignResourceInput',
}

/** Sends one mutation and asks what it came to. */
const act = (persona: string, mutation: string, input: object): Promise<Answer> =>
  hub.ask({ persona, query: `mutation ($input: ${INPUTS[mutation]}!) { ${mutation}(input: $input) { code state { code } version } }`, variables: { input } })

const stateOf = (answer: Answer, mutation: string) => (answer.data as Record<string, { state: { code: string }; version: number } | null> | null)?.[mutation]

async function latest(code: string): Promise<number> {
  const { data } = await hub.ask({ persona: AUTHORITY, query: 'query ($code: ID!) { resource(code: $code) { versions { version } } }', variables: { code } })
  return (data as { resource: { versions: { version: number }[] } }).resource.versions[0]?.version ?? 0
}

const TABLE = {
  classCode: '306001', kind: 'TABLE', name: '殡葬服务机构名录', summary: '本市殡葬服务机构', format: '2', shareClass: 'CONDITIONAL', shareCondition: '凭事项申请',
  updateCycle: '6', items: [{ name: 'org_name', title: '机构名称', dataType: 'C', dataClass: 'PUBLIC' }, { name: 'opened_on', title: '开办日期', dataType: 'D' }],
}

describe('nothing is done to an entry', () => {
  const attempts: readonly [mutation: string, right: string, input: (version: number) => object][] = [
    ['editResource', STEWARD, (version) => ({ code: MARRIAGES, version, name: '婚姻登记' })],
    ['submitResource', STEWARD, (version) => ({ code: MARRIAGES, version })],
    ['withdrawChange', STEWARD, (version) => ({ code: MARRIAGES, version })],
    ['reviewResource', AUTHORITY, (version) => ({ code: MARRIAGES, version, approve: true })],
    ['withdrawResource', STEWARD, (version) => ({ code: MARRIAGES, version, note: '停用' })],
    ['assignResource', AUTHORITY, (version) => ({ code: MARRIAGES, version, provider: codeOf('health') })],
  ]

  it.each(attempts)('%s: by a system without the role', async (mutation, right, input) => {
    const wrong = right === AUTHORITY ? [STEWARD, 'approver-civil-affairs', 'civil-affairs'] : ['approver-civil-affairs', 'civil-affairs', 'portal']
    for (const persona of wrong) expect((await act(persona, mutation, input(1))).refused, persona).toMatchObject([{ code: 'FORBIDDEN' }])
  })

  it('by a steward who would register for a system without the role', async () => {
    expect((await act('civil-affairs', 'registerResource', TABLE)).refused).toMatchObject([{ code: 'FORBIDDEN', messageZh: expect.stringContaining('steward') as unknown }])
  })

  it.each(attempts.filter(([, right]) => right === STEWARD))('%s: by a steward of another agency, who is told what is told of nobody’s', async (mutation, _right, input) => {
    const stranger = await act(STRANGER, mutation, input(1))
    const nobodys = await act(STRANGER, mutation, { ...input(1), code: '999999/1' })
    expect(stranger.refused).toMatchObject([{ code: 'NOT_FOUND', messageZh: 'code：本机构没有该信息资源' }])
    expect(nobodys.refused).toEqual(stranger.refused)
  })

  it.each(attempts.filter(([mutation]) => mutation !== 'editResource' && mutation !== 'withdrawResource'))('%s: in a state that does not allow it', async (mutation, right, input) => {
    const { refused } = await act(right, mutation, input(await latest(MARRIAGES)))
    expect(refused).toMatchObject([{ code: 'CONFLICT', messageZh: expect.stringMatching(/^资源为「已发布」、最新版本为「已通过」时，不能/) as unknown }])
  })

  it('on a version that is not the latest', async () => {
    expect((await act(STEWARD, 'editResource', { code: MARRIAGES, version: 99, name: '婚姻登记' })).refused).toMatchObject([{ code: 'CONFLICT', messageZh: 'version：最新版本为 1' }])
  })

  it('and everything that is wrong is told at once', async () => {
    const { refused } = await act(STEWARD, 'editResource', {
      code: MARRIAGES, version: 1, name: ' ', format: '99', shareClass: 'WITHHELD', withheldBasis: '示例管理办法', related: ['999999/1'], matters: ['nobody'],
      items: [{ name: 'VitalEvent.husband', shareClass: 'CONDITIONAL', dataClass: 'PUBLIC', open: true, mask: 'NAME' }, { name: 'Person.mobile', title: '电话' }],
    })
    const faults = (refused[0] as unknown as { faults: { argument: string; check: string }[] }).faults.map(({ argument, check }) => `${argument} ${check}`)
    expect(faults).toEqual([
      'input.related UNKNOWN_RESOURCE', 'input.matters UNKNOWN_MATTER', 'input.name NAME_MISSING', 'input.format UNKNOWN_CODE', 'input.withheldBasis BASIS_NOT_LAW',
      'input.items[0].shareClass FREER_THAN_RESOURCE', 'input.items[0].open OPEN_BUT_CLOSED', 'input.items[0].dataClass CLASS_WEAKER',
      'input.items[0].mask MASK_WEAKER', 'input.items[0].open NOT_OPEN_IN_CONTRACT',
      'input.items[1].shareClass FREER_THAN_RESOURCE', 'input.items[1].name UNKNOWN_ITEM',
    ])
  })
})

describe('a steward registers a table that is kept elsewhere', () => {
  let code = ''
  const find = (persona: string, text: string) =>
    hub.ask({ persona, query: 'query ($text: String) { resources(filter: { text: $text }) { edges { node { code name } } } }', variables: { text } })
  const foundBy = async (persona: string, text = '殡葬服务') =>
    ((await find(persona, text)).data as { resources: { edges: { node: { code: string } }[] } }).resources.edges.map(({ node }) => node.code)

  it('and it gets the next number of its class, once however often it is sent', async () => {
    const input = { ...TABLE, clientMutationId: 'register-1' }
    const first = await act(STEWARD, 'registerResource', input)
    code = (first.data as { registerResource: { code: string } }).registerResource.code
    expect([code, stateOf(first, 'registerResource')]).toEqual(['306001/000001', { code, state: { code: 'DRAFT' }, version: 1 }])
    expect((await act(STEWARD, 'registerResource', input)).data).toEqual(first.data)
    expect((await act(STEWARD, 'registerResource', { ...input, name: '别的' })).refused).toMatchObject([{ code: 'CONFLICT' }])
    expect((await act(STEWARD, 'registerResource', { ...TABLE, code })).refused).toMatchObject([{ faults: [{ argument: 'input.code', check: 'TAKEN' }] }])
  })

  it('not under a code or the names of a contract', async () => {
    const faultsOf = async (more: object) => ((await act(STEWARD, 'registerResource', { ...TABLE, ...more })).refused[0] as unknown as { faults: { check: string }[] }).faults.map(({ check }) => check)
    expect(await faultsOf({ classCode: '101001', code: BASICS })).toEqual(['TAKEN'])
    expect(await faultsOf({ classCode: '12' })).toEqual(['FORMAT'])
    expect(await faultsOf({ items: [{ name: 'Person.mobile', title: '电话', dataType: 'C' }] })).toEqual(['NAME_RESERVED'])
    expect(await faultsOf({ items: [] })).toEqual(['NO_ITEMS'])
  })

  it('which nobody else sees before it is published', async () => {
    expect(await foundBy(STEWARD)).toEqual([code])
    expect(await foundBy(AUTHORITY)).toEqual([code])
    for (const persona of [STRANGER, 'civil-affairs', 'approver-civil-affairs', 'outsider']) expect(await foundBy(persona), persona).toEqual([])
    const asked = await hub.ask({ persona: 'outsider', query: 'query ($code: ID!) { resource(code: $code) { name } }', variables: { code } })
    expect(asked.data).toEqual({ resource: null })
  })

  it('and submits it, whereupon it can be neither edited nor submitted again', async () => {
    expect(stateOf(await act(STEWARD, 'submitResource', { code, version: 1 }), 'submitResource')).toMatchObject({ state: { code: 'IN_REVIEW' } })
    for (const mutation of ['submitResource', 'editResource']) expect((await act(STEWARD, mutation, { code, version: 1 })).refused).toMatchObject([{ code: 'CONFLICT' }])
  })

  it('and the sharing authority sends it back, saying why', async () => {
    expect((await act(AUTHORITY, 'reviewResource', { code, version: 1, approve: false })).refused).toMatchObject([{ faults: [{ check: 'NOTE_MISSING' }] }])
    expect(stateOf(await act(AUTHORITY, 'reviewResource', { code, version: 1, approve: false, note: '请补充内设处室' }), 'reviewResource')).toMatchObject({ state: { code: 'DRAFT' } })
  })

  it('and edits it, of two at a time only one, and it is published', async () => {
    const edits = await Promise.all(['社会事务科', '养老服务科'].map((office) => act(STEWARD, 'editResource', { code, version: 1, office })))
    expect(edits.map(({ refused }) => refused.map((each) => each.code)).sort()).toEqual([[], ['CONFLICT']])
    await act(STEWARD, 'submitResource', { code, version: 2 })
    const published = await act(AUTHORITY, 'reviewResource', { code, version: 2, approve: true })
    expect(stateOf(published, 'reviewResource')).toEqual({ code, state: { code: 'PUBLISHED' }, version: 2 })
    expect([await foundBy('outsider'), await foundBy('outsider', '开办日期'), await foundBy('outsider', 'OPENED_on'), await foundBy('outsider', '306001')]).toEqual([[code], [code], [code], [code]])
  })

  it('and who did what, when, and what was different is told to its provider and the sharing authority alone', async () => {
    const query = `query ($code: ID!) { resource(code: $code) { kind { name } provider { creditCode name } items { name coordinate dataType }
      versions { version state { code } editedBy reviewedBy note differences } events { action { name } operator fromState { code } toState { code } agency { name } } } }`
    const told = async (persona: string) => ((await hub.ask({ persona, query, variables: { code } })).data as { resource: Record<string, unknown> }).resource
    expect(await told(STEWARD)).toMatchObject({
      kind: { name: '库表' }, provider: { creditCode: codeOf('civil-affairs') },
      items: [{ name: 'org_name', coordinate: null, dataType: 'C' }, { name: 'opened_on', coordinate: null, dataType: 'D' }],
      versions: [
        { version: 2, state: { code: 'PUBLISHED' }, editedBy: 'op-steward-civil-affairs', reviewedBy: 'op-sharing-authority', differences: [] },
        { version: 1, state: { code: 'REFUSED' }, note: '请补充内设处室' },
      ],
    })
    expect(((await told(AUTHORITY))['events'] as { action: { name: string } }[]).map(({ action }) => action.name)).toEqual(['审核通过', '提交审核', '编制', '审核退回', '提交审核', '登记'])
    expect(await told(STRANGER)).toMatchObject({ kind: { name: '库表' }, versions: [], events: [] })
    // Those who only use the system of the provider see what was approved.
    expect(((await told('civil-affairs'))['versions'] as { version: number }[]).map(({ version }) => version)).toEqual([2])
  })
})

describe('a change of what is in force', () => {
  const read = () => hub.ask({ persona: 'outsider', query: 'query ($code: ID!) { resource(code: $code) { name state { code } version } }', variables: { code: MARRIAGES } })

  it('is seen by nobody else until it is approved, and then by everybody', async () => {
    const edited = await act(STEWARD, 'editResource', { code: MARRIAGES, version: 1, name: '婚姻登记信息（新）' })
    expect(stateOf(edited, 'editResource')).toMatchObject({ state: { code: 'CHANGING' }, version: 1 })
    expect((await read()).data).toEqual({ resource: { name: '婚姻登记信息', state: { code: 'CHANGING' }, version: 1 } })
    await act(STEWARD, 'submitResource', { code: MARRIAGES, version: 2 })
    expect((await act('steward-civil-affairs', 'reviewResource', { code: MARRIAGES, version: 2, approve: true })).refused).toMatchObject([{ code: 'FORBIDDEN' }])
    await act(AUTHORITY, 'reviewResource', { code: MARRIAGES, version: 2, approve: true })
    expect((await read()).data).toEqual({ resource: { name: '婚姻登记信息（新）', state: { code: 'PUBLISHED' }, version: 2 } })
  })

  it('can be taken back, and changes nothing', async () => {
    await act(STEWARD, 'editResource', { code: MARRIAGES, version: 2, name: '婚姻' })
    expect(stateOf(await act(STEWARD, 'withdrawChange', { code: MARRIAGES, version: 3 }), 'withdrawChange')).toMatchObject({ state: { code: 'PUBLISHED' }, version: 2 })
    expect((await read()).data).toMatchObject({ resource: { name: '婚姻登记信息（新）' } })
    expect((await act(STEWARD, 'editResource', { code: MARRIAGES, version: 3, name: '婚姻登记信息（新）' })).refused).toMatchObject([{ faults: [{ check: 'NOTHING_CHANGED' }] }])
  })
})

describe('what is not published cannot be read', () => {
  const name = () => hub.ask({ persona: 'civil-affairs', purpose: { matter: matterCode('old-age-allowance'), case: caseNo('allowance') }, ...person('old-man', 'name') })
  const POLICE = 'steward-public-security'

  it('from the moment of its withdrawal, which the sharing authority must approve where a steward asks for it', async () => {
    expect((await name()).refused).toEqual([])
    expect((await act(POLICE, 'withdrawResource', { code: BASICS, version: 1 })).refused).toMatchObject([{ faults: [{ check: 'NOTE_MISSING' }] }])
    const asked = await act(POLICE, 'withdrawResource', { code: BASICS, version: 1, note: '系统下线' })
    expect(stateOf(asked, 'withdrawResource')).toMatchObject({ state: { code: 'CHANGING' } })
    expect((await name()).refused).toEqual([])
    expect(stateOf(await act(AUTHORITY, 'reviewResource', { code: BASICS, version: 2, approve: true }), 'reviewResource')).toMatchObject({ state: { code: 'WITHDRAWN' } })
    expect((await name()).refused).toMatchObject([{ coordinate: 'Person.citizenId', reason: 'NOT_PUBLISHED' }])
  })

  it('nor while a new entry of it is a draft, and again once that is published', async () => {
    await act(POLICE, 'editResource', { code: BASICS, version: 2, note: '恢复共享' })
    expect((await name()).refused).toMatchObject([{ reason: 'NOT_PUBLISHED' }])
    await act(POLICE, 'submitResource', { code: BASICS, version: 3 })
    expect((await name()).refused).toMatchObject([{ reason: 'NOT_PUBLISHED' }])
    await act(AUTHORITY, 'reviewResource', { code: BASICS, version: 3, approve: true })
    expect((await name()).refused).toEqual([])
  })

  it('at once where the sharing authority withdraws it, a change under way or not', async () => {
    await act(POLICE, 'editResource', { code: BASICS, version: 3, name: '人口信息' })
    expect(stateOf(await act(AUTHORITY, 'withdrawResource', { code: BASICS, version: 4, note: '数据错误' }), 'withdrawResource')).toMatchObject({ state: { code: 'WITHDRAWN' }, version: 5 })
    expect((await name()).refused).toMatchObject([{ reason: 'NOT_PUBLISHED' }])
  })
})

describe('drift between contract and catalogue', () => {
  const drift = async (persona: string) =>
    ((await hub.ask({ persona, query: '{ catalogueDrift { resourceCode resource { name } item kind { code name } contract entry } }' })).data as { catalogueDrift: unknown[] }).catalogueDrift
  const POLICE = 'steward-public-security'
  const HOUSEHOLDS = '101001/000007'

  it('is none where nobody has changed anything', async () => {
    for (const persona of [POLICE, AUTHORITY]) expect(await drift(persona), persona).toEqual([])
  })

  it('is listed for the steward whose it is and the sharing authority once an entry is in force without an item, and never applied', async () => {
    const { data } = await hub.ask({ persona: POLICE, query: `{ resource(code: "${HOUSEHOLDS}") { items { name title } } }` })
    const [first, second, ...rest] = (data as { resource: { items: { name: string; title: string }[] } }).resource.items
    await act(POLICE, 'editResource', { code: HOUSEHOLDS, version: 1, items: [{ name: second?.name, title: '改名' }, ...rest.map(({ name }) => ({ name }))] })
    expect(await drift(POLICE)).toEqual([])
    await act(POLICE, 'submitResource', { code: HOUSEHOLDS, version: 2 })
    expect(stateOf(await act(AUTHORITY, 'reviewResource', { code: HOUSEHOLDS, version: 2, approve: true }), 'reviewResource')).toMatchObject({ version: 2 })
    const found = [
      { resourceCode: HOUSEHOLDS, resource: { name: '户籍信息' }, item: first?.name, kind: { code: 'MISSING', name: '目录缺少' }, contract: first?.title, entry: null },
      { resourceCode: HOUSEHOLDS, resource: { name: '户籍信息' }, item: second?.name, kind: { code: 'TITLE', name: '名称不同' }, contract: second?.title, entry: '改名' },
    ]
    expect([await drift(POLICE), await drift(AUTHORITY)]).toEqual([found, found])
    for (const persona of [STRANGER, 'public-security', 'outsider']) expect(await drift(persona), persona).toEqual([])
    const { data: versions } = await hub.ask({ persona: POLICE, query: `{ resource(code: "${HOUSEHOLDS}") { versions { differences } } }` })
    expect(versions).toMatchObject({ resource: { versions: [{ differences: [`信息项 ${second?.name} 的名称：${second?.title} → 改名`, `删除信息项：${first?.title}（${first?.name}）`] }, { differences: [] }] } })
  })
})
