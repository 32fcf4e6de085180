import { organisation, person, persons, verify } from './ask.ts'
import type { Row } from './row.ts'
import { caseNo } from './cases.ts'

const matter = 'old-age-allowance'
const sealed = { persona: 'civil-affairs', purpose: { matter, case: 'allowance-sealed' } } as const
const kin = { persona: 'health', purpose: { matter: 'residence-permit', case: 'health-kin' } } as const

/** Protected persons, and what is withheld by class. */
export const protectedRows: readonly Row[] = [
  {
    says: 'a sealed party reads like a person whom nobody knows', ...sealed,
    ...person('sealed-witness', 'name isAlive mobile'),
    granted: [], masked: ['Person.mobile'], refused: {}, values: { 'Person.name': [], 'Person.isAlive': [] },
    hops: ['population'],
  },
  {
    says: 'the case of a sealed party reads like one that nobody knows', ...sealed,
    query: 'query ($n: ID!) { case(caseNo: $n) { summary parties { name } } }',
    variables: { n: caseNo('allowance-sealed') },
    granted: [], refused: {}, values: { 'Case.summary': [], 'CaseParty.name': [] }, hops: ['cases'],
  },
  {
    says: 'a claim about a sealed party is answered as one about a person whom nobody knows', ...sealed,
    ...verify('sealed-witness', { name: '高明渊' }, 'citizenId name'),
    granted: ['PersonVerification.citizenId', 'PersonVerification.name'], refused: {},
    values: { 'PersonVerification.citizenId': ['UNKNOWN'], 'PersonVerification.name': ['UNKNOWN'] },
    hops: ['population'],
  },
  {
    says: 'the agent of a sealed party is read as ever', ...sealed,
    ...persons(['sealed-witness', 'sister-agent'], 'name'),
    granted: ['Person.name'], refused: {}, values: { 'Person.name': ['何春生'] }, hops: ['population'],
  },
  {
    says: 'a sealed stranger is a stranger', persona: 'civil-affairs', purpose: { matter, case: 'allowance' },
    ...person('sealed-witness', 'name'),
    granted: [], refused: { 'Query.person': 'SUBJECT_NOT_PARTY' }, hops: [],
  },
  {
    says: 'a sealed spouse is a stranger too, and no kin', ...kin, ...person('sealed-witness', 'name'),
    granted: [], refused: { 'Query.person': 'SUBJECT_NOT_PARTY' }, hops: [],
  },
  {
    says: 'whoever is married to the sealed one is read as ever', ...kin, ...person('flat-owner', 'name'),
    granted: ['Person.name'], refused: {}, values: { 'Person.name': ['冯国良'] }, hops: ['population'],
  },
  {
    says: 'a sealed director is left out of the register that anybody reads', persona: 'outsider',
    ...organisation('estate', 'staff { name position }'),
    granted: ['LegalPerson.staff', 'LegalPersonStaff.name', 'LegalPersonStaff.position'], refused: {},
    values: { 'LegalPersonStaff.name': ['董文华'] }, hops: ['legal-persons'],
  },
  {
    says: 'the agency that is named in the protection sees the director', persona: 'public-security',
    ...organisation('estate', 'staff { name }'),
    granted: ['LegalPerson.staff', 'LegalPersonStaff.name'], refused: {},
    values: { 'LegalPersonStaff.name': ['董文华', '高明渊'] }, hops: ['legal-persons'],
  },
  {
    says: 'the grade of protection is withheld from departments', persona: 'civil-affairs',
    purpose: { matter, case: 'allowance' }, ...person('old-man', 'name protection { name }'),
    granted: ['Person.name'], refused: { 'Person.protection': 'WITHHELD' }, hops: ['population'],
  },
  {
    says: 'the person reads the own grade of protection', persona: 'portal',
    subject: 'adopted-child', purpose: { matter: 'residence-permit', case: 'permit-adopted' },
    ...person('adopted-child', 'name protection { name }'),
    granted: ['Person.name', 'Person.protection'], refused: {}, values: { 'Person.name': ['许安然'] }, hops: ['population'],
  },
  {
    says: 'an agent with a mandate does not read the grade of protection', persona: 'portal', subject: 'newcomer',
    mandate: ['residence-permit'],
    purpose: { matter: 'residence-permit', case: 'permit' }, ...person('newcomer', 'name protection { name }'),
    granted: ['Person.name'], refused: { 'Person.protection': 'WITHHELD' }, hops: ['population'],
  },
]
