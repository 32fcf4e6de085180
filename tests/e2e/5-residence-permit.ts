import { describe, expect, it } from 'vitest'
import type { Answer, Question, TestHub } from '../harness/hub.ts'
import { caseNo, hops, licenceOf, numberOf, refusals, under, withoutTrace } from './story.ts'

const PERMIT = 'residence-permit'

const PERSON = `query Person($id: CitizenId!) {
  person(citizenId: $id) {
    name isAlive registeredDivision { code name } residenceDivision { code name } residenceAddress
    residenceRegisteredOn
    licences { name number validTo validOn(date: "2026-03-02") state { name } face { title value } }
  }
}`

const LIVES_HERE = {
  registeredDivision: { code: '990201001001', name: '邻例社区居委会' },
  residenceDivision: { code: '990101001001', name: '示例社区居委会' },
}
const FLAT = '示例省示例市示例区示例街道示例社区示例路9号示例花园9栋2单元401室'

/** Scenario 5 and 5b, told against an open hub. */
export function residencePermit(hub: () => TestHub): void {
  const ask = (question: Question): Promise<Answer> => hub().ask(question)
  const person = (persona: string, example: string, inCase: string, more: Partial<Question> = {}) =>
    ask({
      persona, purpose: under(PERMIT, inCase), query: PERSON, variables: { id: numberOf(example) }, ...more,
    })

  describe('Scenario 5: the residence permit of 马一鸣, who is registered in another city', () => {
    const purpose = under(PERMIT, 'permit')

    it('tells the police where he is registered, where he lives and since when, and whose flat it is', async () => {
      const answer = await ask({
        persona: 'public-security',
        purpose,
        query: `query Permit($id: CitizenId!, $caseNo: ID!) {
          person(citizenId: $id) {
            name isAlive registeredDivision { code name } residenceDivision { code name } residenceAddress
            residenceRegisteredOn
            residence { fullText street doorNo }
            licences { name validTo validOn(date: "2026-03-02") state { name } face { title value } }
          }
          case(caseNo: $caseNo) {
            summary state { name } channel { name } agencies { agency { name } role { code } }
            parties {
              role { code } name person { name licences { name state { name } face { title value } } }
            }
            materials { name sourceKind { name } licence { name face { title value } } }
          }
        }`,
        variables: { id: numberOf('newcomer'), caseNo: caseNo('permit') },
      })
      const certificate = [{ title: '权利人', value: '冯国良' }, { title: '坐落', value: FLAT }]
      const name = [{ title: '姓名', value: '马一鸣' }]
      expect(answer.data).toEqual({
        person: {
          name: '马一鸣', isAlive: true, ...LIVES_HERE, residenceAddress: FLAT,
          residenceRegisteredOn: '2025-06-15',
          residence: { fullText: '示例省示例市示例区示例街道示例社区示例路9号', street: '示例路', doorNo: '9号' },
          licences: [{
            name: '居民身份证', validTo: '2031-03-01', validOn: true, state: { name: '有效' }, face: name,
          }],
        },
        case: {
          summary: '居住证申领', state: { name: '办理中' }, channel: { name: '电脑端网上办理' },
          agencies: [
            { agency: { name: '示例市公安局示例区分局' }, role: { code: 'DECIDING' } },
            { agency: { name: '示例市公安局示例区分局示例派出所' }, role: { code: 'RECEIVING' } },
          ],
          parties: [
            {
              role: { code: 'APPLICANT' }, name: '马一鸣',
              person: { name: '马一鸣', licences: [{ name: '居民身份证', state: { name: '有效' }, face: name }] },
            },
            {
              role: { code: 'RIGHT_HOLDER' }, name: '冯国良',
              person: {
                name: '冯国良', licences: [{ name: '不动产权证书', state: { name: '有效' }, face: certificate }],
              },
            },
          ],
          materials: [
            { name: '居民身份证', sourceKind: { name: '证照引用' }, licence: { name: '居民身份证', face: name } },
            { name: '本人相片', sourceKind: { name: '上传' }, licence: null },
            {
              name: '居住地住址、就业或就读证明', sourceKind: { name: '证照引用' },
              licence: { name: '不动产权证书', face: certificate },
            },
          ],
        },
      })
      expect(answer.refused).toEqual([])
    })

    it('refuses the police what the permit is not decided on, and the landlord beyond his flat', async () => {
      const query = `query ($id: CitizenId!) { person(citizenId: $id) {
        citizenId mobile registeredAddress birthDate vitalEvents { kind { name } } name residenceAddress
        household { householdNo }
      } }`
      const applicant = await ask({
        persona: 'public-security', purpose, query, variables: { id: numberOf('newcomer') },
      })
      expect(refusals(applicant)).toEqual([
        'person.citizenId: Person.citizenId VERIFY_ONLY',
        'person.mobile: Person.mobile NO_GRANT',
        'person.registeredAddress: Person.registeredAddress NO_GRANT',
        'person.birthDate: Person.birthDate NO_GRANT',
        'person.vitalEvents: Person.vitalEvents NO_GRANT',
        'person.household: Person.household NO_GRANT',
      ])
      const landlord = await ask({
        persona: 'public-security', purpose, query, variables: { id: numberOf('flat-owner') },
      })
      expect(landlord.data).toEqual({
        person: {
          citizenId: null, mobile: null, registeredAddress: null, birthDate: null, vitalEvents: null,
          name: '冯国良', residenceAddress: null,
          household: null,
        },
      })
      expect(refusals(landlord)).toContain('person.residenceAddress: Person.residenceAddress PARTY_ROLE_NOT_COVERED')
    })

    it('gives the police station that received it verdicts and the status of materials', async () => {
      const read = await person('police-station', 'newcomer', 'permit')
      expect(read.data).toEqual({ person: null })
      expect(refusals(read)).toContain('person.name: Person.name VERIFY_ONLY')
      expect(refusals(read)).toContain('person.residenceAddress: Person.residenceAddress NO_GRANT')
      const status = await ask({
        persona: 'police-station',
        purpose,
        query: `query ($id: CitizenId!, $caseNo: ID!) {
          verifyPerson(claim: { citizenId: $id, name: "马一名" }) { citizenId name }
          case(caseNo: $caseNo) { state { name } materials { name received } }
        }`,
        variables: { id: numberOf('newcomer'), caseNo: caseNo('permit') },
      })
      expect(status.data).toEqual({
        verifyPerson: { citizenId: 'MATCH', name: 'MISMATCH' },
        case: {
          state: { name: '办理中' },
          materials: ['居民身份证', '本人相片', '居住地住址、就业或就读证明'].map((name) => ({ name, received: true })),
        },
      })
    })

    it('lets nobody search by an item of which not even a verdict is granted', async () => {
      const answer = await ask({
        persona: 'police-station', purpose, variables: { id: numberOf('newcomer') },
        query: `query ($id: CitizenId!) {
          verifyPerson(claim: { citizenId: $id, name: "马一鸣", birthDate: "1995-02-06" }) { name }
        }`,
      })
      expect(answer.data).toEqual({ verifyPerson: null })
      expect(refusals(answer)).toEqual(['verifyPerson: Person.birthDate NO_GRANT'])
    })

    it.each([
      ['civil affairs', 'civil-affairs', 'CASE_NOT_YOURS'],
      ['an agency that has nothing to do with it', 'outsider', 'CASE_NOT_YOURS'],
    ])('refuses %s', async (_who, persona, reason) => {
      const answer = await person(persona, 'newcomer', 'permit')
      expect(answer.data).toEqual({ person: null })
      expect(refusals(answer)).toEqual([`person: Person.citizenId ${reason}`])
    })

    describe('himself at the portal', () => {
      const self = (query: string, variables: Record<string, unknown>) => ask({
        persona: 'portal', subject: 'newcomer', purpose, query, variables,
      })

      it('reads his own data in full, his number and telephone too', async () => {
        const answer = await self(
          `query ($id: CitizenId!) { person(citizenId: $id) {
            citizenId name mobile registeredAddress residenceAddress residenceRegisteredOn
            licences { name face { title value } }
          } }`,
          { id: numberOf('newcomer') },
        )
        const home = '示例省邻例市邻例区邻例街道邻例社区示例路9号示例花园9栋1单元501室'
        expect(answer.data).toEqual({
          person: {
            citizenId: numberOf('newcomer'), name: '马一鸣', mobile: '19900000033', registeredAddress: home,
            residenceAddress: FLAT,
            residenceRegisteredOn: '2025-06-15',
            licences: [{
              name: '居民身份证', face: [{ title: '姓名', value: '马一鸣' }, { title: '住址', value: home }],
            }],
          },
        })
        expect(answer.refused).toEqual([])
      })

      it('sees of his case its course and himself, and nobody else in it', async () => {
        const answer = await self(
          `query ($caseNo: ID!) { case(caseNo: $caseNo) {
            summary state { name } promisedBy parties { role { code } name person { name } }
            materials { name received } process { step state { name } }
          } }`,
          { caseNo: caseNo('permit') },
        )
        expect(answer.data).toEqual({
          case: {
            summary: '居住证申领', state: { name: '办理中' }, promisedBy: '2026-03-07T17:00:00.000+08:00',
            parties: [{ role: { code: 'APPLICANT' }, name: '马一鸣', person: { name: '马一鸣' } }],
            materials: ['居民身份证', '本人相片', '居住地住址、就业或就读证明'].map((name) => ({ name, received: true })),
            process: [
              { step: '收件', state: { name: '已办' } }, { step: '受理', state: { name: '已办' } },
              { step: '审查', state: { name: '待办' } },
            ],
          },
        })
        expect(answer.text).not.toContain('冯国良')
      })

      it.each(['flat-owner', 'newcomer-wife', 'newcomer-child'])('finds %s closed', async (example) => {
        const answer = await self(PERSON, { id: numberOf(example) })
        expect(answer.data).toEqual({ person: null })
        expect(refusals(answer)).toEqual(['person: Query.person SUBJECT_NOT_PARTY'])
      })

      it('cannot read the certificate of the landlord, which he handed in, beyond that it is there', async () => {
        const answer = await self(`query ($identifier: LicenceIdentifier!) {
          licence(identifier: $identifier) { name face { value } }
        }`, {
          identifier: licenceOf('rented-flat-certificate'),
        })
        expect(answer.data).toEqual({ licence: null })
        expect(answer.refused).toEqual([])
      })

      it('cannot act in a case of which he is no party, not even that of his own child', async () => {
        const answer = await person('portal', 'newcomer-child', 'permit-child', { subject: 'newcomer' })
        expect(answer.data).toEqual({ person: null })
        expect(refusals(answer)).toEqual(['person: Person.citizenId CASE_NOT_YOURS'])
      })
    })

    it('keeps what his wife has only drafted to her: she reads it, the police know no such case', async () => {
      const question = {
        purpose: under(PERMIT, 'permit-draft'),
        query: `query ($id: CitizenId!, $caseNo: ID!) {
          person(citizenId: $id) { name residenceRegisteredOn }
          case(caseNo: $caseNo) { kind { code } state { name } }
        }`,
        variables: { id: numberOf('newcomer-wife'), caseNo: caseNo('permit-draft') },
      }
      const herself = await ask({ persona: 'portal', subject: 'newcomer-wife', ...question })
      expect(herself.data).toEqual({
        person: {
          name: '丁晓岚', residenceRegisteredOn: '2025-06-15',
        }, case: { kind: { code: 'DRAFT' }, state: { name: '已申请' } },
      })
      const police = await ask({ persona: 'public-security', ...question })
      expect(police.data).toEqual({ person: null, case: null })
      expect(refusals(police)).toEqual([
        'person: Person.citizenId CASE_NOT_YOURS', 'case.kind: Case.kind CASE_NOT_YOURS',
        'case.state: Case.state CASE_NOT_YOURS',
      ])
    })

    it('shows the police that an identity card has expired', async () => {
      const answer = await person('public-security', 'expired-card', 'permit-expired-card')
      expect(answer.data.person.licences).toEqual([
        {
          name: '居民身份证', number: null, validTo: '2025-11-30', validOn: false, state: { name: '失效' },
          face: [{ title: '姓名', value: '刘铁诚' }],
        },
      ])
    })

    it('shows the police that a residence permit is suspended, though its day has not come', async () => {
      const answer = await person('public-security', 'suspended-permit', 'permit-suspended')
      expect(answer.data.person.licences[0]).toEqual({
        name: '居住证', number: 'JZ990101000501', validTo: '2026-03-19', validOn: false, state: { name: '暂扣' },
        face: [{ title: '签注有效期', value: '2026-03-19' }],
      })
    })
  })

  describe('Scenario 5b: the residence permit of 马小雨, a child, for whom her mother applies', () => {
    const purpose = under(PERMIT, 'permit-child')

    it('tells the police who her guardian is, by the certificate of birth', async () => {
      const answer = await ask({
        persona: 'public-security',
        purpose,
        query: `query ($id: CitizenId!, $caseNo: ID!) {
          person(citizenId: $id) {
            name ...Where residenceRegisteredOn relations { relation { name } guardian person { name } }
            licences { name state { name } face { title value } }
          }
          case(caseNo: $caseNo) {
            parties { role { code } name person { name licences { name } } }
            materials { name licence { name face { title value } } }
          }
        }
        fragment Where on Person { registeredDivision { code name } residenceDivision { code name } }`,
        variables: { id: numberOf('newcomer-child'), caseNo: caseNo('permit-child') },
      })
      const birth = [{ title: '新生儿姓名', value: '马小雨' }, { title: '母亲姓名', value: '丁晓岚' }]
      const parent = { relation: { name: '父母' }, guardian: true }
      expect(answer.data.person.relations).toHaveLength(2)
      expect(answer.data.person.relations).toEqual(expect.arrayContaining([
        { ...parent, person: null }, { ...parent, person: { name: '丁晓岚' } },
      ]))
      delete answer.data.person.relations
      expect(answer.data).toEqual({
        person: {
          name: '马小雨', ...LIVES_HERE, residenceRegisteredOn: '2025-06-15',
          licences: [
            { name: '居民身份证', state: { name: '有效' }, face: [{ title: '姓名', value: '马小雨' }] },
            { name: '居民户口簿', state: { name: '有效' }, face: [{ title: '与户主关系', value: '女' }] },
            { name: '出生医学证明', state: { name: '有效' }, face: birth },
          ],
        },
        case: {
          parties: [
            {
              role: { code: 'APPLICANT' }, name: '马小雨',
              person: { name: '马小雨', licences: [{ name: '居民身份证' }, { name: '居民户口簿' }, { name: '出生医学证明' }] },
            },
            {
              role: { code: 'GUARDIAN' }, name: '丁晓岚',
              person: { name: '丁晓岚', licences: [{ name: '居民身份证' }] },
            },
            {
              role: { code: 'RIGHT_HOLDER' }, name: '冯国良',
              person: { name: '冯国良', licences: [{ name: '不动产权证书' }] },
            },
          ],
          materials: [
            { name: '监护关系证明', licence: { name: '出生医学证明', face: birth } },
            { name: '监护人居民身份证', licence: { name: '居民身份证', face: [{ title: '姓名', value: '丁晓岚' }] } },
          ],
        },
      })
      expect(answer.text).not.toContain('马一鸣')
    })

    it('opens of the mother her name and card, and of the father nothing', async () => {
      const mother = await person('public-security', 'newcomer-wife', 'permit-child')
      expect(mother.data.person).toMatchObject({
        name: '丁晓岚', isAlive: null, residenceAddress: null, registeredDivision: null,
      })
      expect(refusals(mother)).toContain('person.residenceAddress: Person.residenceAddress PARTY_ROLE_NOT_COVERED')
      const father = await person('public-security', 'newcomer', 'permit-child')
      expect(father.data).toEqual({ person: null })
      expect(refusals(father)).toEqual(['person: Query.person SUBJECT_NOT_PARTY'])
      expect(hops(father)).toEqual([])
    })

    it('closes of an adopted child only what tells the adoption, and answers the rest', async () => {
      const answer = await ask({
        persona: 'public-security',
        purpose: under(PERMIT, 'permit-adopted'),
        query: `query ($id: CitizenId!, $caseNo: ID!) {
          person(citizenId: $id) {
            name formerName isAlive registeredDivision { code name } residenceDivision { code name }
            residenceRegisteredOn
            relations { relation { name } person { name } } vitalEvents { kind { name } }
            birthDivision { name }
          }
          case(caseNo: $caseNo) {
            summary parties { role { code } name person { name formerName relations { person { name } } } }
          }
        }`,
        variables: { id: numberOf('adopted-child'), caseNo: caseNo('permit-adopted') },
      })
      expect(answer.data).toEqual({
        person: {
          name: '许安然', formerName: null, isAlive: true, ...LIVES_HERE, residenceRegisteredOn: '2025-07-01',
          relations: null, vitalEvents: null,
          birthDivision: null,
        },
        case: {
          summary: '居住证申领（监护人代为申领）',
          parties: [
            {
              role: { code: 'APPLICANT' }, name: '许安然',
              person: { name: '许安然', formerName: null, relations: null },
            },
            {
              role: { code: 'GUARDIAN' }, name: '许静雯',
              person: { name: '许静雯', formerName: null, relations: null },
            },
          ],
        },
      })
      expect(refusals(answer).slice(0, 4)).toEqual([
        'person.formerName: Person.formerName WITHHELD',
        'person.relations: Person.relations WITHHELD',
        // What nobody granted is refused for that, whoever it is about.
        'person.vitalEvents: Person.vitalEvents NO_GRANT',
        'person.birthDivision: Person.birthDivision NO_GRANT',
      ])
      expect(answer.text).not.toContain('田安')
    })

    it('answers the same question about another child, whom nothing protects', async () => {
      const answer = await ask({
        persona: 'public-security', purpose, variables: { id: numberOf('newcomer-child') },
        query: `query ($id: CitizenId!) {
          person(citizenId: $id) { name formerName relations { relation { name } } }
        }`,
      })
      expect(answer.data).toEqual({
        person: {
          name: '马小雨', formerName: null,
          relations: [{ relation: { name: '父母' } }, { relation: { name: '父母' } }],
        },
      })
      expect(answer.refused).toEqual([])
    })

    it('reads another case of the police under this one as a case that does not exist', async () => {
      const read = (number: string) => ask({
        persona: 'public-security', purpose, query: `query ($caseNo: ID!) {
          case(caseNo: $caseNo) { summary }
        }`, variables: { caseNo: number },
      })
      const other = await read(caseNo('permit-suspended'))
      expect(other.data).toEqual({ case: null })
      expect(withoutTrace(other)).toBe(withoutTrace(await read('99999999-unknown')))
    })
  })
}
