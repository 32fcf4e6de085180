import type { Disclosure } from '#platform/access'
import { codeOf } from '../../seeds/agencies.ts'
import { typeCode } from '../../seeds/licence-types.ts'
import { matterCode } from '../../seeds/matters.ts'
import { DISTRICT, DISTRICT_B } from '../../seeds/places.ts'
import type { CatalogueRows } from '../../subgraphs/catalogue/commands.ts'
import { MATTER } from './cases.ts'
import { AGENCY, READER } from './personas.ts'

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
  readonly quotaPerDay?: number
  /** The agency that may use it, where it is not this suite's own. */
  readonly to?: string
}

/** Stands for a grant that is not limited to a region. */
const EVERYWHERE = 'everywhere'

/** A slice that is withdrawn from the catalogue. */
export const DRIVING = typeCode('driving-licence')

const EVERY_PARTY: OwnGrant['binding'] = { kind: 'CASE_PARTY', roles: ['APPLICANT', 'COUNTERPARTY', 'CO_APPLICANT', 'RIGHT_HOLDER'] }

/** What leads from a person, a firm or a flat to records, whatever they say. */
const EDGES = [
  'Person.citizenId', 'Person.household', 'Household.head', 'Household.members', 'Person.relations', 'Person.vitalEvents', 'Person.otherDocuments',
  'Person.credit', 'PersonCredit.listings', 'PersonCredit.permits', 'PersonCredit.penalties', 'PersonCredit.commitments', 'PersonCredit.repairs',
  'Person.industryBans', 'Person.cases', 'Person.realEstate', 'LegalPerson.cases', 'LegalPerson.legalRepresentative', 'LegalPersonCredit.evaluation',
  'RealEstateUnit.holders', 'RealEstateUnit.restrictions', 'Inspection.labour', 'Inspection.unpublishedFindings', 'Inspection.inspectors', 'LegalPersonCredit.repairs',
]
const CASE_EDGES = [
  'Case.contact', 'Case.specialProcedures', 'Case.evaluations', 'Case.result', 'Case.agencies', 'Case.parties', 'Case.materials', 'Case.process',
  'Case.children',
]

/** The family as the register tells it, but for where it comes from. */
const FAMILY = [
  'Person.name', 'Person.nativeDivision', 'Person.birthDivision', 'Person.idCardValidFrom',
  'Household.householdNo', 'Household.registerNo', 'Household.householdType', 'Household.address', 'Household.street', 'Household.doorNo',
  'Household.policeStation', 'Household.village', 'HouseholdMember.relation', 'PersonRelation.relation', 'PersonRelation.guardianship',
  'PersonRelation.guardian', 'VitalEvent.kind', 'VitalEvent.occurredOn', 'VitalEvent.registrationNo', 'VitalEvent.registrar', 'VitalEvent.husband',
  'PersonOtherDocument.docType', 'PersonOtherDocument.validTo',
]

/** Grants that each fall short of a different check, each for an item of its own. */
const GRANTS: readonly OwnGrant[] = [
  {
    id: 'H-clear',
    items: [
      'Person.name', 'Person.citizenId', 'Person.registeredDivision', 'Person.licences', 'Person.residenceAddress',
    ],
  },
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
  { id: 'H-unpublished', items: ['Person.vitalEvents', 'VitalEvent.wife', `Licence.name@${DRIVING}`] },
  {
    id: 'H-any', items: ['LegalPerson.phone', 'CreditEvaluation.grade', 'LegalPersonCredit.evaluation'],
    binding: { kind: 'ANY' }, region: EVERYWHERE,
  },
  { id: 'H-any-here', items: ['CreditEvaluation.name'], binding: { kind: 'ANY' } },
  { id: 'H-quota', items: ['Person.nativeDivision'], quotaPerDay: 0 },
  { id: 'H-joint', items: ['Person.birthDivision', 'Person.citizenId'], agencyRoles: ['JOINT'] },
  { id: 'H-signup', items: ['Person.name', 'Person.citizenId', 'Person.birthDate'], disclosure: 'VERIFY', matter: 'food-licence', binding: { kind: 'ANY' }, region: EVERYWHERE },
  { id: 'H-withheld', items: ['Person.protection'] },
  {
    id: 'H-spouse', items: ['Person.name', 'Person.citizenId'],
    binding: { kind: 'KIN', of: 'APPLICANT', kin: 'spouse' },
  },
  {
    id: 'P-own-protection', to: 'data-administration', agencyRoles: [], items: ['Person.protection'],
    binding: { kind: 'SELF' },
  },
  {
    id: 'T-masked', to: 'tax', agencyRoles: ['JOINT'], items: ['Person.sex'], disclosure: 'MASKED',
    matter: 'house-transfer', binding: { kind: 'CASE_PARTY', roles: ['COUNTERPARTY'] },
  },
  { id: 'R-edges', to: READER, binding: EVERY_PARTY, items: [...EDGES, ...CASE_EDGES.map((edge) => `${edge}@${matterCode(MATTER)}`)] },
  { id: 'R-family', to: READER, binding: EVERY_PARTY, items: FAMILY },
]

const grantRow = (grant: OwnGrant): CatalogueRows['grants'][number] => ({
  id: grant.id,
  version: 1,
  matters: [matterCode(grant.matter ?? MATTER)],
  agencyRoles: [...(grant.agencyRoles ?? ['DECIDING'])],
  consumer: codeOf(grant.to ?? AGENCY),
  provider: codeOf('public-security'),
  binding: grant.binding ?? { kind: 'CASE_PARTY', roles: ['APPLICANT'] },
  regions: grant.region === EVERYWHERE ? [] : [grant.region ?? DISTRICT.code],
  validFrom: grant.validFrom ?? '2026-01-01',
  validTo: grant.validTo ?? '2030-12-31',
  quotaPerDay: grant.quotaPerDay ?? null,
  revokedAt: null,
  legalBasis: '示例',
  approvedBy: 'op-approver-public-security',
  approvedOn: '2025-12-20',
})

const itemRows = ({ id, items, disclosure = 'CLEAR', arguments: allowed }: OwnGrant) =>
  items.map((item) => ({ grantId: id, item, disclosure, arguments: allowed ?? null }))

/** Rows of the grants, none of them revoked yet. */
export const grantRows = () => ({ grants: GRANTS.map(grantRow), grantItems: GRANTS.flatMap(itemRows) })

export const REVOKED: readonly string[] = GRANTS.filter(({ revoked }) => revoked === true).map(({ id }) => id)
