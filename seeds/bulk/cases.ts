import type { CasesRows } from '../../subgraphs/cases/commands.ts'
import { ageOn } from '../calendar.ts'
import type { SeedPerson } from '../population.ts'
import type { Random } from '../random.ts'
import { addCase, type CaseKind, type CasesDraft, type CaseServices, type Party, type PartyRole } from './case-rows.ts'

/** An organisation that cases are about. */
export interface CaseFirm {
  readonly subject: string
  readonly name: string
  readonly legalRepresentative: string | null
  readonly legalRepName: string | null
}

/** What the cases of a block are made of. */
export interface CaseMakers extends CaseServices {
  readonly people: readonly SeedPerson[]
  readonly firms: readonly CaseFirm[]
}

/** Cases of people and firms: every kind and every state, on the working-day calendar, in plausible proportion. */
export function bulkCases(makers: CaseMakers): Required<CasesRows> {
  const { people, firms, random } = makers
  const draft: CasesDraft = {
    cases: [], agencies: [], parties: [], materials: [], processes: [], results: [], contacts: [], specials: [], evaluations: [],
  }
  const add = (matter: string, kind: CaseKind, parties: readonly Party[]) => addCase(draft, { matter, kind, parties }, makers)
  people.forEach((person, place) => {
    const age = ageOn(person.birthDate)
    if (age < 18 || !random.chance(age >= 80 ? 0.8 : 0.3)) return
    const other = people[(place + 1) % people.length] ?? person
    const kind = kindFor(random)
    add(matterFor(age, random), kind, partiesOf(person, other, kind, random))
  })
  for (const firm of firms) {
    if (random.chance(0.4)) add('company-registration', 'APPLICATION', [partyOfFirm(firm, 'APPLICANT'), ...representative(firm)])
    if (random.chance(0.15)) add('food-licence', 'APPLICATION', [partyOfFirm(firm, 'APPLICANT'), ...representative(firm)])
    if (random.chance(0.05)) add('food-licence', 'EX_OFFICIO', [partyOfFirm(firm, 'RESPONDENT')])
  }
  const old = people.filter(({ birthDate }) => ageOn(birthDate) >= 80)
  for (let from = 0; from < old.length; from += 20) add('old-age-allowance', 'ROSTER', old.slice(from, from + 20).map((person) => partyOf(person, 'MEMBER')))
  return draft
}

function matterFor(age: number, random: Random): string {
  if (age >= 80) return 'old-age-allowance'
  return random.pick(['residence-permit', 'residence-permit', 'startup-subsidy', 'house-transfer'])
}

function kindFor(random: Random): CaseKind {
  const share = random.next()
  if (share < 0.9) return 'APPLICATION'
  if (share < 0.94) return 'DRAFT'
  if (share < 0.97) return 'ENROLMENT'
  return share < 0.985 ? 'INSTRUMENT' : share < 0.995 ? 'EX_OFFICIO' : 'EMERGENCY'
}

const partyOf = ({ key, name }: SeedPerson, role: PartyRole): Party => ({ subject: key, subjectKind: 'PERSON', role, name })
const partyOfFirm = ({ subject, name }: CaseFirm, role: PartyRole): Party => ({ subject, subjectKind: 'ORGANISATION', role, name })

function representative({ legalRepresentative, legalRepName }: CaseFirm): Party[] {
  if (legalRepresentative === null) return []
  return [{ subject: legalRepresentative, subjectKind: 'PERSON', role: 'LEGAL_REP', name: legalRepName }]
}

/** Whoever did not ask themselves has another role. */
const ROLES: Readonly<Partial<Record<CaseKind, PartyRole>>> = { EX_OFFICIO: 'RESPONDENT', INSTRUMENT: 'RESPONDENT', EMERGENCY: 'COUNTERPARTY' }

function partiesOf(person: SeedPerson, other: SeedPerson, kind: CaseKind, random: Random): Party[] {
  const first = partyOf(person, ROLES[kind] ?? 'APPLICANT')
  if (kind !== 'APPLICATION' || other.key === person.key || ageOn(other.birthDate) < 18) return [first]
  const further: PartyRole[] = random.chance(0.1) ? ['AGENT'] : random.chance(0.08) ? ['CO_APPLICANT'] : []
  return [first, ...further.map((role) => partyOf(other, role))]
}
