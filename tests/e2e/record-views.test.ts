import { desc } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeOf } from '../../seeds/agencies.ts'
import { accessEntry } from '../../subgraphs/audit/tables.ts'
import { openTestHub, type TestHub } from '../harness/hub.ts'
import { person } from '../permissions/ask.ts'
import { caseNo, numberOf, under } from './story.ts'

const [CIVIL_AFFAIRS, POLICE, AUDIT_OFFICE] = [codeOf('civil-affairs'), codeOf('public-security'), codeOf('audit-office')]
const CASE = caseNo('allowance')

let hub: TestHub
beforeAll(async () => {
  hub = await openTestHub()
  const query = `query ($n: CitizenId!) { person(citizenId: $n) { name mobile residenceAddress licences { name } credit { seriouslyDishonest } } }`
  const answer = await hub.ask({ persona: 'civil-affairs', purpose: under('old-age-allowance', 'allowance'), query, variables: { n: numberOf('old-man') } })
  entry = (answer.extensions['receipt'] as { entry: string }).entry
})
afterAll(() => hub?.close())

let entry: string

const FIELDS = 'id agency { creditCode name } caseNo reason operator client released refused asked searched matter { name }'
const list = (persona: string, filter: Record<string, unknown> = {}) =>
  hub.ask({ persona, query: `query ($filter: AccessRecordFilter) { accessRecords(first: 100, filter: $filter) { edges { node { ${FIELDS} } } } }`, variables: { filter } })

interface Entry {
  readonly id: string
  readonly agency: { readonly creditCode: string } | null
  readonly released: readonly string[]
  readonly refused: readonly string[]
  readonly operator: string | null
}

async function listed(persona: string, filter: Record<string, unknown> = {}): Promise<Entry[]> {
  const { data, refused } = await list(persona, filter)
  expect(refused).toEqual([])
  return (data.accessRecords.edges as { node: Entry }[]).map(({ node }) => node)
}
const one = (persona: string) => hub.ask({ persona, query: 'query ($id: ID!) { accessRecord(id: $id) { id released refused operator } }', variables: { id: entry } })

describe('Civil affairs has asked about an applicant. The record of it is shown to nobody who has no part in it', () => {
  it.each(['outsider', 'tax', 'assessor', 'steward-disabled-persons', 'approver-health'])('(%s)', async (persona) => {
    for (const filter of [{}, { role: 'PROVIDER' }, { caseNo: CASE }]) expect((await listed(persona, filter)).map(({ id }) => id)).not.toContain(entry)
    expect((await one(persona)).data).toEqual({ accessRecord: null })
  })

  it.each(['tax', 'assessor', 'sharing-authority', 'public-security'])('who names the agency: %s', async (persona) => {
    expect((await list(persona, { agency: CIVIL_AFFAIRS })).refused).toMatchObject([{ code: 'FORBIDDEN', messageZh: '其他机构的使用日志仅限审计员查询' }])
  })

  it('from the Internet', async () => {
    expect((await list('portal')).refused[0]).toMatchObject({ reason: 'NETWORK_ZONE' })
  })

  it('with faults of the filter, which are told at once', async () => {
    expect((await list('auditor', { matter: 'x', outcome: 'LOST' })).refused).toMatchObject([
      { code: 'BAD_USER_INPUT', faults: [{ argument: 'filter.outcome', check: 'CODE' }, { argument: 'filter.matter', check: 'PERIOD' }] },
    ])
  })
})

describe('The record is shown', () => {
  it('to civil affairs, who asked, as it is', async () => {
    const [own] = (await listed('civil-affairs')).filter(({ id }) => id === entry)
    expect(own).toMatchObject({ agency: { creditCode: CIVIL_AFFAIRS }, caseNo: CASE, reason: '办理', operator: 'op-civil-affairs', client: '127.0.0.1' })
    expect(own?.released).toContain('Person.name=CLEAR')
  })

  it('to the police, who provide what was asked of the person, without what others provide and without who worked there', async () => {
    const [provided] = (await listed('public-security', { role: 'PROVIDER', caseNo: CASE })).filter(({ id }) => id === entry)
    expect(provided).toMatchObject({ agency: { creditCode: CIVIL_AFFAIRS }, caseNo: CASE, reason: '办理', operator: null, client: null })
    const items = [...(provided?.released ?? []), ...(provided?.refused ?? [])]
    expect(items).toContain('Person.name=CLEAR')
    const [whole] = (await listed('civil-affairs')).filter(({ id }) => id === entry)
    const others = [...(whole?.released ?? []), ...(whole?.refused ?? [])].filter((item) => !items.includes(item))
    expect(others).toEqual(['Person.licences=CLEAR', 'Person.credit=CLEAR', 'PersonCredit.seriouslyDishonest=CLEAR'])
    expect((await one('public-security')).data.accessRecord).toEqual({ id: entry, released: provided?.released, refused: provided?.refused, operator: null })
  })

  it('to the auditor, of every agency, in the same words by case, by agency and by side', async () => {
    for (const filter of [{}, { agency: CIVIL_AFFAIRS }, { agency: POLICE, role: 'PROVIDER' }, { caseNo: CASE }]) {
      expect((await listed('auditor', filter)).find(({ id }) => id === entry)).toMatchObject({ operator: 'op-civil-affairs' })
    }
  })
})

describe('Reading the record is on record', () => {
  const latest = async () => (await hub.db.orm.select().from(accessEntry).orderBy(desc(accessEntry.stream), desc(accessEntry.seq)).limit(1))[0]

  it('with who read and whose entries they were', async () => {
    await listed('auditor', { agency: CIVIL_AFFAIRS })
    expect(await latest()).toMatchObject({ agency: AUDIT_OFFICE, operator: 'op-auditor', subjects: [CIVIL_AFFAIRS], searched: expect.arrayContaining(['AccessRecord.agency']) as unknown })
    await listed('public-security', { role: 'PROVIDER', caseNo: CASE })
    expect(await latest()).toMatchObject({ agency: POLICE, subjects: [CIVIL_AFFAIRS] })
  })

  it('where there was nothing to read, and where it was refused', async () => {
    await listed('auditor', { agency: codeOf('weather'), role: 'PROVIDER' })
    expect(await latest()).toMatchObject({ subjects: [codeOf('weather')] })
    await list('tax', { agency: CIVIL_AFFAIRS })
    expect(await latest()).toMatchObject({ agency: codeOf('tax'), subjects: [] })
  })

  it('and of the subject\'s own list too, of which the subject\'s own list says nothing', async () => {
    const mine = () => hub.ask({ persona: 'portal', subject: 'old-man', query: '{ myDataUsage(first: 100) { edges { node { id at } } } }' })
    const before = await mine()
    expect(await latest()).toMatchObject({ represented: expect.any(String) as unknown, released: ['DataUse.at=CLEAR'], subjects: [], outcome: 'ANSWERED' })
    expect((await mine()).data).toEqual(before.data)
  })

  it('while a person is no agency, and their name is in no filter', async () => {
    await hub.ask({ persona: 'auditor', ...person('old-man', 'name') })
    expect(await latest()).toMatchObject({ agency: AUDIT_OFFICE, subjects: [], outcome: 'REFUSED' })
  })
})
