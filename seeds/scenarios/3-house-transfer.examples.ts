import { matterCode } from '../matters.ts'
import { houseTransfer } from './3-house-transfer.ts'
import { purposeOf } from './about.ts'
import { caseNoOf, named, numberOf } from './cast.ts'
import type { Example, RefusalExample } from './scenario.ts'

const { cases, people, units } = houseTransfer
const MATTER = 'house-transfer'
const about = (example: string, reason: string) => purposeOf(MATTER, cases, example, reason)
const numberFor = (example: string) => numberOf(named(people, example))
const unitFor = (example: string) => named(units, example).unitCode
const numberOfCase = (example: string) => caseNoOf(MATTER, named(cases, example))

const UNIT = `location area certificateNo status { name } address { fullText division { name } }
    holders { name share person { id name } }
    restrictions { kind { name } registeredOn releasedOn active authority }`

export const examples: readonly Example[] = [
  {
    name: 'transfer-parties',
    title: '不动产转移登记：买卖双方身份、健在与婚姻',
    persona: 'natural-resources',
    purpose: about('transfer', '审核存量房转移登记'),
    query: `query Parties($parties: [CitizenId!]!, $caseNo: ID!) {
  persons(citizenIds: $parties) { name isAlive marriedOn(date: "2026-03-02") licences { name state { name } face { title value } } }
  case(caseNo: $caseNo) { state { name } agencies { role { name } step agency { name } } parties { role { name } name } }
}`,
    variables: { parties: ['seller', 'seller-wife', 'buyer', 'buyer-wife'].map(numberFor), caseNo: numberOfCase('transfer') },
  },
  {
    name: 'transfer-unit',
    title: '不动产转移登记：房屋、权利人与限制',
    persona: 'natural-resources',
    purpose: about('transfer', '审核存量房转移登记'),
    query: `query Unit($unit: ID!, $seller: CitizenId!, $matter: ID!) {
  realEstateUnit(code: $unit) {
    ${UNIT}
  }
  person(citizenId: $seller) {
    name boughtWhileMarried: marriedOn(date: "2012-06-18")
    licences { name number holders { name } face { title value } }
  }
  matter(code: $matter) { name promisedDays legalBasis }
}`,
    variables: { unit: unitFor('flat'), seller: numberFor('seller'), matter: matterCode(MATTER) },
  },
  {
    name: 'transfer-spouse',
    title: '不动产转移登记：登记在一人名下，核对配偶',
    persona: 'natural-resources',
    purpose: about('transfer-lone-seller', '核对是否夫妻共有'),
    query: `query Spouse($seller: CitizenId!) {
  person(citizenId: $seller) {
    name
    relations { relation { name } person { name marriedOn(date: "2003-10-30") } }
    realEstate { certificateNo area holders { name share } }
  }
}`,
    variables: { seller: numberFor('lone-seller') },
  },
  {
    name: 'transfer-tax',
    title: '不动产转移登记：税务联办，核对家庭住房',
    persona: 'tax',
    purpose: about('transfer', '契税和个人所得税审核'),
    query: `query Tax($parties: [CitizenId!]!, $unit: ID!, $caseNo: ID!) {
  persons(citizenIds: $parties) { name marriedOn(date: "2026-03-02") realEstate { location area buildingUse { name } } }
  realEstateUnit(code: $unit) { location area buildingUse { name } }
  case(caseNo: $caseNo) { state { name } materials { name received } }
}`,
    variables: { parties: ['buyer', 'buyer-wife'].map(numberFor), unit: unitFor('flat'), caseNo: numberOfCase('transfer') },
  },
  {
    name: 'transfer-at-centre',
    title: '不动产转移登记：政务服务中心代收，只核验和查材料',
    persona: 'service-centre',
    purpose: about('transfer-at-centre', '综合窗口收件'),
    query: `query AtCentre($claim: PersonClaim!, $caseNo: ID!, $matter: ID!) {
  verifyPerson(claim: $claim) { citizenId name }
  case(caseNo: $caseNo) { state { name } materials { name sourceKind { name } received } }
  matter(code: $matter) { name materials { code name required } }
}`,
    variables: {
      claim: { citizenId: numberFor('seller'), name: '陈志远' }, caseNo: numberOfCase('transfer-at-centre'),
      matter: matterCode(MATTER),
    },
  },
  {
    name: 'transfer-seized',
    title: '不动产转移登记：房屋已被查封',
    persona: 'natural-resources',
    purpose: about('transfer-seized', '审核存量房转移登记'),
    query: `query Seized($unit: ID!, $caseNo: ID!) {
  realEstateUnit(code: $unit) {
    ${UNIT}
  }
  case(caseNo: $caseNo) { state { name } process { step state { name } } }
}`,
    variables: { unit: unitFor('seized-flat'), caseNo: numberOfCase('transfer-seized') },
  },
]

const oneItem = (item: string) => `query ($number: CitizenId!) { person(citizenId: $number) { ${item} } }`

export const refusals: readonly RefusalExample[] = [
  {
    name: 'transfer-centre-too-much', title: '代收窗口不能查询不动产和姓名', persona: 'service-centre', purpose: about('transfer-at-centre', '综合窗口收件'),
    query: oneItem('name realEstate { location }'), variables: { number: numberFor('seller') },
    expected: [{ coordinate: 'Person.name', reason: 'VERIFY_ONLY' }, { coordinate: 'Person.realEstate', reason: 'NO_GRANT' }],
  },
  {
    name: 'transfer-tax-licences', title: '税务联办不需要证照', persona: 'tax', purpose: about('transfer', '契税审核'),
    query: oneItem('name licences { name }'), variables: { number: numberFor('buyer') },
    expected: [{ coordinate: 'Person.licences', reason: 'NO_GRANT' }],
  },
  {
    name: 'transfer-tax-household', title: '税务的户籍授权已经过期', persona: 'tax', purpose: about('transfer', '契税审核'),
    query: oneItem('name household { householdNo }'), variables: { number: numberFor('buyer') },
    expected: [{ coordinate: 'Person.household', reason: 'GRANT_EXPIRED' }],
  },
  {
    name: 'transfer-mobile', title: '登记机构的联系电话授权已被撤销', persona: 'natural-resources', purpose: about('transfer', '审核存量房转移登记'),
    query: oneItem('name mobile'), variables: { number: numberFor('seller') },
    expected: [{ coordinate: 'Person.mobile', reason: 'GRANT_REVOKED' }],
  },
  {
    name: 'transfer-buyer-housing', title: '买方名下不动产不属于登记审查', persona: 'natural-resources', purpose: about('transfer', '审核存量房转移登记'),
    query: oneItem('name realEstate { location }'), variables: { number: numberFor('buyer') },
    expected: [{ coordinate: 'Person.realEstate', reason: 'PARTY_ROLE_NOT_COVERED' }],
  },
]
