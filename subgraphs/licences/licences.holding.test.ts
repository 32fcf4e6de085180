import { beforeAll, describe, expect, it } from 'vitest'
import type { Disclosure } from '#platform/access'
import type { Subgraph } from '#platform/subgraph'
import { ask, planOf } from '../../tests/harness/library.ts'
import { EDGE, ofType, openLicences, SELLER, SPOUSE, STRANGER, TITLE_DEED } from './testing.ts'

const HOLDING = 'query ($subjects: [ID!]!, $types: [ID!]!) { _holding(subjects: $subjects, types: $types) { types { code } licences { holder standing validTo } } }'
const READ = ofType(TITLE_DEED, { 'Licence.state': 'CLEAR', 'Licence.validTo': 'CLEAR' })

let library: Subgraph
beforeAll(async () => {
  ({ library } = await openLicences())
})

/** Who is told to hold a title deed; seller and spouse hold one together. */
async function holders(rights: Record<string, Record<string, Disclosure>>, router = true): Promise<string[]> {
  const subjects = Object.fromEntries(Object.keys(rights).map((subject, at) => [subject, at]))
  const answer = await ask(library, planOf({ router, classes: Object.values(rights), subjects }), HOLDING, { subjects: [SELLER, SPOUSE, STRANGER], types: [TITLE_DEED] })
  return ((answer.data?.['_holding'] as { licences: { holder: string }[] } | null)?.licences ?? []).map(({ holder }) => holder).sort()
}

describe('what somebody holds is not told', () => {
  it('to anybody but the router', async () => {
    expect(await holders({ [SELLER]: { ...EDGE, ...READ } }, false)).toEqual([])
  })

  it('of whom the case does not concern', async () => {
    expect(await holders({ [STRANGER]: { ...EDGE, ...READ } })).toEqual([])
  })

  it('of whose licences nothing may be looked for, though the licence may be read of another holder', async () => {
    expect(await holders({ [SELLER]: { ...EDGE, ...READ }, [SPOUSE]: READ })).toEqual([SELLER])
  })

  it('of whom the state may not be read, though it may of another holder', async () => {
    expect(await holders({ [SELLER]: { ...EDGE, ...READ }, [SPOUSE]: EDGE })).toEqual([SELLER])
  })
})

describe('what somebody holds is told', () => {
  it('of every holder whom the rights reach', async () => {
    expect(await holders({ [SELLER]: { ...EDGE, ...READ }, [SPOUSE]: { ...EDGE, ...READ } })).toEqual([SELLER, SPOUSE].sort())
  })
})
