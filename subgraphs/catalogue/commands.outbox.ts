import { and, asc, eq, inArray, isNull, lte, sql } from 'drizzle-orm'
import { type Clock, today } from '#platform/clock'
import { type Database, type Orm, write } from '#platform/db'
import { unseal } from '#platform/envelope'
import type { Chance } from '#platform/random'
import { sealedFor } from './commands.notices.ts'
import { notify } from './commands.notify.ts'
import { type DeliveryFault, isGivenUp, restAfter, webhookRestAfter } from './domain/deliveries.ts'
import { type AboutKind, type NoticeKind, sentencesOf } from './domain/notices.ts'
import { notice, webhook, webhookAttempt, webhookDelivery, type WebhookRow } from './tables.notices.ts'

/** So many notices are sent to a webhook one after another before it is another's turn. */
const BATCH = 32

/** Longer than a turn takes: a router that goes down while it sends keeps nobody from sending after that. */
const LEASE_MS = 60_000

/** A notice that is to be sent. */
export interface DueNotice {
  readonly id: number
  readonly at: Date
  readonly kind: NoticeKind
  /** Credit code of the agency that is told; `null` where it is the sharing authority. */
  readonly agency: string | null
  readonly about: { readonly kind: AboutKind; readonly id: string }
  readonly zh: string
  readonly en: string
  /** How often it was sent before. */
  readonly attempts: number
}

/** A webhook to which this process alone sends for now, with what is due, the oldest first. */
export interface Claim {
  readonly webhook: string
  readonly url: string
  /** 32 bytes; `null` where another key sealed them. */
  readonly secret: Buffer | null
  readonly due: readonly DueNotice[]
}

/** What came of one sending. */
export interface Attempt {
  readonly at: Date
  readonly status: number | null
  readonly fault: DeliveryFault | null
  readonly durationMs: number
}

export interface OutboxServices {
  readonly db: Database
  readonly clock: Clock
  readonly chance: Chance
  /** Opens the secrets of webhooks. */
  readonly key: Buffer
}

/** What is to be sent to webhooks, and what came of it; several processes may send at once. */
export function webhookOutbox({ db, clock, chance, key }: OutboxServices) {
  const now = () => new Date(clock.now())
  return {
    /** Takes webhooks to which something is due, those that waited longest first; what another process takes is left to it. */
    claim: (most: number): Promise<Claim[]> =>
      write(db.orm.transaction(async (orm) => {
        const hooks = await lease(orm, most, now())
        const due = hooks.length === 0 ? [] : await dueTo(orm, hooks.map(({ id }) => id), now())
        return hooks.map(({ id, url, secret }) => ({ webhook: id, url, secret: opened(key, id, secret), due: due.filter((each) => each.webhook === id).map(told) }))
      })),

    /** Notes what came of one sending: delivered, to be sent again, or given up. */
    settle: (hook: string, { id, at, attempts }: DueNotice, attempt: Attempt): Promise<void> =>
      write(db.orm.transaction(async (orm) => {
        const sent = attempts + 1
        const dead = attempt.fault !== null && isGivenUp(at.getTime(), clock.now())
        const state = attempt.fault === null ? 'DELIVERED' : dead ? 'DEAD' : 'WAITING'
        const dueAt = new Date(clock.now() + restAfter(sent, chance()))
        await orm.insert(webhookAttempt).values({ webhook: hook, notice: id, attempt: sent, ...attempt })
        const waiting = and(eq(webhookDelivery.notice, id), eq(webhookDelivery.webhook, hook), eq(webhookDelivery.state, 'WAITING'))
        await orm.update(webhookDelivery).set({ state, attempts: sent, dueAt }).where(waiting)
        const agency = await noteOutcome(orm, hook, attempt.fault === null, { now: now(), chance: chance() })
        if (dead && agency !== null) await notify(orm, [{ kind: 'WEBHOOK_FAILING', agency, id: hook, at: now(), cause: `webhook ${hook} ${today(clock)}` }])
      })),

    /** Lets others send to a webhook. */
    async release(hook: string): Promise<void> {
      await write(db.orm.update(webhook).set({ restUntil: now() }).where(eq(webhook.id, hook)))
    },

    /** How many notices wait to be delivered. */
    async waiting(): Promise<number> {
      const [row] = await write(db.orm.select({ count: sql<number>`/* by itself */ count(*)::integer` }).from(webhookDelivery).where(sql`${webhookDelivery.state} = 'WAITING'`))
      return row?.count ?? 0
    },
  }
}

export type WebhookOutbox = ReturnType<typeof webhookOutbox>

type Leased = Pick<WebhookRow, 'id' | 'url' | 'secret'>

// Routers look for what is due all the time, whether or not anybody asks them.
async function lease(orm: Orm, most: number, now: Date): Promise<Leased[]> {
  const due = sql`exists (select from ${webhookDelivery} where ${webhookDelivery.webhook} = ${webhook.id}
    and ${webhookDelivery.state} = 'WAITING' and ${lte(webhookDelivery.dueAt, now)})`
  const found = await orm
    .select({ id: sql<string>`/* by itself */ ${webhook.id}`, url: webhook.url, secret: webhook.secret })
    .from(webhook)
    .where(and(isNull(webhook.removedAt), lte(webhook.restUntil, now), due))
    .orderBy(asc(webhook.restUntil))
    .limit(most)
    .for('update', { skipLocked: true })
  if (found.length > 0) await orm.update(webhook).set({ restUntil: new Date(now.getTime() + LEASE_MS) }).where(inArray(webhook.id, found.map(({ id }) => id)))
  return found
}

function dueTo(orm: Orm, hooks: readonly string[], now: Date) {
  const { notice: of, webhook: to, attempts, dueAt, state } = webhookDelivery
  const place = sql<number>`row_number() over (partition by ${to} order by ${dueAt}, ${of})`.as('place')
  const ranked = orm.select({ of, to, attempts, place }).from(webhookDelivery)
    .where(and(inArray(to, [...hooks]), eq(state, 'WAITING'), lte(dueAt, now))).as('ranked')
  return orm
    .select({ webhook: ranked.to, attempts: ranked.attempts, id: notice.id, at: notice.at, kind: notice.kind, agency: notice.agency, aboutKind: notice.aboutKind, aboutId: notice.aboutId })
    .from(ranked)
    .innerJoin(notice, eq(notice.id, ranked.of))
    .where(lte(ranked.place, BATCH))
    .orderBy(asc(ranked.to), asc(ranked.place))
}

function told({ id, at, kind, agency, aboutKind, aboutId, attempts }: Awaited<ReturnType<typeof dueTo>>[number]): DueNotice {
  return { id, at, kind, agency: agency === '' ? null : agency, about: { kind: aboutKind, id: aboutId }, ...sentencesOf(kind, aboutId), attempts }
}

/** Notes whether a webhook failed, and gives whose it is. */
async function noteOutcome(orm: Orm, hook: string, delivered: boolean, { now, chance }: { readonly now: Date; readonly chance: number }): Promise<string | null> {
  const own = eq(webhook.id, hook)
  if (delivered) {
    await orm.update(webhook).set({ failures: 0 }).where(own)
    return null
  }
  const [row] = await orm.update(webhook).set({ failures: sql`${webhook.failures} + 1` }).where(own).returning({ agency: webhook.agency, failures: webhook.failures })
  if (row === undefined) return null
  await orm.update(webhook).set({ restUntil: new Date(now.getTime() + webhookRestAfter(row.failures, chance)) }).where(own)
  return row.agency
}

function opened(key: Buffer, id: string, sealed: string): Buffer | null {
  try {
    return Buffer.from(unseal(key, Buffer.from(sealed, 'base64'), sealedFor(id)), 'base64url')
  } catch {
    return null
  }
}
