import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { codeOf } from '../../seeds/agencies.ts'
import { matterCode } from '../../seeds/matters.ts'
import { CHROMIUM, DESK, screenshot, seriousFaults, sideways, TELEPHONE, visitsTo } from '../harness/browser.ts'
import { openTestHub, type TestHub } from '../harness/hub.ts'
import { number, person } from '../permissions/ask.ts'
import { caseNo } from '../permissions/cases.ts'

const MATTER = matterCode('old-age-allowance')
const CASE = caseNo('allowance')
const PURPOSE = { matter: MATTER, case: CASE, reason: '审核高龄津贴申请' }
const OPERATION = `{
  person(citizenId: "${number('old-man')}") {
    name
    formerName
  }
}`
const GRANT = 'G1-01-civil-affairs-public-security'

describe.skipIf(CHROMIUM === null)('the developer’s and the steward’s way with grants', () => {
  let hub: TestHub
  const visits = visitsTo(async () => (hub = await openTestHub()))

  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
  const narrow = async (page: Page) => {
    await page.setViewportSize(TELEPHONE)
    await expect.poll(() => sideways(page)).toBe(0)
    await page.setViewportSize(DESK)
  }
  async function write(page: Page, text: string): Promise<void> {
    await page.locator('.graphiql-query-editor .CodeMirror').first().waitFor()
    await page.evaluate<unknown>(`document.querySelector('.graphiql-query-editor .CodeMirror').CodeMirror.setValue(${JSON.stringify(text)})`)
  }
  async function act(persona: string, name: string, type: string, input: object): Promise<Record<string, unknown>> {
    const { data, text } = await hub.ask({ persona, query: `mutation ($input: ${type}!) { ${name}(input: $input) { id state { code } } }`, variables: { input } })
    if (data?.[name] === null || data === null) throw new Error(text)
    return data[name] as Record<string, unknown>
  }

  it('the developer tries a question, sees why a field is refused, applies for it from the same operation, and is given it once it is granted', async () => {
    const page = await visits.as('civil-affairs', '/console/playground')
    await page.getByRole('textbox', { name: '事项编码' }).fill(MATTER)
    await page.getByRole('textbox', { name: '办件编号' }).fill(CASE)
    await page.getByRole('textbox', { name: '使用事由' }).fill('审核高龄津贴申请')
    await write(page, OPERATION)
    await page.locator('.decision.tag-bad').filter({ hasText: '拒绝' }).waitFor()
    await page.locator('.decision.tag-good').filter({ hasText: '提供' }).first().waitFor()
    await page.getByText('处理建议: 申请共享授权').first().waitFor()
    await page.getByText('Person.formerName').first().waitFor()
    await page.getByRole('button', { name: /Execute query/ }).click()
    await page.locator('.result-window').getByText('"formerName"').first().waitFor()
    await page.getByText('实际询问的资源库').waitFor()
    await screenshot(page, 'playground')
    expect(await seriousFaults(page)).toEqual([])
    await button(page, '复制 curl 命令').click()
    const copied = await page.locator('.copied').textContent()
    expect(copied).toContain('$GOVSHARE_TOKEN')
    expect(copied).toContain('sharing-purpose: matter="')
    expect(copied).not.toMatch(/eyJ/)
    await button(page, '复制 TypeScript').click()
    await page.locator('.copied').getByText('process.env.GOVSHARE_TOKEN').waitFor()
    await narrow(page)

    await page.getByRole('link', { name: '申请这些信息项' }).click()
    expect(page.url()).not.toContain(number('old-man'))
    await button(page, '生成申请草稿').click()
    await button(page, '采用这份草稿').first().click()
    await page.getByRole('button', { name: '移除 Person.formerName' }).waitFor()
    await screenshot(page, 'apply')
    expect(await seriousFaults(page)).toEqual([])

    // What is wrong is told at its field, in the hub's own words.
    const scenario = page.getByRole('textbox', { name: '应用场景' })
    const said = await scenario.inputValue()
    await scenario.fill('')
    await button(page, '提交申请').click()
    await page.locator('.faults').getByText('input.scenario').waitFor()
    await scenario.fill(said)

    // Left, and found again with the hub.
    await page.getByRole('textbox', { name: '草稿名称' }).fill('曾用名核对')
    await button(page, '保存草稿').click()
    await page.waitForURL(/draft=/)
    const kept = page.url()
    const again = await visits.as('civil-affairs', '/console/apply')
    await again.getByRole('link', { name: '继续填写' }).first().click()
    expect(new URL(again.url()).searchParams.get('draft')).toBe(new URL(kept).searchParams.get('draft'))
    await again.getByRole('button', { name: '移除 Person.formerName' }).waitFor()
    await narrow(again)
    await button(again, '提交申请').click()
    await again.locator('h1').getByText('内部审核').waitFor()
    const id = new URL(again.url()).searchParams.get('id') ?? ''
    await again.goto(`${hub.url}/console/applications?side=APPLICANT`)
    await again.getByRole('link', { name: id }).waitFor()

    await act('approver-civil-affairs', 'reviewApplication', 'ReviewApplicationInput', { id, decision: 'APPROVE' })
    const { state } = await act('approver-public-security', 'decideApplication', 'DecideApplicationInput', { id, decision: 'APPROVE' })
    if ((state as { code: string }).code === 'SECOND_APPROVAL') await act('second-approver-public-security', 'confirmApplication', 'ConfirmApplicationInput', { id, decision: 'CONFIRM' })
    const granted = await visits.as('civil-affairs', '/console/playground')
    await granted.getByRole('textbox', { name: '事项编码' }).fill(MATTER)
    await granted.getByRole('textbox', { name: '办件编号' }).fill(CASE)
    await write(granted, OPERATION)
    await granted.getByText('可全部获得').waitFor()
    await expect.poll(() => granted.locator('.decision.tag-bad').count()).toBe(0)
  })

  it('the provider pages through what it gave, sees what will stop, suspends it, and the question is refused from then on', async () => {
    const asks = () => hub.ask({ persona: 'civil-affairs', purpose: PURPOSE, ...person('old-man', 'name') })
    expect((await asks()).refused).toEqual([])
    const page = await visits.as('approver-public-security', '/console/grants?side=GIVEN')
    await page.getByRole('link', { name: GRANT }).first().waitFor()
    await screenshot(page, 'grants')
    expect(await seriousFaults(page)).toEqual([])
    await narrow(page)
    await page.getByRole('textbox', { name: '编号、事项或信息项' }).fill('G1-01')
    await button(page, '查询').click()
    await page.getByRole('link', { name: GRANT }).click()
    await page.getByRole('heading', { name: '使用情况' }).waitFor()
    await button(page, '暂停').click()
    await page.getByRole('heading', { name: '停止后的影响' }).waitFor()
    await page.getByText('受影响的使用方').waitFor()
    await screenshot(page, 'what-stops')
    expect(await seriousFaults(page)).toEqual([])
    await page.getByRole('textbox', { name: '请写明原因' }).fill('核查使用情况')
    await page.getByRole('button', { name: '确定 暂停' }).click()
    await page.locator('h1').getByText('已暂停').waitFor()
    // Other grants of the item are for others of the case.
    expect((await asks()).refused.map(({ coordinate }) => coordinate)).toEqual(['Person.name'])
    await button(page, '恢复').click()
    await page.getByRole('textbox', { name: '请写明原因' }).fill('核查完毕')
    await page.getByRole('button', { name: '确定 恢复' }).click()
    await page.locator('h1').getByText('有效').waitFor()
    expect((await asks()).refused).toEqual([])
  })

  it('the steward sees who may read an item, and what another system would be told in a case that is only described', async () => {
    const page = await visits.as('steward-public-security', '/console/matrix?text=Person.name')
    await page.getByRole('cell', { name: /Person\.name/ }).first().waitFor()
    await page.getByText('CASE_PARTY(APPLICANT)').first().waitFor()
    await screenshot(page, 'matrix')
    expect(await seriousFaults(page)).toEqual([])
    await narrow(page)
    await page.goto(`${hub.url}/console/simulator?item=Person.name&consumer=sys-civil-affairs&agency=${codeOf('civil-affairs')}&matter=${MATTER}&role=DECIDING&party=APPLICANT`)
    await button(page, '模拟').click()
    await page.getByText('可全部获得').waitFor()
    await screenshot(page, 'simulator')
    expect(await seriousFaults(page)).toEqual([])
    await page.getByRole('combobox', { name: '被查询人在办件中的角色' }).click()
    await page.locator('.ant-select-item-option').filter({ hasText: '不是当事人' }).click()
    await button(page, '模拟').click()
    await page.getByText('全部被拒绝').waitFor()
    await narrow(page)
  })

  it('the page shows what the server refuses: a department sees no matrix and simulates nobody', async () => {
    const page = await visits.as('tax', '/console/matrix')
    await page.getByRole('alert').getByText('仅限提供方的目录管理员').waitFor()
    const another = { consumer: 'sys-civil-affairs', agency: codeOf('civil-affairs') }
    const { refused } = await hub.ask({ persona: 'tax', query: 'query ($as: SimulatedCaller!) { simulateAccess(operation: "{ __typename }", as: $as) { outcome } }', variables: { as: another } })
    expect(refused.map(({ code }) => code)).toEqual(['FORBIDDEN'])
  })

  it('the server refuses each act to whom it is not for, whatever a page shows', async () => {
    const codes = async (persona: string, query: string, variables: object) => (await hub.ask({ persona, query, variables: variables as Record<string, unknown> })).refused.map(({ code }) => code)
    const because = { id: GRANT, reason: '不属于本机构' }
    expect(await codes('civil-affairs', 'mutation ($i: SuspendGrantInput!) { suspendGrant(input: $i) { id } }', { i: because })).toEqual(['FORBIDDEN'])
    expect(await codes('tax', 'mutation ($i: RevokeGrantInput!) { revokeGrant(input: $i) { id } }', { i: because })).toEqual(['NOT_FOUND'])
    const { data } = await hub.ask({ persona: 'civil-affairs', query: 'mutation { keepDraft(input: { title: "示例", content: {} }) { id } }' })
    expect(await codes('tax', 'mutation ($i: DiscardDraftInput!) { discardDraft(input: $i) { id } }', { i: { id: data.keepDraft.id } })).toEqual(['NOT_FOUND'])
    expect(await codes('tax', 'mutation ($i: KeepDraftInput!) { keepDraft(input: $i) { id } }', { i: { id: data.keepDraft.id, version: 1, title: '示例', content: {} } })).toEqual(['NOT_FOUND'])
    const put = await fetch(`${hub.url}/console/playground/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{ __typename }"}' })
    expect(put.status).toBe(401)
  })
})
