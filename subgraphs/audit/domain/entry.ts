import { sm3 } from '#platform/sm3'

/** What should be looked at. */
export type AlertKind = 'PARTY_JUST_ADDED' | 'EMERGENCY_READ' | 'MISMATCH_LIMIT'

/** Something to look at in a request; `subject` is the key of whom it is about, where it is about one. */
export interface RaisedAlert {
  readonly kind: AlertKind
  readonly subject: string | null
}

/** What entries of one decision have in common: who asks the same with the same rights is told the same. */
export interface SaidOfDecision {
  /** Roles of the agency in the case. */
  readonly agencyRoles: readonly string[]
  /** `GOVERNMENT` or `INTERNET`. */
  readonly zone: string
  /** `PORTAL`, `WINDOW`, `MOBILE`, `TERMINAL` or `SYSTEM`. */
  readonly channel: string
  readonly operationName: string | null
  /** SM3 of the operation as it prints, base64url. */
  readonly operationHash: string
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
  /**
   * Which items each provider provides, in the order of the providers: places in the items released and then those refused. Empty
   * where there is one provider and it provides all of them.
   */
  readonly provided: readonly (readonly number[])[]
  /** Version of the hub that decided, and of its contract. */
  readonly policyVersion: string
}

/** A decision as it is kept, once for all its entries. */
export interface RecordedDecision {
  /** SM3 of `said`, `basis` and `providers`, base64url. */
  readonly hash: string
  readonly said: string
  /** What it was taken by, for the router to read again; empty where nobody keeps it. */
  readonly basis: string
  /** Credit codes of the agencies that provide what was released or refused. */
  readonly providers: readonly string[]
}

/** A decision as it is kept. */
export function recordedDecision(words: SaidOfDecision, basis: string, providers: readonly string[]): RecordedDecision {
  const said = JSON.stringify(withoutNothing({ ...words }))
  return { hash: decisionHash({ said, basis, providers }), said, basis, providers }
}

/** The hash by which entries know their decision. */
export function decisionHash({ said, basis, providers }: Omit<RecordedDecision, 'hash'>): string {
  // Providers find their entries by it, so it is under the hash like the rest.
  return sm3(`${said}\n${basis}\n${providers.join(' ')}`)
}

/** What the router says of one request. Names items and subjects' keys, never a value of theirs. */
export interface AccessEntry {
  readonly at: Date
  readonly traceId: string
  readonly consumer: string
  /** Credit code of the agency that the caller acted for; empty for an anonymous caller. */
  readonly agency: string
  /** Pseudonym of the operator, or `UNATTENDED`. */
  readonly operator: string
  /** Key of the subject that acted through a portal; `null` for departments. */
  readonly represented: string | null
  /** Address that the request came from. */
  readonly client: string
  readonly matter: string | null
  readonly caseNo: string | null
  readonly reason: string | null
  readonly decision: RecordedDecision
  /** Verdicts that were told, `Person.name=MATCH`, each kind once. */
  readonly verdicts: readonly string[]
  /** How many verdicts were none of `MATCH`, where there were several of one kind; `null` otherwise. */
  readonly misses?: number | null
  /** How many rows were released. */
  readonly rows: number
  /** `FAILED` where the request failed before anything was told. */
  readonly outcome: 'ANSWERED' | 'PARTIAL' | 'REFUSED' | 'FAILED'
  readonly durationMs: number
  /** Version of the catalogue that the decision was taken by; 0 where none was taken. */
  readonly catalogueVersion: number
  /** SM3 of `data` and `errors` as they are sent, base64url; of nothing where the request failed. */
  readonly answer: string
  /** Keys of the subjects whose data was read; a repeated key counts once. */
  readonly subjects: readonly string[]
  /** Keys of people who were asked about and not read: compared, or named where something was refused. */
  readonly named: readonly string[]
  /** Those of them whom the same agency was refused about on this day before; they are not told again. */
  readonly namedAgain: readonly string[]
  /** Confidential category of the case's instrument; `null` where it is none. */
  readonly category: string | null
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

/** The entry as it is kept and hashed: JSON, in one order, without what says nothing, nor that it was answered in full. */
export function bodyOf(entry: AccessEntry, place: Place): string {
  const { at, alerts, decision, subjects, matter, outcome, durationMs, catalogueVersion, ...said } = entry
  return JSON.stringify(withoutNothing({
    stream: place.stream, seq: place.seq, at: at.toISOString(), ...said, subjects: [...new Set(subjects)], decision: decision.hash,
    outcome: outcome === 'ANSWERED' ? null : outcome, ms: durationMs, version: catalogueVersion,
    // The number of a case begins with the code of its matter.
    matter: matter !== null && entry.caseNo?.startsWith(`${matter}-`) === true && !matter.includes('-') ? null : matter,
    alerts: alerts.map(({ kind, subject }) => (subject === null ? kind : `${kind}=${subject}`)),
  }))
}

/** Whom an entry concerns besides the agency that asked, each once in a role: `S` read, `A` asked about. */
export function concernsOf({ subjects, named }: Pick<AccessEntry, 'subjects' | 'named'>): (readonly [key: string, role: 'S' | 'A'])[] {
  return [...[...new Set(subjects)].map((key) => [key, 'S'] as const), ...[...new Set(named)].map((key) => [key, 'A'] as const)]
}

function withoutNothing(members: Record<string, unknown>): Record<string, unknown> {
  for (const name in members) if (saysNothing(members[name])) delete members[name]
  return members
}

function saysNothing(value: unknown): boolean {
  return value === null || value === '' || (Array.isArray(value) ? value.length === 0 : typeof value === 'object' && Object.keys(value as object).length === 0)
}
