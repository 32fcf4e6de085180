import type { Access } from '#platform/access'
import { actError, inputError } from '#platform/errors'
import { calendarIn } from './commands.calendar.ts'
import { type ApplicationServices, catalogued, grantTo, itemsAsked, moveTo, type ReasonInput, requireReason, type Step, stepping, writeItems } from './commands.moves.ts'
import { extensionNote } from './domain/application-clock.ts'
import { fault } from './domain/application-faults.ts'
import { catalogueItemOf } from './domain/application-items.ts'
import { type AskedItem, decided, type DecidedItem, decisionFaults, type ItemDecision, outcomeOf } from './domain/item-decisions.ts'
import { addWorkingDays } from './domain/working-days.ts'

/** What the provider decides; items that are not named are given as they were asked. */
export interface DecideInput {
  readonly id: string
  readonly decision: 'APPROVE' | 'REFUSE'
  readonly items?: readonly ItemDecision[] | null
  readonly reason?: string | null
}

export interface ConfirmInput {
  readonly id: string
  readonly decision: 'CONFIRM' | 'RETURN'
  readonly reason?: string | null
}

export interface ArbitrateInput {
  readonly id: string
  readonly decision: 'UPHOLD' | 'ORDER'
  readonly items?: readonly ItemDecision[] | null
  readonly reason: string
}

export interface ExtendInput extends ReasonInput {
  readonly days: number
}

/** What the provider and the sharing authority may do with applications; each gives the id of the one. */
export function decisionCommands(services: ApplicationServices) {
  return {
    decideApplication: (access: Access, { id, decision, items, reason }: DecideInput): Promise<string> =>
      stepping(services, access, 'decide', id, async (step) => {
        requireReason(reason, decision === 'REFUSE')
        if (decision === 'REFUSE') return refuse(step, reason)
        const { given, outcome } = await approval(step, items ?? [], services)
        if (!step.application.twoPersons) return grantTo(step, outcome, given, reason)
        await writeItems(step.orm, id, given)
        return moveTo(step, 'SECOND_APPROVAL', reason, { firstApprover: access.plan.actor.operator, decision: reason ?? null })
      }),

    confirmApplication: (access: Access, { id, decision, reason }: ConfirmInput): Promise<string> =>
      stepping(services, access, 'confirm', id, async (step) => {
        requireReason(reason, decision === 'RETURN')
        const items = await itemsAsked(step.orm, id)
        if (decision === 'RETURN') {
          await writeItems(step.orm, id, items.map(({ item }) => ({ item, approved: null, given: null, reason: null })))
          return moveTo(step, 'SUBMITTED', reason, { firstApprover: null, decision: null })
        }
        const given = items.map(({ item, approved, given: left, reason: why }) => ({ item, approved: approved === true, given: left, reason: why }))
        const whole = items.every(({ disclosure, given: left }) => left === disclosure)
        return grantTo(step, whole ? 'APPROVED' : 'PARTLY_APPROVED', given, reason ?? step.application.decision)
      }),

    requestSupplement: (access: Access, { id, reason }: ReasonInput): Promise<string> =>
      stepping(services, access, 'requestSupplement', id, (step) => {
        requireReason(reason, true)
        return moveTo(step, 'SUPPLEMENT', reason, { supplementAsked: reason })
      }),

    extendApplication: (access: Access, { id, days, reason }: ExtendInput): Promise<string> =>
      stepping(services, access, 'extend', id, async (step) => {
        const { application } = step
        requireReason(reason, true)
        if (days < 1 || days > services.limits['request.extensionMax']) throw inputError([fault('input.days', 'DAYS_WRONG')])
        const dueOn = application.dueOn === null ? null : addWorkingDays(await calendarIn(step.orm), application.dueOn, days)
        if (dueOn === null) throw actError('CONFLICT', 'the working days of a year are not loaded, so nothing can be counted', '有年度的工作日历尚未导入，无法计算期限')
        await moveTo(step, application.state, extensionNote(days, reason), { dueOn, extended: true })
      }),

    arbitrateApplication: (access: Access, { id, decision, items, reason }: ArbitrateInput): Promise<string> =>
      stepping(services, access, 'arbitrate', id, async (step) => {
        requireReason(reason, true)
        if (decision === 'UPHOLD') return moveTo(step, 'REFUSED', reason, { decision: reason })
        const { given, outcome } = await approval(step, items ?? [], services)
        return grantTo(step, outcome, given, reason)
      }),
  }
}

export type DecisionCommands = ReturnType<typeof decisionCommands>

async function refuse(step: Step, reason: string | null | undefined): Promise<void> {
  const { orm, application, access, at } = step
  const items = await itemsAsked(orm, application.id)
  await writeItems(orm, application.id, items.map(({ item }) => ({ item, approved: false, given: null, reason: null })))
  await moveTo(step, 'REFUSED', reason, { decision: reason ?? null, decidedBy: access.plan.actor.operator, decidedAt: at })
}

interface Approval {
  readonly given: readonly DecidedItem[]
  readonly outcome: 'APPROVED' | 'PARTLY_APPROVED'
}

async function approval({ orm, application }: Step, decisions: readonly ItemDecision[], { items }: ApplicationServices): Promise<Approval> {
  const rows = await itemsAsked(orm, application.id)
  const facts = { catalogued: await catalogued(orm, rows.map(({ item }) => item)), contract: new Map(items().map((item) => [item.coordinate, item])) }
  const asked = rows.map(({ item, disclosure }): AskedItem => {
    const found = catalogueItemOf(item, facts)
    return { item, disclosure, mask: typeof found === 'string' ? 'NONE' : found.mask }
  })
  const faults = decisionFaults(decisions, asked)
  const given = decided(asked, decisions)
  const outcome = outcomeOf(asked, given)
  if (faults.length > 0 || outcome === null) throw inputError([...faults, ...(outcome === null ? [fault('input.items', 'NOTHING_GIVEN')] : [])])
  return { given, outcome }
}
