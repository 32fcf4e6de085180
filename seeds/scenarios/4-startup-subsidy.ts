import { creditCode } from '../numbers.ts'
import { home, named, shop } from './cast.ts'
import { businessLicence, identityCard } from './common.ts'
import { caseParty, clear, copiesOf, eventsOf, LICENCE_CORE, masked, ofLicence, verify, wholeCase } from './items.ts'
import type {
  CastCase, CastCredit, CastGrant, CastHousehold, CastLicence, CastMatter, CastOrganisation, CastPerson,
  CastSupervision, Scenario,
} from './scenario.ts'

const MATTER = 'startup-subsidy'

const people: readonly CastPerson[] = [
  { example: 'graduate', name: '赵晓彤', sex: '2', born: '2002-07-21', home: home(150), marital: '10', education: '20' },
  { example: 'disabled-graduate', name: '何一帆', sex: '1', born: '2001-03-30', home: home(151), marital: '10', education: '30' },
  {
    example: 'sheltered', name: '钱慧敏', sex: '2', born: '1998-12-08', home: home(152), marital: '40', education: '20',
    protection: { grade: 'RESTRICTED', agencies: [], items: [] },
  },
  { example: 'abnormal-founder', name: '潘启文', sex: '1', born: '1999-10-15', home: home(153), marital: '10', education: '20' },
]

const households: readonly CastHousehold[] = people.map(({ example }) => [[example, '0']] as const)

type Founded = readonly [
  example: string, body: string, name: string, founder: string, at: number, establishedOn: string, more?: Partial<CastOrganisation>,
]

const oneFounder = (...[example, body, name, founder, at, establishedOn, more]: Founded): CastOrganisation => ({
  example, creditCode: creditCode('91', '990101', body), name, entityType: ['1130', '有限责任公司(自然人独资)'], legalRep: founder,
  address: shop(at), establishedOn, scope: '文创产品设计；工艺美术品销售；互联网销售', capital: '20', industry: 'R',
  staff: [[founder, '执行董事兼总经理']], shareholders: [[founder, '20', '100']], ...more,
})

const organisations: readonly CastOrganisation[] = [
  oneFounder('startup', 'MA000401', '示例晓禾文创有限公司', 'graduate', 160, '2025-06-10'),
  oneFounder('disabled-startup', 'MA000402', '示例帆远设计有限公司', 'disabled-graduate', 161, '2025-04-22'),
  oneFounder('sheltered-startup', 'MA000403', '示例慧心手作有限公司', 'sheltered', 162, '2025-05-16'),
  oneFounder('abnormal-startup', 'MA000404', '示例启文信息有限公司', 'abnormal-founder', 163, '2024-11-05', {
    industry: 'I', scope: '软件开发；信息技术咨询服务', abnormal: { includedOn: '2025-12-18', reason: '通过登记的住所（经营场所）无法联系' },
  }),
]

const matter: CastMatter = {
  slug: MATTER, legalDays: 30, promisedDays: 20, serves: '1', caseType: '2', basis: '中华人民共和国就业促进法 第十九条',
  condition: '毕业五年内的高校毕业生首次创办企业，正常经营六个月以上', handledAcross: '跨县',
  situations: [{ code: 'DISABLED', name: '残疾人创业（上浮补贴标准）' }],
  materials: [
    { code: 'M1', name: '申请人居民身份证', required: true, alternatives: [{ licence: 'identity-card', grade: 'A' }] },
    { code: 'M2', name: '学历证书', required: true, alternatives: [{ licence: 'degree-certificate', grade: 'A' }] },
    {
      code: 'M3', name: '营业执照', required: true,
      alternatives: [
        { licence: 'business-licence', grade: 'A', parties: ['CO_APPLICANT'] },
        { items: ['LegalPerson.name', 'LegalPerson.establishedOn', 'LegalPerson.status'], parties: ['CO_APPLICANT'] },
      ],
    },
    { code: 'M4', name: '社会保障卡', required: true, alternatives: [{ licence: 'social-security-card', grade: 'A' }] },
    { code: 'M5', name: '残疾人证', required: true, situation: 'DISABLED', alternatives: [{ licence: 'disability-certificate', grade: 'A' }] },
    { code: 'M6', name: '职工社会保险缴费证明', required: true, alternatives: [{ paper: '社会保险缴费证明' }] },
    {
      code: 'M7', name: '一次性创业补贴申请表', required: true,
      alternatives: [[{ items: ['Person.name'] }, { items: ['LegalPerson.name'], parties: ['CO_APPLICANT'] }]],
    },
  ],
  decidedOn: [
    'LegalPerson.establishedOn', 'LegalPerson.status', 'LegalPerson.abnormalListings', 'LegalPersonCredit.seriouslyDishonest',
    'PersonCredit.seriouslyDishonest', 'LegalPerson.inspections',
  ],
}

const AGENCIES: CastCase['agencies'] = [['human-resources', 'DECIDING']]
const founderOf = (founder: string, company: string): CastCase['parties'] => [
  [founder, 'APPLICANT'], [founder, 'LEGAL_REP'], [company, 'CO_APPLICANT'],
]

const cases: readonly CastCase[] = [
  {
    example: 'subsidy', summary: '一次性创业补贴申领', state: '30', appliedOn: '2026-02-10', acceptedOn: '2026-02-11', sequence: 1, channel: '2',
    evidence: 'OWN_SESSION', agencies: AGENCIES, parties: founderOf('graduate', 'startup'),
    materials: [
      ['M1', 'LICENCE', 'graduate-card'], ['M2', 'LICENCE', 'graduate-degree'], ['M3', 'LICENCE', 'startup-licence'],
      ['M4', 'LICENCE', 'graduate-social-card'], ['M6', 'UPLOAD'], ['M7', 'SHARED'],
    ],
  },
  {
    example: 'subsidy-disabled', summary: '一次性创业补贴申领（残疾人创业）', state: '20', appliedOn: '2026-02-12', acceptedOn: '2026-02-13', sequence: 2,
    evidence: 'CARD_READ', agencies: AGENCIES, parties: founderOf('disabled-graduate', 'disabled-startup'),
    materials: [['M5', 'LICENCE', 'disabled-graduate-disability']],
  },
  {
    example: 'subsidy-sheltered', summary: '一次性创业补贴申领', state: '20', appliedOn: '2026-02-13', acceptedOn: '2026-02-14', sequence: 3,
    evidence: 'CARD_READ', agencies: AGENCIES, parties: founderOf('sheltered', 'sheltered-startup'),
  },
  {
    example: 'subsidy-abnormal', summary: '一次性创业补贴申领', state: '30', appliedOn: '2026-02-16', acceptedOn: '2026-02-17', sequence: 4,
    evidence: 'CARD_READ', agencies: AGENCIES, parties: founderOf('abnormal-founder', 'abnormal-startup'),
  },
]

const degree = (holder: string, name: string, major: string, level: string, graduatedOn: string): CastLicence => ({
  example: `${holder}-degree`, type: 'degree-certificate', number: `99010${graduatedOn.slice(0, 4)}0500${major.length}21`,
  holders: [holder],
  issuedOn: graduatedOn, to: null, face: { name, school: '示例大学', major, level, graduatedOn },
})
const socialCard = (holder: string, name: string, serial: string): CastLicence => ({
  example: `${holder}-social-card`, type: 'social-security-card', number: `SB9901010004${serial}`,
  holders: [holder], issuedOn: '2022-09-01',
  to: '2032-08-31', face: { name, bank: '示例银行示例支行', account: `62990000000000104${serial}` },
})

const licences: readonly CastLicence[] = [
  ...people.map((person) => identityCard(person, '2020-08-12', '2030-08-12')),
  degree('graduate', '赵晓彤', '工艺美术', '大学本科', '2024-06-30'),
  degree('disabled-graduate', '何一帆', '视觉传达设计', '大学专科', '2022-06-30'),
  degree('sheltered', '钱慧敏', '服装设计', '大学本科', '2022-06-30'),
  socialCard('graduate', '赵晓彤', '01'), socialCard('disabled-graduate', '何一帆', '02'),
  {
    example: 'disabled-graduate-disability', type: 'disability-certificate', number: 'CJ990101000402', holders: ['disabled-graduate'],
    issuedOn: '2020-03-11', to: '2030-03-10', face: { name: '何一帆', category: '肢体', grade: '四级', guardianName: '无' },
  },
  businessLicence(named(organisations, 'startup'), '赵晓彤', '990101000040001'),
  businessLicence(named(organisations, 'disabled-startup'), '何一帆', '990101000040002'),
]

const credit: CastCredit = {
  evaluations: [{ who: 'startup', grade: '2', score: '82.5', evaluatedOn: '2025-12-31' }],
  commitments: [
    {
      who: 'startup', kind: '1', content: '承诺未拖欠职工工资和社会保险费', acceptedBy: 'human-resources', committedOn: '2026-02-10', state: '0',
      forCase: 'subsidy',
    },
  ],
}

const supervision: CastSupervision = {
  inspections: [
    {
      inspectionNo: 'JC-990101-2025-000401', who: 'startup', authority: 'market-regulation', kind: '1',
      plannedOn: '2025-10-15', inspectedOn: '2025-10-15',
      result: '1', publicityEndsOn: '2028-10-15',
    },
    {
      inspectionNo: 'LJ-990101-2025-000402', who: 'startup', authority: 'human-resources', kind: '4', matter: MATTER,
      plannedOn: '2025-12-02',
      inspectedOn: '2025-12-03', result: '3', publicityEndsOn: '2028-12-03', findings: [['职工名册登记不完整', '1', true]],
      rectification: { dueOn: '2025-12-20', finishedOn: '2025-12-12', state: '3' },
    },
    {
      inspectionNo: 'JC-990101-2025-000403', who: 'abnormal-startup', authority: 'market-regulation', kind: '1', plannedOn: '2025-12-10',
      inspectedOn: '2025-12-11', result: '4', publicityEndsOn: '2028-12-11', findings: [['登记的经营场所无人办公', '2', true]],
    },
  ],
}

const basis = '中华人民共和国就业促进法 第十九条；就业补助资金管理办法'

const grants: readonly CastGrant[] = [
  {
    to: 'human-resources', agencyRoles: ['DECIDING'], binding: caseParty('APPLICANT'), basis,
    items: [
      ...verify('Person.citizenId'),
      ...clear(
        'Person.name', 'Person.isAlive', 'Person.registeredDivision', 'Person.registeredAddress', 'Person.licences',
        'Person.credit', 'PersonCredit.seriouslyDishonest',
      ),
      ...masked('Person.mobile'),
      ...ofLicence('identity-card', LICENCE_CORE, ['name']),
      ...ofLicence('degree-certificate', [...LICENCE_CORE, 'number'], ['school', 'major', 'level', 'graduatedOn']),
      ...ofLicence('social-security-card', [...LICENCE_CORE, 'number'], ['bank', 'account']),
      ...ofLicence('disability-certificate', LICENCE_CORE),
      ...copiesOf('identity-card', 'degree-certificate', 'social-security-card'),
      ...wholeCase(MATTER),
    ],
  },
  {
    to: 'human-resources', agencyRoles: ['DECIDING'], binding: caseParty('LEGAL_REP'), basis,
    items: clear('LegalPerson.legalRepresentative', 'Person.legalRepresentativeOf'),
  },
  {
    to: 'human-resources', agencyRoles: ['DECIDING'], binding: caseParty('CO_APPLICANT'), basis,
    items: [
      ...clear(
        'LegalPerson.licences', 'LegalPersonCredit.evaluation', 'CreditEvaluation.grade',
        'CreditEvaluation.evaluatedOn', 'LegalPerson.legalRepresentative',
        'Inspection.labour', 'LabourCheck.employees', 'LabourCheck.contracts', 'LabourCheck.insured', 'LabourCheck.unpaidWorkers',
        'LabourCheck.inOrder',
      ),
      ...ofLicence('business-licence', [...LICENCE_CORE, 'number'], ['name', 'legalRepName', 'establishedOn']),
      ...copiesOf('business-licence'),
      ...wholeCase(MATTER),
    ],
  },
  {
    to: 'human-resources', agencyRoles: ['DECIDING'], binding: caseParty('APPLICANT'), basis, validFrom: '2035-01-01',
    items: clear('Person.education'),
  },
  {
    to: 'human-resources', agencyRoles: ['DECIDING'], binding: { kind: 'ANY' }, basis, regions: [],
    items: eventsOf('business-licence'),
  },
]

/** Scenario 4: 一次性创业补贴. */
export const startupSubsidy: Scenario = {
  number: 4, title: '一次性创业补贴', people, households, kin: [], organisations, matter, cases, licences, units: [], grants, credit, supervision,
}
