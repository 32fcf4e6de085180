import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { states } from '../../subgraphs/cases/domain/codes.ts'
import { mayMove } from '../../subgraphs/cases/domain/moves.ts'
import { isWorkingDay, workingDaysBetween } from '../../subgraphs/cases/domain/working-days.ts'
import { REFERENCE_DAY } from '../calendar.ts'
import { makeRandom } from '../random.ts'
import { isUnderWay, stateFor, timeline } from './timeline.ts'

type State = keyof typeof states
const state = fc.constantFrom(...(Object.keys(states) as State[]))
const promised = fc.integer({ min: 1, max: 22 })

describe('the moments of a case', () => {
  it('lead from the application to its state by moves that there are, but for the correction of a record', () => {
    fc.assert(fc.property(state, promised, fc.nat(), (wanted, days, seed) => {
      const moments = timeline(wanted, days, makeRandom(seed))
      expect([moments[0]?.state, moments.at(-1)?.state]).toEqual(['10', wanted])
      for (const [at, { state: to }] of moments.entries()) {
        const from = moments[at - 1]?.state
        if (from !== undefined && to !== '91') expect([from, to, mayMove(from, to)]).toEqual([from, to, true])
      }
    }))
  })

  it('follow each other on working days up to the day on which the world stands still', () => {
    fc.assert(fc.property(state, promised, fc.nat(), (wanted, days, seed) => {
      const moments = timeline(wanted, days, makeRandom(seed))
      expect(moments.filter(({ day }) => !isWorkingDay(day) || day > REFERENCE_DAY)).toEqual([])
      expect(moments.map(({ at }) => at.getTime())).toEqual(moments.map(({ at }) => at.getTime()).toSorted((a, b) => a - b))
      expect(new Set(moments.map(({ at }) => at.getTime())).size).toBe(moments.length)
    }))
  })

  it('bring the decision within the promise, but for one in twenty or so', () => {
    const random = makeRandom(5)
    const late = Array.from({ length: 2_000 }, () => timeline('50', 10, random)).filter((moments) => {
      const day = (wanted: State) => moments.find((each) => each.state === wanted)?.day ?? ''
      return workingDaysBetween(day('20'), day('40')) > 10
    })
    expect(late.length).toBeGreaterThan(40)
    expect(late.length).toBeLessThan(200)
  })

  it('end in every state that there is, most of them delivered', () => {
    const random = makeRandom(5)
    const counted = new Map<string, number>()
    for (let made = 0; made < 5_000; made += 1) {
      const found = stateFor(random)
      counted.set(found, (counted.get(found) ?? 0) + 1)
    }
    expect([...counted.keys()].toSorted()).toEqual(Object.keys(states).toSorted())
    expect(counted.get('51')).toBeGreaterThan(2_500)
    expect([...counted].filter(([each]) => isUnderWay(each as State)).reduce((sum, [, many]) => sum + many, 0)).toBeGreaterThan(400)
  })
})
