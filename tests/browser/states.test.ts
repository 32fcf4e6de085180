import type { Page } from 'playwright-core'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { hubError } from '#platform/errors'
import { toldError } from '../../router/failure.ts'
import type { Hub } from '../../router/hub.ts'
import { codeOf } from '../../seeds/agencies.ts'
import { CHROMIUM, seriousFaults, settled, visitsTo } from '../harness/browser.ts'
import { openTestHub, type TestHub } from '../harness/hub.ts'
import { done, GRANT, MATTER, prepared, type Screen, SCREENS, type Things } from './screens.ts'

/** What becomes of what a screen asks: it is answered, held back, lost on the way, or the hub says itself that it cannot. */
let mode: 'answered' | 'held' | 'lost' | 'unavailable' = 'answered'
const held: (() => void)[] = []

const switched = (opened: Hub): Hub => ({
  ...opened,
  async ask(asked) {
    // Who has signed in is asked before any screen.
    if (/^query Who\b/.test(asked.query)) return opened.ask(asked)
    if (mode === 'held') await new Promise<void>((go) => held.push(go))
    if (mode === 'lost') return { status: 503, headers: { 'content-type': 'text/html' }, body: '<h1>503</h1>' }
    if (mode !== 'unavailable') return opened.ask(asked)
    const error = hubError('AUDIT_UNAVAILABLE', 'the record cannot be written', { messageZh: '无法写入使用日志' })
    return { status: 503, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ errors: [toldError(error, () => {})] }) }
  },
})

const TABLE = {
  classCode: '306001', kind: 'TABLE', name: '殡葬服务机构名录', summary: '本市殡葬服务机构', format: '2', shareClass: 'CONDITIONAL', shareCondition: '凭事项申请',
  updateCycle: '6', items: [{ name: 'org_name', title: '机构名称', dataType: 'C', dataClass: 'PUBLIC' }],
}

describe.skipIf(CHROMIUM === null)('a screen that cannot show what it is for', () => {
  let hub: TestHub
  // That an answer was lost is what is tested, and Chromium notes it.
  const visits = visitsTo(async () => (hub = await openTestHub({ behind: switched })), /Failed to load resource: .*(503|net::ERR)/)
  let things: Things & { readonly draft: string; readonly kept: string; readonly open: string }
  beforeAll(async () => {
    const { code } = await done(hub, 'steward-civil-affairs', 'registerResource', 'RegisterResourceInput', TABLE, 'code')
    const { id } = await done(hub, 'civil-affairs', 'keepDraft', 'KeepDraftInput', { title: '另一份', content: {} })
    const { extensions } = await hub.ask({ persona: 'civil-affairs', query: '{ division(code: "990101") { name } }' })
    things = { ...(await prepared(hub)), draft: code as string, kept: id as string, open: (extensions['receipt'] as { entry: string }).entry }
  })
  afterEach(() => {
    mode = 'answered'
    held.splice(0).forEach((go) => go())
  })

  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
  const table = (which: (screen: Screen) => boolean) => SCREENS.filter(which).map((screen) => [screen.name, screen] as const)
  const asks = ({ name }: Screen) => name !== 'the playground'

  it.each(table(asks))('%s says that it is reading, and then shows what came', async (_name, { persona, path, heading }) => {
    mode = 'held'
    const page = await visits.as(persona, path(things))
    await expect.poll(() => held.length).toBeGreaterThan(0)
    await page.getByRole('status', { name: '正在读取…' }).first().waitFor()
    expect(await seriousFaults(page)).toEqual([])
    mode = 'answered'
    held.splice(0).forEach((go) => go())
    await page.getByRole('heading', { name: heading.zh }).first().waitFor()
    await settled(page)
    await expect.poll(() => page.getByRole('status', { name: '正在读取…' }).count()).toBe(0)
  })

  it.each(table(() => true))('%s says that nothing came back, and shows it once it is asked again', async (_name, screen) => {
    await failing('lost', screen, '未能读取')
  })

  it.each(table(asks))('%s says what the hub says of itself where it cannot answer, and shows it once it is asked again', async (_name, screen) => {
    await failing('unavailable', screen, '无法写入使用日志')
  })

  async function failing(how: typeof mode, { name, persona, path, heading }: Screen, said: string): Promise<void> {
    mode = how
    const page = await visits.as(persona, path(things))
    await page.getByRole('alert').getByText(said).first().waitFor()
    expect(await seriousFaults(page)).toEqual([])
    mode = 'answered'
    if (name === 'the playground') return
    await expect.poll(async () => {
      const again = button(page, '重试')
      // Of several parts one may have come back by what another asked.
      if ((await again.count()) > 0) await again.first().click({ timeout: 10_000 }).catch(() => {})
      return page.getByRole('alert').count()
    }).toBe(0)
    await page.getByRole('heading', { name: heading.zh }).first().waitFor()
  }

  it.each<[string, string, (of: typeof things) => string, string[]]>([
    ['the workbench', 'outsider', () => '/console/', ['没有等待办理的事项。', '没有未读通知。']],
    ['the catalogue', 'outsider', () => '/console/catalogue?text=zzz', ['没有内容']],
    ['a resource that no grant gives', 'steward-civil-affairs', ({ draft }) => `/console/catalogue/resource?code=${encodeURIComponent(draft)}`, ['没有有效授权用到本资源。']],
    ['the applications', 'outsider', () => '/console/applications', ['没有内容']],
    ['an application unlike all others', 'approver-public-security', ({ application }) => `/console/applications/application?id=${application}`, ['最近的答复中没有相同信息项的先例。']],
    ['the records', 'auditor', () => '/console/records?from=2020-01-01&to=2020-01-02', ['没有内容']],
    ['an entry for which no grant was needed', 'auditor', ({ open }) => `/console/records/entry?id=${encodeURIComponent(open)}`, ['该请求未用到任何授权。']],
    ['applying', 'tax', () => '/console/apply?text=zzz', ['没有保存的草稿。', '没有内容', '尚未选择信息项。']],
    ['the grants', 'outsider', () => '/console/grants', ['没有内容']],
    ['the matrix', 'steward-public-security', () => '/console/matrix?text=zzz', ['没有内容']],
  ])('%s says so where there is nothing', async (_name, persona, path, texts) => {
    const page = await visits.as(persona, path(things))
    for (const text of texts) await page.getByText(text, { exact: true }).first().waitFor()
    expect(await page.getByRole('alert').count()).toBe(0)
    expect(await seriousFaults(page)).toEqual([])
  })

  it.each<[string, string, (of: typeof things) => string, RegExp]>([
    ['a draft entry', 'outsider', ({ draft }) => `/console/catalogue/resource?code=${encodeURIComponent(draft)}`, /殡葬服务/],
    ['an application', 'outsider', ({ application }) => `/console/applications/application?id=${application}`, /高龄津贴|曾用名|示例区民政局/],
    ['a grant', 'outsider', () => `/console/grants/grant?id=${GRANT}`, /Person\.|示例区民政局/],
    ['an objection', 'outsider', ({ objection }) => `/console/objections/objection?id=${objection}`, /居住地址|入住协议|示例区民政局/],
    ['an alert', 'outsider', ({ alert }) => `/console/alerts/alert?id=${alert}`, /主体过多|op-civil|示例区民政局/],
    ['an entry of the record', 'outsider', ({ entry }) => `/console/records/entry?id=${encodeURIComponent(entry)}`, /高龄津贴|示例区民政局|op-civil/],
    ['the draft of an application', 'outsider', ({ kept }) => `/console/apply?draft=${kept}`, /另一份/],
  ])('the address of %s, opened by somebody whom it is not for, says so and what to do, and nothing of it', async (_name, persona, path, hidden) => {
    const page = await visits.as(persona, path(things))
    await page.getByText('您无权查看').waitFor()
    await page.getByText('请联系发来地址的人或者提供方').waitFor()
    expect(await page.locator('main').textContent()).not.toMatch(hidden)
    expect(await seriousFaults(page)).toEqual([])
  })

  it('the address of a screen for others is refused in the hub’s words, with what to do', async () => {
    const page = await visits.as('tax', '/console/matrix')
    await page.getByRole('alert').getByText('仅限提供方的目录管理员').waitFor()
    await page.getByRole('alert').getByText('处理建议: 请用有相应职责的系统登录').waitFor()
    await page.goto(`${hub.url}/console/simulator?item=Person.name&consumer=sys-civil-affairs&agency=${codeOf('civil-affairs')}&matter=${MATTER}`)
    await button(page, '模拟').click()
    await page.getByRole('alert').getByText('处理建议: 请用有相应职责的系统登录').waitFor()
  })

  it.each([
    ['auditor', '/console/catalogue'], ['auditor', '/console/applications'], ['auditor', '/console/records'], ['civil-affairs', '/console/grants'], ['civil-affairs', '/console/apply'], ['steward-public-security', '/console/matrix'],
  ])('%s at %s is told what is wrong with a place in a list that there is not', async (persona, path) => {
    const page = await visits.as(persona, `${path}?after=nowhere`)
    await page.getByRole('alert').getByText('BAD_USER_INPUT').first().waitFor()
    await page.getByRole('alert').getByText('处理建议: 请按提示改正后再试').first().waitFor()
  })

  it('an address that there is not says so, and leads to the workbench', async () => {
    const page = await visits.as('auditor', '/console/nowhere')
    await page.getByRole('heading', { name: '没有这个页面' }).waitFor()
    await page.getByRole('link', { name: '回到工作台' }).click()
    await page.getByRole('heading', { name: '我的工作台' }).waitFor()
  })

  it.each<[string, string, (of: typeof things) => string, (page: Page) => Promise<void>]>([
    ['searches the catalogue', 'auditor', () => '/console/catalogue', async (page) => {
      await page.getByRole('textbox', { name: '关键词' }).fill('曾用名')
      await button(page, '查询').click()
    }],
    ['opens a screen', 'auditor', () => '/console/', async (page) => page.getByRole('link', { name: '共享记录' }).click()],
    ['answers an application', 'approver-public-security', ({ application }) => `/console/applications/application?id=${application}`, async (page) => button(page, '同意').click()],
    ['stops a grant', 'approver-public-security', () => `/console/grants/grant?id=${GRANT}`, async (page) => {
      await button(page, '暂停').click()
      await page.getByRole('textbox', { name: '请写明原因' }).fill('核查')
      await button(page, '确定 暂停').click()
    }],
    ['simulates', 'steward-public-security', () => `/console/simulator?item=Person.name&consumer=sys-civil-affairs&agency=${codeOf('civil-affairs')}&matter=${MATTER}`, async (page) => button(page, '模拟').click()],
    ['runs a question', 'civil-affairs', () => '/console/playground', async (page) => page.getByRole('button', { name: /Execute query/ }).click()],
  ])('whose session has ended meanwhile says so where one %s, does nothing, and is there again after signing in', async (_what, persona, path, act) => {
    const page = await visits.as(persona, path(things))
    await settled(page)
    // What is typed there is explained a moment later.
    if (page.url().includes('playground')) await page.getByText('可全部获得').waitFor()
    await page.context().clearCookies()
    await act(page)
    await page.getByRole('alert').getByText('会话已结束，请重新登录。').waitFor()
    expect(await seriousFaults(page)).toEqual([])
    const address = page.url()
    await page.getByRole('combobox').fill(persona)
    await page.locator('.ant-select-item-option').filter({ hasText: new RegExp(`^${persona} ·`) }).click()
    await button(page, '登录').click()
    await page.getByRole('navigation').waitFor()
    expect(page.url()).toBe(address)
    const { data } = await hub.ask({ persona: 'approver-public-security', query: `{ application(id: "${things.application}") { state { code } } grant(id: "${GRANT}") { state { code } } }` })
    expect(data).toEqual({ application: { state: { code: 'SUBMITTED' } }, grant: { state: { code: 'ACTIVE' } } })
  })

  it('of a hub that has stopped says that it cannot be reached, whatever one does, and goes on once it is there again', async () => {
    const first = await openTestHub({ beside: hub })
    const there = visits.to(first.url)
    const page = await there.as('steward-public-security', '/console/catalogue')
    await settled(page)
    await first.close()
    const told = () => page.getByRole('alert').getByText('连接不到平台').first().waitFor()
    await button(page, '导出电子表格').click()
    await told()
    await page.getByRole('textbox', { name: '关键词' }).fill('曾用名')
    await button(page, '查询').click()
    await page.locator('main').getByRole('alert').getByText('连接不到平台').nth(1).waitFor()
    await button(page, '退出登录').click()
    await page.locator('header').getByRole('alert').waitFor()
    // A screen that was not loaded yet cannot be now.
    await page.getByRole('link', { name: '授权', exact: true }).click()
    await told()
    expect(await seriousFaults(page)).toEqual([])
    const again = await openTestHub({ beside: hub, port: Number(new URL(first.url).port) })
    await button(page, '重试').first().click()
    await page.getByRole('heading', { name: '授权' }).waitFor()
    await settled(page)
    expect((await there.leave()).filter((fault) => !/net::ERR|Failed to load resource|the hub answered 0/.test(fault))).toEqual([])
    await again.close()
  })

  it('loses no draft where it could not be kept: what was typed stands there still', async () => {
    const page = await visits.as('civil-affairs', '/console/apply?text=Person.formerName')
    await page.getByRole('checkbox', { name: /Person\.formerName/ }).first().check()
    await page.getByRole('textbox', { name: '草稿名称' }).fill('曾用名核对')
    await page.getByRole('textbox', { name: '应用场景' }).fill('核对申请人曾用名')
    await settled(page)
    mode = 'lost'
    await button(page, '保存草稿').click()
    await page.getByRole('alert').getByText('不知是否已办理').waitFor()
    expect(await page.getByRole('textbox', { name: '应用场景' }).inputValue()).toBe('核对申请人曾用名')
    mode = 'answered'
    await button(page, '保存草稿').click()
    await page.waitForURL(/draft=/)
    expect(await page.getByRole('textbox', { name: '应用场景' }).inputValue()).toBe('核对申请人曾用名')
  })
})
