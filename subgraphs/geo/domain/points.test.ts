import { describe, expect, it } from 'vitest'
import { pointFault } from './points.ts'

describe('a point', () => {
  it.each([
    [Number.NaN, 30, 'lon', 'finite'],
    [120, Number.POSITIVE_INFINITY, 'lat', 'finite'],
    [Number.NEGATIVE_INFINITY, Number.NaN, 'lon', 'finite'],
    [180.000001, 30, 'lon', 'range'],
    [-181, 30, 'lon', 'range'],
    [30, 120, 'lat', 'range'],
    [120, -90.1, 'lat', 'range'],
  ])('at %d, %d is refused for its %s by %s', (lon, lat, coordinate, check) => {
    expect(pointFault({ lon, lat })).toEqual({ coordinate, check })
  })

  it.each([[120.2, 30.1], [180, 90], [-180, -90], [0, -0], [1e-300, 5e-324]])('at %d, %d is a point', (lon, lat) => {
    expect(pointFault({ lon, lat })).toBeNull()
  })
})
