import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { SignJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { openSeal } from './sealed.ts'
import { Sessions } from './sessions.ts'

const NOON = Date.parse('2026-03-02T12:00:00+08:00')
const HOUR = 3_600_000
const secret = randomBytes(32)

function at(time: { now: number }, key = secret) {
  const clock = { now: () => time.now }
  const seal = openSeal(key, clock)
  return { seal, sessions: new Sessions(seal, clock, true) }
}
const tokenFor = (hours: number, more: object = {}) => new SignJWT({ ...more }).setProtectedHeader({ alg: 'HS256' }).setExpirationTime(Math.floor((NOON + hours * HOUR) / 1_000)).sign(secret)
const sent = (cookie: string | null) => ({ headers: { cookie: cookie?.split(';')[0] } }) as IncomingMessage

describe('a session', () => {
  it('does not begin with a token that has ended, or that no cookie holds', async () => {
    const { sessions } = at({ now: NOON })
    expect(await sessions.begin(await tokenFor(-1), null)).toBeNull()
    expect(await sessions.begin(await tokenFor(1, { filler: 'x'.repeat(4_000) }), null)).toBeNull()
  })

  it('is over when its token is, and after eight hours in any case', async () => {
    for (const [hours, over] of [[1, 1], [24, 8]] as const) {
      const time = { now: NOON }
      const { sessions } = at(time)
      const cookie = await sessions.begin(await tokenFor(hours), null)
      time.now = NOON + over * HOUR - 1_000
      expect(await sessions.of(sent(cookie))).not.toBeNull()
      time.now = NOON + over * HOUR + 1_000
      expect(await sessions.of(sent(cookie))).toBeNull()
    }
  })

  it('opens with the secret that sealed it, for what it was sealed, and not besides', async () => {
    const { seal, sessions } = at({ now: NOON })
    const cookie = await sessions.begin(await tokenFor(1), null)
    expect(await at({ now: NOON }, randomBytes(32)).sessions.of(sent(cookie))).toBeNull()
    const other = await seal.seal('sign-in', { token: 'x', csrf: 'y' }, NOON + HOUR)
    expect(await sessions.of(sent(`__Secure-govshare-session=${other}`))).toBeNull()
    expect((await sessions.of(sent(cookie)))?.token).toBe(await tokenFor(1))
  })

  it('goes over HTTPS alone, to the console alone, and is told to no script', async () => {
    expect(await at({ now: NOON }).sessions.begin(await tokenFor(1), null)).toMatch(/^__Secure-govshare-session=[\w.-]+; Path=\/console; Max-Age=3600; HttpOnly; SameSite=Strict; Secure$/)
  })
})
