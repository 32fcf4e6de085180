import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { matterCode } from '../../seeds/matters.ts'
import { CHROMIUM, DESK, screenshot, seriousFaults, sideways, TELEPHONE, visitsTo } from '../harness/browser.ts'
import { openTestHub, type TestHub } from '../harness/hub.ts'
import { testClock } from '../harness/library.ts'
import { person } from '../permissions/ask.ts'
import { caseNo } from '../permissions/cases.ts'

const CASE = caseNo('allowance')
const REASON = '年度审计抽查使用记录'

// Time goes on, since an export ends when it is opened.
const began = performance.now()
const clock = { now: () => testClock.now() + Math.floor(performance.now() - began) }

describe.skipIf(CHROMIUM === null)('the screen of records', () => {
  let hub: TestHub
  const visits = visitsTo(async () => (hub = await openTestHub({ clock })))
  beforeAll(async () => {
    const purpose = { matter: matterCode('old-age-allowance'), case: CASE, reason: '=1+1' }
    for (const items of ['name', 'name isAlive']) await hub.ask({ persona: 'civil-affairs', purpose, ...person('old-man', items) })
  })

  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
  const numbered = (page: Page) => page.getByRole('textbox', { name: '办件编号' })

  async function searched(page: Page): Promise<void> {
    await numbered(page).fill(CASE)
    await button(page, '查询').click()
    await page.getByText('办件编号不写入网址').waitFor()
    await page.getByRole('cell', { name: CASE }).first().waitFor()
  }

  it('keeps the number of a case out of the address, and finds it again after an entry and a new start', async () => {
    const page = await visits.as('auditor', '/console/records')
    await searched(page)
    expect(page.url()).not.toContain(CASE.slice(-6))
    await page.getByRole('region', { name: '共享记录' }).getByRole('link').first().click()
    await page.getByText('依据的授权与审批').waitFor()
    await page.goBack()
    await page.getByRole('cell', { name: CASE }).first().waitFor()
    await page.reload()
    await page.getByRole('cell', { name: CASE }).first().waitFor()
    expect(await numbered(page).inputValue()).toBe(CASE)
  })

  it('sorts on the server, by the address, and says so in the heading', async () => {
    const page = await visits.as('auditor', '/console/records')
    const heading = page.getByRole('columnheader', { name: /^时间/ })
    await heading.waitFor()
    expect(await heading.getAttribute('aria-sort')).toBe('descending')
    await heading.getByRole('button').click()
    await page.waitForURL(/order=OLDEST_FIRST/)
    await expect.poll(() => heading.getAttribute('aria-sort')).toBe('ascending')
  })

  it('gives what is found as a file for a reason that is kept, in which nothing is computed, and again to whoever comes back', async () => {
    const page = await visits.as('auditor', '/console/records')
    await searched(page)
    await page.getByRole('textbox', { name: '导出事由' }).fill('看看 13800138000')
    await button(page, '导出').click()
    await page.getByText('不得包含公民身份号码或电话号码').first().waitFor()
    await page.getByRole('textbox', { name: '导出事由' }).fill(REASON)
    const [file] = await Promise.all([page.waitForEvent('download'), button(page, '导出').click()])
    const text = readFileSync(await file.path(), 'utf8')
    expect(text.split('\r\n')).toHaveLength(4)
    expect(text).toContain(CASE)
    expect(text).toContain(`"'=1+1"`)
    await page.getByText('已取回').waitFor()
    await page.reload()
    await page.getByRole('cell', { name: REASON }).waitFor()
    await screenshot(page, 'record-exports', page.getByRole('region', { name: '导出记录' }))
    expect(await seriousFaults(page)).toEqual([])
    await page.setViewportSize(TELEPHONE)
    await expect.poll(() => sideways(page)).toBe(0)
    await page.setViewportSize(DESK)
    const [again] = await Promise.all([page.waitForEvent('download'), button(page, '取回').click()])
    expect(readFileSync(await again.path(), 'utf8')).toBe(text)
  })

  it('has the whole record verified, and finds that again after one has left', async () => {
    const page = await visits.as('auditor', '/console/records')
    await button(page, '开始核验').click()
    await page.getByText('等待核验').waitFor()
    await page.goto(`${hub.url}/console/catalogue`)
    await hub.hub.background.verifications.run()
    await page.goto(`${hub.url}/console/records`)
    await page.getByText('与写入时一致').waitFor()
    expect(await button(page, '开始核验').isEnabled()).toBe(true)
  })
})
