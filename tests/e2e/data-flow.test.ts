import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHub, type TestHub } from '../harness/hub.ts'
import { person } from '../permissions/ask.ts'
import { caseNo, under } from './story.ts'
import { TRACE } from './tracing.ts'

let hub: TestHub
let entry: string
beforeAll(async () => {
  hub = await openTestHub()
  const answer = await hub.ask({ persona: 'civil-affairs', purpose: under('old-age-allowance', 'allowance'), ...person('old-man', 'name') })
  expect(answer.data).toEqual({ person: { name: '张大山' } })
  entry = (answer.extensions['receipt'] as { entry: string }).entry
})
afterAll(() => hub?.close())

const trace = (persona: string) => hub.ask({ persona, query: TRACE, variables: { entry } })

interface Traced {
  readonly version: number
  readonly grant: {
    readonly id: string
    readonly provider: { readonly name: string }
    readonly legalBasis: string
    readonly items: readonly { readonly item: string }[]
    readonly versions: readonly { readonly version: number; readonly approvedOn: string }[]
  } | null
}

describe('One value, from the answer to who approved its release', () => {
  it('is traced by nobody who has no part in it', async () => {
    for (const persona of ['tax', 'outsider', 'assessor', 'sharing-authority']) expect((await trace(persona)).data).toEqual({ accessRecord: null })
  })

  it('is traced by the agency that asked, in one question: case, grant, terms of then, provider, day of approval', async () => {
    const { data, refused } = await trace('civil-affairs')
    expect(refused).toEqual([])
    expect(data.accessRecord).toMatchObject({ operator: 'op-civil-affairs', caseNo: caseNo('allowance'), reason: '办理' })
    expect(data.accessRecord.released).toContain('Person.name=CLEAR')
    const uses = data.accessRecord.grantUses as Traced[]
    const used = uses.find(({ grant }) => grant?.items.some(({ item }) => item === 'Person.name'))
    expect(used?.grant).toMatchObject({ provider: { name: expect.stringMatching(/公安/) as unknown }, legalBasis: expect.stringMatching(/./) as unknown })
    expect(used?.grant?.versions.find(({ version }) => version === used.version)?.approvedOn).toMatch(/^\d{4}-\d\d-\d\d$/)
  })

  it('is traced by the provider as far as its own grants go, without the operator', async () => {
    const { data } = await trace('public-security')
    expect(data.accessRecord).toMatchObject({ operator: null, caseNo: caseNo('allowance') })
    const grants = (data.accessRecord.grantUses as Traced[]).flatMap(({ grant }) => (grant === null ? [] : [grant.provider.name]))
    expect(grants.length).toBeGreaterThan(0)
    expect(new Set(grants).size).toBe(1)
  })
})
