import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '#platform/db'
import type { Subgraph } from '#platform/subgraph'
import { ask, planOf, testClock } from '../../tests/harness/library.ts'
import { COMMITMENT } from './domain/commitment.ts'
import { openFace } from './domain/face.ts'
import { licence, licenceHolder, licenceType } from './tables.ts'
import { licenceEvent } from './tables.issuing.ts'
import { BUSINESS, byIdentifier, CARD, COMPANY, DRIVING, holder, identifierOf, ISSUER, issued, ofType, openLicences, SELLER, SPOUSE, TITLE_DEED } from './testing.ts'

const UPLOAD = 'mutation ($input: UploadLicenceInput!) { uploadLicence(input: $input) { identifier version trustGrade { code name } uploadedAt replaces } }'
const CHECK = 'mutation ($input: CheckLicenceOriginalInput!) { checkLicenceOriginal(input: $input) { trustGrade { code } } }'
const CASE = { caseNo: 'CASE-1', kind: 'APPLICATION', matter: { code: 'M', name: '示例事项' }, agency: { code: ISSUER, name: null }, endsOn: null }
const window = (agency = '11990100000000000X') => planOf({ agency, liveCase: CASE, classes: [{}], subjects: { [SELLER]: 0 } })
const FACE_KEY = Buffer.alloc(32, 5)

interface Uploaded { readonly identifier: string; readonly version: number; readonly replaces: string | null }

let nowMs = testClock.now()
let db: Database
let library: Subgraph
let numbers = 0

beforeAll(async () => {
  ;({ db, library } = await openLicences({
    licences: [
      issued(identifierOf(CARD, 'LOADED'), CARD, [holder(SELLER, '张大山'), holder(SPOUSE, '欧阳小河')], { trustGrade: 'C', number: 'LOADED' }),
      issued(identifierOf(TITLE_DEED, 'LOST'), TITLE_DEED, [holder(SELLER, '张大山')], { state: '03', number: 'LOST' }),
    ],
  }, { clock: { now: () => nowMs }, uploadsPerDay: 30 }))
})

afterAll(() => db.close())

const inPerson = (represented: string, more: Parameters<typeof planOf>[0] = {}) =>
  planOf({ agency: '', actor: { represented, inPerson: true }, classes: [{}], subjects: { [represented]: 0 }, ...more })
const scanned = (more: object = {}) => ({
  type: CARD, grade: 'C', number: `UP${++numbers}`, holderName: '张大山', issuerName: '示例机关', issuedOn: '1999-05-01', face: [{ name: 'name', value: '张大山' }],
  file: { reference: 'scan/1', format: 'JPEG', sm3: 'AB'.repeat(32) }, ...more,
})
const made = (more: object = {}) => {
  const { issuerName: _issuer, ...rest } = scanned()
  return { ...rest, type: TITLE_DEED, grade: 'D', commitment: { version: COMMITMENT.version, agreed: true }, ...more }
}
const send = (input: object, plan = inPerson(SELLER)) => ask(library, plan, UPLOAD, { input })
const uploaded = async (input: object, plan = inPerson(SELLER)): Promise<Uploaded> => {
  const { data, errors } = await send(input, plan)
  expect(errors).toBeUndefined()
  return data?.['uploadLicence'] as Uploaded
}
const refused = ({ errors }: Awaited<ReturnType<typeof ask>>) => ({
  code: errors?.[0]?.extensions['code'], status: errors?.[0]?.extensions['status'],
  faults: (errors?.[0]?.extensions['faults'] as { argument: string; check: string }[] | undefined)?.map(({ argument, check }) => `${argument} ${check}`),
})
const rowOf = async (identifier: string) => (await db.orm.select().from(licence).where(eq(licence.identifier, identifier)))[0]
const count = async () => (await db.orm.select({ identifier: licence.identifier }).from(licence)).length

describe('nothing is uploaded', () => {
  it('but by somebody who acts for a person or organisation and is surely identified', async () => {
    const before = await count()
    const plans = [planOf({ agency: ISSUER, liveCase: CASE }), planOf({ agency: '' }), inPerson(SELLER, { actor: { represented: SELLER, inPerson: false }, liveCase: CASE }), byMandate({ actor: { represented: SELLER, byMandate: false } })]
    for (const plan of plans) expect(refused(await send(scanned(), plan))).toMatchObject({ code: 'FORBIDDEN' })
    expect(await count()).toBe(before)
  })

  it('by a mandate without a case, for a matter that does not use the type, or of what its holder has to answer for', async () => {
    const before = await count()
    expect(refused(await send(scanned(), byMandate({ liveCase: null })))).toMatchObject({ code: 'FORBIDDEN' })
    expect(refused(await send(scanned(), byMandate({ liveCase: { ...CASE, matter: { code: 'M', name: '其他事项' } } })))).toMatchObject({ code: 'FORBIDDEN' })
    expect(refused(await send(made(), byMandate()))).toMatchObject({ code: 'FORBIDDEN' })
    expect(await count()).toBe(before)
  })

  it('of a type that is not published, that takes no uploads or none of the grade, or that others hold', async () => {
    expect(refused(await send(scanned({ type: '11990000000000019A999' })))).toMatchObject({ code: 'BAD_USER_INPUT', status: '13' })
    await db.orm.update(licenceType).set({ status: '2' }).where(eq(licenceType.code, TITLE_DEED))
    expect(refused(await send(made()))).toMatchObject({ code: 'BAD_USER_INPUT', status: '13' })
    await db.orm.update(licenceType).set({ status: '1' }).where(eq(licenceType.code, TITLE_DEED))
    expect(refused(await send(scanned({ type: DRIVING })))).toEqual({ code: 'BAD_USER_INPUT', faults: ['input.grade TYPE'] })
    expect(refused(await send(made({ type: CARD })))).toEqual({ code: 'BAD_USER_INPUT', faults: ['input.grade TYPE'] })
    expect(refused(await send(scanned({ type: BUSINESS })))).toMatchObject({ code: 'BAD_USER_INPUT', status: '103' })
    expect(refused(await send(scanned(), inPerson(COMPANY)))).toMatchObject({ code: 'BAD_USER_INPUT', status: '103' })
  })

  it('that is faulty, and every fault is told at once without a value', async () => {
    const answer = await send(scanned({ face: [{ name: 'name', value: '<i>秘密</i>' }], issuedOn: '2030-01-01' }))
    expect(refused(answer)).toEqual({ code: 'BAD_USER_INPUT', faults: ['input.issuedOn PERIOD', 'input.face[0].value markup'] })
    expect(JSON.stringify(answer)).not.toContain('秘密')
    expect(refused(await send(made({ commitment: { version: COMMITMENT.version, agreed: false } })))).toEqual({ code: 'BAD_USER_INPUT', faults: ['input.commitment required'] })
  })

  it('that its holder has already from the issuer or checked by a window, in whatever state and however the number is written', async () => {
    for (const [type, number] of [[CARD, 'no 12345678'], [TITLE_DEED, 'NO12345678'], [TITLE_DEED, 'LOST']]) {
      expect(refused(await send(scanned({ type, number })))).toEqual({ code: 'CONFLICT', faults: ['input.number HELD'] })
    }
    expect((await uploaded(scanned({ number: 'NO12345678' }), inPerson(SPOUSE))).version).toBe(1)
  })

  it('after the last that a day has room for, by however many requests at once; the next day has room again', async () => {
    const own = await openLicences({}, { clock: { now: () => nowMs }, uploadsPerDay: 3 })
    const answers = await Promise.all(Array.from({ length: 6 }, () => ask(own.library, inPerson(SELLER), UPLOAD, { input: scanned() })))
    expect(answers.map(refused).filter(({ code }) => code === undefined)).toHaveLength(3)
    expect(new Set(answers.map(refused).flatMap(({ code }) => code ?? []))).toEqual(new Set(['RATE_LIMITED']))
    expect(refused(await ask(own.library, inPerson(SPOUSE), UPLOAD, { input: scanned() })).code).toBeUndefined()
    nowMs += 86_400_000
    expect(refused(await ask(own.library, inPerson(SELLER), UPLOAD, { input: scanned() })).code).toBeUndefined()
    nowMs -= 86_400_000
    await own.db.close()
  })
})

/** Under the mandate of the seller, in a case of a matter that uses the types of the tests. */
const byMandate = (more: Parameters<typeof planOf>[0] = {}) =>
  planOf({ agency: '', actor: { represented: SELLER, byMandate: true }, liveCase: { ...CASE, matter: { code: '1199010000000022XR3990112003001', name: '示例事项' } }, ...more })

describe('a licence that its holder uploads', () => {
  it('is on file as theirs alone, with its face sealed and nobody as its issuer, and is told as an event', async () => {
    const input = scanned({ face: [{ name: 'name', value: '张大山' }, { name: 'nation', value: '汉族\n（登记）' }] })
    const { identifier, ...told } = await uploaded(input)
    expect(told).toEqual({ version: 1, trustGrade: { code: 'C', name: '申请人上传，未核对原件' }, uploadedAt: '2026-03-02T09:00:00.000+08:00', replaces: null })
    const row = await rowOf(identifier)
    expect(row).toMatchObject({
      slice: CARD, division: '990000000000', number: input.number, issuer: null, issuerName: '示例机关', issuedOn: '1999-05-01', state: '01', trustGrade: 'C', commitment: null,
      current: true, signature: null, fileRef: 'scan/1', fileFormat: 'JPEG', fileSm3: 'ab'.repeat(32),
    })
    expect(openFace(FACE_KEY, row?.sealedFace ?? '', identifier)).toEqual({ name: '张大山', nation: '汉族\n（登记）' })
    expect(await db.orm.select().from(licenceHolder).where(eq(licenceHolder.identifier, identifier))).toMatchObject([{ subject: SELLER, name: '张大山', documentType: '111', place: 0 }])
    expect(await db.orm.select().from(licenceEvent).where(eq(licenceEvent.identifier, identifier))).toMatchObject([{ operation: 'UPLOAD', before: null, after: '01', agency: '', consumer: 'sys-test' }])
  })

  it('of an organisation names it by its credit code', async () => {
    const { identifier } = await uploaded(scanned({ type: BUSINESS, holderName: '示例公司', face: [{ name: 'name', value: '示例公司' }] }), inPerson(COMPANY))
    expect(await db.orm.select().from(licenceHolder).where(eq(licenceHolder.identifier, identifier))).toMatchObject([{ subject: COMPANY, documentType: '001' }])
  })

  it('counts for nothing in grade C until a window has seen the original, and then as compared with it', async () => {
    const { identifier } = await uploaded(scanned())
    const plan = planOf({ classes: [ofType(CARD, { 'Licence.outcome': 'CLEAR', 'Licence.copyable': 'CLEAR', 'Licence.trustGrade': 'CLEAR' })], subjects: { [SELLER]: 0 } })
    const shown = async () => (await ask(library, plan, byIdentifier(identifier, 'outcome { code } copyable trustGrade { code }'))).data?.['licence']
    expect(await shown()).toEqual({ outcome: { code: '23' }, copyable: false, trustGrade: { code: 'C' } })
    expect((await ask(library, window(), CHECK, { input: { identifier } })).data).toEqual({ checkLicenceOriginal: { trustGrade: { code: 'B' } } })
    expect(await shown()).toEqual({ outcome: { code: '0' }, copyable: true, trustGrade: { code: 'B' } })
  })

  it('counts in grade D by the commitment that it keeps the version of', async () => {
    const { identifier } = await uploaded(made({ number: null }))
    const plan = planOf({ classes: [ofType(TITLE_DEED, { 'Licence.outcome': 'CLEAR', 'Licence.commitment': 'CLEAR', 'Licence.issuedOn': 'CLEAR' })], subjects: { [SELLER]: 0 } })
    expect((await ask(library, plan, byIdentifier(identifier, 'outcome { code } commitment issuedOn'))).data?.['licence']).toEqual({ outcome: { code: '0' }, commitment: '1', issuedOn: '1999-05-01' })
    expect((await rowOf(identifier))?.issuerName).toBeNull()
  })

  it('is theirs where somebody uploads it by their mandate, and they may put another in its place', async () => {
    const input = scanned()
    const first = await uploaded(input, byMandate())
    expect(await db.orm.select().from(licenceHolder).where(eq(licenceHolder.identifier, first.identifier))).toMatchObject([{ subject: SELLER }])
    expect(await db.orm.select().from(licenceEvent).where(eq(licenceEvent.identifier, first.identifier))).toMatchObject([{ operation: 'UPLOAD', agency: '', caseNo: 'CASE-1' }])
    expect(await uploaded({ ...input, issuerName: '另一机关' })).toMatchObject({ version: 2, replaces: first.identifier })
  })

  it('takes the place of one that a window has checked once that has run out', async () => {
    const input = scanned({ validTo: '2026-03-02' })
    const first = await uploaded(input)
    expect((await ask(library, window(), CHECK, { input: { identifier: first.identifier } })).errors).toBeUndefined()
    const renewed = { ...input, issuedOn: '2026-02-27', validTo: '2036-03-02' }
    expect(refused(await send(renewed))).toEqual({ code: 'CONFLICT', faults: ['input.number HELD'] })
    nowMs += 86_400_000
    expect(await uploaded(renewed)).toMatchObject({ version: 2, replaces: first.identifier })
    nowMs -= 86_400_000
  })

  it('takes the place of the one with its number, until a window has checked that', async () => {
    const input = scanned()
    const first = await uploaded(input)
    const second = await uploaded({ ...input, issuerName: '另一机关' })
    expect(second).toMatchObject({ version: 2, replaces: first.identifier })
    expect([await rowOf(first.identifier), await rowOf(second.identifier)]).toMatchObject([{ current: false, state: '05' }, { current: true, supersedes: first.identifier }])
    expect(refused(await ask(library, window(), CHECK, { input: { identifier: first.identifier } })).code).toBe('CONFLICT')
    expect((await ask(library, window(), CHECK, { input: { identifier: second.identifier } })).errors).toBeUndefined()
    expect(refused(await send(input))).toEqual({ code: 'CONFLICT', faults: ['input.number HELD'] })
  })

  it('leaves what was loaded with other holders as it is', async () => {
    expect(await uploaded(scanned({ number: 'LOADED' }))).toMatchObject({ version: 1, replaces: null })
    expect(await rowOf(identifierOf(CARD, 'LOADED'))).toMatchObject({ current: true })
  })

  it('is put on file once for each clientMutationId', async () => {
    const input = scanned({ clientMutationId: 'one' })
    const first = await uploaded(input)
    expect(await uploaded(input)).toEqual(first)
    expect(refused(await send({ ...input, issuerName: '另一机关' })).code).toBe('CONFLICT')
    const long = Array.from({ length: 100 }, (_each, at) => createHash('sm3').update(`${at}`).digest('hex')).join('')
    expect(refused(await send({ ...input, clientMutationId: long }))).toEqual({ code: 'BAD_USER_INPUT', faults: ['input.clientMutationId LENGTH'] })
    expect((await uploaded(input, inPerson(SPOUSE))).identifier).not.toBe(first.identifier)
  })
})

const WITHDRAW = 'mutation ($input: WithdrawLicenceUploadInput!) { withdrawLicenceUpload(input: $input) { identifier state { code name } withdrawnAt } }'
const withdraw = (identifier: string, plan = inPerson(SELLER), reason = '不再使用') => ask(library, plan, WITHDRAW, { input: { identifier, reason } })
const checked = async (input: object, agency?: string): Promise<string> => {
  const { identifier } = await uploaded(input)
  expect((await ask(library, window(agency), CHECK, { input: { identifier } })).errors).toBeUndefined()
  return identifier
}

describe('an upload is not taken back', () => {
  it('by a mandate, by nobody in particular, or without a reason that may be told', async () => {
    const { identifier } = await uploaded(scanned())
    for (const plan of [byMandate(), planOf({ agency: '' })]) expect(refused(await withdraw(identifier, plan)).code).toBe('FORBIDDEN')
    expect(refused(await withdraw(identifier, inPerson(SELLER), ' ')).faults).toEqual(['input.reason required'])
    expect(refused(await withdraw(identifier, inPerson(SELLER), '电话13800138000')).faults).toEqual(['input.reason PERSONAL_NUMBER'])
  })

  it('by others, to whom it reads like one that is not there: another person, an agency whose window did not check it, or whoever holds what was loaded', async () => {
    const identifier = await checked(scanned())
    const nobodys = refused(await withdraw(identifierOf(CARD, 'NOBODYS')))
    expect(nobodys.code).toBe('NOT_FOUND')
    expect(refused(await withdraw(identifier, inPerson(SPOUSE)))).toEqual(nobodys)
    expect(refused(await withdraw(identifier, planOf({ agency: ISSUER })))).toEqual(nobodys)
    expect(refused(await withdraw(identifierOf(CARD, 'LOADED')))).toEqual(nobodys)
  })

  it('by its holder once a window has checked it, by anybody once it has ended, or of a version whose place another took', async () => {
    const identifier = await checked(scanned())
    expect(refused(await withdraw(identifier)).code).toBe('CONFLICT')
    expect((await withdraw(identifier, window())).errors).toBeUndefined()
    expect(refused(await withdraw(identifier, window())).code).toBe('CONFLICT')
    const input = scanned()
    const first = await uploaded(input)
    await uploaded({ ...input, issuerName: '另一机关' })
    expect(refused(await withdraw(first.identifier)).code).toBe('CONFLICT')
  })
})

describe('an upload is taken back', () => {
  const outcomeOf = async (identifier: string) => {
    const plan = planOf({ classes: [ofType(CARD, { 'Licence.outcome': 'CLEAR', 'Licence.copyable': 'CLEAR', 'Licence.state': 'CLEAR', 'Licence.cancellationReason': 'CLEAR' })], subjects: { [SELLER]: 0 } })
    return (await ask(library, plan, byIdentifier(identifier, 'outcome { code } copyable state { code } cancellationReason { code }'))).data?.['licence']
  }

  it('by its holder while nobody has checked it, and makes room for the next', async () => {
    const input = scanned()
    const { identifier } = await uploaded(input)
    expect((await withdraw(identifier)).data).toEqual({ withdrawLicenceUpload: { identifier, state: { code: '04', name: '注销' }, withdrawnAt: '2026-03-02T09:00:00.000+08:00' } })
    expect(await outcomeOf(identifier)).toEqual({ outcome: { code: '21' }, copyable: false, state: { code: '04' }, cancellationReason: { code: '1' } })
    expect(await db.orm.select().from(licenceEvent).where(eq(licenceEvent.identifier, identifier))).toMatchObject([
      { operation: 'UPLOAD' }, { operation: 'CANCEL', before: '01', after: '04', reason: '不再使用', agency: '' },
    ])
    expect(await uploaded(input)).toMatchObject({ version: 2, replaces: identifier })
  })

  it('by the agency whose window has checked it, for good: a revoked licence does not come back by a scan', async () => {
    const input = scanned()
    const identifier = await checked(input)
    expect((await withdraw(identifier, window(), '原件已被撤销')).data).toMatchObject({ withdrawLicenceUpload: { state: { code: '03', name: '撤销' } } })
    expect(await outcomeOf(identifier)).toMatchObject({ outcome: { code: '21' }, copyable: false, state: { code: '03' } })
    expect(await db.orm.select().from(licenceEvent).where(eq(licenceEvent.identifier, identifier))).toMatchObject([
      { operation: 'UPLOAD' }, { operation: 'CHECK_ORIGINAL' }, { operation: 'REVOKE', before: '01', after: '03', reason: '原件已被撤销', agency: '11990100000000000X' },
    ])
    expect(refused(await send(input))).toEqual({ code: 'CONFLICT', faults: ['input.number HELD'] })
  })
})

describe('the commitment', () => {
  it('is told with its version to whoever may be shown it', async () => {
    const plan = planOf({ common: { 'LicenceCommitment.version': 'CLEAR', 'LicenceCommitment.text': 'CLEAR' } })
    expect((await ask(library, plan, '{ licenceCommitment { version text } }')).data).toEqual({ licenceCommitment: { ...COMMITMENT } })
  })
})
