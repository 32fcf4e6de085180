import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { CHROMIUM, DESK, screenshot, seriousFaults, sideways, TELEPHONE, visitsTo } from '../harness/browser.ts'
import { openTestHub, type TestHub } from '../harness/hub.ts'
import { person } from '../permissions/ask.ts'
import { caseNo } from '../permissions/cases.ts'
import { matterCode } from '../../seeds/matters.ts'
import { DISTRICT } from '../../seeds/places.ts'

const MATTER = matterCode('old-age-allowance')
const PERSONS = '101001/000001'

const APPLICATION = {
  items: [{ item: 'Person.birthDate', disclosure: 'CLEAR' }, { item: 'Person.formerName', disclosure: 'CLEAR' }],
  matters: [MATTER], agencyRoles: ['DECIDING'], binding: { kind: 'CASE_PARTY', roles: ['APPLICANT'] }, regions: [DISTRICT.code],
  validFrom: '2026-03-02', validTo: '2027-03-01', legalBasis: '中华人民共和国老年人权益保障法 第三十三条', scenario: '高龄津贴发放时核对年龄',
}

describe.skipIf(CHROMIUM === null)('the stories of those who work with the console', () => {
  let hub: TestHub
  const visits = visitsTo(async () => (hub = await openTestHub()))

  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
  const done = (page: Page) => page.getByRole('status').filter({ hasText: '已完成' }).waitFor()

  async function applied(input: object = {}): Promise<string> {
    const { data, refused } = await hub.ask({ persona: 'civil-affairs', query: 'mutation ($input: ApplicationInput!) { submitApplication(input: $input) { id } }', variables: { input: { ...APPLICATION, ...input } } })
    expect(refused).toEqual([])
    return data.submitApplication.id as string
  }

  it('the steward finds a resource, sees who would be touched, changes it and sends it for review; the sharing authority publishes it', async () => {
    const page = await visits.as('steward-public-security', '/console/catalogue')
    await page.getByRole('textbox', { name: '关键词' }).fill('曾用名')
    await button(page, '查询').click()
    await page.waitForURL(/text=/)
    await page.getByRole('link', { name: PERSONS }).waitFor()
    await screenshot(page, 'catalogue')
    expect(await seriousFaults(page)).toEqual([])
    await page.getByRole('link', { name: PERSONS }).click()
    await page.getByRole('heading', { name: '变更会影响谁' }).waitFor()
    await screenshot(page, 'who-breaks')
    await page.getByText('下列有效授权用到本资源').waitFor()
    await page.getByText('从不读取真实数据').waitFor()
    await button(page, '编制').click()
    await page.getByRole('textbox', { name: '摘要' }).fill('人口基本信息，由公安机关采集')
    await button(page, '保存为新版本').click()
    await done(page)
    await button(page, '提交审核').click()
    await page.getByRole('list').filter({ hasText: '待审' }).first().waitFor()
    await screenshot(page, 'resource')
    expect(await seriousFaults(page)).toEqual([])

    const authority = await visits.as('sharing-authority')
    await authority.getByRole('heading', { name: '待审核的目录' }).waitFor()
    await authority.getByRole('link', { name: PERSONS }).first().click()
    await authority.getByText('人口基本信息，由公安机关采集').first().waitFor()
    await button(authority, '审核通过并发布').click()
    await authority.getByRole('list').filter({ hasText: '已通过' }).first().waitFor()
    const { data } = await hub.ask({ persona: 'outsider', query: 'query ($code: ID!) { resource(code: $code) { summary state { code } } }', variables: { code: PERSONS } })
    expect(data.resource).toEqual({ summary: '人口基本信息，由公安机关采集', state: { code: 'PUBLISHED' } })
  })

  it('the office of the applicant sends an application on; the provider’s approver sees risks and what is granted, and approves it in part; where two must, a second confirms', async () => {
    const id = await applied()
    const office = await visits.as('approver-civil-affairs')
    await office.getByRole('heading', { name: '待内部审核的申请' }).waitFor()
    await office.getByRole('link', { name: id, exact: true }).click()
    await button(office, '审核通过并发出').click()
    await office.locator('h1').getByText('待提供方答复').waitFor()

    const approver = await visits.as('approver-public-security')
    await approver.getByRole('heading', { name: '待答复的申请' }).waitFor()
    await approver.getByRole('link', { name: id, exact: true }).click()
    await approver.getByRole('heading', { name: '风险提示' }).waitFor()
    await approver.getByText('未设每日额度').waitFor()
    await approver.getByRole('heading', { name: '已有授权' }).waitFor()
    await approver.getByRole('heading', { name: '先例' }).waitFor()
    await approver.getByRole('combobox', { name: 'Person.formerName 给予' }).click()
    await approver.locator('.ant-select-item-option').filter({ hasText: '不予提供' }).click()
    await approver.getByRole('textbox', { name: 'Person.formerName 原因' }).fill('与该事项无关')
    await screenshot(approver, 'decide')
    expect(await seriousFaults(approver)).toEqual([])
    await button(approver, '部分同意').click()
    await approver.locator('h1').getByText(/部分同意|待复核/).waitFor()
    const state = async () => (await hub.ask({ persona: 'civil-affairs', query: 'query ($id: ID!) { application(id: $id) { state { code } items { item approved } } }', variables: { id } })).data.application
    if ((await state()).state.code === 'SECOND_APPROVAL') {
      await button(approver, '复核通过').click()
      await approver.getByText('复核须由另一人办理').waitFor()
      await screenshot(approver, 'refused')
      const second = await visits.as('second-approver-public-security', `/console/applications/application?id=${id}`)
      await button(second, '复核通过').click()
      await second.locator('h1').getByText('部分同意').waitFor()
    }
    expect(await state()).toEqual({ state: { code: 'PARTLY_APPROVED' }, items: [{ item: 'Person.birthDate', approved: true }, { item: 'Person.formerName', approved: false }] })
  })

  it('the auditor searches the record, follows an entry to its grant, and verifies the receipt of an answer', async () => {
    const { extensions } = await hub.ask({ persona: 'civil-affairs', purpose: { matter: MATTER, case: caseNo('allowance'), reason: '核实年龄' }, ...person('old-man', 'name') })
    const { entry, digest } = extensions['receipt'] as { entry: string; digest: string }
    const page = await visits.as('auditor', '/console/records')
    await page.getByRole('textbox', { name: '办件编号' }).fill(caseNo('allowance'))
    await button(page, '查询').click()
    await page.getByRole('cell', { name: caseNo('allowance') }).first().waitFor()
    await screenshot(page, 'records')
    expect(await seriousFaults(page)).toEqual([])
    await page.goto(`${hub.url}/console/records/entry?id=${encodeURIComponent(entry)}`)
    await page.getByText('核实年龄').waitFor()
    await page.getByText('条款未被改动').first().waitFor()
    await page.getByRole('textbox', { name: '应答摘要' }).fill(digest)
    await button(page, '核验').click()
    await page.getByText('结论').waitFor()
    await page.locator('.tag-good').filter({ hasText: '与记录一致' }).waitFor()
    await screenshot(page, 'record')
    expect(await seriousFaults(page)).toEqual([])
    await page.setViewportSize(TELEPHONE)
    await expect.poll(() => sideways(page)).toBe(0)
    await page.setViewportSize(DESK)
  })

  it('whoever follows a shared address without a session signs in and is shown what it names', async () => {
    const page = await visits.as('auditor', '/console/catalogue?text=%E6%9B%BE%E7%94%A8%E5%90%8D')
    await page.getByRole('link', { name: PERSONS }).waitFor()
    expect(await page.getByRole('textbox', { name: '关键词' }).inputValue()).toBe('曾用名')
  })

  it('everything is reached by the keyboard alone', async () => {
    const page = await visits.as('auditor')
    await page.getByRole('heading', { name: '我的工作台' }).waitFor()
    await page.keyboard.press('Tab')
    expect(await page.evaluate<string>('document.activeElement.textContent')).toBe('跳到正文')
    for (let step = 0; step < 12 && (await page.evaluate<string>('document.activeElement.textContent')) !== '资源目录'; step += 1) await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '资源目录' }).waitFor()
  })
})
