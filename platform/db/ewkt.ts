/** As much of a GeoJSON geometry (RFC 7946) as has coordinates. */
interface Geometry {
  readonly type: string
  readonly coordinates: Coordinates
}

type Coordinates = number | readonly Coordinates[]

const GEOMETRY_TYPE = /^geometry\(\s*\w+\s*,\s*(\d+)\s*\)$/i

/**
 * Writes GeoJSON values of a geometry column as extended well-known text, which PostGIS reads as it stands; `null` where
 * the type is no geometry with a reference system.
 *
 * @param type SQL type of the column, such as `geometry(Point,4490)`
 */
export function geometryEncoder(type: string): ((value: unknown) => string) | null {
  const reference = GEOMETRY_TYPE.exec(type)?.[1]
  if (reference === undefined) return null
  return (value) => {
    const { type: shape, coordinates } = value as Geometry
    const text = positions(coordinates)
    return `SRID=${reference};${shape.toUpperCase()}${shape === 'Point' ? `(${text})` : text}`
  }
}

/** A position is a list of numbers; everything around it is a list in brackets. */
function positions(coordinates: Coordinates): string {
  if (typeof coordinates === 'number') return String(coordinates)
  if (typeof coordinates[0] === 'number') return coordinates.join(' ')
  return `(${coordinates.map(positions).join(',')})`
}
