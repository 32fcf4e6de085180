import { creditCode } from '../numbers.ts'
import { home, named, shop } from './cast.ts'
import { identityCard } from './common.ts'
import { asParty, caseParty, caseStatus, clear, copiesOf, derived, LICENCE_CORE, masked, ofLicence, verify, wholeCase } from './items.ts'
import type {
  CastCase, CastGrant, CastHousehold, CastKin, CastLicence, CastMatter, CastOrganisation, CastPerson,
  CastSupervision, Scenario,
} from './scenario.ts'

const MATTER = 'old-age-allowance'
const CARE_HOME = shop(20)

const people: readonly CastPerson[] = [
  {
    example: 'old-man', name: '张大山', sex: '1', born: '1942-03-01', home: home(1),
    lives: { at: CARE_HOME, since: '2024-09-01' }, marital: '21', education: '80',
  },
  { example: 'old-wife', name: '李玉珍', sex: '2', born: '1944-10-12', home: home(1), marital: '21', education: '80' },
  { example: 'daughter', name: '张小河', sex: '2', born: '1970-06-18', home: home(2), marital: '21', education: '30' },
  { example: 'daughter-husband', name: '王建坪', sex: '1', born: '1968-01-25', home: home(2), marital: '21', education: '30' },
  { example: 'daughter-son', name: '王子辰', sex: '1', born: '2003-11-09', home: home(2), marital: '10', education: '20' },
  {
    example: 'dead-applicant', name: '孙福田', sex: '1', born: '1940-11-02', home: home(3), marital: '30',
    education: '80', died: '2026-01-20',
  },
  { example: 'sister-applicant', name: '周秀兰', sex: '2', born: '1946-01-10', home: home(4), marital: '30', education: '70' },
  { example: 'sister-agent', name: '何春生', sex: '1', born: '1969-07-07', home: home(5), marital: '21', education: '60' },
  { example: 'sister-operator', name: '周秀梅', sex: '2', born: '1968-05-20', home: home(6), marital: '21', education: '20' },
  {
    example: 'sealed-witness', name: '高明渊', sex: '1', born: '1943-04-16', home: home(7), marital: '30', education: '70',
    protection: { grade: 'SEALED', agencies: ['public-security'], items: [] },
  },
  { example: 'holder', name: '吴德海', sex: '1', born: '1938-08-30', home: home(8), marital: '21', education: '80' },
  { example: 'holder-wife', name: '郑桂瑛', sex: '2', born: '1941-02-11', home: home(8), marital: '21', education: '90' },
  { example: 'dead-holder', name: '冯永桂', sex: '1', born: '1936-12-05', home: home(9), marital: '30', education: '80', died: '2025-12-30' },
  { example: 'care-home-head', name: '罗静怡', sex: '2', born: '1979-03-14', home: home(10), marital: '21', education: '20' },
]

const households: readonly CastHousehold[] = [
  [['old-man', '0'], ['old-wife', '1']],
  [['daughter-husband', '0'], ['daughter', '1'], ['daughter-son', '2']],
  [['dead-applicant', '0']],
  [['sister-applicant', '0']],
  [['sister-agent', '0']],
  [['sister-operator', '0']],
  [['sealed-witness', '0']],
  [['holder', '0'], ['holder-wife', '1']],
  [['dead-holder', '0']],
  [['care-home-head', '0']],
]

const kin: readonly CastKin[] = [
  ['old-man', '1', 'old-wife'], ['old-man', '3', 'daughter'], ['old-wife', '3', 'daughter'],
  ['daughter', '1', 'daughter-husband'], ['daughter', '2', 'daughter-son'], ['daughter-husband', '2', 'daughter-son'],
  ['sister-applicant', '7', 'sister-operator'], ['holder', '1', 'holder-wife'],
]

const organisations: readonly CastOrganisation[] = [
  {
    example: 'care-home', creditCode: creditCode('52', '990101', 'MJ100001'), name: '示例区示例颐养服务中心',
    entityType: ['5200', '民办非企业单位'], legalRep: 'care-home-head', address: CARE_HOME, establishedOn: '2018-05-08',
    scope: '老年人入住照料、日间照料、居家养老上门服务', capital: '50', industry: 'Q', staff: [['care-home-head', '主任']],
  },
]

const matter: CastMatter = {
  slug: MATTER, legalDays: 30, promisedDays: 22, serves: '1', caseType: '2',
  basis: '中华人民共和国老年人权益保障法 第三十三条', condition: '本区户籍且年满80周岁的老年人', handledAcross: '跨县',
  situations: [{ code: 'AGENT', name: '委托他人代办' }, { code: 'COMMITMENT', name: '以告知承诺方式办理' }],
  materials: [
    { code: 'M1', name: '申请人居民身份证', required: true, alternatives: [{ licence: 'identity-card', grade: 'A' }] },
    {
      code: 'M2', name: '申请人居民户口簿', required: true,
      alternatives: [{ licence: 'household-register', grade: 'A' }, { items: ['Person.registeredDivision'] }],
    },
    { code: 'M3', name: '申请人社会保障卡', required: true, alternatives: [{ licence: 'social-security-card', grade: 'A' }] },
    {
      code: 'M4', name: '高龄津贴申请表', required: true,
      alternatives: [{ items: ['Person.name', 'Person.registeredDivision'] }],
    },
    { code: 'M5', name: '授权委托书', required: true, situation: 'AGENT', alternatives: [{ licence: 'power-of-attorney', grade: 'D' }, { paper: '授权委托书', parties: ['AGENT'] }] },
    {
      code: 'M6', name: '代办人居民身份证', required: true, situation: 'AGENT',
      alternatives: [{ licence: 'identity-card', grade: 'A', parties: ['AGENT'] }],
    },
  ],
  decidedOn: ['Person.ageAtLeast', 'Person.isAlive', 'Person.registeredDivision', 'PersonCredit.seriouslyDishonest'],
}

const RECEIVED_BY_STREET: CastCase['agencies'] = [['civil-affairs', 'DECIDING'], ['street-office', 'RECEIVING']]

const cases: readonly CastCase[] = [
  {
    example: 'allowance', summary: '高龄津贴申请（委托代办）', state: '30', appliedOn: '2026-02-03', acceptedOn: '2026-02-04', sequence: 1,
    evidence: 'CARD_READ', agencies: RECEIVED_BY_STREET, parties: [['old-man', 'APPLICANT'], ['daughter', 'AGENT']],
    materials: [
      ['M1', 'LICENCE', 'old-man-card'], ['M2', 'LICENCE', 'old-man-register'], ['M3', 'LICENCE', 'old-man-social-card'],
      ['M4', 'SHARED'], ['M5', 'UPLOAD'], ['M6', 'LICENCE', 'daughter-card'],
    ],
  },
  {
    example: 'allowance-dead', summary: '高龄津贴申请', state: '30', appliedOn: '2026-01-12', acceptedOn: '2026-01-13', sequence: 2,
    evidence: 'CARD_READ', agencies: RECEIVED_BY_STREET, parties: [['dead-applicant', 'APPLICANT']], materials: [['M1', 'UPLOAD']],
  },
  {
    example: 'allowance-sister', summary: '高龄津贴申请（委托代办）', state: '20', appliedOn: '2026-02-24', acceptedOn: '2026-02-25', sequence: 3,
    evidence: 'CARD_READ', agencies: RECEIVED_BY_STREET, parties: [['sister-applicant', 'APPLICANT'], ['sister-agent', 'AGENT']],
  },
  {
    example: 'allowance-sealed', summary: '高龄津贴申请', state: '20', appliedOn: '2026-02-25', acceptedOn: '2026-02-26', sequence: 4,
    evidence: 'CARD_READ', agencies: RECEIVED_BY_STREET, parties: [['sealed-witness', 'APPLICANT'], ['sister-agent', 'AGENT']],
  },
  {
    example: 'allowance-unproven', summary: '高龄津贴申请（系统推送，尚未核对）', state: '10', appliedOn: '2026-02-27', sequence: 5, evidence: 'NONE',
    channel: '2', agencies: RECEIVED_BY_STREET, parties: [['holder-wife', 'APPLICANT']],
  },
  {
    example: 'allowance-closed', summary: '高龄津贴申请', state: '50', appliedOn: '2025-09-01', acceptedOn: '2025-09-02',
    decidedOn: '2025-09-18', closedOn: '2025-09-22', sequence: 6, evidence: 'CARD_READ', agencies: RECEIVED_BY_STREET,
    parties: [['holder', 'APPLICANT']], result: { type: '6', explain: '准予发放高龄津贴' },
  },
  {
    example: 'alive-check', kind: 'ROSTER', summary: '2026年度高龄津贴领取资格核验', state: '30', appliedOn: '2026-03-01', acceptedOn: '2026-03-01',
    sequence: 7, evidence: 'RECONCILED', channel: '9', agencies: [['civil-affairs', 'DECIDING']],
    parties: [['old-man', 'RIGHT_HOLDER'], ['holder', 'RIGHT_HOLDER'], ['holder-wife', 'RIGHT_HOLDER'], ['dead-holder', 'RIGHT_HOLDER']],
  },
]

const licences: readonly CastLicence[] = [
  identityCard(named(people, 'old-man'), '2012-06-01', null),
  identityCard(named(people, 'daughter'), '2017-04-10', null),
  {
    example: 'old-man-register', type: 'household-register', number: 'HK9901010001', holders: ['old-man'], issuedOn: '2010-03-15', to: null,
    face: { householdType: '家庭户', headName: '张大山', relation: '户主', address: home(1).fullText },
  },
  {
    example: 'old-man-social-card', type: 'social-security-card', number: 'SB990101000101', holders: ['old-man'],
    issuedOn: '2021-01-08', to: '2031-01-07',
    face: { name: '张大山', bank: '示例银行示例支行', account: '6299000000000010101' },
  },
  {
    example: 'old-man-driving', type: 'driving-licence', number: 'JS990101000101', holders: ['old-man'],
    issuedOn: '2022-07-20', to: '2032-07-19',
    face: { name: '张大山', vehicleClass: 'C1', firstIssuedOn: '1998-07-20', archiveNo: '990100010101' },
  },
  {
    example: 'old-man-disability', type: 'disability-certificate', number: 'CJ990101000101', holders: ['old-man'],
    issuedOn: '2019-05-06', to: '2029-05-05',
    face: { name: '张大山', category: '听力', grade: '三级', guardianName: '张小河' },
  },
]

const supervision: CastSupervision = {
  inspections: [
    {
      inspectionNo: 'ZX-990101-2025-000101', who: 'care-home', authority: 'civil-affairs', kind: '2',
      plannedOn: '2025-09-16', inspectedOn: '2025-09-17',
      result: '3', publicityEndsOn: '2028-09-17', findings: [['消防疏散演练记录不完整', '1', true]],
      rectification: { dueOn: '2025-10-17', finishedOn: '2025-09-29', state: '3' },
    },
  ],
}

const PAYS_OUT: CastGrant['items'] = [
  ...verify('Person.registeredAddress'),
  ...clear(
    'Person.name', 'Person.registeredDivision', 'Person.residenceAddress', 'Person.licences', 'Person.credit',
    'PersonCredit.seriouslyDishonest',
  ),
  ...masked('Person.mobile'),
  ...ofLicence('identity-card', LICENCE_CORE, ['name']),
  ...ofLicence('household-register', [...LICENCE_CORE, 'number'], ['householdType', 'address']),
  ...ofLicence('social-security-card', [...LICENCE_CORE, 'number'], ['bank', 'account']),
  ...ofLicence('power-of-attorney', LICENCE_CORE, ['agentName', 'matter', 'powers', 'validTo']),
  ...copiesOf('identity-card', 'household-register', 'social-security-card', 'power-of-attorney'),
  ...wholeCase(MATTER),
]

const basis = '中华人民共和国老年人权益保障法 第三十三条'

const grants: readonly CastGrant[] = [
  { to: 'civil-affairs', agencyRoles: ['DECIDING'], binding: caseParty('APPLICANT'), items: PAYS_OUT, basis },
  {
    to: 'civil-affairs', agencyRoles: ['DECIDING'], binding: caseParty('AGENT'), basis,
    items: [
      ...verify('Person.citizenId'), ...clear('Person.name', 'Person.licences'), ...ofLicence('identity-card', LICENCE_CORE, ['name']),
      ...copiesOf('identity-card'),
      ...asParty(MATTER),
    ],
  },
  {
    // The yearly check asks of allowance holders what was decided on when they applied, and no more.
    to: 'civil-affairs', agencyRoles: ['DECIDING'], binding: caseParty('APPLICANT', 'RIGHT_HOLDER'), basis,
    items: [...verify('Person.citizenId'), ...clear('Person.isAlive'), ...derived('Person.ageAtLeast', { years: [80] })],
  },
  {
    to: 'street-office', agencyRoles: ['RECEIVING'], binding: caseParty('APPLICANT', 'AGENT'), basis,
    items: [...verify('Person.citizenId', 'Person.name', 'Person.registeredAddress'), ...caseStatus(MATTER)],
  },
  {
    to: 'data-administration', agencyRoles: [], binding: { kind: 'SELF' }, basis: '中华人民共和国个人信息保护法 第四十五条',
    items: [
      ...clear('Person.name', 'Person.registeredDivision', 'Person.licences'), ...ofLicence('identity-card', LICENCE_CORE, ['name']), ...ofLicence('household-register', LICENCE_CORE, ['householdType']),
      ...ofLicence('social-security-card', LICENCE_CORE, ['bank']), ...ofLicence('power-of-attorney', LICENCE_CORE, ['agentName', 'matter', 'powers', 'validTo']),
      ...copiesOf('identity-card', 'household-register', 'social-security-card', 'power-of-attorney'),
      ...wholeCase(MATTER),
    ],
  },
]

/** Scenario 1: 高龄津贴. */
export const allowance: Scenario = {
  number: 1, title: '高龄津贴', people, households, kin, organisations, matter, cases, licences, units: [], grants, credit: {}, supervision,
}
