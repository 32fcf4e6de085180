import { matterCode } from '../matters.ts'
import { SISTER_AT_THE_WINDOW } from '../personas.ts'
import { allowance } from './1-old-age-allowance.ts'
import { purposeOf } from './about.ts'
import { caseNoOf, identifierOf, named, numberOf } from './cast.ts'
import type { Example, RefusalExample } from './scenario.ts'

const { cases, licences, organisations, people } = allowance
const MATTER = 'old-age-allowance'
const about = (example: string, reason: string) => purposeOf(MATTER, cases, example, reason)
const numberFor = (example: string) => numberOf(named(people, example))
const numberOfCase = (example: string) => caseNoOf(MATTER, named(cases, example))

export const examples: readonly Example[] = [
  {
    name: 'first',
    title: '高龄津贴审核：事项、办件、申请人、证照、信用和所住养老机构，一问八库',
    persona: 'civil-affairs',
    purpose: about('allowance', '审核高龄津贴申请'),
    query: `query First($applicant: CitizenId!, $caseNo: ID!, $matter: ID!, $careHome: CreditCode!) {
  matter(code: $matter) { name promisedDays agency { name } materials { name alternatives { evidences { licenceType { name } } } } }
  case(caseNo: $caseNo) {
    state { name } appliedAt agencies { role { name } agency { name } } parties { role { name } name } materials { name received }
  }
  person(citizenId: $applicant) {
    name isAlive ageAtLeast(years: 80) mobile
    registeredDivision { name fullName }
    licences { name state { name } validTo face { title value } }
    credit { seriouslyDishonest }
  }
  legalPerson(creditCode: $careHome) {
    name status { name } address { fullText }
    credit { seriouslyDishonest }
    inspections(first: 3) { inspectedOn result { name } findings { description } rectification { state { name } } }
  }
}`,
    variables: {
      applicant: numberFor('old-man'), caseNo: numberOfCase('allowance'), matter: matterCode(MATTER),
      careHome: named(organisations, 'care-home').creditCode,
    },
  },
  {
    name: 'allowance-materials',
    title: '高龄津贴：哪些材料已有证照或数据，不必提交',
    persona: 'civil-affairs',
    purpose: about('allowance', '核对申请材料'),
    query: `query Materials($matter: ID!) {
  materialsFor(matter: $matter, situation: "AGENT") {
    code name verdict
    alternatives { verdict evidences { licenceType { name } verdict answers { role { name } verdict licence state { name } validTo trustGrade items } } }
  }
}`,
    variables: { matter: matterCode(MATTER) },
  },
  {
    name: 'allowance-copy',
    title: '高龄津贴：依职权制作居民身份证加注件，代替纸质材料',
    persona: 'civil-affairs',
    purpose: about('allowance', '审核高龄津贴申请'),
    query: `mutation Copy($case: ID!, $licences: [LicenceIdentifier!]) {
  createLicenceCopy(input: { case: $case, licences: $licences, reason: "审核高龄津贴申请" }) {
    number state { name } basis { name } agency { name } matter { name } types { name } expiresAt watermark address addressExpiresAt
  }
}`,
    variables: { case: numberOfCase('allowance'), licences: [identifierOf(named(licences, 'old-man-card'))] },
  },
  {
    name: 'allowance-agent',
    title: '高龄津贴：核对代办人身份',
    persona: 'civil-affairs',
    purpose: about('allowance', '核对代办人身份'),
    query: `query Agent($agent: CitizenId!, $caseNo: ID!) {
  person(citizenId: $agent) { name licences { name state { name } issuerName face { title value } } }
  case(caseNo: $caseNo) { parties { role { name } name person { id name } } }
}`,
    variables: { agent: numberFor('daughter'), caseNo: numberOfCase('allowance') },
  },
  {
    name: 'allowance-received',
    title: '高龄津贴：街道收件，核验身份并查看材料是否齐全',
    persona: 'street-office',
    purpose: about('allowance', '窗口收件'),
    query: `query Received($claim: PersonClaim!, $caseNo: ID!, $matter: ID!) {
  verifyPerson(claim: $claim) { citizenId name }
  case(caseNo: $caseNo) { state { name } materials { name sourceKind { name } received } }
  matter(code: $matter) { name materials { code name required } }
}`,
    variables: { claim: { citizenId: numberFor('old-man'), name: '张大山' }, caseNo: numberOfCase('allowance'), matter: matterCode(MATTER) },
  },
  {
    name: 'alive-check',
    title: '年度资格核验：名册内人员是否健在、是否满80周岁',
    persona: 'civil-affairs',
    purpose: about('alive-check', '2026年度高龄津贴领取资格核验'),
    query: `query AliveCheck($holders: [CitizenId!]!, $matter: ID!) {
  persons(citizenIds: $holders) { id isAlive ageAtLeast(years: 80) }
  matter(code: $matter) { name agency { name } }
}`,
    variables: { holders: ['old-man', 'holder', 'holder-wife', 'dead-holder'].map(numberFor), matter: matterCode(MATTER) },
  },
  {
    name: 'allowance-dead',
    title: '高龄津贴：申请人已去世的在办件',
    persona: 'civil-affairs',
    purpose: about('allowance-dead', '审核高龄津贴申请'),
    query: `query Dead($applicant: CitizenId!, $caseNo: ID!) {
  person(citizenId: $applicant) { name isAlive ageAtLeast(years: 80) }
  case(caseNo: $caseNo) { state { name } }
}`,
    variables: { applicant: numberFor('dead-applicant'), caseNo: numberOfCase('allowance-dead') },
  },
  {
    name: 'explain',
    title: '事先询问：哪些信息项可以查询、为什么不可以，以及缺少的授权怎样申请',
    persona: 'civil-affairs',
    purpose: about('allowance', '核对接口授权'),
    query: `query Explain($operation: String!, $variables: JSON, $purpose: PurposeInput) {
  explainAccess(operation: $operation, variables: $variables, purpose: $purpose) {
    outcome
    items {
      coordinate title paths disclosure basis grants refusal { reason remedy messageZh } byStanding { standing disclosure } slices { item disclosure }
    }
    drafts { provider input notes { messageZh } }
    notes { messageZh }
  }
}`,
    variables: {
      operation: 'query ($applicant: CitizenId!) { person(citizenId: $applicant) { name mobile birthDate household { householdNo } licences { name number } } }',
      variables: { applicant: numberFor('old-man') },
      purpose: about('allowance', '审核高龄津贴申请'),
    },
  },
]

const oneItem = (item: string) => `query ($number: CitizenId!) { person(citizenId: $number) { ${item} } }`

export const refusals: readonly RefusalExample[] = [
  {
    name: 'allowance-too-much', title: '高龄津贴不需要民族和户籍成员', persona: 'civil-affairs', purpose: about('allowance', '审核高龄津贴申请'),
    query: oneItem('name nation { name } household { householdNo }'), variables: { number: numberFor('old-man') },
    expected: [{ coordinate: 'Person.nation', reason: 'NO_GRANT' }, { coordinate: 'Person.household', reason: 'NO_GRANT' }],
  },
  {
    name: 'allowance-agent-household', title: '代办人自己的户籍和情况不因代办而公开', persona: 'civil-affairs', purpose: about('allowance', '核对代办人身份'),
    query: oneItem('name isAlive household { members { relation { name } } }'), variables: { number: numberFor('daughter') },
    expected: [{ coordinate: 'Person.isAlive', reason: 'PARTY_ROLE_NOT_COVERED' }, { coordinate: 'Person.household', reason: 'NO_GRANT' }],
  },
  {
    name: 'allowance-birthday', title: '年龄只能问是否满80周岁，不能逐岁试探', persona: 'civil-affairs', purpose: about('allowance', '审核高龄津贴申请'),
    query: oneItem('isAlive ageAtLeast(years: 84)'), variables: { number: numberFor('old-man') },
    expected: [{ coordinate: 'Person.ageAtLeast', reason: 'NO_GRANT' }],
  },
  {
    name: 'allowance-sister', title: '经办人是申请人的妹妹，应当回避', persona: SISTER_AT_THE_WINDOW, purpose: about('allowance-sister', '审核高龄津贴申请'),
    query: oneItem('name'), variables: { number: numberFor('sister-applicant') },
    expected: [{ coordinate: 'Query.person', reason: 'OPERATOR_IS_SUBJECT' }],
  },
  {
    name: 'allowance-closed', title: '已办结的办件不能再作为使用目的', persona: 'civil-affairs', purpose: about('allowance-closed', '复查'),
    query: oneItem('name'), variables: { number: numberFor('holder') },
    expected: [{ coordinate: 'Person.citizenId', reason: 'CASE_CLOSED' }],
  },
  {
    name: 'allowance-unproven', title: '尚无本人办事证明的办件，只给核验和脱敏', persona: 'civil-affairs', purpose: about('allowance-unproven', '审核高龄津贴申请'),
    query: oneItem('name isAlive'), variables: { number: numberFor('holder-wife') },
    expected: [{ coordinate: 'Person.isAlive', reason: 'CASE_UNPROVEN' }],
  },
  {
    name: 'allowance-received-too-much', title: '收件窗口只能核验姓名，不能查询', persona: 'street-office', purpose: about('allowance', '窗口收件'),
    query: oneItem('name isAlive'), variables: { number: numberFor('old-man') },
    expected: [{ coordinate: 'Person.name', reason: 'VERIFY_ONLY' }, { coordinate: 'Person.isAlive', reason: 'NO_GRANT' }],
  },
  {
    name: 'allowance-outsider', title: '无关系统没有该办件', persona: 'outsider', purpose: about('allowance', '查询'),
    query: oneItem('name'), variables: { number: numberFor('old-man') },
    expected: [{ coordinate: 'Person.citizenId', reason: 'CASE_NOT_YOURS' }],
  },
  {
    name: 'allowance-sealed', title: '身份保密的人如同不存在', persona: 'civil-affairs', purpose: about('allowance-sealed', '审核高龄津贴申请'),
    query: oneItem('name isAlive'), variables: { number: numberFor('sealed-witness') }, expected: [], silent: ['person'],
  },
]
