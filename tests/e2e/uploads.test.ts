import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { typeCode } from '../../seeds/licence-types.ts'
import { SISTER_AT_THE_WINDOW } from '../../seeds/personas.ts'
import { materialEvidence } from '../../subgraphs/matters/tables.ts'
import { type Answer, openTestHub, type TestHub } from '../harness/hub.ts'
import { act, checkOf, type CopyAsked, makeCopy, whyOf } from './copying.ts'
import { asked, type Need } from './materials.ts'
import { under } from './story.ts'

const ALLOWANCE = 'old-age-allowance'
const CASE = 'allowance-sister'
const REGISTER = typeCode('household-register')
const purpose = under(ALLOWANCE, CASE)
const applicant = { persona: 'portal', subject: 'sister-applicant' }

let hub: TestHub
beforeAll(async () => {
  hub = await openTestHub()
})
afterAll(() => hub.close())

const FACE = { householdType: '家庭户', headName: '示例', address: '示例省示例市示例区\n示例路1号', relation: '本人或户主' }
const scanned = {
  type: REGISTER, grade: 'C', number: '示例户19990101', holderName: '示例', issuerName: '示例派出所', issuedOn: '1999-05-01',
  face: Object.entries(FACE).map(([name, value]) => ({ name, value })), file: { reference: 'scan/1', format: 'JPEG', sm3: 'ab'.repeat(32) },
}
const upload = (input: object, who: Pick<CopyAsked, 'persona'> & Partial<CopyAsked> = applicant): Promise<Answer> =>
  act(hub, 'uploadLicence', 'UploadLicenceInput', '{ identifier version trustGrade { code } replaces }', { ...who, input: input as Record<string, unknown> })
const check = (identifier: string, persona = 'civil-affairs') =>
  act(hub, 'checkLicenceOriginal', 'CheckLicenceOriginalInput', '{ trustGrade { code } }', { persona, purpose, input: { identifier, reference: '窗口1' } })
const copied = (identifier: string) => makeCopy(hub, { persona: 'civil-affairs', purpose, input: { licences: [identifier] } })
/** What is there for the register that the allowance asks for, as a licence. */
const registerNeed = async () => ((await hub.ask(asked('civil-affairs', ALLOWANCE, CASE))).data.materialsFor as Need[])[1]?.alternatives[0]?.verdict
const gradeOf = async (identifier: string) => (await hub.ask({
  persona: 'civil-affairs', purpose, query: 'query ($id: LicenceIdentifier!) { licence(identifier: $id) { trustGrade { code } copyable } }', variables: { id: identifier },
})).data.licence

describe('an applicant whose register is on paper alone', () => {
  let identifier = ''
  let number = ''

  it('has it uploaded by her agent, and then uploads it better herself; no agency does it for her', async () => {
    expect(whyOf(await upload(scanned, { persona: 'civil-affairs' }))).toBe('FORBIDDEN')
    expect(whyOf(await upload(scanned, { ...applicant, mandate: [ALLOWANCE] }))).toBe('FORBIDDEN')
    expect(whyOf(await upload({ ...scanned, type: typeCode('identity-card') }))).toBe('BAD_USER_INPUT input.grade TYPE')
    const byAgent = await upload(scanned, { ...applicant, mandate: [ALLOWANCE], purpose })
    expect(byAgent.data.uploadLicence).toMatchObject({ version: 1, trustGrade: { code: 'C' }, replaces: null })
    const again = (await upload({ ...scanned, issuerName: '示例区示例派出所' })).data.uploadLicence
    expect(again).toMatchObject({ version: 2 })
    identifier = again.identifier
  })

  it('has nothing by it yet: the department reads the grade, copies nothing, and is told that the register has to be submitted', async () => {
    expect(await gradeOf(identifier)).toEqual({ trustGrade: { code: 'C' }, copyable: false })
    expect(whyOf(await copied(identifier))).toBe('CONFLICT 23 input.licences[0] 23')
    expect(await registerNeed()).toBe('SUBMIT')
  })

  it('brings the paper to the window, which compares it; nobody else does', async () => {
    expect(whyOf(await check(identifier, 'market-regulation'))).toBe('FORBIDDEN')
    expect(whyOf(await act(hub, 'checkLicenceOriginal', 'CheckLicenceOriginalInput', '{ trustGrade { code } }', { ...applicant, input: { identifier } }))).toBe('FORBIDDEN')
    expect(whyOf(await check(identifier, SISTER_AT_THE_WINDOW))).toBe('NOT_FOUND')
    expect((await check(identifier)).data.checkLicenceOriginal).toEqual({ trustGrade: { code: 'B' } })
    expect(whyOf(await check(identifier))).toBe('CONFLICT')
    expect(await gradeOf(identifier)).toEqual({ trustGrade: { code: 'B' }, copyable: true })
  })

  it('and then the department takes a copy that says that the original was seen, with the address on one line', async () => {
    const { createLicenceCopy: copy } = (await copied(identifier)).data
    expect(copy.watermark[0]).toBe('此件经与原件核对无误，由示例区示例派出所提供，仅供办理政务服务事项时使用，有效期至2026年3月6日。')
    expect(copy.types).toEqual([{ name: '居民户口簿' }])
    number = copy.number
  })

  it('uploads it no more, and reads in its history who did what', async () => {
    expect(whyOf(await upload(scanned))).toBe('CONFLICT input.number HELD')
    const query = 'query ($id: LicenceIdentifier!) { licenceHistory(identifier: $id) { version operation { name } agency { name } reason } }'
    expect((await hub.ask({ ...applicant, query, variables: { id: identifier } })).data.licenceHistory).toEqual([
      { version: 1, operation: { name: '上传' }, agency: null, reason: null }, { version: 2, operation: { name: '上传' }, agency: null, reason: null },
      { version: 2, operation: { name: '核对原件' }, agency: { name: '示例区民政局' }, reason: '窗口1' },
    ])
    expect((await hub.ask({ persona: 'portal', subject: 'old-man', query, variables: { id: identifier } })).data.licenceHistory).toEqual([])
  })

  it('loses it when the window finds that the paper was revoked: the copy counts no longer, and it has to be submitted', async () => {
    const withdraw = (who: Pick<CopyAsked, 'persona'> & Partial<CopyAsked>) =>
      act(hub, 'withdrawLicenceUpload', 'WithdrawLicenceUploadInput', '{ state { code } }', { ...who, input: { identifier, reason: '原件已被撤销' } })
    expect(await checkOf(hub, number)).toBe('GENUINE')
    expect([whyOf(await withdraw(applicant)), whyOf(await withdraw({ persona: 'public-security' }))]).toEqual(['CONFLICT', 'NOT_FOUND'])
    expect((await withdraw({ persona: 'civil-affairs' })).data.withdrawLicenceUpload).toEqual({ state: { code: '03' } })
    expect([await checkOf(hub, number), whyOf(await copied(identifier)), await registerNeed()]).toEqual(['LICENCE_ENDED', 'CONFLICT 21 input.licences[0] 21', 'SUBMIT'])
  })
})

describe('what its holder made and answers for', () => {
  const MANDATE = typeCode('power-of-attorney')
  const made = (more: object) => upload({
    type: MANDATE, grade: 'D', holderName: '周秀兰', face: Object.entries({ agentName: '何春生', matter: '代办高龄津贴', powers: '提交材料' }).map(([name, value]) => ({ name, value })),
    file: { reference: 'portal/1', format: 'PDF', sm3: 'cd'.repeat(32) }, ...more,
  })
  const mandateNeed = async () =>
    ((await hub.ask(asked('civil-affairs', ALLOWANCE, CASE, ['AGENT']))).data.materialsFor as Need[]).find(({ code }) => code === 'M5')?.alternatives[0]?.verdict
  const accept = (...grades: ('A' | 'D')[]) => hub.db.orm.update(materialEvidence).set({ grades }).where(eq(materialEvidence.licenceType, MANDATE))

  it('is put on file by an express commitment to the text that is in use, and counts where a material takes it and nowhere else', async () => {
    const { version } = (await hub.ask({ ...applicant, query: '{ licenceCommitment { version text } }' })).data.licenceCommitment
    expect(whyOf(await made({}))).toBe('BAD_USER_INPUT input.commitment required')
    expect(whyOf(await made({ commitment: { version, agreed: false } }))).toBe('BAD_USER_INPUT input.commitment required')
    expect(await mandateNeed()).toBe('SUBMIT')
    const { identifier } = (await made({ commitment: { version, agreed: true } })).data.uploadLicence
    expect(await gradeOf(identifier)).toEqual({ trustGrade: { code: 'D' }, copyable: true })
    expect(await mandateNeed()).toBe('HELD')
    await accept('A')
    expect(await mandateNeed()).toBe('SUBMIT')
    await accept('D')
    const copy = (await copied(identifier)).data.createLicenceCopy
    expect(copy.watermark[0]).toContain('此件由持证主体自行提供并承诺真实')
    const back = await act(hub, 'withdrawLicenceUpload', 'WithdrawLicenceUploadInput', '{ state { code } }', { ...applicant, input: { identifier, reason: '内容有误' } })
    expect([back.data.withdrawLicenceUpload, await checkOf(hub, copy.number), await mandateNeed()]).toEqual([{ state: { code: '04' } }, 'LICENCE_ENDED', 'SUBMIT'])
  })
})
