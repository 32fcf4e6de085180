import { describe, expect, it } from 'vitest'
import { shownToProvider } from './provider-view.ts'

const POLICE = 'police'
const CIVIL_AFFAIRS = 'civil-affairs'
const entry = {
  providers: [POLICE, CIVIL_AFFAIRS], provided: [[0, 2], [1]] as readonly (readonly number[])[] | null, category: null as string | null,
  released: ['Person.name=CLEAR', 'Licence.face=CLEAR'], refused: ['Person.mobile=NO_GRANT', 'Query.person=SUBJECT_NOT_PARTY'],
  asked: ['Person.name=CLEAR', 'Licence.face=CLEAR', 'Person.mobile=NO_GRANT', 'Case.state'], searched: ['Person.name', 'Licence.number'],
  verdicts: ['Person.name=MATCH', 'Licence.face=MISMATCH'], caseNo: 'CASE-1', reason: 'why', operator: 'op-7', client: '192.0.2.7', traceId: 't', rows: 2, matter: 'M',
}

describe('a provider that did not ask is not shown', () => {
  it('the items of others', () => {
    expect(shownToProvider(entry, POLICE)).toMatchObject({
      released: ['Person.name=CLEAR'], refused: ['Person.mobile=NO_GRANT'], asked: ['Person.name=CLEAR', 'Person.mobile=NO_GRANT'], searched: ['Person.name'],
      verdicts: ['Person.name=MATCH'],
    })
    expect(shownToProvider(entry, CIVIL_AFFAIRS)).toMatchObject({ released: ['Licence.face=CLEAR'], refused: [], searched: [], verdicts: ['Licence.face=MISMATCH'] })
  })

  it('anything where it provides nothing', () => {
    expect(shownToProvider({ ...entry, provided: null }, 'tax')).toMatchObject({ released: [], refused: [], asked: [], verdicts: [] })
  })

  it('who worked there and how the other\'s system asked', () => {
    expect(shownToProvider(entry, POLICE)).toMatchObject({ operator: null, client: null, traceId: null, rows: null })
  })

  it('case and reason where the case is confidential by law', () => {
    expect(shownToProvider({ ...entry, category: 'AUDIT' }, POLICE)).toMatchObject({ caseNo: null, reason: null, matter: 'M' })
  })
})

describe('a provider is shown', () => {
  it('case, matter and reason', () => {
    expect(shownToProvider(entry, POLICE)).toMatchObject({ caseNo: 'CASE-1', reason: 'why', matter: 'M' })
  })

  it('all items where it alone provides them', () => {
    expect(shownToProvider({ ...entry, providers: [POLICE], provided: null }, POLICE)).toMatchObject({ released: entry.released, refused: entry.refused })
  })
})
