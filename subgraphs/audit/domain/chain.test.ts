import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { chained, hashAfter, headOf } from './chain.ts'
import type { AccessEntry } from './entry.ts'

const opening = { stream: 3, writer: 'writer-1', openedAt: new Date('2026-03-02T01:00:00Z') }
const entry = (traceId: string): AccessEntry => ({
  at: opening.openedAt, traceId, consumer: 'c', agency: 'a', operator: 'o', represented: null, client: '', matter: null, caseNo: null, reason: null,
  decision: { hash: 'h', said: '{}', basis: '', providers: [] }, verdicts: [], rows: 0, outcome: 'ANSWERED', durationMs: 1, catalogueVersion: 1, answer: 'x',
  subjects: [], named: [], namedAgain: [], category: null, circumstances: null, alerts: [],
})

describe('a chain', () => {
  it('begins otherwise for every stream, writer and instant', () => {
    const heads = [opening, { ...opening, stream: 4 }, { ...opening, writer: 'writer-2' }, { ...opening, openedAt: new Date(0) }].map((each) => headOf(each).hash.toString('hex'))
    expect(new Set(heads).size).toBe(4)
  })

  it('gives every entry its place, and the SM3 of the hash before it and its own bytes', () => {
    const head = headOf(opening)
    const [first, second] = chained(head, [entry('one'), entry('two')])
    expect([first?.seq, second?.seq]).toEqual([1, 2])
    expect(first?.hash).toEqual(createHash('sm3').update(head.hash).update(first?.body ?? '', 'utf8').digest())
    expect(second?.hash).toEqual(hashAfter(first?.hash as Buffer, second?.body ?? ''))
  })

  it('goes on alike whether entries come together or one by one', () => {
    const together = chained(headOf(opening), [entry('one'), entry('two')])
    const [one] = chained(headOf(opening), [entry('one')])
    expect(chained(one as NonNullable<typeof one>, [entry('two')])[0]?.hash).toEqual(together[1]?.hash)
  })
})
