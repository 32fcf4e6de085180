import { divisionPrefix } from '#platform/identifiers'
import type { GeoRows } from '../../subgraphs/geo/commands.ts'
import type { SeedAddress } from '../addresses.ts'
import { divisions } from '../divisions/divisions.ts'
import { divisionChanges, foundedOn, withdrawnDivisions } from '../divisions/history.ts'
import { NAMES } from '../divisions/names.ts'
import type { PopulationDraft } from '../people.ts'
import type { Random } from '../random.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import type { Who } from '../scenarios/who.ts'
import { addressRow, type Cells } from './addresses.ts'
import type { Draft } from './drafts.ts'
import { recordedAs } from './geo-sources.ts'
import { hallsAndTheirAddresses } from './halls.ts'
import { addHomes, addUnit } from './units.ts'

type GeoDraft = Draft<Required<GeoRows>>
type Everybody = ReadonlyMap<string, Who>

/** Divisions, addresses, service halls, and the register of real estate: the scenarios' units and others' homes. */
export function geoRows(
  scenarios: readonly Scenario[], everybody: Everybody, addresses: readonly SeedAddress[], population: PopulationDraft, random: Random,
): GeoRows {
  const cells: Cells = new Map(divisions().map((each) => [each.code, each]))
  const { halls, addresses: ofHalls } = hallsAndTheirAddresses(cells)
  const draft: GeoDraft = {
    ...divisionRows(cells),
    addresses: [...addresses, ...ofHalls].map((address) => addressRow(address, cells)),
    serviceHalls: halls, realEstateUnits: [], rightHolders: [], restrictions: [],
  }
  for (const { units } of scenarios) for (const unit of units) addUnit(draft, unit, everybody, cells)
  addHomes(draft, addresses, population, random, cells)
  return draft
}

/** The list that the divisions were taken from is of this day. */
const LISTED_ON = '2023-06-30'

/** Divisions that exist and those withdrawn, and what happened to them. */
export function divisionRows(cells: Cells): Pick<GeoDraft, 'divisions' | 'divisionChanges'> {
  const source = (code: string, day = LISTED_ON) => recordedAs('divisions', `QH${code}`, day)
  const existing = [...cells.values()].map((division) => {
    const [shortName = null, pinyin = null] = NAMES[divisionPrefix(division.code)] ?? []
    return { ...division, shortName, pinyin, validFrom: foundedOn(division.code), ...source(division.code) }
  })
  const withdrawn = withdrawnDivisions(cells).map((division) => ({ ...division, ...source(division.code) }))
  return {
    divisions: [...existing, ...withdrawn],
    divisionChanges: divisionChanges().map((change) => ({ ...change, ...source(`${change.code}-${change.changedOn}`) })),
  }
}
