import { createHmac } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { generateKeyPair, importJWK, type JWK, SignJWT } from 'jose'
import { formatCaseNumber } from '#platform/identifiers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EMBEDDED_ISSUER } from '../../router/embedded-issuer.ts'
import { formatPurpose } from '../../router/purpose.ts'
import { codeOf } from '../../seeds/agencies.ts'
import { typeCode } from '../../seeds/licence-types.ts'
import { matterCode } from '../../seeds/matters.ts'
import { citizenNumber } from '../../seeds/numbers.ts'
import { personaOf } from '../../seeds/personas.ts'
import { load as loadCases } from '../../subgraphs/cases/commands.ts'
import { type Answer, openTestHub, type Question, type TestHub } from '../harness/hub.ts'
import { testClock } from '../harness/library.ts'
import { caseNo, hops, keyOf, numberOf, oneMoreCase, refusals, under, withoutTrace } from './story.ts'

const ALLOWANCE = 'old-age-allowance'
const purpose = under(ALLOWANCE, 'allowance')
const NOBODY = citizenNumber('990101', '1944-05-17', 777)
const numbered = (sequence: number) => formatCaseNumber({ implementationCode: matterCode(ALLOWANCE), date: '2026-02-25', sequence })
const [CASE_OF_NOBODY, CASE_OF_ONE, CASE_OF_HUNDRED] = [numbered(910), numbered(911), numbered(912)]

let hub: TestHub
let hundred: readonly { readonly subject: string; readonly citizenId: string; readonly name: string }[]

beforeAll(async () => {
  hub = await openTestHub()
  const { population, licences } = hub.world
  const shielded = new Set(population.protectedPersons.map(({ subject }) => subject))
  // One person and a hundred must reach the same libraries, so each of them holds a card.
  const holders = new Set(licences.licences.filter(({ slice }) => slice === typeCode('identity-card')).flatMap((card) => card.holders.map(({ subject }) => subject)))
  hundred = population.persons
    .filter(({ subject }) => holders.has(subject) && !shielded.has(subject))
    .flatMap(({ subject, citizenId, name }) => (citizenId && name ? [{ subject, citizenId, name }] : []))
    .slice(-100)
  const about = { slug: ALLOWANCE, agency: codeOf('civil-affairs') }
  const applicants = hundred.map(({ subject, name }) => ({ subject, name, role: 'APPLICANT' as const }))
  await loadCases(hub.db, oneMoreCase({ ...about, caseNo: CASE_OF_NOBODY }, [{ subject: keyOf(NOBODY), role: 'APPLICANT', name: '无名氏' }]))
  await loadCases(hub.db, oneMoreCase({ ...about, caseNo: CASE_OF_ONE }, applicants.slice(0, 1)))
  await loadCases(hub.db, oneMoreCase({ ...about, caseNo: CASE_OF_HUNDRED }, applicants))
})
afterAll(() => hub.close())

const ask = (question: Question): Promise<Answer> => hub.ask(question)
const asked = (query: string, variables: Record<string, unknown> = {}, more: Partial<Question> = {}) =>
  ask({ persona: 'civil-affairs', purpose, query, variables, ...more })
const oldMan = () => ({ id: numberOf('old-man') })

describe('A token', () => {
  const NOW = Math.floor(testClock.now() / 1_000)
  const claims = () => {
    const { consumer, agency, zone, assurance } = personaOf('civil-affairs')!
    return { iss: EMBEDDED_ISSUER.issuer, aud: EMBEDDED_ISSUER.audience, iat: NOW, exp: NOW + 600, client_id: consumer, agency, zone, assurance }
  }
  const HEADER = { alg: 'EdDSA', kid: 'embedded', typ: 'JWT' }
  const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  async function signed(change: Record<string, unknown> = {}, { header = HEADER, key }: { header?: typeof HEADER; key?: Parameters<SignJWT['sign']>[0] } = {}) {
    return new SignJWT({ ...claims(), ...change }).setProtectedHeader(header).sign(key ?? (await importJWK(hub.key, 'EdDSA')))
  }
  const told = async (authorization: string) =>
    ask({ query: `query ($id: CitizenId!) { person(citizenId: $id) { name } }`, variables: oldMan(), purpose, headers: { authorization } })

  const BAD: [string, () => Promise<string>][] = [
    ['has expired', () => signed({ exp: NOW - 60 })],
    ['has no end', () => signed({ exp: undefined })],
    ['is meant for somebody else', () => signed({ aud: 'another-hub' })],
    ['comes from an issuer that nobody trusts', () => signed({ iss: 'https://elsewhere.example' })],
    ['names no system', () => signed({ client_id: undefined })],
    ['names no agency', () => signed({ agency: '11990101000000000X' })],
    ['is signed with another key', async () => signed({}, { key: (await generateKeyPair('EdDSA')).privateKey })],
    ['names a key that there is not', () => signed({}, { header: { ...HEADER, kid: 'another' } })],
    ['was changed after it was signed', async () => {
      const [header, , signature] = (await signed()).split('.')
      return `${header}.${encoded({ ...claims(), agency: codeOf('public-security') })}.${signature}`
    }],
    ['is not signed at all', async () => `${encoded({ alg: 'none', typ: 'JWT' })}.${encoded(claims())}.`],
    ['is not signed and says so beside a signature', async () => `${encoded({ alg: 'none', kid: 'embedded' })}.${encoded(claims())}.AAAA`],
    ['is signed with the public key as if it were a secret', async () => {
      const body = `${encoded({ alg: 'HS256', kid: 'embedded', typ: 'JWT' })}.${encoded(claims())}`
      return `${body}.${createHmac('sha256', (hub.key as JWK & { x: string }).x).update(body).digest('base64url')}`
    }],
    ['is no token', async () => 'nonsense'],
  ]

  it.each(BAD)('that %s gets 401 and not a word more', async (_fault, token) => {
    const answer = await told(`Bearer ${await token()}`)
    expect(answer.status).toBe(401)
    expect(JSON.parse(answer.text)).toEqual({ errors: [{ message: 'the token is not accepted', extensions: { code: 'UNAUTHENTICATED' } }] })
  })

  it('under another scheme gets 401 too', async () => {
    expect((await told(`Basic ${Buffer.from('civil-affairs:secret').toString('base64')}`)).status).toBe(401)
  })

  it('that is good is answered, so that the others fail for their fault alone', async () => {
    expect((await told(`Bearer ${await signed()}`)).data).toEqual({ person: { name: '张大山' } })
  })

  it('is accepted of a system that the catalogue does not know, for nothing', async () => {
    const answer = await told(`Bearer ${await signed({ client_id: 'sys-unknown' })}`)
    expect(refusals(answer)).toEqual(['person: Person.citizenId CONSUMER_SUSPENDED'])
  })

  it('is accepted of a system that acts for an agency it does not serve, for nothing', async () => {
    const answer = await told(`Bearer ${await signed({ agency: codeOf('public-security') })}`)
    expect(refusals(answer)).toEqual(['person: Person.citizenId AGENCY_NOT_SERVED'])
  })

  it('of a person who was not identified well opens nothing personal', async () => {
    const answer = await told(`Bearer ${await signed({ assurance: 'LOW' })}`)
    expect(refusals(answer)).toEqual(['person: Person.citizenId ASSURANCE_TOO_LOW'])
  })
})

describe('A wrong value', () => {
  const right = numberOf('old-man')
  const wrongLast = right.slice(0, -1) + (right.endsWith('1') ? '2' : '1')
  const WRONG: [fault: string, value: string, check: string][] = [
    ['a wrong check character', wrongLast, 'checksum'],
    ['too few characters', right.slice(0, 17), 'format'],
    ['a day that there is not', `${right.slice(0, 6)}19420230${right.slice(14)}`, 'date'],
    ['a day to come', `${right.slice(0, 6)}20420301${right.slice(14)}`, 'future'],
  ]

  it.each(WRONG)('with %s is refused inline and as a variable by argument and check, and never repeated', async (_fault, value, check) => {
    const inline = await asked(`{ person(citizenId: "${value}") { name } }`)
    const variable = await asked(`query ($id: CitizenId!) { person(citizenId: $id) { name } }`, { id: value })
    const inAClaim = await asked(`query ($claim: PersonClaim!) { verifyPerson(claim: $claim) { citizenId } }`, { claim: { citizenId: value } })
    const inAList = await asked(`query ($ids: [CitizenId!]!) { persons(citizenIds: $ids) { name } }`, { ids: [right, value] })
    const faults = [[inline, 'citizenId'], [variable, '$id'], [inAClaim, '$claim.citizenId'], [inAList, '$ids.1']] as const
    for (const [answer, argument] of faults) {
      expect(answer.status).toBe(400)
      expect(answer.refused).toEqual([{ code: 'BAD_USER_INPUT', faults: [{ argument, check }] }])
      expect(answer.text).toContain(`${argument}: the ${check} check failed`)
      expect(answer.text).not.toContain(value)
      expect(answer.text).not.toContain(value.slice(6, 14))
    }
  })

  it('of any kind is told without being repeated, and so is everything else of the operation', async () => {
    const secret = 'S3CRET-VALUE'
    for (const query of [
      `{ legalPerson(creditCode: "${secret}") { name } }`,
      `{ licence(identifier: "${secret}") { name } }`,
      `{ division(code: "${secret}") { name } }`,
      `{ verifyPerson(claim: { citizenId: "${secret}", name: "${secret}" }) { name } }`,
      `{ person(citizenId: "${right}") { ageAtLeast(years: "${secret}") } }`,
      `{ person(citizenId: "${right}") { nothing } note: person(citizenId: "${secret}") { name } }`,
      `{ person(citizenId: "${right}" { name } }`,
      `query ($id: CitizenId!) { person(citizenId: $id) { name } } # ${secret}`,
    ]) {
      const answer = await asked(query)
      expect(answer.status).toBe(400)
      expect(answer.text).not.toContain(secret)
      expect(answer.text).not.toContain(right)
    }
  })

  it('in the purpose is told by its part alone', async () => {
    const value = '张大山'
    for (const [header, part] of [
      ['matter="nonsense"', 'matter is no matter code'],
      [`matter="${matterCode(ALLOWANCE)}", case="?"`, 'case is no case number'],
      [`matter="${matterCode(ALLOWANCE)}", reason="${right}"`, 'reason holds a citizen number or a telephone'],
      [`matter="${matterCode(ALLOWANCE)}", why="because"`, 'it has a member other than matter, case and reason'],
      ['matter', 'matter is no string'],
    ] as const) {
      const answer = await ask({ persona: 'civil-affairs', query: `{ __typename }`, headers: { 'sharing-purpose': header } })
      expect(answer.status).toBe(400)
      expect(answer.text).toContain(`Sharing-Purpose: ${part}`)
      expect(answer.text).not.toContain(right)
      expect(answer.text).not.toContain(value)
    }
  })

  it('never travels in an address: a question that names a person is sent by POST', async () => {
    const get = async (query: string, variables: Record<string, unknown>) => {
      const search = new URLSearchParams({ query, variables: JSON.stringify(variables) })
      return fetch(`${hub.url}/graphql?${search}`, {
        headers: {
          authorization: `Bearer ${await hub.token('civil-affairs')}`, 'apollo-require-preflight': '1',
          'sharing-purpose': formatPurpose({ matter: purpose.matter, caseNo: purpose.case ?? null, reason: null }),
        },
      })
    }
    const personal = await get(`query ($id: CitizenId!) { person(citizenId: $id) { name } }`, oldMan())
    expect(personal.status).toBe(405)
    expect(await personal.text()).not.toContain('张大山')
    const open = await get(`query ($code: DivisionCode!) { division(code: $code) { name } }`, { code: '990101' })
    expect(open.status).toBe(200)
    expect(await open.json()).toMatchObject({ data: { division: { name: '示例区' } } })
  })
})

describe('What nobody knows', () => {
  it('is null without an error: a person under a right that covers them', async () => {
    const answer = await asked(
      `query ($id: CitizenId!) { person(citizenId: $id) { name isAlive licences { name } } persons(citizenIds: [$id]) { name } verifyPerson(claim: { citizenId: $id }) { citizenId } }`,
      { id: NOBODY },
      { purpose: { ...purpose, case: CASE_OF_NOBODY } },
    )
    expect(answer.data).toEqual({ person: null, persons: [null], verifyPerson: { citizenId: 'UNKNOWN' } })
    expect(answer.refused).toEqual([])
  })

  it('is null without an error: an organisation, a division, a matter, a licence type', async () => {
    const answer = await ask({
      persona: 'outsider',
      query: `{ legalPerson(creditCode: "91110000802100433B") { name } division(code: "990199") { name } matter(code: "nonsense") { name } licenceType(code: "nonsense") { name } }`,
    })
    expect(answer.data).toEqual({ legalPerson: null, division: null, matter: null, licenceType: null })
    expect(answer.refused).toEqual([])
  })
})

describe('Whoever brings no token', () => {
  const OPEN = `division(code: "990101") { name fullName parent { name } serviceHalls { name openHours } }
    matter(code: "${matterCode('food-licence')}") { name promisedDays promisedUnit { name } materials { name required } }`

  it('reads open data', async () => {
    const answer = await ask({ query: `{ ${OPEN} }` })
    expect(answer.status).toBe(200)
    expect(answer.data).toMatchObject({
      division: { name: '示例区', fullName: '示例省示例市示例区', parent: { name: '示例市' }, serviceHalls: [{ name: '示例区政务服务中心服务大厅' }] },
      matter: { name: '食品经营许可（新办）', promisedDays: 10, promisedUnit: { name: '工作日' } },
    })
    expect(answer.refused).toEqual([])
  })

  it.each([
    ['a name of the public register', `legalPerson(creditCode: "${codeOf('civil-affairs')}") { name }`],
    ['a person', `person(citizenId: "${numberOf('old-man')}") { name }`],
    ['a verdict', `verifyPerson(claim: { citizenId: "${numberOf('old-man')}" }) { citizenId }`],
    ['the agency behind a matter', `more: matter(code: "${matterCode('food-licence')}") { agency { name } }`],
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
    const answer = await ask({ persona: 'outsider', query: `{ __schema { queryType { name } } __type(name: "Person") { fields { name } } division(code: "990101") { name } }` })
    expect(answer.data).toMatchObject({ __schema: { queryType: { name: 'Query' } }, division: { name: '示例区' } })
    const fields = (answer.data.__type.fields as { name: string }[]).map(({ name }) => name)
    expect(fields).toContain('mobile')
    expect(fields).not.toContain('key')
  })
})

describe('Names that a caller chooses', () => {
  it('are members of the answer and nothing else, however they look', async () => {
    const members = Object.getOwnPropertyNames(Object.prototype)
    const answer = await asked(
      `query ($id: CitizenId!) {
        __proto__: person(citizenId: $id) {
          __proto__: registeredDivision { __proto__: name constructor: parent { prototype: name } }
          constructor: name toString: isAlive hasOwnProperty: mobile then: household { householdNo }
          valueOf: licences { __proto__: name constructor: state { __proto__: name } }
        }
        constructor: __typename
      }`,
      oldMan(),
    )
    expect(JSON.stringify(answer.data)).toBe(JSON.stringify(JSON.parse(`{
      "__proto__": {
        "__proto__": { "__proto__": "示例社区居委会", "constructor": { "prototype": "示例街道" } },
        "constructor": "张大山", "toString": true, "hasOwnProperty": "199****0001", "then": null,
        "valueOf": [
          { "__proto__": "社会保障卡", "constructor": { "__proto__": "有效" } },
          { "__proto__": "居民身份证", "constructor": { "__proto__": "有效" } },
          { "__proto__": "居民户口簿", "constructor": { "__proto__": "有效" } }
        ]
      },
      "constructor": "Query"
    }`)))
    expect(refusals(answer)).toEqual(['__proto__.then: Person.household NO_GRANT'])
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(members)
    expect(({} as Record<string, unknown>)['name']).toBeUndefined()
  })

  it('do not stand in for the keys that libraries are joined by', async () => {
    const answer = await asked(
      `query ($id: CitizenId!) { person(citizenId: $id) {
        key: name __typename: isAlive id: mobile code: registeredDivision { code: name name: code }
        licences { identifier: name subject: state { code: name } } credit { seriouslyDishonest }
      } }`,
      oldMan(),
    )
    expect(answer.data).toEqual({
      person: {
        key: '张大山', __typename: true, id: '199****0001', code: { code: '示例社区居委会', name: '990101001001' },
        licences: ['社会保障卡', '居民身份证', '居民户口簿'].map((name) => ({ identifier: name, subject: { code: '有效' } })),
        credit: { seriouslyDishonest: false },
      },
    })
  })

  it('tell one question from another: the same field twice, once granted and once not', async () => {
    const answer = await asked(
      `query ($id: CitizenId!, $on: Boolean!) { person(citizenId: $id) { name ...More @include(if: $on) household { householdNo } @skip(if: $on) } } fragment More on Person { citizenId: isAlive }`
        .replace('household { householdNo } @skip(if: $on)', 'household @skip(if: $on) { householdNo }'),
      { ...oldMan(), on: true },
    )
    expect(answer.data).toEqual({ person: { name: '张大山', citizenId: true } })
    expect(answer.refused).toEqual([])
  })
})

describe('Libraries', () => {
  it.each([
    ['only what is refused is asked of them', `person(citizenId: $id) { name relations { person { licences { name } } } }`, ['population']],
    ['only a key is asked', `person(citizenId: $id) { id __typename }`, []],
    ['everything below an edge is refused', `person(citizenId: $id) { isAlive credit { listings { reason } penalties { docNo } } }`, ['population']],
    ['no value is needed of them', `person(citizenId: $id) { registeredDivision { code } name }`, ['population']],
  ])('are not called where %s', async (_why, selection, called) => {
    const answer = await asked(`query ($id: CitizenId!) { ${selection} }`, oldMan())
    expect(hops(answer)).toEqual(called)
  })

  it('are called where something is left for them, each once a step', async () => {
    const answer = await asked(`query ($id: CitizenId!) { person(citizenId: $id) { name credit { seriouslyDishonest } licences { name } registeredDivision { name } } }`, oldMan())
    expect([...hops(answer)].sort()).toEqual(['credit', 'geo', 'licences', 'population'])
  })
})

describe('Sharing-Denial: reject', () => {
  const query = `query ($id: CitizenId!) { person(citizenId: $id) { name mobile household { householdNo } relations { relation { name } } } }`
  const reject = { headers: { 'sharing-denial': 'reject' } }

  it('refuses the whole where a part is refused, with the same list, and asks no library', async () => {
    const part = await asked(query, oldMan())
    expect(part.data).toEqual({ person: { name: '张大山', mobile: '199****0001', household: null, relations: null } })
    const whole = await asked(query, oldMan(), reject)
    expect(whole.data).toBeNull()
    expect(whole.refused).toEqual(part.refused)
    expect(refusals(whole)).toEqual(['person.household: Person.household NO_GRANT', 'person.relations: Person.relations NO_GRANT'])
    expect(hops(whole)).toEqual([])
    expect(whole.text).not.toContain('张大山')
  })

  it('changes nothing where nothing is refused', async () => {
    const answer = await asked(`query ($id: CitizenId!) { person(citizenId: $id) { name } }`, oldMan(), reject)
    expect(answer.data).toEqual({ person: { name: '张大山' } })
  })
})

describe('A joined question over four libraries', () => {
  const JOINED = `
    name isAlive ageAtLeast(years: 80) mobile registeredDivision { name fullName parent { name } } residenceAddress
    credit { seriouslyDishonest } licences { name state { name } validOn(date: "2026-03-02") type { name } face { value } }`
  async function statements(question: Question): Promise<{ count: number; answer: Answer }> {
    await ask(question)
    const before = hub.db.statements.count
    const answer = await ask(question)
    return { count: hub.db.statements.count - before, answer }
  }
  const list = (count: number): Question => ({
    persona: 'civil-affairs', purpose: { ...purpose, case: CASE_OF_HUNDRED }, query: `query ($ids: [CitizenId!]!) { persons(citizenIds: $ids) { ${JOINED} } }`,
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
    expect((many.answer.data.persons as { name: string }[]).map(({ name }) => name)).toEqual(hundred.map(({ name }) => name))
    expect(many.answer.refused).toEqual([])
    expect(many.count).toBe(one.count)
    expect(hops(many.answer)).toEqual(hops(one.answer))
  })

  it('sends as many statements for a case of a hundred parties as for a case of one', async () => {
    const one = await statements(file(CASE_OF_ONE))
    const many = await statements(file(CASE_OF_HUNDRED))
    expect(one.answer.data.case.parties).toHaveLength(1)
    expect((many.answer.data.case.parties as { person: { name: string } }[]).map(({ person }) => person.name)).toEqual(hundred.map(({ name }) => name))
    expect(many.count).toBe(one.count)
  })

  it('takes no more than a hundred at once', async () => {
    const answer = await ask({ ...list(100), variables: { ids: [...hundred.map(({ citizenId }) => citizenId), numberOf('old-man')] } })
    expect(answer.refused.map(({ code }) => code)).toContain('BAD_USER_INPUT')
    expect(answer.text).not.toContain(hundred[0]?.name)
  })
})

describe('The record', () => {
  interface Kept {
    readonly id: string
    readonly consumer: string
    readonly operator: string
    readonly operationName: string | null
    readonly agency: { name: string } | null
    readonly matter: { name: string } | null
    readonly caseNo: string | null
    readonly reason: string | null
    readonly released: string[]
    readonly refused: string[]
    readonly outcome: { code: string }
  }
  const RECORDS = `{ accessRecords(first: 100) { edges { node {
    id consumer operator operationName agency { name } matter { name } caseNo reason released refused outcome { code }
  } } } }`
  const records = async (persona: string): Promise<Kept[]> => {
    const answer = await ask({ persona, query: RECORDS })
    expect(answer.refused).toEqual([])
    return (answer.data.accessRecords.edges as { node: Kept }[]).map(({ node }) => node)
  }
  const last = async () => (await records('auditor'))[0]

  it('holds who asked why and what was released, by item and never by value', async () => {
    await asked(`query ForTheAllowance($id: CitizenId!) { person(citizenId: $id) { name mobile isAlive household { address } licences { name } } }`, oldMan())
    expect(await last()).toEqual({
      id: expect.any(String) as string, consumer: 'sys-civil-affairs', operator: 'op-civil-affairs', operationName: 'ForTheAllowance',
      agency: { name: '示例区民政局' }, matter: { name: '高龄津贴发放' }, caseNo: caseNo('allowance'), reason: '办理',
      released: ['Person.citizenId=VERIFY', 'Person.name=CLEAR', 'Person.mobile=MASKED', 'Person.isAlive=CLEAR', 'Person.licences=CLEAR', 'Licence.name=CLEAR'],
      refused: ['Person.household=NO_GRANT'], outcome: { code: 'PARTIAL' },
    })
  })

  it.each([
    ['an answer', () => asked(`query ($id: CitizenId!) { person(citizenId: $id) { name } }`, oldMan()), 'ANSWERED', ['Person.citizenId=VERIFY', 'Person.name=CLEAR'], []],
    ['a refusal of everything', () => asked(`query ($id: CitizenId!) { person(citizenId: $id) { household { address } } }`, oldMan()), 'REFUSED', [], ['Person.household=NO_GRANT']],
    ['a stranger asked for', () => asked(`query ($id: CitizenId!) { person(citizenId: $id) { name mobile } }`, { id: numberOf('old-wife') }), 'REFUSED', [], ['Query.person=SUBJECT_NOT_PARTY']],
    ['a case that is not theirs', () => asked(`query ($id: CitizenId!) { person(citizenId: $id) { name } }`, oldMan(), { persona: 'outsider' }), 'REFUSED', [], ['Person.citizenId=CASE_NOT_YOURS']],
    ['a rejected part', () => asked(`query ($id: CitizenId!) { person(citizenId: $id) { name citizenId } }`, oldMan(), { headers: { 'sharing-denial': 'reject' } }), 'REFUSED', [], ['Person.citizenId=VERIFY_ONLY']],
    ['a verdict', () => asked(`query ($id: CitizenId!) { verifyPerson(claim: { citizenId: $id, registeredAddress: "示例路" }) { registeredAddress } }`, oldMan()), 'ANSWERED', ['Person.citizenId=VERIFY', 'Person.registeredAddress=VERIFY'], []],
    ['an anonymous question', () => ask({ query: `{ division(code: "990101") { name } }` }), 'ANSWERED', ['Division.name=CLEAR'], []],
  ])('holds %s', async (_what, question, outcome, released, refused) => {
    const answer = await question()
    const kept = await last()
    expect(kept?.outcome).toEqual({ code: outcome })
    expect(kept?.released).toEqual(released)
    expect(kept?.refused).toEqual(refused.length === 0 ? [] : expect.arrayContaining(refused))
    expect(answer.status).toBe(200)
  })

  it('shows an agency its own requests, an auditor everybody’s', async () => {
    await asked(`query ($id: CitizenId!) { person(citizenId: $id) { name } }`, oldMan(), { persona: 'outsider' })
    const all = await records('auditor')
    expect(new Set(all.map(({ agency }) => agency?.name)).size).toBeGreaterThan(2)
    const own = await records('outsider')
    expect(own.length).toBeGreaterThan(0)
    expect(new Set(own.map(({ agency }) => agency?.name))).toEqual(new Set(['示例区气象局']))
    const portal = await ask({ persona: 'portal', query: RECORDS })
    expect(portal.data).toEqual({ accessRecords: null })
    const nobody = await ask({ query: RECORDS })
    expect(nobody.status).toBe(401)
  })

  it('holds no number, name, telephone or address of anybody, in no column', async () => {
    await asked(
      `query Everything($id: CitizenId!) {
        person(citizenId: $id) { name mobile residenceAddress registeredDivision { name } licences { number face { value } } }
        verifyPerson(claim: { citizenId: $id, registeredAddress: "示例省示例市示例区" }) { citizenId registeredAddress }
      }`,
      oldMan(),
    )
    await asked(`{ person(citizenId: "${numberOf('old-man')}") { name } }`)
    const result = await hub.db.orm.execute(sql`select row_to_json(kept)::text as row from audit.access_record as kept`)
    const rows = (Array.isArray(result) ? result : (result as unknown as { rows: unknown[] }).rows) as { row: string }[]
    expect(rows.length).toBeGreaterThan(10)
    const text = rows.map(({ row }) => row).join('\n')
    const values = hub.world.population.persons.flatMap(({ citizenId, name, mobile, registeredAddress, residenceAddress }) =>
      [citizenId, name, mobile, registeredAddress, residenceAddress].flatMap((value) => value ?? []))
    expect(values.length).toBeGreaterThan(500)
    expect(values.filter((value) => text.includes(value))).toEqual([])
    expect(text).not.toContain('SB990101000101')
  })

  it('differs for two people only in what it must: their keys', async () => {
    const one = await asked(`query ($id: CitizenId!) { person(citizenId: $id) { id name } }`, oldMan())
    const other = await ask({
      persona: 'street-office', purpose, query: `query ($id: CitizenId!) { verifyPerson(claim: { citizenId: $id }) { citizenId } }`, variables: oldMan(),
    })
    expect(one.data.person.id).toMatch(/^[\w-]{22}$/)
    expect(other.text).not.toContain(one.data.person.id)
    expect(withoutTrace(one)).not.toContain(keyOf(numberOf('old-man')))
  })
})
