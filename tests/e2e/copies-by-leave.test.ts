import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeOf } from '../../seeds/agencies.ts'
import { matterCode } from '../../seeds/matters.ts'
import { openTestHub, type TestHub } from '../harness/hub.ts'
import { withRecordLocked } from '../harness/record.ts'
import { act, checkOf, COPY, here, makeCopy, UNTIL, verifyFile, whyOf } from './copying.ts'
import { licenceOf, numberOf, under } from './story.ts'

const ALLOWANCE = 'old-age-allowance'
const PERMIT = 'residence-permit'
const purpose = under(ALLOWANCE, 'allowance')
const DRIVING = licenceOf('old-man-driving')
const LEAVE = '{ id code state { code } times used agency { name } matter { name } types { name } withdrawnAt }'

let clockMs = Date.parse('2026-03-02T09:00:00+08:00')
const clock = { now: () => clockMs }
let hub: TestHub
let other: TestHub
beforeAll(async () => {
  hub = await openTestHub({ clock })
  other = await openTestHub({ clock, beside: hub, apart: true })
})
afterAll(async () => {
  await other.close()
  await hub.close()
})

const own = (name: string, type: string, selection: string, input: Record<string, unknown>, subject = 'old-man', mandate?: readonly string[]) =>
  act(hub, name, type, selection, { persona: 'portal', subject, input, clock, ...(mandate === undefined ? {} : { mandate }) })
const authorise = (input: Record<string, unknown> = {}, subject = 'old-man') => own('authoriseLicenceUse', 'AuthoriseLicenceUseInput', LEAVE, {
  licences: [DRIVING], agency: numberOfAgency(), matter: matterCode(ALLOWANCE), expiresAt: UNTIL, times: 1, ...input,
}, subject)
const show = (licences: readonly string[] = [DRIVING]) => own('showLicences', 'ShowLicencesInput', '{ text expiresAt }', { licences })
const copyBy = (input: Record<string, unknown>, at = hub) => makeCopy(at, { persona: 'civil-affairs', purpose, input, clock })

function numberOfAgency(slug = 'civil-affairs'): string {
  return codeOf(slug)
}

describe('leave is refused', () => {
  it.each([
    ['to whoever is nobody in person', (): Promise<unknown> => act(hub, 'authoriseLicenceUse', 'AuthoriseLicenceUseInput', LEAVE, { persona: 'civil-affairs', clock, input: { licences: [DRIVING], agency: numberOfAgency(), matter: matterCode(ALLOWANCE), expiresAt: UNTIL, times: 1 } }), 'FORBIDDEN'],
    ['to whoever acts by a mandate', (): Promise<unknown> => own('authoriseLicenceUse', 'AuthoriseLicenceUseInput', LEAVE, { licences: [DRIVING], agency: numberOfAgency(), matter: matterCode(ALLOWANCE), expiresAt: UNTIL, times: 1 }, 'old-man', [ALLOWANCE]), 'FORBIDDEN'],
    ['for the licence of somebody else', () => authorise({}, 'daughter'), 'NOT_FOUND 10'],
    ['for no times', () => authorise({ times: 0 }), 'BAD_USER_INPUT input.times range'],
    ['for too many times', () => authorise({ times: 21 }), 'BAD_USER_INPUT input.times range'],
    ['beyond ninety days', () => authorise({ expiresAt: '2026-07-01T00:00:00+08:00' }), 'BAD_USER_INPUT input.expiresAt range'],
    ['for a matter that nobody knows', () => authorise({ matter: '1199010000000022XR3990112009999' }), 'BAD_USER_INPUT input.matter matter'],
  ])('%s', async (_what, ask, why) => {
    expect(whyOf((await ask()) as Awaited<ReturnType<typeof authorise>>).replace(/ input\.licences\[0\] 10| input 10/, '')).toBe(why)
  })
})

describe('leave', () => {
  it('tells its code once, and opens a licence that no grant of the agency covers', async () => {
    const given = (await authorise({ clientMutationId: 'leave-1' })).data.authoriseLicenceUse
    expect(given).toMatchObject({ state: { code: 'VALID' }, times: 1, used: 0, agency: { name: '示例区民政局' }, types: [{ name: '机动车驾驶证' }] })
    expect(given.code).toMatch(/^([0-9A-Z]{5}-){3}[0-9A-Z]{5}$/)
    expect((await authorise({ clientMutationId: 'leave-1' })).data.authoriseLicenceUse).toMatchObject({ id: given.id, code: null })
    expect(whyOf(await copyBy({ licences: [DRIVING] }))).toContain('100')
    const made = await copyBy({ authorisation: given.code.toLowerCase() })
    expect(made.data.createLicenceCopy).toMatchObject({ basis: { code: 'AUTHORISATION' }, types: [{ name: '机动车驾驶证' }] })
    expect(whyOf(await copyBy({ authorisation: given.code }))).toBe('NOT_FOUND')
    const mine = await hub.ask({ persona: 'portal', subject: 'old-man', query: `{ myLicenceAuthorisations(first: 1) { edges { node ${LEAVE} } } }` })
    expect(mine.data.myLicenceAuthorisations.edges[0].node).toMatchObject({ id: given.id, code: null, used: 1, state: { code: 'USED_UP' } })
  })

  it('opens nothing to another agency, in another matter, after its end, or once it was taken back, all told alike', async () => {
    const given = (await authorise({ times: 5, agency: numberOfAgency('public-security') })).data.authoriseLicenceUse
    const forPermit = (await authorise({ times: 5, matter: matterCode(PERMIT) })).data.authoriseLicenceUse
    const back = (await authorise({ times: 5 })).data.authoriseLicenceUse
    await own('withdrawLicenceAuthorisation', 'WithdrawLicenceAuthorisationInput', LEAVE, { id: back.id })
    const why = await Promise.all([given.code, forPermit.code, back.code, 'AAAAA-AAAAA-AAAAA-AAAAA'].map(async (code: string) => (await copyBy({ authorisation: code })).refused[0]))
    expect(new Set(why.map((refused) => JSON.stringify({ ...refused, path: null }))).size).toBe(1)
  })

  it('is good for so many copies and no more, however many are asked for at once by two routers', async () => {
    const given = (await authorise({ times: 2 })).data.authoriseLicenceUse
    const answers = await Promise.all(Array.from({ length: 8 }, (_, at) => copyBy({ authorisation: given.code }, at % 2 === 0 ? hub : other)))
    expect(answers.filter(({ refused }) => refused.length === 0)).toHaveLength(2)
  })

  it('when taken back takes its copies with it, at once', async () => {
    const given = (await authorise({ times: 2 })).data.authoriseLicenceUse
    const { number, address } = (await copyBy({ authorisation: given.code })).data.createLicenceCopy
    expect(await checkOf(hub, number)).toBe('GENUINE')
    expect(whyOf(await own('withdrawLicenceAuthorisation', 'WithdrawLicenceAuthorisationInput', LEAVE, { id: given.id }, 'daughter'))).toBe('NOT_FOUND')
    expect((await own('withdrawLicenceAuthorisation', 'WithdrawLicenceAuthorisationInput', LEAVE, { id: given.id })).data.withdrawLicenceAuthorisation.state.code).toBe('WITHDRAWN')
    expect(await checkOf(other, number)).toBe('WITHDRAWN')
    expect((await fetch(here(hub, address))).status).toBe(410)
  })

  it('lets the holder withdraw a copy that was made by it', async () => {
    const given = (await authorise({ times: 2 })).data.authoriseLicenceUse
    const { number } = (await copyBy({ authorisation: given.code })).data.createLicenceCopy
    expect((await own('withdrawLicenceCopy', 'WithdrawLicenceCopyInput', COPY, { number, reason: '本人不再需要' })).data.withdrawLicenceCopy.state.code).toBe('WITHDRAWN')
  })
})

describe('showing', () => {
  it('opens what is shown once, to an agency in whose case the holder is a party', async () => {
    const { text, expiresAt } = (await show()).data.showLicences
    expect(expiresAt).toBe('2026-03-02T09:05:00.000+08:00')
    for (const told of [numberOf('old-man'), DRIVING]) expect(Buffer.from(text, 'base64url').toString('latin1') + text).not.toContain(told)
    const elsewhere = await makeCopy(hub, { persona: 'public-security', purpose: under(PERMIT, 'permit'), input: { shown: text, expiresAt: '2026-03-04T00:00:00+08:00' }, clock })
    expect(whyOf(elsewhere)).toContain('NOT_FOUND 10')
    const both = await Promise.all([copyBy({ shown: text }), copyBy({ shown: text }, other)])
    expect(both.map(whyOf).sort()).toEqual(['NOT_FOUND', 'answered'])
    expect(both.find(({ refused }) => refused.length === 0)?.data.createLicenceCopy.basis.code).toBe('SHOWN')
  })

  it('is good for five minutes, and only as it was signed', async () => {
    const { text } = (await show()).data.showLicences
    expect(whyOf(await copyBy({ shown: `${text.slice(0, -1)}${text.endsWith('A') ? 'B' : 'A'}` }))).toBe('NOT_FOUND')
    clockMs += 300_000
    expect(whyOf(await copyBy({ shown: text }))).toBe('NOT_FOUND')
  })
})

describe('codes are not found by trying', () => {
  it('after twenty wrong ones of a system none of it is looked at for an hour, the right one neither', async () => {
    const { code } = (await authorise({ times: 3 })).data.authoriseLicenceUse
    const wrong = await Promise.all(Array.from({ length: 24 }, () => copyBy({ authorisation: 'AAAAA-AAAAA-AAAAA-AAAAB' })))
    expect(wrong.map(whyOf)).toContain('RATE_LIMITED')
    expect(whyOf(await copyBy({ authorisation: code }))).toBe('RATE_LIMITED')
    clockMs += 3_600_001
    expect(whyOf(await copyBy({ authorisation: code }))).toBe('answered')
  })
})

describe('a file', () => {
  it('leaves only once, whichever of two routers it is fetched from', async () => {
    const { address } = (await copyBy({ licences: [licenceOf('old-man-card')] })).data.createLicenceCopy
    const statuses = await Promise.all(Array.from({ length: 6 }, async (_, at) => (await fetch(here(at % 2 === 0 ? hub : other, address))).status))
    expect(statuses.sort()).toEqual([200, 410, 410, 410, 410, 410])
  })

  it('does not leave where its release cannot be recorded', async () => {
    if (hub.db.url === undefined) return
    const { address } = (await copyBy({ licences: [licenceOf('old-man-card')] })).data.createLicenceCopy
    await withRecordLocked(hub.db, async () => {
      const response = await fetch(here(hub, address))
      expect([response.status, response.headers.get('content-type')]).toEqual([503, 'text/html; charset=utf-8'])
    })
    expect((await fetch(here(hub, address))).status).toBe(410)
  })

  it('is gone five minutes after its address was given, and its clock set back brings it not back once it was fetched', async () => {
    const late = (await copyBy({ licences: [licenceOf('old-man-card')] })).data.createLicenceCopy
    const taken = (await copyBy({ licences: [licenceOf('old-man-card')] })).data.createLicenceCopy
    expect((await fetch(here(hub, taken.address))).status).toBe(200)
    clockMs += 300_001
    expect((await fetch(here(hub, late.address))).status).toBe(410)
    clockMs -= 400_000
    // A library elsewhere takes no plan while its clock is set back.
    const back = (await fetch(here(hub, taken.address))).status
    clockMs += 500_000
    expect([410, 503]).toContain(back)
    expect((await fetch(here(hub, taken.address))).status).toBe(410)
  })
})

describe('whoever acts for itself', () => {
  const permit = under(PERMIT, 'permit-draft')
  const LICENCES = [licenceOf('newcomer-wife-card')]
  const asked = (mandate?: readonly string[]) => ({ persona: 'portal', subject: 'newcomer-wife', purpose: permit, clock, ...(mandate === undefined ? {} : { mandate }) })

  it('sees a preview, which bears no number and is kept until it was looked at', async () => {
    const input = { case: permit.case, licences: LICENCES, reason: '预填申请', expiresAt: UNTIL }
    const preview = (await act(hub, 'previewLicenceCopy', 'PreviewLicenceCopyInput', '{ address watermark }', { ...asked(), input })).data.previewLicenceCopy
    expect(preview.watermark.join('')).not.toContain('编号')
    const file = new Uint8Array(await (await fetch(here(hub, preview.address))).arrayBuffer())
    expect(Buffer.from(file).subarray(0, 5).toString()).toBe('%PDF-')
    expect(await verifyFile(hub, file)).toBe('NOT_GENUINE')
    expect((await fetch(here(hub, preview.address))).status).toBe(410)
    expect(whyOf(await act(hub, 'previewLicenceCopy', 'PreviewLicenceCopyInput', '{ address }', { persona: 'civil-affairs', purpose, clock, input: { ...input, case: purpose.case, licences: [licenceOf('old-man-card')] } }))).toBe('FORBIDDEN')
  })

  it('takes a copy for its own draft, and so does its agent within the matters of the mandate', async () => {
    const made = await makeCopy(hub, { ...asked(), input: { licences: LICENCES } })
    expect(made.data.createLicenceCopy).toMatchObject({ basis: { code: 'HOLDER' }, agency: { name: '示例市公安局示例区分局' } })
    expect(whyOf(await makeCopy(hub, { ...asked([PERMIT]), input: { licences: LICENCES } }))).toBe('answered')
    expect(whyOf(await makeCopy(hub, { ...asked([ALLOWANCE]), input: { licences: LICENCES } }))).toContain('MATTER_NOT_COVERED')
    expect(whyOf(await makeCopy(hub, { ...asked(), input: { licences: [licenceOf('flat-owner-card')] } }))).toContain('10')
  })
})
