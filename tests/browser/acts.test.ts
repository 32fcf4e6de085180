import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { and, eq } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { readWorkbook, writeWorkbook } from '#platform/spreadsheet'
import { codeOf } from '../../seeds/agencies.ts'
import { noteItemUse } from '../../subgraphs/catalogue/index.ts'
import { resourceItem } from '../../subgraphs/catalogue/tables.ts'
import { CHROMIUM, screenshot, seriousFaults, settled, visitsTo } from '../harness/browser.ts'
import { openTestHub, type TestHub } from '../harness/hub.ts'
import { emptyFolder } from '../harness/process.ts'
import { GRANT, oldMan, sent } from './screens.ts'

const SHEET = '政务信息资源目录'
const BOUNDS = { bytes: 64_000_000, rows: 20_001, columns: 80 }

describe.skipIf(CHROMIUM === null)('those who answer for data, in their browsers', () => {
  let hub: TestHub
  const visits = visitsTo(async () => (hub = await openTestHub()))

  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
  const why = (page: Page) => page.getByRole('textbox', { name: '原因', exact: true })
  const applicationOf = async (id: string) => (await hub.ask({ persona: 'civil-affairs', query: 'query ($id: ID!) { application(id: $id) { state { code } decision supplement supplementAsked grantId } }', variables: { id } })).data.application as Record<string, unknown>
  const at = (id: string) => `/console/applications/application?id=${id}`

  it('a sensitive item takes two people: the first is refused in the hub’s words when confirming too, another finds it on the workbench, and then the grant begins', async () => {
    await hub.db.orm.update(resourceItem).set({ dataClass: 'SENSITIVE' }).where(and(eq(resourceItem.resource, '101001/000001'), eq(resourceItem.item, 'Person.birthDate')))
    const id = await sent(hub, { items: [{ item: 'Person.birthDate', disclosure: 'CLEAR' }] })
    const born = async () => (await hub.ask(oldMan('birthDate'))).refused.map(({ reason }) => reason)
    expect(await born()).toEqual(['NO_GRANT'])

    const first = await visits.as('approver-public-security', at(id))
    await first.getByText('须两人审批').waitFor()
    await button(first, '同意').click()
    await first.locator('h1').getByText('待复核').waitFor()
    await button(first, '复核通过').click()
    await first.getByRole('alert').getByText('复核须由另一人办理').waitFor()
    await first.getByRole('alert').getByText('处理建议').waitFor()
    await screenshot(first, 'second-person', first.getByRole('region', { name: '办理', exact: true }))
    expect(await seriousFaults(first)).toEqual([])
    expect([(await applicationOf(id))['grantId'], await born()]).toEqual([null, ['NO_GRANT']])

    const second = await visits.as('second-approver-public-security')
    await second.getByRole('heading', { name: '待复核的申请' }).waitFor()
    await second.getByRole('link', { name: id, exact: true }).click()
    await button(second, '复核通过').click()
    await second.locator('h1').getByText('同意', { exact: true }).waitFor()
    expect(await applicationOf(id)).toMatchObject({ state: { code: 'APPROVED' }, grantId: `G${id}` })
    expect(await born()).toEqual([])
  })

  it('the second person sends it back with a reason, and nothing is granted', async () => {
    const id = await sent(hub, { items: [{ item: 'Person.birthDate', disclosure: 'CLEAR' }] })
    await button(await visits.as('approver-public-security', at(id)), '同意').click()
    const second = await visits.as('second-approver-public-security', at(id))
    await button(second, '退回').click()
    await second.getByRole('alert').getByText('input.reason', { exact: true }).waitFor()
    await why(second).fill('须说明保存期限')
    await button(second, '退回').click()
    await second.locator('h1').getByText('待提供方答复').waitFor()
    await second.getByText('须说明保存期限').waitFor()
    expect((await applicationOf(id))['grantId']).toBeNull()
  })

  it('the provider asks for what is missing, the applicant supplements it, and is refused with a reason that both read', async () => {
    const id = await sent(hub, { items: [{ item: 'Person.formerName', disclosure: 'CLEAR' }] })
    const provider = await visits.as('approver-public-security', at(id))
    await button(provider, '要求补正').click()
    await provider.getByRole('alert').getByText('input.reason', { exact: true }).waitFor()
    await why(provider).fill('请说明保存期限')
    await button(provider, '要求补正').click()
    await provider.locator('h1').getByText('待补正').waitFor()
    await provider.getByText('计时暂停').waitFor()

    const applicant = await visits.as('civil-affairs')
    await applicant.getByRole('heading', { name: '待补正的申请' }).waitFor()
    await applicant.getByRole('link', { name: id, exact: true }).click()
    await applicant.getByText('请说明保存期限').first().waitFor()
    await why(applicant).fill('保存三年，到期销毁')
    await button(applicant, '提交补正').click()
    await applicant.locator('h1').getByText('待提供方答复').waitFor()
    expect(await applicationOf(id)).toMatchObject({ supplementAsked: '请说明保存期限', supplement: '保存三年，到期销毁' })

    const again = await visits.as('approver-public-security', at(id))
    await again.getByText('保存三年，到期销毁').first().waitFor()
    // What may be asked for once has been.
    await button(again, '要求补正').click()
    await again.getByRole('alert').waitFor()
    await button(again, '不予同意').click()
    await again.getByRole('alert').getByText('input.reason', { exact: true }).waitFor()
    expect((await applicationOf(id))['state']).toEqual({ code: 'SUBMITTED' })
    await why(again).fill('高龄津贴不需要曾用名')
    await button(again, '不予同意').click()
    await again.locator('h1').getByText('不予同意').waitFor()
    const told = await visits.as('civil-affairs', at(id))
    await told.getByText('高龄津贴不需要曾用名').first().waitFor()
    // A refusal is not the end: it is disputed once, and the sharing authority finds it on its workbench.
    await button(told, '提出争议').click()
    await told.getByRole('alert').getByText('input.reason', { exact: true }).waitFor()
    await why(told).fill('曾用名用于核对旧档案')
    await button(told, '提出争议').click()
    await told.locator('h1').getByText('争议协调').waitFor()
    const authority = await visits.as('sharing-authority')
    await authority.getByRole('heading', { name: '待协调的争议' }).waitFor()
    await authority.getByRole('link', { name: id, exact: true }).click()
    await why(authority).fill('旧档案已有姓名')
    await button(authority, '维持').click()
    await authority.locator('h1').getByText('不予同意').waitFor()
    const last = await visits.as('civil-affairs', at(id))
    await last.getByText('当前没有您可以办理的步骤').waitFor()
  })

  it('the applicant takes an application back while nobody has answered it, and says why', async () => {
    const id = await sent(hub, { items: [{ item: 'Person.formerName', disclosure: 'CLEAR' }] })
    const page = await visits.as('civil-affairs', at(id))
    await why(page).fill('事项已取消')
    await button(page, '撤回申请').click()
    await page.locator('h1').getByText('已撤回').waitFor()
    expect((await applicationOf(id))['state']).toEqual({ code: 'CANCELLED' })
    const provider = await visits.as('approver-public-security', at(id))
    await provider.getByText('事项已取消').waitFor()
    await provider.getByText('当前没有您可以办理的步骤').waitFor()
  })

  it('a grant is revoked for good after its provider has seen what will stop, and whoever used it reads why', async () => {
    const asks = async () => (await hub.ask(oldMan('name'))).refused.map(({ coordinate }) => coordinate)
    expect(await asks()).toEqual([])
    await noteItemUse(hub.db, [{ grantId: GRANT, item: 'Person.name', day: '2026-03-01' }])
    const provider = await visits.as('approver-public-security', `/console/grants/grant?id=${GRANT}`)
    await button(provider, '撤销').click()
    const effects = provider.getByRole('region', { name: '停止后的影响' })
    await effects.getByText('示例区民政局').waitFor()
    await effects.getByText('Person.name', { exact: true }).waitFor()
    await provider.getByText('撤销后不能恢复').waitFor()
    // Nobody revokes without a word.
    expect(await provider.getByRole('button', { name: '确定 撤销' }).isDisabled()).toBe(true)
    await provider.getByRole('textbox', { name: '请写明原因' }).fill('协议到期，不再续签')
    await provider.getByRole('button', { name: '确定 撤销' }).click()
    await provider.locator('h1').getByText('已撤销').waitFor()
    expect(await button(provider, '恢复').count()).toBe(0)
    expect(await asks()).toEqual(['Person.name'])

    const user = await visits.as('civil-affairs')
    await user.getByRole('listitem').filter({ hasText: '授权已撤销' }).getByText(GRANT).first().waitFor()
    await user.goto(`${hub.url}/console/grants/grant?id=${GRANT}`)
    await user.getByText('协议到期，不再续签').waitFor()
  })

  it('the catalogue goes out as a spreadsheet and comes in again: a faulty line is told by its number and nothing changes, then the corrected file is taken', async () => {
    const [code, own] = ['102001/000007', codeOf('market-regulation')]
    const folder = emptyFolder()
    const page = await visits.as('steward-market-regulation', '/console/catalogue?mine=yes')
    await settled(page)
    const [given] = await Promise.all([page.waitForEvent('download'), button(page, '导出电子表格').click()])
    expect(given.suggestedFilename()).toBe('catalogue.xlsx')
    const rows = readWorkbook(readFileSync(await given.path()), SHEET, BOUNDS).map(({ cells }) => cells as (string | null)[])
    const column = (title: string) => rows[0]?.indexOf(title) ?? -1
    expect(new Set(rows.slice(1).map((row) => row[column('信息资源提供方代码')]))).toEqual(new Set([own]))

    const line = rows.findIndex((row) => row.includes(code)) + 1
    // The same name, as somebody corrects a file where it lies.
    const file = join(folder, 'catalogue.xlsx')
    const written = (changes: Readonly<Record<string, string>>) => writeFileSync(file, writeWorkbook(SHEET, rows.map((row) =>
      row.map((cell, index) => (row.includes(code) ? (changes[rows[0]?.[index] ?? ''] ?? cell) : cell)))))
    written({ 信息资源格式: '软盘', 信息资源摘要: '企业名称比对' })
    const chooser = page.getByLabel('导入电子表格')
    await chooser.setInputFiles(file)
    const result = page.getByRole('status').filter({ hasText: '已导入资源' })
    await result.getByText(`行号 ${line}`).first().waitFor()
    expect(await result.textContent()).toContain('已导入资源: 0')
    await result.getByText('信息资源格式').first().waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await screenshot(page, 'spreadsheet', page.getByRole('region', { name: '电子表格' }))
    const versions = async () => (await hub.ask({ persona: 'steward-market-regulation', query: 'query ($code: ID!) { resource(code: $code) { versions { version state { code } } } }', variables: { code } })).data.resource.versions as object[]
    expect(await versions()).toEqual([{ version: 1, state: { code: 'PUBLISHED' } }])

    written({ 信息资源摘要: '企业名称比对' })
    await chooser.setInputFiles(file)
    await result.getByText('已导入资源: 1').waitFor()
    expect(await versions()).toEqual([{ version: 2, state: { code: 'DRAFT' } }, { version: 1, state: { code: 'PUBLISHED' } }])
    await page.goto(`${hub.url}/console/`)
    await page.getByRole('heading', { name: '目录草稿' }).waitFor()
    await page.getByRole('link', { name: code }).first().waitFor()
  })

  it('a file that is no spreadsheet is refused, and says so', async () => {
    const page = await visits.as('steward-market-regulation', '/console/catalogue')
    const file = join(emptyFolder(), 'names.xlsx')
    writeFileSync(file, '姓名,住址')
    await page.getByLabel('导入电子表格').setInputFiles(file)
    await page.getByRole('alert').getByText('input.content', { exact: true }).waitFor()
  })
})
