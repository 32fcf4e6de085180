import type { NamedMatter } from '#platform/access'
import type { InputFault } from '#platform/errors'
import { divisionCovers, divisionLevel, divisionParent, NATION_CODE } from '#platform/identifiers'
import { type AgencyRole, agencyRoles, type CaseKind, kinds, type PartyRole } from './codes.ts'
import { countFault, fault, REASON_MAX, REFERENCE_MAX, strangerFault, textFault } from './faults.ts'
import { DRAFT_DAYS, EMERGENCY_HOURS_MOST, rulesOf } from './kinds.ts'
import { type PartyGiven, partyFaults } from './parties.ts'

/** What somebody opens, as the contract's input says it. */
export interface Opening {
  readonly matter: string
  readonly kind: CaseKind
  readonly summary?: string | null
  readonly parties: readonly PartyGiven[]
  readonly handlingDivision?: string | null
  readonly basis?: string | null
  readonly rosterDigest?: string | null
  readonly rosterRole?: PartyRole | null
  readonly documentNo?: string | null
  readonly category?: string | null
  readonly hours?: number | null
  readonly step?: string | null
}

const SUMMARY_MAX = 1_000
const DIGEST = /^[0-9a-f]{64}$/i
const HOUR_MS = 3_600_000

/** What an agency is to a matter, the strongest first; `null` where it has nothing to do with it. */
export function roleByMatter({ agency, entrustedAgencies, jointAgencies }: NamedMatter, asking: string): AgencyRole | null {
  if (asking === '') return null
  if (agency === asking) return 'DECIDING'
  if (entrustedAgencies.includes(asking)) return 'RECEIVING'
  return jointAgencies.includes(asking) ? 'JOINT' : null
}

/**
 * Everything that is wrong with an opening.
 *
 * @param matter the matter that it names; `undefined` where nobody knows it
 * @param agency credit code of the agency; empty where somebody acts in person
 * @param inPerson whether somebody acts in person or by a mandate
 */
export function openingFaults(opening: Opening, matter: NamedMatter | undefined, agency: string, inPerson: boolean): InputFault[] {
  const role = matter === undefined ? null : roleByMatter(matter, agency)
  const ours = matter?.inUse === true && (inPerson || role !== null)
  return [
    ...(ours ? [] : [fault('input.matter', 'MATTER_NOT_YOURS', 'no matter in use that this agency implements or was entrusted with', '不是本机构实施或受委托的在用事项')]),
    ...openerFaults(opening, ours ? role : null, ours, inPerson),
    ...(matter === undefined ? [] : divisionFaults(opening, matter)),
    ...kindFaults(opening),
    ...textFault('input.summary', opening.summary, SUMMARY_MAX),
  ]
}

function openerFaults({ kind, step }: Opening, role: AgencyRole | null, ours: boolean, inPerson: boolean): InputFault[] {
  if (!ours) return []
  if (inPerson) {
    return kind === 'DRAFT' ? strangerFault('input.step', step) : [fault('input.kind', 'OPENER', 'whoever acts in person opens drafts alone', '本人只能新建申办前办件')]
  }
  const { openedAs } = rulesOf(kind)
  const may = role !== null && openedAs.includes(role)
  const zh = `角色为“${role === null ? '' : agencyRoles[role]}”的机构不能新建${kinds[kind]}办件`
  return [
    ...(may ? [] : [fault('input.kind', 'OPENER', `an agency that is ${role ?? 'nothing'} to the matter opens no ${kind}`, zh)]),
    ...(role === 'JOINT' ? textFault('input.step', step, REFERENCE_MAX, true) : strangerFault('input.step', step)),
  ]
}

/** 通办范围: a matter handled across counties is handled in the whole city, and so on upwards. */
const WIDENED_TO: Readonly<Record<string, number>> = { 跨县: 2, 跨市: 1, 跨省: 0, 全国: 0 }

function widened(division: string, handleScope: string | null): string {
  const level = handleScope === null ? undefined : WIDENED_TO[handleScope]
  let wide = division
  while (level !== undefined && wide !== NATION_CODE && divisionLevel(wide) > level) wide = divisionParent(wide) ?? NATION_CODE
  return wide
}

function divisionFaults({ kind, handlingDivision }: Opening, { division, handleScope }: NamedMatter): InputFault[] {
  const argument = 'input.handlingDivision'
  if (handlingDivision == null) return kind === 'EMERGENCY' ? [fault(argument, 'required', 'an emergency lies in a division', '应急办件须填写区划')] : []
  // An emergency is no service that is offered far and wide.
  const within = kind === 'EMERGENCY' ? division : widened(division, handleScope)
  return divisionCovers(within, handlingDivision) ? [] : [fault(argument, 'REGION', 'outside the division of the matter', '超出事项的行政区划')]
}

function kindFaults({ kind, parties, basis, rosterDigest, rosterRole, documentNo, category, hours }: Opening): InputFault[] {
  const { needs, partiesMost } = rulesOf(kind)
  const digested = rosterDigest != null && DIGEST.test(rosterDigest)
  return [
    ...(parties.length <= partiesMost ? partyFaults(kind, parties, 'input.parties') : [fault('input.parties', 'COUNT', `at most ${partiesMost} parties`, `当事人不超过${partiesMost}个`)]),
    ...(needs === null || parties.some(({ role }) => role === needs) ? [] : [fault('input.parties', 'PARTY_NEEDED', `a party with the role ${needs}`, '缺少必需的当事人')]),
    ...textFault('input.basis', basis, REASON_MAX, kind === 'EX_OFFICIO' || kind === 'EMERGENCY'),
    ...(kind === 'ROSTER' ? (digested ? [] : [fault('input.rosterDigest', 'format', 'SM3, 64 hexadecimal digits', '须为64位十六进制SM3摘要')]) : strangerFault('input.rosterDigest', rosterDigest)),
    ...(kind === 'ROSTER' ? [] : strangerFault('input.rosterRole', rosterRole)),
    ...(kind === 'INSTRUMENT' ? textFault('input.documentNo', documentNo, REFERENCE_MAX, true) : strangerFault('input.documentNo', documentNo)),
    ...(kind === 'INSTRUMENT' ? textFault('input.category', category, REFERENCE_MAX, true) : strangerFault('input.category', category)),
    ...(kind === 'EMERGENCY' ? countFault('input.hours', hours, 1, EMERGENCY_HOURS_MOST) : strangerFault('input.hours', hours)),
  ]
}

/** From when on an opened case is closed whatever its state, in milliseconds; `null` where nothing but its state ends it. */
export function expiryOf({ kind, hours }: Opening, now: number): number | null {
  if (kind === 'DRAFT') return now + DRAFT_DAYS * 24 * HOUR_MS
  return kind === 'EMERGENCY' ? now + (hours ?? 0) * HOUR_MS : null
}
