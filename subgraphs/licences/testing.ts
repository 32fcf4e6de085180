import type { Disclosure } from '#platform/access'
import type { Clock } from '#platform/clock'
import { sealedCursors } from '#platform/connection'
import type { Database } from '#platform/db'
import { formatLicenceIdentifier } from '#platform/identifiers'
import { sm2KeyPair, sm2Sign } from '#platform/sm2'
import type { Subgraph } from '#platform/subgraph'
import { type Certificate, type Name, readCertificate } from '#platform/x509/certificate'
import { pemOf } from '#platform/x509/pem'
import { writeCertificate } from '#platform/x509/write'
import { openTestDatabase } from '../../tests/harness/database.ts'
import { PLAIN_PRINTER, PUBLIC_URL } from '../../tests/harness/printer.ts'
import { askEntities, planOf, testClock } from '../../tests/harness/library.ts'
import { type LicenceLoad, type LicencesRows, load } from './commands.ts'
import { canonicalText, FACE_SALT, type SignedLicence } from './domain/signature.ts'
import { type IssuerKeys, licences } from './index.ts'

export const SELLER = 'seller'
export const SPOUSE = 'spouse'
export const STRANGER = 'stranger'
export const COMPANY = '91990100MA0000AB0H'
export const ISSUER = '1199010000000022XR'
const FACE_KEY = Buffer.alloc(32, 5)

export const CARD = '11990000000000019A001'
export const TITLE_DEED = '11990000000000019A002'
export const DRIVING = '11990000000000019A003'
export const BUSINESS = '11990000000000019A004'

export const identifierOf = (type: string, serial: string, version = 1) => formatLicenceIdentifier({ type, issuer: ISSUER, serial, version })
export const DEED = identifierOf(TITLE_DEED, '2')
export const OLD_DEED = identifierOf(TITLE_DEED, '1')
export const CARD_NOW = identifierOf(CARD, '1', 2)
export const CARD_BEFORE = identifierOf(CARD, '1', 1)
export const STRANGERS_CARD = identifierOf(CARD, '9')

const ROOT = sm2KeyPair(Buffer.alloc(32, 8))
const ROOT_NAME: Name = { organization: '示例省', organizationIdentifier: '', commonName: '示例根证书' }
const FROM = new Date('2020-01-01T00:00:00+08:00')
const TO = new Date('2030-01-01T23:59:59+08:00')

/** Name of the seal with which an invented agency seals licences. */
export const sealOf = (agency: string) => `${agency}电子证照专用章`

const certified = (name: Name, publicKey: string, from = FROM, to = TO, authority = false, by = ROOT) =>
  writeCertificate({ subject: name, issuer: ROOT_NAME, publicKey, serial: Buffer.from([7]), validFrom: from, validTo: to, ...(authority ? { authority: {} } : {}) }, by.privateKey)

/** The root of the tests. */
export const TEST_ROOT = readCertificate(certified(ROOT_NAME, ROOT.publicKey, FROM, TO, true)) as Certificate

/** A key of an issuer that the tests' root certifies, or another key in its name; `digit` makes it another. */
export function testIssuer(issuer = ISSUER, agency = '示例机关', digit = 9, from = FROM, to = TO, by = ROOT) {
  const pair = sm2KeyPair(Buffer.alloc(32, digit))
  const certificate = readCertificate(certified({ organization: agency, organizationIdentifier: issuer, commonName: sealOf(agency) }, pair.publicKey, from, to, false, by)) as Certificate
  return { ...pair, certificate, row: { keyId: certificate.keyId, issuer, certificates: pemOf(certificate.der) } }
}

/** A licence as its issuer's key signs it, whatever the row lacks being what the table makes of it. */
export function signedBy({ privateKey, row }: ReturnType<typeof testIssuer>, licence: LicenceLoad, faceSalt: string): LicenceLoad {
  const whole = { relatedMatters: [], relatedMatterNames: [], ...licence, faceSalt, signerKey: row.keyId }
  const face = licence.face === null ? null : { ...licence.face, [FACE_SALT]: faceSalt }
  return { ...whole, signature: sm2Sign(privateKey, Buffer.from(canonicalText(whole as unknown as SignedLicence, face))).toString('base64') }
}

/** Signs as some issuers, in this process; and the rows by which that is verified. */
export function testKeys(...issuers: string[]): { readonly issuerKeys: IssuerKeys; readonly rows: NonNullable<LicencesRows['issuerKeys']> } {
  const keys = new Map(issuers.map((issuer, at) => [issuer, testIssuer(issuer, '示例机关', 20 + at)]))
  return {
    rows: [...keys.values()].map(({ row }) => row),
    issuerKeys: {
      find: (issuer) => {
        const key = keys.get(issuer)
        return Promise.resolve(key && { keyId: key.row.keyId, issuer, sealSigner: '示例机关', sealName: sealOf('示例机关') })
      },
      sign: ({ issuer }, messages) => Promise.resolve(messages.map((message) => sm2Sign(keys.get(issuer)?.privateKey ?? '', message))),
    },
  }
}

/** In which grades holders upload licences of a type. */
const UPLOADED: Readonly<Record<string, string[]>> = { [CARD]: ['C'], [TITLE_DEED]: ['C', 'D'], [BUSINESS]: ['C'] }

const FIELDS = [
  { name: 'name', title: '姓名', valueType: 'C', required: true, secret: false, mask: 'NAME' as const },
  { name: 'account', title: '账号', valueType: 'C', required: false, secret: true, mask: 'ACC' as const },
  { name: 'nation', title: '民族', valueType: 'C', required: false, secret: false, mask: 'DROP' as const },
]

export const holder = (subject: string, name: string) => ({ subject, name, documentType: '111' })

export const issued = (identifier: string, slice: string, holders: LicenceLoad['holders'], given: Partial<LicenceLoad> = {}): LicenceLoad => ({
  identifier, slice, holders, division: '990101000000', name: '示例证照', number: 'NO12345678', issuer: ISSUER, issuerName: '示例机关',
  issuedOn: '2020-01-01', validFrom: '2020-01-01', validTo: null, version: 1, state: '01', trustGrade: 'A', current: true,
  face: { name: '张大山', account: '6200000000001234', nation: '汉族' }, ...given,
})

/** The library over a database of its own with a few licences, and more of them where they are given. */
export async function openLicences(
  { roots = [TEST_ROOT], ...more }: Partial<LicencesRows> & { readonly roots?: readonly Certificate[] } = {},
  { issuerKeys, clock = testClock, uploadsPerDay = 100 }: { issuerKeys?: IssuerKeys; clock?: Clock; uploadsPerDay?: number } = {},
): Promise<{ db: Database; library: Subgraph }> {
  const db = await openTestDatabase(['licences'])
  await load(
    db,
    {
      licenceTypes: [CARD, TITLE_DEED, DRIVING, BUSINESS].map((code) => ({
        code, name: `示例证照${code.slice(-1)}`, definer: '11990000000000019A', holderKind: code === BUSINESS ? '2' : '1', faceSchema: FIELDS,
        matters: ['1199010000000022XR3990112003001'], status: '1', uploadGrades: UPLOADED[code] ?? [],
      })),
      licences: [
        issued(CARD_NOW, CARD, [holder(SELLER, '张大山')], { version: 2, issuedOn: '2023-01-01', validTo: '2026-03-01' }),
        issued(CARD_BEFORE, CARD, [holder(SELLER, '张大山')], { current: false, state: '05' }),
        issued(DEED, TITLE_DEED, [holder(SELLER, '张大山'), holder(SPOUSE, '欧阳小河')], { supersedes: OLD_DEED, issuedOn: '2022-01-01' }),
        issued(OLD_DEED, TITLE_DEED, [holder(SELLER, '张大山')], { state: '04', stateSince: '2022-01-01', current: false }),
        issued(identifierOf(DRIVING, '1'), DRIVING, [holder(SELLER, '张大山')]),
        issued(STRANGERS_CARD, CARD, [holder(STRANGER, '王五')]),
        issued(identifierOf(BUSINESS, '1'), BUSINESS, [{ subject: COMPANY, name: '示例公司', documentType: '001' }], { face: null }),
        ...(more.licences ?? []),
      ],
      issuerKeys: more.issuerKeys ?? [],
      issuers: more.issuers ?? [],
    },
    FACE_KEY,
  )
  const services = { db, clock, cursors: sealedCursors(Buffer.alloc(32, 6)), faceKey: FACE_KEY, printer: PLAIN_PRINTER, publicUrl: PUBLIC_URL, uploadsPerDay }
  return { db, library: licences({ ...services, roots, issuerKeys }) }
}

/** Rights over items of one licence type. */
export const ofType = (type: string, items: Record<string, Disclosure>): Record<string, Disclosure> =>
  Object.fromEntries(
    Object.entries(items).map(([item, disclosure]) => {
      const [coordinate = '', field] = item.split('#')
      return [`${coordinate}@${type}${field === undefined ? '' : `.${field}`}`, disclosure]
    }),
  )

export const EDGE: Record<string, Disclosure> = { 'Person.licences': 'CLEAR' }
/** A plan that covers the seller alone, under these rights. */
export const seller = (...rights: Record<string, Disclosure>[]) =>
  planOf({ classes: [Object.assign({}, ...rights) as Record<string, Disclosure>], subjects: { [SELLER]: 0 } })
/** What a selection on the seller is answered. */
export const askSeller = async (library: Subgraph, plan: ReturnType<typeof planOf>, selection: string) =>
  (await askEntities(library, plan, `... on Person { ${selection} }`, [{ __typename: 'Person', key: SELLER }])).data?.['_entities'] as
    | Record<string, unknown>[]
    | undefined
export const byIdentifier = (identifier: string, selection: string) => `{ licence(identifier: "${identifier}") { ${selection} } }`
