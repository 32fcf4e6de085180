/** A point as callers give it: degrees, EPSG:4490. */
export interface Point {
  readonly lon: number
  readonly lat: number
}

const BOUNDS = { lon: 180, lat: 90 } as const

/**
 * What is wrong with a point: the coordinate, and whether it is no number at all (`finite`) or lies off the earth
 * (`range`); `null` where it is right. JSON has no infinity, but a literal such as `1e309` comes to one.
 */
export function pointFault(point: Point): { coordinate: keyof Point; check: 'finite' | 'range' } | null {
  for (const coordinate of ['lon', 'lat'] as const) {
    const value = point[coordinate]
    if (!Number.isFinite(value)) return { coordinate, check: 'finite' }
    if (Math.abs(value) > BOUNDS[coordinate]) return { coordinate, check: 'range' }
  }
  return null
}
