import type { AgencyRole, CaseKind, CaseState, PartyRole } from './codes.ts'

/** What a kind of case asks of whoever opens it, design of the hub §1. */
export interface KindRules {
  /** The state that it is opened in. */
  readonly state: CaseState
  /** Roles by a matter in which an agency may open it; none for what only the subject itself opens. */
  readonly openedAs: readonly AgencyRole[]
  /** Roles that parties may have. */
  readonly roles: readonly PartyRole[]
  /** A role that somebody must have; `null` where nobody needs to be named. */
  readonly needs: PartyRole | null
  readonly partiesMost: number
  /** Whether parties are persons alone. */
  readonly personsOnly: boolean
}

/** A case has at most so many parties; whoever has more to ask about keeps a roster. */
export const PARTIES_MOST = 50

/** How long a draft is kept, and an emergency at most. */
export const DRAFT_DAYS = 30
export const EMERGENCY_HOURS_MOST = 72

/** How many lines a roster has at most, and how many come at a time. */
export const ROSTER_LINES_MOST = 10_000
export const ROSTER_PART_MOST = 1_000

const OF_ITS_MATTER = { openedAs: ['DECIDING'], state: '30', partiesMost: PARTIES_MOST, personsOnly: false } as const

const RULES: Readonly<Record<CaseKind, KindRules>> = {
  APPLICATION: {
    state: '10', openedAs: ['DECIDING', 'RECEIVING', 'JOINT'], needs: 'APPLICANT', partiesMost: PARTIES_MOST, personsOnly: false,
    roles: ['APPLICANT', 'CO_APPLICANT', 'COUNTERPARTY', 'AGENT', 'GUARDIAN', 'LEGAL_REP', 'MEMBER', 'RIGHT_HOLDER'],
  },
  DRAFT: { state: '10', openedAs: [], roles: [], needs: null, partiesMost: 0, personsOnly: false },
  EX_OFFICIO: { ...OF_ITS_MATTER, openedAs: ['DECIDING', 'JOINT'], roles: ['RESPONDENT', 'AGENT', 'GUARDIAN', 'LEGAL_REP', 'RIGHT_HOLDER'], needs: 'RESPONDENT' },
  ROSTER: { ...OF_ITS_MATTER, state: '10', roles: [], needs: null, partiesMost: 0 },
  ENROLMENT: { ...OF_ITS_MATTER, openedAs: ['DECIDING', 'RECEIVING'], roles: ['APPLICANT'], needs: 'APPLICANT', partiesMost: 1, personsOnly: true },
  EMERGENCY: { ...OF_ITS_MATTER, roles: ['MEMBER', 'COUNTERPARTY', 'GUARDIAN'], needs: null },
  INSTRUMENT: { ...OF_ITS_MATTER, roles: ['RESPONDENT'], needs: 'RESPONDENT' },
}

/** What a kind asks. */
export const rulesOf = (kind: CaseKind): KindRules => RULES[kind]
