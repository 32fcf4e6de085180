import { randomUUID } from 'node:crypto'
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import type { Clock } from '#platform/clock'
import { type Database, write } from '#platform/db'
import { once } from '#platform/db/once'
import { actError } from '#platform/errors'
import { type Verified, verifyRecord } from './commands.verify.ts'
import type { TrustedKeys } from './domain/signing.ts'
import { clientMutation } from './tables.alerts.ts'
import { recordVerification } from './tables.verifications.ts'

/** A process that was not heard of for so long has gone down, and its work is begun anew. */
const SILENT_MS = 60_000

/** How far it is, is noted no more often. */
const NOTED_EVERY_MS = 2_000

/** What auditors do to have the record verified; gives the id of the verification. */
export function verificationCommands({ db, clock }: { readonly db: Database; readonly clock: Clock }) {
  return {
    verifyRecord(access: Access, input: { readonly clientMutationId?: string | null }): Promise<string> {
      const { agency, actor: { consumer, operator } } = access.plan
      if (operator === 'UNATTENDED') throw actError('FORBIDDEN', 'a person does this, no unattended system', '须由人员办理，无人值守系统不得办理')
      const sending = { agency, consumer, operation: 'verifyRecord', id: input.clientMutationId, input }
      return write(db.orm.transaction(async (orm) => {
        // Of two who ask at the same time the second finds what the first has asked for.
        await orm.execute(sql`select pg_advisory_xact_lock(hashtextextended('govshare.verifications', 0))`)
        return once(orm, clientMutation, sending, async () => {
          const [underWay] = await orm.select({ id: recordVerification.id }).from(recordVerification).where(inArray(recordVerification.state, ['WAITING', 'RUNNING'])).limit(1)
          if (underWay !== undefined) return underWay.id
          const id = `V-${randomUUID()}`
          await orm.insert(recordVerification).values({ id, askedAt: new Date(clock.now()), consumer, operator })
          return id
        })
      }))
    },
  }
}

export type VerificationCommands = ReturnType<typeof verificationCommands>

/** Whoever verified goes down, and somebody else is to begin anew. */
class GivenUp extends Error {}

/** How a router does what auditors have asked for. */
export function verificationDesk({ db, clock, keys }: { readonly db: Database; readonly clock: Clock; readonly keys: TrustedKeys }) {
  const worker = randomUUID()
  const mine = (id: string) => and(eq(recordVerification.id, id), eq(recordVerification.worker, worker))
  const noted = (id: string, values: Partial<typeof recordVerification.$inferInsert>) =>
    write(db.orm.update(recordVerification).set({ heardAt: new Date(clock.now()), ...values }).where(mine(id)).returning({ id: recordVerification.id }))

  return {
    /** Takes one that waits, or whose process has gone down; `null` where there is none. */
    async take(): Promise<string | null> {
      const silent = new Date(clock.now() - SILENT_MS).toISOString()
      const next = sql`(select id from ${recordVerification} where state = 'WAITING' or (state = 'RUNNING' and heard_at < ${silent}::timestamptz) order by asked_at, id limit 1 for update skip locked)`
      const [taken] = await write(db.orm.update(recordVerification).set({ state: 'RUNNING', worker, heardAt: new Date(clock.now()), verified: 0 })
        .where(sql`${recordVerification.id} = ${next}`).returning({ id: recordVerification.id }))
      return taken?.id ?? null
    },

    /**
     * Verifies the record to its end or its first fault, and notes how far it is.
     *
     * @param rest is waited for after every stretch of work; `false` where the process goes down, and it is given up
     */
    async verify(id: string, rest: () => Promise<boolean>): Promise<void> {
      let notedAt = clock.now()
      const pause = async (verified: number) => {
        if (clock.now() - notedAt >= NOTED_EVERY_MS) {
          notedAt = clock.now()
          // Somebody else is at it, who took this process for gone.
          if ((await noted(id, { verified })).length === 0) throw new GivenUp()
        }
        if (!(await rest())) throw new GivenUp()
      }
      try {
        const verified = await verifyRecord(db, { keys, rest: pause, begin: (total) => noted(id, { total }).then(() => {}) })
        await noted(id, endOf(verified, clock))
      } catch (error) {
        // After any other error nobody is heard of any more, so that it is begun anew a while later.
        if (!(error instanceof GivenUp)) throw error
        await noted(id, { state: 'WAITING', worker: null })
      }
    },
  }
}

function endOf({ entries, checkpoints, notAnchored, fault }: Verified, clock: Clock): Partial<typeof recordVerification.$inferInsert> {
  return { state: fault === null ? 'SOUND' : 'FAULTY', verified: entries, checkpoints, notAnchored, endedAt: new Date(clock.now()), fault: fault?.message ?? null }
}
