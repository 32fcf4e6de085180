import { and, desc, eq, inArray } from 'drizzle-orm'
import type { Access, AccessPlan } from '#platform/access'
import { type Orm, write } from '#platform/db'
import { actError, inputError } from '#platform/errors'
import type { LibraryServices } from '#platform/subgraph'
import { assertAttended, assertMayAct, assertUnderWay, noted, onceFor, type OnFile, taken } from './commands.files.ts'
import type { Numbered } from './commands.handling.ts'
import { countFault, REASON_MAX, textFault } from './domain/faults.ts'
import { EMERGENCY_HOURS_MOST } from './domain/kinds.ts'
import { needsTwo } from './domain/open.ts'
import { caseEvent, caseRecord } from './tables.ts'

const HOUR_MS = 3_600_000

/** A renewal that was asked for, and one that was confirmed. */
const ASKED = 'RENEW'
const RENEWED = 'RENEWED'

/** What two people do together, each by a session of their own. */
export function ofTwoPeople({ db, clock }: LibraryServices) {
  const changing = <Input extends Numbered>(plan: AccessPlan, operation: string, input: Input, change: (orm: Orm, onFile: OnFile, at: Date) => Promise<void>): Promise<string> =>
    write(db.orm.transaction((orm) => onceFor(orm, plan, operation, input, async () => {
      const onFile = await taken(orm, plan, input.caseNo)
      const at = new Date(clock.now())
      assertMayAct(operation === 'confirmCase' ? 'CONFIRM' : 'RENEW', onFile)
      assertAttended(plan)
      assertUnderWay(onFile, plan.agency, at.getTime())
      await change(orm, onFile, at)
      return input.caseNo
    })))

  return {
    /** @throws FORBIDDEN where the same operator did the first step, or nobody stands behind the system; CONFLICT where nothing waits for a second person; NOT_FOUND */
    confirmCase: ({ plan }: Access, input: Numbered): Promise<string> =>
      changing(plan, 'confirmCase', input, async (orm, onFile, at) => {
        const { caseNo, kind, state, confirmedBy, openedBy } = onFile.row
        if (!needsTwo(kind)) throw actError('CONFLICT', 'this kind of case needs no second person', '该种类办件无须复核')
        if (confirmedBy !== null) return confirmRenewal(orm, plan, onFile, at)
        assertAnother(plan, openedBy)
        await orm.update(caseRecord).set({ confirmedBy: plan.actor.operator, updatedAt: at }).where(eq(caseRecord.caseNo, caseNo))
        await noted(orm, plan, caseNo, at, { action: 'CONFIRM', from: state, to: state })
      }),

    /** @throws CONFLICT where the case is no emergency, has ended or was never confirmed; BAD_USER_INPUT, FORBIDDEN, NOT_FOUND */
    renewCase: ({ plan }: Access, input: Numbered & { hours: number; reason: string }): Promise<string> =>
      changing(plan, 'renewCase', input, async (orm, { row: { caseNo, kind, state, confirmedBy } }, at) => {
        const faults = [...countFault('input.hours', input.hours, 1, EMERGENCY_HOURS_MOST), ...textFault('input.reason', input.reason, REASON_MAX, true)]
        if (faults.length > 0) throw inputError(faults)
        if (kind !== 'EMERGENCY') throw actError('CONFLICT', 'only an emergency is renewed', '只有应急办件可以续期')
        if (confirmedBy === null) throw actError('CONFLICT', 'the emergency was not confirmed yet', '该应急办件尚未复核')
        await noted(orm, plan, caseNo, at, { action: ASKED, from: state, to: state, note: `${input.hours} ${input.reason}` })
      }),
  }
}

async function confirmRenewal(orm: Orm, plan: AccessPlan, { row: { caseNo, state } }: OnFile, at: Date): Promise<void> {
  const ofCase = and(eq(caseEvent.caseNo, caseNo), inArray(caseEvent.action, [ASKED, RENEWED]))
  const [last] = await orm.select().from(caseEvent).where(ofCase).orderBy(desc(caseEvent.id)).limit(1)
  if (last?.action !== ASKED) throw actError('CONFLICT', 'nothing waits for a second person', '没有待复核的事项')
  assertAnother(plan, last.operator)
  const hours = Number.parseInt(last.note ?? '', 10)
  await orm.update(caseRecord).set({ expiresAt: new Date(at.getTime() + hours * HOUR_MS), updatedAt: at }).where(eq(caseRecord.caseNo, caseNo))
  await noted(orm, plan, caseNo, at, { action: RENEWED, from: state, to: state })
}

function assertAnother({ actor }: AccessPlan, first: string | null): void {
  if (actor.operator !== first) return
  throw actError('FORBIDDEN', 'the second person must be another', '复核人不得与经办人为同一人')
}
