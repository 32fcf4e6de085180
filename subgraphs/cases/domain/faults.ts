import type { InputFault } from '#platform/errors'

/** One fault of an input, in both languages. */
export function fault(argument: string, check: string, en: string, zh: string): InputFault {
  return { argument, check, en, zh }
}

/** A text that is needed and absent, or longer than it may be. */
export function textFault(argument: string, given: string | null | undefined, max: number, needed = false): InputFault[] {
  if (given == null || given.trim() === '') return needed ? [fault(argument, 'required', 'is needed', '必填')] : []
  return given.length <= max ? [] : [fault(argument, 'length', `at most ${max} characters`, `不超过${max}个字符`)]
}

/** A whole number that is needed, within bounds. */
export function countFault(argument: string, given: number | null | undefined, least: number, most: number): InputFault[] {
  if (given != null && given >= least && given <= most) return []
  return [fault(argument, 'range', `from ${least} to ${most}`, `须为${least}至${most}`)]
}

/** What is not of a kind of case and is given all the same: somebody may mean another kind. */
export function strangerFault(argument: string, given: unknown): InputFault[] {
  return given == null ? [] : [fault(argument, 'KIND', 'not of this kind of case', '该种类办件无此内容')]
}

export const REASON_MAX = 500
export const REFERENCE_MAX = 100
