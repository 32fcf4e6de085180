import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeOf } from '../../seeds/agencies.ts'
import { citizenNumber } from '../../seeds/numbers.ts'
import { objection as objectionTable } from '../../subgraphs/catalogue/tables.objections.ts'
import { type Answer, openTestHub, type Question, type TestHub } from '../harness/hub.ts'
import { testClock } from '../harness/library.ts'
import { until } from '../harness/until.ts'
import { caseNo, keyOf, numberOf, under, withoutTrace } from './story.ts'

// Civil affairs pays the allowance for old age. The old man has moved into a care home, says so at the window, and shows the contract.

const DAY_MS = 86_400_000
const ITEM = 'Person.residenceAddress'
const FIELDS = 'id state { code } item subjectId provider { creditCode name } raiser { creditCode name } inPerson caseNo statement evidence { kind digest name } clock { dueOn state daysLeft } outcome { code } answer late advice { messageZh } events { action agency operator from { code } to { code } }'
const EVIDENCE = [{ kind: 'CERTIFICATE', digest: createHash('sm3').update('入住协议').digest('hex'), name: '入住协议.pdf' }]

let hub: TestHub
let ahead = 0
beforeAll(async () => {
  hub = await openTestHub({ clock: { now: () => testClock.now() + ahead } })
})
afterAll(() => hub?.close())

const allowance = under('old-age-allowance', 'allowance')
const about = (example: string) => ({ citizenId: numberOf(example) })
const doubt = (more: object = {}) => ({ item: ITEM, subject: about('old-man'), statement: '登记的居住地址有误，本人已迁出', evidence: EVIDENCE, ...more })

/** Sends one change of an objection. */
function act(name: string, input: object, given: Partial<Question> = {}): Promise<Answer> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`
  return hub.ask({ persona: 'civil-affairs', purpose: allowance, query: `mutation ($input: ${type}!) { ${name}(input: $input) { ${FIELDS} } }`, variables: { input }, ...given })
}

async function raised(more: object = {}, given: Partial<Question> = {}): Promise<string> {
  const { data, refused } = await act('raiseObjection', doubt(more), given)
  expect(refused).toEqual([])
  return data.raiseObjection.id as string
}

const answered = (id: string, persona = 'steward-public-security', more: object = {}) =>
  act('answerObjection', { id, outcome: 'CORRECTED', answer: '已按入住协议更正居住地址', ...more }, { persona })
const withdrawn = (id: string, given: Partial<Question> = {}) => act('withdrawObjection', { id }, given)
const read = (example = 'old-man', fields = 'name residenceAddress', given: Partial<Question> = {}) => hub.ask({
  persona: 'civil-affairs', purpose: allowance, query: `query ($n: CitizenId!) { person(citizenId: $n) { ${fields} } }`, variables: { n: numberOf(example) }, ...given,
})
const doubted = (answer: Answer) => answer.extensions['underObjection'] as Record<string, unknown>[] | undefined
const codes = ({ refused }: Answer) => refused.map(({ code }) => code)
const words = ({ text }: Answer) => (JSON.parse(text) as { errors?: { message: string }[] }).errors?.map(({ message }) => message) ?? []
const checks = ({ refused }: Answer) => refused.flatMap((each) => (each as unknown as { faults: { argument: string; check: string }[] }).faults.map(({ argument, check }) => `${argument} ${check}`))
/** What the inbox of an agency says about an objection, the newest first. */
const told = async (persona: string, id: string) => {
  const { data } = await hub.ask({ persona, query: '{ notices(first: 100) { edges { node { kind { code } about { id } } } } }' })
  const notices = (data.notices.edges as { node: { kind: { code: string }; about: { id: string } } }[]).map(({ node }) => node)
  return notices.filter(({ about: { id: of } }) => of === id).map(({ kind }) => kind.code)
}
const seen = async (persona: string, id: string, subject?: string) =>
  (await hub.ask({ persona, ...(subject === undefined ? {} : { subject }), query: 'query ($id: ID!) { objection(id: $id) { statement evidence { digest } } }', variables: { id } })).data.objection as object | null

describe('an objection is not raised', () => {
  it('by nobody in particular', async () => {
    expect(await hub.ask({ query: `mutation { raiseObjection(input: { item: "${ITEM}", statement: "有误", evidence: [] }) { id } }` })).toMatchObject({ status: 401 })
  })

  it('with faults, which are told all at once and without what was sent', async () => {
    const evidence = [{ kind: 'PHOTO', digest: 'ABC', name: `照片${numberOf('old-man')}` }]
    const answer = await act('raiseObjection', doubt({ item: 'Person address', subject: { ...about('old-man'), creditCode: codeOf('tax') }, statement: `请联系13900000000`, evidence }))
    expect(checks(answer)).toEqual([
      'input.item UNKNOWN_ITEM', 'input.subject SUBJECT_WRONG', 'input.statement TEXT_WRONG', 'input.evidence[0].digest DIGEST_WRONG', 'input.evidence[0].name TEXT_WRONG',
    ])
    expect(withoutTrace(answer)).not.toMatch(/13900000000|ABC|990101194/)
    expect(checks(await act('raiseObjection', doubt({ statement: `号码应为${numberOf('old-man')}` })))).toEqual(['input.statement TEXT_WRONG'])
    expect(checks(await act('raiseObjection', doubt({ statement: '长'.repeat(501) })))).toEqual(['input.statement TEXT_WRONG'])
    expect(checks(await act('raiseObjection', doubt({ subject: null, evidence: [] })))).toEqual(['input.subject SUBJECT_WRONG', 'input.evidence EMPTY'])
  })

  it.each([
    ['without a purpose', {}, { purpose: undefined }, 'PURPOSE_REQUIRED'],
    ['without a case', {}, { purpose: under('old-age-allowance') }, 'PURPOSE_REQUIRED'],
    ['under a case of somebody else', {}, { purpose: under('house-transfer', 'transfer') }, 'CASE_NOT_YOURS'],
    ['under a case that is closed', { subject: about('holder') }, { purpose: under('old-age-allowance', 'allowance-closed') }, 'CASE_CLOSED'],
    ['about somebody whom the case does not concern', { subject: about('old-wife') }, {}, 'SUBJECT_NOT_PARTY'],
    ['about an item that is granted for another party only', { subject: about('daughter') }, {}, 'PARTY_ROLE_NOT_COVERED'],
    ['about an item that is not granted', { item: 'Person.birthDate' }, {}, 'NO_GRANT'],
    ['about an item that nobody is given', { item: 'Person.protection' }, {}, 'WITHHELD'],
    ['by the operator about their own sister', { subject: about('sister-applicant') }, { persona: 'civil-affairs-sister', purpose: under('old-age-allowance', 'allowance-sister') }, 'OPERATOR_IS_SUBJECT'],
  ] as const)('%s', async (_what, more, given, reason) => {
    const answer = await act('raiseObjection', doubt(more), given as Partial<Question>)
    expect([answer.data, codes(answer)]).toEqual([{ raiseObjection: null }, ['FORBIDDEN']])
    expect(words(answer)[0]).toMatch(new RegExp(`^${reason}: `))
  })

  it('about a sealed person in any other way than about a number that nobody bears', async () => {
    const asked = (citizenId: string) => act('raiseObjection', doubt({ subject: { citizenId } }))
    const unknown = await asked(citizenNumber('990101', '1950-01-01', 777))
    expect(withoutTrace(await asked(numberOf('sealed-witness')))).toBe(withoutTrace(unknown))
  })

  it('by whoever acts in person about somebody else, or about what they may not read', async () => {
    const portal = { persona: 'portal', subject: 'newcomer', purpose: under('residence-permit', 'permit') }
    expect(words(await act('raiseObjection', doubt({ subject: about('flat-owner') }), portal))[0]).toMatch(/^SUBJECT_NOT_PARTY: /)
    expect(words(await act('raiseObjection', doubt({ subject: null, item: 'Person.nation' }), portal))[0]).toMatch(/^NO_GRANT: |^NOT_PUBLISHED: /)
    expect(words(await act('raiseObjection', doubt({ subject: null }), { persona: 'portal', purpose: portal.purpose }))[0]).toMatch(/not given to callers from the Internet$/)
  })
})

describe('the window objects', () => {
  it('and the case goes on: the reader is told, the provider answers, and both are told', async () => {
    expect(doubted(await read())).toBeUndefined()
    const { data, refused } = await act('raiseObjection', doubt())
    expect(refused).toEqual([])
    const objection = data.raiseObjection as { id: string }
    expect(objection).toMatchObject({
      state: { code: 'OPEN' }, item: ITEM, provider: { creditCode: codeOf('public-security') }, raiser: { creditCode: codeOf('civil-affairs') }, inPerson: false, caseNo: caseNo('allowance'),
      evidence: EVIDENCE, clock: { dueOn: '2026-03-16', state: 'NORMAL', daysLeft: 10 }, outcome: null, answer: null, late: false,
      events: [{ action: 'RAISE', agency: codeOf('civil-affairs'), operator: 'op-civil-affairs', from: null, to: { code: 'OPEN' } }],
    })

    // Whoever reads the item is told at once, and how to go on. Nothing else of the answer changes.
    const open = await read('old-man', 'id name where: residenceAddress')
    expect(open.refused).toEqual([])
    expect(open.data.person.where).toBeTypeOf('string')
    expect(doubted(open)).toEqual([{
      item: ITEM, coordinate: ITEM, paths: ['person.where'], subject: open.data.person.id, objection: objection.id, state: 'OPEN', since: '2026-03-02T09:00:00.000+08:00', due: '2026-03-16',
      outcome: null, answer: null, advice: expect.stringContaining('go on with the case'), adviceZh: expect.stringContaining('窗口应按证明材料继续办理'),
    }])
    expect(open.text).not.toContain(numberOf('old-man'))
    // Not whoever reads other items, or of somebody else, or only compares it.
    expect(doubted(await read('old-man', 'name'))).toBeUndefined()
    expect(doubted(await read('daughter', 'name'))).toBeUndefined()
    expect(doubted(await read('old-man', 'name', { persona: 'street-office' }))).toBeUndefined()

    // The case goes on meanwhile.
    const decided = await hub.ask({ persona: 'civil-affairs', query: 'mutation ($input: ChangeCaseStateInput!) { changeCaseState(input: $input) { state { code } } }', variables: { input: { caseNo: caseNo('allowance'), state: '40' } } })
    expect([decided.refused, decided.data]).toEqual([[], { changeCaseState: { state: { code: '40' } } }])

    const answer = await answered(objection.id)
    expect(answer.refused).toEqual([])
    expect(answer.data.answerObjection).toMatchObject({
      state: { code: 'ANSWERED' }, outcome: { code: 'CORRECTED' }, answer: '已按入住协议更正居住地址', late: false, clock: null,
      events: [{ action: 'RAISE' }, { action: 'ANSWER', agency: codeOf('public-security'), operator: 'op-steward-public-security', from: { code: 'OPEN' }, to: { code: 'ANSWERED' } }],
    })
    expect(doubted(await read())).toMatchObject([{ state: 'ANSWERED', outcome: 'CORRECTED', answer: '已按入住协议更正居住地址', adviceZh: expect.stringContaining('按答复继续办理') }])

    expect(await told('steward-public-security', objection.id)).toEqual(['OBJECTION_RAISED'])
    expect(await told('civil-affairs', objection.id)).toEqual(['OBJECTION_ANSWERED'])
    expect(await told('steward-market-regulation', objection.id)).toEqual([])

    // Five working days later nobody is told any more.
    ahead = 7 * DAY_MS
    expect(doubted(await read())).toHaveLength(1)
    ahead = 8 * DAY_MS
    expect(doubted(await read())).toBeUndefined()
    ahead = 10_000
  })

  it('where it may only compare the item, and where the subject is sealed as where there is no such person', async () => {
    const id = await raised({ item: 'Person.registeredAddress' })
    expect(doubted(await read('old-man', 'name registeredDivision { name }'))).toBeUndefined()
    await withdrawn(id)
    const purpose = under('old-age-allowance', 'allowance-sealed')
    const sealed = await raised({ subject: about('sealed-witness') }, { purpose })
    const answer = await read('sealed-witness', 'name residenceAddress', { purpose })
    expect([answer.data, doubted(answer)]).toEqual([{ person: null }, undefined])
    await withdrawn(sealed)
  })
})

describe('an objection is seen', () => {
  it('by whoever raised it, by the provider and by the sharing authority, and by nobody else', async () => {
    const id = await raised()
    for (const persona of ['civil-affairs', 'steward-public-security', 'public-security', 'sharing-authority']) {
      expect(await seen(persona, id), persona).toMatchObject({ statement: expect.any(String), evidence: [{ digest: EVIDENCE[0]?.digest }] })
    }
    for (const persona of ['street-office', 'approver-market-regulation', 'outsider', 'auditor']) expect(await seen(persona, id), persona).toBeNull()
    // Not even by its subject: an agency's doubt is between agencies.
    expect(await seen('portal', id, 'old-man')).toBeNull()
    const listed = async (persona: string, filter: string, subject?: string) => {
      const { data } = await hub.ask({ persona, ...(subject === undefined ? {} : { subject }), query: `{ objections(filter: { state: "OPEN" ${filter} }) { edges { node { id item } } } }` })
      return (data.objections.edges as { node: { id: string } }[]).map(({ node }) => node.id)
    }
    expect(await listed('civil-affairs', 'side: RAISER')).toEqual([id])
    expect(await listed('civil-affairs', 'side: PROVIDER')).toEqual([])
    expect(await listed('steward-public-security', 'side: PROVIDER')).toEqual([id])
    expect(await listed('sharing-authority', '')).toEqual([id])
    expect(await listed('outsider', '')).toEqual([])
    expect(await listed('portal', '', 'old-man')).toEqual([])
    await withdrawn(id)
  })

  it('and its subject nowhere as a number', async () => {
    const id = await raised()
    const all = JSON.stringify(await hub.db.orm.select().from(objectionTable))
    expect(all).toContain(keyOf(numberOf('old-man')))
    expect(all).not.toContain(numberOf('old-man'))
    await withdrawn(id)
  })
})

describe('an objection moves on', () => {
  it('once for each clientMutationId, and no second one of the same while it is open', async () => {
    const id = await raised({ clientMutationId: 'one' })
    expect(await raised({ clientMutationId: 'one' })).toBe(id)
    expect(codes(await act('raiseObjection', doubt({ clientMutationId: 'one', statement: '另一内容' })))).toEqual(['CONFLICT'])
    expect(codes(await act('raiseObjection', doubt()))).toEqual(['CONFLICT'])
    await withdrawn(id)
    await withdrawn(await raised())
  })

  it('by an answer of the provider alone, and by a withdrawal of the raiser alone', async () => {
    const id = await raised()
    expect(codes(await answered(id, 'steward-market-regulation'))).toEqual(['NOT_FOUND'])
    expect(codes(await answered('nobody', 'steward-market-regulation'))).toEqual(['NOT_FOUND'])
    expect(codes(await answered(id, 'public-security'))).toEqual(['FORBIDDEN'])
    expect(codes(await answered(id, 'steward-civil-affairs'))).toEqual(['FORBIDDEN'])
    expect(codes(await answered(id, 'sharing-authority'))).toEqual(['FORBIDDEN'])
    expect(checks(await answered(id, 'steward-public-security', { answer: '请致电13900000000' }))).toEqual(['input.answer TEXT_WRONG'])
    expect(codes(await withdrawn(id, { persona: 'steward-public-security' }))).toEqual(['FORBIDDEN'])
    expect(codes(await withdrawn(id, { persona: 'outsider' }))).toEqual(['NOT_FOUND'])
    expect(codes(await withdrawn(id))).toEqual([])
    expect(await told('public-security', id)).toEqual(['OBJECTION_WITHDRAWN', 'OBJECTION_RAISED'])
    expect((doubted(await read()) ?? []).map(({ objection }) => objection)).not.toContain(id)
    const late = await answered(id)
    expect([codes(late), words(late)]).toEqual([['CONFLICT'], ['the objection is WITHDRAWN; this may be done from OPEN only']])
    expect(codes(await withdrawn(id))).toEqual(['CONFLICT'])
  })

  it('by one of two answers that come at once', async () => {
    const id = await raised()
    const both = await Promise.all([answered(id), answered(id, 'approver-public-security', { outcome: 'CONFIRMED' })])
    expect(both.flatMap(codes)).toEqual(['CONFLICT'])
  })

  it('late, which is seen', async () => {
    const id = await raised({ item: 'Person.name' })
    ahead = 12 * DAY_MS
    const clock = async () => (await hub.ask({ persona: 'public-security', query: `{ objection(id: "${id}") { clock { state } late } }` })).data.objection as object
    expect(await clock()).toMatchObject({ clock: { state: 'YELLOW' }, late: false })
    ahead = 15 * DAY_MS
    expect(await clock()).toMatchObject({ clock: { state: 'RED' }, late: true })
    expect((await answered(id)).data.answerObjection).toMatchObject({ state: { code: 'ANSWERED' }, late: true })
    ahead = 20_000
  })
})

describe('a citizen objects through the portal', () => {
  const portal = { persona: 'portal', subject: 'newcomer', purpose: under('residence-permit', 'permit') }

  it('about their own data, is told the answer, and whoever reads it meanwhile is told too', async () => {
    const id = await raised({ subject: null }, portal)
    const own = () => hub.ask({ persona: 'portal', subject: 'newcomer', query: '{ objections { edges { node { id inPerson raiser { name } answer outcome { code } } } } }' })
    expect((await own()).data.objections.edges).toEqual([{ node: { id, inPerson: true, raiser: null, answer: null, outcome: null } }])
    expect(await seen('portal', id, 'flat-owner')).toBeNull()
    // The agency that keeps the portal has no part in it.
    expect(await seen('steward-data-administration', id)).toBeNull()
    expect(codes(await withdrawn(id, { persona: 'portal', subject: 'flat-owner' }))).toEqual(['NOT_FOUND'])

    const reader = await read('newcomer', 'residenceAddress', { persona: 'public-security', purpose: under('residence-permit', 'permit') })
    expect(doubted(reader)).toMatchObject([{ objection: id, state: 'OPEN' }])
    const self = await read('newcomer', 'residenceAddress', portal)
    expect(doubted(self)).toMatchObject([{ objection: id }])

    expect((await answered(id, 'approver-public-security', { outcome: 'CONFIRMED', answer: '经核对无误' })).refused).toEqual([])
    expect((await own()).data.objections.edges).toMatchObject([{ node: { id, answer: '经核对无误', outcome: { code: 'CONFIRMED' } } }])
    // The agency that keeps the portal is told that there is an answer, and nothing of whose it is.
    expect(await told('steward-data-administration', id)).toEqual(['OBJECTION_ANSWERED'])
    expect(await seen('steward-data-administration', id)).toBeNull()
  })

  it('each for themselves, though both use the same portal and the same clientMutationId', async () => {
    const more = { subject: null, item: 'Person.name', clientMutationId: 'same' }
    const one = await raised(more, portal)
    const other = await raised(more, { persona: 'portal', subject: 'newcomer-wife', purpose: under('residence-permit', 'permit-draft') })
    expect(other).not.toBe(one)
  })
})

describe('a router', () => {
  it('that shares the database hears of an objection that another has taken', async () => {
    const other = await openTestHub({ beside: hub, apart: hub.db.url !== undefined })
    try {
      const id = await raised({ item: 'Person.registeredDivision' })
      const first = () => other.ask({ persona: 'civil-affairs', purpose: allowance, query: 'query ($n: CitizenId!) { person(citizenId: $n) { registeredDivision { name } } }', variables: { n: numberOf('old-man') } })
      await until(async () => doubted(await first())?.[0]?.['objection'] === id)
      await withdrawn(id)
    } finally {
      await other.close()
    }
  })

  it('that cannot know of objections answers all the same, and says that it does not know', async () => {
    await hub.db.orm.execute(sql`alter table catalogue.objection_version rename to objection_version_away`)
    try {
      await until(async () => (await read()).extensions['underObjection'] === null)
      const { data, refused } = await read()
      expect([refused, data.person.residenceAddress]).toEqual([[], expect.any(String)])
    } finally {
      await hub.db.orm.execute(sql`alter table catalogue.objection_version_away rename to objection_version`)
    }
    await until(async () => (await read()).extensions['underObjection'] !== null)
  })
})
