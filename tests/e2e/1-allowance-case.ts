import { expect, it } from 'vitest'
import { matterCode } from '../../seeds/matters.ts'
import { type Allowance, ALLOWANCE, purpose } from './1-allowance.ts'
import { caseNo, hops, numberOf, refusals } from './story.ts'

/** What civil affairs is told under the case, and of whom. */
export function allowanceCase({ ask, about }: Allowance): void {
  it('tells civil affairs under the case exactly what the allowance is decided on', async () => {
    const answer = await ask({
      persona: 'civil-affairs',
      purpose,
      query: `query Allowance($id: CitizenId!, $caseNo: ID!) {
        person(citizenId: $id) {
          name isAlive ageAtLeast(years: 80) mobile residenceAddress
          registeredDivision { code fullName }
          credit { seriouslyDishonest }
          licences { name number validTo state { name } face { title value } }
        }
        case(caseNo: $caseNo) {
          kind { code } summary open promisedBy state { name } handlingDivision { name }
          matter { name promisedDays }
          agencies { agency { name } role { code } }
          parties { role { code } name person { name licences { name } } }
          materials { name received sourceKind { code } licence { name } }
          process { step state { name } agency { name } }
        }
      }`,
      variables: { id: numberOf('old-man'), caseNo: caseNo('allowance') },
    })
    expect(answer.data).toEqual({
      person: {
        name: '张大山', isAlive: true, ageAtLeast: true, mobile: '199****0001',
        residenceAddress: '示例省示例市示例区示例街道示例社区示例路21号',
        registeredDivision: { code: '990101001001', fullName: '示例省示例市示例区示例街道示例社区居委会' },
        credit: { seriouslyDishonest: false },
        licences: [
          {
            name: '社会保障卡', number: 'SB990101000101', validTo: '2031-01-07', state: { name: '有效' },
            face: [
              { title: '开户银行', value: '示例银行示例支行' }, { title: '社会保障卡银行账号', value: '6299000000000010101' },
            ],
          },
          {
            name: '居民身份证', number: null, validTo: null, state: { name: '有效' },
            face: [{ title: '姓名', value: '张大山' }],
          },
          {
            name: '居民户口簿', number: 'HK9901010001', validTo: null, state: { name: '有效' },
            face: [
              { title: '户别', value: '家庭户' },
              { title: '住址', value: '示例省示例市示例区示例街道示例社区示例湖路1号示例花园1栋1单元102室' },
            ],
          },
        ],
      },
      case: {
        kind: { code: 'APPLICATION' }, summary: '高龄津贴申请（委托代办）', open: true,
        promisedBy: '2026-03-12T17:00:00.000+08:00',
        state: { name: '办理中' }, handlingDivision: { name: '示例区' },
        matter: { name: '高龄津贴发放', promisedDays: 22 },
        agencies: [
          { agency: { name: '示例区民政局' }, role: { code: 'DECIDING' } },
          { agency: { name: '示例区示例街道办事处' }, role: { code: 'RECEIVING' } },
        ],
        parties: [
          {
            role: { code: 'APPLICANT' }, name: '张大山',
            person: { name: '张大山', licences: [{ name: '社会保障卡' }, { name: '居民身份证' }, { name: '居民户口簿' }] },
          },
          {
            role: { code: 'AGENT' }, name: '张小河', person: { name: '张小河', licences: [{ name: '居民身份证' }] },
          },
        ],
        materials: [
          {
            name: '申请人居民身份证', received: true, sourceKind: { code: 'LICENCE' }, licence: { name: '居民身份证' },
          },
          {
            name: '申请人居民户口簿', received: true, sourceKind: { code: 'LICENCE' }, licence: { name: '居民户口簿' },
          },
          {
            name: '申请人社会保障卡', received: true, sourceKind: { code: 'LICENCE' }, licence: { name: '社会保障卡' },
          },
          { name: '高龄津贴申请表', received: true, sourceKind: { code: 'SHARED' }, licence: null },
          { name: '授权委托书', received: true, sourceKind: { code: 'UPLOAD' }, licence: null },
          {
            name: '代办人居民身份证', received: true, sourceKind: { code: 'LICENCE' }, licence: { name: '居民身份证' },
          },
        ],
        process: [
          { step: '收件', state: { name: '已办' }, agency: { name: '示例区示例街道办事处' } },
          { step: '受理', state: { name: '已办' }, agency: { name: '示例区民政局' } },
          { step: '审查', state: { name: '待办' }, agency: { name: '示例区民政局' } },
        ],
      },
    })
    expect(answer.refused).toEqual([])
    expect(answer.extensions['disclosure']).toContainEqual({
      path: ['person', 'mobile'], item: 'Person.mobile', masked: true, partly: false,
    })
  })

  it('refuses civil affairs everything else about the applicant, item by item', async () => {
    const answer = await ask({
      persona: 'civil-affairs',
      purpose,
      query: `query ($id: CitizenId!) { person(citizenId: $id) {
        name citizenId registeredAddress birthDate household { householdNo } relations { person { name } }
        protection { code }
        at79: ageAtLeast(years: 79) at80: ageAtLeast(years: 80) credit { listings { reason } }
        legalRepresentativeOf { name }
      } }`,
      variables: { id: numberOf('old-man') },
    })
    expect(answer.data).toEqual({
      person: {
        name: '张大山', citizenId: null, registeredAddress: null, birthDate: null, household: null,
        relations: null, protection: null,
        at79: null, at80: true, credit: null, legalRepresentativeOf: null,
      },
    })
    expect(refusals(answer)).toEqual([
      'person.citizenId: Person.citizenId VERIFY_ONLY',
      'person.registeredAddress: Person.registeredAddress VERIFY_ONLY',
      'person.birthDate: Person.birthDate NO_GRANT',
      'person.household: Person.household NO_GRANT',
      'person.relations: Person.relations NO_GRANT',
      'person.protection: Person.protection WITHHELD',
      'person.at79: Person.ageAtLeast NO_GRANT',
      'person.credit.listings: PersonCredit.listings NO_GRANT',
      'person.legalRepresentativeOf: Person.legalRepresentativeOf NO_GRANT',
    ])
    expect(answer.refused[0]).toMatchObject({
      code: 'FORBIDDEN', remedy: 'ASK_HOLDER', resource: '101001/000001', item: '公民身份号码',
      messageZh: '公民身份号码：仅可核验，不可查询',
    })
    expect(answer.refused[3]).toMatchObject({
      remedy: 'APPLY', apply: `/console/apply?item=Person.household&matter=${matterCode(ALLOWANCE)}`,
    })
  })

  it('lets civil affairs compare what the applicant wrote with what the library knows', async () => {
    const answer = await ask({
      persona: 'civil-affairs',
      purpose,
      query: `query ($claim: PersonClaim!) {
        verifyPerson(claim: $claim) { citizenId registeredAddress }
      }`,
      variables: { claim: {
        citizenId: numberOf('old-man'), registeredAddress: '示例省示例市示例区示例街道示例社区示例湖路9号',
      } },
    })
    expect(answer.data).toEqual({ verifyPerson: { citizenId: 'MATCH', registeredAddress: 'MISMATCH' } })
  })

  it('opens of the agent her name and identity card, and never her household', async () => {
    const answer = await about('civil-affairs', 'daughter', purpose)
    expect(answer.data).toEqual({
      person: {
        name: '张小河', isAlive: null, ageAtLeast: null, mobile: null, registeredDivision: null,
        registeredAddress: null, residenceAddress: null,
        household: null, relations: null, credit: null,
        licences: [{
          name: '居民身份证', number: null, state: { name: '有效' }, face: [{ title: '姓名', value: '张小河' }],
        }],
      },
    })
    expect(refusals(answer)).toEqual([
      'person.isAlive: Person.isAlive PARTY_ROLE_NOT_COVERED',
      'person.ageAtLeast: Person.ageAtLeast PARTY_ROLE_NOT_COVERED',
      'person.mobile: Person.mobile PARTY_ROLE_NOT_COVERED',
      'person.registeredDivision: Person.registeredDivision PARTY_ROLE_NOT_COVERED',
      'person.registeredAddress: Person.registeredAddress PARTY_ROLE_NOT_COVERED',
      'person.residenceAddress: Person.residenceAddress PARTY_ROLE_NOT_COVERED',
      'person.household: Person.household NO_GRANT',
      'person.relations: Person.relations NO_GRANT',
      'person.credit: Person.credit PARTY_ROLE_NOT_COVERED',
      'person.licences: Licence.number PARTY_ROLE_NOT_COVERED',
    ])
    const throughTheCase = await ask({
      persona: 'civil-affairs',
      purpose,
      query: `query ($caseNo: ID!) {
        case(caseNo: $caseNo) {
          parties {
            name person { household { members { person { name } } } relations { person { name } } }
          }
        }
      }`,
      variables: { caseNo: caseNo('allowance') },
    })
    expect(throughTheCase.data).toEqual({ case: { parties: [
      { name: '张大山', person: null }, { name: '张小河', person: null },
    ] } })
    expect(refusals(throughTheCase)).toEqual([
      'case.parties: Person.household NO_GRANT', 'case.parties: Person.relations NO_GRANT',
    ])
  })

  it.each(['old-wife', 'daughter-husband', 'daughter-son', 'founder'])('knows %s as a stranger, related or not', async (example) => {
    const answer = await about('civil-affairs', example, purpose)
    expect(answer.data).toEqual({ person: null })
    expect(refusals(answer)).toEqual(['person: Query.person SUBJECT_NOT_PARTY'])
    expect(hops(answer)).toEqual([])
  })
}
