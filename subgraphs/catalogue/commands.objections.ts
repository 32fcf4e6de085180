import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Access } from '#platform/access'
import type { Orm } from '#platform/db'
import { once } from '#platform/db/once'
import { actError, inputError } from '#platform/errors'
import { calendarIn, dueOnIn } from './commands.calendar.ts'
import { changingObjections, noteEvent } from './commands.changing.ts'
import { type ApplicationServices, catalogued } from './commands.moves.ts'
import { notify } from './commands.notify.ts'
import { fault } from './domain/application-faults.ts'
import { catalogueItemOf } from './domain/application-items.ts'
import type { MayObject, ObjectionLeave } from './domain/may-object.ts'
import { toldUntil } from './domain/objection-clock.ts'
import { answerFaults, type ObjectionAnswerInput, objectionFaults, type ObjectionInput, subjectOf } from './domain/objection-input.ts'
import { type MoveName, MOVES, moveFault, NOT_YOURS } from './domain/objection-moves.ts'
import * as tables from './tables.ts'
import { objection, type ObjectionRow } from './tables.objections.ts'

/** What objections need besides: the router, which alone can tell who may read what. */
export interface ObjectionServices extends ApplicationServices {
  readonly mayObject: MayObject
}

/** One objection on its way from one state to another, its row locked. */
interface Step {
  readonly orm: Orm
  readonly at: Date
  readonly found: ObjectionRow
}

/** What an objection's two sides may do; each gives the id of the one. */
export function objectionCommands(services: ObjectionServices) {
  const { db, limits, mayObject } = services
  return {
    /**
     * @throws BAD_USER_INPUT with all faults; FORBIDDEN where the item could not be read now; CONFLICT where the same is open
     *   already, or the `clientMutationId` was used for another input
     */
    async raiseObjection(access: Access, input: ObjectionInput): Promise<string> {
      const { agency, actor } = access.plan
      const subject = subjectOf(input, actor.represented)
      const faults = objectionFaults(input, subject)
      if (faults.length > 0 || subject === null) throw inputError(faults)
      const leave = await mayObject(access.plan, { item: input.item, subject })
      if (leave.refusal !== null) throw actError('FORBIDDEN', leave.refusal.en, leave.refusal.zh)
      // Many act in person through one portal, and each is somebody else.
      const sending = { agency: actor.represented ?? agency, consumer: actor.consumer, operation: 'raiseObjection', id: input.clientMutationId, input }
      return changingObjections(db, (orm) => once(orm, tables.clientMutation, sending, () => raised(orm, access, { input, subject, leave }, services)))
    },

    answerObjection: (access: Access, input: ObjectionAnswerInput): Promise<string> =>
      stepping(services, access, 'ANSWER', input.id, async ({ orm, at, found }) => {
        const faults = answerFaults(input)
        if (faults.length > 0) throw inputError(faults)
        const { today, actor: { operator } } = access.plan
        const told = toldUntil(await calendarIn(orm), limits['objection.told'], today)
        await notify(orm, [{ kind: 'OBJECTION_ANSWERED', agency: found.agency, id: found.id, at, ...(found.inPerson ? { consumer: found.consumer } : {}) }])
        return { outcome: input.outcome, answer: input.answer.trim(), answeredBy: operator, answeredAt: at, toldUntil: told }
      }),

    withdrawObjection: (access: Access, { id }: { readonly id: string }): Promise<string> =>
      stepping(services, access, 'WITHDRAW', id, async ({ orm, at, found }) => {
        await notify(orm, [{ kind: 'OBJECTION_WITHDRAWN', agency: found.provider, id, at }])
        return {}
      }),
  }
}

export type ObjectionCommands = ReturnType<typeof objectionCommands>

interface Raising {
  readonly input: ObjectionInput
  readonly subject: string
  readonly leave: ObjectionLeave
}

async function raised(orm: Orm, access: Access, { input, subject, leave }: Raising, { clock, limits, items }: ObjectionServices): Promise<string> {
  const { plan } = access
  const { represented, consumer, operator } = plan.actor
  const provider = await providerOf(orm, input.item, items)
  if (provider === plan.agency) throw actError('FORBIDDEN', 'input.item: this agency answers for the item itself, and corrects it at its source', 'input.item：该信息项由本机构提供，请在源头更正')
  const at = new Date(clock.now())
  const id = `Y${at.toISOString().replace(/\D/g, '')}-${randomBytes(4).toString('hex')}`
  const written = await orm.insert(objection).values({
    id, version: 1, state: 'OPEN', item: input.item, subjectKey: subject, provider, raiser: represented ?? plan.agency, inPerson: represented !== null,
    caseNo: leave.caseNo, statement: input.statement.trim(), evidence: input.evidence.map(({ kind, digest, name }) => ({ kind, digest, name: name.trim() })),
    consumer, agency: leave.agency, raisedBy: operator, raisedAt: at, dueOn: await dueOnIn(orm, limits, 'objection', plan.today),
  }).onConflictDoNothing().returning({ id: objection.id })
  if (written.length === 0) throw actError('CONFLICT', 'the same raiser has an open objection about this item of this subject', '同一提出方对该主体的该信息项已有校核中的异议')
  await noteEvent(orm, access, { kind: 'OBJECTION', subject: id, version: 1, at, action: 'RAISE', fromState: null, toState: 'OPEN', note: null })
  await notify(orm, [{ kind: 'OBJECTION_RAISED', agency: provider, id, at }])
  return id
}

async function providerOf(orm: Orm, item: string, items: ObjectionServices['items']): Promise<string> {
  const found = catalogueItemOf(item, { catalogued: await catalogued(orm, [item]), contract: new Map(items().map((each) => [each.coordinate, each])) })
  if (typeof found === 'string') throw inputError([fault('input.item', found)])
  return found.provider
}

/** Takes a step, its row locked: of two that come at once the second finds the state that the first has left. */
function stepping(
  { db, clock }: ObjectionServices, access: Access, name: MoveName, id: string, take: (step: Step) => Promise<Partial<ObjectionRow>>,
): Promise<string> {
  return changingObjections(db, async (orm) => {
    const { agency, personas, actor: { operator, represented } } = access.plan
    const [found] = await orm.select().from(objection).where(eq(objection.id, id)).for('update')
    const refusal = found === undefined ? NOT_YOURS : moveFault(name, found, { agency, personas, operator, represented })
    if (found === undefined || refusal !== null) throw actError(refusal?.code ?? 'NOT_FOUND', refusal?.en ?? '', refusal?.zh ?? '')
    const at = new Date(clock.now())
    const change = await take({ orm, at, found })
    const state = MOVES[name].to
    const version = found.version + 1
    await orm.update(objection).set({ ...change, state, version }).where(eq(objection.id, id))
    await noteEvent(orm, access, { kind: 'OBJECTION', subject: id, version, at, action: name, fromState: found.state, toState: state, note: null })
    return id
  })
}
