import { describe, expect, it } from 'vitest'
import { FLAT, ofCase, type Permit, PERSON } from './5-permit.ts'
import { caseNo, licenceOf, numberOf, refusals } from './story.ts'

/** What people read at the portal who apply for themselves, of what they filed and of what they only drafted. */
export function permitHimself({ ask, person }: Permit): void {
  const purpose = ofCase('permit')

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
      purpose: ofCase('permit-draft'),
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
}
