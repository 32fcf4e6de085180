import { matterCode } from '../matters.ts'
import { foodLicence } from './6-food-licence.ts'
import { purposeOf } from './about.ts'
import { caseNoOf, named, numberOf } from './cast.ts'
import type { Example, RefusalExample } from './scenario.ts'

const { cases, organisations, people, units } = foodLicence
const MATTER = 'food-licence'
const about = (example: string, reason: string) => purposeOf(MATTER, cases, example, reason)
const numberFor = (example: string) => numberOf(named(people, example))
const codeFor = (example: string) => named(organisations, example).creditCode
const numberOfCase = (example: string) => caseNoOf(MATTER, named(cases, example))

export const examples: readonly Example[] = [
  {
    name: 'food',
    title: '食品经营许可：企业、人员、场所、检查与信用',
    persona: 'market-regulation',
    purpose: about('food', '审查食品经营许可申请'),
    query: `query Food($company: CreditCode!, $people: [CitizenId!]!, $premises: ID!, $caseNo: ID!, $matter: ID!) {
  legalPerson(creditCode: $company) {
    name status { name } scope bans { kind { name } to }
    licences { name state { name } face { title value } }
    inspections {
      kind { name } plannedOn inspectedOn result { name } note
      findings { description } unpublishedFindings { description severity { name } } rectification { dueOn state { name } }
    }
    credit { seriouslyDishonest penalties { docNo decidedOn } }
  }
  persons(citizenIds: $people) { name industryBans { kind { name } to } licences { name state { name } } }
  realEstateUnit(code: $premises) { location area buildingUse { name } holders { name legalPerson { name } } }
  case(caseNo: $caseNo) { state { name } parties { role { name } name } materials { name received } }
  matter(code: $matter) { name promisedDays }
}`,
    variables: {
      company: codeFor('restaurant'), people: ['restaurant-head', 'food-manager'].map(numberFor),
      premises: named(units, 'restaurant-premises').unitCode,
      caseNo: numberOfCase('food'), matter: matterCode(MATTER),
    },
  },
  {
    name: 'food-banned',
    title: '食品经营许可：拟任食品安全管理员在五年禁业期内',
    persona: 'market-regulation',
    purpose: about('food-banned', '审查食品经营许可申请'),
    query: `query Banned($manager: CitizenId!, $company: CreditCode!) {
  person(citizenId: $manager) { name industryBans { kind { name } from to decisionNo authority { name } } }
  legalPerson(creditCode: $company) {
    name credit { permits { certName validTo } penalties { violation content fineAmount } }
    inspections { plannedOn inspectedOn result { name } }
  }
}`,
    variables: { manager: numberFor('manager-under-ban'), company: codeFor('canteen') },
  },
  {
    name: 'food-elsewhere',
    title: '食品经营许可：异地代收，只核验和查材料',
    persona: 'neighbour-service-centre',
    purpose: about('food-elsewhere', '异地代收收件'),
    query: `query Elsewhere($claim: PersonClaim!, $company: CreditCode!, $caseNo: ID!, $matter: ID!) {
  verifyPerson(claim: $claim) { citizenId name }
  legalPerson(creditCode: $company) { name status { name } }
  case(caseNo: $caseNo) { state { name } materials { name received } }
  matter(code: $matter) { name handleScope { name } }
}`,
    variables: {
      claim: { citizenId: numberFor('canteen-head'), name: '梁启航' }, company: codeFor('canteen'),
      caseNo: numberOfCase('food-elsewhere'), matter: matterCode(MATTER),
    },
  },
  {
    name: 'food-self',
    title: '食品经营许可：企业在门户查看自己的证照和办件',
    persona: 'portal',
    subject: 'restaurant',
    purpose: about('food', '企业查询办件进度'),
    query: `query Own($company: CreditCode!, $caseNo: ID!, $matter: ID!) {
  legalPerson(creditCode: $company) {
    name status { name } licences { name state { name } face { title value } } cases(first: 5) { edges { node { state { name } } } }
  }
  case(caseNo: $caseNo) { state { name } promisedBy process { step state { name } } }
  matter(code: $matter) { name promisedDays }
}`,
    variables: { company: codeFor('restaurant'), caseNo: numberOfCase('food'), matter: matterCode(MATTER) },
  },
]

const oneItem = (item: string) => `query ($number: CitizenId!) { person(citizenId: $number) { ${item} } }`

export const refusals: readonly RefusalExample[] = [
  {
    name: 'food-agent', title: '代理人不受从业限制审查', persona: 'market-regulation', purpose: about('food', '核对代理人身份'),
    query: oneItem('name industryBans { to }'), variables: { number: numberFor('licence-agent') },
    expected: [{ coordinate: 'Person.industryBans', reason: 'PARTY_ROLE_NOT_COVERED' }],
  },
  {
    name: 'food-elsewhere-too-much', title: '异地代收不能查看证照', persona: 'neighbour-service-centre', purpose: about('food-elsewhere', '异地代收收件'),
    query: 'query ($company: CreditCode!) { legalPerson(creditCode: $company) { name licences { name } } }',
    variables: { company: codeFor('canteen') },
    expected: [{ coordinate: 'LegalPerson.licences', reason: 'NO_GRANT' }],
  },
  {
    name: 'food-self-manager', title: '企业经办人只能打开企业信息，打不开管理员的', persona: 'portal', subject: 'restaurant', purpose: about('food', '企业查询办件进度'),
    query: oneItem('name'), variables: { number: numberFor('food-manager') },
    expected: [{ coordinate: 'Person.citizenId', reason: 'MATTER_NOT_COVERED' }],
  },
]
