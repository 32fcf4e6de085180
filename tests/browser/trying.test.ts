import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { codeOf } from '../../seeds/agencies.ts'
import { CHROMIUM, seriousFaults, settled, visitsTo } from '../harness/browser.ts'
import { openTestHub, type TestHub } from '../harness/hub.ts'
import { emptyFolder } from '../harness/process.ts'
import { number } from '../permissions/ask.ts'
import { caseNo } from '../permissions/cases.ts'
import { MATTER } from './screens.ts'

// The hub lives in this process, which has to answer meanwhile.
const run = promisify(execFile)

/** What a shell or a program would take for its own, in a comment. */
const SNARES = `it's $HOME "x" \`id\` \${x} \\ $(id) !!`
const OPERATION = `# ${SNARES}
query Tried($id: CitizenId!) {
  person(citizenId: $id) {
    name
    mobile
    isAlive
    formerName
  }
}`

describe.skipIf(CHROMIUM === null)('a question is tried before a program asks it', () => {
  let hub: TestHub
  const visits = visitsTo(async () => (hub = await openTestHub()))

  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
  const type = (page: Page, editor: string, text: string) =>
    page.evaluate<unknown>(`document.querySelector('.graphiql-${editor} .CodeMirror').CodeMirror.setValue(${JSON.stringify(text)})`)

  async function tried(reason: string): Promise<Page> {
    const page = await visits.as('civil-affairs', '/console/playground')
    await page.locator('.graphiql-query-editor .CodeMirror').first().waitFor()
    await page.getByRole('textbox', { name: '事项编码' }).fill(MATTER)
    await page.getByRole('textbox', { name: '办件编号' }).fill(caseNo('allowance'))
    await page.getByRole('textbox', { name: '使用事由' }).fill(reason)
    await type(page, 'editor-tool', JSON.stringify({ id: number('old-man') }))
    await type(page, 'query-editor', OPERATION)
    await page.locator('.decision').nth(3).waitFor()
    return page
  }

  it('behind each field stands whether it is given, masked or refused, and why, and what to do instead', async () => {
    const page = await tried('核实年龄')
    const decisions = await page.locator('.graphiql-query-editor .CodeMirror-line').evaluateAll((lines) => lines.map((line) => line.textContent?.trim() ?? '').filter((text) => /^(name|mobile|isAlive|formerName)/.test(text)))
    expect(decisions.map((each) => each.replaceAll('\u200b', ''))).toEqual(['name提供', 'mobile脱敏', 'isAlive提供', 'formerName拒绝 · NO_GRANT · 申请共享授权'])
    expect(await page.locator('.decision.tag-bad').getAttribute('title')).toContain('没有该信息项的共享授权')
    await page.getByRole('button', { name: 'English' }).click()
    await page.locator('.decision.tag-bad').getByText('refused · NO_GRANT · apply for a grant').waitFor()
    expect(await seriousFaults(page)).toEqual([])
  })

  it('what is copied for a shell asks the same question when it is run, whatever stands in it', async () => {
    const page = await tried(`核实“年龄” it's 100% \\ "x"`)
    await page.getByRole('button', { name: /Execute query/ }).click()
    await page.getByText('实际询问的资源库').waitFor()
    const answered = await page.evaluate<string>("document.querySelector('.result-window .CodeMirror').CodeMirror.getValue()")
    await button(page, '复制 curl 命令').click()
    const copied = (await page.locator('.copied').textContent()) ?? ''
    expect(copied).toContain('"authorization: Bearer $GOVSHARE_TOKEN"')
    const { stdout: told } = await run('sh', ['-c', `${copied} --silent`], { env: { ...process.env, GOVSHARE_TOKEN: await hub.token('civil-affairs') } })
    expect(dataIn(told)).toEqual(dataIn(answered))
    expect(dataIn(told)).toMatchObject({ data: { person: { isAlive: true, formerName: null } }, refused: ['Person.formerName'] })
    expect(await reasonsOf()).toEqual([`核实“年龄” it's 100% \\ "x"`, `核实“年龄” it's 100% \\ "x"`])
  })

  it('what is copied for a program asks the same question when it is run', async () => {
    const page = await tried('核实生存状态')
    await button(page, '复制 TypeScript').click()
    const copied = (await page.locator('.copied').textContent()) ?? ''
    const file = join(emptyFolder(), 'asked.mjs')
    writeFileSync(file, `${copied}\nprocess.stdout.write(JSON.stringify({ data, errors }))\n`)
    const { stdout: told } = await run(process.execPath, [file], { env: { ...process.env, GOVSHARE_TOKEN: await hub.token('civil-affairs') } })
    expect(dataIn(told)).toMatchObject({ data: { person: { isAlive: true, formerName: null } }, refused: ['Person.formerName'] })
  })

  it('the simulator answers as this system, for this agency, in this role, to this question, and reads nothing', async () => {
    const page = await visits.as('sharing-authority', '/console/simulator')
    await settled(page)
    await button(page, '模拟').click()
    await page.getByRole('alert').getByText('请选择系统和机构').waitFor()
    const choose = async (list: string, text: string | RegExp) => {
      await page.getByRole('combobox', { name: list }).click()
      await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option').filter({ hasText: text }).click()
    }
    await choose('系统', /^sys-civil-affairs /)
    await page.getByRole('textbox', { name: '事项编码' }).fill(MATTER)
    await choose('在办件中的机构角色', '决定')
    await choose('被查询人在办件中的角色', /^申请人$/)
    await page.getByRole('textbox', { name: '查询语句' }).fill(OPERATION)
    await button(page, '模拟').click()
    await page.getByRole('alert').waitFor()
    // A variable that is missing is told; then the question is whole.
    await page.getByRole('textbox', { name: '变量（JSON）' }).fill(JSON.stringify({ id: '99010119000101000X' }))
    await button(page, '模拟').click()
    await page.getByText('只能获得一部分').waitFor()
    const decided = page.getByRole('region', { name: /逐项判定/ }).getByRole('list').first()
    expect(await decided.getByRole('listitem').filter({ hasText: 'Person.formerName' }).textContent()).toMatch(/拒绝.*NO_GRANT.*申请共享授权/)
    expect(await decided.getByRole('listitem').filter({ hasText: 'Person.mobile' }).textContent()).toContain('脱敏')
    // As whom stands in the address, and what is asked does not.
    const { searchParams } = new URL(page.url())
    expect(Object.fromEntries(searchParams)).toEqual({ consumer: 'sys-civil-affairs', agency: codeOf('civil-affairs'), matter: MATTER, role: 'DECIDING', party: 'APPLICANT' })
    expect(await seriousFaults(page)).toEqual([])
  })

  async function reasonsOf(): Promise<unknown[]> {
    const { data } = await hub.ask({ persona: 'auditor', query: '{ accessRecords(first: 20) { edges { node { operationName reason } } } }' })
    return (data.accessRecords.edges as { node: { operationName: string | null; reason: string | null } }[]).filter(({ node }) => node.operationName === 'Tried').map(({ node }) => node.reason)
  }
})

/** What an answer gave, and which items it did not. */
function dataIn(text: string): { readonly data: unknown; readonly refused: readonly unknown[] } {
  const { data, errors = [] } = JSON.parse(text) as { data: unknown; errors?: { extensions: { coordinate?: string } }[] }
  return { data, refused: errors.map(({ extensions }) => extensions.coordinate) }
}
