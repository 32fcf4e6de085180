import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { projectFile } from '#platform/files'
import { RESIDENT_IDENTITY_CARD, subjectKey } from '#platform/keys'
import { signToken } from '../../router/embedded-issuer.ts'
import { deriveSecrets, EMBEDDED_MASTER } from '../../router/secrets.ts'
import { codeOf } from '../../seeds/agencies.ts'
import { documentOf } from '../../seeds/documents.ts'
import { matterCode } from '../../seeds/matters.ts'
import { alert } from '../../subgraphs/audit/tables.alerts.ts'
import { type Answer, openTestHub, type TestHub } from '../harness/hub.ts'
import { testClock } from '../harness/library.ts'
import { person } from './ask.ts'
import { caseNo } from './cases.ts'
import { claimsOf } from './personas.ts'
import { loadOwnWorld } from './world.ts'

/** Who asks: a persona, whom it acts for, and by which mandate. */
type Asker = readonly [says: string, persona: string | null, subject?: string, mandate?: readonly string[]]

const ASKERS: readonly Asker[] = [
  ['the agency that asked (civil affairs)', 'civil-affairs'],
  ['an agency that provides some of it (police)', 'public-security'],
  ['another agency (tax)', 'tax'],
  ['an agency without grants (weather)', 'outsider'],
  ['the auditor', 'auditor'],
  ['the assessor', 'assessor'],
  ['the sharing authority', 'sharing-authority'],
  ['the citizen in person', 'portal', 'old-man'],
  ['somebody with the citizen’s mandate', 'portal', 'old-man', ['old-age-allowance']],
  ['another citizen in person', 'portal', 'newcomer'],
  ['a portal that acts for nobody', 'portal'],
  ['nobody (no token)', null],
  ['a suspended system', 'suspended-system'],
]

/** What is asked, and whether an answer tells it. */
interface View {
  readonly says: string
  readonly query: (entry: string) => string
  readonly tells: (data: string, entry: string) => boolean
}

const has = (text: string) => (data: string) => data.includes(text)
const hasEntry = (data: string, entry: string) => data.includes(`"${entry}"`)
const records = (filter: string) => () => `{ accessRecords(first: 100, filter: { ${filter} }) { edges { node { id at } } } }`
const record = (field: string) => (entry: string) => `{ accessRecord(id: "${entry}") { ${field} } }`

const VIEWS: readonly View[] = [
  { says: 'the entry, as who asked', query: records(''), tells: hasEntry },
  { says: 'the entry, as who provides', query: records('role: PROVIDER'), tells: hasEntry },
  { says: 'the entry, by naming the agency that asked', query: records(`agency: "${codeOf('civil-affairs')}"`), tells: hasEntry },
  { says: 'the entry, by its case', query: records(`caseNo: "${caseNo('allowance')}"`), tells: hasEntry },
  { says: 'the entry, by its id', query: record('id at'), tells: hasEntry },
  { says: 'its case and reason', query: record('caseNo reason'), tells: has('"核发高龄津贴"') },
  { says: 'its operator', query: record('operator'), tells: has('"op-civil-affairs"') },
  { says: 'the address that it came from', query: record('client'), tells: has('"127.0.0.1"') },
  { says: 'what it released of the police’s', query: record('released'), tells: has('"Person.name=CLEAR"') },
  { says: 'what it released of others’', query: record('released'), tells: has('"PersonCredit.seriouslyDishonest=CLEAR"') },
  { says: 'the digest of its answer', query: record('answer'), tells: (data) => /"answer":"[\w-]{43}"/.test(data) },
  { says: 'that civil affairs exported it, and why', query: () => '{ recordExports { edges { node { reason } } } }', tells: has('"年度自查使用情况"') },
  { says: 'what that export holds', query: () => `{ exportedRecords(export: "${exported}") { edges { node { id at } } } }`, tells: has('"exportedRecords":{') },
  { says: 'an alert about it', query: () => '{ alerts { edges { node { at kind { code } } } } }', tells: has('"EMERGENCY_READ"') },
  { says: 'that it used the citizen’s data', query: () => '{ myDataUsage { edges { node { id at } } } }', tells: hasEntry },
  { says: 'which categories are kept from citizens', query: () => '{ myDataUsage { withheldCategories { months category { code } } } }', tells: has('"AUDIT"') },
]

let hub: TestHub
let entry: string
let exported: string
beforeAll(async () => {
  hub = await openTestHub()
  const { subjects } = deriveSecrets(EMBEDDED_MASTER)
  await loadOwnWorld(hub.db, (example) => {
    const { type, number } = documentOf(example)
    return type === '001' ? number : subjectKey(subjects, RESIDENT_IDENTITY_CARD, number)
  })
  const purpose = { matter: matterCode('old-age-allowance'), case: caseNo('allowance'), reason: '核发高龄津贴' }
  const answer = await hub.ask({ persona: 'civil-affairs', purpose, ...person('old-man', 'name credit { seriouslyDishonest }') })
  entry = (answer.extensions['receipt'] as { entry: string }).entry
  const opened = await hub.ask({ persona: 'civil-affairs', query: 'mutation { exportRecords(input: { reason: "年度自查使用情况" }) { id } }' })
  exported = opened.data.exportRecords.id
  await hub.db.orm.insert(alert).values({ at: new Date(testClock.now()), kind: 'EMERGENCY_READ', evidence: [entry], agency: codeOf('civil-affairs'), operator: 'op-civil-affairs' })
})
afterAll(() => hub?.close())

async function ask([, persona, subject, mandate]: Asker, query: string): Promise<Answer> {
  const headers: Record<string, string> = persona === null ? {} : { authorization: `Bearer ${await signToken(hub.key, claimsOf(persona, subject, mandate), testClock)}` }
  return hub.ask({ query, headers })
}

// Nothing told without an error must not differ from there being nothing.
const signOf = ({ tells }: View, { data, refused }: Answer) => (tells(JSON.stringify(data), entry) ? '✔' : refused.length > 0 ? '✘' : '·')

it('who is shown what of the record is what was reviewed', async () => {
  const letters = ASKERS.map((_each, at) => String.fromCharCode(97 + at))
  const lines = [
    'Who is shown what of one entry of the record: civil affairs asked about a citizen under a case of its own. A test asks a whole hub and compares;',
    'UPDATE_MATRIX=1 writes anew.',
    '✔ told  · nothing is told, as if there were none  ✘ refused with an error',
    '', ...ASKERS.map(([says], at) => `${letters[at]} ${says}`), '', letters.join(' '),
  ]
  for (const view of VIEWS) {
    const signs: string[] = []
    for (const asker of ASKERS) signs.push(signOf(view, await ask(asker, view.query(entry))))
    lines.push(`${signs.join(' ')}  ${view.says}`)
  }
  const fresh = `${lines.join('\n')}\n`
  const file = projectFile('tests', 'permissions', 'matrix', 'audit-views.txt')
  if (process.env['UPDATE_MATRIX'] === '1') writeFileSync(file, fresh)
  expect(fresh).toBe(existsSync(file) ? readFileSync(file, 'utf8') : '')
})
