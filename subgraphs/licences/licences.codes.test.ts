import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '#platform/db'
import type { Subgraph } from '#platform/subgraph'
import { ask, planOf } from '../../tests/harness/library.ts'
import { DEED, ISSUER, openLicences, SELLER } from './testing.ts'

const MATTER = '1199010000000022XR3990112003001'
const CASE = { caseNo: 'CASE-1', kind: 'APPLICATION', matter: { code: MATTER, name: '示例事项' }, agency: { code: ISSUER, name: '示例机关' }, endsOn: null }
const EXPIRES = '2026-03-06T18:00:00+08:00'

let db: Database
let library: Subgraph
beforeAll(async () => {
  ;({ db, library } = await openLicences())
})
afterAll(() => db.close())

const matter = { code: MATTER, basicCode: 'B', name: '示例事项', agency: ISSUER, jointAgencies: [], entrustedAgencies: [], division: '990101000000', handleScope: null, afterDecisionDays: 0, inUse: true }
const holder = planOf({ agency: '', actor: { represented: SELLER, inPerson: true }, matters: [matter], classes: [{ 'LicenceAuthorisation.code': 'CLEAR' }], common: { 'LicenceAuthorisation.code': 'CLEAR' }, subjects: { [SELLER]: 0 } })

/** A code of leave to copy a licence of the seller, so many times. */
const given = async (times: number): Promise<string> => {
  const { data, errors } = await ask(library, holder, 'mutation ($input: AuthoriseLicenceUseInput!) { authoriseLicenceUse(input: $input) { code } }', {
    input: { licences: [DEED], agency: ISSUER, matter: MATTER, expiresAt: EXPIRES, times },
  })
  expect(errors).toBeUndefined()
  return (data?.['authoriseLicenceUse'] as { code: string }).code
}

/** How a system fares that states a code: its error's code, or `made`. */
const copied = async (authorisation: string, consumer: string): Promise<unknown> => {
  const plan = planOf({ agency: ISSUER, actor: { consumer }, liveCase: CASE, classes: [{}], subjects: { [SELLER]: 0 } })
  const { errors } = await ask(library, plan, 'mutation ($input: CreateLicenceCopyInput!) { createLicenceCopy(input: $input) { number } }', {
    input: { case: 'CASE-1', authorisation, reason: '核对', expiresAt: EXPIRES },
  })
  return errors?.[0]?.extensions['code'] ?? 'made'
}

describe('a system is not kept from codes', () => {
  it('by those that were right, however many came at once', async () => {
    const codes = await Promise.all([20, 20, 20].map(given))
    await Promise.all(Array.from({ length: 45 }, (_each, at) => copied(codes[at % 3] ?? '', 'sys-busy')))
    expect(await copied(await given(1), 'sys-busy')).toBe('made')
  })

  it('by those that nobody could look at', async () => {
    const code = await given(1)
    await db.orm.execute(sql`alter table licences.licence_authorisation rename to away`)
    try {
      for (let turn = 0; turn < 21; turn++) await copied(code, 'sys-unlucky')
    } finally {
      await db.orm.execute(sql`alter table licences.away rename to licence_authorisation`)
    }
    expect(await copied(code, 'sys-unlucky')).toBe('made')
  })
})

describe('a system is kept from codes', () => {
  it('after twenty wrong ones, until the hour is over', async () => {
    for (let turn = 0; turn < 20; turn++) expect(await copied('AAAAA-AAAAA-AAAAA-AAAAA', 'sys-guessing')).toBe('NOT_FOUND')
    const code = await given(1)
    for (let turn = 0; turn < 3; turn++) expect(await copied(code, 'sys-guessing')).toBe('RATE_LIMITED')
    expect(await copied(code, 'sys-other')).toBe('made')
  })
})
