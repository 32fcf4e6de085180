import { codeOf } from '../../seeds/agencies.ts'
import { of } from './items.ts'
import type { Row } from './row.ts'

/** The first alert, which `counts.ts` raises about the tax office. */
const explain = (explanation: string) => ({ query: `mutation { explainAlert(input: { id: "1", explanation: "${explanation}" }) { state { code } explanation history { explanation } } }` })
const confirm = { query: 'mutation { confirmAlert(input: { id: "1", note: "示例：情况属实" }) { state { code } history { note: explanation } } }' }
const rule = { query: 'mutation { changeAlertRule(input: { code: "OFF_REGION", parameters: [{ name: "days", value: 90 }] }) { code { code } enabled } }' }
const report = (provider: string) => ({ query: `mutation { reportUse(input: { day: "2026-03-01", provider: "${codeOf(provider)}", entries: 3 }) { day provider entries } }` })

/** What may be done about alerts: the agency explains, the sharing authority confirms and says by what rules they are raised. */
export const alertRows: readonly Row[] = [
  {
    says: 'nobody explains an alert without a token', ...explain('示例'), granted: [], refused: { '*': 'UNAUTHENTICATED' }, status: 401, hops: [],
  },
  {
    says: 'a suspended system explains no alert', persona: 'suspended-system', ...explain('示例'), granted: [], refused: { 'Mutation.explainAlert': 'CONSUMER_SUSPENDED' }, hops: [],
  },
  {
    says: 'a portal that acts for nobody explains no alert', persona: 'portal', ...explain('示例'), granted: [], refused: { 'Mutation.explainAlert': 'NETWORK_ZONE' }, hops: [],
  },
  {
    says: 'the alert of another agency is none to anybody else', persona: 'outsider', ...explain('示例'), granted: [], refused: { '*': 'NOT_FOUND' }, hops: ['audit'],
  },
  {
    says: 'the sharing authority explains nothing in the place of an agency', persona: 'sharing-authority', ...explain('示例'), granted: [], refused: { '*': 'FORBIDDEN' }, hops: ['audit'],
  },
  {
    says: 'an agency confirms no alert, its own neither', persona: 'tax', ...confirm, granted: [], refused: { '*': 'FORBIDDEN' }, hops: ['audit'],
  },
  {
    says: 'an auditor confirms no alert', persona: 'auditor', ...confirm, granted: [], refused: { '*': 'FORBIDDEN' }, hops: ['audit'],
  },
  {
    says: 'an agency does not say by what rules alerts are raised', persona: 'outsider', ...rule, granted: [], refused: { '*': 'FORBIDDEN' }, hops: ['audit'],
  },
  {
    says: 'an auditor does not say by what rules alerts are raised', persona: 'auditor', ...rule, granted: [], refused: { '*': 'FORBIDDEN' }, hops: ['audit'],
  },
  {
    says: 'the agency that an alert is about explains it', persona: 'tax', ...explain('示例：申报期值班'), granted: of('Alert', 'state explanation history'), refused: {},
    values: { 'Alert.explanation': ['示例：申报期值班'] }, hops: ['audit'],
  },
  {
    says: 'and explains it once', persona: 'tax', ...explain('示例：又一次'), granted: [], refused: { '*': 'CONFLICT' }, hops: ['audit'],
  },
  {
    says: 'the sharing authority confirms an alert', persona: 'sharing-authority', ...confirm, granted: of('Alert', 'state history'), refused: {},
    values: { 'Alert.state': [{ code: 'CONFIRMED' }] }, hops: ['audit'],
  },
  {
    says: 'the sharing authority says by what rules alerts are raised', persona: 'sharing-authority', ...rule, granted: [], refused: {},
    values: { 'AlertRule.enabled': [true] }, hops: ['audit'],
  },
  {
    says: 'an agency reports what it has counted by itself', persona: 'outsider', ...report('public-security'), granted: [], refused: {},
    values: { 'UseReport.entries': [3] }, hops: ['audit'],
  },
]
