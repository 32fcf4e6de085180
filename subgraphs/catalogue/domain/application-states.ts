import type { CodeList } from '#platform/codes'

/** States of an application (共享申请状态); the hub's own list. */
export const applicationStates = {
  INTERNAL_REVIEW: '内部审核',
  SUBMITTED: '待提供方答复',
  SUPPLEMENT: '待补正',
  SECOND_APPROVAL: '待复核',
  APPROVED: '同意',
  PARTLY_APPROVED: '部分同意',
  REFUSED: '不予同意',
  DISPUTED: '争议协调',
  REJECTED: '内部退回',
  CANCELLED: '已撤回',
} as const satisfies CodeList

export type ApplicationState = keyof typeof applicationStates
