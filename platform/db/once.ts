import { createHash } from 'node:crypto'
import { and, eq, type SQL } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import type { Orm } from '../db.ts'
import { hubError, inputError } from '../errors.ts'
import { canonical } from '../plan/canonical.ts'

/** A library's table of what mutations came to, by who sent them and the id that they gave. */
type MutationTable = PgTable & Record<'agency' | 'consumer' | 'operation' | 'id' | 'digest' | 'result', PgColumn>

/** One sending of a mutation. */
export interface Sending {
  readonly agency: string
  readonly consumer: string
  readonly operation: string
  /** `clientMutationId`; without one every sending has its own effect. */
  readonly id: string | null | undefined
  readonly input: object
}

const ID_MOST = 200

/**
 * Does what a mutation asks, once for each `clientMutationId` however often it is sent. Runs in the transaction of the caller,
 * so that the effect and the memory of it are one; whoever sends the same meanwhile waits for it.
 *
 * @param create does it and gives the id of what came of it
 * @returns that id, of this sending or of the one before
 * @throws CONFLICT where the id was used for another input, BAD_USER_INPUT where it is longer than an index takes
 */
export async function once(orm: Orm, table: MutationTable, sending: Sending, create: () => Promise<string>): Promise<string> {
  const { agency, consumer, operation, id, input } = sending
  if (id === null || id === undefined) return create()
  if (id.length > ID_MOST) throw inputError([{ argument: 'input.clientMutationId', check: 'length', en: `at most ${ID_MOST} characters`, zh: `不超过${ID_MOST}个字符` }])
  const digest = createHash('sm3').update(canonical(input)).digest('hex')
  const noted = await orm.insert(table).values({ agency, consumer, operation, id, digest }).onConflictDoNothing().returning({ id: table.id })
  const same = and(eq(table.agency, agency), eq(table.consumer, consumer), eq(table.operation, operation), eq(table.id, id)) as SQL
  if (noted.length > 0) {
    const result = await create()
    await orm.update(table).set({ result }).where(same)
    return result
  }
  const [known] = await orm.select({ digest: table.digest, result: table.result }).from(table).where(same)
  if (known?.digest !== digest) throw hubError('CONFLICT', 'clientMutationId: used before for another input')
  return known.result as string
}
