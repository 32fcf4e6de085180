import { describe, expect, it } from 'vitest'
import type { FaceFieldType } from './face.ts'
import { faceFaults, faceFiled, holderFaults, holdersFiled, periodFaults, reasonFault, textFault } from './given.ts'

const field = (name: string, valueType = 'C', required = true): FaceFieldType => ({ name, title: `${name}名`, valueType, required, secret: false, mask: 'NONE' })
const SCHEMA = [field('name'), field('born', 'D'), field('area', 'N', false)]
const FACE = [{ name: 'name', value: '张大山' }, { name: 'born', value: '1940-01-02' }]
const checks = (faults: readonly { argument: string; check: string }[]) => faults.map(({ argument, check }) => `${argument} ${check}`)

describe('a face is refused', () => {
  it.each([
    ['without a field that is needed', FACE.slice(0, 1), ['face required']],
    ['where such a field is empty', [{ name: 'name', value: ' ' }, FACE[1]!], ['face required']],
    ['with a field of no type', [...FACE, { name: '<b>', value: 'x' }], ['face[2].name FIELD']],
    ['with one that stands there twice', [...FACE, FACE[0]!], ['face[2].name DUPLICATE']],
    ['with a day that no calendar has', [FACE[0]!, { name: 'born', value: '1940-02-30' }], ['face[1].value date']],
    ['with a number that is none', [...FACE, { name: 'area', value: '1e3' }], ['face[2].value number']],
    ['with a text that is too long', [{ name: 'name', value: '张'.repeat(1_001) }, FACE[1]!], ['face[0].value length']],
    ['with a control character', [{ name: 'name', value: '张\t三' }, FACE[1]!], ['face[0].value characters']],
    ['with a day of two lines', [FACE[0]!, { name: 'born', value: '1940-01\n-02' }], ['face[1].value characters']],
    ['with a character that turns the rest around', [{ name: 'name', value: 'a\u202Eb' }, FACE[1]!], ['face[0].value characters']],
    ['with a citizen number', [{ name: 'name', value: '张大山 990101199001010019' }, FACE[1]!], ['face[0].value CITIZEN_NUMBER']],
  ])('%s', (_, given, expected) => {
    expect(checks(faceFaults('face', SCHEMA, given))).toEqual(expected)
  })

  it('without repeating what it said', () => {
    expect(JSON.stringify(faceFaults('face', SCHEMA, [{ name: 'hidden', value: 'value' }, { name: 'born', value: 'wrong' }]))).not.toMatch(/hidden|wrong/)
  })
})

describe('a face', () => {
  it('keeps what is not given anew, and loses what is given empty', () => {
    const before = { name: '张大山', born: '1940-01-02', area: '12.5', stowaway: 'x' }
    expect(faceFaults('face', SCHEMA, [{ name: 'area', value: '' }], before)).toEqual([])
    expect(faceFiled(SCHEMA, [{ name: 'area', value: '' }, { name: 'name', value: ' 张小山 ' }], before)).toEqual({ name: '张小山', born: '1940-01-02' })
  })

  it('may have a text of several lines, which stay as they are', () => {
    const given = [{ name: 'name', value: '示例路一号\r\n示例路二号\n' }, FACE[1]!]
    expect(faceFaults('face', SCHEMA, given)).toEqual([])
    expect(faceFiled(SCHEMA, given)).toMatchObject({ name: '示例路一号\r\n示例路二号' })
  })

  it('may hold other long numbers', () => {
    expect(faceFaults('face', SCHEMA, [{ name: 'name', value: '6299000000000010101' }, FACE[1]!])).toEqual([])
  })
})

describe('holders are refused', () => {
  const person = { citizenId: 'key', name: '张大山' }
  const firm = { creditCode: '91990100MA0000AB0H', name: '示例公司' }

  it.each([
    ['where there are none', [], '3', ['holders COUNT']],
    ['where there are too many', Array.from({ length: 21 }, (_, at) => ({ citizenId: `k${at}`, name: '某' })), '1', ['holders COUNT']],
    ['who are neither', [{ name: '某' }], '3', ['holders[0] HOLDER']],
    ['who are both', [{ ...person, ...firm }], '3', ['holders[0] HOLDER']],
    ['who stand there twice', [person, person], '1', ['holders[1] DUPLICATE']],
    ['who are organisations where people hold it', [firm], '1', ['holders[0] HOLDER_KIND']],
    ['who are people where organisations hold it', [person], '2', ['holders[0] HOLDER_KIND']],
    ['without a name', [{ ...person, name: '' }], '1', ['holders[0].name required']],
  ])('%s', (_, given, kind, expected) => {
    expect(checks(holderFaults('holders', given, kind))).toEqual(expected)
  })

  it('by no one where all is well, and keep their order', () => {
    expect(holderFaults('holders', [firm, person], '3')).toEqual([])
    expect(holdersFiled([firm, person])).toEqual([
      { subject: '91990100MA0000AB0H', name: '示例公司', documentType: '001' }, { subject: 'key', name: '张大山', documentType: '111' },
    ])
  })
})

describe('a text is refused', () => {
  it('where it is needed, too long, or hides something', () => {
    expect(checks(textFault('name', ' ', 5, true))).toEqual(['name required'])
    expect(checks(textFault('name', '123456', 5))).toEqual(['name length'])
    expect(checks(textFault('name', 'a\u200Bb', 5))).toEqual(['name characters'])
    expect(textFault('name', null, 5)).toEqual([])
  })

  it('where it is read by many and holds somebody’s number', () => {
    expect(checks(reasonFault('reason', '电话13800138000'))).toEqual(['reason PERSONAL_NUMBER'])
    expect(checks(reasonFault('reason', undefined))).toEqual(['reason required'])
    expect(reasonFault('reason', '有效期届满')).toEqual([])
  })
})

describe('a period is refused', () => {
  it('that ends before it begins', () => {
    expect(checks(periodFaults('licences[0]', '2026-01-02', '2026-01-01'))).toEqual(['licences[0].validTo PERIOD'])
    expect(periodFaults('licences[0]', '2026-01-02', '2026-01-02')).toEqual([])
    expect(periodFaults('licences[0]', null, '2026-01-02')).toEqual([])
  })
})
