import { grouped } from '#platform/grouped'
import type { CheckpointHead } from './checkpoint.ts'
import type { Place } from './entry.ts'
import type { StoredConcerns, StoredEntry } from './stored.ts'

/** So many entries are read at once. */
const PAGE = 10_000

/** Entries further apart than this are looked for whom they concern in statements of their own. */
const APART_MS = 6 * 3_600_000

/** Entries of one stream, first and last included. */
export interface Span {
  readonly stream: number
  readonly first: number
  readonly last: number
}

/** Entries that were read at once, which it puts in their order, with the rows that say whom they concern. */
export class HeldRows {
  readonly #entries: ReadonlyMap<number, readonly StoredEntry[]>
  readonly #concerns: ReadonlyMap<number, readonly (StoredConcerns & Place)[]>
  readonly #passed = new Map<number, number>()
  readonly #concernsPassed = new Map<number, number>()

  constructor(entries: readonly StoredEntry[], concerns: readonly (StoredConcerns & Place)[]) {
    this.#entries = inOrder(entries)
    this.#concerns = inOrder(concerns)
  }

  /** The next entry of a stream that was not passed. */
  next(stream: number): StoredEntry | undefined {
    return this.#entries.get(stream)?.[this.#passed.get(stream) ?? 0]
  }

  pass(stream: number): void {
    this.#passed.set(stream, (this.#passed.get(stream) ?? 0) + 1)
  }

  /** The rows of an entry. Entries of a stream are asked about in their order. */
  concernsOf({ stream, seq }: Place): readonly StoredConcerns[] {
    const rows = this.#concerns.get(stream) ?? []
    let first = this.#concernsPassed.get(stream) ?? 0
    while ((rows[first]?.seq ?? seq) < seq) first += 1
    let end = first
    while (rows[end]?.seq === seq) end += 1
    this.#concernsPassed.set(stream, end)
    return rows.slice(first, end)
  }
}

function inOrder<Row extends Place>(rows: readonly Row[]): ReadonlyMap<number, readonly Row[]> {
  const byStream = grouped(rows, ({ stream }) => stream)
  for (const each of byStream.values()) each.sort((one, other) => one.seq - other.seq)
  return byStream
}

/** Checkpoints that are read at once: as many as have a page of entries between them. */
export const batchesOf = (heads: readonly CheckpointHead[]): CheckpointHead[][] => inPages(heads, ({ entries }) => entries)

/** Spans that are read at once, none longer than a page. */
export function pagesOf(spans: readonly Span[]): Span[][] {
  const cut = spans.flatMap(({ stream, first, last }) =>
    Array.from({ length: Math.ceil((last - first + 1) / PAGE) }, (_, index) => ({ stream, first: first + index * PAGE, last: Math.min(last, first + (index + 1) * PAGE - 1) })))
  return inPages(cut, ({ first, last }) => last - first + 1)
}

function inPages<Each>(all: readonly Each[], sizeOf: (each: Each) => number): Each[][] {
  const pages: Each[][] = []
  let room = 0
  for (const each of all) {
    if (room <= 0) {
      pages.push([])
      room = PAGE
    }
    pages.at(-1)?.push(each)
    room -= sizeOf(each)
  }
  return pages
}

/** The whiles that entries fall into, first and last instant in milliseconds. */
export function whilesOf(entries: readonly Pick<StoredEntry, 'at'>[]): [number, number][] {
  const whiles: [number, number][] = []
  for (const at of Float64Array.from(entries, (entry) => entry.at).sort()) {
    const last = whiles.at(-1)
    if (last === undefined || at - last[1] > APART_MS) whiles.push([at, at])
    else last[1] = at
  }
  return whiles
}
