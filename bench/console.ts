import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { JWK } from 'jose'
import { systemClock } from '#platform/clock'
import { projectFile } from '#platform/files'
import { builtConsole } from '../router/console/assets.ts'
import { openSeal } from '../router/console/sealed.ts'
import { Sessions } from '../router/console/sessions.ts'
import { deriveSecrets } from '../router/secrets.ts'
import { personaToken } from '../router/tokens.ts'
import { codeOf } from '../seeds/agencies.ts'
import { workbenchLoads } from './browser.ts'
import { databaseOn, databaseTools } from './databases.ts'
import { command, MASTER, type MeasuredHub, prepareFolder, startMeasured } from './hub.ts'
import { digits, grid, type Report, type Row } from './report.ts'
import { median, quantile } from './statistics.ts'

const DATABASE = 'bench_console'
const ENTRIES = 1_000_000
/** So that a month of the record is a third of it. */
const DAYS = 90
const RESOURCES = 10_000
const MOST_MS = 300
const USABLE_MOST_MS = 2_000
const LOADS = 9
const SCRIPT_MOST = 350_000
const WARM_UP = 6
/** A page that lies so deep is reached by so many pages of a hundred. */
const DEEP = 50
const DAY_MS = 86_400_000

type Persona = 'auditor' | 'steward-public-security' | 'sharing-authority' | 'approver-public-security'

/** A page of a screen, as the console asks for it. */
interface Asked {
  readonly what: string
  readonly persona: Persona
  /** Name of the console's document, and its variables besides the page. */
  readonly operation: string
  readonly variables: object
  /** Whether it is measured deep in the list too. */
  readonly deep?: true
}

const day = (ago: number) => new Date(systemClock.now() - ago * DAY_MS).toISOString()

function pages(): readonly Asked[] {
  const [month, police] = [{ from: day(30), to: day(0) }, codeOf('public-security')]
  const records = (what: string, filter: object, more: Partial<Asked> & { orderBy?: string } = {}): Asked => {
    const { orderBy = 'NEWEST_FIRST', ...rest } = more
    return { what: `records: ${what}`, persona: 'auditor', operation: 'Records', variables: { filter, orderBy }, ...rest }
  }
  const catalogue = (what: string, filter: object, more: Partial<Asked> = {}): Asked =>
    ({ what: `catalogue: ${what}`, persona: 'steward-public-security', operation: 'Catalogue', variables: { filter }, ...more })
  const matrix = (what: string, filter: object, more: Partial<Asked> = {}): Asked =>
    ({ what: `matrix: ${what}`, persona: 'sharing-authority', operation: 'AccessMatrix', variables: { filter }, ...more })
  return [
    records('all', {}, { deep: true }), records('all, the oldest first', {}, { deep: true, orderBy: 'OLDEST_FIRST' }), records('of a month', month, { deep: true }),
    records('of an agency', { agency: police }, { deep: true }), records('of an agency, the oldest first', { agency: police }, { orderBy: 'OLDEST_FIRST' }),
    records('what an agency provides', { agency: police, role: 'PROVIDER' }, { deep: true }), records('what an agency provides, in a month', { ...month, agency: police, role: 'PROVIDER' }),
    records('what an agency provides, the oldest first', { agency: police, role: 'PROVIDER' }, { orderBy: 'OLDEST_FIRST' }),
    records('of a case', { caseNo: '11990101000000000X4990511001001-20260203-012345' }),
    ...['ANSWERED', 'PARTIAL', 'REFUSED', 'FAILED'].map((outcome) => records(`that ended ${outcome}, of a month`, { ...month, outcome })),
    records('of an agency, that ended FAILED, of a month', { ...month, agency: police, outcome: 'FAILED' }),
    records('what an agency provides, that ended FAILED, of a month', { ...month, agency: police, role: 'PROVIDER', outcome: 'FAILED' }),
    records('of one’s own', {}, { persona: 'steward-public-security', deep: true }), records('what one provides', { role: 'PROVIDER' }, { persona: 'steward-public-security', deep: true }),
    { what: 'records: exports', persona: 'auditor', operation: 'RecordExports', variables: {} },
    catalogue('all', {}, { deep: true }), catalogue('by a word', { text: '姓名' }), catalogue('by a word that is rare', { text: '曾用名' }), catalogue('by a word that is nowhere', { text: '查无此词' }),
    catalogue('by its state', { state: 'PUBLISHED' }), catalogue('of one’s own', { provider: police }),
    { what: 'apply: the tree of items', persona: 'steward-public-security', operation: 'CatalogueTree', variables: { filter: {} }, deep: true },
    matrix('all', {}, { deep: true }), matrix('by a word', { text: '姓名' }), matrix('by a word that is nowhere', { text: '查无此词' }), matrix('items that are granted', { granted: true }),
    { what: 'grants: held', persona: 'steward-public-security', operation: 'GrantList', variables: { filter: { side: 'GIVEN' }, orderBy: 'ENDS_FIRST' } },
    { what: 'applications', persona: 'approver-public-security', operation: 'Applications', variables: { filter: {} } },
  ]
}

/** Pages of the console's lists, over HTTP as the console asks for them, from a record and a catalogue that are large; and what a browser loads first. */
export async function measureConsole(server: string, rounds: number): Promise<Report> {
  const tools = await databaseTools()
  const { key, server: onServer } = await prepareFolder()
  await tools.copyDatabase(server, 'template0', DATABASE)
  const url = databaseOn(server, DATABASE)
  const environment = onServer(url)
  let hub: MeasuredHub | undefined
  try {
    await once(command(['seed'], environment), 'close')
    await tools.multiplyResources(url, RESOURCES)
    hub = await startMeasured(environment)
    // Before there is a record to be counted, which would take the browser's processor.
    const loads = await workbenchLoads(hub.url, await cookieOf(key, 'approver-public-security'), LOADS)
    await hub.stop()
    const agencies = ['public-security', 'civil-affairs', 'tax', 'health'].map(codeOf)
    const others = Array.from({ length: 996 }, (_each, index) => `11${990_101 + (index % 97)}${String(index).padStart(9, '0')}X`)
    await tools.fillRecord(url, { count: ENTRIES, days: DAYS, agencies: [...agencies, ...others], providers: [...agencies, ...others.slice(0, 26)] })
    hub = await startMeasured(environment)
    while ((await tools.notAnchored(url)) > 1_000) await new Promise((resolve) => setTimeout(resolve, 1_000))
    await tools.analyse(url, 'audit.access_record')
    const waits = await waitsOf(hub, key, rounds)
    return reportOf(waits, loads, rounds)
  } finally {
    await hub?.stop()
    await tools.dropDatabase(server, DATABASE)
  }
}

type Waits = ReadonlyMap<string, readonly number[]>

async function waitsOf({ url }: MeasuredHub, key: JWK, rounds: number): Promise<Waits> {
  const waits = new Map<string, number[]>()
  const sessions = new Map<Persona, Asking>()
  for (const { what, persona, operation, variables, deep } of pages()) {
    const asking = sessions.get(persona) ?? (await signedIn(url, key, persona))
    sessions.set(persona, asking)
    const measured = async (name: string, after: string | null) => {
      for (let round = 0; round < rounds + WARM_UP; round += 1) {
        const began = performance.now()
        await asking(operation, { ...variables, first: 20, after })
        if (round >= WARM_UP) waits.set(name, [...(waits.get(name) ?? []), performance.now() - began])
      }
    }
    await measured(what, null)
    if (deep === undefined) continue
    let place: string | null = null
    for (let page = 0; page < DEEP; page += 1) place = (await asking(operation, { ...variables, first: 100, after: place })) ?? place
    await measured(`${what}, deep in the list`, place)
  }
  const auditor = sessions.get('auditor') ?? (await signedIn(url, key, 'auditor'))
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now()
    // Ninety days of ten thousand entries each.
    await auditor('ExportRecords', { input: { filter: { from: day(45), to: day(44.2) }, reason: '年度审计抽查使用记录' } })
    waits.set('records: an export is opened', [...(waits.get('records: an export is opened') ?? []), performance.now() - began])
  }
  return waits
}

/** Asks a document of the console; gives the cursor of the end of the page, where the answer is one. */
type Asking = (operation: string, variables: object) => Promise<string | null>

async function cookieOf(key: JWK, persona: Persona): Promise<string> {
  const sessions = new Sessions(openSeal(deriveSecrets(MASTER).consoleSessions, systemClock), systemClock, false)
  return (await sessions.begin(await personaToken(key, persona, undefined, systemClock), null))?.split(';')[0] ?? ''
}

async function signedIn(url: string, key: JWK, persona: Persona): Promise<Asking> {
  const cookie = await cookieOf(key, persona)
  const { csrf } = (await (await fetch(`${url}/console/session`, { headers: { cookie } })).json()) as { csrf: string }
  const documents = JSON.parse(readFileSync(projectFile('console', 'documents.json'), 'utf8')) as Record<string, string>
  const idOf = (name: string) => Object.keys(documents).find((id) => new RegExp(`^(query|mutation) ${name}\\b`).test(documents[id] ?? ''))
  const headers = { cookie, 'x-csrf-token': csrf, origin: new URL(url).origin, 'content-type': 'application/json', accept: 'application/json' }
  return async (operation, variables) => {
    const response = await fetch(`${url}/console/graphql`, { method: 'POST', headers, body: JSON.stringify({ documentId: idOf(operation), variables }) })
    const { data, errors } = (await response.json()) as { data?: Record<string, { pageInfo?: { endCursor: string | null } } | null>; errors?: { message: string }[] }
    const answer = Object.values(data ?? {})[0] ?? null
    if (errors !== undefined || answer === null) throw new Error(`${operation} was not answered: ${errors?.[0]?.message}`)
    return answer.pageInfo?.endCursor ?? null
  }
}

/** Bytes of packed script that a browser loads before the workbench is there. */
function firstLoad(): number {
  const { page = '', assets = new Map<string, { body: Buffer; packed: { gzip?: Buffer } }>() } = builtConsole() ?? {}
  const found = new Set([...assets.keys()].filter((path) => path.endsWith('.js') && (page.includes(path) || /\/workbench-/.test(path))))
  for (const path of found) {
    const text = assets.get(path)?.body.toString() ?? ''
    for (const [, name = ''] of text.matchAll(/(?:\bfrom|\bimport)\s*["'`]\.\/([\w.-]+\.js)["'`]/g)) found.add(`/console/assets/${name}`)
  }
  return [...found].reduce((sum, path) => sum + (assets.get(path)?.packed.gzip?.length ?? Number.NaN), 0)
}

/** How soon the workbench can be used; nothing where no browser is there to tell. */
function usable(loads: readonly number[]): Row[] {
  const wait = median(loads)
  return loads.length === 0 ? [] : [{ what: 'the workbench can be used, nothing kept, a processor four times as slow', measured: `${digits(wait)} ms`, wanted: `< ${USABLE_MOST_MS} ms`, reached: wait < USABLE_MOST_MS }]
}

function reportOf(waits: Waits, loads: readonly number[], rounds: number): Report {
  const bytes = firstLoad()
  const rows = [...waits].map(([what, times]): Row => {
    const slow = quantile(times, 0.95)
    return { what, measured: `${digits(slow)} ms`, wanted: `< ${MOST_MS} ms`, reached: slow < MOST_MS }
  })
  return {
    rows: [...rows, { what: 'packed script before the workbench is there', measured: `${digits(bytes / 1_000)} KB`, wanted: `< ${SCRIPT_MOST / 1_000} KB`, reached: bytes < SCRIPT_MOST }, ...usable(loads)],
    how: `Each page of 20 was asked for ${rounds} times, one after the other, with the console's own document, session and address; 95 of 100 waited no longer than the table says. ${ENTRIES.toLocaleString('en')} entries of ${DAYS} days and 1,000 agencies, ${RESOURCES.toLocaleString('en')} resources with three items each beside those of the seeds; deep in the list is after ${DEEP} pages of 100. The workbench was loaded ${LOADS} times before the record was filled, each time in a browser that had nothing, until what waits was listed and a key was taken; the table says the median.`,
    details: grid(['wait in ms', 'p50', 'p95'], [...waits].map(([what, times]) => [what, digits(quantile(times, 0.5)), digits(quantile(times, 0.95))])),
  }
}
