import { describe, expect, it } from 'vitest'
import { COMMITMENT } from './commitment.ts'
import type { FaceFieldType } from './face.ts'
import { isSameNumber, type UploadGiven, uploadFaults } from './uploads.ts'

const SCHEMA: readonly FaceFieldType[] = [{ name: 'name', title: '姓名', valueType: 'C', required: true, secret: false, mask: 'NONE' }]
const TODAY = '2026-03-02'
const SCANNED: UploadGiven = {
  type: 'T', grade: 'C', number: 'NO1', holderName: '张大山', issuerName: '示例机关', issuedOn: '1999-05-01', face: [{ name: 'name', value: '张大山' }],
  file: { reference: 'scan/1', format: 'JPEG', sm3: 'ab'.repeat(32) },
}
const MADE: UploadGiven = { ...SCANNED, grade: 'D', number: null, issuerName: null, issuedOn: null, commitment: { version: COMMITMENT.version, agreed: true } }
const faultsOf = (given: UploadGiven) => uploadFaults(given, SCHEMA, TODAY).map(({ argument, check }) => `${argument} ${check}`)

describe('an upload is faulty', () => {
  it.each<[string, UploadGiven, string[]]>([
    ['that somebody issued, without its number, day and issuer', { ...SCANNED, number: ' ', issuedOn: null, issuerName: null }, ['input.number required', 'input.issuedOn required', 'input.issuerName required']],
    ['that somebody issued, with a commitment', { ...SCANNED, commitment: { version: COMMITMENT.version, agreed: true } }, ['input.commitment GRADE']],
    ['that its holder made, with an issuer', { ...MADE, issuerName: '示例机关' }, ['input.issuerName GRADE']],
    ['that its holder made, without a commitment', { ...MADE, commitment: null }, ['input.commitment required']],
    ['that its holder made, who did not agree to it', { ...MADE, commitment: { version: COMMITMENT.version, agreed: false } }, ['input.commitment required']],
    ['that its holder made, who was shown another text', { ...MADE, commitment: { version: '0', agreed: true } }, ['input.commitment.version VERSION']],
    ['issued tomorrow', { ...SCANNED, issuedOn: '2026-03-03' }, ['input.issuedOn PERIOD']],
    ['over before it began', { ...SCANNED, validTo: '1998-01-01' }, ['input.validTo PERIOD']],
    ['whose face lacks what the type needs', { ...SCANNED, face: [] }, ['input.face required']],
    ['whose face hides something', { ...SCANNED, face: [{ name: 'name', value: '张\u202e山' }] }, ['input.face[0].value characters']],
    ['whose face holds markup', { ...SCANNED, face: [{ name: 'name', value: '<b>张大山</b>' }] }, ['input.face[0].value markup']],
    ['whose number holds markup', { ...SCANNED, number: '&#49;' }, ['input.number markup']],
    ['whose holder is named with a control character', { ...SCANNED, holderName: '张\u0007' }, ['input.holderName characters']],
    ['whose issuer is named with a telephone', { ...SCANNED, issuerName: '示例机关 13800138000' }, ['input.issuerName PERSONAL_NUMBER']],
    ['whose issuer is named with markup', { ...SCANNED, issuerName: '{示例}' }, ['input.issuerName markup']],
    ['whose issuer has no room in a watermark', { ...SCANNED, issuerName: '局'.repeat(51) }, ['input.issuerName length']],
    ['whose file has no digest', { ...SCANNED, file: { ...SCANNED.file, sm3: 'ab' } }, ['input.file.sm3 format']],
  ])('%s', (_what, given, expected) => {
    expect(faultsOf(given)).toEqual(expected)
  })
})

describe('an upload', () => {
  it('that says all that its grade needs has no fault', () => {
    expect([faultsOf(SCANNED), faultsOf(MADE)]).toEqual([[], []])
  })

  it('has the number that another has, however it is written, and none where it says none', () => {
    expect(isSameNumber('ｎｏ 12', 'NO12')).toBe(true)
    expect(isSameNumber('NO1', 'NO12')).toBe(false)
    expect([isSameNumber(null, null), isSameNumber(' ', '')]).toEqual([false, false])
  })
})
