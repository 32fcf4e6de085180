import { describe, expect, it } from 'vitest'
import { geometryEncoder } from './ewkt.ts'

describe('a column without a geometry has no encoder', () => {
  it.each(['text', 'geometry', 'geometry_columns(Point,4490)', 'text[]', 'geometry(Point)'])('%s', (type) => {
    expect(geometryEncoder(type)).toBeNull()
  })
})

describe('a geometry is written as extended well-known text', () => {
  const encode = geometryEncoder('geometry(MultiPolygon,4490)')

  it('with the reference system of its column', () => {
    expect(geometryEncoder('geometry(Point, 4326)')?.({ type: 'Point', coordinates: [116.3, -39.9] })).toBe('SRID=4326;POINT(116.3 -39.9)')
  })

  it('with polygons, outer rings and holes in brackets of their own', () => {
    const ring = [[0, 0], [1, 0], [1, 1], [0, 0]]
    expect(encode?.({ type: 'MultiPolygon', coordinates: [[ring, ring], [ring]] }))
      .toBe('SRID=4490;MULTIPOLYGON(((0 0,1 0,1 1,0 0),(0 0,1 0,1 1,0 0)),((0 0,1 0,1 1,0 0)))')
    expect(encode?.({ type: 'LineString', coordinates: [[0, 0], [1, 1e-7]] })).toBe('SRID=4490;LINESTRING(0 0,1 1e-7)')
  })
})
