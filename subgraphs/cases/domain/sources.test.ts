import { describe, expect, it } from 'vitest'
import { applicantKinds, satisfactions } from './codes.ts'
import { applicantKindOf, isBad, satisfactionOf } from './sources.ts'

describe('a number of another source', () => {
  it('is refused where that source has none like it', () => {
    expect(['0', '7', '', 'constructor', '__proto__'].map(applicantKindOf)).toEqual([null, null, null, null, null])
    expect(['0', '6', 'toString'].map(satisfactionOf)).toEqual([null, null, null])
  })

  it('is told in the words of the standard', () => {
    expect(['1', '2', '3', '4', '5', '6', '9'].map((code) => applicantKinds[applicantKindOf(code) ?? ''])).toEqual([
      '自然人', '企业法人', '事业法人', '社会组织法人', '其他组织', '行政机关', '其他组织',
    ])
    expect(['5', '1'].map((code) => satisfactions[satisfactionOf(code) ?? ''])).toEqual(['非常满意', '非常不满意'])
  })

  it('makes a bad evaluation of 不满意 and 非常不满意 alone', () => {
    expect(Object.keys(satisfactions).filter(isBad)).toEqual(['4', '5'])
  })
})
