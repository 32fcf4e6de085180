import { eq } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { newCopyNumber } from '../../subgraphs/licences/domain/copy-number.ts'
import { licence } from '../../subgraphs/licences/tables.ts'
import { act, COPY, makeCopy } from '../e2e/copying.ts'
import { licenceOf, under } from '../e2e/story.ts'
import { CHROMIUM, DESK, openPage, seriousFaults, TELEPHONE, visitsTo } from '../harness/browser.ts'
import { openTestHub, type TestHub } from '../harness/hub.ts'
import { testClock } from '../harness/library.ts'

/** What the page says whatever it is asked, above and below its result. */
const [HEAD, FOOT] = ['加注件查验 · Check of a licence copy', '本页只说明加注件的状态。This page tells the state of the copy and nothing else.']

/** Each result in both languages. */
const SAYS = {
  GENUINE: ['✓', '该加注件真实有效。', 'This copy is genuine and counts today.'],
  EXPIRED: ['!', '该加注件已过有效期。', 'This copy is genuine, and its time has run out.'],
  WITHDRAWN: ['✕', '该加注件已被撤回。', 'This copy has been withdrawn.'],
  LICENCE_ENDED: ['✕', '该加注件所依据的证照已被撤销、注销、暂扣或已过期。', 'The licence behind this copy has since been revoked, cancelled or suspended, or has expired.'],
  UNKNOWN: ['✕', '没有这一编号的加注件。', 'There is no copy with this number.'],
  MISTYPED: ['!', '编号输入有误，请核对后重新输入。', 'The number was mistyped; compare it with the copy and try again.'],
} as const
type State = keyof typeof SAYS

/** Numbers that somebody made up to do harm, or to be shown on the page. */
const HOSTILE = [
  '<script>globalThis.harmed=1</script>', '"><img src=x onerror=globalThis.harmed=1>', '\u202e\u2067000', '长'.repeat(500), '0'.repeat(5_000), '%00', '..%2f..%2fconsole', "' or 1=1 --",
  '张大山', '{{7*7}}', '?number=1',
]

const purpose = under('old-age-allowance', 'allowance')
const LATER_MS = 5 * 86_400_000

describe.skipIf(CHROMIUM === null)('whoever opens the address behind the code of a copy', () => {
  let hub: TestHub
  const visits = visitsTo(async () => (hub = await openTestHub({ clock })))
  let now = testClock.now()
  const clock = { now: () => now }
  const numbers = new Map<State, string>([['UNKNOWN', newCopyNumber()], ['MISTYPED', '0123456789ABCDEF0']])

  beforeAll(async () => {
    const made = async (example: string, expiresAt?: string) => {
      const answer = await makeCopy(hub, { persona: 'civil-affairs', purpose, clock, input: { licences: [licenceOf(example)], ...(expiresAt === undefined ? {} : { expiresAt }) } })
      return answer.data.createLicenceCopy.number as string
    }
    const late = '2026-03-12T18:00:00+08:00'
    numbers.set('GENUINE', await made('old-man-card', late)).set('EXPIRED', await made('old-man-card')).set('WITHDRAWN', await made('old-man-card', late)).set('LICENCE_ENDED', await made('old-man-register', late))
    await act(hub, 'withdrawLicenceCopy', 'WithdrawLicenceCopyInput', COPY, { persona: 'civil-affairs', input: { number: numbers.get('WITHDRAWN'), reason: '办件已改由线上核验' }, clock })
    await hub.db.orm.update(licence).set({ state: '03' }).where(eq(licence.identifier, licenceOf('old-man-register')))
    now += LATER_MS
  })

  /** The lines that a page shows, none of them hidden behind another or beyond its edge. */
  const lines = async (page: Page) => (await page.evaluate<string>('document.body.innerText')).split('\n').map((line) => line.trim()).filter((line) => line !== '')

  /** Looks at a page at a desk and on a telephone. */
  async function look(path: string): Promise<{ readonly told: readonly string[]; readonly shape: string }> {
    const { context, page, watch } = await openPage(visits.browser, hub.url)
    await page.goto(`${hub.url}/v/${path}`)
    for (const size of [DESK, TELEPHONE]) {
      await page.setViewportSize(size)
      const [width, height] = await page.evaluate<[number, number]>('[document.documentElement.scrollWidth, document.documentElement.scrollHeight]')
      expect(width).toBeLessThanOrEqual(size.width)
      expect(height).toBeLessThanOrEqual(size.height)
      expect(await seriousFaults(page)).toEqual([])
    }
    expect(await page.evaluate('globalThis.harmed')).toBeUndefined()
    expect(watch.faults).toEqual([])
    const told = await lines(page)
    const shape = await page.evaluate<string>("[...document.querySelectorAll('*')].map(({ tagName, attributes }) => tagName + [...attributes].map(({ name, value }) => ` ${name}=${value}`).join('')).join('\\n')")
    await context.close()
    return { told, shape }
  }

  it.each(Object.keys(SAYS) as State[])('is told in Chinese and in English, and of nothing else, at a desk and on a telephone: %s', async (state) => {
    const { told } = await look(numbers.get(state) as string)
    expect(told).toEqual([HEAD, ...SAYS[state], FOOT])
  })

  it('and is shown the same page but for these words, so that nothing can be told from how it is built', async () => {
    const shapes = await Promise.all([...numbers.values()].map(async (number) => (await look(number)).shape))
    expect(new Set(shapes).size).toBe(1)
  })

  it.each(HOSTILE.map((text) => [text.slice(0, 40), text]))('or who made a number up, is told that it was mistyped and is shown nothing of it: %j', async (_beginning, text) => {
    const path = text.startsWith('%') || text.startsWith('?') ? text : encodeURIComponent(text)
    expect((await look(path)).told).toEqual([HEAD, ...SAYS.MISTYPED, FOOT])
  })

  it('whatever the browser prefers to see: dark, large or still', async () => {
    const context = await visits.browser.newContext({ viewport: TELEPHONE, colorScheme: 'dark', reducedMotion: 'reduce', forcedColors: 'active', locale: 'en-US' })
    const page = await context.newPage()
    await page.goto(`${hub.url}/v/${numbers.get('LICENCE_ENDED') as string}`)
    await page.evaluate("document.documentElement.style.fontSize = '200%'")
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(TELEPHONE.width)
    expect(await seriousFaults(page)).toEqual([])
    expect(await lines(page)).toEqual([HEAD, ...SAYS.LICENCE_ENDED, FOOT])
    await context.close()
  })
})
