import type { CodeList } from '#platform/codes'
import { alertRules } from './alert-rules.ts'

/** How a request ended; the hub's own list. */
export const outcomes: CodeList = { ANSWERED: '已答复', PARTIAL: '部分答复', REFUSED: '已拒绝', FAILED: '失败' }

/** Where a request was made, GB/T 39046 (办理渠道): the hub's own codes. */
export const channels: CodeList = { PORTAL: '门户', WINDOW: '窗口', MOBILE: '移动端', TERMINAL: '自助终端', SYSTEM: '系统' }

/** What a use was given of an item; the hub's own list. */
export const usedAs: CodeList = { CLEAR: '明文', MASKED: '脱敏', VERIFY: '核验', REFUSED: '未提供' }

/** Confidential categories of instruments, as the cases library names them. */
export const instrumentCategories: CodeList = { SUPERVISION: '监察', AUDIT: '审计', JUDICIAL: '司法' }

/** Why a request should be looked at; the hub's own list. */
export const alertKinds: CodeList = {
  PARTY_JUST_ADDED: '当事人添加不足24小时即被查询', EMERGENCY_READ: '应急办件查询', MISMATCH_LIMIT: '核验不一致次数达到上限', ...alertRules,
}

/** What becomes of a receipt that is looked up; the hub's own list. */
export const receiptVerdicts: CodeList = { RECORDED: '与记录一致', MISMATCH: '与记录不一致', UNKNOWN: '无此记录' }

/** How a verification of the record stands; the hub's own list. */
export const verificationStates = { WAITING: '等待核验', RUNNING: '核验中', SOUND: '与写入时一致', FAULTY: '发现问题' } as const satisfies CodeList

export type VerificationState = keyof typeof verificationStates
