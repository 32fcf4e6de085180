import type { MoveName, Movable } from './application-moves.ts'
import { wasSent } from './application-moves.ts'
import type { ApplicationState } from './application-states.ts'
import type { NewNotice, NoticeKind } from './notices.ts'

type Side = 'APPLICANT' | 'PROVIDER' | 'AUTHORITY'
type Told = readonly [kind: NoticeKind, ...sides: Side[]]

const OUTCOMES: Partial<Record<ApplicationState, Told>> = {
  APPROVED: ['APPLICATION_APPROVED', 'APPLICANT'],
  PARTLY_APPROVED: ['APPLICATION_PARTLY_APPROVED', 'APPLICANT'],
  REFUSED: ['APPLICATION_REFUSED', 'APPLICANT'],
}
const DECIDED: Told = ['DISPUTE_DECIDED', 'APPLICANT', 'PROVIDER']
const EXTENDED: Told = ['APPLICATION_EXTENDED', 'APPLICANT', 'PROVIDER']

/** Who is told what of a step, by the state that it leads to: those who have to do something next, and those who wait for it. */
const TOLD: Readonly<Record<MoveName, Partial<Record<ApplicationState, Told>>>> = {
  review: {
    SUBMITTED: ['APPLICATION_RECEIVED', 'PROVIDER'], REJECTED: ['APPLICATION_REJECTED', 'APPLICANT'],
    // The provider had no say in it.
    APPROVED: ['APPLICATION_APPROVED', 'APPLICANT', 'PROVIDER'],
  },
  cancel: { CANCELLED: ['APPLICATION_CANCELLED', 'PROVIDER'] },
  decide: { ...OUTCOMES, SECOND_APPROVAL: ['APPLICATION_TO_CONFIRM', 'PROVIDER'] },
  confirm: { ...OUTCOMES, SUBMITTED: ['APPLICATION_RETURNED', 'PROVIDER'] },
  requestSupplement: { SUPPLEMENT: ['SUPPLEMENT_ASKED', 'APPLICANT'] },
  supplement: { SUBMITTED: ['SUPPLEMENT_SENT', 'PROVIDER'] },
  extend: { SUBMITTED: EXTENDED, SECOND_APPROVAL: EXTENDED },
  dispute: { DISPUTED: ['APPLICATION_DISPUTED', 'PROVIDER', 'AUTHORITY'] },
  arbitrate: { REFUSED: DECIDED, APPROVED: DECIDED, PARTLY_APPROVED: DECIDED },
}

/** An application before a step. */
export type Stepped = Pick<Movable, 'state' | 'version' | 'applicant' | 'provider'> & { readonly id: string }

/** Whom a step of an application is told to; its provider is told nothing of one that it was never sent. */
export function noticesOfMove(name: MoveName, application: Stepped, to: ApplicationState, at: Date): NewNotice[] {
  const [kind, ...sides] = TOLD[name][to] ?? []
  if (kind === undefined || (name === 'cancel' && !wasSent(application))) return []
  const agencies = { APPLICANT: application.applicant, PROVIDER: application.provider, AUTHORITY: null }
  return [...new Set(sides.map((side) => agencies[side]))].map((agency) => ({ kind, agency, id: application.id, at }))
}
