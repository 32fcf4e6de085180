/** What should be looked at. */
export type AlertKind = 'PARTY_JUST_ADDED' | 'EMERGENCY_READ' | 'MISMATCH_LIMIT'

/** Something to look at in a request; `subject` is the key of whom it is about, where it is about one. */
export interface RaisedAlert {
  readonly kind: AlertKind
  readonly subject: string | null
}

/** What the router says of one request. Names items and subjects' keys, never a value of theirs. */
export interface AccessEntry {
  readonly at: Date
  readonly traceId: string
  readonly consumer: string
  /** Credit code of the agency that the caller acted for; empty for an anonymous caller. */
  readonly agency: string
  /** Roles of the agency in the case. */
  readonly agencyRoles: readonly string[]
  /** Pseudonym of the operator, or `UNATTENDED`. */
  readonly operator: string
  /** Key of the subject that acted through a portal; `null` for departments. */
  readonly represented: string | null
  /** `GOVERNMENT` or `INTERNET`. */
  readonly zone: string
  readonly operationName: string | null
  readonly operationHash: string
  readonly matter: string | null
  readonly caseNo: string | null
  readonly reason: string | null
  /** Grants that the answer rests on, `<id>@<version>`. */
  readonly grants: readonly string[]
  /** Items that were released, `Person.name=CLEAR`. */
  readonly released: readonly string[]
  /** Items that were refused, `Person.mobile=NO_GRANT`. */
  readonly refused: readonly string[]
  /** Items that were searched by or compared with. */
  readonly searched: readonly string[]
  /** How many rows were released. */
  readonly rows: number
  readonly outcome: 'ANSWERED' | 'PARTIAL' | 'REFUSED' | 'FAILED'
  readonly durationMs: number
  /** Version of what the decision was taken by. */
  readonly policyVersion: string
  /** Keys of the subjects whose data was read; a repeated key counts once. */
  readonly subjects: readonly string[]
  /** What should be looked at because of it; written with it or not at all. */
  readonly alerts: readonly RaisedAlert[]
}
