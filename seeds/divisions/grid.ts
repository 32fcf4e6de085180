/** A box in degrees, EPSG:4490. */
export interface Box {
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
}

type Position = readonly [longitude: number, latitude: number]

/** Six decimals are a tenth of a metre, and equal edges stay equal. */
const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6

/**
 * Cuts a box into cells of about square shape, in rows from the north-west, and gives the first `count` of them.
 * Neighbours share their edge exactly, and the outer edges are those of the box.
 *
 * @param count how many cells are needed, 1 or more
 */
export function cut(box: Box, count: number): Box[] {
  const width = box.east - box.west
  const height = box.north - box.south
  const columns = Math.min(count, Math.max(1, Math.ceil(Math.sqrt((count * width) / height))))
  const rows = Math.ceil(count / columns)
  const x = (column: number) => rounded(box.west + (width * column) / columns)
  const y = (row: number) => rounded(box.north - (height * row) / rows)
  return Array.from({ length: count }, (_, at) => {
    const column = at % columns
    const row = Math.floor(at / columns)
    return { west: x(column), east: x(column + 1), north: y(row), south: y(row + 1) }
  })
}

/** The middle of a box as a GeoJSON point. */
export function centerOf({ west, south, east, north }: Box) {
  const coordinates: Position = [rounded((west + east) / 2), rounded((south + north) / 2)]
  return { type: 'Point', coordinates } as const
}

/** A box as a GeoJSON multipolygon of one ring, counter-clockwise as RFC 7946 asks. */
export function boundaryOf({ west, south, east, north }: Box) {
  const ring: readonly Position[] = [[west, south], [east, south], [east, north], [west, north], [west, south]]
  return { type: 'MultiPolygon', coordinates: [[ring]] } as const
}
