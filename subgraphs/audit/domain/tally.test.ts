import { describe, expect, it } from 'vitest'
import { makeRandom, type Random } from '../../../seeds/random.ts'
import { Tally, type TakenDecision, type TakenEntry, type TallyRow, type UsageSum } from './tally.ts'
import { tenDaysOf } from './usage-period.ts'
import type { UsageItem } from './usage-item.ts'

const [CIVIL_AFFAIRS, POLICE, WEATHER] = ['11990101000000019A', '1199010100000022XR', '12980201000000170B'] as const

const ITEMS: readonly UsageItem[] = [
  { coordinate: 'Person.name', resource: '101001/000001', provider: POLICE },
  { coordinate: 'Person.marriage', resource: '101001/000011', provider: CIVIL_AFFAIRS },
  { coordinate: 'Licence.face', resource: '105001/*', provider: null },
]

const decision = (more: Partial<TakenDecision> = {}): TakenDecision => ({ channel: 'WINDOW', asked: [], refuses: false, providers: [], ...more })
const entry = (more: Partial<TakenEntry> = {}): TakenEntry =>
  ({ decision: 1, day: '2026-03-02', agency: CIVIL_AFFAIRS, matter: 'M1', outcome: 'ANSWERED', rows: 0, subjects: 0, ...more })

function tallyOf(decisions: readonly TakenDecision[], entries: readonly TakenEntry[]): readonly TallyRow[] {
  const tally = new Tally(new Map(ITEMS.map((item) => [item.coordinate, item])))
  for (const [at, each] of decisions.entries()) tally.learn(at + 1, each)
  for (const each of entries) tally.add(each)
  return tally.rows()
}

/** The sum of one row, `SIDE viewer DIMENSION SPAN at key` with nothing left out but what is empty; `undefined` where there is none. */
const nameOf = ({ side, viewer, dimension, span, at, key }: TallyRow) => [side, viewer, dimension, span, at, key].filter((part) => part !== '').join(' ')
const sumOf = (rows: readonly TallyRow[], name: string) => rows.find((row) => nameOf(row) === name)?.sum
const namesOf = (rows: readonly TallyRow[], of: Partial<TallyRow>) =>
  rows.filter((row) => Object.entries(of).every(([member, value]) => row[member as keyof TallyRow] === value)).map(nameOf)

describe('nothing is counted', () => {
  it('where there was no request', () => {
    // The rows of the whole hub follow from its days, of which there is none.
    expect(tallyOf([decision()], [])).toEqual([])
  })

  it('of an entry whose decision is not known', () => {
    expect(() => tallyOf([], [entry()])).toThrow('the decision 1 is not known')
  })

  it('of a single agency by day, but its requests as such', () => {
    const rows = tallyOf([decision({ asked: ['Person.name=CLEAR'], providers: [POLICE] })], [entry()])
    for (const side of ['CONSUMER', 'PROVIDER'] as const) expect(namesOf(rows, { side, span: 'DAY' })).toEqual([`${side} ${side === 'CONSUMER' ? CIVIL_AFFAIRS : POLICE} TOTAL DAY 2026-03-02`])
    expect(namesOf(rows, { span: 'TEN_DAYS' }).every((name) => name.startsWith('ALL '))).toBe(true)
  })

  it('of whoever asked for nobody, on the side of those who ask', () => {
    expect(namesOf(tallyOf([decision()], [entry({ agency: '' })]), { side: 'CONSUMER' })).toEqual([])
  })

  it('of another agency’s items, on the side of one that provides', () => {
    const rows = tallyOf([decision({ asked: ['Person.name=CLEAR', 'Person.marriage=CLEAR', 'Licence.face=MASKED'], providers: [POLICE, CIVIL_AFFAIRS] })], [entry()])
    expect(sumOf(rows, `PROVIDER ${POLICE} TOTAL MONTH 2026-03-01`)).toMatchObject({ entries: 1, released: 2 })
    expect(namesOf(rows, { side: 'PROVIDER', viewer: POLICE, dimension: 'RESOURCE' })).toEqual([`PROVIDER ${POLICE} RESOURCE MONTH 2026-03-01 101001/000001`, `PROVIDER ${POLICE} RESOURCE MONTH 2026-03-01 105001/*`])
  })
})

describe('a request is counted', () => {
  it.each([
    ['ANSWERED', false, { refused: 0, failed: 0 }], ['PARTIAL', true, { refused: 0, failed: 0 }], ['PARTIAL', false, { refused: 0, failed: 1 }],
    ['REFUSED', true, { refused: 1, failed: 0 }], ['FAILED', false, { refused: 0, failed: 1 }],
  ])('%s, where something was refused: %s, as %j', (outcome, refuses, counts) => {
    expect(sumOf(tallyOf([decision({ refuses })], [entry({ outcome })]), 'ALL TOTAL DAY 2026-03-02')).toMatchObject({ entries: 1, ...counts })
  })

  it('by the resource of each item that it asked for, in what became of it, and by each reason; what was refused above an item counts neither way', () => {
    const asked = ['Person.name=CLEAR', 'Person.marriage=NO_GRANT', 'Licence.face', 'Unknown.item=CASE_CLOSED']
    const rows = tallyOf([decision({ asked, refuses: true })], [entry(), entry()])
    expect(sumOf(rows, 'ALL TOTAL DAY 2026-03-02')).toMatchObject({ entries: 2, released: 2, withheld: 4 })
    expect(sumOf(rows, 'ALL RESOURCE DAY 2026-03-02 101001/000001')).toMatchObject({ entries: 2, released: 2, withheld: 0 })
    expect(sumOf(rows, 'ALL RESOURCE DAY 2026-03-02 105001/*')).toMatchObject({ entries: 2, released: 0, withheld: 0 })
    expect(sumOf(rows, 'ALL RESOURCE DAY 2026-03-02')).toMatchObject({ entries: 2, withheld: 2 })
    expect(sumOf(rows, 'ALL REASON DAY 2026-03-02 NO_GRANT')).toMatchObject({ entries: 2, released: 0, withheld: 2 })
  })

  it('in its day, in its ten days (旬), the last of them to the end of the month, and in its month', () => {
    const rows = tallyOf([decision()], ['2026-01-10', '2026-01-11', '2026-01-21', '2026-01-31'].map((day) => entry({ day })))
    const spans = rows.filter(({ side, dimension }) => side === 'ALL' && dimension === 'TOTAL').map(({ span, at, sum }) => `${span} ${at} ${sum.entries}`)
    expect(spans.sort()).toEqual([
      'DAY 2026-01-10 1', 'DAY 2026-01-11 1', 'DAY 2026-01-21 1', 'DAY 2026-01-31 1', 'MONTH 2026-01-01 4', 'TEN_DAYS 2026-01-01 1', 'TEN_DAYS 2026-01-11 1', 'TEN_DAYS 2026-01-21 2',
    ])
  })

  it('where the agency is that asked, by its division and its province', () => {
    const rows = tallyOf([decision()], [entry(), entry({ agency: POLICE }), entry({ agency: WEATHER })])
    expect(namesOf(rows, { dimension: 'REGION', span: 'MONTH' })).toEqual(['ALL REGION MONTH 2026-03-01 990101', 'ALL REGION MONTH 2026-03-01 980201'])
    expect(sumOf(rows, 'ALL PROVINCE MONTH 2026-03-01 99')).toMatchObject({ entries: 2 })
  })
})

// Whatever entries there are, the sums meet them: each breakdown of requests adds up to the requests, on each side and in each span.
describe('the sums of any entries', () => {
  const DAYS = ['2026-01-31', '2026-02-01', '2026-02-10', '2026-02-11', '2026-02-28', '2026-03-01'] as const
  const ASKED = ['Person.name=CLEAR', 'Person.name=NO_GRANT', 'Person.marriage=MASKED', 'Person.marriage=CASE_CLOSED', 'Licence.face=VERIFY', 'Licence.face', 'Unknown.item=NO_GRANT']
  const MEASURES = ['entries', 'refused', 'failed', 'released', 'withheld', 'rows', 'subjects'] as const

  function some(chance: Random) {
    const decisions = Array.from({ length: chance.int(1, 5) }, () => decision({
      channel: chance.pick(['WINDOW', 'SYSTEM', 'PORTAL']), asked: ASKED.filter(() => chance.chance(0.4)), refuses: chance.chance(0.5), providers: [POLICE, CIVIL_AFFAIRS].filter(() => chance.chance(0.5)),
    }))
    const entries = Array.from({ length: chance.int(1, 60) }, () => entry({
      decision: chance.int(1, decisions.length), day: chance.pick(DAYS), agency: chance.pick([CIVIL_AFFAIRS, POLICE, WEATHER, '']), matter: chance.pick(['', 'M1', 'M2']),
      outcome: chance.pick(['ANSWERED', 'PARTIAL', 'REFUSED', 'FAILED']), rows: chance.int(0, 9), subjects: chance.int(0, 3),
    }))
    return { decisions, entries, rows: tallyOf(decisions, entries) }
  }

  const worlds = Array.from({ length: 60 }, (_each, seed) => some(makeRandom(seed + 1)))
  const total = (rows: readonly TallyRow[], of: Partial<TallyRow>) => added(rows.filter((row) => Object.entries(of).every(([member, value]) => row[member as keyof TallyRow] === value)).map(({ sum }) => sum))
  const added = (sums: readonly UsageSum[]) => Object.fromEntries(MEASURES.map((measure) => [measure, sums.reduce((all, sum) => all + sum[measure], 0)]))

  it('are as many requests, rows and subjects as there are entries, in days as in ten days and in months', () => {
    for (const { entries, rows } of worlds) {
      const expected = { entries: entries.length, rows: entries.reduce((all, each) => all + each.rows, 0), subjects: entries.reduce((all, each) => all + each.subjects, 0) }
      for (const span of ['DAY', 'TEN_DAYS', 'MONTH'] as const) expect(total(rows, { side: 'ALL', span, dimension: 'TOTAL' })).toMatchObject(expected)
    }
  })

  it('are the same added up by agency, matter, channel, outcome, division and province', () => {
    for (const { rows } of worlds) {
      for (const span of ['DAY', 'TEN_DAYS', 'MONTH'] as const) {
        const whole = total(rows, { side: 'ALL', span, dimension: 'TOTAL' })
        for (const dimension of ['AGENCY', 'MATTER', 'CHANNEL', 'OUTCOME', 'REGION', 'PROVINCE']) expect(total(rows, { side: 'ALL', span, dimension })).toEqual(whole)
      }
    }
  })

  it('release and withhold by resource as many items as in all, and withhold by reason as many', () => {
    for (const { rows } of worlds) {
      const { released, withheld } = total(rows, { side: 'ALL', span: 'MONTH', dimension: 'TOTAL' })
      expect(total(rows, { side: 'ALL', span: 'MONTH', dimension: 'RESOURCE' })).toMatchObject({ released, withheld })
      expect(total(rows, { side: 'ALL', span: 'MONTH', dimension: 'REASON' })).toMatchObject({ released: 0, withheld })
    }
  })

  it('of those who ask are those of the hub by agency, and of one who provides as many requests as name it', () => {
    for (const { decisions, entries, rows } of worlds) {
      for (const agency of [CIVIL_AFFAIRS, POLICE, WEATHER]) {
        expect(total(rows, { side: 'CONSUMER', viewer: agency, span: 'MONTH', dimension: 'TOTAL' })).toEqual(total(rows, { side: 'ALL', span: 'MONTH', dimension: 'AGENCY', key: agency }))
        const named = entries.filter((each) => decisions[each.decision - 1]?.providers.includes(agency)).length
        for (const span of ['DAY', 'MONTH'] as const) expect(total(rows, { side: 'PROVIDER', viewer: agency, span, dimension: 'TOTAL' })).toMatchObject({ entries: named })
      }
    }
  })

  it('lie in months, and in ten days, as their days do', () => {
    for (const { rows } of worlds) {
      for (const row of rows.filter(({ side, span }) => side === 'ALL' && span !== 'DAY')) {
        const longer = row.span === 'MONTH' ? (day: string) => `${day.slice(0, 7)}-01` : tenDaysOf
        const days = rows.filter(({ side, span, dimension, key, at }) => side === 'ALL' && span === 'DAY' && dimension === row.dimension && key === row.key && longer(at) === row.at)
        expect(added([row.sum])).toEqual(added(days.map(({ sum }) => sum)))
      }
    }
  })

  it('are the same whether entries come together or in parts, and in any order', () => {
    for (const [seed, { decisions, entries, rows }] of worlds.entries()) {
      const mixed = makeRandom(seed).shuffle(entries)
      const parts = [tallyOf(decisions, mixed.slice(0, 7)), tallyOf(decisions, mixed.slice(7))].flat()
      const byName = (some: readonly TallyRow[]) => {
        const sums = new Map<string, UsageSum[]>()
        for (const row of some) sums.set(nameOf(row), [...(sums.get(nameOf(row)) ?? []), row.sum])
        return new Map([...sums].map(([name, each]) => [name, added(each)]))
      }
      expect(byName(parts)).toEqual(byName(rows))
    }
  })
})
