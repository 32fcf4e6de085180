import { person, persons, unit, verify } from './ask.ts'
import type { Row } from './row.ts'
import { caseNo } from './cases.ts'

const matter = 'house-transfer'
const decides = { persona: 'natural-resources', purpose: { matter, case: 'transfer' } } as const
const joins = { persona: 'tax', purpose: { matter, case: 'transfer' } } as const
const loneSale = { persona: 'natural-resources', purpose: { matter, case: 'transfer-lone-seller' } } as const
const atCentre = { matter, case: 'transfer-at-centre' } as const

/** Scenario 3, the transfer of a flat: the registry decides, tax joins, the service centre receives. */
export const transferRows: readonly Row[] = [
  {
    says: 'the registry reads of buyer and seller who they are and whether they were married on a day that counts',
    ...decides,
    ...persons(['seller', 'buyer'], 'name isAlive marriedOn(date: "2012-06-18")'),
    granted: ['Person.name', 'Person.isAlive', 'Person.marriedOn'], refused: {},
    values: { 'Person.marriedOn': [true, false] }, hops: ['population'],
  },
  {
    says: 'the day of a wedding is not to be searched for', ...decides,
    ...person('seller', 'marriedOn(date: "1998-05-19") marital { name } vitalEvents { occurredOn }'),
    granted: [],
    refused: {
      'Person.marriedOn': 'NO_GRANT', 'Person.marital': 'NO_GRANT', 'Person.vitalEvents': 'NO_GRANT',
    },
    hops: [],
  },
  {
    says: 'the registry reads what the seller owns, with its rights and restrictions', ...decides,
    ...person(
      'seller',
      'realEstate { location certificateNo holders { name share } restrictions { kind { name } active } }',
    ),
    granted: [
      'Person.realEstate', 'RealEstateUnit.location', 'RealEstateUnit.certificateNo', 'RealEstateUnit.holders',
      'RightHolder.name', 'RightHolder.share',
      'RealEstateUnit.restrictions', 'UnitRestriction.kind', 'UnitRestriction.active',
    ],
    refused: {}, values: { 'RightHolder.name': ['陈志远', '吴雪萍'], 'UnitRestriction.active': [false] },
    hops: ['geo', 'population'],
  },
  {
    says: 'what the buyer owns is not for the registry', ...decides,
    ...person('buyer', 'name realEstate { location }'),
    granted: ['Person.name'], refused: { 'Person.realEstate': 'PARTY_ROLE_NOT_COVERED' }, hops: ['population'],
  },
  {
    says: 'the shape of the unit is granted to nobody', ...decides,
    ...unit('flat', 'location boundary division { name }'),
    granted: ['RealEstateUnit.location'],
    refused: { 'RealEstateUnit.boundary': 'NO_GRANT', 'RealEstateUnit.division': 'NO_GRANT' }, hops: ['geo'],
  },
  {
    says: 'the seller’s certificate and marriage are licences of the case, the identity card too', ...decides,
    ...person('seller', 'licences { name }'),
    granted: ['Person.licences', 'Licence.name'], refused: {},
    values: { 'Licence.name': ['居民身份证', '不动产权证书', '结婚证'] }, hops: ['licences', 'population'],
  },
  {
    says: 'the agent’s marriage is nobody’s question', ...decides,
    ...person('transfer-agent', 'name marriedOn(date: "2026-03-02")'),
    granted: ['Person.name'], refused: { 'Person.marriedOn': 'PARTY_ROLE_NOT_COVERED' }, hops: ['population'],
  },
  {
    says: 'the registry’s grant of telephones was revoked', ...decides, ...person('seller', 'name mobile'),
    granted: ['Person.name'], refused: { 'Person.mobile': 'GRANT_REVOKED' }, hops: ['population'],
  },
  {
    says: 'the spouse of a lone seller is reached as kin, and only so far', ...loneSale,
    ...person('lone-seller-wife', 'name marriedOn(date: "2003-10-30") isAlive licences { name }'),
    granted: ['Person.name', 'Person.marriedOn'],
    refused: { 'Person.isAlive': 'PARTY_ROLE_NOT_COVERED', 'Person.licences': 'PARTY_ROLE_NOT_COVERED' },
    values: { 'Person.name': ['沈玉芬'] }, hops: ['population'],
  },
  {
    says: 'the relations of a lone seller lead to the spouse', ...loneSale,
    ...person('lone-seller', 'relations { relation { name } guardian person { name } }'),
    granted: ['Person.relations', 'PersonRelation.relation', 'Person.name'],
    refused: { 'PersonRelation.guardian': 'NO_GRANT' },
    values: { 'Person.name': ['沈玉芬'] }, hops: ['population'],
  },
  {
    says: 'the buyer’s wife is no kin of this sale', ...loneSale, ...person('buyer-wife', 'name'),
    granted: [], refused: { 'Query.person': 'SUBJECT_NOT_PARTY' }, hops: [],
  },
  {
    says: 'a flat under seizure shows what stands on it', persona: 'natural-resources',
    purpose: { matter, case: 'transfer-seized' },
    ...unit('seized-flat', 'restrictions { kind { name } active }'),
    granted: ['RealEstateUnit.restrictions', 'UnitRestriction.kind', 'UnitRestriction.active'], refused: {},
    values: { 'UnitRestriction.active': [true, true] }, hops: ['geo'],
  },
  {
    says: 'tax, joining in the case, reads names and homes of both sides', ...joins,
    ...persons(['seller', 'buyer'], 'name realEstate { location area }'),
    granted: ['Person.name', 'Person.realEstate', 'RealEstateUnit.location', 'RealEstateUnit.area'], refused: {},
    values: { 'Person.name': ['陈志远', '郑凯文'], 'RealEstateUnit.area': ['98.52'] }, hops: ['geo', 'population'],
  },
  {
    says: 'tax reads no certificate, no restriction and no holder', ...joins,
    ...unit('flat', 'certificateNo restrictions { kind { name } } holders { name }'),
    granted: [],
    refused: {
      'RealEstateUnit.certificateNo': 'NO_GRANT', 'RealEstateUnit.restrictions': 'NO_GRANT',
      'RealEstateUnit.holders': 'NO_GRANT',
    },
    hops: [],
  },
  {
    says: 'tax may ask about marriage today and on no other day', ...joins,
    ...person('buyer', 'today: marriedOn(date: "2026-03-02") then: marriedOn(date: "2012-06-18")'),
    granted: ['Person.marriedOn'], refused: { 'Person.marriedOn': 'NO_GRANT' },
    values: { 'Person.marriedOn': [true] }, hops: ['population'],
  },
  {
    says: 'tax’s grant of households has expired', ...joins, ...person('buyer', 'household { householdNo }'),
    granted: [], refused: { 'Person.household': 'GRANT_EXPIRED' }, hops: [],
  },
  {
    says: 'the agent is nobody to tax', ...joins, ...person('transfer-agent', 'name'),
    granted: [], refused: { 'Person.citizenId': 'PARTY_ROLE_NOT_COVERED' }, hops: [],
  },
  {
    says: 'in a list the agent stays unread and the seller is read', ...joins,
    ...persons(['seller', 'transfer-agent'], 'name'),
    granted: ['Person.name'], refused: {}, values: { 'Person.name': ['陈志远'] }, hops: ['population'],
  },
  {
    says: 'an item that may only be shown masked may not be claimed either', ...joins,
    ...verify('seller', { sex: '1' }, 'sex'),
    granted: [], refused: { 'Person.sex': 'NO_GRANT' }, hops: [],
  },
  {
    says: 'the registry’s role in the case is not tax’s', persona: 'tax',
    purpose: { matter, case: 'transfer-lone-seller' }, ...person('lone-seller', 'isAlive'),
    granted: [], refused: { 'Person.isAlive': 'NO_GRANT' }, hops: [],
  },
  {
    says: 'the service centre compares names for the registry', persona: 'service-centre', purpose: atCentre,
    ...verify('seller', { name: '陈志远' }, 'citizenId name'),
    granted: ['PersonVerification.citizenId', 'PersonVerification.name'], refused: {},
    values: { 'PersonVerification.name': ['MATCH'] }, hops: ['population'],
  },
  {
    says: 'the service centre reads neither name nor home', persona: 'service-centre', purpose: atCentre,
    ...person('seller', 'name realEstate { location }'),
    granted: [], refused: { 'Person.name': 'VERIFY_ONLY', 'Person.realEstate': 'NO_GRANT' }, hops: [],
  },
  {
    says: 'the service centre sees how the case stands', persona: 'service-centre', purpose: atCentre,
    query: 'query ($n: ID!) { case(caseNo: $n) { state { name } materials { name received } channel { name } } }',
    variables: { n: caseNo('transfer-at-centre') },
    granted: ['Case.state', 'Case.materials', 'CaseMaterial.name', 'CaseMaterial.received'],
    refused: { 'Case.channel': 'NO_GRANT' }, hops: ['cases'],
  },
  {
    says: 'a case that the service centre did not receive is not its own', persona: 'service-centre',
    purpose: { matter, case: 'transfer' }, ...verify('seller', {}, 'citizenId'),
    granted: [], refused: { 'Person.citizenId': 'CASE_NOT_YOURS' }, hops: [],
  },
  {
    says: 'the registry decides what the centre received', persona: 'natural-resources', purpose: atCentre,
    ...person('seller-wife', 'name isAlive'),
    granted: ['Person.name', 'Person.isAlive'], refused: {}, hops: ['population'],
  },
]
