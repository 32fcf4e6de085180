import { readFileSync } from 'node:fs'
import { type Database, openDatabase } from '#platform/db'
import { subjectKey } from '#platform/keys'
import { comparableText } from '#platform/text-search'
import { deriveSecrets } from '../router/secrets.ts'
import { type Block, makeBlock } from '../seeds/bulk/block.ts'
import { BLOCK_PERSONS } from '../seeds/bulk/ranges.ts'
import { DEFAULT_SEED, makeWorld, type World } from '../seeds/world.ts'
import { type AccessPath, accessPaths } from './access-paths.ts'
import { prepareFolder } from './hub.ts'
import { type Kind, parametersOf, searchFor } from './parameters.ts'
import type { Row } from './report.ts'
import { median } from './statistics.ts'

const KEYS = 100
const ROUNDS = 60
const WARM_UP = 10
/** So many of the slowest access paths are told by name. */
const SLOWEST = 12
const LOADER_MAX_MS = 3
const SEARCH_MAX_MS = 30
const NEAREST_MAX_MS = 5

/** Rare and common, whole and in part, and one that nothing has. */
const ADDRESSES = ['春晖路12号', '示例区示例街道', '明德', '锦绣街 88号', '示例市', '7号附3号', '云溪', '没有这样的路']
const FIRMS = ['恒泰科技', '餐饮', '示例', '第1001', '物流有限公司', '锦程 商贸', '服务中心', '没有这样的公司']

/** Access paths of which others say how fast they must be, or that read nothing by keys. */
const APART = ['geo_nearest_halls', 'geo_addresses_found', 'legal_persons_search', 'population_protected', 'cases_purpose', 'matters_facts']

/** How long every access path of the libraries takes on a database that `npm run bench -- seed` has filled. */
export async function libraryTimes(url: string, persons: number): Promise<Row[]> {
  const { server } = await prepareFolder()
  const secrets = deriveSecrets(Buffer.from(readFileSync(server(url)['MASTER_SECRET_FILE'] ?? '', 'utf8'), 'base64'))
  const db = await openDatabase({ url, connections: 1 })
  try {
    const paths = new Map(accessPaths(db, secrets).map((path) => [path.name, path]))
    const rounds = keysOfRounds(persons, (type, number) => subjectKey(secrets.subjects, type, number))
    return [
      ...(await loaderRows(db, [...paths.values()], rounds)),
      await searchRow('addresses', paths.get('geo_addresses_found'), ADDRESSES),
      await searchRow('organisations', paths.get('legal_persons_search'), FIRMS),
      await nearestRow(paths.get('geo_nearest_halls'), rounds),
    ]
  } finally {
    await db.close()
  }
}

type Keys = Readonly<Record<Kind, readonly string[]>>

/** Keys for every round out of another block, so that a round reads what the rounds before it did not. */
function keysOfRounds(persons: number, keyOf: (type: string, number: string) => string): Keys[] {
  const world = makeWorld({ keyOf })
  const before = world.population.persons
  const makers = { seed: DEFAULT_SEED, keyOf, peopleBefore: before.length, numbersBefore: before.flatMap(({ citizenId }) => citizenId ?? []) }
  const blocks = Math.floor((persons - before.length) / BLOCK_PERSONS)
  return Array.from({ length: ROUNDS }, (_each, round) => keysOf(makeBlock(Math.floor((round * blocks) / ROUNDS), BLOCK_PERSONS, makers), world))
}

function keysOf({ population, legalPersons, geo, licences, cases, supervision }: Block, { geo: ground, licences: types, matters, supervision: plans }: World): Keys {
  return {
    person: population.persons.map(({ subject }) => subject),
    household: population.households.map(({ householdNo }) => householdNo),
    alias: population.keyAliases.map(({ alias }) => alias),
    firm: legalPersons.legalPersons.map(({ subject }) => subject),
    firmName: legalPersons.legalPersons.map(({ name }) => comparableText(name)),
    division: ground.divisions.map(({ code }) => code),
    address: geo.addresses.map(({ code }) => code),
    unit: geo.realEstateUnits.map(({ unitCode }) => unitCode),
    licenceType: types.licenceTypes.map(({ code }) => code),
    licence: licences.licences.map(({ identifier }) => identifier),
    licenceNumber: licences.licences.flatMap(({ number }) => number ?? []),
    case: cases.cases.map(({ caseNo }) => caseNo),
    matter: matters.matters.map(({ code }) => code),
    basicMatter: matters.matters.map(({ basicCode }) => basicCode),
    agency: matters.matters.map(({ agency }) => agency),
    inspection: supervision.inspections.map(({ inspectionNo }) => inspectionNo),
    plan: (plans.plans ?? []).map(({ planNo }) => planNo),
  }
}

async function timeOf(path: AccessPath, values: Record<string, unknown>): Promise<number> {
  const started = performance.now()
  await path.execute(values)
  return performance.now() - started
}

async function middle(path: AccessPath, valuesOf: (round: number) => Record<string, unknown>): Promise<number> {
  for (let round = 0; round < WARM_UP; round += 1) await path.execute(valuesOf(round))
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) times.push(await timeOf(path, valuesOf(round)))
  return median(times)
}

async function loaderRows(db: Database, paths: readonly AccessPath[], rounds: readonly Keys[]): Promise<Row[]> {
  const parameters = rounds.map((keys) => parametersOf(keys, KEYS))
  const measured: { name: string; ms: number; rows: number }[] = []
  for (const path of paths.filter(({ name }) => !APART.includes(name))) {
    const before = db.statements.count
    const ms = await middle(path, (round) => parameters[round % ROUNDS]?.[path.name] ?? {})
    if (db.statements.count - before !== ROUNDS + WARM_UP) throw new Error(`${path.name} is more than one statement`)
    const rows = (await path.execute(parameters[0]?.[path.name] ?? {})) as readonly unknown[]
    measured.push({ name: path.name, ms, rows: rows.length })
  }
  const slowest = measured.toSorted((one, other) => other.ms - one.ms)
  const rowOf = (what: string, ms: number): Row => ({ what, measured: `${ms.toFixed(1)} ms`, wanted: `< ${LOADER_MAX_MS} ms`, reached: ms < LOADER_MAX_MS })
  return [
    rowOf(`${KEYS} keys in one statement, the middle of ${measured.length} access paths`, median(measured.map(({ ms }) => ms))),
    ...slowest.slice(0, SLOWEST).map(({ name, ms, rows: many }) => rowOf(`${KEYS} keys in one statement: ${name}, ${many} rows`, ms)),
  ]
}

async function searchRow(what: string, path: AccessPath | undefined, texts: readonly string[]): Promise<Row> {
  if (path === undefined) throw new RangeError('there is no such access path')
  const middles: { text: string; ms: number }[] = []
  for (const text of texts) middles.push({ text, ms: await middle(path, () => searchFor(text)) })
  const slowest = middles.toSorted((one, other) => other.ms - one.ms)[0]
  const ms = median(middles.map((each) => each.ms))
  return {
    what: `text search over ${what}, ${texts.length} texts (slowest ${slowest?.text}: ${slowest?.ms.toFixed(1)} ms)`,
    measured: `${ms.toFixed(1)} ms`, wanted: `< ${SEARCH_MAX_MS} ms`, reached: (slowest?.ms ?? Number.POSITIVE_INFINITY) < SEARCH_MAX_MS,
  }
}

async function nearestRow(path: AccessPath | undefined, rounds: readonly Keys[]): Promise<Row> {
  if (path === undefined) throw new RangeError('there is no such access path')
  const ms = await middle(path, (round) => parametersOf(rounds[round] as Keys, 1)['geo_nearest_halls'] ?? {})
  return { what: 'the ten halls nearest to a point that handle a matter', measured: `${ms.toFixed(1)} ms`, wanted: `< ${NEAREST_MAX_MS} ms`, reached: ms < NEAREST_MAX_MS }
}
