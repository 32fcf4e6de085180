import { type ObjectionState, objectionStates } from './objection-states.ts'

/** What a step looks at of an objection. */
export interface Movable {
  readonly state: ObjectionState
  /** Credit code of an agency, or where `inPerson` the key of the subject. */
  readonly raiser: string
  readonly inPerson: boolean
  readonly provider: string
}

/** Who takes the step. */
export interface Mover {
  /** Credit code of the agency; empty for whoever acts in person. */
  readonly agency: string
  readonly personas: readonly string[]
  readonly operator: string
  /** Key of whoever acts in person, or is acted for. */
  readonly represented: string | null
}

/** Every step of an objection, by what is recorded of it. */
export const MOVES = {
  ANSWER: { from: ['OPEN'], to: 'ANSWERED' },
  WITHDRAW: { from: ['OPEN'], to: 'WITHDRAWN' },
} as const satisfies Readonly<Record<string, { readonly from: readonly ObjectionState[]; readonly to: ObjectionState }>>

export type MoveName = keyof typeof MOVES

/** Why a step may not be taken, for a person to read. */
export interface MoveFault {
  readonly code: 'NOT_FOUND' | 'FORBIDDEN' | 'CONFLICT'
  readonly en: string
  readonly zh: string
}

/** What everybody else is told of an objection: the same as of one that nobody has raised. */
export const NOT_YOURS: MoveFault = { code: 'NOT_FOUND', en: 'id: no such objection of this caller', zh: 'id：没有该异议' }

/** Whether the mover is the side that raised it. */
export function isRaiser({ raiser, inPerson }: Pick<Movable, 'raiser' | 'inPerson'>, { agency, represented }: Pick<Mover, 'agency' | 'represented'>): boolean {
  return inPerson ? represented === raiser : agency !== '' && agency === raiser
}

/** What keeps somebody from taking a step; `null` where nothing does. */
export function moveFault(name: MoveName, objection: Movable, mover: Mover): MoveFault | null {
  const raises = isRaiser(objection, mover)
  const answers = mover.agency !== '' && mover.agency === objection.provider
  if (!raises && !answers && !mover.personas.includes('sharing-authority')) return NOT_YOURS
  if (name === 'WITHDRAW' && !raises) return { code: 'FORBIDDEN', en: 'only whoever raised it may withdraw it', zh: '仅限提出方撤回' }
  if (name === 'ANSWER') {
    const fault = answerFault(answers, mover)
    if (fault !== null) return fault
  }
  return stateFault(MOVES[name].from, objection.state)
}

function answerFault(answers: boolean, { personas, operator }: Mover): MoveFault | null {
  const answering = answers && (personas.includes('steward') || personas.includes('approver'))
  if (!answering) return { code: 'FORBIDDEN', en: 'only a steward or approver of the provider may answer it', zh: '仅限提供方数据管理员或审批人员答复' }
  return operator === 'UNATTENDED' ? { code: 'FORBIDDEN', en: 'a person answers, no unattended system', zh: '须由人员答复，无人值守系统不得答复' } : null
}

function stateFault(from: readonly ObjectionState[], state: ObjectionState): MoveFault | null {
  if (from.includes(state)) return null
  return {
    code: 'CONFLICT',
    en: `the objection is ${state}; this may be done from ${from.join(', ')} only`,
    zh: `异议处于“${objectionStates[state]}”；该操作仅适用于${from.map((each) => `“${objectionStates[each]}”`).join('、')}`,
  }
}
