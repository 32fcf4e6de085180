import type { Locator, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { zh } from '../../console/src/messages/zh.ts'
import { codeOf } from '../../seeds/agencies.ts'
import { caseNo } from '../permissions/cases.ts'
import { CHROMIUM, DESK, seriousFaults, settled, sideways, TELEPHONE, visitsTo } from '../harness/browser.ts'
import { openTestHub, type TestHub } from '../harness/hub.ts'
import { GRANT, MATTER, prepared, type Screen, SCREENS, type Things } from './screens.ts'

describe.skipIf(CHROMIUM === null)('every screen of the console', () => {
  let hub: TestHub
  const visits = visitsTo(async () => (hub = await openTestHub()))
  let things: Things
  beforeAll(async () => {
    things = await prepared(hub)
  })

  async function shown({ persona, path, heading }: Screen): Promise<Page> {
    const page = await visits.as(persona, path(things))
    await page.getByRole('heading', { name: heading.zh }).first().waitFor()
    await settled(page)
    return page
  }

  it.each(SCREENS.map((screen) => [screen.name, screen] as const))('%s says nothing of its own in Chinese on an English page, and is usable by everybody in both languages, at a desk and on a telephone', async (_name, screen) => {
    const page = await shown(screen)
    const faults: string[] = []
    const look = async (language: string) => {
      for (const [where, size] of [['desk', DESK], ['telephone', TELEPHONE]] as const) {
        await page.setViewportSize(size)
        faults.push(...(await seriousFaults(page)).map((fault) => `${language}, ${where}: ${fault}`))
        const wide = await sideways(page)
        if (wide > 0) faults.push(`${language}, ${where}: ${wide} pixels too wide`)
      }
      await page.setViewportSize(DESK)
    }
    await look('zh')
    await page.getByRole('button', { name: 'English' }).click()
    await page.reload()
    await page.getByRole('heading', { name: screen.heading.en }).first().waitFor()
    await settled(page)
    await look('en')
    expect(faults).toEqual([])
    expect(await chineseIn(page)).toEqual([])
    expect(await page.title()).toMatch(/^[ -~·]+$/)
    expect(await page.locator('#root').innerText()).not.toMatch(/\b(undefined|NaN)\b|\[object/)
  })

  it.each(SCREENS.map((screen) => [screen.name, screen] as const))('%s is gone through with the Tab key alone: all that can be used is reached, what is reached is seen to be, and nothing holds one back', async (_name, screen) => {
    const page = await shown(screen)
    expect(await walked(page)).toEqual({ missed: [], unseen: [], held: null })
  })

  it('skips to what a screen is about', async () => {
    const page = await shown(SCREENS[0] as Screen)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.evaluate<string>('document.activeElement.id')).toBe('content')
  })

  it('the playground is worked with keys alone: a purpose, an operation, an answer, and out of the editor again', async () => {
    const page = await shown(screenOf('the playground'))
    await reach(page, page.getByRole('textbox', { name: '事项编码' }))
    await page.keyboard.type(MATTER)
    await page.keyboard.press('Tab')
    await page.keyboard.type(caseNo('allowance'))
    await page.keyboard.press('Tab')
    await page.keyboard.insertText('审核高龄津贴申请')
    await reach(page, page.locator('.graphiql-query-editor textarea').first())
    await page.keyboard.press('Control+A')
    await page.keyboard.insertText('{ resource(code: "101001/000001") { name } }')
    await page.keyboard.press('Control+Enter')
    await page.locator('.result-window').getByText('"人口基本信息"').waitFor()
    await page.locator('.decision').first().waitFor()
    await reach(page, page.getByRole('button', { name: '复制 curl 命令' }))
    await page.keyboard.press('Enter')
    await page.locator('.copied').getByText('$GOVSHARE_TOKEN').waitFor()
  })

  it('the simulator is worked with keys alone: as this system, in this role, about this party', async () => {
    const page = await visits.as('steward-public-security', '/console/simulator?item=Person.name')
    await settled(page)
    // Systems of others are on no list, and typed.
    await reach(page, page.getByRole('combobox', { name: '来源系统' }))
    await page.keyboard.type('sys-civil-affairs')
    await reach(page, page.getByRole('textbox', { name: '代表机构' }))
    await page.keyboard.type(codeOf('civil-affairs'))
    await reach(page, page.getByRole('textbox', { name: '事项编码' }))
    await page.keyboard.type(MATTER)
    await pick(page, '在办件中的机构角色', '决定')
    await pick(page, '被查询人在办件中的角色', '申请人')
    await reach(page, page.getByRole('button', { name: '模拟', exact: true }))
    await page.keyboard.press('Enter')
    await page.getByText('可全部获得').waitFor()
  })

  it('the matrix is searched, and followed to the simulator, with keys alone', async () => {
    const page = await visits.as('steward-public-security', '/console/matrix')
    await settled(page)
    await reach(page, page.getByRole('textbox', { name: '信息项名称' }))
    await page.keyboard.type('Person.formerName')
    await page.keyboard.press('Enter')
    await page.waitForURL(/text=Person.formerName/)
    await settled(page)
    const follow = page.getByRole('link', { name: '模拟查询此项' }).first()
    await follow.waitFor()
    await reach(page, follow)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '权限模拟' }).waitFor()
  })

  it('the record is searched, and an entry opened, with keys alone', async () => {
    const page = await shown(screenOf('the records'))
    await reach(page, page.getByRole('textbox', { name: '办件编号' }))
    await page.keyboard.type(caseNo('allowance'))
    await page.keyboard.press('Enter')
    await page.getByRole('cell', { name: caseNo('allowance') }).first().waitFor()
    const entry = page.locator('table.data tbody a').first()
    await reach(page, entry)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '依据的授权与审批' }).waitFor()
  })

  it('a grant is suspended, and holds again, with keys alone', async () => {
    const page = await visits.as('approver-public-security', `/console/grants/grant?id=${GRANT}`)
    await settled(page)
    for (const [act, state] of [['暂停', '已暂停'], ['恢复', '有效']] as const) {
      await reach(page, page.getByRole('button', { name: act, exact: true }))
      await page.keyboard.press('Enter')
      await reach(page, page.getByRole('textbox', { name: '请写明原因' }))
      await page.keyboard.insertText('核查使用情况')
      await reach(page, page.getByRole('button', { name: `确定 ${act}` }))
      await page.keyboard.press('Enter')
      await page.locator('h1').getByText(state).waitFor()
    }
  })
})

const screenOf = (name: string): Screen => SCREENS.find((each) => each.name === name) as Screen

/** Chooses in a list of choices, downwards from where it stands. */
async function pick(page: Page, list: string, choice: string): Promise<void> {
  await reach(page, page.getByRole('combobox', { name: list }))
  await page.keyboard.press('Enter')
  const active = page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option-active')
  await active.waitFor()
  for (let step = 0; step < 20 && (await active.textContent()) !== choice; step += 1) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
}

/** Tab by Tab to something. */
async function reach(page: Page, target: Locator): Promise<void> {
  for (let step = 0; step < 300; step += 1) {
    if (await target.evaluate((each) => each === each.ownerDocument.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error('the Tab key does not lead there')
}

/**
 * What an English page says in Chinese itself: texts that are not said to be Chinese, and names of things that only a page gives. What
 * somebody types, and what is chosen out of data, is nobody's own; there only the page's own sentences are looked for.
 */
async function chineseIn(page: Page): Promise<string[]> {
  const found = await page.evaluate(`(() => {
    const han = /\\p{Script=Han}/u
    const marked = (each) => each.closest('[lang^="zh"], textarea, .CodeMirror') !== null
    const texts = []
    for (const each of document.querySelectorAll('#root *, .ant-select-dropdown *')) {
      if (marked(each)) continue
      const chosen = each.closest('.ant-select, .ant-select-dropdown') !== null
      for (const node of each.childNodes) if (node.nodeType === 3 && han.test(node.data)) texts.push([chosen, node.data.trim()])
      for (const name of ['aria-label', 'placeholder', 'title', 'alt']) if (han.test(each.getAttribute(name) ?? '')) texts.push([chosen, each.getAttribute(name)])
    }
    return texts
  })()`) as [chosen: boolean, text: string][]
  const own = new Set<string>(Object.values(zh))
  return found.filter(([chosen, text]) => (chosen ? own.has(text) : true)).map(([, text]) => text)
}

interface Walked {
  /** What can be used and was not reached. */
  readonly missed: readonly string[]
  /** What was reached and does not show it. */
  readonly unseen: readonly string[]
  /** Where the Tab key led no further; `null` where it led around. */
  readonly held: string | null
}

/** Goes through a page with the Tab key until it is left. */
async function walked(page: Page): Promise<Walked> {
  await page.evaluate(WALK)
  const count = await page.evaluate<number>('walk.wanted.size')
  for (let step = 0; step < count * 2 + 20; step += 1) {
    await page.keyboard.press('Tab')
    if (!(await page.evaluate<boolean>('walk.step()'))) return page.evaluate<Walked>('({ missed: walk.missed(), unseen: walk.unseen, held: null })')
  }
  return page.evaluate<Walked>('({ missed: walk.missed(), unseen: walk.unseen, held: walk.named(document.activeElement) })')
}

// Written as text: it runs in the page. What is in a group with one stop, as tabs are, is reached with arrows from there.
const WALK = `globalThis.walk = (() => {
  const named = (each) => each.tagName.toLowerCase() + ' ' + (each.getAttribute('aria-label') ?? each.textContent ?? '').trim().slice(0, 40) + ' ' + each.className
  const usable = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
    .filter((each) => !each.disabled && each.tabIndex >= 0 && each.checkVisibility({ visibilityProperty: true }) && each.closest('[inert]') === null)
  const wanted = new Set(usable)
  const reached = new Set()
  // A date is one thing with several stops.
  let last = null
  let stops = 0
  const unseen = []
  const shows = (each) => {
    for (let at = each, up = 0; at !== null && up < 4; at = at.parentElement, up += 1) {
      const style = getComputedStyle(at)
      if ((style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none') return true
    }
    return false
  }
  return {
    wanted, unseen, named, missed: () => [...wanted].filter((each) => !reached.has(each)).map(named),
    step() {
      const at = document.activeElement
      stops = at === last ? stops + 1 : 0
      last = at
      if (stops > 0 && stops < 6 && at !== document.body) return true
      if (at === null || at === document.body || reached.has(at)) return false
      reached.add(at)
      if (!shows(at)) unseen.push(named(at))
      return true
    },
  }
})()`
