import { existsSync } from 'node:fs'
import type { Browser } from 'playwright-core'

// Where Debian and others put it; `CHROMIUM` names another place.
const PLACES = [process.env['CHROMIUM'] ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The browser that is measured and tested in, or `null` where there is none. */
export const CHROMIUM = PLACES.find((place) => place !== '' && existsSync(place)) ?? null

/** Starts it without a window. */
export async function openBrowser(): Promise<Browser> {
  const { chromium } = await import('playwright-core')
  return chromium.launch({ executablePath: CHROMIUM as string, args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'] })
}

const SLOWDOWN = 4

/**
 * Milliseconds until the workbench can be used, load after load: each in a browser that keeps nothing from before, on a processor four times as slow.
 * Empty where no Chromium is found.
 *
 * @param cookie of the session, as `name=value`
 */
export async function workbenchLoads(url: string, cookie: string, rounds: number): Promise<number[]> {
  if (CHROMIUM === null) return []
  const browser = await openBrowser()
  const [name = '', value = ''] = cookie.split('=')
  const waits: number[] = []
  try {
    for (let round = 0; round <= rounds; round += 1) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
      await context.addCookies([{ name, value, domain: new URL(url).hostname, path: '/console' }])
      const page = await context.newPage()
      await (await context.newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN })
      await page.goto(`${url}/console/`, { waitUntil: 'commit' })
      // What waits is listed, and a key that is pressed is taken.
      await page.locator('#waiting').waitFor()
      await page.keyboard.press('Tab')
      const wait = await page.evaluate<number>('performance.now()')
      // The first load starts the browser besides.
      if (round > 0) waits.push(wait)
      await context.close()
    }
  } finally {
    await browser.close()
  }
  return waits
}
