import type { SeedAddress } from '../addresses.ts'
import type { SeedDocument } from '../other-documents.ts'
import type { GivenItem } from './items.ts'

/** The words in which a scenario is told. Example names stand for people, organisations, cases and licences alike. */
export interface Scenario {
  readonly number: 1 | 2 | 3 | 4 | 5 | 6
  readonly title: string
  readonly people: readonly CastPerson[]
  readonly households: readonly CastHousehold[]
  readonly kin: readonly CastKin[]
  /** Husband or wife, the other, and the day. */
  readonly weddings?: readonly (readonly [string, string, string])[]
  readonly organisations: readonly CastOrganisation[]
  readonly matter: CastMatter
  readonly cases: readonly CastCase[]
  readonly licences: readonly CastLicence[]
  readonly units: readonly CastUnit[]
  readonly grants: readonly CastGrant[]
  readonly credit: CastCredit
  readonly supervision: CastSupervision
}

/** Somebody of the scenario. The citizen number follows from birth date, sex and `bornIn`. */
export interface CastPerson {
  readonly example: string
  readonly name: string
  readonly formerName?: string
  /** GB/T 2261.1. */
  readonly sex: '1' | '2'
  readonly born: string
  /** Six digits of the county of first registration; the district's own where it is not said. */
  readonly bornIn?: string
  readonly home: SeedAddress
  /** Where they live, and since when it is registered, where that is not their registered home. */
  readonly lives?: { readonly at: SeedAddress; readonly since: string }
  /** GB/T 2261.2. */
  readonly marital: string
  /** GB/T 4658. */
  readonly education?: string
  readonly died?: string
  /** In force and issued a year ago where it is not said. */
  readonly idCard?: { readonly from: string; readonly to: string | null }
  /** Birth date in the number that was given first and corrected since; the old number is another key of theirs. */
  readonly numberedAsBorn?: string
  readonly documents?: readonly SeedDocument[]
  readonly protection?: {
    readonly grade: 'SEALED' | 'RESTRICTED' | 'FACT'
    /** Slugs of the agencies that know a sealed person. */
    readonly agencies: readonly string[]
    /** Items that a fact closes. */
    readonly items: readonly string[]
  }
}

/** Members in the order of the register, the head first, each with the relation to the head (GB/T 4761). */
export type CastHousehold = readonly (readonly [example: string, relation: string])[]

/** What the third is to the first, GB/T 4761; the other direction follows. */
export type CastKin = readonly [subject: string, relation: string, related: string]

export interface CastOrganisation {
  readonly example: string
  readonly creditCode: string
  readonly name: string
  readonly entityType: readonly [code: string, name: string]
  readonly status?: string
  readonly revokedOn?: string
  readonly legalRep: string
  readonly address: SeedAddress
  readonly establishedOn: string
  readonly scope: string
  /** Units of 10 000 yuan. */
  readonly capital: string
  /** GB/T 4754 section. */
  readonly industry: string
  readonly staff?: readonly (readonly [who: string, position: string])[]
  readonly shareholders?: readonly (readonly [who: string, contribution: string, ratio: string])[]
  readonly abnormal?: { readonly includedOn: string; readonly reason: string; readonly removedOn?: string }
}

/** One piece of evidence: a licence, shared items, or a paper to be submitted (✎). Of the applicant where nobody is named. */
export type CastEvidence = { readonly parties?: readonly PartyRole[]; readonly grade?: 'A' | 'B' | 'C' | 'D' } & (
  | { readonly licence: string }
  | { readonly items: readonly string[] }
  | { readonly paper: string }
)

/** One way to satisfy a material: one piece of evidence, or all of several. */
export type CastAlternative = CastEvidence | readonly CastEvidence[]

export interface CastMaterial {
  readonly code: string
  readonly name: string
  readonly required: boolean
  /** Code of the situation in which alone it is asked. */
  readonly situation?: string
  /** Any one of these will do. */
  readonly alternatives: readonly CastAlternative[]
}

export interface CastMatter {
  readonly slug: string
  /** Working days that the law allows and that the agency promises; recalled, so data and not rule. */
  readonly legalDays: number
  readonly promisedDays: number
  /** Calendar days instead of working days. */
  readonly calendarDays?: boolean
  /** GB/T 39046 A.4, A.6. */
  readonly serves: string
  readonly caseType: '1' | '2'
  readonly basis: string
  readonly condition: string
  /** 通办范围. */
  readonly handledAcross?: '跨县' | '跨市' | '跨省' | '全国'
  readonly issues?: string
  readonly situations: readonly { readonly code: string; readonly name: string }[]
  readonly materials: readonly CastMaterial[]
  /** Items of the libraries that the decision is taken on. */
  readonly decidedOn: readonly string[]
}

export type CaseKind = 'APPLICATION' | 'DRAFT' | 'EX_OFFICIO' | 'ROSTER'
export type AgencyRole = 'RECEIVING' | 'ACCEPTING' | 'DECIDING' | 'JOINT'
export type PartyRole =
  | 'APPLICANT' | 'CO_APPLICANT' | 'COUNTERPARTY' | 'AGENT' | 'GUARDIAN' | 'LEGAL_REP' | 'MEMBER' | 'RIGHT_HOLDER' | 'RESPONDENT'

/** A party: an example name, or an organisation not yet registered. */
export type CastParty = readonly [who: string | { readonly proposed: string; readonly name: string }, role: PartyRole]

export interface CastCase {
  readonly example: string
  readonly kind?: CaseKind
  readonly summary: string
  /** Code of 办件状态. */
  readonly state: string
  readonly appliedOn: string
  readonly acceptedOn?: string
  readonly decidedOn?: string
  readonly closedOn?: string
  readonly sequence: number
  /** GB/T 39046 A.5. */
  readonly channel?: string
  readonly evidence?: 'NONE' | 'OWN_SESSION' | 'SCANNED_CODE' | 'CARD_READ' | 'RECONCILED'
  readonly handlingDivision?: string
  readonly agencies: readonly (readonly [slug: string, role: AgencyRole, step?: string])[]
  readonly parties: readonly CastParty[]
  /** Materials handed in so far: code of the material, and the licence that stands for it. */
  readonly materials?: readonly (readonly [code: string, source: 'UPLOAD' | 'LICENCE' | 'SHARED' | 'WAIVED', licence?: string])[]
  readonly parent?: string
  readonly result?: { readonly type: string; readonly explain: string; readonly licence?: string }
}

export interface CastLicence {
  readonly example: string
  readonly type: string
  readonly number: string | null
  readonly holders: readonly string[]
  readonly issuedOn: string
  readonly to: string | null
  /** Code of 证照状态, in force where it is not said. */
  readonly state?: string
  readonly stateSince?: string
  readonly face: Readonly<Record<string, string>>
  readonly issuer?: string
}

export interface CastUnit {
  readonly example: string
  readonly unitCode: string
  readonly address: SeedAddress
  /** Square metres. */
  readonly area: string
  readonly landUse: string
  readonly buildingUse: string
  readonly certificateNo: string
  readonly holders: readonly (readonly [who: string, share: string])[]
  readonly restrictions?: readonly {
    readonly kind: string
    readonly registrationNo: string
    readonly registeredOn: string
    readonly releasedOn?: string
    readonly authority: string
  }[]
}

/** What a provider gives an agency for the scenario's matter; split by provider when the world is made. */
export interface CastGrant {
  readonly to: string
  readonly agencyRoles: readonly AgencyRole[]
  readonly binding:
    | { readonly kind: 'CASE_PARTY'; readonly roles: readonly PartyRole[] }
    | { readonly kind: 'KIN'; readonly of: PartyRole; readonly kin: 'spouse' | 'minorChild' | 'household' }
    | { readonly kind: 'SELF' }
    | { readonly kind: 'ANY' }
  readonly items: readonly GivenItem[]
  readonly basis: string
  /** Codes of divisions; the district where it is not said, and none where nothing is tied to a case. */
  readonly regions?: readonly string[]
  /** Where it is not said: 2026-01-01 to 2035-12-31. */
  readonly validFrom?: string
  readonly validTo?: string
  /** Instant of the revocation. */
  readonly revokedAt?: string
}

/** Records of the credit library; codes are those of the library's own lists. `authority` and the like are agency slugs. */
export interface CastCredit {
  readonly listings?: readonly {
    readonly who: string
    readonly kind: string
    readonly listName: string
    readonly reason: string
    readonly docNo: string
    readonly authority: string
    readonly includedOn: string
    readonly validUntil?: string
    readonly removedOn?: string
  }[]
  readonly permits?: readonly {
    readonly who: string
    readonly docNo: string
    readonly docName: string
    readonly certName: string
    readonly content: string
    readonly authority: string
    readonly decidedOn: string
    readonly validTo: string | null
  }[]
  readonly penalties?: readonly {
    readonly who: string
    readonly docNo: string
    readonly violation: string
    readonly facts: string
    readonly basis: string
    readonly kind: string
    readonly content: string
    /** Units of 10 000 yuan. */
    readonly fine?: string
    readonly authority: string
    readonly decidedOn: string
    readonly publicityEndsOn: string
  }[]
  readonly commitments?: readonly {
    readonly who: string
    readonly kind: string
    readonly content: string
    readonly acceptedBy: string
    readonly committedOn: string
    readonly state: string
    readonly forCase?: string
  }[]
  readonly evaluations?: readonly { readonly who: string; readonly grade: string; readonly score: string; readonly evaluatedOn: string }[]
}

/** Records of the supervision library. */
export interface CastSupervision {
  readonly inspections?: readonly CastInspection[]
  readonly bans?: readonly {
    readonly who: string
    readonly kind: string
    readonly from: string
    readonly to: string | null
    readonly decisionNo: string
    readonly authority: string
  }[]
}

export interface CastInspection {
  readonly inspectionNo: string
  readonly who: string
  readonly authority: string
  readonly kind: string
  /** Short name of the matter under which it was done. */
  readonly matter?: string
  readonly plannedOn: string
  readonly inspectedOn?: string
  readonly result?: string
  readonly publicityEndsOn?: string
  readonly note?: string
  readonly findings?: readonly (readonly [description: string, severity: string, published: boolean])[]
  readonly rectification?: { readonly dueOn: string; readonly finishedOn?: string; readonly state: string }
  /** Wages that a labour inspection found owed, in yuan. */
  readonly unpaid?: { readonly workers: number; readonly wages: string; readonly paidOn?: string }
}

/** A question that runs as it stands, with the purpose that it is asked for. */
export interface Example {
  readonly name: string
  readonly title: string
  readonly persona: string
  /** Whom the portal acts for: an example name. */
  readonly subject?: string
  readonly purpose: { readonly matter: string; readonly case?: string; readonly reason: string }
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
}

/** A question of which something is refused, and what. */
export interface RefusalExample extends Example {
  /** Refused coordinates with their reasons; `null` roots without an error are stated as such. */
  readonly expected: readonly { readonly coordinate: string; readonly reason: string }[]
  /** Root fields that come back `null` without any error, as for a person whom nobody knows. */
  readonly silent?: readonly string[]
}
