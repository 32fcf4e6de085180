import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Disclosure } from '#platform/access'
import type { Database } from '#platform/db'
import type { Subgraph } from '#platform/subgraph'
import { ask, planOf } from '../../tests/harness/library.ts'
import { issuerKey, licence, licenceType } from './tables.ts'
import {
  askSeller, byIdentifier, CARD, CARD_BEFORE, CARD_NOW, DEED, DRIVING, EDGE, holder, identifierOf, ISSUER, issued, ofType, openLicences, seller,
  SELLER, signedBy, SPOUSE, STRANGER, testIssuer, TITLE_DEED,
} from './testing.ts'

const KEYS = testIssuer()
const SEALED = new Date('2024-01-05T02:00:00Z')
const SIGNED = identifierOf(DRIVING, 'S1')
const UNSIGNED = identifierOf(DRIVING, 'S2')
const FACELESS = identifierOf(DRIVING, 'S3')
const DOCTORED = `${identifierOf(TITLE_DEED, 'D1').slice(0, -1)}${identifierOf(TITLE_DEED, 'D1').endsWith('A') ? 'B' : 'A'}`

const rest = { issuerLevel: '4', sealSigner: '示例机关', sealName: '示例机关电子证照专用章', sealTime: SEALED, fileRef: 'ofd/S1', fileFormat: 'OFD', fileSm3: 'ab'.repeat(32) }

let db: Database
let library: Subgraph

beforeAll(async () => {
  ;({ db, library } = await openLicences({
    issuerKeys: [KEYS.row],
    licences: [
      signedBy(KEYS, issued(SIGNED, DRIVING, [holder(SELLER, '张大山')], rest), 'salt'),
      issued(UNSIGNED, DRIVING, [holder(SELLER, '张大山')], { ...rest, trustGrade: 'B', state: '99', stateNote: '被其他机关扣押', operation: '09' }),
      signedBy(KEYS, issued(FACELESS, DRIVING, [holder(SELLER, '张大山')], { ...rest, face: null, state: '02', stateSince: '2026-01-01' }), ''),
      issued(DOCTORED, TITLE_DEED, [holder(SPOUSE, '欧阳小河')], {
        relatedMatters: ['1199010000000022XR3990112003001'], relatedMatterNames: ['不动产转移登记'], qualityFlags: ['address'],
        sourceAgency: ISSUER, sourceSystem: '不动产登记系统', sourceRecordId: 'D1', recordedAt: new Date('2024-02-01T01:00:00Z'),
        updatedAt: new Date('2024-02-02T01:00:00Z'), recordVersion: 3, version: 1,
      }),
    ],
  }))
})

afterAll(() => db.close())

const SIGNATURE: Record<string, Disclosure> = { 'Licence.signatureValid': 'CLEAR' }
const validOf = async (identifier: string) =>
  ((await ask(library, seller(ofType(DRIVING, SIGNATURE)), byIdentifier(identifier, 'signatureValid'))).data?.['licence'] as { signatureValid: boolean }).signatureValid

/** Changes the row of the signed licence, asks, and puts it back. */
async function validAfter(change: Partial<typeof licence.$inferInsert>): Promise<boolean> {
  const [before] = await db.orm.select().from(licence).where(eq(licence.identifier, SIGNED))
  await db.orm.update(licence).set(change).where(eq(licence.identifier, SIGNED))
  const found = await validOf(SIGNED)
  await db.orm.update(licence).set(before!).where(eq(licence.identifier, SIGNED))
  return found
}

describe('the signature of a kept licence is refused', () => {
  it('without a right to it', async () => {
    const { errors } = await ask(library, seller(ofType(DRIVING, { 'Licence.sealName': 'CLEAR' })), byIdentifier(SIGNED, 'signatureValid'))
    expect(errors?.[0]?.extensions['coordinate']).toBe('Licence.signatureValid')
    const other = seller(ofType(DRIVING, { 'Licence.sealName': 'CLEAR' }), ofType(CARD, SIGNATURE))
    expect(await ask(library, other, byIdentifier(SIGNED, 'sealName signatureValid'))).toEqual({
      data: { licence: { sealName: '示例机关电子证照专用章', signatureValid: null } },
    })
  })

  it('where it bears none', async () => {
    expect(await validOf(UNSIGNED)).toBe(false)
  })

  it.each<[string, Partial<typeof licence.$inferInsert>]>([
    ['name', { name: '另一证照' }], ['number', { number: '1' }], ['last day', { validTo: '2099-01-01' }], ['seal', { sealName: null }],
    ['instant', { sealTime: new Date('2024-01-05T02:00:01Z') }], ['file', { fileSm3: null }], ['key', { signerKey: 'K2' }], ['type', { slice: CARD }],
    ['face', { sealedFace: null }], ['face of rubbish', { sealedFace: 'AAAA' }], ['signature', { signature: 'AAAA' }], ['issuer', { issuer: null }],
  ])('after its %s was changed in the table', async (what, change) => {
    if (what === 'type') {
      await db.orm.update(licence).set(change).where(eq(licence.identifier, SIGNED))
      const { data } = await ask(library, seller(ofType(CARD, SIGNATURE)), byIdentifier(SIGNED, 'signatureValid'))
      await db.orm.update(licence).set({ slice: DRIVING }).where(eq(licence.identifier, SIGNED))
      expect(data).toEqual({ licence: { signatureValid: false } })
    } else expect(await validAfter(change)).toBe(false)
  })

  it('after its key was revoked', async () => {
    await db.orm.update(issuerKey).set({ revokedOn: '2026-01-01' })
    expect(await validOf(SIGNED)).toBe(false)
    await db.orm.update(issuerKey).set({ revokedOn: null })
    expect(await validOf(SIGNED)).toBe(true)
  })
})

describe('secret fields of faces', () => {
  it('stand in no column of the table, nor does what they are salted with', async () => {
    const text = JSON.stringify(await db.orm.select().from(licence))
    expect(text).not.toMatch(/6200000000001234|汉族|\$salt/)
    expect(Buffer.from((JSON.parse(text) as { sealedFace: string | null }[]).map(({ sealedFace }) => sealedFace ?? '').join(''), 'base64').toString('latin1'))
      .not.toMatch(/6200000000001234/)
  })

  it('leave in no answer to whoever may read all of the licence but them', async () => {
    const items = [
      'type', 'name', 'number', 'issuer', 'issuerName', 'issuerLevel', 'issuedOn', 'validFrom', 'validTo', 'version', 'operation', 'versions', 'division',
      'relatedMatters', 'relatedMatterNames', 'state', 'stateNote', 'cancellationReason', 'outcome', 'trustGrade', 'supersedes', 'holders', 'sealSigner',
      'sealName', 'sealTime', 'signatureValid', 'fileRef', 'fileFormat', 'fileSm3', 'provenance', 'face#name',
    ]
    const rights = ofType(DRIVING, Object.fromEntries(items.map((item) => [`Licence.${item}`, 'CLEAR'])))
    const { data } = await ask(library, seller(rights), byIdentifier(SIGNED, `
      number issuerLevel { name } operation { name } versions { identifier } state { code } outcome { code } sealSigner sealName sealTime signatureValid
      fileRef fileFormat { code } fileSm3 face { name value } provenance { version qualityFlags }`))
    expect(data?.['licence']).toEqual({
      number: 'NO12345678', issuerLevel: { name: '县级' }, operation: null, versions: [{ identifier: SIGNED }], state: { code: '01' }, outcome: { code: '0' },
      sealSigner: '示例机关', sealName: '示例机关电子证照专用章', sealTime: '2024-01-05T10:00:00.000+08:00', signatureValid: true,
      fileRef: 'ofd/S1', fileFormat: { code: 'OFD' }, fileSm3: 'ab'.repeat(32), face: [{ name: 'name', value: '张大山' }],
      provenance: { version: 1, qualityFlags: [] },
    })
  })
})

describe('versions of a licence', () => {
  const items = ofType(CARD, { 'Licence.versions': 'CLEAR', 'Licence.version': 'CLEAR', 'Licence.state': 'CLEAR' })

  it('are left out where the purpose does not concern their holder', async () => {
    const plan = planOf({ classes: [items], subjects: { [STRANGER]: 0 } })
    expect((await ask(library, plan, byIdentifier(CARD_NOW, 'versions { version }'))).data).toEqual({ licence: null })
    await db.orm.update(licence).set({ slice: TITLE_DEED }).where(eq(licence.identifier, CARD_BEFORE))
    expect((await ask(library, seller(items), byIdentifier(CARD_NOW, 'versions { version }'))).data).toEqual({ licence: { versions: [{ version: 2 }] } })
    await db.orm.update(licence).set({ slice: CARD }).where(eq(licence.identifier, CARD_BEFORE))
  })

  it('are all there, newest first, from whichever is asked', async () => {
    const versions = [{ version: 2, state: { name: '失效' } }, { version: 1, state: { name: '失效' } }]
    for (const identifier of [CARD_NOW, CARD_BEFORE]) {
      const { data } = await ask(library, seller(items), byIdentifier(identifier, 'versions { version state { name } }'))
      expect(data).toEqual({ licence: { versions } })
    }
  })
})

describe('a licence tells of itself', () => {
  it('the state that only words explain, and that it may be used by nobody unread', async () => {
    const plan = seller(ofType(DRIVING, { 'Licence.state': 'CLEAR', 'Licence.stateNote': 'CLEAR', 'Licence.outcome': 'CLEAR', 'Licence.operation': 'CLEAR' }))
    const selection = 'state { name } stateNote outcome { name } operation { name }'
    expect((await ask(library, plan, byIdentifier(UNSIGNED, selection))).data).toEqual({
      licence: { state: { name: '其他' }, stateNote: '被其他机关扣押', outcome: { name: '受限使用' }, operation: { name: '变更' } },
    })
    expect((await ask(library, plan, byIdentifier(FACELESS, selection))).data).toEqual({
      licence: { state: { name: '暂扣' }, stateNote: null, outcome: { name: '受限使用' }, operation: null },
    })
  })

  it('a signature over no face', async () => {
    expect(await validOf(FACELESS)).toBe(true)
  })

  it('where it comes from, and that its identifier has a wrong check character, without losing the row', async () => {
    const rights = { ...EDGE, ...ofType(TITLE_DEED, { 'Licence.provenance': 'CLEAR', 'Licence.relatedMatters': 'CLEAR', 'Licence.relatedMatterNames': 'CLEAR', 'Licence.version': 'CLEAR' }) }
    const plan = planOf({ classes: [rights], subjects: { [SELLER]: 0, [SPOUSE]: 0 } })
    const { data } = await ask(library, plan, `query { _entities(representations: [{ __typename: "Person", key: "${SPOUSE}" }]) { ... on Person { licences {
      identifier version relatedMatters { code } relatedMatterNames
      provenance { sourceAgency sourceSystem sourceRecordId recordedAt updatedAt version qualityFlags } } } } }`)
    const [person] = data?.['_entities'] as { licences: { identifier: string }[] }[]
    expect(person?.licences.find(({ identifier }) => identifier === DOCTORED)).toEqual({
      identifier: DOCTORED, version: 1, relatedMatters: [{ code: '1199010000000022XR3990112003001' }], relatedMatterNames: ['不动产转移登记'],
      provenance: {
        sourceAgency: ISSUER, sourceSystem: '不动产登记系统', sourceRecordId: 'D1', recordedAt: '2024-02-01T09:00:00.000+08:00',
        updatedAt: '2024-02-02T09:00:00.000+08:00', version: 3, qualityFlags: ['address', 'checksum'],
      },
    })
    expect(person?.licences.find(({ identifier }) => identifier === DEED)).toMatchObject({ provenance: { qualityFlags: [] } })
  })

  it('of its type who defined it and by which template it is printed', async () => {
    await db.orm.update(licenceType).set({ definerName: '示例省公安厅', templateVersion: '2.1', sourceSystem: '证照目录系统' }).where(eq(licenceType.code, DRIVING))
    const plan = planOf({ common: { 'LicenceType.definerName': 'CLEAR', 'LicenceType.templateVersion': 'CLEAR', 'LicenceType.provenance': 'CLEAR' } })
    expect((await ask(library, plan, `{ licenceType(code: "${DRIVING}") { definerName templateVersion provenance { sourceSystem version } } }`)).data).toEqual({
      licenceType: { definerName: '示例省公安厅', templateVersion: '2.1', provenance: { sourceSystem: '证照目录系统', version: 1 } },
    })
  })

  it('the code of an organisation that holds it, never that of a person', async () => {
    const rights = { ...EDGE, ...ofType(CARD, { 'Licence.holders': 'CLEAR', 'LicenceHolder.code': 'CLEAR' }) }
    expect(await askSeller(library, seller(rights), 'licences { holders { code } }')).toEqual([{ licences: [{ holders: [{ code: null }] }] }])
  })
})

describe('the licences library batches', () => {
  it('versions and signatures of many licences with one statement each', async () => {
    const plan = seller(EDGE, ofType(DRIVING, { 'Licence.versions': 'CLEAR', 'Licence.version': 'CLEAR', ...SIGNATURE }))
    const before = db.statements.count
    const [person] = (await askSeller(library, plan, 'licences { signatureValid versions { version } }')) as { licences: unknown[] }[]
    expect(person?.licences).toHaveLength(4)
    expect(db.statements.count - before).toBe(3)
  })
})
