import { and, desc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeOf } from '../../seeds/agencies.ts'
import { matterCode } from '../../seeds/matters.ts'
import { SISTER_AT_THE_WINDOW } from '../../seeds/personas.ts'
import { deriveSecrets, EMBEDDED_MASTER } from '../../router/secrets.ts'
import { accessEntry } from '../../subgraphs/audit/tables.ts'
import { caseParty, caseRecord } from '../../subgraphs/cases/tables.ts'
import { load } from '../../subgraphs/licences/commands.ts'
import { licence } from '../../subgraphs/licences/tables.ts'
import { licenceCopy } from '../../subgraphs/licences/tables.copies.ts'
import { protectedPerson } from '../../subgraphs/population/tables.ts'
import { openTestHub, type TestHub } from '../harness/hub.ts'
import { testClock } from '../harness/library.ts'
import { act, cardOf, type CopyAsked, COPY, here, makeCopy, UNTIL } from './copying.ts'
import { caseNo, keyOf, licenceOf, numberOf, under } from './story.ts'

const ALLOWANCE = 'old-age-allowance'
const PERMIT = 'residence-permit'
const purpose = under(ALLOWANCE, 'allowance')
const CARD = licenceOf('old-man-register')
const SISTERS = cardOf('sister-applicant', 'SISTER2')
const OLD_MAN = keyOf(numberOf('old-man'))

/** After so long the hub asks anew who is protected. */
const NEWS_MS = 5_001

let now = testClock.now()
const clock = { now: () => now }
let hub: TestHub
beforeAll(async () => {
  hub = await openTestHub({ clock })
  await load(hub.db, { licenceTypes: [], licences: [SISTERS] }, deriveSecrets(EMBEDDED_MASTER).licenceFaces)
  // The first copy starts the printing thread, and on a busy machine its time may run out with that.
  await makeCopy(hub, { persona: 'civil-affairs', purpose, input: { licences: [CARD] }, clock })
})
afterAll(() => hub?.close())

interface Made { readonly number: string; readonly address: string }

const made = async (asked: Partial<CopyAsked> = {}): Promise<Made> => {
  const answer = await makeCopy(hub, { persona: 'civil-affairs', purpose, input: { licences: [CARD] }, clock, ...asked })
  expect(answer.refused).toEqual([])
  return answer.data.createLicenceCopy as Made
}
const fetched = async (address: string): Promise<number> => (await fetch(here(hub, address))).status

/** What the record says of the last time that a copy was fetched, or a preview. */
async function recorded(reason: string) {
  const [entry] = await hub.db.orm.select().from(accessEntry)
    .where(and(eq(accessEntry.operationName, 'GET /licences/copies'), eq(accessEntry.reason, reason))).orderBy(desc(accessEntry.seq)).limit(1)
  return entry
}

const authority = async (name: string, input: object) => {
  const query = `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { id } }`
  expect((await hub.ask({ persona: name.endsWith('Grant') ? 'approver-public-security' : 'sharing-authority', query, variables: { input: { ...input, reason: '示例' } } })).refused).toEqual([])
}
const grant = async (name: string) => {
  const [copy] = await hub.db.orm.select({ grants: licenceCopy.grants }).from(licenceCopy).orderBy(desc(licenceCopy.createdAt)).limit(1)
  await authority(name, { id: copy?.grants[0]?.split('@')[0] })
}
const system = { id: 'sys-civil-affairs' }
const service = { consumer: 'sys-civil-affairs', agency: codeOf('civil-affairs') }
const stateOfCase = (state: string) => hub.db.orm.update(caseRecord).set({ state }).where(eq(caseRecord.caseNo, caseNo('allowance')))
const outOfCase = (removedAt: Date | null) => hub.db.orm.update(caseParty).set({ removedAt }).where(and(eq(caseParty.caseNo, caseNo('allowance')), eq(caseParty.subject, OLD_MAN)))
const stateOfCard = (state: string) => hub.db.orm.update(licence).set({ state }).where(eq(licence.identifier, CARD))
const sealed = async () => {
  await hub.db.orm.insert(protectedPerson).values({ subject: OLD_MAN, grade: 'SEALED', agencies: [], items: [] })
  now += NEWS_MS
}
const unsealed = async () => {
  await hub.db.orm.delete(protectedPerson).where(eq(protectedPerson.subject, OLD_MAN))
  now += NEWS_MS
}

describe('a file does not leave any more, though its address was given', () => {
  it.each<[string, string, () => PromiseLike<unknown>, () => PromiseLike<unknown>]>([
    ['the grant has been suspended', 'GRANT_REVOKED', () => grant('suspendGrant'), () => grant('resumeGrant')],
    ['the system has been suspended', 'CONSUMER_SUSPENDED', () => authority('suspendConsumer', system), () => authority('resumeConsumer', system)],
    ['its registration for the agency has', 'AGENCY_NOT_SERVED', () => authority('suspendRegistration', service), () => authority('resumeRegistration', service)],
    ['the case is closed', 'CASE_CLOSED', () => stateOfCase('50'), () => stateOfCase('30')],
    ['the holder is no party any more', 'SUBJECT_NOT_PARTY', () => outOfCase(new Date(now - 1_000)), () => outOfCase(null)],
    ['the holder is sealed', 'SUBJECT_NOT_PARTY', sealed, unsealed],
    ['the licence has been suspended', 'LICENCE_ENDED', () => stateOfCard('02'), () => stateOfCard('01')],
  ])('once %s: %s', async (_what, reason, takeBack, giveBack) => {
    const copy = await made()
    await takeBack()
    try {
      const response = await fetch(here(hub, copy.address), { headers: { accept: 'application/json' } })
      expect([response.status, await response.json()]).toMatchObject([410, { state: 'GONE' }])
      expect(await recorded(`加注件 ${copy.number}`)).toMatchObject({
        outcome: 'REFUSED', refused: [`Licence.copyable=${reason}`], released: [], grants: [], subjects: [], named: [OLD_MAN], consumer: 'sys-civil-affairs', caseNo: purpose.case, rows: 0,
      })
    } finally {
      await giveBack()
    }
    // The address is used up all the same, and another leads to the file.
    expect(await fetched(copy.address)).toBe(410)
    const again = await act(hub, 'addressLicenceCopy', 'AddressLicenceCopyInput', COPY, { persona: 'civil-affairs', input: { number: copy.number }, clock })
    expect(await fetched(again.data.addressLicenceCopy.address as string)).toBe(200)
    expect(await recorded(`加注件 ${copy.number}`)).toMatchObject({ outcome: 'ANSWERED', refused: [], released: ['Licence.copyable=CLEAR'], subjects: [OLD_MAN], named: [] })
  })

  it('once the case is closed in which the holder gave leave', async () => {
    const input = { licences: [licenceOf('old-man-driving')], agency: codeOf('civil-affairs'), matter: matterCode(ALLOWANCE), expiresAt: UNTIL, times: 2 }
    const leave = await act(hub, 'authoriseLicenceUse', 'AuthoriseLicenceUseInput', '{ code }', { persona: 'portal', subject: 'old-man', input, clock })
    const byLeave = { input: { authorisation: leave.data.authoriseLicenceUse.code as string } }
    const [late, soon] = [await made(byLeave), await made(byLeave)]
    await stateOfCase('50')
    expect(await fetched(late.address)).toBe(410)
    await stateOfCase('30')
    expect(await fetched(soon.address)).toBe(200)
    expect(await recorded(`加注件 ${soon.number}`)).toMatchObject({ outcome: 'ANSWERED', grants: [], released: ['Licence.copyable=CLEAR'] })
  })

  it('to the sister of the holder, who asks for another address of what a colleague made', async () => {
    const sisters = under(ALLOWANCE, 'allowance-sister')
    const copy = await made({ purpose: sisters, input: { licences: [SISTERS.identifier] } })
    const hers = await act(hub, 'addressLicenceCopy', 'AddressLicenceCopyInput', COPY, { persona: SISTER_AT_THE_WINDOW, input: { number: copy.number }, clock })
    expect(await fetched(hers.data.addressLicenceCopy.address as string)).toBe(410)
    expect(await recorded(`加注件 ${copy.number}`)).toMatchObject({ outcome: 'REFUSED', refused: ['Licence.copyable=OPERATOR_IS_SUBJECT'], operator: 'op-civil-affairs-2' })
  })

  it('to whoever acts by a mandate for another matter, who asks for an address of what the holder made', async () => {
    const own = { persona: 'portal', subject: 'newcomer-wife', purpose: under(PERMIT, 'permit-draft'), clock }
    const copy = await made({ ...own, input: { licences: [licenceOf('newcomer-wife-card')] } })
    const addressed = (mandate: readonly string[]) => act(hub, 'addressLicenceCopy', 'AddressLicenceCopyInput', COPY, { ...own, mandate, input: { number: copy.number } })
    expect(await fetched((await addressed([ALLOWANCE])).data.addressLicenceCopy.address as string)).toBe(410)
    expect(await recorded(`加注件 ${copy.number}`)).toMatchObject({ outcome: 'REFUSED', refused: ['Licence.copyable=MATTER_NOT_COVERED'] })
    expect(await fetched((await addressed([PERMIT])).data.addressLicenceCopy.address as string)).toBe(200)
  })

  it('as a preview of a licence that has been suspended since', async () => {
    const identifier = licenceOf('newcomer-wife-card')
    const draft = under(PERMIT, 'permit-draft')
    const preview = async () => {
      const input = { case: draft.case, licences: [identifier], reason: '预填申请', expiresAt: UNTIL }
      const answer = await act(hub, 'previewLicenceCopy', 'PreviewLicenceCopyInput', '{ address }', { persona: 'portal', subject: 'newcomer-wife', purpose: draft, input, clock })
      return answer.data.previewLicenceCopy.address as string
    }
    const address = await preview()
    await hub.db.orm.update(licence).set({ state: '02' }).where(eq(licence.identifier, identifier))
    expect(await fetched(address)).toBe(410)
    expect(await recorded('加注件预览')).toMatchObject({ outcome: 'REFUSED', refused: ['Licence.copyable=LICENCE_ENDED'] })
    await hub.db.orm.update(licence).set({ state: '01' }).where(eq(licence.identifier, identifier))
    expect(await fetched(await preview())).toBe(200)
    expect(await recorded('加注件预览')).toMatchObject({ outcome: 'ANSWERED', zone: 'INTERNET', channel: 'PORTAL', represented: keyOf(numberOf('newcomer-wife')) })
  })
})

describe('a file that leaves is on record', () => {
  it.each([
    ['as asked for at a window of the government', { persona: 'civil-affairs' }, { zone: 'GOVERNMENT', channel: 'WINDOW', operator: 'op-civil-affairs', represented: null, agencyRoles: ['DECIDING'] }],
    ['as asked for by an agent at a portal', { persona: 'portal', subject: 'old-man', mandate: [ALLOWANCE] }, { zone: 'INTERNET', channel: 'PORTAL', represented: OLD_MAN, agencyRoles: [] }],
  ])('%s', async (_how, asked, session) => {
    const copy = await made(asked)
    expect(await fetched(copy.address)).toBe(200)
    expect(await recorded(`加注件 ${copy.number}`)).toMatchObject({ ...session, outcome: 'ANSWERED', subjects: [OLD_MAN] })
  })
})

describe('who asked for an address', () => {
  it('is kept sealed, and where it was changed the address leads nowhere', async () => {
    const copy = await made()
    const ofCopy = eq(licenceCopy.number, copy.number)
    const [row] = await hub.db.orm.select({ session: licenceCopy.session }).from(licenceCopy).where(ofCopy)
    const session = row?.session ?? ''
    expect(Buffer.from(session, 'base64').toString('latin1')).not.toMatch(/civil-affairs|GOVERNMENT/)
    await hub.db.orm.update(licenceCopy).set({ session: `${session.slice(0, 40)}${session[40] === 'A' ? 'B' : 'A'}${session.slice(41)}` }).where(ofCopy)
    expect(await fetched(copy.address)).toBe(410)
    expect(await recorded(`加注件 ${copy.number}`)).toBeUndefined()
  })
})
