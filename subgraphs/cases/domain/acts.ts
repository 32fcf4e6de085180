import { type AgencyRole, type CaseKind, type CaseState, states } from './codes.ts'
import { mayMove } from './moves.ts'

/** What is done to a case on file. */
export type Act = 'CONFIRM' | 'PARTIES' | 'STATE' | 'CLOSE' | 'PROVE' | 'RECONCILE' | 'RENEW' | 'ROSTER'

/** States before a case was accepted. */
const BEFORE_ACCEPTANCE: ReadonlySet<string> = new Set(['10', '11'])

/**
 * Whether an agency may do something to a case by its roles in it: who decides or accepts all, who receives whatever comes
 * before the acceptance and what shows that the subject is there, a joint one only the latter.
 */
export function mayAct(act: Act, roles: readonly AgencyRole[], state: string): boolean {
  if (roles.includes('DECIDING') || roles.includes('ACCEPTING')) return true
  if (act === 'PROVE' || act === 'RECONCILE') return roles.length > 0
  if (!roles.includes('RECEIVING')) return false
  return (act === 'PARTIES' || act === 'STATE' || act === 'CLOSE') && BEFORE_ACCEPTANCE.has(state)
}

/** Who receives cannot accept what it received, nor refuse it. */
export function mayMoveTo(to: string, roles: readonly AgencyRole[]): boolean {
  return roles.some((role) => role === 'DECIDING' || role === 'ACCEPTING') || BEFORE_ACCEPTANCE.has(to) || to === '90'
}

/**
 * The state that a case ends in when it is closed from another; `null` where it cannot be closed from there. An application
 * that was accepted needs its decision first; what was handed over is ended by whoever took it over.
 */
export function endOf(kind: CaseKind, state: string, handedOver: 'BY_US' | 'TO_US' | null): CaseState | null {
  if (state === '92') return handedOver === 'TO_US' ? '50' : null
  if (kind === 'APPLICATION' || kind === 'DRAFT') {
    if (BEFORE_ACCEPTANCE.has(state)) return '90'
    return mayMove(state, '50') ? '50' : null
  }
  return state === '10' || state === '20' || state === '30' || state === '31' || mayMove(state, '50') ? '50' : null
}

const NAMES_EN: Readonly<Record<CaseState, string>> = {
  '10': 'applied for', '11': 'being supplemented', '20': 'accepted', '21': 'not accepted', '30': 'under way', '31': 'in a special procedure',
  '40': 'granted', '41': 'rejected', '50': 'done', '51': 'delivered', '90': 'withdrawn', '91': 'void', '92': 'handed over',
}

const isState = (code: string): code is CaseState => Object.hasOwn(states, code)

/** A state in words, for a person to read; `null` for a code that the list does not know, which is not repeated. */
export function stateInWords(code: string): { readonly en: string; readonly zh: string } | null {
  return isState(code) ? { en: `${code} (${NAMES_EN[code]})`, zh: `${code}（${states[code]}）` } : null
}
