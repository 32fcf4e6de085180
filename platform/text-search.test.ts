import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { comparableText, grams, SEARCH_MAX, searchTokens, searchWords } from './text-search.ts'

const SEED = 20_260_101

describe('a search refuses', () => {
  it.each(['', ' ', '示', ' 例 ', '（示）', '\u0000', '%%', '__', '𠀀', '\ud842', '\u200b\u200b', '!!!!'])('what comes to fewer than two characters: %j', (text) => {
    expect(() => searchWords(text, 'name')).toThrow(expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT', argument: 'name' } }))
  })

  it('more than a hundred characters, counted as people count them, and never repeats them', () => {
    expect(searchWords('𠀀'.repeat(SEARCH_MAX), 'name')).toEqual(['𠀀'.repeat(SEARCH_MAX)])
    expect(() => searchWords('秘密'.repeat(SEARCH_MAX), 'name')).toThrow('name: longer than 100 characters')
  })
})

describe('a comparable text', () => {
  it.each([
    ['示例（集团）abc 公司', '示例(集团)ＡＢＣ公司'],
    ['ﬁne“示例”', 'FINE示例'],
    ['⼀号', '一号'],
    ['葛\u{E0100}城', '葛城'],
    ['示\u200b例\u0000', '示例'],
    ['1—23号', '1-23号'],
    ['straße', 'STRASSE'],
  ])('of %j is that of %j', (one, other) => {
    expect(comparableText(one)).toBe(comparableText(other))
  })

  it('tells a dash between digits from none, and rare characters from each other', () => {
    expect(comparableText('1-23')).not.toBe(comparableText('12-3'))
    expect(comparableText('𠀀')).not.toBe(comparableText('𠀁'))
  })

  it('stays as it is when compared again, and has neither spaces nor wildcards nor marks of tokens', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const comparable = comparableText(text)
        expect(comparableText(comparable)).toBe(comparable)
        expect(comparable).not.toMatch(/[\s%_\\#\u0000\p{Cs}]/u)
      }),
      { seed: SEED, numRuns: 300 },
    )
  })
})

describe('the words of a search', () => {
  it.each([
    ['示例 科技', ['示例', '科技']],
    ['  示例\u3000科技\t', ['示例', '科技']],
    ['示例路 8 号', ['示例路8号']],
    ['王 示例', ['王示例']],
    ['王 示 例', ['王示例']],
    ['示例 （）', ['示例']],
    ['ABC公司', ['ABC公司']],
  ])('%j are %j', (text, words) => {
    expect(searchWords(text, 'name')).toEqual(words)
  })

  it('have two characters at least, whatever is asked', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        let words: string[] = []
        try {
          words = searchWords(text, 'name')
        } catch {
          return
        }
        expect(words.length).toBeGreaterThan(0)
        expect(words.filter((word) => [...word].length < 2)).toEqual([])
      }),
      { seed: SEED, numRuns: 300 },
    )
  })
})

describe('the tokens of a search', () => {
  it('are pairs of characters, whole ones where they are rare', () => {
    expect(grams('示例𠀀公司')).toEqual(['示例', '例𠀀', '𠀀公', '公司'])
    expect(grams('公司公司')).toEqual(['公司', '司公'])
    expect(grams('示')).toEqual([])
  })

  it('name the division by the digits of its level, and none for the nation', () => {
    expect(searchTokens(['示例'], '990100000000')).toEqual(['示例', '#9901'])
    expect(searchTokens(['示例'], '990110000000')).toEqual(['示例', '#990110'])
    expect(searchTokens(['示例', '示例店'], '990101001000')).toEqual(['示例', '例店', '#990101001'])
    expect(searchTokens(['示例'], '000000000000')).toEqual(['示例'])
    expect(searchTokens(['示例'], null)).toEqual(['示例'])
  })
})
