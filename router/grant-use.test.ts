import { describe, expect, it } from 'vitest'
import type { ItemUse } from '../subgraphs/catalogue/index.ts'
import type { Used } from './decision/decide.ts'
import type { Grant } from './decision/facts.ts'
import { grantOf } from './decision/testing.ts'
import { GrantUse } from './grant-use.ts'

const NEVER_MS = 3_600_000
const release = (coordinate: string, ...grants: Grant[]): Used => ({ coordinate, grants })
const names = (written: readonly (readonly ItemUse[])[]) => written.map((uses) => uses.map(({ grantId, item, day }) => `${grantId} ${item} ${day}`))

const GRANT = grantOf({ 'Person.name': 'CLEAR', 'Person.mobile': 'CLEAR', 'Licence.number@A': 'CLEAR', 'Licence.number@B': 'CLEAR' }, { id: 'G' })
const OTHER = grantOf({ 'Person.name': 'CLEAR' }, { id: 'H' })

describe('what is read under grants', () => {
  it('is written by item and grant, not by what else the grant gives, and every slice of an item counts', async () => {
    const written: (readonly ItemUse[])[] = []
    const use = new GrantUse(async (uses) => void written.push(uses), NEVER_MS)
    use.note([release('Person.name', GRANT, OTHER), release('Licence.number', GRANT), release('Person.citizenId')], '2026-03-02')
    await use.stop()
    expect(names(written)).toEqual([['G Person.name 2026-03-02', 'H Person.name 2026-03-02', 'G Licence.number@A 2026-03-02', 'G Licence.number@B 2026-03-02']])
  })

  it('is written once a day, though grants are read anew, and again the next day', async () => {
    const written: (readonly ItemUse[])[] = []
    const use = new GrantUse(async (uses) => void written.push(uses), NEVER_MS)
    for (const grant of [GRANT, { ...GRANT }, GRANT]) use.note([release('Person.name', grant)], '2026-03-02')
    use.note([release('Person.name', GRANT)], '2026-03-03')
    await use.stop()
    expect(names(written)).toEqual([['G Person.name 2026-03-03']])
  })

  it('is not lost where it could not be written once, and never fails whoever notes it', async () => {
    const written: (readonly ItemUse[])[] = []
    let down = true
    let tries = 0
    const use = new GrantUse(async (uses) => {
      tries += 1
      if (down) throw new Error('down')
      written.push(uses)
    }, 1)
    use.note([release('Person.name', GRANT)], '2026-03-02')
    await expect.poll(() => tries).toBeGreaterThan(1)
    expect(written).toEqual([])
    down = false
    await use.stop()
    expect(names(written)).toEqual([['G Person.name 2026-03-02']])
  })
})
