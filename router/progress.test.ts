import { describe, expect, it } from 'vitest'
import { progressBar, progressLines } from './progress.ts'

function clockOf(): { now: () => number; pass: (seconds: number) => void } {
  let now = 1_000_000
  return { now: () => now, pass: (seconds) => (now += seconds * 1_000) }
}

describe('lines about a seeding', () => {
  it('tell people, rate and time left, at most one in ten seconds, and the last whenever it comes', () => {
    const clock = clockOf()
    const lines: string[] = []
    const told = progressLines(100_000, clock, (line) => lines.push(line))
    for (let done = 1; done <= 40; done += 1) {
      clock.pass(3)
      told.part(done, 40)
    }
    expect(lines).toHaveLength(11)
    expect(lines[0]).toBe('2,500 of 100,000 people, 2 %, 833 a second, 1 min 57 s left')
    expect(lines.at(-1)).toBe('100,000 of 100,000 people, 100 %, 833 a second, 0 s left')
  })

  it('count the rate of this run alone where it goes on from an earlier one', () => {
    const clock = clockOf()
    const lines: string[] = []
    const told = progressLines(1_000_000, clock, (line) => lines.push(line))
    clock.pass(2)
    told.part(301, 400)
    expect(lines).toEqual(['752,500 of 1,000,000 people, 75 %, 1,250 a second, 3 min 18 s left'])
  })

  it('name what comes after the rows', () => {
    const lines: string[] = []
    progressLines(1_000, clockOf(), (line) => lines.push(line)).step('index person_name_idx', 2, 40)
    expect(lines).toEqual(['after the rows: index person_name_idx (3 of 40)'])
  })
})

describe('the bar of a terminal', () => {
  it('stays in one line and leaves nothing of a longer text behind', () => {
    const clock = clockOf()
    let text = ''
    const told = progressBar(10_000, clock, (piece) => (text += piece))
    clock.pass(1)
    told.part(2, 4)
    told.step('statistics', 0, 1)
    told.end()
    const [, bar = '', step = ''] = text.split('\r')
    expect(bar).toBe('[###############...............] 5,000 of 10,000 people, 50 %, 2,500 a second, 2 s left')
    expect(step.trimEnd()).toBe('after the rows: statistics (1 of 1)')
    expect(step).toHaveLength(bar.length + 1)
    expect(text.endsWith('\n')).toBe(true)
  })
})
