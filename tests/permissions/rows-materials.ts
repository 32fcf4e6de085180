import { matterCode } from '../../seeds/matters.ts'
import { caseFields, licence } from './ask.ts'
import type { Row } from './row.ts'

const FIELDS = ['code', 'name', 'required', 'situation', 'verdict', 'alternatives']
const SELECTED = 'code name required situation verdict alternatives { verdict }'
const needs = (slug: string, fields = SELECTED, more = '') => `{ materialsFor(matter: "${matterCode(slug)}"${more}) { ${fields} } }`
const told = (fields: readonly string[] = FIELDS) => fields.map((field) => `MaterialNeed.${field}`)
const refused = (reason: Row['refused'][string]) => Object.fromEntries(told().map((coordinate) => [coordinate, reason]))

const allowance = { matter: 'old-age-allowance', case: 'allowance' }
const permit = { matter: 'residence-permit', case: 'permit-draft' }

/** What of a matter's materials is there already: told to whoever has a part in the case, within what they may know. */
export const materialRows: readonly Row[] = [
  {
    says: 'the department that decides is told of every material what is there', persona: 'civil-affairs', purpose: allowance,
    query: needs('old-age-allowance', SELECTED, ', situation: "AGENT"'), granted: told(), refused: {},
    values: { 'MaterialNeed.verdict': ['HELD', 'HELD', 'HELD', 'DATA', 'SUBMIT', 'HELD'] }, hops: ['catalogue'],
  },
  {
    says: 'the office that only receives is told that all has to be submitted', persona: 'street-office', purpose: allowance,
    query: needs('old-age-allowance', 'verdict'), granted: told(['verdict']), refused: {},
    values: { 'MaterialNeed.verdict': ['SUBMIT', 'SUBMIT', 'SUBMIT', 'SUBMIT'] }, hops: ['catalogue'],
  },
  {
    says: 'an applicant at the portal is told that nothing has to be brought, and nothing of what the agent holds', persona: 'portal', subject: 'old-man', purpose: allowance,
    query: needs('old-age-allowance', 'verdict', ', situation: "AGENT"'), granted: told(['verdict']), refused: {},
    values: { 'MaterialNeed.verdict': ['HELD', 'HELD', 'HELD', 'DATA', 'SUBMIT', 'SUBMIT'] }, hops: ['catalogue'],
  },
  {
    says: 'his agent is told by the mandate what he holds, and what she holds herself where it is known who she is', persona: 'portal-of-the-daughter', subject: 'old-man',
    mandate: ['old-age-allowance'], purpose: allowance, query: needs('old-age-allowance', 'verdict', ', situation: "AGENT"'), granted: told(['verdict']), refused: {},
    values: { 'MaterialNeed.verdict': ['HELD', 'HELD', 'HELD', 'DATA', 'SUBMIT', 'HELD'] }, hops: ['catalogue'],
  },
  {
    says: 'where it is not known who acts by the mandate, their own card has to be brought', persona: 'portal', subject: 'old-man', mandate: ['old-age-allowance'], purpose: allowance,
    query: needs('old-age-allowance', 'verdict', ', situation: "AGENT"'), granted: told(['verdict']), refused: {},
    values: { 'MaterialNeed.verdict': ['HELD', 'HELD', 'HELD', 'DATA', 'SUBMIT', 'SUBMIT'] }, hops: ['catalogue'],
  },
  {
    says: 'whoever acts by a mandate and is no party holds nothing that the case asks for', persona: 'portal-of-a-neighbour', subject: 'old-man', mandate: ['old-age-allowance'],
    purpose: allowance, query: needs('old-age-allowance', 'verdict', ', situation: "AGENT"'), granted: told(['verdict']), refused: {},
    values: { 'MaterialNeed.verdict': ['HELD', 'HELD', 'HELD', 'DATA', 'SUBMIT', 'SUBMIT'] }, hops: ['catalogue'],
  },
  {
    says: 'the agent in her own name is told what she holds herself, and nothing of the applicant', persona: 'portal', subject: 'daughter', purpose: allowance,
    query: needs('old-age-allowance', 'verdict', ', situation: "AGENT"'), granted: told(['verdict']), refused: {},
    values: { 'MaterialNeed.verdict': ['SUBMIT', 'SUBMIT', 'SUBMIT', 'SUBMIT', 'SUBMIT', 'HELD'] }, hops: ['catalogue'],
  },
  {
    says: 'an agent reads nothing else of herself by the mandate', persona: 'portal-of-the-daughter', subject: 'old-man', mandate: ['old-age-allowance'], purpose: allowance,
    ...licence('daughter-card', 'name state { code }'), granted: [], refused: {}, values: { 'Licence.name': [] }, hops: ['licences'],
  },
  {
    says: 'an applicant reads on the own case what has to be brought', persona: 'portal', subject: 'old-man', purpose: allowance,
    ...caseFields('allowance', 'materialsNeeded { code verdict }'), granted: ['Case.materialsNeeded', ...told(['code', 'verdict'])], refused: {},
    values: { 'MaterialNeed.verdict': ['HELD', 'HELD', 'HELD', 'DATA'] }, hops: ['cases', 'catalogue'],
  },
  {
    says: 'whoever prefills a draft is told what they hold themselves', persona: 'portal', subject: 'newcomer-wife', purpose: permit,
    query: needs('residence-permit', 'verdict'), granted: told(['verdict']), refused: {}, values: { 'MaterialNeed.verdict': ['HELD', 'SUBMIT', 'SUBMIT'] }, hops: ['catalogue'],
  },
  {
    says: 'whoever acts for somebody by a mandate for the matter is told what that one holds', persona: 'portal', subject: 'newcomer-wife', mandate: ['residence-permit'],
    purpose: permit, query: needs('residence-permit', 'verdict'), granted: told(['verdict']), refused: {},
    values: { 'MaterialNeed.verdict': ['HELD', 'SUBMIT', 'SUBMIT'] }, hops: ['catalogue'],
  },
  {
    says: 'a mandate for another matter tells nothing of materials', persona: 'portal', subject: 'newcomer-wife', mandate: ['food-licence'], purpose: permit,
    query: needs('residence-permit', 'verdict'), granted: [], refused: { '*': 'FORBIDDEN' }, hops: ['catalogue'],
  },
  {
    says: 'a person who is hardly identified is told that all has to be submitted', persona: 'portal-hardly-identified', subject: 'newcomer-wife', purpose: permit,
    query: needs('residence-permit', 'verdict'), granted: told(['verdict']), refused: {}, values: { 'MaterialNeed.verdict': ['SUBMIT', 'SUBMIT', 'SUBMIT'] }, hops: ['catalogue'],
  },
  {
    says: 'whoever has no part in the case is told nothing of materials', persona: 'outsider', purpose: allowance, query: needs('old-age-allowance', 'verdict'),
    granted: [], refused: { '*': 'FORBIDDEN' }, hops: ['catalogue'],
  },
  {
    says: 'nobody is told of materials without a token', query: needs('old-age-allowance', 'verdict'), granted: [], refused: { '*': 'UNAUTHENTICATED' }, status: 401, hops: [],
  },
  {
    says: 'a suspended system is told nothing of materials', persona: 'suspended-system', query: needs('old-age-allowance'), granted: [],
    refused: refused('CONSUMER_SUSPENDED'), hops: [],
  },
  {
    says: 'a portal that acts for nobody is told nothing of materials', persona: 'portal', query: needs('old-age-allowance'), granted: [], refused: refused('NETWORK_ZONE'), hops: [],
  },
  {
    says: 'the department that decides reads on the case what is there', persona: 'civil-affairs', purpose: allowance,
    ...caseFields('allowance', 'materialsNeeded { code verdict }'), granted: ['Case.materialsNeeded', ...told(['code', 'verdict'])], refused: {},
    hops: ['cases', 'catalogue'],
  },
  {
    says: 'the office that only receives does not', persona: 'street-office', purpose: allowance,
    ...caseFields('allowance', 'state { code } materialsNeeded { verdict }'), granted: ['Case.state'], refused: { 'Case.materialsNeeded': 'NO_GRANT' }, hops: ['cases'],
  },
]
