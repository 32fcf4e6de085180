import type { GraphQLSchema } from 'graphql'
import { bestDisclosure, type Disclosure } from '#platform/access'
import type { ContractItem, ContractItems } from '#platform/contract'
import { caseBarrier, type Left, onlyReceives, rolesToday, underCase } from './case-rules.ts'
import type { Binding, Facts, Grant, GrantItem } from './facts.ts'
import { classIndexOf, type GrantIndex, type Granting, indexOf } from './grants.ts'
import { laterReason, type Reason } from './reasons.ts'
import { regionCovered } from './regions.ts'
import { leadsOn } from './uses.ts'

/** What a subject is to the purpose: `PARTY:APPLICANT`, `SELF`, `KIN:COUNTERPARTY:spouse`. `null`: nobody in particular. */
export type Standing = ReadonlySet<string> | null

/** What one item comes to for subjects of one standing. */
export interface Outcome {
  /** Item name (with its slice) → disclosure. Empty where everything is refused. */
  readonly granted: ReadonlyMap<string, Disclosure>
  /** Whether claims may be compared with it and records looked up by it: a grant of the masked form alone allows neither. */
  readonly comparable: boolean
  /** Why nothing, or nothing readable, was granted. */
  readonly reason: Reason
  readonly grants: readonly Grant[]
}

type Arguments = Readonly<Record<string, unknown>>

interface Tools {
  readonly schema: GraphQLSchema
  readonly items: ContractItems
}

/** Decides one item for subjects of one standing: the table «who needs what», then the grants. Pure. */
export function outcomeOf(stated: ContractItem, args: Arguments, standing: Standing, facts: Facts): Outcome {
  const item = facts.published.of(stated)
  const barrier = callerBarrier(item ?? { ...stated, open: false }, facts)
  if (barrier !== null) return refused(barrier)
  if (item === null) return refused('NOT_PUBLISHED')
  const purpose = purposeBarrier(item, facts)
  if (purpose !== null) return refused(purpose)
  if (isForEverybody(item)) {
    return { granted: new Map([[item.coordinate, 'CLEAR']]), comparable: true, reason: 'NO_GRANT', grants: [] }
  }
  return fromGrants(item, args, standing, facts)
}

/** Whether an item is for every registered caller, or open to all, whoever it is about. */
export function isForEverybody({ open, share, personal }: ContractItem): boolean {
  return open || (share === 'UNCONDITIONAL' && !personal)
}

/**
 * An item of a type that is for everybody, one that is open where there is one: whoever may read it may be told what of a row is no item.
 * An edge is none: what a row leads to is not what it says.
 */
export function itemForEverybody(type: string, tools: Tools, { published }: Pick<Facts, 'published'>): ContractItem | undefined {
  // Of a sliced type it depends on the row, and what is no item of it would tell its slice.
  const found = tools.items.ofType(type).flatMap((stated) => (stated.sliced || leadsOn(stated, tools) ? [] : (published.of(stated) ?? []))).filter(isForEverybody)
  return found.find(({ open }) => open) ?? found[0]
}

/** Nothing, for a reason. */
export function refused(reason: Reason): Outcome {
  return { granted: new Map(), comparable: false, reason, grants: [] }
}

/** What keeps a caller from changing anything, whatever it is; what it may change is for the library to say. */
export function actBarrier({ caller }: Facts): Reason | null {
  if (caller.consumer === '') return 'UNAUTHENTICATED'
  if (caller.fault !== null) return caller.fault
  return caller.zone === 'INTERNET' && caller.represented === null ? 'NETWORK_ZONE' : null
}

/** What is wrong with the caller as such, whatever its purpose. */
function callerBarrier(item: ContractItem, { caller }: Facts): Reason | null {
  if (caller.consumer === '') return item.open ? null : 'UNAUTHENTICATED'
  if (caller.fault !== null) return caller.fault
  if (caller.zone === 'INTERNET' && caller.represented === null && !item.open) return 'NETWORK_ZONE'
  if (item.personal && (caller.assurance === 'NONE' || caller.assurance === 'LOW')) return 'ASSURANCE_TOO_LOW'
  return null
}

/** What is wrong with the purpose. Items that every registered consumer may read need none. */
function purposeBarrier(item: ContractItem, facts: Facts): Reason | null {
  if (isForEverybody(item)) return null
  if (item.share === 'WITHHELD') {
    // The law gives access to the subject in person, not to whoever acts for it.
    if (!item.personal || facts.caller.represented?.mandateMatters !== null) return 'WITHHELD'
    return facts.purpose === null ? 'PURPOSE_REQUIRED' : null
  }
  if (facts.purpose === null) return 'PURPOSE_REQUIRED'
  if (!item.personal && facts.purpose.caseNo === null) return null
  return facts.purpose.caseNo === null ? 'PURPOSE_REQUIRED' : caseBarrier(facts)
}

function fromGrants(item: ContractItem, args: Arguments, standing: Standing, facts: Facts): Outcome {
  const granted = new Map<string, Disclosure>()
  const used = new Set<Grant>()
  const { usable, reason: before } = grantsFor(item, facts)
  let comparable = false
  let reason = before
  // What stops a grant that passed every check of its own says more than the checks that other grants failed.
  let stopped: Reason | null = null
  for (const { grant, given } of usable) {
    const refusal = partyRefusal(grant, facts, standing)
    if (refusal !== null) {
      reason = laterReason(reason, refusal)
      continue
    }
    const left = leftOf(item, grant, given, args, facts)
    if (left.reason !== null) stopped = laterReason(stopped, left.reason)
    if (left.disclosure === null || (standing === null && item.personal && left.disclosure !== 'VERIFY')) continue
    if (facts.exhausted.has(grant.id)) {
      stopped = laterReason(stopped, 'QUOTA_EXHAUSTED')
      continue
    }
    granted.set(given.item, bestDisclosure(granted.get(given.item), left.disclosure) as Disclosure)
    comparable ||= given.disclosure !== 'MASKED'
    used.add(grant)
  }
  const readable = [...granted.values()].some((disclosure) => disclosure !== 'VERIFY')
  const why = !readable && granted.size > 0 ? (stopped ?? 'VERIFY_ONLY') : (stopped ?? reason ?? missing(item))
  return { granted, comparable, reason: why, grants: [...used] }
}

/** Grants of an item that are good for the matter today, and the last check that the others failed. */
interface Usable {
  readonly usable: readonly Granting[]
  readonly reason: Reason | null
}

function grantsFor(item: ContractItem, facts: Facts): Usable {
  const own = usableOf(indexOf(facts.grants), item, facts)
  const ofClass = classIndexOf(facts)
  if (ofClass === null) return own
  const shared = usableOf(ofClass, item, facts)
  const reason = shared.reason === null ? own.reason : laterReason(own.reason, shared.reason)
  return { usable: [...own.usable, ...shared.usable], reason }
}

function usableOf(index: GrantIndex, item: ContractItem, facts: Facts): Usable {
  const { purpose, matter, published, today } = facts
  return index.once(published, `${item.coordinate} ${purpose?.matter ?? ''} ${matter?.inUse === true} ${today}`, () => {
    const usable: Granting[] = []
    let reason: Reason | null = null
    for (const granting of index.of(item.coordinate)) {
      const refusal = publicationRefusal(item, granting.given, facts) ?? matterRefusal(granting.grant, facts)
      if (refusal === null) usable.push(granting)
      else reason = laterReason(reason, refusal)
    }
    return { usable, reason }
  })
}

// A withheld item has no grant to apply for, so its refusal names the class and not the missing grant.
function missing(item: ContractItem): Reason {
  return item.share === 'WITHHELD' ? 'WITHHELD' : 'NO_GRANT'
}

// Slices are published and classed one by one, so theirs is looked at with each grant.
function publicationRefusal(item: ContractItem, given: GrantItem, { published }: Facts): Reason | null {
  if (!item.sliced) return null
  const share = published.inSlice(given.item)
  return share === null ? 'NOT_PUBLISHED' : share === 'WITHHELD' && item.share !== 'WITHHELD' ? 'WITHHELD' : null
}

/** The first check that a grant fails in its dates and its matters, in the order of the reasons. */
function matterRefusal(grant: Grant, { purpose, matter, today }: Facts): Reason | null {
  if (grant.validFrom > today) return 'GRANT_NOT_YET_VALID'
  if (grant.validTo < today) return 'GRANT_EXPIRED'
  if (grant.revoked) return 'GRANT_REVOKED'
  // A matter that is not in use any more is nobody's duty, whatever still names it.
  if (purpose === null || matter?.inUse !== true) return 'MATTER_NOT_COVERED'
  return grant.matters.includes(grant.consumerClass === null ? purpose.matter : matter.basicCode) ? null : 'MATTER_NOT_COVERED'
}

/** The first check that a grant fails in who asks, about whom and where, in the order of the reasons. */
function partyRefusal(grant: Grant, facts: Facts, standing: Standing): Reason | null {
  const { caller, caseFacts, purpose } = facts
  const mandate = caller.represented?.mandateMatters ?? null
  if (mandate !== null && !mandate.includes(purpose?.matter ?? '')) return 'MATTER_NOT_COVERED'
  if (caller.represented === null && caseFacts !== null && !onlyReceives(grant, facts) && !rolesToday(caseFacts).some((role) => grant.agencyRoles.includes(role))) {
    return 'AGENCY_ROLE_NOT_COVERED'
  }
  // Whoever acts from the Internet is given what is theirs; what is shared about everybody alike stays in the government's network.
  const atLarge = caller.zone === 'INTERNET' && standing === null
  if (atLarge || !reaches(grant.binding, standing)) return 'PARTY_ROLE_NOT_COVERED'
  return regionCovered(grant.regions, facts) || facts.regionOverride !== null ? null : 'REGION_NOT_COVERED'
}

function reaches(binding: Binding, standing: Standing): boolean {
  if (binding.kind === 'ANY') return true
  if (standing === null) return false
  if (binding.kind === 'SELF') return standing.has('SELF')
  if (binding.kind === 'KIN') return standing.has(`KIN:${binding.of}:${binding.kin}`)
  return binding.roles.some((role) => standing.has(`PARTY:${role}`))
}

/** Stands in a grant's list of argument values for every value, where a provider means that. */
const ANY_VALUE = '*'

// A grant of a derived item lists the arguments it allows: asked at every age, `ageAtLeast` would tell the birth date.
// An argument without a list is therefore refused and not let through.
function argumentRefusal(item: ContractItem, given: GrantItem, args: Arguments): Reason | null {
  const listed = given.arguments ?? {}
  const asked = item.derived ? Object.keys(args) : []
  const allowed = (name: string) => (listed[name] ?? []).some((value) => value === args[name] || value === ANY_VALUE)
  return [...asked, ...Object.keys(listed)].every(allowed) ? null : 'NO_GRANT'
}

function leftOf(item: ContractItem, grant: Grant, given: GrantItem, args: Arguments, facts: Facts): Left {
  const refusal = argumentRefusal(item, given, args)
  return refusal === null ? underCase(item, given.disclosure, grant, facts) : { disclosure: null, reason: refusal }
}
