import { and, eq, inArray } from 'drizzle-orm'
import type { Access } from '#platform/access'
import type { Orm } from '#platform/db'
import { once } from '#platform/db/once'
import { actError, type InputFault, inputError } from '#platform/errors'
import type { LibraryServices } from '#platform/subgraph'
import { changing, noteEvent } from './commands.changing.ts'
import { tellAgencies, tellOfConsumer } from './commands.telling.ts'
import { reasonFaults } from './domain/act-input.ts'
import { consumerFaults, type NewConsumer } from './domain/consumer-input.ts'
import * as tables from './tables.ts'

/** Which system is acted on, and why. */
export interface ConsumerActInput {
  readonly id: string
  readonly reason: string
}

/** Which system for which agency, and why. */
export interface RegistrationActInput {
  readonly consumer: string
  readonly agency: string
  readonly reason: string
}

export interface RegisterConsumerInput extends NewConsumer {
  readonly agencies: readonly string[]
  readonly reason: string
  readonly clientMutationId?: string | null
}

type State = tables.ConsumerRow['state']

/** What the sharing authority may do to systems and to the agencies that they serve; that it is the authority, the shield says. */
export function consumerCommands({ db, clock }: LibraryServices) {
  const moved = (subject: string, action: string, fromState: State | null, toState: State, reason: string) =>
    ({ kind: 'CONSUMER' as const, subject, version: 1, at: new Date(clock.now()), action, fromState, toState, note: reason })
  const registered = async (orm: Orm, consumer: string, agencies: readonly string[], reason: string) => {
    await register(orm, consumer, agencies)
    await tellAgencies(orm, agencies, 'CONSUMER_REGISTERED', consumer, new Date(clock.now()))
    return agencies.map((agency) => moved(registrationName(consumer, agency), 'REGISTER_AGENCY', null, 'ACTIVE', reason))
  }

  const move = (access: Access, { id, reason }: ConsumerActInput, action: string, toState: State) =>
    changing(db, async (orm) => {
      refuse(reasonFaults(reason))
      const consumer = await known(orm, id)
      // Nobody would be left to let it in again.
      if (id === access.plan.actor.consumer) throw actError('CONFLICT', 'id: this is the system that asks', 'id：不能停用发出请求的系统')
      refuseSame(consumer.state, toState)
      await orm.update(tables.consumer).set({ state: toState }).where(eq(tables.consumer.id, id))
      await noteEvent(orm, access, moved(id, action, consumer.state, toState, reason))
      await tellOfConsumer(orm, id, toState === 'SUSPENDED' ? 'CONSUMER_SUSPENDED' : 'CONSUMER_RESUMED', new Date(clock.now()))
      return id
    })

  const moveRegistration = (access: Access, { consumer, agency, reason }: RegistrationActInput, action: string, toState: State) =>
    changing(db, async (orm) => {
      refuse(reasonFaults(reason))
      await known(orm, consumer)
      const same = and(eq(tables.registration.consumer, consumer), eq(tables.registration.agency, agency))
      const [registration] = await orm.select().from(tables.registration).where(same).for('update')
      if (registration === undefined) throw actError('NOT_FOUND', 'agency: not served by this system', 'agency：该系统未登记服务此机构')
      if (consumer === access.plan.actor.consumer && agency === access.plan.agency) {
        throw actError('CONFLICT', 'consumer: this is the system that asks', 'consumer：不能停用发出请求的系统')
      }
      refuseSame(registration.state, toState)
      await orm.update(tables.registration).set({ state: toState }).where(same)
      await noteEvent(orm, access, moved(registrationName(consumer, agency), action, registration.state, toState, reason))
      const kind = toState === 'SUSPENDED' ? 'REGISTRATION_SUSPENDED' : 'REGISTRATION_RESUMED'
      await tellAgencies(orm, [agency], kind, consumer, new Date(clock.now()))
      return consumer
    })

  return {
    /** Registers a system for some agencies. */
    registerConsumer: (access: Access, input: RegisterConsumerInput) =>
      changing(db, (orm) =>
        once(orm, tables.clientMutation, sendingOf(access, input), async () => {
          const { id, name, roles, reason } = input
          const agencies = [...new Set(input.agencies)]
          const strange = await unknownAgencies(orm, agencies)
          refuse([...consumerFaults(input), ...reasonFaults(reason), ...agencies.flatMap((agency, at) => (strange.has(agency) ? [unknownAgency(`input.agencies[${at}]`)] : []))])
          const made = await orm.insert(tables.consumer).values({ id, name, state: 'ACTIVE', personas: [...new Set(roles)] }).onConflictDoNothing().returning({ id: tables.consumer.id })
          if (made.length === 0) throw actError('CONFLICT', 'id: registered already, ACTIVE or SUSPENDED', 'id：该系统已注册，状态为 ACTIVE 或 SUSPENDED')
          await noteEvent(orm, access, moved(id, 'REGISTER', null, 'ACTIVE', reason), ...(await registered(orm, id, agencies, reason)))
          return id
        }),
      ),
    /** Lets a system act for one more agency. */
    registerAgency: (access: Access, { consumer, agency, reason }: RegistrationActInput) =>
      changing(db, async (orm) => {
        const strange = await unknownAgencies(orm, [agency])
        refuse([...reasonFaults(reason), ...(strange.size === 0 ? [] : [unknownAgency('input.agency')])])
        await known(orm, consumer)
        await noteEvent(orm, access, ...(await registered(orm, consumer, [agency], reason)))
        return consumer
      }),
    suspendConsumer: (access: Access, input: ConsumerActInput) => move(access, input, 'SUSPEND', 'SUSPENDED'),
    resumeConsumer: (access: Access, input: ConsumerActInput) => move(access, input, 'RESUME', 'ACTIVE'),
    suspendRegistration: (access: Access, input: RegistrationActInput) => moveRegistration(access, input, 'SUSPEND_AGENCY', 'SUSPENDED'),
    resumeRegistration: (access: Access, input: RegistrationActInput) => moveRegistration(access, input, 'RESUME_AGENCY', 'ACTIVE'),
  }
}

function registrationName(consumer: string, agency: string): string {
  return `${consumer}@${agency}`
}

async function known(orm: Orm, id: string): Promise<tables.ConsumerRow> {
  const [consumer] = await orm.select().from(tables.consumer).where(eq(tables.consumer.id, id)).for('update')
  if (consumer === undefined) throw actError('NOT_FOUND', 'id: no such system', '没有该系统')
  return consumer
}

async function register(orm: Orm, consumer: string, agencies: readonly string[]): Promise<void> {
  if (agencies.length === 0) return
  const rows = agencies.map((agency) => ({ consumer, agency, state: 'ACTIVE' as const }))
  const made = await orm.insert(tables.registration).values(rows).onConflictDoNothing().returning({ agency: tables.registration.agency })
  if (made.length < rows.length) throw actError('CONFLICT', 'agency: registered already, ACTIVE or SUSPENDED', 'agency：已登记，状态为 ACTIVE 或 SUSPENDED')
}

async function unknownAgencies(orm: Orm, agencies: readonly string[]): Promise<Set<string>> {
  if (agencies.length === 0) return new Set()
  const found = await orm.select({ creditCode: tables.agency.creditCode }).from(tables.agency).where(inArray(tables.agency.creditCode, [...agencies]))
  const known = new Set(found.map(({ creditCode }) => creditCode))
  return new Set(agencies.filter((each) => !known.has(each)))
}

function unknownAgency(argument: string): InputFault {
  return { argument, check: 'UNKNOWN', en: 'the catalogue does not know this agency', zh: '目录中没有该机构' }
}

function refuse(faults: readonly InputFault[]): void {
  if (faults.length > 0) throw inputError(faults)
}

function refuseSame(from: State, to: State): void {
  if (from === to) throw actError('CONFLICT', `the state is ${from} already`, `当前状态已为 ${from}`)
}

function sendingOf({ plan }: Access, input: RegisterConsumerInput) {
  return { agency: plan.agency, consumer: plan.actor.consumer, operation: 'registerConsumer', id: input.clientMutationId, input }
}
