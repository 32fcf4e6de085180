import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CHROMIUM, openBrowser, openPage } from '../harness/browser.ts'
import { openTestHub, type TestHub } from '../harness/hub.ts'

describe.skipIf(CHROMIUM === null)('the front page in a browser', () => {
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

  it('asks what is typed with the token given, explains it, and asks no other host', async () => {
    const { context, page, watch } = await openPage(browser, hub.url)
    await page.goto(`${hub.url}/`)
    await page.locator('.graphiql-query-editor .CodeMirror').first().waitFor()
    await page.locator('#token').fill(await hub.token('auditor'))
    await page.locator('#token').press('Tab')
    await page.getByRole('button', { name: /Execute query/ }).click()
    await page.locator('.result-window').getByText('"Query"').waitFor()
    await page.getByRole('button', { name: '判定说明' }).click()
    await page.locator('.result-window').getByText('"explainAccess"').waitFor()
    // GraphiQL notes that the policy keeps inline styles out; see router/page/assets.ts.
    expect(watch.faults.filter((fault) => !/inline style/i.test(fault))).toEqual([])
    await context.close()
  })
})
