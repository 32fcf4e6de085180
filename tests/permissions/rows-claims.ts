import { typeCode } from '../../seeds/licence-types.ts'
import { documentOf } from '../../seeds/documents.ts'
import { licence, NOBODY, organisation, person } from './ask.ts'
import type { Row } from './row.ts'

const matter = 'house-transfer'
const joins = { persona: 'tax', purpose: { matter, case: 'transfer' } } as const
const decides = { persona: 'natural-resources', purpose: { matter, case: 'transfer' } } as const

const DEED = typeCode('real-estate-certificate')
const SELECTION = 'number issuedOn holder holderName'

const claim = (claimed: Readonly<Record<string, unknown>>, fields = SELECTION, type = DEED) => ({
  query: `query ($c: LicenceClaim!) { verifyLicence(claim: $c) { ${fields} } }`,
  variables: { c: { type, ...claimed } },
})

const number = (example: string) => documentOf(example).number
const all = ['LicenceVerification.holder', 'LicenceVerification.holderName', 'LicenceVerification.issuedOn', 'LicenceVerification.number']

/** Claims about licences, and what their signatures are worth: a joint agency compares what it need not read. */
export const claimRows: readonly Row[] = [
  {
    says: 'tax compares the seller’s certificate item by item and reads none of it', ...joins,
    ...claim({ number: '示例（2012）示例区不动产权第0000100号', issuedOn: '2012-06-18', holderCitizenId: number('seller'), holderName: '陈志远' }),
    granted: all, refused: {}, hops: ['licences'],
    values: { 'LicenceVerification.holderName': ['MATCH'], 'LicenceVerification.holder': ['MATCH'], 'LicenceVerification.issuedOn': ['MATCH'] },
  },
  {
    says: 'a claim about somebody who is no party is refused before anything is looked up', ...joins,
    ...claim({ number: '示例（2012）示例区不动产权第0000100号', holderCitizenId: number('lone-seller') }, 'number holder'),
    granted: [], refused: { 'Query.verifyLicence': 'SUBJECT_NOT_PARTY' }, hops: [],
  },
  {
    says: 'a claim about nobody reads like one about a stranger', ...joins,
    ...claim({ number: '示例（2012）示例区不动产权第0000100号', holderCitizenId: NOBODY }, 'number holder'),
    granted: [], refused: { 'Query.verifyLicence': 'SUBJECT_NOT_PARTY' }, hops: [],
  },
  {
    says: 'a certificate of people who are no parties reads like none at all', ...joins,
    ...claim({ number: '示例（2003）示例区不动产权第0000103号', holderName: '蒋国梁' }, 'number holderName'),
    granted: ['LicenceVerification.holderName', 'LicenceVerification.number'], refused: {}, hops: ['licences'],
    values: { 'LicenceVerification.number': ['UNKNOWN'], 'LicenceVerification.holderName': ['UNKNOWN'] },
  },
  {
    says: 'an item that was not granted is not compared, nor is what is claimed beside it', ...joins,
    ...claim({ number: '示例（2012）示例区不动产权第0000100号', validTo: '2082-06-17' }, 'number validTo'),
    granted: [], refused: { 'Licence.validTo': 'NO_GRANT' }, hops: [],
  },
  {
    says: 'licences of another type may not be compared', ...joins,
    ...claim({ number: 'J990101-1998-000520', holderName: '陈志远' }, 'number holderName', typeCode('marriage-certificate')),
    granted: [], refused: { '*': 'FORBIDDEN' }, hops: ['licences'], values: { 'LicenceVerification.number': [] },
  },
  {
    says: 'tax compares fields of the certificate’s face, each that it may, and is told that it still counts', ...joins,
    ...claim({ number: '示例（2012）示例区不动产权第0000100号', face: [{ name: 'area', value: '98.52' }, { name: 'use', value: '住宅' }] }, 'number face { name verdict } outcome { code }'),
    granted: ['FaceVerdict.verdict', 'LicenceVerification.number', 'LicenceVerification.outcome'], refused: {}, hops: ['licences'],
    values: { 'FaceVerdict.verdict': ['MATCH'], 'LicenceVerification.number': ['MATCH'] },
  },
  {
    says: 'a claim that tells of the face alone is refused where no field of it may be compared', ...decides,
    ...claim({ number: '示例（2012）示例区不动产权第0000100号', face: [{ name: 'area', value: '98.52' }] }, 'outcome { code }'),
    granted: [], refused: { 'LicenceVerification.outcome': 'NO_GRANT' }, hops: [],
  },
  {
    says: 'a type that is no code of one is refused by name, whoever asks', ...joins,
    ...claim({ number: '示例（2012）示例区不动产权第0000100号' }, 'number', 'no-type'),
    granted: [], refused: { '*': 'BAD_USER_INPUT' }, hops: ['licences'],
  },
  {
    says: 'comparing is not reading', ...joins, ...licence('flat-certificate', 'number'),
    granted: [], refused: { 'Licence.number': 'VERIFY_ONLY' }, hops: [],
  },
  {
    says: 'the registry reads whether the certificate is sealed and signed by its issuer', ...decides,
    ...licence('flat-certificate', 'sealName sealTime signatureValid verification { ok check { code } } outcome { code } versions { version }'),
    granted: ['Licence.outcome', 'Licence.sealName', 'Licence.sealTime', 'Licence.signatureValid', 'Licence.verification', 'Licence.version', 'Licence.versions'], refused: {},
    values: { 'Licence.signatureValid': [true], 'LicenceCheck.ok': [true], 'Licence.version': [1] }, hops: ['licences'],
  },
  {
    says: 'the file of a certificate and where it comes from are for nobody yet', ...decides,
    ...licence('flat-certificate', 'fileRef fileSm3 provenance { sourceSystem }'),
    granted: [], refused: { 'Licence.fileRef': 'NO_GRANT', 'Licence.fileSm3': 'NO_GRANT', 'Licence.provenance': 'NO_GRANT' }, hops: [],
  },
  {
    says: 'who was punished, and that it is in effect, is public; who leads them as a person is not', persona: 'outsider',
    ...organisation('canteen', 'credit { name penalties { subjectName legalRepName effect { name } legalRep { id } } }'),
    granted: [
      'AdministrativePenalty.effect', 'AdministrativePenalty.legalRepName', 'AdministrativePenalty.subjectName', 'LegalPerson.credit',
      'LegalPersonCredit.name', 'LegalPersonCredit.penalties',
    ],
    refused: { 'AdministrativePenalty.legalRep': 'PURPOSE_REQUIRED' }, values: { 'AdministrativePenalty.legalRepName': ['梁启航'] },
    hops: ['credit', 'legal-persons'],
  },
  {
    says: 'the names that credit publications print of a person are nobody’s business without a grant', persona: 'civil-affairs',
    purpose: { matter: 'old-age-allowance', case: 'allowance' }, ...person('old-man', 'credit { name seriouslyDishonest repairs { targetDocNo } }'),
    granted: ['Person.credit', 'PersonCredit.seriouslyDishonest'],
    refused: { 'PersonCredit.name': 'NO_GRANT', 'PersonCredit.repairs': 'NO_GRANT' }, hops: ['credit', 'population'],
  },
]
