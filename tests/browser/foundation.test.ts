import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CHROMIUM, openBrowser, openPage, screenshot, seriousFaults, signInAs, TELEPHONE } from '../harness/browser.ts'
import { openTestHub, type TestHub } from '../harness/hub.ts'

describe.skipIf(CHROMIUM === null)('the console in a browser', () => {
  let hub: TestHub
  let browser: Browser
  beforeAll(async () => {
    hub = await openTestHub()
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await hub?.close()
  })

  it('says that embedded mode is not for real data, and lets one choose who one is', async () => {
    const { context, page, watch } = await openPage(browser, hub.url)
    await page.goto(`${hub.url}/console/`)
    await page.getByText('不得用于真实数据').waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await screenshot(page, 'sign-in')
    expect(watch.faults).toEqual([])
    await context.close()
  })

  it('shows an approver the workbench in Chinese and in English, at a desk and on a telephone, and asks no other host', async () => {
    const { context, page, watch } = await openPage(browser, hub.url)
    await signInAs(page, hub.url, 'approver-civil-affairs')
    await page.getByRole('heading', { name: '等待我办理' }).waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('heading', { name: 'Waiting for me' }).waitFor()
    await page.setViewportSize(TELEPHONE)
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(TELEPHONE.width)
    expect(await seriousFaults(page)).toEqual([])
    await screenshot(page, 'workbench-telephone')
    expect(watch.faults).toEqual([])
    await context.close()
  })

  it('keeps the token from every script of the page', async () => {
    const { context, page } = await openPage(browser, hub.url)
    await signInAs(page, hub.url, 'auditor')
    const seen = await page.evaluate<string>('document.cookie + JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage })')
    expect(seen).not.toMatch(/eyJ/)
    const [cookie] = await context.cookies()
    expect(cookie).toMatchObject({ name: 'govshare-session', httpOnly: true, sameSite: 'Strict', path: '/console' })
    await context.close()
  })

  it('can be used on a processor four times as slow, with nothing kept from before, and tells after how long', async () => {
    const { context, page } = await openPage(browser, hub.url)
    await signInAs(page, hub.url, 'auditor')
    const debug = await context.newCDPSession(page)
    await debug.send('Network.clearBrowserCache')
    await debug.send('Emulation.setCPUThrottlingRate', { rate: 4 })
    await page.goto(`${hub.url}/console/`, { waitUntil: 'commit' })
    await page.getByRole('heading', { name: '等待我办理' }).waitFor()
    const ready = await page.evaluate<number>('performance.now()')
    process.stdout.write(`the workbench was there after ${Math.round(ready)} ms\n`)
    await context.close()
  })

  it('ends the session when one leaves', async () => {
    const { context, page } = await openPage(browser, hub.url)
    await signInAs(page, hub.url, 'auditor')
    await page.getByRole('button', { name: '退出登录' }).click()
    await page.getByText('不得用于真实数据').waitFor()
    expect(await context.cookies()).toEqual([])
    await context.close()
  })
})
