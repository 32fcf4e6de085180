import { formatCaseNumber } from '#platform/identifiers'
import { describe, expect, it } from 'vitest'
import { typeCode } from '../../seeds/licence-types.ts'
import { matterCode } from '../../seeds/matters.ts'
import type { Answer, Question, TestHub } from '../harness/hub.ts'
import { caseNo, hops, licenceOf, numberOf, refusals, under, withoutTrace } from './story.ts'

const ALLOWANCE = 'old-age-allowance'

/** Scenario 1, told against an open hub. */
export function oldAgeAllowance(hub: () => TestHub): void {
  const told: string[] = []

  async function ask(question: Question): Promise<Answer> {
    const answer = await hub().ask(question)
    told.push(withoutTrace(answer))
    return answer
  }

  const ABOUT = `query About($id: CitizenId!) {
    person(citizenId: $id) {
      name isAlive ageAtLeast(years: 80) mobile registeredDivision { name } registeredAddress
      residenceAddress
      household { householdNo address members { person { name } } }
      relations { relation { name } person { name } }
      credit { seriouslyDishonest }
      licences { name number state { name } face { title value } }
    }
  }`
  const about = (persona: string, example: string, purpose?: Question['purpose']) =>
    ask({
      persona, query: ABOUT, variables: { id: numberOf(example) },
      ...(purpose === undefined ? {} : { purpose }),
    })

  describe('Scenario 1: the old-age allowance of 张大山, whose daughter applies for him', () => {
    const purpose = under(ALLOWANCE, 'allowance')

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

    it('never shows the driving licence and the disability certificate of the applicant, by whatever way it is asked', async () => {
      const everyWay = await ask({
        persona: 'civil-affairs',
        purpose,
        query: `query (
          $id: CitizenId!, $caseNo: ID!, $driving: ID!, $disability: ID!, $one: LicenceIdentifier!, $other: LicenceIdentifier!
        ) {
          person(citizenId: $id) {
            all: licences { identifier name number type { code name } face { name title value } }
            driving: licences(type: $driving) { identifier name }
            disability: licences(type: $disability) { identifier name }
            valid: licences(validOn: "2026-03-02") { identifier name }
          }
          case(caseNo: $caseNo) {
            parties { person { licences { identifier name type { name } face { value } } } }
            materials { licence { identifier name } }
          }
          driving: licence(identifier: $one) { identifier name state { name } }
          disability: licence(identifier: $other) { identifier name state { name } }
        }`,
        variables: {
          id: numberOf('old-man'), caseNo: caseNo('allowance'), driving: typeCode('driving-licence'),
          disability: typeCode('disability-certificate'),
          one: licenceOf('old-man-driving'), other: licenceOf('old-man-disability'),
        },
      })
      expect(everyWay.data).toMatchObject({
        person: { driving: [], disability: [] }, driving: null, disability: null,
      })
      expect(everyWay.data.person.all).toHaveLength(3)
      expect(everyWay.data.person.valid).toHaveLength(3)
      const never = [
        '机动车驾驶证', '残疾人证', 'JS990101000101', 'CJ990101000101', 'C1', '听力', '990100010101',
        typeCode('driving-licence'), typeCode('disability-certificate'), licenceOf('old-man-driving'),
        licenceOf('old-man-disability'),
      ]
      for (const value of never) expect(told.filter((text) => text.includes(value))).toEqual([])
    })

    it('reads a licence that is not granted as one that does not exist', async () => {
      const read = (identifier: string) => ask({
        persona: 'civil-affairs', purpose, query: `query ($identifier: LicenceIdentifier!) {
          licence(identifier: $identifier) { name number state { name } }
        }`,
        variables: { identifier },
      })
      const notGranted = await read(licenceOf('old-man-driving'))
      expect(notGranted.data).toEqual({ licence: null })
      expect(notGranted.refused).toEqual([])
      expect(withoutTrace(notGranted)).toBe(withoutTrace(await read(licenceOf('founder-card'))))
    })

    it('never names the family of the agent or the wife of the applicant', () => {
      for (const name of ['王建坪', '王子辰', '李玉珍']) expect(told.filter((text) => text.includes(name))).toEqual([])
    })
  })
}
