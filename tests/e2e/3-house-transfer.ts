import { describe, expect, it } from 'vitest'
import { unitCode } from '../../seeds/scenarios/common.ts'
import type { Answer, Question, TestHub } from '../harness/hub.ts'
import { caseNo, hops, licenceOf, numberOf, refusals, under, withoutTrace } from './story.ts'

const MATTER = 'house-transfer'
const FLAT = '示例省示例市示例区示例街道示例社区示例路5号示例花园5栋2单元201室'

const UNIT = `query Unit($unit: ID!) {
  realEstateUnit(code: $unit) {
    location area landUse { name } buildingUse { name } rightType { name } certificateNo termTo
    status { name }
    holders { name share person { name marriedOn(date: "2012-06-18") } }
    restrictions { kind { name } registeredOn releasedOn authority active }
  }
}`

/** Scenario 3 and 3b, told against an open hub. */
export function houseTransfer(hub: () => TestHub): void {
  const ask = (question: Question): Promise<Answer> => hub().ask(question)
  const unit = (persona: string, code: string, inCase?: string) =>
    ask({
      persona, ...(inCase === undefined ? {} : { purpose: under(MATTER, inCase) }), query: UNIT,
      variables: { unit: code },
    })

  describe('Scenario 3: the flat that 陈志远 and his wife sell to 郑凯文 and his', () => {
    const purpose = under(MATTER, 'transfer')
    const asked = (
      query: string, variables: Record<string, unknown> = {}, persona = 'natural-resources',
    ) => ask({ persona, purpose, query, variables })

    it('tells the registry in one answer who sells what to whom, whether they are married, and what weighs on the flat', async () => {
      const answer = await asked(
        `query Transfer($caseNo: ID!, $unit: ID!) {
          case(caseNo: $caseNo) {
            summary agencies { agency { name } role { code } step }
            parties {
              role { code } name person { name isAlive licences { name number face { title value } } }
            }
            materials { name licence { name number holders { name } } }
          }
          realEstateUnit(code: $unit) {
            location area landUse { name } buildingUse { name } rightType { name } certificateNo termTo
            status { name }
            holders { name share person { name marriedOn(date: "2012-06-18") } }
            restrictions { kind { name } registeredOn releasedOn authority active }
          }
        }`,
        { caseNo: caseNo('transfer'), unit: unitCode(100) },
      )
      const card = (name: string) => ({ name: '居民身份证', number: null, face: [{ title: '姓名', value: name }] })
      const certificate = {
        name: '不动产权证书', number: '示例（2012）示例区不动产权第0000100号',
        face: [
          { title: '权利人', value: '陈志远、吴雪萍' }, { title: '共有情况', value: '共同共有' },
          { title: '坐落', value: FLAT }, { title: '不动产单元号', value: unitCode(100) },
          { title: '面积', value: '98.52' },
        ],
      }
      const marriage = {
        name: '结婚证', number: 'J990101-1998-000520',
        face: [
          { title: '登记日期', value: '1998-05-20' }, { title: '结婚证字号', value: 'J990101-1998-000520' },
          { title: '男方姓名', value: '陈志远' }, { title: '女方姓名', value: '吴雪萍' },
        ],
      }
      const party = (role: string, name: string, isAlive: boolean | null, licences: unknown[]) => ({
        role: { code: role }, name, person: { name, isAlive, licences },
      })
      const holders = [{ name: '陈志远' }, { name: '吴雪萍' }]
      expect(answer.data).toEqual({
        case: {
          summary: '存量房买卖转移登记',
          agencies: [
            { agency: { name: '国家税务总局示例区税务局' }, role: { code: 'JOINT' }, step: '完税审核' },
            { agency: { name: '示例区不动产登记中心' }, role: { code: 'DECIDING' }, step: null },
          ],
          parties: [
            party('CO_APPLICANT', '郑凯文', true, [card('郑凯文')]),
            party('CO_APPLICANT', '王诗晗', true, [card('王诗晗')]),
            party('COUNTERPARTY', '陈志远', true, [card('陈志远'), certificate, marriage]),
            party('COUNTERPARTY', '吴雪萍', true, [card('吴雪萍'), certificate, marriage]),
            party('AGENT', '褚红玉', true, [card('褚红玉')]),
          ],
          materials: [
            { name: '买卖双方居民身份证', licence: { name: '居民身份证', number: null, holders: null } },
            { name: '买卖双方居民身份证', licence: { name: '居民身份证', number: null, holders: null } },
            { name: '婚姻关系证明', licence: { name: '结婚证', number: 'J990101-1998-000520', holders } },
            { name: '出让方不动产权证书', licence: { name: '不动产权证书', number: '示例（2012）示例区不动产权第0000100号', holders } },
            { name: '存量房买卖网签合同', licence: null }, { name: '完税凭证', licence: null },
            { name: '授权委托书', licence: null },
          ],
        },
        realEstateUnit: {
          location: FLAT, area: '98.52', landUse: { name: '城镇住宅用地' }, buildingUse: { name: '住宅' },
          rightType: { name: '国有建设用地使用权/房屋(构筑物)所有权' }, certificateNo: '示例（2012）示例区不动产权第0000100号',
          termTo: '2075-01-01', status: { name: '现势' },
          holders: [
            { name: '陈志远', share: '共同共有', person: { name: '陈志远', marriedOn: true } },
            { name: '吴雪萍', share: '共同共有', person: { name: '吴雪萍', marriedOn: true } },
          ],
          restrictions: [
            {
              kind: { name: '抵押' }, registeredOn: '2012-07-02', releasedOn: '2025-11-14',
              authority: '示例区不动产登记中心', active: false,
            },
          ],
        },
      })
      expect(answer.refused).toEqual([])
    })

    it('finds a flat seized by the court, and the mortgage that is still on it', async () => {
      const { data } = await unit('natural-resources', unitCode(104), 'transfer-seized')
      expect(data.realEstateUnit.restrictions).toEqual([
        {
          kind: { name: '查封' }, registeredOn: '2025-10-09', releasedOn: null, authority: '示例区人民法院',
          active: true,
        },
        {
          kind: { name: '抵押' }, registeredOn: '2015-04-20', releasedOn: null, authority: '示例区不动产登记中心',
          active: true,
        },
      ])
      expect(data.realEstateUnit.holders).toEqual([{
        name: '魏长林', share: '单独所有', person: { name: '魏长林', marriedOn: expect.any(Boolean) as boolean },
      }])
    })

    it('opens the wife of a man who sells alone, for whether she must consent, and nobody else’s kin', async () => {
      const kin = (example: string) => ask({
        persona: 'natural-resources', purpose: under(MATTER, 'transfer-lone-seller'),
        variables: { id: numberOf(example) },
        query: `query ($id: CitizenId!) {
          person(citizenId: $id) { name marriedOn(date: "1995-12-12") isAlive licences { name } }
        }`,
      })
      const wife = await kin('lone-seller-wife')
      expect(wife.data).toEqual({ person: { name: '沈玉芬', marriedOn: true, isAlive: null, licences: null } })
      expect(refusals(wife)).toEqual([
        'person.isAlive: Person.isAlive PARTY_ROLE_NOT_COVERED',
        'person.licences: Person.licences PARTY_ROLE_NOT_COVERED',
      ])
      // The wife of the buyer is refused as a stranger is, or the refusal would tell whose wife she is.
      const [buyersWife, stranger] = [await kin('buyer-wife'), await kin('founder')]
      expect(refusals(buyersWife)).toEqual(['person: Query.person SUBJECT_NOT_PARTY'])
      expect(withoutTrace(buyersWife)).toBe(withoutTrace(stranger))
    })

    it('asks of marriage only on the days that the grant names', async () => {
      const answer = await asked(`query ($id: CitizenId!) {
        person(citizenId: $id) { bought: marriedOn(date: "2012-06-18") any: marriedOn(date: "2012-06-19") }
      }`, {
        id: numberOf('seller'),
      })
      expect(answer.data).toEqual({ person: { bought: true, any: null } })
      expect(refusals(answer)).toEqual(['person.any: Person.marriedOn NO_GRANT'])
    })

    it('tells the registry that its grant of telephone numbers was revoked', async () => {
      const answer = await asked(
        `query ($id: CitizenId!) { person(citizenId: $id) { name mobile } }`, { id: numberOf('seller') },
      )
      expect(answer.data).toEqual({ person: { name: '陈志远', mobile: null } })
      expect(refusals(answer)).toEqual(['person.mobile: Person.mobile GRANT_REVOKED'])
    })

    it('opens of the agent the card and nothing that she owns or is related to', async () => {
      const answer = await asked(
        `query ($id: CitizenId!) { person(citizenId: $id) {
          name marriedOn(date: "2026-03-02") realEstate { location } relations { relation { name } }
          household { address } licences { name }
        } }`,
        { id: numberOf('transfer-agent') },
      )
      expect(answer.data).toEqual({
        person: {
          name: '褚红玉', marriedOn: null, realEstate: null, relations: null, household: null,
          licences: [{ name: '居民身份证' }],
        },
      })
      expect(refusals(answer)).toEqual([
        'person.marriedOn: Person.marriedOn PARTY_ROLE_NOT_COVERED',
        'person.realEstate: Person.realEstate PARTY_ROLE_NOT_COVERED',
        'person.relations: Person.relations PARTY_ROLE_NOT_COVERED',
        'person.household: Person.household NO_GRANT',
      ])
    })

    it('lists what the seller owns and not what the buyer owns', async () => {
      const answer = await asked(`query ($seller: CitizenId!, $buyer: CitizenId!) {
        seller: person(citizenId: $seller) { realEstate { unitCode location certificateNo } }
        buyer: person(citizenId: $buyer) { name realEstate { location } }
      }`, { seller: numberOf('seller'), buyer: numberOf('buyer') })
      expect(answer.data).toEqual({
        seller: { realEstate: [{
          unitCode: unitCode(100), location: FLAT, certificateNo: '示例（2012）示例区不动产权第0000100号',
        }] },
        buyer: { name: '郑凯文', realEstate: null },
      })
      expect(refusals(answer)).toEqual(['buyer.realEstate: Person.realEstate PARTY_ROLE_NOT_COVERED'])
    })

    it('reads a flat of nobody in the case as one that is not in the register', async () => {
      const other = await unit('natural-resources', unitCode(104), 'transfer')
      const unknown = await unit('natural-resources', unitCode(999), 'transfer')
      expect(other.data).toEqual({ realEstateUnit: null })
      expect(other.refused).toEqual([])
      expect(withoutTrace(other)).toBe(withoutTrace(unknown))
    })

    it('gives the tax office its own step: the flat that is taxed and who is married, not the file', async () => {
      const answer = await asked(
        `query ($unit: ID!, $buyer: CitizenId!, $caseNo: ID!) {
          realEstateUnit(code: $unit) {
            location area buildingUse { name } certificateNo restrictions { active }
          }
          person(citizenId: $buyer) { name marriedOn(date: "2026-03-02") licences { name } }
          case(caseNo: $caseNo) { state { name } parties { name } materials { name received } }
        }`,
        { unit: unitCode(100), buyer: numberOf('buyer'), caseNo: caseNo('transfer') },
        'tax',
      )
      expect(answer.data.realEstateUnit).toEqual({
        location: FLAT, area: '98.52', buildingUse: { name: '住宅' }, certificateNo: null, restrictions: null,
      })
      expect(answer.data.person).toEqual({ name: '郑凯文', marriedOn: true, licences: null })
      expect(answer.data.case).toMatchObject({ state: { name: '办理中' }, parties: null })
      expect(answer.data.case.materials).toHaveLength(7)
      expect(refusals(answer)).toEqual([
        'realEstateUnit.certificateNo: RealEstateUnit.certificateNo NO_GRANT',
        'realEstateUnit.restrictions: RealEstateUnit.restrictions NO_GRANT',
        'person.licences: Person.licences NO_GRANT',
        'case.parties: Case.parties NO_GRANT',
      ])
    })

    it.each([
      ['whoever has no part in it', 'outsider', 'transfer', 'CASE_NOT_YOURS'],
      [
        'the service centre, which did not receive this one', 'service-centre', 'transfer',
        'CASE_NOT_YOURS',
      ],
      ['the registry without a purpose', 'natural-resources', undefined, 'PURPOSE_REQUIRED'],
    ])('refuses %s the flat with all that is on it', async (_who, persona, inCase, reason) => {
      const answer = await unit(persona, unitCode(100), inCase)
      expect(answer.data).toEqual({ realEstateUnit: null })
      expect(new Set(answer.refused.map((refused) => refused.reason))).toEqual(new Set([reason]))
      expect(hops(answer)).toEqual([])
    })
  })

  describe('Scenario 3b: the same transfer, received at a window of the service centre', () => {
    const purpose = under(MATTER, 'transfer-at-centre')

    it('gives the window verdicts on whoever stands before it, and the status of materials', async () => {
      const answer = await ask({
        persona: 'service-centre',
        purpose,
        query: `query ($seller: CitizenId!, $buyer: CitizenId!, $caseNo: ID!) {
          seller: verifyPerson(claim: { citizenId: $seller, name: "陈志远" }) { citizenId name }
          buyer: verifyPerson(claim: { citizenId: $buyer, name: "郑恺文" }) { citizenId name }
          case(caseNo: $caseNo) { state { name } materials { name received sourceKind { name } } }
        }`,
        variables: {
          seller: numberOf('seller'), buyer: numberOf('buyer'), caseNo: caseNo('transfer-at-centre'),
        },
      })
      expect(answer.data).toEqual({
        seller: { citizenId: 'MATCH', name: 'MATCH' },
        buyer: { citizenId: 'MATCH', name: 'MISMATCH' },
        case: {
          state: { name: '已受理' },
          materials: [
            { name: '买卖双方居民身份证', received: true, sourceKind: { name: '证照引用' } },
            { name: '出让方不动产权证书', received: true, sourceKind: { name: '证照引用' } },
            { name: '存量房买卖网签合同', received: true, sourceKind: { name: '上传' } },
          ],
        },
      })
      expect(answer.refused).toEqual([])
    })

    it('gives the window nothing to read: neither the people, nor the flat, nor a certificate, nor the file', async () => {
      const answer = await ask({
        persona: 'service-centre',
        purpose,
        query: `query ($seller: CitizenId!, $unit: ID!, $identifier: LicenceIdentifier!, $caseNo: ID!) {
          person(citizenId: $seller) { name isAlive }
          realEstateUnit(code: $unit) { location restrictions { active } }
          licence(identifier: $identifier) { name }
          case(caseNo: $caseNo) { summary parties { name } materials { licence { name } } process { step } }
        }`,
        variables: {
          seller: numberOf('seller'), unit: unitCode(100), identifier: licenceOf('flat-certificate'),
          caseNo: caseNo('transfer-at-centre'),
        },
      })
      expect(answer.data).toEqual({ person: null, realEstateUnit: null, licence: null, case: null })
      expect(refusals(answer)).toEqual([
        'person.name: Person.name VERIFY_ONLY', 'person.isAlive: Person.isAlive NO_GRANT',
        'realEstateUnit.location: RealEstateUnit.location NO_GRANT',
        'realEstateUnit.restrictions: RealEstateUnit.restrictions NO_GRANT',
        'licence.name: Licence.name NO_GRANT',
        'case.summary: Case.summary NO_GRANT', 'case.parties: Case.parties NO_GRANT',
        'case.materials: CaseMaterial.licence NO_GRANT',
        'case.process: Case.process NO_GRANT',
      ])
      expect(hops(answer)).toEqual([])
    })

    it('leaves the decision to the registry, which reads the flat under the same case', async () => {
      const { data, refused } = await unit('natural-resources', unitCode(100), 'transfer-at-centre')
      expect(data.realEstateUnit).toMatchObject({ location: FLAT, restrictions: [{ active: false }] })
      expect(refused).toEqual([])
    })
  })
}
