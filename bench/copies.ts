import { monitorEventLoopDelay } from 'node:perf_hooks'
import { agencyOf } from '../seeds/agencies.ts'
import { divisions } from '../seeds/divisions/divisions.ts'
import { LICENCE_TYPES } from '../seeds/licence-types.ts'
import { openPrinter } from '../subgraphs/licences/printing/pool.ts'
import type { CopyToPrint, Printer } from '../subgraphs/licences/printing/printer.ts'
import { watermarkOf } from '../subgraphs/licences/printing/watermark.ts'
import { digits, grid, type Report } from './report.ts'
import { median, quantile } from './statistics.ts'

const ONE_BY_ONE = 240
const MANY = 1_000
const WARM = 60
/** So many threads print, and so many copies are under way. */
const THREADS = 2
const UNDER_WAY = 8
const PARTS = 20

const COPY_MOST_MS = 150
const COPY_MOST_KB = 200
const LOOP_MOST_MS = 2
/** Collecting garbage moves resident memory by some per cent either way. */
const FLAT_MOST = 1.05

/** What a copy takes and weighs, what printing leaves of the event loop, and memory over many copies. */
export async function measureCopies(): Promise<Report> {
  const single = await oneByOne()
  const many = await manyAtOnce()
  const [early, late] = [median(many.resident.slice(5, 10)), median(many.resident.slice(-5))]
  const [p50, p95] = [median(single.ms), quantile(single.ms, 0.95)]
  const largest = Math.max(...single.kb)
  return {
    how: `Copies of one licence each, of the ${LICENCE_TYPES.length} types in turn, all texts different. First ${ONE_BY_ONE} one after another through one thread, then ${digits(MANY)} through ${THREADS}, ${UNDER_WAY} under way.`,
    rows: [
      { what: 'a copy, from asking to the file: half of them', measured: `${digits(p50)} ms`, wanted: `< ${COPY_MOST_MS} ms`, reached: p50 < COPY_MOST_MS },
      { what: 'the same: 95 of 100', measured: `${digits(p95)} ms`, wanted: `< ${COPY_MOST_MS} ms`, reached: p95 < COPY_MOST_MS },
      { what: `the largest file (median ${digits(median(single.kb))} KB)`, measured: `${digits(largest)} KB`, wanted: `< ${COPY_MOST_KB} KB`, reached: largest < COPY_MOST_KB },
      { what: `a copy's share of the event loop (its delay meanwhile: 99 of 100 under ${digits(many.delayMs)} ms)`, measured: `${digits(many.loopMs)} ms`, wanted: `< ${LOOP_MOST_MS} ms`, reached: many.loopMs < LOOP_MOST_MS },
      { what: `resident memory over ${digits(MANY)} copies: last quarter against the second`, measured: `${digits(early)} → ${digits(late)} MB, ${digits(late / early)}×`, wanted: `≤ ${FLAT_MOST}×`, reached: late / early <= FLAT_MOST },
    ],
    details: [
      `The first copy of a thread, which opens the font, took ${digits(single.firstMs)} ms; ${THREADS} threads printed ${digits(many.perSecond)} copies a second.\n`,
      grid(['copies', ...shown().map((at) => digits(((at + 1) * MANY) / PARTS))], [['resident memory in MB', ...shown().map((at) => digits(many.resident[at] ?? 0))]]),
    ].join('\n'),
  }
}

const shown = () => Array.from({ length: 10 }, (_each, at) => at * 2 + 1)

async function oneByOne(): Promise<{ firstMs: number; ms: number[]; kb: number[] }> {
  const printer = openPrinter({ threads: 1 })
  const [ms, kb]: [number[], number[]] = [[], []]
  try {
    const firstMs = (await timed(printer, 0)).ms
    for (let at = 1; at < WARM; at += 1) await timed(printer, at)
    for (let at = 0; at < ONE_BY_ONE; at += 1) {
      const copy = await timed(printer, WARM + at)
      ms.push(copy.ms)
      kb.push(copy.kb)
    }
    return { firstMs, ms, kb }
  } finally {
    await printer.close()
  }
}

async function timed(printer: Printer, at: number): Promise<{ ms: number; kb: number }> {
  const copy = copyOf(at)
  const started = performance.now()
  const { length } = await printer.print(copy)
  return { ms: performance.now() - started, kb: length / 1_000 }
}

async function manyAtOnce() {
  const printer = openPrinter({ threads: THREADS })
  const resident: number[] = []
  try {
    await printAll(printer, Array.from({ length: WARM }, (_each, at) => at))
    const delay = monitorEventLoopDelay({ resolution: 1 })
    const loop = performance.eventLoopUtilization()
    const started = performance.now()
    delay.enable()
    for (let part = 0; part < PARTS; part += 1) {
      await printAll(printer, Array.from({ length: MANY / PARTS }, (_each, at) => WARM + (part * MANY) / PARTS + at))
      resident.push(process.memoryUsage.rss() / 1e6)
    }
    delay.disable()
    const seconds = (performance.now() - started) / 1_000
    return { resident, perSecond: MANY / seconds, loopMs: performance.eventLoopUtilization(loop).active / MANY, delayMs: delay.percentile(99) / 1e6 }
  } finally {
    await printer.close()
  }
}

async function printAll(printer: Printer, numbers: readonly number[]): Promise<void> {
  const left = [...numbers]
  const one = async () => {
    for (let at = left.pop(); at !== undefined; at = left.pop()) await printer.print(copyOf(at))
  }
  await Promise.all(Array.from({ length: UNDER_WAY }, one))
}

/** Names of the real divisions, which hold some two thousand different characters, as places and people are named. */
const LETTERS = [...divisions().map(({ name }) => name).join('')]

function copyOf(at: number): CopyToPrint {
  const { code, name, face, provider } = LICENCE_TYPES[at % LICENCE_TYPES.length] as (typeof LICENCE_TYPES)[number]
  const text = (place: number, length: number) => LETTERS.slice((at * 97 + place * 31) % (LETTERS.length - length)).slice(0, length).join('')
  const agency = agencyOf(provider).name
  const number = `BENCH${String(at).padStart(12, '0')}`
  return {
    number, madeOn: '2026-11-26', preview: false, checkAt: `https://hub.example.gov.cn/v/${number}`,
    watermark: watermarkOf({ trustGrade: 'A', provider: agency, agency, matter: '高龄津贴发放', reason: text(99, 10), madeOn: '2026-11-26', validUntil: '2026-12-26', number }),
    licences: [{
      type: code, templateVersion: '1.0', name, identifier: `1.2.156.3005.2.${code}.${'1'.repeat(18)}.${number}.001.8`, number,
      issuerName: agency, issuedOn: '2021-06-01', validFrom: '2021-06-01', validTo: null, trustGrade: 'A', holders: [text(98, 3)],
      titles: Object.fromEntries(face.map((field) => [field.name, field.title])),
      face: Object.fromEntries(face.map((field, place) => [field.name, text(place, LENGTHS[field.mask] ?? 8)])),
    }],
  }
}

/** How long texts of a kind are; addresses are long. */
const LENGTHS: Readonly<Record<string, number>> = { NAME: 3, ADDR: 24 }
