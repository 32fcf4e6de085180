import { matterCode } from '../matters.ts'
import { startupSubsidy } from './4-startup-subsidy.ts'
import { purposeOf } from './about.ts'
import { caseNoOf, named, numberOf } from './cast.ts'
import type { Example, RefusalExample } from './scenario.ts'

const { cases, organisations, people } = startupSubsidy
const MATTER = 'startup-subsidy'
const about = (example: string, reason: string) => purposeOf(MATTER, cases, example, reason)
const numberFor = (example: string) => numberOf(named(people, example))
const codeFor = (example: string) => named(organisations, example).creditCode
const numberOfCase = (example: string) => caseNoOf(MATTER, named(cases, example))

export const examples: readonly Example[] = [
  {
    name: 'subsidy',
    title: '创业补贴审核：申请人、企业、信用、监管、办件与事项，一问八库',
    persona: 'human-resources',
    purpose: about('subsidy', '审核一次性创业补贴'),
    query: `query Subsidy($applicant: CitizenId!, $company: CreditCode!, $caseNo: ID!, $matter: ID!) {
  person(citizenId: $applicant) {
    name isAlive registeredDivision { name } mobile
    licences { name state { name } face { title value } }
    credit { seriouslyDishonest }
    legalRepresentativeOf { name }
  }
  legalPerson(creditCode: $company) {
    name status { name } establishedOn legalRepresentative { id name } address { fullText } division { name }
    abnormalListings { reason includedOn removedOn }
    licences { name state { name } face { title value } }
    credit { seriouslyDishonest evaluation { grade { name } } commitments { content state { name } } }
    inspections { kind { name } authority { name } inspectedOn result { name } findings { description } rectification { state { name } } }
  }
  case(caseNo: $caseNo) { state { name } promisedBy materials { name received } }
  matter(code: $matter) { name promisedDays situations { title } }
}`,
    variables: {
      applicant: numberFor('graduate'), company: codeFor('startup'), caseNo: numberOfCase('subsidy'),
      matter: matterCode(MATTER),
    },
  },
  {
    name: 'subsidy-disabled',
    title: '创业补贴：残疾人创业情形，核对残疾人证是否有效',
    persona: 'human-resources',
    purpose: about('subsidy-disabled', '审核一次性创业补贴（残疾人创业）'),
    query: `query Disabled($applicant: CitizenId!, $caseNo: ID!) {
  person(citizenId: $applicant) { name licences { name state { name } validOn(date: "2026-02-12") } }
  case(caseNo: $caseNo) { state { name } materials { name licence { name state { name } } } }
}`,
    variables: { applicant: numberFor('disabled-graduate'), caseNo: numberOfCase('subsidy-disabled') },
  },
  {
    name: 'subsidy-abnormal',
    title: '创业补贴：企业被列入经营异常名录',
    persona: 'human-resources',
    purpose: about('subsidy-abnormal', '审核一次性创业补贴'),
    query: `query Abnormal($applicant: CitizenId!, $company: CreditCode!) {
  person(citizenId: $applicant) { name credit { seriouslyDishonest } }
  legalPerson(creditCode: $company) {
    name status { name } abnormalListings { reason includedOn removedOn authority { name } }
    inspections { kind { name } inspectedOn result { name } }
  }
}`,
    variables: { applicant: numberFor('abnormal-founder'), company: codeFor('abnormal-startup') },
  },
]

const oneItem = (item: string) => `query ($number: CitizenId!) { person(citizenId: $number) { ${item} } }`

export const refusals: readonly RefusalExample[] = [
  {
    name: 'subsidy-sheltered', title: '受人身安全保护的人：住址、电话不提供，其余照常', persona: 'human-resources',
    purpose: about('subsidy-sheltered', '审核一次性创业补贴'),
    query: oneItem('name isAlive registeredAddress mobile'), variables: { number: numberFor('sheltered') },
    expected: [{ coordinate: 'Person.registeredAddress', reason: 'WITHHELD' }, { coordinate: 'Person.mobile', reason: 'WITHHELD' }],
  },
  {
    name: 'subsidy-education', title: '文化程度的授权尚未生效', persona: 'human-resources', purpose: about('subsidy', '审核一次性创业补贴'),
    query: oneItem('name education { name }'), variables: { number: numberFor('graduate') },
    expected: [{ coordinate: 'Person.education', reason: 'GRANT_NOT_YET_VALID' }],
  },
  {
    name: 'subsidy-other-matter', title: '办件不属于所称事项', persona: 'human-resources',
    purpose: { ...about('subsidy', '审核'), matter: matterCode('old-age-allowance') },
    query: oneItem('name'), variables: { number: numberFor('graduate') },
    expected: [{ coordinate: 'Person.citizenId', reason: 'CASE_MATTER_MISMATCH' }],
  },
]
