import { parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { planOf } from '../tests/harness/library.ts'
import { Access } from './access.ts'
import { coveredOnly, manyPerKey, onePerKey } from './batch.ts'
import { ContractItems } from './contract.ts'

interface Row {
  readonly key: string
  readonly value: number
}

const keyOf = ({ key }: Row) => key
const nothing = new ContractItems(parse('type Query { a: Int }'))
const accessTo = (...subjects: string[]) =>
  new Access(planOf({ classes: [{}], subjects: Object.fromEntries(subjects.map((each) => [each, 0])), sealed: ['sealed'] }), nothing)

/** A reader over rows that remembers what it was asked. */
function table(...rows: Row[]) {
  const asked: (readonly string[])[] = []
  const read = async (keys: readonly string[]) => {
    asked.push(keys)
    return rows.filter(({ key }) => keys.includes(key))
  }
  return { asked, read }
}

describe('a covered reader refuses', () => {
  it('to ask the table about a subject that the plan does not cover', async () => {
    const { asked, read } = table({ key: 'covered', value: 1 }, { key: 'stranger', value: 2 })
    const rows = await coveredOnly(accessTo('covered'), read)(['stranger', 'covered'])
    expect(rows).toEqual([{ key: 'covered', value: 1 }])
    expect(asked).toEqual([['covered']])
  })

  it('to ask about a sealed subject, even a covered one', async () => {
    const { asked, read } = table({ key: 'sealed', value: 1 })
    expect(await coveredOnly(accessTo('sealed'), read)(['sealed'])).toEqual([])
    expect(asked).toEqual([])
  })

  it('to send any statement where nobody is covered', async () => {
    const { asked, read } = table()
    expect(await coveredOnly(accessTo(), read)(['stranger'])).toEqual([])
    expect(asked).toEqual([])
  })
})

describe('a loader', () => {
  it('fails for every key where the statement fails, and never takes that for an unknown key', async () => {
    const loader = onePerKey<Row>(() => Promise.reject(new Error('down')), keyOf)
    await expect(loader.load('a')).rejects.toThrow('down')
  })

  it('gives one row per key in the order of the keys, and null where there is none', async () => {
    const { read } = table({ key: 'b', value: 2 }, { key: 'a', value: 1 })
    expect(await onePerKey(read, keyOf).loadMany(['a', 'unknown', 'b'])).toEqual([{ key: 'a', value: 1 }, null, { key: 'b', value: 2 }])
  })

  it('gives many rows per key in the order of the statement, and none as an empty list', async () => {
    const { read } = table({ key: 'a', value: 3 }, { key: 'b', value: 2 }, { key: 'a', value: 1 })
    expect(await manyPerKey(read, keyOf).loadMany(['b', 'unknown', 'a'])).toEqual([
      [{ key: 'b', value: 2 }], [], [{ key: 'a', value: 3 }, { key: 'a', value: 1 }],
    ])
  })

  it('sends one statement for many keys, each key once', async () => {
    const { asked, read } = table({ key: 'a', value: 1 })
    await onePerKey(read, keyOf).loadMany(['a', 'b', 'a'])
    expect(asked).toEqual([['a', 'b']])
  })

  it('puts at most 1000 keys into one statement', async () => {
    const keys = Array.from({ length: 1_001 }, (_each, at) => `k${at}`)
    for (const make of [onePerKey<Row>, manyPerKey<Row>]) {
      const { asked, read } = table()
      await (make(read, keyOf).loadMany(keys) as Promise<unknown>)
      expect(asked.map((each) => each.length)).toEqual([1_000, 1])
    }
  })
})
