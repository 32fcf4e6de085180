import { formatLicenceIdentifier } from '#platform/identifiers'
import { subjectKey } from '#platform/keys'
import { deriveSecrets, EMBEDDED_MASTER } from '../../router/secrets.ts'
import { documentOf } from '../../seeds/documents.ts'
import { typeCode } from '../../seeds/licence-types.ts'
import { home } from '../../seeds/scenarios/cast.ts'
import { makeWorld } from '../../seeds/world.ts'
import { TODAY } from '../harness/library.ts'
import { PERSONS } from '../harness/hub.ts'

// Records that no scenario has are those of other inhabitants of the seeded world, the first that has one.
const { subjects } = deriveSecrets(EMBEDDED_MASTER)
const { credit, legalPersons, supervision } = makeWorld({ persons: PERSONS, keyOf: (type, number) => subjectKey(subjects, type, number) })

function first<Found>(list: readonly Found[], is: (each: Found) => boolean): Found {
  const found = list.find(is)
  if (found === undefined) throw new RangeError('the seeded world has no such record')
  return found
}

const inForce = (until: string | null | undefined) => until === null || until === undefined || until >= TODAY

/** An address of the district. */
export const ADDRESS = home(1).code

/** Code of the type of business licences. */
export const BUSINESS_LICENCE = typeCode('business-licence')

/** A register that its holder uploaded, numbered under whoever defined its type. */
export const UPLOADED = formatLicenceIdentifier({ type: typeCode('household-register'), issuer: typeCode('household-register').slice(0, 18), serial: 'UPLOADED', version: 1 })

/** A firm that has changed something. */
export const CHANGED = first(legalPersons.changes, () => true).subject

/** A public institution. */
export const INSTITUTION = first(legalPersons.publicInstitutions, () => true).subject

/** A firm on a list in force. */
export const LISTED = first(credit.listings, ({ naturalPerson, validUntil, removedOn }) => !naturalPerson && inForce(validUntil) && !removedOn).subject

/** A firm that has promised something. */
export const COMMITTED = first(credit.commitments, ({ naturalPerson }) => !naturalPerson).subject

/** The record of the penalty of a canteen. */
export const PENALTY = first(credit.penalties, ({ subject }) => subject === documentOf('canteen').number).recordId

/** An inspection that was drawn under a plan and has been made. */
export const PLANNED = first(supervision.inspections, ({ plan, inspectedOn }) => Boolean(plan) && Boolean(inspectedOn)).inspectionNo
