import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { matterCode } from '../../seeds/matters.ts'
import { openTestHub, type TestHub } from '../harness/hub.ts'
import { person } from '../permissions/ask.ts'
import { caseNo } from '../permissions/cases.ts'
import { TRACE } from './tracing.ts'

const RESOURCE = '101001/000001'
const ITEM = 'Person.birthDate'
const BASIS = '《中华人民共和国个人信息保护法》第二十八条'
const STEWARD = 'steward-public-security'
const AUTHORITY = 'sharing-authority'
const PURPOSE = { matter: matterCode('old-age-allowance'), case: caseNo('allowance'), reason: '审核高龄津贴申请' }
const QUESTION = person('old-man', 'name birthDate')

let hub: TestHub
beforeAll(async () => {
  hub = await openTestHub()
})
afterAll(() => hub?.close())

/** What the officer of civil affairs is answered in the case: the value, or the reason of the refusal. */
async function answered(): Promise<string> {
  const { data, refused } = await hub.ask({ persona: 'civil-affairs', purpose: PURPOSE, ...QUESTION })
  const value = (data as { person: { birthDate: string | null } }).person.birthDate
  return value ?? refused.find(({ coordinate }) => coordinate === ITEM)?.reason ?? 'nothing'
}

async function act(persona: string, mutation: string, type: string, selection: string, input: object): Promise<Record<string, unknown>> {
  const { data, text } = await hub.ask({ persona, query: `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${selection} } }`, variables: { input } })
  const changed = (data as Record<string, Record<string, unknown> | null> | null)?.[mutation]
  if (changed === null || changed === undefined) throw new Error(text)
  return changed
}

/** A steward classes the item anew, and the sharing authority approves. */
async function classed(share: object): Promise<void> {
  const { data } = await hub.ask({
    persona: STEWARD, query: 'query ($code: ID!) { resource(code: $code) { name version versions { version } items { coordinate } } }', variables: { code: RESOURCE },
  })
  const { versions, items } = (data as { resource: { versions: { version: number }[]; items: { coordinate: string }[] } }).resource
  const edited = await act(STEWARD, 'editResource', 'EditResourceInput', 'versions { version }', {
    code: RESOURCE, version: versions[0]?.version, items: items.map(({ coordinate: name }) => (name === ITEM ? { name, ...share } : { name })), note: '调整共享类型',
  })
  const version = (edited['versions'] as { version: number }[])[0]?.version
  await act(STEWARD, 'submitResource', 'ResourceVersionInput', 'name', { code: RESOURCE, version })
  await act(AUTHORITY, 'reviewResource', 'ReviewResourceInput', 'name', { code: RESOURCE, version, approve: true })
}

describe('an item that is withheld', () => {
  let draft: object
  let id: string
  let grantId: string

  it('is refused as withheld, whatever the case', async () => {
    await classed({ shareClass: 'WITHHELD', withheldBasis: BASIS })
    expect(await answered()).toBe('WITHHELD')
  })

  it('lacks a grant, and nothing else, once its steward shares it on conditions and the sharing authority agrees', async () => {
    await classed({ shareClass: 'CONDITIONAL', withheldBasis: '' })
    expect(await answered()).toBe('NO_GRANT')
  })

  it('is explained beforehand, with the application that would mend it', async () => {
    const { data } = await hub.ask({
      persona: 'civil-affairs',
      query: `query ($operation: String!, $variables: JSON, $purpose: PurposeInput) { explainAccess(operation: $operation, variables: $variables, purpose: $purpose) {
        items { coordinate disclosure refusal { reason remedy } } drafts { input } } }`,
      variables: { operation: QUESTION.query, variables: QUESTION.variables, purpose: PURPOSE },
    })
    const { items, drafts } = (data as { explainAccess: { items: { coordinate: string }[]; drafts: { input: object }[] } }).explainAccess
    expect(items.find(({ coordinate }) => coordinate === ITEM)).toEqual({ coordinate: ITEM, disclosure: null, refusal: { reason: 'NO_GRANT', remedy: 'APPLY' } })
    expect(drafts).toHaveLength(1)
    draft = drafts[0]?.input as object
  })

  it('is applied for with that draft as it is, and goes to the agency’s own review first', async () => {
    const applied = await act('civil-affairs', 'submitApplication', 'ApplicationInput', 'id state { code }', draft)
    expect(applied['state']).toEqual({ code: 'INTERNAL_REVIEW' })
    id = applied['id'] as string
    expect(await answered()).toBe('NO_GRANT')
  })

  it('is given by the provider, and answered at once', async () => {
    await act('approver-civil-affairs', 'reviewApplication', 'ReviewApplicationInput', 'version', { id, decision: 'APPROVE' })
    const decided = await act('approver-public-security', 'decideApplication', 'DecideApplicationInput', 'state { code } grantId', { id, decision: 'APPROVE' })
    expect(decided['state']).toEqual({ code: 'APPROVED' })
    grantId = decided['grantId'] as string
    expect(await answered()).toMatch(/^\d{4}-\d{2}-\d{2}$/)
  })

  it('is traced from the receipt of the answer to the operator who approved it, by one question', async () => {
    const { extensions } = await hub.ask({ persona: 'civil-affairs', purpose: PURPOSE, ...QUESTION })
    const { entry } = extensions['receipt'] as { entry: string }
    const { data, refused } = await hub.ask({ persona: 'civil-affairs', query: TRACE, variables: { entry } })
    expect(refused).toEqual([])
    expect(data.accessRecord.released).toContain(`${ITEM}=CLEAR`)
    const { grant } = (data.accessRecord.grantUses as { grant: { id: string; application: object } }[]).find((use) => use.grant.id === grantId) ?? {}
    expect(grant).toMatchObject({ provider: { name: expect.stringContaining('公安') as unknown }, application: { id } })
    const { events } = grant?.application as { events: { action: string; agency: string; operator: string }[] }
    expect(events.map(({ operator }) => operator)).toEqual(expect.arrayContaining(['op-civil-affairs', 'op-approver-civil-affairs', 'op-approver-public-security']))
  })

  it('is traced the same way by an auditor, whose agency has no part in it, and by no other agency', async () => {
    const { extensions } = await hub.ask({ persona: 'civil-affairs', purpose: PURPOSE, ...QUESTION })
    const { entry } = extensions['receipt'] as { entry: string }
    const { data } = await hub.ask({ persona: 'auditor', query: TRACE, variables: { entry } })
    const grants = data.accessRecord.grantUses as { grant: { id: string; application: { id: string } | null } }[]
    expect(grants.find(({ grant }) => grant.id === grantId)).toMatchObject({ grant: { application: { id } } })
    const query = 'query ($grant: ID!, $application: ID!) { grant(id: $grant) { binding } application(id: $application) { scenario } }'
    const seen = async (persona: string) => (await hub.ask({ persona, query, variables: { grant: grantId, application: id } })).data as unknown
    expect(await seen('auditor')).toEqual({ grant: { binding: expect.any(String) as unknown }, application: { scenario: expect.any(String) as unknown } })
    expect(await seen('assessor')).toEqual({ grant: null, application: null })
    expect(await seen('outsider')).toEqual({ grant: null, application: null })
  })

  it('is refused again from the moment in which the grant is revoked', async () => {
    await act('approver-public-security', 'revokeGrant', 'RevokeGrantInput', 'revoked', { id: grantId, reason: '事项调整' })
    expect(await answered()).toBe('GRANT_REVOKED')
  })
})
