import { randomBytes } from 'node:crypto'
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import type { Clock } from '#platform/clock'
import { type Database, type Orm, write } from '#platform/db'
import { once } from '#platform/db/once'
import { seal } from '#platform/envelope'
import { actError, inputError } from '#platform/errors'
import { addressesOf, keepsWebhooks } from './domain/addressees.ts'
import { webhookFaults, type RegisterWebhookInput } from './domain/webhook-input.ts'
import type { NoticeKind } from './domain/notices.ts'
import { toldTo } from './queries.notices.ts'
import { clientMutation } from './tables.ts'
import { notice, webhook, webhookDelivery } from './tables.notices.ts'

const IDS_MAX = 100
const WEBHOOKS_MAX = 10
const SECRET_BYTES = 32

/** What sending notices takes; where it is left out, this hub sends none. */
export interface WebhookServices {
  /** Seals the secrets of webhooks. */
  readonly key: Buffer
  /** Whether this hub sends to an address. */
  readonly mayTell: (url: URL) => boolean
}

/** A webhook, with its secret where it was made just now. */
export interface KeptWebhook {
  readonly id: string
  readonly secret: string | null
}

/** The envelope of a secret belongs to its webhook. */
export const sealedFor = (id: string) => `webhook ${id}`

export function noticeCommands({ db, clock, webhooks }: { readonly db: Database; readonly clock: Clock; readonly webhooks?: WebhookServices | undefined }) {
  return {
    /** Marks notices as read, all of them or none; gives their numbers. */
    markNoticesRead: async ({ plan }: Access, { ids }: { readonly ids: readonly string[] }): Promise<number[]> => {
      if (ids.length < 1 || ids.length > IDS_MAX) throw inputError([{ argument: 'input.ids', check: 'LENGTH', en: `must be 1 to ${IDS_MAX}`, zh: `须为 1 至 ${IDS_MAX} 个` }])
      const numbers = [...new Set(ids)].map((id) => (/^[1-9]\d{0,14}$/.test(id) ? Number(id) : 0))
      return write(db.orm.transaction(async (orm) => {
        const told = toldTo(inArray(notice.agency, addressesOf(plan)), sql`${plan.actor.consumer}`, sql`${keepsWebhooks(plan)}`)
        const found = await orm.select({ id: notice.id }).from(notice).where(and(inArray(notice.id, numbers), told))
        if (found.length < numbers.length) throw actError('NOT_FOUND', 'ids: no such notice of this agency', 'ids：本机构没有该通知')
        await orm.update(notice).set({ readAt: new Date(clock.now()) }).where(and(inArray(notice.id, numbers), isNull(notice.readAt)))
        return numbers
      }))
    },

    /** Registers a webhook of the agency; its secret is given the first time only. */
    registerWebhook: async (access: Access, input: RegisterWebhookInput): Promise<KeptWebhook> => {
      if (webhooks === undefined) {
        throw actError('CONFLICT', 'this hub sends no notices: its administrator allows no hosts (WEBHOOK_HOSTS)', '本平台不推送通知：平台管理员未配置允许的主机（WEBHOOK_HOSTS）')
      }
      const faults = webhookFaults(input, webhooks.mayTell)
      if (faults.length > 0) throw inputError(faults)
      const { agency, actor } = access.plan
      const sending = { agency, consumer: actor.consumer, operation: 'registerWebhook', id: input.clientMutationId, input }
      let secret: string | null = null
      const id = await write(db.orm.transaction((orm) => once(orm, clientMutation, sending, async () => {
        secret = randomBytes(SECRET_BYTES).toString('base64url')
        return added(orm, access, input, { secret, key: webhooks.key, at: new Date(clock.now()) })
      })))
      return { id, secret }
    },

    /** Ends a webhook of the agency. */
    removeWebhook: async ({ plan }: Access, { id }: { readonly id: string }): Promise<KeptWebhook> => {
      await write(db.orm.transaction(async (orm) => {
        const own = and(eq(webhook.id, id), eq(webhook.agency, plan.agency))
        const [found] = await orm.select({ removedAt: webhook.removedAt }).from(webhook).where(own).for('update')
        if (found === undefined) throw actError('NOT_FOUND', 'id: no such webhook of this agency', 'id：本机构没有该通知推送')
        if (found.removedAt !== null) return
        await orm.update(webhook).set({ removedAt: new Date(clock.now()) }).where(own)
        await orm.update(webhookDelivery).set({ state: 'DEAD' }).where(and(eq(webhookDelivery.webhook, id), eq(webhookDelivery.state, 'WAITING')))
      }))
      return { id, secret: null }
    },
  }
}

async function added(orm: Orm, { plan }: Access, { url, kinds }: RegisterWebhookInput, { secret, key, at }: { readonly secret: string; readonly key: Buffer; readonly at: Date }): Promise<string> {
  const { agency, personas } = plan
  // Of two that come at once the second counts the first.
  await orm.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`webhooks ${agency}`}, 0))`)
  const kept = await orm.select({ id: webhook.id }).from(webhook).where(and(eq(webhook.agency, agency), isNull(webhook.removedAt)))
  if (kept.length >= WEBHOOKS_MAX) throw actError('CONFLICT', `the agency has ${WEBHOOKS_MAX} webhooks already`, `本机构已有 ${WEBHOOKS_MAX} 个通知推送`)
  const id = `W-${crypto.randomUUID()}`
  await orm.insert(webhook).values({
    id, agency, authority: personas.includes('sharing-authority'), url: new URL(url).href, kinds: (kinds ?? []) as NoticeKind[],
    secret: seal(key, secret, sealedFor(id)).toString('base64'), createdAt: at, restUntil: at,
  })
  return id
}
