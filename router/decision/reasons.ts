/** What the person at the window can do about a refusal. */
export type Remedy = 'APPLY' | 'ASK_HOLDER' | 'TAKE_PAPER' | 'ACCEPT_ON_COMMITMENT' | 'WAIT' | 'CALL_PROVIDER'

interface ReasonText {
  readonly remedy: Remedy
  readonly en: string
  readonly zh: string
}

/**
 * Why an item is refused, in the order in which the checks are made: a caller is told the last check that its best
 * grant reached, since that is the one to mend.
 */
export const REASONS = {
  UNAUTHENTICATED: { remedy: 'CALL_PROVIDER', en: 'no valid token came with the request', zh: '请求未携带有效令牌' },
  CONSUMER_SUSPENDED: { remedy: 'CALL_PROVIDER', en: 'the consumer is unknown or suspended', zh: '使用方系统未注册或已被停用' },
  AGENCY_NOT_SERVED: { remedy: 'CALL_PROVIDER', en: 'the consumer is not registered to act for this agency', zh: '使用方系统未登记代表该机构' },
  NETWORK_ZONE: { remedy: 'TAKE_PAPER', en: 'not given to callers from the Internet', zh: '互联网区域不提供该信息项' },
  ASSURANCE_TOO_LOW: { remedy: 'ASK_HOLDER', en: 'the person has not been identified well enough', zh: '身份认证等级不足' },
  NOT_PUBLISHED: { remedy: 'CALL_PROVIDER', en: 'the resource is not published', zh: '信息资源尚未发布' },
  WITHHELD: { remedy: 'TAKE_PAPER', en: 'not shared, on the legal basis in the catalogue', zh: '不予共享，依据见目录' },
  PURPOSE_REQUIRED: { remedy: 'APPLY', en: 'needs a purpose: a matter, and a case where it is about a person', zh: '须说明使用目的：事项；涉及个人的还须办件' },
  CASE_NOT_YOURS: { remedy: 'CALL_PROVIDER', en: 'no such case of this agency', zh: '本机构没有该办件' },
  CASE_CLOSED: { remedy: 'CALL_PROVIDER', en: 'the case is closed', zh: '办件已办结' },
  CASE_MATTER_MISMATCH: { remedy: 'CALL_PROVIDER', en: 'the case belongs to another matter', zh: '办件与所称事项不符' },
  CASE_UNPROVEN: { remedy: 'ASK_HOLDER', en: 'nothing proves yet that the subject started the case', zh: '尚无办事人发起办件的证明' },
  NO_GRANT: { remedy: 'APPLY', en: 'no approved grant for this item', zh: '没有该信息项的共享授权' },
  GRANT_NOT_YET_VALID: { remedy: 'WAIT', en: 'the grant is not yet valid', zh: '授权尚未生效' },
  GRANT_EXPIRED: { remedy: 'APPLY', en: 'the grant has expired', zh: '授权已过期' },
  GRANT_REVOKED: { remedy: 'CALL_PROVIDER', en: 'the grant was revoked', zh: '授权已撤销' },
  MATTER_NOT_COVERED: { remedy: 'APPLY', en: 'no approved grant for this matter', zh: '授权不包含该事项' },
  AGENCY_ROLE_NOT_COVERED: { remedy: 'APPLY', en: 'the grant is not for the role of this agency in the case', zh: '授权不包含本机构在办件中的角色' },
  PARTY_ROLE_NOT_COVERED: { remedy: 'ASK_HOLDER', en: 'the grant is not for persons in this role in the case', zh: '授权不包含该当事人角色' },
  REGION_NOT_COVERED: { remedy: 'APPLY', en: 'the grant is not for the division that handles the case', zh: '授权不包含办理地区划' },
  VERIFY_ONLY: { remedy: 'ASK_HOLDER', en: 'may be verified, not read', zh: '仅可核验，不可查询' },
  QUOTA_EXHAUSTED: { remedy: 'WAIT', en: 'the quota of the grant is used up', zh: '授权额度已用完' },
  SUBJECT_NOT_PARTY: { remedy: 'ASK_HOLDER', en: 'the purpose does not concern this subject', zh: '该主体与使用目的无关' },
  OPERATOR_IS_SUBJECT: { remedy: 'CALL_PROVIDER', en: 'the operator is the subject or a close relative', zh: '经办人为当事人本人或近亲属' },
} as const satisfies Record<string, ReasonText>

export type Reason = keyof typeof REASONS

const ORDER = new Map((Object.keys(REASONS) as Reason[]).map((reason, index) => [reason, index]))

/** Whether a reason stands before another in the order. */
export function isEarlier(a: Reason, b: Reason): boolean {
  return (ORDER.get(a) ?? 0) < (ORDER.get(b) ?? 0)
}

/** The reason that stands later in the order; `null` stands before all. */
export function laterReason(a: Reason | null, b: Reason): Reason {
  return a === null || (ORDER.get(b) ?? 0) > (ORDER.get(a) ?? 0) ? b : a
}
