import { covers, isForUs, isOpen, isSelf, rolesNow } from './case.ts'
import type { Item } from './contract.ts'
import { statedCase, TODAY, type WorldFacts } from './facts.ts'
import { leavesForm } from './masks.ts'
import { better, last, type Reason } from './reasons.ts'
import type { Case, Disclosure, Grant, GrantItem, Situation } from './situation.ts'
import { isSealed, protectionOf, type Standings } from './standing.ts'

/** What comes of one item for one subject, or for rows about nobody in particular. */
export interface Cell {
  /** Disclosure by item, a slice being part of its name; nothing where all is refused. */
  readonly given: Readonly<Record<string, Disclosure>>
  /** Whether a claim may be compared with it, or a record looked up by it. */
  readonly comparable: boolean
  readonly reason: Reason
  /** The grants that give it. */
  readonly grants: readonly Grant[]
}

/** What a cell depends on beside the situation. */
export interface Around {
  readonly world: WorldFacts
  readonly standings: Standings
  /** Grants whose quota is used up. */
  readonly usedUp: ReadonlySet<Grant>
}

/** What the grants of a situation give of an item to a subject. */
export function fromGrants(item: Item, args: Readonly<Record<string, unknown>>, subject: string | null, situation: Situation, around: Around): Cell {
  const given: Record<string, Disclosure> = {}
  const grants: Grant[] = []
  let comparable = false
  const failed: Reason[] = []
  /** Of grants that pass every check of their own: what arguments, the case and the quota take away. */
  const stopped: Reason[] = []
  for (const grant of situation.grants.filter((each) => isForUs(each, situation, around.world))) {
    for (const part of grant.items.filter((each) => each.item.split('@')[0] === item.coordinate)) {
      const fault = grantFault(item, grant, part, subject, situation, around)
      if (fault !== null) {
        failed.push(fault)
        continue
      }
      const { left, stop } = leftOf(item, grant, part, args, situation)
      if (stop !== null) stopped.push(stop)
      // Nobody in particular: what is personal may then be compared and no more.
      if (left === null || (subject === null && item.personal && left !== 'VERIFY')) continue
      if (around.usedUp.has(grant)) {
        stopped.push('QUOTA_EXHAUSTED')
        continue
      }
      given[part.item] = better(given[part.item], left)
      grants.push(grant)
      if (part.disclosure !== 'MASKED') comparable = true
    }
  }
  const onlyCompared = Object.values(given).length > 0 && Object.values(given).every((each) => each === 'VERIFY')
  const reason = last(stopped) ?? (onlyCompared ? 'VERIFY_ONLY' : last(failed)) ?? (item.share === 'WITHHELD' ? 'WITHHELD' : 'NO_GRANT')
  return { given, comparable, reason, grants }
}

export const sliceOf = (item: string): string => /@([^.]*)/.exec(item)?.[1] ?? ''


/** The first of the checks, in the order of the reasons, that a grant does not pass. */
function grantFault(item: Item, grant: Grant, part: GrantItem, subject: string | null, situation: Situation, { world, standings }: Around): Reason | null {
  const { caller, purpose } = situation
  const matter = purpose?.matter ?? ''
  const own = statedCase(situation)
  if (item.sliced && world.withdrawn(sliceOf(part.item))) return 'NOT_PUBLISHED'
  if (TODAY < grant.validFrom) return 'GRANT_NOT_YET_VALID'
  if (TODAY > grant.validTo) return 'GRANT_EXPIRED'
  if (grant.revoked) return 'GRANT_REVOKED'
  if (!grant.matters.includes(matter) || !world.inUse(matter)) return 'MATTER_NOT_COVERED'
  if (caller.kind === 'MANDATE' && !caller.mandate.includes(matter)) return 'MATTER_NOT_COVERED'
  if (!isSelf(situation) && own !== null && !hasRole(own, grant) && !onlyReceives(own, grant)) return 'AGENCY_ROLE_NOT_COVERED'
  // From the Internet is given what is one's own, and nothing about everybody.
  if (caller.zone === 'INTERNET' && subject === null) return 'PARTY_ROLE_NOT_COVERED'
  if (!reaches(grant, subject, standings)) return 'PARTY_ROLE_NOT_COVERED'
  if (grant.regions.length === 0) return null
  const here = own !== null && grant.regions.some((region) => covers(region, own.division, world.handledAcross(matter)))
  return here || isLifted(item, subject, situation) ? null : 'REGION_NOT_COVERED'
}

const hasRole = (own: Case, { agencyRoles }: Grant) => rolesNow(own).some((role) => agencyRoles.includes(role))

/** Whoever received the papers for others may compare what their grants give. */
const onlyReceives = (own: Case, grant: Grant) => rolesNow(own).includes('RECEIVING') && !hasRole(own, grant)

/** Whether leave to go beyond regions helps: never for protected persons, nor for people at large. A sealed one reads like nobody. */
function isLifted(item: Item, subject: string | null, situation: Situation): boolean {
  if (situation.override !== 'NOW' || situation.purpose?.case !== 'own') return false
  if (subject === null) return !item.personal
  return protectionOf(subject, situation) === undefined || isSealed(subject, situation)
}

function reaches({ binding }: Grant, subject: string | null, standings: Standings): boolean {
  if (binding.kind === 'ANY') return true
  const own = subject === null ? [] : (standings.get(subject) ?? [])
  switch (binding.kind) {
    case 'SELF': return own.includes('SELF')
    case 'CASE_PARTY': return binding.roles.some((role) => own.includes(`PARTY ${role}`))
    case 'KIN': return own.includes(`KIN ${binding.kin} of ${binding.of}`)
  }
}

interface Left {
  readonly left: Disclosure | null
  readonly stop: Reason | null
}

/** How far the papers of a case are, which whoever received them may know. */
const PAPERS = ['Case.materials', 'CaseMaterial.materialCode', 'CaseMaterial.name', 'CaseMaterial.received', 'CaseMaterial.receivedAt']

/** What the arguments of a derived item, the agency's part in the case, its kind, its state and its evidence leave of a grant's item. */
function leftOf(item: Item, grant: Grant, part: GrantItem, args: Readonly<Record<string, unknown>>, situation: Situation): Left {
  if (!argumentsAllowed(item, part, args)) return { left: null, stop: 'NO_GRANT' }
  const own = statedCase(situation)
  const { disclosure } = part
  if (own === null) return { left: disclosure, stop: null }
  let left: Disclosure | null = disclosure
  let stop: Reason | null = null
  const compareOnly = (reason: Reason) => {
    if (left === 'VERIFY') return
    // A masked form cannot be compared, nor can a slice be found by it, nor is there anything to compare of a conclusion.
    left = left === 'MASKED' || item.sliced || item.derived ? null : 'VERIFY'
    stop = reason
  }
  if (!isSelf(situation) && onlyReceives(own, grant) && !PAPERS.includes(item.coordinate)) compareOnly('VERIFY_ONLY')
  if (left === null) return { left, stop }
  if (!isOpen(own)) {
    // What was stopped before is told no more, unless nothing is left to say.
    stop = null
    compareOnly('CASE_CLOSED')
    return { left, stop }
  }
  if (!item.personal) return { left, stop }
  if (own.kind === 'ENROLMENT') {
    if (!['Person.citizenId', 'Person.name'].includes(item.coordinate)) return { left: null, stop: 'VERIFY_ONLY' }
    compareOnly('VERIFY_ONLY')
  }
  if (own.kind === 'ROSTER' && !item.derived) compareOnly('VERIFY_ONLY')
  if (left !== 'CLEAR' || own.proven) return { left, stop }
  if (leavesForm(item.mask)) return { left: 'MASKED', stop: null }
  compareOnly('CASE_UNPROVEN')
  return { left, stop }
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
