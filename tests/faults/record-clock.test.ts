import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { today } from '#platform/clock'
import { RESIDENT_IDENTITY_CARD, subjectKey } from '#platform/keys'
import { deriveSecrets, EMBEDDED_MASTER } from '../../router/secrets.ts'
import { matterCode } from '../../seeds/matters.ts'
import { changing } from '../../subgraphs/catalogue/commands.changing.ts'
import { accessGrant } from '../../subgraphs/catalogue/tables.ts'
import { protectedPerson } from '../../subgraphs/population/tables.ts'
import { type Answer, openTestHub, type TestHub } from '../harness/hub.ts'
import { recorded } from '../harness/record.ts'
import { number, person, verify } from '../permissions/ask.ts'
import { caseNo } from '../permissions/cases.ts'

const GRANT = 'G1-01-civil-affairs-public-security'
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const MISSES_MAX = 20

// Half an hour into a month, so that an hour back lies in the month before.
const START = Date.parse('2026-03-01T00:30:00+08:00')

let now = START
let hub: TestHub
beforeAll(async () => {
  hub = await openTestHub({ clock: { now: () => now } })
})
afterAll(() => hub?.close())
beforeEach(() => {
  now += DAY_MS
})

const purpose = { matter: matterCode('old-age-allowance'), case: caseNo('allowance') }
const ask = (fields = 'name') => hub.ask({ persona: 'civil-affairs', purpose, ...person('old-man', fields) })
const claim = () => hub.ask({ persona: 'civil-affairs', purpose, ...verify('old-man', { name: '王不是' }, 'name') })
const traceOf = ({ extensions }: Answer) => String(extensions['traceId'])
const reasons = ({ refused }: Answer) => refused.map(({ reason, code }) => reason ?? code)

const allow = (quotaPerDay: number | null) =>
  changing(hub.db, async (orm) => {
    await orm.update(accessGrant).set({ quotaPerDay }).where(eq(accessGrant.id, GRANT))
  })

describe('a clock that jumps an hour back between questions', () => {
  it('keeps none of them from being recorded, one after the other as they were asked, each at the time that the clock told', async () => {
    now = START
    const times = [0, 1_000, -HOUR_MS, -HOUR_MS + 1_000, 2_000].map((after) => START + after)
    const traces: string[] = []
    for (const time of times) {
      now = time
      const answer = await ask()
      expect([answer.status, answer.data.person.name]).toEqual([200, expect.any(String)])
      traces.push(traceOf(answer))
    }
    const entries = [...(await recorded(hub.db)).values()].filter(({ traceId }) => traces.includes(traceId))
    expect(entries.map(({ traceId }) => traceId)).toEqual(traces)
    expect(entries.map(({ at }) => at.getTime())).toEqual(times)
    expect(new Set(entries.map(({ stream }) => stream)).size).toBe(1)
    const first = entries[0]?.seq ?? 0
    expect(entries.map(({ seq }) => seq - first)).toEqual([0, 1, 2, 3, 4])
  })

  it('gives no quota back: what was used of a day stays used, on the day before as on this one', async () => {
    await allow(1)
    try {
      now += 12 * HOUR_MS
      const day = today({ now: () => now })
      expect(reasons(await ask())).toEqual([])
      now -= HOUR_MS
      expect([today({ now: () => now }), reasons(await ask())]).toEqual([day, ['QUOTA_EXHAUSTED']])
      now -= 12 * HOUR_MS
      expect(reasons(await ask())).toEqual([])
      expect(reasons(await ask())).toEqual(['QUOTA_EXHAUSTED'])
      now += 13 * HOUR_MS
      expect([today({ now: () => now }), reasons(await ask())]).toEqual([day, ['QUOTA_EXHAUSTED']])
    } finally {
      await allow(null)
    }
  })

  it('gives no more wrong claims', async () => {
    for (let at = 0; at < MISSES_MAX; at += 1) expect((await claim()).data).toEqual({ verifyPerson: { name: 'MISMATCH' } })
    expect(reasons(await claim())).toEqual(['RATE_LIMITED'])
    now -= HOUR_MS
    expect(reasons(await claim())).toEqual(['RATE_LIMITED'])
  })

  it('does not make what is known of protected persons an hour younger', async () => {
    expect((await ask()).data.person).not.toBeNull()
    const subject = subjectKey(deriveSecrets(EMBEDDED_MASTER).subjects, RESIDENT_IDENTITY_CARD, number('old-man'))
    await hub.db.orm.insert(protectedPerson).values({ subject, grade: 'SEALED', agencies: [], items: [] })
    try {
      now -= HOUR_MS
      expect((await ask()).data.person).toBeNull()
    } finally {
      await hub.db.orm.delete(protectedPerson).where(eq(protectedPerson.subject, subject))
    }
  })
})
