import type { Orm } from '#platform/db'
import { type GrantTerms, sealedTerms } from './domain/grant-terms.ts'
import * as tables from './tables.ts'

/** Writes one version of a grant with its items, sealed. Runs in the transaction of whoever decided it. */
export async function issueGrant(orm: Orm, terms: GrantTerms): Promise<void> {
  const { items, consumerClass, ...rest } = terms
  await orm.insert(tables.accessGrant).values({
    ...rest,
    matters: [...rest.matters],
    agencyRoles: [...rest.agencyRoles],
    regions: [...rest.regions],
    classBasicCode: consumerClass?.basicCode ?? null,
    classRegion: consumerClass?.region ?? null,
    ...sealedTerms(terms),
  })
  await orm.insert(tables.accessGrantItem).values(items.map((item) => ({ grantId: terms.id, version: terms.version, ...item })))
}
