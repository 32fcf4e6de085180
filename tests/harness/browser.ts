import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { projectFile } from '#platform/files'
import { CHROMIUM, openBrowser } from '../../bench/browser.ts'
import type { TestHub } from './hub.ts'

export { CHROMIUM }

if (CHROMIUM === null) process.stdout.write('skipped: no Chromium was found; install it, or name it in CHROMIUM\n')

/** Size of the window: a desk's, and a telephone's. */
export const DESK = { width: 1280, height: 800 }
export const TELEPHONE = { width: 390, height: 844 }

/** What must not happen on a page. */
interface Watch {
  readonly faults: string[]
}

/** A page that notes requests to other hosts, errors in the console, and breaches of the policy. */
export async function openPage(browser: Browser, url: string, size = DESK): Promise<{ context: BrowserContext; page: Page; watch: Watch }> {
  const context = await browser.newContext({ viewport: size, locale: 'zh-CN', timezoneId: 'America/New_York' })
  // What is waited for comes; a busy machine may take as long as it likes.
  context.setDefaultTimeout(120_000)
  const page = await context.newPage()
  const faults: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !/^(data|blob|about):/.test(request.url())) faults.push(`request to ${request.url()}`)
  })
  // A refusal of the hub is an answer; what Chromium notes of its status is none of the page's errors.
  page.on('console', (message) => {
    if (message.type() === 'error' && !/^Failed to load resource: .* (401|403|404|429)/.test(message.text())) faults.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`))
  return { context, page, watch: { faults } }
}

/** Signs in without the page that offers it, for tests of what comes after. */
async function enter(page: Page, url: string, persona: string): Promise<void> {
  const response = await page.request.post(`${url}/console/sign-in/persona`, { data: { persona }, headers: { origin: url } })
  if (!response.ok()) throw new Error(`nobody signs in as ${persona}`)
}

/** Waits until a screen that was just opened has all that it asked for. */
export async function settled(page: Page): Promise<void> {
  await page.locator('main').waitFor()
  await page.waitForLoadState('networkidle')
  await page.locator('.ant-skeleton').first().waitFor({ state: 'detached' })
}

/** By how many pixels the page is wider than its window; what follows the size of the window does so a moment after it has changed. */
export function sideways(page: Page): Promise<number> {
  return page.evaluate<number>('Math.max(0, document.documentElement.scrollWidth - innerWidth)')
}

/** GraphiQL notes that the policy keeps inline styles out; see router/page/assets.ts. */
const NOTED = /inline style/i

/** Visits one after another, each in a browser of its own. */
class Visits {
  readonly #browser: () => Browser
  readonly #url: () => string
  #open: { readonly context: BrowserContext; readonly watch: Watch } | null = null

  constructor(browser: () => Browser, url: () => string) {
    this.#browser = browser
    this.#url = url
  }

  get browser(): Browser {
    return this.#browser()
  }

  /** Visits to another hub. */
  to(url: string): Visits {
    return new Visits(this.#browser, () => url)
  }

  /** Somebody comes who has signed in; whoever was there is gone. */
  async as(persona: string, path = '/console/', size = DESK): Promise<Page> {
    const page = await this.#come(size)
    await enter(page, this.#url(), persona)
    await page.goto(`${this.#url()}${path}`)
    return page
  }

  /** The same of somebody who has not. */
  async anybody(path: string): Promise<Page> {
    const page = await this.#come(DESK)
    await page.goto(`${this.#url()}${path}`)
    return page
  }

  /** Ends the visit, and tells what happened on its page that must not. */
  async leave(): Promise<string[]> {
    const faults = (this.#open?.watch.faults ?? []).filter((fault) => !NOTED.test(fault))
    await this.#open?.context.close()
    this.#open = null
    return faults
  }

  async #come(size: typeof DESK): Promise<Page> {
    await this.#open?.context.close()
    const { context, page, watch } = await openPage(this.#browser(), this.#url(), size)
    this.#open = { context, watch }
    return page
  }
}

/**
 * A browser for the tests of a file, and the hub that `open` opens: both are there before the first of them and closed after the last. Each
 * test ends its visit, and fails for what happened on its page that must not, unless `meant` matches it.
 */
export function visitsTo(open: () => Promise<TestHub>, meant?: RegExp): Visits {
  let hub: TestHub
  let browser: Browser
  const visits = new Visits(() => browser, () => hub.url)
  beforeAll(async () => {
    hub = await open()
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await hub?.close()
  })
  afterEach(async () => {
    expect((await visits.leave()).filter((fault) => meant?.test(fault) !== true)).toEqual([])
  })
  return visits
}

const axe = () => readFileSync(createRequire(projectFile('tests/browser/x.ts')).resolve('axe-core/axe.min.js'), 'utf8')

/** Serious and critical faults of accessibility (axe-core), each with where it is. */
export async function seriousFaults(page: Page): Promise<string[]> {
  // By the debugger, since the policy of the page lets no script in.
  await page.evaluate(axe())
  return page.evaluate(async () => {
    interface Found { violations: { id: string; impact: string; nodes: { target: string[] }[] }[] }
    const { violations } = await (globalThis as unknown as { axe: { run(): Promise<Found> } }).axe.run()
    return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).slice(0, 3).join('; ')}`)
  })
}

/** Keeps what a page, or a part of it, looks like for `docs/console.md`, where `KEEP_SCREENSHOTS` asks for it; else it is taken and thrown away. */
export async function screenshot(page: Page, name: string, part?: Locator): Promise<void> {
  const path = fileURLToPath(process.env['KEEP_SCREENSHOTS'] === '1' ? projectFile(`docs/console/${name}.png`) : projectFile(`dist/screenshots/${name}.png`))
  mkdirSync(dirname(path), { recursive: true })
  await page.evaluate('globalThis.scrollTo(0, 0)')
  await (part ?? page).screenshot({ path, animations: 'disabled' })
}
