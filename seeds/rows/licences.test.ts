import { describe, expect, it } from 'vitest'
import { readStoredLicenceIdentifier } from '#platform/identifiers'
import { readCertificate } from '#platform/x509/certificate'
import { certificatesIn } from '#platform/x509/pem'
import { subjectKey } from '#platform/keys'
import { licenceStates, operations } from '../../subgraphs/licences/domain/codes.ts'
import { firstFailing, type SealedLicence } from '../../subgraphs/licences/domain/seal.ts'
import { FACE_SALT } from '../../subgraphs/licences/domain/signature.ts'
import { trustIn } from '../../subgraphs/licences/signing/trust.ts'
import { AGENCIES } from '../agencies.ts'
import { REFERENCE_DAY } from '../calendar.ts'
import { issuerKeyOf, publishedRoot, signLicences } from '../issuer-keys.ts'
import { makeWorld } from '../world.ts'

const { licences: rows } = makeWorld({ keyOf: (type, number) => subjectKey(Buffer.alloc(32, 5), type, number) })
const signed = signLicences(rows)
const trust = trustIn(certificatesIn(publishedRoot()).flatMap((each) => readCertificate(each) ?? []))
const keys = new Map((signed.issuerKeys ?? []).map((key) => [key.keyId, { ...key, revokedOn: null, ...trust(key.certificates) }]))
const scenarios = signed.licences.filter(({ trustGrade }) => trustGrade === 'A')

describe('no seeded signing key', () => {
  it('is there for an agency that could exist', () => {
    expect(() => issuerKeyOf('11100000000013338W')).toThrow(RangeError)
    expect([...keys.values()].filter(({ issuer }) => !issuer.startsWith('1199') && !issuer.startsWith('1299') && !issuer.startsWith('1399'))).toEqual([])
  })

  it('stands in a row that is written', () => {
    expect(JSON.stringify(signed)).not.toContain('PRIVATE KEY')
  })
})

describe('the scenarios’ licences', () => {
  it('are signed by their issuers over what they say, each as often as it is loaded anew', () => {
    expect(scenarios.length).toBeGreaterThan(50)
    const failing = scenarios.map((row) => {
      const face = row.face === null ? null : { ...row.face, [FACE_SALT]: row.faceSalt ?? '' }
      return firstFailing(row as unknown as SealedLicence, face, keys.get(row.signerKey ?? '') ?? null, REFERENCE_DAY)
    })
    // Some are there to be suspended, cancelled or out of date; none for any other reason.
    expect(new Set(failing)).toEqual(new Set([null, 'STATE', 'EXPIRY']))
    expect(signLicences(rows).licences.find(({ identifier }) => identifier === scenarios[0]?.identifier)?.signature).not.toBe(scenarios[0]?.signature)
  })

  it('have a seal, a file with its digest, and a level of issuer', () => {
    const wrong = scenarios.filter(({ sealSigner, sealName, sealTime, fileRef, fileSm3, fileFormat, issuerLevel }) =>
      !sealSigner || !sealName || !sealTime || !fileRef || !/^[0-9a-f]{64}$/u.test(fileSm3 ?? '') || fileFormat !== 'OFD' || !issuerLevel)
    expect(wrong).toEqual([])
  })
})

describe('the other licences', () => {
  const others = signed.licences.filter(({ trustGrade }) => trustGrade !== 'A')

  it('are of grade B, or C where their holders uploaded them, and bear no signature', () => {
    expect(others.length).toBeGreaterThan(1_000)
    expect([...new Set(others.map(({ trustGrade }) => trustGrade))].sort()).toEqual(['B', 'C'])
    expect(others.filter(({ signature, signerKey }) => signature != null || signerKey != null)).toEqual([])
  })

  it('are in every state that there is, most of them in force', () => {
    expect([...new Set(others.map(({ state }) => state))].sort()).toEqual(Object.keys(licenceStates).sort())
    expect(others.filter(({ state }) => state === '01').length / others.length).toBeGreaterThan(0.85)
    expect(others.filter(({ state, stateNote }) => (state === '99') !== (stateNote != null))).toEqual([])
    expect(others.filter(({ operation }) => !Object.hasOwn(operations, operation ?? ''))).toEqual([])
    expect(others.filter(({ stateSince, issuedOn, state }) => state !== '05' && stateSince != null && issuedOn != null && stateSince < issuedOn)).toEqual([])
  })

  it('keep their earlier versions, of which the newest is current', () => {
    const byIdentifier = new Map(others.map((row) => [row.identifier, row]))
    const renewed = others.filter(({ version }) => version > 1)
    expect(renewed.length).toBeGreaterThan(30)
    const wrong = renewed.filter((row) => {
      const earlier = byIdentifier.get(row.supersedes ?? '')
      const read = readStoredLicenceIdentifier(row.identifier)
      return earlier === undefined || earlier.current || !row.current || earlier.version !== row.version - 1 || (earlier.issuedOn ?? '') >= (row.issuedOn ?? '')
        || !read.ok || read.value.version !== row.version || read.value.serial !== (readStoredLicenceIdentifier(earlier.identifier) as typeof read).value.serial
    })
    expect(wrong).toEqual([])
    expect(others.filter(({ version, current }) => version === 1 && !current).length).toBe(renewed.length)
  })

  it('name people by their own kind of document', () => {
    const types = new Set(others.flatMap(({ holders }) => holders.map(({ documentType }) => documentType)))
    expect([...types].sort()).toEqual(expect.arrayContaining(['001', '111']))
    expect([...types].filter((type) => !['001', '111', '414', '511', '516', '999'].includes(type))).toEqual([])
  })
})

describe('every licence and every type', () => {
  it('says where it comes from, on or before the day on which the world stands still', () => {
    const agencies = new Set(AGENCIES.map(({ creditCode }) => creditCode))
    const wrong = [...rows.licences, ...rows.licenceTypes].filter(({ sourceAgency, sourceSystem, sourceRecordId, recordedAt, updatedAt }) =>
      !agencies.has(sourceAgency ?? '') || !sourceSystem || !sourceRecordId || !recordedAt || !updatedAt || recordedAt > updatedAt
      || updatedAt > new Date('2026-03-02T23:59:59+08:00'))
    expect(wrong).toEqual([])
    expect(new Set(rows.licences.map(({ sourceRecordId, version }) => `${sourceRecordId ?? ''} ${version}`)).size).toBe(rows.licences.length)
  })
})
