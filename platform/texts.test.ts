import { describe, expect, it } from 'vitest'
import { holdsControls, holdsMarkup, holdsPersonalNumber, holdsRightToLeft } from './texts.ts'

describe('a text holds somebody\'s number', () => {
  it.each(['990101 19420301 0018', '９９０１０１１９４２０３０１００１８', '电话13900000000', '+86 139-0000-0000', '130503670401001'])('in %s', (text) => {
    expect(holdsPersonalNumber(text)).toBe(true)
  })

  it('not in an article of a law or an amount', () => {
    expect(holdsPersonalNumber('政务数据共享条例 第二十五条，2026 年 12000 人次')).toBe(false)
  })
})

describe('a text holds what hides or turns it', () => {
  it.each(['a\u0000', 'a\n', 'a\u202Eb', '\uFEFFa', 'a\u2028b'])('in %j', (text) => {
    expect(holdsControls(text)).toBe(true)
  })

  it('not in plain Chinese', () => {
    expect(holdsControls('高龄津贴发放：核对年龄')).toBe(false)
  })
})

describe('a text holds letters from right to left', () => {
  it.each(['核对שלום', 'مرحبا', '\ufb2a', '\ufef5', '\u{10900}', '\u{1e900}'])('in %j', (text) => {
    expect(holdsRightToLeft(text)).toBe(true)
  })

  it('not in Chinese, Latin or Mongolian', () => {
    expect(holdsRightToLeft('核对年龄 Name ᠮᠣᠩᠭᠣᠯ')).toBe(false)
  })
})

describe('a text holds markup', () => {
  it.each(['<b>', 'a > b', '{name}', '&amp;', '&#49;'])('in %j', (text) => {
    expect(holdsMarkup(text)).toBe(true)
  })

  it('not in a name with the sign for and', () => {
    expect(holdsMarkup('甲&乙有限公司')).toBe(false)
  })
})
