import { eq, sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import { type Clock, today } from '#platform/clock'
import { type Database, type Orm, write } from '#platform/db'
import { once } from '#platform/db/once'
import { actError, inputError, type InputFault } from '#platform/errors'
import { alertFault, type AlertMove, alertNumber, NO_ALERT, stateAfter } from './domain/alert-moves.ts'
import { isRule, mergedParameters, parameterFaults, type RuleParameter } from './domain/alert-rules.ts'
import { textFaults } from './domain/text-faults.ts'
import { alert, alertEvent, alertRule, clientMutation, useReport } from './tables.alerts.ts'

/** How a rule is to be from now on; what is left out stays. */
export interface ChangeRuleInput {
  readonly code: string
  readonly enabled?: boolean | null
  readonly parameters?: readonly RuleParameter[] | null
}

/** What an agency has counted by itself. */
export interface ReportUseInput {
  readonly day: string
  readonly provider: string
  readonly entries: number
  readonly clientMutationId?: string | null
}

const NO_RULE: InputFault = { argument: 'input.code', check: 'CODE', en: 'there is no such rule', zh: '没有该规则' }

/** What agencies and the sharing authority do about alerts; each gives the id of what was changed. */
export function alertCommands({ db, clock }: { readonly db: Database; readonly clock: Clock }) {
  return {
    explainAlert: (access: Access, { id, explanation }: { readonly id: string; readonly explanation: string }): Promise<string> =>
      moved(db, clock, access, { move: 'EXPLAIN', id, text: explanation, argument: 'input.explanation' }),

    confirmAlert: (access: Access, { id, note }: { readonly id: string; readonly note: string }): Promise<string> =>
      moved(db, clock, access, { move: 'CONFIRM', id, text: note, argument: 'input.note' }),

    /** @throws BAD_USER_INPUT naming each part that is wrong */
    changeAlertRule: (_access: Access, { code, enabled, parameters }: ChangeRuleInput): Promise<string> => write(db.orm.transaction(async (orm) => {
      const [rule] = await orm.select().from(alertRule).where(eq(alertRule.code, code)).for('update')
      if (rule === undefined || !isRule(code)) throw inputError([NO_RULE])
      const given = parameters ?? []
      const faults = parameterFaults(code, given, rule.parameters)
      if (faults.length > 0) throw inputError(faults)
      await orm.update(alertRule).set({ enabled: enabled ?? rule.enabled, parameters: mergedParameters(given, rule.parameters) }).where(eq(alertRule.code, code))
      return code
    })),

    /** @throws CONFLICT where another number was reported for that day before */
    async reportUse(access: Access, input: ReportUseInput): Promise<string> {
      const { agency, actor } = access.plan
      if (agency === '') throw actError('FORBIDDEN', 'only an agency reports its use', '仅限使用单位报告')
      const faults = reportFaults(input, today(clock))
      if (faults.length > 0) throw inputError(faults)
      const sending = { agency, consumer: actor.consumer, operation: 'reportUse', id: input.clientMutationId, input }
      return write(db.orm.transaction((orm) => once(orm, clientMutation, sending, () => reported(orm, access, input))))
    },
  }
}

export type AlertCommands = ReturnType<typeof alertCommands>

interface Step {
  readonly move: AlertMove
  readonly id: string
  readonly text: string
  readonly argument: string
}

/** Takes a step, its row locked: of two that come at once the second finds the state that the first has left. */
function moved(db: Database, clock: Clock, { plan }: Access, { move, id, text, argument }: Step): Promise<string> {
  const { agency, personas, actor: { operator } } = plan
  return write(db.orm.transaction(async (orm) => {
    const [found] = await orm.select().from(alert).where(eq(alert.id, alertNumber(id))).for('update')
    const refusal = found === undefined ? NO_ALERT : alertFault(move, found, { agency, personas, operator })
    if (found === undefined || refusal !== null) throw actError((refusal ?? NO_ALERT).code, (refusal ?? NO_ALERT).en, (refusal ?? NO_ALERT).zh)
    const faults = textFaults(argument, text)
    if (faults.length > 0) throw inputError(faults)
    const state = stateAfter(move)
    const explanation = text.trim()
    await orm.update(alert).set(move === 'EXPLAIN' ? { state, explanation } : { state }).where(eq(alert.id, found.id))
    await orm.insert(alertEvent).values({ alert: found.id, at: new Date(clock.now()), agency, operator, fromState: found.state, toState: state, explanation })
    return id
  }))
}

const ENTRIES_MAX = 1_000_000_000

/** So many years the record is there for certain: an older day would be held against entries that may be gone. */
const YEARS_BACK = 3

function reportFaults({ day, entries }: ReportUseInput, now: string): InputFault[] {
  return [
    ...(day > now ? [{ argument: 'input.day', check: 'FUTURE', en: 'is still to come', zh: '不得晚于今日' }] : []),
    ...(day < yearsBefore(now, YEARS_BACK) ? [{ argument: 'input.day', check: 'TOO_OLD', en: `must be within the last ${YEARS_BACK} years`, zh: `须在最近${YEARS_BACK}年以内` }] : []),
    ...(entries >= 0 && entries <= ENTRIES_MAX ? [] : [{ argument: 'input.entries', check: 'RANGE', en: `must be 0 to ${ENTRIES_MAX}`, zh: `须为 0 至 ${ENTRIES_MAX}` }]),
  ]
}

const yearsBefore = (day: string, years: number) => `${Number(day.slice(0, 4)) - years}${day.slice(4)}`

async function reported(orm: Orm, { plan }: Access, { day, provider, entries }: ReportUseInput): Promise<string> {
  const { agency, actor: { operator } } = plan
  const id = `U-${crypto.randomUUID()}`
  const [written] = await orm.insert(useReport).values({ id, agency, day, provider, entries, operator }).onConflictDoNothing().returning({ id: useReport.id })
  if (written !== undefined) return written.id
  const [known] = await orm.select({ id: useReport.id, entries: useReport.entries }).from(useReport)
    .where(sql`${useReport.agency} = ${agency} and ${useReport.day} = ${day}::date and ${useReport.provider} = ${provider}`)
  if (known?.entries !== entries) throw actError('CONFLICT', 'input.entries: another number was reported for this day and provider before', 'input.entries：该日该提供方已报告过另一数字')
  return known.id
}
