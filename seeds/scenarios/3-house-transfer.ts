import { home, named } from './cast.ts'
import { identityCard, unitCertificate, unitCode } from './common.ts'
import {
  asParty, caseParty, caseStatus, claimsOn, clear, copiesOf, derived, LICENCE_CORE, ofLicence, SEALED, verify, wholeCase,
} from './items.ts'
import type {
  CastCase, CastGrant, CastHousehold, CastKin, CastLicence, CastMatter, CastPerson, CastUnit, Scenario,
} from './scenario.ts'

const MATTER = 'house-transfer'

const people: readonly CastPerson[] = [
  { example: 'seller', name: '陈志远', sex: '1', born: '1972-03-08', home: home(100), marital: '21', education: '20' },
  { example: 'seller-wife', name: '吴雪萍', sex: '2', born: '1974-11-23', home: home(100), marital: '21', education: '20' },
  { example: 'buyer', name: '郑凯文', sex: '1', born: '1993-06-14', home: home(101), marital: '21', education: '20' },
  { example: 'buyer-wife', name: '王诗晗', sex: '2', born: '1994-01-29', home: home(101), marital: '21', education: '10' },
  { example: 'transfer-agent', name: '褚红玉', sex: '2', born: '1985-10-02', home: home(102), marital: '10', education: '30' },
  { example: 'lone-seller', name: '蒋国梁', sex: '1', born: '1969-02-17', home: home(103), marital: '21', education: '60' },
  { example: 'lone-seller-wife', name: '沈玉芬', sex: '2', born: '1971-09-09', home: home(103), marital: '21', education: '60' },
  { example: 'debtor', name: '魏长林', sex: '1', born: '1978-07-21', home: home(104), marital: '40', education: '30' },
]

const households: readonly CastHousehold[] = [
  [['seller', '0'], ['seller-wife', '1']], [['buyer', '0'], ['buyer-wife', '1']], [['transfer-agent', '0']],
  [['lone-seller', '0'], ['lone-seller-wife', '1']], [['debtor', '0']],
]

const kin: readonly CastKin[] = [
  ['seller', '1', 'seller-wife'], ['buyer', '1', 'buyer-wife'], ['lone-seller', '1', 'lone-seller-wife'],
]

/** Days of marriage, as 民政 registered them. */
const weddings: readonly (readonly [string, string, string])[] = [
  ['seller', 'seller-wife', '1998-05-20'], ['buyer', 'buyer-wife', '2021-10-01'], ['lone-seller', 'lone-seller-wife', '1995-12-12'],
]

const matter: CastMatter = {
  slug: MATTER, legalDays: 30, promisedDays: 5, serves: '1', caseType: '2', basis: '不动产登记暂行条例 第十四条、第十六条',
  condition: '不动产已经登记，没有查封等限制转移的情形', handledAcross: '跨县', issues: 'real-estate-certificate',
  situations: [{ code: 'CO_OWNED', name: '共有不动产转移' }, { code: 'AGENT', name: '委托他人办理' }],
  materials: [
    {
      code: 'M1', name: '买卖双方居民身份证', required: true,
      alternatives: [{ licence: 'identity-card', grade: 'A', parties: ['COUNTERPARTY', 'CO_APPLICANT'] }],
    },
    {
      code: 'M2', name: '婚姻关系证明', required: true, situation: 'CO_OWNED',
      alternatives: [
        { licence: 'marriage-certificate', grade: 'A', parties: ['COUNTERPARTY'] },
        { items: ['Person.marriedOn'], parties: ['COUNTERPARTY'] },
      ],
    },
    {
      code: 'M3', name: '居民户口簿', required: false,
      alternatives: [{ licence: 'household-register', grade: 'A', parties: ['CO_APPLICANT'] }],
    },
    {
      code: 'M4', name: '出让方不动产权证书', required: true,
      alternatives: [
        { licence: 'real-estate-certificate', grade: 'A', parties: ['COUNTERPARTY'] },
        { items: ['RealEstateUnit.certificateNo', 'RealEstateUnit.holders'], parties: ['COUNTERPARTY'] },
      ],
    },
    { code: 'M5', name: '存量房买卖网签合同', required: true, alternatives: [{ paper: '存量房买卖网签合同' }] },
    { code: 'M6', name: '完税凭证', required: true, alternatives: [{ paper: '完税凭证' }] },
    {
      code: 'M7', name: '授权委托书', required: true, situation: 'AGENT',
      alternatives: [[{ paper: '授权委托书', grade: 'D', parties: ['AGENT'] }, { licence: 'identity-card', grade: 'A', parties: ['AGENT'] }]],
    },
  ],
  decidedOn: ['RealEstateUnit.holders', 'RealEstateUnit.restrictions', 'RealEstateUnit.status', 'Person.marriedOn'],
}

const housing = { landUse: '0701', buildingUse: '10' }

const units: readonly CastUnit[] = [
  {
    example: 'flat', unitCode: unitCode(100), address: home(110), area: '98.52', ...housing,
    certificateNo: '示例（2012）示例区不动产权第0000100号', holders: [['seller', '共同共有'], ['seller-wife', '共同共有']],
    restrictions: [
      {
        kind: '1', registrationNo: 'DY9901012012000100', registeredOn: '2012-07-02', releasedOn: '2025-11-14',
        authority: '示例区不动产登记中心',
      },
    ],
  },
  {
    example: 'lone-flat', unitCode: unitCode(103), address: home(113), area: '76.10', ...housing,
    certificateNo: '示例（2003）示例区不动产权第0000103号', holders: [['lone-seller', '单独所有']],
  },
  {
    example: 'seized-flat', unitCode: unitCode(104), address: home(114), area: '120.33', ...housing,
    certificateNo: '示例（2015）示例区不动产权第0000104号', holders: [['debtor', '单独所有']],
    restrictions: [
      { kind: '2', registrationNo: 'CF9901012025000011', registeredOn: '2025-10-09', authority: '示例区人民法院' },
      { kind: '1', registrationNo: 'DY9901012015000104', registeredOn: '2015-04-20', authority: '示例区不动产登记中心' },
    ],
  },
]

const REGISTRY: CastCase['agencies'] = [['natural-resources', 'DECIDING'], ['tax', 'JOINT', '完税审核']]
const BOTH_SIDES: CastCase['parties'] = [
  ['buyer', 'CO_APPLICANT'], ['buyer-wife', 'CO_APPLICANT'], ['seller', 'COUNTERPARTY'], ['seller-wife', 'COUNTERPARTY'],
]

const cases: readonly CastCase[] = [
  {
    example: 'transfer', summary: '存量房买卖转移登记', state: '30', appliedOn: '2026-02-25', acceptedOn: '2026-02-25',
    sequence: 1, evidence: 'CARD_READ',
    agencies: REGISTRY, parties: [...BOTH_SIDES, ['transfer-agent', 'AGENT']],
    materials: [
      ['M1', 'LICENCE', 'seller-card'], ['M1', 'LICENCE', 'buyer-card'], ['M2', 'LICENCE', 'seller-marriage'],
      ['M4', 'LICENCE', 'flat-certificate'],
      ['M5', 'UPLOAD'], ['M6', 'UPLOAD'], ['M7', 'UPLOAD'],
    ],
  },
  {
    example: 'transfer-at-centre', summary: '存量房买卖转移登记（政务服务中心收件）', state: '20', appliedOn: '2026-02-26',
    acceptedOn: '2026-02-26', sequence: 2,
    evidence: 'CARD_READ',
    agencies: [['service-centre', 'RECEIVING'], ['natural-resources', 'DECIDING'], ['tax', 'JOINT', '完税审核']],
    parties: BOTH_SIDES,
    materials: [['M1', 'LICENCE', 'seller-card'], ['M4', 'LICENCE', 'flat-certificate'], ['M5', 'UPLOAD']],
  },
  {
    example: 'transfer-lone-seller', summary: '存量房买卖转移登记', state: '30', appliedOn: '2026-02-24', acceptedOn: '2026-02-24', sequence: 3,
    evidence: 'CARD_READ', agencies: REGISTRY, parties: [['buyer', 'CO_APPLICANT'], ['lone-seller', 'COUNTERPARTY']],
  },
  {
    example: 'transfer-seized', summary: '存量房买卖转移登记', state: '30', appliedOn: '2026-02-27', acceptedOn: '2026-02-27', sequence: 4,
    evidence: 'CARD_READ', agencies: REGISTRY, parties: [['buyer', 'CO_APPLICANT'], ['debtor', 'COUNTERPARTY']],
  },
]

const licences: readonly CastLicence[] = [
  identityCard(named(people, 'seller'), '2018-09-01', null),
  identityCard(named(people, 'seller-wife'), '2020-12-03', null),
  identityCard(named(people, 'buyer'), '2019-06-20', '2039-06-20'),
  identityCard(named(people, 'buyer-wife'), '2020-02-05', '2040-02-05'),
  identityCard(named(people, 'transfer-agent'), '2012-05-18', '2032-05-18'),
  {
    example: 'seller-marriage', type: 'marriage-certificate', number: 'J990101-1998-000520',
    holders: ['seller', 'seller-wife'], issuedOn: '1998-05-20', to: null,
    face: { certificateNo: 'J990101-1998-000520', registeredOn: '1998-05-20', husbandName: '陈志远', wifeName: '吴雪萍', registrar: '示例区民政局' },
  },
  unitCertificate(named(units, 'flat'), '陈志远、吴雪萍', '2012-06-18'),
  unitCertificate(named(units, 'lone-flat'), '蒋国梁', '2003-10-30'),
  unitCertificate(named(units, 'seized-flat'), '魏长林', '2015-04-16'),
]

const IDENTITY = [
  ...verify('Person.citizenId'), ...clear('Person.name', 'Person.isAlive', 'Person.licences'),
  ...ofLicence('identity-card', LICENCE_CORE, ['name']),
  ...copiesOf('identity-card'),
]
const UNIT = clear(
  'RealEstateUnit.parcelCode', 'RealEstateUnit.location', 'RealEstateUnit.area', 'RealEstateUnit.landUse', 'RealEstateUnit.buildingUse',
  'RealEstateUnit.rightType', 'RealEstateUnit.rightNature', 'RealEstateUnit.certificateNo', 'RealEstateUnit.termTo',
  'RealEstateUnit.address',
  'RealEstateUnit.status', 'RealEstateUnit.holders', 'RightHolder.name', 'RightHolder.share',
  'RealEstateUnit.restrictions', 'UnitRestriction.kind',
  'UnitRestriction.registeredOn', 'UnitRestriction.releasedOn', 'UnitRestriction.authority', 'UnitRestriction.active', 'Person.realEstate',
)
const DAYS_ASKED = { date: ['1995-12-12', '1998-05-20', '2003-10-30', '2012-06-18', '2026-03-02'] }

const basis = '不动产登记暂行条例 第十六条、第十九条'

const grants: readonly CastGrant[] = [
  {
    to: 'natural-resources', agencyRoles: ['DECIDING'], binding: caseParty('CO_APPLICANT', 'COUNTERPARTY', 'AGENT'),
    items: [...IDENTITY, ...asParty(MATTER)], basis,
  },
  {
    to: 'natural-resources', agencyRoles: ['DECIDING'], binding: caseParty('CO_APPLICANT', 'COUNTERPARTY'), basis,
    items: [
      ...wholeCase(MATTER), ...derived('Person.marriedOn', DAYS_ASKED),
      ...ofLicence(
        'marriage-certificate', [...LICENCE_CORE, 'number', 'holders'],
        ['certificateNo', 'registeredOn', 'husbandName', 'wifeName'],
      ),
      ...ofLicence('household-register', LICENCE_CORE, ['householdType']),
      ...copiesOf('marriage-certificate', 'household-register'),
    ],
  },
  {
    to: 'natural-resources', agencyRoles: ['DECIDING'], binding: caseParty('COUNTERPARTY'), basis,
    items: [
      ...UNIT,
      ...ofLicence(
        'real-estate-certificate', [...LICENCE_CORE, ...SEALED, 'number', 'holders', 'version', 'versions', 'history'],
        ['unitCode', 'location', 'rightHolders', 'coOwnership', 'area'],
      ),
      ...copiesOf('real-estate-certificate'),
    ],
  },
  {
    to: 'natural-resources', agencyRoles: ['DECIDING'], binding: { kind: 'KIN', of: 'COUNTERPARTY', kin: 'spouse' }, basis,
    items: [...verify('Person.citizenId'), ...clear('Person.name'), ...derived('Person.marriedOn', DAYS_ASKED)],
  },
  {
    to: 'natural-resources', agencyRoles: ['DECIDING'], binding: caseParty('COUNTERPARTY'), basis,
    items: clear('Person.relations', 'PersonRelation.relation'),
  },
  {
    to: 'tax', agencyRoles: ['JOINT'], binding: caseParty('CO_APPLICANT', 'COUNTERPARTY'), basis: '中华人民共和国契税法 第六条、第十三条',
    items: [
      ...verify('Person.citizenId'),
      ...clear('Person.name', 'RealEstateUnit.location', 'RealEstateUnit.area', 'RealEstateUnit.buildingUse', 'Person.realEstate'),
      ...derived('Person.marriedOn', { date: ['2026-03-02'] }), ...claimsOn('real-estate-certificate', ['unitCode', 'area']), ...caseStatus(MATTER),
    ],
  },
  {
    to: 'service-centre', agencyRoles: ['RECEIVING'], binding: caseParty('CO_APPLICANT', 'COUNTERPARTY', 'AGENT'), basis,
    items: [...verify('Person.citizenId', 'Person.name'), ...caseStatus(MATTER)],
  },
  {
    to: 'tax', agencyRoles: ['JOINT'], binding: caseParty('CO_APPLICANT'), basis: '中华人民共和国契税法 第六条',
    validFrom: '2024-01-01', validTo: '2025-12-31',
    items: clear('Person.household', 'Household.householdNo'),
  },
  {
    to: 'natural-resources', agencyRoles: ['DECIDING'], binding: caseParty('CO_APPLICANT', 'COUNTERPARTY'), basis,
    revokedAt: '2026-02-01T09:00:00+08:00',
    items: clear('Person.mobile'),
  },
]

/** Scenario 3: 不动产转移登记. */
export const houseTransfer: Scenario = {
  number: 3, title: '不动产转移登记', people, households, kin, weddings, organisations: [], matter, cases, licences, units,
  grants, credit: {}, supervision: {},
}
