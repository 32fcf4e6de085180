import { home, named } from './cast.ts'
import { identityCard, unitCertificate, unitCode } from './common.ts'
import {
  asParty, caseParty, caseStatus, clear, copiesOf, LICENCE_CORE, ofLicence, publishedOpinions, verify, wholeCase,
} from './items.ts'
import type {
  CastCase, CastGrant, CastHousehold, CastKin, CastLicence, CastMatter, CastPerson, CastUnit, Scenario,
} from './scenario.ts'

const MATTER = 'residence-permit'
const NEIGHBOUR = '990201001001'
const away = (sequence: number) => home(sequence, NEIGHBOUR)
const since = (at: number, day: string) => ({ at: home(at), since: day })

const people: readonly CastPerson[] = [
  {
    example: 'newcomer', name: '马一鸣', sex: '1', born: '1995-02-06', bornIn: '990201', home: away(200),
    lives: since(210, '2025-06-15'), marital: '21', education: '20',
    numberedAsBorn: '1995-02-09', documents: [{ type: '414', number: 'X97000001', issuedOn: '2023-04-12', validTo: '2033-04-11' }],
  },
  {
    example: 'newcomer-wife', name: '丁晓岚', sex: '2', born: '1996-08-17', bornIn: '990201', home: away(200),
    lives: since(210, '2025-06-15'), marital: '21', education: '20',
  },
  {
    example: 'newcomer-child', name: '马小雨', sex: '2', born: '2018-05-20', bornIn: '990201', home: away(200),
    lives: since(210, '2025-06-15'), marital: '10',
  },
  { example: 'flat-owner', name: '冯国良', sex: '1', born: '1958-04-04', home: home(211), marital: '21', education: '60' },
  {
    example: 'adopted-child', name: '许安然', formerName: '田安', sex: '1', born: '2015-09-09', bornIn: '990102',
    home: away(201), lives: since(212, '2025-07-01'),
    marital: '10', education: '80',
    protection: {
      grade: 'FACT', agencies: [],
      items: [
        'Person.formerName', 'Person.relations', 'Person.vitalEvents', 'Person.birthDivision',
        'PersonRelation.relation', 'VitalEvent.kind',
      ],
    },
  },
  {
    example: 'adoptive-mother', name: '许静雯', sex: '2', born: '1984-01-18', bornIn: '990201', home: away(201),
    lives: since(212, '2025-07-01'), marital: '10', education: '10',
  },
  {
    example: 'expired-card', name: '刘铁诚', sex: '1', born: '1988-03-27', bornIn: '990201', home: away(202),
    lives: since(213, '2025-05-05'), marital: '10',
    education: '40', idCard: { from: '2005-11-30', to: '2025-11-30' },
  },
  {
    example: 'suspended-permit', name: '宋佳宁', sex: '2', born: '1991-12-31', bornIn: '990201', home: away(203),
    lives: since(214, '2023-03-10'), marital: '10', education: '30',
  },
]

const households: readonly CastHousehold[] = [
  [['newcomer', '0'], ['newcomer-wife', '1'], ['newcomer-child', '3']], [['flat-owner', '0']],
  [['adoptive-mother', '0'], ['adopted-child', '2']],
  [['expired-card', '0']], [['suspended-permit', '0']],
]

const kin: readonly CastKin[] = [
  ['newcomer', '1', 'newcomer-wife'], ['newcomer', '3', 'newcomer-child'], ['newcomer-wife', '3', 'newcomer-child'],
  ['adoptive-mother', '2', 'adopted-child'],
]

const matter: CastMatter = {
  slug: MATTER, legalDays: 15, promisedDays: 15, calendarDays: true, serves: '1', caseType: '2', basis: '居住证暂行条例 第二条、第九条、第十条',
  condition: '离开常住户口所在地到其他城市居住半年以上，有合法稳定就业、合法稳定住所、连续就读条件之一', issues: 'residence-permit',
  situations: [{ code: 'CHILD', name: '未满16周岁，由监护人代为申领' }],
  materials: [
    { code: 'M1', name: '居民身份证', required: true, alternatives: [{ licence: 'identity-card', grade: 'A' }] },
    { code: 'M2', name: '本人相片', required: true, alternatives: [{ paper: '本人相片' }] },
    {
      code: 'M3', name: '居住地住址、就业或就读证明', required: true,
      alternatives: [
        { licence: 'real-estate-certificate', grade: 'A', parties: ['RIGHT_HOLDER'] }, { paper: '房屋租赁合同' },
        { licence: 'business-licence', grade: 'A' }, { paper: '劳动合同' }, { paper: '就读学校出具的证明' },
      ],
    },
    {
      code: 'M4', name: '监护关系证明', required: true, situation: 'CHILD',
      alternatives: [{ licence: 'birth-certificate', grade: 'A' }, { licence: 'household-register', grade: 'A' }],
    },
    {
      code: 'M5', name: '监护人居民身份证', required: true, situation: 'CHILD',
      alternatives: [{ licence: 'identity-card', grade: 'A', parties: ['GUARDIAN'] }],
    },
  ],
  decidedOn: ['Person.registeredDivision', 'Person.residenceDivision', 'Person.residenceRegisteredOn'],
}

const units: readonly CastUnit[] = [
  {
    example: 'rented-flat', unitCode: unitCode(200), address: home(210), area: '64.00', landUse: '0701', buildingUse: '10',
    certificateNo: '示例（2009）示例区不动产权第0000200号', holders: [['flat-owner', '单独所有']],
  },
]

const POLICE: CastCase['agencies'] = [['public-security', 'DECIDING'], ['police-station', 'RECEIVING']]

const cases: readonly CastCase[] = [
  {
    example: 'permit', summary: '居住证申领', state: '30', appliedOn: '2026-02-20', acceptedOn: '2026-02-20', sequence: 1, channel: '2',
    evidence: 'OWN_SESSION', agencies: POLICE, parties: [['newcomer', 'APPLICANT'], ['flat-owner', 'RIGHT_HOLDER']],
    materials: [['M1', 'LICENCE', 'newcomer-card'], ['M2', 'UPLOAD'], ['M3', 'LICENCE', 'rented-flat-certificate']],
  },
  {
    example: 'permit-draft', kind: 'DRAFT', summary: '居住证申领（预填）', state: '10', appliedOn: '2026-02-26', sequence: 2, channel: '3',
    evidence: 'OWN_SESSION', agencies: POLICE, parties: [['newcomer-wife', 'APPLICANT']],
  },
  {
    example: 'permit-child', summary: '居住证申领（监护人代为申领）', state: '20', appliedOn: '2026-02-23', acceptedOn: '2026-02-24', sequence: 3,
    evidence: 'CARD_READ', agencies: POLICE,
    parties: [['newcomer-child', 'APPLICANT'], ['newcomer-wife', 'GUARDIAN'], ['flat-owner', 'RIGHT_HOLDER']],
    materials: [['M4', 'LICENCE', 'child-birth'], ['M5', 'LICENCE', 'newcomer-wife-card']],
  },
  {
    example: 'permit-adopted', summary: '居住证申领（监护人代为申领）', state: '20', appliedOn: '2026-02-24', acceptedOn: '2026-02-25', sequence: 4,
    evidence: 'CARD_READ', agencies: POLICE, parties: [['adopted-child', 'APPLICANT'], ['adoptive-mother', 'GUARDIAN']],
  },
  {
    example: 'permit-expired-card', summary: '居住证申领', state: '11', appliedOn: '2026-02-24', sequence: 5,
    evidence: 'CARD_READ', agencies: POLICE,
    parties: [['expired-card', 'APPLICANT']], materials: [['M1', 'LICENCE', 'expired-card-card']],
  },
  {
    example: 'permit-suspended', summary: '居住证申领', state: '30', appliedOn: '2026-02-25', acceptedOn: '2026-02-26',
    sequence: 6, evidence: 'CARD_READ',
    agencies: POLICE, parties: [['suspended-permit', 'APPLICANT']],
  },
]

const licences: readonly CastLicence[] = [
  identityCard(named(people, 'newcomer'), '2021-03-01', '2031-03-01'),
  identityCard(named(people, 'newcomer-wife'), '2022-09-10', '2042-09-10'),
  identityCard(named(people, 'newcomer-child'), '2023-07-04', '2028-07-04'),
  identityCard(named(people, 'flat-owner'), '2008-06-06', null),
  identityCard(named(people, 'adoptive-mother'), '2014-05-12', '2034-05-12'),
  identityCard(named(people, 'expired-card'), '2005-11-30', '2025-11-30'),
  identityCard(named(people, 'suspended-permit'), '2017-12-31', '2037-12-31'),
  {
    example: 'child-birth', type: 'birth-certificate', number: 'T990201018', holders: ['newcomer-child'], issuedOn: '2018-05-28', to: null,
    face: { childName: '马小雨', sex: '女', birthDate: '2018-05-20', motherName: '丁晓岚', fatherName: '马一鸣', hospital: '邻例区示例妇幼保健院' },
  },
  {
    example: 'child-register', type: 'household-register', number: 'HK9902010200', holders: ['newcomer-child'],
    issuedOn: '2018-06-10', to: null,
    face: { householdType: '家庭户', headName: '马一鸣', relation: '女', address: away(200).fullText },
  },
  {
    example: 'suspended-residence-permit', type: 'residence-permit', number: 'JZ990101000501',
    holders: ['suspended-permit'], issuedOn: '2024-03-20',
    to: '2026-03-19', state: '02', stateSince: '2025-08-01',
    face: { name: '宋佳宁', address: home(214).fullText, registeredDivision: '示例省邻例市邻例区', endorsedTo: '2026-03-19' },
  },
  unitCertificate(named(units, 'rented-flat'), '冯国良', '2009-09-28'),
]

const RESIDENCE = clear(
  'Person.name', 'Person.isAlive', 'Person.registeredDivision', 'Person.residenceDivision', 'Person.residenceAddress', 'Person.residence',
  'Person.residenceRegisteredOn', 'Person.licences',
)

const basis = '居住证暂行条例 第十条'

const grants: readonly CastGrant[] = [
  {
    to: 'public-security', agencyRoles: ['DECIDING'], binding: caseParty('APPLICANT'), basis,
    items: [
      ...verify('Person.citizenId', 'PersonOtherDocument.docNo'), ...RESIDENCE,
      ...clear('Person.relations', 'PersonRelation.relation', 'PersonRelation.guardian', 'Person.formerName'),
      ...ofLicence('identity-card', [...LICENCE_CORE, 'validFrom'], ['name']),
      ...ofLicence('birth-certificate', LICENCE_CORE, ['childName', 'motherName']),
      ...ofLicence('household-register', LICENCE_CORE, ['relation']),
      ...ofLicence('residence-permit', [...LICENCE_CORE, 'number'], ['endorsedTo']),
      ...copiesOf('identity-card', 'birth-certificate', 'household-register', 'residence-permit'),
      ...wholeCase(MATTER),
    ],
  },
  {
    to: 'public-security', agencyRoles: ['DECIDING'], binding: caseParty('GUARDIAN'), basis,
    items: [
      ...verify('Person.citizenId'), ...clear('Person.name', 'Person.licences'),
      ...ofLicence('identity-card', LICENCE_CORE, ['name']),
      ...copiesOf('identity-card'), ...asParty(MATTER),
    ],
  },
  {
    to: 'public-security', agencyRoles: ['DECIDING'], binding: caseParty('RIGHT_HOLDER'), basis,
    items: [
      ...verify('Person.citizenId'),
      ...clear(
        'Person.name', 'Person.licences', 'RealEstateUnit.location', 'RealEstateUnit.address',
        'RealEstateUnit.holders', 'RightHolder.name',
      ),
      ...ofLicence('real-estate-certificate', LICENCE_CORE, ['location', 'rightHolders']),
      ...copiesOf('real-estate-certificate'), ...asParty(MATTER),
    ],
  },
  {
    to: 'police-station', agencyRoles: ['RECEIVING'], binding: caseParty('APPLICANT', 'GUARDIAN', 'RIGHT_HOLDER'), basis,
    items: [...verify('Person.citizenId', 'Person.name'), ...caseStatus(MATTER)],
  },
  {
    to: 'data-administration', agencyRoles: [], binding: { kind: 'SELF' }, basis: '中华人民共和国个人信息保护法 第四十五条',
    items: [
      ...clear('Person.citizenId', 'Person.name', 'Person.mobile', 'Person.registeredAddress'), ...RESIDENCE,
      ...clear('Person.otherDocuments', 'PersonOtherDocument.docType', 'PersonOtherDocument.docNo', 'PersonOtherDocument.validTo'),
      ...ofLicence('identity-card', LICENCE_CORE, ['name', 'address']),
      ...ofLicence('residence-permit', [...LICENCE_CORE, 'number'], ['endorsedTo']),
      ...copiesOf('identity-card', 'residence-permit'),
      ...wholeCase(MATTER), ...publishedOpinions(MATTER),
    ],
  },
]

/** Scenario 5: 居住证申领. */
export const residencePermit: Scenario = {
  number: 5, title: '居住证申领', people, households, kin, organisations: [], matter, cases, licences, units, grants,
  credit: {}, supervision: {},
}
