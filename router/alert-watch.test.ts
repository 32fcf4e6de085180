import { expect, it } from 'vitest'
import { silentLog } from '#platform/log'
import type { NamedDay } from '../subgraphs/audit/index.ts'
import type { NewNotice } from '../subgraphs/catalogue/index.ts'
import { type AlertDesk, alertWatch } from './alert-watch.ts'

const now = Date.parse('2026-03-02T01:00:00Z')
const clock = { now: () => now }

function deskOf(ids: readonly string[], fails: { noteTold?: boolean; raise?: boolean } = {}) {
  const [steps, told, waiting, days] = [[] as string[], [] as NewNotice[], new Set(ids), [] as NamedDay[]]
  let left = 2
  const desk: AlertDesk = {
    calendar: () => Promise.resolve([{ day: '2026-10-01', worked: false }, { day: '2026-10-10', worked: true }]),
    raise: (given) => {
      steps.push('raise')
      days.splice(0, days.length, ...given)
      return fails.raise ? Promise.reject(new Error('down')) : Promise.resolve((left -= 1) > 0)
    },
    untold: () => Promise.resolve([...waiting].map((id) => ({ id, agency: id === 'nobody' ? '' : `of ${id}` }))),
    send: (notices) => Promise.resolve(void told.push(...notices)),
    noteTold: (done) => {
      if (fails.noteTold) return Promise.reject(new Error('down'))
      for (const id of done) waiting.delete(id)
      return Promise.resolve()
    },
  }
  return { desk, steps, told, days, fails }
}

it('raises until nothing is left, and tells the agency and the sharing authority of each alert once', async () => {
  const { desk, steps, told } = deskOf(['1', 'nobody'])
  const watch = alertWatch(desk, clock, silentLog)
  await Promise.all([watch.run(), watch.run()])
  expect(steps).toEqual(['raise', 'raise'])
  expect(told.map(({ kind, agency, id }) => [kind, agency, id])).toEqual([['ALERT_RAISED', 'of 1', '1'], ['ALERT_RAISED', null, '1'], ['ALERT_RAISED', null, 'nobody']])
  expect(new Set(told.map(({ cause }) => cause)).size).toBe(3)
  await watch.run()
  expect(told).toHaveLength(3)
})

it('says which days the calendar has as holidays and which as worked', async () => {
  const { desk, days } = deskOf([])
  await alertWatch(desk, clock, silentLog).run()
  expect(days).toEqual([{ day: '2026-10-01', kind: 'HOLIDAY' }, { day: '2026-10-10', kind: 'WORKDAY' }])
})

it('tells again by the same causes where it could not note that it has', async () => {
  const { desk, told, fails } = deskOf(['1'], { noteTold: true })
  const watch = alertWatch(desk, clock, silentLog)
  await watch.run()
  fails.noteTold = false
  await watch.run()
  const causes = told.map(({ cause }) => cause)
  expect(causes).toHaveLength(4)
  expect(causes.slice(2)).toEqual(causes.slice(0, 2))
})

it('logs what fails, goes on the next time, and looks no more once it is stopped', async () => {
  const { desk, steps, told, fails } = deskOf(['1'], { raise: true })
  const faults: string[] = []
  const watch = alertWatch(desk, clock, { ...silentLog, fault: (what) => void faults.push(what) })
  await watch.run()
  expect([faults, told]).toEqual([['alerts'], []])
  fails.raise = false
  watch.start(1)
  await expect.poll(() => told.length).toBe(2)
  await watch.stop()
  const looked = steps.length
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(steps).toHaveLength(looked)
})
