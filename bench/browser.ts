import { existsSync } from 'node:fs'

/** Where Debian and others put it; `CHROMIUM` names another place. */
const PLACES = [process.env['CHROMIUM'] ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const SLOWDOWN = 4

/**
 * Milliseconds until the workbench can be used, load after load: each in a browser that keeps nothing from before, on a processor four times as slow.
 * Empty where no Chromium is found.
 *
 * @param cookie of the session, as `name=value`
 */
export async function workbenchLoads(url: string, cookie: string, rounds: number): Promise<number[]> {
  const executablePath = PLACES.find((place) => place !== '' && existsSync(place))
  if (executablePath === undefined) return []
  const { chromium } = await import('playwright-core')
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'] })
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
