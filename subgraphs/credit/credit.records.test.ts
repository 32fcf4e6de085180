import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '#platform/db'
import type { Subgraph } from '#platform/subgraph'
import { planOf } from '../../tests/harness/library.ts'
import { load } from './commands.ts'
import {
  AUTHORITY, clear, COMPANY, covering, evaluated, GRADUATE, listed, MANAGER, of, openCredit, organisation, permitted, person, punished, SHOP, STRANGER,
} from './testing.ts'

const YESTERDAY = '2026-03-01'
const TODAY = '2026-03-02'
const TOMORROW = '2026-03-03'

const block = {
  subjectName: '示例小吃店', subjectKind: '3', registrationNo: '990101600000001', orgCode: 'MA0000C11', taxNo: '990101MA0000C11', institutionNo: null,
  socialOrganisationNo: null, legalRepName: '张大山', legalRep: MANAGER, authorityName: '示例机关', dataSource: AUTHORITY, dataSourceName: '示例数据源',
}
const source = {
  sourceAgency: AUTHORITY, sourceSystem: '双公示系统', sourceRecordId: 'R1', recordedAt: new Date('2025-02-01T01:00:00Z'),
  updatedAt: new Date('2025-02-02T01:00:00Z'),
}
const wanted = (recordId: string, subject: string, targetKind: string, target: string, given: object = {}) => ({
  recordId, ...of(subject), kind: '1', targetKind, target, applicantName: subject === SHOP ? '示例小吃店' : '欧阳小河', reason: '已整改', materials: ['整改报告'],
  acceptedBy: AUTHORITY, acceptedOn: '2026-02-01', ...given,
})

let db: Database
let library: Subgraph

beforeAll(async () => {
  ;({ db, library } = await openCredit({
    subjects: [
      { recordId: 'S1', ...of(SHOP), name: '示例小吃店', kind: '3', registrationState: '1', ...source },
      { recordId: 'S2', ...of(MANAGER), name: '欧阳小河', kind: '1' },
    ],
    listings: [
      listed('red', SHOP, { kind: '1', listName: '示例红名单' }), listed('watch', SHOP, { kind: '3', category: '02', removedOn: TOMORROW, removalReason: '整改' }),
      listed('black-ended', SHOP, { validUntil: YESTERDAY }), listed('watched', MANAGER, { kind: '3' }), listed('last-day', GRADUATE, { validUntil: TODAY }),
    ],
    penalties: [
      punished('fine', SHOP, { ...block, ...source, publicityEndsOn: TODAY, withdrawnOn: TOMORROW, state: '2' }),
      punished('past', SHOP, { publicityEndsOn: YESTERDAY }), punished('next', SHOP, { publicityEndsOn: TOMORROW, state: '3' }),
      punished('withdrawn-today', SHOP, { withdrawnOn: TODAY }), punished('withdrawn-before', SHOP, { withdrawnOn: YESTERDAY }),
      punished('repaired', SHOP, { repairState: '2' }), punished('in-repair', SHOP, { repairState: '1' }),
      punished('own', MANAGER, { subjectName: '欧阳小河', subjectKind: '1', documentType: '111' }),
      punished('others', STRANGER, { subjectName: '王五' }),
    ],
    permits: [
      permitted('food', { ...block, docName: '示例决定书', certName: '示例证' }), permitted('gone', { withdrawnOn: TODAY }), permitted('going', { withdrawnOn: TOMORROW }),
      permitted('last', { publicityEndsOn: TODAY }), permitted('before', { publicityEndsOn: YESTERDAY }),
      permitted('personal', { ...of(MANAGER), subjectName: '欧阳小河', subjectKind: '1', documentType: '516', validTo: null }),
    ],
    evaluations: [evaluated('e', '2', '2025-01-01', { validUntil: TODAY, sectorGrade: 'AA', ...source })],
    repairs: [
      wanted('open', SHOP, '2', 'in-repair'), wanted('of-repaired', SHOP, '2', 'repaired', { closedOn: '2026-02-20', result: '1' }),
      wanted('of-past', SHOP, '2', 'past'), wanted('refused', SHOP, '1', 'watch', { kind: '2', acceptedOn: '2026-01-01', closedOn: '2026-01-20', result: '4' }),
      wanted('of-permit', SHOP, '3', 'food', { acceptedOn: '2025-12-01' }), wanted('of-nothing', SHOP, '1', 'food'),
      wanted('of-another', SHOP, '2', 'own'), wanted('own-repair', MANAGER, '2', 'own'),
    ],
  }))
})

afterAll(() => db.close())

const SUBJECT_FIELDS = [
  'subjectName', 'subjectKind', 'registrationNo', 'orgCode', 'taxNo', 'institutionNo', 'socialOrganisationNo', 'legalRepName', 'authorityName', 'dataSourceName',
  'effect', 'provenance',
]
const PUBLIC = clear(
  'LegalPerson.credit', ...['name', 'kind', 'registrationState', 'listFlags', 'listings', 'permits', 'penalties', 'provenance'].map((field) => `LegalPersonCredit.${field}`),
  'Listing.listName', 'Listing.category', 'Listing.removalReason', 'AdministrativePermit.docNo', 'AdministrativePenalty.docNo',
  ...SUBJECT_FIELDS.flatMap((field) => [`AdministrativePermit.${field}`, `AdministrativePenalty.${field}`]),
)
const REPAIRS = clear(
  'LegalPerson.credit', 'LegalPersonCredit.repairs',
  ...['kind', 'targetKind', 'targetDocNo', 'applicantName', 'reason', 'materials', 'acceptedBy', 'acceptedOn', 'closedOn', 'result', 'provenance']
    .map((field) => `CreditRepair.${field}`),
)
const OWN = clear(
  'Person.credit', ...['name', 'kind', 'listFlags', 'permits', 'penalties', 'repairs', 'provenance'].map((field) => `PersonCredit.${field}`),
  'PersonPermit.subjectName', 'PersonPermit.documentType', 'PersonPermit.docNo', 'PersonPenalty.subjectName', 'PersonPenalty.docNo', 'PersonPenalty.effect',
  'PersonCreditRepair.applicantName', 'PersonCreditRepair.targetDocNo',
)
const ofShop = async (plan: ReturnType<typeof planOf>, selection: string) =>
  ((await organisation(library, plan, SHOP, `credit { ${selection} }`)) as { credit: Record<string, unknown> }).credit
const ofManager = async (plan: ReturnType<typeof planOf>, selection: string) =>
  ((await person(library, plan, MANAGER, `credit { ${selection} }`)) as { credit: Record<string, unknown> }).credit

describe('credit records are not served', () => {
  it('once their publicity has ended, the last day being the last on which they are', async () => {
    const { penalties, permits } = await ofShop(planOf({ common: PUBLIC }), 'penalties { docNo } permits { docNo }')
    expect((penalties as { docNo: string }[]).map(({ docNo }) => docNo).sort()).toEqual(['fine', 'in-repair', 'next'])
    expect((permits as { docNo: string }[]).map(({ docNo }) => docNo).sort()).toEqual(['food', 'going', 'last'])
  })

  it('from the day on which they are withdrawn, or once they are repaired, nor is the request that would tell of them', async () => {
    const { repairs } = await ofShop(planOf({ common: REPAIRS }), 'repairs { targetKind { name } targetDocNo }')
    expect(repairs).toEqual([
      { targetKind: { name: '行政处罚' }, targetDocNo: 'in-repair' },
      { targetKind: { name: '信用名单' }, targetDocNo: null },
      { targetKind: { name: '行政许可' }, targetDocNo: 'food' },
    ])
  })

  it('as a flag once the listing has ended', async () => {
    expect(await ofShop(planOf({ common: PUBLIC }), 'listFlags { name }')).toEqual({ listFlags: [{ name: '守信激励对象名单' }, { name: '重点关注名单' }] })
    const rights = clear('Person.credit', 'PersonCredit.seriouslyDishonest')
    expect(await person(library, covering(GRADUATE, rights), GRADUATE, 'credit { seriouslyDishonest }')).toEqual({ credit: { seriouslyDishonest: true } })
  })
})

describe('an evaluation of a person', () => {
  it('is refused by the table, whatever kind of subject it claims to be about', async () => {
    const none = { listings: [], penalties: [], permits: [], commitments: [] }
    for (const about of [of(MANAGER), { ...of(MANAGER), naturalPerson: false }, { ...of(SHOP), naturalPerson: true }]) {
      const loading = load(db, { ...none, evaluations: [evaluated('personal-evaluation', '1', '2025-01-01', about)] })
      await expect(loading).rejects.toMatchObject({ extensions: { sqlState: '23514' } })
    }
  })

  it('has no place in the contract', () => {
    const fields = Object.values(library.schema.getTypeMap()).filter(({ name }) => name.startsWith('Person'))
      .flatMap((type) => ('getFields' in type ? Object.keys(type.getFields()) : []))
    expect(fields.length).toBeGreaterThan(60)
    expect(fields.filter((field) => /evaluation|score|grade/i.test(field))).toEqual([])
  })
})

describe('of natural persons the credit library refuses', () => {
  it('their names in full, whatever is granted', async () => {
    for (const disclosure of ['CLEAR', 'MASKED'] as const) {
      const items = Object.fromEntries(Object.keys(OWN).map((item) => [item, /[nN]ame$/.test(item) ? disclosure : 'CLEAR'] as const))
      expect(await ofManager(covering(MANAGER, items), 'name permits { subjectName } penalties { subjectName } repairs { applicantName }')).toEqual({
        name: '欧阳**', permits: [{ subjectName: '欧阳**' }], penalties: [{ subjectName: '欧阳**' }], repairs: [{ applicantName: '欧阳**' }],
      })
    }
  })

  it('the legal representative of a published decision, but to whom the purpose concerns them', async () => {
    const rights = { ...PUBLIC, ...clear('AdministrativePermit.legalRep') }
    const selection = 'permits { legalRepName legalRep { id } }'
    const published = { legalRepName: '张大山', legalRep: null }
    const none = { legalRepName: null, legalRep: null }
    const [first] = (await ofShop(planOf({ common: PUBLIC, classes: [rights], subjects: { [SHOP]: 0 } }), selection))['permits'] as unknown[]
    expect(first).toEqual(published)
    const both = planOf({ common: PUBLIC, classes: [rights, clear('Person.credit')], subjects: { [SHOP]: 0, [MANAGER]: 1 } })
    const known = (await ofShop(both, selection))['permits'] as { legalRep: { id: string } | null }[]
    expect(known[0]?.legalRep?.id).toMatch(/^[\w-]{22}$/)
    const sealed = planOf({ common: PUBLIC, classes: [rights, clear('Person.credit')], subjects: { [SHOP]: 0, [MANAGER]: 1 }, sealed: [MANAGER] })
    expect(((await ofShop(sealed, selection))['permits'] as unknown[])[0]).toEqual(none)
  })

  it('records and requests of one to rights over another', async () => {
    const plan = planOf({ classes: [OWN], subjects: { [STRANGER]: 0 } })
    expect(await person(library, plan, MANAGER, 'credit { name penalties { docNo } }')).toBeNull()
    expect((await person(library, plan, STRANGER, 'credit { name repairs { targetDocNo } penalties { docNo } }'))).toEqual({
      credit: { name: null, repairs: [], penalties: [{ docNo: 'others' }] },
    })
  })
})

describe('the credit library answers in full', () => {
  it('who a published decision is about, and whether it is in effect', async () => {
    const { permits, penalties } = await ofShop(planOf({ common: PUBLIC }), `
      permits { docNo subjectName subjectKind { name } registrationNo orgCode taxNo institutionNo socialOrganisationNo legalRepName authorityName dataSourceName }
      penalties { docNo effect { name } provenance { sourceAgency sourceSystem sourceRecordId recordedAt updatedAt version qualityFlags } }`)
    expect((permits as { docNo: string }[]).find(({ docNo }) => docNo === 'food')).toEqual({
      docNo: 'food', subjectName: '示例小吃店', subjectKind: { name: '个体工商户' }, registrationNo: '990101600000001', orgCode: 'MA0000C11', taxNo: '990101MA0000C11',
      institutionNo: null, socialOrganisationNo: null, legalRepName: '张大山', authorityName: '示例机关', dataSourceName: '示例数据源',
    })
    const fine = (penalties as { docNo: string }[]).find(({ docNo }) => docNo === 'fine')
    expect(fine).toEqual({
      docNo: 'fine', effect: { name: '有效' }, provenance: {
        sourceAgency: AUTHORITY, sourceSystem: '双公示系统', sourceRecordId: 'R1', recordedAt: '2025-02-01T09:00:00.000+08:00', updatedAt: '2025-02-02T09:00:00.000+08:00',
        version: 1, qualityFlags: [],
      },
    })
    expect((penalties as { docNo: string }[]).find(({ docNo }) => docNo === 'next')).toMatchObject({ effect: null })
  })

  it('the subject itself, and null where it keeps nothing of it', async () => {
    const selection = 'name kind { name } registrationState { name } provenance { sourceSystem }'
    expect(await ofShop(planOf({ common: PUBLIC }), selection)).toEqual({
      name: '示例小吃店', kind: { name: '个体工商户' }, registrationState: { name: '存续' }, provenance: { sourceSystem: '双公示系统' },
    })
    expect(await organisation(library, planOf({ common: PUBLIC }), COMPANY, `credit { ${selection} listFlags { code } }`)).toEqual({
      credit: { name: null, kind: null, registrationState: null, provenance: null, listFlags: [] },
    })
  })

  it('permits of a person by the kind of document, and listings by what they rest on', async () => {
    expect(await ofManager(covering(MANAGER, OWN), 'kind { name } listFlags { code } permits { docNo documentType { name } } penalties { effect { code } }')).toEqual({
      kind: { name: '自然人' }, listFlags: [{ code: '3' }], permits: [{ docNo: 'personal', documentType: { name: '港澳居民来往内地通行证' } }],
      penalties: [{ effect: { code: '1' } }],
    })
    const { listings } = await ofShop(planOf({ common: PUBLIC }), 'listings { listName category { name } removalReason }')
    expect(listings).toContainEqual({ listName: '示例严重失信主体名单', category: { name: '司法裁判及执行信息' }, removalReason: '整改' })
  })

  it('an evaluation with the grade of its sector, on its last day', async () => {
    const rights = clear('LegalPerson.credit', 'LegalPersonCredit.evaluation', 'CreditEvaluation.grade', 'CreditEvaluation.sectorGrade', 'CreditEvaluation.provenance')
    expect(await ofShop(planOf({ common: rights }), 'evaluation { grade { name } sectorGrade provenance { sourceRecordId } }')).toEqual({
      evaluation: { grade: { name: '良' }, sectorGrade: 'AA', provenance: { sourceRecordId: 'R1' } },
    })
  })

  it('what was asked and decided about a record', async () => {
    const selection = 'repairs { kind { name } applicantName reason materials acceptedBy { creditCode } acceptedOn closedOn result { name } provenance { version } }'
    const { repairs } = await ofShop(planOf({ common: REPAIRS }), selection)
    expect((repairs as unknown[])[1]).toEqual({
      kind: { name: '异议申诉' }, applicantName: '示例小吃店', reason: '已整改', materials: ['整改报告'], acceptedBy: { creditCode: AUTHORITY }, acceptedOn: '2026-01-01',
      closedOn: '2026-01-20', result: { name: '异议不成立' }, provenance: { version: 1 },
    })
  })
})

describe('the credit library batches', () => {
  it('all that it keeps of a subject with one statement per kind of record', async () => {
    const plan = planOf({ common: { ...PUBLIC, ...REPAIRS } })
    const before = db.statements.count
    await ofShop(plan, 'name kind { name } provenance { version } listFlags { name } permits { docNo } penalties { docNo } repairs { targetDocNo }')
    expect(db.statements.count - before).toBe(5)
  })
})
