import { describe, expect, it } from 'vitest'
import type { GrantUseCount } from '../subgraphs/catalogue/index.ts'
import type { Used } from './decision/decide.ts'
import { GrantCounts } from './grant-counts.ts'

const used = (...ids: string[]) => [{ coordinate: 'Person.name', grants: ids.map((id) => ({ id })) }, { coordinate: 'Person.sex', grants: ids.map((id) => ({ id })) }] as unknown as Used[]

describe('how often grants are used', () => {
  it('is counted once for each answer and grant, however many items were read, and written together at the end', async () => {
    const written: GrantUseCount[][] = []
    const counts = new GrantCounts(async (some) => void written.push([...some]))
    counts.note(used('G1', 'G2'), '2026-03-02')
    counts.note(used('G1'), '2026-03-02')
    counts.note(used('G1'), '2026-03-03')
    counts.note([], '2026-03-03')
    await counts.stop()
    expect(written).toEqual([[
      { grantId: 'G1', day: '2026-03-02', requests: 2 }, { grantId: 'G2', day: '2026-03-02', requests: 1 }, { grantId: 'G1', day: '2026-03-03', requests: 1 },
    ]])
  })

  it('is written later where it could not be written, with what came meanwhile', async () => {
    const written: GrantUseCount[][] = []
    let broken = true
    let tries = 0
    const counts = new GrantCounts(async (some) => {
      tries += 1
      if (broken) throw new Error('no database')
      written.push([...some])
    }, 1)
    counts.note(used('G1'), '2026-03-02')
    await expect.poll(() => tries).toBeGreaterThan(0)
    broken = false
    counts.note(used('G1'), '2026-03-02')
    await counts.stop()
    expect(written.flat().reduce((sum, { requests }) => sum + requests, 0)).toBe(2)
  })
})
