import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { consumer } from '../../subgraphs/catalogue/tables.ts'
import { CHROMIUM, seriousFaults, settled, visitsTo } from '../harness/browser.ts'
import { openTestHub, type TestHub } from '../harness/hub.ts'
import { APPLICATION, done, GRANT } from './screens.ts'

describe.skipIf(CHROMIUM === null)('whoever is interrupted', () => {
  let hub: TestHub
  const visits = visitsTo(async () => (hub = await openTestHub()))

  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
  const scenario = (page: Page) => page.getByRole('textbox', { name: '应用场景' })
  const WORDS = '核对申请人曾用名，用于高龄津贴'

  async function signInAgain(page: Page, persona: string): Promise<void> {
    await page.getByRole('combobox').fill(persona)
    await page.locator('.ant-select-item-option').filter({ hasText: new RegExp(`^${persona} ·`) }).click()
    await button(page, '登录').click()
    await page.getByRole('navigation').waitFor()
  }

  /** An application that is half written when the session ends. */
  async function halfWritten(): Promise<Page> {
    const page = await visits.as('civil-affairs', '/console/apply?text=Person.formerName')
    await page.getByRole('checkbox', { name: /Person\.formerName/ }).first().check()
    await scenario(page).fill(WORDS)
    await settled(page)
    await page.context().clearCookies()
    await button(page, '提交申请').click()
    await page.getByRole('alert').getByText('会话已结束').waitFor()
    // Whoever passes by reads nothing of it.
    expect(await scenario(page).isVisible()).toBe(false)
    expect(await seriousFaults(page)).toEqual([])
    return page
  }

  it('by the end of the session goes on where they were once they have signed in again: nothing that was typed is lost', async () => {
    const page = await halfWritten()
    await signInAgain(page, 'civil-affairs')
    expect(await scenario(page).inputValue()).toBe(WORDS)
    expect(await page.getByRole('checkbox', { name: /Person\.formerName/ }).first().isChecked()).toBe(true)
    await page.getByRole('textbox', { name: '草稿名称' }).fill('曾用名核对')
    await button(page, '保存草稿').click()
    await page.waitForURL(/draft=/)
    expect(await scenario(page).inputValue()).toBe(WORDS)
  })

  it('by the end of the session leaves nothing to somebody else who signs in there', async () => {
    const page = await halfWritten()
    await signInAgain(page, 'tax')
    await scenario(page).waitFor()
    expect(await scenario(page).inputValue()).toBe('')
    expect(await page.content()).not.toContain(WORDS)
  })

  it('by somebody who signs in on another tab does not act as them: the page is read anew, and says who one is', async () => {
    const page = await visits.as('approver-public-security', `/console/grants/grant?id=${GRANT}`)
    await button(page, '暂停').click()
    await page.getByRole('textbox', { name: '请写明原因' }).fill('核查')
    await page.request.post(`${hub.url}/console/sign-in/persona`, { data: { persona: 'sharing-authority' }, headers: { origin: hub.url } })
    await button(page, '确定 暂停').click()
    await page.locator('.who').getByText('sharing-authority').waitFor()
    const { data } = await hub.ask({ persona: 'approver-public-security', query: `{ grant(id: "${GRANT}") { state { code } } }` })
    expect(data.grant.state.code).toBe('ACTIVE')
  })

  it('by a colleague who was faster is told so, and what was typed stays', async () => {
    const page = await visits.as('approver-public-security', `/console/grants/grant?id=${GRANT}`)
    await button(page, '暂停').click()
    await page.getByRole('textbox', { name: '请写明原因' }).fill('核查使用情况')
    await done(hub, 'approver-public-security', 'revokeGrant', 'RevokeGrantInput', { id: GRANT, reason: '协议到期' })
    await button(page, '确定 暂停').click()
    await page.getByRole('alert').getByText('CONFLICT').waitFor()
    await page.getByRole('alert').getByText('处理建议').waitFor()
    expect(await page.getByRole('textbox', { name: '请写明原因' }).inputValue()).toBe('核查使用情况')
  })

  it('by another screen finds what was typed when coming back, and what was searched by when going back', async () => {
    const page = await visits.as('civil-affairs', '/console/apply?text=Person.formerName')
    await page.getByRole('checkbox', { name: /Person\.formerName/ }).first().check()
    await scenario(page).fill(WORDS)
    await page.getByRole('link', { name: '授权', exact: true }).click()
    const sought = page.getByRole('textbox', { name: '编号、事项或信息项' })
    await sought.fill('Person.name')
    await button(page, '查询').click()
    await page.waitForURL(/text=Person\.name/)
    await sought.fill('Person.sex')
    await button(page, '查询').click()
    await page.waitForURL(/text=Person\.sex/)
    await page.goBack()
    await page.waitForURL(/text=Person\.name/)
    expect(await sought.inputValue()).toBe('Person.name')
    await page.getByRole('link', { name: '共享申请', exact: true }).click()
    expect(await scenario(page).inputValue()).toBe(WORDS)
    await page.getByRole('button', { name: '移除 Person.formerName' }).waitFor()
    // It lies in this page alone.
    await page.reload()
    await scenario(page).waitFor()
    expect(await scenario(page).inputValue()).toBe('')
  })

  it('by a colleague who kept the same draft meanwhile overwrites nothing unseen', async () => {
    const input = { title: '核对', content: { ...APPLICATION, scenario: '最初' } }
    const { id, version } = await done(hub, 'civil-affairs', 'keepDraft', 'KeepDraftInput', input, 'id version')
    await done(hub, 'civil-affairs', 'keepDraft', 'KeepDraftInput', { title: '另一份', content: {} })
    const page = await visits.as('civil-affairs', `/console/apply?draft=${id as string}`)
    await scenario(page).fill(WORDS)
    await done(hub, 'civil-affairs', 'keepDraft', 'KeepDraftInput', { ...input, id, version, content: { ...APPLICATION, scenario: '同事改过' } })
    // Something else is done on the page, and drafts are read anew.
    await page.getByRole('listitem').filter({ hasText: '另一份' }).getByRole('button', { name: '删除草稿' }).click()
    await page.getByText('另一份').waitFor({ state: 'detached' })
    await button(page, '保存草稿').click()
    await page.getByRole('alert').getByText('CONFLICT').waitFor()
    expect(await scenario(page).inputValue()).toBe(WORDS)
  })

  it('by a double click applies once', async () => {
    const { id } = await done(hub, 'civil-affairs', 'keepDraft', 'KeepDraftInput', { title: '双击', content: { ...APPLICATION, scenario: '双击提交' } })
    const page = await visits.as('civil-affairs', `/console/apply?draft=${id as string}`)
    await button(page, '提交申请').dblclick()
    await page.locator('h1').getByText('内部审核').waitFor()
    const { data } = await hub.ask({ persona: 'civil-affairs', query: '{ applications(first: 100) { edges { node { scenario } } } }' })
    expect((data.applications.edges as { node: { scenario: string } }[]).filter(({ node }) => node.scenario === '双击提交')).toHaveLength(1)
  })

  it('by nothing is who they are, of however many systems the hub knows', async () => {
    const [any] = await hub.db.orm.select().from(consumer).limit(1)
    if (any === undefined) throw new Error('there is no system')
    await hub.db.orm.insert(consumer).values(Array.from({ length: 120 }, (_each, index) => ({ ...any, id: `a-${String(index).padStart(4, '0')}` })))
    const page = await visits.as('sharing-authority')
    await page.getByRole('navigation').getByRole('link', { name: '权限矩阵' }).waitFor()
  })
})
