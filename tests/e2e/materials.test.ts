import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Answer, openTestHub, type Question, type TestHub } from '../harness/hub.ts'
import { matterCode } from '../../seeds/matters.ts'
import { under } from './story.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await openTestHub()
})
afterAll(() => hub?.close())

const FIELDS = `code name verdict alternatives { title verdict evidences { licenceType { code name } items verdict answers {
  role { code } verdict licence state { code } validTo trustGrade items } } }`
const materials = (persona: string, slug: string, example: string, situation: readonly string[] = [], given: Partial<Question> = {}): Promise<Answer> => hub.ask({
  persona, purpose: under(slug, example), query: `query ($matter: ID!, $situation: [ID!]) { materialsFor(matter: $matter, situation: $situation) { ${FIELDS} } }`,
  variables: { matter: matterCode(slug), situation }, ...given,
})
it('prints', async () => {
  for (const [p, s, e, sit, g] of [
    ['civil-affairs', 'old-age-allowance', 'allowance', ['AGENT']], ['street-office', 'old-age-allowance', 'allowance', ['AGENT']],
    ['civil-affairs', 'old-age-allowance', 'allowance-sealed', []], ['civil-affairs', 'old-age-allowance', 'allowance-dead', []],
    ['civil-affairs-sister', 'old-age-allowance', 'allowance-sister', []],['civil-affairs', 'old-age-allowance', 'allowance-unproven', []],['civil-affairs', 'old-age-allowance', 'allowance-closed', []],
    ['market-regulation', 'company-registration', 'company-setup', ['AGENT']], ['natural-resources', 'house-transfer', 'transfer', ['CO_OWNED', 'AGENT']],
    ['human-resources', 'startup-subsidy', 'subsidy', []], ['human-resources', 'startup-subsidy', 'subsidy-disabled', ['DISABLED']], ['human-resources', 'startup-subsidy', 'subsidy-sheltered', []],
    ['public-security', 'residence-permit', 'permit', []], ['public-security', 'residence-permit', 'permit-child', ['CHILD']], ['public-security', 'residence-permit', 'permit-expired-card', []],
    ['portal', 'residence-permit', 'permit', [], { subject: 'newcomer' }], ['portal', 'residence-permit', 'permit-draft', [], { subject: 'newcomer-wife' }],
    ['market-regulation', 'food-licence', 'food', ['AGENT']], ['portal', 'food-licence', 'food', ['AGENT'], { subject: 'restaurant' }],
  ] as [string, string, string, string[], Partial<Question>][]) {
    const answer = await materials(p, s, e, sit, g ?? {})
    const told = (answer.data?.materialsFor ?? []) as { code: string; verdict: string; alternatives: { verdict: string; evidences: { verdict: string; answers: { verdict: string; role: { code: string } }[] }[] }[] }[]
    console.log(p, e, told.length === 0 ? answer.text.slice(0, 600) : told.map((m) => `${m.code} ${m.verdict} [${m.alternatives.map((a) => `${a.verdict}(${a.evidences.map((x) => x.answers.map((y) => `${y.role.code}:${y.verdict}`).join('+')).join(' & ')})`).join(' | ')}]`).join('\n   '))
  }
  expect(1).toBe(1)
})
