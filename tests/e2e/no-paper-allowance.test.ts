import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signToken } from '../../router/embedded-issuer.ts'
import { typeCode } from '../../seeds/licence-types.ts'
import { openTestHub, type TestHub } from '../harness/hub.ts'
import { testClock } from '../harness/library.ts'
import { claimsOf } from '../permissions/personas.ts'
import { act, checkOf, COPY, here, makeCopy, verifyFile, whyOf } from './copying.ts'
import { asked, type Need, told } from './materials.ts'
import { caseNo, licenceOf, under } from './story.ts'

const ALLOWANCE = 'old-age-allowance'
const purpose = under(ALLOWANCE, 'allowance')
const SOCIAL_CARD = licenceOf('old-man-social-card')

let hub: TestHub
beforeAll(async () => {
  hub = await openTestHub()
})
afterAll(() => hub.close())

/** What civil affairs is told of the materials of the allowance. */
const needsOf = async (at: TestHub) => (await at.ask(asked('civil-affairs', ALLOWANCE, 'allowance'))).data.materialsFor as Need[]

/** The daughter, at the portal, by the mandate that her father gave her for the allowance; the portal's provider knows who she is. */
const daughter = { persona: 'portal-of-the-daughter', subject: 'old-man', mandate: [ALLOWANCE], purpose }

/** What has to be brought, as somebody asks who acts at the portal; of an application by an agent. */
const askedAtPortal = async (persona: string, subject: string, mandate?: readonly string[]) => {
  const authorization = `Bearer ${await signToken(hub.key, claimsOf(persona, subject, mandate), testClock)}`
  const { persona: _none, ...question } = asked(persona, ALLOWANCE, 'allowance', ['AGENT'])
  return (await hub.ask({ ...question, headers: { authorization } })).data.materialsFor as Need[]
}
const verdictsOf = (needs: readonly Need[]) => needs.map(({ code, verdict }) => `${code} ${verdict}`)

describe('the allowance of an old man without paper', () => {
  const files = new Map<string, Uint8Array>()
  let byDaughter = ''
  let byDepartment = ''
  let needed: string[] = []

  it('his daughter asks what has to be brought, and it is the mandate alone', async () => {
    const needs = await askedAtPortal('portal-of-the-daughter', 'old-man', [ALLOWANCE])
    expect(verdictsOf(needs)).toEqual(['M1 HELD', 'M2 HELD', 'M3 HELD', 'M4 DATA', 'M5 SUBMIT', 'M6 HELD'])
    const cards = [needs[0], needs[5]].flatMap((need) => told(need as Need).map(([role, , licence]) => [role, licence]))
    expect(cards).toEqual([['APPLICANT', licenceOf('old-man-card')], ['AGENT', licenceOf('daughter-card')]])
  })

  it('asked by himself it is the same, but for the card of his daughter; asked by her in her own name it is that card alone', async () => {
    expect(verdictsOf(await askedAtPortal('portal', 'old-man'))).toEqual(['M1 HELD', 'M2 HELD', 'M3 HELD', 'M4 DATA', 'M5 SUBMIT', 'M6 SUBMIT'])
    expect(verdictsOf(await askedAtPortal('portal', 'daughter'))).toEqual(['M1 SUBMIT', 'M2 SUBMIT', 'M3 SUBMIT', 'M4 SUBMIT', 'M5 SUBMIT', 'M6 HELD'])
  })

  it('he makes the mandate himself and answers for it, and nothing is left to bring', async () => {
    const made = {
      type: typeCode('power-of-attorney'), grade: 'D', holderName: '张大山', file: { reference: 'portal/1', format: 'PDF', sm3: 'ab'.repeat(32) },
      face: Object.entries({ agentName: '张小河', matter: '代办高龄津贴申请', powers: '提交材料、签收文书' }).map(([name, value]) => ({ name, value })),
    }
    const upload = (who: Parameters<typeof act>[4], commitment?: object) =>
      act(hub, 'uploadLicence', 'UploadLicenceInput', '{ trustGrade { code } }', { ...who, input: { ...made, ...(commitment === undefined ? {} : { commitment }) } })
    const { version } = (await hub.ask({ persona: 'portal', subject: 'old-man', query: '{ licenceCommitment { version } }' })).data.licenceCommitment
    const himself = { persona: 'portal', subject: 'old-man', input: {} }
    expect(whyOf(await upload({ ...daughter, input: {} }, { version, agreed: true }))).toBe('FORBIDDEN')
    expect(whyOf(await upload(himself))).toBe('BAD_USER_INPUT input.commitment required')
    expect((await upload(himself, { version, agreed: true })).data.uploadLicence).toEqual({ trustGrade: { code: 'D' } })
    expect(verdictsOf(await askedAtPortal('portal-of-the-daughter', 'old-man', [ALLOWANCE]))).toEqual(['M1 HELD', 'M2 HELD', 'M3 HELD', 'M4 DATA', 'M5 HELD', 'M6 HELD'])
  })

  it('his daughter looks at the copy of his household register before she makes it', async () => {
    const input = { case: caseNo('allowance'), licences: [licenceOf('old-man-register')], reason: '申请高龄津贴', expiresAt: '2026-03-12T18:00:00+08:00' }
    const preview = await act(hub, 'previewLicenceCopy', 'PreviewLicenceCopyInput', '{ address watermark }', { ...daughter, input })
    expect(preview.refused).toEqual([])
    expect((await fetch(here(hub, preview.data.previewLicenceCopy.address))).status).toBe(200)
    const made = await makeCopy(hub, { ...daughter, input })
    expect(made.data.createLicenceCopy).toMatchObject({ basis: { code: 'HOLDER' }, agency: { name: '示例区民政局' }, reason: '申请高龄津贴' })
    byDaughter = made.data.createLicenceCopy.number
  })

  it('her mandate opens nothing of another matter, and nothing of her own', async () => {
    expect(whyOf(await makeCopy(hub, { ...daughter, mandate: ['residence-permit'], input: { licences: [licenceOf('old-man-card')] } }))).toContain('MATTER_NOT_COVERED')
    expect(whyOf(await makeCopy(hub, { ...daughter, input: { licences: [licenceOf('daughter-card')] } }))).toBe('NOT_FOUND 10 input.licences[0] 10')
  })

  it('civil affairs asks what the matter needs, and of all of it nothing has to be brought', async () => {
    const needs = await needsOf(hub)
    expect(needs.map(({ verdict }) => verdict)).toEqual(['HELD', 'HELD', 'HELD', 'DATA'])
    needed = needs.flatMap(({ alternatives }) => alternatives[0]?.evidences.flatMap(({ answers }) => answers.flatMap(({ licence }) => licence ?? [])) ?? [])
    expect(needed).toEqual([licenceOf('old-man-card'), licenceOf('old-man-register'), SOCIAL_CARD])
  })

  it('civil affairs takes by duty what the file needs, and nobody brings a paper', async () => {
    const made = await makeCopy(hub, { persona: 'civil-affairs', purpose, input: { licences: needed } })
    expect(made.data.createLicenceCopy).toMatchObject({ basis: { code: 'DUTY' }, types: [{ name: '居民身份证' }, { name: '居民户口簿' }, { name: '社会保障卡' }].map((type) => expect.objectContaining(type)) })
    byDepartment = made.data.createLicenceCopy.number
    const file = new Uint8Array(await (await fetch(here(hub, made.data.createLicenceCopy.address))).arrayBuffer())
    expect(file.length).toBeLessThan(200_000)
    files.set(byDepartment, file)
  })

  it('whoever is shown a copy learns that it is genuine, by its code and by its file', async () => {
    expect([await checkOf(hub, byDaughter), await checkOf(hub, byDepartment), await verifyFile(hub, files.get(byDepartment) as Uint8Array)]).toEqual(['GENUINE', 'GENUINE', 'GENUINE'])
  })

  it('his social security card is revoked, and at once the copy that shows it counts no longer', async () => {
    const revoked = await act(hub, 'changeLicences', 'ChangeLicencesInput', '{ results { state { code } faults { check } } }', {
      persona: 'human-resources', input: { operation: 'REVOKE', reason: '制卡信息有误', licences: [{ identifier: SOCIAL_CARD }] },
    })
    expect(revoked.data?.changeLicences.results).toEqual([{ state: { code: '03' }, faults: [] }])
    expect([await checkOf(hub, byDepartment), await verifyFile(hub, files.get(byDepartment) as Uint8Array), await checkOf(hub, byDaughter)]).toEqual(['LICENCE_ENDED', 'LICENCE_ENDED', 'GENUINE'])
    expect(whyOf(await act(hub, 'addressLicenceCopy', 'AddressLicenceCopyInput', COPY, { persona: 'civil-affairs', input: { number: byDepartment } }))).toBe('CONFLICT')
    expect(whyOf(await makeCopy(hub, { persona: 'civil-affairs', purpose, input: { licences: [SOCIAL_CARD] } }))).toContain('CONFLICT 21')
    expect((await needsOf(hub)).map(({ verdict }) => verdict)).toEqual(['HELD', 'HELD', 'SUBMIT', 'DATA'])
  })

  it('he sees who copied what of his, and for which matter', async () => {
    const { data } = await hub.ask({ persona: 'portal', subject: 'old-man', query: '{ myLicenceCopies { edges { node { agency { name } matter { name } basis { name } state { code } } } } }' })
    // Made at the same instant of a clock that stands still, so in either order.
    const told: { basis: { name: string } }[] = data.myLicenceCopies.edges.map(({ node }: { node: object }) => node)
    expect(told.sort((one, other) => (one.basis.name < other.basis.name ? -1 : 1))).toEqual([
      { agency: { name: '示例区民政局' }, matter: { name: '高龄津贴发放' }, basis: { name: '依职权' }, state: { code: 'LICENCE_ENDED' } },
      { agency: { name: '示例区民政局' }, matter: { name: '高龄津贴发放' }, basis: { name: '本人' }, state: { code: 'GENUINE' } },
    ])
  })
})
