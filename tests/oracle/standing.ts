import { caseFault, isForUs } from './case.ts'
import { statedCase, type WorldFacts } from './facts.ts'
import { keyOfExample } from './people.ts'
import type { Protection, Situation } from './situation.ts'

/** Subject key → what the subject is to the purpose: `PARTY APPLICANT`, `KIN spouse of APPLICANT`, `SELF`. */
export type Standings = ReadonlyMap<string, readonly string[]>

export interface Concerned {
  /** Everybody whom the purpose concerns and whose data may be shown. */
  readonly standings: Standings
  /** Those whom it concerns and whose data stay closed, since they are the operator or close to them. */
  readonly conflicted: ReadonlySet<string>
}

const CLOSE = ['spouse', 'child', 'minorChild', 'parent', 'sibling']

/**
 * Whom a purpose concerns: the one who acts in person alone, or else the parties of the case and such kin as a grant names.
 * Families are looked at only where something about a person is asked.
 */
export function concerned(situation: Situation, { personal, claimed }: { readonly personal: boolean; readonly claimed: readonly string[] }, facts: WorldFacts): Concerned {
  const world = { ...facts, kinOf: personal ? facts.kinOf : () => [] }
  const { caller } = situation
  if (caller.kind === 'SELF' || caller.kind === 'MANDATE') {
    return { standings: new Map([[keyOfExample(caller.represents), ['SELF']]]), conflicted: new Set() }
  }
  const operator = caller.kind === 'ANONYMOUS' || caller.operator === null ? null : keyOfExample(caller.operator)
  const all = new Map<string, string[]>()
  const conflicted = new Set<string>()
  const isClose = (key: string) => key === operator || world.kinOf(key).some(({ related, kind }) => related === operator && CLOSE.includes(kind))
  for (const { who, role } of parties(situation)) {
    const party = keyOfExample(who)
    const close = operator !== null && isClose(party)
    all.set(party, [...(all.get(party) ?? []), `PARTY ${role}`])
    if (close) conflicted.add(party)
    for (const { related, kind } of namedKin(party, role, situation, world)) {
      all.set(related, [...(all.get(related) ?? []), `KIN ${kind} of ${role}`])
      if (close) conflicted.add(related)
    }
  }
  // An enrolment is about the people whose names are compared.
  if (situation.caller.kind !== 'ANONYMOUS' && statedCase(situation)?.kind === 'ENROLMENT' && caseFault(situation, facts) === null) {
    for (const key of claimed) all.set(key, [...(all.get(key) ?? []), 'CLAIMED'])
  }
  if (operator !== null && all.has(operator)) conflicted.add(operator)
  const standings = new Map([...all].filter(([subject]) => !conflicted.has(subject)))
  return { standings, conflicted }
}

function parties(situation: Situation) {
  return situation.caller.kind === 'ANONYMOUS' ? [] : (statedCase(situation)?.parties ?? [])
}

/** Kin of a party whom some grant for the matter means, in force or not; others stay strangers, and so do those who are sealed. */
function namedKin(party: string, role: string, situation: Situation, world: WorldFacts) {
  const { grants, purpose } = situation
  // An emergency and an instrument name whom they are about.
  if (['EMERGENCY', 'INSTRUMENT'].includes(situation.case.kind)) return []
  return world.kinOf(party).filter(({ related, kind }) =>
    !isSealed(party, situation) && !isSealed(related, situation) &&
    grants.filter((grant) => isForUs(grant, situation, world)).some(({ binding, matters }) =>
      binding.kind === 'KIN' && binding.of === role && binding.kin === kind && matters.includes(purpose?.matter ?? '')))
}

export const protectionOf = (subject: string, { protections }: Situation): Protection | undefined =>
  protections.find(({ who }) => keyOfExample(who) === subject)

/** Whether somebody must not exist for the caller: all but the subject and the agencies named. */
export function isSealed(subject: string, situation: Situation): boolean {
  const { caller } = situation
  const protection = protectionOf(subject, situation)
  if (protection?.grade !== 'SEALED') return false
  const self = caller.kind === 'SELF' || caller.kind === 'MANDATE'
  if (self && keyOfExample(caller.represents) === subject) return false
  return caller.kind === 'ANONYMOUS' || !protection.namesUs
}
