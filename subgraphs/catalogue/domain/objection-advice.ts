import type { AccessNote } from './explanation.ts'
import type { ObjectionState } from './objection-states.ts'

/**
 * What a window is told about an item in doubt, 国发〔2016〕51号: whoever has given valid proof is served, and is not sent to have
 * the item corrected first.
 */
const GO_ON: AccessNote = {
  message: 'the provider is checking this item. Where the applicant has given valid proof, go on with the case by that proof; do not ask them to have the item corrected first',
  messageZh: '该信息项正在校核。申请人已提供有效证明材料的，窗口应按证明材料继续办理，不得要求申请人先行更正',
}
const READ_THE_ANSWER: AccessNote = {
  message: 'the provider has checked this item: go on with the case by its answer',
  messageZh: '该信息项已由提供方校核答复，窗口应按答复继续办理',
}

/** How a window goes on with the case; `null` where nothing is in doubt any more. */
export function adviceFor(state: ObjectionState): AccessNote | null {
  return state === 'OPEN' ? GO_ON : state === 'ANSWERED' ? READ_THE_ANSWER : null
}
