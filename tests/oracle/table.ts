import { caseFault, isSelf } from './case.ts'
import type { Item } from './contract.ts'
import type { WorldFacts } from './facts.ts'
import { type Around, type Cell, fromGrants } from './grants.ts'
import { keyOfExample } from './people.ts'
import type { Reason } from './reasons.ts'
import type { Situation } from './situation.ts'

const refusal = (reason: Reason): Cell => ({ given: {}, comparable: false, reason, grants: [] })

/** The table «who needs what»: one item, asked with some arguments, for one subject; `null` for rows about nobody. */
export function cell(item: Item, args: Readonly<Record<string, unknown>>, subject: string | null, situation: Situation, around: Around): Cell {
  const open = unprotected(item, args, subject, situation, around)
  // What protection takes away is told as such; where nothing was to be had anyway, nobody learns of the protection.
  const taken = subject !== null && Object.keys(open.given).length > 0 && isClosedByProtection(item, subject, situation)
  return taken ? refusal('WITHHELD') : open
}

function unprotected(item: Item, args: Readonly<Record<string, unknown>>, subject: string | null, situation: Situation, around: Around): Cell {
  const { world } = around
  const published = item.sliced || !world.withdrawn(item.resource)
  const open = item.open && published
  const caller = callerFault(item, open, situation)
  if (caller !== null) return refusal(caller)
  if (!published) return refusal('NOT_PUBLISHED')
  if (open || (item.share === 'UNCONDITIONAL' && !item.personal)) return { given: { [item.coordinate]: 'CLEAR' }, comparable: true, reason: 'NO_GRANT', grants: [] }
  const purpose = purposeFault(item, situation, world)
  if (purpose !== null) return refusal(purpose)
  return fromGrants(item, args, subject, situation, around)
}


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

function purposeFault(item: Item, situation: Situation, world: WorldFacts): Reason | null {
  const { purpose, caller } = situation
  // The law gives the subject in person access to what is withheld from everybody else: a matter, no case.
  if (item.share === 'WITHHELD' && !(item.personal && caller.kind === 'SELF')) return 'WITHHELD'
  if (purpose === null) return 'PURPOSE_REQUIRED'
  if (item.share === 'WITHHELD') return null
  if (purpose.case === null) return item.personal ? 'PURPOSE_REQUIRED' : null
  return caseFault(situation, world)
}

