import { describe, expect, it } from 'vitest'
import { sm2KeyPair, sm2Sign } from '#platform/sm2'
import { canonicalText, FACE_SALT, signatureHolds, type SignedLicence } from './signature.ts'

const ISSUER = '1199010000000022XR'
const { privateKey, publicKey } = sm2KeyPair(Buffer.alloc(32, 3))
const FACE = { name: '张大山', grade: '三级', [FACE_SALT]: 'c2FsdA' }
const LICENCE: SignedLicence = {
  identifier: '1.2.156.3005.2.11990000000000019A001.1199010000000022XR.2024000000123.001.K', slice: '11990000000000019A001', name: '示例证',
  number: 'NO1', issuer: ISSUER, issuerName: '示例机关', issuerLevel: '4', issuedOn: '2024-01-01', validFrom: '2024-01-01', validTo: null, version: 1,
  operation: '01', division: '990101000000', relatedMatters: ['1199010000000022XR3990112003001'], relatedMatterNames: ['示例事项'], trustGrade: 'A',
  supersedes: null, holders: [{ name: '张大山', documentType: '111', subject: 'seller' }, { name: '示例公司', documentType: '001', subject: ISSUER }],
  sealSigner: '示例机关', sealName: '示例机关电子证照专用章', sealTime: new Date('2024-01-01T02:00:00Z'), fileRef: 'ofd/1', fileFormat: 'OFD',
  fileSm3: 'ab'.repeat(32),
}
const signature = sm2Sign(privateKey, Buffer.from(canonicalText(LICENCE, FACE))).toString('base64')
const holds = (changed: Partial<SignedLicence> = {}, face: Parameters<typeof signatureHolds>[1] = FACE, given = signature) =>
  signatureHolds({ ...LICENCE, ...changed }, face, given, publicKey)

describe('the signature of a licence does not hold', () => {
  it('where it is none, or written in another form', () => {
    for (const given of ['', 'AAAA', `${signature}\n`, signature.replace(/=*$/u, ''), signature.replaceAll('+', '-')].filter((each) => each !== signature)) {
      expect(holds({}, FACE, given)).toBe(false)
    }
  })

  it('under the key of somebody else, or no key', () => {
    for (const key of [sm2KeyPair(Buffer.alloc(32, 4)).publicKey, '']) expect(signatureHolds(LICENCE, FACE, signature, key)).toBe(false)
  })

  it.each<[string, Partial<SignedLicence>]>([
    ['identifier', { identifier: LICENCE.identifier.replace('.001.K', '.002.I') }],
    ['type', { slice: '11990000000000019A002' }],
    ['name', { name: '示例证书' }],
    ['number', { number: null }],
    ['issuer', { issuer: '11990000000000019A' }],
    ['name of the issuer', { issuerName: '示例机关 ' }],
    ['day of issue', { issuedOn: '2024-01-02' }],
    ['first day', { validFrom: '2023-12-31' }],
    ['last day', { validTo: '2099-01-01' }],
    ['level of the issuer', { issuerLevel: '3' }],
    ['version', { version: 2 }],
    ['operation', { operation: '02' }],
    ['division', { division: '990102000000' }],
    ['matter', { relatedMatters: [] }],
    ['name of a matter', { relatedMatterNames: ['另一事项'] }],
    ['trust grade', { trustGrade: 'B' }],
    ['licence that it replaces', { supersedes: 'another' }],
    ['reference of the file', { fileRef: 'ofd/2' }],
    ['format of the file', { fileFormat: 'PDF' }],
    ['holder', { holders: [{ name: '张大山', documentType: '111', subject: 'namesake' }, LICENCE.holders[1]!] }],
    ['number of holders', { holders: LICENCE.holders.slice(0, 1) }],
    ['order of holders', { holders: [...LICENCE.holders].reverse() }],
    ['signer of the seal', { sealSigner: null }],
    ['name of the seal', { sealName: '示例章' }],
    ['instant of the seal', { sealTime: new Date('2024-01-01T02:00:00.001Z') }],
    ['missing instant of the seal', { sealTime: null }],
    ['file', { fileSm3: 'ac'.repeat(32) }],
  ])('for another %s', (_, changed) => {
    expect(holds(changed)).toBe(false)
  })

  it('for another face, salt included', () => {
    const faces = [null, {}, { ...FACE, grade: '一级' }, { ...FACE, more: '' }, { name: '张大山', grade: '三级' }, { ...FACE, [FACE_SALT]: '' }]
    for (const face of faces) expect(holds({}, face)).toBe(false)
  })
})

describe('the signature of a licence', () => {
  it('holds for what was signed, whatever the order of the face', () => {
    expect(holds()).toBe(true)
    expect(holds({}, Object.fromEntries(Object.entries(FACE).reverse()))).toBe(true)
  })

  it('covers a text of one form', () => {
    expect(canonicalText(LICENCE, null)).toBe(
      '["govshare licence 2","1.2.156.3005.2.11990000000000019A001.1199010000000022XR.2024000000123.001.K","11990000000000019A001","示例证","NO1",'
      + '"1199010000000022XR","示例机关","4","2024-01-01","2024-01-01",null,1,"01","990101000000",["1199010000000022XR3990112003001"],["示例事项"],"A",null,'
      + '[["张大山","111","seller"],["示例公司","001","1199010000000022XR"]],"示例机关","示例机关电子证照专用章","2024-01-01T02:00:00.000Z",null,'
      + `"ofd/1","OFD","${'ab'.repeat(32)}"]`,
    )
  })
})
