import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Access } from '#platform/access'
import { type Orm, write } from '#platform/db'
import { once } from '#platform/db/once'
import { inputError } from '#platform/errors'
import { calendarIn, courseOf, dueOnIn } from './commands.calendar.ts'
import { noteEvent } from './commands.changing.ts'
import { tellAgencies } from './commands.telling.ts'
import { type ApplicationServices, catalogued, grantTo, itemsAsked, moveTo, type ReasonInput, requireReason, type Step, stepping } from './commands.moves.ts'
import { applicationFaults, handlingOf } from './domain/application-check.ts'
import { type ApplicationInput, bindingFrom } from './domain/application-input.ts'
import { argumentsFrom } from './domain/application-items.ts'
import type { Binding } from './domain/binding.ts'
import { addWorkingDays, workingDaysBetween } from './domain/working-days.ts'
import * as tables from './tables.ts'

/** What the applicant's own review comes to. */
export interface ReviewInput {
  readonly id: string
  readonly decision: 'APPROVE' | 'REJECT'
  readonly reason?: string | null
}

/** What the applicant's side may do with applications; each gives the id of the one. */
export function applicationCommands(services: ApplicationServices) {
  const { db, limits } = services
  return {
    /** @throws BAD_USER_INPUT with all faults; CONFLICT where the `clientMutationId` was used for another input */
    submitApplication: (access: Access, input: ApplicationInput): Promise<string> => {
      const { agency, actor } = access.plan
      const sending = { agency, consumer: actor.consumer, operation: 'submitApplication', id: input.clientMutationId, input }
      return write(db.orm.transaction((orm) => once(orm, tables.clientMutation, sending, () => submitted(orm, access, input, services))))
    },

    /** Sends an application or not; one that the provider cannot refuse is granted at once, well within its time. */
    reviewApplication: (access: Access, { id, decision, reason }: ReviewInput): Promise<string> =>
      stepping(services, access, 'review', id, async (step) => {
        requireReason(reason, decision === 'REJECT')
        if (decision === 'REJECT') return moveTo(step, 'REJECTED', reason)
        if (step.application.standing) return grantWhole(step, reason)
        return moveTo(step, 'SUBMITTED', reason, { dueOn: await dueOnIn(step.orm, limits, 'request.conditional', access.plan.today) })
      }),

    cancelApplication: (access: Access, { id, reason }: ReasonInput): Promise<string> =>
      stepping(services, access, 'cancel', id, (step) => {
        requireReason(reason, true)
        return moveTo(step, 'CANCELLED', reason)
      }),

    supplementApplication: (access: Access, { id, reason }: ReasonInput): Promise<string> =>
      stepping(services, access, 'supplement', id, async (step) => {
        requireReason(reason, true)
        await moveTo(step, 'SUBMITTED', reason, { supplement: reason, dueOn: await dueOnResumed(step) })
      }),

    disputeApplication: (access: Access, { id, reason }: ReasonInput): Promise<string> =>
      stepping(services, access, 'dispute', id, (step) => {
        requireReason(reason, true)
        return moveTo(step, 'DISPUTED', reason, { dispute: reason })
      }),
  }
}

export type ApplicationCommands = ReturnType<typeof applicationCommands>

async function submitted(orm: Orm, access: Access, input: ApplicationInput, { clock, items }: ApplicationServices): Promise<string> {
  const { plan } = access
  const [agency] = await orm.select().from(tables.agency).where(eq(tables.agency.creditCode, plan.agency))
  const facts = {
    agency: plan.agency, regions: agency?.regions ?? null, matters: plan.matters, today: plan.today,
    catalogued: await catalogued(orm, input.items.map(({ item }) => item)),
    contract: new Map(items().map((item) => [item.coordinate, item])),
  }
  const faults = applicationFaults(input, facts)
  if (faults.length > 0) throw inputError(faults)
  const at = new Date(clock.now())
  const id = `A${at.toISOString().replace(/\D/g, '')}-${randomBytes(4).toString('hex')}`
  const { matters, agencyRoles, regions, quotaPerDay = null, validFrom, validTo, legalBasis, scenario, consumerClass } = input
  await orm.insert(tables.application).values({
    id, version: 1, state: 'INTERNAL_REVIEW', applicant: plan.agency, classBasicCode: consumerClass?.basicCode ?? null, classRegion: consumerClass?.region ?? null,
    matters: [...matters], agencyRoles: [...agencyRoles], regions: [...regions], binding: bindingFrom(input.binding) as Binding, quotaPerDay, validFrom, validTo,
    legalBasis, scenario, ...handlingOf(input, facts), submittedBy: plan.actor.operator, submittedAt: at,
  })
  await orm.insert(tables.applicationItem).values(input.items.map(({ item, disclosure, arguments: given }) =>
    ({ applicationId: id, item, disclosure, arguments: argumentsFrom(given ?? null) ?? null })))
  await noteEvent(orm, access, { kind: 'APPLICATION', subject: id, version: 1, at, action: 'SUBMIT', fromState: null, toState: 'INTERNAL_REVIEW', note: null })
  await tellAgencies(orm, [plan.agency], 'APPLICATION_TO_REVIEW', id, at)
  return id
}

async function grantWhole(step: Step, reason: string | null | undefined): Promise<void> {
  const asked = await itemsAsked(step.orm, step.application.id)
  await grantTo(step, 'APPROVED', asked.map(({ item, disclosure }) => ({ item, approved: true, given: disclosure, reason: null })), reason)
}

/** The last day after the days on which the provider waited; what could not be counted before is counted when its year is loaded. */
async function dueOnResumed({ orm, application, access }: Step): Promise<string | null> {
  const { dueOn, id } = application
  const course = await courseOf(orm, id, 0)
  if (dueOn === null || course === null || course.stoppedOn === null) return null
  const calendar = await calendarIn(orm)
  const waited = workingDaysBetween(calendar, course.stoppedOn, access.plan.today)
  return waited === null ? null : addWorkingDays(calendar, dueOn, waited)
}
