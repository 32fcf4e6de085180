/** What should be looked at. */
export type AlertKind = 'PARTY_JUST_ADDED' | 'EMERGENCY_READ' | 'MISMATCH_LIMIT'

/** Something to look at in a request; `subject` is the key of whom it is about, where it is about one. */
export interface RaisedAlert {
  readonly kind: AlertKind
  readonly subject: string | null
}

/** What a decision was taken by, without what is of one request alone. */
export interface DecisionBasis {
  /** SM3 of the body, base64url. */
  readonly hash: string
  readonly body: string
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
  /** `PORTAL`, `WINDOW`, `MOBILE`, `TERMINAL` or `SYSTEM`. */
  readonly channel: string
  /** Address that the request came from. */
  readonly client: string
  readonly operationName: string | null
  /** SM3 of the operation as it prints, base64url. */
  readonly operationHash: string
  readonly matter: string | null
  readonly caseNo: string | null
  readonly reason: string | null
  /** Grants that the answer rests on, `<id>@<version>`. */
  readonly grants: readonly string[]
  /** Items that were asked for besides those released and refused: what stands above them was refused. */
  readonly asked: readonly string[]
  /** Items that were released, `Person.name=CLEAR`, whether or not there was a row. */
  readonly released: readonly string[]
  /** Items that were refused, `Person.mobile=NO_GRANT`. */
  readonly refused: readonly string[]
  /** Items that were searched by or compared with. */
  readonly searched: readonly string[]
  /** Verdicts that were told, `Person.name=MATCH`, each kind once. */
  readonly verdicts: readonly string[]
  /** How many rows were released. */
  readonly rows: number
  readonly outcome: 'ANSWERED' | 'PARTIAL' | 'REFUSED' | 'FAILED'
  readonly durationMs: number
  /** Version of the catalogue that the decision was taken by. */
  readonly catalogueVersion: number
  /** Version of the hub that took it, and of its contract. */
  readonly policyVersion: string
  /** SM3 of `data` and `errors` as they are sent, base64url. */
  readonly answer: string
  /** Keys of the subjects whose data was read; a repeated key counts once. */
  readonly subjects: readonly string[]
  /** Credit codes of the agencies that provide what was released or refused. */
  readonly providers: readonly string[]
  /** What the decision was taken by; `null` where nothing was decided. */
  readonly basis: DecisionBasis | null
  /** What of the decision is of this request alone; for the router to read again. */
  readonly circumstances: unknown
  /** What should be looked at because of it; written with it or not at all. */
  readonly alerts: readonly RaisedAlert[]
}

/** Where an entry stands in the record. */
export interface Place {
  readonly stream: number
  /** From 1 on, without gap. */
  readonly seq: number
}

/** The id of an entry, `<stream>-<seq>`. */
export function idOf({ stream, seq }: Place): string {
  return `${stream}-${seq}`
}

/** The place that an id names; `null` for what is none. */
export function placeOf(id: string): Place | null {
  const [, stream, seq] = /^([1-9]\d{0,8})-([1-9]\d{0,14})$/.exec(id) ?? []
  return stream === undefined ? null : { stream: Number(stream), seq: Number(seq) }
}

/** The entry as it is kept and hashed: JSON, in one order, without what says nothing. */
export function bodyOf(entry: AccessEntry, place: Place): string {
  const { at, alerts, basis, subjects, ...said } = entry
  const members: Record<string, unknown> = {
    stream: place.stream, seq: place.seq, at: at.toISOString(), ...said, subjects: [...new Set(subjects)], basis: basis?.hash ?? null,
    alerts: alerts.map(({ kind, subject }) => (subject === null ? kind : `${kind}=${subject}`)),
  }
  for (const name in members) if (saysNothing(members[name])) delete members[name]
  return JSON.stringify(members)
}

function saysNothing(value: unknown): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0)
}
