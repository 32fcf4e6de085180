import { sql } from 'drizzle-orm'
import { type Clock, today } from '#platform/clock'
import { type Database, read, whole } from '#platform/db'
import type { IssuerKeys } from './signing/issuer-keys.ts'
import { issuerKey } from './tables.ts'

/** Issuers' keys without those that were revoked in the library: wherever a key is kept, nothing is signed that would not verify. */
export function keysThatCount(db: Database, clock: Clock, keys: IssuerKeys): IssuerKeys {
  const revoked = whole(db, 'licences_revoked_keys', db.orm
    .select({ keyId: issuerKey.keyId })
    .from(issuerKey)
    .where(sql`${issuerKey.issuer} = any(${sql.placeholder('keys')}::text[]) and ${issuerKey.revokedOn} <= ${sql.placeholder('today')}::date`))
  const revokedOf = async (issuer: string) => new Set((await read(revoked(), { keys: [issuer], today: today(clock) })).map(({ keyId }) => keyId))
  return {
    find: async (issuer, day) => keys.find(issuer, day, await revokedOf(issuer)),
    async sign(handle, messages) {
      if ((await revokedOf(handle.issuer)).has(handle.keyId)) throw new Error('the key of an issuer was revoked')
      return keys.sign(handle, messages)
    },
  }
}
