import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeOf } from '../../seeds/agencies.ts'
import { documentOf } from '../../seeds/documents.ts'
import { typeCode } from '../../seeds/licence-types.ts'
import { matterCode } from '../../seeds/matters.ts'
import { accessEntry } from '../../subgraphs/audit/tables.ts'
import { revokeGrant, setConsumerState } from '../../subgraphs/catalogue/commands.ts'
import type { AccessExplanation } from '../../subgraphs/catalogue/index.ts'
import { type Answer, openTestHub, type TestHub } from '../harness/hub.ts'
import { NOBODY } from '../permissions/ask.ts'
import { caseNo } from '../permissions/cases.ts'

const EXPLAIN = `query Explain($operation: String!, $variables: JSON, $operationName: String, $purpose: PurposeInput) {
  explainAccess(operation: $operation, variables: $variables, operationName: $operationName, purpose: $purpose) {
    outcome notes { message messageZh }
    items {
      coordinate title resource providers shareClass personal use paths answered behind disclosure masked partly basis grants
      refusal { reason remedy message messageZh apply } byStanding { standing disclosure refusal { reason } } slices { item slice disclosure }
    }
    refusals { path coordinate refusal { reason remedy } }
    drafts { provider input notes { message messageZh } } } }`

const ALLOWANCE = { matter: matterCode('old-age-allowance'), case: caseNo('allowance'), reason: '审核高龄津贴申请' }
const PERSON = `query ($id: CitizenId!) { person(citizenId: $id) {
  name mobile birthDate older: ageAtLeast(years: 81) household { householdNo } protection { code } } }`
const about = (example: string) => ({ id: documentOf(example).number })

interface Explaining {
  readonly persona?: string
  readonly subject?: string
  readonly operation: string
  readonly variables?: unknown
  readonly operationName?: string
  readonly purpose?: Readonly<Record<string, string>>
}

let hub: TestHub
beforeAll(async () => {
  hub = await openTestHub()
})
afterAll(() => hub?.close())

const explain = ({ persona = 'civil-affairs', subject, ...variables }: Explaining): Promise<Answer> =>
  hub.ask({ persona, ...(subject === undefined ? {} : { subject }), query: EXPLAIN, variables })
const explained = async (explaining: Explaining): Promise<AccessExplanation> => {
  const { data, text } = await explain(explaining)
  if (data?.explainAccess === null || data === null) throw new Error(text)
  return (data as { explainAccess: AccessExplanation }).explainAccess
}
const withoutTrace = ({ text, extensions: { traceId } }: Answer) => text.replaceAll(String(traceId), '').replace(/"receipt":\{[^}]*\}/, '')

describe('nothing is explained', () => {
  it('to a caller without a token', async () => {
    const { status, refused } = await hub.ask({ query: EXPLAIN, variables: { operation: '{ division(code: "990101") { name } }' } })
    expect([status, refused[0]?.code]).toEqual([401, 'UNAUTHENTICATED'])
    expect(await hub.ask({ query: '{ explainAccess(operation: "{ x }") { __typename } }' })).toMatchObject({ status: 401 })
  })

  it('to a portal that acts for nobody', async () => {
    expect((await explain({ persona: 'portal', operation: PERSON, variables: about('old-man') })).refused[0]).toMatchObject({ reason: 'NETWORK_ZONE' })
  })

  it.each([
    ['a change', 'mutation { revokeGrant(input: { id: "G", reason: "r" }) { id } }', 'BAD_USER_INPUT', 'operation', 'MUTATION'],
    ['an explanation', 'query ($o: String!) { a: division(code: "990101") { name } b: explainAccess(operation: $o) { outcome } }', 'BAD_USER_INPUT', 'operation', 'NESTED'],
    ['an explanation behind a fragment', 'query ($o: String!) { ...F } fragment F on Query { explainAccess(operation: $o) { outcome } }', 'BAD_USER_INPUT', 'operation', 'NESTED'],
    ['a wrong number', 'query ($o: CitizenId = "990101194203018017") { person(citizenId: $o) { name } }', 'BAD_USER_INPUT', '$o', 'checksum'],
    ['a document of another kind', '{ personByDocument(document: { type: "516", number: "S3CRET" }) { name } }', 'BAD_USER_INPUT', 'document.number', 'format'],
  ])('of %s, and it is said why', async (_what, operation, code, argument, check) => {
    const { data, refused, text } = await explain({ operation, variables: { o: '{ __typename }' }, purpose: ALLOWANCE })
    expect(data).toEqual({ explainAccess: null })
    expect(refused).toMatchObject([{ code, messageZh: expect.any(String) as unknown, faults: [{ argument, check }] }])
    expect(text).not.toMatch(/S3CRET|990101194203018017/)
  })

  it.each([
    ['that cannot be read', '{ person(', 'GRAPHQL_PARSE_FAILED', 'cannot be read at line 1'],
    ['that the contract does not allow', '{ person { nothing } }', 'GRAPHQL_VALIDATION_FAILED', 'Cannot query field "nothing"'],
    ['that is too deep', `{ ${'a{'.repeat(20)}b${'}'.repeat(20)} }`, 'OPERATION_TOO_COMPLEX', 'more than 15 deep'],
    ['of two, where nobody says which is meant', 'query A { __typename } query B { __typename }', 'BAD_USER_INPUT', 'operationName'],
  ])('of an operation %s', async (_what, operation, code, message) => {
    const { refused, text } = await explain({ operation, purpose: ALLOWANCE })
    expect(refused).toMatchObject([{ code }])
    expect(JSON.parse(text)).toMatchObject({ errors: [{ message: expect.stringContaining(message) as unknown }] })
  })

  it.each([
    [{ purpose: { matter: '1' } }, 'purpose: matter is no matter code'],
    [{ purpose: { ...ALLOWANCE, case: '!' } }, 'purpose: case is no case number'],
    [{ purpose: { ...ALLOWANCE, reason: '990101194203018016' } }, 'purpose: reason holds a citizen number or a telephone'],
    [{ variables: ['x'] }, 'variables: it is no JSON object'],
  ])('for %j', async (given, message) => {
    const { refused, text } = await explain({ operation: '{ __typename }', ...given })
    expect(refused).toMatchObject([{ code: 'BAD_USER_INPUT' }])
    expect(JSON.parse(text)).toMatchObject({ errors: [{ message: expect.stringContaining(message) as unknown }] })
  })

  it('twice in one question, in an address, or with a value that is no JSON', async () => {
    const two = await hub.ask({ persona: 'civil-affairs', query: '{ a: explainAccess(operation: "{ __typename }") { outcome } b: explainAccess(operation: "{ __typename }") { outcome } }' })
    expect(two.refused).toMatchObject([{ code: 'BAD_USER_INPUT', faults: [{ check: 'MORE_THAN_ONE' }] }])
    const address = `${hub.url}/graphql?${new URLSearchParams({ query: '{ explainAccess(operation: "{ __typename }") { outcome } }' }).toString()}`
    expect((await fetch(address, { headers: { authorization: `Bearer ${await hub.token('civil-affairs')}` } })).status).toBe(405)
    const variable = 'query ($v: String) { explainAccess(operation: "{ __typename }", variables: { id: $v }) { outcome } }'
    expect((await hub.ask({ persona: 'civil-affairs', query: variable })).refused).toMatchObject([{ code: 'BAD_USER_INPUT', faults: [{ argument: 'variables', check: 'variable' }] }])
    const key = await explain({ operation: '{ __typename }', variables: { '990101194203018016\0': 1 } })
    expect(key.refused).toMatchObject([{ code: 'BAD_USER_INPUT', faults: [{ argument: '$variables', check: 'characters' }] }])
    expect(key.text).not.toContain('990101194203018016')
  })
})

describe('a developer of civil affairs pastes an operation', () => {
  it('and reads of every item what would become of it, under which grant, and why not', async () => {
    const { outcome, items, refusals } = await explained({ operation: PERSON, variables: about('old-man'), purpose: ALLOWANCE })
    expect(outcome).toBe('PARTIAL')
    expect(items.map(({ coordinate, use, disclosure, refusal, basis, behind }) => [coordinate, use, disclosure ?? refusal?.reason, basis, behind])).toEqual([
      ['Person.citizenId', 'SEARCH', 'VERIFY', 'GRANT', null],
      ['Person.name', 'READ', 'CLEAR', 'GRANT', null],
      ['Person.mobile', 'READ', 'MASKED', 'GRANT', null],
      ['Person.birthDate', 'READ', 'NO_GRANT', null, null],
      ['Person.ageAtLeast', 'READ', 'NO_GRANT', null, null],
      ['Person.household', 'READ', 'NO_GRANT', null, null],
      ['Household.householdNo', 'READ', 'NO_GRANT', null, 'person.household'],
      ['Person.protection', 'READ', 'WITHHELD', null, null],
    ])
    expect(items[2]).toMatchObject({
      title: '联系电话', resource: '101001/000001', providers: [codeOf('public-security')], shareClass: 'CONDITIONAL', personal: true, masked: true,
      paths: ['person.mobile'], answered: true, grants: ['G1-01-civil-affairs-public-security@1'],
      byStanding: [{ standing: 'PARTY:AGENT', refusal: { reason: 'PARTY_ROLE_NOT_COVERED' } }, { standing: 'PARTY:APPLICANT', disclosure: 'MASKED' }],
    })
    expect(items[3]?.refusal).toEqual({
      reason: 'NO_GRANT', remedy: 'APPLY', message: 'no approved grant for this item', messageZh: '没有该信息项的共享授权',
      apply: `/console/apply?item=Person.birthDate&matter=${ALLOWANCE.matter}`,
    })
    expect(refusals.map(({ path, refusal: { reason, remedy } }) => `${path} ${reason} ${remedy}`)).toEqual([
      'person.birthDate NO_GRANT APPLY', 'person.older NO_GRANT APPLY', 'person.household NO_GRANT APPLY', 'person.protection WITHHELD TAKE_PAPER',
    ])
  })

  it('and takes the draft, which holds what a grant would mend, the least of it, and nothing that is withheld', async () => {
    const { drafts, notes } = await explained({ operation: PERSON, variables: about('old-man'), purpose: ALLOWANCE })
    expect(notes).toEqual([])
    expect(drafts).toEqual([{
      provider: codeOf('public-security'), notes: expect.any(Array) as unknown,
      input: {
        items: [
          { item: 'Person.birthDate', disclosure: 'CLEAR', arguments: null },
          { item: 'Person.ageAtLeast', disclosure: 'CLEAR', arguments: '{"years":[81]}' },
          { item: 'Person.household', disclosure: 'CLEAR', arguments: null },
          { item: 'Household.householdNo', disclosure: 'CLEAR', arguments: null },
        ],
        matters: [ALLOWANCE.matter], agencyRoles: ['DECIDING'], binding: { kind: 'CASE_PARTY', roles: ['AGENT', 'APPLICANT'] }, regions: ['990101000000'],
        validFrom: '2026-03-02', validTo: '2027-03-01', legalBasis: expect.stringMatching(/./) as unknown,
        scenario: expect.stringMatching(/^办理“.*高龄.*”时查询：出生日期、是否达到年龄、户籍、户编码$/) as unknown,
      },
    }])
  })

  it('and is told of slices: which are granted, and that the one it names is not', async () => {
    const operation = 'query ($id: CitizenId!, $type: [ID!]) { person(citizenId: $id) { licences(types: $type) { name number face { value } } } }'
    const driving = typeCode('driving-licence')
    const { outcome, items, drafts } = await explained({ operation, variables: { ...about('old-man'), type: driving }, purpose: ALLOWANCE })
    // An error would tell whether there is one, so the answer has none.
    expect(outcome).toBe('ANSWERED')
    const name = items.find(({ coordinate }) => coordinate === 'Licence.name')
    expect(name?.slices).toHaveLength(5)
    expect(name?.slices).toContainEqual({ item: `Licence.name@${driving}`, slice: driving, disclosure: null })
    expect(name?.slices).toContainEqual({ item: `Licence.name@${typeCode('identity-card')}`, slice: typeCode('identity-card'), disclosure: 'CLEAR' })
    expect(drafts.flatMap(({ input }) => input.items.map(({ item }) => item))).toEqual([`Licence.name@${driving}`, `Licence.number@${driving}`])
  })

  it('and of a question without a purpose reads that it needs one, whatever this question is asked for', async () => {
    const { data } = await hub.ask({ persona: 'civil-affairs', purpose: ALLOWANCE, query: EXPLAIN, variables: { operation: PERSON, variables: about('old-man') } })
    const { outcome, items, drafts } = (data as { explainAccess: AccessExplanation }).explainAccess
    expect([outcome, drafts]).toEqual(['REFUSED', []])
    expect(new Set(items.map(({ refusal }) => refusal?.reason))).toEqual(new Set(['PURPOSE_REQUIRED', 'WITHHELD']))
  })

  it('and of open items reads that they are, of the contract nothing', async () => {
    const operation = 'query Asked { __schema { queryType { name } } division(code: "990101") { name } } query Other { __typename }'
    const { outcome, items, refusals } = await explained({ operation, operationName: 'Asked' })
    expect([outcome, refusals, items.map(({ coordinate, basis }) => [coordinate, basis])]).toEqual(['ANSWERED', [], [['Division.name', 'OPEN']]])
  })

  it('and may not apply for a matter of others', async () => {
    const { drafts, notes } = await explained({ persona: 'outsider', operation: 'query ($n: CreditCode!) { legalPerson(creditCode: $n) { phone } }', variables: { n: documentOf('startup').number }, purpose: { matter: ALLOWANCE.matter } })
    expect([drafts, notes.map(({ messageZh }) => messageZh)]).toEqual([[], ['未生成申请草稿：该事项未启用，或者本机构既不实施该事项，也未受委托办理']])
  })
})

describe('an explanation tells nobody', () => {
  const operation = '{ person(citizenId: "NUMBER") { name mobile household { householdNo } licences { name } } }'
  const told = async (persona: string, example: string, purpose: Readonly<Record<string, string>>) => {
    const number = example === 'nobody' ? NOBODY : documentOf(example).number
    return withoutTrace(await explain({ persona, operation: operation.replace('NUMBER', number), purpose }))
  }

  it('of a case of somebody else: it reads like a number that no case has, whoever is asked about', async () => {
    const nowhere = { ...ALLOWANCE, case: caseNo('nowhere') }
    for (const example of ['old-man', 'daughter', 'founder']) expect(await told('outsider', example, ALLOWANCE)).toBe(await told('outsider', example, nowhere))
    expect(await told('outsider', 'old-man', ALLOWANCE)).toBe(await told('outsider', 'founder', ALLOWANCE))
  })

  it('of anybody sealed: a stranger who is reads like one that nobody knows, and a party like any other', async () => {
    expect(await told('civil-affairs', 'sealed-witness', ALLOWANCE)).toBe(await told('civil-affairs', 'nobody', ALLOWANCE))
    const sealed = { ...ALLOWANCE, case: caseNo('allowance-sealed') }
    const { items } = await explained({ operation: operation.replace('NUMBER', documentOf('sealed-witness').number), purpose: sealed })
    expect(items.slice(0, 3).map(({ disclosure }) => disclosure)).toEqual(['VERIFY', 'CLEAR', 'MASKED'])
  })

  it('whose kin somebody is', async () => {
    expect(await told('civil-affairs', 'old-wife', ALLOWANCE)).toBe(await told('civil-affairs', 'nobody', ALLOWANCE))
  })
})

describe('an explanation leaves', () => {
  it('a record of itself and of nothing that it explains', async () => {
    const answer = await explain({ operation: PERSON, variables: about('old-man'), purpose: ALLOWANCE })
    const records = await hub.db.orm.select().from(accessEntry).where(eq(accessEntry.traceId, String(answer.extensions['traceId'])))
    expect(records).toMatchObject([{
      operationName: 'Explain', matter: null, caseNo: null, outcome: 'ANSWERED', refused: [], searched: [], grants: [],
      released: ['outcome', 'notes', 'items', 'refusals', 'drafts'].map((field) => `AccessExplanation.${field}=CLEAR`),
    }])
    expect(answer.extensions['hops']).toEqual(['catalogue'])
  })

  it('as many statements behind for a long question as for a short one', async () => {
    const counted = async (operation: string, variables: unknown) => {
      const before = hub.db.statements.count
      await explained({ operation, variables, purpose: ALLOWANCE })
      return hub.db.statements.count - before
    }
    const many = Array.from({ length: 20 }, (_, at) => `a${at}: person(citizenId: $id) { name household { householdNo members { person { name nation { name } } } } }`)
    await counted('query ($id: CitizenId!) { person(citizenId: $id) { name } }', about('old-man'))
    const short = await counted('query ($id: CitizenId!) { person(citizenId: $id) { name nation { name } } }', about('old-man'))
    const long = await counted(`query ($id: CitizenId!) { ${many.join(' ')} }`, about('old-man'))
    expect(long).toBe(short)
    expect(short).toBeLessThan(20)
  })
})

describe('a draft', () => {
  const change = async (persona: string, name: string, type: string, input: object) => {
    const query = `mutation ($input: ${type}!) { ${name}(input: $input) { id state { code } grantId } }`
    const { data, refused } = await hub.ask({ persona, query, variables: { input } })
    expect(refused).toEqual([])
    return (data as Record<string, { id: string; state: { code: string }; grantId: string | null }>)[name]
  }

  it('is submitted as it is; once it is granted, the question is explained and answered otherwise', async () => {
    const asking = { operation: PERSON, variables: about('old-man'), purpose: ALLOWANCE }
    const { drafts: [draft] } = await explained(asking)
    const application = await change('civil-affairs', 'submitApplication', 'ApplicationInput', draft?.input ?? {})
    expect(application?.state.code).toBe('INTERNAL_REVIEW')
    const id = application?.id ?? ''
    await change('approver-civil-affairs', 'reviewApplication', 'ReviewApplicationInput', { id, decision: 'APPROVE' })
    const decided = await change('approver-public-security', 'decideApplication', 'DecideApplicationInput', { id, decision: 'APPROVE' })
    const granted = decided?.grantId

    const { outcome, items, drafts } = await explained(asking)
    expect([outcome, drafts]).toEqual(['PARTIAL', []])
    expect(items.filter(({ disclosure }) => disclosure === null).map(({ coordinate, refusal }) => [coordinate, refusal?.reason])).toEqual([['Person.protection', 'WITHHELD']])
    expect(items.find(({ coordinate }) => coordinate === 'Person.birthDate')).toMatchObject({ disclosure: 'CLEAR', grants: [`${granted}@1`] })
    const answer = await hub.ask({ persona: 'civil-affairs', query: PERSON, variables: about('old-man'), purpose: ALLOWANCE })
    expect(answer.data).toMatchObject({ person: { birthDate: '1942-03-01', older: true, household: { householdNo: expect.any(String) as unknown }, protection: null } })
  })
})

// These change what is granted and who may ask, so they come last.
describe('what changes in the catalogue', () => {
  it('is in the next explanation', async () => {
    await revokeGrant(hub.db, 'G1-01-civil-affairs-public-security', new Date('2026-03-02T01:00:00Z'))
    const { items } = await explained({ operation: PERSON, variables: about('old-man'), purpose: ALLOWANCE })
    expect(items[1]).toMatchObject({ coordinate: 'Person.name', disclosure: null, refusal: { reason: 'PARTY_ROLE_NOT_COVERED' } })
  })

  it('keeps a suspended system from asking, which tells it what any question would', async () => {
    await setConsumerState(hub.db, 'sys-civil-affairs', 'SUSPENDED')
    const { data, refused } = await explain({ operation: PERSON, variables: about('old-man'), purpose: ALLOWANCE })
    expect(data).toEqual({ explainAccess: null })
    expect(refused[0]).toMatchObject({ reason: 'CONSUMER_SUSPENDED' })
  })
})
