import type { InputFault } from '#platform/errors'
import { holdsControls, holdsPersonalNumber } from '#platform/texts'

const TEXT_MAX = 500

/** Every fault of a text that other people read. */
export function textFaults(argument: string, text: string, least = 1): InputFault[] {
  const length = [...text.trim()].length
  const faults: InputFault[] = []
  if (length < least || length > TEXT_MAX) faults.push({ argument, check: 'LENGTH', en: `must be ${least} to ${TEXT_MAX} characters`, zh: `须为 ${least} 至 ${TEXT_MAX} 字` })
  if (holdsPersonalNumber(text)) faults.push({ argument, check: 'PERSONAL', en: 'holds a citizen number or a telephone', zh: '不得包含公民身份号码或电话号码' })
  if (holdsControls(text)) faults.push({ argument, check: 'CONTROLS', en: 'holds control or direction characters', zh: '不得包含控制字符' })
  return faults
}
