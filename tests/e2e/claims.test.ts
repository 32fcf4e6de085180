import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { RESIDENT_IDENTITY_CARD, subjectKey } from '#platform/keys'
import { deriveSecrets, EMBEDDED_MASTER } from '../../router/secrets.ts'
import { documentOf } from '../../seeds/documents.ts'
import { matterCode } from '../../seeds/matters.ts'
import { accessRecord } from '../../subgraphs/audit/tables.ts'
import { alert } from '../../subgraphs/audit/tables.alerts.ts'
import { caseParty, caseRecord } from '../../subgraphs/cases/tables.ts'
import { openTestHub, type TestHub } from '../harness/hub.ts'
import { person, verify } from '../permissions/ask.ts'
import { caseNo } from '../permissions/cases.ts'

const DAY_MS = 86_400_000
const LIMIT = 20
const WRONG = '王不是'

let now = Date.parse('2026-03-02T09:00:00+08:00')
let hub: TestHub
beforeAll(async () => {
  hub = await openTestHub({ clock: { now: () => now } })
})
afterAll(() => hub?.close())
// What was counted the day before does not count any more.
beforeEach(() => {
  now += DAY_MS
})

const allowance = { matter: matterCode('old-age-allowance'), case: caseNo('allowance') }
const claim = (name: string, persona = 'civil-affairs', purpose = allowance) => hub.ask({ persona, purpose, ...verify('old-man', { name }, 'name') })
const verdicts = (answers: readonly Awaited<ReturnType<typeof claim>>[]) => answers.map(({ data, refused }) => data?.verifyPerson?.name ?? refused[0]?.code)
/** Says so many times what is wrong, once the one before was answered: of many at once a busy machine answers some too late. */
async function wrong(times: number): Promise<void> {
  for (let at = 0; at < times; at += 1) await claim(WRONG)
}
const count = (values: readonly unknown[], value: string) => values.filter((each) => each === value).length

describe('claims are refused', () => {
  it('once an operator was told twenty times in a case that they are wrong, right ones too, until a day is over', async () => {
    for (let at = 0; at < LIMIT; at += 1) expect(verdicts([await claim(WRONG)])).toEqual(['MISMATCH'])
    const refused = await claim('谁都可以')
    expect([refused.status, refused.data, refused.refused.map(({ code }) => code)]).toEqual([429, null, ['RATE_LIMITED']])
    now += DAY_MS + 1
    expect(verdicts([await claim(WRONG)])).toEqual(['MISMATCH'])
  })

  it('of nobody else, and in no other case', async () => {
    await wrong(LIMIT)
    expect(verdicts([await claim(WRONG)])).toEqual(['RATE_LIMITED'])
    expect(verdicts([await claim(WRONG, 'civil-affairs-sister')])).toEqual(['MISMATCH'])
    const elsewhere = { ...allowance, case: caseNo('allowance-sister') }
    expect((await hub.ask({ persona: 'civil-affairs', purpose: elsewhere, ...verify('sister-applicant', { name: WRONG }, 'name') })).data).toEqual({ verifyPerson: { name: 'MISMATCH' } })
  })

  it('before more than twenty are told, however many are asked at once', async () => {
    const told = verdicts(await Promise.all(Array.from({ length: 3 * LIMIT }, () => claim(WRONG))))
    while (!told.includes('RATE_LIMITED') && count(told, 'MISMATCH') <= LIMIT) told.push(...verdicts([await claim(WRONG)]))
    expect(count(told, 'MISMATCH')).toBeLessThanOrEqual(LIMIT)
    // Whom a busy machine keeps waiting for too long is told nothing.
    expect(told.filter((each) => !['MISMATCH', 'RATE_LIMITED', 'LIBRARY_UNAVAILABLE'].includes(each as string))).toEqual([])
  })

  it('by whoever counts the record no less, where one question is told of several', async () => {
    const { data, extensions } = await hub.ask({ persona: 'civil-affairs', purpose: allowance, ...verify('old-man', { name: WRONG }, 'a: name b: name c: name') })
    expect(data.verifyPerson).toEqual({ a: 'MISMATCH', b: 'MISMATCH', c: 'MISMATCH' })
    const [stream = 0, seq = 0] = (extensions['receipt'] as { entry: string }).entry.split('-').map(Number)
    const [entry] = await hub.db.orm.select({ body: accessRecord.body }).from(accessRecord).where(and(eq(accessRecord.stream, stream), eq(accessRecord.seq, seq)))
    expect(JSON.parse(entry?.body ?? '')).toMatchObject({ verdicts: ['Person.name=MISMATCH'], misses: 3 })
  })

  it('whole where one question goes beyond, and from then on', async () => {
    const names = Array.from({ length: LIMIT + 1 }, (_, at) => `n${at}: name`).join(' ')
    const { status, data } = await hub.ask({ persona: 'civil-affairs', purpose: allowance, ...verify('old-man', { name: WRONG }, names) })
    expect([status, data]).toEqual([429, null])
    expect(verdicts([await claim(WRONG)])).toEqual(['RATE_LIMITED'])
  })

  it('on record, and to be looked at once', async () => {
    await wrong(LIMIT)
    await claim(WRONG)
    await claim(WRONG)
    const raised = await hub.db.orm.select().from(alert).where(and(eq(alert.kind, 'MISMATCH_LIMIT'), eq(alert.at, new Date(now))))
    expect(raised).toMatchObject([{ operator: 'op-civil-affairs', caseNo: allowance.case, subject: null }])
    const { data } = await hub.ask({ persona: 'auditor', query: '{ accessRecords(first: 2) { edges { node { refused released outcome { code } } } } alerts(first: 1) { edges { node { kind { code } caseNo operator agency { creditCode } } } } }' })
    expect(data.accessRecords.edges[0].node).toEqual({ refused: ['Person.name=RATE_LIMITED'], released: [], outcome: { code: 'REFUSED' } })
    expect(data.alerts.edges[0].node).toMatchObject({ kind: { code: 'MISMATCH_LIMIT' }, caseNo: allowance.case, operator: 'op-civil-affairs' })
  })
})

describe('claims are compared', () => {
  it('as often as anybody likes where they are right', async () => {
    const right = (await hub.ask({ persona: 'civil-affairs', purpose: allowance, ...person('old-man', 'name') })).data.person.name as string
    const told: unknown[] = []
    for (let at = 0; at < LIMIT + 5; at += 1) told.push(...verdicts([await claim(right)]))
    expect(new Set(told)).toEqual(new Set(['MATCH']))
  })

  it('of a person or an organisation that is known by then', async () => {
    const question = 'query ($n: CitizenId!, $wrong: String!) { person(citizenId: $n) { verify(claim: { name: $wrong }) { name sex } } }'
    const { data } = await hub.ask({ persona: 'civil-affairs', purpose: allowance, query: question, variables: { n: documentOf('old-man').number, wrong: WRONG } })
    expect(data).toEqual({ person: { verify: { name: 'MISMATCH', sex: null } } })
  })
})

const key = (example: string) => subjectKey(deriveSecrets(EMBEDDED_MASTER).subjects, RESIDENT_IDENTITY_CARD, documentOf(example).number)
const raisedNow = () => hub.db.orm.select({ kind: alert.kind, subject: alert.subject }).from(alert).where(eq(alert.at, new Date(now)))
const read = () => hub.ask({ persona: 'civil-affairs', purpose: allowance, ...person('old-man', 'name') })

describe('an alert is raised', () => {
  const addedAt = (at: Date | null) =>
    hub.db.orm.update(caseParty).set({ addedAt: at }).where(and(eq(caseParty.caseNo, allowance.case), eq(caseParty.subject, key('old-man'))))

  it('by reading a party that was added within a day, and not later', async () => {
    await addedAt(new Date(now - DAY_MS + 1_000))
    await read()
    expect(await raisedNow()).toEqual([{ kind: 'PARTY_JUST_ADDED', subject: key('old-man') }])
    now += 1_000
    await read()
    expect(await raisedNow()).toEqual([])
    await addedAt(null)
  })

  it('by every reading in an emergency', async () => {
    await hub.db.orm.update(caseRecord).set({ kind: 'EMERGENCY', openedBy: 'op-1', confirmedBy: 'op-2', expiresAt: new Date(now + DAY_MS) }).where(eq(caseRecord.caseNo, allowance.case))
    try {
      await read()
      await read()
      expect(await raisedNow()).toEqual([{ kind: 'EMERGENCY_READ', subject: null }, { kind: 'EMERGENCY_READ', subject: null }])
    } finally {
      await hub.db.orm.update(caseRecord).set({ kind: 'APPLICATION' }).where(eq(caseRecord.caseNo, allowance.case))
    }
  })

  it('and shown to the agency whose it is, to auditors and to the sharing authority, and to nobody else', async () => {
    const kinds = async (persona: string) => {
      const { data } = await hub.ask({ persona, query: '{ alerts(first: 100) { edges { node { kind { code } } } } }' })
      return (data.alerts.edges as unknown[]).length
    }
    const [own, auditor, authority, other] = [await kinds('civil-affairs'), await kinds('auditor'), await kinds('sharing-authority'), await kinds('tax')]
    expect(own).toBeGreaterThanOrEqual(3)
    expect([auditor, authority, other]).toEqual([own, own, 0])
  })
})
