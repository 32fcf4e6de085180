import { describe, expect, it } from 'vitest'
import { fit } from './fitting.ts'

// Every letter is as wide as its size.
const widthOf = (text: string) => [...text].length
const room = (letters: number, lines: number) => ({ width: letters * 10, height: 10 * (1 + (lines - 1) * 1.35) + 0.01, size: 10 })

describe('no place is found', () => {
  it('for 5,000 letters where some hundred can stand', () => expect(fit('字'.repeat(5_000), room(20, 5), widthOf)).toBeNull())
  it('for one letter that is wider than its place', () => expect(fit('字', { width: 4, height: 20, size: 10 }, widthOf)).toBeNull())
  it('for a line in a place that is lower than letters that can be read', () => expect(fit('字', { width: 100, height: 5, size: 10 }, widthOf)).toBeNull())
})

describe('a text that fits', () => {
  it('stands on one line in the size wanted', () => expect(fit('一二三四', room(4, 1), widthOf)).toEqual({ size: 10, lines: ['一二三四'] }))
  it('shrinks a little to stay on one line', () => expect(fit('一二三四五六七八九十', room(9, 3), widthOf)).toEqual({ size: 9, lines: ['一二三四五六七八九十'] }))
  it('wraps in the size wanted rather than shrink more', () => {
    expect(fit('一二三四五六', room(4, 3), widthOf)).toEqual({ size: 10, lines: ['一二三四', '五六'] })
  })
  it('shrinks and wraps where that is needed', () => {
    const fitted = fit('字'.repeat(30), room(10, 2), widthOf)
    expect(fitted?.size).toBeLessThan(10)
    expect(fitted?.size).toBeGreaterThanOrEqual(5.5)
    expect(fitted?.lines.join('')).toBe('字'.repeat(30))
  })
})

describe('lines break', () => {
  it('before no mark that closes', () => expect(fit('一二三四，五六', room(4, 3), widthOf)?.lines).toEqual(['一二三', '四，五六']))
  it('after no mark that opens', () => expect(fit('一二三（四五六）', room(4, 3), widthOf)?.lines).toEqual(['一二三', '（四五', '六）']))
  it('not within a number', () => expect(fit('一二 12345 六', room(6, 3), widthOf)?.lines).toEqual(['一二', '12345', '六']))
  it('within a number that is longer than a line', () => expect(fit('123456789', room(4, 3), widthOf)?.lines).toEqual(['1234', '5678', '9']))
})
