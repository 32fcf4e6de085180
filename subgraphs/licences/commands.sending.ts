import { sql } from 'drizzle-orm'
import type { AccessPlan } from '#platform/access'
import { type Database, write } from '#platform/db'
import type { Sending } from '#platform/db/once'
import { copyMutation } from './tables.copies.ts'

/** One sending of a mutation of an agency's system, or of whoever acts for itself. */
export function sendingOf({ agency, actor }: AccessPlan, operation: string, input: { readonly clientMutationId?: string | null }): Sending {
  return { agency: actor.represented ?? agency, consumer: actor.consumer, operation, id: input.clientMutationId, input }
}

/** Whether a sending has come before and was answered: nothing has to be printed for it then. */
export async function resultOf(db: Database, { agency, consumer, operation, id }: Sending): Promise<boolean> {
  if (id == null) return false
  const same = sql`${copyMutation.agency} = ${agency} and ${copyMutation.consumer} = ${consumer} and ${copyMutation.operation} = ${operation} and ${copyMutation.id} = ${id}`
  const found = await write(db.orm.select({ result: copyMutation.result }).from(copyMutation).where(same))
  return found.length > 0
}
