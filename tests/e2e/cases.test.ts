import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeOf } from '../../seeds/agencies.ts'
import { matterCode } from '../../seeds/matters.ts'
import { citizenNumber } from '../../seeds/numbers.ts'
import { openTestHub, type Question, type TestHub } from '../harness/hub.ts'
import { testClock } from '../harness/library.ts'
import { caseNo as seededCase, numberOf, refusals } from './story.ts'

const MATTER = matterCode('old-age-allowance')
const DISTRICT = '990101000000'
const HOUR_MS = 3_600_000

let hub: TestHub
let ahead = 0
beforeAll(async () => {
  hub = await openTestHub({ clock: { now: () => testClock.now() + ahead } })
})
afterAll(() => hub?.close())

const FILE = 'caseNo kind { code } state { code } open proven confirmed expiresAt parties { ordinal role { code } removedAt }'
type Input = Record<string, unknown>

/** Sends one change by its name. */
async function act(name: string, input: Input, persona = 'civil-affairs', subject?: string, selection = FILE) {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`
  return hub.ask({ persona, ...(subject === undefined ? {} : { subject }), query: `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} } }`, variables: { input } })
}

/** The file after a change that must succeed. */
async function done(name: string, input: Input, persona?: string, subject?: string) {
  const { data, refused } = await act(name, input, persona, subject)
  expect(refused).toEqual([])
  return data[name]
}

const applicant = (example: string) => ({ role: 'APPLICANT', person: numberOf(example) })
const opened = async (input: Input, persona?: string) => (await done('openCase', { matter: MATTER, kind: 'APPLICATION', parties: [applicant('old-man')], ...input }, persona)).caseNo as string

const NAME = 'query ($id: CitizenId!) { person(citizenId: $id) { name } }'
const read = (caseNo: string, example: string, given: Partial<Question> = {}) =>
  hub.ask({ persona: 'civil-affairs', purpose: { matter: MATTER, case: caseNo }, query: NAME, variables: { id: numberOf(example) }, ...given })
const reasons = async (caseNo: string, example: string) => refusals(await read(caseNo, example)).map((each) => each.split(' ').at(-1))

describe('no case is opened', () => {
  it.each([
    ['of a matter of another agency', { matter: matterCode('startup-subsidy') }, 'MATTER_NOT_YOURS'],
    ['of a matter that nobody knows', { matter: `${MATTER.slice(0, -1)}9` }, 'MATTER_NOT_YOURS'],
    ['without an applicant', { parties: [] }, 'PARTY_NEEDED'],
  ])('%s', async (_case, input, check) => {
    const { data, refused } = await act('openCase', { matter: MATTER, kind: 'APPLICATION', parties: [applicant('old-man')], ...input })
    expect(data).toEqual({ openCase: null })
    expect(refused).toMatchObject([{ code: 'BAD_USER_INPUT', faults: [{ check }] }])
  })

  it('with several faults but all of them told at once, and no number of anybody repeated', async () => {
    const parties = [{ ...applicant('old-man'), legalPerson: codeOf('tax') }, { role: 'RESPONDENT', document: { type: '414', number: 'E12345678' } }]
    const answer = await act('openCase', { matter: matterCode('startup-subsidy'), kind: 'APPLICATION', parties, documentNo: '文〔2026〕1号' })
    expect((answer.refused[0] as unknown as { faults: { argument: string; check: string }[] }).faults.map(({ argument, check }) => `${argument} ${check}`)).toEqual([
      'input.matter MATTER_NOT_YOURS', 'input.parties[0] ONE_SUBJECT', 'input.parties[1].role PARTY_ROLE', 'input.documentNo KIND',
    ])
    expect(answer.text).not.toMatch(/E12345678|990101194/)
  })

  it('that names a document which is none, wherever it stands', async () => {
    const { refused } = await act('openCase', { matter: MATTER, kind: 'APPLICATION', parties: [applicant('old-man'), { role: 'AGENT', document: { type: '414', number: '?' } }] })
    expect(refused).toMatchObject([{ code: 'BAD_USER_INPUT', faults: [{ argument: '$input.parties.1.document.number', check: 'format' }] }])
  })

  it('by a window that was not entrusted with it, nor by a caller without a token', async () => {
    const { refused } = await act('openCase', { matter: MATTER, kind: 'APPLICATION', parties: [applicant('old-man')] }, 'police-station')
    expect(refused).toMatchObject([{ faults: [{ check: 'MATTER_NOT_YOURS' }] }])
    const query = `mutation { openCase(input: { matter: "${MATTER}", kind: APPLICATION }) { caseNo } }`
    expect(await hub.ask({ query })).toMatchObject({ status: 401 })
  })
})

describe('a caller that is not registered or is suspended', () => {
  it('neither opens a case nor looks at the file of the agency that it names', async () => {
    const { setConsumerState } = await import('../../subgraphs/catalogue/commands.ts')
    const caseNo = await opened({})
    await setConsumerState(hub.db, 'sys-civil-affairs', 'SUSPENDED')
    const look = await hub.ask({ persona: 'civil-affairs', query: 'query ($n: ID!) { handledCase(caseNo: $n) { caseNo state { code } } }', variables: { n: caseNo } })
    const bare = await hub.ask({ persona: 'civil-affairs', query: 'query ($n: ID!) { handledCase(caseNo: $n) { caseNo } }', variables: { n: caseNo } })
    const act1 = await act('closeCase', { caseNo })
    await setConsumerState(hub.db, 'sys-civil-affairs', 'ACTIVE')
    expect([look.data, bare.data, act1.data]).toEqual([{ handledCase: null }, { handledCase: null }, { closeCase: null }])
    expect([look, act1].map(({ refused }) => refused[0]?.reason)).toEqual(['CONSUMER_SUSPENDED', 'CONSUMER_SUSPENDED'])
  })
})

describe("somebody else's case", () => {
  it('reads like one that nobody has, to look at and to change', async () => {
    const caseNo = await opened({})
    const nobodys = `${caseNo.slice(0, -6)}999999`
    const look = async (number: string) =>
      hub.ask({ persona: 'police-station', query: 'query ($n: ID!) { handledCase(caseNo: $n) { state { code } } }', variables: { n: number } })
    expect((await look(caseNo)).data).toEqual({ handledCase: null })
    expect((await look(caseNo)).refused).toEqual((await look(nobodys)).refused)
    for (const [name, input] of [['closeCase', {}], ['changeCaseState', { state: '20' }], ['fileDraft', {}], ['reconcileCase', { recordId: 'x' }]] as const) {
      const [theirs, none] = await Promise.all([caseNo, nobodys].map((number) => act(name, { caseNo: number, ...input }, 'police-station')))
      expect(theirs?.refused).toMatchObject([{ code: 'NOT_FOUND' }])
      expect(theirs?.refused).toEqual(none?.refused)
    }
  })
})

describe('a case in real time', () => {
  let caseNo: string

  it('opens at once, and gives masked values until somebody has shown that they are there', async () => {
    caseNo = await opened({ summary: '高龄津贴申请' })
    expect(caseNo).toMatch(/^.{31}-20260302-\d{6}$/)
    expect((await read(caseNo, 'old-man')).data).toEqual({ person: { name: '张**' } })
  })

  it('gives them in full from then on', async () => {
    expect(await done('proveCase', { caseNo, evidence: 'CARD_READ', reference: 'reader-1/20260302/17' })).toMatchObject({ proven: true })
    expect((await read(caseNo, 'old-man')).data).toEqual({ person: { name: '张大山' } })
  })

  it('concerns a party from the moment that it is added until it is taken out', async () => {
    expect(await reasons(caseNo, 'daughter')).toEqual(['SUBJECT_NOT_PARTY'])
    const { parties } = await done('changeCaseParties', { caseNo, add: [{ role: 'AGENT', person: numberOf('daughter') }], reason: '委托代办' })
    expect(parties).toMatchObject([{ ordinal: 1, removedAt: null }, { ordinal: 2, role: { code: 'AGENT' }, removedAt: null }])
    expect(await reasons(caseNo, 'daughter')).not.toContain('SUBJECT_NOT_PARTY')
    const after = await done('changeCaseParties', { caseNo, remove: [2], reason: '撤销委托' })
    expect(after.parties[1].removedAt).not.toBeNull()
    expect(await reasons(caseNo, 'daughter')).toEqual(['SUBJECT_NOT_PARTY'])
  })

  it('goes its way and no other, and tells both states where there is none', async () => {
    const { refused } = await act('changeCaseState', { caseNo, state: '40' })
    expect(refused).toMatchObject([{ code: 'CONFLICT', messageZh: '办件状态不能由10（已申请）变为40（已决定(准予)）' }])
    for (const state of ['20', '30', '40']) expect(await done('changeCaseState', { caseNo, state })).toMatchObject({ state: { code: state } })
  })

  it('is moved by one of two who move it at once, and the other is told so', async () => {
    const other = await opened({})
    const answers = await Promise.all([act('changeCaseState', { caseNo: other, state: '20' }), act('changeCaseState', { caseNo: other, state: '21' })])
    expect(answers.map(({ refused }) => refused.map(({ code }) => code).join()).sort()).toEqual(['', 'CONFLICT'])
  })

  it('gives nothing from the moment on at which it is closed, and is not changed any more', async () => {
    expect(await done('closeCase', { caseNo })).toMatchObject({ open: false, state: { code: '50' } })
    expect(await reasons(caseNo, 'old-man')).toEqual(['CASE_CLOSED'])
    const { refused } = await act('changeCaseParties', { caseNo, add: [{ role: 'AGENT', person: numberOf('daughter') }], reason: '补' })
    expect(refused).toMatchObject([{ code: 'CONFLICT', messageZh: '该办件已关闭，当前状态：50（已办结）' }])
  })

  it('has one number however often its opening is sent, and another for another', async () => {
    const input = { clientMutationId: 'window-7/1', matter: MATTER, kind: 'APPLICATION', parties: [applicant('old-man')] }
    const [one, again] = [await done('openCase', input), await done('openCase', input)]
    expect(again.caseNo).toBe(one.caseNo)
    expect((await act('openCase', { ...input, summary: '另一件' })).refused).toMatchObject([{ code: 'CONFLICT' }])
    const many = await Promise.all(Array.from({ length: 8 }, () => opened({})))
    expect(new Set(many).size).toBe(8)
  })

  it('is opened by the street that receives it, which hands it to whoever decides', async () => {
    const received = await opened({}, 'street-office')
    expect((await act('changeCaseState', { caseNo: received, state: '20' }, 'street-office')).refused).toMatchObject([{ code: 'FORBIDDEN' }])
    expect(await done('changeCaseState', { caseNo: received, state: '20' })).toMatchObject({ state: { code: '20' } })
    expect(await done('reconcileCase', { caseNo: received, recordId: 'S-1' }, 'street-office')).toMatchObject({ proven: true })
  })

  it("is listed among its agency's own, page by page", async () => {
    const query = 'query ($after: String) { handledCases(first: 3, after: $after, open: true) { edges { node { caseNo open } } pageInfo { hasNextPage endCursor } } }'
    const first = await hub.ask({ persona: 'civil-affairs', query })
    const next = await hub.ask({ persona: 'civil-affairs', query, variables: { after: first.data.handledCases.pageInfo.endCursor } })
    const numbers = [first, next].flatMap(({ data }) => data.handledCases.edges.map(({ node }: { node: { caseNo: string } }) => node.caseNo))
    expect(new Set(numbers).size).toBe(numbers.length)
    expect(numbers).toEqual(numbers.toSorted().toReversed())
    expect(first.data.handledCases.edges.every(({ node }: { node: { open: boolean } }) => node.open)).toBe(true)
    expect((await hub.ask({ persona: 'outsider', query })).data).toEqual({ handledCases: { edges: [], pageInfo: { hasNextPage: false, endCursor: null } } })
  })
})

describe('whoever must stay unknown', () => {
  it('is opened for and read like somebody whom nobody knows', async () => {
    const answers = await Promise.all([numberOf('sealed-witness'), citizenNumber('990101', '1950-01-01', 777)].map(async (number) => {
      const file = await act('openCase', { matter: MATTER, kind: 'APPLICATION', parties: [{ role: 'APPLICANT', person: number }] })
      const caseNo = file.data.openCase.caseNo as string
      await done('proveCase', { caseNo, evidence: 'CARD_READ', reference: 'r' })
      const answer = await hub.ask({ persona: 'civil-affairs', purpose: { matter: MATTER, case: caseNo }, query: NAME, variables: { id: number } })
      return [file.text, answer.text].map((text) => text.replaceAll(caseNo, '').replace(/"traceId":"[^"]*"/, '').replace(/"receipt":\{[^}]*\}/, ''))
    }))
    expect(answers[0]).toEqual(answers[1])
  })
})

describe('a party known by another document', () => {
  it('is read by that document, and nothing of its number is kept', async () => {
    const { population } = hub.world
    const holder = population.persons.find(({ citizenId }) => citizenId == null)
    const found = population.otherDocuments.find(({ subject }) => subject === holder?.subject)
    const document = { type: found?.docType, number: found?.docNo }
    const permit = matterCode('residence-permit')
    const file = await act('openCase', { matter: permit, kind: 'APPLICATION', parties: [{ role: 'APPLICANT', document }] }, 'public-security')
    expect(file.refused).toEqual([])
    const { caseNo } = file.data.openCase
    await done('proveCase', { caseNo, evidence: 'CARD_READ', reference: 'r' }, 'public-security')
    const query = 'query ($document: DocumentInput!) { personByDocument(document: $document) { id name } }'
    const answer = await hub.ask({ persona: 'public-security', purpose: { matter: permit, case: caseNo }, query, variables: { document } })
    expect(answer.data.personByDocument).not.toBeNull()
    expect(file.text).not.toContain(String(found?.docNo))
  })
})

describe('a draft', () => {
  it("is its subject's own business until it is filed, under the same number", async () => {
    expect((await act('openCase', { matter: MATTER, kind: 'APPLICATION' }, 'portal', 'old-man')).refused).toMatchObject([{ code: 'BAD_USER_INPUT' }])
    const draft = await done('openCase', { matter: MATTER, kind: 'DRAFT' }, 'portal', 'old-man')
    expect(draft).toMatchObject({ kind: { code: 'DRAFT' }, open: true, expiresAt: '2026-04-01T09:00:00.000+08:00', parties: [{ role: { code: 'APPLICANT' } }] })
    expect(await reasons(draft.caseNo, 'old-man')).toEqual(['CASE_NOT_YOURS'])
    for (const [persona, subject] of [['civil-affairs', undefined], ['portal', 'daughter']] as const) {
      expect((await act('fileDraft', { caseNo: draft.caseNo }, persona, subject)).refused).toMatchObject([{ code: 'NOT_FOUND' }])
    }
    expect(await done('fileDraft', { caseNo: draft.caseNo }, 'portal', 'old-man')).toMatchObject({ caseNo: draft.caseNo, kind: { code: 'APPLICATION' }, proven: true, expiresAt: null })
    expect((await read(draft.caseNo, 'old-man')).data).toEqual({ person: { name: '张大山' } })
    expect((await act('fileDraft', { caseNo: draft.caseNo }, 'portal', 'old-man')).refused).toMatchObject([{ code: 'CONFLICT' }])
  })
})

describe('a case of two people', () => {
  const emergency = { matter: MATTER, kind: 'EMERGENCY', parties: [{ role: 'MEMBER', person: numberOf('old-man') }], handlingDivision: DISTRICT, basis: '寒潮应急', hours: 24 }
  const instrument = {
    matter: MATTER, kind: 'INSTRUMENT', parties: [{ role: 'RESPONDENT', person: numberOf('old-man') }], documentNo: '示监查〔2026〕3号', category: 'SUPERVISION',
  }
  const SECOND = 'civil-affairs-sister'

  it.each([['an emergency', emergency], ['an instrument', instrument]])('(%s) is closed until another operator of the agency has confirmed it', async (_kind, input) => {
    const file = await done('openCase', input)
    expect(file).toMatchObject({ open: false, confirmed: false })
    expect(await reasons(file.caseNo, 'old-man')).toEqual(['CASE_CLOSED'])
    expect((await act('confirmCase', { caseNo: file.caseNo })).refused).toMatchObject([{ code: 'FORBIDDEN', messageZh: '复核人不得与经办人为同一人' }])
    expect(await done('confirmCase', { caseNo: file.caseNo }, SECOND)).toMatchObject({ open: true, confirmed: true })
    expect((await read(file.caseNo, 'old-man')).refused.some(({ reason }) => reason === 'CASE_CLOSED')).toBe(false)
  })

  it('is opened by no system that acts by itself, nor by a region that is not the matter', async () => {
    expect((await act('openCase', { ...emergency, handlingDivision: '990201000000', hours: 73 })).refused).toMatchObject([
      { faults: [{ argument: 'input.handlingDivision', check: 'REGION' }, { argument: 'input.hours', check: 'range' }] },
    ])
  })

  it('(an emergency) ends by the hour, unless two people have renewed it before', async () => {
    const { caseNo } = await done('openCase', emergency)
    await done('confirmCase', { caseNo }, SECOND)
    const renewed = await done('renewCase', { caseNo, hours: 48, reason: '寒潮持续' })
    expect(renewed.expiresAt).toBe('2026-03-03T09:00:00.000+08:00')
    expect((await act('confirmCase', { caseNo })).refused).toMatchObject([{ code: 'FORBIDDEN' }])
    ahead = 20 * HOUR_MS
    expect(await done('confirmCase', { caseNo }, SECOND)).toMatchObject({ expiresAt: '2026-03-05T05:00:00.000+08:00' })
    ahead = 25 * HOUR_MS
    expect(await reasons(caseNo, 'old-man')).not.toContain('CASE_CLOSED')
    ahead = 68 * HOUR_MS
    expect(await reasons(caseNo, 'old-man')).toEqual(['CASE_CLOSED'])
    expect((await act('renewCase', { caseNo, hours: 1, reason: '晚了' })).refused).toMatchObject([{ code: 'CONFLICT', messageZh: '该办件已到期' }])
    ahead = 10_000
  })
})

describe('an enrolment', () => {
  it('compares the number and the name of one person, and tells neither', async () => {
    const caseNo = await opened({ kind: 'ENROLMENT' })
    await done('proveCase', { caseNo, evidence: 'SCANNED_CODE', reference: 'code-1' })
    expect(await reasons(caseNo, 'old-man')).toEqual(['VERIFY_ONLY'])
    const claim = { citizenId: numberOf('old-man'), name: '张大山' }
    const query = 'query ($claim: PersonClaim!) { verifyPerson(claim: $claim) { citizenId name } }'
    const { data } = await hub.ask({ persona: 'civil-affairs', purpose: { matter: MATTER, case: caseNo }, query, variables: { claim } })
    expect(data).toEqual({ verifyPerson: { citizenId: 'MATCH', name: 'MATCH' } })
  })
})

describe('a roster', () => {
  const LINES = 10_000
  const digest = createHash('sm3').update('the file with the list').digest('hex')
  const PROGRESS = 'faults { line check } case { open roster { total accepted bad sealed digest } }'
  const wrong = (number: string) => `${number.slice(0, 17)}${number.endsWith('0') ? '1' : '0'}`
  const numbers = Array.from({ length: LINES }, (_, at) => citizenNumber('990101', `19${40 + (at % 50)}-0${1 + (at % 9)}-1${at % 9}`, 1 + (Math.floor(at / 450) % 998)))
  const listed = numbers.map((number, at) => (at % 1_000 === 7 ? wrong(number) : at % 1_000 === 8 ? '不是号码' : number))
  listed[0] = numberOf('holder')
  listed[1] = numberOf('holder-wife')

  it('of ten thousand goes on although some numbers are wrong, and tells which, by line', async () => {
    const { caseNo } = await done('openCase', { matter: MATTER, kind: 'ROSTER', rosterDigest: digest, rosterRole: 'RIGHT_HOLDER' })
    let last: { case: { roster: { total: number; accepted: number; bad: number } } } | undefined
    const faults: { line: number; check: string }[] = []
    for (let from = 0; from < LINES; from += 1_000) {
      const lines = listed.slice(from, from + 1_000).map((number, at) => ({ line: from + at + 1, number }))
      const answer = await act('addRosterLines', { caseNo, lines }, 'civil-affairs', undefined, PROGRESS)
      expect(answer.refused).toEqual([])
      expect(answer.text).not.toMatch(/\d{17}/)
      last = answer.data.addRosterLines
      faults.push(...answer.data.addRosterLines.faults)
    }
    expect(faults.filter(({ check }) => check === 'checksum').map(({ line }) => line)).toEqual(Array.from({ length: 10 }, (_, at) => at * 1_000 + 8))
    expect(faults.filter(({ check }) => check === 'format').map(({ line }) => line)).toEqual(Array.from({ length: 10 }, (_, at) => at * 1_000 + 9))
    expect(last?.case).toMatchObject({ open: false, roster: { total: LINES, accepted: LINES - faults.length, bad: faults.length, sealed: false, digest } })

    const again = await act('addRosterLines', { caseNo, lines: [{ line: 1, number: numberOf('holder') }, { line: 8, number: numbers[7] }] }, 'civil-affairs', undefined, PROGRESS)
    expect(again.data.addRosterLines).toMatchObject({ faults: [], case: { roster: { total: LINES, bad: faults.length - 1 } } })
    const twice = await act('addRosterLines', { caseNo, lines: [{ line: 9, number: numberOf('holder') }, { line: 2, number: numberOf('holder') }] }, 'civil-affairs', undefined, PROGRESS)
    expect(twice.data.addRosterLines.faults).toEqual([{ line: 9, check: 'duplicate' }, { line: 2, check: 'line' }])

    expect((await act('sealRoster', { caseNo, count: 9_999, digest })).refused).toMatchObject([{ code: 'CONFLICT' }])
    expect((await act('sealRoster', { caseNo, count: LINES, digest: digest.replace(/^./, 'x') })).refused).toMatchObject([{ code: 'CONFLICT' }])
    expect(await reasons(caseNo, 'holder')).toEqual(['CASE_CLOSED'])
    expect(await done('sealRoster', { caseNo, count: LINES, digest })).toMatchObject({ open: true })
    expect(await done('reconcileCase', { caseNo, recordId: 'HC-2026' })).toMatchObject({ proven: true })
    expect((await act('addRosterLines', { caseNo, lines: [] }, 'civil-affairs', undefined, PROGRESS)).refused).toMatchObject([{ code: 'CONFLICT' }])

    const query = 'query ($ids: [CitizenId!]!) { persons(citizenIds: $ids) { isAlive name } }'
    const answer = await hub.ask({
      persona: 'civil-affairs', purpose: { matter: MATTER, case: caseNo }, query, variables: { ids: [numberOf('holder'), numberOf('old-man'), numberOf('holder-wife')] },
    })
    expect(answer.data).toEqual({ persons: [{ isAlive: true, name: null }, null, { isAlive: true, name: null }] })
    expect(refusals(answer)).toContain('persons.1: Query.persons SUBJECT_NOT_PARTY')
  })

  it('takes lines of no case that is none', async () => {
    const { refused } = await act('addRosterLines', { caseNo: seededCase('allowance'), lines: [] }, 'civil-affairs', undefined, PROGRESS)
    expect(refused).toMatchObject([{ code: 'CONFLICT', messageZh: '该办件不是名册核验办件' }])
  })
})
