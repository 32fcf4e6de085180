import type { CodeList } from '#platform/codes'
import type { InputFault } from '#platform/errors'

/** What the rules are called (预警规则); the hub's own list. Each raises alerts of its own name. */
export const alertRules = {
  MANY_SUBJECTS: '一小时内查询主体过多', REPEATED_MISMATCH: '一日内核验不一致过多', AFTER_HOURS: '非工作时间查询', OFF_REGION: '非常用区划查询', COUNTS_DIFFER: '使用次数不一致',
} as const satisfies CodeList

export type AlertRuleCode = keyof typeof alertRules

/** What kind of day it is for offices: worked, a weekend, or a public holiday. */
export type DayKind = 'WORKDAY' | 'WEEKEND' | 'HOLIDAY'

/** A day that is of another kind than its place in the week says, or that is a holiday in any case. */
export interface NamedDay {
  /** `YYYY-MM-DD`, at the hub's place. */
  readonly day: string
  readonly kind: DayKind
}

interface Bounds {
  readonly least: number
  readonly most: number
}

const MANY: Bounds = { least: 1, most: 1_000_000 }
const HOUR: Bounds = { least: 0, most: 24 }

/** What each rule can be told: whole numbers within bounds. */
const PARAMETERS: Readonly<Record<AlertRuleCode, Readonly<Record<string, Bounds>>>> = {
  MANY_SUBJECTS: { operator: MANY, unattended: MANY },
  REPEATED_MISMATCH: { operator: MANY, unattended: MANY },
  AFTER_HOURS: { from: HOUR, to: HOUR, weekendFrom: HOUR, weekendTo: HOUR, holidayFrom: HOUR, holidayTo: HOUR },
  OFF_REGION: { days: { least: 1, most: 366 } },
  COUNTS_DIFFER: { difference: { least: 0, most: 1_000_000 } },
}

/** By which parameters a window's hours are told, for each kind of day: from the first of them, to the second. */
export const HOURS = {
  WORKDAY: ['from', 'to'], WEEKEND: ['weekendFrom', 'weekendTo'], HOLIDAY: ['holidayFrom', 'holidayTo'],
} as const satisfies Readonly<Record<DayKind, readonly [from: string, to: string]>>

/** One number that a rule is told. */
export interface RuleParameter {
  readonly name: string
  readonly value: number
}

export const isRule = (code: string): code is AlertRuleCode => Object.hasOwn(alertRules, code)

/** Every fault of what a rule is to be told, which is put over what it was told before. */
export function parameterFaults(code: AlertRuleCode, given: readonly RuleParameter[], known: Readonly<Record<string, number>>): InputFault[] {
  const bounds = PARAMETERS[code]
  const names = Object.keys(bounds).join(', ')
  const faults = given.flatMap(({ name, value }, at): InputFault[] => {
    const argument = `input.parameters[${at}]`
    const bound = Object.hasOwn(bounds, name) ? bounds[name] : undefined
    if (bound === undefined) return [{ argument: `${argument}.name`, check: 'NAME', en: `must be one of ${names}`, zh: `须为 ${names} 之一` }]
    if (given.findIndex((each) => each.name === name) < at) return [{ argument: `${argument}.name`, check: 'TWICE', en: 'is given twice', zh: '重复' }]
    if (value >= bound.least && value <= bound.most) return []
    return [{ argument: `${argument}.value`, check: 'RANGE', en: `must be ${bound.least} to ${bound.most}`, zh: `须为 ${bound.least} 至 ${bound.most}` }]
  })
  return faults.length > 0 ? faults : orderFaults(mergedParameters(given, known))
}

/** Hours begin before they end; where both are alike there are none, which no working day has. */
function orderFaults(told: Readonly<Record<string, number>>): InputFault[] {
  return Object.entries(HOURS).flatMap(([kind, [begin, end]]): InputFault[] => {
    const [from, to] = [told[begin], told[end]]
    if (from === undefined || to === undefined || from < to || (from === to && kind !== 'WORKDAY')) return []
    return [{ argument: 'input.parameters', check: 'ORDER', en: `${begin} must be before ${end}`, zh: `${begin} 须早于 ${end}` }]
  })
}

/** What a rule is told from now on. */
export function mergedParameters(given: readonly RuleParameter[], known: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return { ...known, ...Object.fromEntries(given.map(({ name, value }) => [name, value])) }
}
