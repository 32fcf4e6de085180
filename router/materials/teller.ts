import type { AccessPlan } from '#platform/access'
import { actError, hubError, inputError } from '#platform/errors'
import type { MaterialsAsked, MaterialsTold } from '../../subgraphs/catalogue/index.ts'
import { caseBarrier } from '../decision/case-rules.ts'
import type { Facts } from '../decision/facts.ts'
import type { Holdings } from '../decision/holdings.ts'
import { type Reason, REASONS } from '../decision/reasons.ts'
import { classesOf, holdersOf, subjectsOf } from '../decision/subjects.ts'
import type { Desk } from '../questions.ts'
import { knownOf } from './known.ts'
import type { Needed } from './needed.ts'
import { type Giver, needsOf, type NeededMaterial } from './verdicts.ts'

/** A question that asks about materials, with what was decided for it. */
export interface DecidedMaterials {
  readonly facts: Facts
  readonly needed: Needed
  readonly holdings: Holdings
  readonly signal: AbortSignal | undefined
}

/**
 * Tells what of a matter's materials is there, under the decision that was taken for the question: by it, licences are asked for, and
 * nothing else of them can be told.
 */
export function materialsTeller(desk: Desk): MaterialsTold {
  const decidedFor = (plan: AccessPlan): DecidedMaterials => {
    const decided = desk.materials.get(plan)
    if (decided === undefined) throw hubError('LIBRARY_UNAVAILABLE', 'nothing is decided here')
    return decided
  }
  return {
    async needs(plan, asked) {
      const decided = decidedFor(plan)
      const { facts, needed } = decided
      const barrier = purposeBarrier(facts)
      if (barrier !== null) throw refusal(barrier)
      refuseOther(asked, decided)
      const { classes, classOf } = classesOf(holdersOf(facts), facts)
      if (asked.applicant !== null && !classesOf(subjectsOf(facts), facts).classOf.has(asked.applicant)) throw refusal('SUBJECT_NOT_PARTY')
      const givers = giversOf(facts, asked.applicant)
      const materials = needed.materials.filter(({ situation }) => situation === null || asked.situation.includes(situation))
      return needsOf(materials, givers, await knownOf({ ...decided, plan, classes, classOf }, givers, evidencesOf(materials), desk))
    },
    caseOf(plan, caseNo) {
      const { purpose, caseFacts } = decidedFor(plan).facts
      if (caseFacts === null || purpose?.caseNo !== caseNo) return null
      return { caseNo, slice: caseFacts.matterCode, subjects: caseFacts.parties.map(({ subject }) => subject) }
    },
  }
}

const evidencesOf = (materials: readonly NeededMaterial[]) => materials.flatMap(({ alternatives }) => alternatives.flatMap(({ evidences }) => evidences))

// Materials belong to a case, and whoever has no part in it is told of no party, not even that there is nothing.
function purposeBarrier(facts: Facts): Reason | null {
  const { purpose, caller: { represented } } = facts
  if (purpose === null || purpose.caseNo === null) return 'PURPOSE_REQUIRED'
  const mandate = represented?.mandateMatters ?? null
  if (mandate !== null && !mandate.includes(purpose.matter)) return 'MATTER_NOT_COVERED'
  return caseBarrier(facts)
}

function refusal(reason: Reason) {
  const { en, zh } = REASONS[reason]
  return actError('FORBIDDEN', `${reason}: ${en}`, zh)
}

// Rights are decided for the purpose alone, so nothing can be said of another matter or case.
function refuseOther({ matter, situation }: MaterialsAsked, { needed }: DecidedMaterials): void {
  const unknown = situation.filter((code) => !needed.situations.includes(code))
  const faults = [
    ...(matter === null || matter === needed.matter ? [] : [{ argument: 'matter', check: 'PURPOSE', en: 'it is not the matter of Sharing-Purpose', zh: '与使用目的中的事项不一致' }]),
    ...(unknown.length === 0 ? [] : [{ argument: 'situation', check: 'SITUATION', en: 'the matter has no such situation', zh: '该事项没有此情形' }]),
  ]
  if (faults.length > 0) throw inputError(faults)
}

const PROPOSED = 'proposed:'
const CREDIT_CODE_LENGTH = 18

/** Who may have to give evidence: the parties of the case, with whoever is named as the applicant in the place of those of the file. */
function giversOf({ caseFacts }: Facts, applicant: string | null): Giver[] {
  const parties = caseFacts?.parties ?? []
  const named = applicant === null ? parties : [{ subject: applicant, role: 'APPLICANT' }, ...parties.filter(({ role }) => role !== 'APPLICANT')]
  const once = new Map(named.map(({ subject, role }) => [`${role} ${subject}`, { subject, role, organisation: isOrganisation(subject) }]))
  return [...once.values()]
}

// The key of a person is longer than a credit code.
const isOrganisation = (subject: string) => subject.length === CREDIT_CODE_LENGTH || subject.startsWith(PROPOSED)
