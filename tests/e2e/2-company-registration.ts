import { describe, expect, it } from 'vitest'
import { codeOf } from '../../seeds/agencies.ts'
import { unitCode } from '../../seeds/scenarios/common.ts'
import type { Answer, Question, TestHub } from '../harness/hub.ts'
import { caseNo, hops, licenceOf, numberOf, refusals, under } from './story.ts'

const MATTER = 'company-registration'
const SHOP = '示例省示例市示例区示例街道示例社区示例路61号'

/** Scenario 2, told against an open hub. */
export function companyRegistration(hub: () => TestHub): void {
  const ask = (question: Question): Promise<Answer> => hub().ask(question)

  describe('Scenario 2: the registration of a company that does not exist yet', () => {
    const purpose = under(MATTER, 'company-setup')
    const asked = (
      query: string, variables: Record<string, unknown> = {}, persona = 'market-regulation',
    ) => ask({ persona, purpose, query, variables })

    it('tells market regulation who founds it, whether she may lead it, whether the name is free and whose the premises are', async () => {
      const answer = await asked(
        `query Setup($caseNo: ID!, $unit: ID!) {
          case(caseNo: $caseNo) {
            summary state { name } channel { name }
            parties {
              role { code } name
              person { name isAlive licences { name state { name } face { title value } } }
              legalPerson { creditCode name status { name } licences { name number face { title value } } }
            }
            materials { name sourceKind { code } licence { name issuerName face { title value } } }
          }
          free: checkName(name: "示例新芽科技有限公司") { isFree }
          taken: checkName(name: " 示例恒远投资有限公司 ") { isFree }
          realEstateUnit(code: $unit) {
            unitCode location buildingUse { name } status { name } address { fullText division { name } }
            holders { name }
          }
        }`,
        { caseNo: caseNo('company-setup'), unit: unitCode(60) },
      )
      const founder = {
        person: {
          name: '林若晴', isAlive: true,
          licences: [{ name: '居民身份证', state: { name: '有效' }, face: [{ title: '姓名', value: '林若晴' }] }],
        },
        legalPerson: null,
      }
      const investorFace = [{ title: '名称', value: '示例恒远投资有限公司' }, { title: '法定代表人', value: '徐正阳' }]
      const premisesFace = [
        { title: '权利人', value: '方建岷' }, { title: '坐落', value: SHOP }, { title: '用途', value: '商业服务' },
      ]
      expect(answer.data).toEqual({
        case: {
          summary: '示例新芽科技有限公司设立登记', state: { name: '办理中' }, channel: { name: '电脑端网上办理' },
          parties: [
            { role: { code: 'APPLICANT' }, name: '示例新芽科技有限公司', person: null, legalPerson: null },
            { role: { code: 'MEMBER' }, name: '林若晴', ...founder },
            { role: { code: 'LEGAL_REP' }, name: '林若晴', ...founder },
            {
              role: { code: 'MEMBER' }, name: '示例恒远投资有限公司', person: null,
              legalPerson: {
                creditCode: numberOf('investor'), name: '示例恒远投资有限公司', status: { name: '存续（在营、开业、在册）' },
                licences: [{ name: '营业执照', number: '990101000020001', face: investorFace }],
              },
            },
            {
              role: { code: 'AGENT' }, name: '何文柏', legalPerson: null,
              person: {
                name: '何文柏', isAlive: null,
                licences: [{ name: '居民身份证', state: { name: '有效' }, face: [{ title: '姓名', value: '何文柏' }] }],
              },
            },
            {
              role: { code: 'RIGHT_HOLDER' }, name: '方建岷', legalPerson: null,
              person: {
                name: '方建岷', isAlive: null,
                licences: [{ name: '不动产权证书', state: { name: '有效' }, face: premisesFace }],
              },
            },
          ],
          materials: [
            { name: '公司登记（备案）申请书', sourceKind: { code: 'SHARED' }, licence: null },
            {
              name: '股东（自然人）身份证明', sourceKind: { code: 'LICENCE' },
              licence: { name: '居民身份证', issuerName: '示例市公安局示例区分局', face: [{ title: '姓名', value: '林若晴' }] },
            },
            {
              name: '股东（法人）主体资格证明', sourceKind: { code: 'LICENCE' },
              licence: { name: '营业执照', issuerName: '示例区市场监督管理局', face: investorFace },
            },
            {
              name: '住所使用证明', sourceKind: { code: 'LICENCE' },
              licence: { name: '不动产权证书', issuerName: '示例区不动产登记中心', face: premisesFace },
            },
            { name: '公司章程', sourceKind: { code: 'UPLOAD' }, licence: null },
            { name: '授权委托书', sourceKind: { code: 'UPLOAD' }, licence: null },
          ],
        },
        free: { isFree: true },
        taken: { isFree: false },
        realEstateUnit: {
          unitCode: unitCode(60), location: SHOP, buildingUse: { name: '商业、金融、信息' }, status: { name: '现势' },
          address: { fullText: SHOP, division: { name: '示例区' } }, holders: [{ name: '方建岷' }],
        },
      })
      expect(answer.refused).toEqual([])
    })

    it('derives that the founder may be legal representative, and tells nothing that it derives it from', async () => {
      const answer = await asked(
        `query ($id: CitizenId!) {
          person(citizenId: $id) {
            mayBeLegalRep credit { listings { reason } } legalRepresentativeOf { name } citizenId
          }
        }`,
        { id: numberOf('founder') },
      )
      expect(answer.data).toEqual({ person: {
        mayBeLegalRep: true, credit: null, legalRepresentativeOf: null, citizenId: null,
      } })
      expect(refusals(answer)).toEqual([
        'person.credit: Person.credit NO_GRANT',
        'person.legalRepresentativeOf: Person.legalRepresentativeOf NO_GRANT',
        'person.citizenId: Person.citizenId VERIFY_ONLY',
      ])
    })

    it('finds the head of a revoked firm, listed for dishonesty, barred from leading another, without a word why', async () => {
      const answer = await ask({
        persona: 'market-regulation', purpose: under(MATTER, 'company-barred'),
        query: `query ($id: CitizenId!) {
          person(citizenId: $id) { name mayBeLegalRep }
        }`, variables: { id: numberOf('barred-founder') },
      })
      expect(answer.data).toEqual({ person: { name: '曹志坤', mayBeLegalRep: false } })
      expect(answer.text).not.toMatch(/快达|严重违法|示市监列/)
    })

    it('asks whether they may lead of nobody but whom the company names as its legal representative', async () => {
      for (const example of ['registration-agent', 'landlord']) {
        const answer = await asked(
          `query ($id: CitizenId!) { person(citizenId: $id) { name mayBeLegalRep isAlive } }`,
          { id: numberOf(example) },
        )
        expect(refusals(answer)).toEqual([
          'person.mayBeLegalRep: Person.mayBeLegalRep PARTY_ROLE_NOT_COVERED',
          'person.isAlive: Person.isAlive PARTY_ROLE_NOT_COVERED',
        ])
      }
    })

    it('never opens the wife of the landlord, the head of the investor, or the landlord beyond his certificate', async () => {
      for (const example of ['landlord-wife', 'investor-head']) {
        const answer = await asked(
          `query ($id: CitizenId!) { person(citizenId: $id) { name } }`, { id: numberOf(example) },
        )
        expect(answer.data).toEqual({ person: null })
        expect(refusals(answer)).toEqual(['person: Query.person SUBJECT_NOT_PARTY'])
      }
      const landlord = await asked(
        `query ($id: CitizenId!) {
          person(citizenId: $id) {
            name mobile residenceAddress household { members { person { name } } }
            relations { person { name } }
          }
        }`,
        { id: numberOf('landlord') },
      )
      expect(landlord.data).toEqual({ person: {
        name: '方建岷', mobile: null, residenceAddress: null, household: null, relations: null,
      } })
      const head = await asked(`query ($code: CreditCode!) {
        legalPerson(creditCode: $code) { name legalRepName legalRepresentative { name } }
      }`, {
        code: numberOf('investor'),
      })
      expect(head.data).toEqual({ legalPerson: {
        name: '示例恒远投资有限公司', legalRepName: '徐正阳', legalRepresentative: null,
      } })
    })

    it('checks the founder by number and name, as the form wrote them', async () => {
      const answer = await asked(
        `query ($id: CitizenId!) {
          verifyPerson(claim: { citizenId: $id, name: "林若清" }) { citizenId name }
        }`,
        { id: numberOf('founder') },
      )
      expect(answer.data).toEqual({ verifyPerson: { citizenId: 'MATCH', name: 'MISMATCH' } })
    })

    it.each([
      ['another department', 'human-resources', 'CASE_NOT_YOURS'],
      ['whoever has no part in it', 'outsider', 'CASE_NOT_YOURS'],
    ])('refuses %s the people and premises of the case', async (_who, persona, reason) => {
      const answer = await asked(
        `query ($id: CitizenId!, $caseNo: ID!, $unit: ID!) {
          person(citizenId: $id) { name } case(caseNo: $caseNo) { summary }
          realEstateUnit(code: $unit) { location }
        }`,
        { id: numberOf('founder'), caseNo: caseNo('company-setup'), unit: unitCode(60) },
        persona,
      )
      expect(answer.data).toEqual({ person: null, case: null, realEstateUnit: null })
      expect(refusals(answer)).toEqual([
        `person: Person.citizenId ${reason}`, `case.summary: Case.summary ${reason}`,
        `realEstateUnit.location: RealEstateUnit.location ${reason}`,
      ])
      expect(hops(answer)).toEqual([])
    })

    it('shows the public register to any registered system, without a purpose and without the people behind it', async () => {
      const answer = await ask({
        persona: 'outsider',
        query: `query ($code: CreditCode!) { legalPerson(creditCode: $code) {
          name legalRepName staff { name position } abnormalListings { reason removedOn }
          registrar { creditCode name }
          phone legalRepresentative { name } licences { name } cases { edges { node { summary } } }
        } }`,
        variables: { code: numberOf('revoked-firm') },
      })
      expect(answer.data).toEqual({
        legalPerson: {
          name: '示例快达商贸有限公司', legalRepName: '曹志坤', staff: [{ name: '曹志坤', position: '执行董事兼总经理' }],
          abnormalListings: [{ reason: '通过登记的住所无法联系', removedOn: null }],
          registrar: { creditCode: codeOf('market-regulation'), name: '示例区市场监督管理局' },
          phone: null, legalRepresentative: null, licences: null, cases: null,
        },
      })
      expect(refusals(answer)).toEqual([
        'legalPerson.phone: LegalPerson.phone PURPOSE_REQUIRED',
        'legalPerson.legalRepresentative: LegalPerson.legalRepresentative PURPOSE_REQUIRED',
        'legalPerson.licences: LegalPerson.licences PURPOSE_REQUIRED',
        'legalPerson.cases: LegalPerson.cases PURPOSE_REQUIRED',
      ])
    })

    it('leaves a sealed witness out of the public register, asked with or without the people behind it', async () => {
      for (const more of ['', 'legalRepresentative { name }']) {
        const answer = await asked(
          `query ($code: CreditCode!) {
            legalPerson(creditCode: $code) { name legalRepName staff { name position } shareholders { name ratio } ${more} }
          }`,
          { code: numberOf('estate') },
        )
        expect(answer.data.legalPerson).toMatchObject({
          name: '示例安居物业有限公司', legalRepName: null, staff: [], shareholders: [],
        })
        expect(answer.text).not.toContain('董文华')
      }
    })

    it('reads a licence of nobody in the case as one that does not exist', async () => {
      const answer = await asked(
        `query ($identifier: LicenceIdentifier!) { licence(identifier: $identifier) { name } }`,
        { identifier: licenceOf('restaurant-licence') },
      )
      expect(answer.data).toEqual({ licence: null })
      expect(answer.refused).toEqual([])
    })
  })
}
