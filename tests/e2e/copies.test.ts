import { createHash } from 'node:crypto'
import { desc, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SISTER_AT_THE_WINDOW } from '../../seeds/personas.ts'
import { deriveSecrets, EMBEDDED_MASTER } from '../../router/secrets.ts'
import { load } from '../../subgraphs/licences/commands.ts'
import { accessEntry } from '../../subgraphs/audit/tables.ts'
import { canRead, codeIn, pagesOf, textOf } from '../../subgraphs/licences/printing/testing.ts'
import { openTestHub, type TestHub } from '../harness/hub.ts'
import { PUBLIC_URL } from '../harness/printer.ts'
import { act, cardOf, checkOf, COPY, here, makeCopy, verifyFile, whyOf } from './copying.ts'
import { caseNo, keyOf, licenceOf, numberOf, under } from './story.ts'

const ALLOWANCE = 'old-age-allowance'
const purpose = under(ALLOWANCE, 'allowance')
const CARD = licenceOf('old-man-card')
const REGISTER = licenceOf('old-man-register')

const [SEALED_CARD, SISTERS_CARD] = [cardOf('sealed-witness', 'SEALED1'), cardOf('sister-applicant', 'SISTER1')]
const [SEALED, SISTERS] = [SEALED_CARD.identifier, SISTERS_CARD.identifier]

let hub: TestHub
beforeAll(async () => {
  hub = await openTestHub()
  await load(hub.db, { licenceTypes: [], licences: [SEALED_CARD, SISTERS_CARD] }, deriveSecrets(EMBEDDED_MASTER).licenceFaces)
})
afterAll(() => hub.close())

const byDuty = (input: Record<string, unknown>, more: Partial<Parameters<typeof makeCopy>[1]> = {}) =>
  makeCopy(hub, { persona: 'civil-affairs', purpose, input: { licences: [CARD], ...input }, ...more })

describe('no copy is made', () => {
  it.each([
    ['for a reason that is too long', { reason: '字'.repeat(201) }, 'BAD_USER_INPUT input.reason length'],
    ['for no reason', { reason: '  ' }, 'BAD_USER_INPUT input.reason required'],
    ['for a reason that turns text around', { reason: '审核‮料材' }, 'BAD_USER_INPUT input.reason characters'],
    ['for a reason with a control character', { reason: '审核\u0007' }, 'BAD_USER_INPUT input.reason characters'],
    ['for a reason with letters from right to left', { reason: '审核مرحبا' }, 'BAD_USER_INPUT input.reason characters'],
    ['for a reason with a picture, which nobody prints', { reason: '审核😀' }, 'BAD_USER_INPUT input.reason characters'],
    ['for a reason with markup', { reason: '<b>审核</b>' }, 'BAD_USER_INPUT input.reason markup'],
    ['for a reason with a citizen number', { reason: `审核${numberOf('old-man')}` }, 'BAD_USER_INPUT input.reason number'],
    ['for a reason with a telephone', { reason: '请拨 138 0013 8000' }, 'BAD_USER_INPUT input.reason number'],
    ['that has run out already', { expiresAt: '2026-03-01T00:00:00+08:00' }, 'BAD_USER_INPUT input.expiresAt past'],
    ['that outlives ninety days', { expiresAt: '2026-06-01T00:00:00+08:00' }, 'BAD_USER_INPUT input.expiresAt range'],
    ['that outlives its case', { expiresAt: '2026-03-13T00:00:00+08:00' }, 'BAD_USER_INPUT input.expiresAt case'],
    ['for another case than that of the purpose', { case: caseNo('allowance-dead') }, 'BAD_USER_INPUT input.case purpose'],
    ['of one licence twice', { licences: [CARD, CARD] }, 'BAD_USER_INPUT input.licences duplicate'],
    ['of no licence', { licences: [] }, 'BAD_USER_INPUT input.licences count'],
    ['of eleven licences', { licences: Array.from({ length: 11 }, () => CARD) }, 'BAD_USER_INPUT input.licences count'],
    ['by two rights at once', { authorisation: 'AAAAA-AAAAA-AAAAA-AAAAA' }, 'BAD_USER_INPUT'],
    ['of a type that is not granted, as where there is none', { licences: [licenceOf('old-man-driving')] }, 'FORBIDDEN 100 input.licences[0] 100'],
    ['of the licence of a stranger', { licences: [licenceOf('founder-card')] }, 'NOT_FOUND 10 input.licences[0] 10'],
    ['of a licence beside one that may be copied', { licences: [CARD, licenceOf('founder-card')] }, 'NOT_FOUND 10 input.licences[1] 10'],
    ['of licences of two people', { licences: [CARD, licenceOf('daughter-card')] }, 'BAD_USER_INPUT'],
  ])('%s', async (_what, input, why) => {
    const answer = await byDuty(input)
    expect(whyOf(answer)).toBe(why)
    expect(answer.data).toEqual({ createLicenceCopy: null })
  })

  it.each([
    ['for a closed case', { purpose: under(ALLOWANCE, 'allowance-closed'), input: { licences: [CARD] } }, 'FORBIDDEN CASE_CLOSED'],
    ['for a case that nothing proves', { purpose: under(ALLOWANCE, 'allowance-unproven'), input: { licences: [CARD] } }, 'FORBIDDEN CASE_UNPROVEN'],
    ['for a list', { purpose: under(ALLOWANCE, 'alive-check'), input: { licences: [CARD] } }, 'FORBIDDEN PARTY_ROLE_NOT_COVERED'],
    ['for a system without a grant', { persona: 'market-regulation', input: { licences: [CARD] } }, 'FORBIDDEN CASE_NOT_YOURS'],
    ['for whoever receives only', { persona: 'street-office', input: { licences: [CARD] } }, 'FORBIDDEN NO_GRANT'],
    ['without a purpose', { purpose: { matter: purpose.matter }, input: { licences: [CARD], case: caseNo('allowance') } }, 'FORBIDDEN PURPOSE_REQUIRED'],
  ])('%s', async (_what, asked, why) => {
    expect(whyOf(await makeCopy(hub, { persona: 'civil-affairs', purpose, ...asked }))).toBe(why)
  })

  it('of the licence of a sealed person or of the sister of the operator, which reads like one that does not exist', async () => {
    const made = async (persona: string, example: string, identifier: string) => whyOf(await makeCopy(hub, { persona, purpose: under(ALLOWANCE, example), input: { licences: [identifier] } }))
    expect(await made('civil-affairs', 'allowance-sealed', SEALED)).toBe('NOT_FOUND 10 input.licences[0] 10')
    expect(await made('civil-affairs', 'allowance-sealed', licenceOf('founder-card'))).toBe('NOT_FOUND 10 input.licences[0] 10')
    expect(await made(SISTER_AT_THE_WINDOW, 'allowance-sister', SISTERS)).toBe('NOT_FOUND 10 input.licences[0] 10')
    expect(await made('civil-affairs', 'allowance-sister', SISTERS)).toBe('answered')
  })

  it('of licences that are not in force, each by the code of the sharing services', async () => {
    const food = under('food-licence', 'food-banned')
    const revoked = await makeCopy(hub, { persona: 'market-regulation', purpose: food, input: { licences: [licenceOf('canteen-food')] } })
    expect(whyOf(revoked)).toBe('CONFLICT 21 input.licences[0] 21')
  })
})

describe('a file is the very one that was issued', () => {
  it('or of 200 of which one byte is another, none is, and none says more', async () => {
    const copy = (await byDuty({})).data.createLicenceCopy
    const file = new Uint8Array(await (await fetch(here(hub, copy.address))).arrayBuffer())
    expect(Buffer.from(file).subarray(0, 5).toString()).toBe('%PDF-')
    expect(createHash('sm3').update(file).digest('hex')).toBe(copy.fileSm3)
    expect(await verifyFile(hub, file)).toBe('GENUINE')
    const random = counted(20260302)
    const told: string[] = []
    for (let at = 0; at < 200; at += 1) {
      const changed = Uint8Array.from(file)
      const place = Math.floor(random() * changed.length)
      changed[place] = ((changed[place] ?? 0) + 1 + Math.floor(random() * 255)) % 256
      told.push(await verifyFile(hub, changed))
    }
    expect(told.filter((state) => state === 'NOT_GENUINE')).toHaveLength(200)
  })

  it('which is for files of copies alone', async () => {
    const sent = async (body: Buffer, type: string, method = 'POST') => (await fetch(`${hub.url}/licences/verify`, { method, headers: { 'content-type': type }, ...(method === 'POST' ? { body } : {}) })).status
    expect(await sent(Buffer.from('{}'), 'application/json')).toBe(415)
    expect(await sent(Buffer.alloc(2_000_001), 'application/pdf')).toBe(413)
    expect(await sent(Buffer.alloc(0), 'application/pdf', 'GET')).toBe(405)
  })
})

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
function counted(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

describe('a copy by duty', () => {
  it('has a number of its own, names matter, agency and end, and is about the case alone', async () => {
    const answer = await byDuty({ licences: [CARD, REGISTER], clientMutationId: 'duty-1' })
    expect(answer.refused).toEqual([])
    const copy = answer.data.createLicenceCopy
    expect(copy).toMatchObject({
      state: { code: 'GENUINE' }, basis: { code: 'DUTY' }, agency: { name: '示例区民政局' }, matter: { name: '高龄津贴发放' }, caseNo: caseNo('allowance'),
      expiresAt: '2026-03-06T18:00:00.000+08:00', addressExpiresAt: '2026-03-02T09:05:00.000+08:00',
    })
    expect(copy.number).toMatch(/^[0-9A-Z]{17}$/)
    expect(copy.watermark.join('')).toContain('仅供办理政务服务事项时使用，有效期至2026年3月6日')
    expect(copy.watermark.join('')).toContain(copy.number)
    const again = await byDuty({ licences: [CARD, REGISTER], clientMutationId: 'duty-1' })
    expect(again.data.createLicenceCopy.number).toBe(copy.number)
    expect(whyOf(await byDuty({ licences: [CARD], clientMutationId: 'duty-1' }))).toBe('CONFLICT')
  })

  it('is fetched once, by an address without anything of anybody, and is the file that was issued', async () => {
    const copy = (await byDuty({})).data.createLicenceCopy
    expect(copy.address).toMatch(/\/licences\/copies\/[\w-]{32}$/)
    const address = here(hub, copy.address)
    expect((await fetch(address, { method: 'HEAD' })).status).toBe(405)
    const response = await fetch(address)
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/pdf', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'content-disposition': 'attachment; filename="licence-copy.pdf"',
    })
    const file = new Uint8Array(await response.arrayBuffer())
    expect(await verifyFile(hub, file)).toBe('GENUINE')
    const second = await fetch(address, { headers: { accept: 'application/json' } })
    expect([second.status, (await second.json() as { state: string }).state]).toEqual([410, 'GONE'])
    const other = await act(hub, 'addressLicenceCopy', 'AddressLicenceCopyInput', COPY, { persona: 'civil-affairs', input: { number: copy.number } })
    expect((await fetch(here(hub, other.data.addressLicenceCopy.address))).status).toBe(200)
  })

  it('is given to nobody while its release cannot be recorded, and its address is used up', async () => {
    const copy = (await byDuty({})).data.createLicenceCopy
    await hub.db.orm.execute(sql`alter schema audit rename to audit_away`)
    try {
      const refused = await fetch(here(hub, copy.address), { headers: { accept: 'application/json' } })
      expect([refused.status, refused.headers.get('content-type'), (await refused.json() as { state: string }).state]).toEqual([503, 'application/json; charset=utf-8', 'UNAVAILABLE'])
    } finally {
      await hub.db.orm.execute(sql`alter schema audit_away rename to audit`)
    }
    expect((await fetch(here(hub, copy.address))).status).toBe(410)
  })

  it.skipIf(!canRead())('leaves secret fields of the face out', async () => {
    const copy = (await byDuty({ licences: [licenceOf('old-man-social-card')] })).data.createLicenceCopy
    const text = textOf(new Uint8Array(await (await fetch(here(hub, copy.address))).arrayBuffer()))
    expect(text).toContain('示例银行示例支行')
    expect(text).not.toContain('6299000000000010101')
  })

  it.skipIf(!canRead())('says on its page, for whoever looks or scans, what it may be used for, until when, and where it is checked', async () => {
    const copy = (await byDuty({})).data.createLicenceCopy
    const file = new Uint8Array(await (await fetch(here(hub, copy.address))).arrayBuffer())
    expect(copy.watermark.join('')).toContain(`副本编号${copy.number}`)
    expect(textOf(file).split(copy.watermark.join('')).length).toBeGreaterThan(5)
    expect(pagesOf(file).map(codeIn)).toEqual([`${PUBLIC_URL}/v/${copy.number}`])
  })

  it('is checked by anybody, who learns whether it counts and nothing else', async () => {
    const { number } = (await byDuty({})).data.createLicenceCopy
    const genuine = await fetch(`${hub.url}/v/${number}`)
    const unknown = await fetch(`${hub.url}/v/0000000000000000${'1'}`)
    const text = await genuine.text()
    for (const told of ['张大山', '民政', '津贴', '身份证', number]) expect(text).not.toContain(told)
    expect(genuine.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/)
    expect([genuine.status, unknown.status]).toEqual([200, 200])
    expect(text.replace(/<p class="(sign|zh|en)"[^]*?<\/p>/g, '')).toBe((await unknown.text()).replace(/<p class="(sign|zh|en)"[^]*?<\/p>/g, ''))
    expect(await checkOf(hub, number)).toBe('GENUINE')
    expect(await checkOf(hub, `${number.slice(0, 5)}-${number.slice(5).toLowerCase()}`)).toBe('GENUINE')
    expect(await checkOf(hub, `${number.slice(0, -1)}${number.endsWith('A') ? 'B' : 'A'}`)).toBe('MISTYPED')
    expect(await verifyFile(hub, Buffer.from('%PDF another'))).toBe('NOT_GENUINE')
  })

  it('is withdrawn by the agency that made it, and by no other', async () => {
    const { number, address } = (await byDuty({})).data.createLicenceCopy
    const withdraw = (persona: string, subject?: string) =>
      act(hub, 'withdrawLicenceCopy', 'WithdrawLicenceCopyInput', COPY, { persona, ...(subject === undefined ? {} : { subject }), input: { number, reason: '办件已改由线上核验' } })
    expect(whyOf(await withdraw('market-regulation'))).toBe('NOT_FOUND')
    expect(whyOf(await withdraw('portal', 'old-man'))).toBe('FORBIDDEN')
    expect((await withdraw('civil-affairs')).data.withdrawLicenceCopy).toMatchObject({ state: { code: 'WITHDRAWN' }, withdrawalReason: '办件已改由线上核验' })
    expect(await checkOf(hub, number)).toBe('WITHDRAWN')
    expect((await fetch(here(hub, address))).status).toBe(410)
    expect(whyOf(await act(hub, 'addressLicenceCopy', 'AddressLicenceCopyInput', COPY, { persona: 'civil-affairs', input: { number } }))).toBe('CONFLICT')
  })

  it('is told to its holder: who made it, for which matter, and whether it counts', async () => {
    const answer = await hub.ask({ persona: 'portal', subject: 'old-man', query: '{ myLicenceCopies(first: 3) { edges { node { number agency { name } matter { name } state { code } basis { name } } } pageInfo { hasNextPage } } }' })
    expect(answer.refused).toEqual([])
    expect(answer.data.myLicenceCopies.pageInfo.hasNextPage).toBe(true)
    expect(answer.data.myLicenceCopies.edges[0].node).toMatchObject({ agency: { name: '示例区民政局' }, matter: { name: '高龄津贴发放' }, basis: { name: '依职权' } })
    const other = await hub.ask({ persona: 'portal', subject: 'newcomer', query: '{ myLicenceCopies { edges { node { state { code } } } } }' })
    expect(other.data).toEqual({ myLicenceCopies: { edges: [] } })
    expect((await hub.ask({ persona: 'civil-affairs', query: '{ myLicenceCopies { edges { node { state { code } } } } }' })).refused[0]?.code).toBe('FORBIDDEN')
  })

  it('stands in the record: of whom, under which grants, and when its file was fetched', async () => {
    const copy = (await byDuty({ licences: [REGISTER] })).data.createLicenceCopy
    await fetch(here(hub, copy.address))
    const { operationName, reason, released, grants, subjects } = accessEntry
    const rows = await hub.db.orm.select({ operationName, reason, released, grants, subjects }).from(accessEntry).orderBy(desc(accessEntry.seq)).limit(2)
    const [fetching, making] = rows
    expect(fetching).toMatchObject({ operationName: 'GET /licences/copies', reason: `加注件 ${copy.number}`, released: ['Licence.copyable=CLEAR'], subjects: [keyOf(numberOf('old-man'))] })
    expect(fetching?.grants).toHaveLength(1)
    expect(making?.grants).toEqual(expect.arrayContaining(fetching?.grants ?? []))
    expect(making?.released).toContain('Licence.copyable=CLEAR')
    expect(making?.subjects).toEqual([keyOf(numberOf('old-man'))])
  })
})
