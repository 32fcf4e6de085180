import { asc, eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { NamedMatter } from '#platform/access'
import { sealedCursors } from '#platform/connection'
import type { Database } from '#platform/db'
import type { Subgraph } from '#platform/subgraph'
import { openTestDatabase } from '../../tests/harness/database.ts'
import { ask, askEntities, planOf, testClock } from '../../tests/harness/library.ts'
import { load } from './commands.ts'
import { states } from './domain/codes.ts'
import { mayMove } from './domain/moves.ts'
import { AGENCY, ALLOWANCE, COMPANY, CURRENT, DAUGHTER, OLD_MAN, OLDER, rows, STRANGER, STREET } from './domain/testing.ts'
import { cases } from './index.ts'
import { caseEvent } from './tables.ts'

const JOINT = '11990000000000027R'
const DIGEST = 'ab'.repeat(32)
const HOUR_MS = 3_600_000
const matter: NamedMatter = {
  code: ALLOWANCE, basicCode: '990507001001', name: '示例事项', agency: AGENCY, jointAgencies: [JOINT], entrustedAgencies: [STREET], division: '990101000000', handleScope: null,
  afterDecisionDays: 0, inUse: true,
}

let db: Database
let library: Subgraph
let now = testClock.now()

beforeAll(async () => {
  db = await openTestDatabase(['cases'])
  await load(db, rows)
  library = cases({ db, clock: { now: () => now }, cursors: sealedCursors(Buffer.alloc(32, 5)) })
})
afterAll(() => db.close())

interface By {
  readonly agency?: string
  readonly operator?: string
  readonly represented?: string
  readonly matters?: readonly NamedMatter[]
}

const FIELDS = ['kind', 'state', 'open', 'proven', 'confirmed', 'appliedAt', 'decidedAt', 'closedAt', 'expiresAt', 'handledBy', 'parties', 'roster', 'documentNo', 'category']
const planBy = ({ agency = AGENCY, operator = 'op-1', represented, matters = [matter] }: By = {}) => planOf({
  agency: represented === undefined ? agency : '', actor: { operator, represented: represented ?? null }, matters,
  common: Object.fromEntries(FIELDS.map((field) => [`HandledCase.${field}`, 'CLEAR' as const])),
})
const FILE = `caseNo kind { code } state { code } open proven confirmed decidedAt closedAt expiresAt documentNo category { name } handledBy { agency { creditCode } role { code } step }
  parties { ordinal role { code } kind addedAt removedAt } roster { total accepted bad sealed digest }`

async function act(name: string, input: object, by?: By, selection = FILE) {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`
  const { data, errors } = await ask(library, planBy(by), `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} } }`, { input })
  return { file: data?.[name] as any, error: errors?.[0] } // eslint-disable-line @typescript-eslint/no-explicit-any
}
async function done(name: string, input: object, by?: By) {
  const { file, error } = await act(name, input, by)
  expect(error).toBeUndefined()
  return file
}
const codeOf = async (name: string, input: object, by?: By) => (await act(name, input, by)).error?.extensions['code']
const checksOf = async (input: object, by?: By) =>
  ((await act('openCase', input, by)).error?.extensions['faults'] as { argument: string; check: string }[] | undefined)?.map(({ argument, check }) => `${argument} ${check}`)

const APPLICATION = { matter: ALLOWANCE, kind: 'APPLICATION', parties: [{ role: 'APPLICANT', person: OLD_MAN }] }
const EMERGENCY = { matter: ALLOWANCE, kind: 'EMERGENCY', handlingDivision: '990101001000', basis: '寒潮', hours: 72 }
const INSTRUMENT = { matter: ALLOWANCE, kind: 'INSTRUMENT', parties: [{ role: 'RESPONDENT', legalPerson: COMPANY }], documentNo: '审〔2026〕1号', category: 'AUDIT' }
const purposeOf = async (caseNo: string, named: string[] = []) => {
  const question = 'query ($c: ID!, $a: ID!, $n: [ID!]) { _casePurpose(caseNo: $c, agency: $a, named: $n) { open proven step region category expiresAt parties { subject role addedAt } } }'
  return (await ask(library, planOf({ router: true }), question, { c: caseNo, a: AGENCY, n: named })).data?.['_casePurpose']
}

describe('a case is not opened', () => {
  it.each<[string, object, By, string[]]>([
    ['of a matter that nobody knows', APPLICATION, { matters: [] }, ['input.matter MATTER_NOT_YOURS']],
    ['of a matter that is not in use', APPLICATION, { matters: [{ ...matter, inUse: false }] }, ['input.matter MATTER_NOT_YOURS']],
    ['by an agency that has nothing to do with it', APPLICATION, { agency: COMPANY }, ['input.matter MATTER_NOT_YOURS']],
    ['by a joint agency without its step', APPLICATION, { agency: JOINT }, ['input.step required']],
    ['ex officio by an agency that only receives', { matter: ALLOWANCE, kind: 'EX_OFFICIO', basis: '检查', parties: [{ role: 'RESPONDENT', legalPerson: COMPANY }] }, { agency: STREET }, ['input.kind OPENER']],
    ['by a person unless it is a draft', APPLICATION, { represented: OLD_MAN }, ['input.kind OPENER']],
    ['as a draft by an agency', { matter: ALLOWANCE, kind: 'DRAFT' }, {}, ['input.kind OPENER']],
    ['without its applicant', { matter: ALLOWANCE, kind: 'APPLICATION' }, {}, ['input.parties PARTY_NEEDED']],
    ['ex officio without basis and without subjects', { matter: ALLOWANCE, kind: 'EX_OFFICIO' }, {}, ['input.parties PARTY_NEEDED', 'input.basis required']],
    ['as a roster without the digest of its list, or with parties', { ...APPLICATION, kind: 'ROSTER', rosterDigest: 'abc' }, {}, ['input.parties COUNT', 'input.parties PARTY_NEEDED', 'input.rosterDigest format'].filter((each) => !each.includes('NEEDED'))],
    ['as an enrolment of an organisation', { ...APPLICATION, kind: 'ENROLMENT', parties: [{ role: 'APPLICANT', legalPerson: COMPANY }] }, {}, ['input.parties[0] PERSON']],
    ['as an enrolment of two', { ...APPLICATION, kind: 'ENROLMENT', parties: [OLD_MAN, DAUGHTER].map((person) => ({ role: 'APPLICANT', person })) }, {}, ['input.parties COUNT']],
    ['as an emergency without place, ground and hours', { matter: ALLOWANCE, kind: 'EMERGENCY' }, {}, ['input.handlingDivision required', 'input.basis required', 'input.hours range']],
    ['as an emergency beyond 72 hours, or elsewhere', { ...EMERGENCY, hours: 73, handlingDivision: '990102000000' }, {}, ['input.handlingDivision REGION', 'input.hours range']],
    ['as an instrument without document and category', { ...INSTRUMENT, documentNo: null, category: null }, {}, ['input.documentNo required', 'input.category required']],
    ['with parties in roles of another kind, or named twice over', { ...APPLICATION, parties: [...APPLICATION.parties, { role: 'RESPONDENT', person: DAUGHTER, proposed: '1' }] }, {}, ['input.parties[1] ONE_SUBJECT', 'input.parties[1].role PARTY_ROLE']],
    ['with what belongs to other kinds', { ...APPLICATION, hours: 3, documentNo: 'x', category: 'AUDIT', rosterDigest: DIGEST, rosterRole: 'MEMBER', step: 's' }, {}, [
      'input.step KIND', 'input.rosterDigest KIND', 'input.rosterRole KIND', 'input.documentNo KIND', 'input.category KIND', 'input.hours KIND',
    ]],
    ['with texts that are too long', { ...APPLICATION, summary: '长'.repeat(1_001), parties: [{ ...APPLICATION.parties[0], name: '长'.repeat(101) }] }, {}, ['input.parties[0].name length', 'input.summary length']],
  ])('%s', async (_case, input, by, faults) => {
    expect(await checksOf(input, by)).toEqual(faults)
  })

  it('by a system that acts by itself where two people are needed, nor confirmed by one', async () => {
    expect(await codeOf('openCase', EMERGENCY, { operator: 'UNATTENDED' })).toBe('FORBIDDEN')
    const { caseNo } = await done('openCase', INSTRUMENT)
    expect(await codeOf('confirmCase', { caseNo }, { operator: 'UNATTENDED' })).toBe('FORBIDDEN')
    expect(await codeOf('confirmCase', { caseNo })).toBe('FORBIDDEN')
    expect(await purposeOf(caseNo)).toMatchObject({ open: false, category: 'AUDIT' })
  })
})

describe('a case on file is not changed', () => {
  it('by whom it does not concern, and who is told what is told of a number that nobody has', async () => {
    const by = { agency: COMPANY }
    for (const [name, more] of Object.entries({
      changeCaseParties: { reason: 'x' }, changeCaseState: { state: '20' }, closeCase: {}, confirmCase: {}, proveCase: { evidence: 'CARD_READ', reference: 'x' },
      reconcileCase: { recordId: 'x' }, renewCase: { hours: 1, reason: 'x' }, fileDraft: {}, addRosterLines: { lines: [] }, sealRoster: { count: 1, digest: DIGEST },
    })) {
      const selection = name === 'addRosterLines' ? 'faults { line }' : 'caseNo'
      const [theirs, none] = await Promise.all([CURRENT, 'NOBODYS-1'].map((caseNo) => act(name, { caseNo, ...more }, by, selection)))
      expect([name, theirs?.error?.extensions['code'], theirs?.file]).toEqual([name, 'NOT_FOUND', null])
      expect(theirs?.error?.message).toBe(none?.error?.message)
    }
  })

  it('in a role that does not reach that far', async () => {
    const { caseNo } = await done('openCase', { ...APPLICATION, step: '核税' }, { agency: JOINT })
    expect(await purposeOf(caseNo)).toMatchObject({ step: null })
    expect(await codeOf('changeCaseState', { caseNo, state: '20' }, { agency: JOINT })).toBe('FORBIDDEN')
    expect(await codeOf('changeCaseParties', { caseNo, reason: 'x' }, { agency: JOINT })).toBe('FORBIDDEN')
    expect(await done('reconcileCase', { caseNo, recordId: 'T-1' }, { agency: JOINT, operator: 'UNATTENDED' })).toMatchObject({ proven: true })
    expect(await codeOf('reconcileCase', { caseNo, recordId: 'T-2' })).toBe('CONFLICT')
  })

  it('where it is closed, and told in which state', async () => {
    const add = [{ role: 'AGENT', person: DAUGHTER }]
    await load(db, { ...rows, cases: [], parties: [], materials: [], processes: [], results: [], contacts: [], specials: [], evaluations: [], agencies: [{ caseNo: OLDER, agency: AGENCY, role: 'DECIDING' }] })
    const { error } = await act('changeCaseParties', { caseNo: OLDER, add, remove: [1], reason: 'x' })
    expect(error?.extensions).toMatchObject({ code: 'CONFLICT', messageZh: '该办件已关闭，当前状态：51（已送达）' })
    expect(error?.message).toBe('the case is closed, in state 51 (delivered)')
    expect(await codeOf('closeCase', { caseNo: OLDER })).toBe('CONFLICT')
    expect(await codeOf('proveCase', { caseNo: OLDER, evidence: 'CARD_READ', reference: 'x' })).toBe('CONFLICT')
  })

  it('by taking out its only applicant or somebody who is not there, nor to a state that there is not', async () => {
    const { caseNo } = await done('openCase', APPLICATION)
    const { error } = await act('changeCaseParties', { caseNo, remove: [1, 7], reason: '' })
    expect((error?.extensions['faults'] as { check: string }[]).map(({ check }) => check)).toEqual(['required', 'PARTY', 'PARTY_NEEDED'])
    expect(await codeOf('changeCaseState', { caseNo, state: '99' })).toBe('BAD_USER_INPUT')
    expect(await codeOf('changeCaseState', { caseNo, state: '92' })).toBe('CONFLICT')
  })

  it('with the word of another: the own session is stated by itself, the rest by an agency', async () => {
    const { caseNo } = await done('openCase', APPLICATION)
    expect(await codeOf('proveCase', { caseNo, evidence: 'OWN_SESSION', reference: 'x' })).toBe('FORBIDDEN')
    expect(await codeOf('proveCase', { caseNo, evidence: 'CARD_READ', reference: 'x' }, { represented: OLD_MAN })).toBe('FORBIDDEN')
    expect(await codeOf('proveCase', { caseNo, evidence: 'OWN_SESSION', reference: 'x' }, { represented: DAUGHTER })).toBe('NOT_FOUND')
    expect(await done('proveCase', { caseNo, evidence: 'OWN_SESSION', reference: 'x' }, { represented: OLD_MAN })).toMatchObject({ proven: true })
  })
})

describe('whoever is not to know of a case', () => {
  it('reads of no draft of somebody, and of no instrument, not even its subject', async () => {
    const plan = (by: By) => planOf({
      agency: by.represented === undefined ? (by.agency ?? AGENCY) : '', actor: { represented: by.represented ?? null },
      classes: [{ 'Person.cases': 'CLEAR', [`Case.state@${ALLOWANCE}`]: 'CLEAR' }], subjects: { [STRANGER]: 0 },
    })
    const seen = async (caseNo: string, by: By) => (await ask(library, plan(by), `{ case(caseNo: "${caseNo}") { caseNo } }`)).data?.['case'] !== null
    const draft = await done('openCase', { matter: ALLOWANCE, kind: 'DRAFT' }, { represented: STRANGER })
    const instrument = await done('openCase', { ...INSTRUMENT, parties: [{ role: 'RESPONDENT', person: STRANGER }] })
    expect([await seen(draft.caseNo, {}), await seen(draft.caseNo, { represented: STRANGER })]).toEqual([false, true])
    expect([await seen(instrument.caseNo, { represented: STRANGER }), await seen(instrument.caseNo, { agency: STREET }), await seen(instrument.caseNo, {})]).toEqual([false, false, true])
    for (const [name, more] of [['changeCaseState', { state: '20' }], ['closeCase', {}], ['reconcileCase', { recordId: 'x' }]] as const) {
      expect(await codeOf(name, { caseNo: draft.caseNo, ...more })).toBe('NOT_FOUND')
    }
    // Nor is a page shorter for them, with another behind it.
    const pages = async (by: By) => {
      const counts: number[] = []
      for (let after = '', more = true; more;) {
        const { data } = await askEntities(library, plan(by), `... on Person { cases(first: 1${after}) { edges { node { caseNo } } pageInfo { hasNextPage endCursor } } }`, [{ __typename: 'Person', key: STRANGER }])
        const { edges, pageInfo } = (data as { _entities: { cases: { edges: object[]; pageInfo: { hasNextPage: boolean; endCursor: string } } }[] })._entities[0]?.cases ?? { edges: [], pageInfo: { hasNextPage: false, endCursor: '' } }
        counts.push(edges.length)
        more = pageInfo.hasNextPage
        after = `, after: "${pageInfo.endCursor}"`
      }
      return counts
    }
    const known = await pages({ agency: STREET })
    expect(known).toEqual(known.map(() => 1))
    expect([(await pages({})).length, (await pages({ represented: STRANGER })).length]).toEqual([known.length + 1, known.length + 1])
    const own = (caseNo: string, by: By) => ask(library, planBy(by), `{ handledCase(caseNo: "${caseNo}") { caseNo state { code } } }`)
    expect((await own(draft.caseNo, {})).data).toEqual({ handledCase: null })
    expect((await own(draft.caseNo, { represented: DAUGHTER })).data).toEqual({ handledCase: null })
    expect((await own(instrument.caseNo, { represented: STRANGER })).data).toEqual({ handledCase: null })
  })
})

describe('a case is opened', () => {
  it('by the agency that receives it, for the one that decides', async () => {
    expect(await done('openCase', APPLICATION, { agency: STREET })).toMatchObject({
      kind: { code: 'APPLICATION' }, state: { code: '10' }, open: true, proven: false, confirmed: null, expiresAt: null, roster: null,
      handledBy: [{ agency: { creditCode: AGENCY }, role: { code: 'DECIDING' }, step: null }, { agency: { creditCode: STREET }, role: { code: 'RECEIVING' }, step: null }],
      parties: [{ ordinal: 1, role: { code: 'APPLICANT' }, kind: 'PERSON', addedAt: '2026-03-02T09:00:00.000+08:00', removedAt: null }],
    })
  })

  it('of people by any document, of organisations and of those not registered yet', async () => {
    const parties = [{ role: 'APPLICANT', document: { type: '414', number: 'key-of-a-passport' } }, { role: 'COUNTERPARTY', legalPerson: COMPANY }, { role: 'MEMBER', proposed: '9901012026000001', name: '示例新设有限公司' }]
    const { caseNo } = await done('openCase', { ...APPLICATION, parties })
    expect(await purposeOf(caseNo)).toMatchObject({
      parties: [{ subject: 'key-of-a-passport', role: 'APPLICANT' }, { subject: COMPANY, role: 'COUNTERPARTY' }, { subject: 'proposed:9901012026000001', role: 'MEMBER' }],
    })
  })

  it('once for each name that its sender gives it, and for another input under the same name not at all', async () => {
    const input = { ...APPLICATION, clientMutationId: 'c-1' }
    const [one, two] = await Promise.all([done('openCase', input), done('openCase', input)])
    expect(one.caseNo).toBe(two.caseNo)
    expect(await codeOf('openCase', { ...input, summary: '另' })).toBe('CONFLICT')
    expect((await done('openCase', input, { agency: STREET })).caseNo).not.toBe(one.caseNo)
  })

  it('each with a number of its own, however many at once', async () => {
    const numbers = (await Promise.all(Array.from({ length: 20 }, () => done('openCase', APPLICATION)))).map(({ caseNo }) => caseNo as string)
    expect(new Set(numbers).size).toBe(20)
    expect(numbers.every((each) => each.startsWith(`${ALLOWANCE}-20260302-`))).toBe(true)
  })

  it('as an emergency in its division, which ends by the hour and is renewed by two', async () => {
    const { caseNo } = await done('openCase', EMERGENCY)
    expect(await codeOf('renewCase', { caseNo, hours: 1, reason: 'x' })).toBe('CONFLICT')
    await done('confirmCase', { caseNo }, { operator: 'op-2' })
    expect(await purposeOf(caseNo)).toMatchObject({ open: true, region: '990101001000', expiresAt: '2026-03-05T09:00:00.000+08:00' })
    expect(await codeOf('confirmCase', { caseNo }, { operator: 'op-2' })).toBe('CONFLICT')
    await done('renewCase', { caseNo, hours: 10, reason: '持续' }, { operator: 'op-2' })
    now += 71 * HOUR_MS
    expect(await codeOf('confirmCase', { caseNo }, { operator: 'op-2' })).toBe('FORBIDDEN')
    expect(await done('confirmCase', { caseNo })).toMatchObject({ expiresAt: '2026-03-05T18:00:00.000+08:00', open: true })
    now += 10 * HOUR_MS
    expect(await purposeOf(caseNo)).toMatchObject({ open: false })
    now = testClock.now()
  })

  it('as a draft, which is filed within thirty days or not at all', async () => {
    const by = { represented: OLD_MAN }
    const { caseNo } = await done('openCase', { matter: ALLOWANCE, kind: 'DRAFT' }, by)
    now += 30 * 24 * HOUR_MS
    expect(await codeOf('fileDraft', { caseNo }, by)).toBe('CONFLICT')
    now -= 1
    expect(await done('fileDraft', { caseNo }, by)).toMatchObject({ kind: { code: 'APPLICATION' }, proven: true, expiresAt: null })
    now = testClock.now()
  })
})

describe('a party', () => {
  it('counts from when it is added until it is taken out, and stays on file', async () => {
    const { caseNo } = await done('openCase', APPLICATION)
    now += HOUR_MS
    await done('changeCaseParties', { caseNo, add: [{ role: 'APPLICANT', person: DAUGHTER }, { role: 'AGENT', person: STRANGER }], reason: '变更' })
    expect(await purposeOf(caseNo)).toMatchObject({ parties: [
      { subject: OLD_MAN, addedAt: '2026-03-02T09:00:00.000+08:00' }, { subject: DAUGHTER, addedAt: '2026-03-02T10:00:00.000+08:00' }, { subject: STRANGER },
    ] })
    const { parties } = await done('changeCaseParties', { caseNo, remove: [1, 3], reason: '变更' })
    expect(parties.map(({ removedAt }: { removedAt: string | null }) => removedAt === null)).toEqual([false, true, false])
    expect(await purposeOf(caseNo)).toMatchObject({ parties: [{ subject: DAUGHTER, role: 'APPLICANT' }] })
    expect((await act('changeCaseParties', { caseNo, remove: [1], reason: '再' })).error?.extensions['code']).toBe('BAD_USER_INPUT')
    now = testClock.now()
  })
})

describe('a roster', () => {
  const part = async (caseNo: string, lines: object[]) => (await act('addRosterLines', { caseNo, lines }, {}, 'faults { line check } case { roster { total accepted bad sealed } }')).file

  it('takes good lines and gives bad ones back, the same again without a fault, and is open once sealed', async () => {
    const { caseNo } = await done('openCase', { matter: ALLOWANCE, kind: 'ROSTER', rosterDigest: DIGEST, rosterRole: 'RIGHT_HOLDER' })
    const lines = [{ line: 1, number: OLD_MAN }, { line: 2, number: '!checksum' }, { line: 3, number: OLD_MAN }, { line: 0, number: DAUGHTER }, { line: 1, number: DAUGHTER }]
    const faults = [{ line: 2, check: 'checksum' }, { line: 3, check: 'duplicate' }, { line: 0, check: 'line' }, { line: 1, check: 'line' }]
    for (let sent = 0; sent < 2; sent += 1) {
      expect(await part(caseNo, lines)).toEqual({ faults, case: { roster: { total: 3, accepted: 1, bad: 2, sealed: false } } })
    }
    expect(await part(caseNo, [{ line: 2, number: DAUGHTER }])).toEqual({ faults: [], case: { roster: { total: 3, accepted: 2, bad: 1, sealed: false } } })
    expect(await codeOf('changeCaseState', { caseNo, state: '20' })).toBe('CONFLICT')
    expect(await purposeOf(caseNo, [OLD_MAN])).toMatchObject({ open: false })
    expect(await codeOf('sealRoster', { caseNo, count: 2, digest: DIGEST })).toBe('CONFLICT')
    await done('sealRoster', { caseNo, count: 3, digest: DIGEST.toUpperCase() })
    expect(await purposeOf(caseNo, [OLD_MAN, STRANGER])).toMatchObject({ open: true, parties: [{ subject: OLD_MAN, role: 'RIGHT_HOLDER', addedAt: null }] })
    expect(await purposeOf(caseNo)).toMatchObject({ parties: [] })
  })

  it('takes a part of a thousand lines in as many statements as one of ten', async () => {
    const { caseNo } = await done('openCase', { matter: ALLOWANCE, kind: 'ROSTER', rosterDigest: DIGEST })
    const linesFrom = (from: number, count: number) => Array.from({ length: count }, (_, at) => ({ line: from + at, number: `p${from + at}` }))
    const counted = async (lines: object[]) => {
      const before = db.statements.count
      await part(caseNo, lines)
      return db.statements.count - before
    }
    const ten = await counted(linesFrom(1, 10))
    expect(await counted(linesFrom(11, 1_000))).toBe(ten)
    expect((await act('addRosterLines', { caseNo, lines: linesFrom(2_000, 1_001) }, {}, 'faults { line }')).error?.extensions['code']).toBe('BAD_USER_INPUT')
  })
})

describe('whatever is asked of a case, in whatever order', () => {
  it('one of several conflicting moves wins, and the others are told so', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { caseNo } = await done('openCase', APPLICATION)
      const codes = await Promise.all(['20', '21', '90', '20'].map((state) => codeOf('changeCaseState', { caseNo, state })))
      expect(codes.toSorted()).toEqual(['CONFLICT', 'CONFLICT', 'CONFLICT', undefined])
    }
  })

  it('it goes the ways of the list alone, and its events tell every step of it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...Object.keys(states)), { minLength: 1, maxLength: 12 }), async (wanted) => {
        const { caseNo } = await done('openCase', APPLICATION, { agency: STREET })
        let state = '10'
        for (const to of wanted) {
          const { file, error } = await act('changeCaseState', { caseNo, state: to })
          expect(error === undefined).toBe(mayMove(state, to))
          if (error === undefined) state = to
          else expect(error.extensions['code']).toBe('CONFLICT')
          expect(file?.state.code ?? state).toBe(state)
        }
        const events = await db.orm.select().from(caseEvent).where(eq(caseEvent.caseNo, caseNo)).orderBy(asc(caseEvent.id))
        expect(events.map(({ action }) => action)).toEqual(['OPEN', ...events.slice(1).map(() => 'MOVE')])
        for (const [at, { fromState, toState }] of events.entries()) if (at > 0) expect([fromState, mayMove(fromState ?? '', toState)]).toEqual([events[at - 1]?.toState, true])
        expect(events.at(-1)?.toState).toBe(state)
      }),
      { seed: 20260302, numRuns: 60 },
    )
  })
})
