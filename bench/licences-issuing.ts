import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { parse } from 'graphql'
import type { AccessPlan } from '#platform/access'
import { systemClock, today } from '#platform/clock'
import { migrate, openDatabase } from '#platform/db'
import type { Subgraph } from '#platform/subgraph'
import { readCertificate } from '#platform/x509/certificate'
import { certificatesIn } from '#platform/x509/pem'
import { openLibraries } from '../router/libraries.ts'
import { deriveSecrets, EMBEDDED_MASTER } from '../router/secrets.ts'
import { codeOf } from '../seeds/agencies.ts'
import { publishedRoot, writePublishedKeys } from '../seeds/issuer-keys.ts'
import { typeCode } from '../seeds/licence-types.ts'
import { makeWorld } from '../seeds/world.ts'
import { load } from '../subgraphs/licences/commands.ts'
import { openFileKeys, registerIssuerCertificates } from '../subgraphs/licences/index.ts'
import { databaseOn, databaseTools } from './databases.ts'
import { figure, grid, type Report } from './report.ts'
import { middle } from './statistics.ts'

const NAME = 'bench_licences_issuing'
const BATCH = 1_000
/** Batches that one agency has under way at once: while one is stored the next is signed. */
const AT_ONCE = 3
const BATCHES = 6
const PER_SECOND_LEAST = 1_500

const ISSUER = codeOf('market-regulation')
const ISSUE = parse('mutation ($input: IssueLicencesInput!) { issueLicences(input: $input) { results { identifier faults { check } } } }')
const SUSPEND = parse('mutation ($input: ChangeLicencesInput!) { changeLicences(input: $input) { results { identifier faults { check } } } }')
const FACE = Object.entries({
  operator: '示例好邻居餐饮有限公司', creditCode: '91990100MA0000AB0H', premises: '示例省示例市示例区示例街道示例路一百二十三号一层', businessForm: '餐饮服务经营者',
  items: '热食类食品制售、冷食类食品制售、自制饮品制售', managerName: '白启荣', supervisor: '示例区市场监督管理所', issuedOn: '2026-03-02',
}).map(([name, value]) => ({ name, value }))

/** Licences signed with the issuer's own key and stored, in batches of a thousand, on a server and with the threads of this machine. */
export async function measureIssuing(server: string, rounds: number): Promise<Report> {
  const tools = await databaseTools()
  await tools.copyDatabase(server, 'template0', NAME)
  const db = await openDatabase({ url: databaseOn(server, NAME), connections: 8 })
  const folder = mkdtempSync(join(tmpdir(), 'govshare-bench-keys-'))
  writePublishedKeys(folder)
  const roots = certificatesIn(publishedRoot()).flatMap((each) => readCertificate(each) ?? [])
  const issuerKeys = await openFileKeys(folder, roots)
  try {
    await migrate(db, ['licences'])
    const secrets = deriveSecrets(EMBEDDED_MASTER)
    const { licences: { licenceTypes, issuers } } = makeWorld({ persons: 1, keyOf: (type, number) => `${type}${number}` })
    await load(db, { licenceTypes, licences: [], issuers: issuers ?? [] }, secrets.licenceFaces)
    await registerIssuerCertificates(db, issuerKeys.certificates)
    const library = openLibraries(db, systemClock, secrets, ['licences'], { sealing: { roots, issuerKeys } }).get('licences') as Subgraph
    await issued(library, 'WARM', 2)
    const issuing: number[] = []
    const suspending: number[] = []
    for (let round = 0; round < rounds; round++) {
      const { rate, identifiers } = await issued(library, `R${round}`, BATCHES)
      issuing.push(rate)
      suspending.push(await suspended(library, identifiers))
    }
    return reportOf(issuing, suspending)
  } finally {
    await issuerKeys.close()
    await db.close()
    rmSync(folder, { recursive: true, force: true })
    await tools.dropDatabase(server, NAME)
  }
}

async function issued(library: Subgraph, name: string, batches: number): Promise<{ rate: number; identifiers: string[][] }> {
  const inputs = Array.from({ length: batches }, (_, batch) => ({
    type: typeCode('food-licence'), mode: 'ALL', clientMutationId: `${name} ${batch}`,
    licences: Array.from({ length: BATCH }, (_each, at) => ({
      serial: `${name}B${batch}N${at}`, number: `JY${batch}${at}`, validTo: '2031-03-01', holders: [{ creditCode: '91990100MA0000AB0H', name: '示例好邻居餐饮有限公司' }], face: FACE,
    })),
  }))
  return timed(library, ISSUE, inputs)
}

async function suspended(library: Subgraph, identifiers: readonly string[][]): Promise<number> {
  const inputs = identifiers.map((all) => ({ mode: 'ALL', operation: 'SUSPEND', reason: '示例原因', licences: all.map((identifier) => ({ identifier })) }))
  return (await timed(library, SUSPEND, inputs)).rate
}

async function timed(library: Subgraph, document: typeof ISSUE, inputs: readonly object[]): Promise<{ rate: number; identifiers: string[][] }> {
  const identifiers: string[][] = []
  let next = 0
  const started = performance.now()
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let input = inputs[next++]; input !== undefined; input = inputs[next++]) identifiers.push(await madeBy(library, document, input))
  }))
  return { rate: (inputs.length * BATCH) / ((performance.now() - started) / 1e3), identifiers }
}

async function madeBy(library: Subgraph, document: typeof ISSUE, input: object): Promise<string[]> {
  const { data, errors } = await library.open(plan())({ document, variables: { input } })
  const results = (Object.values(data ?? {})[0] as { results: { identifier: string | null }[] } | undefined)?.results ?? []
  const found = results.flatMap(({ identifier }) => identifier ?? [])
  if (errors !== undefined || found.length !== BATCH) throw new Error('a batch was not done as a whole')
  return found
}

const plan = (): AccessPlan => ({
  agency: ISSUER, personas: [], actor: { consumer: 'sys-market-regulation', operator: 'UNATTENDED', represented: null, inPerson: false, byMandate: false }, matters: new Map(), liveCase: null, grants: [],
  common: new Map(), classes: [], subjects: new Map(), aliases: new Map(), idKey: Buffer.alloc(32), sealed: () => false, sealedSubjects: () => [], router: false,
  countedTypes: new Set(), read: new Set(), today: today(systemClock),
})

function reportOf(issuing: readonly number[], suspending: readonly number[]): Report {
  const rate = middle(issuing)
  return {
    rows: [{ what: 'licences issued in a second, signed and stored', measured: `${figure(rate)}/s`, wanted: `over ${PER_SECOND_LEAST}/s`, reached: rate.value > PER_SECOND_LEAST }],
    how: `Batches of ${BATCH} food licences, ${AT_ONCE} of them under way at once, through the library's own contract on a PostgreSQL server of this machine; faces sealed, SM2 by the files of the issuer's keys in threads. Median of ${issuing.length} rounds of ${BATCHES} batches, with its interval of 95 %.`,
    details: grid(['operation', 'licences in a second'], [['issued (新发)', figure(rate)], ['suspended (暂扣), each a new version', figure(middle(suspending))]]),
  }
}
