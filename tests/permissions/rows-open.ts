import { codeOf } from '../../seeds/agencies.ts'
import { matterCode } from '../../seeds/matters.ts'
import { matter } from './ask.ts'
import { of } from './items.ts'
import type { Row } from './row.ts'

/** Open data: what a matter asks, where divisions and halls are. Where an entry comes from is for those who are registered. */
export const openRows: readonly Row[] = [
  {
    says: 'anybody reads what a matter is and who answers for it',
    ...matter('residence-permit', `
      name basicCode basic { name } handleItemCode localBasicCode localImplCode kind { name } level { name }
      agencyKind { name } powerSource { name } entrustedBy division { name } state { name } version legalBasis
      punishment
    `),
    granted: [
      ...of('Matter', 'name basicCode basic handleItemCode localBasicCode localImplCode kind level agencyKind powerSource division'),
      ...of('Matter', 'state version legalBasis'),
      'BasicMatter.name',
      'Division.name',
    ],
    unknown: [...of('Matter', 'entrustedBy punishment')],
    refused: {},
    hops: ['geo', 'matters'],
  },
  {
    says: 'anybody reads how long a matter takes and what it costs',
    ...matter('residence-permit', `
      serviceObjects { name } handleKind { name } statutoryDays statutoryUnit { name } statutoryExplain promisedDays
      promisedUnit { name } promisedExplain quantityLimit feeKind { name } feeBasis fees { name standard legalBasis
      reducible reduction } afterDecisionDays
    `),
    granted: [
      ...of('Matter', 'serviceObjects handleKind statutoryDays statutoryUnit statutoryExplain promisedDays promisedUnit'),
      ...of('Matter', 'promisedExplain feeKind feeBasis fees afterDecisionDays'),
      ...of('MatterFee', 'name standard legalBasis reducible reduction'),
    ],
    unknown: ['Matter.quantityLimit'],
    refused: {},
    hops: ['matters'],
  },
  {
    says: 'anybody reads where and how a matter is handled',
    ...matter('residence-permit', `
      acceptCondition process specialProcedures handleForms { name } visits handleScope { name } address hours
      consultation complaints link mobileLink online onlineDepth { name } express appointments onlinePayment
      terminals inServiceCentre personTopics { name } organisationTopics { name } towns { name } villages { name }
      faqs { question answer }
    `),
    granted: [
      ...of('Matter', 'acceptCondition process specialProcedures handleForms visits address hours consultation complaints link'),
      ...of('Matter', 'mobileLink online onlineDepth express appointments onlinePayment terminals inServiceCentre personTopics'),
      ...of('Matter', 'organisationTopics towns villages faqs'),
      ...of('MatterFaq', 'question answer'),
    ],
    unknown: ['Matter.handleScope'],
    refused: {},
    hops: ['matters'],
  },
  {
    says: 'anybody reads which materials a matter asks for, and what may stand for them',
    ...matter('residence-permit', `
      situations { code } materials { code required form { name } situation waivable kind { name } sourceKind { name
      } sourceExplain legalBasis acceptStandard fillGuide copies pageFormat exampleRef formRef alternatives { title
      evidences { parties { name } items grades submit } } }
    `),
    granted: [
      ...of('Matter', 'situations materials'),
      'Situation.code',
      ...of('MatterMaterial', 'code required form waivable kind sourceKind sourceExplain acceptStandard copies pageFormat alternatives'),
      ...of('MatterMaterial', 'situation'),
      ...of('MaterialAlternative', 'evidences title'),
      ...of('Evidence', 'parties items grades submit'),
    ],
    unknown: [...of('MatterMaterial', 'legalBasis fillGuide exampleRef formRef')],
    refused: {},
    hops: ['matters'],
  },
  {
    says: 'which kinds of licences and which resources stand for a material is open with the matter, what they are is for those who are registered',
    persona: 'outsider',
    ...matter('residence-permit', `
      materials { alternatives { evidences { licenceType { name } resources { name } } } } results { name kind {
      name } licenceType { name } provenance { version } } resources { name }
    `),
    granted: [
      ...of('Matter', 'materials results resources'),
      'MatterMaterial.alternatives',
      'MaterialAlternative.evidences',
      ...of('Evidence', 'licenceType resources'),
      'LicenceType.name',
      ...of('MatterResult', 'name kind licenceType provenance'),
      'Resource.name',
    ],
    refused: {},
    hops: ['catalogue', 'licences', 'matters'],
  },
  {
    says: 'anybody reads the basic catalogue that a matter belongs to',
    query: `
      { basicMatter(code: "990709003001") { localCode name kind { name } legalBasis levels { name } state { name }
      version effectiveOn cancelledOn implementations { name } } }
    `,
    granted: [
      ...of('BasicMatter', 'localCode name kind legalBasis levels state version effectiveOn implementations'),
      'Matter.name',
    ],
    unknown: ['BasicMatter.cancelledOn'],
    refused: {},
    hops: ['matters'],
  },
  {
    says: 'anybody looks for matters of an agency by a part of their names',
    query: `{ mattersOfAgency(agency: "${codeOf('civil-affairs')}", filter: { text: "津贴" }) { name } }`,
    granted: ['Matter.name'], values: { 'Matter.name': ['高龄津贴发放'] }, refused: {}, hops: ['matters'],
  },
  {
    says: 'anybody reads what matters are called by their codes',
    query: `{ mattersByCode(codes: ["${matterCode('old-age-allowance')}", "nothing"]) { name } }`,
    granted: ['Matter.name'], values: { 'Matter.name': ['高龄津贴发放'] }, refused: {}, hops: ['matters'],
  },
  {
    says: 'anybody looks for divisions by the beginning of their codes, and reads what they are called',
    query: '{ searchDivisions(filter: { text: "990101" }, first: 2) { name } divisionsByCode(codes: ["990101", "990100"]) { fullName } }',
    granted: ['Division.name', 'Division.fullName'], refused: {}, hops: ['geo'],
  },
  {
    says: 'anybody reads a division whole, its outline included',
    query: `
      { division(code: "990101") { fullName shortName pinyin children { name } center boundary validFrom validTo
      changeKind { name } replacedBy { name } serviceHalls { name } } }
    `,
    granted: [
      ...of('Division', 'fullName shortName pinyin children name center boundary serviceHalls'),
      'ServiceHall.name',
    ],
    unknown: [...of('Division', 'validFrom validTo changeKind replacedBy')],
    refused: {},
    hops: ['geo'],
  },
  {
    says: 'anybody reads what became of a division',
    query: `
      { division(code: "990101") { history { division { name } kind { name } changedOn formerName replacedBy { name
      } } } }
    `,
    granted: [...of('Division', 'history name'), ...of('DivisionChange', 'division kind changedOn formerName replacedBy')],
    refused: {},
    hops: ['geo'],
  },
  {
    says: 'anybody reads where a service hall is and what it handles',
    query: `
      { division(code: "990101") { serviceHalls { kind { name } level { name } division { name } address location
      openHours phone matters { name } windows booking accessible status { name } } } }
    `,
    granted: [
      ...of('Division', 'serviceHalls name'),
      ...of('ServiceHall', 'kind level division address location openHours phone matters windows booking accessible status'),
      'Matter.name',
    ],
    refused: {},
    hops: ['geo', 'matters'],
  },
  {
    says: 'which addresses a division has nobody reads without a token',
    query: '{ division(code: "990101") { serviceHalls { standardAddress { fullText } } } }',
    granted: [],
    refused: { '*': 'UNAUTHENTICATED' },
    status: 401,
    hops: [],
  },
  {
    says: 'who answers for a matter is read by those who are registered', persona: 'outsider',
    ...matter('residence-permit', 'agency { name } jointAgencies { name } entrustedAgencies { name }'),
    granted: [...of('Matter', 'agency jointAgencies entrustedAgencies'), 'LegalPerson.name'],
    refused: {},
    hops: ['legal-persons', 'matters'],
  },
  {
    says: 'where the entries of a matter come from is read by those who are registered', persona: 'outsider',
    ...matter('residence-permit', `
      provenance { version } fees { provenance { version } } faqs { provenance { version } } situations { provenance
      { version } } materials { provenance { version } } basic { provenance { version } }
    `),
    granted: [
      ...of('Matter', 'provenance fees faqs situations materials basic'),
      'MatterFee.provenance',
      'MatterFaq.provenance',
      'Situation.provenance',
      'MatterMaterial.provenance',
      'BasicMatter.provenance',
    ],
    refused: {},
    hops: ['matters'],
  },
  {
    says: 'where the entries of a division come from is read by those who are registered, and whose a hall is', persona: 'outsider',
    query: `
      { division(code: "990101") { provenance { version } history { provenance { version } } serviceHalls { agency {
      name } standardAddress { fullText } provenance { version } } } }
    `,
    granted: [
      ...of('Division', 'provenance history serviceHalls'),
      'DivisionChange.provenance',
      ...of('ServiceHall', 'agency standardAddress provenance'),
      'LegalPerson.name',
      'Address.fullText',
    ],
    refused: {},
    hops: ['geo', 'legal-persons'],
  },
]
