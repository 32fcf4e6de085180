import { describe, expect, it } from 'vitest'
import { page, pageSize, positionAfter, sealedCursors } from './connection.ts'

const cursors = sealedCursors(Buffer.alloc(32, 5))
const LIST = 'Person.cases'

const thrown = (action: () => unknown): unknown => {
  try {
    return action()
  } catch (error) {
    return (error as { extensions: unknown }).extensions
  }
}

describe('a page refuses', () => {
  it.each([0, -1, 101, 1.5])('a size of %d, naming the argument', (first) => {
    expect(thrown(() => pageSize(first))).toEqual({ code: 'BAD_USER_INPUT', argument: 'first' })
    expect(thrown(() => page([], first, String))).toEqual({ code: 'BAD_USER_INPUT', argument: 'first' })
  })

  it.each(['forged', '', 'A'.repeat(80)])('the cursor "%s" that this hub did not make, naming the argument', (cursor) => {
    expect(thrown(() => positionAfter(cursors, LIST, cursor, 'before'))).toEqual({ code: 'BAD_USER_INPUT', argument: 'before' })
  })

  it('a cursor without repeating it', () => {
    expect(() => positionAfter(cursors, LIST, 'forged')).toThrow(/^after is no cursor of this list$/)
  })

  it('the cursor of another list, and of another hub', () => {
    const stranger = sealedCursors(Buffer.alloc(32, 6))
    for (const cursor of [cursors.encode('Person.licences', ['a']), stranger.encode(LIST, ['a'])]) {
      expect(thrown(() => positionAfter(cursors, LIST, cursor))).toEqual({ code: 'BAD_USER_INPUT', argument: 'after' })
    }
  })
})

describe('a page', () => {
  it('holds 20 rows where nobody says how many, and 1 to 100 where somebody does', () => {
    expect([pageSize(undefined), pageSize(null), pageSize(1), pageSize(100)]).toEqual([20, 20, 1, 100])
  })

  it('starts at the beginning without a cursor and after the cursor with one', () => {
    expect(positionAfter(cursors, LIST, undefined)).toBeNull()
    expect(positionAfter(cursors, LIST, null)).toBeNull()
    expect(positionAfter(cursors, LIST, cursors.encode(LIST, ['a', '乙']))).toEqual(['a', '乙'])
  })

  it('has cursors that do not show the sort key and differ each time', () => {
    const [one, other] = [cursors.encode(LIST, ['1990-01-01']), cursors.encode(LIST, ['1990-01-01'])]
    expect(one).not.toBe(other)
    expect(Buffer.from(one, 'base64url').toString('latin1')).not.toContain('1990')
  })

  it('leaves the row read ahead out and says that another page follows', () => {
    expect(page(['a', 'b', 'c'], 2, (row) => `at ${row}`)).toEqual({
      edges: [{ cursor: 'at a', node: 'a' }, { cursor: 'at b', node: 'b' }],
      pageInfo: { hasNextPage: true, endCursor: 'at b' },
    })
  })

  it('is the last where nothing was read ahead, and may be empty', () => {
    expect(page(['a', 'b'], 2, String).pageInfo).toEqual({ hasNextPage: false, endCursor: 'b' })
    expect(page([], 2, String)).toEqual({ edges: [], pageInfo: { hasNextPage: false, endCursor: null } })
  })
})
