import { type ApplicationState, applicationStates } from './application-states.ts'

/** Who may take a step: a side of the application, and the role that its system needs. */
type Hand = 'APPLICANT' | 'APPLICANT_OFFICE' | 'PROVIDER' | 'AUTHORITY'

interface Move {
  readonly from: readonly ApplicationState[]
  readonly to: readonly ApplicationState[]
  readonly by: Hand
  /** What is recorded of it. */
  readonly action: string
  /** Whether a person must take it: nobody decides unattended. */
  readonly decides?: boolean
}

/** Every step of an application (共享申请办理), by the mutation that takes it. */
export const MOVES = {
  review: { from: ['INTERNAL_REVIEW'], to: ['SUBMITTED', 'APPROVED', 'REJECTED'], by: 'APPLICANT_OFFICE', action: 'REVIEW', decides: true },
  cancel: { from: ['INTERNAL_REVIEW', 'SUBMITTED', 'SUPPLEMENT', 'SECOND_APPROVAL', 'DISPUTED'], to: ['CANCELLED'], by: 'APPLICANT', action: 'CANCEL' },
  decide: {
    from: ['SUBMITTED'], to: ['SECOND_APPROVAL', 'APPROVED', 'PARTLY_APPROVED', 'REFUSED'], by: 'PROVIDER', action: 'DECIDE', decides: true,
  },
  confirm: { from: ['SECOND_APPROVAL'], to: ['SUBMITTED', 'APPROVED', 'PARTLY_APPROVED'], by: 'PROVIDER', action: 'CONFIRM', decides: true },
  requestSupplement: { from: ['SUBMITTED'], to: ['SUPPLEMENT'], by: 'PROVIDER', action: 'REQUEST_SUPPLEMENT', decides: true },
  supplement: { from: ['SUPPLEMENT'], to: ['SUBMITTED'], by: 'APPLICANT', action: 'SUPPLEMENT' },
  extend: { from: ['SUBMITTED', 'SECOND_APPROVAL'], to: ['SUBMITTED', 'SECOND_APPROVAL'], by: 'AUTHORITY', action: 'EXTEND', decides: true },
  dispute: { from: ['REFUSED'], to: ['DISPUTED'], by: 'APPLICANT', action: 'DISPUTE' },
  arbitrate: { from: ['DISPUTED'], to: ['REFUSED', 'APPROVED', 'PARTLY_APPROVED'], by: 'AUTHORITY', action: 'ARBITRATE', decides: true },
} as const satisfies Readonly<Record<string, Move>>

export type MoveName = keyof typeof MOVES

/** What a step looks at of an application. */
export interface Movable {
  readonly version: number
  readonly state: ApplicationState
  readonly applicant: string
  readonly provider: string
  readonly submittedBy: string
  readonly firstApprover: string | null
  readonly extended: boolean
  readonly supplementAsked: string | null
  readonly dispute: string | null
}

/** Who takes the step. */
export interface Mover {
  readonly agency: string
  readonly personas: readonly string[]
  readonly operator: string
}

/** Why a step may not be taken, for a person to read. */
export interface MoveFault {
  readonly code: 'NOT_FOUND' | 'FORBIDDEN' | 'CONFLICT'
  readonly en: string
  readonly zh: string
}

/** What an agency is told of an application that is none of its business: the same as of one that nobody has made. */
export const NOT_YOURS: MoveFault = { code: 'NOT_FOUND', en: 'id: no such application of this agency', zh: 'id：本机构没有该申请' }

/**
 * Whether the application has left its own agency. Every step raises the version, so what was rejected or taken back at the second
 * was so before it was sent.
 */
export function wasSent({ state, version }: Pick<Movable, 'state' | 'version'>): boolean {
  return state !== 'INTERNAL_REVIEW' && !(version === 2 && (state === 'REJECTED' || state === 'CANCELLED'))
}

/** The agencies that may see an application: its provider only once it was sent. */
export const agenciesOf = (application: Pick<Movable, 'state' | 'version' | 'applicant' | 'provider'>): string[] =>
  wasSent(application) ? [application.applicant, application.provider] : [application.applicant]

/** What keeps somebody from taking a step; `null` where nothing does. */
export function moveFault(name: MoveName, application: Movable, mover: Mover): MoveFault | null {
  const move: Move = MOVES[name]
  const sees = mover.personas.includes('sharing-authority') || (mover.agency !== '' && agenciesOf(application).includes(mover.agency))
  if (!sees) return NOT_YOURS
  return handFault(move, application, mover) ?? stateFault(move, application) ?? personFault(name, move, application, mover) ?? onceFault(name, application)
}

const HANDS: Readonly<Record<Hand, { readonly role: string | null; readonly en: string; readonly zh: string }>> = {
  APPLICANT: { role: null, en: 'only the agency that made the application may do this', zh: '仅限申请方办理' },
  APPLICANT_OFFICE: { role: 'approver', en: 'only the sharing office of the agency that made the application may do this', zh: '仅限申请方共享工作机构办理' },
  PROVIDER: { role: 'approver', en: 'only the sharing office of the provider may do this', zh: '仅限提供方共享工作机构办理' },
  AUTHORITY: { role: 'sharing-authority', en: 'only the sharing authority may do this', zh: '仅限数据主管部门办理' },
}

function handFault({ by }: Move, { applicant, provider }: Movable, { agency, personas }: Mover): MoveFault | null {
  const { role, en, zh } = HANDS[by]
  const stands = by === 'AUTHORITY' || agency === (by === 'PROVIDER' ? provider : applicant)
  return stands && (role === null || personas.includes(role)) ? null : { code: 'FORBIDDEN', en, zh }
}

function stateFault({ from }: Move, { state }: Movable): MoveFault | null {
  if (from.includes(state)) return null
  return {
    code: 'CONFLICT',
    en: `the application is ${state}; this may be done from ${from.join(', ')} only`,
    zh: `申请处于“${applicationStates[state]}”；该操作仅适用于${from.map((each) => `“${applicationStates[each]}”`).join('、')}`,
  }
}

function personFault(name: MoveName, { decides }: Move, { submittedBy, firstApprover }: Movable, { operator }: Mover): MoveFault | null {
  if (decides === true && operator === 'UNATTENDED') return { code: 'FORBIDDEN', en: 'a person decides, no unattended system', zh: '须由人员办理，无人值守系统不得办理' }
  if (decides === true && operator === submittedBy) return { code: 'FORBIDDEN', en: 'who submitted it may not decide it', zh: '提交人不得办理' }
  if (name === 'confirm' && operator === firstApprover) return { code: 'FORBIDDEN', en: 'another person than the first must confirm it', zh: '复核须由另一人办理' }
  return null
}

function onceFault(name: MoveName, { extended, supplementAsked, dispute }: Movable): MoveFault | null {
  const done = { extend: extended, requestSupplement: supplementAsked !== null, dispute: dispute !== null } as Partial<Record<MoveName, boolean>>
  return done[name] === true ? { code: 'CONFLICT', en: 'this may be done once only, and has been', zh: '该操作仅可办理一次，且已办理' } : null
}
