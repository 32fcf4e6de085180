import type { Disclosure, NamedMatter } from '#platform/access'
import type { ContractItem, ShareClass } from '#platform/contract'

/** Who asks: the outcome of authentication, checked against the catalogue on every request. */
export interface Caller {
  readonly consumer: string
  readonly agency: string
  /** Pseudonym of the operator, or `UNATTENDED`. */
  readonly operator: string
  /** Key of the operator where the identity provider tells who it is. */
  readonly operatorKey: string | null
  /** The person or organisation acting through a portal; `null` for departments. */
  readonly represented: Represented | null
  readonly zone: 'GOVERNMENT' | 'INTERNET'
  readonly assurance: Assurance
  readonly personas: readonly string[]
  /** A fault of the caller as a whole, found in the catalogue. */
  readonly fault: 'CONSUMER_SUSPENDED' | 'AGENCY_NOT_SERVED' | null
}

export type Assurance = 'NONE' | 'LOW' | 'MEDIUM' | 'HIGH'

export interface Represented {
  readonly subject: string
  /** Matters a mandate covers; `null` where the subject acts in person. */
  readonly mandateMatters: readonly string[] | null
}

/** Why they ask, from the `Sharing-Purpose` header. */
export interface Purpose {
  readonly matter: string
  readonly caseNo: string | null
  readonly reason: string | null
}

/** What the cases library says of the purpose's case, from the point of view of the asking agency. */
export interface CaseFacts {
  readonly kind: string
  /** Code of the state, as `30`. */
  readonly state: string
  readonly open: boolean
  readonly matterCode: string
  readonly agencyRoles: readonly string[]
  /** The step that the agency answers for as a joint one. */
  readonly step: string | null
  readonly handlingDivision: string
  /** Where an emergency lies, 12 digits; `null` for the other kinds. */
  readonly region: string | null
  /** Confidential category of an instrument; `null` for the other kinds. */
  readonly category: string | null
  /** When it was decided, an instant; `null` until then. */
  readonly decidedAt: string | null
  /** From when on it is closed whatever its state; `null` where nothing but its state ends it. */
  readonly expiresAt: string | null
  readonly proven: boolean
  /** Whoever counts today. Of a roster, those whom the question names and who stand on it, each in the role that the roster is about. */
  /** Whoever counts today. Of a roster, those whom the question names and who stand on it, as `MEMBER`. */
  readonly parties: readonly CaseParty[]
}

/** What a change that is made under a case needs to know of it besides. */
export interface CaseTerms {
  /** Name of the agency that asks; where somebody acts through a portal, of the one that implements the matter. */
  readonly agencyName: string | null
  /** Last day for the decision, `YYYY-MM-DD`; `null` where nothing was promised. */
  readonly dueOn: string | null
}

export interface CaseParty {
  readonly subject: string
  readonly role: string
  /** When it was added through the hub, an instant; `null` for one that came in a load. */
  readonly addedAt?: string | null
}

export interface KinLink {
  readonly subject: string
  readonly related: string
  readonly kind: string
}

export interface ProtectedPerson {
  readonly subject: string
  readonly grade: string
  readonly agencies: readonly string[]
  readonly items: readonly string[]
}

export type Binding =
  | { readonly kind: 'CASE_PARTY'; readonly roles: readonly string[] }
  | { readonly kind: 'KIN'; readonly of: string; readonly kin: string }
  | { readonly kind: 'SELF' }
  | { readonly kind: 'ANY' }

export interface GrantItem {
  readonly item: string
  readonly disclosure: Disclosure
  /** Argument values that a derived item may be asked with, `*` for every value; `null` where it takes none. */
  readonly arguments: Readonly<Record<string, readonly unknown[]>> | null
}

export interface Grant {
  readonly id: string
  readonly version: number
  /** Every agency that implements a basic code in a region may use it; `null` where it is for one agency. */
  readonly consumerClass: { readonly basicCode: string; readonly region: string } | null
  /** Codes of matters; basic codes where it is for a class. */
  readonly matters: readonly string[]
  readonly agencyRoles: readonly string[]
  readonly binding: Binding
  readonly regions: readonly string[]
  /** How many subjects may be released under it in a day, by all routers together; `null` where nobody counts. */
  readonly quotaPerDay: number | null
  readonly validFrom: string
  readonly validTo: string
  /** Whether it opens nothing since it was revoked, or suspended for now. */
  readonly revoked: boolean
  readonly items: readonly GrantItem[]
}

/** Leave of the sharing authority to go beyond the regions of grants, for one agency and case. */
export interface RegionOverride {
  readonly id: string
}

/** What the catalogue says of items today. The contract proposes; the catalogue, as reviewed, rules. */
export interface Published {
  /** An item with the sharing class and the openness of the catalogue; `null` where no published resource has it. One whose rows fall into slices is given as it is. */
  of(item: ContractItem): ContractItem | null
  /** Sharing class of an item in its slice, by item name; `null` where the slice is not published, or not with this item. */
  inSlice(item: string): ShareClass | null
  /** Where a coordinate is published: one entry for each slice, or one alone; empty where it is not. */
  entries(coordinate: string): readonly Entry[]
}

/** A coordinate in a resource that is published. */
export interface Entry {
  readonly resource: string
  readonly slice: string | null
  /** Credit code of the agency that answers for it. */
  readonly provider: string
  readonly share: ShareClass
}

/** Everything that a decision depends on, besides the operation. */
export interface Facts {
  readonly caller: Caller
  readonly purpose: Purpose | null
  readonly caseFacts: CaseFacts | null
  /** `null` where nothing asks for them. */
  readonly caseTerms: CaseTerms | null
  /** The purpose's matter; `null` where the request states none, or one that nobody knows. */
  readonly matter: NamedMatter | null
  /** The matters that a mutation names, or that the agency implements where its grants are listed, by code; those that nobody knows are not there. */
  readonly matters: ReadonlyMap<string, NamedMatter>
  /** Grants to the caller's agency by name. */
  readonly grants: readonly Grant[]
  /** Grants to classes of agencies; which of them reach the caller, its matter tells. */
  readonly classGrants: readonly Grant[]
  /** Ids of grants whose quota of today is used up, so that they give nothing. */
  readonly exhausted: ReadonlySet<string>
  /** Leave to go beyond regions that is in force now for the agency and the case of the purpose; `null` where there is none. */
  readonly regionOverride: RegionOverride | null
  readonly kin: readonly KinLink[]
  /** Keys named in the question that are another key of somebody → the subject's own. The caller's is resolved already. */
  readonly aliases: ReadonlyMap<string, string>
  readonly protected: ReadonlyMap<string, ProtectedPerson>
  readonly published: Published
  readonly today: string
}
