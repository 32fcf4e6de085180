import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { writeWorkbook } from '#platform/spreadsheet'
import { signToken } from '../../router/embedded-issuer.ts'
import { codeOf } from '../../seeds/agencies.ts'
import { personaOf } from '../../seeds/personas.ts'
import { CHROMIUM, DESK, settled, sideways, TELEPHONE, visitsTo } from '../harness/browser.ts'
import { type Answer, openTestHub, type TestHub } from '../harness/hub.ts'
import { number } from '../permissions/ask.ts'
import { APPLICATION, done, GRANT, oldMan, PURPOSE, RESOURCE, sent } from './screens.ts'

/** On the second morning of the seeds: the first hours of a case are over. */
const clock = { now: () => Date.parse('2026-03-03T10:00:00+08:00') }
const LATER = { validFrom: '2026-03-03' }

const HARM = '<script>harmed=1</script><img src=x onerror="harmed=1">'
/** A script; marks that turn the direction of writing besides; and a text that does not end. The mark tells one text from another. */
const KINDS = {
  script: (mark: string) => `«${mark}»${HARM}'"=1+1`,
  turning: (mark: string) => `«${mark}»${HARM}\u202e\u2067倒`,
  long: (mark: string) => `«${mark}»${HARM}\u202e\u2067"'=1+1`.padEnd(5_000, '长'),
} as const
type Kind = keyof typeof KINDS

const markOf = (act: string, part: string) => `${act} ${part}`.replaceAll('.', '·')

interface Act {
  readonly name: string
  readonly by: string
  /** Places of its free texts below `input`. */
  readonly parts: readonly string[]
  readonly input: (text: (part: string) => string) => object
  /** The worst that the hub keeps; what is worse it refuses. */
  readonly kept: Kind
  readonly type?: string
  readonly fields?: string
  readonly purpose?: typeof PURPOSE
}

describe.skipIf(CHROMIUM === null)('texts that somebody wrote to do harm', () => {
  let hub: TestHub
  const visits = visitsTo(async () => (hub = await openTestHub({ clock })))
  /** Ids that later acts and addresses name. */
  const of = { application: '', draft: '', file: '', objection: '', alert: '', entry: '', imported: '' }
  beforeAll(async () => {
    await sent(hub, { ...LATER, scenario: KINDS.script('waiting') })
    await alerted()
  })

  /** Somebody reads more people than is usual, which is noticed. */
  async function alerted(): Promise<void> {
    await done(hub, 'sharing-authority', 'changeAlertRule', 'ChangeAlertRuleInput', { code: 'MANY_SUBJECTS', parameters: [{ name: 'operator', value: 1 }] }, 'enabled')
    for (const who of ['old-man', 'daughter']) await hub.ask({ persona: 'civil-affairs', purpose: PURPOSE, query: `{ person(citizenId: "${number(who)}") { name } }` })
    await hub.hub.background.alerts.run()
    const { data, text } = await hub.ask({ persona: 'civil-affairs', query: '{ alerts(first: 1, filter: { kind: "MANY_SUBJECTS" }) { edges { node { id kind { code } } } } }' })
    if (data?.alerts == null) throw new Error(text)
    of.alert = data.alerts.edges[0].node.id as string
  }

  const EVIDENCE = { kind: 'CERTIFICATE', digest: createHash('sm3').update('协议').digest('hex') }
  const FILE = { classCode: '306001', kind: 'FILE', format: '2', shareClass: 'CONDITIONAL', updateCycle: '6' }
  const ACTS: readonly Act[] = [
    { name: 'keepDraft', by: 'civil-affairs', parts: ['title'], kept: 'script', input: (text) => ({ title: text('title'), content: {} }) },
    { name: 'keepDraft', by: 'civil-affairs', parts: ['content.scenario', 'content.legalBasis', 'content.items', 'content.matters', 'content.regions'], kept: 'long', input: (text) => ({
      title: '草稿', content: { scenario: text('content.scenario'), legalBasis: text('content.legalBasis'), items: [{ item: text('content.items'), disclosure: 'CLEAR' }], matters: [text('content.matters')], regions: [text('content.regions')] },
    }) },
    { name: 'submitApplication', by: 'civil-affairs', type: 'ApplicationInput', parts: ['scenario', 'legalBasis'], kept: 'script', input: (text) => ({ ...APPLICATION, ...LATER, scenario: text('scenario'), legalBasis: text('legalBasis') }) },
    { name: 'reviewApplication', by: 'approver-civil-affairs', parts: ['reason'], kept: 'script', input: (text) => ({ id: of.application, decision: 'APPROVE', reason: text('reason') }) },
    { name: 'extendApplication', by: 'sharing-authority', parts: ['reason'], kept: 'script', input: (text) => ({ id: of.application, days: 5, reason: text('reason') }) },
    { name: 'requestSupplement', by: 'approver-public-security', type: 'ApplicationReasonInput', parts: ['reason'], kept: 'script', input: (text) => ({ id: of.application, reason: text('reason') }) },
    { name: 'supplementApplication', by: 'civil-affairs', type: 'ApplicationReasonInput', parts: ['reason'], kept: 'script', input: (text) => ({ id: of.application, reason: text('reason') }) },
    { name: 'decideApplication', by: 'approver-public-security', parts: ['reason'], kept: 'script', input: (text) => ({ id: of.application, decision: 'REFUSE', reason: text('reason') }) },
    { name: 'disputeApplication', by: 'civil-affairs', type: 'ApplicationReasonInput', parts: ['reason'], kept: 'script', input: (text) => ({ id: of.application, reason: text('reason') }) },
    { name: 'arbitrateApplication', by: 'sharing-authority', parts: ['reason', 'items[0].reason'], kept: 'script', input: (text) => ({ id: of.application, decision: 'ORDER', items: [{ item: 'Person.formerName', reason: text('items[0].reason') }], reason: text('reason') }) },
    { name: 'suspendGrant', by: 'approver-public-security', parts: ['reason'], kept: 'turning', input: (text) => ({ id: GRANT, reason: text('reason') }) },
    { name: 'resumeGrant', by: 'approver-public-security', parts: ['reason'], kept: 'turning', input: (text) => ({ id: GRANT, reason: text('reason') }) },
    { name: 'changeGrant', by: 'approver-public-security', parts: ['reason'], kept: 'turning', input: (text) => ({ id: GRANT, version: 1, quotaPerDay: 50, reason: text('reason') }) },
    { name: 'editResource', by: 'steward-public-security', parts: ['name', 'summary', 'shareCondition', 'system', 'office', 'note'], kept: 'turning', fields: 'code', input: (text) => ({
      code: RESOURCE, version: 1, name: text('name'), summary: text('summary'), shareCondition: text('shareCondition'), system: text('system'), office: text('office'), note: text('note'),
    }) },
    { name: 'submitResource', by: 'steward-public-security', type: 'ResourceVersionInput', parts: ['note'], kept: 'turning', fields: 'code', input: (text) => ({ code: RESOURCE, version: 2, note: text('note') }) },
    { name: 'reviewResource', by: 'sharing-authority', parts: ['note'], kept: 'turning', fields: 'code', input: (text) => ({ code: RESOURCE, version: 2, approve: true, note: text('note') }) },
    { name: 'registerResource', by: 'steward-public-security', parts: ['name', 'summary', 'shareCondition', 'note', 'items[0].title', 'items[0].name', 'items[0].description'], kept: 'turning', fields: 'code', input: (text) => ({
      ...FILE, name: text('name'), summary: text('summary'), shareCondition: text('shareCondition'), note: text('note'), items: [{ name: text('items[0].name'), title: text('items[0].title'), description: text('items[0].description'), dataType: 'C', dataClass: 'PUBLIC' }],
    }) },
    { name: 'registerConsumer', by: 'sharing-authority', parts: ['name', 'reason'], kept: 'turning', input: (text) => ({ id: 'sys-hostile', name: text('name'), roles: [], agencies: [codeOf('tax')], reason: text('reason') }) },
    { name: 'suspendConsumer', by: 'sharing-authority', parts: ['reason'], kept: 'turning', input: (text) => ({ id: 'sys-hostile', reason: text('reason') }) },
    { name: 'resumeConsumer', by: 'sharing-authority', parts: ['reason'], kept: 'turning', input: (text) => ({ id: 'sys-hostile', reason: text('reason') }) },
    { name: 'registerAgency', by: 'sharing-authority', parts: ['reason'], kept: 'turning', input: (text) => ({ consumer: 'sys-hostile', agency: codeOf('weather'), reason: text('reason') }) },
    { name: 'overrideRegion', by: 'sharing-authority', parts: ['reason'], kept: 'turning', input: (text) => ({ agency: codeOf('civil-affairs'), caseNo: PURPOSE.case, hours: 1, reason: text('reason') }) },
    { name: 'raiseObjection', by: 'civil-affairs', parts: ['statement', 'evidence[0].name'], kept: 'script', purpose: PURPOSE, input: (text) => ({ item: 'Person.residenceAddress', subject: { citizenId: number('old-man') }, statement: text('statement'), evidence: [{ ...EVIDENCE, name: text('evidence[0].name') }] }) },
    { name: 'answerObjection', by: 'steward-public-security', parts: ['answer'], kept: 'script', input: (text) => ({ id: of.objection, outcome: 'CORRECTED', answer: text('answer') }) },
    { name: 'explainAlert', by: 'civil-affairs', parts: ['explanation'], kept: 'script', input: (text) => ({ id: of.alert, explanation: text('explanation') }) },
    { name: 'exportRecords', by: 'auditor', parts: ['reason'], kept: 'script', input: (text) => ({ filter: {}, reason: text('reason') }) },
    { name: 'confirmAlert', by: 'sharing-authority', parts: ['note'], kept: 'script', input: (text) => ({ id: of.alert, note: text('note') }) },
  ]

  const ask = ({ name, by, type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`, fields = 'id', purpose }: Act, input: object) =>
    hub.ask({ persona: by, ...(purpose === undefined ? {} : { purpose }), query: `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} } }`, variables: { input } })

  /** A refusal of a text: told by its place, and never with what it held. */
  function toldOf({ refused, text }: Answer, parts: readonly string[]): void {
    expect(refused.map(({ code }) => code)).toEqual(['BAD_USER_INPUT'])
    const places = (refused[0] as unknown as { faults: { argument: string; zh: string }[] }).faults
    expect(places.length).toBeGreaterThan(0)
    for (const { argument, zh } of places) {
      expect(parts.some((part) => `input.${part}`.startsWith(argument)), argument).toBe(true)
      expect(zh).toMatch(/\p{Script=Han}/u)
    }
    expect(text).not.toContain('harmed')
  }

  it.each(ACTS.map((act) => [`${act.name} ${act.parts.join(', ')}`, act] as const))('%s: what is too long or turns other writing is refused by its place, or kept as it is', async (_what, act) => {
    for (const kind of ['long', 'turning', 'script'] as const) {
      const answer = await ask(act, act.input((part) => KINDS[kind](markOf(act.name, part))))
      if (answer.refused.length > 0) {
        toldOf(answer, act.parts)
        continue
      }
      expect(kind).toBe(act.kept)
      const kept = answer.data[act.name] as { id?: string; code?: string }
      if (act.name === 'submitApplication') of.application = kept.id ?? ''
      if (act.name === 'keepDraft') of.draft = kept.id ?? ''
      if (act.name === 'registerResource') of.file = kept.code ?? ''
      if (act.name === 'raiseObjection') of.objection = kept.id ?? ''
      return
    }
    throw new Error('nothing was kept')
  })

  it('a sheet: a name that is too long is told by its line, and what turns other writing is kept as it is', async () => {
    const heading = ['信息资源分类', '信息资源名称', '信息资源代码', '资源类别', '信息资源格式', '共享类型', '共享方式', '更新周期', '数据分级', '信息项名称', '信息项英文名', '信息项数据类型', '信息项共享类型']
    const imported = async (kind: Kind) => {
      const bytes = writeWorkbook('政务信息资源目录', [heading, ['306002', KINDS[kind]('sheet name'), null, '文件', '电子表格', '无条件共享', '文件下载', '每年', '一般数据', KINDS[kind]('sheet title'), 'device_code', '字符型', '无条件共享']])
      const { data, refused } = await hub.ask({
        persona: 'steward-public-security', query: 'mutation ($input: ImportCatalogueInput!) { importCatalogue(input: $input) { resources { code state { code } } faults { line column check zh } } }', variables: { input: { content: bytes.toString('base64').match(/.{1,10000}/g) } },
      })
      expect(refused).toEqual([])
      return data.importCatalogue as { resources: { code: string }[]; faults: { line: number; check: string; zh: string }[] }
    }
    const { resources, faults } = await imported('long')
    expect([resources, faults.map(({ line, check }) => `${line} ${check}`)]).toEqual([[], ['2 TOO_LONG', '2 TOO_LONG']])
    expect(JSON.stringify(faults)).not.toContain('harmed')
    of.imported = (await imported('turning')).resources[0]?.code ?? ''
  })

  it('a stated reason: what is too long or turns other writing is refused, what is left stands in the record', async () => {
    for (const kind of ['long', 'turning'] as const) {
      const answer = await hub.ask({ ...oldMan('name'), purpose: { ...PURPOSE, reason: KINDS[kind]('purpose reason') } }).catch(() => null)
      // 5,000 Chinese characters are more than a header may hold.
      if (answer !== null) expect([answer.status, answer.refused.map(({ code }) => code), answer.text.includes('harmed')]).toEqual([400, ['BAD_USER_INPUT'], false])
    }
    const query = `query harmed${'x'.repeat(5_000)} { person(citizenId: "${number('old-man')}") { name } }`
    const operator = KINDS.turning('operator')
    const { consumer, agency, zone, assurance } = personaOf('civil-affairs') as NonNullable<ReturnType<typeof personaOf>>
    const token = await signToken(hub.key, { client_id: consumer, agency, zone, assurance, operator }, clock)
    const { extensions, refused } = await hub.ask({ query, purpose: { ...PURPOSE, reason: KINDS.script('purpose reason') }, headers: { authorization: `Bearer ${token}` } })
    expect(refused).toEqual([])
    of.entry = (extensions['receipt'] as { entry: string }).entry
    // An operation is named by letters alone.
    expect((await hub.ask({ persona: 'civil-affairs', query: `query ${HARM} { __typename }` })).refused.map(({ code }) => code)).toEqual(['GRAPHQL_PARSE_FAILED'])
  })

  it('no notice tells what somebody wrote', async () => {
    for (const persona of ['civil-affairs', 'steward-public-security', 'sharing-authority']) {
      const { data } = await hub.ask({ persona, query: '{ notices(first: 100) { edges { node { zh en about { id } } } } }' })
      expect(data.notices.edges.length).toBeGreaterThan(0)
      expect(JSON.stringify(data)).not.toContain('harmed')
    }
  })

  it('names that other systems bring may be as they like', async () => {
    const { orm } = hub.db
    await orm.execute(sql`update catalogue.agency set name = ${KINDS.long('agency name')}`)
    await orm.execute(sql`update legal_persons.legal_person set name = ${KINDS.long('agency name')}`)
    await orm.execute(sql`update catalogue.consumer set name = ${KINDS.long('system name')} where id <> 'sys-hostile'`)
    await orm.execute(sql`update matters.matter set name = ${KINDS.long('matter name')}`)
    await orm.execute(sql`update geo.division set name = ${KINDS.long('division name')}`)
    await orm.execute(sql`update catalogue.resource_item set title = ${KINDS.long('item title')}, description = ${KINDS.long('item description')} where item in ('Person.name', 'Person.formerName')`)
  })

  const course = ['submitApplication scenario', 'submitApplication legalBasis', 'reviewApplication reason', 'extendApplication reason', 'requestSupplement reason', 'supplementApplication reason', 'decideApplication reason', 'disputeApplication reason', 'arbitrateApplication reason', 'arbitrateApplication items[0]·reason']
  const entered = (act: string, ...parts: string[]) => parts.map((part) => markOf(act, part))
  const ADDRESSED = encodeURIComponent(KINDS.turning('address'))

  it.each<[screen: string, persona: string, path: () => string, marks: readonly string[], look?: (page: Page) => Promise<void>]>([
    ['the workbench', 'approver-public-security', () => '/console/', ['waiting', 'agency name']],
    ['the bulletin', 'sharing-authority', () => '/console/?day=2026-03-02', []],
    ['the catalogue', 'steward-public-security', () => '/console/catalogue', ['editResource name', 'agency name']],
    ['what is found in the catalogue', 'steward-public-security', () => '/console/catalogue?text=harmed', ['registerResource name', 'sheet name']],
    ['a resource', 'steward-public-security', () => `/console/catalogue/resource?code=${encodeURIComponent(RESOURCE)}`, [...entered('editResource', 'name', 'summary', 'shareCondition', 'system', 'office'), 'reviewResource note', 'item title', 'item description', 'matter name']],
    ['a file', 'steward-public-security', () => `/console/catalogue/resource?code=${encodeURIComponent(of.file)}`, entered('registerResource', 'name', 'summary', 'shareCondition', 'note', 'items[0].title', 'items[0].name', 'items[0].description')],
    ['what was imported', 'steward-public-security', () => `/console/catalogue/resource?code=${encodeURIComponent(of.imported)}`, ['sheet name', 'sheet title']],
    ['the applications', 'approver-public-security', () => '/console/applications', ['waiting', 'submitApplication scenario', 'agency name']],
    ['an application', 'approver-public-security', () => `/console/applications/application?id=${of.application}`, [...course, 'agency name']],
    ['an objection', 'steward-public-security', () => `/console/objections/objection?id=${of.objection}`, [...entered('raiseObjection', 'statement', 'evidence[0].name'), ...entered('answerObjection', 'answer'), 'agency name']],
    ['an alert', 'sharing-authority', () => `/console/alerts/alert?id=${of.alert}`, [...entered('explainAlert', 'explanation'), ...entered('confirmAlert', 'note'), 'agency name']],
    ['the records', 'auditor', () => '/console/records', ['agency name', 'exportRecords reason']],
    ['an entry', 'auditor', () => `/console/records/entry?id=${encodeURIComponent(of.entry)}`, ['purpose reason', 'operator', 'agency name', 'matter name']],
    ['applying', 'civil-affairs', () => '/console/apply?text=Person.name', ['keepDraft title', 'editResource name', 'item title']],
    ['a draft', 'civil-affairs', () => `/console/apply?draft=${of.draft}`, entered('keepDraft', 'content.scenario', 'content.legalBasis', 'content.items', 'content.matters', 'content.regions')],
    ['the grants', 'approver-public-security', () => '/console/grants?side=GIVEN', ['agency name']],
    ['a grant', 'approver-public-security', () => `/console/grants/grant?id=${GRANT}`, ['suspendGrant reason', 'resumeGrant reason', 'changeGrant reason', 'agency name', 'matter name'], async (page) => {
      await page.getByRole('button', { name: '暂停', exact: true }).click()
      await page.getByRole('heading', { name: '停止后的影响' }).waitFor()
    }],
    ['the playground', 'civil-affairs', () => '/console/playground', [], async (page) => {
      await page.locator('.graphiql-query-editor .CodeMirror').first().waitFor()
      const operation = `{ person(citizenId: "${number('old-man')}") { formerName } } # ${KINDS.turning('operation')}`
      await page.evaluate<unknown>(`document.querySelector('.graphiql-query-editor .CodeMirror').CodeMirror.setValue(${JSON.stringify(operation)})`)
      await page.locator('.decision').first().waitFor()
      await page.getByRole('textbox', { name: '使用事由' }).fill(KINDS.turning('purpose'))
      await page.getByRole('button', { name: '复制 curl 命令' }).click()
    }],
    ['the matrix', 'steward-public-security', () => '/console/matrix?text=Person.name', ['item title', 'agency name']],
    ['the simulator', 'sharing-authority', () => `/console/simulator?item=Person.name&consumer=sys-hostile&agency=${codeOf('tax')}`, ['registerConsumer name', 'agency name'], async (page) => {
      await page.getByRole('combobox', { name: '系统' }).click()
      await page.locator('.ant-select-item-option').first().waitFor()
      await page.keyboard.press('Escape')
    }],
    ['an address of a search', 'auditor', () => `/console/catalogue?text=${ADDRESSED}&state=${ADDRESSED}`, ['address']],
    ['an address of a simulation', 'sharing-authority', () => `/console/simulator?item=${ADDRESSED}&consumer=${ADDRESSED}&agency=${ADDRESSED}&matter=${ADDRESSED}&role=${ADDRESSED}&party=${ADDRESSED}`, ['address']],
    ['an address of something', 'auditor', () => `/console/applications/application?id=${ADDRESSED}`, []],
  ])('do none on %s: they stand there and run nothing, turn nothing around them, and break no page at a desk or on a telephone', async (_what, persona, path, marks, look) => {
    const page = await visits.as(persona, path())
    let asked = 0
    page.on('request', (request) => { if (request.url().endsWith('/console/graphql')) asked += 1 })
    await settled(page)
    await look?.(page)
    const shown = () => page.evaluate<string>("document.body.textContent + [...document.querySelectorAll('input, textarea')].map((each) => each.value).join()")
    await expect.poll(async () => { const text = await shown(); return marks.filter((mark) => !text.includes(`«${mark}»`)) }).toEqual([])
    for (const size of [DESK, TELEPHONE]) {
      await page.setViewportSize(size)
      await expect.poll(() => sideways(page)).toBe(0)
    }
    expect(await page.evaluate('globalThis.harmed')).toBeUndefined()
    expect(await page.locator('#root script, #root img[src="x"]').count()).toBe(0)
    expect(await page.evaluate<string[]>(LOOSE)).toEqual([])
    // No screen asks the same thing over and over.
    expect(asked).toBeLessThan(12)
  })
})

// Written as text: it runs in the page. A box that is no part of a line, or that is set apart in it, keeps what turns to itself.
const LOOSE = `(() => {
  const keeps = (each) => { const { display, unicodeBidi } = getComputedStyle(each); return !/^inline$|^contents$/.test(display) || /isolate|plaintext/.test(unicodeBidi) }
  const alone = (node) => {
    for (let at = node.parentElement; at !== null && at.textContent === node.data; at = at.parentElement) if (keeps(at)) return true
    return false
  }
  const found = []
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const node = texts.currentNode
    if (/[\\u202e\\u2066\\u2067]/.test(node.data) && !node.parentElement.closest('textarea, .CodeMirror, script') && !alone(node)) found.push(node.parentElement.outerHTML.slice(0, 120))
  }
  return found
})()`
