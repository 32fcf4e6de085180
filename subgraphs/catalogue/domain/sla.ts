import { addWorkingDays, type Calendar } from './working-days.ts'

/** The limits that are set, by name; `router/sla.conf` says on which article each rests. */
export const LIMITS = [
  'request.unconditional', 'request.conditional', 'request.extensionMax', 'request.warning', 'provide', 'catalog.update', 'catalog.review', 'objection', 'objection.told',
  'legacy51.conditional', 'credit.publish', 'credit.withdraw',
] as const

export type Limit = (typeof LIMITS)[number]

/** How many working days each limit gives. */
export type Limits = Readonly<Record<Limit, number>>

/** Limits, or what is wrong with the text that should set them: no value is told, since a fault is printed at start. */
export type ParsedLimits = { readonly limits: Limits; readonly faults: readonly [] } | { readonly limits: null; readonly faults: readonly string[] }

const LINE = /^([A-Za-z0-9.]+)\s*=\s*(\d{1,3})wd$/
const DAYS_MAX = 250

/**
 * Reads limits from lines such as `request.conditional = 10wd  # article`; what follows a `#` is a comment.
 *
 * @param base what holds where a line is missing; without it every limit needs a line
 * @returns the limits, or all faults at once
 */
export function parseLimits(text: string, base: Limits | null = null): ParsedLimits {
  const faults: string[] = []
  const given = new Map<string, number>()
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    const stated = line.replace(/#.*$/, '').trim()
    if (stated === '') continue
    const [, name = '', days = ''] = LINE.exec(stated) ?? []
    const fault = faultOf(name, Number(days), given)
    if (fault === null) given.set(name, Number(days))
    else faults.push(`line ${at + 1}: ${fault}`)
  }
  const missing = base === null ? LIMITS.filter((name) => !given.has(name)) : []
  faults.push(...missing.map((name) => `${name} is missing`))
  if (faults.length > 0) return { limits: null, faults }
  return { limits: { ...base, ...Object.fromEntries(given) } as Limits, faults: [] }
}

function faultOf(name: string, days: number, given: ReadonlyMap<string, number>): string | null {
  if (name === '') return 'it is no `name = <days>wd`'
  if (!(LIMITS as readonly string[]).includes(name)) return 'no limit has this name'
  if (given.has(name)) return 'the limit is set twice'
  return days >= 1 && days <= DAYS_MAX ? null : `the days are not 1 to ${DAYS_MAX}`
}

/** The last day of so many working days from a day on, which is itself not counted; `null` where a year on the way is not loaded. */
export function dueOnOf(calendar: Calendar, days: number, from: string): string | null {
  return addWorkingDays(calendar, from, days)
}
