import { describe, it } from 'vitest'
import { CHROMIUM, visitsTo } from '../harness/browser.ts'
import { openTestHub, type TestHub } from '../harness/hub.ts'

describe.skipIf(CHROMIUM === null)('the front page in a browser', () => {
  let hub: TestHub
  const visits = visitsTo(async () => (hub = await openTestHub()))

  it('asks what is typed with the token given, explains it, and asks no other host', async () => {
    const page = await visits.anybody('/')
    await page.locator('.graphiql-query-editor .CodeMirror').first().waitFor()
    await page.locator('#token').fill(await hub.token('auditor'))
    await page.locator('#token').press('Tab')
    await page.getByRole('button', { name: /Execute query/ }).click()
    await page.locator('.result-window').getByText('"Query"').waitFor()
    await page.getByRole('button', { name: '判定说明' }).click()
    await page.locator('.result-window').getByText('"explainAccess"').waitFor()
  })
})
