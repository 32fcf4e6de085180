import { describe, expect, it } from 'vitest'
import { Remembered } from './remembered.ts'

describe('what a text came to', () => {
  it('is remembered, nothing included', () => {
    let worked = 0
    const remembered = new Remembered((text: string) => {
      worked += 1
      return text === '' ? null : text.length
    })
    expect([remembered.of('ab'), remembered.of('ab'), remembered.of(''), remembered.of('')]).toEqual([2, 2, null, null])
    expect(worked).toBe(2)
  })

  it('is forgotten when too many others came, so that callers cannot fill the memory', () => {
    let worked = 0
    const remembered = new Remembered(() => (worked += 1))
    for (let each = 0; each < 250; each += 1) remembered.of(String(each))
    expect(worked).toBe(250)
    remembered.of('0')
    expect(worked).toBe(251)
  })
})
