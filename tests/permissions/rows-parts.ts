import { caseFields, licence, person, unit } from './ask.ts'
import { each, of } from './items.ts'
import type { Row } from './row.ts'

/** What stands in a case, a certificate, a flat, an inspection: item by item, for whoever has some of it. */
export const partRows: readonly Row[] = [
  {
    says: 'a case is not read by following the edges of it: what it is about',
    persona: 'reform', purpose: { matter: 'residence-permit', case: 'reform' },
    ...caseFields('reform', `
      kind { name } matter { name } basicCode handleItemCode matterName matterVersion handleKind { name } summary
      state { name } open channel { name } acceptor acceptDocNo investProjectNo parent { summary } children {
      summary } provenance { version }
    `),
    granted: [],
    refused: {
      ...each(of('Case', 'kind matter basicCode handleItemCode matterName matterVersion handleKind summary state open channel'), 'NO_GRANT'),
      ...each(of('Case', 'acceptor acceptDocNo investProjectNo parent provenance'), 'NO_GRANT'),
    },
    hops: [],
  },
  {
    says: 'a case is not read by following the edges of it: how long it takes',
    persona: 'reform', purpose: { matter: 'residence-permit', case: 'reform' },
    ...caseFields('reform', `
      handlingDivision { name } appliedAt acceptedAt promisedBy dueOn overdue timeState { name } decidedAt closedAt
    `),
    granted: [],
    refused: {
      ...each(of('Case', 'handlingDivision appliedAt acceptedAt promisedBy dueOn overdue timeState decidedAt closedAt'), 'NO_GRANT'),
    },
    hops: [],
  },
  {
    says: 'neither agencies nor parties of a case are read by following the edges to them',
    persona: 'reform', purpose: { matter: 'residence-permit', case: 'reform' },
    ...caseFields('reform', `
      agencies { agency { name } role { name } step } parties { role { name } name kind { name } documentType { name
      } address zipCode provenance { version } }
    `),
    granted: [],
    refused: {
      ...each(of('CaseAgency', 'agency role step'), 'NO_GRANT'),
      ...each(of('CaseParty', 'role name kind documentType address zipCode provenance'), 'NO_GRANT'),
    },
    hops: [],
  },
  {
    says: 'whom to call about a case is not read by following the edge to it',
    persona: 'reform', purpose: { matter: 'residence-permit', case: 'reform' },
    ...caseFields('reform', 'contact { name documentType { name } person { name } mobile provenance { version } }'),
    granted: [],
    refused: { ...each(of('CaseContact', 'name documentType person mobile provenance'), 'NO_GRANT') },
    hops: [],
  },
  {
    says: 'materials and steps of a case are not read by following the edges to them',
    persona: 'reform', purpose: { matter: 'residence-permit', case: 'reform' },
    ...caseFields('reform', `
      materials { name materialCode sourceKind { name } licence { name } received receivedAt getType count
      attachmentName attachmentRef provenance { version } } process { step event handler startedAt endedAt agency {
      name } state { name } opinion unpublishedOpinion provenance { version } }
    `),
    granted: [],
    refused: {
      ...each(of('CaseMaterial', 'name materialCode sourceKind licence received receivedAt getType count attachmentName attachmentRef'), 'NO_GRANT'),
      ...each(of('CaseMaterial', 'provenance'), 'NO_GRANT'),
      ...each(of('CaseProcess', 'step event handler startedAt endedAt agency state opinion unpublishedOpinion provenance'), 'NO_GRANT'),
    },
    hops: [],
  },
  {
    says: 'special procedures of a case are not read by following the edge to them',
    persona: 'reform', purpose: { matter: 'residence-permit', case: 'reform' },
    ...caseFields('reform', `
      specialProcedures { kind { name } name startedAt reason applicant endedAt extendsDays result opinion
      unpublishedOpinion agency { name } handler provenance { version } }
    `),
    granted: [],
    refused: {
      ...each(of('CaseSpecial', 'kind name startedAt reason applicant endedAt extendsDays result opinion unpublishedOpinion agency'), 'NO_GRANT'),
      ...each(of('CaseSpecial', 'handler provenance'), 'NO_GRANT'),
    },
    hops: [],
  },
  {
    says: 'the result of a case is not read by following the edge to it', persona: 'reform', purpose: { matter: 'residence-permit', case: 'reform' },
    ...caseFields('reform', `
      result { resultType { name } resultAt licence { name } explain certificateName certificateNo validFrom validTo
      agency { name } handler express charged division { name } provenance { version } }
    `),
    granted: [],
    refused: {
      ...each(of('CaseResult', 'resultType resultAt licence explain certificateName certificateNo validFrom validTo agency handler'), 'NO_GRANT'),
      ...each(of('CaseResult', 'express charged division provenance'), 'NO_GRANT'),
    },
    hops: [],
  },
  {
    says: 'what people said of a case is not read by following the edge to it',
    persona: 'reform', purpose: { matter: 'residence-permit', case: 'reform' },
    ...caseFields('reform', `
      evaluations { channel { name } evaluator evaluatedAt times satisfaction { name } bad text division { name }
      verifiedAt verification { name } rectifiedAt rectification followedUpAt followUp { name } provenance { version
      } }
    `),
    granted: [],
    refused: {
      ...each(of('CaseEvaluation', 'channel evaluator evaluatedAt times satisfaction bad text division verifiedAt verification'), 'NO_GRANT'),
      ...each(of('CaseEvaluation', 'rectifiedAt rectification followedUpAt followUp provenance'), 'NO_GRANT'),
    },
    hops: [],
  },
  {
    says: 'the cases of somebody are not read by following the edge to them',
    persona: 'reform', purpose: { matter: 'residence-permit', case: 'reform' },
    ...person('newcomer', 'cases { edges { node { summary } } }'),
    granted: [],
    refused: { 'Case.summary': 'NO_GRANT' },
    hops: [],
  },
  {
    says: 'the registry reads of a certificate what a transfer needs and nothing of how it came about',
    persona: 'natural-resources', purpose: { matter: 'house-transfer', case: 'transfer' },
    ...licence('flat-certificate', `
      type { name } name number state { name } validTo holders { name } issuer { name } issuerLevel { name }
      issuedOn validFrom operation { name } division { name } relatedMatters { name } relatedMatterNames stateNote
      cancellationReason { name } trustGrade { name } supersedes { name } sealSigner fileRef fileFormat { name }
      fileSm3 provenance { version }
    `),
    granted: [...of('Licence', 'type name number state trustGrade holders sealSigner'), 'LicenceType.name', 'LicenceHolder.name'],
    unknown: ['Licence.validTo'],
    refused: {
      ...each(of('Licence', 'issuer issuerLevel issuedOn validFrom operation division relatedMatters relatedMatterNames stateNote'), 'NO_GRANT'),
      ...each(of('Licence', 'cancellationReason supersedes fileRef fileFormat fileSm3 provenance'), 'NO_GRANT'),
    },
    hops: ['licences'],
  },
  {
    says: 'of the holder of a certificate the name is read, and neither code nor kind of document',
    persona: 'natural-resources', purpose: { matter: 'house-transfer', case: 'transfer' },
    ...licence('flat-certificate', 'holders { name code documentType { name } }'),
    granted: ['Licence.holders', 'LicenceHolder.name'],
    refused: { ...each(of('LicenceHolder', 'code documentType'), 'NO_GRANT') },
    hops: ['licences'],
  },
  {
    says: 'the registry reads the rights in a flat, and neither its shape nor its ground',
    persona: 'natural-resources', purpose: { matter: 'house-transfer', case: 'transfer' },
    ...unit('flat', `
      parcelCode parcelFeature { name } parcelArea parcelAreaUnit { name } landUse { name } grade { name } rightType
      { name } rightNature { name } termFrom termTo plotRatio buildingDensity mapSheetNo address { fullText } status
      { name } provenance { version }
    `),
    granted: [
      ...of('RealEstateUnit', 'parcelCode landUse rightType rightNature termTo address status'),
      'Address.fullText',
    ],
    refused: {
      ...each(of('RealEstateUnit', 'parcelFeature parcelArea parcelAreaUnit grade termFrom plotRatio buildingDensity mapSheetNo'), 'NO_GRANT'),
      ...each(of('RealEstateUnit', 'provenance'), 'NO_GRANT'),
    },
    hops: ['geo'],
  },
  {
    says: 'the registry reads holders with their shares, and not where the entry comes from',
    persona: 'natural-resources', purpose: { matter: 'house-transfer', case: 'transfer' },
    ...unit('flat', 'holders { name share provenance { version } }'),
    granted: ['RealEstateUnit.holders', ...of('RightHolder', 'name share')],
    refused: { 'RightHolder.provenance': 'NO_GRANT' },
    hops: ['geo'],
  },
  {
    says: 'the registry reads what stands on a flat under seizure, and not where the entry comes from',
    persona: 'natural-resources', purpose: { matter: 'house-transfer', case: 'transfer-seized' },
    ...unit('seized-flat', 'restrictions { kind { name } registeredOn releasedOn authority active provenance { version } }'),
    granted: ['RealEstateUnit.restrictions', ...of('UnitRestriction', 'kind registeredOn authority active')],
    unknown: ['UnitRestriction.releasedOn'],
    refused: { 'UnitRestriction.provenance': 'NO_GRANT' },
    hops: ['geo'],
  },
  {
    says: 'market regulation reads how the time of its case stands, and not who took it in',
    persona: 'market-regulation', purpose: { matter: 'food-licence', case: 'food' },
    ...caseFields('food', `
      basicCode matterName open dueOn overdue timeState { name } acceptor parent { summary } specialProcedures {
      kind { name } name startedAt reason endedAt result opinion unpublishedOpinion handler }
    `),
    granted: [
      ...of('Case', 'open dueOn overdue timeState specialProcedures'),
      ...of('CaseSpecial', 'kind name startedAt reason unpublishedOpinion'),
    ],
    unknown: [...of('CaseSpecial', 'endedAt result opinion')],
    refused: { ...each(of('Case', 'basicCode matterName acceptor parent'), 'NO_GRANT'), 'CaseSpecial.handler': 'NO_GRANT' },
    hops: ['cases'],
  },
  {
    says: 'market regulation reads what an inspection noted before it is published',
    persona: 'market-regulation', purpose: { matter: 'food-licence', case: 'food' },
    query: `
      { inspection(inspectionNo: "XC-990101-2026-000601") { note unpublishedFindings { ordinal description severity
      { name } legalBasis provenance { version } } plannedOn } }
    `,
    granted: [
      ...of('Inspection', 'note unpublishedFindings plannedOn'),
      ...of('UnpublishedFinding', 'ordinal description severity'),
    ],
    refused: { ...each(of('UnpublishedFinding', 'legalBasis provenance'), 'NO_GRANT') },
    hops: ['supervision'],
  },
  {
    says: 'the registry reads who issued a certificate by name', persona: 'natural-resources',
    purpose: { matter: 'house-transfer', case: 'transfer' },
    ...licence('flat-certificate', 'issuerName issuer { name }'),
    granted: ['Licence.issuerName'],
    refused: { 'Licence.issuer': 'NO_GRANT' },
    hops: ['licences'],
  },
  {
    says: 'whoever decides a case reads neither what belongs to it nor what people said of it', persona: 'civil-affairs',
    purpose: { matter: 'old-age-allowance', case: 'allowance' },
    ...caseFields('allowance', 'summary children { summary } evaluations { text } contact { name } result { explain }'),
    granted: ['Case.summary'],
    refused: { ...each(of('Case', 'children evaluations contact result'), 'NO_GRANT') },
    hops: ['cases'],
  },
]
