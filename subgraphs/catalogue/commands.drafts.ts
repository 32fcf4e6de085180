import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import { type Orm, write } from '#platform/db'
import { once } from '#platform/db/once'
import { actError, inputError } from '#platform/errors'
import type { LibraryServices } from '#platform/subgraph'
import { draftFaults, DRAFTS_MAX, type KeepDraftInput } from './domain/draft-input.ts'
import { applicationDraft } from './tables.drafts.ts'
import { clientMutation } from './tables.ts'

/** Keeps drafts of applications. Nothing is decided by them, so no router has to hear of it. */
export function draftCommands({ db, clock }: LibraryServices) {
  return {
    /**
     * Keeps a draft of the calling agency, a new one or in place of one that it had.
     *
     * @returns its id
     * @throws BAD_USER_INPUT with every fault; NOT_FOUND where there is no such draft; CONFLICT where it has changed, or there are too many
     */
    keepDraft: async (access: Access, input: KeepDraftInput): Promise<string> => {
      const faults = draftFaults(input)
      if (faults.length > 0) throw inputError(faults)
      const { agency, actor: { consumer, operator } } = access.plan
      if (agency === '') throw actError('FORBIDDEN', 'drafts are kept for agencies', '仅机构可以保存申请草稿')
      const kept = { title: input.title.trim(), content: input.content as Readonly<Record<string, unknown>>, keptBy: operator, keptAt: new Date(clock.now()) }
      const sending = { agency, consumer, operation: 'keepDraft', id: input.clientMutationId, input }
      return write(db.orm.transaction((orm) => once(orm, clientMutation, sending, async () => {
        // Of two that come at once the second counts the first.
        await orm.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`drafts ${agency}`}, 0))`)
        const { id = null } = input
        return id === null ? added(orm, agency, kept) : replaced(orm, agency, { id, version: input.version ?? 0 }, kept)
      })))
    },

    /** Throws a draft of the calling agency away; a second time changes nothing. */
    discardDraft: async ({ plan: { agency } }: Access, { id }: { readonly id: string }): Promise<string> => {
      const own = and(eq(applicationDraft.id, id), eq(applicationDraft.agency, agency))
      return write(db.orm.transaction(async (orm) => {
        const [found] = await orm.select({ discardedAt: applicationDraft.discardedAt }).from(applicationDraft).where(own).for('update')
        if (found === undefined) throw noDraft()
        if (found.discardedAt === null) await orm.update(applicationDraft).set({ discardedAt: new Date(clock.now()) }).where(own)
        return id
      }))
    },
  }
}

type Kept = Pick<typeof applicationDraft.$inferInsert, 'title' | 'content' | 'keptBy' | 'keptAt'>

const noDraft = () => actError('NOT_FOUND', 'input.id: no such draft of this agency', 'input.id：本机构没有该草稿')

async function added(orm: Orm, agency: string, kept: Kept): Promise<string> {
  const own = await orm.select({ id: applicationDraft.id }).from(applicationDraft).where(and(eq(applicationDraft.agency, agency), isNull(applicationDraft.discardedAt)))
  if (own.length >= DRAFTS_MAX) throw actError('CONFLICT', `the agency keeps ${DRAFTS_MAX} drafts already; throw one away first`, `本机构已保存 ${DRAFTS_MAX} 份草稿，请先删除`)
  const id = `D-${crypto.randomUUID()}`
  await orm.insert(applicationDraft).values({ id, version: 1, agency, ...kept })
  return id
}

async function replaced(orm: Orm, agency: string, { id, version }: { readonly id: string; readonly version: number }, kept: Kept): Promise<string> {
  const own = and(eq(applicationDraft.id, id), eq(applicationDraft.agency, agency), isNull(applicationDraft.discardedAt))
  const [found] = await orm.select({ version: applicationDraft.version }).from(applicationDraft).where(own)
  if (found === undefined) throw noDraft()
  if (found.version !== version) throw actError('CONFLICT', `input.version: somebody has changed the draft since; it is version ${found.version} now`, `input.version：草稿已被他人修改，当前为第 ${found.version} 版`)
  await orm.update(applicationDraft).set({ ...kept, version: version + 1 }).where(own)
  return id
}
