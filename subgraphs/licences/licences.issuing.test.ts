import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '#platform/db'
import { parseLicenceIdentifier } from '#platform/identifiers'
import type { Subgraph } from '#platform/subgraph'
import { ask, planOf, TODAY } from '../../tests/harness/library.ts'
import { FACE_SALT } from './domain/signature.ts'
import { licence, licenceHolder, licenceType } from './tables.ts'
import { licenceEvent } from './tables.issuing.ts'
import { BUSINESS, byIdentifier, CARD, COMPANY, DRIVING, holder, identifierOf, ISSUER, issued, ofType, openLicences, SELLER, SPOUSE, testKeys, TITLE_DEED } from './testing.ts'

const OTHER = '11990000000000019A'
const KEYLESS = '12990000400000000X'
const { issuerKeys, rows } = testKeys(ISSUER, OTHER)
const byIssuer = (issuer: string) => planOf({ agency: issuer, actor: { consumer: 'sys-issuer', operator: 'op-issuer' } })
const ISSUE = 'mutation ($input: IssueLicencesInput!) { issueLicences(input: $input) { results { place identifier version state { code } faults { argument check message messageZh } } } }'
const CHANGE = 'mutation ($input: ChangeLicencesInput!) { changeLicences(input: $input) { results { place identifier version state { code } faults { argument check } } } }'

type Result = { identifier: string | null; version: number | null; state: { code: string } | null; faults: { argument: string; check: string }[] }

let db: Database
let library: Subgraph
let serials = 0

beforeAll(async () => {
  const issuers = [CARD, TITLE_DEED, DRIVING].flatMap((type) => [ISSUER, OTHER, KEYLESS].map((issuer) => ({ type, issuer, name: '示例机关', level: '4', division: '990101000000' })))
  ;({ db, library } = await openLicences({
    issuerKeys: rows, issuers: [...issuers, { type: BUSINESS, issuer: ISSUER, name: '示例机关', level: '4', division: '990101000000' }],
    licences: [
      issued(identifierOf(TITLE_DEED, 'LAST', 999), TITLE_DEED, [holder(SELLER, '张大山')], { version: 999 }),
      issued(identifierOf(CARD, 'OVER'), CARD, [holder(SELLER, '张大山')], { validTo: '2026-03-01' }),
      issued(identifierOf(CARD, 'UPLOADED'), CARD, [holder(SELLER, '张大山')], { trustGrade: 'C' }),
      issued(identifierOf(CARD, 'SEALED'), CARD, [holder(SELLER, '张大山')], { trustGrade: 'C', signature: 'c2VhbA==', signerKey: rows[0]?.keyId }),
    ],
  }, { issuerKeys }))
  await db.orm.update(licenceType).set({ holderKind: '2' }).where(eq(licenceType.code, BUSINESS))
})

afterAll(() => db.close())

const one = (given: object = {}) => ({
  serial: `N${++serials}`, validTo: '2030-12-31', holders: [{ citizenId: SELLER, name: '张大山' }], face: [{ name: 'name', value: '张大山' }], ...given,
})
const send = (plan: ReturnType<typeof planOf>, query: string, input: object) => ask(library, plan, query, { input })
const issue = (licences: readonly object[], more: object = {}, issuer = ISSUER) => send(byIssuer(issuer), ISSUE, { type: CARD, licences, ...more })
const change = (operation: string, licences: readonly object[], more: object = {}, issuer = ISSUER) =>
  send(byIssuer(issuer), CHANGE, { operation, reason: '示例原因', licences, ...more })
const resultsOf = ({ data, errors }: Awaited<ReturnType<typeof ask>>): Result[] => {
  expect(errors).toBeUndefined()
  return (Object.values(data ?? {})[0] as { results: Result[] }).results
}
const refused = ({ errors }: Awaited<ReturnType<typeof ask>>) => ({
  code: errors?.[0]?.extensions['code'], zh: errors?.[0]?.extensions['messageZh'], message: errors?.[0]?.message,
  faults: (errors?.[0]?.extensions['faults'] as { argument: string; check: string }[] | undefined)?.map(({ argument, check }) => `${argument} ${check}`),
})
const fresh = async (given: object = {}, more: object = {}, issuer = ISSUER) => resultsOf(await issue([one(given)], more, issuer))[0]?.identifier ?? ''
const changed = async (operation: string, identifier: string, more: object = {}, entry: object = {}, issuer = ISSUER) =>
  resultsOf(await change(operation, [{ identifier, ...entry }], more, issuer))[0]?.identifier ?? ''
const rowOf = async (identifier: string) => (await db.orm.select().from(licence).where(eq(licence.identifier, identifier)))[0]
const count = async () => (await db.orm.select({ identifier: licence.identifier }).from(licence)).length

describe('nothing is issued', () => {
  it('by an agency that does not issue the type, by anybody in person, or of a type that is not published', async () => {
    const before = await count()
    expect(refused(await issue([one()], {}, '11990100000000000X'))).toMatchObject({ code: 'FORBIDDEN', zh: '本机构不是该证照类型的颁证机构' })
    expect(refused(await send(planOf({ agency: '', actor: { represented: SELLER, inPerson: true } }), ISSUE, { type: CARD, licences: [one()] }))).toMatchObject({ code: 'FORBIDDEN' })
    expect(refused(await issue([one()], { type: '11990000000000019A999' }))).toMatchObject({ code: 'BAD_USER_INPUT', zh: 'input.type：证照类型不存在或未发布' })
    for (const status of ['2', '3']) {
      await db.orm.update(licenceType).set({ status }).where(eq(licenceType.code, CARD))
      expect(refused(await issue([one()]))).toMatchObject({ code: 'BAD_USER_INPUT', zh: 'input.type：证照类型不存在或未发布' })
    }
    await db.orm.update(licenceType).set({ status: '1' }).where(eq(licenceType.code, CARD))
    expect(await count()).toBe(before)
  })

  it('by an issuer without a key, which is told so', async () => {
    expect(refused(await issue([one()], {}, KEYLESS))).toMatchObject({ code: 'CONFLICT', zh: '本机构没有当前有效的签章密钥，不能签发证照' })
  })

  it('by a system that is not registered', async () => {
    const nobody = planOf({ agency: ISSUER, actor: { consumer: '' } })
    expect(refused(await send(nobody, ISSUE, { type: CARD, licences: [one()] }))).toMatchObject({ code: 'FORBIDDEN' })
  })

  it('in none or in too many at once', async () => {
    for (const licences of [[], Array.from({ length: 1_001 }, () => one())]) expect(refused(await issue(licences)).faults).toEqual(['input.licences COUNT'])
  })

  it('of a faulty batch, whose faults are all told by place and check, and no value with them', async () => {
    const before = await count()
    const faulty = refused(await issue([
      one({ serial: 'a-1' }), one({ validFrom: '2031-01-01' }), one({ holders: [{ creditCode: COMPANY, name: '示例公司' }] }), one({ face: [{ name: 'secret', value: 'hidden' }] }),
      one({ number: 'x'.repeat(129) }), one({ name: 'a\u202Eb' }), one({ issuedOn: '2026-03-03' }), one({ file: { reference: 'ofd/1', format: 'OFD', sm3: 'zz' } }),
    ]))
    expect(faulty.code).toBe('BAD_USER_INPUT')
    expect(faulty.faults).toEqual([
      'input.licences[0].serial format', 'input.licences[1].validTo PERIOD', 'input.licences[2].holders[0] HOLDER_KIND', 'input.licences[3].face[0].name FIELD',
      'input.licences[3].face required', 'input.licences[4].number length', 'input.licences[5].name characters', 'input.licences[6].issuedOn PERIOD', 'input.licences[7].file.sm3 format',
    ])
    expect(JSON.stringify(faulty)).not.toMatch(/hidden|secret|xxx|a-1/)
    expect(await count()).toBe(before)
  })

  it('under a serial number that was used before, or twice in one batch', async () => {
    await fresh({ serial: 'ONCE' })
    expect(refused(await issue([one({ serial: 'ONCE' })]))).toMatchObject({ code: 'CONFLICT', faults: ['input.licences[0].serial TAKEN'] })
    expect(refused(await issue([one({ serial: 'TWICE' }), one({ serial: 'TWICE' })])).faults).toEqual(['input.licences[1].serial DUPLICATE'])
    expect(refused(await issue([one({ serial: '1' })])).faults).toEqual(['input.licences[0].serial TAKEN'])
  })

  it('in a matter that is another agency’s', async () => {
    expect(refused(await issue([one()], { matter: '1199010000000022XR3990112003001' })).faults).toEqual(['input.matter MATTER_NOT_YOURS'])
  })
})

describe('a licence is issued', () => {
  it('in its first version, with a right check character, in force, of grade A, for its holders in their order', async () => {
    const identifier = await fresh({ number: 'NO1', holders: [{ citizenId: SPOUSE, name: '欧阳小河' }, { citizenId: SELLER, name: '张大山' }] })
    expect(parseLicenceIdentifier(identifier)).toMatchObject({ ok: true, value: { type: CARD, issuer: ISSUER, version: 1 } })
    expect(await rowOf(identifier)).toMatchObject({
      name: '示例证照1', number: 'NO1', issuer: ISSUER, issuerName: '示例机关', issuerLevel: '4', division: '990101000000', issuedOn: TODAY, validFrom: TODAY,
      validTo: '2030-12-31', operation: '01', state: '01', trustGrade: 'A', current: true, sealName: '示例机关电子证照专用章', signerKey: rows[0]?.keyId,
    })
    const holders = await db.orm.select().from(licenceHolder).where(eq(licenceHolder.identifier, identifier)).orderBy(asc(licenceHolder.place))
    expect(holders.map(({ subject, documentType }) => [subject, documentType])).toEqual([[SPOUSE, '111'], [SELLER, '111']])
  })

  it('with a signature that holds and a face that only a grant shows', async () => {
    const identifier = await fresh()
    const plan = planOf({ classes: [ofType(CARD, { 'Licence.signatureValid': 'CLEAR', 'Licence.face#name': 'CLEAR', 'Licence.outcome': 'CLEAR' })], subjects: { [SELLER]: 0 } })
    expect((await ask(library, plan, byIdentifier(identifier, 'signatureValid outcome { code } face { name value }'))).data).toEqual({
      licence: { signatureValid: true, outcome: { code: '0' }, face: [{ name: 'name', value: '张大山' }] },
    })
    expect((await rowOf(identifier))?.sealedFace).not.toContain(FACE_SALT)
  })

  it('to an organisation, where the type is for those', async () => {
    const identifier = await fresh({ holders: [{ creditCode: COMPANY, name: '示例公司' }] }, { type: BUSINESS })
    expect(await db.orm.select().from(licenceHolder).where(eq(licenceHolder.identifier, identifier))).toMatchObject([{ subject: COMPANY, documentType: '001' }])
  })

  it('each by itself where that is wanted, so that one fault refuses one', async () => {
    const results = resultsOf(await issue([one(), one({ serial: '' }), one()], { mode: 'EACH' }))
    expect(results.map(({ identifier, faults }) => [identifier !== null, faults.map(({ check }) => check)])).toEqual([[true, []], [false, ['format']], [true, []]])
  })

  it('once for each clientMutationId, however often it is sent', async () => {
    const input = { clientMutationId: 'M1', type: CARD, licences: [one(), one()] }
    const first = resultsOf(await send(byIssuer(ISSUER), ISSUE, input))
    const before = await count()
    expect(resultsOf(await send(byIssuer(ISSUER), ISSUE, input))).toEqual(first)
    expect(refused(await send(byIssuer(ISSUER), ISSUE, { ...input, licences: input.licences.slice(1) }))).toMatchObject({ code: 'CONFLICT' })
    expect(await count()).toBe(before)
    // Another agency's id of the same name is another one.
    expect(resultsOf(await send(byIssuer(OTHER), ISSUE, input))[0]?.identifier).toContain(OTHER)
  })

  it('a thousand at a time, with as many statements as one', async () => {
    const before = db.statements.count
    await fresh()
    const single = db.statements.count - before
    expect(resultsOf(await issue(Array.from({ length: 1_000 }, () => one())))).toHaveLength(1_000)
    expect(db.statements.count - before - single).toBe(single)
  })
})

describe('nothing is changed', () => {
  it('of a licence of another issuer, which reads like one that nobody knows', async () => {
    const identifier = await fresh({}, {}, OTHER)
    const strangers = refused(await change('SUSPEND', [{ identifier }]))
    const nobodys = refused(await change('SUSPEND', [{ identifier: identifierOf(CARD, 'NOBODYS') }]))
    expect(strangers).toMatchObject({ code: 'NOT_FOUND', faults: ['input.licences[0].identifier UNKNOWN'], zh: 'input.licences[0].identifier：本机构没有该证照' })
    expect(nobodys).toEqual(strangers)
  })

  it('where no way leads from one state to the other, both of which are named in both languages', async () => {
    const cancelled = await changed('CANCEL', await fresh(), { cancellationReason: 'REGULAR' })
    const answer = refused(await change('RESTORE', [{ identifier: cancelled }]))
    expect(answer).toMatchObject({ code: 'CONFLICT', faults: ['input.licences[0].identifier STATE'] })
    expect(answer.message).toContain('from state 04 (cancelled) to 01 (in force)')
    expect(answer.zh).toContain('证照状态为04（注销），不能办理暂扣发还（变为01（有效））')
  })

  it('of a version that another took the place of, or of one licence twice', async () => {
    const first = await fresh()
    const second = await changed('SUSPEND', first)
    expect(refused(await change('RESTORE', [{ identifier: first }])).faults).toEqual(['input.licences[0].identifier NOT_CURRENT'])
    expect(refused(await change('RESTORE', [{ identifier: second }, { identifier: second }])).faults).toEqual(['input.licences[1].identifier DUPLICATE'])
  })

  it('without a reason, with somebody’s number in it, or with what belongs to another operation', async () => {
    const identifier = await fresh()
    const faults = async (operation: string, more: object, entry: object = {}) => refused(await change(operation, [{ identifier, ...entry }], more)).faults
    expect(await faults('SUSPEND', { reason: ' ' })).toEqual(['input.reason required'])
    expect(await faults('SUSPEND', { reason: '电话13800138000' })).toEqual(['input.reason PERSONAL_NUMBER'])
    expect(await faults('CANCEL', {})).toEqual(['input.cancellationReason OPERATION'])
    expect(await faults('SUSPEND', { cancellationReason: 'REGULAR' })).toEqual(['input.cancellationReason OPERATION'])
    expect(await faults('TRANSFER_OUT', {})).toEqual(['input.transferTo OPERATION'])
    expect(await faults('TRANSFER_OUT', { transferTo: ISSUER })).toEqual(['input.transferTo ISSUER'])
    expect(await faults('TRANSFER_OUT', { transferTo: '11990100000000000X' })).toEqual(['input.transferTo ISSUER'])
    expect(await faults('SUSPEND', {}, { validTo: '2031-01-01', face: [] })).toEqual(['input.licences[0].validTo OPERATION', 'input.licences[0].face OPERATION'])
    expect(await faults('CHANGE', {}, { serial: 'X' })).toEqual(['input.licences[0].serial OPERATION'])
    expect(await faults('RENEW', {}, { validTo: '2030-12-31' })).toEqual(['input.licences[0].validTo PERIOD'])
    expect(await faults('CHANGE', {}, { face: [{ name: 'name', value: '' }] })).toEqual(['input.licences[0].face required'])
  })

  it('beyond the last version that an identifier can state', async () => {
    expect(refused(await change('CHANGE', [{ identifier: identifierOf(TITLE_DEED, 'LAST', 999) }])).faults).toEqual(['input.licences[0].identifier VERSIONS'])
  })

  it('of a type that was stopped, but for what ends a licence or keeps it from use', async () => {
    const identifier = await fresh({}, { type: DRIVING })
    await db.orm.update(licenceType).set({ status: '2' }).where(eq(licenceType.code, DRIVING))
    expect(refused(await change('CHANGE', [{ identifier }])).faults).toEqual(['input.licences[0].identifier TYPE'])
    expect((await rowOf(await changed('REVOKE', identifier)))?.state).toBe('03')
    await db.orm.update(licenceType).set({ status: '1' }).where(eq(licenceType.code, DRIVING))
  })
})

describe('each operation', () => {
  it.each([
    ['SUSPEND', '02', '03'], ['CANCEL', '04', '05'], ['REVOKE', '03', '05'], ['REVOKE_AS_PENALTY', '07', '05'], ['RESTRICT', '98', '07'], ['CHANGE', '01', '09'],
  ])('%s makes a version in state %s with the code %s, that takes the place of the one before', async (operation, state, code) => {
    const first = await fresh()
    const second = await changed(operation, first, operation === 'CANCEL' ? { cancellationReason: 'ISSUED_IN_ERROR' } : {})
    expect(parseLicenceIdentifier(second)).toMatchObject({ ok: true, value: { version: 2 } })
    expect(await rowOf(second)).toMatchObject({
      state, operation: code, version: 2, supersedes: first, current: true, stateSince: TODAY, validTo: '2030-12-31', cancellationReason: operation === 'CANCEL' ? '2' : null,
    })
    expect(await rowOf(first)).toMatchObject({ current: false, state: ['03', '04', '07'].includes(state) ? state : '05', recordVersion: 2 })
    const plan = planOf({ classes: [ofType(CARD, { 'Licence.signatureValid': 'CLEAR' })], subjects: { [SELLER]: 0 } })
    for (const identifier of [first, second]) expect((await ask(library, plan, byIdentifier(identifier, 'signatureValid'))).data).toEqual({ licence: { signatureValid: true } })
  })

  it('keeps what it does not change, the face too', async () => {
    const first = await fresh({ number: 'NO1', face: [{ name: 'name', value: '张大山' }, { name: 'account', value: '6200000000001234' }] })
    const second = await changed('CHANGE', first, {}, { face: [{ name: 'name', value: '张小山' }, { name: 'nation', value: '汉族' }], holders: [{ citizenId: SPOUSE, name: '欧阳小河' }] })
    const plan = planOf({ classes: [ofType(CARD, { 'Licence.number': 'CLEAR', 'Licence.face#name': 'CLEAR', 'Licence.face#account': 'CLEAR', 'Licence.face#nation': 'CLEAR' })], subjects: { [SPOUSE]: 0 } })
    expect((await ask(library, plan, byIdentifier(second, 'number face { name value }'))).data).toEqual({
      licence: { number: 'NO1', face: [{ name: 'name', value: '张小山' }, { name: 'account', value: '6200000000001234' }, { name: 'nation', value: '汉族' }] },
    })
  })

  it('undoes what it is there to undo', async () => {
    const there = async (operation: string, back: string) => (await rowOf(await changed(back, await changed(operation, await fresh()))))?.state
    expect([await there('SUSPEND', 'RESTORE'), await there('RESTRICT', 'LIFT')]).toEqual(['01', '01'])
  })

  it('renews what has run out, with or without an end', async () => {
    const over = identifierOf(CARD, 'OVER')
    expect(refused(await change('SUSPEND', [{ identifier: over }])).faults).toEqual(['input.licences[0].identifier STATE'])
    const renewed = await changed('RENEW', over, {}, { validTo: '2036-03-01' })
    expect(await rowOf(renewed)).toMatchObject({ state: '01', validTo: '2036-03-01', issuedOn: TODAY, trustGrade: 'A' })
    expect(await rowOf(await changed('RENEW', renewed, {}, { validTo: null }))).toMatchObject({ validTo: null })
  })

  it('hands a licence over to another issuer, who takes it under a number of its own', async () => {
    const first = await fresh()
    const out = await changed('TRANSFER_OUT', first, { transferTo: OTHER })
    expect(await rowOf(out)).toMatchObject({ state: '06', operation: '05' })
    expect(refused(await change('TRANSFER_IN', [{ identifier: out, serial: 'IN1' }])).faults).toEqual(['input.licences[0].identifier UNKNOWN'])
    expect(refused(await change('TRANSFER_IN', [{ identifier: out }], {}, OTHER)).faults).toEqual(['input.licences[0].serial format'])
    const taken = await changed('TRANSFER_IN', out, {}, { serial: 'IN1' }, OTHER)
    expect(parseLicenceIdentifier(taken)).toMatchObject({ ok: true, value: { issuer: OTHER, serial: 'IN1', version: 1 } })
    expect(await rowOf(taken)).toMatchObject({ issuer: OTHER, state: '01', supersedes: out, operation: '08' })
    expect(await rowOf(out)).toMatchObject({ state: '06', current: false })
    expect(refused(await change('CANCEL_TRANSFER', [{ identifier: out }])).faults).toEqual(['input.licences[0].identifier NOT_CURRENT'])
  })

  it('or keeps it after all', async () => {
    const back = await changed('CANCEL_TRANSFER', await changed('TRANSFER_OUT', await fresh(), { transferTo: OTHER }))
    expect(await rowOf(back)).toMatchObject({ state: '01', operation: '10', version: 3, issuer: ISSUER })
  })

  it('is on file with who did it and why, in the order in which it was done', async () => {
    const first = await fresh()
    const second = await changed('RESTRICT', first, { reason: '异议核查中' })
    const told = await db.orm.select().from(licenceEvent).where(eq(licenceEvent.identifier, second))
    expect(told).toMatchObject([{
      slice: CARD, version: 2, operation: 'RESTRICT', before: '01', after: '98', reason: '异议核查中', agency: ISSUER, consumer: 'sys-issuer', operator: 'op-issuer', transferTo: null,
    }])
  })

  it('is done to a thousand at a time, with as many statements as to one', async () => {
    const [single, ...many] = resultsOf(await issue(Array.from({ length: 1_000 }, () => one()))).map(({ identifier }) => ({ identifier }))
    const before = db.statements.count
    await change('SUSPEND', [single!])
    const once = db.statements.count - before
    expect(resultsOf(await change('SUSPEND', many)).every(({ state }) => state?.code === '02')).toBe(true)
    expect(db.statements.count - before - once).toBe(once)
  })
})

const CHECK = 'mutation ($input: CheckLicenceOriginalInput!) { checkLicenceOriginal(input: $input) { identifier trustGrade { code name } checkedAt } }'
const UPLOADED = identifierOf(CARD, 'UPLOADED')
const liveCase = { caseNo: 'CASE-1', kind: 'APPLICATION', matter: { code: 'M', name: '示例事项' }, agency: { code: ISSUER, name: null }, endsOn: null }
const window = (more: Parameters<typeof planOf>[0] = {}) => planOf({ agency: '11990100000000000X', liveCase, classes: [{}], subjects: { [SELLER]: 0 }, ...more })

describe('an uploaded licence is not raised', () => {
  it('without a case of the agency, by a system alone, or by anybody in person', async () => {
    const plans = [window({ liveCase: null }), window({ actor: { operator: 'UNATTENDED' } }), window({ agency: '', actor: { represented: SELLER } })]
    for (const plan of plans) expect(refused(await send(plan, CHECK, { identifier: UPLOADED }))).toMatchObject({ code: 'FORBIDDEN' })
  })

  it('for somebody whom the case does not concern, as a licence that nobody has', async () => {
    const strangers = refused(await send(window({ subjects: { [SPOUSE]: 0 } }), CHECK, { identifier: UPLOADED }))
    expect(strangers).toMatchObject({ code: 'NOT_FOUND' })
    expect(refused(await send(window(), CHECK, { identifier: identifierOf(CARD, 'NOBODYS') }))).toEqual(strangers)
    expect(refused(await send(window({ sealed: [SELLER] }), CHECK, { identifier: UPLOADED }))).toEqual(strangers)
  })

  it('where it is of another grade', async () => {
    expect(refused(await send(window(), CHECK, { identifier: await fresh() }))).toMatchObject({ code: 'CONFLICT' })
  })

  it('where it bears a seal, which would no longer hold', async () => {
    const identifier = identifierOf(CARD, 'SEALED')
    expect(refused(await send(window(), CHECK, { identifier }))).toMatchObject({ code: 'CONFLICT', zh: '该证照已有颁证机构签章，须由颁证机构变更' })
    expect(await rowOf(identifier)).toMatchObject({ trustGrade: 'C', recordVersion: 1 })
  })
})

describe('an uploaded licence', () => {
  it('is of use once a window has seen the original, which is on file with its case', async () => {
    const plan = planOf({ classes: [ofType(CARD, { 'Licence.outcome': 'CLEAR', 'Licence.trustGrade': 'CLEAR' })], subjects: { [SELLER]: 0 } })
    const shown = async () => (await ask(library, plan, byIdentifier(UPLOADED, 'outcome { code } trustGrade { code }'))).data
    expect(await shown()).toEqual({ licence: { outcome: { code: '23' }, trustGrade: { code: 'C' } } })
    expect((await send(window(), CHECK, { identifier: UPLOADED, reference: '窗口1' })).data).toEqual({
      checkLicenceOriginal: { identifier: UPLOADED, trustGrade: { code: 'B', name: '窗口已核对原件' }, checkedAt: '2026-03-02T09:00:00.000+08:00' },
    })
    expect(await shown()).toEqual({ licence: { outcome: { code: '0' }, trustGrade: { code: 'B' } } })
    const told = await db.orm.select().from(licenceEvent).where(eq(licenceEvent.identifier, UPLOADED))
    expect(told).toMatchObject([{ operation: 'CHECK_ORIGINAL', before: '01', after: '01', caseNo: 'CASE-1', reason: '窗口1', agency: '11990100000000000X', operator: 'op-test' }])
    expect(refused(await send(window(), CHECK, { identifier: UPLOADED }))).toMatchObject({ code: 'CONFLICT' })
  })
})
