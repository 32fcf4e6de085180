import { parse } from 'graphql'
import type { AccessPlan } from '#platform/access'
import { systemClock } from '#platform/clock'
import { type Database, migrate, openDatabase } from '#platform/db'
import { silentLog } from '#platform/log'
import { openLibraries } from '../router/libraries.ts'
import { openUsage } from '../router/usage/open.ts'
import { databaseOn, databaseTools } from './databases.ts'
import { digits, figure, grid, type Report, ratio } from './report.ts'
import { middle, paired } from './statistics.ts'

const NAME = 'bench_usage'
const SIZES = [1_000_000, 5_000_000, 20_000_000]
/** Entries that are on record at a time; those counted are taken away. */
const SLICE = 250_000
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

/** Counts generated entries as the hub counts its own, and asks a dashboard's questions as their number grows. */
export async function measureUsage(server: string, rounds: number, most: number): Promise<Report> {
  const sizes = [...SIZES.filter((size) => size < most), most]
  const tools = await databaseTools()
  await tools.copyDatabase(server, 'template0', NAME)
  const url = databaseOn(server, NAME)
  const db = await openDatabase({ url, connections: 4 })
  try {
    await migrate(db, ['audit'])
    await tools.prepareEntries(url)
    const measured: { readonly size: number; readonly waits: ReadonlyMap<string, number[]>; readonly rate: number; readonly megabytes: number }[] = []
    for (const [at, size] of sizes.entries()) {
      const before = sizes[at - 1] ?? 0
      const rate = await countUpTo(db, url, { from: before, to: size })
      await tools.analyse(url, 'audit.usage_count')
      measured.push({ size, rate, waits: await waitsOf(db, rounds), megabytes: (await tools.sizeOf(url, 'audit.usage_count')) / 1_048_576 })
    }
    return reportOf(measured)
  } finally {
    await db.close()
    await tools.dropDatabase(server, NAME)
  }
}

/** Entries counted in a second, slice by slice; the time that making them takes is left out. */
async function countUpTo(db: Database, url: string, { from, to }: { readonly from: number; readonly to: number }): Promise<number> {
  const { generateEntries, emptyRecord, analyse } = await databaseTools()
  const usage = openUsage({ db, clock: systemClock, log: silentLog }, { items: () => Promise.resolve([]) })
  let countingMs = 0
  for (let at = from; at < to; at += SLICE) {
    await generateEntries(url, { from: at, count: Math.min(SLICE, to - at), whole: to - from })
    await analyse(url, 'audit.access_record')
    const started = performance.now()
    await usage.count()
    countingMs += performance.now() - started
    await emptyRecord(url)
  }
  return ((to - from) / countingMs) * 1_000
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
    agency: '11990101000000013G', personas: [persona], actor: { consumer: 'sys-bench', operator: 'op', represented: null, inPerson: false }, matters: new Map(), liveCase: null, grants: [],
    common: new Map(ITEMS.map((item) => [item, 'CLEAR' as const])), classes: [], subjects: new Map(), aliases: new Map(), idKey: Buffer.alloc(32), sealed: () => false,
    sealedSubjects: () => [], router: false, countedTypes: new Set(), read: new Set(), today: '2026-01-02',
  }
}

type Measured = Parameters<typeof reportOf>[0]

function reportOf(measured: readonly { readonly size: number; readonly waits: ReadonlyMap<string, number[]>; readonly rate: number; readonly megabytes: number }[]): Report {
  const of = (at: number, what: string) => measured.at(at)?.waits.get(what) ?? []
  const questions = Object.keys(DASHBOARD)
  return {
    rows: questions.map((what) => {
      const last = middle(of(-1, what))
      return { what: `${what}, ${names(measured).at(-1)}`, measured: `${figure(last)} ms`, wanted: `≤ ${MOST_MS} ms`, reached: last.high <= MOST_MS }
    }),
    how: 'Entries are generated on the server and counted as the hub counts its own, slice by slice; those counted are taken away, so the counts are those of all of them. Each question goes through the library, statement and suppression and all.',
    details: [
      grid(['middle wait in ms', ...names(measured), 'growth'], questions.map((what) => [what, ...measured.map(({ waits }) => figure(middle(waits.get(what) ?? []))), ratio(paired(of(-1, what), of(0, what)))])),
      grid(['', ...names(measured)], [
        ['entries counted in a second', ...measured.map(({ rate }) => digits(rate))],
        ['counts, with their index, MB', ...measured.map(({ megabytes }) => digits(megabytes))],
      ]),
    ].join('\n'),
  }
}

const names = (measured: Measured) => measured.map(({ size }) => `${size.toLocaleString('en')} entries`)
