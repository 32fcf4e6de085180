import { expect, it } from 'vitest'
import { FLAT, LIVES_HERE, ofCase, type Permit } from './5-permit.ts'
import { caseNo, numberOf, refusals } from './story.ts'

/** What the police are told who decide on the permit, the police station that received it, and agencies that have no part in it. */
export function permitPolice({ ask, person }: Permit): void {
  const purpose = ofCase('permit')

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
}
