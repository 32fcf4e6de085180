import { creditCode } from '../numbers.ts'
import { home, named, shop } from './cast.ts'
import { businessLicence, identityCard, unitCertificate, unitCode } from './common.ts'
import { asParty, caseClock, caseParty, caseStatus, clear, copiesOf, LICENCE_CORE, ofLicence, verify, wholeCase } from './items.ts'
import type {
  CastCase, CastCredit, CastGrant, CastHousehold, CastLicence, CastMatter, CastOrganisation, CastPerson,
  CastSupervision, CastUnit, Scenario,
} from './scenario.ts'

const MATTER = 'food-licence'
const PREMISES = shop(260)

const people: readonly CastPerson[] = [
  { example: 'restaurant-head', name: '沈嘉禾', sex: '2', born: '1987-06-25', home: home(250), marital: '21', education: '20' },
  { example: 'food-manager', name: '韩玉成', sex: '1', born: '1983-11-11', home: home(251), marital: '21', education: '40' },
  { example: 'licence-agent', name: '唐思涵', sex: '2', born: '1997-04-04', home: home(252), marital: '10', education: '20' },
  { example: 'canteen-head', name: '梁启航', sex: '1', born: '1980-09-19', home: home(253), marital: '21', education: '30' },
  { example: 'manager-under-ban', name: '白启荣', sex: '1', born: '1976-02-02', home: home(254), marital: '40', education: '60' },
  { example: 'estate-head', name: '董文华', sex: '1', born: '1967-10-10', home: home(255), marital: '21', education: '20' },
]

const households: readonly CastHousehold[] = people.map(({ example }) => [[example, '0']] as const)

type Company = readonly [example: string, body: string, name: string, head: string, at: number, more: Partial<CastOrganisation>]

const company = (...[example, body, name, head, at, more]: Company): CastOrganisation => ({
  example, creditCode: creditCode('91', '990101', body), name, entityType: ['1190', '有限责任公司(自然人投资或控股)'], legalRep: head, address: shop(at),
  establishedOn: '2025-11-18', scope: '餐饮服务；餐饮管理', capital: '50', industry: 'H', staff: [[head, '执行董事兼总经理']],
  shareholders: [[head, '50', '100']], ...more,
})

const organisations: readonly CastOrganisation[] = [
  company('restaurant', 'MA000601', '示例味知轩餐饮管理有限公司', 'restaurant-head', 260, {}),
  company('canteen', 'MA000602', '示例好邻居餐饮有限公司', 'canteen-head', 262, { establishedOn: '2024-02-26' }),
  company('estate', 'MA000603', '示例安居物业有限公司', 'estate-head', 261, {
    establishedOn: '2011-05-17', scope: '物业管理；非居住房地产租赁', capital: '500', industry: 'K',
  }),
]

const matter: CastMatter = {
  slug: MATTER, legalDays: 20, promisedDays: 10, serves: '2', caseType: '2', basis: '中华人民共和国食品安全法 第三十五条；食品经营许可和备案管理办法 第十二条',
  condition: '有与经营食品品种、数量相适应的场所和设施，有食品安全管理人员', handledAcross: '跨市', issues: 'food-licence',
  situations: [{ code: 'AGENT', name: '委托代理人办理' }],
  materials: [
    {
      code: 'M1', name: '营业执照', required: true,
      alternatives: [
        { licence: 'business-licence', grade: 'A' },
        { items: ['LegalPerson.name', 'LegalPerson.status', 'LegalPerson.scope'] },
      ],
    },
    { code: 'M2', name: '经营场所布局图', required: true, alternatives: [{ paper: '经营场所布局图', grade: 'C' }] },
    { code: 'M3', name: '食品安全规章制度清单', required: true, alternatives: [{ paper: '食品安全规章制度清单', grade: 'D' }] },
    {
      code: 'M4', name: '经营场所使用证明', required: true,
      alternatives: [{ licence: 'real-estate-certificate', grade: 'A', parties: ['RIGHT_HOLDER'] }, { paper: '房屋租赁合同' }],
    },
    {
      code: 'M5', name: '授权委托书及代理人身份证', required: true, situation: 'AGENT',
      alternatives: [[{ paper: '授权委托书', grade: 'D', parties: ['AGENT'] }, { licence: 'identity-card', grade: 'A', parties: ['AGENT'] }]],
    },
  ],
  decidedOn: [
    'Person.industryBans', 'LegalPerson.bans', 'LegalPerson.inspections', 'Inspection.rectification',
    'LegalPersonCredit.penalties', 'LegalPersonCredit.seriouslyDishonest',
  ],
}

const units: readonly CastUnit[] = [
  {
    example: 'restaurant-premises', unitCode: unitCode(260), address: PREMISES, area: '142.75', landUse: '0501', buildingUse: '30',
    certificateNo: '示例（2014）示例区不动产权第0000260号', holders: [['estate', '单独所有']],
  },
]

const OFFICE: CastCase['agencies'] = [['market-regulation', 'DECIDING']]
const TEAM: CastCase['parties'] = [
  ['restaurant', 'APPLICANT'], ['restaurant-head', 'LEGAL_REP'], ['food-manager', 'MEMBER'],
  ['licence-agent', 'AGENT'], ['estate', 'RIGHT_HOLDER'],
]

const cases: readonly CastCase[] = [
  {
    example: 'food', summary: '食品经营许可新办', state: '31', appliedOn: '2026-02-16', acceptedOn: '2026-02-17', sequence: 1, channel: '2',
    evidence: 'OWN_SESSION', agencies: OFFICE, parties: TEAM,
    materials: [
      ['M1', 'LICENCE', 'restaurant-licence'], ['M2', 'UPLOAD'], ['M3', 'UPLOAD'],
      ['M4', 'LICENCE', 'restaurant-premises-certificate'], ['M5', 'UPLOAD'],
    ],
  },
  {
    example: 'food-elsewhere', summary: '食品经营许可新办（异地代收）', state: '20', appliedOn: '2026-02-25',
    acceptedOn: '2026-02-25', sequence: 2, channel: '1',
    evidence: 'CARD_READ', handlingDivision: '990201000000',
    agencies: [['neighbour-service-centre', 'RECEIVING'], ['market-regulation', 'DECIDING']],
    parties: [['canteen', 'APPLICANT'], ['canteen-head', 'LEGAL_REP'], ['food-manager', 'MEMBER']],
    materials: [['M1', 'LICENCE', 'canteen-licence'], ['M2', 'UPLOAD']],
  },
  {
    example: 'food-banned', summary: '食品经营许可新办', state: '30', appliedOn: '2026-02-19', acceptedOn: '2026-02-20', sequence: 3, channel: '1',
    evidence: 'CARD_READ', agencies: OFFICE,
    parties: [['canteen', 'APPLICANT'], ['canteen-head', 'LEGAL_REP'], ['manager-under-ban', 'MEMBER']],
  },
]

const licences: readonly CastLicence[] = [
  identityCard(named(people, 'restaurant-head'), '2016-06-01', '2036-06-01'),
  identityCard(named(people, 'food-manager'), '2015-11-11', '2035-11-11'),
  identityCard(named(people, 'licence-agent'), '2018-10-08', '2028-10-08'),
  identityCard(named(people, 'manager-under-ban'), '2022-02-02', null),
  businessLicence(named(organisations, 'restaurant'), '沈嘉禾', '990101000060001'),
  businessLicence(named(organisations, 'canteen'), '梁启航', '990101000060002'),
  unitCertificate(named(units, 'restaurant-premises'), '示例安居物业有限公司', '2014-07-31'),
  {
    example: 'canteen-food', type: 'food-licence', number: 'JY29901010000602', holders: ['canteen'],
    issuedOn: '2024-03-28', to: '2029-03-27', state: '04',
    stateSince: '2025-12-15',
    face: { operator: '示例好邻居餐饮有限公司', premises: shop(262).fullText, businessForm: '餐饮服务经营者', items: '热食类食品制售', managerName: '白启荣' },
  },
]

const credit: CastCredit = {
  permits: [
    {
      who: 'canteen', docNo: '示市监食许〔2024〕602号', docName: '食品经营许可决定书', certName: '食品经营许可证', content: '热食类食品制售',
      authority: 'market-regulation', decidedOn: '2024-03-26', validTo: '2029-03-27',
    },
  ],
  penalties: [
    {
      who: 'canteen', docNo: '示市监罚〔2025〕118号', violation: '采购、使用超过保质期的食品原料', facts: '后厨存放超过保质期的调味料三种，其中一种已开封使用',
      basis: '中华人民共和国食品安全法 第一百二十四条', kind: '2', content: '没收违法所得并处罚款', fine: '5', authority: 'market-regulation',
      decidedOn: '2025-06-30', publicityEndsOn: '2028-06-30',
    },
  ],
}

const supervision: CastSupervision = {
  inspections: [
    {
      inspectionNo: 'XC-990101-2026-000601', who: 'restaurant', authority: 'market-regulation', kind: '2',
      matter: MATTER, plannedOn: '2026-02-24',
      inspectedOn: '2026-02-24', result: '3', publicityEndsOn: '2029-02-24', note: '现场核查：专间通风设施需改造后复查',
      findings: [['食品处理区与就餐区未有效分隔', '1', true], ['专间通风设施不足', '2', false]], rectification: { dueOn: '2026-03-06', state: '1' },
    },
    {
      inspectionNo: 'JC-990101-2025-000602', who: 'canteen', authority: 'market-regulation', kind: '1',
      matter: MATTER, plannedOn: '2025-06-10',
      inspectedOn: '2025-06-12', result: '2', publicityEndsOn: '2028-06-12', findings: [['使用超过保质期的食品原料', '3', true]],
      rectification: { dueOn: '2025-06-20', finishedOn: '2025-06-19', state: '3' },
    },
    {
      inspectionNo: 'JC-990101-2026-000603', who: 'canteen', authority: 'market-regulation', kind: '1',
      matter: MATTER, plannedOn: '2026-03-18',
    },
  ],
  bans: [
    {
      who: 'manager-under-ban', kind: '1', from: '2023-05-10', to: '2028-05-09', decisionNo: '示市监罚〔2023〕77号',
      authority: 'market-regulation',
    },
  ],
}

const basis = '中华人民共和国食品安全法 第三十五条、第一百三十五条'
const BUSINESS = [...LICENCE_CORE, 'number']

const grants: readonly CastGrant[] = [
  {
    to: 'market-regulation', agencyRoles: ['DECIDING'], binding: caseParty('APPLICANT'), basis,
    items: [
      ...clear(
        'LegalPerson.licences', 'Inspection.plannedOn', 'Inspection.unpublishedFindings',
        'UnpublishedFinding.ordinal', 'UnpublishedFinding.description',
        'UnpublishedFinding.severity', 'Inspection.note', 'LegalPerson.legalRepresentative',
      ),
      ...ofLicence('business-licence', BUSINESS, ['name', 'legalRepName', 'scope']),
      ...ofLicence('food-licence', BUSINESS, ['operator', 'premises', 'items']),
      ...copiesOf('business-licence', 'food-licence'),
      ...wholeCase(MATTER),
      ...caseClock(MATTER),
    ],
  },
  {
    to: 'market-regulation', agencyRoles: ['DECIDING'], binding: caseParty('LEGAL_REP', 'MEMBER'), basis,
    items: [
      ...verify('Person.citizenId'),
      ...clear(
        'Person.name', 'Person.industryBans', 'PersonBan.kind', 'PersonBan.from', 'PersonBan.to',
        'PersonBan.decisionNo', 'PersonBan.authority', 'Person.licences',
        'LegalPerson.legalRepresentative',
      ),
      ...ofLicence('identity-card', LICENCE_CORE, ['name']),
      ...copiesOf('identity-card'), ...wholeCase(MATTER),
    ],
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
      ...clear(
        'LegalPerson.licences', 'RealEstateUnit.location', 'RealEstateUnit.buildingUse', 'RealEstateUnit.area',
        'RealEstateUnit.holders', 'RightHolder.name',
      ),
      ...ofLicence('real-estate-certificate', LICENCE_CORE, ['location', 'rightHolders', 'use']),
      ...copiesOf('real-estate-certificate'), ...asParty(MATTER),
    ],
  },
  {
    to: 'neighbour-service-centre', agencyRoles: ['RECEIVING'], binding: caseParty('APPLICANT', 'LEGAL_REP', 'MEMBER'), basis,
    items: [...verify('Person.citizenId', 'Person.name'), ...caseStatus(MATTER)],
  },
  {
    to: 'data-administration', agencyRoles: [], binding: { kind: 'SELF' }, basis: '优化营商环境条例 第三十七条',
    items: [
      ...clear('LegalPerson.licences', 'LegalPerson.cases', 'LegalPersonCredit.evaluation', 'CreditEvaluation.grade'),
      ...ofLicence('business-licence', BUSINESS, ['name', 'legalRepName', 'scope']),
      ...ofLicence('food-licence', BUSINESS, ['operator', 'items']),
      ...copiesOf('business-licence', 'food-licence'),
      ...wholeCase(MATTER),
    ],
  },
]

/** Scenario 6: 食品经营许可. */
export const foodLicence: Scenario = {
  number: 6, title: '食品经营许可', people, households, kin: [], organisations, matter, cases, licences, units, grants, credit, supervision,
}
