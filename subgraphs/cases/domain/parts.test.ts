import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sealedCursors } from '#platform/connection'
import type { Database } from '#platform/db'
import type { Subgraph } from '#platform/subgraph'
import { openTestDatabase } from '../../../tests/harness/database.ts'
import { ask, askEntities, planOf, testClock } from '../../../tests/harness/library.ts'
import { load } from '../commands.ts'
import {
  AGENCY, ALLOWANCE, CURRENT, DAUGHTER, numberOf, OF_COMPANY, OF_STRANGER, OLD_MAN, OLDER, PERMIT, rows, STRANGER,
  STREET,
} from './testing.ts'
import { cases } from '../index.ts'

let db: Database
let library: Subgraph

beforeAll(async () => {
  db = await openTestDatabase(['cases'])
  await load(db, rows)
  library = cases({ db, clock: testClock, cursors: sealedCursors(Buffer.alloc(32, 5)) })
})

afterAll(() => db.close())

const allowance = (...fields: string[]) => Object.fromEntries(fields.map((field) => [`${field}@${ALLOWANCE}`, 'CLEAR' as const]))
const one = (caseNo: string, selection: string) => `{ case(caseNo: "${caseNo}") { ${selection} } }`

describe('the parts of a case refuse', () => {
  it('to call a contact whom the purpose does not concern, and one who is sealed', async () => {
    const call = { ...allowance('Case.contact', 'CaseContact.name', 'CaseContact.mobile', 'CaseContact.person'), 'Person.name': 'CLEAR' as const }
    const contact = async (plan: ReturnType<typeof planOf>) =>
      (await ask(library, plan, one(CURRENT, 'contact { name mobile person { key } }'))).data?.['case']
    expect(await contact(planOf({ classes: [call], subjects: { [OLD_MAN]: 0 } }))).toEqual({ contact: null })
    const sealed = planOf({ classes: [call], subjects: { [OLD_MAN]: 0, [DAUGHTER]: 0 }, sealed: [DAUGHTER] })
    expect(await contact(sealed)).toEqual({ contact: null })
    const covered = { name: '张小河', mobile: '19900000002', person: { key: DAUGHTER } }
    expect(await contact(planOf({ classes: [call], subjects: { [OLD_MAN]: 0, [DAUGHTER]: 0 } }))).toEqual({ contact: covered })
  })

  it('an opinion that is not published to whoever may read published ones, of steps and of special procedures', async () => {
    const plan = planOf({
      classes: [allowance('Case.process', 'CaseProcess.opinion', 'Case.specialProcedures', 'CaseSpecial.opinion')], subjects: { [OLD_MAN]: 0 },
    })
    const { data } = await ask(library, plan, one(CURRENT, 'process { opinion } specialProcedures { opinion }'))
    expect(data?.['case']).toEqual({ process: [{ opinion: '材料齐全' }, { opinion: null }], specialProcedures: [{ opinion: null }] })
    const { errors } = await ask(library, plan, one(CURRENT, 'process { unpublishedOpinion }'))
    expect(errors?.[0]?.extensions['coordinate']).toBe('CaseProcess.unpublishedOpinion')
  })

  it('evaluations by people whom the purpose does not concern, and the name of one without a name', async () => {
    const plan = planOf({
      classes: [allowance('Case.evaluations', 'CaseEvaluation.evaluator', 'CaseEvaluation.text', 'CaseEvaluation.bad')], subjects: { [OLD_MAN]: 0 },
    })
    const { data } = await ask(library, plan, one(OLDER, 'evaluations { evaluator text bad }'))
    expect(data?.['case']).toEqual({
      evaluations: [{ evaluator: '张大山', text: '等得太久', bad: true }, { evaluator: null, text: null, bad: false }],
    })
  })

  it('children whose parties the purpose does not concern, of matters not granted, and of a sealed person', async () => {
    const state = allowance('Case.children', 'Case.state')
    const children = async (plan: ReturnType<typeof planOf>) =>
      (await ask(library, plan, one(CURRENT, 'children { caseNo }'))).data?.['case']
    expect(await children(planOf({ classes: [state], subjects: { [DAUGHTER]: 0 } }))).toEqual({ children: [] })
    expect(await children(planOf({ classes: [state], subjects: { [OLD_MAN]: 0 } }))).toEqual({ children: [{ caseNo: OF_STRANGER }] })
    const both = { ...state, [`Case.state@${PERMIT}`]: 'CLEAR' as const }
    const plan = { classes: [both], subjects: { [OLD_MAN]: 0, [DAUGHTER]: 0 } }
    expect(await children(planOf(plan))).toEqual({ children: [{ caseNo: OF_COMPANY }, { caseNo: OF_STRANGER }] })
    expect(await children(planOf({ ...plan, sealed: [STRANGER] }))).toEqual({ children: [{ caseNo: OF_COMPANY }] })
    const { errors } = await ask(library, planOf(plan), one(CURRENT, 'children(first: 0) { caseNo }'))
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'first' })
  })

  it('one conclusion of the clock where another is granted', async () => {
    const { data } = await ask(library, planOf({
      classes: [{ ...allowance('Case.dueOn'), [`Case.overdue@${PERMIT}`]: 'CLEAR' }], subjects: { [OLD_MAN]: 0 },
    }), one(OLDER, 'dueOn overdue'))
    expect(data?.['case']).toEqual({ dueOn: '2025-03-14', overdue: null })
  })
})

describe('the parts of a case answer', () => {
  it('what a window asks of the time: when it ends, and that it stands still while a special procedure goes on', async () => {
    const plan = planOf({ classes: [allowance('Case.dueOn', 'Case.overdue', 'Case.timeState')], subjects: { [OLD_MAN]: 0 } })
    const clock = async (caseNo: string) => (await ask(library, plan, one(caseNo, 'dueOn overdue timeState { name }'))).data?.['case']
    expect(await clock(CURRENT)).toEqual({ dueOn: '2026-03-13', overdue: false, timeState: { name: '暂停计时' } })
    expect(await clock(OLDER)).toEqual({ dueOn: '2025-03-14', overdue: true, timeState: null })
    expect(await clock(OF_STRANGER)).toEqual({ dueOn: null, overdue: null, timeState: null })
  })

  it('the rest of a case: its matter, acceptance, letters, special procedures and where the record comes from', async () => {
    const plan = planOf({
      classes: [allowance(
        'Case.basicCode', 'Case.handleItemCode', 'Case.matterName', 'Case.matterVersion', 'Case.handleKind', 'Case.acceptor', 'Case.acceptDocNo',
        'Case.investProjectNo', 'Case.parties', 'CaseParty.kind', 'CaseParty.documentType', 'CaseParty.zipCode', 'Case.materials',
        'CaseMaterial.count', 'CaseMaterial.attachmentName', 'CaseMaterial.attachmentRef', 'Case.specialProcedures', 'CaseSpecial.kind',
        'CaseSpecial.name', 'CaseSpecial.unpublishedOpinion', 'CaseSpecial.agency', 'CaseSpecial.endedAt', 'Case.provenance',
      ), { ...allowance('Case.parties'), [`CaseParty.address@${ALLOWANCE}`]: 'MASKED' }],
      subjects: { [OLD_MAN]: 0 },
    })
    const { data } = await ask(library, plan, one(CURRENT, `
      basicCode handleItemCode matterName matterVersion handleKind { name } acceptor acceptDocNo investProjectNo
      parties { kind { name } documentType { name } zipCode } materials { count attachmentName attachmentRef }
      specialProcedures { kind { name } name unpublishedOpinion agency { creditCode } endedAt }
      provenance { sourceAgency sourceRecordId recordedAt updatedAt version qualityFlags }`))
    expect(data?.['case']).toEqual({
      basicCode: '990507001001', handleItemCode: `${ALLOWANCE}01`, matterName: '高龄津贴发放', matterVersion: 3, handleKind: { name: '承诺件' },
      acceptor: '赵经办', acceptDocNo: 'SL-1', investProjectNo: '2603-990101-04-01-000001',
      parties: [{ kind: { name: '自然人' }, documentType: { name: '居民身份证' }, zipCode: '990101' }],
      materials: [
        { count: null, attachmentName: null, attachmentRef: null },
        { count: 1, attachmentName: '委托书.pdf', attachmentRef: 'F-1' },
      ],
      specialProcedures: [{
        kind: { name: '除延长审批之外的情况' }, name: '现场核查', unpublishedOpinion: '约定三月三日入户', agency: { creditCode: STREET }, endedAt: null,
      }],
      provenance: {
        sourceAgency: AGENCY, sourceRecordId: 'R-1', version: 2, qualityFlags: ['late'],
        recordedAt: '2026-03-01T10:05:00.000+08:00', updatedAt: '2026-03-01T11:00:00.000+08:00',
      },
    })
  })

  it('how a case ended, what came of a bad evaluation, and letters down to the town', async () => {
    const plan = planOf({
      classes: [{
        ...allowance(
          'Case.result', 'CaseResult.certificateNo', 'CaseResult.validFrom', 'CaseResult.validTo', 'CaseResult.agency', 'CaseResult.express',
          'CaseResult.charged', 'CaseResult.division', 'Case.evaluations', 'CaseEvaluation.channel', 'CaseEvaluation.satisfaction',
          'CaseEvaluation.verification', 'CaseEvaluation.rectification', 'CaseEvaluation.followUp', 'Case.parties',
        ),
        [`CaseParty.address@${ALLOWANCE}`]: 'MASKED', [`CaseResult.handler@${ALLOWANCE}`]: 'MASKED',
      }],
      subjects: { [OLD_MAN]: 0 },
    })
    const { data } = await ask(library, plan, one(OLDER, `
      result { certificateNo validFrom validTo agency { creditCode } handler express charged division { code } }
      evaluations { channel { name } satisfaction { name } verification { name } rectification followUp { name } }`))
    expect(data?.['case']).toEqual({
      result: {
        certificateNo: 'G-1', validFrom: '2025-04-01', validTo: null, agency: { creditCode: AGENCY }, handler: '孙**', express: true, charged: false,
        division: { code: '990101000000' },
      },
      evaluations: [
        {
          channel: { name: '政务大厅平板电脑' }, satisfaction: { name: '非常不满意' }, verification: { name: '属实' }, rectification: '已补发并致歉',
          followUp: { name: '满意' },
        },
        { channel: null, satisfaction: { name: '非常满意' }, verification: null, rectification: null, followUp: null },
      ],
    })
    const letters = await ask(library, plan, one(CURRENT, 'parties { address }'))
    expect(letters.data?.['case']).toEqual({ parties: [{ address: '示例省示例市示例区示例街道***' }] })
  })
})

describe('the parts of a case batch', () => {
  it.each([1, 100])('every part of %i cases with one statement per access path', async (count) => {
    const caseNos = [CURRENT, OLDER, ...Array.from({ length: count }, (_, at) => numberOf(ALLOWANCE, '20240101', at))]
    const plan = planOf({
      classes: [allowance(
        'Case.dueOn', 'Case.overdue', 'Case.contact', 'CaseContact.name', 'Case.process', 'CaseProcess.step', 'Case.specialProcedures',
        'CaseSpecial.name', 'Case.result', 'CaseResult.explain', 'Case.evaluations', 'CaseEvaluation.text', 'Case.children', 'Case.state',
      )],
      subjects: { [OLD_MAN]: 0, [DAUGHTER]: 0 },
    })
    const before = db.statements.count
    const { data, errors } = await askEntities(
      library, plan,
      `... on Case { dueOn overdue contact { name } process { step } specialProcedures { name } result { explain } evaluations { text }
        children(first: 5) { state { code } } }`,
      caseNos.map((caseNo) => ({ __typename: 'Case', caseNo })),
    )
    expect(errors).toBeUndefined()
    expect((data?.['_entities'] as { dueOn: string | null }[]).slice(0, 2).map(({ dueOn }) => dueOn)).toEqual(['2026-03-13', '2025-03-14'])
    expect(db.statements.count - before).toBe(8)
  })
})
