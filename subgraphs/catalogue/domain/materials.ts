import type { AccessPlan, Subjected } from '#platform/access'

/** What is there for a material, an alternative or a piece of evidence, the best first. */
export type MaterialVerdict = 'HELD' | 'DATA' | 'UNDER_OBJECTION' | 'RESTRICTED' | 'SUSPENDED' | 'EXPIRED' | 'SUBMIT'

/** Which materials are asked about. */
export interface MaterialsAsked {
  /** Code of the matter; `null` for that of the case. */
  readonly matter: string | null
  readonly situation: readonly string[]
  /** Key or credit code of whoever applies; `null` for the applicants of the case. */
  readonly applicant: string | null
}

/** What the router tells of materials, by the plan of the question that asks. */
export interface MaterialsTold {
  /**
   * Tells what of a matter's materials is there already, within what whoever asks may know.
   *
   * @throws FORBIDDEN with the reason where the purpose opens nothing; BAD_USER_INPUT where the question does not fit the purpose
   */
  needs(plan: AccessPlan, asked: MaterialsAsked): Promise<readonly MaterialNeed[]>
  /** The case of the purpose, whose matter is its slice and whose parties are its subjects; `null` for any other. */
  caseOf(plan: AccessPlan, caseNo: string): ({ readonly caseNo: string } & Subjected) | null
}

export interface MaterialNeed {
  readonly code: string
  readonly name: string
  readonly required: boolean
  readonly situation: string | null
  readonly verdict: MaterialVerdict
  readonly alternatives: readonly MaterialNeedAlternative[]
}

interface MaterialNeedAlternative {
  readonly title: string | null
  readonly verdict: MaterialVerdict
  readonly evidences: readonly MaterialNeedEvidence[]
}

interface MaterialNeedEvidence {
  readonly licenceType: Named | null
  readonly items: readonly string[]
  readonly grades: readonly string[]
  readonly verdict: MaterialVerdict
  readonly answers: readonly MaterialAnswer[]
}

interface Named {
  readonly code: string
  readonly name: string
}

/** What one party has for a piece of evidence. */
export interface MaterialAnswer {
  readonly role: string
  readonly verdict: MaterialVerdict
  readonly licence: string | null
  readonly state: Named | null
  readonly validTo: string | null
  readonly trustGrade: string | null
  readonly items: readonly string[]
}

/** What a question says of whoever applies. */
export interface ApplicantInput {
  readonly citizenId?: string | null
  readonly creditCode?: string | null
}
