import { expect, it } from 'vitest'
import { restAfter } from './workers.ts'

it('A worker that died is replaced soon, and ever later where others died within the minute, but never too late', () => {
  expect([1, 2, 3, 6].map(restAfter)).toEqual([100, 200, 400, 3_200])
  expect([9, 10, 100, 10_000].map(restAfter)).toEqual([25_600, 30_000, 30_000, 30_000])
})
