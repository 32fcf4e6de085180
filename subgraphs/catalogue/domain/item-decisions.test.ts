import { describe, expect, it } from 'vitest'
import { type AskedItem, decided, decisionFaults, outcomeOf } from './item-decisions.ts'

const ASKED: readonly AskedItem[] = [
  { item: 'Person.name', disclosure: 'CLEAR', mask: 'NAME' }, { item: 'Person.birthDate', disclosure: 'CLEAR', mask: 'NONE' }, { item: 'Person.mobile', disclosure: 'VERIFY', mask: 'PHONE' },
]
const faults = (...decisions: Parameters<typeof decisionFaults>[0]) => decisionFaults(decisions, ASKED).map(({ argument, check }) => `${argument} ${check}`)

describe('a decision about items is refused', () => {
  it('where it gives more than was asked, or a form that there is not', () => {
    expect(faults({ item: 'Person.mobile', given: 'MASKED', reason: '多给' })).toEqual(['input.items[0].given MORE_THAN_ASKED'])
    expect(faults({ item: 'Person.birthDate', given: 'MASKED', reason: '少给' })).toEqual(['input.items[0].given NO_MASKED_FORM'])
  })

  it('where it names what was not asked, something twice, or no reason', () => {
    const less = { item: 'Person.name', given: 'VERIFY' as const, reason: '足够' }
    expect(faults({ item: 'Person.sex', reason: '无' })).toEqual(['input.items[0].item UNKNOWN_ITEM'])
    expect(faults(less, less)).toEqual(['input.items[1].item DUPLICATE'])
    expect(faults({ ...less, reason: '' })).toEqual(['input.items[0].reason EMPTY'])
  })
})

describe('a decision about items comes to', () => {
  it('all as it was asked where nothing else is said', () => {
    const items = decided(ASKED, [])
    expect(items.map(({ given }) => given)).toEqual(['CLEAR', 'CLEAR', 'VERIFY'])
    expect(outcomeOf(ASKED, items)).toBe('APPROVED')
  })

  it('a part where less is given of one, or one is not given', () => {
    expect(outcomeOf(ASKED, decided(ASKED, [{ item: 'Person.name', given: 'MASKED', reason: '足够' }]))).toBe('PARTLY_APPROVED')
    const without = decided(ASKED, [{ item: 'Person.name', reason: '无关' }])
    expect(without[0]).toEqual({ item: 'Person.name', approved: false, given: null, reason: '无关' })
    expect(outcomeOf(ASKED, without)).toBe('PARTLY_APPROVED')
  })

  it('nothing where none is given', () => {
    expect(outcomeOf(ASKED, decided(ASKED, ASKED.map(({ item }) => ({ item, reason: '无关' }))))).toBeNull()
  })
})
