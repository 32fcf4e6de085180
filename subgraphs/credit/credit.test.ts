import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '#platform/db'
import type { Subgraph } from '#platform/subgraph'
import { ask, askEntities, planOf } from '../../tests/harness/library.ts'
import {
  AUTHORITY, clear, COMPANY, covering, evaluated, GRADUATE, listed, MANAGER, openCredit, ORGANISATION, organisation as askOrganisation, permitted,
  PERSON, person as askPerson, promised, punished, SHOP, STRANGER,
} from './testing.ts'

let db: Database
let library: Subgraph

beforeAll(async () => {
  ;({ db, library } = await openCredit({
    listings: [
      listed('manager', MANAGER),
      listed('stranger', STRANGER),
      listed('ended', GRADUATE, { validUntil: '2026-03-01' }),
      listed('removed', GRADUATE, { removedOn: '2026-03-02' }),
      listed('repaired', GRADUATE, { repairState: '2' }),
      listed('to-come', GRADUATE, { includedOn: '2026-03-03' }),
      listed('watched', GRADUATE, { kind: '3', validUntil: '2026-03-02', removedOn: '2026-03-03', repairState: '1' }),
      listed('shop', SHOP),
    ],
    penalties: [
      punished('person-ban', MANAGER),
      punished('shop-ban', SHOP),
      punished('shop-fine', SHOP, { kind: '2', decidedOn: '2025-06-01', publicityEndsOn: '2026-03-02', fineAmount: '12.345600' }),
      punished('shop-past', SHOP, { publicityEndsOn: '2026-03-01' }),
      punished('shop-revoked', SHOP, { state: '1' }),
      punished('shop-repaired', SHOP, { repairState: '2' }),
      punished('shop-forever', SHOP, { decidedOn: '2024-01-01', publicityEndsOn: null, state: '2' }),
    ],
    permits: [permitted('food'), permitted('permit-past', { publicityEndsOn: '2026-03-01' }), permitted('permit-revoked', { state: '1' })],
    commitments: [promised('person-promise', MANAGER), promised('shop-promise', SHOP)],
    evaluations: [
      evaluated('old', '4', '2024-01-01'), evaluated('new', '1', '2025-01-01'),
      evaluated('ended-evaluation', '3', '2025-12-01', { validUntil: '2026-03-01' }),
    ],
  }))
})

afterAll(() => db.close())

const person = (plan: ReturnType<typeof planOf>, key: string, selection: string, given: object = {}) => askPerson(library, plan, key, selection, given)
const organisation = (plan: ReturnType<typeof planOf>, creditCode: string, selection: string) => askOrganisation(library, plan, creditCode, selection)

describe('the credit library refuses', () => {
  it('everything without a right, public records included', async () => {
    expect(await person(planOf({}), MANAGER, 'credit { penalties { docNo } }')).toEqual(['Person.credit'])
    expect(await organisation(planOf({}), SHOP, 'credit { penalties { docNo } }')).toEqual(['LegalPerson.credit'])
  })

  it('the credit of a person whom the purpose does not concern, and never asks the table', async () => {
    const plan = covering(MANAGER, { ...PERSON, ...clear('Person.mayBeLegalRep') })
    const before = db.statements.count
    expect(await person(plan, STRANGER, 'credit { listings { listName } } mayBeLegalRep', { responsibleForRevocation: false })).toBeNull()
    expect(db.statements.count).toBe(before)
  })

  it('a sealed person as if unknown', async () => {
    const plan = planOf({ classes: [PERSON], subjects: { [MANAGER]: 0 }, sealed: [MANAGER] })
    expect(await person(plan, MANAGER, 'credit { seriouslyDishonest }')).toBeNull()
  })

  it('the records of a person to rights over organisations', async () => {
    const plan = planOf({ common: ORGANISATION })
    expect(await person(plan, MANAGER, 'id')).toBeNull()
    expect(await organisation(plan, MANAGER, 'credit { seriouslyDishonest listings { listName } penalties { docNo } commitments { content } }')).toEqual({
      credit: { seriouslyDishonest: false, listings: [], penalties: [], commitments: [] },
    })
  })

  it('edge and records to a class of persons whose rights do not hold them', async () => {
    const plan = planOf({
      classes: [PERSON, clear('Person.credit', 'PersonCredit.commitments', 'PersonListing.listName'), clear('Person.name', 'PersonCredit.seriouslyDishonest')],
      subjects: { [STRANGER]: 0, [MANAGER]: 1, [GRADUATE]: 2 },
    })
    const selection = 'credit { listings { listName } seriouslyDishonest }'
    const before = db.statements.count
    expect(await person(plan, MANAGER, selection)).toEqual({ credit: { listings: null, seriouslyDishonest: null } })
    expect(await person(plan, GRADUATE, selection)).toEqual({ credit: null })
    expect(db.statements.count).toBe(before)
  })

  it('the listing to whoever may only know whether there is one', async () => {
    const plan = covering(MANAGER, clear('Person.credit', 'PersonCredit.seriouslyDishonest'))
    expect(await person(plan, MANAGER, 'credit { seriouslyDishonest }')).toEqual({ credit: { seriouslyDishonest: true } })
    expect(await person(plan, MANAGER, 'credit { listings { listName } }')).toEqual(['PersonCredit.listings'])
  })

  it('an evaluation, which is not public', async () => {
    expect(await organisation(planOf({ common: ORGANISATION }), SHOP, 'credit { evaluation { score } }')).toEqual(['LegalPersonCredit.evaluation'])
  })

  it('to say what the legal-persons library told the router', async () => {
    const plan = covering(MANAGER, clear('Person.mayBeLegalRep'))
    expect(await person(plan, MANAGER, 'responsibleForRevocation', { responsibleForRevocation: true })).toEqual(['Person.responsibleForRevocation'])
  })

  it('records of a person that have ended, were removed or repaired, or are yet to come', async () => {
    const plan = covering(GRADUATE, PERSON)
    expect(await person(plan, GRADUATE, 'credit { seriouslyDishonest listings { kind { name } } }')).toEqual({
      credit: { seriouslyDishonest: false, listings: [{ kind: { name: '重点关注名单' } }] },
    })
  })

  it('records of an organisation past their publicity, revoked or repaired', async () => {
    const { credit: shown } = (await organisation(planOf({ common: ORGANISATION }), SHOP, 'credit { penalties { docNo } permits { docNo } }')) as {
      credit: unknown
    }
    expect(shown).toEqual({
      penalties: [{ docNo: 'shop-fine' }, { docNo: 'shop-ban' }, { docNo: 'shop-forever' }],
      permits: [{ docNo: 'food' }],
    })
  })

  it('to call a person free to represent a company while the revoked firms are unknown', async () => {
    const plan = covering(GRADUATE, clear('Person.mayBeLegalRep'))
    expect(await person(plan, GRADUATE, 'mayBeLegalRep')).toEqual({ mayBeLegalRep: null })
    expect(await person(plan, GRADUATE, 'mayBeLegalRep', { responsibleForRevocation: null })).toEqual({ mayBeLegalRep: null })
  })

  it('the derived item to a class of persons whose rights do not hold it', async () => {
    const plan = planOf({ classes: [clear('Person.mayBeLegalRep'), PERSON], subjects: { [STRANGER]: 0, [GRADUATE]: 1 } })
    expect(await person(plan, GRADUATE, 'mayBeLegalRep', { responsibleForRevocation: false })).toEqual({ mayBeLegalRep: null })
  })
})

describe('the credit library answers', () => {
  it('the records of a person whom the purpose concerns', async () => {
    const plan = covering(MANAGER, {
      ...PERSON,
      ...clear('PersonPenalty.kind', 'PersonPenalty.validUntil', 'PersonPenalty.authority', 'PersonCredit.commitments', 'PersonCommitment.case'),
    })
    const selection = `id credit {
      seriouslyDishonest listings { listName }
      penalties { docNo kind { code } validUntil authority { creditCode } } commitments { case { caseNo } } }`
    expect(await person(plan, MANAGER, selection)).toEqual({
      id: expect.stringMatching(/^[\w-]{22}$/) as string,
      credit: {
        seriouslyDishonest: true,
        listings: [{ listName: '示例严重失信主体名单' }],
        penalties: [{ docNo: 'person-ban', kind: { code: '4' }, validUntil: '2030-01-01', authority: { creditCode: AUTHORITY } }],
        commitments: [{ case: { caseNo: 'CASE-00000001' } }],
      },
    })
  })

  it('whether a person may be a legal representative, from both libraries', async () => {
    const plan = planOf({ classes: [clear('Person.mayBeLegalRep')], subjects: { [MANAGER]: 0, [GRADUATE]: 0 } })
    const answer = (key: string, responsibleForRevocation: boolean) => person(plan, key, 'mayBeLegalRep', { responsibleForRevocation })
    expect(await answer(GRADUATE, false)).toEqual({ mayBeLegalRep: true })
    expect(await answer(GRADUATE, true)).toEqual({ mayBeLegalRep: false })
    expect(await answer(MANAGER, false)).toEqual({ mayBeLegalRep: false })
  })

  it('the public records of an organisation to any registered consumer, amounts without loss', async () => {
    const plan = planOf({ common: ORGANISATION })
    const selection = 'credit { seriouslyDishonest listings { listName } penalties { fineAmount } commitments { content case { caseNo } } }'
    expect(await organisation(plan, SHOP, selection)).toEqual({
      credit: {
        seriouslyDishonest: true,
        listings: [{ listName: '示例严重失信主体名单' }],
        penalties: [{ fineAmount: '12.345600' }, { fineAmount: '0.5' }, { fineAmount: '0.5' }],
        commitments: [{ content: '示例承诺', case: { caseNo: 'CASE-00000001' } }],
      },
    })
    expect(await organisation(plan, COMPANY, selection)).toEqual({
      credit: { seriouslyDishonest: false, listings: [], penalties: [], commitments: [] },
    })
  })

  it('the newest evaluation in force, where it is granted', async () => {
    const plan = planOf({
      common: { ...ORGANISATION, ...clear('LegalPersonCredit.evaluation', 'CreditEvaluation.grade', 'CreditEvaluation.score') },
    })
    expect(await organisation(plan, SHOP, 'credit { evaluation { grade { name } score } }')).toEqual({
      credit: { evaluation: { grade: { name: '优' }, score: '88.5' } },
    })
    expect(await organisation(plan, COMPANY, 'credit { evaluation { score } }')).toEqual({ credit: { evaluation: null } })
  })

  it('no root question but the router’s own for counts, since everything hangs on somebody', async () => {
    expect((await ask(library, planOf({ common: ORGANISATION }), '{ __typename }')).data).toEqual({ __typename: 'Query' })
    expect(Object.keys(library.schema.getQueryType()?.getFields() ?? {})).toEqual(['_statistics', '_entities', '_service'])
  })
})

describe('the credit library batches', () => {
  it.each([1, 100])('the records of %i persons with one statement per access path', async (count) => {
    const keys = [MANAGER, ...Array.from({ length: count }, (_, at) => `p${at}`)]
    const plan = planOf({ classes: [PERSON], subjects: Object.fromEntries(keys.map((key) => [key, 0])) })
    const before = db.statements.count
    await askEntities(
      library, plan, '... on Person { credit { seriouslyDishonest listings { listName } penalties { docNo } } }',
      keys.map((key) => ({ __typename: 'Person', key })),
    )
    expect(db.statements.count - before).toBe(3)
  })

  it.each([1, 100])('the records of %i organisations with one statement per access path', async (count) => {
    const codes = [SHOP, ...Array.from({ length: count }, (_, at) => `o${at}`)]
    const plan = planOf({ common: { ...ORGANISATION, ...clear('LegalPersonCredit.evaluation', 'CreditEvaluation.score') } })
    const before = db.statements.count
    await askEntities(
      library, plan,
      '... on LegalPerson { credit { listings { listName } penalties { docNo } permits { docNo } commitments { content } evaluation { score } } }',
      codes.map((creditCode) => ({ __typename: 'LegalPerson', creditCode })),
    )
    expect(db.statements.count - before).toBe(5)
  })
})
