import { eq, sql } from 'drizzle-orm'
import type { Disclosure } from '#platform/access'
import type { Database } from '#platform/db'
import { formatCaseNumber } from '#platform/identifiers'
import { codeOf } from '../../seeds/agencies.ts'
import { documentOf } from '../../seeds/documents.ts'
import { typeCode } from '../../seeds/licence-types.ts'
import { matterCode, matterOf } from '../../seeds/matters.ts'
import { type Persona, personaOf } from '../../seeds/personas.ts'
import { DISTRICT, DISTRICT_B } from '../../seeds/places.ts'
import { SCENARIOS } from '../../seeds/scenarios/all.ts'
import { caseNoOf, named } from '../../seeds/scenarios/cast.ts'
import type { CastCase } from '../../seeds/scenarios/scenario.ts'
import { type CasesRows, load as loadCases } from '../../subgraphs/cases/commands.ts'
import { type CatalogueRows, load as loadCatalogue, revokeGrant, setConsumerState } from '../../subgraphs/catalogue/commands.ts'
import { resource } from '../../subgraphs/catalogue/tables.ts'
import { load as loadLegalPersons } from '../../subgraphs/legal-persons/commands.ts'
import { load as loadPopulation } from '../../subgraphs/population/commands.ts'

/** The agency that has no grant in the seeds and gets its own here, one per rule. */
const AGENCY = 'health'
/** The matter of its cases, which has no 通办范围, so that regions are told apart. */
export const MATTER = 'residence-permit'

const seeded = (name: string): Persona => {
  const found = personaOf(name)
  if (found === undefined) throw new RangeError(`no persona ${name}`)
  return found
}
const health: Persona = {
  ...seeded('civil-affairs'), persona: 'health', consumer: 'sys-test-health', agency: codeOf(AGENCY), operator: { id: 'op-health' },
}
const civilAffairs = seeded('civil-affairs')

const PERSONAS: readonly Persona[] = [
  health,
  { ...health, persona: 'suspended-system', consumer: 'sys-test-suspended' },
  { ...health, persona: 'unregistered-system', consumer: 'sys-test-never-registered' },
  { ...civilAffairs, persona: 'civil-affairs-as-tax', agency: codeOf('tax') },
  { ...civilAffairs, persona: 'civil-affairs-from-the-internet', zone: 'INTERNET' },
  { ...civilAffairs, persona: 'civil-affairs-hardly-identified', assurance: 'LOW' },
  { ...seeded('portal'), persona: 'portal-hardly-identified', assurance: 'LOW' },
  { ...seeded('natural-resources'), persona: 'registrar-married-to-the-seller', operator: { id: 'op-wife', example: 'lone-seller-wife' } },
  { ...seeded('natural-resources'), persona: 'registrar-who-sells', operator: { id: 'op-seller', example: 'seller' } },
  { ...seeded('tax'), persona: 'tax-sister', operator: { id: 'op-tax-2', example: 'sister-operator' } },
]

/** A persona of this suite or of the seeds. */
export const persona = (name: string): Persona => PERSONAS.find((each) => each.persona === name) ?? seeded(name)

/** Claims of a persona's token, as `hub token` would make them. */
export function claimsOf(name: string, subject: string | undefined, mandate: readonly string[] | undefined): Record<string, unknown> {
  const { consumer, agency, operator, zone, assurance } = persona(name)
  const known = operator === 'UNATTENDED' || operator.example === undefined ? {} : { operator_document: documentOf(operator.example) }
  return {
    client_id: consumer, agency, zone, assurance, ...known,
    ...(operator === 'UNATTENDED' ? {} : { operator: operator.id }),
    ...(subject === undefined ? {} : { subject: documentOf(subject) }),
    ...(mandate === undefined ? {} : { mandate: { matters: mandate.map(matterCode), until: '2026-12-31' } }),
  }
}

type Party = readonly [example: string, role: CasesRows['parties'][number]['role']]
interface OwnCase {
  readonly example: string
  readonly kind?: CasesRows['cases'][number]['kind']
  readonly evidence?: CasesRows['cases'][number]['evidence']
  readonly state?: string
  readonly handedOverBy?: string
  readonly division?: string
  readonly parties: readonly Party[]
}

const FAMILY: readonly Party[] = [['newcomer', 'APPLICANT'], ['newcomer-wife', 'AGENT']]

/** Cases of that agency, each different in one thing. */
const CASES: readonly OwnCase[] = [
  { example: 'health', parties: FAMILY },
  { example: 'health-unproven', evidence: 'NONE', parties: FAMILY },
  { example: 'health-elsewhere', division: DISTRICT_B.code, parties: FAMILY },
  { example: 'health-roster', kind: 'ROSTER', evidence: 'RECONCILED', parties: FAMILY },
  { example: 'health-enrolment', kind: 'ENROLMENT', evidence: 'OWN_SESSION', parties: FAMILY },
  { example: 'health-handed-over', state: '92', handedOverBy: AGENCY, parties: FAMILY },
  { example: 'health-taken-over', state: '92', handedOverBy: 'public-security', parties: FAMILY },
  { example: 'health-kin', parties: [['flat-owner', 'APPLICANT']] },
]

const FIRST_SEQUENCE = 901
const APPLIED_ON = '2026-02-26'
const ownCaseNo = (example: string) => {
  const at = CASES.findIndex((each) => each.example === example)
  return formatCaseNumber({ implementationCode: matterCode(MATTER), date: APPLIED_ON, sequence: FIRST_SEQUENCE + at })
}

/** Number of a case by example name; `nowhere` is a number that no case has. */
export function caseNo(example: string): string {
  if (example === 'nowhere') return formatCaseNumber({ implementationCode: matterCode(MATTER), date: APPLIED_ON, sequence: 999_999 })
  if (CASES.some((each) => each.example === example)) return ownCaseNo(example)
  const scenario = SCENARIOS.find(({ cases }) => cases.some((each) => each.example === example))
  if (scenario === undefined) throw new RangeError(`no case ${example}`)
  return caseNoOf(scenario.matter.slug, named<CastCase>(scenario.cases, example))
}

interface OwnGrant {
  readonly id: string
  readonly items: readonly string[]
  readonly disclosure?: Disclosure
  readonly arguments?: Readonly<Record<string, readonly unknown[]>>
  readonly matter?: string
  readonly agencyRoles?: readonly string[]
  readonly binding?: CatalogueRows['grants'][number]['binding']
  readonly region?: string
  readonly validFrom?: string
  readonly validTo?: string
  readonly revoked?: boolean
  /** The agency that may use it, where it is not this suite's own. */
  readonly to?: string
}

const DRIVING = typeCode('driving-licence')

/** Grants that each fall short of a different check, each for an item of its own. */
const GRANTS: readonly OwnGrant[] = [
  { id: 'H-clear', items: ['Person.name', 'Person.citizenId', 'Person.registeredDivision', 'Person.licences', 'Person.residenceAddress'] },
  { id: 'H-early', items: ['Person.nation'], validFrom: '2026-06-01' },
  { id: 'H-late', items: ['Person.sex', 'Person.idCardIssuer'], validTo: '2026-03-01' },
  { id: 'H-last-day', items: ['Person.idCardLongTerm'], validTo: '2026-03-02' },
  { id: 'H-first-day', items: ['Person.idCardValidTo'], validFrom: '2026-03-02' },
  { id: 'H-revoked', items: ['Person.education'], revoked: true },
  { id: 'H-other-matter', items: ['Person.birthYear', 'Person.idCardIssuer'], matter: 'food-licence' },
  { id: 'H-receiving', items: ['Person.birthDate'], agencyRoles: ['RECEIVING'] },
  { id: 'H-guardians', items: ['Person.status'], binding: { kind: 'CASE_PARTY', roles: ['GUARDIAN'] } },
  { id: 'H-elsewhere', items: ['Person.marital'], region: DISTRICT_B.code },
  { id: 'H-verify', items: ['Person.formerName', 'Person.registeredAddress'], disclosure: 'VERIFY' },
  { id: 'H-masked', items: ['Person.mobile'], disclosure: 'MASKED' },
  { id: 'H-age', items: ['Person.ageAtLeast'], arguments: { years: [16, 18] } },
  { id: 'H-married', items: ['Person.marriedOn'], arguments: { date: ['2026-03-02'] } },
  { id: 'H-unpublished', items: ['Person.vitalEvents', 'VitalEvent.kind', `Licence.name@${DRIVING}`] },
  { id: 'H-any', items: ['LegalPerson.phone', 'CreditEvaluation.grade', 'LegalPersonCredit.evaluation'], binding: { kind: 'ANY' } },
  { id: 'H-withheld', items: ['Person.protection'] },
  { id: 'H-spouse', items: ['Person.name', 'Person.citizenId'], binding: { kind: 'KIN', of: 'APPLICANT', kin: 'spouse' } },
  { id: 'P-own-protection', to: 'data-administration', agencyRoles: [], items: ['Person.protection'], binding: { kind: 'SELF' } },
  { id: 'T-masked-number', to: 'tax', agencyRoles: ['DECIDING', 'JOINT'], items: ['Person.sex'], disclosure: 'MASKED', matter: 'house-transfer', binding: { kind: 'CASE_PARTY', roles: ['COUNTERPARTY'] } },
]

const grantRow = ({ id, to = AGENCY, matter = MATTER, agencyRoles = ['DECIDING'], binding, region, validFrom, validTo }: OwnGrant): CatalogueRows['grants'][number] => ({
  id, matters: [matterCode(matter)], agencyRoles: [...agencyRoles], version: 1,
  consumer: codeOf(to),
  provider: codeOf('public-security'),
  binding: binding ?? { kind: 'CASE_PARTY', roles: ['APPLICANT'] },
  regions: [region ?? DISTRICT.code],
  validFrom: validFrom ?? '2026-01-01',
  validTo: validTo ?? '2030-12-31',
  revokedAt: null,
  legalBasis: '示例',
  approvedBy: 'op-approver-public-security',
  approvedOn: '2025-12-20',
})

const itemRows = ({ id, items, disclosure = 'CLEAR', arguments: allowed }: OwnGrant) =>
  items.map((item) => ({ grantId: id, item, disclosure, arguments: allowed ?? null }))

/** Resources taken out of the catalogue: vital events, and the slice of driving licences. */
const WITHDRAWN = '101001/000009'

/** Puts into a seeded database what the rows need beyond the seeds. */
export async function loadOwnWorld(db: Database, keyOf: (example: string) => string): Promise<void> {
  await db.orm.update(resource).set({ state: 'WITHDRAWN' }).where(eq(resource.code, WITHDRAWN))
  await db.orm.update(resource).set({ state: 'WITHDRAWN' }).where(eq(resource.slice, sql`${DRIVING}`))
  const consumers = ['sys-test-health', 'sys-test-suspended']
  await loadCatalogue(db, {
    agencies: [],
    resources: [],
    consumers: consumers.map((id) => ({ id, name: '示例测试系统', state: 'ACTIVE', personas: [] })),
    registrations: consumers.map((consumer) => ({ consumer, agency: codeOf(AGENCY), state: 'ACTIVE' })),
    grants: GRANTS.map(grantRow),
    grantItems: GRANTS.flatMap(itemRows),
  })
  await setConsumerState(db, 'sys-test-suspended', 'SUSPENDED')
  for (const { id } of GRANTS.filter(({ revoked }) => revoked === true)) await revokeGrant(db, id, new Date('2026-02-01T00:00:00Z'))
  await loadCases(db, caseRows(keyOf))
  await loadHidden(db, keyOf)
}

function caseRows(keyOf: (example: string) => string): CasesRows {
  const none = { materials: [], processes: [], results: [] }
  const { code: slice, basicCode } = matterOf(MATTER)
  return {
    ...none,
    cases: CASES.map(({ example, kind = 'APPLICATION', evidence = 'CARD_READ', state = '30', division = DISTRICT.code, handedOverBy, parties }) => ({
      caseNo: ownCaseNo(example), slice, basicCode, kind, evidence, state, division,
      subject: kind === 'ROSTER' ? null : keyOf(parties[0]?.[0] ?? ''),
      handlingDivision: division,
      appliedAt: new Date(`${APPLIED_ON}T01:00:00Z`),
      handedOverBy: handedOverBy === undefined ? null : codeOf(handedOverBy),
    })),
    agencies: CASES.map(({ example }) => ({ caseNo: ownCaseNo(example), agency: codeOf(AGENCY), role: 'DECIDING' })),
    parties: CASES.flatMap(({ example, parties }) => parties.map(([who, role], at) => ({
      caseNo: ownCaseNo(example), ordinal: at + 1, subject: keyOf(who), subjectKind: 'PERSON' as const, role, name: '示例',
    }))),
  }
}

/** The sealed witness, married to a party of a case and a director of a company: nobody may learn of either. */
async function loadHidden(db: Database, keyOf: (example: string) => string): Promise<void> {
  const hidden = keyOf('sealed-witness')
  await loadPopulation(db, {
    persons: [], households: [], members: [], vitalEvents: [], protectedPersons: [],
    relations: [{ subject: keyOf('flat-owner'), related: hidden, relation: '1', guardian: false }],
  })
  await loadLegalPersons(db, {
    legalPersons: [], shareholders: [], changes: [], abnormalListings: [],
    staff: [{ subject: documentOf('estate').number, place: 9, division: DISTRICT.code, name: '高明渊', position: '监事', person: hidden }],
  })
}
