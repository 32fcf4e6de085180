import { describe, expect, it } from 'vitest'
import type { Answer, Question, TestHub } from '../harness/hub.ts'
import { caseNo, hops, licenceOf, numberOf, refusals, under } from './story.ts'

const MATTER = 'food-licence'
const SHOP = '示例省示例市示例区示例街道示例社区示例路261号'

const FIRM = `query Firm($code: CreditCode!) {
  legalPerson(creditCode: $code) {
    name scope bans { kind { name } } licences { name number state { name } face { title value } }
    credit {
      seriouslyDishonest penalties { docNo violation fineAmount } permits { certName state { name } }
    }
    inspections {
      inspectionNo kind { name } plannedOn inspectedOn result { name } findings { description }
      unpublishedFindings { description } note
      rectification { dueOn finishedOn state { name } }
    }
  }
}`

/** Scenario 6 and 6b, told against an open hub. */
export function foodLicence(hub: () => TestHub): void {
  const ask = (question: Question): Promise<Answer> => hub().ask(question)
  const firm = (persona: string, example: string, inCase?: string, more: Partial<Question> = {}) =>
    ask({
      persona, ...(inCase === undefined ? {} : { purpose: under(MATTER, inCase) }), query: FIRM,
      variables: { code: numberOf(example) }, ...more,
    })

  describe('Scenario 6: the food licence of a new restaurant', () => {
    const purpose = under(MATTER, 'food')

    it('tells market regulation what its own inspection found, published or not', async () => {
      const answer = await firm('market-regulation', 'restaurant', 'food')
      expect(answer.data).toEqual({
        legalPerson: {
          name: '示例味知轩餐饮管理有限公司', scope: '餐饮服务；餐饮管理', bans: [],
          licences: [{
            name: '营业执照', number: '990101000060001', state: { name: '有效' },
            face: [
              { title: '名称', value: '示例味知轩餐饮管理有限公司' }, { title: '法定代表人', value: '沈嘉禾' },
              { title: '经营范围', value: '餐饮服务；餐饮管理' },
            ],
          }],
          credit: { seriouslyDishonest: false, penalties: [], permits: [] },
          inspections: [{
            inspectionNo: 'XC-990101-2026-000601', kind: { name: '专项' }, plannedOn: '2026-02-24',
            inspectedOn: '2026-02-24',
            result: { name: '发现问题，已责令改正' }, findings: [{ description: '食品处理区与就餐区未有效分隔' }],
            unpublishedFindings: [{ description: '专间通风设施不足' }], note: '现场核查：专间通风设施需改造后复查',
            rectification: { dueOn: '2026-03-06', finishedOn: null, state: { name: '待整改' } },
          }],
        },
      })
      expect(answer.refused).toEqual([])
    })

    it('tells it of everybody in the file what their part needs: of the team the bans, of the agent the card, of the landlord the premises', async () => {
      const answer = await ask({
        persona: 'market-regulation',
        purpose,
        query: `query ($caseNo: ID!) { case(caseNo: $caseNo) {
          state { name }
          parties {
            role { code } name person { name industryBans { kind { name } } licences { name } }
            legalPerson { name licences { name face { title value } } }
          }
          materials { name licence { name } }
        } }`,
        variables: { caseNo: caseNo('food') },
      })
      const member = (role: string, name: string, industryBans: [] | null) => ({
        role: { code: role }, name, person: {
          name, industryBans, licences: [{ name: '居民身份证' }],
        }, legalPerson: null,
      })
      expect(answer.data).toEqual({
        case: {
          state: { name: '特别程序中' },
          parties: [
            {
              role: { code: 'APPLICANT' }, name: '示例味知轩餐饮管理有限公司', person: null,
              legalPerson: {
                name: '示例味知轩餐饮管理有限公司',
                licences: [{
                  name: '营业执照',
                  face: [
                    { title: '名称', value: '示例味知轩餐饮管理有限公司' }, { title: '法定代表人', value: '沈嘉禾' },
                    { title: '经营范围', value: '餐饮服务；餐饮管理' },
                  ],
                }],
              },
            },
            member('LEGAL_REP', '沈嘉禾', []), member('MEMBER', '韩玉成', []), member('AGENT', '唐思涵', null),
            {
              role: { code: 'RIGHT_HOLDER' }, name: '示例安居物业有限公司', person: null,
              legalPerson: {
                name: '示例安居物业有限公司',
                licences: [{
                  name: '不动产权证书',
                  face: [
                    { title: '权利人', value: '示例安居物业有限公司' }, { title: '坐落', value: SHOP },
                    { title: '用途', value: '商业服务' },
                  ],
                }],
              },
            },
          ],
          materials: [
            {
              name: '营业执照', licence: { name: '营业执照' },
            }, { name: '经营场所布局图', licence: null }, { name: '食品安全规章制度清单', licence: null },
            { name: '经营场所使用证明', licence: { name: '不动产权证书' } }, { name: '授权委托书及代理人身份证', licence: null },
          ],
        },
      })
    })

    it('finds the food safety manager who is banned for five years, and the firm that was fined', async () => {
      const manager = await ask({
        persona: 'market-regulation', purpose: under(MATTER, 'food-banned'),
        variables: { id: numberOf('manager-under-ban') },
        query: `query ($id: CitizenId!) {
          person(citizenId: $id) {
            name industryBans { kind { name } from to decisionNo authority { name } }
          }
        }`,
      })
      expect(manager.data).toEqual({
        person: {
          name: '白启荣',
          industryBans: [{
            kind: { name: '五年内不得从事食品生产经营' }, from: '2023-05-10', to: '2028-05-09', decisionNo: '示市监罚〔2023〕77号',
            authority: { name: '示例区市场监督管理局' },
          }],
        },
      })
      const { data } = await firm('market-regulation', 'canteen', 'food-banned')
      expect(data.legalPerson.credit).toEqual({
        seriouslyDishonest: false,
        penalties: [{ docNo: '示市监罚〔2025〕118号', violation: '采购、使用超过保质期的食品原料', fineAmount: '5' }],
        permits: [{ certName: '食品经营许可证', state: { name: '正常' } }],
      })
      const licences = data.legalPerson.licences as { name: string; state: { name: string } }[]
      expect(licences.map(({ name, state }) => `${name} ${state.name}`)).toEqual([
        '食品经营许可证 注销', '营业执照 有效',
      ])
    })

    it('asks nobody but the team about bans: neither the agent nor a stranger', async () => {
      const bans = (example: string) => ask({
        persona: 'market-regulation', purpose, variables: { id: numberOf(example) },
        query: `query ($id: CitizenId!) { person(citizenId: $id) { name industryBans { kind { name } } } }`,
      })
      const agent = await bans('licence-agent')
      expect(agent.data).toEqual({ person: { name: '唐思涵', industryBans: null } })
      expect(refusals(agent)).toEqual(['person.industryBans: Person.industryBans PARTY_ROLE_NOT_COVERED'])
      const stranger = await bans('manager-under-ban')
      expect(stranger.data).toEqual({ person: null })
      expect(refusals(stranger)).toEqual(['person: Query.person SUBJECT_NOT_PARTY'])
    })

    it('keeps an inspection that is only planned, and what was not published, from everybody else', async () => {
      const own = await firm('market-regulation', 'canteen', 'food-banned')
      expect(own.text).toContain('JC-990101-2026-000603')
      const others = [
        await firm('outsider', 'canteen'),
        await firm('human-resources', 'restaurant', 'food'),
        await firm('portal', 'restaurant', 'food', { subject: 'restaurant' }),
        await firm('portal', 'canteen', 'food-elsewhere', { subject: 'canteen' }),
      ]
      for (const answer of others) {
        expect(answer.text).not.toMatch(/JC-990101-2026-000603|2026-03-18|专间通风/)
        expect(answer.data.legalPerson.inspections.length).toBeGreaterThan(0)
      }
      const byNumber = await ask({
        persona: 'outsider', query: `{
          inspection(inspectionNo: "JC-990101-2026-000603") {
            kind { name } result { name } legalPerson { name }
          }
        }`,
      })
      expect(byNumber.data).toEqual({ inspection: null })
    })

    describe('the company itself at the portal', () => {
      const self = (query: string, variables: Record<string, unknown>) => ask({
        persona: 'portal', subject: 'restaurant', purpose, query, variables,
      })

      it('does not learn from its case which licences of others stand in it, not even by their identifiers', async () => {
        const answer = await self(
          'query ($caseNo: ID!) { case(caseNo: $caseNo) { materials { licence { identifier name } } } }',
          { caseNo: caseNo('food') },
        )
        const own = { identifier: licenceOf('restaurant-licence'), name: '营业执照' }
        expect(answer.data.case.materials.map(({ licence }: { licence: unknown }) => licence)).toEqual([own, null, null, null, null])
        expect(answer.text).not.toContain(licenceOf('restaurant-premises-certificate'))
      })

      it('reads its licences, its case and what was published about it', async () => {
        const answer = await self(
          `query ($code: CreditCode!, $caseNo: ID!) {
            legalPerson(creditCode: $code) {
              name licences { name number face { title value } }
              inspections { result { name } findings { description } }
              cases { edges { node { caseNo summary state { name } } } }
            }
            case(caseNo: $caseNo) { summary parties { role { code } name } materials { name received } }
          }`,
          { code: numberOf('restaurant'), caseNo: caseNo('food') },
        )
        expect(answer.data).toEqual({
          legalPerson: {
            name: '示例味知轩餐饮管理有限公司',
            licences: [{
              name: '营业执照', number: '990101000060001',
              face: [
                { title: '名称', value: '示例味知轩餐饮管理有限公司' }, { title: '法定代表人', value: '沈嘉禾' },
                { title: '经营范围', value: '餐饮服务；餐饮管理' },
              ],
            }],
            inspections: [{
              result: { name: '发现问题，已责令改正' }, findings: [{ description: '食品处理区与就餐区未有效分隔' }],
            }],
            cases: { edges: [{ node: {
              caseNo: caseNo('food'), summary: '食品经营许可新办', state: { name: '特别程序中' },
            } }] },
          },
          case: {
            summary: '食品经营许可新办',
            parties: [{ role: { code: 'APPLICANT' }, name: '示例味知轩餐饮管理有限公司' }],
            materials: [
              '营业执照', '经营场所布局图', '食品安全规章制度清单', '经营场所使用证明', '授权委托书及代理人身份证',
            ].map((name) => ({ name, received: true })),
          },
        })
        expect(answer.refused).toEqual([])
      })

      it('opens nothing of a person, its own head included', async () => {
        for (const example of ['restaurant-head', 'food-manager', 'licence-agent', 'founder']) {
          const answer = await self(
            `query ($id: CitizenId!) {
              person(citizenId: $id) { name industryBans { kind { name } } licences { name } }
            }`,
            { id: numberOf(example) },
          )
          expect(answer.data).toEqual({ person: null })
          expect(hops(answer)).toEqual([])
        }
        const through = await self(
          `query ($code: CreditCode!, $caseNo: ID!) {
            legalPerson(creditCode: $code) { legalRepresentative { name } }
            case(caseNo: $caseNo) { parties { name person { name } } }
          }`,
          { code: numberOf('restaurant'), caseNo: caseNo('food') },
        )
        expect(through.data).toEqual({
          legalPerson: null, case: { parties: [{ name: '示例味知轩餐饮管理有限公司', person: null }] },
        })
      })

      it('finds the landlord and a competitor as closed as anybody does', async () => {
        const answer = await self(`query ($identifier: LicenceIdentifier!, $code: CreditCode!) {
          licence(identifier: $identifier) { name }
          legalPerson(creditCode: $code) { name licences { name } }
        }`, {
          identifier: licenceOf('restaurant-premises-certificate'), code: numberOf('canteen'),
        })
        expect(answer.data).toEqual({ licence: null, legalPerson: { name: '示例好邻居餐饮有限公司', licences: null } })
      })
    })
  })

  describe('Scenario 6b: a food licence that is handed in in another city', () => {
    const purpose = under(MATTER, 'food-elsewhere')

    it('gives the window of the other city verdicts and the status of materials, and nothing to read', async () => {
      const answer = await ask({
        persona: 'neighbour-service-centre',
        purpose,
        query: `query ($id: CitizenId!, $caseNo: ID!) {
          verifyPerson(claim: { citizenId: $id, name: "梁启航" }) { citizenId name }
          person(citizenId: $id) { name industryBans { kind { name } } }
          case(caseNo: $caseNo) {
            state { name } summary parties { name } materials { name received licence { name } }
          }
        }`,
        variables: { id: numberOf('canteen-head'), caseNo: caseNo('food-elsewhere') },
      })
      expect(answer.data).toEqual({
        verifyPerson: { citizenId: 'MATCH', name: 'MATCH' },
        person: null,
        case: {
          state: { name: '已受理' }, summary: null, parties: null,
          materials: [
            { name: '营业执照', received: true, licence: null },
            { name: '经营场所布局图', received: true, licence: null },
          ],
        },
      })
      expect(refusals(answer)).toEqual([
        'person.name: Person.name VERIFY_ONLY', 'person.industryBans: Person.industryBans NO_GRANT',
        'case.summary: Case.summary NO_GRANT', 'case.parties: Case.parties NO_GRANT',
        'case.materials: CaseMaterial.licence NO_GRANT',
      ])
    })

    it('is decided at home as if it had been handed in there, since the matter is handled across cities', async () => {
      const answer = await ask({
        persona: 'market-regulation', purpose, variables: { caseNo: caseNo('food-elsewhere') },
        query: `query ($caseNo: ID!) { case(caseNo: $caseNo) {
          summary handlingDivision { code name }
          parties { role { code } name person { name industryBans { kind { name } } } }
        } }`,
      })
      expect(answer.data).toEqual({
        case: {
          summary: '食品经营许可新办（异地代收）', handlingDivision: { code: '990201000000', name: '邻例区' },
          parties: [
            { role: { code: 'APPLICANT' }, name: '示例好邻居餐饮有限公司', person: null },
            { role: { code: 'LEGAL_REP' }, name: '梁启航', person: { name: '梁启航', industryBans: [] } },
            { role: { code: 'MEMBER' }, name: '韩玉成', person: { name: '韩玉成', industryBans: [] } },
          ],
        },
      })
      expect(answer.refused).toEqual([])
    })

    it('is no business of the window in the home city, which did not receive it', async () => {
      const answer = await ask({
        persona: 'service-centre', purpose, variables: { id: numberOf('canteen-head') },
        query: `query ($id: CitizenId!) { verifyPerson(claim: { citizenId: $id }) { citizenId } }`,
      })
      expect(answer.data).toEqual({ verifyPerson: null })
      expect(refusals(answer)).toEqual(['verifyPerson: Person.citizenId CASE_NOT_YOURS'])
    })
  })
}
