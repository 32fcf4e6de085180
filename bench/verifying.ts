import { randomBytes } from 'node:crypto'
import { systemClock } from '#platform/clock'
import { type Database, migrate, openDatabase } from '#platform/db'
import { sm2KeyPair } from '#platform/sm2'
import { type AccessEntry, makeCheckpoint, record, recordedDecision, type Signer, signerOf, verifyRecord } from '../subgraphs/audit/index.ts'
import { databaseOn, databaseTools } from './databases.ts'
import { digits, figure, grid, type Report } from './report.ts'
import { middle } from './statistics.ts'

const DATABASE = 'bench_verifying'
const ENTRIES = 300_000
/** Entries that wait for one commit, as on a busy hub. */
const AT_ONCE = 500
/** Entries under one checkpoint. */
const ANCHORED_TOGETHER = 10_000
const PER_SECOND_LEAST = 50_000

/** How fast `hub audit verify` goes through a record that the hub's own writer made: entries, their rows of concerns, checkpoints. */
export async function measureVerifying(server: string, rounds: number): Promise<Report> {
  const tools = await databaseTools()
  await tools.copyDatabase(server, 'template0', DATABASE)
  const db = await openDatabase({ url: databaseOn(server, DATABASE), connections: 4 })
  const signer = signerOf(sm2KeyPair(randomBytes(32)).privateKey)
  try {
    await migrate(db, ['audit'])
    await makeRecord(db, signer)
    await tools.analyse(databaseOn(server, DATABASE), '')
    const keys = new Map([[signer.id, signer.publicKey]])
    const verify = async () => {
      const began = performance.now()
      const { entries, checkpoints, fault } = await verifyRecord(db, { keys })
      if (fault !== null || entries !== ENTRIES || checkpoints !== ENTRIES / ANCHORED_TOGETHER) throw new Error('the record must be verified as a whole')
      return entries / ((performance.now() - began) / 1_000)
    }
    await verify()
    const rates: number[] = []
    for (let round = 0; round < rounds; round += 1) rates.push(await verify())
    return reportOf(rates)
  } finally {
    await db.close()
    await tools.dropDatabase(server, DATABASE)
  }
}

async function makeRecord(db: Database, signer: Signer): Promise<void> {
  for (let made = 0; made < ENTRIES; made += AT_ONCE) {
    await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => record(db, entryOf(made + index))))
    if ((made + AT_ONCE) % ANCHORED_TOGETHER === 0) await makeCheckpoint(db, signer, new Date(systemClock.now()))
  }
}

const DECISIONS = Array.from({ length: 400 }, (_, number) => recordedDecision({
  agencyRoles: ['DECIDING'], zone: 'GOVERNMENT', channel: 'WINDOW', operationName: 'Bench', operationHash: `bench-${number}`, grants: [`G${number}@1`], asked: [],
  released: ['Person.name=CLEAR', 'Person.isAlive=CLEAR'], refused: ['Person.mobile=NO_GRANT'], searched: ['Person.citizenId'], provided: [], policyVersion: '0',
}, '{"matter":null}', ['1199010000000022XR']))

/** A question about one person under a case, as most are. */
function entryOf(number: number): AccessEntry {
  const matter = '11990101000000019X4990511001001'
  return {
    at: new Date(systemClock.now()), traceId: `trace-${number}`, consumer: 'bench', agency: '11990101000000019X', operator: `operator-${number % 500}`, represented: null,
    client: '192.0.2.7', matter, caseNo: `${matter}-20260203-${String(number % 100_000).padStart(6, '0')}`, reason: null, decision: DECISIONS[number % DECISIONS.length] as AccessEntry['decision'],
    verdicts: [], rows: 1, outcome: 'PARTIAL', durationMs: 9, catalogueVersion: 1, answer: 'x'.repeat(43), subjects: [`subject-${number}`], named: [], namedAgain: [],
    category: null, circumstances: null, alerts: [],
  }
}

function reportOf(rates: readonly number[]): Report {
  const rate = middle(rates)
  return {
    rows: [{ what: 'entries verified in a second', measured: figure(rate), wanted: `≥ ${digits(PER_SECOND_LEAST)}`, reached: rate.value >= PER_SECOND_LEAST }],
    how: `${digits(ENTRIES)} entries about one person each, written by the hub's own writer and put under a checkpoint each ${digits(ANCHORED_TOGETHER)}, are verified as a whole: chain, columns, rows of concerns, decisions, checkpoints. ${rates.length} rounds.`,
    details: grid(['', 'ten million entries, a busy day'], [['at this rate', `${digits(10_000_000 / rate.value / 60)} min`]]),
  }
}
