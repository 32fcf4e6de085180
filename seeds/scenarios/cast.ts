import { formatCaseNumber, formatLicenceIdentifier } from '#platform/identifiers'
import { makeAddress, type SeedAddress } from '../addresses.ts'
import { codeOf } from '../agencies.ts'
import { licenceTypeOf, typeCode } from '../licence-types.ts'
import { matterCode } from '../matters.ts'
import { citizenNumber } from '../numbers.ts'
import { HOME_VILLAGE } from '../places.ts'
import type { CastCase, CastLicence, CastPerson } from './scenario.ts'

/** Sequence numbers that only the scenarios' people bear; birth dates tell them apart. */
const MALE_SEQUENCE = 801
const FEMALE_SEQUENCE = 802

/** The citizen number of somebody of a scenario. */
export function numberOf({ bornIn = '990101', born, sex }: CastPerson): string {
  return citizenNumber(bornIn, born, sex === '1' ? MALE_SEQUENCE : FEMALE_SEQUENCE)
}

/** The number that somebody bore until it was corrected; `null` where theirs never was. */
export function formerNumberOf(person: CastPerson): string | null {
  return person.numberedAsBorn === undefined ? null : numberOf({ ...person, born: person.numberedAsBorn })
}

/** The one of these that bears an example name. Throws RangeError where there is none. */
export function named<T extends { readonly example: string }>(list: readonly T[], example: string): T {
  const found = list.find((each) => each.example === example)
  if (found === undefined) throw new RangeError(`no such example: ${example}`)
  return found
}

/** Number of a scenario's case. */
export function caseNoOf(matter: string, { appliedOn, sequence }: CastCase): string {
  return formatCaseNumber({ implementationCode: matterCode(matter), date: appliedOn, sequence })
}

/** Identifier of a scenario's licence. */
export function identifierOf(licence: CastLicence): string {
  const { issuer = licenceTypeOf(licence.type).provider } = licence
  return formatLicenceIdentifier({ type: typeCode(licence.type), issuer: codeOf(issuer), serial: licenceSerial(licence), version: 1 })
}

/** Serial number of a scenario's licence: it follows from the day of issue and the example name. */
export const licenceSerial = ({ issuedOn, example }: CastLicence) => `${issuedOn.replaceAll('-', '')}${serialOf(example)}`

// Letters of the example name, so that two licences of one day and issuer differ.
const serialOf = (example: string) => example.replaceAll('-', '').toUpperCase().slice(0, 24)

/** A home in a village, by its number among the scenarios' addresses (0 to 999). */
export const home = (sequence: number, village: string = HOME_VILLAGE): SeedAddress => makeAddress(village, sequence)

/** A shop or office on a street. */
export const shop = (sequence: number, village: string = HOME_VILLAGE): SeedAddress => makeAddress(village, sequence, true)
