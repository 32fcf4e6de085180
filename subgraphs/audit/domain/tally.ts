import { tenDaysOf, type UsageSpan } from './usage-period.ts'
import type { UsageItem } from './usage-item.ts'

/** An entry, as far as it is counted. */
export interface TakenEntry {
  /** Id of its decision. */
  readonly decision: number
  /** The day in Beijing. */
  readonly day: string
  readonly agency: string
  readonly matter: string
  readonly outcome: string
  readonly rows: number
  readonly subjects: number
}

/** What entries of one decision have in common, as far as it is counted. */
export interface TakenDecision {
  readonly channel: string
  /** Items that were asked for: `Person.name=CLEAR`, `Person.mobile=NO_GRANT`, or alone where what stands above them was refused. */
  readonly asked: readonly string[]
  /** Whether something was refused. */
  readonly refuses: boolean
  readonly providers: readonly string[]
}

type Side = 'ALL' | 'CONSUMER' | 'PROVIDER'

/** What is summed of the requests under a key. */
export class UsageSum {
  entries = 0
  refused = 0
  failed = 0
  released = 0
  withheld = 0
  rows = 0
  subjects = 0
}

/** What was summed, and under what: a row of the counts. */
export interface TallyRow {
  readonly side: Side
  readonly viewer: string
  readonly dimension: string
  readonly span: UsageSpan
  readonly at: string
  readonly key: string
  readonly sum: UsageSum
}

/** Items that were released and withheld. */
interface Part {
  released: number
  withheld: number
}

/** What one side sees of a decision: its items, together and apart. */
interface View extends Part {
  readonly resources: Map<string, Part>
  readonly reasons: Map<string, Part>
}

/** What is known of a decision: how its entries were asked, and what each side sees of it. */
interface KnownDecision {
  readonly channel: string
  readonly refuses: boolean
  readonly all: View
  readonly providers: ReadonlyMap<string, View>
}

/** Sums of one side in one stretch of time: dimension, key, sum. */
type Sums = Map<string, Map<string, UsageSum>>

/** Entries that are counted alike, so that it is done once for all of them. */
interface Alike {
  readonly entry: TakenEntry
  readonly decision: KnownDecision
  entries: number
  rows: number
  subjects: number
}

const DISCLOSURES: ReadonlySet<string> = new Set(['CLEAR', 'MASKED', 'VERIFY'])

const SIDES = ['ALL', 'CONSUMER', 'PROVIDER'] as const

/** Counts entries by everything that use is counted by: for the whole hub, for the agency that asked and for each that provides. */
export class Tally {
  readonly #items: ReadonlyMap<string, UsageItem>
  readonly #decisions = new Map<number, KnownDecision>()
  readonly #alike = new Map<string, Alike>()

  constructor(items: ReadonlyMap<string, UsageItem>) {
    this.#items = items
  }

  /** Whether a decision is known to it. */
  knows(decision: number): boolean {
    return this.#decisions.has(decision)
  }

  /** Takes note of a decision, before the first of its entries. */
  learn(id: number, { channel, refuses, asked, providers }: TakenDecision): void {
    const items = asked.map((said) => this.#askedItem(said))
    // Of an agency that provides, only its own items are counted, and those that have a provider of their own in each slice.
    const ownOf = (provider: string) => items.filter(({ item }) => (item?.provider ?? provider) === provider)
    this.#decisions.set(id, { channel, refuses, all: viewOf(items), providers: new Map(providers.map((provider) => [provider, viewOf(ownOf(provider))])) })
  }

  add(entry: TakenEntry): void {
    const name = `${entry.decision} ${entry.agency} ${entry.day} ${entry.outcome} ${entry.matter}`
    let alike = this.#alike.get(name)
    if (alike === undefined) {
      const decision = this.#decisions.get(entry.decision)
      if (decision === undefined) throw new Error(`the decision ${entry.decision} is not known`)
      this.#alike.set(name, (alike = { entry, decision, entries: 0, rows: 0, subjects: 0 }))
    }
    alike.entries += 1
    alike.rows += entry.rows
    alike.subjects += entry.subjects
  }

  /** What was counted. */
  rows(): TallyRow[] {
    const sides = { ALL: new Map<string, Map<string, Sums>>(), CONSUMER: new Map<string, Map<string, Sums>>(), PROVIDER: new Map<string, Map<string, Sums>>() }
    for (const alike of this.#alike.values()) {
      const { agency } = alike.entry
      addToHub(within(sides.ALL, ''), alike)
      if (agency !== '') addToAgency(within(sides.CONSUMER, agency), alike, alike.decision.all, false)
      for (const [provider, view] of alike.decision.providers) addToAgency(within(sides.PROVIDER, provider), alike, view, true)
    }
    sumUp(within(sides.ALL, ''))
    const rows: TallyRow[] = []
    for (const side of SIDES) {
      for (const [viewer, spans] of sides[side]) {
        for (const [stretch, sums] of spans) {
          const [span, at = ''] = stretch.split(' ') as [UsageSpan, string]
          for (const [dimension, keys] of sums) for (const [key, sum] of keys) rows.push({ side, viewer, dimension, span, at, key, sum })
        }
      }
    }
    return rows
  }

  #askedItem(said: string): AskedItem {
    const [coordinate = '', became = ''] = said.split('=')
    return { item: this.#items.get(coordinate), became }
  }
}

const dayOf = (day: string) => `DAY ${day}`
const monthOf = (day: string) => `MONTH ${day.slice(0, 7)}-01`

interface AskedItem {
  readonly item: UsageItem | undefined
  /** Empty: nothing became of it, since what stands above it was refused. */
  readonly became: string
}

function viewOf(items: readonly AskedItem[]): View {
  const view: View = { released: 0, withheld: 0, resources: new Map(), reasons: new Map() }
  for (const { item, became } of items) {
    const parts = [view, partOf(view.resources, item?.resource ?? '')]
    if (DISCLOSURES.has(became)) for (const part of parts) part.released += 1
    else if (became !== '') for (const part of [...parts, partOf(view.reasons, became)]) part.withheld += 1
  }
  return view
}

/** Of the whole hub by day; longer stretches and what follows from agencies are summed up in the end. */
function addToHub(days: Map<string, Sums>, alike: Alike): void {
  const day = within(days, dayOf(alike.entry.day))
  addBreakdown(day, alike, alike.decision.all)
  raise(day, 'AGENCY', alike.entry.agency, alike, alike.decision.all)
}

/** Of an agency by month: days of every agency by everything would be more rows than the record has. */
function addToAgency(spans: Map<string, Sums>, alike: Alike, view: View, byAgency: boolean): void {
  const month = within(spans, monthOf(alike.entry.day))
  addBreakdown(month, alike, view)
  raise(month, 'TOTAL', '', alike, view)
  raise(within(spans, dayOf(alike.entry.day)), 'TOTAL', '', alike, view)
  if (byAgency) raise(month, 'AGENCY', alike.entry.agency, alike, view)
}

function addBreakdown(sums: Sums, alike: Alike, view: View): void {
  raise(sums, 'MATTER', alike.entry.matter, alike, view)
  raise(sums, 'CHANNEL', alike.decision.channel, alike, view)
  raise(sums, 'OUTCOME', alike.entry.outcome, alike, view)
  for (const [resource, part] of view.resources) raise(sums, 'RESOURCE', resource, alike, part)
  for (const [reason, part] of view.reasons) raise(sums, 'REASON', reason, alike, part)
}

function raise(sums: Sums, dimension: string, key: string, { entry: { outcome }, decision: { refuses }, entries, rows, subjects }: Alike, { released, withheld }: Part): void {
  const sum = sumOf(within(sums, dimension), key)
  sum.entries += entries
  if (outcome === 'REFUSED') sum.refused += entries
  else if (outcome === 'FAILED' || (outcome === 'PARTIAL' && !refuses)) sum.failed += entries
  sum.released += released * entries
  sum.withheld += withheld * entries
  sum.rows += rows
  sum.subjects += subjects
}

/** What follows from what was counted by day. A division is that of the agency, in its credit code (GB 32100). */
function sumUp(spans: Map<string, Sums>): void {
  for (const [stretch, sums] of [...spans]) {
    for (const [agency, sum] of within(sums, 'AGENCY')) {
      addTo(sumOf(within(sums, 'TOTAL'), ''), sum)
      addTo(sumOf(within(sums, 'REGION'), agency.slice(2, 8)), sum)
      addTo(sumOf(within(sums, 'PROVINCE'), agency.slice(2, 4)), sum)
    }
    const day = stretch.slice(dayOf('').length)
    for (const longer of [within(spans, `TEN_DAYS ${tenDaysOf(day)}`), within(spans, monthOf(day))]) {
      for (const [dimension, keys] of sums) for (const [key, sum] of keys) addTo(sumOf(within(longer, dimension), key), sum)
    }
  }
}

function addTo(sum: UsageSum, other: UsageSum): void {
  sum.entries += other.entries
  sum.refused += other.refused
  sum.failed += other.failed
  sum.released += other.released
  sum.withheld += other.withheld
  sum.rows += other.rows
  sum.subjects += other.subjects
}

function sumOf(keys: Map<string, UsageSum>, key: string): UsageSum {
  let sum = keys.get(key)
  if (sum === undefined) keys.set(key, (sum = new UsageSum()))
  return sum
}

function partOf(parts: Map<string, Part>, key: string): Part {
  const known = parts.get(key) ?? { released: 0, withheld: 0 }
  parts.set(key, known)
  return known
}

/** The map under a key, made where there is none. */
function within<Inner>(outer: Map<string, Map<string, Inner>>, key: string): Map<string, Inner> {
  let inner = outer.get(key)
  if (inner === undefined) outer.set(key, (inner = new Map<string, Inner>()))
  return inner
}
