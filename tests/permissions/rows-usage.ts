import { codeOf } from '../../seeds/agencies.ts'
import { DAY, MONTH, MONTH_END } from './counts.ts'
import { of } from './items.ts'
import type { Row } from './row.ts'

const WHOLE = 'asOf total suppressed'
const NUMBERS = 'entries refused failed released withheld rows subjectsRead partly'
const ASSESSED = 'from to received answered averageAnswerDays due warned late grantedItems unusedItems resources freshResources'

const usage = (by: string, fields: string, more = '') => `{ usage(by: ${by}, from: "${MONTH}", to: "${MONTH_END}"${more}) { ${fields} } }`
const groups = (by: string, fields: string, more = '') => usage(by, `groups { edges { node { ${fields} } } }`, more)
const scores = (fields: string) => `{ scores(month: "${MONTH}") { edges { node { ${fields} } } } }`
const bulletin = `{ bulletin(day: "${DAY}") { day figures { code { code } value } refusals { reason { code } requests } text } }`
const assessment = (slug: string, fields: string) => `{ assessment(agency: "${codeOf(slug)}", from: "2026-01-01", to: "2026-02-28") { ${fields} } }`
const provinces = '{ connectedProvinces { division { name } agencyCount consumerCount } }'

/** What is asked of counts, and the items of it. */
const ASKED: readonly (readonly [what: string, query: string, items: readonly string[]])[] = [
  ['counts of use', usage('CHANNEL', WHOLE), of('Usage', WHOLE)],
  ['groups of use', groups('AGENCY', `code { code } agency { creditCode } matter { code } resource { code } division { code } ${NUMBERS}`), of('UsageGroup', `code agency matter resource division ${NUMBERS}`)],
  ['a bulletin', bulletin, of('Bulletin', 'day figures refusals text')],
  ['scores', scores('agency { creditCode } month score parts { points } formula'), of('AgencyScore', 'agency month score parts formula')],
  ['an assessment', assessment('civil-affairs', `agency { creditCode } ${ASSESSED}`), of('Assessment', `agency ${ASSESSED}`)],
  ['provinces', provinces.replace('name', 'code'), of('ConnectedProvince', 'division agencyCount consumerCount')],
  ['how fresh resources are', '{ resource(code: "101001/000001") { freshness { code } } }', of('Resource', 'freshness')],
]

/** Counts of the record, and what agencies are assessed by: counts and never people, of one's own and for some of all. */
export const usageRows: readonly Row[] = [
  ...ASKED.map(([what, query, items]): Row => ({
    says: `a suspended system is told nothing of ${what}`, persona: 'suspended-system', query, granted: [],
    refused: Object.fromEntries(items.map((item) => [item, 'CONSUMER_SUSPENDED' as const])), hops: [],
  })),
  ...ASKED.map(([what, query, items]): Row => ({
    says: `a portal that acts for nobody is told nothing of ${what}`, persona: 'portal', query, granted: [],
    refused: Object.fromEntries(items.map((item) => [item, 'NETWORK_ZONE' as const])), hops: [],
  })),
  {
    says: 'an assessor reads counts of every agency, and no small one', persona: 'assessor', query: groups('AGENCY', `agency { name } ${NUMBERS}`),
    granted: [...of('UsageGroup', `agency ${NUMBERS}`), 'LegalPerson.name'], refused: {}, values: { 'UsageGroup.entries': [500] }, hops: ['audit', 'legal-persons'],
  },
  {
    says: 'an auditor reads small counts too', persona: 'auditor', query: groups('AGENCY', 'code { name } entries'),
    granted: of('UsageGroup', 'code entries'), refused: {}, values: { 'UsageGroup.entries': [500, 70, 4] }, hops: ['audit'],
  },
  {
    says: 'the sharing authority reads what was used for which matter', persona: 'sharing-authority', query: groups('MATTER', 'matter { name } entries'),
    granted: [...of('UsageGroup', 'matter entries'), 'Matter.name'], refused: {}, values: { 'UsageGroup.entries': [300, 274] }, hops: ['audit', 'matters'],
  },
  {
    says: 'an assessor reads which resources were used', persona: 'assessor', query: groups('RESOURCE', 'resource { name } code { code }'),
    granted: [...of('UsageGroup', 'resource code'), 'Resource.name'], refused: {}, values: { 'Resource.name': ['人口基本信息'] }, hops: ['audit', 'catalogue'],
  },
  {
    says: 'an assessor reads where use came from', persona: 'assessor', query: groups('REGION', 'division { name } entries'),
    granted: [...of('UsageGroup', 'division entries'), 'Division.name'], refused: {}, hops: ['audit', 'geo'],
  },
  {
    says: 'an assessor reads until when was counted, and how much is left out', persona: 'assessor', query: usage('AGENCY', WHOLE),
    granted: of('Usage', WHOLE), refused: {}, values: { 'Usage.total': [574], 'Usage.suppressed': [2] }, hops: ['audit'],
  },
  {
    says: 'an outsider reads its own counts and no other, whatever they are', persona: 'outsider', query: groups('CHANNEL', 'code { name } entries'),
    granted: of('UsageGroup', 'code entries'), refused: {}, values: { 'UsageGroup.entries': [4] }, hops: ['audit'],
  },
  {
    says: 'a provider reads of its own resources no small count of another agency', persona: 'public-security', query: groups('AGENCY', 'entries', ', side: PROVIDER'),
    granted: [], refused: {}, values: { 'UsageGroup.entries': [] }, hops: ['audit'],
  },
  {
    says: 'an assessor reads the bulletin of a day', persona: 'assessor', query: bulletin, granted: of('Bulletin', 'day figures refusals text'), refused: {}, hops: ['audit'],
  },
  {
    says: 'a department reads no bulletin', persona: 'tax', query: bulletin, granted: [], refused: {}, values: { 'Bulletin.figures': [] }, hops: ['audit'],
  },
  {
    says: 'an assessor reads every score, with how it is made', persona: 'assessor', query: scores('agency { name } month score parts { points } formula'),
    granted: [...of('AgencyScore', 'agency month score parts formula'), 'LegalPerson.name'], refused: {}, values: { 'AgencyScore.score': [50, 100] }, hops: ['audit', 'legal-persons'],
  },
  {
    says: 'an agency reads its own score and no other', persona: 'outsider', query: scores('score'),
    granted: of('AgencyScore', 'score'), refused: {}, values: { 'AgencyScore.score': [100] }, hops: ['audit'],
  },
  {
    says: 'an agency reads what it is assessed by', persona: 'civil-affairs', query: assessment('civil-affairs', `agency { name } ${ASSESSED}`),
    granted: [...of('Assessment', `agency ${ASSESSED.replace('averageAnswerDays ', '')}`), 'LegalPerson.name'], unknown: ['Assessment.averageAnswerDays'], refused: {}, hops: ['catalogue', 'legal-persons'],
  },
  {
    says: 'an agency reads nothing of how another is assessed', persona: 'outsider', query: assessment('civil-affairs', 'received late'),
    granted: [], refused: {}, values: { 'Assessment.late': [] }, hops: ['catalogue'],
  },
  {
    says: 'an assessor reads how any agency is assessed', persona: 'assessor', query: assessment('civil-affairs', 'received late'),
    granted: of('Assessment', 'received late'), refused: {}, hops: ['catalogue'],
  },
  {
    says: 'any registered system reads which provinces are connected', persona: 'outsider', query: provinces,
    granted: [...of('ConnectedProvince', 'division agencyCount consumerCount'), 'Division.name'], refused: {}, hops: ['catalogue', 'geo'],
  },
  {
    says: 'any registered system reads how fresh a resource is', persona: 'outsider', query: '{ resource(code: "101001/000001") { freshness { name } } }',
    granted: ['Resource.freshness'], refused: {}, values: { 'Resource.freshness': [{ name: '实时' }] }, hops: ['catalogue'],
  },
]
