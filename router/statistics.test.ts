import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { silentLog } from '#platform/log'
import type { AskedLibrary } from '#platform/subgraph'
import type { CountedRow, LibraryCounting } from '../subgraphs/audit/index.ts'
import { LibraryStatistics } from './statistics.ts'

const MINUTE_MS = 60_000
const EVERY_MS = 60 * MINUTE_MS

const COUNTINGS: readonly LibraryCounting[] = [
  { library: 'population', of: 'PERSONS', by: 'SEX' }, { library: 'population', of: 'PERSONS', by: 'AGE' }, { library: 'geo', of: 'ADDRESSES', by: 'KIND' },
]

type Page = readonly Omit<CountedRow, 'of' | 'by'>[]
type Answers = (asked: { readonly of: string; readonly by: string; readonly after: string }) => Page | Promise<Page>

const row = (key: string) => ({ key, name: null, measure: 'count', value: 1 })
const once: Answers = ({ by, after }) => (after === '' ? [row(by)] : [])

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Counts over libraries that answer as a test says, kept in memory. */
function counting(answers: Answers) {
  const asked: string[] = []
  const plans: boolean[] = []
  const kept = new Map<string, { readonly asOf: Date; readonly rows: readonly CountedRow[] }>()
  const library = (name: string) => ({
    name,
    open: (plan, signal) => {
      const left = new Promise<never>((_resolve, reject) => signal?.addEventListener('abort', () => reject(new Error('left'))))
      left.catch(() => {})
      return async ({ variables }) => {
        const given = variables as unknown as Parameters<Answers>[0]
        asked.push(`${name} ${given.of} ${given.by} ${given.after}`.trim())
        plans.push(plan.router)
        return { data: { _statistics: await Promise.race([answers(given), left]) } }
      }
    },
  }) as Pick<AskedLibrary, 'name' | 'open'> as AskedLibrary
  const statistics = new LibraryStatistics({
    libraries: new Map(['population', 'geo'].map((name) => [name, library(name)])),
    countings: COUNTINGS,
    store: {
      countedAt: async () => new Map([...kept].map(([name, { asOf }]) => [name, asOf])),
      replace: async (name, asOf, rows) => {
        kept.set(name, { asOf, rows })
        return true
      },
    },
    clock: { now: () => Date.now() },
    log: silentLog,
    everyMs: EVERY_MS,
  })
  return { statistics, asked, plans, kept }
}

describe('a library that cannot be counted', () => {
  it('keeps what it counted before, all of it, and the others are counted all the same', async () => {
    let down = false
    const { statistics, kept } = counting((given) => {
      if (down && given.by === 'AGE') throw new Error('down')
      return once(given)
    })
    expect(await statistics.count()).toEqual([])
    const before = kept.get('population')
    down = true
    vi.advanceTimersByTime(1)
    expect(await statistics.count()).toEqual(['population'])
    expect(kept.get('population')).toBe(before)
    expect(kept.get('geo')?.asOf.getTime()).toBeGreaterThan(before?.asOf.getTime() ?? 0)
  })

  it('is tried again in ten minutes', async () => {
    let down = true
    const { statistics, asked, kept } = counting((given) => {
      if (down) throw new Error('down')
      return once(given)
    })
    statistics.start(0)
    await vi.advanceTimersByTimeAsync(MINUTE_MS)
    expect([asked.length, kept.size]).toEqual([2, 0])
    down = false
    await vi.advanceTimersByTimeAsync(10 * MINUTE_MS)
    expect([...kept.keys()]).toEqual(['population', 'geo'])
    await statistics.stop()
  })

  it('since it does not come to an end is given up', async () => {
    const { statistics, kept } = counting(() => [row('X')])
    expect(await statistics.count()).toEqual(['population', 'geo'])
    expect(kept.size).toBe(0)
  })
})

describe('libraries are counted', () => {
  it('by the router alone, one way after the other, page after page', async () => {
    const { statistics, asked, plans, kept } = counting(({ by, after }) => (by === 'SEX' ? ({ '': [row('1'), row('2')], '2': [row('9')] }[after] ?? []) : []))
    await statistics.count()
    expect(asked).toEqual(['population PERSONS SEX', 'population PERSONS SEX 2', 'population PERSONS SEX 9', 'population PERSONS AGE', 'geo ADDRESSES KIND'])
    expect(new Set(plans)).toEqual(new Set([true]))
    expect(kept.get('population')?.rows).toEqual(['1', '2', '9'].map((key) => ({ of: 'PERSONS', by: 'SEX', ...row(key) })))
  })

  it('once their counts are old, and not before, nor where another router has counted meanwhile', async () => {
    const { statistics, asked, kept } = counting(once)
    const rounds = () => asked.filter((each) => each === 'geo ADDRESSES KIND').length
    statistics.start(0)
    await vi.advanceTimersByTimeAsync(EVERY_MS - MINUTE_MS)
    expect(rounds()).toBe(1)
    kept.set('geo', { asOf: new Date(Date.now()), rows: [] })
    await vi.advanceTimersByTimeAsync(2 * MINUTE_MS)
    expect([rounds(), asked.filter((each) => each === 'population PERSONS SEX').length]).toEqual([1, 2])
    await vi.advanceTimersByTimeAsync(EVERY_MS)
    expect(rounds()).toBe(2)
    await statistics.stop()
  })

  it('no more once the hub stops, which waits for no library', async () => {
    const { statistics, asked, kept } = counting(() => new Promise<Page>(() => {}))
    statistics.start(0)
    await vi.advanceTimersByTimeAsync(1)
    await statistics.stop()
    await vi.advanceTimersByTimeAsync(2 * EVERY_MS)
    expect([asked.length, kept.size]).toEqual([1, 0])
  })
})
