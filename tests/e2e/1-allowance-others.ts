import { formatCaseNumber } from '#platform/identifiers'
import { expect, it } from 'vitest'
import { matterCode } from '../../seeds/matters.ts'
import { type Allowance, ALLOWANCE, purpose } from './1-allowance.ts'
import { caseNo, hops, numberOf, refusals, under, withoutTrace } from './story.ts'

/** Who else asks, and when a case opens its applicant. */
export function allowanceOthers({ ask, about }: Allowance): void {
  it('gives the street office that receives for civil affairs verdicts and the status of materials, nothing to read', async () => {
    const read = await about('street-office', 'old-man', purpose)
    expect(read.data).toEqual({ person: null })
    expect(refusals(read)).toContain('person.name: Person.name VERIFY_ONLY')
    expect(refusals(read)).toContain('person.isAlive: Person.isAlive NO_GRANT')
    expect(refusals(read)).toContain('person.licences: Person.licences NO_GRANT')
    expect(hops(read)).toEqual([])

    const status = await ask({
      persona: 'street-office',
      purpose,
      query: `query ($claim: PersonClaim!, $caseNo: ID!) {
        verifyPerson(claim: $claim) { citizenId name registeredAddress }
        case(caseNo: $caseNo) {
          state { name } summary parties { name } materials { name received licence { name } }
        }
      }`,
      variables: {
        claim: {
          citizenId: numberOf('old-man'), name: '张大山',
          registeredAddress: '示例省示例市示例区示例街道示例社区示例湖路1号示例花园1栋1单元102室',
        },
        caseNo: caseNo('allowance'),
      },
    })
    const received = (name: string) => ({ name, received: true, licence: null })
    expect(status.data).toEqual({
      verifyPerson: { citizenId: 'MATCH', name: 'MATCH', registeredAddress: 'MATCH' },
      case: {
        state: { name: '办理中' }, summary: null, parties: null,
        materials: ['申请人居民身份证', '申请人居民户口簿', '申请人社会保障卡', '高龄津贴申请表', '授权委托书', '代办人居民身份证'].map(received),
      },
    })
    expect(refusals(status)).toEqual([
      'case.summary: Case.summary NO_GRANT', 'case.parties: Case.parties NO_GRANT',
      'case.materials: CaseMaterial.licence NO_GRANT',
    ])
  })

  it.each([
    ['an agency outside the case', 'outsider', purpose, 'CASE_NOT_YOURS'],
    ['another department', 'human-resources', purpose, 'CASE_NOT_YOURS'],
    ['the department itself without a purpose', 'civil-affairs', undefined, 'PURPOSE_REQUIRED'],
    ['the department with a matter and no case', 'civil-affairs', under(ALLOWANCE), 'PURPOSE_REQUIRED'],
    [
      'the department for another matter', 'civil-affairs',
      { ...purpose, matter: matterCode('startup-subsidy') }, 'CASE_MATTER_MISMATCH',
    ],
    ['the portal on behalf of nobody', 'portal', purpose, 'NETWORK_ZONE'],
  ] as const)('refuses %s the whole person, and asks no library', async (_who, persona, why, reason) => {
    const answer = await about(persona, 'old-man', why)
    expect(answer.data).toEqual({ person: null })
    expect(refusals(answer)).toEqual([`person: Person.citizenId ${reason}`])
    expect(hops(answer)).toEqual([])
  })

  it('ends with the case: once it is closed, its applicant is closed too', async () => {
    const answer = await about('civil-affairs', 'holder', under(ALLOWANCE, 'allowance-closed'))
    expect(answer.data).toEqual({ person: null })
    expect(refusals(answer)).toEqual(['person: Person.citizenId CASE_CLOSED'])
  })

  it('tells a case of somebody else from a case that does not exist by not one byte', async () => {
    const matter = matterCode('startup-subsidy')
    const theirs = await about('civil-affairs', 'graduate', under('startup-subsidy', 'subsidy'))
    const nobodys = await about('civil-affairs', 'graduate', {
      matter, reason: '办理', case: formatCaseNumber({
        implementationCode: matter, date: '2026-02-10', sequence: 999_999,
      }),
    })
    expect(refusals(theirs)).toEqual(['person: Person.citizenId CASE_NOT_YOURS'])
    expect(withoutTrace(theirs)).toBe(withoutTrace(nobodys))

    const read = (number: string) => ask({
      persona: 'civil-affairs', purpose, query: `query ($caseNo: ID!) {
        case(caseNo: $caseNo) { summary state { name } parties { name } }
      }`, variables: { caseNo: number },
    })
    const another = await read(caseNo('subsidy'))
    expect(another.data).toEqual({ case: null })
    expect(another.refused).toEqual([])
    expect(withoutTrace(another)).toBe(withoutTrace(await read('99999999-unknown')))
  })

  it('gives masks and verdicts only while nothing proves that the applicant started the case', async () => {
    const answer = await ask({
      persona: 'civil-affairs',
      purpose: under(ALLOWANCE, 'allowance-unproven'),
      query: `query ($id: CitizenId!, $caseNo: ID!) {
        person(citizenId: $id) {
          name mobile isAlive ageAtLeast(years: 80) residenceAddress credit { seriouslyDishonest }
          licences { name }
        }
        verifyPerson(claim: { citizenId: $id }) { citizenId }
        case(caseNo: $caseNo) { state { name } }
      }`,
      variables: { id: numberOf('holder-wife'), caseNo: caseNo('allowance-unproven') },
    })
    expect(answer.data).toEqual({
      person: {
        name: '郑**', mobile: '199****0012', isAlive: null, ageAtLeast: null,
        residenceAddress: '示例省示例市示例区示例街道***', credit: null, licences: null,
      },
      verifyPerson: { citizenId: 'MATCH' },
      case: null,
    })
    expect(refusals(answer)).toEqual([
      'person.isAlive: Person.isAlive CASE_UNPROVEN',
      'person.ageAtLeast: Person.ageAtLeast CASE_UNPROVEN',
      'person.credit: Person.credit CASE_UNPROVEN',
      'person.licences: Person.licences CASE_UNPROVEN',
      'case.state: Case.state CASE_UNPROVEN',
    ])
  })

  it('finds out that an applicant is dead', async () => {
    const answer = await ask({
      persona: 'civil-affairs',
      purpose: under(ALLOWANCE, 'allowance-dead'),
      query: `query ($id: CitizenId!) { person(citizenId: $id) { name isAlive ageAtLeast(years: 80) } }`,
      variables: { id: numberOf('dead-applicant') },
    })
    expect(answer.data).toEqual({ person: { name: '孙福田', isAlive: false, ageAtLeast: true } })
  })

  it('closes the applicant to the operator who is her sister, and opens her to a colleague', async () => {
    const purpose = under(ALLOWANCE, 'allowance-sister')
    const question = {
      purpose, query: `query ($id: CitizenId!) {
        person(citizenId: $id) { name mobile }
      }`, variables: { id: numberOf('sister-applicant') },
    }
    const sister = await ask({ persona: 'civil-affairs-sister', ...question })
    expect(sister.data).toEqual({ person: null })
    expect(refusals(sister)).toEqual(['person: Query.person OPERATOR_IS_SUBJECT'])
    expect(hops(sister)).toEqual([])
    const colleague = await ask({ persona: 'civil-affairs', ...question })
    expect(colleague.data).toEqual({ person: { name: '周秀兰', mobile: '199****0007' } })

    const file = await ask({
      persona: 'civil-affairs-sister', purpose, query: `query ($caseNo: ID!) {
        case(caseNo: $caseNo) { summary parties { name person { name } } }
      }`,
      variables: { caseNo: caseNo('allowance-sister') },
    })
    expect(file.text).not.toContain('周秀兰')
    const claim = await ask({
      persona: 'civil-affairs-sister', purpose, query: `query ($id: CitizenId!) {
        verifyPerson(claim: { citizenId: $id }) { citizenId }
      }`,
      variables: question.variables,
    })
    expect(claim.data).toEqual({ verifyPerson: null })
    expect(refusals(claim)).toEqual(['verifyPerson: Query.verifyPerson OPERATOR_IS_SUBJECT'])
  })
}
