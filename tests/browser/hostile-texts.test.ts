import { sql } from 'drizzle-orm'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { matterCode } from '../../seeds/matters.ts'
import { DISTRICT } from '../../seeds/places.ts'
import { CHROMIUM, DESK, openBrowser, openPage, signInAs, TELEPHONE } from '../harness/browser.ts'
import { openTestHub, type TestHub } from '../harness/hub.ts'

const CODE = '101001/000001'
// A script, marks that turn the direction of writing, and a name that does not end.
const HOSTILE = `<script>globalThis.harmed=1</script><img src=x onerror="globalThis.harmed=1">\u202e\u2067javascript:harmed=1\u2066"'=1+1${'长'.repeat(5_000)}`

describe.skipIf(CHROMIUM === null)('texts that somebody wrote to do harm', () => {
  let hub: TestHub
  let browser: Browser
  let id = ''
  let entry = ''
  beforeAll(async () => {
    hub = await openTestHub()
    browser = await openBrowser()
    const input = {
      items: [{ item: 'Person.birthDate', disclosure: 'CLEAR' }], matters: [matterCode('old-age-allowance')], agencyRoles: ['DECIDING'], binding: { kind: 'CASE_PARTY', roles: ['APPLICANT'] }, regions: [DISTRICT.code],
      validFrom: '2026-03-02', validTo: '2027-03-01', legalBasis: '老年人权益保障法', scenario: '核对年龄',
    }
    const sent = await hub.ask({ persona: 'civil-affairs', query: 'mutation ($input: ApplicationInput!) { submitApplication(input: $input) { id } }', variables: { input } })
    id = sent.data.submitApplication.id
    await hub.ask({ persona: 'approver-civil-affairs', query: 'mutation ($input: ReviewApplicationInput!) { reviewApplication(input: $input) { id } }', variables: { input: { id, decision: 'APPROVE', reason: HOSTILE.slice(0, 100).replace(/[\u202e\u2067\u2066]/g, '') } } })
    const asked = await hub.ask({ persona: 'public-security', query: `query Asked${'x'.repeat(5_000)} { resource(code: "${CODE}") { name } }` })
    entry = (asked.extensions['receipt'] as { entry: string }).entry
    const { orm } = hub.db
    await orm.execute(sql`update catalogue.resource set name = ${HOSTILE}, summary = ${HOSTILE}, share_condition = ${HOSTILE}, system = ${HOSTILE}, office = ${HOSTILE} where code = ${CODE}`)
    await orm.execute(sql`update catalogue.resource_item set title = ${HOSTILE}, description = ${HOSTILE} where resource_code = ${CODE} and ordinal < 2`)
    await orm.execute(sql`update catalogue.application set scenario = ${HOSTILE}, legal_basis = ${HOSTILE}, decision = ${HOSTILE}, supplement = ${HOSTILE} where id = ${id}`)
    await orm.execute(sql`update catalogue.agency set name = ${HOSTILE} where name like '%民政%'`)
    await orm.execute(sql`update catalogue.consumer set name = ${HOSTILE}`)
  })
  afterAll(async () => {
    await browser?.close()
    await hub?.close()
  })

  it.each([
    ['the workbench', 'approver-public-security', () => '/console/', '等待我办理'],
    ['the catalogue', 'steward-public-security', () => '/console/catalogue', '电子表格'],
    ['a resource', 'steward-public-security', () => `/console/catalogue/resource?code=${encodeURIComponent(CODE)}`, '版本与差异'],
    ['the applications', 'approver-public-security', () => '/console/applications', '申请办理'],
    ['an application', 'approver-public-security', () => `/console/applications/application?id=${id}`, '办理经过'],
    ['the records', 'auditor', () => '/console/records', '核验回执与记录链'],
    ['an entry of the record', 'auditor', () => `/console/records/entry?id=${entry}`, '依据的授权与审批'],
    ['an address', 'auditor', () => `/console/catalogue?text=${encodeURIComponent(HOSTILE.slice(0, 120))}`, '电子表格'],
  ])('do none on %s: they run nothing, turn nothing around them, and break no page at a desk or on a telephone', async (_what, persona, path, heading) => {
    const { context, page, watch } = await openPage(browser, hub.url)
    let asked = 0
    page.on('request', (request) => { if (request.url().endsWith('/console/graphql')) asked += 1 })
    await signInAs(page, hub.url, persona, path())
    await page.getByRole('heading', { name: heading }).first().waitFor()
    await page.waitForFunction("document.querySelector('.ant-skeleton') === null")
    for (const size of [DESK, TELEPHONE]) {
      await page.setViewportSize(size)
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(size.width)
    }
    expect(await page.evaluate('globalThis.harmed')).toBeUndefined()
    // Whatever turns the direction of writing stands in a text of its own, or in a field.
    const loose = `[...document.querySelectorAll('main *')].filter((each) => [...each.childNodes].some((node) => node.nodeType === 3 && /[\\u202e\\u2066\\u2067]/.test(node.data)) && !each.closest('bdi, textarea')).map((each) => each.outerHTML.slice(0, 80))`
    expect(await page.evaluate<string[]>(loose)).toEqual([])
    expect(watch.faults).toEqual([])
    // No screen asks the same thing over and over.
    expect(asked).toBeLessThan(12)
    await context.close()
  })
})
