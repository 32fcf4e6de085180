import type { CodeList } from '#platform/codes'

/** How a request ended; the hub's own list. */
export const outcomes: CodeList = { ANSWERED: '已答复', PARTIAL: '部分答复', REFUSED: '已拒绝', FAILED: '失败' }
