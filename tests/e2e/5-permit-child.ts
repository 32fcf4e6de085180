import { expect, it } from 'vitest'
import { LIVES_HERE, ofCase, type Permit } from './5-permit.ts'
import { caseNo, hops, numberOf, refusals, withoutTrace } from './story.ts'

/** Scenario 5b: a child and its guardian, and a child of whom a fact is protected. */
export function permitChild({ ask, person }: Permit): void {
  const purpose = ofCase('permit-child')

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
      purpose: ofCase('permit-adopted'),
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
}
