import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../tests/harness/database.ts'
import { TODAY } from '../../tests/harness/library.ts'
import { type OtherMisses, settledMisses } from './domain/misses.ts'
import { catalogueUse } from './index.ts'
import { quotaUse } from './tables.ts'

const DAY_MS = 86_400_000
let now = Date.parse(`${TODAY}T09:00:00+08:00`)
let db: TestDatabase
let use: ReturnType<typeof catalogueUse>

beforeAll(async () => {
  db = await openTestDatabase(['catalogue'])
  use = catalogueUse(db, { now: () => now })
})
afterAll(() => db?.close())

const asked = (grant: string, subjects: number, quotaPerDay = 10, day = TODAY) => ({ grant, day, subjects, quotaPerDay })
const counts = async () => Object.fromEntries((await db.orm.select().from(quotaUse)).map(({ grantId, day, used }) => [`${grantId} ${day}`, used]))

describe('a quota', () => {
  beforeEach(() => db.orm.delete(quotaUse))

  it('is not enough for more than is left, nor for more than it is from the first, and then nothing is counted', async () => {
    expect([...(await use.takeQuota([asked('A', 11), asked('B', 10)]))]).toEqual(['B'])
    expect([...(await use.takeQuota([asked('B', 1), asked('C', 0, 0)]))]).toEqual(['C'])
    expect(await counts()).toEqual({ [`B ${TODAY}`]: 10, [`C ${TODAY}`]: 0 })
  })

  it('is counted day by day, in one statement for any number of grants', async () => {
    const before = db.statements.count
    await use.takeQuota(Array.from({ length: 100 }, (_, at) => asked(`G${at}`, 1)))
    expect(db.statements.count - before).toBe(1)
    await use.takeQuota([asked('G1', 1, 10, '2026-03-03')])
    expect(await counts()).toMatchObject({ [`G1 ${TODAY}`]: 1, 'G1 2026-03-03': 1 })
  })

  it('is given back, and never below nothing', async () => {
    await use.takeQuota([asked('A', 3), asked('B', 3)])
    await use.giveBackQuota([asked('A', 2), asked('B', 5), asked('C', 1)])
    expect(await counts()).toEqual({ [`A ${TODAY}`]: 1, [`B ${TODAY}`]: 0 })
  })

  it('is never exceeded by many who count at once', async () => {
    const enough = await Promise.all(Array.from({ length: 30 }, () => use.takeQuota([asked('A', 3, 20)])))
    expect(enough.filter((grants) => grants.has('A'))).toHaveLength(6)
    expect(await counts()).toEqual({ [`A ${TODAY}`]: 18 })
  })
})

describe('wrong claims', () => {
  it.each<[string, OtherMisses, number, ReturnType<typeof settledMisses>]>([
    ['are told up to the limit', { told: 18, pending: 0 }, 2, { within: true, counted: 2, reached: true }],
    ['are not told beyond it, and use up what was left', { told: 18, pending: 0 }, 3, { within: false, counted: 2, reached: true }],
    ['leave to others that are being compared what they may come to', { told: 10, pending: 9 }, 2, { within: false, counted: 1, reached: false }],
    ['do not count where they are right', { told: 20, pending: 0 }, 0, { within: true, counted: 0, reached: false }],
    ['count as one at least where nothing was left', { told: 20, pending: 0 }, 5, { within: false, counted: 1, reached: true }],
  ])('%s', (_case, others, misses, settled) => {
    expect(settledMisses(others, misses)).toEqual(settled)
  })

  it('are begun by no more at once than may come to one each, and begin anew a day later', async () => {
    const claimant = { operator: 'op', caseNo: 'CASE-0001' }
    const begun = await Promise.all(Array.from({ length: 25 }, () => use.beginClaim(claimant)))
    expect(begun.filter((id) => id !== null)).toHaveLength(20)
    const [first = 0] = begun
    expect(await use.settleClaim(claimant, first ?? 0, 0)).toEqual({ within: true, reached: false })
    expect(await use.beginClaim(claimant)).not.toBeNull()
    expect(await use.beginClaim(claimant)).toBeNull()
    expect(await use.beginClaim({ ...claimant, caseNo: 'CASE-0002' })).not.toBeNull()
    now += DAY_MS
    expect(await use.beginClaim(claimant)).not.toBeNull()
  })
})
