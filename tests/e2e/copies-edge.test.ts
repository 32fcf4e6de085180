import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHub, type TestHub } from '../harness/hub.ts'
import { testClock } from '../harness/library.ts'
import { here, makeCopy } from './copying.ts'
import { licenceOf, under } from './story.ts'

const purpose = under('old-age-allowance', 'allowance')
const NOWHERE = '/licences/copies/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'
const MINUTE_MS = 60_000
const MOST = 3

let now = testClock.now()
const clock = { now: () => now }
let hub: TestHub
beforeAll(async () => {
  hub = await openTestHub({ clock, checksPerMinute: MOST })
})
afterAll(() => hub?.close())

let clients = 0
/** Sends requests as a client of its own. */
const client = () => {
  const address = `203.0.113.${++clients}`
  return (path: string, more: RequestInit = {}) => fetch(new URL(path, hub.url), { ...more, headers: { 'x-forwarded-for': address, accept: 'application/json', ...more.headers } })
}
const made = async () => {
  const answer = await makeCopy(hub, { persona: 'civil-affairs', purpose, input: { licences: [licenceOf('old-man-card')] }, clock })
  expect(answer.refused).toEqual([])
  return answer.data.createLicenceCopy as { number: string; address: string }
}
const stateIn = async (response: Response) => ((await response.json()) as { state: string }).state

describe('a number', () => {
  it('is read in groups, and whatever else is typed there was mistyped', async () => {
    const { number } = await made()
    const states = async (...typed: string[]) => Promise.all(typed.map(async (text) => stateIn(await client()(`/v/${text}`))))
    expect(await states(`${number.slice(0, 5)}%20${number.slice(5)}`, `${number}%20`)).toEqual(['GENUINE', 'GENUINE'])
    expect(await states('', '%', '%E0%A4%A', '%00', `${number}/..`, '0'.repeat(5_000), "' or 1=1 --", number.slice(1))).toEqual(Array.from({ length: 8 }, () => 'MISTYPED'))
  })

  it('is told in one shape that nobody keeps, to whoever looks or only asks for the head', async () => {
    const { number } = await made()
    const ask = client()
    const page = await ask(`/v/${number}`, { headers: { accept: 'text/html' } })
    const head = await ask(`/v/${number}`, { method: 'HEAD', headers: { accept: 'text/html' } })
    expect(await head.text()).toBe('')
    for (const name of ['content-length', 'content-type', 'cache-control', 'referrer-policy', 'x-content-type-options', 'vary']) expect(head.headers.get(name)).toBe(page.headers.get(name))
    expect(page.headers.get('cache-control')).toBe('no-store')
    expect((await ask(`/v/${number}`, { method: 'POST' })).status).toBe(405)
  })

  it('is looked up so often for a client in a minute and no more', async () => {
    const { number } = await made()
    const ask = client()
    for (let turn = 0; turn < MOST; turn++) expect((await ask(`/v/${number}`)).status).toBe(200)
    const refused = await ask(`/v/${number}`)
    expect([refused.status, refused.headers.get('retry-after'), await stateIn(refused)]).toEqual([429, '60', 'TOO_MANY'])
    expect((await client()(`/v/${number}`)).status).toBe(200)
    now += MINUTE_MS
    expect((await ask(`/v/${number}`)).status).toBe(200)
  })
})

describe('a file', () => {
  it('is fetched by a system for as many people as it serves', async () => {
    const ask = client()
    for (let turn = 0; turn < MOST + 2; turn++) expect((await ask(new URL(here(hub, (await made()).address)).pathname)).status).toBe(200)
  })

  it('comes whole, whatever part of it is asked for', async () => {
    const response = await client()(new URL(here(hub, (await made()).address)).pathname, { headers: { range: 'bytes=0-9', 'if-none-match': '*' } })
    expect([response.status, response.headers.get('accept-ranges'), (await response.arrayBuffer()).byteLength]).toEqual([200, null, Number(response.headers.get('content-length'))])
  })

  it('comes to nobody who tries addresses, until the minute is over', async () => {
    const ask = client()
    const address = new URL(here(hub, (await made()).address)).pathname
    for (let turn = 0; turn < MOST; turn++) expect((await ask(NOWHERE)).status).toBe(410)
    expect((await ask(address)).status).toBe(429)
    now += MINUTE_MS
    expect((await ask(address)).status).toBe(200)
  })
})
