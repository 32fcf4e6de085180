import { actError, type ErrorCode } from '#platform/errors'

interface Status {
  readonly code: ErrorCode | null
  readonly en: string
  readonly zh: string
}

/**
 * What asking for licences comes to, by the codes of deployed sharing services (GB/T 36906 family). Those with an error code refuse; the
 * others say how an answer turned out. Status 10 is the same whether a licence is unknown, protected or of nobody whom the purpose
 * concerns: more would tell which.
 */
export const STATUSES = {
  '0': { code: null, en: 'answered', zh: '成功' },
  '10': { code: null, en: 'no licence of anybody whom the purpose concerns matches', zh: '未找到匹配的证照信息' },
  '11': { code: 'BAD_USER_INPUT', en: 'the holder that is named is not one and the same person or organisation', zh: '身份验证不通过：所称持证主体不唯一或不相符' },
  '12': { code: 'BAD_USER_INPUT', en: 'something that is needed is missing', zh: '必填参数为空' },
  '13': { code: 'BAD_USER_INPUT', en: 'there is no such type of licences, or it is not published', zh: '证照类型不存在或未发布' },
  '21': { code: null, en: 'the licence was revoked, cancelled or replaced', zh: '已废止、已注销或已被新版本替代' },
  '22': { code: null, en: 'the licence has expired', zh: '已过期' },
  '23': { code: null, en: 'the licence is restricted or not valid yet, or its original has yet to be seen at a window', zh: '受限使用、尚未生效或尚未经窗口核对原件' },
  '99': { code: 'BAD_USER_INPUT', en: 'the question cannot be answered as it is put', zh: '其他异常：请求不符合要求' },
  '100': { code: 'FORBIDDEN', en: 'no right to licences of this type in this matter and role; explainAccess tells what to apply for', zh: '无访问该证权限，请先申请' },
  '101': { code: 'BAD_USER_INPUT', en: 'there is no such state of licences', zh: '状态配置错误：没有该证照状态' },
  '103': { code: 'BAD_USER_INPUT', en: 'licences of this type are not held by holders of this kind', zh: '持证主体代码类型不合规' },
  '105': { code: 'NOT_FOUND', en: 'the type has no catalogue entry', zh: '未找到证照目录' },
  '106': { code: 'CONFLICT', en: 'the type has several catalogue entries', zh: '证照目录不唯一' },
  '107': { code: 'NOT_FOUND', en: 'the type has no template that can be laid out', zh: '未找到可用的证照模板' },
  '108': { code: 'CONFLICT', en: 'the type has several templates', zh: '证照模板不唯一' },
  '113': { code: 'BAD_USER_INPUT', en: 'the code of the type is malformed: 18 characters of a credit code and 3 digits', zh: '证照类型代码有误：应为18位统一社会信用代码加3位数字' },
} as const satisfies Readonly<Record<string, Status>>

export type StatusCode = keyof typeof STATUSES

/** Statuses that refuse. */
export type Refusing = { [Code in StatusCode]: (typeof STATUSES)[Code]['code'] extends null ? never : Code }[StatusCode]

/**
 * A refusal by its status, as `extensions.status` tells it, in the words of the table.
 *
 * @param argument what it is about, as `claim.type`
 */
export function statusError(status: Refusing, argument: string) {
  const { code, en, zh } = STATUSES[status]
  return actError(code, `${argument}: ${en}`, `${argument}：${zh}`, { status })
}

// An answer tells these of what it shows; a change that rests on the licence is not made.
const CHANGE_REFUSED = { '10': 'NOT_FOUND', '21': 'CONFLICT', '22': 'CONFLICT', '23': 'CONFLICT' } as const satisfies Partial<Record<StatusCode, ErrorCode>>

/** What a change may be refused with. */
export type ChangeRefusing = Refusing | keyof typeof CHANGE_REFUSED

/** The same for a change, with the argument as a fault of the input. */
export function changeRefused(status: ChangeRefusing, argument: string) {
  const { code, en, zh } = STATUSES[status]
  const refusing = Object.hasOwn(CHANGE_REFUSED, status) ? CHANGE_REFUSED[status as keyof typeof CHANGE_REFUSED] : (code as ErrorCode)
  return actError(refusing, `${argument}: ${en}`, `${argument}：${zh}`, { status, faults: [{ argument, check: status, en, zh }] })
}

/** @throws status 113 where a code of a type is none */
export function checkTypeCode(code: string, argument: string): void {
  if (!/^[0-9A-Z]{18}\d{3}$/u.test(code)) throw statusError('113', argument)
}

/** What an answer about licences shows, fields by their names. */
type Shown = Readonly<Record<string, unknown>>

const codeIn = (value: unknown) => (value as { readonly code?: unknown } | null | undefined)?.code

/**
 * The status of an answer that was not refused, told from what it shows and nothing else, so that it tells no more than that.
 *
 * @param value what a root shows, fields by their names; `null` where it shows nothing
 */
export function statusOfAnswer(root: 'licence' | 'verifyLicence', value: Shown | null): StatusCode {
  if (value === null) return '10'
  const outcome = codeIn(value['outcome'])
  const verdicts = root === 'licence' ? [] : verdictsIn(value)
  if (verdicts.length > 0 && verdicts.every((verdict) => verdict === 'UNKNOWN')) return '10'
  if (value['holder'] === 'MISMATCH' || value['holderName'] === 'MISMATCH') return '11'
  return outcome === '21' || outcome === '22' || outcome === '23' ? outcome : '0'
}

function verdictsIn({ face, ...fields }: Shown): unknown[] {
  const faces = (Array.isArray(face) ? (face as Shown[]) : []).map(({ verdict }) => verdict)
  return [...Object.values(fields), ...faces].filter((each) => typeof each === 'string')
}
