import { type DocumentNode, Kind, type OperationDefinitionNode, parse, print } from 'graphql'
import { installContenders } from './contenders.ts'
import { databaseOn, databaseTools, leavingNoRecord } from './databases.ts'
import { type MeasuredHub, prepareFolder, startMeasured } from './hub.ts'
import { load, post, type Request } from './load.ts'
import { digits, grid, type Report } from './report.ts'
import { type Scenario, scenarios } from './scenarios.ts'
import { median } from './statistics.ts'

const DATABASE = 'bench1m'
const OPERATIONS = 10_000
const CONNECTIONS = 16
/** Memory is read so often in a run; the first quarter warms up. */
const PARTS = 40
const RESIDENT_MAX_MB = 350
/** Collecting garbage moves resident memory by some per cent either way. */
const FLAT_MOST = 1.05

/** Resident memory of a hub that is asked thousands of different operations, more than it keeps programs of. */
export async function measureMemory(server: string, questions: number): Promise<Report> {
  installContenders()
  const url = databaseOn(server, DATABASE)
  const { isSeeded } = await databaseTools()
  if (!(await isSeeded(url))) throw new Error(`the database ${DATABASE} is not there; see bench/README.md`)
  return leavingNoRecord([url], async () => {
    const { key, server: onServer } = await prepareFolder()
    const hub = await startMeasured(onServer(url))
    try {
      const resident = [hub.residentMb()]
      for (let part = 0; part < PARTS; part += 1) {
        // Tokens last an hour, and a run may be longer.
        await askDifferently(hub, await scenarios(key), Math.ceil(questions / PARTS), part)
        resident.push(hub.residentMb())
      }
      return reportOf(resident, questions)
    } finally {
      await hub.stop()
    }
  })
}

async function askDifferently({ port }: MeasuredHub, asked: readonly Scenario[], questions: number, part: number): Promise<void> {
  const documents = asked.map(({ example }) => parse(example.query, { noLocation: true }))
  const made = new Map<number, Request>()
  const requestOf = (operation: number): Request => {
    const at = operation % asked.length
    const { path, headers, example } = asked[at] as Scenario
    const request = made.get(operation) ?? post(path, headers ?? {}, { query: variant(documents[at] as DocumentNode, operation), variables: example.variables })
    made.set(operation, request)
    return request
  }
  await load({
    port, connections: CONNECTIONS,
    request: (number) => requestOf(mixed(part * questions + number) % OPERATIONS),
    more: (number) => number < questions,
    check(body) {
      if (body.includes('"errors"')) throw new Error('a question was not answered in full')
    },
  })
}

/** The same question as another operation: its first root field is named by a number. */
function variant({ definitions }: DocumentNode, number: number): string {
  const changed = definitions.map((definition) => (definition.kind === Kind.OPERATION_DEFINITION ? renamed(definition, number) : definition))
  return print({ kind: Kind.DOCUMENT, definitions: changed })
}

function renamed(operation: OperationDefinitionNode, number: number): OperationDefinitionNode {
  const [first, ...others] = operation.selectionSet.selections
  if (first?.kind !== Kind.FIELD) throw new TypeError('a question of the scenarios begins with a field')
  const alias = { kind: Kind.NAME, value: `operation${number}` } as const
  return { ...operation, selectionSet: { ...operation.selectionSet, selections: [{ ...first, alias }, ...others] } }
}

// Spreads running numbers over all operations without a pattern that a cache could follow.
function mixed(number: number): number {
  return Math.imul(number ^ 0x9e3779b9, 0x85ebca6b) >>> 8
}

function reportOf(resident: readonly number[], questions: number): Report {
  const quarter = Math.floor(resident.length / 4)
  const [early, late] = [median(resident.slice(quarter, 2 * quarter)), median(resident.slice(-quarter))]
  const most = Math.max(...resident)
  const what = `${questions.toLocaleString('en')} questions, ${OPERATIONS.toLocaleString('en')} different operations`
  const shown = Array.from({ length: 9 }, (_each, index) => Math.round((index * (resident.length - 1)) / 8))
  return {
    how: `One hub on 1,000,000 people, ${CONNECTIONS} connections; memory is read ${PARTS} times.`,
    rows: [
      { what: `resident memory after ${what}: last quarter against the second`, measured: `${digits(early)} → ${digits(late)} MB, ${digits(late / early)}×`, wanted: `≤ ${FLAT_MOST}×`, reached: late / early <= FLAT_MOST },
      { what: `most resident memory, ${what}`, measured: `${digits(most)} MB`, wanted: `< ${RESIDENT_MAX_MB} MB`, reached: most < RESIDENT_MAX_MB },
    ],
    details: grid(['questions', ...shown.map((at) => Math.round((at * questions) / (resident.length - 1)).toLocaleString('en'))], [['resident memory in MB', ...shown.map((at) => digits(resident[at] ?? 0))]]),
  }
}
