import { codeOf } from '../../seeds/agencies.ts'
import { number, organisation, person } from './ask.ts'
import { each, of } from './items.ts'
import type { Row } from './row.ts'

const ALLOWANCE = { persona: 'civil-affairs', purpose: { matter: 'old-age-allowance', case: 'allowance' } } as const
const INSPECTION = (fields: string) => ({ query: `{ inspection(inspectionNo: "JC-990101-2025-000602") { ${fields} } }` })

/** An edge that may be followed tells the key of what it leads to, whatever else is told of it. */
const KEY_ROWS: readonly Row[] = [
  {
    says: 'who provides a resource is told by the edge to the provider', persona: 'outsider', query: '{ resource(code: "101001/000001") { provider { creditCode } } }',
    granted: ['Resource.provider'], refused: {}, values: { 'LegalPerson.creditCode': [codeOf('public-security')] }, hops: ['catalogue'],
  },
  {
    says: 'it tells nothing else of the provider', persona: 'outsider',
    query: '{ resource(code: "101001/000001") { provider { creditCode legalRepresentative { name } } } }',
    granted: ['Resource.provider'], refused: { 'LegalPerson.legalRepresentative': 'PURPOSE_REQUIRED' }, values: { 'LegalPerson.creditCode': [codeOf('public-security')] }, hops: ['catalogue'],
  },
  {
    says: 'who inspected whom is told where the edges are, though neither is a party', persona: 'outsider', ...INSPECTION('authority { creditCode } legalPerson { creditCode } matter { code }'),
    granted: of('Inspection', 'authority legalPerson matter'), refused: {}, values: { 'LegalPerson.creditCode': [codeOf('market-regulation'), number('canteen')] }, hops: ['supervision'],
  },
  {
    says: 'the agency of an inspector is not told where its edge is not granted', persona: 'reform', purpose: { matter: 'residence-permit', case: 'reform' },
    ...INSPECTION('inspectors { agency { creditCode } }'), granted: [], refused: { 'Inspector.agency': 'NO_GRANT' }, values: { 'LegalPerson.creditCode': [] }, hops: [],
  },
  {
    says: 'whoever may follow the edge to a flat is told which flat it is', persona: 'reform', purpose: { matter: 'residence-permit', case: 'reform' },
    ...person('flat-owner', 'realEstate { unitCode }'), granted: ['Person.realEstate'], refused: {}, hops: ['geo', 'population'],
  },
  {
    says: 'where the edge to flats is not granted, none is told', ...ALLOWANCE, ...person('old-man', 'name realEstate { unitCode }'),
    granted: ['Person.name'], refused: { 'Person.realEstate': 'NO_GRANT' }, values: { 'RealEstateUnit.unitCode': [] }, hops: ['population'],
  },
  {
    says: 'the division where an applicant is registered is told by the edge to it', ...ALLOWANCE, ...person('old-man', 'registeredDivision { code }'),
    granted: ['Person.registeredDivision'], refused: {}, values: { 'Division.code': ['990101001001'] }, hops: ['population'],
  },
  {
    says: 'while nothing proves the case it may be compared, and its code is not told', ...ALLOWANCE, purpose: { matter: 'old-age-allowance', case: 'allowance-unproven' },
    ...person('holder-wife', 'registeredDivision { code }'), granted: [], refused: { 'Person.registeredDivision': 'CASE_UNPROVEN' }, values: { 'Division.code': [] }, hops: [],
  },
  {
    says: 'of a sealed applicant no edge tells anything', ...ALLOWANCE, purpose: { matter: 'old-age-allowance', case: 'allowance-sealed' },
    ...person('sealed-witness', 'registeredDivision { code }'), granted: [], refused: {}, values: { 'Division.code': [] }, hops: ['population'],
  },
  {
    says: 'the key of a licence tells its type, and no edge tells it', ...ALLOWANCE, ...person('old-man', 'licences { identifier }'),
    granted: [], refused: { 'Person.licences': 'NO_GRANT' }, values: { 'Licence.identifier': [] }, hops: [],
  },
]

/** What stands behind an edge is granted item by item: whoever may follow it has not read what it leads to, but for its key. */
export const edgeRows: readonly Row[] = [
  ...KEY_ROWS,
  {
    says: 'which records a firm has asked to be repaired is not read by following the edge to them',
    persona: 'reform', purpose: { matter: 'residence-permit', case: 'reform' },
    query: `
      { legalPerson(creditCode: "${number('canteen')}") { credit { repairs { kind { name } targetKind { name }
      targetDocNo applicantName reason materials acceptedBy { name } acceptedOn closedOn result { name } provenance
      { version } } } } }
    `,
    granted: [],
    refused: {
      ...each(of('CreditRepair', 'kind targetKind targetDocNo applicantName reason materials acceptedBy acceptedOn closedOn result'), 'NO_GRANT'),
      ...each(of('CreditRepair', 'provenance'), 'NO_GRANT'),
    },
    hops: [],
  },
  {
    says: 'who inspected is not read by following the edge to them', persona: 'reform', purpose: { matter: 'residence-permit', case: 'reform' },
    query: `
      { inspection(inspectionNo: "JC-990101-2025-000602") { inspectors { name certificateNo agency { name } drawn
      provenance { version } } } }
    `,
    granted: [],
    refused: { ...each(of('Inspector', 'name certificateNo agency drawn provenance'), 'NO_GRANT') },
    hops: [],
  },
  {
    says: 'whoever may read the family reads the household down to the door',
    persona: 'reform', purpose: { matter: 'residence-permit', case: 'reform' },
    ...person('newcomer', `
      household { householdNo registerNo householdType { name } address street doorNo policeStation village { name }
      }
    `),
    granted: [
      'Person.household',
      ...of('Household', 'householdNo registerNo householdType address street doorNo policeStation village'),
      'Division.name',
    ],
    refused: {},
    hops: ['geo', 'population'],
  },
  {
    says: 'of the household only those are named whom the purpose concerns',
    persona: 'reform', purpose: { matter: 'residence-permit', case: 'reform' },
    ...person('newcomer', 'household { head { name } members { relation { name } person { name } } }'),
    granted: [...of('Person', 'household name'), ...of('Household', 'head members'), 'HouseholdMember.relation'],
    refused: {},
    hops: ['population'],
  },
  {
    says: 'where the register comes from is no part of the family', persona: 'reform', purpose: { matter: 'residence-permit', case: 'reform' },
    ...person('newcomer', 'name household { householdNo provenance { version } } provenance { version }'),
    granted: [...of('Person', 'name household'), 'Household.householdNo'],
    refused: { 'Household.provenance': 'NO_GRANT', 'Person.provenance': 'NO_GRANT' },
    hops: ['population'],
  },
  {
    says: 'relations tell what somebody is, and who only where the purpose concerns them',
    persona: 'reform', purpose: { matter: 'residence-permit', case: 'reform' },
    ...person('newcomer', 'relations { relation { name } guardianship { name } guardian person { name } }'),
    granted: ['Person.relations', ...of('PersonRelation', 'relation guardian')],
    unknown: ['PersonRelation.guardianship'],
    refused: {},
    hops: ['population'],
  },
  {
    says: 'of the events of a life the day and the register are read, and neither who declared them nor any certificate',
    persona: 'reform', purpose: { matter: 'residence-permit', case: 'reform' },
    ...person('newcomer', `
      vitalEvents { kind { name } occurredOn registrationNo registrar declarant deathCancellation { name }
      deathCertificateNo marriageCertificateNo provenance { version } }
    `),
    granted: ['Person.vitalEvents', ...of('VitalEvent', 'kind occurredOn registrationNo registrar')],
    refused: {
      ...each(of('VitalEvent', 'declarant deathCancellation deathCertificateNo provenance'), 'NO_GRANT'),
      'VitalEvent.marriageCertificateNo': 'NOT_PUBLISHED',
    },
    hops: ['population'],
  },
  {
    says: 'whom somebody married is told by a resource that is not published',
    persona: 'reform', purpose: { matter: 'residence-permit', case: 'reform' },
    ...person('newcomer', 'vitalEvents { kind { name } husband { name } wife { name } }'),
    granted: ['Person.vitalEvents', 'VitalEvent.kind'],
    refused: { ...each(of('VitalEvent', 'husband wife'), 'NOT_PUBLISHED') },
    hops: ['population'],
  },
  {
    says: 'of other documents kind and validity are read, and no number', persona: 'reform', purpose: { matter: 'residence-permit', case: 'reform' },
    ...person('newcomer', 'otherDocuments { docType { name } validTo docNo issuer issuedOn provenance { version } }'),
    granted: ['Person.otherDocuments', ...of('PersonOtherDocument', 'docType validTo')],
    refused: { ...each(of('PersonOtherDocument', 'docNo issuer issuedOn provenance'), 'NO_GRANT') },
    hops: ['population'],
  },
  {
    says: 'where somebody comes from is read with the family', persona: 'reform', purpose: { matter: 'residence-permit', case: 'reform' },
    ...person('newcomer', 'nativeDivision { name } birthDivision { name } idCardValidFrom'),
    granted: [...of('Person', 'nativeDivision birthDivision idCardValidFrom'), 'Division.name'],
    refused: {},
    hops: ['geo', 'population'],
  },
  {
    says: 'the credit of a person is not read by following the edge to it', persona: 'reform', purpose: { matter: 'residence-permit', case: 'reform' },
    ...person('barred-founder', 'credit { name kind { name } listFlags { name } seriouslyDishonest provenance { version } }'),
    granted: [],
    refused: { ...each(of('PersonCredit', 'name kind listFlags seriouslyDishonest provenance'), 'NO_GRANT') },
    hops: [],
  },
  {
    says: 'a listing of a person is not read by following the edge to it', persona: 'reform', purpose: { matter: 'residence-permit', case: 'reform' },
    ...person('barred-founder', `
      credit { listings { kind { name } listName category { name } reason basisDocNo authority { name } includedOn
      validUntil removedOn removalReason repairState { name } provenance { version } } }
    `),
    granted: [],
    refused: {
      ...each(of('PersonListing', 'kind listName category reason basisDocNo authority includedOn validUntil removedOn removalReason'), 'NO_GRANT'),
      ...each(of('PersonListing', 'repairState provenance'), 'NO_GRANT'),
    },
    hops: [],
  },
  {
    says: 'a permit of a person is not read by following the edge to it', persona: 'reform', purpose: { matter: 'residence-permit', case: 'reform' },
    ...person('barred-founder', `
      credit { permits { subjectName subjectKind { name } documentType { name } docName docNo kind { name } certName
      certNo content decidedOn validFrom validTo authority { name } authorityName dataSource { name } dataSourceName
      state { name } effect { name } remarks provenance { version } } }
    `),
    granted: [],
    refused: {
      ...each(of('PersonPermit', 'subjectName subjectKind documentType docName docNo kind certName certNo content decidedOn validFrom'), 'NO_GRANT'),
      ...each(of('PersonPermit', 'validTo authority authorityName dataSource dataSourceName state effect remarks provenance'), 'NO_GRANT'),
    },
    hops: [],
  },
  {
    says: 'a penalty of a person is not read by following the edge to it', persona: 'reform', purpose: { matter: 'residence-permit', case: 'reform' },
    ...person('barred-founder', `
      credit { penalties { subjectName subjectKind { name } documentType { name } docNo violation facts basis kind {
      name } content fineAmount confiscatedAmount suspendedLicence decidedOn validUntil publicityEndsOn authority {
      name } authorityName dataSource { name } dataSourceName state { name } effect { name } repairState { name }
      remarks provenance { version } } }
    `),
    granted: [],
    refused: {
      ...each(of('PersonPenalty', 'subjectName subjectKind documentType docNo violation facts basis kind content fineAmount'), 'NO_GRANT'),
      ...each(of('PersonPenalty', 'confiscatedAmount suspendedLicence decidedOn validUntil publicityEndsOn authority authorityName'), 'NO_GRANT'),
      ...each(of('PersonPenalty', 'dataSource dataSourceName state effect repairState remarks provenance'), 'NO_GRANT'),
    },
    hops: [],
  },
  {
    says: 'a promise of a person is not read by following the edge to it', persona: 'reform', purpose: { matter: 'residence-permit', case: 'reform' },
    ...person('barred-founder', `
      credit { commitments { kind { name } content case { summary } acceptedBy { name } committedOn state { name }
      provenance { version } } }
    `),
    granted: [],
    refused: { ...each(of('PersonCommitment', 'kind content case acceptedBy committedOn state provenance'), 'NO_GRANT') },
    hops: [],
  },
  {
    says: 'a request to repair a record is not read by following the edge to it',
    persona: 'reform', purpose: { matter: 'residence-permit', case: 'reform' },
    ...person('barred-founder', `
      credit { repairs { kind { name } targetKind { name } targetDocNo applicantName reason materials acceptedBy {
      name } acceptedOn closedOn result { name } provenance { version } } }
    `),
    granted: [],
    refused: {
      ...each(of('PersonCreditRepair', 'kind targetKind targetDocNo applicantName reason materials acceptedBy acceptedOn closedOn result'), 'NO_GRANT'),
      ...each(of('PersonCreditRepair', 'provenance'), 'NO_GRANT'),
    },
    hops: [],
  },
  {
    says: 'a ban of a person is not read by following the edge to it', persona: 'reform', purpose: { matter: 'residence-permit', case: 'reform' },
    ...person('barred-founder', 'industryBans { kind { name } from to authority { name } decisionNo reason provenance { version } }'),
    granted: [],
    refused: { ...each(of('PersonBan', 'kind from to authority decisionNo reason provenance'), 'NO_GRANT') },
    hops: [],
  },
  {
    says: 'an evaluation of a firm is not read by following the edge to it',
    persona: 'reform', purpose: { matter: 'residence-permit', case: 'reform' },
    ...organisation('canteen', `
      credit { evaluation { evaluator { name } grade { name } sectorGrade score evaluatedOn validUntil modelVersion
      provenance { version } } }
    `),
    granted: [],
    refused: {
      ...each(of('CreditEvaluation', 'evaluator grade sectorGrade score evaluatedOn validUntil modelVersion provenance'), 'NO_GRANT'),
    },
    hops: [],
  },
  {
    says: 'what a labour inspection counted is not read by following the edge to it',
    persona: 'reform', purpose: { matter: 'residence-permit', case: 'reform' },
    query: `
      { inspection(inspectionNo: "JC-990101-2025-000602") { labour { employees contracts insured unpaidWorkers
      unpaidWages paidOn inOrder provenance { version } } unpublishedFindings { ordinal description legalBasis
      severity { name } provenance { version } } plannedOn } }
    `,
    granted: [],
    refused: {
      ...each(of('LabourCheck', 'employees contracts insured unpaidWorkers unpaidWages paidOn inOrder provenance'), 'NO_GRANT'),
      ...each(of('UnpublishedFinding', 'ordinal description legalBasis severity provenance'), 'NO_GRANT'),
      'Inspection.plannedOn': 'NO_GRANT',
    },
    hops: [],
  },
  {
    says: 'a flat is not read by following the edge to it', persona: 'reform', purpose: { matter: 'residence-permit', case: 'reform' },
    ...person('flat-owner', `
      realEstate { parcelCode parcelFeature { name } location parcelArea parcelAreaUnit { name } area landUse { name
      } buildingUse { name } grade { name } rightType { name } rightNature { name } certificateNo termFrom termTo
      plotRatio buildingDensity mapSheetNo address { street } division { name } boundary status { name } provenance
      { version } }
    `),
    granted: [],
    refused: {
      ...each(of('RealEstateUnit', 'parcelCode parcelFeature location parcelArea parcelAreaUnit area landUse buildingUse grade rightType'), 'NO_GRANT'),
      ...each(of('RealEstateUnit', 'rightNature certificateNo termFrom termTo plotRatio buildingDensity mapSheetNo address division'), 'NO_GRANT'),
      ...each(of('RealEstateUnit', 'boundary status provenance'), 'NO_GRANT'),
    },
    hops: [],
  },
  {
    says: 'neither who holds a flat nor what stands on it is read by following the edge to it',
    persona: 'reform', purpose: { matter: 'residence-permit', case: 'reform' },
    ...person('flat-owner', `
      realEstate { holders { name share provenance { version } } restrictions { kind { name } registeredOn
      releasedOn authority active provenance { version } } }
    `),
    granted: [],
    refused: {
      ...each(of('RightHolder', 'name share provenance'), 'NO_GRANT'),
      ...each(of('UnitRestriction', 'kind registeredOn releasedOn authority active provenance'), 'NO_GRANT'),
    },
    hops: [],
  },
  {
    says: 'of the credit of an applicant civil affairs follows no edge but the one that its grant names', persona: 'civil-affairs',
    purpose: { matter: 'old-age-allowance', case: 'allowance' },
    ...person('old-man', 'credit { seriouslyDishonest permits { docNo } commitments { content } repairs { reason } }'),
    granted: ['Person.credit', 'PersonCredit.seriouslyDishonest'],
    refused: { ...each(of('PersonCredit', 'permits commitments repairs'), 'NO_GRANT') },
    hops: ['credit', 'population'],
  },
  {
    says: 'civil affairs reads no other case of an applicant', persona: 'civil-affairs',
    purpose: { matter: 'old-age-allowance', case: 'allowance' },
    ...person('old-man', 'name cases { edges { node { summary } } }'),
    granted: ['Person.name'],
    refused: { 'Person.cases': 'NO_GRANT' },
    hops: ['population'],
  },
  {
    says: 'what a firm wants to have repaired is not published', persona: 'outsider',
    ...organisation('canteen', 'credit { name repairs { reason } }'),
    granted: ['LegalPerson.credit', 'LegalPersonCredit.name'],
    refused: { 'LegalPersonCredit.repairs': 'PURPOSE_REQUIRED' },
    hops: ['credit', 'legal-persons'],
  },
]
