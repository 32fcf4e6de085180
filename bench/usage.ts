import { parse } from 'graphql'
import type { AccessPlan } from '#platform/access'
import { systemClock } from '#platform/clock'
import { type Database, openDatabase } from '#platform/db'
import { openLibraries } from '../router/libraries.ts'
import { countedDatabase, sizeName } from './counting.ts'
import { databaseOn, databaseTools } from './databases.ts'
import { digits, figure, grid, type Report, ratio } from './report.ts'
import { middle, paired } from './statistics.ts'

/** Of how many entries there are counts to compare with the most. */
const SIZES = [1_000_000]
const MOST_MS = 200
const WARM_UP = 3
const YEAR = { from: '2025-01-01', to: '2025-12-31' }

/** What a dashboard shows of a year, and of an odd piece of it. */
const DASHBOARD: Readonly<Record<string, { readonly by: string; readonly from: string; readonly to: string }>> = {
  'requests by day, a year (访问数量)': { by: 'DAY', ...YEAR },
  'requests by province, a year': { by: 'PROVINCE', ...YEAR },
  'requests by agency, a year, no small count': { by: 'AGENCY', ...YEAR },
  'requests by matter, a year': { by: 'MATTER', ...YEAR },
  'requests by resource, a year': { by: 'RESOURCE', ...YEAR },
  'refusals by reason, a year': { by: 'REASON', ...YEAR },
  'requests by matter, 12 January to 19 December': { by: 'MATTER', from: '2025-01-12', to: '2025-12-19' },
}

const ITEMS = [
  ...['asOf', 'total', 'suppressed'].map((field) => `Usage.${field}`),
  ...['code', 'entries', 'refused', 'failed', 'released', 'withheld', 'rows', 'subjectsRead', 'partly'].map((field) => `UsageGroup.${field}`),
]
const QUESTION = parse(`query ($by: UsageDimension!, $from: Date!, $to: Date!) { usage(by: $by, from: $from, to: $to, first: 100) {
  asOf total suppressed groups { edges { node { code { code name } entries refused failed released withheld rows subjectsRead partly } } } } }`)

interface Measured {
  readonly size: number
  readonly waits: ReadonlyMap<string, number[]>
  readonly megabytes: number
}

/** Asks a dashboard's questions of what `counting` has counted, few entries and many. */
export async function measureUsage(server: string, rounds: number, most: number): Promise<Report> {
  const measured: Measured[] = []
  for (const size of [...SIZES.filter((each) => each < most), most]) {
    const url = databaseOn(server, countedDatabase(size))
    const db = await openDatabase({ url, connections: 4 })
    try {
      measured.push({ size, waits: await waitsOf(db, rounds), megabytes: (await (await databaseTools()).sizeOf(url, 'audit.usage_count')) / 1_048_576 })
    } finally {
      await db.close()
    }
  }
  return reportOf(measured)
}

async function waitsOf(db: Database, rounds: number): Promise<Map<string, number[]>> {
  const library = openLibraries(db, systemClock, { cursors: Buffer.alloc(32, 5) }, ['audit']).get('audit')
  const waits = new Map<string, number[]>()
  for (const [what, { by, from, to }] of Object.entries(DASHBOARD)) {
    const asks = isWholeYear({ from, to }) ? 'assessor' : 'auditor'
    for (let round = 0; round < rounds + WARM_UP; round += 1) {
      const started = performance.now()
      const { data, errors } = (await library?.open(planOf(asks))({ document: QUESTION, variables: { by, from, to } })) ?? {}
      const wait = performance.now() - started
      if (errors !== undefined || data?.['usage'] === null) throw new Error(`a dashboard's question was not answered: ${errors?.[0]?.message}`)
      if (round >= WARM_UP) waits.set(what, [...(waits.get(what) ?? []), wait])
    }
  }
  return waits
}

const isWholeYear = ({ from, to }: { readonly from: string; readonly to: string }) => from === YEAR.from && to === YEAR.to

function planOf(persona: string): AccessPlan {
  return {
    agency: '11990101000000013G', personas: [persona], actor: { consumer: 'sys-bench', operator: 'op', represented: null, inPerson: false, byMandate: false }, matters: new Map(), liveCase: null, grants: [],
    common: new Map(ITEMS.map((item) => [item, 'CLEAR' as const])), classes: [], subjects: new Map(), aliases: new Map(), idKey: Buffer.alloc(32), sealed: () => false,
    sealedSubjects: () => [], router: false, countedTypes: new Set(), read: new Set(), today: '2026-01-02',
  }
}

function reportOf(measured: readonly Measured[]): Report {
  const of = (at: number, what: string) => measured.at(at)?.waits.get(what) ?? []
  const questions = Object.keys(DASHBOARD)
  const names = measured.map(({ size }) => sizeName(size))
  return {
    rows: questions.map((what) => {
      const last = middle(of(-1, what))
      return { what: `${what}, ${names.at(-1)}`, measured: `${figure(last)} ms`, wanted: `≤ ${MOST_MS} ms`, reached: last.value <= MOST_MS }
    }),
    how: 'Each question goes through the library, statement and suppression and all, over the counts that `counting` made of generated entries: 1,000 agencies, 2,000 matters, 240 resources of 30 providers, a year.',
    details: [
      grid(['middle wait in ms', ...names, 'growth'], questions.map((what) => [what, ...measured.map(({ waits }) => figure(middle(waits.get(what) ?? []))), ratio(paired(of(-1, what), of(0, what)))])),
      grid(['', ...names], [['counts, with their index, MB', ...measured.map(({ megabytes }) => digits(megabytes))]]),
    ].join('\n'),
  }
}
