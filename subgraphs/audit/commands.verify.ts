import type { Database } from '#platform/db'
import { grouped } from '#platform/grouped'
import { RecentlyUsed } from '#platform/lru'
import { type Head, headOf, type Opening } from './domain/chain.ts'
import { type CheckpointHead, leafOf, type StreamRange } from './domain/checkpoint.ts'
import { idOf, type Place } from './domain/entry.ts'
import type { ReadHead } from './domain/exported.ts'
import { heldCheckpoint, holdCounterSignatures, holdOrder, holdRanges } from './domain/held-checkpoint.ts'
import { batchesOf, HeldRows, pagesOf, type Span, whilesOf } from './domain/held-rows.ts'
import { MerkleRoot } from './domain/merkle.ts'
import { readCertificate, retiredIn, type RetiredRange } from './domain/retirement.ts'
import { isSigned, keyIdOf, type TrustedKeys } from './domain/signing.ts'
import { changed, heldAgainst, holdConcerns, holdDecision, RecordFault, type StoredDecision, type StoredEntry } from './domain/stored.ts'
import { anchoredOf } from './queries.checkpoints.ts'
import { type ConcernRow, verifyQueries } from './queries.verify.ts'

/** So many decisions that entries rest on are held in memory. */
const DECISIONS_MAX = 100_000

/** So many parts are read while one is held: the database answers one statement of a part after the other. */
const PARTS_AHEAD = 2

/** Entries of one stretch. */
const STRETCH = 500

/** What to verify. */
export interface VerifyOptions {
  readonly keys: TrustedKeys
  /** Checkpoints made from this instant on; all where it is left out. */
  readonly from?: Date | undefined
  /** Checkpoints made before this instant; where it is left out, what stands under none yet too. */
  readonly to?: Date | undefined
  /** A head that was kept elsewhere. */
  readonly head?: ReadHead | undefined
  /** Is told how many entries were verified so far. */
  readonly progress?: ((entries: number) => void) | undefined
  /** Is told how many entries there are, before the first is verified. */
  readonly begin?: ((entries: number) => Promise<void>) | undefined
  /** Is waited for after every stretch of some milliseconds, so that others have their turn; told like `progress`. */
  readonly rest?: ((entries: number) => Promise<void>) | undefined
}

/** What was verified, up to the first fault. */
export interface Verified {
  readonly entries: number
  readonly checkpoints: number
  /** Entries that stand under no checkpoint yet; they were verified too. */
  readonly notAnchored: number
  /** Entries that were taken out because their time was over. */
  readonly retired: number
  readonly counterSignatures: number
  /** Whose they are, each with the id of the key beside it, which is whosever the reader knows it to be: `示例公证处 <id>`. */
  readonly signers: readonly string[]
  readonly fault: Pick<RecordFault, 'kind' | 'where' | 'message'> | null
}

/**
 * Verifies the record from its stored bytes: every entry against the one before it, its columns and its rows of concerns, and
 * every checkpoint. It ends at the first fault.
 */
export async function verifyRecord(db: Database, options: VerifyOptions): Promise<Verified> {
  const verifier = new Verifier(db, options)
  try {
    await verifier.run()
    return { ...verifier.counts, signers: [...verifier.signers], fault: null }
  } catch (error) {
    if (!(error instanceof RecordFault)) throw error
    const { kind, where, message } = error
    return { ...verifier.counts, signers: [...verifier.signers], fault: { kind, where, message } }
  }
}

class Verifier {
  readonly #queries: ReturnType<typeof verifyQueries>
  readonly #options: VerifyOptions
  readonly counts = { entries: 0, checkpoints: 0, notAnchored: 0, retired: 0, counterSignatures: 0 }
  readonly signers = new Set<string>()
  /** The last entry of each stream that was held. */
  readonly #heads = new Map<number, Head>()
  #openings: ReadonlyMap<number, Opening> = new Map()
  #retired: ReadonlyMap<number, readonly RetiredRange[]> = new Map()
  #concerns = 0
  readonly #decisions = new RecentlyUsed<StoredDecision>(DECISIONS_MAX)
  /** Entries of which the hashes of their cases are held together. */
  #cases: { readonly entry: StoredEntry; readonly caseNo: string }[] = []
  readonly #db: Database

  constructor(db: Database, options: VerifyOptions) {
    this.#db = db
    this.#queries = verifyQueries(db)
    this.#options = options
  }

  async run(): Promise<void> {
    const { from, to, head } = this.#options
    this.#retired = retiredIn(await this.#certificates())
    this.#openings = await this.#queries.openings()
    const tops = await this.#queries.tops()
    await this.#options.begin?.(tops.reduce((sum, { first, last }) => sum + last - first + 1, 0))
    await this.#checkpoints()
    if (to === undefined) await this.#tails(tops)
    if (from === undefined && to === undefined) await this.#strays()
    if (head !== undefined) await this.#keptElsewhere(head)
  }

  async #certificates() {
    const rows = await this.#queries.retirements()
    return rows.map(({ number, certificate: text, signature, key }, index) => {
      const certificate = readCertificate(text)
      const wrong = certificate?.number !== number || number !== index + 1 || !isSigned(this.#options.keys, { text, signature, key })
      if (certificate === null || wrong) throw new RecordFault('RETIREMENT', String(number), `retirement ${number}: its certificate is not what was signed`)
      this.counts.retired += certificate.entries
      return certificate
    })
  }

  async #checkpoints(): Promise<void> {
    const { from, to, keys } = this.#options
    let number = from === undefined ? 1 : await this.#queries.firstSince(from)
    if (number === null) return
    const [earlier] = number === 1 ? [] : await this.#queries.checkpoints(number - 1)
    let before = earlier === undefined ? null : earlier.head
    for (let page = await this.#queries.checkpoints(number); page.length > 0; page = await this.#queries.checkpoints(number)) {
      const heads: CheckpointHead[] = []
      for (const stored of page) {
        if (to !== undefined && stored.at >= to) break
        const head = heldCheckpoint(keys, stored)
        holdOrder(head, number, before)
        heads.push(head)
        before = stored.head
        number += 1
      }
      await this.#besides(heads, page)
      await this.#ahead(batchesOf(heads), spansOf, (batch, rows) => this.#batch(batch, rows))
      if (heads.length < page.length) return
    }
  }

  /** What stands beside checkpoints: rows of their ranges, and signatures of others. */
  async #besides(heads: readonly CheckpointHead[], stored: readonly { readonly number: number; readonly head: string }[]): Promise<void> {
    const [first, last] = [heads[0], heads.at(-1)]
    if (first === undefined || last === undefined) return
    const [ranges, counters] = await Promise.all([this.#queries.ranges(first.number, last.number), this.#queries.counterSignatures(first.number, last.number)])
    const rangesOf = grouped(ranges, ({ checkpoint }) => checkpoint)
    const countersOf = grouped(counters, ({ checkpoint }) => checkpoint)
    for (const head of heads) holdRanges(head, rangesOf.get(head.number) ?? [])
    for (const { number, head } of stored) holdCounterSignatures(number, head, countersOf.get(number) ?? [])
    this.counts.counterSignatures += counters.length
    for (const { signer, publicKey } of counters) this.signers.add(`${signer} ${keyIdOf(publicKey)}`)
  }

  /** Holds parts of the record one after the other, while the database reads the next ones. */
  async #ahead<Part>(parts: readonly Part[], spans: (part: Part) => readonly Span[], hold: (part: Part, rows: HeldRows) => Promise<void>): Promise<void> {
    const readings: Promise<HeldRows>[] = []
    for (const [index, part] of parts.entries()) {
      for (const next of parts.slice(index + readings.length, index + 1 + PARTS_AHEAD)) {
        const reading = this.#read(spans(next))
        // Where a fault ends it all, nobody waits for what is still being read.
        reading.catch(() => {})
        readings.push(reading)
      }
      await hold(part, (await readings.shift()) as HeldRows)
      await this.#holdCases()
      this.#options.progress?.(this.counts.entries)
    }
  }

  async #batch(heads: readonly CheckpointHead[], rows: HeldRows): Promise<void> {
    for (const head of heads) {
      const root = new MerkleRoot()
      let held = 0
      for (const range of head.streams) {
        await this.#begin(head, range)
        held += await this.#range({ stream: range.stream, first: range.from, last: range.to }, rows, { leaf: (leaf) => root.add(leaf), reached: range.hash })
        if (this.#heads.get(range.stream)?.hash.toString('base64url') !== range.hash) throw rewritten(head, range)
      }
      // What was taken out has no leaves any more; the hashes of the chain still hold what is left to what was signed.
      if (held === head.entries && root.root().toString('base64url') !== head.root) throw wrong(head, 'its root is not the one over its entries')
      this.counts.checkpoints += 1
    }
  }

  /** Finds the entry that a range goes on from. */
  async #begin(head: CheckpointHead, { stream, from, opening }: StreamRange): Promise<void> {
    if (opening !== undefined) {
      const asTold = headOf({ stream, writer: opening.writer, openedAt: new Date(opening.openedAt) })
      const stored = this.#openings.get(stream)
      if (stored === undefined) throw streamFault('STREAM_DELETED', stream, `its opening, which checkpoint ${head.number} tells, was deleted`)
      if (!headOf(stored).hash.equals(asTold.hash)) throw streamFault('STREAM_REPLACED', stream, `it is another than the one that checkpoint ${head.number} tells`)
      this.#heads.set(stream, asTold)
    }
    const before = this.#heads.get(stream) ?? (await this.#reached(stream, from - 1))
    if (before.seq !== from - 1) throw wrong(head, `it leaves out entries of stream ${stream}`)
    this.#heads.set(stream, before)
  }

  /** The last entry of a stream under an earlier checkpoint, where verifying began later. */
  async #reached(stream: number, seq: number): Promise<Head> {
    const stored = await this.#queries.reaching(stream, seq)
    const range = stored === undefined ? undefined : heldCheckpoint(this.#options.keys, stored).streams.find((each) => each.stream === stream && each.to === seq)
    if (range === undefined) throw new RecordFault('CHECKPOINT', idOf({ stream, seq }), `the checkpoint of the entry ${stream}-${seq} is missing`)
    return { stream, seq, hash: Buffer.from(range.hash, 'base64url') }
  }

  /** Holds the entries of a span one after the other, and passes over those that were taken out. */
  async #range({ stream, first, last }: Span, rows: HeldRows, signed?: { leaf: (leaf: Buffer) => void; reached: string }): Promise<number> {
    let head = this.#heads.get(stream) as Head
    let held = 0
    for (let seq = first; seq <= last; seq += 1) {
      const retired = this.#retired.get(stream)?.find(({ from, to }) => from <= seq && seq <= to)
      if (retired !== undefined) {
        // Where more of the stream was taken out than this, what it had come to here is told by the checkpoint alone.
        const hash = retired.to <= last ? retired.after : (signed?.reached ?? retired.after)
        seq = Math.min(retired.to, last)
        head = { stream, seq, hash: Buffer.from(hash, 'base64url') }
        continue
      }
      const entry = rows.next(stream)
      if (entry?.seq !== seq) throw await this.#gone({ stream, seq }, entry)
      signed?.leaf(this.#entry(head, entry, rows))
      if (signed === undefined) this.#entry(head, entry, rows)
      head = entry
      rows.pass(stream)
      held += 1
      if (held % STRETCH === 0) await this.#options.rest?.(this.counts.entries)
    }
    const more = rows.next(stream)
    if (more !== undefined && more.seq <= last) throw added(more)
    this.#heads.set(stream, { stream, seq: head.seq, hash: head.hash })
    return held
  }

  /** Holds one entry, and gives its leaf. */
  #entry(before: Head, entry: StoredEntry, rows: HeldRows): Buffer {
    const { stream, seq, hash } = entry
    const said = heldAgainst(before.hash, entry)
    holdDecision(entry, said, this.#decisions.get(String(entry.decision)))
    if (said.caseNo !== undefined) this.#cases.push({ entry, caseNo: said.caseNo })
    this.#concerns += holdConcerns(entry, said, rows.concernsOf(entry))
    this.counts.entries += 1
    return leafOf({ stream, seq, hash: hash.toString('base64url'), answer: said.answer ?? '' })
  }

  /** Only the database knows the hashes that it finds entries of a case by. */
  async #holdCases(): Promise<void> {
    const cases = this.#cases
    this.#cases = []
    const wrongAt = cases.length === 0 ? null : await this.#queries.wrongCase(cases.map(({ caseNo }) => caseNo), cases.map(({ entry }) => entry.caseHash as string))
    if (wrongAt !== null) throw changed(cases[wrongAt]?.entry as StoredEntry, 'case_hash')
  }

  /** Why an entry is not where it should be. */
  async #gone({ stream, seq }: Place, instead: StoredEntry | undefined): Promise<RecordFault> {
    if (instead !== undefined && instead.seq < seq) return added(instead)
    const id = idOf({ stream, seq })
    const top = (await this.#queries.tops()).find((each) => each.stream === stream)
    if (top === undefined) return streamFault('STREAM_DELETED', stream, `all its entries were deleted, from ${id} on`)
    if (top.last < seq) return new RecordFault('TRUNCATED', id, `entry ${id}: it and all that followed in its stream were cut off`)
    return new RecordFault('DELETED', id, `entry ${id}: it was deleted`)
  }

  async #read(spans: readonly Span[]): Promise<HeldRows> {
    const entries = await this.#queries.entries(spans)
    const concerns: ConcernRow[] = []
    const streams = [...new Set(spans.map(({ stream }) => stream))]
    const ids = [...new Set(entries.map(({ decision }) => decision))].filter((id) => this.#decisions.get(String(id)) === undefined)
    for (const each of ids.length === 0 ? [] : await this.#queries.decisions(ids)) this.#decisions.set(String(each.id), each)
    for (const [from, to] of whilesOf(entries)) concerns.push(...(await this.#queries.concerns(streams, from, to)))
    return new HeldRows(entries, concerns)
  }

  /** Entries that stand under no checkpoint yet. */
  async #tails(tops: readonly Span[]): Promise<void> {
    const tails: Span[] = []
    for (const { stream, first, last } of tops) {
      if (!this.#openings.has(stream)) throw streamFault('STREAM_DELETED', stream, 'its opening was deleted')
      if (first < 1) throw added({ stream, seq: first })
      const head = this.#heads.get(stream) ?? (await this.#lastAnchored(stream))
      this.#heads.set(stream, head)
      tails.push({ stream, first: head.seq + 1, last: Math.max(last, head.seq) })
    }
    await this.#ahead(pagesOf(tails), (spans) => spans, async (spans, rows) => {
      for (const span of spans) this.counts.notAnchored += await this.#range(span, rows)
    })
  }

  async #lastAnchored(stream: number): Promise<Head> {
    const last = this.#options.from === undefined ? undefined : (await anchoredOf(this.#db, [stream])).get(stream)
    return last === undefined ? headOf(this.#openings.get(stream) as Opening) : this.#reached(stream, last)
  }

  /** Rows that say whom entries concern that are not there. */
  async #strays(): Promise<void> {
    const held = [...this.#heads.values()].map(({ stream, seq }) => ({ stream, first: 1, last: seq }))
    const stray = await this.#queries.strayConcern(held, this.#concerns)
    if (stray !== null) throw new RecordFault('CONCERNS', idOf(stray), `entry ${idOf(stray)}: it is not there, or not of that time, and a row says whom it concerns`)
  }

  /** Holds the record against a head that was kept elsewhere. */
  async #keptElsewhere({ head, publicKey, read }: ReadHead): Promise<void> {
    if (!this.#options.keys.has(keyIdOf(publicKey))) throw wrong(read, 'the head that was kept is not signed with a key that is trusted')
    const [stored] = await this.#queries.checkpoints(read.number)
    if (stored?.number === read.number && stored.head === head) return
    if (stored?.number === read.number) throw wrong(read, 'it is another than the one that was kept')
    const tops = new Map((await this.#queries.tops()).map(({ stream, last }) => [stream, last]))
    const cut = read.streams.find(({ stream, to }) => (tops.get(stream) ?? 0) < to)
    if (cut === undefined) throw wrong(read, 'it was cut off, with all that followed, and a head that was kept tells it')
    throw await this.#gone({ stream: cut.stream, seq: Math.max(tops.get(cut.stream) ?? 0, cut.from - 1) + 1 }, undefined)
  }
}

const spansOf = (heads: readonly CheckpointHead[]): Span[] => heads.flatMap(({ streams }) => streams.map(({ stream, from, to }) => ({ stream, first: from, last: to })))
const wrong = ({ number }: CheckpointHead, what: string) => new RecordFault('CHECKPOINT', String(number), `checkpoint ${number}: ${what}`)
const streamFault = (kind: 'STREAM_DELETED' | 'STREAM_REPLACED', stream: number, what: string) => new RecordFault(kind, String(stream), `stream ${stream}: ${what}`)
const added = (place: Place) => new RecordFault('ADDED', idOf(place), `entry ${idOf(place)}: an entry was added there`)
const rewritten = ({ number }: CheckpointHead, { stream, from, to }: StreamRange) =>
  new RecordFault('REWRITTEN', idOf({ stream, seq: from }), `entries ${stream}-${from} to ${stream}-${to}: they were rewritten with all their hashes, and checkpoint ${number} tells others`)
