import { describe, expect, it } from 'vitest'
import { typeCode } from '../../seeds/licence-types.ts'
import type { Answer, Question, TestHub } from '../harness/hub.ts'
import { caseNo, hops, numberOf, refusals, under, withoutTrace } from './story.ts'

const MATTER = 'startup-subsidy'

const SUBSIDY = `query Subsidy($id: CitizenId!, $code: CreditCode!, $caseNo: ID!) {
  person(citizenId: $id) {
    name isAlive registeredDivision { name } registeredAddress mobile credit { seriouslyDishonest }
    licences { name number validTo state { name } face { title value } }
  }
  legalPerson(creditCode: $code) {
    name status { name } establishedOn legalRepName legalRepresentative { name }
    abnormalListings { includedOn reason removedOn }
    licences { name number face { title value } }
    credit {
      seriouslyDishonest penalties { docNo } evaluation { grade { name } evaluatedOn }
      commitments { content state { name } }
    }
    inspections {
      inspectionNo kind { name } authority { name } result { name } findings { description }
      rectification { dueOn finishedOn state { name } }
    }
  }
  case(caseNo: $caseNo) { summary parties { role { code } name } materials { name licence { name } } }
}`

/** Scenario 4, told against an open hub. */
export function startupSubsidy(hub: () => TestHub): void {
  const told: string[] = []
  const ask = async (question: Question): Promise<Answer> => {
    const answer = await hub().ask(question)
    told.push(withoutTrace(answer))
    return answer
  }
  const subsidy = (founder: string, company: string, inCase: string, persona = 'human-resources') => ask({
    persona, purpose: under(MATTER, inCase), query: SUBSIDY,
    variables: { id: numberOf(founder), code: numberOf(company), caseNo: caseNo(inCase) },
  })

  describe('Scenario 4: the subsidy that 赵晓彤, a graduate, claims for her first company', () => {
    const purpose = under(MATTER, 'subsidy')

    it('tells human resources in one answer of the graduate, her company and the file', async () => {
      const answer = await subsidy('graduate', 'startup', 'subsidy')
      expect(answer.data).toEqual({
        person: {
          name: '赵晓彤', isAlive: true, registeredDivision: { name: '示例社区居委会' },
          registeredAddress: '示例省示例市示例区示例街道示例社区示例路7号示例小区7栋1单元401室', mobile: '199****0029',
          credit: { seriouslyDishonest: false },
          licences: [
            {
              name: '学历证书', number: '9901020240500421', validTo: null, state: { name: '有效' },
              face: [
                { title: '毕业日期', value: '2024-06-30' }, { title: '专业', value: '工艺美术' },
                { title: '学历层次', value: '大学本科' },
                { title: '学校', value: '示例大学' },
              ],
            },
            {
              name: '社会保障卡', number: 'SB990101000401', validTo: '2032-08-31', state: { name: '有效' },
              face: [
                { title: '开户银行', value: '示例银行示例支行' }, { title: '社会保障卡银行账号', value: '6299000000000010401' },
              ],
            },
            {
              name: '居民身份证', number: null, validTo: '2030-08-12', state: { name: '有效' },
              face: [{ title: '姓名', value: '赵晓彤' }],
            },
          ],
        },
        legalPerson: {
          name: '示例晓禾文创有限公司', status: { name: '存续（在营、开业、在册）' }, establishedOn: '2025-06-10',
          legalRepName: '赵晓彤',
          legalRepresentative: { name: '赵晓彤' }, abnormalListings: [],
          licences: [{
            name: '营业执照', number: '990101000040001',
            face: [
              { title: '名称', value: '示例晓禾文创有限公司' }, { title: '法定代表人', value: '赵晓彤' },
              { title: '成立日期', value: '2025-06-10' },
            ],
          }],
          credit: {
            seriouslyDishonest: false, penalties: [], evaluation: {
              grade: { name: '良' }, evaluatedOn: '2025-12-31',
            },
            commitments: [{ content: '承诺未拖欠职工工资和社会保险费', state: { name: '履行中' } }],
          },
          inspections: [
            {
              inspectionNo: 'LJ-990101-2025-000402', kind: { name: '劳动监察' },
              authority: { name: '示例区人力资源和社会保障局' },
              result: { name: '发现问题，已责令改正' }, findings: [{ description: '职工名册登记不完整' }],
              rectification: { dueOn: '2025-12-20', finishedOn: '2025-12-12', state: { name: '复查合格' } },
            },
            {
              inspectionNo: 'JC-990101-2025-000401', kind: { name: '双随机' },
              authority: { name: '示例区市场监督管理局' }, result: { name: '通过' },
              findings: [], rectification: null,
            },
          ],
        },
        case: {
          summary: '一次性创业补贴申领',
          parties: [
            { role: { code: 'APPLICANT' }, name: '赵晓彤' }, { role: { code: 'LEGAL_REP' }, name: '赵晓彤' },
            { role: { code: 'CO_APPLICANT' }, name: '示例晓禾文创有限公司' },
          ],
          materials: [
            { name: '申请人居民身份证', licence: { name: '居民身份证' } }, { name: '学历证书', licence: { name: '学历证书' } },
            { name: '营业执照', licence: { name: '营业执照' } }, { name: '社会保障卡', licence: { name: '社会保障卡' } },
            { name: '职工社会保险缴费证明', licence: null }, { name: '一次性创业补贴申请表', licence: null },
          ],
        },
      })
      expect(answer.refused).toEqual([])
    })

    it('follows the graduate to the firms that she leads, and refuses what no decision rests on', async () => {
      const answer = await ask({
        persona: 'human-resources', purpose, variables: {
          id: numberOf('graduate'), code: numberOf('startup'),
        },
        query: `query ($id: CitizenId!, $code: CreditCode!) {
          person(citizenId: $id) {
            legalRepresentativeOf { name establishedOn } credit { seriouslyDishonest listings { reason } }
            realEstate { location } household { address }
          }
          legalPerson(creditCode: $code) {
            phone credit { evaluation { grade { name } score } }
            inspections { note unpublishedFindings { description } }
          }
        }`,
      })
      expect(answer.data).toEqual({
        person: {
          legalRepresentativeOf: [{
            name: '示例晓禾文创有限公司', establishedOn: '2025-06-10',
          }], credit: { seriouslyDishonest: false, listings: null },
          realEstate: null, household: null,
        },
        legalPerson: {
          phone: null, credit: { evaluation: { grade: { name: '良' }, score: null } }, inspections: null,
        },
      })
      expect(refusals(answer)).toEqual([
        'person.credit.listings: PersonCredit.listings NO_GRANT',
        'person.realEstate: Person.realEstate NO_GRANT',
        'person.household: Person.household NO_GRANT',
        'legalPerson.phone: LegalPerson.phone NO_GRANT',
        'legalPerson.credit.evaluation.score: CreditEvaluation.score NO_GRANT',
        'legalPerson.inspections: Inspection.note NO_GRANT',
        'legalPerson.inspections: Inspection.unpublishedFindings NO_GRANT',
      ])
    })

    it.each([
      ['market regulation, which has no part in it', 'market-regulation'],
      ['whoever has no grant', 'outsider'],
    ])('refuses %s the graduate, and leaves the public register open', async (_who, persona) => {
      const answer = await subsidy('graduate', 'startup', 'subsidy', persona)
      expect(answer.data.person).toBeNull()
      expect(answer.data.case).toBeNull()
      expect(answer.data.legalPerson).toMatchObject({
        name: '示例晓禾文创有限公司', licences: null, legalRepresentative: null,
      })
      expect(refusals(answer)).toContain('person: Person.citizenId CASE_NOT_YOURS')
      expect(refusals(answer)).toContain('legalPerson.legalRepresentative: LegalPerson.legalRepresentative CASE_NOT_YOURS')
      expect(hops(answer)).not.toContain('population')
      expect(hops(answer)).not.toContain('licences')
      expect(hops(answer)).not.toContain('cases')
    })

    it('shows that a company is listed as abnormal, because nobody was found at its address', async () => {
      const { data } = await subsidy('abnormal-founder', 'abnormal-startup', 'subsidy-abnormal')
      expect(data.legalPerson.abnormalListings).toEqual([{
        includedOn: '2025-12-18', reason: '通过登记的住所（经营场所）无法联系', removedOn: null,
      }])
      expect(data.legalPerson.inspections).toEqual([{
        inspectionNo: 'JC-990101-2025-000403', kind: { name: '双随机' }, authority: { name: '示例区市场监督管理局' },
        result: { name: '住所无法联系' },
        findings: [{ description: '登记的经营场所无人办公' }], rectification: null,
      }])
    })

    it('closes address, telephone and relations of a woman under a protection order, and decides her claim all the same', async () => {
      const answer = await subsidy('sheltered', 'sheltered-startup', 'subsidy-sheltered')
      expect(answer.data.person).toEqual({
        name: '钱慧敏', isAlive: true, registeredDivision: null, registeredAddress: null, mobile: null,
        credit: { seriouslyDishonest: false },
        licences: [
          { name: '学历证书', number: '9901020220500421', validTo: null, state: { name: '有效' }, face: null },
          { name: '居民身份证', number: null, validTo: '2030-08-12', state: { name: '有效' }, face: null },
        ],
      })
      expect(refusals(answer)).toEqual([
        'person.registeredDivision: Person.registeredDivision WITHHELD',
        'person.registeredAddress: Person.registeredAddress WITHHELD',
        'person.mobile: Person.mobile WITHHELD',
        'person.licences: Licence.face WITHHELD',
      ])
      const everyWay = await ask({
        persona: 'human-resources', purpose: under(MATTER, 'subsidy-sheltered'), variables: {
          id: numberOf('sheltered'), caseNo: caseNo('subsidy-sheltered'),
        },
        query: `query ($id: CitizenId!, $caseNo: ID!) {
          person(citizenId: $id) {
            name residenceAddress residence { fullText } residenceDivision { name } household { address }
            relations { person { name } } realEstate { location }
          }
          case(caseNo: $caseNo) { parties { name person { name mobile registeredAddress } } }
          verifyPerson(claim: { citizenId: $id }) { citizenId }
        }`,
      })
      expect(everyWay.data.person).toEqual({
        name: '钱慧敏', residenceAddress: null, residence: null, residenceDivision: null, household: null,
        relations: null, realEstate: null,
      })
      const ofHerself = refusals(everyWay).filter((line) => line.startsWith('person.'))
      // What nobody granted is refused for that: her protection is told only where it takes something away.
      expect(ofHerself.filter((line) => !/ (WITHHELD|NO_GRANT)$/.test(line))).toEqual([])
      expect(everyWay.data.case.parties[0]).toEqual({
        name: '钱慧敏', person: { name: '钱慧敏', mobile: null, registeredAddress: null },
      })
      expect(everyWay.data.verifyPerson).toEqual({ citizenId: 'MATCH' })
      const { registeredAddress, mobile } = hub().world.population.persons.find(({ name }) => name === '钱慧敏') ?? {}
      for (const value of [registeredAddress, mobile]) expect(told.filter((text) => text.includes(String(value)))).toEqual([])
    })

    it('shows a certificate of disability only that it is valid, and only where it is the claim', async () => {
      const disabled = await subsidy('disabled-graduate', 'disabled-startup', 'subsidy-disabled')
      expect(disabled.data.person.licences.at(-1)).toEqual({
        name: '残疾人证', number: null, validTo: '2030-03-10', state: { name: '有效' }, face: null,
      })
      expect(disabled.data.case.materials).toEqual([{ name: '残疾人证', licence: { name: '残疾人证' } }])
      expect(disabled.text).not.toMatch(/肢体|四级|CJ990101000402/)
    })

    it('never shows a driving licence to whoever decides on a subsidy', async () => {
      const answer = await ask({
        persona: 'human-resources', purpose, variables: {
          id: numberOf('graduate'), type: typeCode('driving-licence'),
        },
        query: `query ($id: CitizenId!, $type: [ID!]) {
          person(citizenId: $id) { licences(types: $type) { identifier name } }
        }`,
      })
      expect(answer.data).toEqual({ person: { licences: [] } })
      for (const value of [
        '机动车驾驶证', typeCode('driving-licence'),
      ]) expect(told.filter((text) => text.includes(value))).toEqual([])
    })
  })
}
