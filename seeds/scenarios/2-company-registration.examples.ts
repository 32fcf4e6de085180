import { matterCode } from '../matters.ts'
import { companyRegistration } from './2-company-registration.ts'
import { purposeOf } from './about.ts'
import { caseNoOf, named, numberOf } from './cast.ts'
import type { Example, RefusalExample } from './scenario.ts'

const { cases, organisations, people, units } = companyRegistration
const MATTER = 'company-registration'
const about = (example: string, reason: string) => purposeOf(MATTER, cases, example, reason)
const numberFor = (example: string) => numberOf(named(people, example))

export const examples: readonly Example[] = [
  {
    name: 'company-members',
    title: '公司设立登记：自然人股东兼法定代表人、法人股东、拟用名称',
    persona: 'market-regulation',
    purpose: about('company-setup', '审查公司设立登记申请'),
    query: `query Members($founder: CitizenId!, $investor: CreditCode!, $name: String!, $caseNo: ID!, $matter: ID!) {
  person(citizenId: $founder) { name isAlive mayBeLegalRep licences { name state { name } face { title value } } }
  legalPerson(creditCode: $investor) {
    name status { name } legalRepName credit { seriouslyDishonest } bans { kind { name } }
    licences { name number state { name } face { title value } }
  }
  checkName(name: $name) { isFree }
  case(caseNo: $caseNo) { state { name } parties { role { name } name } materials { name received } }
  matter(code: $matter) { name results { name licenceType { name } } }
}`,
    variables: {
      founder: numberFor('founder'), investor: named(organisations, 'investor').creditCode, name: '示例新芽科技有限公司',
      caseNo: caseNoOf(MATTER, named(cases, 'company-setup')), matter: matterCode(MATTER),
    },
  },
  {
    name: 'company-premises',
    title: '公司设立登记：住所是谁的，是否可用于经营',
    persona: 'market-regulation',
    purpose: about('company-setup', '核对住所使用证明'),
    query: `query Premises($unit: ID!, $landlord: CitizenId!) {
  realEstateUnit(code: $unit) {
    location buildingUse { name } status { name } address { fullText division { name } }
    holders { name person { id name } }
  }
  person(citizenId: $landlord) { name licences { name number state { name } face { title value } } }
}`,
    variables: { unit: named(units, 'premises').unitCode, landlord: numberFor('landlord') },
  },
  {
    name: 'company-barred',
    title: '公司设立登记：拟任法定代表人受任职限制',
    persona: 'market-regulation',
    purpose: about('company-barred', '审查公司设立登记申请'),
    query: `query Barred($founder: CitizenId!, $firm: CreditCode!) {
  person(citizenId: $founder) { name mayBeLegalRep }
  legalPerson(creditCode: $firm) { name status { name } legalRepName abnormalListings { reason includedOn } credit { seriouslyDishonest } }
}`,
    variables: { founder: numberFor('barred-founder'), firm: named(organisations, 'revoked-firm').creditCode },
  },
]

const oneItem = (item: string) => `query ($number: CitizenId!) { person(citizenId: $number) { ${item} } }`

export const refusals: readonly RefusalExample[] = [
  {
    name: 'company-marriage', title: '设立公司与股东的婚姻状况无关', persona: 'market-regulation', purpose: about('company-setup', '审查公司设立登记申请'),
    query: oneItem('name marital { name } household { householdNo }'), variables: { number: numberFor('founder') },
    expected: [{ coordinate: 'Person.marital', reason: 'NO_GRANT' }, { coordinate: 'Person.household', reason: 'NO_GRANT' }],
  },
  {
    name: 'company-agent', title: '代理人不受任职资格审查', persona: 'market-regulation', purpose: about('company-setup', '核对代理人身份'),
    query: oneItem('name mayBeLegalRep'), variables: { number: numberFor('registration-agent') },
    expected: [{ coordinate: 'Person.mayBeLegalRep', reason: 'PARTY_ROLE_NOT_COVERED' }],
  },
  {
    name: 'company-landlord-wife', title: '房东的配偶不是当事人', persona: 'market-regulation', purpose: about('company-setup', '核对住所使用证明'),
    query: oneItem('name'), variables: { number: numberFor('landlord-wife') },
    expected: [{ coordinate: 'Query.person', reason: 'SUBJECT_NOT_PARTY' }],
  },
]
