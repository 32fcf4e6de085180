/** Whom or what a situation names is an example of the seeds: `old-man`, `startup`. */
export type Who = string

export type Disclosure = 'CLEAR' | 'MASKED' | 'VERIFY'

export type Binding =
  | { readonly kind: 'CASE_PARTY'; readonly roles: readonly string[] }
  | { readonly kind: 'KIN'; readonly of: string; readonly kin: 'spouse' | 'minorChild' | 'household' }
  | { readonly kind: 'SELF' }
  | { readonly kind: 'ANY' }

export interface GrantItem {
  /** An item with its slice: `Licence.name@<type>`. */
  readonly item: string
  readonly disclosure: Disclosure
  readonly arguments: Readonly<Record<string, readonly unknown[]>> | null
}

export interface Grant {
  /** Region of the class that it is for: every agency there that implements the matter; `null` where it is for this agency. */
  readonly toClass: string | null
  /** How many people it may release in a day. */
  readonly quota: 'PLENTY' | 'USED_UP' | null
  readonly items: readonly GrantItem[]
  readonly matters: readonly string[]
  readonly agencyRoles: readonly string[]
  readonly binding: Binding
  readonly regions: readonly string[]
  readonly validFrom: string
  readonly validTo: string
  readonly revoked: boolean
}

export interface Case {
  readonly kind: string
  readonly state: string
  /** For state 92: whether this agency handed it over, or another did. */
  readonly handedOverBy: 'us' | 'them'
  readonly matter: string
  readonly roles: readonly string[]
  readonly division: string
  readonly proven: boolean
  /** Whether a step of this agency is named where it joins in. */
  readonly step: boolean
  /** When it was decided, for states that come of a decision. */
  readonly decidedOn: string | null
  /** Of an emergency or an instrument: whether the second of two people has confirmed it. */
  readonly confirmed: boolean
  readonly expires: 'OVER' | 'LATER' | null
  readonly parties: readonly { readonly who: Who; readonly role: string }[]
}

export interface Caller {
  readonly kind: 'DEPARTMENT' | 'SELF' | 'MANDATE' | 'ANONYMOUS'
  readonly registration: 'ACTIVE' | 'SUSPENDED' | 'UNKNOWN' | 'OTHER_AGENCY'
  readonly zone: 'GOVERNMENT' | 'INTERNET'
  readonly assurance: 'NONE' | 'LOW' | 'MEDIUM' | 'HIGH'
  /** Who works the system, where the identity provider tells it. */
  readonly operator: Who | null
  /** Whom the caller acts for, if not for an agency. */
  readonly represents: Who
  readonly mandate: readonly string[]
}

export interface Protection {
  readonly who: Who
  readonly grade: 'SEALED' | 'RESTRICTED' | 'FACT'
  /** Whether this agency is named among those that may know. */
  readonly namesUs: boolean
  readonly items: readonly string[]
}

/** Everything that who may read what depends on, but for the world itself. */
export interface Situation {
  readonly caller: Caller
  /** `case`: the situation's own, or one that nobody has. */
  readonly purpose: { readonly matter: string; readonly case: 'own' | 'nowhere' | null } | null
  readonly case: Case
  /** Whether this agency is the one that implements the matter. */
  readonly implements: boolean
  /** Leave of the sharing authority to go beyond regions in the case. */
  readonly override: 'NOW' | 'OVER' | null
  readonly grants: readonly Grant[]
  readonly protections: readonly Protection[]
}
