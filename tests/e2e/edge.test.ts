import { formatCaseNumber } from '#platform/identifiers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeOf } from '../../seeds/agencies.ts'
import { typeCode } from '../../seeds/licence-types.ts'
import { matterCode } from '../../seeds/matters.ts'
import { citizenNumber } from '../../seeds/numbers.ts'
import { load as loadCases } from '../../subgraphs/cases/commands.ts'
import { type Answer, openTestHub, type Question, type TestHub } from '../harness/hub.ts'
import { wrongInput } from './edge-of-input.ts'
import { theRecord } from './edge-of-record.ts'
import { selections } from './edge-of-selections.ts'
import { tokens } from './edge-of-tokens.ts'
import { hops, keyOf, numberOf, oneMoreCase, refusals, under } from './story.ts'

const ALLOWANCE = 'old-age-allowance'
const purpose = under(ALLOWANCE, 'allowance')
const NOBODY = citizenNumber('990101', '1944-05-17', 777)
const numbered = (sequence: number) => formatCaseNumber({
  implementationCode: matterCode(ALLOWANCE), date: '2026-02-25', sequence,
})
const [CASE_OF_NOBODY, CASE_OF_ONE, CASE_OF_HUNDRED] = [numbered(910), numbered(911), numbered(912)]
const [CASE_NEXT_DOOR, CASE_FAR_AWAY] = [numbered(913), numbered(914)]

let hub: TestHub
let hundred: readonly { readonly subject: string; readonly citizenId: string; readonly name: string }[]

beforeAll(async () => {
  hub = await openTestHub()
  const { population, licences } = hub.world
  const shielded = new Set(population.protectedPersons.map(({ subject }) => subject))
  // One person and a hundred must reach the same libraries, so each of them holds a card.
  const cards = licences.licences.filter(({ slice }) => slice === typeCode('identity-card'))
  const holders = new Set(cards.flatMap((card) => card.holders.map(({ subject }) => subject)))
  hundred = population.persons
    .filter(({ subject }) => holders.has(subject) && !shielded.has(subject))
    .flatMap(({ subject, citizenId, name }) => (citizenId && name ? [{ subject, citizenId, name }] : []))
    .slice(-100)
  const about = { slug: ALLOWANCE, agency: codeOf('civil-affairs') }
  const applicants = hundred.map(({ subject, name }) => ({ subject, name, role: 'APPLICANT' as const }))
  await loadCases(
    hub.db,
    oneMoreCase(
      { ...about, caseNo: CASE_OF_NOBODY }, [{ subject: keyOf(NOBODY), role: 'APPLICANT', name: '无名氏' }],
    ),
  )
  await loadCases(hub.db, oneMoreCase({ ...about, caseNo: CASE_OF_ONE }, applicants.slice(0, 1)))
  await loadCases(hub.db, oneMoreCase({ ...about, caseNo: CASE_OF_HUNDRED }, applicants))
  const himself = [{ subject: keyOf(numberOf('old-man')), role: 'APPLICANT' as const, name: '张大山' }]
  await loadCases(
    hub.db, oneMoreCase({ ...about, caseNo: CASE_NEXT_DOOR, handlingDivision: '990102000000' }, himself),
  )
  await loadCases(
    hub.db, oneMoreCase({ ...about, caseNo: CASE_FAR_AWAY, handlingDivision: '990201000000' }, himself),
  )
})
afterAll(() => hub.close())

const ask = (question: Question): Promise<Answer> => hub.ask(question)
const asked = (query: string, variables: Record<string, unknown> = {}, more: Partial<Question> = {}) =>
  ask({ persona: 'civil-affairs', purpose, query, variables, ...more })
const oldMan = () => ({ id: numberOf('old-man') })

tokens(() => hub)
wrongInput(() => hub)
selections(() => hub)

describe('What nobody knows', () => {
  it('is null without an error: a person under a right that covers them', async () => {
    const answer = await asked(
      `query ($id: CitizenId!) {
        person(citizenId: $id) { name isAlive licences { name } } persons(citizenIds: [$id]) { name }
        verifyPerson(claim: { citizenId: $id }) { citizenId }
      }`,
      { id: NOBODY },
      { purpose: { ...purpose, case: CASE_OF_NOBODY } },
    )
    expect(answer.data).toEqual({ person: null, persons: [null], verifyPerson: { citizenId: 'UNKNOWN' } })
    expect(answer.refused).toEqual([])
  })

  it('is null without an error: an organisation, a division, a matter, a licence type', async () => {
    const answer = await ask({
      persona: 'outsider',
      query: `{
        legalPerson(creditCode: "91110000802100433B") { name } division(code: "990199") { name }
        matter(code: "nonsense") { name } licenceType(code: "nonsense") { name }
      }`,
    })
    expect(answer.data).toEqual({ legalPerson: null, division: null, matter: null, licenceType: null })
    expect(answer.refused).toEqual([])
  })
})

describe('Whoever brings no token', () => {
  const OPEN = `division(code: "990101") { name fullName parent { name } serviceHalls { name openHours } }
    matter(code: "${matterCode('food-licence')}") {
      name promisedDays promisedUnit { name } materials { name required }
    }`

  it('reads open data', async () => {
    const answer = await ask({ query: `{ ${OPEN} }` })
    expect(answer.status).toBe(200)
    expect(answer.data).toMatchObject({
      division: {
        name: '示例区', fullName: '示例省示例市示例区', parent: { name: '示例市' },
        serviceHalls: [{ name: '示例区政务服务中心服务大厅' }],
      },
      matter: { name: '食品经营许可（新办）', promisedDays: 10, promisedUnit: { name: '工作日' } },
    })
    expect(answer.refused).toEqual([])
  })

  it.each([
    ['a name of the public register', `legalPerson(creditCode: "${codeOf('civil-affairs')}") { name }`],
    ['a person', `person(citizenId: "${numberOf('old-man')}") { name }`],
    ['a verdict', `verifyPerson(claim: { citizenId: "${numberOf('old-man')}" }) { citizenId }`],
    [
      'the agency behind a matter',
      `more: matter(code: "${matterCode('food-licence')}") { agency { name } }`,
    ],
    ['the contract itself', '__schema { queryType { name } }'],
    ['a type of the contract', '__type(name: "Person") { name }'],
  ])('gets 401 for the whole question where it asks for %s too', async (_what, closed) => {
    const answer = await ask({ query: `{ ${OPEN} ${closed} }` })
    expect(answer.status).toBe(401)
    expect(answer.data).toBeNull()
    expect(answer.refused).toEqual([{ code: 'UNAUTHENTICATED' }])
    expect(answer.text).not.toContain('示例')
  })

  it('reads the contract with a token, whatever it may otherwise read', async () => {
    const answer = await ask({
      persona: 'outsider',
      query: `{
        __schema { queryType { name } } __type(name: "Person") { fields { name } }
        division(code: "990101") { name }
      }`,
    })
    expect(answer.data).toMatchObject({
      __schema: { queryType: { name: 'Query' } }, division: { name: '示例区' },
    })
    const fields = (answer.data.__type.fields as { name: string }[]).map(({ name }) => name)
    expect(fields).toContain('mobile')
    expect(fields).not.toContain('key')
  })
})

describe('The region of a grant', () => {
  const handled = (number: string) =>
    asked(`query ($id: CitizenId!) { person(citizenId: $id) { name } }`, oldMan(), { purpose: {
      ...purpose, case: number,
    } })

  it('reaches a case of the next county, since the matter is handled across counties', async () => {
    expect((await handled(CASE_NEXT_DOOR)).data).toEqual({ person: { name: '张大山' } })
  })

  it('does not reach a case of another city', async () => {
    const answer = await handled(CASE_FAR_AWAY)
    expect(answer.data).toEqual({ person: null })
    expect(refusals(answer)).toEqual(['person: Person.citizenId REGION_NOT_COVERED'])
  })
})

describe('Libraries', () => {
  it.each([
    [
      'only what is refused is asked of them',
      `person(citizenId: $id) { name relations { person { licences { name } } } }`, ['population'],
    ],
    ['only a key is asked', `person(citizenId: $id) { id __typename }`, []],
    [
      'everything below an edge is refused',
      `person(citizenId: $id) { isAlive credit { listings { reason } penalties { docNo } } }`,
      ['population'],
    ],
    [
      'no value is needed of them', `person(citizenId: $id) { registeredDivision { code } name }`,
      ['population'],
    ],
  ])('are not called where %s', async (_why, selection, called) => {
    const answer = await asked(`query ($id: CitizenId!) { ${selection} }`, oldMan())
    expect(hops(answer)).toEqual(called)
  })

  it('are called where something is left for them, each once a step', async () => {
    const answer = await asked(
      `query ($id: CitizenId!) {
        person(citizenId: $id) {
          name credit { seriouslyDishonest } licences { name } registeredDivision { name }
        }
      }`,
      oldMan(),
    )
    expect([...hops(answer)].sort()).toEqual(['credit', 'geo', 'licences', 'population'])
  })
})

describe('Sharing-Denial: reject', () => {
  const query = `query ($id: CitizenId!) {
    person(citizenId: $id) { name mobile household { householdNo } relations { relation { name } } }
  }`
  const reject = { headers: { 'sharing-denial': 'reject' } }

  it('refuses the whole where a part is refused, with the same list, and asks no library', async () => {
    const part = await asked(query, oldMan())
    expect(part.data).toEqual({ person: {
      name: '张大山', mobile: '199****0001', household: null, relations: null,
    } })
    const whole = await asked(query, oldMan(), reject)
    expect(whole.data).toBeNull()
    expect(whole.refused).toEqual(part.refused)
    expect(refusals(whole)).toEqual([
      'person.household: Person.household NO_GRANT', 'person.relations: Person.relations NO_GRANT',
    ])
    expect(hops(whole)).toEqual([])
    expect(whole.text).not.toContain('张大山')
  })

  it('changes nothing where nothing is refused', async () => {
    const answer = await asked(
      `query ($id: CitizenId!) { person(citizenId: $id) { name } }`, oldMan(), reject,
    )
    expect(answer.data).toEqual({ person: { name: '张大山' } })
  })
})

describe('A joined question over four libraries', () => {
  const JOINED = `
    name isAlive ageAtLeast(years: 80) mobile registeredDivision { name fullName parent { name } }
    residenceAddress
    credit { seriouslyDishonest } licences { name state { name } validOn(date: "2026-03-02") type { name } face { value } }`
  async function statements(question: Question): Promise<{ count: number; answer: Answer }> {
    await ask(question)
    const before = hub.db.statements.count
    const answer = await ask(question)
    return { count: hub.db.statements.count - before, answer }
  }
  const list = (count: number): Question => ({
    persona: 'civil-affairs', purpose: { ...purpose, case: CASE_OF_HUNDRED },
    query: `query ($ids: [CitizenId!]!) { persons(citizenIds: $ids) { ${JOINED} } }`,
    variables: { ids: hundred.slice(0, count).map(({ citizenId }) => citizenId) },
  })
  const file = (number: string): Question => ({
    persona: 'civil-affairs', purpose: { ...purpose, case: number }, variables: { caseNo: number },
    query: `query ($caseNo: ID!) { case(caseNo: $caseNo) { summary parties { name role { code } person { ${JOINED} } } } }`,
  })

  it('sends as many statements for a hundred persons as for one', async () => {
    const one = await statements(list(1))
    const many = await statements(list(100))
    expect(one.answer.data.persons).toHaveLength(1)
    expect(hundred).toHaveLength(100)
    const answered = many.answer.data.persons as { name: string }[]
    expect(answered.map(({ name }) => name)).toEqual(hundred.map(({ name }) => name))
    expect(many.answer.refused).toEqual([])
    expect(many.count).toBe(one.count)
    expect(hops(many.answer)).toEqual(hops(one.answer))
  })

  it('sends as many statements for a case of a hundred parties as for a case of one', async () => {
    const one = await statements(file(CASE_OF_ONE))
    const many = await statements(file(CASE_OF_HUNDRED))
    expect(one.answer.data.case.parties).toHaveLength(1)
    expect((many.answer.data.case.parties as {
      person: { name: string },
    }[]).map(({ person }) => person.name)).toEqual(hundred.map(({ name }) => name))
    expect(many.count).toBe(one.count)
  })

  it('takes no more than a hundred at once', async () => {
    const answer = await ask({
      ...list(100), variables: { ids: [...hundred.map(({ citizenId }) => citizenId), numberOf('old-man')] },
    })
    expect(answer.refused.map(({ code }) => code)).toContain('BAD_USER_INPUT')
    expect(answer.text).not.toContain(hundred[0]?.name)
  })
})

theRecord(() => hub)
