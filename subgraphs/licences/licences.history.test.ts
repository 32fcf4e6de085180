import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Disclosure } from '#platform/access'
import type { Database } from '#platform/db'
import type { Subgraph } from '#platform/subgraph'
import { ask, planOf } from '../../tests/harness/library.ts'
import { askSeller, byIdentifier, CARD, EDGE, identifierOf, ISSUER, ofType, openLicences, seller, SELLER, SPOUSE, STRANGER, testKeys } from './testing.ts'

const { issuerKeys, rows } = testKeys(ISSUER)
const ISSUE = 'mutation ($input: IssueLicencesInput!) { issueLicences(input: $input) { results { identifier } } }'
const CHANGE = 'mutation ($input: ChangeLicencesInput!) { changeLicences(input: $input) { results { identifier } } }'
const CHANGES = 'version operation { code name } stateBefore { code } stateAfter { code } reason agency { creditCode } at'
const ITEMS: Record<string, Disclosure> = Object.fromEntries(
  ['version', 'operation', 'stateBefore', 'stateAfter', 'reason', 'agency', 'at'].map((item) => [`LicenceChange.${item}`, 'CLEAR']))
const HISTORY = `query ($identifier: LicenceIdentifier!) { licenceHistory(identifier: $identifier) { ${CHANGES} } }`
const issuer = planOf({ agency: ISSUER, common: ITEMS, actor: { operator: 'op-issuer' } })

let db: Database
let library: Subgraph
let first = ''
let second = ''

const made = async (query: string, input: object) => ((Object.values((await ask(library, issuer, query, { input })).data ?? {})[0] as { results: { identifier: string }[] }).results[0]?.identifier ?? '')

beforeAll(async () => {
  ;({ db, library } = await openLicences({ issuerKeys: rows, issuers: [{ type: CARD, issuer: ISSUER, name: '示例机关', level: '4', division: '990101000000' }] }, { issuerKeys }))
  const holders = [{ citizenId: SELLER, name: '张大山' }]
  first = await made(ISSUE, { type: CARD, licences: [{ serial: 'HISTORY', holders, face: [{ name: 'name', value: '张大山' }] }] })
  second = await made(CHANGE, { operation: 'SUSPEND', reason: '涉嫌伪造', licences: [{ identifier: first }] })
})

afterAll(() => db.close())

const historyFor = async (plan: ReturnType<typeof planOf>, identifier = second) => (await ask(library, plan, HISTORY, { identifier })).data?.['licenceHistory']
const inPerson = (represented: string, more: Parameters<typeof planOf>[0] = {}) =>
  planOf({ agency: '', common: ITEMS, actor: { represented, inPerson: true }, classes: [{}], subjects: { [represented]: 0 }, ...more })
const TOLD = [
  { version: 1, operation: { code: 'ISSUE', name: '新发' }, stateBefore: null, stateAfter: { code: '01' }, reason: null, agency: { creditCode: ISSUER }, at: '2026-03-02T09:00:00.000+08:00' },
  { version: 2, operation: { code: 'SUSPEND', name: '暂扣' }, stateBefore: { code: '01' }, stateAfter: { code: '02' }, reason: '涉嫌伪造', agency: { creditCode: ISSUER }, at: '2026-03-02T09:00:00.000+08:00' },
]

describe('the history of a licence is told to nobody', () => {
  it('but its issuer and its holder, as where there is no such licence', async () => {
    const strangers = [
      planOf({ agency: '11990100000000000X', common: ITEMS }), planOf({ agency: '', common: ITEMS }), inPerson(SPOUSE), inPerson(STRANGER),
      inPerson(SELLER, { actor: { represented: SELLER, inPerson: false } }), planOf({ agency: '11990100000000000X', common: ITEMS, classes: [{}], subjects: { [SELLER]: 0 } }),
    ]
    for (const plan of strangers) expect(await historyFor(plan)).toEqual([])
    expect(await historyFor(issuer, identifierOf(CARD, 'NOBODYS'))).toEqual([])
  })

  it('whose holder must stay unknown to the caller', async () => {
    expect(await historyFor(planOf({ agency: ISSUER, common: ITEMS, sealed: [SELLER] }))).toEqual([])
  })

  it('by a licence without a right to that edge', async () => {
    const other = seller(EDGE, ofType(CARD, { 'Licence.versions': 'CLEAR' }), ITEMS)
    const { errors } = await ask(library, other, byIdentifier(second, `history { ${CHANGES} }`))
    expect(errors?.[0]?.extensions['coordinate']).toBe('Licence.history')
  })
})

describe('the history of a licence', () => {
  it('is told by any of its versions to its issuer and to its holder in person, each operation with why, by whom and when, and no operator', async () => {
    for (const plan of [issuer, inPerson(SELLER)]) for (const identifier of [first, second]) expect(await historyFor(plan, identifier)).toEqual(TOLD)
    expect(JSON.stringify(await ask(library, issuer, HISTORY, { identifier: first }))).not.toContain('op-issuer')
  })

  it('is told to whoever was granted it, by one statement whatever the number of licences', async () => {
    const plan = planOf({ common: ITEMS, classes: [{ ...EDGE, ...ofType(CARD, { 'Licence.history': 'CLEAR' }) }], subjects: { [SELLER]: 0 } })
    const before = db.statements.count
    const found = (await askSeller(library, plan, `licences { identifier history { ${CHANGES} } }`))?.[0]?.['licences'] as { identifier: string; history: unknown[] }[]
    expect(db.statements.count - before).toBe(2)
    expect(found.length).toBeGreaterThan(1)
    expect(found.find(({ identifier }) => identifier === second)?.history).toEqual(TOLD)
  })
})
