import type { Disclosure } from '#platform/access'
import type { Binding } from './binding.ts'

/** What an agency applies for, as the contract takes it. */
export interface ApplicationInput {
  readonly items: readonly ItemInput[]
  readonly matters: readonly string[]
  readonly consumerClass?: { readonly basicCode: string; readonly region: string } | null
  readonly agencyRoles: readonly string[]
  readonly binding: BindingInput
  readonly regions: readonly string[]
  readonly quotaPerDay?: number | null
  readonly validFrom: string
  readonly validTo: string
  readonly legalBasis: string
  readonly scenario: string
  readonly clientMutationId?: string | null
}

export interface ItemInput {
  readonly item: string
  readonly disclosure: Disclosure
  /** JSON: name of an argument → list of values. */
  readonly arguments?: string | null
}

interface BindingInput {
  readonly kind: string
  readonly roles?: readonly string[] | null
  readonly of?: string | null
  readonly kin?: string | null
}

/** Roles of parties in a case. */
export const PARTY_ROLES: readonly string[] = [
  'APPLICANT', 'CO_APPLICANT', 'COUNTERPARTY', 'AGENT', 'GUARDIAN', 'LEGAL_REP', 'MEMBER', 'RIGHT_HOLDER', 'RESPONDENT',
]
const KINDS_OF_KIN: readonly string[] = ['spouse', 'minorChild', 'household']

/** The binding that an input states; `null` where it states none, or members of another one. */
export function bindingFrom({ kind, roles, of, kin }: BindingInput): Binding | null {
  const noRoles = (roles ?? []).length === 0
  const noKin = (of ?? null) === null && (kin ?? null) === null
  if (kind === 'CASE_PARTY') {
    const fits = !noRoles && noKin && (roles ?? []).every((role, at) => PARTY_ROLES.includes(role) && roles?.indexOf(role) === at)
    return fits ? { kind, roles: [...(roles ?? [])] } : null
  }
  if (kind === 'KIN') {
    const fits = noRoles && PARTY_ROLES.includes(of ?? '') && KINDS_OF_KIN.includes(kin ?? '')
    return fits ? ({ kind, of, kin } as Binding) : null
  }
  return (kind === 'SELF' || kind === 'ANY') && noRoles && noKin ? { kind } : null
}

/** The name of an item, taken apart. */
export type ItemName =
  | { readonly coordinate: string; readonly slice: string; readonly face: string | null }
  | { readonly resource: string; readonly item: string }

const COORDINATE = /^([A-Za-z]\w*\.[A-Za-z]\w*)(?:@([0-9A-Z]{1,40})(?:\.([A-Za-z]\w{0,60}))?)?$/

/** Takes the name of an item apart; `null` where it is none. */
export function itemName(text: string): ItemName | null {
  const hash = text.indexOf('#')
  if (hash !== -1) return { resource: text.slice(0, hash), item: text.slice(hash + 1) }
  const [, coordinate, slice = '', face = null] = COORDINATE.exec(text) ?? []
  return coordinate === undefined ? null : { coordinate, slice, face }
}
