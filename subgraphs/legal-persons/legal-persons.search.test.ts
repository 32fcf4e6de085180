import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Disclosure } from '#platform/access'
import type { Database } from '#platform/db'
import type { Subgraph } from '#platform/subgraph'
import { comparableText, grams } from '#platform/text-search'
import { ask, planOf } from '../../tests/harness/library.ts'
import {
  BUREAU, CLOSED, CROWD, CURSORS, FIRM, FOUNDER, HIDDEN, LONG_REVOKED, MANAGER, OPEN, openRegister, PUBLIC, REVOKED,
  UNKNOWN,
} from './testing.ts'

let db: Database
let library: Subgraph
beforeAll(async () => {
  const register = await openRegister()
  db = register.db
  library = register.library
})
afterAll(() => db.close())

/** Names that a search finds, page after page. */
async function found(name: string, more: { division?: string; first?: number } = {}, plan = planOf({ common: { ...PUBLIC, 'LegalPerson.division': 'CLEAR' } })) {
  const names: (string | null)[] = []
  let after: string | null = null
  for (;;) {
    const { data, errors } = await searched({ name, ...more, after }, plan)
    if (errors !== undefined) return { names, code: errors[0]?.extensions['code'], message: errors[0]?.message }
    const { edges, pageInfo } = data?.['searchLegalPersons'] as Page
    names.push(...edges.map(({ node }) => node.name))
    if (!pageInfo.hasNextPage) return { names }
    after = pageInfo.endCursor
  }
}

interface Page {
  readonly edges: { cursor: string; node: { name: string | null } }[]
  readonly pageInfo: { hasNextPage: boolean; endCursor: string | null }
}

const searched = (variables: object, plan = OPEN) =>
  ask(
    library, plan,
    `query ($name: String!, $division: DivisionCode, $first: Int, $after: String) {
      searchLegalPersons(name: $name, division: $division, first: $first, after: $after) {
        edges { cursor node { name } } pageInfo { hasNextPage endCursor } } }`,
    { ...variables },
  )

const COMPARED: Record<string, Disclosure> = {
  'LegalPerson.name': 'VERIFY', 'LegalPerson.legalRepName': 'VERIFY', 'LegalPerson.legalRepresentative': 'VERIFY',
  'LegalPersonStaff.person': 'VERIFY', 'Shareholder.person': 'VERIFY',
}

const verify = (plan: ReturnType<typeof planOf>, claim: object) =>
  ask(
    library, plan,
    `query ($claim: LegalPersonClaim!) {
      verifyLegalPerson(claim: $claim) { name legalRepName legalRepresentative staff shareholder } }`,
    { claim },
  )

describe('the search of the legal-persons library refuses', () => {
  it('a search to whoever may not read names, and one by division to whoever may not read divisions', async () => {
    const nameless = await searched({ name: '示例' }, planOf({ common: { 'LegalPerson.status': 'CLEAR' } }))
    expect(nameless.errors?.[0]?.extensions['coordinate']).toBe('Query.searchLegalPersons')
    const before = db.statements.count
    const onlyPlace = await searched({ name: '示例', division: '990101' }, planOf({ common: { 'LegalPerson.division': 'CLEAR' } }))
    expect(onlyPlace.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', coordinate: 'LegalPerson.name' })
    const placeless = await searched({ name: '示例', division: '990101' })
    expect(placeless.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', coordinate: 'LegalPerson.division' })
    expect(db.statements.count).toBe(before)
  })

  it.each([
    ['a name of one character', { name: '示' }, 'name'],
    ['a name of nothing but wildcards', { name: '%_%_%\\' }, 'name'],
    ['a name of nothing but a null character', { name: '\u0000\u0000' }, 'name'],
    ['a name of one rare character', { name: '𠀀' }, 'name'],
    ['a name of more than a hundred characters', { name: '示例'.repeat(51) }, 'name'],
    ['a page of nothing', { name: '示例', first: 0 }, 'first'],
    ['a page that is too long', { name: '示例', first: 101 }, 'first'],
    ['a cursor that was made up', { name: '示例', after: 'WyIxIl0' }, 'after'],
    ['a cursor of another list', { name: '示例', after: CURSORS.encode('Person.cases', ['1', 'a', 'b']) }, 'after'],
  ])('%s, and never asks the table', async (_, variables, argument) => {
    const before = db.statements.count
    const { errors } = await searched(variables)
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument })
    expect(errors?.[0]?.message).not.toContain(variables.name)
    expect(db.statements.count).toBe(before)
  })

  it('the cursor of one search for another', async () => {
    const { data } = await searched({ name: '同楼', first: 1 })
    const { endCursor } = (data?.['searchLegalPersons'] as Page).pageInfo
    expect((await searched({ name: '同楼', first: 1, after: endCursor })).errors).toBeUndefined()
    expect((await searched({ name: '示例', first: 1, after: endCursor })).errors?.[0]?.extensions['argument']).toBe('after')
  })

  it.each([
    `'; drop table legal_persons.legal_person; --`, `%' or '1'='1`, '%示例%', '_'.repeat(50), '{示例}', '["示例"]', '#990101', 'null null', '示例\\',
    'NaN NaN', '\ud800\udc00'.repeat(3), '\ud800示例', '__proto__',
  ])('to take %j for anything but a text', async (name) => {
    const { names, code } = await found(name)
    expect(code ?? names.length).toBeOneOf(['BAD_USER_INPUT', 0, CROWD + 7])
    expect((await found('同楼')).names).toHaveLength(CROWD)
  })

  it('a verdict on what may not be compared, and on whom the purpose does not concern', async () => {
    const claim = { creditCode: FIRM, name: '示例', legalRepCitizenId: FOUNDER, staffCitizenId: MANAGER }
    const nothing = await verify(planOf({}), claim)
    expect(nothing.errors?.[0]?.extensions['code']).toBe('FORBIDDEN')
    const strangers = await verify(planOf({ classes: [COMPARED], subjects: { [FIRM]: 0 } }), claim)
    expect(strangers.data?.['verifyLegalPerson']).toMatchObject({ name: 'MISMATCH', legalRepresentative: null, staff: null })
    const other = await verify(planOf({ classes: [COMPARED], subjects: { [BUREAU]: 0 } }), claim)
    expect(other.data?.['verifyLegalPerson']).toEqual({ name: null, legalRepName: null, legalRepresentative: null, staff: null, shareholder: null })
  })
})

describe('the search of the legal-persons library answers', () => {
  it.each([
    ['a part of a name', '青禾', ['示例市青禾食品（集团）有限公司']],
    ['two parts of a name, in any order', '有限公司 青禾', ['示例市青禾食品（集团）有限公司']],
    ['a name with other brackets and spaces', '青禾食品(集团) 有限公司', ['示例市青禾食品（集团）有限公司']],
    ['rare characters, whole', '𠀀𪚥', ['示例𠀀𪚥慈善会']],
    ['a part that no name has', '青禾中学', []],
    ['parts that no one name has together', '青禾 中学', []],
    ['grams that stand apart in every name', '市场有限', []],
  ])('who has %s', async (_, name, names) => {
    expect((await found(name)).names).toEqual(names)
  })

  it('an exact name before those that only contain it', async () => {
    const { names } = await found('示例市同楼第1有限公司')
    expect(names[0]).toBe('示例市同楼第1有限公司')
    expect((await found('同楼第1', { first: 5 })).names).toHaveLength(31)
  })

  it('a search in a division, by the digits of its level', async () => {
    expect((await found('示例', { division: '990102' })).names).toEqual(['示例市第一中学'])
    expect((await found('示例', { division: '990200000000' })).names).toEqual(['示例𠀀𪚥慈善会'])
    expect((await found('示例', { division: '990100000000' })).names).toHaveLength(CROWD + 6)
    expect((await found('示例', { division: '990000' })).names).toHaveLength(CROWD + 7)
    expect((await found('示例', { division: '000000' })).names).toHaveLength(CROWD + 7)
    expect((await found('示例', { division: '990101001' })).names).toEqual([])
  })

  it.each([3, 7, 100])('every row once and in the same order, whatever the size of a page, %i here', async (first) => {
    const { names } = await found('有限公司', { first })
    expect(new Set(names).size).toBe(names.length)
    expect(names).toEqual((await found('有限公司', { first: 50 })).names)
    expect(names).toHaveLength(CROWD + 4)
  })

  it('a search in the order that the first digits of a hash give, so that it is the same on every database', async () => {
    const scatter = (code: string) => createHash('md5').update(code).digest('hex').slice(0, 8)
    const caterers = [[REVOKED, '停业'], [LONG_REVOKED, '旧业'], [CLOSED, '歇业']].map(([code = '', word]) => ({ at: scatter(code), word }))
    const expected = caterers.sort((one, other) => (one.at < other.at ? -1 : 1)).map(({ word }) => `示例市${word}餐饮有限公司`)
    expect((await found('餐饮', { first: 2 })).names).toEqual(expected)
  })

  it('what the index holds of a name exactly as it is asked for', async () => {
    const texts = ['示例𠀀公司', '示', '', 'ABC公司', '公司公司', comparableText('示例（集团）　ＡＢＣ')]
    const rows = (await db.orm.execute(
      sql`select legal_persons.search_tokens(each, '990101001001') as tokens from json_array_elements_text(${JSON.stringify(texts)}) as each`,
    )) as unknown as { tokens: string[] }[] | { rows: { tokens: string[] }[] }
    const held = ('rows' in rows ? rows.rows : rows).map(({ tokens }) => new Set(tokens))
    const levels = ['#99', '#9901', '#990101', '#990101001', '#990101001001']
    expect(held).toEqual(texts.map((text) => new Set([...grams(text), ...levels])))
  })

  it('verdicts on a claim, a sealed person reading like any other party', async () => {
    const rights: Record<string, Disclosure> = {
      'LegalPerson.legalRepresentative': 'VERIFY', 'LegalPersonStaff.person': 'VERIFY', 'Shareholder.person': 'VERIFY',
    }
    const plan = planOf({
      common: { 'LegalPerson.name': 'CLEAR', 'LegalPerson.legalRepName': 'CLEAR' }, classes: [rights, {}],
      subjects: { [FIRM]: 0, [CLOSED]: 0, [UNKNOWN]: 0, [FOUNDER]: 1, [MANAGER]: 1, [HIDDEN]: 1, party: 1 }, sealed: [HIDDEN],
      aliases: { 'manager-before': MANAGER },
    })
    const claimed = { legalRepCitizenId: FOUNDER, staffCitizenId: 'manager-before', shareholderCitizenId: MANAGER }
    expect((await verify(plan, { creditCode: FIRM, name: '示例市青禾食品(集团)有限公司', legalRepName: '李', ...claimed })).data?.['verifyLegalPerson'])
      .toEqual({ name: 'MATCH', legalRepName: 'MISMATCH', legalRepresentative: 'MATCH', staff: 'MATCH', shareholder: 'MISMATCH' })
    for (const person of [HIDDEN, 'party']) {
      const ofFirm = await verify(plan, { creditCode: FIRM, staffCitizenId: person, shareholderCitizenId: person })
      expect(ofFirm.data?.['verifyLegalPerson']).toMatchObject({ legalRepresentative: null, staff: 'MISMATCH', shareholder: 'MISMATCH' })
      const ofClosed = await verify(plan, { creditCode: CLOSED, legalRepName: '孙隐', legalRepCitizenId: person })
      expect(ofClosed.data?.['verifyLegalPerson']).toMatchObject({ name: null, legalRepName: 'UNKNOWN', legalRepresentative: 'UNKNOWN' })
    }
    expect((await verify(plan, { creditCode: UNKNOWN, name: '示例' })).data?.['verifyLegalPerson']).toMatchObject({ name: 'UNKNOWN', staff: null })
  })
})

describe('the search of the legal-persons library batches', () => {
  it.each([1, 100])('a search for %i organisations into one statement, and what hangs on them into one each', async (first) => {
    const before = db.statements.count
    const { data } = await ask(
      library, OPEN, `{ searchLegalPersons(name: "有限公司", first: ${first}) { edges { node { name staff { name } changes { after } } } } }`,
    )
    expect((data?.['searchLegalPersons'] as Page).edges).toHaveLength(first)
    expect(db.statements.count - before).toBe(3)
  })

  it('a claim into one statement', async () => {
    const before = db.statements.count
    const { data } = await verify(planOf({ classes: [COMPARED, {}], subjects: { [FIRM]: 0, [MANAGER]: 1 } }), { creditCode: FIRM, name: '示例', staffCitizenId: MANAGER })
    expect(data?.['verifyLegalPerson']).toMatchObject({ name: 'MISMATCH', staff: 'MATCH' })
    expect(db.statements.count - before).toBe(1)
  })
})
