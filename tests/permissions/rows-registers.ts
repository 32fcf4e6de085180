import { number, organisation } from './ask.ts'
import { ADDRESS, BUSINESS_LICENCE, CHANGED, COMMITTED, INSTITUTION, LISTED, PLANNED } from './found.ts'
import { each, of } from './items.ts'
import type { Row } from './row.ts'

/** The registers of addresses, firms, credit, inspections and the catalogue, each whole, as somebody without a case reads them. */
export const registerRows: readonly Row[] = [
  {
    says: 'an outsider reads an address down to the door', persona: 'outsider',
    query: `
      { address(code: "${ADDRESS}") { fullText division { name } town { name } village { name } street doorNo estate
      building unit addressType { name } location precision { name } status { name } validFrom provenance { version
      } } }
    `,
    granted: [
      ...of('Address', 'fullText division town village street doorNo estate addressType location precision status validFrom provenance'),
      'Division.name',
    ],
    refused: { ...each(of('Address', 'building unit'), 'PURPOSE_REQUIRED') },
    hops: ['geo'],
  },
  {
    says: 'an outsider reads which firms are registered at an address, and neither the room nor whose it is', persona: 'outsider',
    query: `{ address(code: "${ADDRESS}") { room legalPersons { name } realEstateUnits { location } } }`,
    granted: ['Address.legalPersons'],
    refused: { ...each(of('Address', 'room realEstateUnits'), 'PURPOSE_REQUIRED') },
    hops: ['geo', 'legal-persons'],
  },
  {
    says: 'an outsider reads a firm’s entry in the register', persona: 'outsider',
    ...organisation('canteen', `
      orgCode name entityKind { name } category { name } entityType { name } domicile address { fullText } division
      { name } registrar { name } registrarName regNo approvedOn scope capital currency { name } termFrom termTo
      industry { name } industryClass { name } provenance { version } matters { name }
    `),
    granted: [
      ...of('LegalPerson', 'orgCode name entityKind category entityType domicile address division registrar registrarName approvedOn scope'),
      ...of('LegalPerson', 'capital currency termFrom industry provenance matters'),
      'Address.fullText',
      'Division.name',
    ],
    unknown: [...of('LegalPerson', 'regNo termTo industryClass')],
    refused: {},
    hops: ['geo', 'legal-persons', 'matters'],
  },
  {
    says: 'an outsider reads who holds and leads a firm by name, and no person behind the names', persona: 'outsider',
    ...organisation('canteen', `
      staff { name position provenance { version } } shareholders { name legalPerson { name } contribution ratio
      person { name } provenance { version } }
    `),
    granted: [
      ...of('LegalPerson', 'staff shareholders'),
      ...of('LegalPersonStaff', 'name position provenance'),
      ...of('Shareholder', 'name contribution ratio provenance'),
    ],
    unknown: ['Shareholder.legalPerson'],
    refused: { 'Shareholder.person': 'PURPOSE_REQUIRED' },
    hops: ['legal-persons'],
  },
  {
    says: 'an outsider reads what a firm has changed', persona: 'outsider',
    query: `
      { legalPerson(creditCode: "${CHANGED}") { changes { changeItem before after changedOn authority { name }
      provenance { version } } } }
    `,
    granted: [
      ...of('LegalPerson', 'changes name'),
      ...of('LegalPersonChange', 'changeItem before after changedOn authority provenance'),
    ],
    refused: {},
    hops: ['legal-persons'],
  },
  {
    says: 'an outsider reads why a firm was listed as abnormal', persona: 'outsider',
    ...organisation('abnormal-startup', `
      abnormalListings { includedOn reason authority { name } removedOn removalReason removalAuthority { name }
      provenance { version } }
    `),
    granted: [
      ...of('LegalPerson', 'abnormalListings name'),
      ...of('AbnormalListing', 'includedOn reason authority provenance'),
    ],
    unknown: [...of('AbnormalListing', 'removedOn removalReason removalAuthority')],
    refused: {},
    hops: ['legal-persons'],
  },
  {
    says: 'an outsider reads what a care home is beside its registration', persona: 'outsider',
    ...organisation('care-home', `
      socialOrganisation { supervisor { name } supervisorName activityArea kind { name } isCharity foundationKind {
      name } certificateFrom certificateTo provenance { version } }
    `),
    granted: [
      ...of('LegalPerson', 'socialOrganisation name'),
      ...of('SocialOrganisation', 'supervisor supervisorName activityArea kind isCharity certificateFrom certificateTo provenance'),
    ],
    unknown: ['SocialOrganisation.foundationKind'],
    refused: {},
    hops: ['legal-persons'],
  },
  {
    says: 'an outsider reads what a public institution is beside its registration', persona: 'outsider',
    query: `
      { legalPerson(creditCode: "${INSTITUTION}") { publicInstitution { organizer { name } organizerName fundSource
      { name } startupFund purpose certificateFrom certificateTo provenance { version } } } }
    `,
    granted: [
      ...of('LegalPerson', 'publicInstitution name'),
      ...of('PublicInstitution', 'organizer organizerName fundSource startupFund purpose certificateFrom provenance'),
    ],
    unknown: ['PublicInstitution.certificateTo'],
    refused: {},
    hops: ['legal-persons'],
  },
  {
    says: 'an outsider reads what a kind of licence is', persona: 'outsider',
    query: `
      { licenceType(code: "${BUSINESS_LICENCE}") { name definer { name } definerName holderKind { name }
      validityRule faceSchema { name } matters { name } templateVersion status { name } provenance { version } } }
    `,
    granted: [
      ...of('LicenceType', 'name definer definerName holderKind validityRule faceSchema matters templateVersion status provenance'),
      'LegalPerson.name',
      'Matter.name',
    ],
    refused: {},
    hops: ['legal-persons', 'licences', 'matters'],
  },
  {
    says: 'a suspended system reads not even what kinds of licences there are', persona: 'suspended-system',
    query: `{ licenceType(code: "${BUSINESS_LICENCE}") { name definerName faceSchema { name } } }`,
    granted: [],
    refused: { ...each(of('LicenceType', 'name definerName faceSchema'), 'CONSUMER_SUSPENDED') },
    hops: [],
  },
  {
    says: 'an outsider reads the credit of a firm as it is published', persona: 'outsider',
    ...organisation('canteen', 'credit { name kind { name } registrationState { name } listFlags { name } provenance { version } }'),
    granted: ['LegalPerson.credit', ...of('LegalPersonCredit', 'name kind registrationState listFlags provenance')],
    refused: {},
    hops: ['credit', 'legal-persons'],
  },
  {
    says: 'an outsider reads which permits a firm holds', persona: 'outsider',
    ...organisation('canteen', `
      credit { permits { subjectName subjectKind { name } registrationNo orgCode taxNo institutionNo
      socialOrganisationNo legalRepName docName docNo kind { name } certName certNo content decidedOn validFrom
      validTo authority { name } authorityName dataSource { name } dataSourceName state { name } effect { name }
      remarks provenance { version } legalRep { name } } }
    `),
    granted: [
      ...of('LegalPerson', 'credit name'),
      'LegalPersonCredit.permits',
      ...of('AdministrativePermit', 'subjectName subjectKind orgCode legalRepName docName docNo kind certName content decidedOn validFrom validTo'),
      ...of('AdministrativePermit', 'authority authorityName dataSource dataSourceName state effect provenance'),
    ],
    unknown: [...of('AdministrativePermit', 'registrationNo taxNo institutionNo socialOrganisationNo certNo remarks')],
    refused: { 'AdministrativePermit.legalRep': 'PURPOSE_REQUIRED' },
    hops: ['credit', 'legal-persons'],
  },
  {
    says: 'an outsider reads which penalties a firm has had', persona: 'outsider',
    ...organisation('canteen', `
      credit { penalties { subjectName subjectKind { name } registrationNo orgCode taxNo institutionNo
      socialOrganisationNo legalRepName docNo violation facts basis kind { name } content fineAmount
      confiscatedAmount suspendedLicence decidedOn validUntil publicityEndsOn authority { name } authorityName
      dataSource { name } dataSourceName state { name } effect { name } repairState { name } remarks provenance {
      version } legalRep { name } } }
    `),
    granted: [
      ...of('LegalPerson', 'credit name'),
      'LegalPersonCredit.penalties',
      ...of('AdministrativePenalty', 'subjectName subjectKind orgCode legalRepName docNo violation facts basis kind content fineAmount decidedOn'),
      ...of('AdministrativePenalty', 'publicityEndsOn authority authorityName dataSource dataSourceName state effect repairState provenance'),
    ],
    unknown: [
      ...of('AdministrativePenalty', 'registrationNo taxNo institutionNo socialOrganisationNo confiscatedAmount suspendedLicence validUntil remarks'),
    ],
    refused: { 'AdministrativePenalty.legalRep': 'PURPOSE_REQUIRED' },
    hops: ['credit', 'legal-persons'],
  },
  {
    says: 'an outsider reads which lists a firm is on', persona: 'outsider',
    query: `
      { legalPerson(creditCode: "${LISTED}") { credit { listings { kind { name } listName category { name } reason
      basisDocNo authority { name } includedOn validUntil removedOn removalReason repairState { name } provenance {
      version } } } } }
    `,
    granted: [
      ...of('LegalPerson', 'credit name'),
      'LegalPersonCredit.listings',
      ...of('Listing', 'kind listName category reason basisDocNo authority includedOn validUntil repairState provenance'),
    ],
    unknown: [...of('Listing', 'removedOn removalReason')],
    refused: {},
    hops: ['credit', 'legal-persons'],
  },
  {
    says: 'an outsider reads what a firm has promised', persona: 'outsider',
    query: `
      { legalPerson(creditCode: "${COMMITTED}") { credit { commitments { kind { name } content acceptedBy { name }
      committedOn state { name } provenance { version } } } } }
    `,
    granted: [
      ...of('LegalPerson', 'credit name'),
      'LegalPersonCredit.commitments',
      ...of('CreditCommitment', 'kind content acceptedBy committedOn state provenance'),
    ],
    refused: {},
    hops: ['credit', 'legal-persons'],
  },
  {
    says: 'in which case a firm made a promise an outsider does not read', persona: 'outsider',
    query: `{ legalPerson(creditCode: "${COMMITTED}") { credit { commitments { content case { summary } } } } }`,
    granted: ['LegalPerson.credit', 'LegalPersonCredit.commitments', 'CreditCommitment.content'],
    refused: { 'CreditCommitment.case': 'PURPOSE_REQUIRED' },
    hops: ['credit', 'legal-persons'],
  },
  {
    says: 'an outsider reads neither who inspected nor what was noted for the office', persona: 'outsider',
    query: `
      { inspection(inspectionNo: "JC-990101-2025-000602") { inspectors { name } note unpublishedFindings {
      description } } }
    `,
    granted: [],
    refused: { ...each(of('Inspection', 'inspectors note unpublishedFindings'), 'PURPOSE_REQUIRED') },
    hops: [],
  },
  {
    says: 'an outsider reads what an inspection was and found', persona: 'outsider',
    query: `
      { inspection(inspectionNo: "JC-990101-2025-000602") { kind { name } matter { name } authority { name } method
      { name } drawnOn legalPerson { name } division { name } result { name } documentNo publishedOn publicityEndsOn
      items { ordinal name legalBasis result { name } provenance { version } } findings { ordinal description
      legalBasis severity { name } provenance { version } } provenance { version } } }
    `,
    granted: [
      ...of('Inspection', 'kind matter authority method legalPerson division result documentNo publishedOn publicityEndsOn items findings'),
      ...of('Inspection', 'provenance'),
      'Matter.name',
      'LegalPerson.name',
      'Division.name',
      ...of('InspectionItem', 'ordinal name legalBasis result provenance'),
      ...of('Finding', 'ordinal description severity provenance'),
    ],
    unknown: ['Finding.legalBasis'],
    refused: { 'Inspection.drawnOn': 'PURPOSE_REQUIRED' },
    hops: ['geo', 'legal-persons', 'matters', 'supervision'],
  },
  {
    says: 'an outsider reads what had to be put right after an inspection', persona: 'outsider',
    query: `
      { inspection(inspectionNo: "JC-990101-2025-000602") { rectification { requirement dueOn finishedOn verifiedOn
      verification { name } overdue state { name } note provenance { version } } } }
    `,
    granted: [
      'Inspection.rectification',
      ...of('Rectification', 'requirement dueOn finishedOn verifiedOn verification overdue state provenance'),
    ],
    refused: { 'Rectification.note': 'PURPOSE_REQUIRED' },
    hops: ['supervision'],
  },
  {
    says: 'an outsider reads the plan that an inspection was drawn under', persona: 'outsider',
    query: `
      { inspection(inspectionNo: "${PLANNED}") { plan { name year kind { name } authority { name } jointAgencies {
      name } scope ratio startsOn endsOn provenance { version } } labour { employees } } }
    `,
    granted: [
      'Inspection.plan',
      ...of('InspectionPlan', 'name year kind authority jointAgencies scope ratio startsOn endsOn provenance'),
      'LegalPerson.name',
    ],
    refused: { 'Inspection.labour': 'PURPOSE_REQUIRED' },
    hops: ['legal-persons', 'supervision'],
  },
  {
    says: 'an outsider reads from what a firm is banned', persona: 'outsider',
    query: `
      { legalPerson(creditCode: "${number('canteen')}") { bans { kind { name } from to authority { name } decisionNo
      reason provenance { version } } } }
    `,
    granted: [
      ...of('LegalPerson', 'bans name'),
      ...of('LegalPersonBan', 'kind from to authority decisionNo reason provenance'),
    ],
    refused: {},
    hops: ['legal-persons', 'supervision'],
  },
  {
    says: 'an outsider reads an entry of the catalogue whole', persona: 'outsider',
    query: `
      { resource(code: "101001/000001") { classCode summary format { name } shareCondition updateCycle { name } open
      version publishedOn shareMethods { name } openCondition related { name } secrecy { name } grade { name }
      system office matters { name } provenance { version } } }
    `,
    granted: [
      ...of('Resource', 'classCode summary format shareCondition updateCycle open version publishedOn shareMethods related name secrecy'),
      ...of('Resource', 'grade system office matters provenance'),
    ],
    unknown: ['Resource.openCondition'],
    refused: {},
    hops: ['catalogue'],
  },
  {
    says: 'a department reads the terms of its own grants', persona: 'street-office',
    query: `
      { grants { version provider { name } matters { name } agencyRoles { name } regions { name } validFrom revoked
      legalBasis items { item } } }
    `,
    granted: [
      ...of('Grant', 'version provider matters agencyRoles regions validFrom revoked legalBasis items'),
      'LegalPerson.name',
      'Matter.name',
      'Division.name',
    ],
    refused: {},
    hops: ['catalogue', 'geo', 'legal-persons', 'matters'],
  },
  {
    says: 'a suspended system reads no part of the catalogue', persona: 'suspended-system',
    query: '{ resource(code: "101001/000001") { name summary items { coordinate } } }',
    granted: [],
    refused: { ...each(of('Resource', 'name summary items'), 'CONSUMER_SUSPENDED') },
    hops: [],
  },
]
