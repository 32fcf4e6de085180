import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sealedCursors } from '#platform/connection'
import { ContractItems, readContract } from '#platform/contract'
import type { Database } from '#platform/db'
import type { Subgraph } from '#platform/subgraph'
import { shippedLimits } from '../../router/sla.ts'
import { openTestDatabase } from '../../tests/harness/database.ts'
import { ask, planOf, testClock } from '../../tests/harness/library.ts'
import { load } from './commands.ts'
import { catalogue } from './index.ts'
import { application } from './tables.ts'
import { notice } from './tables.notices.ts'

const PROVIDER = '1199010000000022XR'
const AUTHORITY = '11990000000000019A'
const SLICED = '201001/000001'
const TABLE = '306001/000003'
const COMMON = Object.fromEntries(new ContractItems(readContract('catalogue')).all().map(({ coordinate }) => [coordinate, 'CLEAR'] as const))

let db: Database
let library: Subgraph
beforeAll(async () => {
  db = await openTestDatabase(['catalogue'])
  library = catalogue({ db, clock: testClock, cursors: sealedCursors(Buffer.alloc(32, 5)), items: () => [], limits: shippedLimits() })
  const resource = (code: string, more: object) => ({
    code, name: '示例', classCode: code.slice(0, 6), provider: PROVIDER, format: '3', shareClass: 'CONDITIONAL' as const, updateCycle: '1', open: false,
    state: 'PUBLISHED' as const, version: 1, ...more,
  })
  const item = (code: string, name: string) => ({
    resource: code, item: name, ordinal: 1, title: '示例', dataType: 'C', share: 'CONDITIONAL' as const, dataClass: 'INTERNAL' as const, mask: 'NONE' as const, open: false,
  })
  const grant = (id: string, consumer: string, more: object = {}) => ({
    id, version: 1, consumer, provider: PROVIDER, matters: ['示例'], agencyRoles: ['DECIDING'], binding: { kind: 'SELF' as const }, regions: [], validFrom: '2026-01-01', validTo: '2026-12-31',
    legalBasis: '示例', approvedBy: 'op', approvedOn: '2026-01-01', ...more,
  })
  const grants = [
    grant('G1', 'holder-of-slice'), grant('G2', 'holder-of-face'), grant('G3', 'holder-of-another-slice'), grant('G4', 'holder-until-yesterday', { validTo: '2026-03-01' }),
    grant('G5', 'holder-that-was-revoked', { revokedAt: new Date() }), grant('G6', 'holder-that-is-suspended', { suspendedAt: new Date() }),
    grant('G7', 'holder-of-a-version-before', { superseded: true }), grant('G8', '', { classBasicCode: '000112001000', classRegion: '990101000000', applicationId: 'A8' }),
    grant('G9', 'holder-of-table'), grant('G10', 'holder-of-another-table'),
  ]
  const named: Record<string, string> = { G2: 'Licence.face@X1.name', G3: 'Licence.state@X2', G9: `${TABLE}#mobile`, G10: '306001/000009#mobile' }
  await load(db, {
    agencies: [], consumers: [{ id: 'desk', name: '示例', state: 'ACTIVE', personas: [] }],
    registrations: [PROVIDER, AUTHORITY].map((agency) => ({ consumer: 'desk', agency, state: 'ACTIVE' as const })),
    resources: [resource(SLICED, { slice: 'X1' }), resource(TABLE, { kind: 'TABLE' })],
    resourceItems: [item(SLICED, 'Licence.state'), { ...item(SLICED, 'Licence.face'), ordinal: 2 }, item(TABLE, 'mobile')],
    grants, grantItems: grants.map(({ id }) => ({ grantId: id, item: named[id] ?? 'Licence.state@X1', disclosure: 'CLEAR' as const })),
  })
  await db.orm.insert(application).values({
    id: 'A8', version: 3, state: 'APPROVED', applicant: 'applicant-for-a-class', provider: PROVIDER, matters: [], agencyRoles: [], binding: { kind: 'SELF' }, regions: [],
    validFrom: '2026-01-01', validTo: '2026-12-31', legalBasis: '示例', scenario: '示例', standing: false, twoPersons: false, submittedBy: 'op', submittedAt: new Date(),
  })
})
beforeEach(async () => {
  await db.orm.execute(sql`truncate ${notice}`)
})
afterAll(() => db.close())

const as = (agency: string, ...personas: string[]) => planOf({ agency, personas, common: COMMON })

async function act(plan: ReturnType<typeof as>, name: string, type: string, input: object, fields = 'state { code }') {
  const { errors } = await ask(library, plan, `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} } }`, { input })
  return errors?.[0]?.extensions['code']
}

async function done(...given: Parameters<typeof act>) {
  expect(await act(...given)).toBeUndefined()
}
const told = async () => (await db.orm.select().from(notice).orderBy(notice.id)).map(({ kind, agency }) => `${kind} ${agency}`)

describe('nobody is told', () => {
  it('of what was refused', async () => {
    expect(await act(as('holder-of-slice'), 'revokeGrant', 'RevokeGrantInput', { id: 'G1', reason: '' })).toBe('BAD_USER_INPUT')
    expect(await act(as('stranger'), 'revokeGrant', 'RevokeGrantInput', { id: 'G1', reason: '示例' })).toBe('NOT_FOUND')
    expect(await act(as('stranger', 'sharing-authority'), 'resumeConsumer', 'ResumeConsumerInput', { id: 'desk', reason: '示例' })).toBe('CONFLICT')
    expect(await told()).toEqual([])
  })
})

describe('of a grant', () => {
  it('the side is told that did not act, or both where the sharing authority does', async () => {
    await done(as(PROVIDER, 'approver'), 'suspendGrant', 'SuspendGrantInput', { id: 'G2', reason: '示例' })
    await done(as(AUTHORITY, 'sharing-authority'), 'resumeGrant', 'ResumeGrantInput', { id: 'G2', reason: '示例' })
    await done(as(PROVIDER, 'approver'), 'changeGrant', 'ChangeGrantInput', { id: 'G2', version: 1, validTo: '2026-11-30', reason: '示例' })
    expect(await told()).toEqual(['GRANT_SUSPENDED holder-of-face', 'GRANT_RESUMED holder-of-face', `GRANT_RESUMED ${PROVIDER}`, 'GRANT_CHANGED holder-of-face'])
  })

  it('to a class of agencies its applicant is told', async () => {
    await done(as(PROVIDER, 'approver'), 'suspendGrant', 'SuspendGrantInput', { id: 'G8', reason: '示例' })
    expect(await told()).toEqual(['GRANT_SUSPENDED applicant-for-a-class'])
  })
})

describe('of a resource', () => {
  const holders = ['applicant-for-a-class', 'holder-of-face', 'holder-of-slice', 'holder-that-is-suspended']

  it('that is to be changed or withdrawn the sharing authority is told, and of its word the provider', async () => {
    await done(as(PROVIDER, 'steward'), 'withdrawResource', 'ResourceVersionInput', { code: SLICED, version: 1, note: '停用' })
    await done(planOf({ agency: AUTHORITY, personas: ['sharing-authority'], actor: { operator: 'op-2' }, common: COMMON }), 'reviewResource', 'ReviewResourceInput', { code: SLICED, version: 2, approve: false, note: '仍需' })
    expect(await told()).toEqual(['RESOURCE_TO_REVIEW ', `RESOURCE_REFUSED ${PROVIDER}`])
  })

  it('that is withdrawn every agency is told with a grant that has not ended and names an item of its slice', async () => {
    await done(as(AUTHORITY, 'sharing-authority'), 'withdrawResource', 'ResourceVersionInput', { code: SLICED, version: 2, note: '停用' })
    expect(await told()).toEqual([PROVIDER, ...holders].map((agency) => `RESOURCE_WITHDRAWN ${agency}`))
  })

  it('that is kept elsewhere every agency is told with a grant of it', async () => {
    await done(as(AUTHORITY, 'sharing-authority'), 'withdrawResource', 'ResourceVersionInput', { code: TABLE, version: 1, note: '停用' })
    expect(await told()).toEqual([PROVIDER, 'holder-of-table'].map((agency) => `RESOURCE_WITHDRAWN ${agency}`))
  })
})

describe('of a system', () => {
  it('every agency is told that it serves, and of its service for one that agency alone', async () => {
    const [authority, one] = [as(AUTHORITY, 'sharing-authority'), { consumer: 'desk', agency: PROVIDER, reason: '示例' }]
    await done(authority, 'suspendConsumer', 'SuspendConsumerInput', { id: 'desk', reason: '示例' })
    await done(authority, 'resumeConsumer', 'ResumeConsumerInput', { id: 'desk', reason: '示例' })
    await done(authority, 'suspendRegistration', 'SuspendRegistrationInput', one)
    await done(authority, 'resumeRegistration', 'ResumeRegistrationInput', one)
    expect(await told()).toEqual([
      ...['CONSUMER_SUSPENDED', 'CONSUMER_RESUMED'].flatMap((kind) => [`${kind} ${AUTHORITY}`, `${kind} ${PROVIDER}`]),
      `REGISTRATION_SUSPENDED ${PROVIDER}`, `REGISTRATION_RESUMED ${PROVIDER}`,
    ])
  })
})
