import { expect, it } from 'vitest'
import { typeCode } from '../../seeds/licence-types.ts'
import { type Allowance, purpose } from './1-allowance.ts'
import { caseNo, licenceOf, numberOf, withoutTrace } from './story.ts'

/** What is never told, whichever way it is asked. */
export function allowanceNever({ ask, told }: Allowance): void {
  it('never shows the driving licence and the disability certificate of the applicant, by whatever way it is asked', async () => {
    const everyWay = await ask({
      persona: 'civil-affairs',
      purpose,
      query: `query (
        $id: CitizenId!, $caseNo: ID!, $driving: [ID!], $disability: [ID!], $one: LicenceIdentifier!, $other: LicenceIdentifier!
      ) {
        person(citizenId: $id) {
          all: licences { identifier name number type { code name } face { name title value } }
          driving: licences(types: $driving) { identifier name }
          disability: licences(types: $disability) { identifier name }
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
}
