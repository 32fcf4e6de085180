import type { InputFault } from '#platform/errors'

const REASON_MAX = 200

/** What is wrong with the reason that whoever acts gives: 1 to 200 characters, since others read it and decide by it. */
export function reasonFaults(reason: string): InputFault[] {
  const length = [...reason.trim()].length
  if (length >= 1 && length <= REASON_MAX) return []
  return [{ argument: 'input.reason', check: 'LENGTH', en: `must have 1 to ${REASON_MAX} characters`, zh: `须为 1 至 ${REASON_MAX} 个字符` }]
}
