import type { CodeList } from '#platform/codes'

/** What becomes of an alert (预警状态); the hub's own list. */
export const alertStates = { OPEN: '待说明', EXPLAINED: '已说明', CONFIRMED: '已确认' } as const satisfies CodeList

export type AlertState = keyof typeof alertStates

/** Every step of an alert: the agency explains, the sharing authority confirms that it was right to be raised. */
const MOVES = {
  EXPLAIN: { from: ['OPEN'], to: 'EXPLAINED' },
  CONFIRM: { from: ['OPEN', 'EXPLAINED'], to: 'CONFIRMED' },
} as const satisfies Readonly<Record<string, { readonly from: readonly AlertState[]; readonly to: AlertState }>>

export type AlertMove = keyof typeof MOVES

export const stateAfter = (move: AlertMove): AlertState => MOVES[move].to

/** The number of an alert out of its id; 0, which no alert has, where it is none. */
export const alertNumber = (id: string): number => (/^[1-9]\d{0,14}$/.test(id) ? Number(id) : 0)

/** Who takes the step. */
export interface AlertMover {
  readonly agency: string
  readonly personas: readonly string[]
  readonly operator: string
}

/** Why a step may not be taken, for a person to read. */
export interface AlertFault {
  readonly code: 'NOT_FOUND' | 'FORBIDDEN' | 'CONFLICT'
  readonly en: string
  readonly zh: string
}

/** What everybody else is told of an alert: the same as of one that was never raised. */
export const NO_ALERT: AlertFault = { code: 'NOT_FOUND', en: 'input.id: no such alert of this agency', zh: 'input.id：本机构没有该预警' }

/** What keeps somebody from taking a step; `null` where nothing does. */
export function alertFault(move: AlertMove, alert: { readonly agency: string; readonly state: AlertState }, { agency, personas, operator }: AlertMover): AlertFault | null {
  const own = agency !== '' && agency === alert.agency
  const authority = personas.includes('sharing-authority')
  if (!own && !authority) return NO_ALERT
  if (move === 'EXPLAIN' && !own) return { code: 'FORBIDDEN', en: 'only the agency that the request was made for may explain it', zh: '仅限使用单位说明' }
  if (move === 'CONFIRM' && !authority) return { code: 'FORBIDDEN', en: 'only the sharing authority may confirm it', zh: '仅限共享主管部门确认' }
  if (operator === 'UNATTENDED') return { code: 'FORBIDDEN', en: 'a person does this, no unattended system', zh: '须由人员办理，无人值守系统不得办理' }
  const from: readonly AlertState[] = MOVES[move].from
  if (from.includes(alert.state)) return null
  return {
    code: 'CONFLICT',
    en: `the alert is ${alert.state}; this may be done from ${from.join(', ')} only`,
    zh: `预警处于“${alertStates[alert.state]}”；该操作仅适用于${from.map((each) => `“${alertStates[each]}”`).join('、')}`,
  }
}
