import { creditCode } from '../numbers.ts'
import { home, named, shop } from './cast.ts'
import { businessLicence, identityCard, unitCertificate, unitCode } from './common.ts'
import { asParty, caseParty, clear, copiesOf, LICENCE_CORE, ofLicence, verify, wholeCase } from './items.ts'
import type {
  CastCase, CastCredit, CastGrant, CastHousehold, CastKin, CastLicence, CastMatter, CastOrganisation,
  CastPerson, CastUnit, Scenario,
} from './scenario.ts'

const MATTER = 'company-registration'
const PREMISES = shop(60)

const people: readonly CastPerson[] = [
  { example: 'founder', name: '林若晴', sex: '2', born: '1990-04-12', home: home(50), marital: '10', education: '20' },
  { example: 'investor-head', name: '徐正阳', sex: '1', born: '1975-09-03', home: home(51), marital: '21', education: '10' },
  { example: 'registration-agent', name: '何文柏', sex: '1', born: '1986-02-27', home: home(52), marital: '21', education: '20' },
  { example: 'landlord', name: '方建岷', sex: '1', born: '1964-12-19', home: home(53), marital: '21', education: '60' },
  { example: 'landlord-wife', name: '苏桂琳', sex: '2', born: '1966-08-08', home: home(53), marital: '21', education: '60' },
  { example: 'barred-founder', name: '曹志坤', sex: '1', born: '1981-05-30', home: home(54), marital: '40', education: '30' },
]

const households: readonly CastHousehold[] = [
  [['founder', '0']], [['investor-head', '0']], [['registration-agent', '0']], [['landlord', '0'], ['landlord-wife', '1']],
  [['barred-founder', '0']],
]

const kin: readonly CastKin[] = [['landlord', '1', 'landlord-wife']]

const organisations: readonly CastOrganisation[] = [
  {
    example: 'investor', creditCode: creditCode('91', '990101', 'MA000201'), name: '示例恒远投资有限公司',
    entityType: ['1190', '有限责任公司(自然人投资或控股)'], legalRep: 'investor-head', address: shop(61), establishedOn: '2016-03-21',
    scope: '以自有资金从事投资活动；企业管理', capital: '1000', industry: 'L', staff: [['investor-head', '执行董事']],
    shareholders: [['investor-head', '1000', '100']],
  },
  {
    example: 'revoked-firm', creditCode: creditCode('91', '990101', 'MA000202'), name: '示例快达商贸有限公司',
    entityType: ['1130', '有限责任公司(自然人独资)'], status: '2', revokedOn: '2024-08-15', legalRep: 'barred-founder', address: shop(62),
    establishedOn: '2019-06-11', scope: '日用百货销售', capital: '100', industry: 'F', staff: [['barred-founder', '执行董事兼总经理']],
    shareholders: [['barred-founder', '100', '100']], abnormal: { includedOn: '2023-07-10', reason: '通过登记的住所无法联系' },
  },
]

const matter: CastMatter = {
  slug: MATTER, legalDays: 3, promisedDays: 1, serves: '2', caseType: '1', basis: '中华人民共和国市场主体登记管理条例 第十六条、第十九条',
  condition: '有符合规定的名称、住所、章程和股东', handledAcross: '跨市', issues: 'business-licence',
  situations: [{ code: 'AGENT', name: '委托代理人办理' }, { code: 'RENTED', name: '租赁住所' }],
  materials: [
    { code: 'M1', name: '公司登记（备案）申请书', required: true, alternatives: [{ items: ['Person.name', 'Person.citizenId', 'Address.fullText'], parties: ['LEGAL_REP'] }] },
    {
      code: 'M2', name: '股东（自然人）身份证明', required: true,
      alternatives: [
        { licence: 'identity-card', grade: 'A', parties: ['MEMBER'] },
        { items: ['PersonVerification.citizenId', 'PersonVerification.name'], parties: ['MEMBER'] },
      ],
    },
    { code: 'M3', name: '股东（法人）主体资格证明', required: true, alternatives: [{ licence: 'business-licence', grade: 'A', parties: ['MEMBER'] }] },
    {
      code: 'M4', name: '住所使用证明', required: true,
      alternatives: [{ licence: 'real-estate-certificate', grade: 'A', parties: ['RIGHT_HOLDER'] }, { paper: '房屋租赁合同' }],
    },
    { code: 'M5', name: '公司章程', required: true, alternatives: [{ paper: '公司章程' }] },
    { code: 'M6', name: '授权委托书', required: true, situation: 'AGENT', alternatives: [{ paper: '授权委托书', grade: 'D', parties: ['AGENT'] }] },
  ],
  decidedOn: ['Person.mayBeLegalRep', 'Address.fullText', 'NameCheck.isFree'],
}

const units: readonly CastUnit[] = [
  {
    example: 'premises', unitCode: unitCode(60), address: PREMISES, area: '86.40', landUse: '0501', buildingUse: '30',
    certificateNo: '示例（2017）示例区不动产权第0000060号', holders: [['landlord', '单独所有']],
  },
]

const AGENCIES: CastCase['agencies'] = [['market-regulation', 'DECIDING']]

const cases: readonly CastCase[] = [
  {
    example: 'company-setup', summary: '示例新芽科技有限公司设立登记', state: '30', appliedOn: '2026-02-27', acceptedOn: '2026-02-27', sequence: 1,
    channel: '2', evidence: 'OWN_SESSION', agencies: AGENCIES,
    parties: [
      [{ proposed: '9901012026000001', name: '示例新芽科技有限公司' }, 'APPLICANT'], ['founder', 'MEMBER'], ['founder', 'LEGAL_REP'],
      ['investor', 'MEMBER'], ['registration-agent', 'AGENT'], ['landlord', 'RIGHT_HOLDER'],
    ],
    materials: [
      ['M1', 'SHARED'], ['M2', 'LICENCE', 'founder-card'], ['M3', 'LICENCE', 'investor-licence'],
      ['M4', 'LICENCE', 'premises-certificate'], ['M5', 'UPLOAD'], ['M6', 'UPLOAD'],
    ],
  },
  {
    example: 'company-barred', summary: '示例再起商贸有限公司设立登记', state: '20', appliedOn: '2026-02-26', acceptedOn: '2026-02-27', sequence: 2,
    channel: '1', evidence: 'CARD_READ', agencies: AGENCIES,
    parties: [
      [{ proposed: '9901012026000002', name: '示例再起商贸有限公司' }, 'APPLICANT'], ['barred-founder', 'MEMBER'], ['barred-founder', 'LEGAL_REP'],
      ['landlord', 'RIGHT_HOLDER'],
    ],
    materials: [['M1', 'SHARED'], ['M2', 'LICENCE', 'barred-founder-card']],
  },
]

const licences: readonly CastLicence[] = [
  identityCard(named(people, 'founder'), '2018-05-02', '2038-05-02'),
  identityCard(named(people, 'registration-agent'), '2014-03-10', '2034-03-10'),
  identityCard(named(people, 'barred-founder'), '2019-11-21', '2039-11-21'),
  businessLicence(named(organisations, 'investor'), '徐正阳', '990101000020001'),
  unitCertificate(named(units, 'premises'), '方建岷', '2017-08-24'),
]

const credit: CastCredit = {
  listings: [
    {
      who: 'barred-founder', kind: '2', listName: '市场监督管理严重违法失信名单', reason: '提交虚假材料取得公司登记', docNo: '示市监列〔2024〕9号',
      authority: 'market-regulation', includedOn: '2024-09-20', validUntil: '2027-09-19',
    },
  ],
}

const basis = '中华人民共和国公司法 第一百七十八条；市场主体登记管理条例 第十六条'

const grants: readonly CastGrant[] = [
  {
    to: 'market-regulation', agencyRoles: ['DECIDING'], binding: caseParty('APPLICANT'), basis,
    items: asParty(MATTER),
  },
  {
    to: 'market-regulation', agencyRoles: ['DECIDING'], binding: caseParty('MEMBER', 'LEGAL_REP'), basis,
    items: [
      ...verify('Person.citizenId'), ...clear('Person.name', 'Person.isAlive', 'Person.licences', 'LegalPerson.licences'),
      ...ofLicence('identity-card', LICENCE_CORE, ['name']),
      ...ofLicence('business-licence', [...LICENCE_CORE, 'number'], ['name', 'legalRepName']),
      ...copiesOf('identity-card', 'business-licence'),
      ...wholeCase(MATTER),
    ],
  },
  {
    to: 'market-regulation', agencyRoles: ['DECIDING'], binding: caseParty('LEGAL_REP'), basis,
    items: clear('Person.mayBeLegalRep'),
  },
  {
    to: 'market-regulation', agencyRoles: ['DECIDING'], binding: caseParty('AGENT'), basis,
    items: [
      ...verify('Person.citizenId'), ...clear('Person.name', 'Person.licences'),
      ...ofLicence('identity-card', LICENCE_CORE, ['name']),
      ...copiesOf('identity-card'), ...asParty(MATTER),
    ],
  },
  {
    to: 'market-regulation', agencyRoles: ['DECIDING'], binding: caseParty('RIGHT_HOLDER'), basis,
    items: [
      ...verify('Person.citizenId'),
      ...clear(
        'Person.name', 'Person.licences', 'RealEstateUnit.location', 'RealEstateUnit.buildingUse',
        'RealEstateUnit.address', 'RealEstateUnit.status', 'RealEstateUnit.holders', 'RightHolder.name',
      ),
      ...ofLicence('real-estate-certificate', [...LICENCE_CORE, 'number'], ['location', 'rightHolders', 'use']),
      ...copiesOf('real-estate-certificate'), ...asParty(MATTER),
    ],
  },
]

/** Scenario 2: 公司设立登记. */
export const companyRegistration: Scenario = {
  number: 2, title: '公司设立登记', people, households, kin, organisations, matter, cases, licences, units, grants, credit, supervision: {},
}
