import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { typeCode } from '../../seeds/licence-types.ts'
import { matterCode, matterOf } from '../../seeds/matters.ts'
import { DISTRICT, DISTRICT_B } from '../../seeds/places.ts'
import { type Answer, openTestHub, type TestHub } from '../harness/hub.ts'
import { person } from '../permissions/ask.ts'
import { caseNo } from '../permissions/cases.ts'

// The story of an application: civil affairs pays the allowance for old age and may not read when somebody was born.

const MATTER = matterCode('old-age-allowance')
const FIELDS = 'id state { code name } grantId decision standing twoPersons clock { dueOn state daysLeft } items { item disclosure approved given reason }'

const INPUT = {
  items: [{ item: 'Person.birthDate', disclosure: 'CLEAR' }, { item: 'Person.formerName', disclosure: 'CLEAR' }],
  matters: [MATTER],
  agencyRoles: ['DECIDING'],
  binding: { kind: 'CASE_PARTY', roles: ['APPLICANT'] },
  regions: [DISTRICT.code],
  validFrom: '2026-03-02',
  validTo: '2027-03-01',
  legalBasis: '中华人民共和国老年人权益保障法 第三十三条',
  scenario: '高龄津贴发放时核对年龄',
}

let hub: TestHub
beforeAll(async () => {
  hub = await openTestHub()
})
afterAll(() => hub?.close())

/** Sends one change of an application. */
function change(persona: string, name: string, input: object, fields = FIELDS): Promise<Answer> {
  const type = name === 'submitApplication' ? 'ApplicationInput' : TYPES[name]
  return hub.ask({ persona, query: `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} } }`, variables: { input } })
}

const TYPES: Record<string, string> = {
  reviewApplication: 'ReviewApplicationInput', cancelApplication: 'ApplicationReasonInput', decideApplication: 'DecideApplicationInput',
  confirmApplication: 'ConfirmApplicationInput', requestSupplement: 'ApplicationReasonInput', supplementApplication: 'ApplicationReasonInput',
  extendApplication: 'ExtendApplicationInput', disputeApplication: 'ApplicationReasonInput', arbitrateApplication: 'ArbitrateApplicationInput',
}

async function submitted(input: object = {}, persona = 'civil-affairs'): Promise<string> {
  const { data, refused } = await change(persona, 'submitApplication', { ...INPUT, ...input })
  expect(refused).toEqual([])
  return data.submitApplication.id as string
}

async function sent(input: object = {}): Promise<string> {
  const id = await submitted(input)
  const { refused } = await change('approver-civil-affairs', 'reviewApplication', { id, decision: 'APPROVE' })
  expect(refused).toEqual([])
  return id
}

async function refusedOne(input: object = {}): Promise<string> {
  const id = await sent(input)
  await change('approver-public-security', 'decideApplication', { id, decision: 'REFUSE', reason: '未说明必要性' })
  return id
}

async function application(persona: string, id: string, fields = FIELDS) {
  const { data } = await hub.ask({ persona, query: `query ($id: ID!) { application(id: $id) { ${fields} } }`, variables: { id } })
  return data.application as Record<string, unknown> | null
}

const born = () => hub.ask({ persona: 'civil-affairs', purpose: { matter: MATTER, case: caseNo('allowance') }, ...person('old-man', 'birthDate formerName') })

describe('an application is refused', () => {
  it('where nobody in particular sends it', async () => {
    const query = 'mutation ($input: ApplicationInput!) { submitApplication(input: $input) { id } }'
    expect(await hub.ask({ query, variables: { input: INPUT } })).toMatchObject({ status: 401, refused: [{ code: 'UNAUTHENTICATED' }] })
  })

  it('with all of its faults at once, each with its place and its check, and without a value that was sent', async () => {
    const slice = typeCode('identity-card')
    const answer = await change('civil-affairs', 'submitApplication', {
      ...INPUT,
      items: [
        { item: 'Person.shoeSize', disclosure: 'CLEAR' }, { item: 'Licence.state', disclosure: 'CLEAR' }, { item: 'Licence.state@9X9X9X9', disclosure: 'CLEAR' },
        { item: 'Person.protection', disclosure: 'CLEAR' }, { item: 'Person.birthDate', disclosure: 'MASKED' }, { item: 'Person.ageAtLeast', disclosure: 'CLEAR' },
        { item: `Licence.face@${slice}`, disclosure: 'CLEAR' }, { item: 'LegalPerson.staff', disclosure: 'CLEAR' }, { item: 'Person.birthDate', disclosure: 'CLEAR' },
      ],
      matters: [matterCode('company-registration'), 'nobody'], agencyRoles: ['OWNER'], binding: { kind: 'KIN', of: 'APPLICANT', kin: 'cousin' },
      regions: [DISTRICT_B.code], quotaPerDay: 0, validFrom: '2026-03-01', validTo: '2040-01-01', legalBasis: ' ', scenario: '请致电13900000000',
    })
    const faults = answer.refused.flatMap((each) => (each as unknown as { faults: { argument: string; check: string }[] }).faults)
    expect(faults.map(({ argument, check }) => `${argument} ${check}`)).toEqual([
      'input.items[8] DUPLICATE', 'input.items[0].item UNKNOWN_ITEM', 'input.items[1].item UNKNOWN_SLICE', 'input.items[2].item UNKNOWN_SLICE', 'input.items[3].item WITHHELD',
      'input.items[4].disclosure NO_MASKED_FORM', 'input.items[5].arguments ARGUMENTS_NEEDED', 'input.items[6].item UNKNOWN_ITEM', 'input.items SEVERAL_PROVIDERS',
      'input.matters[0] MATTER_NOT_YOURS', 'input.matters[1] MATTER_NOT_YOURS', 'input.agencyRoles[0] ROLE_UNKNOWN', 'input.binding BINDING_WRONG',
      'input.regions[0] REGION_NOT_YOURS', 'input.quotaPerDay QUOTA_WRONG', 'input.validFrom TERM_PAST', 'input.validTo TERM_TOO_LONG', 'input.legalBasis EMPTY', 'input.scenario TEXT_WRONG',
    ])
    expect(answer.text).not.toMatch(/shoeSize|9X9X9X9|13900000000/)
  })

  it.each([
    ['for anybody at all where the item is personal', { binding: { kind: 'ANY' } }, 'BINDING_TOO_WIDE'],
    ['for a role that the agency was not entrusted with', {}, 'MATTER_NOT_YOURS', 'street-office'],
  ])('%s', async (_what, input, check, persona = 'civil-affairs') => {
    const regions = persona === 'street-office' ? ['990101001000'] : INPUT.regions
    const answer = await change(persona, 'submitApplication', { ...INPUT, regions, ...input })
    expect(JSON.stringify(answer.refused)).toContain(`"check":"${check}"`)
  })

  it('to review where the wrong one asks, and tells strangers what it tells of an application that nobody made', async () => {
    const id = await submitted()
    const review = { id, decision: 'APPROVE' }
    const codes = async (persona: string, name: string, input: object) => (await change(persona, name, input, 'id')).refused.map(({ code }) => code)
    expect(await codes('civil-affairs', 'reviewApplication', review)).toEqual(['FORBIDDEN'])
    expect(await codes('steward-civil-affairs', 'reviewApplication', review)).toEqual(['FORBIDDEN'])
    expect(await codes('approver-market-regulation', 'reviewApplication', review)).toEqual(['NOT_FOUND'])
    // Its provider knows nothing of it before it is sent.
    expect(await codes('approver-public-security', 'decideApplication', { id, decision: 'REFUSE', reason: '否' })).toEqual(['NOT_FOUND'])
    expect(await application('public-security', id, 'state { code }')).toBeNull()
    expect(await application('outsider', id, 'state { code }')).toBeNull()
    expect(await application('sharing-authority', id, 'state { code }')).toEqual({ state: { code: 'INTERNAL_REVIEW' } })
    const nobodys = await change('approver-market-regulation', 'reviewApplication', { ...review, id: 'nobody' })
    expect((await change('approver-market-regulation', 'reviewApplication', review)).refused).toEqual(nobodys.refused)
  })

  it('a step that its state does not allow, naming the states in both languages', async () => {
    const id = await sent()
    const { refused } = await change('approver-civil-affairs', 'reviewApplication', { id, decision: 'APPROVE' })
    expect(refused).toMatchObject([{ code: 'CONFLICT', messageZh: '申请处于“待提供方答复”；该操作仅适用于“内部审核”' }])
    expect((await change('approver-public-security', 'confirmApplication', { id, decision: 'CONFIRM' })).refused).toMatchObject([{ code: 'CONFLICT' }])
    expect((await change('civil-affairs', 'supplementApplication', { id, reason: '补充' })).refused).toMatchObject([{ code: 'CONFLICT' }])
    expect((await change('sharing-authority', 'arbitrateApplication', { id, decision: 'UPHOLD', reason: '维持' })).refused).toMatchObject([{ code: 'CONFLICT' }])
  })

  it('to be granted beyond what was asked, or in part without a word', async () => {
    const id = await sent({ items: [{ item: 'Person.formerName', disclosure: 'VERIFY' }] })
    const decide = (items: object[]) => change('approver-public-security', 'decideApplication', { id, decision: 'APPROVE', items })
    const checks = async (items: object[]) => JSON.stringify((await decide(items)).refused)
    expect(await checks([{ item: 'Person.formerName', given: 'CLEAR', reason: '多给' }])).toContain('MORE_THAN_ASKED')
    expect(await checks([{ item: 'Person.name', given: 'CLEAR', reason: '多给' }])).toContain('UNKNOWN_ITEM')
    expect(await checks([{ item: 'Person.formerName', reason: '不给' }])).toContain('NOTHING_GIVEN')
    expect((await change('approver-public-security', 'decideApplication', { id, decision: 'REFUSE' })).text).toContain('EMPTY')
  })
})

describe('an application is answered', () => {
  it('in part, after the review of its own agency and by two people where the catalogue calls an item sensitive, and opens a first answer', async () => {
    await hub.db.orm.execute(sql`update catalogue.resource_item set data_class = 'SENSITIVE' where item = 'Person.birthDate'`)
    expect((await born()).refused.map(({ coordinate, reason }) => `${coordinate} ${reason}`)).toEqual(['Person.birthDate NO_GRANT', 'Person.formerName NO_GRANT'])
    const id = await sent()
    expect(await application('civil-affairs', id)).toMatchObject({ state: { code: 'SUBMITTED' }, twoPersons: true, clock: { dueOn: '2026-03-16', state: 'NORMAL', daysLeft: 10 } })

    const items = [{ item: 'Person.formerName', given: 'MASKED', reason: '姓氏已足够' }]
    const first = await change('approver-public-security', 'decideApplication', { id, decision: 'APPROVE', items })
    expect(first.data.decideApplication).toMatchObject({ state: { code: 'SECOND_APPROVAL' }, grantId: null })
    expect((await change('approver-public-security', 'confirmApplication', { id, decision: 'CONFIRM' })).refused).toMatchObject([{ code: 'FORBIDDEN' }])
    expect((await born()).data).toEqual({ person: null })

    const second = await change('second-approver-public-security', 'confirmApplication', { id, decision: 'CONFIRM', reason: '同意' })
    expect(second.data.confirmApplication).toMatchObject({
      state: { code: 'PARTLY_APPROVED', name: '部分同意' }, grantId: `G${id}`, clock: null,
      items: [
        { item: 'Person.birthDate', approved: true, given: 'CLEAR', reason: null }, { item: 'Person.formerName', approved: true, given: 'MASKED', reason: '姓氏已足够' },
      ],
    })
    expect((await born()).data).toEqual({ person: { birthDate: '1942-03-01', formerName: null } })

    const told = await application('public-security', id, 'events { action operator from { code } to { code } note }')
    expect(told?.['events']).toEqual([
      { action: 'SUBMIT', operator: 'op-civil-affairs', from: null, to: { code: 'INTERNAL_REVIEW' }, note: null },
      { action: 'REVIEW', operator: 'op-approver-civil-affairs', from: { code: 'INTERNAL_REVIEW' }, to: { code: 'SUBMITTED' }, note: null },
      { action: 'DECIDE', operator: 'op-approver-public-security', from: { code: 'SUBMITTED' }, to: { code: 'SECOND_APPROVAL' }, note: null },
      { action: 'CONFIRM', operator: 'op-second-approver-public-security', from: { code: 'SECOND_APPROVAL' }, to: { code: 'PARTLY_APPROVED' }, note: '同意' },
    ])
    const grants = await hub.ask({ persona: 'civil-affairs', query: '{ grants { id items { item disclosure } } }' })
    expect(grants.data.grants).toContainEqual({ id: `G${id}`, items: [{ item: 'Person.birthDate', disclosure: 'CLEAR' }, { item: 'Person.formerName', disclosure: 'MASKED' }] })
  })

  it('at once after its own review where every item is shared unconditionally, so that the provider has no say', async () => {
    await hub.db.orm.execute(sql`update catalogue.resource_item set share_class = 'UNCONDITIONAL' where item = 'Person.sex'`)
    const id = await submitted({ items: [{ item: 'Person.sex', disclosure: 'CLEAR' }] })
    const { data } = await change('approver-civil-affairs', 'reviewApplication', { id, decision: 'APPROVE' })
    expect(data.reviewApplication).toMatchObject({ state: { code: 'APPROVED' }, standing: true, grantId: `G${id}` })
    const { data: read } = await hub.ask({ persona: 'civil-affairs', purpose: { matter: MATTER, case: caseNo('allowance') }, ...person('old-man', 'sex { code }') })
    expect(read).toEqual({ person: { sex: { code: '1' } } })
  })

  it('after one supplement, for which its time stands still', async () => {
    const id = await sent()
    const asked = await change('approver-public-security', 'requestSupplement', { id, reason: '请补充保存期限' })
    expect(asked.data.requestSupplement).toMatchObject({ state: { code: 'SUPPLEMENT' }, clock: { dueOn: null, state: 'STOPPED', daysLeft: null } })
    expect((await change('approver-public-security', 'supplementApplication', { id, reason: '代填' })).refused).toMatchObject([{ code: 'FORBIDDEN' }])
    const { data } = await change('civil-affairs', 'supplementApplication', { id, reason: '保存三年' })
    expect(data.supplementApplication).toMatchObject({ state: { code: 'SUBMITTED' }, clock: { dueOn: '2026-03-16' } })
    expect((await change('approver-public-security', 'requestSupplement', { id, reason: '再补' })).refused).toMatchObject([{ code: 'CONFLICT' }])
  })

  it('later, once and as far as the limit goes, where the sharing authority agrees', async () => {
    const id = await sent()
    expect((await change('approver-public-security', 'extendApplication', { id, days: 5, reason: '核对' })).refused).toMatchObject([{ code: 'FORBIDDEN' }])
    expect((await change('sharing-authority', 'extendApplication', { id, days: 11, reason: '核对' })).text).toContain('DAYS_WRONG')
    const { data } = await change('sharing-authority', 'extendApplication', { id, days: 5, reason: '核对' })
    expect(data.extendApplication).toMatchObject({ state: { code: 'SUBMITTED' }, clock: { dueOn: '2026-03-23', daysLeft: 15 } })
    expect((await change('sharing-authority', 'extendApplication', { id, days: 5, reason: '再延' })).refused).toMatchObject([{ code: 'CONFLICT' }])
  })

  it('with a refusal, which is disputed once and upheld', async () => {
    const id = await refusedOne()
    expect(await application('civil-affairs', id)).toMatchObject({ state: { code: 'REFUSED' }, decision: '未说明必要性', items: [{ approved: false }, { approved: false }] })
    expect((await change('approver-public-security', 'disputeApplication', { id, reason: '有必要' })).refused).toMatchObject([{ code: 'FORBIDDEN' }])
    expect((await change('civil-affairs', 'disputeApplication', { id, reason: '办理津贴须核对年龄' })).data.disputeApplication).toMatchObject({ state: { code: 'DISPUTED' } })
    expect((await change('approver-public-security', 'arbitrateApplication', { id, decision: 'ORDER', reason: '自裁' })).refused).toMatchObject([{ code: 'FORBIDDEN' }])
    const { data } = await change('sharing-authority', 'arbitrateApplication', { id, decision: 'UPHOLD', reason: '衍生项已足够' })
    expect(data.arbitrateApplication).toMatchObject({ state: { code: 'REFUSED' }, decision: '衍生项已足够', grantId: null })
    expect((await change('civil-affairs', 'disputeApplication', { id, reason: '再议' })).refused).toMatchObject([{ code: 'CONFLICT' }])
  })

  it('with a grant that the sharing authority orders', async () => {
    const id = await refusedOne()
    await change('civil-affairs', 'disputeApplication', { id, reason: '办理津贴须核对年龄' })
    const { data } = await change('sharing-authority', 'arbitrateApplication', { id, decision: 'ORDER', reason: '确有必要', items: [{ item: 'Person.formerName', reason: '无关' }] })
    expect(data.arbitrateApplication).toMatchObject({ state: { code: 'PARTLY_APPROVED' }, grantId: `G${id}` })
  })

  it('with nothing, where it was sent back or taken back', async () => {
    const rejected = await submitted()
    await change('approver-civil-affairs', 'reviewApplication', { id: rejected, decision: 'REJECT', reason: '依据不足' })
    expect(await application('civil-affairs', rejected, 'state { code }')).toEqual({ state: { code: 'REJECTED' } })
    expect(await application('public-security', rejected, 'state { code }')).toBeNull()
    const early = await submitted()
    await change('civil-affairs', 'cancelApplication', { id: early, reason: '误填' })
    expect(await application('public-security', early, 'state { code }')).toBeNull()
    const late = await sent()
    await change('civil-affairs', 'cancelApplication', { id: late, reason: '误填' })
    expect(await application('public-security', late, 'state { code }')).toEqual({ state: { code: 'CANCELLED' } })
  })

  it('once, however often it is sent under one id, and not where another input comes under it', async () => {
    const first = await submitted({ clientMutationId: 'allowance-1' })
    expect(await submitted({ clientMutationId: 'allowance-1' })).toBe(first)
    const other = await change('civil-affairs', 'submitApplication', { ...INPUT, scenario: '另一用途', clientMutationId: 'allowance-1' })
    expect(other.refused).toMatchObject([{ code: 'CONFLICT' }])
  })

  it('once, where two decide at the same time: one wins and the other is told of the state that it left', async () => {
    const id = await sent({ items: [{ item: 'Person.formerName', disclosure: 'CLEAR' }] })
    const answers = await Promise.all([
      change('approver-public-security', 'decideApplication', { id, decision: 'APPROVE' }),
      change('second-approver-public-security', 'decideApplication', { id, decision: 'REFUSE', reason: '不必要' }),
      change('approver-public-security', 'decideApplication', { id, decision: 'APPROVE' }),
    ])
    const codes = answers.map(({ refused }) => refused[0]?.code ?? 'DONE').sort()
    expect(codes).toEqual(['CONFLICT', 'CONFLICT', 'DONE'])
    const told = await application('civil-affairs', id, 'events { to { code } }')
    expect(told?.['events']).toHaveLength(3)
  })
})

describe('every step', () => {
  const text = { reason: '试' }
  const STEPS: Record<string, object> = {
    reviewApplication: { decision: 'APPROVE' }, cancelApplication: text, decideApplication: { decision: 'APPROVE' }, confirmApplication: { decision: 'CONFIRM' },
    requestSupplement: text, supplementApplication: text, extendApplication: { ...text, days: 1 }, disputeApplication: text, arbitrateApplication: { ...text, decision: 'ORDER' },
  }
  // Whose a step is finds the state wrong, or is not tried here.
  const RIGHT: Record<string, readonly string[]> = {
    reviewApplication: ['approver-civil-affairs'], cancelApplication: ['civil-affairs', 'approver-civil-affairs', 'steward-civil-affairs'],
    decideApplication: ['approver-public-security'], confirmApplication: ['approver-public-security'], requestSupplement: ['approver-public-security'],
    supplementApplication: ['civil-affairs', 'approver-civil-affairs', 'steward-civil-affairs'], extendApplication: ['sharing-authority'],
    disputeApplication: ['civil-affairs', 'approver-civil-affairs', 'steward-civil-affairs'], arbitrateApplication: ['sharing-authority'],
  }
  const ANYBODY = [
    'civil-affairs', 'approver-civil-affairs', 'steward-civil-affairs', 'public-security', 'approver-public-security', 'steward-public-security', 'approver-market-regulation',
    'approver-data-administration', 'sharing-authority', 'auditor', 'assessor', 'service-centre', 'outsider',
  ]

  it.each(Object.keys(STEPS))('is refused to every wrong persona: %s', async (name) => {
    const id = await sent()
    for (const persona of ANYBODY.filter((each) => RIGHT[name]?.includes(each) !== true)) {
      const { refused } = await change(persona, name, { id, ...STEPS[name] })
      expect([persona, refused[0]?.code]).toEqual([persona, expect.stringMatching(/^(FORBIDDEN|NOT_FOUND)$/)])
    }
    const inPerson = await hub.ask({
      persona: 'portal', subject: 'old-man', query: `mutation ($input: ${TYPES[name]}!) { ${name}(input: $input) { id } }`, variables: { input: { id, ...STEPS[name] } },
    })
    expect(inPerson.refused[0]?.code).toMatch(/^(FORBIDDEN|NOT_FOUND)$/)
    expect(await application('civil-affairs', id, 'state { code } version')).toEqual({ state: { code: 'SUBMITTED' }, version: 2 })
  })
})

describe('a resource without coordinates', () => {
  it('is applied for like others; its grant is listed and opens no question', async () => {
    await hub.db.orm.execute(sql`insert into catalogue.resource (code, class_code, kind, name, provider_credit_code, format_code, share_class, update_cycle_code, is_open, state, version)
      select '101009/000001', '101009', 'TABLE', '示例表', provider_credit_code, '3', 'CONDITIONAL', '4', false, 'PUBLISHED', 1 from catalogue.resource where code = '101001/000001'`)
    await hub.db.orm.execute(sql`insert into catalogue.resource_item (resource_code, item, ordinal, title, data_type, share_class, data_class, mask, is_open)
      values ('101009/000001', 'plate', 1, '车牌', 'C', 'CONDITIONAL', 'INTERNAL', 'NONE', false)`)
    const item = '101009/000001#plate'
    const id = await sent({ items: [{ item, disclosure: 'CLEAR' }], binding: { kind: 'ANY' }, regions: [] })
    await change('approver-public-security', 'decideApplication', { id, decision: 'APPROVE' })
    const { data } = await hub.ask({ persona: 'civil-affairs', query: '{ grants { id items { item } } }' })
    expect(data.grants).toContainEqual({ id: `G${id}`, items: [{ item }] })
  })
})

describe('applications are listed', () => {
  const list = async (persona: string, args: string) => {
    const { data, refused } = await hub.ask({ persona, query: `{ applications${args} { edges { cursor node { id state { code } } } pageInfo { hasNextPage endCursor } } }` })
    expect(refused).toEqual([])
    return data.applications as { edges: { cursor: string; node: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } }
  }

  it('to their two sides and the sharing authority, the newest first, a page at a time', async () => {
    const ids = new Set<string>()
    let after = ''
    for (;;) {
      const { edges, pageInfo } = await list('civil-affairs', `(first: 5${after === '' ? '' : `, after: "${after}"`}, filter: { side: APPLICANT })`)
      for (const { node } of edges) ids.add(node.id)
      if (!pageInfo.hasNextPage) break
      after = pageInfo.endCursor
    }
    expect(ids.size).toBeGreaterThan(10)
    const given = await list('public-security', '(first: 100)')
    expect(given.edges.length).toBeLessThan(ids.size)
    expect(given.edges.every(({ node }) => ids.has(node.id))).toBe(true)
    expect((await list('sharing-authority', '(first: 100)')).edges).toHaveLength(ids.size)
    expect((await list('outsider', '')).edges).toEqual([])
    expect((await list('civil-affairs', '(filter: { state: "DISPUTED" })')).edges).toEqual([])
    expect((await list('civil-affairs', '(filter: { side: PROVIDER })')).edges).toEqual([])
  })
})

describe('an application for a class of agencies', () => {
  const { basicCode } = matterOf('old-age-allowance')
  it('names basic codes, and gives a grant that is for no agency alone', async () => {
    const consumerClass = { basicCode, region: DISTRICT.code }
    const wrong = await change('civil-affairs', 'submitApplication', { ...INPUT, consumerClass })
    expect(JSON.stringify(wrong.refused)).toContain('NO_BASIC_CODE')
    const id = await sent({ consumerClass, matters: [basicCode], items: [{ item: 'Person.formerName', disclosure: 'CLEAR' }] })
    await change('approver-public-security', 'decideApplication', { id, decision: 'APPROVE' })
    const { data } = await hub.ask({ persona: 'public-security', query: '{ grants(forMe: false) { id items { item } } }' })
    expect(data.grants.map((grant: { id: string }) => grant.id)).toContain(`G${id}`)
  })
})
