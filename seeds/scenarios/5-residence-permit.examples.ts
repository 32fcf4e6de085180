import { matterCode } from '../matters.ts'
import { PASSPORT } from '../other-documents.ts'
import { residencePermit } from './5-residence-permit.ts'
import { purposeOf } from './about.ts'
import { caseNoOf, formerNumberOf, named, numberOf } from './cast.ts'
import type { Example, RefusalExample } from './scenario.ts'

const { cases, people, units } = residencePermit
const MATTER = 'residence-permit'
const about = (example: string, reason: string) => purposeOf(MATTER, cases, example, reason)
const numberFor = (example: string) => numberOf(named(people, example))
const numberOfCase = (example: string) => caseNoOf(MATTER, named(cases, example))

const OWN = `query Own($me: CitizenId!, $caseNo: ID!, $matter: ID!) {
  person(citizenId: $me) {
    citizenId name registeredDivision { name } residenceDivision { name } residenceRegisteredOn
    licences { name state { name } validTo face { title value } }
  }
  case(caseNo: $caseNo) { kind { name } state { name } materials { name received } }
  matter(code: $matter) { name promisedDays materials { name alternatives { title evidences { licenceType { name } } } } }
}`
const own = (me: string, caseExample: string) => ({ me: numberFor(me), caseNo: numberOfCase(caseExample), matter: matterCode(MATTER) })

export const examples: readonly Example[] = [
  {
    name: 'permit',
    title: '居住证申领：户籍地与居住地、居住时间、住所',
    persona: 'public-security',
    purpose: about('permit', '审核居住证申领'),
    query: `query Permit($applicant: CitizenId!, $unit: ID!, $caseNo: ID!) {
  person(citizenId: $applicant) {
    name registeredDivision { fullName } residenceDivision { fullName } residenceRegisteredOn residence { fullText }
    licences { name state { name } validTo }
  }
  realEstateUnit(code: $unit) { location holders { name person { id name } } }
  case(caseNo: $caseNo) { state { name } channel { name } materials { name received } }
}`,
    variables: { applicant: numberFor('newcomer'), unit: named(units, 'rented-flat').unitCode, caseNo: numberOfCase('permit') },
  },
  {
    name: 'permit-self',
    title: '居住证申领：本人在门户查看自己的信息和办件',
    persona: 'portal',
    subject: 'newcomer',
    purpose: about('permit', '本人查询办件'),
    query: OWN,
    variables: own('newcomer', 'permit'),
  },
  {
    name: 'permit-draft',
    title: '居住证申领：本人在申办前预填',
    persona: 'portal',
    subject: 'newcomer-wife',
    purpose: about('permit-draft', '申办前预填'),
    query: OWN,
    variables: own('newcomer-wife', 'permit-draft'),
  },
  {
    name: 'permit-draft-materials',
    title: '居住证申领：本人在申办前查看还需提交哪些材料',
    persona: 'portal',
    subject: 'newcomer-wife',
    purpose: about('permit-draft', '申办前预审材料'),
    query: `query Materials($matter: ID!) {
  materialsFor(matter: $matter) { name verdict alternatives { title verdict evidences { licenceType { name } answers { licence validTo } } } }
}`,
    variables: { matter: matterCode(MATTER) },
  },
  {
    name: 'permit-former-number',
    title: '居住证申领：用更正前的公民身份号码，找到的是同一个人',
    persona: 'public-security',
    purpose: about('permit', '审核居住证申领'),
    query: `query Former($before: CitizenId!, $now: CitizenId!) {
  before: person(citizenId: $before) { id name } now: person(citizenId: $now) { id name }
  verifyPerson(claim: { citizenId: $before }) { citizenId }
}`,
    variables: { before: formerNumberOf(named(people, 'newcomer')), now: numberFor('newcomer') },
  },
  {
    name: 'permit-by-passport',
    title: '居住证申领：申请人出示护照，按护照号码查询',
    persona: 'public-security',
    purpose: about('permit', '审核居住证申领'),
    query: `query ByPassport($document: DocumentInput!) {
  personByDocument(document: $document) { id name residenceDivision { name } residenceRegisteredOn }
}`,
    variables: { document: { type: PASSPORT, number: 'X97000001' } },
  },
  {
    name: 'permit-own-documents',
    title: '居住证申领：本人查看登记在自己名下的其他证件',
    persona: 'portal',
    subject: 'newcomer',
    purpose: about('permit', '本人查询办件'),
    query: `query Documents($me: CitizenId!) { person(citizenId: $me) { name otherDocuments { docType { name } docNo validTo } } }`,
    variables: { me: numberFor('newcomer') },
  },
  {
    name: 'permit-child',
    title: '居住证申领：未满16周岁，由监护人代为申领',
    persona: 'public-security',
    purpose: about('permit-child', '审核居住证申领'),
    query: `query Child($child: CitizenId!, $guardian: CitizenId!, $matter: ID!) {
  child: person(citizenId: $child) {
    name residenceRegisteredOn
    relations { relation { name } guardian person { name } }
    licences { name state { name } face { title value } }
  }
  guardian: person(citizenId: $guardian) { name licences { name state { name } } }
  matter(code: $matter) { name situations { title } }
}`,
    variables: { child: numberFor('newcomer-child'), guardian: numberFor('newcomer-wife'), matter: matterCode(MATTER) },
  },
  {
    name: 'permit-expired-card',
    title: '居住证申领：身份证已过有效期',
    persona: 'public-security',
    purpose: about('permit-expired-card', '审核居住证申领'),
    query: `query Expired($applicant: CitizenId!, $caseNo: ID!) {
  person(citizenId: $applicant) { name licences { name state { name } validTo validOn(date: "2026-02-24") } }
  case(caseNo: $caseNo) { state { name } }
}`,
    variables: { applicant: numberFor('expired-card'), caseNo: numberOfCase('permit-expired-card') },
  },
  {
    name: 'permit-suspended',
    title: '居住证申领：原居住证已被暂扣',
    persona: 'public-security',
    purpose: about('permit-suspended', '审核居住证申领'),
    query: `query Suspended($applicant: CitizenId!, $caseNo: ID!) {
  person(citizenId: $applicant) { name licences { name number state { name } validOn(date: "2026-02-25") } }
  case(caseNo: $caseNo) { state { name } }
}`,
    variables: { applicant: numberFor('suspended-permit'), caseNo: numberOfCase('permit-suspended') },
  },
]

const NOBODYS_PASSPORT = { type: PASSPORT, number: 'X97999999' }

const oneItem = (item: string) => `query ($number: CitizenId!) { person(citizenId: $number) { ${item} } }`

export const refusals: readonly RefusalExample[] = [
  {
    name: 'permit-adopted', title: '事实保密：收养事实不因办件而公开', persona: 'public-security', purpose: about('permit-adopted', '审核居住证申领'),
    query: oneItem('name formerName relations { relation { name } }'), variables: { number: numberFor('adopted-child') },
    expected: [{ coordinate: 'Person.formerName', reason: 'WITHHELD' }, { coordinate: 'Person.relations', reason: 'WITHHELD' }],
  },
  {
    name: 'permit-other-self', title: '本人只能查看本人，不能查看房东', persona: 'portal', subject: 'newcomer', purpose: about('permit', '本人查询办件'),
    query: oneItem('name'), variables: { number: numberFor('flat-owner') },
    expected: [{ coordinate: 'Query.person', reason: 'SUBJECT_NOT_PARTY' }],
  },
  {
    name: 'permit-unknown-passport', title: '与办件无关的护照，无论有没有这个人，答复都一样', persona: 'public-security',
    purpose: about('permit', '审核居住证申领'),
    query: 'query ($document: DocumentInput!) { personByDocument(document: $document) { name } }', variables: { document: NOBODYS_PASSPORT },
    expected: [{ coordinate: 'Query.personByDocument', reason: 'SUBJECT_NOT_PARTY' }],
  },
  {
    name: 'permit-draft-not-theirs', title: '申办前的草稿只对本人开放', persona: 'public-security', purpose: about('permit-draft', '审核居住证申领'),
    query: oneItem('name'), variables: { number: numberFor('newcomer-wife') },
    expected: [{ coordinate: 'Person.citizenId', reason: 'CASE_NOT_YOURS' }],
  },
  {
    name: 'permit-owner-address', title: '房东的居住信息与办件无关', persona: 'public-security', purpose: about('permit', '核对住所证明'),
    query: oneItem('name residenceAddress'), variables: { number: numberFor('flat-owner') },
    expected: [{ coordinate: 'Person.residenceAddress', reason: 'PARTY_ROLE_NOT_COVERED' }],
  },
  {
    name: 'permit-from-the-internet', title: '互联网区域不代表任何人时不提供个人信息', persona: 'portal', purpose: about('permit', '查询'),
    query: oneItem('name'), variables: { number: numberFor('newcomer') },
    expected: [{ coordinate: 'Person.citizenId', reason: 'NETWORK_ZONE' }],
  },
]
