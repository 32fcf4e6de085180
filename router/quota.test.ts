import { describe, expect, it } from 'vitest'
import type { QuotaAsked } from '../subgraphs/catalogue/index.ts'
import { type Need, QuotaCounter } from './quota.ts'

const DAY = '2026-03-02'
const NEXT_DAY = '2026-03-03'

interface Statement {
  readonly asked: readonly QuotaAsked[]
  end(): void
}

/** A counter over counts kept as the catalogue keeps them: each grant whole or not at all. Each statement ends when a test says so. */
function counting({ used = {}, down = () => false }: { used?: Record<string, number>; down?: () => boolean } = {}) {
  let now = 0
  const statements: string[][] = []
  const underWay: Statement[] = []
  const counter = new QuotaCounter({
    takeQuota: (asked) => {
      statements.push(asked.map(({ grant, subjects, day }) => `${grant}+${subjects}${day === DAY ? '' : ` ${day}`}`))
      return new Promise((told, failed) => underWay.push({ asked, end: () => (down() ? failed(new Error('down')) : told(taken(asked))) }))
    },
    giveBackQuota: async (needs) => {
      statements.push(needs.map(({ grant, subjects }) => `${grant}-${subjects}`))
      for (const { grant, subjects } of needs) used[grant] = Math.max(0, (used[grant] ?? 0) - subjects)
    },
  }, () => now)

  function taken(asked: readonly QuotaAsked[]): ReadonlySet<string> {
    const enough = asked.filter(({ grant, subjects, quotaPerDay }) => (used[grant] ?? 0) + subjects <= quotaPerDay)
    for (const { grant, subjects } of enough) used[grant] = (used[grant] ?? 0) + subjects
    return new Set(enough.map(({ grant }) => grant))
  }

  return {
    counter, used, statements,
    pass: (ms: number) => (now += ms),
    /** Lets every statement end, those too that others are followed by. */
    async settled<Value>(work: Promise<Value>): Promise<Value> {
      let over = false
      const done = work.finally(() => (over = true))
      done.catch(() => {})
      while (!over) {
        underWay.shift()?.end()
        await new Promise((resolve) => setImmediate(resolve))
      }
      return done
    },
  }
}

const need = (id: string, subjects: number, quotaPerDay = 10): Need => ({ grant: { id, quotaPerDay }, subjects })
const told = (short: ReadonlySet<string>) => [...short]

describe('a quota refuses', () => {
  it('a question whole that needs more than is left, and counts nothing of it', async () => {
    const { counter, used, settled } = counting({ used: { A: 9 } })
    expect(told(await settled(counter.take([need('A', 2), need('B', 2)], DAY)))).toEqual(['A'])
    expect(used).toEqual({ A: 9, B: 2 })
  })

  it('one that tells of nobody like one that tells of somebody once it is used up, or it would tell whether there is a row', async () => {
    const { counter, used, settled } = counting({ used: { A: 10 } })
    expect(told(await settled(counter.take([need('A', 0)], DAY)))).toEqual(['A'])
    expect(told(await settled(counter.take([need('A', 1)], DAY)))).toEqual(['A'])
    expect(used).toEqual({ A: 10 })
  })

  it('everything where it allows nothing', async () => {
    const { counter, settled } = counting()
    expect(told(await settled(counter.take([need('A', 1, 0), need('B', 0, 0)], DAY)))).toEqual(['A', 'B'])
  })

  it('whoever comes together and is too much, and gives those what there is whom it is enough for', async () => {
    const { counter, used, settled } = counting({ used: { A: 4 } })
    const asked = [need('A', 8), need('A', 4), need('A', 1), need('A', 2)].map((each) => counter.take([each], DAY))
    const short = await settled(Promise.all(asked))
    expect(short.map((each) => each.size === 0)).toEqual([false, true, true, false])
    expect(used).toEqual({ A: 9 })
  })

  it('by the stricter one of two versions of a grant that are counted together', async () => {
    const { counter, used, settled } = counting()
    const short = await settled(Promise.all([counter.take([need('A', 2, 10)], DAY), counter.take([need('A', 2, 3)], DAY)]))
    expect(short.map((each) => each.size === 0)).toEqual([true, false])
    expect(used).toEqual({ A: 2 })
  })

  it('with a fault where nothing can be counted, everybody who waits, and nobody who comes when it can be again', async () => {
    let down = true
    const { counter, settled } = counting({ down: () => down })
    const failed = await settled(Promise.allSettled([counter.take([need('A', 1)], DAY), counter.take([need('B', 1)], DAY)]))
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    down = false
    expect(told(await settled(counter.take([need('A', 1)], DAY)))).toEqual([])
  })
})

describe('a quota that was found used up', () => {
  it('is known for a second and on its own day, so that nobody asks for it', async () => {
    const { counter, settled, pass } = counting({ used: { A: 10 } })
    expect([...counter.exhausted(DAY)]).toEqual([])
    await settled(counter.take([need('A', 1)], DAY))
    pass(999)
    expect([[...counter.exhausted(DAY)], [...counter.exhausted(NEXT_DAY)]]).toEqual([['A'], []])
    pass(1)
    expect([...counter.exhausted(DAY)]).toEqual([])
  })

  it('is not known so where it was only not enough for several', async () => {
    const { counter, settled } = counting({ used: { A: 9 } })
    await settled(counter.take([need('A', 2)], DAY))
    expect([...counter.exhausted(DAY)]).toEqual([])
  })

  it('is asked for again where the clock was set back, and not only when it has caught up', async () => {
    const { counter, settled, pass } = counting({ used: { A: 10 } })
    await settled(counter.take([need('A', 1)], DAY))
    pass(-3_600_000)
    expect([...counter.exhausted(DAY)]).toEqual([])
  })
})

describe('a quota counts', () => {
  it('subjects of each grant, and gives back at once the one that it asked for on behalf of nobody', async () => {
    const { counter, used, settled, statements } = counting({ used: { A: 3 } })
    expect(told(await settled(counter.take([need('A', 0), need('B', 2)], DAY)))).toEqual([])
    expect(used).toEqual({ A: 3, B: 2 })
    expect(statements).toEqual([['A+1', 'B+2'], ['A-1']])
  })

  it('all who come in one turn in one statement, and those who come meanwhile in the next', async () => {
    const { counter, settled, statements } = counting()
    const first = [counter.take([need('A', 1)], DAY), counter.take([need('A', 2), need('B', 1)], DAY)]
    await new Promise((resolve) => setImmediate(resolve))
    const later = [counter.take([need('A', 1)], DAY), counter.take([need('B', 1)], DAY)]
    await new Promise((resolve) => setImmediate(resolve))
    expect(statements).toEqual([['A+3', 'B+1']])
    await settled(Promise.all([...first, ...later]))
    expect(statements).toEqual([['A+3', 'B+1'], ['A+1', 'B+1']])
  })

  it('each day by itself', async () => {
    const { counter, settled, statements } = counting()
    await settled(Promise.all([counter.take([need('A', 1)], DAY), counter.take([need('A', 1)], NEXT_DAY)]))
    expect(statements).toEqual([['A+1'], [`A+1 ${NEXT_DAY}`]])
  })

  it('nothing where nothing is needed or given back', async () => {
    const { counter, statements } = counting()
    expect(told(await counter.take([], DAY))).toEqual([])
    await counter.giveBack([need('A', 0)], DAY)
    expect(statements).toEqual([])
  })
})
