import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { matterCode } from '../../seeds/matters.ts'
import { DISTRICT } from '../../seeds/places.ts'
import { CHROMIUM, DESK, seriousFaults, sideways, TELEPHONE, visitsTo } from '../harness/browser.ts'
import { openTestHub, type TestHub } from '../harness/hub.ts'

describe.skipIf(CHROMIUM === null)('whoever applies and whoever answers', () => {
  let hub: TestHub
  const visits = visitsTo(async () => (hub = await openTestHub()))

  const picker = (page: Page, name: string) => page.getByRole('combobox', { name, exact: true })
  /** An application that was sent without a page. */
  async function applied(): Promise<string> {
    const input = {
      items: [{ item: 'Person.birthDate', disclosure: 'CLEAR' }], matters: [matterCode('old-age-allowance')], agencyRoles: ['DECIDING'], binding: { kind: 'CASE_PARTY', roles: ['APPLICANT'] }, regions: [DISTRICT.code],
      validFrom: '2026-03-02', validTo: '2027-03-01', legalBasis: '老年人权益保障法', scenario: '核对年龄',
    }
    return (await hub.ask({ persona: 'civil-affairs', query: 'mutation ($input: ApplicationInput!) { submitApplication(input: $input) { id } }', variables: { input } })).data.submitApplication.id as string
  }
  /** By the keyboard alone. The list of another that closes only now is waited for, or its options would pass for those that are looked for. */
  async function pick(page: Page, name: string, text: string, option: string): Promise<void> {
    const lists = page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)')
    await expect.poll(() => lists.count()).toBe(0)
    await picker(page, name).focus()
    await page.keyboard.type(text)
    await lists.locator('.ant-select-item-option').filter({ hasText: option }).first().waitFor()
    await page.keyboard.press('Enter')
    await lists.locator('.ant-select-item-option-selected').filter({ hasText: option }).first().waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => lists.count()).toBe(0)
  }

  it('picks matters and divisions by name or code with the keyboard, and finds them in the draft by their names', async () => {
    const page = await visits.as('civil-affairs', '/console/apply?item=Person.birthDate')
    await page.locator('.item bdi').getByText('出生日期').waitFor()
    await pick(page, '关联事项', '津贴', '高龄津贴发放')
    await pick(page, '适用区划', DISTRICT.code.slice(0, 6), DISTRICT.code)
    const picked = page.locator('.ant-select-selection-item')
    await picked.filter({ hasText: '高龄津贴发放' }).waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await page.setViewportSize(TELEPHONE)
    await expect.poll(() => sideways(page)).toBe(0)
    await page.setViewportSize(DESK)
    await page.getByRole('textbox', { name: '草稿名称' }).fill('年龄核对')
    await page.getByRole('button', { name: '保存草稿' }).click()
    await page.waitForURL(/draft=/)
    const again = await visits.as('civil-affairs', new URL(page.url()).pathname + new URL(page.url()).search)
    await again.locator('.ant-select-selection-item').filter({ hasText: '高龄津贴发放' }).waitFor()
    await again.locator('.item bdi').getByText('出生日期').waitFor()
    await again.getByRole('textbox', { name: '法律依据' }).fill('老年人权益保障法')
    await again.getByRole('textbox', { name: '应用场景' }).fill('核对年龄')
    await again.getByRole('button', { name: '提交申请' }).click()
    await again.locator('h1').getByText('内部审核').waitFor()
    const id = new URL(again.url()).searchParams.get('id') ?? ''
    const { data } = await hub.ask({ persona: 'civil-affairs', query: `{ application(id: "${id}") { matterCodes regions { code name } consumerClass { basicCode } } }` })
    expect(data.application).toEqual({ matterCodes: [matterCode('old-age-allowance')], regions: [{ code: DISTRICT.code, name: '示例区' }], consumerClass: null })
  })

  it('applies for every agency that implements a matter in a region', async () => {
    const page = await visits.as('civil-affairs', '/console/apply?item=Person.birthDate')
    await picker(page, '为谁申请').focus()
    await page.keyboard.press('ArrowDown')
    await page.locator('.ant-select-item-option').filter({ hasText: '实施该事项的各机构' }).click()
    await pick(page, '关联事项', '津贴', '990511001001')
    await pick(page, '类别区划', DISTRICT.code.slice(0, 6), DISTRICT.code)
    await pick(page, '适用区划', DISTRICT.code.slice(0, 6), DISTRICT.code)
    await page.getByRole('textbox', { name: '法律依据' }).fill('老年人权益保障法')
    await page.getByRole('textbox', { name: '应用场景' }).fill('核对年龄')
    await page.getByRole('button', { name: '提交申请' }).click()
    await page.locator('h1').getByText('内部审核').waitFor()
    const id = new URL(page.url()).searchParams.get('id') ?? ''
    const { data } = await hub.ask({ persona: 'civil-affairs', query: `{ application(id: "${id}") { matterCodes consumerClass { basicCode region } } }` })
    expect(data.application).toEqual({ matterCodes: ['990511001001'], consumerClass: { basicCode: '990511001001', region: DISTRICT.code } })
  })

  it('reads what is asked by its Chinese name with the coordinate beside it, and in English the other way round', async () => {
    const id = await applied()
    const page = await visits.as('civil-affairs', `/console/applications/application?id=${id}`)
    const asked = page.getByRole('region', { name: '申请内容' })
    await asked.locator('bdi').getByText('出生日期').waitFor()
    await asked.locator('small code').getByText('Person.birthDate').waitFor()
    await asked.locator('bdi').getByText('高龄津贴发放').waitFor()
    await page.getByRole('button', { name: 'English' }).click()
    await page.locator('small bdi').getByText('出生日期').waitFor()
  })

  it('sorts lists by their headings, on the server, and keeps the order in the address', async () => {
    await applied()
    const page = await visits.as('civil-affairs', '/console/applications?side=APPLICANT')
    const heading = (name: string) => page.getByRole('columnheader', { name: new RegExp(`^${name}`) })
    await heading('提交时间').waitFor()
    expect(await heading('提交时间').getAttribute('aria-sort')).toBe('descending')
    const ids = async () => page.locator('tbody td:first-child a').allTextContents()
    await page.locator('tbody td:first-child a').first().waitFor()
    const newest = await ids()
    await heading('提交时间').getByRole('button').focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/order=OLDEST/)
    await page.locator('th[aria-sort="ascending"]').waitFor()
    await expect.poll(() => page.locator('tbody td:first-child a').first().textContent()).toBe(newest.at(-1))
    expect(await ids()).toEqual(newest.toReversed())
    const shared = await visits.as('steward-public-security', '/console/catalogue?order=PUBLISHED_LAST')
    await shared.locator('th[aria-sort="descending"]').filter({ hasText: '发布日期' }).waitFor()
    await shared.getByRole('button', { name: /名称/ }).click()
    await shared.waitForURL(/order=NAME/)
    expect(await seriousFaults(shared)).toEqual([])
  })

  it('is told why nothing is there: an empty list, a refusal, and a hub that does not answer', async () => {
    const page = await visits.as('approver-weather', '/console/applications')
    await page.locator('.ant-empty').first().waitFor()
    const other = await visits.as('civil-affairs', '/console/matrix')
    await other.getByRole('alert').getByText('FORBIDDEN').waitFor()
    await other.route('**/console/graphql', (route) => route.abort())
    await other.getByRole('link', { name: '授权', exact: true }).click()
    await other.getByRole('button', { name: '重试' }).waitFor()
    await other.unroute('**/console/graphql')
    await other.getByRole('button', { name: '重试' }).click()
    await other.getByRole('columnheader', { name: /^到期日/ }).waitFor()
    // What the page noted of the broken connection is what the test did.
    await visits.leave()
  })
})
