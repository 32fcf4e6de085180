import { createHash, randomUUID } from 'node:crypto'
import { codeOf } from '../../seeds/agencies.ts'
import { matterCode } from '../../seeds/matters.ts'
import { DISTRICT } from '../../seeds/places.ts'
import { alert } from '../../subgraphs/audit/tables.alerts.ts'
import type { Question, TestHub } from '../harness/hub.ts'
import { number, person } from '../permissions/ask.ts'
import { caseNo } from '../permissions/cases.ts'

/** The resource that the screens are shown with: 人口基本信息 of public security. */
export const RESOURCE = '101001/000001'
/** A grant of it to civil affairs. */
export const GRANT = 'G1-01-civil-affairs-public-security'
export const MATTER = matterCode('old-age-allowance')
export const PURPOSE = { matter: MATTER, case: caseNo('allowance'), reason: '审核高龄津贴申请' }

/** An application of civil affairs to public security that nothing is wrong with. */
export const APPLICATION = {
  items: [{ item: 'Person.birthDate', disclosure: 'CLEAR' }, { item: 'Person.formerName', disclosure: 'CLEAR' }],
  matters: [MATTER], agencyRoles: ['DECIDING'], binding: { kind: 'CASE_PARTY', roles: ['APPLICANT'] }, regions: [DISTRICT.code],
  validFrom: '2026-03-02', validTo: '2027-03-01', legalBasis: '中华人民共和国老年人权益保障法 第三十三条', scenario: '高龄津贴发放时核对年龄',
}

/** Sends one change and gives what it came to; a refusal fails. */
export async function done(hub: TestHub, persona: string, name: string, type: string, input: object, fields = 'id'): Promise<Record<string, unknown>> {
  const { data, text } = await hub.ask({ persona, query: `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} } }`, variables: { input } })
  if (data?.[name] === null || data === null) throw new Error(text)
  return data[name] as Record<string, unknown>
}

/** An application that waits for its provider. */
export async function sent(hub: TestHub, more: object = {}): Promise<string> {
  const { id } = await done(hub, 'civil-affairs', 'submitApplication', 'ApplicationInput', { ...APPLICATION, ...more })
  await done(hub, 'approver-civil-affairs', 'reviewApplication', 'ReviewApplicationInput', { id, decision: 'APPROVE' })
  return id as string
}

/** The old man of the allowance as civil affairs asks about him. */
export const oldMan = (fields: string): Question => ({ persona: 'civil-affairs', purpose: PURPOSE, ...person('old-man', fields) })

/** Civil affairs doubts where public security says that the old man lives. */
export async function objected(hub: TestHub): Promise<string> {
  const input = {
    item: 'Person.residenceAddress', subject: { citizenId: number('old-man') }, statement: '登记的居住地址有误，本人已迁出',
    evidence: [{ kind: 'CERTIFICATE', digest: createHash('sm3').update('入住协议').digest('hex'), name: '入住协议.pdf' }],
  }
  const { data, text } = await hub.ask({ persona: 'civil-affairs', purpose: PURPOSE, query: 'mutation ($input: RaiseObjectionInput!) { raiseObjection(input: $input) { id } }', variables: { input } })
  if (data?.raiseObjection == null) throw new Error(text)
  return data.raiseObjection.id as string
}

/** An operator of civil affairs has read more people than is usual. */
export async function alerted(hub: TestHub, evidence: readonly string[] = []): Promise<string> {
  const at = new Date('2026-03-02T08:40:00+08:00')
  const [raised] = await hub.db.orm.insert(alert).values({
    at, kind: 'MANY_SUBJECTS', agency: codeOf('civil-affairs'), operator: 'op-civil-affairs', counted: 61, expected: 60, evidence: [...evidence], cause: `MANY_SUBJECTS ${randomUUID()}`, toldAt: at,
  }).returning({ id: alert.id })
  return String(raised?.id)
}

/** What the addresses of screens name. */
export interface Things {
  readonly application: string
  readonly entry: string
  readonly objection: string
  readonly alert: string
}

/** An application and an objection to be answered, an entry of the record, and an alert to be explained. */
export async function prepared(hub: TestHub): Promise<Things> {
  const application = await sent(hub)
  const { extensions } = await hub.ask(oldMan('name'))
  await done(hub, 'civil-affairs', 'keepDraft', 'KeepDraftInput', { title: '核对年龄', content: APPLICATION })
  const { entry } = extensions['receipt'] as { entry: string }
  return { application, entry, objection: await objected(hub), alert: await alerted(hub, [entry]) }
}

/** A screen of the console, and somebody who works on it. */
export interface Screen {
  readonly name: string
  readonly persona: string
  readonly path: (things: Things) => string
  /** A heading that stands there once all was read. */
  readonly heading: { readonly zh: string; readonly en: string }
}

const screen = (name: string, persona: string, path: Screen['path'] | string, zh: string, en: string): Screen =>
  ({ name, persona, path: typeof path === 'string' ? () => path : path, heading: { zh, en } })

const AS = `item=Person.name&consumer=sys-civil-affairs&agency=${codeOf('civil-affairs')}&matter=${MATTER}&role=DECIDING&party=APPLICANT`

/** Every screen. */
export const SCREENS: readonly Screen[] = [
  screen('the workbench', 'approver-public-security', '/console/', '等待我办理', 'Waiting for me'),
  screen('the bulletin', 'auditor', '/console/', '每日运行通报', 'Daily bulletin'),
  screen('the catalogue', 'steward-public-security', '/console/catalogue', '电子表格', 'Spreadsheet'),
  screen('a resource', 'steward-public-security', `/console/catalogue/resource?code=${encodeURIComponent(RESOURCE)}`, '变更会影响谁', 'Who breaks if I change this'),
  screen('the applications', 'approver-public-security', '/console/applications', '申请办理', 'Applications'),
  screen('an application', 'approver-public-security', ({ application }) => `/console/applications/application?id=${application}`, '先例', 'Precedents'),
  screen('an objection', 'steward-public-security', ({ objection }) => `/console/objections/objection?id=${objection}`, '异议内容', 'What is in doubt'),
  screen('an alert', 'civil-affairs', ({ alert: of }) => `/console/alerts/alert?id=${of}`, '预警情况', 'What raised it'),
  screen('the records', 'auditor', '/console/records', '核验回执与记录链', 'Verify receipt and chain'),
  screen('an entry', 'auditor', ({ entry }) => `/console/records/entry?id=${encodeURIComponent(entry)}`, '依据的授权与审批', 'Grants and approvals it was decided by'),
  screen('applying', 'civil-affairs', '/console/apply?text=Person.name', '已保存的草稿', 'Kept drafts'),
  screen('the grants', 'approver-public-security', '/console/grants?side=GIVEN', '授权', 'Grants'),
  screen('a grant', 'approver-public-security', `/console/grants/grant?id=${GRANT}`, '使用情况', 'Use over time'),
  screen('the playground', 'civil-affairs', '/console/playground', '逐项判定', 'Decision, item by item'),
  screen('the matrix', 'steward-public-security', '/console/matrix?text=Person.name', '权限矩阵', 'Permission matrix'),
  screen('the simulator', 'steward-public-security', `/console/simulator?${AS}`, '以谁的身份', 'As whom'),
]
