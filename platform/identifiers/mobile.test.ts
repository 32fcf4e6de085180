import { describe, expect, it } from 'vitest'
import { parseMobile } from './mobile.ts'

describe('a mobile number', () => {
  it.each([
    '', '1380000000', '138000000000', '12800000000', '10000000000', '23800000000', '+8613800000000',
    '138 0000 0000', '138-0000-0000', '1380000000a', '13800000000\n', '１３８００００００００',
  ])('is refused by format: %j', text => {
    expect(parseMobile(text)).toEqual({ ok: false, check: 'format' })
  })

  it.each([
    '13000000000', '14000000000', '15000000000', '16000000000', '17000000000', '18000000000', '19999999999',
  ])('is read: %s', text => {
    expect(parseMobile(text)).toEqual({ ok: true, value: text })
  })
})
