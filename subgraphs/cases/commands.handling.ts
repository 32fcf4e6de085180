import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm'
import type { Access, AccessPlan } from '#platform/access'
import { type Orm, write } from '#platform/db'
import { actError, inputError } from '#platform/errors'
import type { LibraryServices } from '#platform/subgraph'
import { assertMayAct, assertUnderWay, type Named, noted, onceFor, type OnFile, taken } from './commands.files.ts'
import { partyRow, principalOf } from './commands.opening.ts'
import { endOf, mayMoveTo, stateInWords } from './domain/acts.ts'
import { type CaseState, type Evidence, states } from './domain/codes.ts'
import { fault, REASON_MAX, REFERENCE_MAX, textFault } from './domain/faults.ts'
import { PARTIES_MOST, rulesOf } from './domain/kinds.ts'
import { mayMove } from './domain/moves.ts'
import { type PartyGiven, partyFaults, partyFiled } from './domain/parties.ts'
import { caseParty, caseRecord } from './tables.ts'

export interface Numbered extends Named {
  readonly caseNo: string
}

interface PartiesChange extends Numbered {
  readonly add: readonly PartyGiven[]
  readonly remove: readonly number[]
  readonly reason: string
}

interface StateChange extends Numbered {
  readonly state: string
  readonly reason?: string | null
}

/** What changes a case on file, each in a transaction that holds it. Every one gives the number back. */
export function handling({ db, clock }: LibraryServices) {
  const changing = <Input extends Numbered>(plan: AccessPlan, operation: string, input: Input, change: (orm: Orm, onFile: OnFile, at: Date) => Promise<void>): Promise<string> =>
    write(db.orm.transaction((orm) => onceFor(orm, plan, operation, input, async () => {
      const onFile = await taken(orm, plan, input.caseNo)
      await change(orm, onFile, new Date(clock.now()))
      return input.caseNo
    })))

  return {
    /** @throws CONFLICT naming the state of a closed case; BAD_USER_INPUT with every fault of the input; FORBIDDEN, NOT_FOUND */
    changeCaseParties: ({ plan }: Access, input: PartiesChange): Promise<string> =>
      changing(plan, 'changeCaseParties', input, async (orm, onFile, at) => {
        assertMayAct('PARTIES', onFile)
        assertUnderWay(onFile, plan.agency, at.getTime())
        await changeParties(orm, onFile, input, at)
        const { caseNo, state } = onFile.row
        await noted(orm, plan, caseNo, at, { action: 'PARTIES', from: state, to: state, note: input.reason })
      }),

    /** @throws CONFLICT naming both states where no way leads from one to the other; BAD_USER_INPUT, FORBIDDEN, NOT_FOUND */
    changeCaseState: ({ plan }: Access, input: StateChange): Promise<string> =>
      changing(plan, 'changeCaseState', input, async (orm, onFile, at) => {
        const faults = [...(Object.hasOwn(states, input.state) ? [] : [fault('input.state', 'STATE', 'no state of a case', '没有此办件状态')]), ...textFault('input.reason', input.reason, REASON_MAX)]
        if (faults.length > 0) throw inputError(faults)
        assertMayAct('STATE', onFile)
        assertMove(onFile, input.state, at.getTime())
        if (!mayMoveTo(input.state, onFile.roles)) throw actError('FORBIDDEN', 'the role in the case does not reach that far', '在该办件中的角色无权办理此操作')
        await move(orm, plan, onFile, input.state as CaseState, at, { action: 'MOVE', note: input.reason ?? null })
      }),

    /** @throws CONFLICT naming the state of a case that cannot be closed from there; BAD_USER_INPUT, FORBIDDEN, NOT_FOUND */
    closeCase: ({ plan }: Access, input: Numbered & { reason?: string | null }): Promise<string> =>
      changing(plan, 'closeCase', input, async (orm, onFile, at) => {
        const { kind, state, handedOverBy } = onFile.row
        const faults = textFault('input.reason', input.reason, REASON_MAX)
        if (faults.length > 0) throw inputError(faults)
        // Whoever acts in person takes back what nobody has accepted yet.
        if (plan.actor.represented === null) assertMayAct('CLOSE', onFile)
        const end = endOf(kind, state, handedOverBy === null ? null : handedOverBy === plan.agency ? 'BY_US' : 'TO_US')
        if (end === null || (plan.actor.represented !== null && end !== '90')) throw noWay(state, '50')
        await move(orm, plan, onFile, end, at, { action: 'CLOSE', note: input.reason ?? null })
      }),

    /** @throws FORBIDDEN where it is not an agency's session that may state it, or not the applicant's own; CONFLICT, BAD_USER_INPUT, NOT_FOUND */
    proveCase: ({ plan }: Access, input: Numbered & { evidence: Evidence; reference: string }): Promise<string> =>
      changing(plan, 'proveCase', input, async (orm, onFile, at) => {
        const inPerson = plan.actor.represented !== null
        const faults = textFault('input.reference', input.reference, REFERENCE_MAX, true)
        if (faults.length > 0) throw inputError(faults)
        if (inPerson !== (input.evidence === 'OWN_SESSION')) throw actError('FORBIDDEN', 'evidence: the own session is stated by itself alone', 'evidence：本人会话只能由本人提供，其他证明由机构提供')
        if (!inPerson) assertMayAct('PROVE', onFile)
        assertUnderWay(onFile, plan.agency, at.getTime())
        const { caseNo, state, evidence } = onFile.row
        // The agency's own system has the last word on what it knows.
        if (evidence !== 'RECONCILED') await orm.update(caseRecord).set({ evidence: input.evidence, updatedAt: at }).where(eq(caseRecord.caseNo, caseNo))
        await noted(orm, plan, caseNo, at, { action: 'PROVE', from: state, to: state, note: `${input.evidence} ${input.reference}` })
      }),

    /** @throws CONFLICT where the case was reconciled with another record; FORBIDDEN, BAD_USER_INPUT, NOT_FOUND */
    reconcileCase: ({ plan }: Access, input: Numbered & { recordId: string }): Promise<string> =>
      changing(plan, 'reconcileCase', input, async (orm, onFile, at) => {
        const { caseNo, state, evidence, sourceRecordId } = onFile.row
        const faults = textFault('input.recordId', input.recordId, REFERENCE_MAX, true)
        if (faults.length > 0) throw inputError(faults)
        assertMayAct('RECONCILE', onFile)
        if (evidence === 'RECONCILED' && sourceRecordId !== input.recordId) throw actError('CONFLICT', 'the case was reconciled with another record', '该办件已与其他业务记录核对')
        assertUnderWay(onFile, plan.agency, at.getTime())
        const source = { sourceAgency: plan.agency, sourceSystem: plan.actor.consumer, sourceRecordId: input.recordId }
        await orm.update(caseRecord).set({ evidence: 'RECONCILED', updatedAt: at, ...source }).where(eq(caseRecord.caseNo, caseNo))
        await noted(orm, plan, caseNo, at, { action: 'RECONCILE', from: state, to: state, note: input.recordId })
      }),
  }
}

function noWay(from: string, to: string) {
  const [a, b] = [stateInWords(from), stateInWords(to)]
  return actError('CONFLICT', `no way leads from state ${a?.en ?? 'unknown'} to ${b?.en ?? 'unknown'}`, `办件状态不能由${a?.zh ?? '未知'}变为${b?.zh ?? '未知'}`)
}

function assertMove(onFile: OnFile, to: string, now: number): void {
  const { kind, state, expiresAt } = onFile.row
  if (!mayMove(state, to)) throw noWay(state, to)
  if (expiresAt !== null && expiresAt.getTime() <= now) throw actError('CONFLICT', 'the case has expired', '该办件已到期')
  if (kind === 'ROSTER' && state === '10') throw actError('CONFLICT', 'the list of the roster is not sealed', '名册尚未封存')
  if (to === '92' && onFile.agencies.every((agency) => agency === onFile.agencies[0])) {
    throw actError('CONFLICT', 'there is no other agency in the case to hand it over to', '该办件没有可转报的其他机构')
  }
}

const DECIDED: ReadonlySet<string> = new Set(['40', '41'])
const CLOSED: ReadonlySet<string> = new Set(['21', '50', '51', '90', '91'])

/** Moves a case and stamps the instants that its new state stands for. */
export async function move(orm: Orm, plan: AccessPlan, { row }: OnFile, to: CaseState, at: Date, done: { action: string; note: string | null }): Promise<void> {
  const stamps = {
    ...(to === '20' && row.acceptedAt === null ? { acceptedAt: at } : {}),
    ...(DECIDED.has(to) ? { decidedAt: at } : {}),
    ...(CLOSED.has(to) && row.closedAt === null ? { closedAt: at } : {}),
    ...(to === '92' ? { handedOverBy: plan.agency } : {}),
  }
  await orm.update(caseRecord).set({ state: to, updatedAt: at, ...stamps }).where(eq(caseRecord.caseNo, row.caseNo))
  await noted(orm, plan, row.caseNo, at, { ...done, from: row.state, to })
}

async function changeParties(orm: Orm, { row }: OnFile, { add, remove, reason }: PartiesChange, at: Date): Promise<void> {
  const { caseNo, kind } = row
  const { needs, partiesMost } = rulesOf(kind)
  const ofCase = eq(caseParty.caseNo, caseNo)
  const [last] = await orm.select({ ordinal: caseParty.ordinal }).from(caseParty).where(ofCase).orderBy(desc(caseParty.ordinal)).limit(1)
  const present = await orm.select().from(caseParty).where(and(ofCase, isNull(caseParty.removedAt))).orderBy(asc(caseParty.ordinal))
  const left = present.filter(({ ordinal }) => !remove.includes(ordinal))
  const parties = [...left, ...add]
  const unknown = remove.filter((ordinal) => !present.some((party) => party.ordinal === ordinal))
  const faults = [
    ...textFault('input.reason', reason, REASON_MAX, true),
    ...(unknown.length === 0 ? [] : [fault('input.remove', 'PARTY', 'no such party in the case', '该办件没有此当事人')]),
    ...(parties.length <= partiesMost ? partyFaults(kind, add, 'input.add') : [fault('input.add', 'COUNT', `at most ${Math.min(partiesMost, PARTIES_MOST)} parties`, `当事人不超过${partiesMost}个`)]),
    ...(needs === null || parties.some(({ role }) => role === needs) ? [] : [fault('input.remove', 'PARTY_NEEDED', `a party with the role ${needs}`, '缺少必需的当事人')]),
  ]
  if (faults.length > 0) throw inputError(faults)
  if (remove.length > 0) await orm.update(caseParty).set({ removedAt: at, updatedAt: at }).where(and(ofCase, inArray(caseParty.ordinal, [...remove])))
  const { division, slice, appliedAt } = row
  const filed = add.map(partyFiled)
  const first = (last?.ordinal ?? 0) + 1
  if (filed.length > 0) {
    await orm.insert(caseParty).values(filed.map((party, index) => ({ ...partyRow(party, { caseNo, division, slice, appliedAt }, at), ordinal: first + index })))
  }
  await orm.update(caseRecord).set({ subject: principalOf([...left, ...filed])?.subject ?? null, updatedAt: at }).where(eq(caseRecord.caseNo, caseNo))
}
