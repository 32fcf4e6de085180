import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signToken } from '../../router/embedded-issuer.ts'
import { codeOf } from '../../seeds/agencies.ts'
import { matterCode } from '../../seeds/matters.ts'
import { accessEntry } from '../../subgraphs/audit/tables.ts'
import { openTestHub, type TestHub } from '../harness/hub.ts'
import { testClock } from '../harness/library.ts'
import { NOBODY, person, verify } from '../permissions/ask.ts'
import { claimsOf } from '../permissions/personas.ts'
import { caseNo, keyOf, numberOf, refusals, under, withoutTrace } from './story.ts'

const MATTER = matterCode('old-age-allowance')
const MONTH_MS = 31 * 86_400_000

let ahead = 0
let hub: TestHub
beforeAll(async () => {
  hub = await openTestHub({ clock: { now: () => testClock.now() + ahead } })
})
afterAll(() => hub?.close())

const MINE = `query ($first: Int, $after: String) { myDataUsage(first: $first, after: $after) { withheldCategories { category { name } months }
  edges { node { agency { creditCode name } matter { name } caseNo onBehalf attempt items { title disclosure { name } } } } pageInfo { hasNextPage endCursor } } }`

interface Use {
  readonly agency: { readonly creditCode: string; readonly name: string }
  readonly matter: { readonly name: string } | null
  readonly caseNo: string | null
  readonly onBehalf: boolean
  readonly attempt: boolean
  readonly items: readonly { readonly title: string; readonly disclosure: { readonly name: string } }[]
}

async function usesOf(subject: string, variables: Record<string, unknown> = {}): Promise<Use[]> {
  const { data, refused } = await hub.ask({ persona: 'portal', subject, query: MINE, variables })
  expect(refused).toEqual([])
  return (data.myDataUsage.edges as { node: Use }[]).map(({ node }) => node)
}

const inWords = ({ items }: Use) => items.map(({ title, disclosure }) => `${title} ${disclosure.name}`)
const officer = (example: string, fields: string, purpose = under('old-age-allowance', 'allowance')) => hub.ask({ persona: 'civil-affairs', purpose, ...person(example, fields) })

async function change(name: string, input: Record<string, unknown>, persona = 'civil-affairs') {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`
  const { data, refused } = await hub.ask({ persona, query: `mutation ($input: ${type}!) { ${name}(input: $input) { caseNo } }`, variables: { input } })
  expect(refused).toEqual([])
  return data[name].caseNo as string
}

describe('Zhang Dashan (张大山) wants to know who read his data. The hub refuses', () => {
  it('whoever does not say who they are', async () => {
    expect((await hub.ask({ query: MINE })).refused).toMatchObject([{ code: 'UNAUTHENTICATED' }])
  })

  it.each(['civil-affairs', 'auditor', 'assessor', 'sharing-authority'])('%s, however much it may read', async (persona) => {
    const { data, refused } = await hub.ask({ persona, query: MINE })
    expect([data.myDataUsage, refused.map(({ code }) => code)]).toEqual([null, ['FORBIDDEN']])
  })

  it('his daughter, with a mandate of his for the allowance, and a portal that hardly knows him, in words for a person', async () => {
    for (const claims of [claimsOf('portal', 'old-man', ['old-age-allowance']), claimsOf('portal-hardly-identified', 'old-man', undefined)]) {
      const token = await signToken(hub.key, claims, testClock)
      const { data, refused } = await hub.ask({ headers: { authorization: `Bearer ${token}` }, query: MINE })
      expect(data.myDataUsage).toBeNull()
      expect(refused).toMatchObject([{ code: 'FORBIDDEN', messageZh: expect.stringContaining('代理人不得查询') as unknown }])
    }
  })
})

describe('Zhang Dashan is told', () => {
  it('which agency read what, for which matter and case, in words', async () => {
    await officer('old-man', 'name isAlive mobile')
    const [latest] = await usesOf('old-man')
    expect(latest).toMatchObject({ agency: { creditCode: codeOf('civil-affairs'), name: expect.any(String) as unknown }, matter: { name: expect.any(String) as unknown }, caseNo: caseNo('allowance'), onBehalf: false, attempt: false })
    expect(inWords(latest as Use)).toEqual(['公民身份号码 核验', '姓名 明文', '是否健在 明文', '联系电话 脱敏'])
  })

  it('that he himself asked through the portal, and not that he looked at this list', async () => {
    await hub.ask({ persona: 'portal', subject: 'old-man', purpose: under('old-age-allowance', 'allowance'), ...person('old-man', 'name') })
    expect((await usesOf('old-man')).map(({ onBehalf }) => onBehalf)).toEqual([true, false])
  })

  it('that somebody compared what they claimed of him, and not what came of it', async () => {
    const { data } = await hub.ask({ persona: 'civil-affairs', purpose: under('old-age-allowance', 'allowance'), ...verify('old-man', { name: '张小山' }, 'name') })
    expect(data.verifyPerson).toEqual({ name: 'MISMATCH' })
    const [latest] = await usesOf('old-man')
    expect(inWords(latest as Use)).toContain('姓名 核验')
    expect(JSON.stringify(latest)).not.toMatch(/MISMATCH|不一致/)
  })

  it('of attempts that were refused, without the case that they stated, once a day of one agency', async () => {
    const before = await usesOf('old-man', { first: 100 })
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const answer = await hub.ask({ persona: 'tax', purpose: under('house-transfer', 'transfer'), ...person('old-man', 'name') })
      expect(refusals(answer)).toEqual(['person: Query.person SUBJECT_NOT_PARTY'])
    }
    const after = await usesOf('old-man', { first: 100 })
    expect(after.length - before.length).toBe(1)
    expect(after[0]).toMatchObject({ agency: { creditCode: codeOf('tax') }, caseNo: null, attempt: true, items: [{ title: '姓名', disclosure: { name: '未提供' } }] })
  })

  it('page by page, each use once', async () => {
    const whole = await usesOf('old-man', { first: 100 })
    const paged: Use[] = []
    for (let after: string | null = null, more = true; more;) {
      const { data } = await hub.ask({ persona: 'portal', subject: 'old-man', query: MINE, variables: { first: 2, after } })
      paged.push(...(data.myDataUsage.edges as { node: Use }[]).map(({ node }) => node))
      ;({ hasNextPage: more, endCursor: after } = data.myDataUsage.pageInfo as { hasNextPage: boolean; endCursor: string })
    }
    expect(paged).toEqual(whole)
  })
})

describe('Whoever asks learns nothing of it', () => {
  it('a sealed witness and a number that nobody bears are refused alike, by not one byte, and the witness is told', async () => {
    const about = async (number: string) => hub.ask({ persona: 'tax', purpose: under('house-transfer', 'transfer'), query: 'query ($n: CitizenId!) { person(citizenId: $n) { name } }', variables: { n: number } })
    const bare = (text: string) => text.replace(/"receipt":\{[^}]*\}/, '')
    const witness = await about(numberOf('sealed-witness'))
    const again = await about(numberOf('sealed-witness'))
    const nobody = await about(NOBODY)
    expect(bare(withoutTrace(witness))).toBe(bare(withoutTrace(again)))
    expect(bare(withoutTrace(nobody))).toBe(bare(withoutTrace(witness)))
    const uses = await usesOf('sealed-witness')
    expect(uses.filter(({ agency }) => agency.creditCode === codeOf('tax'))).toMatchObject([{ attempt: true }])
  })

  it('that the agency sees whom its own entry names', async () => {
    const { data } = await hub.ask({ persona: 'tax', query: '{ accessRecords(first: 1) { edges { node { id asked refused } } } }' })
    expect(JSON.stringify(data)).not.toContain('named')
    expect(data.accessRecords.edges[0].node.refused).toEqual(['Query.person=SUBJECT_NOT_PARTY'])
  })
})

describe('An inspection (监察) of which the law keeps him unaware', () => {
  it('is not in his list until its time, while the list always says that there are such categories', async () => {
    const opened = await change('openCase', {
      matter: MATTER, kind: 'INSTRUMENT', parties: [{ role: 'RESPONDENT', person: numberOf('old-man') }], documentNo: '示监查〔2026〕9号', category: 'SUPERVISION', handlingDivision: '990101000000',
    })
    await change('confirmCase', { caseNo: opened }, 'civil-affairs-sister')
    await officer('old-man', 'name isAlive', { matter: MATTER, case: opened, reason: '监察' })
    const recorded = await hub.db.orm.select({ category: accessEntry.category, named: accessEntry.named }).from(accessEntry).where(eq(accessEntry.caseNo, opened))
    expect(recorded).toEqual([{ category: 'SUPERVISION', named: [keyOf(numberOf('old-man'))] }])
    const now = await usesOf('old-man', { first: 100 })
    const { data } = await hub.ask({ persona: 'portal', subject: 'newcomer', query: MINE })
    expect(data.myDataUsage.withheldCategories).toEqual([{ category: { name: '审计' }, months: 12 }, { category: { name: '司法' }, months: 60 }, { category: { name: '监察' }, months: 36 }])
    expect(now.map((use) => use.caseNo)).not.toContain(opened)
    ahead = 36 * MONTH_MS
    const later = await usesOf('old-man', { first: 100 })
    ahead = 0
    expect(later.length).toBe(now.length + 1)
  })
})
