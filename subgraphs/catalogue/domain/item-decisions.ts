import type { Disclosure } from '#platform/access'
import { bestDisclosure } from '#platform/access'
import type { InputFault } from '#platform/errors'
import { hasMaskedForm, type Mask } from '#platform/masks'
import { type Check, fault, textFaults } from './application-faults.ts'

/** What the provider says of an item that it does not give as it was asked. */
export interface ItemDecision {
  readonly item: string
  readonly given?: Disclosure | null
  readonly reason: string
}

/** An item as it was asked, with the masked form that it has. */
export interface AskedItem {
  readonly item: string
  readonly disclosure: Disclosure
  readonly mask: Mask
}

/** What becomes of an item. */
export interface DecidedItem {
  readonly item: string
  readonly approved: boolean
  readonly given: Disclosure | null
  readonly reason: string | null
}

export const REASON_MAX = 500

/** Every fault of what is decided item by item: an item that was not asked, one named twice, more than was asked. */
export function decisionFaults(decisions: readonly ItemDecision[], asked: readonly AskedItem[]): InputFault[] {
  const named = decisions.map(({ item }) => item)
  return decisions.flatMap(({ item, given, reason }, at) => {
    const place = `input.items[${at}]`
    const one = asked.find((each) => each.item === item)
    const wrong = one === undefined ? 'UNKNOWN_ITEM' : named.indexOf(item) === at ? null : ('DUPLICATE' as const)
    const more = one === undefined || given === null || given === undefined ? null : moreThanAsked(one, given)
    return [
      ...(wrong === null ? [] : [fault(`${place}.item`, wrong)]),
      ...(more === null ? [] : [fault(`${place}.given`, more)]),
      ...textFaults(`${place}.reason`, reason, REASON_MAX),
    ]
  })
}

function moreThanAsked({ disclosure, mask }: AskedItem, given: Disclosure): Check | null {
  if (bestDisclosure(disclosure, given) !== disclosure) return 'MORE_THAN_ASKED'
  return given === 'MASKED' && !hasMaskedForm(mask) ? 'NO_MASKED_FORM' : null
}

/** What becomes of every item: as it was asked, unless something else is decided about it. */
export function decided(asked: readonly AskedItem[], decisions: readonly ItemDecision[]): DecidedItem[] {
  return asked.map(({ item, disclosure }) => {
    const decision = decisions.find((each) => each.item === item)
    if (decision === undefined) return { item, approved: true, given: disclosure, reason: null }
    const given = decision.given ?? null
    return { item, approved: given !== null, given, reason: decision.reason }
  })
}

/** What a decision comes to as a whole; `null` where nothing is given, which is a refusal. */
export function outcomeOf(asked: readonly AskedItem[], items: readonly DecidedItem[]): 'APPROVED' | 'PARTLY_APPROVED' | null {
  if (items.every(({ approved }) => !approved)) return null
  const whole = items.every(({ item, given }) => given === asked.find((each) => each.item === item)?.disclosure)
  return whole ? 'APPROVED' : 'PARTLY_APPROVED'
}
