import { sql } from 'drizzle-orm'
import { GraphQLError } from 'graphql'
import type { AccessPlan } from '#platform/access'
import { type Database, type Orm, write } from '#platform/db'
import { actError } from '#platform/errors'
import { hashOf, leaveCodeHash, shownHolds } from './domain/copy-codes.ts'
import { licenceAuthorisation, licenceShowing, wrongCode } from './tables.copies.ts'

/** So many wrong codes of a system in an hour; then none of it is looked at until the hour is over. */
const WRONG_MAX = 20
const HOUR_MS = 3_600_000

/** What a code opens. */
export interface Opened {
  readonly holder: string
  readonly identifiers: readonly string[]
  /** The leave that it belongs to; `null` where it was shown. */
  readonly authorisation: string | null
  /** Uses it, in the transaction of what is made by it; of many at once only so many as it is good for. */
  take(orm: Orm): Promise<void>
}

interface Codes {
  readonly db: Database
  readonly faceKey: Buffer
  readonly now: number
}

/**
 * What a code of leave opens for an agency and a matter. A code that is none, one of somebody else and one that is used up read alike.
 *
 * @throws NOT_FOUND where it opens nothing, RATE_LIMITED where the system stated too many such of late
 */
export function openedByLeave(code: string, plan: AccessPlan, matter: string, { db, now }: Codes): Promise<Opened> {
  return counted(db, plan, now, async () => {
    const at = new Date(now)
    const usable = sql`${licenceAuthorisation.agency} = ${plan.agency} and ${licenceAuthorisation.matter} = ${matter} and ${licenceAuthorisation.withdrawnAt} is null
      and ${licenceAuthorisation.expiresAt} > ${at.toISOString()}::timestamptz and ${licenceAuthorisation.used} < ${licenceAuthorisation.times}`
    const [found] = await db.orm.select().from(licenceAuthorisation).where(sql`${licenceAuthorisation.code} = ${leaveCodeHash(code)} and ${usable}`)
    if (found === undefined) return null
    return {
      holder: found.subject, identifiers: found.identifiers, authorisation: found.id,
      async take(orm) {
        const taken = await orm.update(licenceAuthorisation).set({ used: sql`${licenceAuthorisation.used} + 1` })
          .where(sql`${licenceAuthorisation.id} = ${found.id} and ${usable}`).returning({ id: licenceAuthorisation.id })
        if (taken.length === 0) throw opensNothing()
      },
    }
  })
}

/** What was shown opens, as for leave. */
export function openedByShowing(text: string, plan: AccessPlan, { db, faceKey, now }: Codes): Promise<Opened> {
  return counted(db, plan, now, async () => {
    if (!shownHolds(faceKey, text, now)) return null
    const usable = sql`${licenceShowing.code} = ${hashOf(text)} and ${licenceShowing.expiresAt} > ${new Date(now).toISOString()}::timestamptz`
    const [found] = await db.orm.select().from(licenceShowing).where(usable)
    if (found === undefined) return null
    return {
      holder: found.subject, identifiers: found.identifiers, authorisation: null,
      async take(orm) {
        const taken = await orm.update(licenceShowing).set({ code: null }).where(usable).returning({ subject: licenceShowing.subject })
        if (taken.length === 0) throw opensNothing()
      },
    }
  })
}

function opensNothing() {
  return actError('NOT_FOUND', 'the code opens nothing here: mistyped, used up, run out, taken back, or for another agency or matter', '该码在此不可用：输入有误、已用完、已过期、已撤回，或不适用于本机构或本事项')
}

// Counted before it is compared, so that nobody tries many at once, and given back unless it was wrong: what was not looked at, or came while
// the library was down, must not keep a system from the right ones for an hour.
async function counted(db: Database, { actor }: AccessPlan, now: number, find: () => Promise<Opened | null>): Promise<Opened> {
  const at = new Date(now).toISOString()
  const began = new Date(now - HOUR_MS).toISOString()
  const old = sql`(${wrongCode.since} <= ${began}::timestamptz or ${wrongCode.since} > ${at}::timestamptz)`
  const [count] = await write(db.orm.insert(wrongCode).values({ consumer: actor.consumer, since: new Date(now), times: 1 }).onConflictDoUpdate({
    target: wrongCode.consumer,
    set: { since: sql`case when ${old} then excluded.since else ${wrongCode.since} end`, times: sql`case when ${old} then 1 else ${wrongCode.times} + 1 end` },
  }).returning({ times: wrongCode.times }))
  let isWrong = false
  try {
    if ((count?.times ?? 0) > WRONG_MAX) throw tooMany()
    const opened = await write(find())
    if (opened !== null) return opened
    isWrong = true
    throw opensNothing()
  } finally {
    if (!isWrong) await write(db.orm.update(wrongCode).set({ times: sql`greatest(${wrongCode.times} - 1, 0)` }).where(sql`${wrongCode.consumer} = ${actor.consumer}`))
  }
}

// Of this one field, and no answer to the request as a whole.
function tooMany() {
  return new GraphQLError('too many wrong codes of this system; codes are looked at again after an hour', {
    extensions: { code: 'RATE_LIMITED', messageZh: '该系统输错用证码次数过多，请一小时后再试' },
  })
}
