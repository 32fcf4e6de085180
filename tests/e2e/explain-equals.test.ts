import { readFileSync } from 'node:fs'
import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { buildASTSchema, type GraphQLSchema, Kind, parse } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bestDisclosure, type Disclosure } from '#platform/access'
import { projectFile } from '#platform/files'
import { RESIDENT_IDENTITY_CARD, subjectKey } from '#platform/keys'
import { PROPERTY_SEED } from '../../platform/identifiers/testing.ts'
import { signToken } from '../../router/embedded-issuer.ts'
import { deriveSecrets, EMBEDDED_MASTER } from '../../router/secrets.ts'
import { documentOf } from '../../seeds/documents.ts'
import { typeCode } from '../../seeds/licence-types.ts'
import { matterCode } from '../../seeds/matters.ts'
import { accessEntry } from '../../subgraphs/audit/tables.ts'
import type { AccessExplanation, ItemAccess } from '../../subgraphs/catalogue/index.ts'
import { questions } from '../differential/operations.ts'
import { type Answer, openTestHub, type Refused, type TestHub } from '../harness/hub.ts'
import { testClock } from '../harness/library.ts'
import { NOBODY } from '../permissions/ask.ts'
import { caseNo } from '../permissions/cases.ts'
import { claimsOf } from '../permissions/personas.ts'
import type { Row } from '../permissions/row.ts'
import { ROWS } from '../permissions/rows.ts'
import { loadOwnWorld } from '../permissions/world.ts'

type Asking = Pick<Row, 'persona' | 'subject' | 'mandate' | 'purpose' | 'query' | 'variables'>

const EXPLAIN = `query Explain($operation: String!, $variables: JSON, $purpose: PurposeInput) {
  explainAccess(operation: $operation, variables: $variables, purpose: $purpose) {
    outcome
    items { coordinate use answered behind disclosure masked partly basis grants refusal { reason } byStanding { standing disclosure refusal { reason } } }
    refusals { path coordinate refusal { reason } }
    drafts { input } } }`
const SUBMIT = 'mutation ($input: ApplicationInput!) { submitApplication(input: $input) { state { code } } }'

let hub: TestHub
beforeAll(async () => {
  hub = await openTestHub()
  const { subjects } = deriveSecrets(EMBEDDED_MASTER)
  await loadOwnWorld(hub.db, (example) => subjectKey(subjects, RESIDENT_IDENTITY_CARD, documentOf(example).number))
})
afterAll(() => hub?.close())

async function headersOf({ persona = '', subject, mandate }: Asking): Promise<Record<string, string>> {
  return { authorization: `Bearer ${await signToken(hub.key, claimsOf(persona, subject, mandate), testClock)}` }
}

const purposeOf = ({ purpose }: Asking) =>
  (purpose === undefined ? undefined : { matter: matterCode(purpose.matter), ...(purpose.case === undefined ? {} : { case: caseNo(purpose.case) }) })

async function really(asking: Asking): Promise<Answer> {
  const { query, variables = {} } = asking
  const purpose = purposeOf(asking)
  return hub.ask({ query, variables, headers: await headersOf(asking), ...(purpose === undefined ? {} : { purpose }) })
}

async function beforehand(asking: Asking): Promise<Answer> {
  const { query, variables = {} } = asking
  return hub.ask({ query: EXPLAIN, headers: await headersOf(asking), variables: { operation: query, variables, purpose: purposeOf(asking) } })
}

const recordOf = async ({ extensions: { traceId } }: Answer) =>
  (await hub.db.orm.select().from(accessEntry).where(eq(accessEntry.traceId, String(traceId))))[0]

const refusalOf = ({ path = [], coordinate = '', reason = '' }: Refused) => `${path.join('.')} ${coordinate} ${reason}`

/** What the hub did, in the words of its own record and of its errors. */
async function done(answer: Answer) {
  const record = await recordOf(answer)
  const limited = (answer.extensions['disclosure'] ?? []) as readonly { item: string; masked: boolean; partly: boolean }[]
  return {
    outcome: record?.refused.length === 0 ? 'ANSWERED' : record?.outcome === 'REFUSED' ? 'REFUSED' : 'PARTIAL',
    refusals: answer.refused.filter(({ reason, code }) => code === 'FORBIDDEN' && reason !== undefined).map(refusalOf),
    released: [...(record?.released ?? [])].sort(),
    searched: [...(record?.searched ?? [])].sort(),
    // Leave beyond regions is on record beside grants, and is no grant.
    grants: (record?.grants ?? []).filter((each) => !each.startsWith('region-override:')).sort(),
    limited: distinct(limited.map(({ item, masked, partly }) => `${item} ${masked} ${partly}`)),
  }
}

/** What it said beforehand, in the same words. */
function said({ data }: Answer) {
  const { outcome, items, refusals } = (data as { explainAccess: AccessExplanation }).explainAccess
  const answered = items.filter((item) => item.answered)
  const released = new Map<string, Disclosure>()
  for (const { coordinate, disclosure } of answered) released.set(coordinate, bestDisclosure(released.get(coordinate), disclosure ?? undefined) as Disclosure)
  return {
    outcome,
    refusals: refusals.map(({ path, coordinate, refusal: { reason } }) => `${path} ${coordinate} ${reason}`),
    released: [...released].map(([item, disclosure]) => `${item}=${disclosure}`).sort(),
    searched: distinct(answered.filter(({ use }) => use === 'SEARCH').map(({ coordinate }) => coordinate)),
    grants: distinct(answered.flatMap(({ grants }) => grants)),
    limited: distinct(answered.filter(({ masked, partly }) => masked || partly).map(({ coordinate, masked, partly }) => `${coordinate} ${masked} ${partly}`)),
  }
}

const distinct = (texts: readonly string[]) => [...new Set(texts)].sort()

/** An item is given or refused, answered only where it is given, and behind something only where it is not answered. */
function contradictions({ data }: Answer): ItemAccess[] {
  const { items } = (data as { explainAccess: AccessExplanation }).explainAccess
  return items.filter(({ disclosure, basis, refusal, answered, behind, grants }) =>
    (disclosure === null) !== (refusal !== null) || (basis === null) !== (refusal !== null) || (answered && refusal !== null) || (answered && behind !== null)
    || (basis === 'GRANT') !== (grants.length > 0))
}

/** Asks both ways and holds them to each other; whether anything was decided at all. */
async function compared(asking: Asking): Promise<boolean> {
  const [answer, explained] = [await really(asking), await beforehand(asking)]
  const why = `${asking.persona}: ${asking.query}`
  if (explained.data?.explainAccess === null || explained.data === null) {
    // Whoever may ask nothing is told so of this question as of any other, and bad input is bad either way.
    const [first] = explained.refused
    expect(answer.refused.map(({ reason, code }) => reason ?? code), why).toContain(first?.reason ?? first?.code)
    return false
  }
  expect(said(explained), why).toEqual(await done(answer))
  expect(contradictions(explained), why).toEqual([])
  return true
}

// A change is not explained, and what a quota has left is not known beforehand.
// What would be decided for another is not explained in its turn.
const asked = ROWS.filter(({ persona, query, refused }) => persona !== undefined && !query.startsWith('mutation') && !query.includes('simulateAccess') && !Object.values(refused).includes('QUOTA_EXHAUSTED'))

describe('what is said beforehand is what is done, for every row of the permission matrix', () => {
  it.each(asked.map((row) => [row.says, row] as const))('%s', async (_says, row) => {
    await compared(row)
  })
})

describe('what is drafted', () => {
  it('is taken by submitApplication as it is, whichever row it comes of', async () => {
    let taken = 0
    for (const row of asked) {
      const { data } = await beforehand(row)
      for (const { input } of (data as { explainAccess: AccessExplanation | null } | null)?.explainAccess?.drafts ?? []) {
        const answer = await hub.ask({ query: SUBMIT, variables: { input }, headers: await headersOf(row) })
        expect([row.says, answer.refused, answer.data]).toEqual([row.says, [], { submitApplication: { state: { code: 'INTERNAL_REVIEW' } } }])
        taken += 1
      }
    }
    expect(taken).toBeGreaterThan(50)
  })
})

/** The contract with a few roots, so that random questions are mostly about people and companies. */
function fewRoots(...roots: readonly string[]): GraphQLSchema {
  const document = parse(readFileSync(projectFile('schema/api.graphql'), 'utf8'))
  const definitions = document.definitions
    .filter((each) => each.kind !== Kind.OBJECT_TYPE_DEFINITION || each.name.value !== 'Mutation')
    .map((each) => (each.kind === Kind.OBJECT_TYPE_DEFINITION && each.name.value === 'Query'
      ? { ...each, fields: (each.fields ?? []).filter(({ name }) => roots.includes(name.value)) } : each))
  return buildASTSchema({ ...document, definitions }, { assumeValidSDL: true })
}

const numbers = ['newcomer', 'newcomer-wife', 'old-man', 'daughter', 'sister-applicant', 'sealed-witness', 'flat-owner', 'founder'].map((each) => documentOf(each).number)
const VALUES = {
  citizenId: [...numbers, NOBODY], citizenIds: [numbers.slice(0, 2), [numbers[0], NOBODY], [NOBODY]], years: [80, 81, 18], on: ['2026-03-02'], first: [1, 5],
  after: [null], creditCode: [documentOf('startup').number, documentOf('care-home').number], types: [[typeCode('driving-licence')], null], state: ['01', null], validOn: ['2026-03-02'],
  caseNo: ['health', 'allowance', 'company-setup'].map(caseNo), mobile: ['19900000012'], name: ['示例'], birthDate: ['1950-01-01'], division: ['990101000000'],
  code: [matterCode('old-age-allowance')],
}

const RUNS = 120

const ASKERS: readonly Pick<Asking, 'persona' | 'subject' | 'purpose'>[] = [
  ...['health', 'health-unproven', 'health-elsewhere', 'health-roster', 'health-enrolment', 'health-kin', 'health-sister', 'nowhere'].map((example) =>
    ({ persona: 'health', purpose: { matter: 'residence-permit', case: example } })),
  { persona: 'civil-affairs', purpose: { matter: 'old-age-allowance', case: 'allowance' } },
  { persona: 'civil-affairs', purpose: { matter: 'old-age-allowance' } },
  { persona: 'civil-affairs-sister', purpose: { matter: 'old-age-allowance', case: 'allowance-sister' } },
  { persona: 'street-office', purpose: { matter: 'old-age-allowance', case: 'allowance' } },
  { persona: 'outsider', purpose: { matter: 'old-age-allowance', case: 'allowance' } },
  { persona: 'market-regulation', purpose: { matter: 'company-registration', case: 'company-setup' } },
  { persona: 'portal', subject: 'old-man', purpose: { matter: 'old-age-allowance', case: 'allowance' } },
  { persona: 'outsider' },
]

describe('what is said beforehand is what is done', () => {
  it('for random questions of every caller', async () => {
    const schema = fewRoots('person', 'persons', 'verifyPerson', 'legalPerson', 'case', 'matter')
    let decided = 0
    await fc.assert(
      fc.asyncProperty(questions(schema, { values: VALUES }, 3), fc.constantFrom(...ASKERS), async (question, asker) => {
        if (question !== null && (await compared({ ...asker, ...question }))) decided += 1
      }),
      { seed: PROPERTY_SEED, numRuns: RUNS },
    )
    // A property of questions that are all bad would tell nothing.
    expect(decided).toBeGreaterThan(RUNS / 2)
  })
})
