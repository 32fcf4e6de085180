import { statedCase, TODAY, type WorldFacts } from './facts.ts'
import type { Reason } from './reasons.ts'
import type { Case, Grant, Situation } from './situation.ts'

export const isSelf = ({ caller }: Pick<Situation, 'caller'>) => caller.kind === 'SELF' || caller.kind === 'MANDATE'

/** What is wrong with the case as such. */
export function caseFault(situation: Situation, world: WorldFacts): Reason | null {
  const own = statedCase(situation)
  if (own === null) return 'CASE_NOT_YOURS'
  const isOurs = isSelf(situation)
    ? own.parties.some(({ who }) => who === situation.caller.represents)
    : own.roles.length > 0 && own.kind !== 'DRAFT'
  if (!isOurs) return 'CASE_NOT_YOURS'
  if (!isOpen(own) && !mayBeChecked(own, world.checkedFor(situation.purpose?.matter ?? ''))) return 'CASE_CLOSED'
  if (!isSelf(situation) && rolesNow(own).length === 0) return 'CASE_CLOSED'
  return own.matter === situation.purpose?.matter ? null : 'CASE_MATTER_MISMATCH'
}

const OF_TWO = ['EMERGENCY', 'INSTRUMENT']

export function isOpen({ kind, state, handedOverBy, confirmed, expires }: Case): boolean {
  if (expires === 'OVER') return false
  if (OF_TWO.includes(kind) && !confirmed) return false
  // The list of a roster is sealed when it leaves its first state.
  if (kind === 'ROSTER' && state === '10') return false
  return state === '92' ? handedOverBy === 'them' : ['10', '11', '20', '30', '31', '40', '41'].includes(state)
}

/** A case that ended with a decision may still be checked for some days. */
function mayBeChecked({ state, decidedOn }: Case, days: number): boolean {
  if (!['50', '51'].includes(state) || decidedOn === null || days === 0) return false
  return new Date(TODAY).getTime() - new Date(decidedOn).getTime() <= days * 24 * 60 * 60 * 1_000
}

/** An agency that joins in has a part only while its step is under way. */
export function rolesNow({ roles, step, state }: Case): readonly string[] {
  return step && ['20', '30', '31'].includes(state) ? roles : roles.filter((role) => role !== 'JOINT')
}

/** A grant for a class is for every agency that implements a matter of the class in its region; others hear nothing of it. */
export function isForUs({ toClass, matters }: Grant, { purpose, implements: ours, caller }: Situation, world: WorldFacts): boolean {
  if (toClass === null) return true
  if (purpose === null || !ours || caller.kind === 'ANONYMOUS' || !world.inUse(purpose.matter)) return false
  return matters.includes(purpose.matter) && holds(toClass, world.divisionOf(purpose.matter), 12)
}

/** Whether a region holds a division, digits compared at the region's own level; 通办范围 widens it. */
export function covers(region: string, division: string, across: string | null): boolean {
  const digits = /^(\d\d)0{10}$/.test(region) ? 2 : /^(\d{4})0{8}$/.test(region) ? 4 : /^(\d{6})0{6}$/.test(region) ? 6 : /^(\d{9})000$/.test(region) ? 9 : 12
  const widened = across === '跨县' ? 4 : across === '跨市' ? 2 : across === null ? digits : 0
  return holds(region, division, Math.min(digits, widened))
}

function holds(region: string, division: string, digits: number): boolean {
  const own = region.replace(/0+$/, '').length
  const compared = Math.min(digits, [2, 4, 6, 9, 12].find((level) => own <= level) ?? 12)
  return region.slice(0, compared) === division.slice(0, compared)
}
