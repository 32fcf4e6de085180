import { and, eq } from 'drizzle-orm'
import { type Access, coordinateOf, type Disclosure } from '#platform/access'
import { today } from '#platform/clock'
import type { ContractItem } from '#platform/contract'
import type { Orm } from '#platform/db'
import { actError, inputError } from '#platform/errors'
import { hasMaskedForm } from '#platform/masks'
import type { LibraryServices } from '#platform/subgraph'
import { once } from '#platform/db/once'
import { changing, noteEvent } from './commands.changing.ts'
import { tellOfGrant } from './commands.telling.ts'
import { reasonFaults } from './domain/act-input.ts'
import { argumentsFrom } from './domain/application-items.ts'
import { type Narrowable, wideningsOf } from './domain/grant-narrowing.ts'
import { type GrantAct, GRANT_ACTS, grantStateOf, mayAct } from './domain/grant-state.ts'
import { type GrantTerms, type GrantTermsItem, sealedTerms, termsOf } from './domain/grant-terms.ts'
import type { NoticeKind } from './domain/notices.ts'
import * as tables from './tables.ts'

/** Services of the library, with the items of every contract. */
type CommandServices = LibraryServices & { readonly items: () => readonly ContractItem[] }

/** Which grant is acted on, and why. */
export interface GrantActInput {
  readonly id: string
  readonly reason: string
}

/** What is left of a grant; a member that is absent stays as it is. */
export interface ChangeGrantInput extends GrantActInput {
  readonly version: number
  readonly items?: readonly { readonly item: string; readonly disclosure: Disclosure; readonly arguments?: string | null }[] | null
  readonly matters?: readonly string[] | null
  readonly agencyRoles?: readonly string[] | null
  readonly regions?: readonly string[] | null
  readonly quotaPerDay?: number | null
  readonly validFrom?: string | null
  readonly validTo?: string | null
  readonly clientMutationId?: string | null
}

/** Writes one version of a grant with its items, sealed. Runs in the transaction of whoever decided it. */
export async function issueGrant(orm: Orm, terms: GrantTerms, more: { readonly suspendedAt?: Date | null } = {}): Promise<void> {
  const { items, consumerClass, ...rest } = terms
  await orm.insert(tables.accessGrant).values({
    ...rest,
    ...more,
    matters: [...rest.matters],
    agencyRoles: [...rest.agencyRoles],
    regions: [...rest.regions],
    classBasicCode: consumerClass?.basicCode ?? null,
    classRegion: consumerClass?.region ?? null,
    ...sealedTerms(terms),
  })
  await orm.insert(tables.accessGrantItem).values(items.map((item) => ({ grantId: terms.id, version: terms.version, ...item })))
}

const TOLD = { REVOKE: 'GRANT_REVOKED', SUSPEND: 'GRANT_SUSPENDED', RESUME: 'GRANT_RESUMED', CHANGE: 'GRANT_CHANGED' } as const satisfies Record<GrantAct, NoticeKind>

type Side = 'EITHER' | 'PROVIDER' | 'PROVIDER_OR_AUTHORITY'

/** What may be done to grants; who may do it as a system, the shield says, and for which agency, each act itself. */
export function grantCommands({ db, clock, items }: CommandServices) {
  const act = (access: Access, input: GrantActInput, side: Side, name: Exclude<GrantAct, 'CHANGE'>, set: (at: Date) => Partial<tables.AccessGrantRow>) =>
    changing(db, async (orm) => {
      refuseFaults(reasonFaults(input.reason))
      const grant = await grantToActOn(orm, access, input.id, side)
      // Whoever ends what has ended wants nothing else.
      if (name === 'REVOKE' && grant.revokedAt !== null) return input.id
      const at = new Date(clock.now())
      const from = stateToLeave(grant, name, today(clock))
      await orm.update(tables.accessGrant).set(set(at)).where(inForce(input.id))
      await noteEvent(orm, access, {
        kind: 'GRANT', subject: grant.id, version: grant.version, at, action: name, fromState: from,
        toState: grantStateOf({ ...grant, ...set(at) }, today(clock)), note: input.reason,
      })
      await tellOfGrant(orm, access.plan, grant, TOLD[name], at)
      return input.id
    })

  return {
    /** Ends a grant for good; either side may. A second time changes nothing. */
    revokeGrant: (access: Access, input: GrantActInput) => act(access, input, 'EITHER', 'REVOKE', (at) => ({ revokedAt: at, ended: input.reason })),

    /** Stops a grant until it is resumed; its provider and the sharing authority may. */
    suspendGrant: (access: Access, input: GrantActInput) => act(access, input, 'PROVIDER_OR_AUTHORITY', 'SUSPEND', (at) => ({ suspendedAt: at })),

    /** Lets a suspended grant hold again; its provider and the sharing authority may. */
    resumeGrant: (access: Access, input: GrantActInput) => act(access, input, 'PROVIDER_OR_AUTHORITY', 'RESUME', () => ({ suspendedAt: null })),

    /**
     * Replaces a grant by a new version that gives less; its provider may. A suspended grant stays suspended.
     *
     * @throws CONFLICT where another version is in force; BAD_USER_INPUT with every member that would give more
     */
    changeGrant: (access: Access, input: ChangeGrantInput) =>
      changing(db, (orm) =>
        once(orm, tables.clientMutation, sendingOf(access, 'changeGrant', input), async () => {
          const grant = await grantToActOn(orm, access, input.id, 'PROVIDER')
          const state = stateToLeave(grant, 'CHANGE', today(clock))
          if (grant.version !== input.version) throw actError('CONFLICT', 'version: another version is in force', 'version：该版本已被替换')
          const old = termsOf(grant, await orm.select().from(tables.accessGrantItem).where(itemsOfVersion(grant)))
          const terms = narrowed(old, input, { approvedBy: access.plan.actor.operator, approvedOn: today(clock) })
          const maskable = (item: string) => items().some(({ coordinate, mask }) => coordinate === coordinateOf(item) && hasMaskedForm(mask))
          refuseFaults([...reasonFaults(input.reason), ...wideningsOf(old, terms, maskable)])
          await orm.update(tables.accessGrant).set({ superseded: true }).where(inForce(input.id))
          await issueGrant(orm, terms, { suspendedAt: grant.suspendedAt })
          const at = new Date(clock.now())
          await noteEvent(orm, access, {
            kind: 'GRANT', subject: grant.id, version: terms.version, at, action: 'CHANGE', fromState: state,
            toState: grantStateOf({ ...grant, ...terms }, today(clock)), note: input.reason,
          })
          await tellOfGrant(orm, access.plan, grant, TOLD.CHANGE, at)
          return input.id
        }),
      ),
  }
}

function inForce(id: string) {
  return and(eq(tables.accessGrant.id, id), eq(tables.accessGrant.superseded, false))
}

function itemsOfVersion({ id, version }: tables.AccessGrantRow) {
  return and(eq(tables.accessGrantItem.grantId, id), eq(tables.accessGrantItem.version, version))
}

// «Not yours» and «not there» read alike.
async function grantToActOn(orm: Orm, { plan }: Access, id: string, side: Side): Promise<tables.AccessGrantRow> {
  const locked = () => orm.select().from(tables.accessGrant).where(inForce(id)).for('update')
  // Whoever waited for a change finds the version gone for which they waited, and only a second look sees the one after it.
  const grant = (await locked())[0] ?? (await locked())[0]
  const sides = grant === undefined ? [] : side === 'EITHER' ? [grant.provider, grant.consumer] : [grant.provider]
  const ofAuthority = side === 'PROVIDER_OR_AUTHORITY' && plan.personas.includes('sharing-authority')
  if (grant === undefined || plan.agency === '' || !(ofAuthority || sides.includes(plan.agency))) {
    throw actError('NOT_FOUND', 'id: no such grant of this agency', 'id：本机构没有该授权')
  }
  return grant
}

function stateToLeave(grant: tables.AccessGrantRow, act: GrantAct, day: string) {
  const state = grantStateOf(grant, day)
  if (mayAct(act, state)) return state
  const wanted = GRANT_ACTS[act].join(', ')
  throw actError('CONFLICT', `the grant is ${state}, and has to be one of ${wanted}`, `授权当前状态为 ${state}，仅状态为 ${wanted} 时可以办理`)
}

function refuseFaults(faults: Parameters<typeof inputError>[0]): void {
  if (faults.length > 0) throw inputError(faults)
}

// A text that lists no arguments allows no value of any.
function allowedFrom(text: string | null): GrantTermsItem['arguments'] {
  const allowed = argumentsFrom(text)
  return allowed === undefined ? {} : allowed
}

function narrowed(old: GrantTerms, input: ChangeGrantInput, approval: Pick<GrantTerms, 'approvedBy' | 'approvedOn'>): GrantTerms {
  const asked: Narrowable = {
    items: input.items?.map(({ item, disclosure, arguments: given }) => ({ item, disclosure, arguments: allowedFrom(given ?? null) })) ?? old.items,
    matters: input.matters ?? old.matters,
    agencyRoles: input.agencyRoles ?? old.agencyRoles,
    regions: input.regions ?? old.regions,
    quotaPerDay: input.quotaPerDay ?? old.quotaPerDay,
    validFrom: input.validFrom ?? old.validFrom,
    validTo: input.validTo ?? old.validTo,
  }
  return { ...old, ...asked, ...approval, version: old.version + 1 }
}

function sendingOf({ plan }: Access, operation: string, input: ChangeGrantInput) {
  return { agency: plan.agency, consumer: plan.actor.consumer, operation, id: input.clientMutationId, input }
}
