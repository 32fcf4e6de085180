import { parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { ContractItems, readContract } from '#platform/contract'
import { type Log, silentLog } from '#platform/log'
import type { AskedLibrary } from '#platform/subgraph'
import { planOf, testClock } from '../tests/harness/library.ts'
import { checked } from './checked.ts'

const contract = readContract('credit')

/** What the log is told of a library that fails, and what whoever asked is told. */
async function failing(gone?: AbortSignal) {
  const told: string[] = []
  const log: Log = { ...silentLog, hop: ({ failure }) => void told.push(failure), fault: () => void told.push('fault') }
  const library: AskedLibrary = { name: 'credit', contract, items: new ContractItems(contract), open: () => async () => { throw new Error('the statement was cancelled') } }
  const { data, errors = [] } = await checked(library, { clock: testClock, log }).open(planOf({}), gone)({ document: parse('{ __typename }') })
  return { told, data, codes: errors.map(({ extensions }) => extensions['code']) }
}

describe('a library that throws', () => {
  it('is unavailable, and the log is told', async () => {
    expect(await failing()).toEqual({ told: ['thrown', 'fault'], data: null, codes: ['LIBRARY_UNAVAILABLE'] })
  })

  it('since whoever asked has left is nobody\'s fault', async () => {
    expect(await failing(AbortSignal.abort())).toEqual({ told: [], data: null, codes: ['LIBRARY_UNAVAILABLE'] })
  })
})
