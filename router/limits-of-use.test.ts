import { describe, expect, it } from 'vitest'
import { silentLog } from '#platform/log'
import { testClock } from '../tests/harness/library.ts'
import { decide } from './decision/decide.ts'
import type { Facts, Grant } from './decision/facts.ts'
import { factsOf, grantOf, refusalsOf, tools, usesIn } from './decision/testing.ts'
import { type Decided, LimitsOfUse } from './limits-of-use.ts'
import type { Ran } from './program.ts'
import { QuotaCounter } from './quota.ts'

const NAME = '{ person(citizenId: "applicant") { name } }'
const CLAIM = '{ verifyPerson(claim: { citizenId: "applicant", name: "a" }) { name } }'
const limited = (quotaPerDay: number) => grantOf({ 'Person.citizenId': 'VERIFY', 'Person.name': 'CLEAR' }, { id: 'G', quotaPerDay })

interface Given {
  readonly text?: string
  readonly facts?: Partial<Facts>
  readonly grants?: readonly Grant[]
  readonly used?: Record<string, number>
  /** Whether a claim may be compared, and whether what it came to is within the limit. */
  readonly claims?: { readonly begun: boolean; readonly within: boolean; readonly reached: boolean }
  /** Whose rows are found. */
  readonly found?: readonly string[]
  /** Grants that were found used up a moment ago. */
  readonly exhausted?: readonly string[]
  readonly rejected?: boolean
  /** Whether what is asked for is a change. */
  readonly changes?: boolean
  readonly counts?: 'kept' | 'down' | 'down afterwards'
}

/** A question within limits whose counts stand in `used`; `steps` is what was done. */
function within({ text = NAME, facts = {}, grants = [limited(1)], used = {}, claims = { begun: true, within: true, reached: false }, found = ['applicant'], exhausted = [], rejected = false, changes = false, counts = 'kept' }: Given = {}) {
  const steps: string[] = []
  const use = {
    takeQuota: async (asked: readonly { grant: string; subjects: number; quotaPerDay: number }[]) => {
      if (counts === 'down') throw new Error('down')
      const enough = asked.filter(({ grant, subjects, quotaPerDay }) => (used[grant] ?? 0) + subjects <= quotaPerDay)
      for (const { grant, subjects } of enough) used[grant] = (used[grant] ?? 0) + subjects
      return new Set(enough.map(({ grant }) => grant))
    },
    giveBackQuota: async (needs: readonly { grant: string; subjects: number }[]) => {
      if (counts === 'down afterwards') throw new Error('down')
      for (const { grant, subjects } of needs) used[grant] = (used[grant] ?? 0) - subjects
    },
    beginClaim: async ({ operator, caseNo }: { operator: string; caseNo: string }) => {
      steps.push(`begin ${operator} ${caseNo}`)
      return claims.begun ? 7 : null
    },
    settleClaim: async (_claimant: unknown, id: number, misses: number) => {
      steps.push(`settle ${id} ${misses}`)
      return claims
    },
  }
  const log = { ...silentLog, fault: () => void steps.push('fault') }
  const quota = Object.assign(new QuotaCounter(use, () => 0), { exhausted: () => new Set(exhausted) })
  const limits = new LimitsOfUse({ use, quota, clock: testClock, log }, { ...factsOf({ grants }), ...facts, version: 1 })
  const uses = usesIn(text)
  const decisionOn = (today: Facts) => {
    const decision = decide(uses, today, tools)
    return changes ? { ...decision, kept: decision.kept.map((use) => ({ ...use, type: 'Mutation' })) } : decision
  }
  const decided = (today: Facts): Decided => ({ decision: decisionOn(today), claimed: new Set(text === CLAIM ? ['applicant'] : []), rejected })
  const run = ({ kept, plan }: Decided['decision']): Ran => {
    steps.push(`run ${kept.length}`)
    const verdicts = text === CLAIM && kept.length > 0 ? 1 : 0
    if (kept.length > 0) for (const subject of found) plan.read.add(subject)
    return { data: kept.length > 0 ? '{"told":1}' : '{}', errors: [], hops: [], rows: 1, verdicts, misses: verdicts, conclusions: [] }
  }
  return { limits, steps, used, outcome: limits.within(decided, run) }
}

describe('nothing is told', () => {
  it('under a grant whose quota is used up: the question is decided anew without it, and nothing more is counted', async () => {
    const { outcome, steps, used } = within({ used: { G: 1 } })
    const { decision, ran } = await outcome
    expect(refusalsOf(decision)).toEqual(['person: QUOTA_EXHAUSTED'])
    expect([ran.data, steps, used]).toEqual(['{}', ['run 1', 'run 0'], { G: 1 }])
  })

  it('of nobody either: whoever is found nowhere is refused alike', async () => {
    const { decision } = await within({ used: { G: 1 }, found: [] }).outcome
    expect(refusalsOf(decision)).toEqual(['person: QUOTA_EXHAUSTED'])
  })

  it('under several grants that are all used up', async () => {
    const other = grantOf({ 'Person.citizenId': 'VERIFY', 'Person.name': 'MASKED' }, { id: 'H', quotaPerDay: 5 })
    const { outcome, steps } = within({ grants: [limited(1), other], used: { G: 1, H: 5 } })
    expect(refusalsOf((await outcome).decision)).toEqual(['person: QUOTA_EXHAUSTED'])
    expect(steps).toEqual(['run 1', 'run 0'])
  })

  it('under one that was known to be used up, nor under another that is found so later', async () => {
    const other = grantOf({ 'Person.citizenId': 'VERIFY', 'Person.name': 'MASKED' }, { id: 'H', quotaPerDay: 5 })
    const before = within({ grants: [limited(1), other], used: { G: 1, H: 5 }, exhausted: ['G'] })
    expect(refusalsOf((await before.outcome).decision)).toEqual(['person: QUOTA_EXHAUSTED'])
    expect(before.steps).toEqual(['run 1', 'run 0'])
  })

  it('of a change that was made, and it is not made a second time', async () => {
    const { outcome, steps } = within({ used: { G: 1 }, changes: true })
    const { decision, ran } = await outcome
    expect([refusalsOf(decision), ran.data, steps]).toEqual([['person: QUOTA_EXHAUSTED'], 'null', ['run 1']])
    expect([decision.released.size, decision.grants.size]).toEqual([0, 0])
  })

  it('where it cannot be counted', async () => {
    await expect(within({ counts: 'down' }).outcome).rejects.toThrow('down')
  })

  it('and nothing compared or run, once an operator was wrong too often in the case', async () => {
    const { outcome, steps } = within({ text: CLAIM, claims: { begun: false, within: false, reached: false } })
    const { tooManyMisses, ran, alerts } = await outcome
    expect([tooManyMisses, ran.data, alerts, steps]).toEqual([true, 'null', [], ['begin op CASE-0001']])
  })

  it('and nobody who was just added is looked at, where too many claims were wrong', async () => {
    const parties = [{ subject: 'applicant', role: 'APPLICANT', addedAt: new Date(testClock.now()).toISOString() }]
    const facts = factsOf({ caseFacts: { parties } })
    const refused = within({ text: CLAIM, facts: { caseFacts: facts.caseFacts }, claims: { begun: true, within: false, reached: true } })
    expect((await refused.outcome).alerts.map(({ kind }) => kind)).toEqual(['MISMATCH_LIMIT'])
    const told = within({ text: CLAIM, facts: { caseFacts: facts.caseFacts } })
    expect((await told.outcome).alerts.map(({ kind }) => kind)).toEqual(['PARTY_JUST_ADDED'])
  })

  it('of what was compared where that goes beyond the limit: it is looked at, and the quota is given back', async () => {
    const { outcome, limits, used } = within({ text: CLAIM, claims: { begun: true, within: false, reached: true } })
    const { tooManyMisses, ran, alerts } = await outcome
    expect([tooManyMisses, ran.data, alerts]).toEqual([true, 'null', [{ kind: 'MISMATCH_LIMIT', subject: null }]])
    expect(used).toEqual({ G: 1 })
    await limits.settle()
    expect(used).toEqual({ G: 0 })
  })

  it('nor run or counted, where the question is refused whole', async () => {
    const { outcome, steps, used } = within({ text: CLAIM, rejected: true })
    const { ran } = await outcome
    expect([ran.data, steps, used]).toEqual(['null', [], {}])
  })
})

describe('within its limits a question is answered', () => {
  it('and its subjects are counted, before it is told', async () => {
    const { outcome, limits, used } = within({ used: {} })
    expect((await outcome).ran.data).toBe('{"told":1}')
    await limits.settle()
    expect(used).toEqual({ G: 1 })
  })

  it('of nobody, and counts nobody', async () => {
    const { outcome, limits, used } = within({ found: [] })
    expect(refusalsOf((await outcome).decision)).toEqual([])
    await limits.settle()
    expect(used).toEqual({ G: 0 })
  })

  it('and whoever a claim is about is counted, known or not, where there is a verdict', async () => {
    const { outcome, limits, used } = within({ text: CLAIM, found: [] })
    await outcome
    await limits.settle()
    expect(used).toEqual({ G: 1 })
  })

  it('under another grant, where one is used up, and only that one is counted', async () => {
    const other = grantOf({ 'Person.citizenId': 'VERIFY', 'Person.name': 'CLEAR' }, { id: 'H', quotaPerDay: 5 })
    const { outcome, limits, used } = within({ grants: [limited(1), other], used: { G: 1 } })
    expect((await outcome).ran.data).toBe('{"told":1}')
    await limits.settle()
    expect(used).toEqual({ G: 1, H: 1 })
  })

  it('whose verdicts are counted before they are compared and settled after, by the operator', async () => {
    const { outcome, steps } = within({ text: CLAIM })
    expect((await outcome).ran.verdicts).toBe(1)
    expect(steps).toEqual(['begin op CASE-0001', 'run 1', 'settle 7 1'])
  })

  it('by the one who acts in person, whatever the portal says', async () => {
    const { caller } = factsOf({ caller: { represented: { subject: 'applicant', mandateMatters: null } } })
    const own = grantOf({ 'Person.citizenId': 'VERIFY', 'Person.name': 'CLEAR' }, { binding: { kind: 'SELF' } })
    const { outcome, steps } = within({ text: CLAIM, facts: { caller }, grants: [own] })
    await outcome
    expect(steps[0]).toBe('begin applicant CASE-0001')
  })

  it('by a system without an operator under the name of that system', async () => {
    const { caller } = factsOf({ caller: { operator: 'UNATTENDED' } })
    const { outcome, steps } = within({ text: CLAIM, facts: { caller } })
    await outcome
    expect(steps[0]).toBe('begin UNATTENDED window-1 CASE-0001')
  })

  it('and all that was counted is given back, where it is not told after all', async () => {
    const { outcome, limits, used } = within()
    await outcome
    expect(used).toEqual({ G: 1 })
    await limits.takeBack()
    expect(used).toEqual({ G: 0 })
  })

  it('and it is told though what is not needed cannot be given back, which then stays counted', async () => {
    const { outcome, limits, steps, used } = within({ text: CLAIM, claims: { begun: true, within: false, reached: false }, counts: 'down afterwards' })
    await outcome
    await limits.settle()
    expect([steps.at(-1), used]).toEqual(['fault', { G: 1 }])
  })
})
