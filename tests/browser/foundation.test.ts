import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { CHROMIUM, screenshot, seriousFaults, sideways, TELEPHONE, visitsTo } from '../harness/browser.ts'
import { openTestHub, type TestHub } from '../harness/hub.ts'

describe.skipIf(CHROMIUM === null)('the console in a browser', () => {
  let hub: TestHub
  const visits = visitsTo(async () => (hub = await openTestHub()))

  /** Somebody signs in on the page that offers it. */
  async function signedIn(persona: string): Promise<Page> {
    const page = await visits.anybody('/console/')
    await page.getByRole('combobox').fill(persona)
    await page.locator('.ant-select-item-option').filter({ hasText: new RegExp(`^${persona} ·`) }).click()
    await page.getByRole('button', { name: '登录' }).click()
    await page.getByRole('navigation').waitFor()
    return page
  }

  it('says that embedded mode is not for real data, and lets one choose who one is', async () => {
    const page = await visits.anybody('/console/')
    await page.getByText('不得用于真实数据').waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await screenshot(page, 'sign-in')
  })

  it('shows an approver the workbench in Chinese and in English, at a desk and on a telephone, and asks no other host', async () => {
    const page = await signedIn('approver-civil-affairs')
    await page.getByRole('heading', { name: '等待我办理' }).waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('heading', { name: 'Waiting for me' }).waitFor()
    await page.setViewportSize(TELEPHONE)
    await expect.poll(() => sideways(page)).toBe(0)
    expect(await seriousFaults(page)).toEqual([])
    await screenshot(page, 'workbench-telephone')
  })

  it('keeps the token from every script of the page', async () => {
    const page = await signedIn('auditor')
    const seen = await page.evaluate<string>('document.cookie + JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage })')
    expect(seen).not.toMatch(/eyJ/)
    const [cookie] = await page.context().cookies()
    expect(cookie).toMatchObject({ name: 'govshare-session', httpOnly: true, sameSite: 'Strict', path: '/console' })
  })

  it('can be used on a processor four times as slow with an empty cache, scripts compiled before, and tells after how long', async () => {
    const page = await signedIn('auditor')
    const debug = await page.context().newCDPSession(page)
    await debug.send('Network.clearBrowserCache')
    await debug.send('Emulation.setCPUThrottlingRate', { rate: 4 })
    await page.goto(`${hub.url}/console/`, { waitUntil: 'commit' })
    await page.getByRole('heading', { name: '等待我办理' }).waitFor()
    const ready = await page.evaluate<number>('performance.now()')
    process.stdout.write(`the workbench was there after ${Math.round(ready)} ms\n`)
  })

  it('ends the session when one leaves', async () => {
    const page = await signedIn('auditor')
    await page.getByRole('button', { name: '退出登录' }).click()
    await page.getByText('不得用于真实数据').waitFor()
    expect(await page.context().cookies()).toEqual([])
  })
})
