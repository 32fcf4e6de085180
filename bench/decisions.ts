import { readFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { buildSchema, parse } from 'graphql'
import { systemClock, today } from '#platform/clock'
import { ContractItems } from '#platform/contract'
import { projectFile } from '#platform/files'
import { subjectKey } from '#platform/keys'
import { asker, type AskedOperation } from '../router/decision/asked.ts'
import type { DecisionTools } from '../router/decision/decide.ts'
import type { Facts, Grant } from '../router/decision/facts.ts'
import { indexOf } from '../router/decision/grants.ts'
import { openDecider } from '../router/decision/known.ts'
import { readOperation } from '../router/operation.ts'
import { examples } from '../seeds/examples.ts'
import { digits, figure, grid, type Report } from './report.ts'
import { type Middle, middle } from './statistics.ts'

const AGENCIES = 500
const GRANTS = 10_000
const ITEMS = 2_000
const ITEMS_PER_GRANT = 20
const MATTERS = 200
const KNOWN_MOST_US = 20
const UNKNOWN_MOST_US = 2_000
const GRANTS_MOST_MB = 100
const PER_ROUND = 2_000

/** What a decision takes where the catalogue is full, and what its grants weigh. */
export async function measureDecisions(rounds: number): Promise<Report> {
  const tools = toolsOf()
  const before = heapMb()
  const grants = grantsOf(itemNames(tools.items))
  // Each agency's grants are indexed when it first asks; here all of them have.
  for (const own of grants.values()) indexOf(own)
  const weight = heapMb() - before
  const asked = askedOperations(tools)
  const timed = asked.map(({ name, operation }) => ({ name, ...times(operation, tools, grants, rounds) }))
  const worst = (side: 'known' | 'unknown') => timed.map((each) => each[side]).reduce((one, other) => (one.value > other.value ? one : other))
  const row = (what: string, measured: Middle, most: number) => ({ what, measured: `${figure(measured)} µs`, wanted: `under ${digits(most)} µs`, reached: measured.high < most })
  return {
    how: `${AGENCIES} agencies, ${digits(GRANTS)} grants of ${ITEMS_PER_GRANT} among ${digits(ITEMS)} items each; ${rounds} rounds of ${digits(PER_ROUND)} decisions, the largest example is what counts; processor time, so that others on the machine do not count.`,
    rows: [
      row('a decision for a known pair of operation and rights', worst('known'), KNOWN_MOST_US),
      row('a decision for an unknown one', worst('unknown'), UNKNOWN_MOST_US),
      { what: 'all grants with their indexes', measured: `${digits(weight)} MB`, wanted: `under ${GRANTS_MOST_MB} MB`, reached: weight < GRANTS_MOST_MB },
    ],
    details: grid(['example', 'fields', 'known, µs', 'unknown, µs'], timed.map(({ name, fields, known, unknown }) => [name, String(fields), figure(known), figure(unknown)])),
  }
}

function toolsOf(): DecisionTools {
  const text = (file: string) => readFileSync(projectFile(file), 'utf8')
  return {
    schema: buildSchema(text('schema/api.graphql'), { assumeValidSDL: true }),
    items: new ContractItems(parse(text('schema/supergraph.graphql'), { noLocation: true })),
    keyOf: subjectKey.bind(null, Buffer.alloc(32, 'bench')),
    idKey: Buffer.alloc(32),
  }
}

/** Names of items, those that fall into slices once for each of some slices. */
function itemNames(items: ContractItems): string[] {
  const all = items.all()
  const names = all.filter(({ sliced }) => !sliced).map(({ coordinate }) => coordinate)
  for (let slice = 0; names.length < ITEMS; slice += 1) for (const { coordinate, sliced } of all) if (sliced) names.push(`${coordinate}@S${slice}`)
  return names.slice(0, ITEMS)
}

function grantsOf(names: readonly string[]): Map<number, Grant[]> {
  const byAgency = new Map<number, Grant[]>()
  for (let at = 0; at < GRANTS; at += 1) {
    const agency = at % AGENCIES
    const turn = Math.floor(at / AGENCIES)
    const items = Array.from({ length: ITEMS_PER_GRANT }, (_, place) => names[(at * 7 + place * 97 + turn * 13) % names.length] as string)
    const grant: Grant = {
      id: `G${at}`, version: 1, consumerClass: null, matters: [matter(at % MATTERS)], agencyRoles: ['DECIDING'], binding: { kind: 'CASE_PARTY', roles: ['APPLICANT', 'AGENT'] },
      quotaPerDay: null,
      regions: ['990101000000'], validFrom: '2026-01-01', validTo: '2099-12-31', revoked: false,
      items: [...new Set(items)].map((item) => ({ item, disclosure: at % 3 === 0 ? 'MASKED' : 'CLEAR', arguments: null })),
    }
    byAgency.set(agency, [...(byAgency.get(agency) ?? []), grant])
  }
  return byAgency
}

const matter = (at: number) => `M${String(at).padStart(30, '0')}`

function askedOperations({ schema, items }: DecisionTools): { name: string; operation: () => AskedOperation }[] {
  const ask = asker(schema, items)
  return examples().flatMap(({ name, query, variables }) => {
    const operation = readOperation(schema, query, variables ?? {}, undefined)
    return 'errors' in operation ? [] : [{ name, operation: () => ask(operation) }]
  })
}

function times(operation: () => AskedOperation, tools: DecisionTools, grants: ReadonlyMap<number, readonly Grant[]>, rounds: number) {
  const facts = Array.from(grants.values(), factsOf)
  const one = facts[0] as Facts
  const decider = openDecider()
  const asked = operation()
  const known: number[] = []
  const unknown: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    known.push(per(PER_ROUND, () => decider.decide(asked, one, tools)))
    // Nothing is remembered of an agency that has not asked yet.
    let at = 0
    const fresh = openDecider()
    unknown.push(per(facts.length, () => fresh.decide(asked, facts[(at += 1) % facts.length] as Facts, tools)))
  }
  return { fields: countOf(asked), known: middle(known), unknown: middle(unknown) }
}

function countOf({ uses }: AskedOperation): number {
  return uses.reduce((sum, { children }) => sum + 1 + countOf({ id: 0, uses: children }), 0)
}

/** Microseconds of the processor that one takes, of so many. */
function per(count: number, work: () => unknown): number {
  const started = process.cpuUsage()
  for (let at = 0; at < count; at += 1) work()
  const { user, system } = process.cpuUsage(started)
  return (user + system) / count
}

function factsOf(grants: readonly Grant[], at: number): Facts {
  return {
    caller: {
      consumer: `C${at}`, agency: `A${at}`, operator: 'op', operatorKey: null, represented: null, zone: 'GOVERNMENT', assurance: 'HIGH', personas: [], fault: null,
    },
    purpose: { matter: grants[0]?.matters[0] ?? '', caseNo: 'case', reason: null },
    caseFacts: {
      kind: 'APPLICATION', state: '30', open: true, matterCode: grants[0]?.matters[0] ?? '', agencyRoles: ['DECIDING'], step: null,
      handlingDivision: '990101000000', region: null, category: null, decidedAt: null, expiresAt: null, proven: true,
      parties: [{ subject: 'a', role: 'APPLICANT' }, { subject: 'b', role: 'AGENT' }],
    },
    matter: matterFacts(grants[0]?.matters[0] ?? '', at), matters: new Map(), caseTerms: null, grants, classGrants: NO_CLASS, exhausted: new Set(), regionOverride: null, kin: [], aliases: new Map(), protected: new Map(), published: PUBLISHED, today: today(systemClock),
  }
}

const NO_CLASS: readonly Grant[] = []

function matterFacts(code: string, at: number): Facts['matter'] {
  return { code, basicCode: code.slice(0, 12), name: '示例事项', agency: `A${at}`, jointAgencies: [], entrustedAgencies: [], division: '990101000000', handleScope: null, afterDecisionDays: 0, inUse: true }
}

const PUBLISHED: Facts['published'] = { of: (item) => item, inSlice: () => 'CONDITIONAL', entries: () => [] }

function heapMb(): number {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
  return process.memoryUsage().heapUsed / 1_048_576
}
