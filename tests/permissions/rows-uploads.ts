import { typeCode } from '../../seeds/licence-types.ts'
import { SISTER_AT_THE_WINDOW } from '../../seeds/personas.ts'
import { licence } from './ask.ts'
import { UPLOADED } from './found.ts'
import { of } from './items.ts'
import type { Row } from './row.ts'

const FACE = { householdType: '家庭户', headName: '示例', address: '示例区示例路1号', relation: '本人或户主' }
const upload = (type = 'household-register') => ({
  query: 'mutation ($input: UploadLicenceInput!) { uploadLicence(input: $input) { version trustGrade { code } } }',
  variables: { input: {
    type: typeCode(type), grade: 'C', number: '示例户19990101', holderName: '示例', issuerName: '示例派出所', issuedOn: '1999-05-01',
    face: Object.entries(FACE).map(([name, value]) => ({ name, value })), file: { reference: 'scan/1', format: 'PDF', sm3: 'ab'.repeat(32) },
  } },
})
const check = { query: `mutation { checkLicenceOriginal(input: { identifier: "${UPLOADED}", reference: "窗口1" }) { trustGrade { code } } }` }
const withdraw = { query: `mutation { withdrawLicenceUpload(input: { identifier: "${UPLOADED}", reason: "原件已被撤销" }) { state { code } } }` }

const own = { persona: 'portal', subject: 'sister-applicant' }
const allowance = { matter: 'old-age-allowance', case: 'allowance-sister' }
const forbidden: Pick<Row, 'granted' | 'refused' | 'hops'> = { granted: [], refused: { '*': 'FORBIDDEN' }, hops: ['licences'] }

/** Who uploads licences and takes them back, which window checks an original, and what is told of it. */
export const uploadRows: readonly Row[] = [
  { says: 'nobody uploads a licence without a token', ...upload(), granted: [], refused: { '*': 'UNAUTHENTICATED' }, status: 401, hops: [] },
  { says: 'a portal that acts for nobody uploads no licence', persona: 'portal', ...upload(), granted: [], refused: { 'Mutation.uploadLicence': 'NETWORK_ZONE' }, hops: [] },
  { says: 'a suspended system uploads no licence', persona: 'suspended-system', ...upload(), granted: [], refused: { 'Mutation.uploadLicence': 'CONSUMER_SUSPENDED' }, hops: [] },
  { says: 'an agency uploads no licence for somebody', persona: 'civil-affairs', purpose: allowance, ...upload(), ...forbidden },
  { says: 'nobody uploads a licence by a mandate without a case of it', ...own, mandate: ['old-age-allowance'], ...upload(), ...forbidden },
  { says: 'nobody uploads a licence by a mandate for another matter', ...own, mandate: ['residence-permit'], purpose: allowance, ...upload(), ...forbidden },
  { says: 'nobody uploads by a mandate what its matter does not ask for', ...own, mandate: ['old-age-allowance'], purpose: allowance, ...upload('disability-certificate'), ...forbidden },
  { says: 'a person who is hardly identified uploads no licence', persona: 'portal-hardly-identified', subject: 'sister-applicant', purpose: allowance, ...upload(), ...forbidden },
  {
    says: 'an agent who is hardly identified uploads no licence', persona: 'portal-hardly-identified', subject: 'sister-applicant', mandate: ['old-age-allowance'], purpose: allowance,
    ...upload(), ...forbidden,
  },
  { says: 'nobody uploads an identity card', ...own, ...upload('identity-card'), granted: [], refused: { '*': 'BAD_USER_INPUT' }, hops: ['licences'] },
  {
    says: 'a person uploads the register that they hold on paper', ...own, ...upload(), granted: [], refused: {},
    values: { 'LicenceUpload.version': [1], 'Code.code': ['C'] }, hops: ['licences'],
  },
  {
    says: 'an agent uploads another in its place, by a mandate for the matter that asks for it', ...own, mandate: ['old-age-allowance'], purpose: allowance, ...upload(), granted: [], refused: {},
    values: { 'LicenceUpload.version': [2], 'Code.code': ['C'] }, hops: ['licences'],
  },
  { says: 'nobody checks an original without a token', ...check, granted: [], refused: { '*': 'UNAUTHENTICATED' }, status: 401, hops: [] },
  { says: 'whoever holds a licence does not check its original', ...own, ...check, ...forbidden },
  { says: 'a window checks no original without a case', persona: 'civil-affairs', ...check, ...forbidden },
  { says: 'an agency without a part in the case checks no original', persona: 'market-regulation', purpose: allowance, ...check, ...forbidden },
  { says: 'an approver of the agency that answers for the type checks no original', persona: 'approver-public-security', purpose: allowance, ...check, ...forbidden },
  { says: 'a suspended system checks no original', persona: 'suspended-system', ...check, granted: [], refused: { 'Mutation.checkLicenceOriginal': 'CONSUMER_SUSPENDED' }, hops: [] },
  {
    says: 'a window checks no original for a party of no case of its own, as if there were none', persona: 'public-security', purpose: { matter: 'residence-permit', case: 'permit' },
    ...check, granted: [], refused: { '*': 'NOT_FOUND' }, hops: ['licences'],
  },
  {
    says: 'a window checks no original of a relative, as if there were none', persona: SISTER_AT_THE_WINDOW, purpose: allowance, ...check,
    granted: [], refused: { '*': 'NOT_FOUND' }, hops: ['licences'],
  },
  {
    says: 'the window that received the case checks the original', persona: 'street-office', purpose: allowance, ...check, granted: [], refused: {}, values: { 'Code.code': ['B'] }, hops: ['licences'],
  },
  { says: 'nobody takes an upload back without a token', ...withdraw, granted: [], refused: { '*': 'UNAUTHENTICATED' }, status: 401, hops: [] },
  { says: 'nobody takes an upload back by a mandate', ...own, mandate: ['old-age-allowance'], purpose: allowance, ...withdraw, ...forbidden },
  { says: 'an agency takes nothing back that it did not check, though it decides the case', persona: 'civil-affairs', purpose: allowance, ...withdraw, granted: [], refused: { '*': 'NOT_FOUND' }, hops: ['licences'] },
  { says: 'nobody takes back what another uploaded', persona: 'portal', subject: 'old-man', ...withdraw, granted: [], refused: { '*': 'NOT_FOUND' }, hops: ['licences'] },
  { says: 'and nobody checks it again', persona: 'civil-affairs', purpose: allowance, ...check, granted: [], refused: { '*': 'CONFLICT' }, hops: ['licences'] },
  {
    says: 'the agency whose window has checked an original takes it back, with no case', persona: 'street-office', ...withdraw, granted: [], refused: {}, values: { 'Code.code': ['03'] }, hops: ['licences'],
  },
  {
    says: 'an agency that decides a transfer was granted the history of the certificate', persona: 'natural-resources', purpose: { matter: 'house-transfer', case: 'transfer' },
    ...licence('flat-certificate', 'history { version }'), granted: ['Licence.history'], refused: {}, values: { 'LicenceChange.version': [] }, hops: ['licences'],
  },
  {
    says: 'civil affairs was granted neither the history of a card nor what its holder committed to', persona: 'civil-affairs', purpose: { matter: 'old-age-allowance', case: 'allowance' },
    ...licence('old-man-card', 'history { version } commitment'), granted: [], refused: { 'Licence.history': 'NO_GRANT', 'Licence.commitment': 'NO_GRANT' }, hops: [],
  },
  {
    says: 'any system is told which types are uploaded, and what is committed to', persona: 'outsider',
    query: `{ licenceType(code: "${typeCode('household-register')}") { uploadGrades } licenceCommitment { version text } }`,
    granted: ['LicenceType.uploadGrades', ...of('LicenceCommitment', 'version text')], refused: {}, values: { 'LicenceType.uploadGrades': [['C']] }, hops: ['licences'],
  },
]
