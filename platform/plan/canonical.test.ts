import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonical, sha256 } from './canonical.ts'

describe('the one form of JSON', () => {
  it('is that of RFC 8785 for its own example', () => {
    const given: unknown = JSON.parse(String.raw`{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"€$\u000F\nA'B\"\\\\\"/","literals":[null,true,false]}`)
    expect(canonical(given)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    )
  })

  it('orders members by UTF-16 code units, numbers among them', () => {
    const given = { '€': 1, '\r': 2, '\ufb33': 3, '1': 4, '10': 5, '9': 6, '😀': 7, '\u0080': 8, 'ö': 9 }
    expect(Object.values(JSON.parse(canonical(given)) as object)).toHaveLength(9)
    expect(canonical(given)).toBe(`{"\\r":2,"1":4,"10":5,"9":6,"\u0080":8,"ö":9,"€":1,"😀":7,"\ufb33":3}`)
  })

  it('says the same as the JSON that it was made of, whatever the order there, and is the same again', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => {
      const sent: unknown = JSON.parse(JSON.stringify(value))
      const text = canonical(value)
      expect(JSON.parse(text)).toEqual(sent)
      expect(canonical(JSON.parse(text))).toBe(text)
      expect(canonical(sent)).toBe(text)
    }))
  })

  it('keeps a member named __proto__, which is a member like any other', () => {
    expect(canonical(JSON.parse('{"b":1,"__proto__":{"a":2}}'))).toBe('{"__proto__":{"a":2},"b":1}')
  })

  it('leaves out members without a value and keeps places without one, as JSON does', () => {
    expect(canonical({ b: undefined, a: [undefined, 1] })).toBe('{"a":[null,1]}')
  })

  it('tells rare characters apart and takes halves of them', () => {
    expect(canonical(['\u{20BB7}野', '\ud842'])).toBe('["\u{20BB7}野","\\ud842"]')
    expect(sha256('吉')).not.toBe(sha256('\u{20BB7}'))
  })
})
