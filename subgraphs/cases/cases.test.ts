import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sealedCursors } from '#platform/connection'
import type { Database } from '#platform/db'
import type { Subgraph } from '#platform/subgraph'
import { openTestDatabase } from '../../tests/harness/database.ts'
import { ask, askEntities, planOf, testClock } from '../../tests/harness/library.ts'
import { load } from './commands.ts'
import {
  AGENCY, ALLOWANCE, COMPANY, CURRENT, DAUGHTER, HANDED_OVER, OF_COMPANY, OF_STRANGER, OLD_MAN, OLDER, PERMIT, PROPOSED, rows, STRANGER,
  STREET,
} from './domain/testing.ts'
import { cases } from './index.ts'

let db: Database
let library: Subgraph

beforeAll(async () => {
  db = await openTestDatabase(['cases'])
  await load(db, rows)
  library = cases({ db, clock: testClock, cursors: sealedCursors(Buffer.alloc(32, 5)) })
})

afterAll(() => db.close())

const allowance = (...fields: string[]) => Object.fromEntries(fields.map((field) => [`${field}@${ALLOWANCE}`, 'CLEAR' as const]))
const READ = planOf({
  classes: [{ ...allowance('Case.summary', 'Case.state'), 'Person.cases': 'CLEAR' }],
  subjects: { [OLD_MAN]: 0 },
})
const one = (caseNo: string, selection: string) => `{ case(caseNo: "${caseNo}") { ${selection} } }`
const listed = (key: string, selection = 'caseNo', page = '') =>
  [`... on Person { cases${page} { edges { cursor node { ${selection} } } pageInfo { hasNextPage endCursor } } }`, [{ __typename: 'Person', key }]] as const

interface Listed {
  readonly edges: { cursor: string; node: { caseNo: string } }[]
  readonly pageInfo: { hasNextPage: boolean; endCursor: string | null }
}
const firstList = (answer: { data?: unknown }) => (answer.data as { _entities: { cases: Listed | null }[] })._entities[0]?.cases

describe('the cases library refuses', () => {
  it('everything without a right', async () => {
    const { data, errors } = await ask(library, planOf({}), one(CURRENT, 'summary'))
    expect(data?.['case'] ?? null).toBeNull()
    expect(errors?.[0]?.extensions['coordinate']).toBe('Case.summary')
  })

  it('a case whose parties the purpose does not concern, by number and as an entity, as if unknown', async () => {
    expect(await ask(library, READ, one(OF_COMPANY, 'caseNo'))).toEqual({ data: { case: null } })
    expect(await ask(library, READ, one('99990000', 'caseNo'))).toEqual({ data: { case: null } })
    const entity = await askEntities(library, READ, '... on Case { summary }', [{ __typename: 'Case', caseNo: HANDED_OVER }])
    expect(entity).toEqual({ data: { _entities: [null] } })
  })

  it('the cases of a person whom the purpose does not concern, and never asks the table', async () => {
    const before = db.statements.count
    expect(await askEntities(library, READ, ...listed(STRANGER))).toEqual({ data: { _entities: [null] } })
    expect(db.statements.count).toBe(before)
  })

  it('the cases of an organisation whom the purpose does not concern, and never asks the table', async () => {
    const plan = planOf({ classes: [{ 'LegalPerson.cases': 'CLEAR', ...allowance('Case.state') }], subjects: { [OLD_MAN]: 0 } })
    const before = db.statements.count
    const answer = await askEntities(library, plan, '... on LegalPerson { cases { edges { cursor } } }', [{ __typename: 'LegalPerson', creditCode: COMPANY }])
    expect(answer).toEqual({ data: { _entities: [{ cases: null }] } })
    expect(db.statements.count).toBe(before)
  })

  it('the edge to the cases of one person where it is granted for another only', async () => {
    const plan = planOf({
      classes: [{ 'Person.cases': 'CLEAR', ...allowance('Case.state') }, { 'Person.name': 'CLEAR', ...allowance('Case.state') }],
      subjects: { [OLD_MAN]: 0, [DAUGHTER]: 1 },
    })
    expect(firstList(await askEntities(library, plan, ...listed(DAUGHTER)))).toBeNull()
  })

  it('cases of a matter that is not granted, by number and in lists', async () => {
    const plan = planOf({ classes: [{ 'Person.cases': 'CLEAR', ...allowance('Case.state') }], subjects: { [DAUGHTER]: 0 } })
    expect(await ask(library, plan, one(OF_COMPANY, 'caseNo'))).toEqual({ data: { case: null } })
    const { edges, pageInfo } = firstList(await askEntities(library, plan, ...listed(DAUGHTER))) as Listed
    expect(edges.map(({ node }) => node.caseNo)).toEqual([CURRENT])
    expect(pageInfo.hasNextPage).toBe(false)
  })

  it('an edge of a case where it is granted for another matter only', async () => {
    const plan = planOf({
      classes: [{ ...allowance('Case.state'), [`Case.parties@${PERMIT}`]: 'CLEAR', 'CaseParty.role@x': 'CLEAR' }],
      subjects: { [OLD_MAN]: 0 },
    })
    const { data } = await ask(library, plan, one(CURRENT, 'state { code } parties { role { code } }'))
    expect(data?.['case']).toEqual({ state: { code: '30' }, parties: null })
  })

  it('parties whom the purpose does not concern, without a word', async () => {
    const plan = planOf({ classes: [allowance('Case.parties', 'CaseParty.name')], subjects: { [OLD_MAN]: 0 } })
    const { data } = await ask(library, plan, one(CURRENT, 'parties { name }'))
    expect(data?.['case']).toEqual({ parties: [{ name: '张大山' }] })
  })

  it('a sealed party as if there were none, and a case of a sealed person as if unknown', async () => {
    const rights = { 'Person.cases': 'CLEAR' as const, ...allowance('Case.parties', 'CaseParty.name') }
    const sealed = planOf({ classes: [rights], subjects: { [OLD_MAN]: 0, [DAUGHTER]: 0, [STRANGER]: 0 }, sealed: [STRANGER, DAUGHTER] })
    expect(await ask(library, sealed, one(OF_STRANGER, 'caseNo'))).toEqual({ data: { case: null } })
    expect(await ask(library, sealed, one(CURRENT, 'parties { name }'))).toEqual({ data: { case: { parties: [{ name: '张大山' }] } } })
    const { edges } = firstList(await askEntities(library, sealed, ...listed(OLD_MAN))) as Listed
    expect(edges.map(({ node }) => node.caseNo)).toEqual([CURRENT, OLDER])
    expect(await askEntities(library, sealed, ...listed(STRANGER))).toEqual({ data: { _entities: [null] } })
    // A page that holds less than it was asked for, with another behind it, would tell that something was left out.
    const first = firstList(await askEntities(library, sealed, ...listed(OLD_MAN, 'caseNo', '(first: 1)'))) as Listed
    const second = firstList(await askEntities(library, sealed, ...listed(OLD_MAN, 'caseNo', `(first: 1, after: "${first.pageInfo.endCursor}")`))) as Listed
    expect([first, second].map(({ edges, pageInfo }) => [edges.map(({ node }) => node.caseNo), pageInfo.hasNextPage])).toEqual([[[CURRENT], true], [[OLDER], false]])
  })

  it('a page that is too small or too large, and a cursor of its own making', async () => {
    const bad = async (page: string) => (await askEntities(library, READ, ...listed(OLD_MAN, 'caseNo', page))).errors?.[0]
    expect((await bad('(first: 0)'))?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'first' })
    expect((await bad('(first: 101)'))?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'first' })
    expect((await bad('(after: "forged")'))?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'after' })
  })

  it('the question of the router to anybody else', async () => {
    const { errors } = await ask(library, READ, `{ _casePurpose(caseNo: "${CURRENT}", agency: "${AGENCY}") { kind } }`)
    expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN')
  })
})

describe('the cases library answers', () => {
  it('what is granted of a case, by number and as an entity', async () => {
    const known = { summary: '示例办件', state: { code: '30', name: '办理中' } }
    expect(await ask(library, READ, one(CURRENT, 'summary state { code name }'))).toEqual({ data: { case: known } })
    const entity = await askEntities(library, READ, '... on Case { summary state { code name } }', [{ __typename: 'Case', caseNo: CURRENT }])
    expect(entity).toEqual({ data: { _entities: [known] } })
  })

  it('a whole case', async () => {
    const plan = planOf({
      classes: [allowance(
        'Case.kind', 'Case.matter', 'Case.open', 'Case.handlingDivision', 'Case.appliedAt', 'Case.acceptedAt', 'Case.decidedAt', 'Case.channel',
        'Case.agencies', 'Case.materials', 'Case.process', 'Case.parent', 'Case.result', 'Case.state', 'CaseAgency.agency', 'CaseAgency.role',
        'CaseMaterial.name', 'CaseMaterial.sourceKind', 'CaseMaterial.licence', 'CaseProcess.step', 'CaseProcess.startedAt', 'CaseProcess.agency',
        'CaseProcess.handler', 'CaseResult.resultType', 'CaseResult.resultAt',
      )],
      subjects: { [OLD_MAN]: 0 },
    })
    const { data } = await ask(library, plan, one(CURRENT, `
      kind { name } matter { code } open handlingDivision { code } appliedAt acceptedAt decidedAt channel { name }
      agencies { agency { creditCode } role { code } } materials { name sourceKind { name } licence { identifier } }
      process { step startedAt agency { creditCode } handler } parent { state { code } result { resultType { name } resultAt } }`))
    expect(data?.['case']).toEqual({
      kind: { name: '依申请' },
      matter: { code: ALLOWANCE },
      open: true,
      handlingDivision: { code: '990101000000' },
      appliedAt: '2026-03-01T09:30:00.000+08:00',
      acceptedAt: '2026-03-01T10:00:00.000+08:00',
      decidedAt: null,
      channel: { name: '窗口办理' },
      agencies: [
        { agency: { creditCode: AGENCY }, role: { code: 'ACCEPTING' } },
        { agency: { creditCode: AGENCY }, role: { code: 'DECIDING' } },
        { agency: { creditCode: STREET }, role: { code: 'RECEIVING' } },
      ],
      materials: [
        { name: '身份证', sourceKind: { name: '证照引用' }, licence: { identifier: '1.2.156.3005.2.11990000000000019A001.1199010000000022XR.2024000000123.001.K' } },
        { name: '委托书', sourceKind: { name: '上传' }, licence: null },
      ],
      process: [
        { step: '受理', startedAt: '2026-03-01T10:00:00.000+08:00', agency: { creditCode: STREET }, handler: '赵经办' },
        { step: '审查', startedAt: '2026-03-02T10:00:00.000+08:00', agency: { creditCode: AGENCY }, handler: '孙审查' },
      ],
      parent: { state: { code: '51' }, result: { resultType: { name: '办结(其他)' }, resultAt: '2025-03-20T10:00:00.000+08:00' } },
    })
  })

  it('each party under the rights of its own class, masked in the form of the item, leading to its own library', async () => {
    const permit = (fields: Record<string, 'CLEAR' | 'MASKED'>) =>
      Object.fromEntries(Object.entries(fields).map(([field, disclosure]) => [`${field}@${PERMIT}`, disclosure]))
    const plan = planOf({
      classes: [permit({ 'Case.parties': 'CLEAR', 'CaseParty.name': 'CLEAR', 'CaseParty.role': 'CLEAR' }), { 'Person.name': 'CLEAR', ...permit({ 'CaseParty.name': 'MASKED' }) }],
      subjects: { [COMPANY]: 0, [PROPOSED]: 0, [DAUGHTER]: 1 },
    })
    const { data } = await ask(library, plan, one(OF_COMPANY, 'parties { name role { name } person { key } legalPerson { creditCode } }'))
    expect(data?.['case']).toEqual({
      parties: [
        { name: '示例食品有限公司', role: { name: '申请人' }, person: null, legalPerson: { creditCode: COMPANY } },
        { name: '示例新设有限公司', role: { name: '申请人' }, person: null, legalPerson: null },
        { name: '张**', role: null, person: { key: DAUGHTER }, legalPerson: null },
        { name: '张**', role: null, person: { key: DAUGHTER }, legalPerson: null },
      ],
    })
  })

  it('the cases of a person newest first, page after page, each once', async () => {
    const both = { 'Person.cases': 'CLEAR' as const, ...allowance('Case.state'), [`Case.state@${PERMIT}`]: 'CLEAR' as const }
    const plan = planOf({ classes: [both], subjects: { [OLD_MAN]: 0, [DAUGHTER]: 0 } })
    const seen: string[] = []
    let after = ''
    for (let page = 1; page <= 3; page += 1) {
      const { edges, pageInfo } = firstList(await askEntities(library, plan, ...listed(OLD_MAN, 'caseNo', `(first: 1${after})`))) as Listed
      seen.push(...edges.map(({ node }) => node.caseNo))
      expect(pageInfo).toEqual({ hasNextPage: page < 3, endCursor: edges[0]?.cursor })
      after = `, after: "${pageInfo.endCursor ?? ''}"`
    }
    expect(seen).toEqual([CURRENT, OF_STRANGER, OLDER])
    const twice = firstList(await askEntities(library, plan, ...listed(DAUGHTER))) as Listed
    expect(twice.edges.map(({ node }) => node.caseNo)).toEqual([CURRENT, OF_COMPANY])
  })

  it('the cases of an organisation', async () => {
    const plan = planOf({ classes: [{ 'LegalPerson.cases': 'CLEAR', [`Case.state@${PERMIT}`]: 'CLEAR' }], subjects: { [COMPANY]: 0 } })
    const answer = await askEntities(
      library, plan, '... on LegalPerson { cases { edges { node { state { name } } } } }', [{ __typename: 'LegalPerson', creditCode: COMPANY }],
    )
    expect(answer).toEqual({ data: { _entities: [{ cases: { edges: [{ node: { state: { name: '已申请' } } }] } }] } })
  })
})

describe('the cases library tells the router', () => {
  const router = planOf({ router: true })
  const purpose = async (caseNo: string, agency: string) => {
    const { data, errors } = await ask(
      library, router,
      `query ($caseNo: ID!, $agency: ID!) { _casePurpose(caseNo: $caseNo, agency: $agency) {
        caseNo kind state open matterCode basicCode agencyRoles handlingDivision proven decidedAt rosterDigest step region category expiresAt
        parties { subject role addedAt } } }`,
      { caseNo, agency },
    )
    expect(errors).toBeUndefined()
    return data?.['_casePurpose']
  }

  it('nothing of a case that it does not know', async () => {
    expect(await purpose('99990000', AGENCY)).toBeNull()
  })

  it('the whole purpose in one statement', async () => {
    const before = db.statements.count
    expect(await purpose(CURRENT, AGENCY)).toEqual({
      caseNo: CURRENT,
      kind: 'APPLICATION',
      state: '30',
      open: true,
      matterCode: ALLOWANCE,
      basicCode: '990507001001',
      agencyRoles: ['ACCEPTING', 'DECIDING'],
      handlingDivision: '990101000000',
      proven: true,
      decidedAt: null,
      rosterDigest: null,
      step: null,
      region: null,
      category: null,
      expiresAt: null,
      parties: [{ subject: OLD_MAN, role: 'APPLICANT', addedAt: null }, { subject: DAUGHTER, role: 'AGENT', addedAt: null }],
    })
    expect(db.statements.count - before).toBe(1)
  })

  it('that an agency has no role in a case, and that nothing proves it', async () => {
    expect(await purpose(OLDER, STREET)).toMatchObject({ agencyRoles: [], open: false, proven: false })
  })

  it('that a case handed over is closed for the agency that did so, and open for the others', async () => {
    expect(await purpose(HANDED_OVER, AGENCY)).toMatchObject({ open: false })
    expect(await purpose(HANDED_OVER, STREET)).toMatchObject({ open: true })
  })

  it('the state of the moment, never a remembered one', async () => {
    const hop = library.open(router)
    const before = db.statements.count
    const question = { document: (await import('graphql')).parse(`{ _casePurpose(caseNo: "${CURRENT}", agency: "${AGENCY}") { open } }`) }
    await hop(question)
    await hop(question)
    expect(db.statements.count - before).toBe(2)
  })
})

describe('the cases library batches', () => {
  it.each([1, 100])('the cases of %i persons with one statement per access path', async (count) => {
    const persons = [OLD_MAN, DAUGHTER, ...Array.from({ length: count }, (_, at) => `p${at}`)]
    const plan = planOf({
      classes: [{
        'Person.cases': 'CLEAR',
        ...allowance('Case.state', 'Case.materials', 'Case.agencies', 'Case.parties', 'CaseMaterial.name', 'CaseAgency.role', 'CaseParty.name'),
      }],
      subjects: Object.fromEntries(persons.map((key) => [key, 0])),
    })
    const before = db.statements.count
    const { errors } = await askEntities(
      library, plan,
      '... on Person { cases { edges { node { state { code } materials { name } agencies { role { code } } parties { name } } } } }',
      persons.map((key) => ({ __typename: 'Person', key })),
    )
    expect(errors).toBeUndefined()
    expect(db.statements.count - before).toBe(4)
  })
})
