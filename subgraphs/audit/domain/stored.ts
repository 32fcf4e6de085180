import { hashAfter } from './chain.ts'
import { concernsOf, idOf, type Place } from './entry.ts'

/** An entry as the database gives it. */
export interface StoredEntry extends Place {
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly at: number
  readonly agency: string
  /** `hashtextextended` of the number of the case, in digits. */
  readonly caseHash: string | null
  /** Id of the decision. */
  readonly decision: number
  readonly body: string
  readonly hash: Buffer
}

/** What the body of an entry says of itself. */
export interface Said {
  readonly stream?: unknown
  readonly seq?: unknown
  readonly at?: unknown
  readonly agency?: string
  readonly caseNo?: string
  readonly answer?: string
  readonly decision?: string
  readonly subjects?: readonly string[]
  readonly named?: readonly string[]
}

/** What is wrong with an entry, or with the record at its place. */
export type FaultKind =
  | 'CHANGED' | 'DECISION' | 'DELETED' | 'SWAPPED' | 'TRUNCATED' | 'REWRITTEN' | 'ADDED' | 'CONCERNS' | 'STREAM_DELETED' | 'STREAM_REPLACED' | 'CHECKPOINT' | 'COUNTER_SIGNATURE' | 'RETIREMENT'

/** The first thing that is wrong with the record. */
export class RecordFault extends Error {
  override readonly name = 'RecordFault'
  readonly kind: FaultKind
  /** Id of the entry, or the checkpoint, stream or certificate, where it is. */
  readonly where: string

  constructor(kind: FaultKind, where: string, message: string) {
    super(message)
    this.kind = kind
    this.where = where
  }
}

/**
 * Holds an entry against its own bytes and against the hash of the one before it.
 *
 * @returns what its body says
 * @throws RecordFault where it is not what was written
 */
export function heldAgainst(before: Buffer, entry: StoredEntry): Said {
  const said = saidIn(entry.body)
  const id = idOf(entry)
  if (said === null) throw new RecordFault('CHANGED', id, `entry ${id}: its body was changed`)
  if (said.stream !== entry.stream || said.seq !== entry.seq) throw new RecordFault('SWAPPED', id, `entry ${id}: the entry ${String(said.stream)}-${String(said.seq)} stands in its place`)
  if (!hashAfter(before, entry.body).equals(entry.hash)) throw new RecordFault('CHANGED', id, `entry ${id}: its body or its hash was changed`)
  const column = changedColumn(entry, said)
  if (column !== null) throw changed(entry, column)
  return said
}

/** A column of an entry says something else than its body. */
export const changed = (place: Place, column: string) => new RecordFault('CHANGED', idOf(place), `entry ${idOf(place)}: the column ${column} was changed`)

function saidIn(body: string): Said | null {
  try {
    return JSON.parse(body) as Said | null
  } catch {
    return null
  }
}

function changedColumn({ at, agency, caseHash }: StoredEntry, said: Said): string | null {
  if (typeof said.at !== 'string' || Date.parse(said.at) !== at) return 'at'
  if ((said.agency ?? '') !== agency) return 'agency_credit_code'
  return (said.caseNo === undefined) === (caseHash === null) ? null : 'case_hash'
}

/** A decision that entries rest on, as the database gives it. */
export interface StoredDecision {
  readonly id: number
  readonly hash: string
  /** The hash that its content has. */
  readonly held: string
}

/** @throws RecordFault where an entry does not rest on the decision that its body names, or that is not what was written */
export function holdDecision(entry: StoredEntry, said: Said, stored: StoredDecision | undefined): void {
  const id = idOf(entry)
  if (stored === undefined) throw new RecordFault('DECISION', id, `entry ${id}: the decision that it rests on was deleted`)
  if (stored.hash !== said.decision) throw changed(entry, 'decision')
  if (stored.hash !== stored.held) throw new RecordFault('DECISION', id, `entry ${id}: the decision that it rests on was changed`)
}

/** Rows that say whom an entry concerns, of one instant, as the database gives them. */
export interface StoredConcerns {
  readonly at: number
  /** Role and key of each, a line for each. */
  readonly concerns: string
  /** How many they are. */
  readonly rows: number
}

/** What the rows beside an entry should say: role and key of each, once. */
const concernsIn = ({ subjects = [], named = [] }: Said): string[] => concernsOf({ subjects, named }).map(([key, role]) => role + key)

/** @throws RecordFault where the rows beside an entry are others than its body says */
export function holdConcerns(entry: StoredEntry, said: Said, stored: readonly StoredConcerns[]): number {
  const wanted = concernsIn(said)
  const found = stored.flatMap(({ at, concerns }) => (at === entry.at ? concerns.split('\n') : []))
  const id = idOf(entry)
  if (!wanted.every((each) => found.includes(each))) throw new RecordFault('CONCERNS', id, `entry ${id}: a row that says whom it concerns is missing`)
  const rows = stored.reduce((sum, each) => sum + each.rows, 0)
  if (rows !== wanted.length) throw new RecordFault('CONCERNS', id, `entry ${id}: a row was added that says whom it concerns`)
  return rows
}
