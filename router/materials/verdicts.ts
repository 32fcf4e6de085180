import type { MaterialAnswer, MaterialNeed, MaterialVerdict } from '../../subgraphs/catalogue/index.ts'

/** A piece of evidence as the matters library says it. */
export interface NeededEvidence {
  readonly parties: readonly string[]
  readonly licenceType: string | null
  readonly items: readonly string[]
  readonly grades: readonly string[]
  readonly submit: boolean
}

/** A material as the matters library says it. */
export interface NeededMaterial extends Pick<MaterialNeed, 'code' | 'name' | 'required' | 'situation'> {
  readonly alternatives: readonly { readonly title: string | null; readonly evidences: readonly NeededEvidence[] }[]
}

/** Somebody who may have to give evidence. */
export interface Giver {
  readonly subject: string
  readonly role: string
  readonly organisation: boolean
}

/** A licence as the licences library tells it under the rights of the caller. */
export interface HeldLicence {
  readonly type: string
  readonly holder: string
  readonly identifier: string
  readonly standing: 'IN_FORCE' | 'EXPIRED' | 'SUSPENDED' | 'RESTRICTED'
  readonly state: { readonly code: string; readonly name: string } | null
  readonly validTo: string | null
  readonly trustGrade: string | null
}

/** A type of licences, and who may hold them: `1` persons, `2` organisations, else both. */
export interface KnownType {
  readonly code: string
  readonly name: string
  readonly holderKind: string | null
}

/** What may be known of the parties, already cut down to what the caller may know. */
export interface Known {
  readonly heldBy: (subject: string, type: string) => readonly HeldLicence[]
  readonly typeOf: (code: string) => KnownType | undefined
  /** Whether an item may be read or compared of somebody whom its library knows. */
  readonly offers: (subject: string, item: string) => boolean
  /** Whether what is read by these items of somebody is in doubt. */
  readonly inDoubt: (subject: string, of: { readonly items: readonly string[] } | { readonly licenceType: string }) => boolean
}

/** From the best to the worst. */
const RANKED: readonly MaterialVerdict[] = ['HELD', 'DATA', 'UNDER_OBJECTION', 'RESTRICTED', 'SUSPENDED', 'EXPIRED', 'SUBMIT']

const rank = (verdict: MaterialVerdict) => RANKED.indexOf(verdict)
const bestOf = (all: readonly MaterialVerdict[]) => RANKED[Math.min(...all.map(rank), rank('SUBMIT'))] as MaterialVerdict
const worstOf = (all: readonly MaterialVerdict[]) => (all.length === 0 ? 'SUBMIT' : (RANKED[Math.max(...all.map(rank))] as MaterialVerdict))

/** A grade that nothing is used by: a window has to see the original first, and then it is B. */
const UNCHECKED = 'C'

const APPLICANT = 'APPLICANT'

/** Says what of some materials is there. Pure. */
export function needsOf(materials: readonly NeededMaterial[], givers: readonly Giver[], known: Known): MaterialNeed[] {
  return materials.map(({ code, name, required, situation, alternatives }) => {
    const ways = alternatives.map(({ title, evidences }) => {
      const told = evidences.map((each) => evidenceOf(each, givers, known))
      return { title, verdict: worstOf(told.map(({ verdict }) => verdict)), evidences: told }
    })
    return { code, name, required, situation, verdict: bestOf(ways.map(({ verdict }) => verdict)), alternatives: ways }
  })
}

function evidenceOf(evidence: NeededEvidence, givers: readonly Giver[], known: Known): MaterialNeed['alternatives'][number]['evidences'][number] {
  const { licenceType, items, grades } = evidence
  const answers = dueFrom(evidence, givers, known).map((giver) => answerOf(evidence, giver, known))
  // Where nobody in the case can give it, it has to be submitted.
  const type = licenceType === null ? undefined : known.typeOf(licenceType)
  return { licenceType: type === undefined ? null : { code: type.code, name: type.name }, items, grades, verdict: worstOf(answers.map((each) => each.verdict)), answers }
}

const rolesOf = (parties: readonly string[]) => (parties.length === 0 ? [APPLICANT] : parties)

/** The parties who have to give a piece of evidence and can: nobody holds a licence, or has data, of the other kind. */
function dueFrom({ parties, licenceType, items, submit }: NeededEvidence, givers: readonly Giver[], { typeOf }: Known): Giver[] {
  const due = givers.filter(({ role }) => rolesOf(parties).includes(role))
  if (submit) return due
  const kind = licenceType === null ? null : typeOf(licenceType)?.holderKind
  const ofPersons = kind === '1' || items.some((item) => item.startsWith('Person'))
  const ofOrganisations = kind === '2' || items.some((item) => item.startsWith('LegalPerson'))
  return due.filter(({ organisation }) => (organisation ? !ofPersons : !ofOrganisations))
}

const NOTHING = { verdict: 'SUBMIT', licence: null, state: null, validTo: null, trustGrade: null, items: [] } as const

function answerOf(evidence: NeededEvidence, { subject, role }: Giver, known: Known): MaterialAnswer {
  const { licenceType, items, submit } = evidence
  if (submit) return { role, ...NOTHING }
  if (licenceType !== null) return ofLicence(evidence, licenceType, { subject, role }, known)
  if (items.length === 0 || !items.every((item) => known.offers(subject, item))) return { role, ...NOTHING }
  return { role, ...NOTHING, verdict: known.inDoubt(subject, { items }) ? 'UNDER_OBJECTION' : 'DATA', items }
}

function ofLicence({ grades }: NeededEvidence, licenceType: string, { subject, role }: Pick<Giver, 'subject' | 'role'>, known: Known): MaterialAnswer {
  const accepted = known.heldBy(subject, licenceType).filter(({ trustGrade }) => isAccepted(trustGrade, grades))
  const [best] = accepted.toSorted((one, other) => rank(worth(one)) - rank(worth(other)) || ((one.validTo ?? LAST) > (other.validTo ?? LAST) ? -1 : 1))
  if (best === undefined) return { role, ...NOTHING }
  const inDoubt = worth(best) === 'HELD' && known.inDoubt(subject, { licenceType })
  const { identifier, state, validTo, trustGrade } = best
  return { role, verdict: inDoubt ? 'UNDER_OBJECTION' : worth(best), licence: identifier, state, validTo, trustGrade, items: [] }
}

/** Later than the last day of any licence that has one. */
const LAST = '9999-12-31'

// Where the grade may not be read, nothing can be told that depends on it.
function isAccepted(grade: string | null, grades: readonly string[]): boolean {
  if (grade === UNCHECKED) return false
  return grades.length === 0 || (grade !== null && grades.includes(grade))
}

const WORTH = { IN_FORCE: 'HELD', EXPIRED: 'EXPIRED', SUSPENDED: 'SUSPENDED', RESTRICTED: 'RESTRICTED' } as const

const worth = ({ standing }: HeldLicence): MaterialVerdict => WORTH[standing]
