import { describe, expect, it } from 'vitest'
import { type CaseState, states } from './codes.ts'
import { mayMove, movesFrom, wayTo } from './moves.ts'

describe('no way leads', () => {
  it('to a record that was declared void, nor on from a state that the list does not know', () => {
    expect(wayTo('91')).toBeNull()
    expect(movesFrom('constructor')).toEqual([])
  })
})

describe('a case moves', () => {
  it('nowhere from its ends, nor to where it is, nor from a state that the list does not know', () => {
    for (const end of ['21', '51', '90', '91', '92']) {
      expect(Object.keys(states).filter((to) => mayMove(end, to))).toEqual([])
    }
    expect(Object.keys(states).filter((state) => mayMove(state, state))).toEqual([])
    expect(mayMove('constructor', '10')).toBe(false)
  })

  it('never back to the start once it is accepted, nor past its decision', () => {
    expect(mayMove('20', '10')).toBe(false)
    expect(mayMove('30', '50')).toBe(false)
    expect(mayMove('40', '51')).toBe(false)
  })

  it('as the list of moves says', () => {
    const moves = Object.fromEntries(Object.keys(states).map((from) => [from, Object.keys(states).filter((to) => mayMove(from, to))]))
    expect(moves).toMatchObject({
      '10': ['11', '20', '21', '90'], '11': ['10', '20', '90'], '20': ['30'], '30': ['31', '40', '41', '92'], '31': ['30'],
      '40': ['50'], '41': ['50'], '50': ['51'],
    })
  })

  it('on the shortest way to each state, every step of it allowed', () => {
    expect(wayTo('10')).toEqual(['10'])
    expect(wayTo('51')).toEqual(['10', '20', '30', '40', '50', '51'])
    expect(wayTo('31')).toEqual(['10', '20', '30', '31'])
    for (const state of Object.keys(states) as CaseState[]) {
      const way = wayTo(state) ?? []
      expect(way.slice(1).filter((to, at) => !mayMove(way[at] ?? '', to))).toEqual([])
    }
  })
})
