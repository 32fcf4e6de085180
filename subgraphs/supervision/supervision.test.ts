import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Disclosure } from '#platform/access'
import type { Database } from '#platform/db'
import type { Subgraph } from '#platform/subgraph'
import { openTestDatabase } from '../../tests/harness/database.ts'
import { ask, askEntities, planOf, testClock } from '../../tests/harness/library.ts'
import { load } from './commands.ts'
import { supervision } from './index.ts'

const BUREAU = '1199010000000022XR'
const FIRM = '91990100MA0000AB0H'
const STALL = '92990101MA0000C111'
const MANAGER = 'manager'
const STRANGER = 'stranger'
const MATTER = '1199010000000022XR3990112003001'
const division = '990101000000'

const inspected = (inspectionNo: string, subject: string, kind: string, plannedOn: string, more: object = {}) => ({
  inspectionNo, subject, kind, plannedOn, inspectedOn: plannedOn, authority: BUREAU, division, result: '1', ...more,
})

const FROM = {
  sourceAgency: BUREAU, sourceSystem: '双随机监管平台', sourceRecordId: 'S-1', recordedAt: new Date('2025-05-02T09:00:00+08:00'),
  updatedAt: new Date('2025-05-24T09:00:00+08:00'), version: 2,
}

let db: Database
let library: Subgraph

beforeAll(async () => {
  db = await openTestDatabase(['supervision'])
  await load(db, {
    inspections: [
      inspected('D1', FIRM, '1', '2025-05-01', {
        result: '3', matter: MATTER, publicityEndsOn: '2028-05-01', note: '现场未公示健康证明',
        plan: 'PLAN-1', method: '1', drawnOn: '2025-04-20', documentNo: 'W-1', publishedOn: '2025-05-10', ...FROM,
      }),
      inspected('L1', FIRM, '4', '2025-09-01', { result: '3' }),
      inspected('P1', FIRM, '1', '2026-06-01', { inspectedOn: null, result: null }),
      inspected('S1', STALL, '2', '2022-01-01'),
      ...Array.from({ length: 120 }, (_, at) => inspected(`S2-${at}`, STALL, '1', '2023-01-01')),
    ],
    findings: [
      { inspectionNo: 'D1', ordinal: 2, subject: FIRM, division, description: '台账不全', severity: '1', published: true },
      {
        inspectionNo: 'D1', ordinal: 1, subject: FIRM, division, description: '冷藏温度不合格', severity: '2', published: true,
        legalBasis: '食品安全法 第三十三条',
      },
      { inspectionNo: 'D1', ordinal: 3, subject: FIRM, division, description: '进货来源待核', severity: '3', published: false },
    ],
    rectifications: [
      {
        inspectionNo: 'D1', subject: FIRM, division, dueOn: '2025-06-01', finishedOn: '2025-05-20', state: '3', note: '复查照片存档',
        requirement: '冷藏温度降至八度以下', verifiedOn: '2025-05-23', verification: '1',
      },
      { inspectionNo: 'L1', subject: FIRM, division, dueOn: '2026-03-01', state: '4' },
    ],
    plans: [{
      planNo: 'PLAN-1', name: '2025年餐饮单位部门联合抽查', year: 2025, kind: '2', authority: BUREAU, jointAgencies: [BUREAU],
      scope: '餐饮服务经营者', ratio: '3', startsOn: '2025-04-15', endsOn: '2025-06-30', ...FROM,
    }],
    items: [
      { inspectionNo: 'D1', ordinal: 2, subject: FIRM, division, name: '从业人员健康管理', result: '1' },
      {
        inspectionNo: 'D1', ordinal: 1, subject: FIRM, division, name: '食品贮存', legalBasis: '食品安全法 第三十三条', result: '2',
      },
    ],
    inspectors: [
      { inspectionNo: 'D1', ordinal: 1, subject: FIRM, division, name: '郑查验', certificateNo: 'Z-1', agency: BUREAU, drawn: true },
    ],
    labourChecks: [
      {
        inspectionNo: 'L1', subject: FIRM, division, employees: 12, contracts: 12, insured: 12, unpaidWorkers: 3, unpaidWages: '18600.50',
        paidOn: '2025-09-20',
      },
    ],
    legalPersonBans: [
      { decisionNo: 'B1', subject: FIRM, division, kind: '1', from: '2024-01-02', to: '2029-01-01', authority: BUREAU, reason: '采购过期食品原料' },
    ],
    personBans: [
      { decisionNo: 'B1', subject: MANAGER, division, kind: '1', from: '2024-01-02', to: '2029-01-01', authority: BUREAU },
      { decisionNo: 'B2', subject: MANAGER, division, kind: '2', from: '2025-01-02', authority: BUREAU },
      { decisionNo: 'B1', subject: STRANGER, division, kind: '1', from: '2024-01-02', to: '2029-01-01', authority: BUREAU },
    ],
  })
  library = supervision({ db, clock: testClock })
})

afterAll(() => db.close())

const clear = (...items: string[]): Record<string, Disclosure> => Object.fromEntries(items.map((item) => [item, 'CLEAR']))

const OPEN = clear(
  'LegalPerson.inspections', 'LegalPerson.bans', 'Inspection.kind', 'Inspection.result', 'Inspection.findings',
  'Finding.ordinal', 'Finding.description', 'Finding.severity', 'Inspection.rectification', 'Rectification.state',
  'LegalPersonBan.kind', 'LegalPersonBan.from', 'LegalPersonBan.to', 'LegalPersonBan.decisionNo',
)
const firms = (...creditCodes: string[]) => creditCodes.map((creditCode) => ({ __typename: 'LegalPerson', creditCode }))
const persons = (...keys: string[]) => keys.map((key) => ({ __typename: 'Person', key }))
const inspection = (plan: ReturnType<typeof planOf>, selection: string, inspectionNo = 'D1') =>
  ask(library, plan, `{ inspection(inspectionNo: "${inspectionNo}") { ${selection} } }`)

describe('the supervision library refuses', () => {
  it('everything without a right', async () => {
    const { data, errors } = await inspection(planOf({}), 'result { code }')
    expect(data?.['inspection'] ?? null).toBeNull()
    expect(errors?.[0]?.extensions['coordinate']).toBe('Inspection.result')
  })

  it('findings not published yet and notes to whoever reads the published ones', async () => {
    for (const item of ['unpublishedFindings { description }', 'note', 'rectification { note }']) {
      const { data, errors } = await inspection(planOf({ common: { ...OPEN } }), item)
      expect(data).toBeUndefined()
      expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN')
    }
  })

  it('inspectors, the day of the draw and the counts of a labour inspection to whoever reads what is published', async () => {
    for (const item of ['inspectors { name }', 'drawnOn', 'labour { employees }']) {
      const { data, errors } = await inspection(planOf({ common: { ...OPEN } }), item, 'L1')
      expect(data).toBeUndefined()
      expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN')
    }
    const counts = clear('Inspection.labour', 'LabourCheck.inOrder')
    const elsewhere = planOf({ common: OPEN, classes: [counts], subjects: { [STALL]: 0 } })
    const { data } = await inspection(elsewhere, 'result { code } labour { inOrder }', 'L1')
    expect(data?.['inspection']).toEqual({ result: { code: '3' }, labour: null })
  })

  it('what is granted of one organisation for the inspections of another', async () => {
    const plan = planOf({
      common: OPEN,
      classes: [clear('Inspection.note', 'Inspection.unpublishedFindings', 'UnpublishedFinding.description')],
      subjects: { [STALL]: 0 },
    })
    const { data } = await inspection(plan, 'note result { name } unpublishedFindings { description }')
    expect(data?.['inspection']).toEqual({ note: null, result: { name: '发现问题，已责令改正' }, unpublishedFindings: null })
  })

  it('an inspection of an organisation that no right reaches', async () => {
    const plan = planOf({ classes: [clear('Inspection.note')], subjects: { [STALL]: 0 } })
    expect(await inspection(plan, 'note')).toEqual({ data: { inspection: null } })
  })

  it('to tell of an inspection still to come, by list and by number', async () => {
    const plan = planOf({ common: OPEN, classes: [clear('Inspection.plannedOn')], subjects: { [STALL]: 0 } })
    const list = await askEntities(library, plan, '... on LegalPerson { inspections { inspectionNo } }', firms(FIRM))
    expect(list).toEqual({ data: { _entities: [{ inspections: [{ inspectionNo: 'L1' }, { inspectionNo: 'D1' }] }] } })
    expect(await inspection(plan, 'inspectionNo', 'P1')).toEqual({ data: { inspection: null } })
  })

  it('the bans of a person whom the purpose does not concern, and never asks the table', async () => {
    const plan = planOf({ classes: [clear('Person.industryBans', 'PersonBan.kind')], subjects: { [MANAGER]: 0 } })
    const before = db.statements.count
    expect(await askEntities(library, plan, '... on Person { industryBans { kind { code } } }', persons(STRANGER))).toEqual({
      data: { _entities: [null] },
    })
    expect(db.statements.count).toBe(before)
  })

  it('the bans of a person of the case for whom they are not granted, and never asks the table', async () => {
    const plan = planOf({
      classes: [clear('Person.industryBans', 'PersonBan.kind'), clear('Person.name')],
      subjects: { [STRANGER]: 1 },
    })
    const before = db.statements.count
    expect(await askEntities(library, plan, '... on Person { industryBans { kind { code } } }', persons(STRANGER))).toEqual({
      data: { _entities: [{ industryBans: null }] },
    })
    expect(db.statements.count).toBe(before)
  })

  it('a sealed person as if unknown, even where a case covers them', async () => {
    const plan = planOf({
      classes: [clear('Person.industryBans', 'PersonBan.kind')], subjects: { [MANAGER]: 0 }, sealed: [MANAGER],
    })
    expect(await askEntities(library, plan, '... on Person { industryBans { kind { code } } }', persons(MANAGER))).toEqual({
      data: { _entities: [null] },
    })
  })

  it.each([0, 101])('a list of %i', async (first) => {
    const { errors } = await askEntities(
      library, planOf({ common: OPEN }), `... on LegalPerson { inspections(first: ${first}) { inspectionNo } }`, firms(FIRM),
    )
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT')
  })

  it('a search by kind where kinds may not be read', async () => {
    const plan = planOf({ common: clear('LegalPerson.inspections', 'Inspection.result') })
    const { data } = await askEntities(
      library, plan, '... on LegalPerson { inspections(kind: "4") { result { code } } }', firms(FIRM),
    )
    expect(data?.['_entities']).toEqual([{ inspections: [] }])
  })
})

describe('the supervision library answers', () => {
  it('an inspection with its keys into other libraries, published findings and rectification', async () => {
    const plan = planOf({
      common: {
        ...OPEN,
        ...clear(
          'Inspection.matter', 'Inspection.authority', 'Inspection.legalPerson', 'Inspection.division', 'Inspection.inspectedOn',
          'Inspection.publicityEndsOn', 'Rectification.finishedOn',
        ),
      },
    })
    const { data } = await inspection(
      plan,
      `kind { name } matter { code } authority { creditCode } legalPerson { creditCode } division { code } inspectedOn
       publicityEndsOn findings { ordinal description severity { name } } rectification { state { name } finishedOn }`,
    )
    expect(data?.['inspection']).toEqual({
      kind: { name: '双随机' }, matter: { code: MATTER }, authority: { creditCode: BUREAU }, legalPerson: { creditCode: FIRM },
      division: { code: division }, inspectedOn: '2025-05-01', publicityEndsOn: '2028-05-01',
      findings: [
        { ordinal: 1, description: '冷藏温度不合格', severity: { name: '较重' } },
        { ordinal: 2, description: '台账不全', severity: { name: '一般' } },
      ],
      rectification: { state: { name: '复查合格' }, finishedOn: '2025-05-20' },
    })
  })

  it('notes and findings not published yet where they are granted', async () => {
    const plan = planOf({
      classes: [
        clear(
          'Inspection.note', 'Inspection.unpublishedFindings', 'UnpublishedFinding.description', 'Inspection.rectification',
          'Rectification.note',
        ),
      ],
      subjects: { [FIRM]: 0 },
    })
    const { data } = await inspection(plan, 'note unpublishedFindings { description } rectification { note }')
    expect(data?.['inspection']).toEqual({
      note: '现场未公示健康证明', unpublishedFindings: [{ description: '进货来源待核' }], rectification: { note: '复查照片存档' },
    })
  })

  it('what was drawn and looked at, by whom, and how it was put right', async () => {
    const plan = planOf({
      common: {
        ...OPEN,
        ...clear(
          'Inspection.plan', 'InspectionPlan.name', 'InspectionPlan.year', 'InspectionPlan.kind', 'InspectionPlan.authority', 'InspectionPlan.ratio',
          'InspectionPlan.jointAgencies', 'InspectionPlan.scope', 'InspectionPlan.startsOn', 'InspectionPlan.endsOn', 'InspectionPlan.provenance',
          'Inspection.method', 'Inspection.documentNo', 'Inspection.publishedOn', 'Inspection.provenance', 'Inspection.items', 'InspectionItem.name',
          'InspectionItem.legalBasis', 'InspectionItem.result', 'Finding.legalBasis', 'Rectification.requirement', 'Rectification.verifiedOn',
          'Rectification.verification', 'Rectification.overdue', 'LegalPerson.name', 'LegalPersonBan.reason', 'LegalPersonBan.provenance',
        ),
      },
      classes: [{ ...clear('Inspection.inspectors', 'Inspector.drawn', 'Inspector.agency', 'Inspection.drawnOn'), 'Inspector.name': 'MASKED' }],
      subjects: { [FIRM]: 0 },
    })
    const { data } = await inspection(plan, `
      plan { name year kind { name } authority { creditCode } jointAgencies { creditCode } scope ratio startsOn endsOn provenance { version } }
      method { name } drawnOn documentNo publishedOn items { name legalBasis result { name } }
      inspectors { name agency { creditCode } drawn } findings { legalBasis }
      rectification { requirement verifiedOn verification { name } overdue } provenance { sourceSystem updatedAt version }`)
    expect(data?.['inspection']).toEqual({
      plan: {
        name: '2025年餐饮单位部门联合抽查', year: 2025, kind: { name: '定向抽查' }, authority: { creditCode: BUREAU },
        jointAgencies: [{ creditCode: BUREAU }], scope: '餐饮服务经营者', ratio: '3.00', startsOn: '2025-04-15', endsOn: '2025-06-30',
        provenance: { version: 2 },
      },
      method: { name: '现场检查' }, drawnOn: '2025-04-20', documentNo: 'W-1', publishedOn: '2025-05-10',
      items: [
        { name: '食品贮存', legalBasis: '食品安全法 第三十三条', result: { name: '不合格' } },
        { name: '从业人员健康管理', legalBasis: null, result: { name: '合格' } },
      ],
      inspectors: [{ name: '郑**', agency: { creditCode: BUREAU }, drawn: true }],
      findings: [{ legalBasis: '食品安全法 第三十三条' }, { legalBasis: null }],
      rectification: { requirement: '冷藏温度降至八度以下', verifiedOn: '2025-05-23', verification: { name: '合格' }, overdue: false },
      provenance: { sourceSystem: '双随机监管平台', updatedAt: '2025-05-24T09:00:00.000+08:00', version: 2 },
    })
    const bans = await askEntities(library, plan, '... on LegalPerson { bans { reason provenance { version } } }', firms(FIRM))
    expect(bans.data?.['_entities']).toEqual([{ bans: [{ reason: '采购过期食品原料', provenance: { version: 1 } }] }])
    const again = await askEntities(library, plan, '... on InspectionPlan { name }', [{ __typename: 'InspectionPlan', planNo: 'PLAN-1' }])
    expect(again.data?.['_entities']).toEqual([{ name: '2025年餐饮单位部门联合抽查' }])
  })

  it('what a labour inspection counted, whether all is in order, and that something is overdue', async () => {
    const plan = planOf({
      common: { ...OPEN, ...clear('Rectification.overdue') },
      classes: [clear(
        'Inspection.labour', 'LabourCheck.employees', 'LabourCheck.contracts', 'LabourCheck.insured', 'LabourCheck.unpaidWorkers',
        'LabourCheck.unpaidWages', 'LabourCheck.paidOn', 'LabourCheck.inOrder',
      )],
      subjects: { [FIRM]: 0 },
    })
    const counts = 'labour { employees contracts insured unpaidWorkers unpaidWages paidOn inOrder }'
    const { data } = await inspection(plan, `${counts} rectification { overdue }`, 'L1')
    expect(data?.['inspection']).toEqual({
      labour: {
        employees: 12, contracts: 12, insured: 12, unpaidWorkers: 3, unpaidWages: '18600.50', paidOn: '2025-09-20', inOrder: true,
      },
      rectification: { overdue: true },
    })
    expect((await inspection(plan, counts)).data?.['inspection']).toEqual({ labour: null })
  })

  it('inspections still to come to whoever reads their days', async () => {
    const plan = planOf({ common: OPEN, classes: [clear('Inspection.plannedOn')], subjects: { [FIRM]: 0 } })
    const { data } = await askEntities(library, plan, '... on LegalPerson { inspections(first: 1) { inspectionNo plannedOn } }', firms(FIRM))
    expect(data?.['_entities']).toEqual([{ inspections: [{ inspectionNo: 'P1', plannedOn: '2026-06-01' }] }])
  })

  it('inspections of one kind, an older one of another kind among a hundred newer ones included', async () => {
    const { data } = await askEntities(
      library, planOf({ common: OPEN }),
      '... on LegalPerson { special: inspections(kind: "2") { inspectionNo } few: inspections(first: 2) { inspectionNo } }',
      firms(STALL),
    )
    expect(data?.['_entities']).toEqual([
      { special: [{ inspectionNo: 'S1' }], few: [{ inspectionNo: 'S2-0' }, { inspectionNo: 'S2-1' }] },
    ])
  })

  it('the five-year ban of a firm to any registered consumer', async () => {
    const { data } = await askEntities(
      library, planOf({ common: OPEN }), '... on LegalPerson { bans { kind { code name } from to decisionNo } }', firms(FIRM, STALL),
    )
    expect(data?.['_entities']).toEqual([
      { bans: [{ kind: { code: '1', name: '五年内不得从事食品生产经营' }, from: '2024-01-02', to: '2029-01-01', decisionNo: 'B1' }] },
      { bans: [] },
    ])
  })

  it('the bans of a person whom the purpose concerns, newest first, and the agency that decided', async () => {
    const plan = planOf({
      common: clear('LegalPerson.name'),
      classes: [clear('Person.industryBans', 'PersonBan.kind', 'PersonBan.to', 'PersonBan.authority')],
      subjects: { [MANAGER]: 0 },
    })
    const { data } = await askEntities(
      library, plan, '... on Person { industryBans { kind { code } to authority { creditCode } } }', persons(MANAGER),
    )
    expect(data?.['_entities']).toEqual([
      {
        industryBans: [
          { kind: { code: '2' }, to: null, authority: { creditCode: BUREAU } },
          { kind: { code: '1' }, to: '2029-01-01', authority: { creditCode: BUREAU } },
        ],
      },
    ])
  })
})

describe('the supervision library batches', () => {
  it.each([1, 100])('%i organisations with one statement per access path', async (count) => {
    const codes = [FIRM, STALL, ...Array.from({ length: count }, (_, at) => `firm-${at}`)]
    const before = db.statements.count
    const { errors } = await askEntities(
      library, planOf({ common: OPEN }),
      `... on LegalPerson { bans { from } random: inspections(kind: "1") { result { code } findings { description } }
         labour: inspections(kind: "4") { rectification { state { code } } } }`,
      firms(...codes),
    )
    expect(errors).toBeUndefined()
    expect(db.statements.count - before).toBe(4)
  })

  it.each([1, 100])('every part of %i inspections with one statement per access path', async (count) => {
    const plan = planOf({
      common: {
        ...OPEN,
        ...clear('Inspection.plan', 'InspectionPlan.name', 'Inspection.items', 'InspectionItem.name'),
      },
      classes: [clear('Inspection.inspectors', 'Inspector.name', 'Inspection.labour', 'LabourCheck.inOrder')],
      subjects: { [FIRM]: 0 },
    })
    const numbers = ['D1', 'L1', ...Array.from({ length: count }, (_, at) => `S2-${at}`)]
    const before = db.statements.count
    const { errors } = await askEntities(
      library, plan,
      `... on Inspection { plan { name } items { name } inspectors { name } labour { inOrder } findings { description }
        rectification { state { code } } }`,
      numbers.map((inspectionNo) => ({ __typename: 'Inspection', inspectionNo })),
    )
    expect(errors).toBeUndefined()
    expect(db.statements.count - before).toBe(7)
  })

  it.each([1, 100])('%i persons and their bans with one statement', async (count) => {
    const keys = [MANAGER, ...Array.from({ length: count }, (_, at) => `p${at}`)]
    const plan = planOf({
      classes: [clear('Person.industryBans', 'PersonBan.kind')],
      subjects: Object.fromEntries(keys.map((key) => [key, 0])),
    })
    const before = db.statements.count
    await askEntities(library, plan, '... on Person { industryBans { kind { code } } }', persons(...keys))
    expect(db.statements.count - before).toBe(1)
  })
})
