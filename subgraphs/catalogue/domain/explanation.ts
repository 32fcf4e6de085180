import type { AccessPlan, Disclosure } from '#platform/access'
import type { ShareClass } from '#platform/contract'
import type { Binding } from './binding.ts'

/** A question that nobody asks yet, and why it would be asked. */
export interface Explained {
  readonly operation: string
  readonly variables?: unknown
  readonly operationName?: string | null
  readonly purpose?: { readonly matter: string; readonly case?: string | null; readonly reason?: string | null } | null
}

/** As whom a question is simulated, and in which case; there need be no such case. */
export interface SimulatedCaller {
  readonly consumer: string
  readonly agency: string
  readonly matter?: string | null
  readonly agencyRoles?: readonly string[] | null
  /** What everybody whom the operation names is to the case. */
  readonly parties?: readonly string[] | null
  readonly division?: string | null
}

/** A question that somebody else might ask. */
export interface Simulated extends Omit<Explained, 'purpose'> {
  readonly as: SimulatedCaller
}

/**
 * Tells what would become of a question.
 *
 * @param plan of the question that asks this, so that nobody is told of the rights of others
 * @throws BAD_USER_INPUT and the other faults of a question, as the question itself would
 */
export type Explain = (plan: AccessPlan, explained: Explained) => Promise<AccessExplanation>

/**
 * Tells what would become of a question of somebody else, by what the catalogue knows.
 *
 * @param provider of whose items is told; `null` for all
 * @throws as {@link Explain}; NOT_FOUND where the system is not registered
 */
export type Simulate = (plan: AccessPlan, simulated: Simulated, provider: string | null) => Promise<AccessExplanation>

/** What only a router can tell. */
export interface Explaining {
  readonly explain: Explain
  readonly simulate: Simulate
}

/** What the hub would answer to an operation, and why. */
export interface AccessExplanation {
  readonly outcome: 'ANSWERED' | 'PARTIAL' | 'REFUSED'
  readonly items: readonly ItemAccess[]
  readonly refusals: readonly { readonly path: string; readonly coordinate: string; readonly refusal: RefusalReason }[]
  readonly drafts: readonly { readonly provider: string; readonly input: DraftInput; readonly notes: readonly AccessNote[] }[]
  readonly notes: readonly AccessNote[]
  readonly plan: readonly { readonly library: string; readonly fields: readonly string[] }[]
}

/** One item of an operation, and what the caller would get of it. */
export interface ItemAccess {
  readonly coordinate: string
  readonly title: string
  readonly resource: string
  /** Credit codes. */
  readonly providers: readonly string[]
  readonly shareClass: ShareClass | null
  readonly personal: boolean
  readonly use: 'READ' | 'SEARCH' | 'VERIFY'
  /** Response keys joined by dots. */
  readonly paths: readonly string[]
  readonly answered: boolean
  readonly behind: string | null
  readonly disclosure: Disclosure | null
  readonly masked: boolean
  readonly partly: boolean
  readonly basis: 'OPEN' | 'UNCONDITIONAL' | 'GRANT' | null
  /** As `id@version`. */
  readonly grants: readonly string[]
  readonly refusal: RefusalReason | null
  readonly byStanding: readonly { readonly standing: string; readonly disclosure: Disclosure | null; readonly refusal: RefusalReason | null }[]
  readonly slices: readonly { readonly item: string; readonly slice: string; readonly disclosure: Disclosure | null }[]
}

/** Why something is refused, in both languages. */
export interface RefusalReason {
  readonly reason: string
  readonly remedy: string
  readonly message: string
  readonly messageZh: string
  readonly apply: string | null
}

/** A word to whoever reads an explanation or a draft. */
export interface AccessNote {
  readonly message: string
  readonly messageZh: string
}

/** The input of `submitApplication`, as a draft fills it in. */
export interface DraftInput {
  readonly items: readonly { readonly item: string; readonly disclosure: Disclosure; readonly arguments: string | null }[]
  readonly matters: readonly string[]
  readonly agencyRoles: readonly string[]
  readonly binding: Binding
  readonly regions: readonly string[]
  readonly validFrom: string
  readonly validTo: string
  readonly legalBasis: string
  readonly scenario: string
}
