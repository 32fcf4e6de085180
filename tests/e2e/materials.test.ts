import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AskedLibrary } from '#platform/subgraph'
import { openReplayer } from '../../router/replay.ts'
import { matterCode } from '../../seeds/matters.ts'
import { accessEntry } from '../../subgraphs/audit/tables.ts'
import { licence } from '../../subgraphs/licences/tables.ts'
import { openTestHub, type Question, type TestHub } from '../harness/hub.ts'
import { testClock } from '../harness/library.ts'
import { addMaterials, asked, codesOf, FIELDS, type Need, told, verdicts } from './materials.ts'
import { caseNo, keyOf, licenceOf, numberOf, refusals, under, withoutTrace } from './story.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await openTestHub()
  await addMaterials(hub)
})
afterAll(() => hub?.close())

const ask = (persona: string, slug: string, example: string, situation: readonly string[] = [], given: Partial<Question> = {}) =>
  hub.ask({ ...asked(persona, slug, example, situation), ...given })
const needs = async (...of: Parameters<typeof ask>): Promise<Need[]> => (await ask(...of)).data.materialsFor as Need[]
const allowance = (given: Partial<Question> = {}) => ask('civil-affairs', 'old-age-allowance', 'allowance', ['AGENT'], given)

describe('what is there of materials is told to nobody', () => {
  const query = `query ($matter: ID!, $situation: [ID!], $applicant: MaterialsApplicantInput) { materialsFor(matter: $matter, situation: $situation, applicant: $applicant) { ${FIELDS} } }`
  const matter = matterCode('old-age-allowance')

  it.each<readonly [string, Partial<Question>, string]>([
    ['without a token', { persona: undefined } as unknown as Partial<Question>, '* UNAUTHENTICATED'],
    ['without a purpose', { purpose: undefined } as unknown as Partial<Question>, 'PURPOSE_REQUIRED'],
    ['for a matter without a case', { purpose: under('old-age-allowance') }, 'PURPOSE_REQUIRED'],
    ['outside of the case', { persona: 'outsider' }, 'CASE_NOT_YOURS'],
    ['once the case is closed', { purpose: under('old-age-allowance', 'allowance-closed') }, 'CASE_CLOSED'],
    ['under a case of another matter', { purpose: { ...under('old-age-allowance', 'subsidy'), matter } }, 'CASE_NOT_YOURS'],
    ['from the internet on behalf of nobody', { persona: 'portal' }, 'NETWORK_ZONE'],
    ['for another matter than that of the purpose', { variables: { matter: matterCode('startup-subsidy') } }, 'matter PURPOSE'],
    ['in a situation that the matter does not have', { variables: { matter, situation: ['AGENT', 'CHILD'] } }, 'situation SITUATION'],
    ['of a stranger', { variables: { matter, applicant: { citizenId: numberOf('founder') } } }, 'SUBJECT_NOT_PARTY'],
    ['of an organisation that is no party', { variables: { matter, applicant: { creditCode: numberOf('investor') } } }, 'SUBJECT_NOT_PARTY'],
    ['of a person and an organisation at once', { variables: { matter, applicant: { citizenId: numberOf('old-man'), creditCode: numberOf('investor') } } }, 'applicant ONE'],
  ])('%s', async (_who, given, why) => {
    const answer = await hub.ask({ persona: 'civil-affairs', purpose: under('old-age-allowance', 'allowance'), query, variables: { matter }, ...given })
    expect(answer.data?.materialsFor ?? null).toBeNull()
    expect(codesOf(answer)).toContain(why)
  })

  it('and of another case than that of the purpose not either', async () => {
    const answer = await hub.ask({
      persona: 'civil-affairs', purpose: under('old-age-allowance', 'allowance'),
      query: `query ($caseNo: ID!) { case(caseNo: $caseNo) { materialsNeeded { code verdict } } }`, variables: { caseNo: caseNo('allowance-dead') },
    })
    expect(answer.data.case?.materialsNeeded ?? null).toBeNull()
    expect(answer.text).not.toContain('HELD')
  })

  it.each(['licences', 'population', 'matters'])('while %s cannot be asked, since nothing would read like nothing that is there', async (name) => {
    const library = hub.hub.libraries.get(name) as AskedLibrary
    const down: AskedLibrary = { ...library, name, open: () => () => Promise.reject(new Error('down')) }
    const without = await openTestHub({ beside: hub, libraries: 'here', elsewhere: new Map([[name, down]]) })
    try {
      const answer = await without.ask(asked('civil-affairs', 'old-age-allowance', 'allowance'))
      expect(answer.data?.materialsFor ?? null).toBeNull()
      expect(codesOf(answer)).toContain('* LIBRARY_UNAVAILABLE')
    } finally {
      await without.close()
    }
  })
})

/** Persona, matter, case, situations, whom a portal acts for, and what comes of each material: its verdict, and those of its ways. */
const SCENARIOS: readonly (readonly [string, string, string, readonly string[], string | null, Readonly<Record<string, string>>])[] = [
  ['civil-affairs', 'old-age-allowance', 'allowance', ['AGENT'], null, {
    M1: 'HELD', M2: 'HELD: HELD | DATA', M3: 'HELD', M4: 'DATA', M5: 'SUBMIT: SUBMIT | SUBMIT', M6: 'HELD',
  }],
  ['street-office', 'old-age-allowance', 'allowance', ['AGENT'], null, {
    M1: 'SUBMIT', M2: 'SUBMIT: SUBMIT | SUBMIT', M3: 'SUBMIT', M4: 'SUBMIT', M5: 'SUBMIT: SUBMIT | SUBMIT', M6: 'SUBMIT',
  }],
  ['portal', 'old-age-allowance', 'allowance', ['AGENT'], 'old-man', {
    M1: 'HELD', M2: 'HELD: HELD | DATA', M3: 'HELD', M4: 'DATA', M5: 'SUBMIT: SUBMIT | SUBMIT', M6: 'SUBMIT',
  }],
  ['civil-affairs', 'old-age-allowance', 'allowance-dead', [], null, { M1: 'SUBMIT', M2: 'DATA: SUBMIT | DATA', M3: 'SUBMIT', M4: 'DATA' }],
  ['civil-affairs-sister', 'old-age-allowance', 'allowance-sister', [], null, { M1: 'SUBMIT', M2: 'SUBMIT: SUBMIT | SUBMIT', M3: 'SUBMIT', M4: 'SUBMIT' }],
  ['market-regulation', 'company-registration', 'company-setup', ['AGENT'], null, {
    M1: 'DATA', M2: 'HELD: HELD | DATA', M3: 'HELD', M4: 'HELD: HELD | SUBMIT', M5: 'SUBMIT', M6: 'SUBMIT',
  }],
  ['natural-resources', 'house-transfer', 'transfer', ['CO_OWNED', 'AGENT'], null, {
    M1: 'HELD', M2: 'HELD: HELD | DATA', M3: 'SUBMIT', M4: 'HELD: HELD | DATA', M5: 'SUBMIT', M6: 'SUBMIT', M7: 'SUBMIT: SUBMIT & HELD',
  }],
  ['service-centre', 'house-transfer', 'transfer-at-centre', [], null, { M1: 'SUBMIT', M3: 'SUBMIT', M4: 'SUBMIT: SUBMIT | SUBMIT', M5: 'SUBMIT', M6: 'SUBMIT' }],
  ['human-resources', 'startup-subsidy', 'subsidy', [], null, { M1: 'HELD', M2: 'HELD', M3: 'HELD: HELD | DATA', M4: 'HELD', M6: 'SUBMIT', M7: 'DATA: DATA & DATA' }],
  ['human-resources', 'startup-subsidy', 'subsidy-disabled', ['DISABLED'], null, {
    M1: 'HELD', M2: 'HELD', M3: 'HELD: HELD | DATA', M4: 'HELD', M5: 'HELD', M6: 'SUBMIT', M7: 'DATA: DATA & DATA',
  }],
  ['public-security', 'residence-permit', 'permit', [], null, { M1: 'HELD', M2: 'SUBMIT', M3: 'HELD: HELD | SUBMIT | SUBMIT | SUBMIT | SUBMIT' }],
  ['public-security', 'residence-permit', 'permit-child', ['CHILD'], null, {
    M1: 'HELD', M2: 'SUBMIT', M3: 'HELD: HELD | SUBMIT | SUBMIT | SUBMIT | SUBMIT', M4: 'HELD: HELD | HELD', M5: 'HELD',
  }],
  ['public-security', 'residence-permit', 'permit-expired-card', [], null, { M1: 'EXPIRED', M2: 'SUBMIT', M3: 'SUBMIT: SUBMIT | SUBMIT | SUBMIT | SUBMIT | SUBMIT' }],
  ['portal', 'residence-permit', 'permit', [], 'newcomer', { M1: 'HELD', M2: 'SUBMIT', M3: 'SUBMIT: SUBMIT | SUBMIT | SUBMIT | SUBMIT | SUBMIT' }],
  ['portal', 'residence-permit', 'permit-draft', [], 'newcomer-wife', { M1: 'HELD', M2: 'SUBMIT', M3: 'SUBMIT: SUBMIT | SUBMIT | SUBMIT | SUBMIT | SUBMIT' }],
  ['market-regulation', 'food-licence', 'food', ['AGENT'], null, {
    M1: 'HELD: HELD | DATA', M2: 'SUBMIT', M3: 'SUBMIT', M4: 'HELD: HELD | SUBMIT', M5: 'SUBMIT: SUBMIT & HELD',
  }],
  ['portal', 'food-licence', 'food', [], 'restaurant', { M1: 'HELD: HELD | DATA', M2: 'SUBMIT', M3: 'SUBMIT', M4: 'SUBMIT: SUBMIT | SUBMIT' }],
]

describe('of the materials of the six scenarios', () => {
  it.each(SCENARIOS)('%s is told in %s of the case %s in %j for %s', async (persona, slug, example, situation, subject, expected) => {
    const answer = await ask(persona, slug, example, situation, subject === null ? {} : { subject })
    expect(answer.refused).toEqual([])
    expect(verdicts(answer.data.materialsFor as Need[])).toEqual(expected)
  })

  it('a licence is told with its state, its last day and its grade, and data with their items', async () => {
    const [, register, social] = await needs('civil-affairs', 'old-age-allowance', 'allowance') as [Need, Need, Need]
    expect(social).toMatchObject({
      code: 'M3', name: '申请人社会保障卡', required: true, situation: null, verdict: 'HELD',
      alternatives: [{ evidences: [{ licenceType: { name: '社会保障卡' }, grades: ['A'], answers: [{
        role: { code: 'APPLICANT', name: '申请人' }, verdict: 'HELD', licence: licenceOf('old-man-social-card'), state: { code: '01', name: '有效' }, validTo: '2031-01-07', trustGrade: 'A', items: [],
      }] }] }],
    })
    expect(register.alternatives[1]).toMatchObject({ verdict: 'DATA', evidences: [{ licenceType: null, answers: [{ licence: null, state: null, items: ['Person.registeredDivision'] }] }] })
  })

  it('one that ran out is told with the day, and each party of a role by itself', async () => {
    const [card] = await needs('public-security', 'residence-permit', 'permit-expired-card') as [Need]
    expect(told(card)).toEqual([['APPLICANT', 'EXPIRED', licenceOf('expired-card-card'), '2025-11-30']])
    const [cards] = await needs('natural-resources', 'house-transfer', 'transfer') as [Need]
    expect(told(cards).map(([role, , identifier]) => `${role} ${identifier}`)).toEqual([
      `CO_APPLICANT ${licenceOf('buyer-card')}`, `CO_APPLICANT ${licenceOf('buyer-wife-card')}`,
      `COUNTERPARTY ${licenceOf('seller-card')}`, `COUNTERPARTY ${licenceOf('seller-wife-card')}`,
    ])
  })

  it('whoever is named as the applicant stands in the place of those of the file', async () => {
    const query = `query ($matter: ID!, $n: CitizenId!) { materialsFor(matter: $matter, applicant: { citizenId: $n }) { ${FIELDS} } }`
    const answer = await allowance({ query, variables: { matter: matterCode('old-age-allowance'), n: numberOf('daughter') } })
    const found = verdicts(answer.data.materialsFor as Need[])
    expect(found).toEqual({ M1: 'HELD', M2: 'SUBMIT: SUBMIT | SUBMIT', M3: 'SUBMIT', M4: 'SUBMIT' })
  })

  it('the department that handles a case reads the same on the case', async () => {
    const query = `query ($caseNo: ID!) { case(caseNo: $caseNo) { materials { materialCode } materialsNeeded(situation: "AGENT") { ${FIELDS} } } }`
    const answer = await allowance({ query, variables: { caseNo: caseNo('allowance') } })
    expect(answer.refused).toEqual([])
    expect(answer.data.case.materialsNeeded).toEqual((await allowance()).data.materialsFor)
    expect(answer.data.case.materials).toHaveLength(6)
    const alone = await allowance({ query: 'query ($caseNo: ID!) { case(caseNo: $caseNo) { materialsNeeded { code } } }', variables: { caseNo: caseNo('allowance') } })
    expect(alone.data.case.materialsNeeded).toHaveLength(4)
    const received = await hub.ask({ ...asked('street-office', 'old-age-allowance', 'allowance'), query, variables: { caseNo: caseNo('allowance') } })
    expect(received.data.case?.materialsNeeded ?? null).toBeNull()
    expect(refusals(received)).toContain('case.materialsNeeded: Case.materialsNeeded NO_GRANT')
  })
})

describe('nobody learns by a verdict what they may not read', () => {
  it('a licence of a type that is not granted reads like one that there is not', async () => {
    // Of both types the old man holds one; of the last nobody does.
    const found = await needs('civil-affairs', 'old-age-allowance', 'allowance', ['MORE'])
    const [driving, disability, none] = found.slice(-5) as [Need, Need, Need]
    expect([driving, disability].map(({ verdict }) => verdict)).toEqual(['SUBMIT', 'SUBMIT'])
    const bare = ({ alternatives }: Need) => alternatives.map(({ evidences }) => evidences.map(({ answers, verdict }) => ({ answers, verdict })))
    expect(bare(driving)).toEqual(bare(none))
    expect(bare(disability)).toEqual(bare(none))
  })

  it('nor does the driving licence or the disability certificate of the applicant ever appear', async () => {
    const texts = [await allowance(), await ask('civil-affairs', 'old-age-allowance', 'allowance', ['MORE'])].map(({ text }) => text)
    for (const example of ['old-man-driving', 'old-man-disability']) for (const text of texts) expect(text).not.toContain(licenceOf(example))
  })

  it('a sealed applicant reads like one whom no library knows', async () => {
    const sealed = await ask('civil-affairs', 'old-age-allowance', 'allowance-sealed')
    expect(new Set((sealed.data.materialsFor as Need[]).map(({ verdict }) => verdict))).toEqual(new Set(['SUBMIT']))
    const unknown = await ask('civil-affairs', 'old-age-allowance', 'allowance-of-nobody')
    expect(withoutTrace(sealed)).toBe(withoutTrace(unknown))
  })

  it('while nothing proves that the applicant started the case no licence is told of, and data may be compared', async () => {
    expect(verdicts(await needs('civil-affairs', 'old-age-allowance', 'allowance-unproven'))).toEqual({ M1: 'SUBMIT', M2: 'DATA: SUBMIT | DATA', M3: 'SUBMIT', M4: 'DATA' })
  })
})

describe('a licence is worth what it is worth today', () => {
  const restored: { identifier: string; state: string; trustGrade: string | null; validFrom: string | null }[] = []
  const changed = async (example: string, change: Partial<{ state: string; trustGrade: string; validFrom: string }>) => {
    const identifier = licenceOf(example)
    const [before] = await hub.db.orm.select().from(licence).where(eq(licence.identifier, identifier))
    if (before !== undefined) restored.push({ identifier, state: before.state, trustGrade: before.trustGrade, validFrom: before.validFrom })
    await hub.db.orm.update(licence).set(change).where(eq(licence.identifier, identifier))
  }
  const social = async () => {
    const found = verdicts(await needs('civil-affairs', 'old-age-allowance', 'allowance'))['M3']
    for (const { identifier, ...row } of restored.splice(0)) await hub.db.orm.update(licence).set(row).where(eq(licence.identifier, identifier))
    return found
  }

  it('one that is suspended is told as such', async () => {
    const found = await needs('public-security', 'residence-permit', 'permit-suspended', ['MORE'])
    expect(told(found.at(-1) as Need)).toEqual([['APPLICANT', 'SUSPENDED', licenceOf('suspended-residence-permit'), '2026-03-19']])
  })

  it.each([
    ['restricted', { state: '99' }, 'RESTRICTED'], ['suspended', { state: '02' }, 'SUSPENDED'], ['revoked', { state: '07' }, 'SUBMIT'], ['cancelled', { state: '04' }, 'SUBMIT'],
    ['not valid yet', { validFrom: '2030-01-01' }, 'SUBMIT'], ['of a grade that is not accepted', { trustGrade: 'D' }, 'SUBMIT'],
  ])('one that is %s', async (_how, change, verdict) => {
    await changed('old-man-social-card', change)
    expect(await social()).toBe(verdict)
  })

  it('the grades that a material accepts are a set, and C is used by nothing until a window has seen the original', async () => {
    const found = await needs('civil-affairs', 'old-age-allowance', 'allowance', ['MORE'])
    expect(found.slice(-2).map(({ verdict }) => verdict)).toEqual(['HELD', 'SUBMIT'])
    await changed('old-man-card', { trustGrade: 'C' })
    const [ofAOrC, ofC] = (await needs('civil-affairs', 'old-age-allowance', 'allowance', ['MORE'])).slice(-2) as [Need, Need]
    expect([ofAOrC.verdict, ofC.verdict]).toEqual(['SUBMIT', 'SUBMIT'])
    await social()
  })
})

describe('what is in doubt', () => {
  const EVIDENCE = [{ kind: 'CERTIFICATE', digest: 'a'.repeat(64), name: '证明.pdf' }]
  const doubted = async (item: string, then: () => Promise<void>) => {
    const raised = await allowance({
      query: 'mutation ($input: RaiseObjectionInput!) { raiseObjection(input: $input) { id } }',
      variables: { input: { item, subject: { citizenId: numberOf('old-man') }, statement: '登记有误', evidence: EVIDENCE } },
    })
    expect(raised.refused).toEqual([])
    await then()
    await allowance({ query: 'mutation ($input: WithdrawObjectionInput!) { withdrawObjection(input: $input) { id } }', variables: { input: { id: raised.data.raiseObjection.id as string } } })
  }

  it('is told of a licence and of data, and of nothing once the objection is over', async () => {
    const { code } = (await needs('civil-affairs', 'old-age-allowance', 'allowance'))[1]?.alternatives[0]?.evidences[0]?.licenceType as { code: string }
    await doubted(`Licence.validTo@${code}`, async () => {
      await doubted('Person.registeredDivision', async () => {
        expect(verdicts((await allowance()).data.materialsFor as Need[])).toEqual({
          M1: 'HELD', M2: 'UNDER_OBJECTION: UNDER_OBJECTION | UNDER_OBJECTION', M3: 'HELD', M4: 'UNDER_OBJECTION', M5: 'SUBMIT: SUBMIT | SUBMIT', M6: 'HELD',
        })
        expect(verdicts((await ask('street-office', 'old-age-allowance', 'allowance')).data.materialsFor as Need[])).toEqual({ M1: 'SUBMIT', M2: 'SUBMIT: SUBMIT | SUBMIT', M3: 'SUBMIT', M4: 'SUBMIT' })
      })
    })
    expect(verdicts((await allowance()).data.materialsFor as Need[])['M2']).toBe('HELD: HELD | DATA')
  })
})

describe('asking what is there leaves', () => {
  it('on record which items told it, of whom, under which grants, and the decision can be taken again', async () => {
    const answer = await allowance()
    const { entry } = answer.extensions['receipt'] as { entry: string }
    const { traceId } = answer.extensions as { traceId: string }
    const [record] = await hub.db.orm.select().from(accessEntry).where(eq(accessEntry.traceId, traceId))
    expect(record?.released).toEqual(expect.arrayContaining(['Person.licences=CLEAR', 'Licence.state=CLEAR', 'Licence.validTo=CLEAR', 'Licence.trustGrade=CLEAR', 'MaterialNeed.verdict=CLEAR']))
    expect(record?.grants.length).toBeGreaterThan(1)
    expect([...(record?.subjects ?? [])].sort()).toEqual([keyOf(numberOf('daughter')), keyOf(numberOf('old-man'))].sort())
    expect((await openReplayer(hub.db, testClock)(entry))?.differences).toEqual([])
    const nothing = await ask('street-office', 'old-age-allowance', 'allowance')
    const [less] = await hub.db.orm.select().from(accessEntry).where(eq(accessEntry.traceId, (nothing.extensions as { traceId: string }).traceId))
    expect(less?.released.filter((item) => /^(Licence|Person)\./.test(item))).toEqual([])
    expect(less?.subjects).toEqual([])
  })

  it('as many statements behind for two parties as for five, for four materials as for eleven', async () => {
    // The hub reads by itself now and then, so the fewest are those of the question.
    const counted = async (...of: Parameters<typeof ask>) => {
      const counts: number[] = []
      for (let turn = 0; turn < 8; turn += 1) {
        const before = hub.db.statements.count
        await ask(...of)
        counts.push(hub.db.statements.count - before)
      }
      return Math.min(...counts)
    }
    const few = await counted('civil-affairs', 'old-age-allowance', 'allowance')
    expect(await counted('civil-affairs', 'old-age-allowance', 'allowance', ['AGENT', 'MORE'])).toBe(few)
    expect(few).toBeLessThanOrEqual(6)
    const oneSeller = await counted('natural-resources', 'house-transfer', 'transfer-lone-seller')
    expect(await counted('natural-resources', 'house-transfer', 'transfer', ['CO_OWNED', 'AGENT'])).toBe(oneSeller)
  })
})
