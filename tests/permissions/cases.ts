import { formatCaseNumber } from '#platform/identifiers'
import { codeOf } from '../../seeds/agencies.ts'
import { documentOf } from '../../seeds/documents.ts'
import { matterCode, matterOf } from '../../seeds/matters.ts'
import { DISTRICT, DISTRICT_B } from '../../seeds/places.ts'
import { SCENARIOS } from '../../seeds/scenarios/all.ts'
import { caseNoOf, named } from '../../seeds/scenarios/cast.ts'
import type { CastCase } from '../../seeds/scenarios/scenario.ts'
import type { CasesRows } from '../../subgraphs/cases/commands.ts'
import { AGENCY, READER } from './personas.ts'

/** The matter of the agency's own cases; it has no 通办范围, so that regions are told apart. */
export const MATTER = 'residence-permit'

type Party = readonly [example: string, role: CasesRows['parties'][number]['role']]
interface OwnCase {
  readonly example: string
  /** The agency that decides it, where it is not the first of this suite's own. */
  readonly by?: string
  readonly kind?: CasesRows['cases'][number]['kind']
  readonly evidence?: CasesRows['cases'][number]['evidence']
  readonly state?: string
  readonly handedOverBy?: string
  readonly division?: string
  /** The agency decides it, where nothing else is said. */
  readonly role?: CasesRows['agencies'][number]['role']
  readonly step?: string
  readonly decidedOn?: string
  /** The second person, of a case that two people open. */
  readonly confirmedBy?: string
  readonly matter?: string
  readonly parties: readonly Party[]
}

const FAMILY: readonly Party[] = [['newcomer', 'APPLICANT'], ['newcomer-wife', 'AGENT']]

/** People with records of every kind, a firm and the owner of a flat. */
const READ: readonly Party[] = [
  ['newcomer', 'APPLICANT'], ['barred-founder', 'COUNTERPARTY'], ['canteen', 'CO_APPLICANT'], ['flat-owner', 'RIGHT_HOLDER'],
]

/** Cases of those agencies, each different in one thing. */
const CASES: readonly OwnCase[] = [
  { example: 'health', parties: FAMILY },
  { example: 'health-unproven', evidence: 'NONE', parties: FAMILY },
  { example: 'health-elsewhere', division: DISTRICT_B.code, parties: FAMILY },
  { example: 'health-roster', kind: 'ROSTER', evidence: 'RECONCILED', parties: FAMILY },
  { example: 'health-enrolment', kind: 'ENROLMENT', evidence: 'OWN_SESSION', parties: FAMILY },
  { example: 'health-handed-over', state: '92', handedOverBy: AGENCY, parties: FAMILY },
  { example: 'health-taken-over', state: '92', handedOverBy: 'public-security', parties: FAMILY },
  { example: 'health-lifted', division: DISTRICT_B.code, parties: FAMILY },
  { example: 'health-received', role: 'RECEIVING', parties: FAMILY },
  { example: 'health-joint', role: 'JOINT', step: '并联核查', parties: FAMILY },
  { example: 'health-joint-decided', role: 'JOINT', step: '并联核查', state: '40', parties: FAMILY },
  { example: 'health-decided', state: '50', decidedOn: '2026-02-27', parties: FAMILY },
  { example: 'health-signup', kind: 'ENROLMENT', evidence: 'OWN_SESSION', matter: 'food-licence', parties: [] },
  { example: 'health-emergency', kind: 'EMERGENCY', confirmedBy: 'op-second', parties: [['flat-owner', 'APPLICANT']] },
  { example: 'health-kin', parties: [['flat-owner', 'APPLICANT']] },
  { example: 'health-sister', parties: [['sister-applicant', 'APPLICANT']] },
  { example: 'reform', by: READER, parties: READ },
  { example: 'reform-closed', by: READER, state: '50', parties: READ },
  { example: 'reform-unproven', by: READER, evidence: 'NONE', parties: READ },
  { example: 'reform-sheltered', by: READER, parties: [['sheltered', 'APPLICANT']] },
  { example: 'reform-adopted', by: READER, parties: [['adopted-child', 'APPLICANT']] },
  { example: 'reform-sealed', by: READER, parties: [['sealed-witness', 'APPLICANT'], ['newcomer', 'COUNTERPARTY']] },
]

const FIRST_SEQUENCE = 901
const APPLIED_ON = '2026-02-26'
const ownNumber = (sequence: number) =>
  formatCaseNumber({ implementationCode: matterCode(MATTER), date: APPLIED_ON, sequence })
const ownCaseNo = (example: string) => ownNumber(FIRST_SEQUENCE + CASES.findIndex((each) => each.example === example))

/** Number of a case by example name; `nowhere` is a number that no case has. */
export function caseNo(example: string): string {
  if (example === 'nowhere') return ownNumber(999_999)
  if (CASES.some((each) => each.example === example)) return ownCaseNo(example)
  const scenario = SCENARIOS.find(({ cases }) => cases.some((each) => each.example === example))
  if (scenario === undefined) throw new RangeError(`no case ${example}`)
  return caseNoOf(scenario.matter.slug, named<CastCase>(scenario.cases, example))
}

/** The rows of the agency's own cases. */
export function caseRows(keyOf: (example: string) => string): CasesRows {
  const none = { materials: [], processes: [], results: [] }
  return {
    ...none,
    cases: CASES.map(({ example, kind = 'APPLICATION', division = DISTRICT.code, handedOverBy, parties, matter = MATTER, ...more }) => ({
      caseNo: ownCaseNo(example), slice: matterOf(matter).code, basicCode: matterOf(matter).basicCode, kind, division,
      decidedAt: more.decidedOn === undefined ? null : new Date(`${more.decidedOn}T07:00:00Z`),
      openedBy: more.confirmedBy === undefined ? null : 'op-first',
      confirmedBy: more.confirmedBy ?? null,
      evidence: more.evidence ?? 'CARD_READ',
      state: more.state ?? '30',
      subject: kind === 'ROSTER' || parties[0] === undefined ? null : keyOf(parties[0][0]),
      handlingDivision: division,
      appliedAt: new Date(`${APPLIED_ON}T01:00:00Z`),
      handedOverBy: handedOverBy === undefined ? null : codeOf(handedOverBy),
    })),
    agencies: CASES.map(({ example, by = AGENCY, role = 'DECIDING', step = null }) => ({ caseNo: ownCaseNo(example), agency: codeOf(by), role, step })),
    parties: CASES.flatMap(({ example, parties }) => parties.map(([who, role], at) => ({
      caseNo: ownCaseNo(example), ordinal: at + 1, subject: keyOf(who), role, name: '示例', subjectKind: documentOf(who).type === '001' ? 'ORGANISATION' as const : 'PERSON' as const,
    }))),
  }
}
