import fc from 'fast-check'
import { expect, it } from 'vitest'
import { cut } from './grid.ts'

it('cuts any box into as many cells as asked, none wider than the box, in rows from the north-west', () => {
  const side = fc.integer({ min: 1, max: 60 })
  fc.assert(
    fc.property(side, side, fc.integer({ min: 1, max: 200 }), (width, height, count) => {
      const cells = cut({ west: 70, south: 10, east: 70 + width, north: 10 + height }, count)
      expect(cells).toHaveLength(count)
      expect(cells[0]).toMatchObject({ west: 70, north: 10 + height })
      for (const cell of cells) {
        expect(cell.west).toBeGreaterThanOrEqual(70)
        expect(cell.east).toBeLessThanOrEqual(70 + width)
        expect(cell.south).toBeGreaterThanOrEqual(10)
      }
      const area = cells.reduce((sum, cell) => sum + (cell.east - cell.west) * (cell.north - cell.south), 0)
      expect(area).toBeLessThanOrEqual(width * height * 1.0001)
    }),
    { seed: 20260302 },
  )
})

it('shares edges between neighbours exactly', () => {
  const [northWest, northEast, southWest] = cut({ west: 0, south: 0, east: 1, north: 1 }, 4)
  expect(northWest?.east).toBe(northEast?.west)
  expect(northWest?.south).toBe(southWest?.north)
})
