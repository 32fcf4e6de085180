import { type Item } from './contract.ts'
import { statedCase, TODAY, type WorldFacts } from './facts.ts'
import { leavesForm } from './masks.ts'
import { type Standings } from './standing.ts'
import { keyOfExample } from './people.ts'
import type { Disclosure, Grant, GrantItem, Situation } from './situation.ts'

/** The reasons of design §4, in the order in which they are decided. */
export const ORDER = [
  'UNAUTHENTICATED', 'CONSUMER_SUSPENDED', 'AGENCY_NOT_SERVED', 'NETWORK_ZONE', 'ASSURANCE_TOO_LOW', 'NOT_PUBLISHED', 'WITHHELD',
  'PURPOSE_REQUIRED', 'CASE_NOT_YOURS', 'CASE_CLOSED', 'CASE_MATTER_MISMATCH', 'CASE_UNPROVEN', 'NO_GRANT', 'GRANT_NOT_YET_VALID',
  'GRANT_EXPIRED', 'GRANT_REVOKED', 'MATTER_NOT_COVERED', 'AGENCY_ROLE_NOT_COVERED', 'PARTY_ROLE_NOT_COVERED', 'REGION_NOT_COVERED',
  'VERIFY_ONLY', 'QUOTA_EXHAUSTED', 'SUBJECT_NOT_PARTY', 'OPERATOR_IS_SUBJECT',
] as const
export type Reason = (typeof ORDER)[number]

export const last = (reasons: readonly Reason[]): Reason | undefined =>
  reasons.toSorted((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b)).at(-1)

/** What comes of one item for one subject, or for rows about nobody in particular. */
export interface Cell {
  /** Disclosure by item, a slice being part of its name; nothing where all is refused. */
  readonly given: Readonly<Record<string, Disclosure>>
  /** Whether a claim may be compared with it, or a record looked up by it. */
  readonly comparable: boolean
  readonly reason: Reason
}

const refusal = (reason: Reason): Cell => ({ given: {}, comparable: false, reason })

/** The table «who needs what»: one item, asked with some arguments, for one subject; `null` for rows about nobody. */
export function cell(item: Item, args: Readonly<Record<string, unknown>>, subject: string | null, situation: Situation, standings: Standings, world: WorldFacts): Cell {
  const open = unprotected(item, args, subject, situation, standings, world)
  // What protection takes away is told as such; where nothing was to be had anyway, nobody learns of the protection.
  const taken = subject !== null && Object.keys(open.given).length > 0 && isClosedByProtection(item, subject, situation)
  return taken ? refusal('WITHHELD') : open
}

function unprotected(item: Item, args: Readonly<Record<string, unknown>>, subject: string | null, situation: Situation, standings: Standings, world: WorldFacts): Cell {
  const published = item.sliced || !world.withdrawn(item.resource)
  const open = item.open && published
  const caller = callerFault(item, open, situation)
  if (caller !== null) return refusal(caller)
  if (!published) return refusal('NOT_PUBLISHED')
  if (open || (item.share === 'UNCONDITIONAL' && !item.personal)) return { given: { [item.coordinate]: 'CLEAR' }, comparable: true, reason: 'NO_GRANT' }
  const purpose = purposeFault(item, situation)
  if (purpose !== null) return refusal(purpose)
  return fromGrants(item, args, subject, situation, standings, world)
}

const isSelf = ({ caller }: Situation) => caller.kind === 'SELF' || caller.kind === 'MANDATE'

function isClosedByProtection(item: Item, subject: string, situation: Situation): boolean {
  const { caller, protections } = situation
  if (isSelf(situation) && keyOfExample(caller.represents) === subject) return false
  const protection = protections.find(({ who }) => keyOfExample(who) === subject)
  if (protection === undefined) return false
  if (protection.grade === 'RESTRICTED') return item.restricted
  return protection.grade === 'FACT' && protection.items.includes(item.coordinate)
}

function callerFault(item: Item, open: boolean, situation: Situation): Reason | null {
  const { caller } = situation
  if (caller.kind === 'ANONYMOUS') return open ? null : 'UNAUTHENTICATED'
  if (caller.registration === 'OTHER_AGENCY') return 'AGENCY_NOT_SERVED'
  if (caller.registration !== 'ACTIVE') return 'CONSUMER_SUSPENDED'
  if (caller.zone === 'INTERNET' && !isSelf(situation) && !open) return 'NETWORK_ZONE'
  if (item.personal && !['MEDIUM', 'HIGH'].includes(caller.assurance)) return 'ASSURANCE_TOO_LOW'
  return null
}

function purposeFault(item: Item, situation: Situation): Reason | null {
  const { purpose, caller } = situation
  // The law gives the subject in person access to what is withheld from everybody else: a matter, no case.
  if (item.share === 'WITHHELD' && !(item.personal && caller.kind === 'SELF')) return 'WITHHELD'
  if (purpose === null) return 'PURPOSE_REQUIRED'
  if (item.share === 'WITHHELD') return null
  if (purpose.case === null) return item.personal ? 'PURPOSE_REQUIRED' : null
  return caseFault(situation)
}

function caseFault(situation: Situation): Reason | null {
  const own = statedCase(situation)
  if (own === null) return 'CASE_NOT_YOURS'
  const isOurs = isSelf(situation)
    ? own.parties.some(({ who }) => who === situation.caller.represents)
    : own.roles.length > 0 && own.kind !== 'DRAFT'
  if (!isOurs) return 'CASE_NOT_YOURS'
  const isOpen = own.state === '92' ? own.handedOverBy === 'them' : ['10', '11', '20', '30', '31', '40', '41'].includes(own.state)
  if (!isOpen) return 'CASE_CLOSED'
  return own.matter === situation.purpose?.matter ? null : 'CASE_MATTER_MISMATCH'
}

function fromGrants(item: Item, args: Readonly<Record<string, unknown>>, subject: string | null, situation: Situation, standings: Standings, world: WorldFacts): Cell {
  const given: Record<string, Disclosure> = {}
  let comparable = false
  const failed: Reason[] = []
  /** Of grants that pass every check of their own: what the arguments, the kind of the case or its evidence take away. */
  const stopped: Reason[] = []
  for (const grant of situation.grants) {
    for (const part of grant.items.filter((each) => each.item.split('@')[0] === item.coordinate)) {
      const fault = grantFault(item, grant, part, subject, situation, standings, world)
      if (fault !== null) {
        failed.push(fault)
        continue
      }
      const { left, stop } = leftOf(item, part, args, situation)
      if (stop !== null) stopped.push(stop)
      // Nobody in particular: what is personal may then be compared and no more.
      if (left === null || (subject === null && item.personal && left !== 'VERIFY')) continue
      given[part.item] = better(given[part.item], left)
      if (part.disclosure !== 'MASKED') comparable = true
    }
  }
  const onlyCompared = Object.values(given).length > 0 && Object.values(given).every((each) => each === 'VERIFY')
  const reason = last(stopped) ?? (onlyCompared ? 'VERIFY_ONLY' : last(failed)) ?? (item.share === 'WITHHELD' ? 'WITHHELD' : 'NO_GRANT')
  return { given, comparable, reason }
}

const RANK = { VERIFY: 1, MASKED: 2, CLEAR: 3 }
export const better = (a: Disclosure | undefined, b: Disclosure): Disclosure => (a !== undefined && RANK[a] > RANK[b] ? a : b)

/** The first of the checks, in the order of the reasons, that a grant does not pass. */
function grantFault(item: Item, grant: Grant, part: GrantItem, subject: string | null, situation: Situation, standings: Standings, world: WorldFacts): Reason | null {
  const { caller, purpose } = situation
  const matter = purpose?.matter ?? ''
  const own = statedCase(situation)
  if (item.sliced && world.withdrawn(sliceOf(part.item))) return 'NOT_PUBLISHED'
  if (TODAY < grant.validFrom) return 'GRANT_NOT_YET_VALID'
  if (TODAY > grant.validTo) return 'GRANT_EXPIRED'
  if (grant.revoked) return 'GRANT_REVOKED'
  if (!grant.matters.includes(matter)) return 'MATTER_NOT_COVERED'
  if (caller.kind === 'MANDATE' && !caller.mandate.includes(matter)) return 'MATTER_NOT_COVERED'
  if (!isSelf(situation) && own !== null && !own.roles.some((role) => grant.agencyRoles.includes(role))) return 'AGENCY_ROLE_NOT_COVERED'
  if (!reaches(grant, subject, standings)) return 'PARTY_ROLE_NOT_COVERED'
  if (grant.regions.length === 0) return null
  const here = own !== null && grant.regions.some((region) => covers(region, own.division, world.handledAcross(matter)))
  return here ? null : 'REGION_NOT_COVERED'
}

export const sliceOf = (item: string): string => /@([^.]*)/.exec(item)?.[1] ?? ''

function reaches({ binding }: Grant, subject: string | null, standings: Standings): boolean {
  if (binding.kind === 'ANY') return true
  const own = subject === null ? [] : (standings.get(subject) ?? [])
  switch (binding.kind) {
    case 'SELF': return own.includes('SELF')
    case 'CASE_PARTY': return binding.roles.some((role) => own.includes(`PARTY ${role}`))
    case 'KIN': return own.includes(`KIN ${binding.kin} of ${binding.of}`)
  }
}

/** Whether a region holds a division, digits compared at the region's own level; 通办范围 widens it. */
function covers(region: string, division: string, across: string | null): boolean {
  const digits = /^(\d\d)0{10}$/.test(region) ? 2 : /^(\d{4})0{8}$/.test(region) ? 4 : /^(\d{6})0{6}$/.test(region) ? 6 : /^(\d{9})000$/.test(region) ? 9 : 12
  const widened = across === '跨县' ? 4 : across === '跨市' ? 2 : across === null ? digits : 0
  const compared = Math.min(digits, widened)
  return region.slice(0, compared) === division.slice(0, compared)
}

/** What the arguments of a derived item, the kind of the case and its evidence leave of a grant's item. */
function leftOf(item: Item, part: GrantItem, args: Readonly<Record<string, unknown>>, situation: Situation): { left: Disclosure | null; stop: Reason | null } {
  if (!argumentsAllowed(item, part, args)) return { left: null, stop: 'NO_GRANT' }
  const own = statedCase(situation)
  const { disclosure } = part
  if (!item.personal || own === null || disclosure === 'VERIFY') return { left: disclosure, stop: null }
  // A masked form cannot be compared, nor can a slice be found by it, nor is there anything to compare of a conclusion.
  const compared = disclosure === 'MASKED' || item.sliced || item.derived ? null : ('VERIFY' as const)
  if (own.kind === 'ENROLMENT') return { left: compared, stop: 'VERIFY_ONLY' }
  if (own.kind === 'ROSTER' && !item.derived) return { left: compared, stop: 'VERIFY_ONLY' }
  if (own.proven || disclosure === 'MASKED') return { left: disclosure, stop: null }
  return leavesForm(item.mask) ? { left: 'MASKED', stop: null } : { left: compared, stop: 'CASE_UNPROVEN' }
}

/** A grant of a derived item lists the arguments that it may be asked with, `*` for any. */
function argumentsAllowed(item: Item, part: GrantItem, args: Readonly<Record<string, unknown>>): boolean {
  const listed = part.arguments ?? {}
  const names = new Set([...Object.keys(listed), ...(item.derived ? Object.keys(args) : [])])
  return [...names].every((name) => {
    const values = listed[name] ?? []
    return values.includes('*') || values.includes(args[name])
  })
}
