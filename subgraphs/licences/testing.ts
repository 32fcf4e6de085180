import { sealedCursors } from '#platform/connection'
import type { Disclosure } from '#platform/access'
import type { Database } from '#platform/db'
import { formatLicenceIdentifier } from '#platform/identifiers'
import type { Subgraph } from '#platform/subgraph'
import { openTestDatabase } from '../../tests/harness/database.ts'
import { PLAIN_PRINTER, PUBLIC_URL } from '../../tests/harness/printer.ts'
import { askEntities, planOf, testClock } from '../../tests/harness/library.ts'
import { type LicenceLoad, type LicencesRows, load } from './commands.ts'
import { licences } from './index.ts'

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
export async function openLicences(more: Partial<LicencesRows> = {}): Promise<{ db: Database; library: Subgraph }> {
  const db = await openTestDatabase(['licences'])
  await load(
    db,
    {
      licenceTypes: [CARD, TITLE_DEED, DRIVING, BUSINESS].map((code) => ({
        code, name: `示例证照${code.slice(-1)}`, definer: '11990000000000019A', holderKind: '1', faceSchema: FIELDS,
        matters: ['1199010000000022XR3990112003001'], status: '1',
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
    },
    FACE_KEY,
  )
  return { db, library: licences({ db, clock: testClock, faceKey: FACE_KEY, cursors: sealedCursors(Buffer.alloc(32, 6)), printer: PLAIN_PRINTER, publicUrl: PUBLIC_URL }) }
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
