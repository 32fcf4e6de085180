import { formatCaseNumber } from '#platform/identifiers'
import type { CasesRows } from '../../subgraphs/cases/commands.ts'
import type { CaseKind } from '../../subgraphs/cases/domain/codes.ts'
import { ageOn } from '../calendar.ts'
import type { SeedPerson } from '../population.ts'
import type { Random } from '../random.ts'
import { CREDIT_CODE, emptyCases } from '../rows/case-parts.ts'
import { addOtherCase, type OtherFacts, type OtherParty, partyOf, type PartyRole, ROLES } from '../rows/other-cases.ts'
import { SCENARIOS } from '../scenarios/all.ts'
import { PER_BLOCK } from './ranges.ts'
import { stateFor } from './timeline.ts'

/** An organisation as cases name it. */
export interface CaseFirm {
  readonly subject: string
  readonly name: string
  readonly legalRepresentative: string | null
  readonly legalRepName: string | null
}

/** What the cases of a block are made of. */
export interface CaseMakers {
  readonly people: readonly SeedPerson[]
  readonly firms: readonly CaseFirm[]
  /** Identifier of somebody's identity card. */
  readonly cardOf: (subject: string) => string | undefined
  /** Sequence number of the first case of one matter and day. */
  readonly firstCase: number
  readonly random: Random
}

const MATTERS = new Map(SCENARIOS.map(({ matter }) => [matter.slug, matter]))
const ROSTER_OF = 20

/** Cases of people and firms: every kind and every state, on the working-day calendar, in plausible proportion. */
export function bulkCases({ people, firms, cardOf, firstCase, random }: CaseMakers): Required<CasesRows> {
  const draft = emptyCases()
  const numberOf = numbering(firstCase)
  const add = (slug: string, kind: CaseKind, parties: readonly OtherParty[]) => {
    const matter = MATTERS.get(slug)
    if (matter === undefined) throw new RangeError('no such matter among the scenarios')
    // What is only being prepared was never accepted.
    const state = kind === 'DRAFT' ? random.pick(['10', '90'] as const) : stateFor(random)
    addOtherCase(draft, { matter, kind, state, parties, place: firstCase + draft.cases.length, numberOf, cardOf }, random)
  }
  people.forEach((person, at) => {
    const age = ageOn(person.birthDate)
    if (age < 18 || !random.chance(age >= 80 ? 0.7 : 0.25)) return
    const kind = kindFor(random)
    add(matterFor(age, random), kind, partiesOf(person, people[at + 1], kind, random))
  })
  for (const firm of firms) {
    if (random.chance(0.3)) add('company-registration', 'APPLICATION', [partyOfFirm(firm, 'APPLICANT'), ...representative(firm)])
    if (random.chance(0.1)) add('food-licence', 'APPLICATION', [partyOfFirm(firm, 'APPLICANT'), ...representative(firm)])
    if (random.chance(0.05)) add('food-licence', 'EX_OFFICIO', [partyOfFirm(firm, 'RESPONDENT')])
  }
  const old = people.filter(({ birthDate }) => ageOn(birthDate) >= 80)
  for (let from = 0; from < old.length; from += ROSTER_OF) {
    add('old-age-allowance', 'ROSTER', old.slice(from, from + ROSTER_OF).map((person) => partyOf(person, 'MEMBER')))
  }
  return draft
}

/** Every matter and day has some numbers of its own. */
function numbering(first: number): OtherFacts['numberOf'] {
  const given = new Map<string, number>()
  return (implementationCode, date) => {
    const place = given.get(`${implementationCode} ${date}`) ?? 0
    if (place >= PER_BLOCK.casesPerDay) throw new RangeError('a block has no more case numbers on one day')
    given.set(`${implementationCode} ${date}`, place + 1)
    return formatCaseNumber({ implementationCode, date, sequence: first + place })
  }
}

function matterFor(age: number, random: Random): string {
  return age >= 80 ? 'old-age-allowance' : random.pick(['residence-permit', 'residence-permit', 'startup-subsidy', 'house-transfer'])
}

function kindFor(random: Random): CaseKind {
  const share = random.next()
  if (share < 0.9) return 'APPLICATION'
  if (share < 0.94) return 'DRAFT'
  if (share < 0.97) return 'ENROLMENT'
  return share < 0.985 ? 'INSTRUMENT' : share < 0.995 ? 'EX_OFFICIO' : 'EMERGENCY'
}

const partyOfFirm = ({ subject, name }: CaseFirm, role: PartyRole): OtherParty =>
  ({ subject, subjectKind: 'ORGANISATION', role, name, documentType: CREDIT_CODE })

function representative({ legalRepresentative, legalRepName }: CaseFirm): OtherParty[] {
  if (legalRepresentative === null) return []
  return [{ subject: legalRepresentative, subjectKind: 'PERSON', role: 'LEGAL_REP', name: legalRepName, documentType: null }]
}

/** One application in ten is brought by somebody else, and some are made by two. */
function partiesOf(person: SeedPerson, other: SeedPerson | undefined, kind: CaseKind, random: Random): OtherParty[] {
  const first = partyOf(person, ROLES[kind] ?? 'APPLICANT')
  if (kind !== 'APPLICATION' || other === undefined || ageOn(other.birthDate) < 18) return [first]
  const share = random.next()
  return share < 0.1 ? [first, partyOf(other, 'AGENT')] : share < 0.18 ? [first, partyOf(other, 'CO_APPLICANT')] : [first]
}
