import type { CodeList } from '#platform/codes'
import { licenceStates } from './codes.ts'
import { CHECK_ORIGINAL, UPLOAD } from './grades.ts'

/** What an issuer does to licences. The first brings one about, the others make a new version of it. */
export type Operation =
  | 'ISSUE' | 'RENEW' | 'CHANGE' | 'SUSPEND' | 'RESTORE' | 'CANCEL' | 'REVOKE' | 'REVOKE_AS_PENALTY' | 'TRANSFER_OUT' | 'TRANSFER_IN' | 'CANCEL_TRANSFER'
  | 'RESTRICT' | 'LIFT'

interface Rule {
  /** 操作类型 as versions state it, see `operations` of the code lists. */
  readonly code: string
  readonly zh: string
  /** States of a licence today from which it leads on; none brings a licence about. */
  readonly from: readonly string[]
  readonly to: string
  /** Whether the version may say something else than the one before: face, holders, number, period. */
  readonly rewrites: boolean
  /** Whether the type must be published: what is in the world already can always be ended. */
  readonly needsType: boolean
}

const rule = (code: string, zh: string, from: readonly string[], to: string, kind: 'rewrites' | 'moves' = 'moves'): Rule =>
  ({ code, zh, from, to, rewrites: kind === 'rewrites', needsType: kind === 'rewrites' })

// 撤销 takes back what should not have been given, 吊销 is a penalty; both are 注销 in the list of operations, as transfer away is.
/** Which operation leads from which state to which; the lists of states and of operations leave that to whoever uses them. */
export const OPERATIONS: Readonly<Record<Operation, Rule>> = {
  ISSUE: rule('01', '新发', [], '01', 'rewrites'),
  RENEW: rule('02', '延续', ['01', '05'], '01', 'rewrites'),
  CHANGE: rule('09', '变更', ['01'], '01', 'rewrites'),
  SUSPEND: rule('03', '暂扣', ['01', '98'], '02'),
  RESTORE: rule('06', '暂扣发还', ['02'], '01'),
  CANCEL: rule('05', '注销', ['01', '02', '05', '98', '99'], '04'),
  REVOKE: rule('05', '撤销', ['01', '02', '05', '98', '99'], '03'),
  REVOKE_AS_PENALTY: rule('05', '吊销', ['01', '02', '05', '98', '99'], '07'),
  TRANSFER_OUT: rule('05', '办理转出', ['01'], '06'),
  TRANSFER_IN: rule('08', '转入', ['06'], '01', 'rewrites'),
  CANCEL_TRANSFER: rule('10', '取消转出', ['06'], '01'),
  RESTRICT: rule('07', '限制使用', ['01'], '98'),
  LIFT: rule('07', '解除限制', ['98'], '01'),
}

/** What events tell of, by the names of the contract. */
export const operationNames: CodeList = { ...Object.fromEntries(Object.entries(OPERATIONS).map(([name, { zh }]) => [name, zh])), [CHECK_ORIGINAL]: '核对原件', [UPLOAD]: '上传' }

/** A version is stated in three digits, GB/T 36904. */
export const VERSIONS_MOST = 999

/** Whether an operation leads on from the state that a licence has today. */
export const leadsFrom = (operation: Operation, state: string): boolean => OPERATIONS[operation].from.includes(state)

const ENDED: ReadonlySet<string> = new Set(['03', '04', '07'])

/** State of a version once another has taken its place: it is of no use any more, and where the licence was ended it says so. */
export function supersededState(operation: Operation, before: string): string {
  const { to } = OPERATIONS[operation]
  if (operation === 'TRANSFER_IN') return before
  return ENDED.has(to) ? to : '05'
}

const NAMES_EN: Readonly<Record<string, string>> = {
  '01': 'in force', '02': 'suspended', '03': 'revoked', '04': 'cancelled', '05': 'no longer in force', '06': 'being transferred', '07': 'revoked as a penalty',
  '98': 'restricted', '99': 'other',
}

/** A state in words; a code that the list does not know is not repeated. */
export function stateInWords(code: string): { readonly en: string; readonly zh: string } {
  const zh = Object.hasOwn(licenceStates, code) ? licenceStates[code] : undefined
  return zh === undefined ? { en: 'unknown', zh: '未知' } : { en: `${code} (${NAMES_EN[code] ?? zh})`, zh: `${code}（${zh}）` }
}
