import { accepted, refused } from './parsed.ts'
import type { Parsed } from './parsed.ts'

/** A real estate unit code and its parts, GB/T 37346. */
export interface RealEstateUnitCode {
  /** 28 characters without spaces. */
  readonly code: string
  /** First 19 characters: the land or sea parcel. */
  readonly parcelCode: string
  /** County, six digits of GB/T 2260. */
  readonly division6: string
  /** 地籍区, three digits. */
  readonly cadastralDistrict: string
  /** 地籍子区, three digits. */
  readonly cadastralSubdistrict: string
  /** Two letters: who owns (`G` state, `J` collective, `Z` disputed) and the right that the parcel carries. */
  readonly parcelFeature: string
  /** Five digits, unique in the subdistrict and feature. */
  readonly parcelSequence: string
  /** What stands on it: `W` nothing, `F` building, `L` forest, `Q` other. */
  readonly fixtureFeature: string
  /** Eight digits. */
  readonly fixtureNumber: string
}

// The second letter includes G, H, W and Y: islands, sea, undetermined and other use rights are parcels too.
const FORMAT = /^(\d{6})(\d{3})(\d{3})([GJZ][A-HSWXY])(\d{5})([WFLQ])(\d{8})$/

/** Reads a real estate unit code, GB/T 37346. Refuses by `format` only, since the code carries no check. */
export function parseRealEstateUnitCode(code: string): Parsed<RealEstateUnitCode> {
  const match = FORMAT.exec(code)
  if (match === null) return refused('format')
  const [, division6 = '', cadastralDistrict = '', cadastralSubdistrict = ''] = match
  const [parcelFeature = '', parcelSequence = '', fixtureFeature = '', fixtureNumber = ''] = match.slice(4)
  return accepted({
    code,
    parcelCode: code.slice(0, 19),
    division6,
    cadastralDistrict,
    cadastralSubdistrict,
    parcelFeature,
    parcelSequence,
    fixtureFeature,
    fixtureNumber,
  })
}
