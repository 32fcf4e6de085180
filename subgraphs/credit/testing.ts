import type { Disclosure } from '#platform/access'
import type { Database } from '#platform/db'
import type { Subgraph } from '#platform/subgraph'
import { openTestDatabase } from '../../tests/harness/database.ts'
import { askEntities, planOf, testClock } from '../../tests/harness/library.ts'
import { type CreditRows, load } from './commands.ts'
import { credit } from './index.ts'

export const MANAGER = 'manager'
export const GRADUATE = 'graduate'
export const STRANGER = 'stranger'
export const SHOP = '92990101MA0000C111'
export const COMPANY = '91990100MA0000AB0H'
export const AUTHORITY = '1199010000000022XR'

/** Whose record it is: keys of the tests are shorter than credit codes. */
export const of = (subject: string) => ({ subject, naturalPerson: subject.length < 18, division: '990101000000' })

export const listed = (recordId: string, subject: string, given: object = {}) => ({
  recordId, ...of(subject), kind: '2', listName: '示例严重失信主体名单', reason: '示例', authority: AUTHORITY, includedOn: '2025-01-01',
  repairState: '0', ...given,
})
export const punished = (recordId: string, subject: string, given: object = {}) => ({
  recordId, ...of(subject), docNo: recordId, kind: '4', fineAmount: '0.5', decidedOn: '2025-01-01', validUntil: '2030-01-01',
  publicityEndsOn: '2030-01-01', authority: AUTHORITY, state: '0', repairState: '0', ...given,
})
export const permitted = (recordId: string, given: object = {}) => ({
  recordId, ...of(SHOP), docNo: recordId, kind: '1', decidedOn: '2025-01-01', authority: AUTHORITY, state: '0', ...given,
})
export const promised = (recordId: string, subject: string) => ({
  recordId, ...of(subject), kind: '1', content: '示例承诺', case: 'CASE-00000001', acceptedBy: AUTHORITY, committedOn: '2025-01-01', state: '0',
})
export const evaluated = (recordId: string, grade: string, evaluatedOn: string, given: object = {}) => ({
  recordId, ...of(SHOP), name: '公共信用综合评价', grade, score: '88.5', evaluatedOn, ...given,
})

const NOTHING: CreditRows = { listings: [], penalties: [], permits: [], commitments: [], evaluations: [] }

/** The library over a database of its own that holds these rows. */
export async function openCredit(rows: Partial<CreditRows>): Promise<{ db: Database; library: Subgraph }> {
  const db = await openTestDatabase(['credit'])
  await load(db, { ...NOTHING, ...rows })
  return { db, library: credit({ db, clock: testClock }) }
}

export type Items = Record<string, Disclosure>
export const clear = (...items: string[]): Items => Object.fromEntries(items.map((item) => [item, 'CLEAR']))
export const covering = (subject: string, items: Items) => planOf({ classes: [items], subjects: { [subject]: 0 } })
export const PERSON = clear(
  'Person.credit', 'PersonCredit.listings', 'PersonCredit.penalties', 'PersonCredit.seriouslyDishonest',
  'PersonListing.listName', 'PersonListing.kind', 'PersonPenalty.docNo',
)
export const ORGANISATION = clear(
  'LegalPerson.credit', 'LegalPersonCredit.listings', 'LegalPersonCredit.penalties', 'LegalPersonCredit.permits',
  'LegalPersonCredit.seriouslyDishonest', 'LegalPersonCredit.commitments', 'Listing.listName', 'AdministrativePenalty.docNo',
  'AdministrativePenalty.fineAmount', 'AdministrativePermit.docNo', 'CreditCommitment.content', 'CreditCommitment.case',
)

const entity = async (library: Subgraph, plan: ReturnType<typeof planOf>, selection: string, representation: object) => {
  const { data, errors } = await askEntities(library, plan, selection, [representation])
  return errors === undefined ? (data?.['_entities'] as unknown[])[0] : errors.map((error) => error.extensions['coordinate'])
}
export const person = (library: Subgraph, plan: ReturnType<typeof planOf>, key: string, selection: string, given: object = {}) =>
  entity(library, plan, `... on Person { ${selection} }`, { __typename: 'Person', key, ...given })
export const organisation = (library: Subgraph, plan: ReturnType<typeof planOf>, creditCode: string, selection: string) =>
  entity(library, plan, `... on LegalPerson { ${selection} }`, { __typename: 'LegalPerson', creditCode })
