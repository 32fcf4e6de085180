import type { CodeList } from '#platform/codes'

/** States of an objection (疑义校核状态); the hub's own list. */
export const objectionStates = { OPEN: '校核中', ANSWERED: '已答复', WITHDRAWN: '已撤回' } as const satisfies CodeList

export type ObjectionState = keyof typeof objectionStates

/** What checking came to (校核结果); the hub's own list. */
export const objectionOutcomes = { CORRECTED: '属实，已更正', PARTLY_CORRECTED: '部分属实，已更正', CONFIRMED: '经核对无误' } as const satisfies CodeList

export type ObjectionOutcome = keyof typeof objectionOutcomes
