import { readFileSync } from 'node:fs'
import { projectFile } from '#platform/files'
import { divisionLevel } from '#platform/identifiers'
import { type Box, boundaryOf, centerOf, cut } from './grid.ts'
import type { DivisionEntry } from './synthetic.ts'

/** A division as the geo library stores it. */
export interface DivisionSeed {
  /** 12 digits. */
  readonly code: string
  readonly name: string
  /** Names from the province down, without placeholders such as 市辖区 above the division. */
  readonly fullName: string
  /** 1 province, 2 city, 3 county, 4 town, 5 village. */
  readonly level: number
  /** Code of the division above; `null` for a province. */
  readonly parent: string | null
  /** SCHEMATIC: the middle of the cell below. */
  readonly center: ReturnType<typeof centerOf>
  /**
   * SCHEMATIC: a cell of a nested grid that lies in the cell of the division above. It has nothing to do with the
   * shape, size or place of the real division.
   */
  readonly boundary: ReturnType<typeof boundaryOf>
}

/** The box that the grid fills, in degrees; every province gets one cell of it. */
export const COUNTRY: Box = { west: 73.5, south: 18.1, east: 135.1, north: 53.6 }

// Statistical lists fill a missing level with these, and no address says them.
const PLACEHOLDERS = new Set(['市辖区', '县', '省直辖县级行政区划', '自治区直辖县级行政区划'])

/**
 * Every division of the list, parents before children: provinces, cities and counties of the country as published
 * (cut-off 2023-06-30), and a synthetic province 99 down to the village. Names and codes are real outside 99;
 * centres and boundaries are SCHEMATIC everywhere and must not be read as geography.
 */
export function divisions(): DivisionSeed[] {
  const file = projectFile('seeds', 'divisions', 'divisions.json')
  const entries = JSON.parse(readFileSync(file, 'utf8')) as DivisionEntry[]
  const below = new Map<string | null, DivisionEntry[]>()
  for (const entry of entries) below.set(entry[2], [...(below.get(entry[2]) ?? []), entry])
  const seeds: DivisionSeed[] = []
  const place = (parent: string | null, path: string, box: Box) => {
    const children = below.get(parent) ?? []
    const cells = cut(box, children.length)
    children.forEach(([code, name], at) => {
      const cell = cells[at] ?? box
      const geometry = { center: centerOf(cell), boundary: boundaryOf(cell) }
      seeds.push({ code, name, fullName: path + name, level: divisionLevel(code), parent, ...geometry })
      place(code, PLACEHOLDERS.has(name) ? path : path + name, cell)
    })
  }
  place(null, '', COUNTRY)
  return seeds
}
