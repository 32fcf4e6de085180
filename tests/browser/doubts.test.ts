import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { CHROMIUM, screenshot, seriousFaults, visitsTo } from '../harness/browser.ts'
import { openTestHub, type TestHub } from '../harness/hub.ts'
import { alerted, objected, oldMan, sent } from './screens.ts'

describe.skipIf(CHROMIUM === null)('what is doubted, and what should be looked at', () => {
  let hub: TestHub
  const visits = visitsTo(async () => (hub = await openTestHub()))

  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

  it('an objection waits for the steward of its item with its clock; it is answered there, and whoever raised it is told where to read the answer', async () => {
    await sent(hub)
    const id = await objected(hub)
    const approver = await visits.as('approver-public-security')
    await approver.getByRole('heading', { name: '待答复的申请' }).waitFor()
    await screenshot(approver, 'workbench')

    const steward = await visits.as('steward-public-security')
    const waiting = steward.getByRole('listitem').filter({ has: steward.getByRole('link', { name: id, exact: true }) })
    await steward.getByRole('heading', { name: '待答复的异议' }).waitFor()
    await waiting.getByText('居住详址').waitFor()
    await waiting.getByText('期限 2026-03-16').waitFor()
    await waiting.getByRole('link').click()
    await steward.getByText('登记的居住地址有误').waitFor()
    await steward.getByText('入住协议.pdf').waitFor()
    // Nobody answers without a result and a word.
    expect(await button(steward, '答复异议').isDisabled()).toBe(true)
    await steward.getByRole('combobox', { name: '校核结果' }).click()
    await steward.locator('.ant-select-item-option').filter({ hasText: '部分属实，已更正' }).click()
    await steward.getByRole('textbox', { name: '校核答复' }).fill('联系电话 13900000000')
    await button(steward, '答复异议').click()
    await steward.getByRole('alert').getByText('input.answer', { exact: true }).waitFor()
    await steward.getByRole('textbox', { name: '校核答复' }).fill('已按入住协议更正居住地址')
    await screenshot(steward, 'objection')
    expect(await seriousFaults(steward)).toEqual([])
    await button(steward, '答复异议').click()
    await steward.locator('h1').getByText('已答复').waitFor()
    const { extensions } = await hub.ask(oldMan('residenceAddress'))
    expect(extensions['underObjection']).toMatchObject([{ objection: id, state: 'ANSWERED', outcome: 'PARTLY_CORRECTED', answer: '已按入住协议更正居住地址' }])

    const raiser = await visits.as('civil-affairs')
    await raiser.getByRole('listitem').filter({ hasText: '异议已答复' }).getByRole('link', { name: `关于 ${id}` }).click()
    await raiser.getByText('已按入住协议更正居住地址').waitFor()
    expect(await button(raiser, '答复异议').count()).toBe(0)
    const gone = await visits.as('steward-public-security')
    await gone.getByRole('heading', { name: '等待我办理' }).waitFor()
    expect(await gone.getByRole('heading', { name: '待答复的异议' }).count()).toBe(0)
  })

  it('an alert waits for the agency, which sees by which entries it was raised and explains it, and then for the sharing authority, which confirms it', async () => {
    const receipt = (await hub.ask(oldMan('name'))).extensions['receipt'] as { entry: string }
    const id = await alerted(hub, [receipt.entry])
    const agency = await visits.as('civil-affairs')
    await agency.getByRole('heading', { name: '待说明的预警' }).waitFor()
    await agency.getByRole('link', { name: `预警 ${id}`, exact: true }).click()
    await agency.getByText('一小时内查询主体过多').waitFor()
    await agency.getByRole('link', { name: receipt.entry }).waitFor()
    expect(await button(agency, '确认属实').count()).toBe(0)
    await agency.getByRole('textbox', { name: /^说明/ }).fill('窗口集中受理高龄津贴')
    await button(agency, '提交说明').click()
    await agency.locator('h1').getByText('已说明').waitFor()

    const authority = await visits.as('sharing-authority')
    await authority.getByRole('heading', { name: '待确认的预警' }).waitFor()
    await authority.getByRole('link', { name: `预警 ${id}`, exact: true }).click()
    await authority.getByText('窗口集中受理高龄津贴').first().waitFor()
    await authority.getByRole('textbox', { name: /^说明/ }).fill('情况属实')
    await button(authority, '确认属实').click()
    await authority.locator('h1').getByText('已确认').waitFor()
    await authority.getByText('情况属实').waitFor()
  })
})
