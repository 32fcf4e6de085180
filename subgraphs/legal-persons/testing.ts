import type { Disclosure } from '#platform/access'
import { sealedCursors } from '#platform/connection'
import { creditCodeCheck, formatAddressCode, organisationCodeCheck } from '#platform/identifiers'
import { openTestDatabase } from '../../tests/harness/database.ts'
import { planOf, testClock } from '../../tests/harness/library.ts'
import { load } from './commands.ts'
import { legalPersons } from './index.ts'

export const BUREAU = '1199010000000022XR'
export const FIRM = '91990100MA0000AB0H'
export const REVOKED = creditCodeOf(1)
export const LONG_REVOKED = creditCodeOf(2)
export const CLOSED = creditCodeOf(3)
export const UNKNOWN = creditCodeOf(4)
export const CROWDED = formatAddressCode('990101001001', 1)
export const CROWD = 120
export const SCHOOL = '1299000040000000XH'
export const CHARITY = '51990000MJ00000A1A'
export const CURSORS = sealedCursors(Buffer.alloc(32, 3))

export const FOUNDER = 'founder'
export const MANAGER = 'manager'
export const BARRED = 'barred'
export const ONCE_BARRED = 'once-barred'
export const HIDDEN = 'hidden'

export function creditCodeOf(number: number): string {
  const body = `MA${String(number).padStart(6, '0')}`
  const first17 = `91990100${body}${organisationCodeCheck(body)}`
  return first17 + creditCodeCheck(first17)
}

const organisation = (subject: string, name: string, more: object = {}) => ({
  subject, name, division: '990101000000', status: '1', address: CROWDED, ...more,
})

const SOURCE = {
  sourceAgency: BUREAU, sourceSystem: '登记系统', sourceRecordId: 'DJ-1', recordedAt: new Date('2024-05-06T01:00:00Z'),
  updatedAt: new Date('2025-06-07T01:00:00Z'), version: 2, qualityFlags: ['address'],
}

const position = (subject: string, place: number, name: string, person: string) => ({
  subject, place, name, person, position: '董事', division: '990101000000',
})

/** What the register shows to every registered consumer, as far as the tests ask it. */
export const PUBLIC: Record<string, Disclosure> = Object.fromEntries(
  [
    'LegalPerson.name', 'LegalPerson.legalRepName', 'LegalPerson.staff', 'LegalPersonStaff.name', 'LegalPerson.shareholders',
    'Shareholder.name', 'LegalPerson.changes', 'LegalPersonChange.after', 'NameCheck.isFree', 'Address.legalPersons',
  ].map((item) => [item, 'CLEAR']),
)
export const OPEN = planOf({ common: PUBLIC })

/** The library over a register of its own. Close the database after the tests. */
export async function openRegister() {
  const db = await openTestDatabase(['legal-persons'])
  await load(db, {
    legalPersons: [
      organisation(BUREAU, '示例市市场监督管理局', { address: null }),
      organisation(FIRM, '示例市青禾食品（集团）有限公司', {
        legalRepresentative: FOUNDER, legalRepName: '李青禾', registrar: BUREAU, entityTypeCode: '1130',
        entityTypeName: '有限责任公司(自然人独资)', industry: 'H', capital: '100.50', currency: 'CNY',
        establishedOn: '2024-05-06', phone: '13800000001', domicile: '示例区示例街道1号', industryClassCode: '6210',
        industryClassName: '正餐服务', ...SOURCE,
      }),
      organisation(SCHOOL, '示例市第一中学', { address: null, division: '990102000000' }),
      organisation(CHARITY, '示例𠀀𪚥慈善会', { address: null, division: '990200000000' }),
      organisation(REVOKED, '示例市停业餐饮有限公司', {
        status: '2', revokedOn: '2023-03-02', legalRepresentative: BARRED, legalRepName: '赵停业',
      }),
      organisation(LONG_REVOKED, '示例市旧业餐饮有限公司', {
        status: '3', revokedOn: '2023-03-01', legalRepresentative: ONCE_BARRED, legalRepName: '钱旧业',
      }),
      organisation(CLOSED, '示例市歇业餐饮有限公司', { status: '4', legalRepresentative: HIDDEN, legalRepName: '孙隐' }),
      ...Array.from({ length: CROWD }, (_, at) => organisation(creditCodeOf(1_000 + at), `示例市同楼第${at}有限公司`)),
    ],
    staff: [position(FIRM, 1, '李青禾', FOUNDER), position(FIRM, 2, '周经理', MANAGER), position(FIRM, 3, '孙隐', HIDDEN)],
    shareholders: [
      { subject: FIRM, place: 1, name: '李青禾', person: FOUNDER, contribution: '60.3', ratio: '60', division: '990101000000' },
      { subject: FIRM, place: 2, name: '示例市歇业餐饮有限公司', legalPerson: CLOSED, ratio: '30', division: '990101000000' },
      { subject: FIRM, place: 3, name: '孙隐', person: HIDDEN, ratio: '10', division: '990101000000' },
    ],
    changes: [
      {
        subject: FIRM, place: 1, division: '990101000000', changeItem: '住所', before: '示例路1号', after: '示例路2号',
        changedOn: '2025-01-02', authority: BUREAU,
      },
      {
        subject: FIRM, place: 2, division: '990101000000', changeItem: '监事', before: '无', after: '周经理 990101198001010019',
        changedOn: '2025-06-07', authority: BUREAU, persons: [MANAGER],
      },
      {
        subject: FIRM, place: 3, division: '990101000000', changeItem: '股东', before: '无', after: '孙隐',
        changedOn: '2025-08-09', authority: BUREAU, persons: [HIDDEN],
      },
    ],
    publicInstitutions: [
      {
        subject: SCHOOL, division: '990102000000', organizer: BUREAU, organizerName: '示例市市场监督管理局', fundSource: '1',
        startupFund: '120.5', purpose: '实施义务教育', certificateFrom: '2023-04-01', certificateTo: '2028-03-31', ...SOURCE,
      },
    ],
    socialOrganisations: [
      {
        subject: CHARITY, division: '990200000000', supervisorName: '示例市民政局', activityArea: '示例市', kind: '53', isCharity: true,
        foundationKind: '2', certificateFrom: '2024-01-01', certificateTo: '2027-12-31',
      },
    ],
    abnormalListings: [
      {
        subject: FIRM, place: 1, division: '990101000000', includedOn: '2025-07-01', reason: '未按期公示年度报告',
        authority: BUREAU, removedOn: '2025-07-20', removalReason: '已补报', removalAuthority: BUREAU,
      },
    ],
  })
  return { db, library: legalPersons({ db, clock: testClock, cursors: CURSORS }) }
}
