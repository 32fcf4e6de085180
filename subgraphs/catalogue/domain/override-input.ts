import type { InputFault } from '#platform/errors'
import { parseCaseNumber } from '#platform/identifiers'

/** Leave to go beyond regions, as the sharing authority gives it. */
export interface OverrideInput {
  readonly agency: string
  readonly caseNo: string
  readonly reason: string
  readonly hours: number
  readonly clientMutationId?: string | null
}

/** So long it may last, in hours. */
const HOURS_MAX = 72
const REASON_MAX = 200

/** Whatever is wrong with it, all of it. */
export function overrideFaults({ caseNo, reason, hours }: OverrideInput): readonly InputFault[] {
  const length = [...reason.trim()].length
  const faults: InputFault[] = []
  if (!parseCaseNumber(caseNo).ok) faults.push({ argument: 'input.caseNo', check: 'format', en: 'no case number', zh: '不是办件编号' })
  if (length < 1 || length > REASON_MAX) {
    faults.push({ argument: 'input.reason', check: 'length', en: `from 1 to ${REASON_MAX} characters`, zh: `须为 1 至 ${REASON_MAX} 个字符` })
  }
  if (hours < 1 || hours > HOURS_MAX) faults.push({ argument: 'input.hours', check: 'range', en: `from 1 to ${HOURS_MAX}`, zh: `须为 1 至 ${HOURS_MAX}` })
  return faults
}
