import type { NamedMatter } from '#platform/access'
import type { InputFault } from '#platform/errors'
import { divisionCovers, parseMatterCode } from '#platform/identifiers'
import { holdsControls } from '#platform/texts'
import { fault, listFaults, textFaults } from './application-faults.ts'
import { type ApplicationInput, bindingFrom } from './application-input.ts'
import { argumentsFrom, catalogueItemOf, isPersonal, isUnbounded, type ItemFacts, itemFaults } from './application-items.ts'
import { agencyRoles } from './codes.ts'

/** What an application is held against. */
export interface ApplicationFacts extends Omit<ItemFacts, 'binding'> {
  readonly agency: string
  /** Divisions of 12 digits that the agency administers; `null` where the catalogue does not know it. */
  readonly regions: readonly string[] | null
  /** The matters that the input names, by code; those that nobody knows are not there. */
  readonly matters: ReadonlyMap<string, NamedMatter>
  readonly today: string
}

const MATTERS_MAX = 50
const REGIONS_MAX = 100
const TERM_YEARS = 3
const BASIS_MAX = 500
const SCENARIO_MAX = 1_000
const ID_MAX = 100

/** Every fault of an application, all at once; none where it may be submitted. */
export function applicationFaults(input: ApplicationInput, facts: ApplicationFacts): InputFault[] {
  const binding = bindingFrom(input.binding)
  return [
    ...(facts.regions === null ? [fault('input', 'AGENCY_UNKNOWN')] : []),
    ...itemFaults(input.items, { ...facts, binding }),
    ...matterFaults(input, facts),
    ...listFaults('input.agencyRoles', input.agencyRoles, Object.keys(agencyRoles).length),
    ...input.agencyRoles.flatMap((role, at) => (Object.hasOwn(agencyRoles, role) ? [] : [fault(`input.agencyRoles[${at}]`, 'ROLE_UNKNOWN')])),
    ...(binding === null ? [fault('input.binding', 'BINDING_WRONG')] : []),
    ...regionFaults(input, facts),
    ...((input.quotaPerDay ?? 1) < 1 ? [fault('input.quotaPerDay', 'QUOTA_WRONG')] : []),
    ...termFaults(input, facts),
    ...textFaults('input.legalBasis', input.legalBasis, BASIS_MAX),
    ...textFaults('input.scenario', input.scenario, SCENARIO_MAX),
    ...(isId(input.clientMutationId ?? null) ? [] : [fault('input.clientMutationId', 'TEXT_WRONG')]),
  ]
}

const isId = (text: string | null) => text === null || (text !== '' && [...text].length <= ID_MAX && !holdsControls(text))

function matterFaults({ matters: named, consumerClass, agencyRoles: roles }: ApplicationInput, facts: ApplicationFacts): InputFault[] {
  const list = listFaults('input.matters', named, MATTERS_MAX)
  if (named.length > MATTERS_MAX) return list
  if (consumerClass !== null && consumerClass !== undefined) return [...list, ...classFaults(named, consumerClass.basicCode)]
  return [
    ...list,
    ...named.flatMap((code, at) => {
      const matter = facts.matters.get(code)
      if (matter === undefined || !isOurs(matter, facts.agency, roles)) return [fault(`input.matters[${at}]`, 'MATTER_NOT_YOURS')]
      return matter.inUse ? [] : [fault(`input.matters[${at}]`, 'MATTER_NOT_IN_USE')]
    }),
  ]
}

function classFaults(named: readonly string[], basicCode: string): InputFault[] {
  const isBasic = (code: string) => {
    const parsed = parseMatterCode(code)
    return parsed.ok && parsed.value.kind === 'BASIC'
  }
  return [
    ...named.flatMap((code, at) => (isBasic(code) ? [] : [fault(`input.matters[${at}]`, 'NO_BASIC_CODE')])),
    ...(isBasic(basicCode) && named.includes(basicCode) ? [] : [fault('input.consumerClass.basicCode', 'NO_BASIC_CODE')]),
  ]
}

// Whoever was only entrusted with receiving, or takes a part in turn, needs the data for that and no more.
function isOurs({ agency, entrustedAgencies, jointAgencies }: NamedMatter, ours: string, roles: readonly string[]): boolean {
  if (agency === ours) return true
  const allowed = [...(entrustedAgencies.includes(ours) ? ['RECEIVING'] : []), ...(jointAgencies.includes(ours) ? ['JOINT'] : [])]
  return allowed.length > 0 && roles.every((role) => allowed.includes(role))
}

function regionFaults({ regions, consumerClass, items }: ApplicationInput, facts: ApplicationFacts): InputFault[] {
  const own = facts.regions ?? []
  const isOwn = (region: string) => own.some((each) => divisionCovers(each, region))
  const everywhere = regions.length === 0 && items.every(({ item }) => {
    const found = catalogueItemOf(item, facts)
    return typeof found === 'string' || !isPersonal(found)
  })
  return [
    ...(everywhere ? [] : listFaults('input.regions', regions, REGIONS_MAX)),
    ...regions.flatMap((region, at) => (isOwn(region) ? [] : [fault(`input.regions[${at}]`, 'REGION_NOT_YOURS')])),
    ...(consumerClass === null || consumerClass === undefined || isOwn(consumerClass.region) ? [] : [fault('input.consumerClass.region', 'REGION_NOT_YOURS')]),
  ]
}

function termFaults({ validFrom, validTo }: ApplicationInput, { today }: ApplicationFacts): InputFault[] {
  const longest = `${String(Number(validFrom.slice(0, 4)) + TERM_YEARS).padStart(4, '0')}${validFrom.slice(4)}`
  return [
    ...(validFrom < today ? [fault('input.validFrom', 'TERM_PAST')] : []),
    ...(validTo < today ? [fault('input.validTo', 'TERM_PAST')] : []),
    ...(validTo < validFrom ? [fault('input.validTo', 'TERM_REVERSED')] : []),
    ...(validTo > longest ? [fault('input.validTo', 'TERM_TOO_LONG')] : []),
  ]
}

/** How an application is handled, by what it asks for. */
export function handlingOf(input: ApplicationInput, facts: ApplicationFacts): { readonly provider: string; readonly standing: boolean; readonly twoPersons: boolean } {
  const found = input.items.map(({ item }) => catalogueItemOf(item, facts)).filter((each) => typeof each !== 'string')
  const unbounded = input.items.some(({ arguments: given }) => isUnbounded(argumentsFrom(given ?? null) ?? null))
  const standing = !unbounded && found.every(({ share }) => share === 'UNCONDITIONAL')
  return {
    provider: found[0]?.provider ?? '',
    standing,
    twoPersons: !standing && (unbounded || found.some(({ dataClass }) => dataClass === 'SENSITIVE')),
  }
}
