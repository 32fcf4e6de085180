import type { AccessEntryRow } from '../../subgraphs/audit/tables.ts'

type Entry = Pick<AccessEntryRow, 'at' | 'agency' | 'matter' | 'channel' | 'outcome' | 'asked' | 'refused' | 'rows' | 'subjects' | 'providers'>

/** What is known of an item, as the hub is told it. */
interface KnownItem {
  readonly resource: string
  readonly provider: string | null
}

const DISCLOSURES = ['CLEAR', 'MASKED', 'VERIFY']
const MEASURES = ['entries', 'refused', 'failed', 'released', 'withheld', 'rows', 'subjects'] as const

/** Counts entries one by one, without any of the hub's own code: `side agency dimension span at key` → its seven numbers. */
export function countedPlainly(entries: readonly Entry[], items: ReadonlyMap<string, KnownItem>): Map<string, string> {
  const counts = new Map<string, number[]>()
  const add = (name: string, numbers: readonly number[]) => {
    const known = counts.get(name) ?? MEASURES.map(() => 0)
    counts.set(name, known.map((value, at) => value + (numbers[at] ?? 0)))
  }
  for (const entry of entries) {
    const day = new Date(entry.at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
    for (const [side, agency] of sidesOf(entry)) {
      for (const { dimension, key, released, withheld } of mentionsIn(entry, side, agency, items)) {
        const failed = entry.outcome === 'FAILED' || (entry.outcome === 'PARTIAL' && entry.refused.length === 0)
        const numbers = [1, entry.outcome === 'REFUSED' ? 1 : 0, failed ? 1 : 0, released, withheld, entry.rows, entry.subjects.length]
        if (side === 'ALL' || dimension === 'TOTAL') add([side, agency, dimension, 'DAY', day, key].join('|'), numbers)
        const ten = Number(day.slice(8)) > 20 ? '21' : Number(day.slice(8)) > 10 ? '11' : '01'
        if (side === 'ALL') add([side, agency, dimension, 'TEN_DAYS', `${day.slice(0, 8)}${ten}`, key].join('|'), numbers)
        add([side, agency, dimension, 'MONTH', `${day.slice(0, 7)}-01`, key].join('|'), numbers)
      }
    }
  }
  return new Map([...counts].map(([name, numbers]) => [name, numbers.join(' ')]))
}

function sidesOf({ agency, providers }: Entry): (readonly [string, string])[] {
  return [['ALL', ''], ...(agency === '' ? [] : [['CONSUMER', agency] as const]), ...providers.map((provider) => ['PROVIDER', provider] as const)]
}

function* mentionsIn(entry: Entry, side: string, agency: string, items: ReadonlyMap<string, KnownItem>) {
  const mine = entry.asked.map((each) => ({ coordinate: each.split('=')[0] ?? '', became: each.split('=')[1] ?? null })).filter(({ coordinate }) => {
    const provider = items.get(coordinate)?.provider ?? null
    return side !== 'PROVIDER' || provider === null || provider === agency
  })
  const sums = (some: typeof mine) => ({
    released: some.filter(({ became }) => became !== null && DISCLOSURES.includes(became)).length,
    withheld: some.filter(({ became }) => became !== null && !DISCLOSURES.includes(became)).length,
  })
  const whole = { TOTAL: '', AGENCY: entry.agency, MATTER: entry.matter ?? '', CHANNEL: entry.channel, OUTCOME: entry.outcome, REGION: entry.agency.slice(2, 8), PROVINCE: entry.agency.slice(2, 4) }
  const untold = { ALL: [], PROVIDER: ['REGION', 'PROVINCE'], CONSUMER: ['AGENCY', 'REGION', 'PROVINCE'] }[side] as readonly string[]
  for (const [dimension, key] of Object.entries(whole)) if (!untold.includes(dimension)) yield { dimension, key, ...sums(mine) }
  const resourceOf = ({ coordinate }: { coordinate: string }) => items.get(coordinate)?.resource ?? ''
  for (const resource of new Set(mine.map(resourceOf))) yield { dimension: 'RESOURCE', key: resource, ...sums(mine.filter((each) => resourceOf(each) === resource)) }
  const withheld = mine.filter(({ became }) => became !== null && !DISCLOSURES.includes(became))
  for (const reason of new Set(withheld.map(({ became }) => became ?? ''))) {
    yield { dimension: 'REASON', key: reason, released: 0, withheld: withheld.filter(({ became }) => became === reason).length }
  }
}
